"""The language and the direction of a paragraph, as they are given or as its letters tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pyphen
from fontTools import unicodedata as ucd

from briefgen.flowables.lines import Tongue
from briefgen.model.localized import canonical_tag, likely_tag
from briefgen.text.bidi import first_strong_rtl
from briefgen.text.scripts import RTL_SCRIPTS, is_rtl_language, script_of_character, script_of_language, unicode_script

# The language of letters where nothing else is said: the one that most texts in the script are in.
_USUAL: Final = {"Latn": "en", "Arab": "ar", "Hebr": "he"}

_DIRECTIONS: Final = {"rtl": True, "ltr": False}

# Languages with a two-letter code (ISO 639-1) that are written from left to right and in no script of the other
# direction beside it. Of all others, those from right to left apart, the letters tell.
_LTR_TAGS: Final = (
    "aa ab af am an as ay be bg bi bn bo br bs ca ce co cs cv cy da de dz ee el en eo es et eu fi fj fo fr fy ga gd "
    "gl gn gu gv hi hr ht hu hy hz ia id ig io is it iu ja jv ka ki kl km kn ko kv kw la lb lg li ln lo lt lu lv mg "
    "mi mk ml mn mr mt my nb nd ne nl nn no nr nv ny oc om or os pl pt qu rm rn ro ru rw sc se sg si sk sl sm sn sq "
    "sr ss st su sv sw ta te th ti tl tn to tr ts ty uk ve vi wa xh yo zh zu"
)
_LTR: Final = frozenset(_LTR_TAGS.split())

# Codes that have been replaced (the registry of RFC 5646, 3.1.7, Preferred-Value).
_PREFERRED: Final = {"iw": "he", "ji": "yi", "in": "id", "jw": "jv"}


def language_tag(value: object) -> str:
    """A language tag in canonical form (RFC 5646, 4.5), by the rule for those of a briefing.

    Raises:
        ValueError: it is none; with what to write instead.
    """
    try:
        tag = canonical_tag(value)
    except ValueError as error:
        meant = likely_tag(value) if isinstance(value, str) else None
        instead = "one such as 'en', 'ar' or 'ar-JO'" if meant is None else repr(meant)
        raise ValueError(f"{value!r} is not a BCP 47 tag; write {instead}") from error
    language, hyphen, rest = tag.partition("-")
    return f"{_PREFERRED.get(language, language)}{hyphen}{rest}"


def _known_direction(tag: str) -> bool | None:
    """Whether a language goes from right to left; None where its tag does not tell."""
    if is_rtl_language(tag):
        return True
    language, *others = tag.split("-")
    script = next((subtag for subtag in others if len(subtag) == 4), None)
    if script is None:
        return False if language in _LTR else None
    direction = ucd.script_horizontal_direction(unicode_script(script), None)
    return None if direction is None else direction == "RTL"


def _hyphenated(given: object) -> str:
    """The tag of a ``hyphenationLang``, which is written as pyphen does: ``en_GB``.

    Raises:
        ValueError: pyphen has no patterns for it.
    """
    tag = given.replace("_", "-") if isinstance(given, str) else ""
    if pyphen.language_fallback(tag.replace("-", "_")) is None:
        raise ValueError(
            f"there are no patterns for the style's hyphenationLang {given!r}; write one such as 'en_GB' or 'fr_FR'"
        )
    return language_tag(tag)


def tongue_of(lines: Sequence[str], style: Any, language: str | None, direction: str | None) -> Tongue:
    """The language and direction of a paragraph.

    Args:
        lines: its text between forced line breaks.
        style: reportlab's; ``wordWrap`` may say the direction, ``hyphenationLang`` the language of Latin letters.
        language: a tag, as given.
        direction: ``ltr`` or ``rtl``, as given.

    Raises:
        ValueError: the language is no tag, or there are no patterns to hyphenate with.
    """
    text = "\n".join(lines)
    if language is not None:
        language = language_tag(language)
    rtl = _DIRECTIONS.get(direction or "")
    if rtl is None and language is not None:
        rtl = _known_direction(language)
    if rtl is None:
        rtl = _DIRECTIONS.get((style.wordWrap or "").lower())
    if rtl is None:
        rtl = bool(first_strong_rtl(text))
    usual = dict(_USUAL)
    if style.hyphenationLang:
        usual["Latn"] = _hyphenated(style.hyphenationLang)
    if language is None:
        scripts = [script for script in map(script_of_character, text) if script in usual]
        agreeing = [script for script in scripts if (script in RTL_SCRIPTS) == rtl]
        language = next((usual[script] for script in (*agreeing, *scripts)), "und")
    own = unicode_script(script_of_language(language))
    return Tongue(language, tuple((script, tag) for script, tag in usual.items() if script != own), rtl)
