"""The language and the direction of a paragraph, as they are given or as its letters tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from briefgen.flowables.lines import Tongue
from briefgen.text.bidi import first_strong_rtl
from briefgen.text.scripts import RTL_SCRIPTS, is_rtl_language, script_of_character, script_of_language, unicode_script

# The language of letters where nothing else is said: the one that most texts in the script are in.
_USUAL: Final = {"Latn": "en", "Arab": "ar", "Hebr": "he"}

_DIRECTIONS: Final = {"rtl": True, "ltr": False}


def tongue_of(lines: Sequence[str], style: Any, language: str | None, direction: str | None) -> Tongue:
    """The language and direction of a paragraph.

    Args:
        lines: its text between forced line breaks.
        style: reportlab's; ``wordWrap`` may say the direction, ``hyphenationLang`` the language of Latin letters.
        language: as given.
        direction: ``ltr`` or ``rtl``, as given.
    """
    text = "\n".join(lines)
    rtl = _DIRECTIONS.get((direction or "").lower())
    if rtl is None and language is not None:
        rtl = is_rtl_language(language)
    if rtl is None:
        rtl = _DIRECTIONS.get((style.wordWrap or "").lower())
    if rtl is None:
        rtl = bool(first_strong_rtl(text))
    usual = dict(_USUAL)
    if style.hyphenationLang:
        usual["Latn"] = style.hyphenationLang.replace("_", "-")
    if language is None:
        scripts = [script for script in map(script_of_character, text) if script in usual]
        agreeing = [script for script in scripts if (script in RTL_SCRIPTS) == rtl]
        language = next((usual[script] for script in (*agreeing, *scripts)), "und")
    own = unicode_script(script_of_language(language))
    return Tongue(language, tuple((script, tag) for script, tag in usual.items() if script != own), rtl)
