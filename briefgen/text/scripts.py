"""The script of every character of a run of one direction (UAX #24), with common and inherited characters resolved.

Space, punctuation and marks belong to no script of their own. They take the script of the letter before them in the
same level run, else of the letter after them, else of the paragraph. European digits always count as Latin, so that a
figure looks the same in both columns of a briefing.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from fontTools import unicodedata as ucd

COMMON: Final = "Zyyy"
_INHERITED: Final = "Zinh"
_UNKNOWN: Final = "Zzzz"
NUMBER_SCRIPT: Final = "Latn"
_NO_SCRIPT: Final = frozenset({COMMON, _INHERITED, _UNKNOWN})

RTL_SCRIPTS: Final = frozenset({"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg"})
_SCRIPT_OF_LANGUAGE: Final = {
    "ar": "Arab", "fa": "Arab", "ckb": "Arab", "ps": "Arab", "ug": "Arab", "sd": "Arab",
    "ur": "Aran", "ks": "Aran", "pnb": "Aran",
    "azb": "Arab", "bal": "Arab", "glk": "Arab", "lrc": "Arab", "mzn": "Arab", "sdh": "Arab", "skr": "Arab",
    "he": "Hebr", "yi": "Hebr", "dv": "Thaa", "syr": "Syrc",
    "be": "Cyrl", "bg": "Cyrl", "kk": "Cyrl", "ky": "Cyrl", "mk": "Cyrl", "ru": "Cyrl", "sr": "Cyrl", "tg": "Cyrl",
    "uk": "Cyrl", "el": "Grek",
}  # fmt: skip

# ISO 15924 has codes for styles in which a script is written, such as Nastaliq and Fraktur. To Unicode, and so to the
# shaper, a text in one of them is in the script itself; only the faces are others.
_SCRIPT_OF_STYLE: Final = {
    "Aran": "Arab", "Cyrs": "Cyrl", "Hans": "Hani", "Hant": "Hani", "Latf": "Latn", "Latg": "Latn", "Syre": "Syrc",
    "Syrj": "Syrc", "Syrn": "Syrc",
}  # fmt: skip


def unicode_script(code: str) -> str:
    """The script of Unicode (UAX #24) that an ISO 15924 code belongs to: ``Arab`` for ``Aran``, which is Nastaliq."""
    return _SCRIPT_OF_STYLE.get(code, code)


@functools.lru_cache(maxsize=1024)
def script_of_language(language: str) -> str:
    """The ISO 15924 code of what a BCP 47 tag is written in, which may be a style of a script, such as ``Aran``.

    A script subtag is believed, so that ``ur-Arab`` is Urdu that is not set in Nastaliq; else it is the usual one.
    """
    subtags = language.split("-")
    for subtag in subtags[1:]:
        if len(subtag) == 4 and subtag.isalpha():
            return subtag.title()
    return _SCRIPT_OF_LANGUAGE.get(subtags[0].lower(), "Latn")


def is_rtl_language(language: str) -> bool:
    """Whether a language is written from right to left."""
    return unicode_script(script_of_language(language)) in RTL_SCRIPTS


HARAKAT: Final = re.compile("[\u064b-\u0652\u0670]")
_ARABIC_LETTER: Final = re.compile("[\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3]")
_VOCALISED_SHARE: Final = 0.25
# A few marks on one word are there to tell it from others, and have room in any line.
_FEWEST_HARAKAT: Final = 4


@functools.lru_cache(maxsize=4096)
def is_vocalised(text: str) -> bool:
    """Whether an Arabic text carries its vowels: four harakat or more, on more than a quarter of its letters."""
    harakat = len(HARAKAT.findall(text))
    return harakat >= _FEWEST_HARAKAT and harakat > _VOCALISED_SHARE * len(_ARABIC_LETTER.findall(text))


@functools.cache
def script_of_character(character: str) -> str:
    """The script of a character by itself; ``Zyyy`` where it takes that of its neighbours."""
    if character in "0123456789":
        return NUMBER_SCRIPT
    script = ucd.script(character)
    if script not in _NO_SCRIPT:
        return str(script)
    extensions = ucd.script_extension(character) - _NO_SCRIPT
    # Marks and punctuation that several scripts share follow their neighbours; the Arabic ones are never Latin.
    return "Arab" if "Arab" in extensions and script != _INHERITED else COMMON


def resolve_scripts(text: str, start: int, end: int, default: str) -> Iterable[tuple[int, int, str]]:
    """Cut ``text[start:end]`` into stretches of one script; ``default`` is the paragraph's own."""
    stretch = text[start:end]
    found = {script_of_character(character) for character in set(stretch)} - {COMMON}
    if len(found) <= 1:  # as nearly always; a set of characters is made faster than each is looked at
        return [(start, end, next(iter(found), default))]
    scripts = [script_of_character(character) for character in stretch]
    current = next((script for script in scripts if script != COMMON), default)
    cuts = [start]
    names = []
    for offset, script in enumerate(scripts):
        if script not in (COMMON, current):
            if offset and cuts[-1] != start + offset:
                names.append(current)
                cuts.append(start + offset)
            current = script
    names.append(current)
    return [(a, b, name) for (a, b), name in zip(pairwise([*cuts, end]), names, strict=True)]
