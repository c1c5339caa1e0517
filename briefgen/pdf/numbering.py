"""The numbers of codes in one document, and the characters that they stand for (ISO 32000-1, 9.7.5 and 9.10.3).

All fonts of a document share one numbering: a number stands for the same character in each of them, so that they share
one ToUnicode too. What a font draws for a number is its own affair.

The first code of a character stands in a row of numbers that follow one another as the characters do in Unicode, so one
line of ToUnicode is enough for the row. Where a font has several codes for a character, such as the forms of an Arabic
letter, the others get single numbers.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from briefgen.pdf.objects import MOST_COMPRESSION, compress

# A row of this many numbers, which begins at a multiple of it: a range must not go over a boundary of 256 codes or
# characters (Adobe Technical Note 5014). With rows of 16 or 64 the fonts of a bilingual file are 100 bytes larger.
_ROW: Final = 32

# Adobe Technical Note 5014: how many entries a block of bfchar or bfrange has at most.
_BLOCK: Final = 100

_CMAP_HEAD: Final = (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n"
    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
    "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"
)
_CMAP_TAIL: Final = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"

# As for fonts: a document that is rendered again mostly has the same characters.
_MAX_CMAPS: Final = 32


class CodeNumbers:
    """The numbers of the codes of one document, which are given in the order in which codes are first drawn."""

    def __init__(self) -> None:
        self._of: dict[str, list[int]] = {}
        self._rows: dict[int, int] = {}  # the first number of each row, by its characters divided by the row's length
        self._single = iter(range(1, _ROW))  # 0 is .notdef, which is never drawn (ISO 14289-1, 7.21.8)
        self._next = _ROW

    def number(self, character: str, variant: int) -> int:
        """The number of the code that is the first (0), second (1), … for a character in its font.

        Args:
            character: what the code stands for: one character, or some behind a direction mark.
            variant: how many codes the font has for it already.
        """
        numbers = self._of.setdefault(character, [])
        if variant == len(numbers):
            in_row = not numbers and len(character) == 1  # a sign with a direction mark has two
            numbers.append(self._number_in_row(ord(character)) if in_row else self._single_number())
        return numbers[variant]

    def _number_in_row(self, code_point: int) -> int:
        row, place = divmod(code_point, _ROW)
        if row not in self._rows:
            self._rows[row] = self._new_row()
        return self._rows[row] + place

    def _single_number(self) -> int:
        number = next(self._single, None)
        if number is None:
            first = self._new_row()
            self._single = iter(range(first + 1, first + _ROW))
            return first
        return number

    def _new_row(self) -> int:
        first, self._next = self._next, self._next + _ROW
        return first

    def to_unicode(self) -> bytes:
        """The compressed stream of ToUnicode."""
        characters = ((number, character) for character, numbers in self._of.items() for number in numbers)
        return _to_unicode(tuple(sorted(characters)))


@functools.lru_cache(maxsize=_MAX_CMAPS)
def _to_unicode(characters: tuple[tuple[int, str], ...]) -> bytes:
    return compress(cmap(characters).encode("ascii"), MOST_COMPRESSION)


def cmap(characters: Iterable[tuple[int, str]]) -> str:
    """The CMap from numbers to characters, both given in ascending order of the numbers.

    A range may cover numbers that no font uses, but never begins or ends with one. So it holds none of the characters
    that ISO 14289-1, 7.21.7 forbids: where a row has one, it stands at an end.
    """
    ranges, single = [], []
    for numbers, texts in _stretches(characters):
        if len(numbers) == 1:
            single.append(f"<{numbers[0]:04X}> <{_utf_16(texts[0])}>\n")
        else:
            ranges.append(f"<{numbers[0]:04X}> <{numbers[-1]:04X}> <{_utf_16(texts[0])}>\n")
    return _CMAP_HEAD + _blocks("bfrange", ranges) + _blocks("bfchar", single) + _CMAP_TAIL


def _stretches(characters: Iterable[tuple[int, str]]) -> Iterator[tuple[list[int], list[str]]]:
    """Numbers and characters of a row that follow one another alike."""
    for _, group in itertools.groupby(characters, _place_in_row):
        numbers, texts = zip(*group, strict=True)
        yield list(numbers), list(texts)


def _place_in_row(entry: tuple[int, str]) -> tuple[int, int | str]:
    """The row of a number, and how far it is from its character; what stands for more is like nothing else."""
    number, text = entry
    return number // _ROW, number - ord(text) if len(text) == 1 else f"{number} alone"


def _utf_16(character: str) -> str:
    return character.encode("utf-16-be").hex().upper()


def _blocks(operator: str, lines: Sequence[str]) -> str:
    blocks = [lines[i : i + _BLOCK] for i in range(0, len(lines), _BLOCK)]
    return "".join(f"{len(block)} begin{operator}\n{''.join(block)}end{operator}\n" for block in blocks)
