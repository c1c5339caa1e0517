"""The characters that the matching of quotes treats alike, by kind. Code points follow Unicode 15."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

# Without them a text reads the same: controls of direction, joiners, places for breaks, variation selectors.
INVISIBLE: Final = frozenset(
    chr(code)
    for first, last in (
        (0x00AD, 0x00AD),  # soft hyphen
        (0x034F, 0x034F),  # combining grapheme joiner
        (0x061C, 0x061C),  # Arabic letter mark
        (0x200B, 0x200B),  # zero width space
        (0x200D, 0x200F),  # zero width joiner, marks of direction
        (0x202A, 0x202E),  # embeddings and overrides
        (0x2060, 0x2060),  # word joiner
        (0x2066, 0x2069),  # isolates
        (0xFE00, 0xFE0F),  # variation selectors
        (0xFEFF, 0xFEFF),  # byte order mark
    )
    for code in range(first, last + 1)
)
NON_JOINER: Final = "\u200c"
TATWEEL: Final = "\u0640"

# Marks that a writer may leave out: of Arabic short vowels, doubling and recitation; of Hebrew points and accents. The
# combining maddah and hamza (U+0653 to U+0655) are not among them: with their letter they are other letters.
VOWEL_MARKS: Final = frozenset(
    chr(code)
    for first, last in (
        (0x0591, 0x05BD),
        (0x05BF, 0x05BF),
        (0x05C1, 0x05C2),
        (0x05C4, 0x05C5),
        (0x05C7, 0x05C7),
        (0x0610, 0x061A),
        (0x064B, 0x0652),
        (0x0656, 0x065F),
        (0x0670, 0x0670),
        (0x06D6, 0x06DC),
        (0x06DF, 0x06E4),
        (0x06E7, 0x06E8),
        (0x06EA, 0x06ED),
        (0x08CA, 0x08E1),
        (0x08E3, 0x08FF),
    )
    for code in range(first, last + 1)
)

# Primes are not among them: 5′ and 5″ are two measures.
QUOTATION_MARKS: Final = "\"'`´‘’‚‛“”„‟‹›«»ʼ׳״＂＇〝〞「」『』"
HYPHENS: Final = "-\u2010\u2011\u05be"
DASHES: Final = "\u2012\u2013\u2014\u2015\u2212"
# No mark says by itself whether it opens or closes: “ opens in English and closes in German, » opens in Danish.
OPENING: Final = "([{" + QUOTATION_MARKS
CLOSING: Final = ")]},.;:!?…،؛؟۔" + QUOTATION_MARKS

UNREADABLE: Final = "\ufffd"
"""The replacement character, for one of which nobody knows what it is."""

AT_END: Final = (".", ",", ";", ":", "،", "؛", "۔")

PUNCTUATION: Final = {"،": ",", "؛": ";", "؟": "?", "۔": "."}
SIGNS_OF_NUMBERS: Final = {"٫": ".", "٬": ",", "٪": "%"}
SIGNED_ALEFS: Final = "أإآٱ"
ALEF: Final = "ا"
YEH_AND_KAF: Final = {"ی": "ي", "ک": "ك"}

# In these scripts no spaces part the words: Thai, Lao, Myanmar, Khmer, kana, Han.
WITHOUT_SPACES: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)


# The controls that say nothing (Cc but tabulators and breaks of lines), and code points that are never characters.
_MEANINGLESS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")


def readable(text: str) -> str:
    """The text with the replacement character for each code point that stands for no character; as long as before."""
    return _MEANINGLESS.sub(UNREADABLE, text)


def marks_in(characters: Iterable[str]) -> str:
    """The combining marks among the characters, in the order of their code points."""
    return "".join(sorted(each for each in set(characters) if unicodedata.category(each)[0] == "M"))


_FOREIGN_DIGITS = re.compile("[^\\D0-9]")


def digits_in(text: str) -> dict[str, str]:
    """The decimal digits of other scripts in a text, with the European ones."""
    return {each: str(unicodedata.decimal(each)) for each in set(_FOREIGN_DIGITS.findall(text))}
