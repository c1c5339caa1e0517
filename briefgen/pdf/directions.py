"""What direction readers take a character for, where that is not what UAX #9 says.

Programs that take text out of a file look at each code by itself. Three of them decide by it in which order codes come
out, and each in its own way:

- pypdf knows ranges of characters. Those of the right-to-left scripts are put *before* what it has gathered, all others
  after it, and neutral ones to the side of the last character that was not neutral.
- MuPDF turns round stretches of characters whose class is ``R``, ``AL`` or ``AN``, with the neutral ones behind them.
- poppler turns round what stands between characters of the classes ``L`` and numbers; for it every separator (``ES``,
  ``ET``, ``CS``) is a number, so the Arabic comma is one too.

PDFium and pdf.js follow UAX #9 more closely; what they need is in ``briefgen.pdf.plan``.
"""

from __future__ import annotations

import functools
import unicodedata
from typing import Final

ARABIC_LETTER_MARK: Final = "\u061c"
LEFT_TO_RIGHT_MARK: Final = "\u200e"

NATIVE_DIGITS: Final = frozenset(map(chr, (*range(0x660, 0x66A), *range(0x6F0, 0x6FA))))
"""The digits of Arabic and of Persian and Urdu."""

# UAX #9, table 4.
_NUMBERS: Final = frozenset({"EN", "AN", "ES", "ET", "CS"})
_RTL: Final = frozenset({"R", "AL"})
_LTR: Final = frozenset({"L", "EN", "AN"})
_EMBEDDINGS: Final = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})

# From pypdf's documentation of right-to-left text: half-open ranges of code points.
_PYPDF_NEUTRAL: Final = ((0, 0x30), (0x3A, 0x41), (0x660, 0x66E), (0x6F0, 0x6FA), (0x2000, 0x2070), (0x20A0, 0x2200))
_PYPDF_RTL: Final = ((0x590, 0x900), (0xFB1D, 0xFE00), (0xFE70, 0xFF00))


@functools.cache
def bidi_class(character: str) -> str:
    """The Bidi_Class of a character."""
    return unicodedata.bidirectional(character)


def is_strong(character: str, *, rtl: bool) -> bool:
    """Whether a character has a direction of its own, and this one; numbers go from left to right."""
    return bidi_class(character) in (_RTL if rtl else _LTR)


def is_number(character: str) -> bool:
    """Whether poppler takes it for a part of a number: digits, their separators and signs, commas and full stops."""
    return bidi_class(character) in _NUMBERS


def pypdf_direction(text: str) -> bool | None:
    """The direction that a code sets in pypdf, true from right to left; None where it takes that of the last one.

    A code that stands for several characters is always neutral, and they keep their order.
    """
    if len(text) > 1 and text[0] in {ARABIC_LETTER_MARK, LEFT_TO_RIGHT_MARK}:
        return None
    return _pypdf_direction(text[0])


@functools.cache
def _pypdf_direction(character: str) -> bool | None:
    code_point = ord(character)
    if any(start <= code_point < end for start, end in _PYPDF_NEUTRAL):
        return None
    return any(start <= code_point < end for start, end in _PYPDF_RTL)


def mupdf_direction(text: str) -> bool | None:
    """The same for MuPDF, which looks at the first character of a code only."""
    return _mupdf_direction(text[0])


@functools.cache
def _mupdf_direction(character: str) -> bool | None:
    kind = bidi_class(character)
    if kind in {"R", "AL", "AN"}:
        return True
    return False if kind in {"L", "EN", "ES", "ET"} | _EMBEDDINGS else None


def is_foreign(text: str) -> bool:
    """Whether pypdf or MuPDF takes a character for left-to-right wherever it stands, though it is no letter.

    For pypdf these are square brackets, guillemets, the underscore and all that is not in its ranges; for MuPDF the
    hyphen, the percent sign, and the controls of embeddings and isolates. A cluster of several characters is not.
    """
    return len(text) == 1 and _is_foreign(text)


@functools.cache
def _is_foreign(character: str) -> bool:
    if is_strong(character, rtl=True):
        return False
    if mupdf_direction(character) is False:
        return True
    return pypdf_direction(character) is False and unicodedata.category(character) not in {"Mn", "Me", "Cf"}
