"""The text of a PDF file by the places of its characters: a second reading, which knows nothing of the first one.

pypdf goes by the order in which a file draws its glyphs. That order may be any: a program may draw the numbers of a
line after its words, or the digits of a number from right to left. Here, only places count. Characters at one height
make a line, and their order from left to right is what a reader sees. So a number has its digits in the order of the
page, and what stands between two words is between them. PDFium says which character is where; of its order, nothing is
used.
"""

from __future__ import annotations

import ctypes
import math
import statistics
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from briefgen.checks.visual_order import logical

if TYPE_CHECKING:
    import pypdfium2

# In sizes of the font.
_SAME_LINE: Final = 0.5
_MARK_ABOVE: Final = 1.2
_WORD_GAP: Final = 0.15
_LEAST_SPACE: Final = 0.05
_COLUMN_GAP: Final = 1.5

_BESIDE: Final = 8
"""How many letters on either side may have a mark."""

_COLUMNS: Final = 100
"""How many columns a line may go on with; one more begins anew."""

_LEAST_OVERLAP: Final = 0.3
"""The share of the width of the shorter one that two lines of a column have in common."""


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A character, where it stands on the page; in points, from the left and from below.

    Attributes:
        text: the character.
        left: where it begins.
        right: where it ends.
        base: the height of the line that it stands on.
        size: the size of its font.
        spaced: whether the file has a space to the left of it.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    spaced: bool = False

    @property
    def centre(self) -> float:
        """The middle of its width."""
        return (self.left + self.right) / 2


@dataclass(slots=True)
class _Row:
    """Letters at one height from left to right, and the marks of each, by its number."""

    base: float
    letters: list[_Glyph]
    marks: dict[int, list[_Glyph]] = field(default_factory=dict)


@dataclass(slots=True)
class _Line:
    """Letters at one height without a wide gap between them, and the marks of each."""

    letters: list[_Glyph]
    marks: list[list[_Glyph]]
    text: str = ""
    left: float = 0
    right: float = 0


@dataclass(slots=True)
class _Block:
    """Lines one below the other."""

    lines: list[_Line] = field(default_factory=list)


def placed_text(document: pypdfium2.PdfDocument, most: int) -> str | None:
    """The text of a file, page after page, blocks of lines apart; None where it has more than ``most`` characters."""
    pages: list[str] = []
    count = 0
    for number in range(len(document)):
        page = document[number]
        text_page = page.get_textpage()
        count += text_page.count_chars()
        if count > most:
            return None
        pages.append(_text_of(_glyphs(text_page)))
        text_page.close()
        page.close()
    return "\n".join(pages)


def _glyphs(page: pypdfium2.PdfTextPage) -> Iterator[_Glyph]:
    """The characters of a page that have a place, with the spaces that the file has; PDFium makes up others."""
    from pypdfium2 import raw  # noqa: PLC0415 - comes with an extra

    x, y, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()
    for index in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(page, index)
        text = chr(code) if code and not 0xD800 <= code < 0xE000 else "\ufffd"
        if raw.FPDFText_IsHyphen(page, index) == 1:
            text = "-"  # at the end of a line, where PDFium gives a control
        if unicodedata.category(text) == "Cf" or raw.FPDFText_IsGenerated(page, index) == 1:
            continue
        if not raw.FPDFText_GetCharOrigin(page, index, x, y):
            continue
        left, _, right, _ = page.get_charbox(index, loose=True)
        narrow = page.get_charbox(index)
        if unicodedata.category(text)[0] == "M":
            left, _, right, _ = narrow
        elif not text.isspace():
            # Either may be too narrow: what a font says of its widths need not be what is drawn.
            left, right = min(left, narrow[0]), max(right, narrow[2])
        raw.FPDFText_GetMatrix(page, index, matrix)
        size = raw.FPDFText_GetFontSize(page, index) * math.hypot(matrix.b, matrix.d)
        if text.isspace():
            if right - left < _LEAST_SPACE * size or size < 1.0:
                continue
            text = " "
        yield _Glyph(text, left, right, y.value, max(size, 1.0))


def _text_of(glyphs: Iterable[_Glyph]) -> str:
    lines = [line for row in _rows(list(glyphs)) for line in _parted(row)]
    for line in lines:
        line.left = min(glyph.left for glyph in line.letters)
        line.right = max(glyph.right for glyph in line.letters)
        line.text = logical(_spaced(line))
    return "\n\n".join("\n".join(line.text for line in block.lines) for block in _blocks(lines))


def _rows(glyphs: list[_Glyph]) -> list[_Row]:
    """The characters by their heights on the page, from the top, and from left to right; marks go with letters."""
    rows: list[list[_Glyph]] = []
    for glyph in sorted((each for each in glyphs if not _is_mark(each)), key=lambda each: -each.base):
        if rows and rows[-1][0].base - glyph.base <= _SAME_LINE * min(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    found = [_Row(row[0].base, _marked_spaces(row)) for row in rows]
    found = [row for row in found if row.letters]
    heights = [-row.base for row in found]
    for mark in filter(_is_mark, glyphs):
        reach = _MARK_ABOVE * mark.size
        near = found[bisect_left(heights, -mark.base - reach) : bisect_right(heights, -mark.base + reach)]
        if near:
            _, letter, number = min((*_nearest(mark, row.letters), number) for number, row in enumerate(near))
            near[number].marks.setdefault(letter, []).append(mark)
    return found


def _marked_spaces(row: list[_Glyph]) -> list[_Glyph]:
    """The letters of a row from left to right, which know whether a space stands before them, without the spaces."""
    letters: list[_Glyph] = []
    space = False
    for glyph in sorted(row, key=lambda each: each.centre):
        if glyph.text == " ":
            space = True
        else:
            letters.append(replace(glyph, spaced=space))
            space = False
    return letters


def _is_mark(glyph: _Glyph) -> bool:
    return unicodedata.category(glyph.text)[0] == "M"


def _nearest(mark: _Glyph, letters: list[_Glyph]) -> tuple[float, int]:
    """How far the letter that is nearest to a mark is, first of all to the side, then in height; and which it is."""
    middle = bisect_left(letters, mark.centre, key=lambda each: each.centre)
    window = range(max(0, middle - _BESIDE), min(len(letters), middle + _BESIDE))
    return min((_distance(mark, letters[at]), at) for at in window)


def _distance(mark: _Glyph, letter: _Glyph) -> float:
    aside = max(letter.left - mark.centre, mark.centre - letter.right, 0.0)
    return aside * 4 + abs(letter.base - mark.base)


def _parted(row: _Row) -> Iterator[_Line]:
    """A row where the gaps are as wide as between columns."""
    line: _Line | None = None
    for at, glyph in enumerate(row.letters):
        before = row.letters[at - 1]
        if line is None or glyph.left - before.right > _COLUMN_GAP * max(glyph.size, before.size):
            if line is not None:
                yield line
            line = _Line([], [])
        line.letters.append(glyph)
        line.marks.append(row.marks.get(at, []))
    if line is not None:
        yield line


def _spaced(line: _Line) -> list[str]:
    """What stands in a line from left to right, each character with its marks, and the spaces between words."""
    gap = _WORD_GAP * statistics.median(each.size for each in line.letters)
    found: list[str] = []
    for at, (letter, marks) in enumerate(zip(line.letters, line.marks, strict=True)):
        if at and (letter.spaced or letter.left - line.letters[at - 1].right > gap):
            found.append(" ")
        above = sorted(marks, key=lambda mark: unicodedata.combining(mark.text))
        found.append(letter.text + "".join(mark.text for mark in above))
    return found


def _blocks(lines: list[_Line]) -> list[_Block]:
    """The lines in columns: each goes below the nearest one above that it has its width in common with."""
    blocks: list[_Block] = []
    for line in lines:
        for block in islice(reversed(blocks), _COLUMNS):
            if _overlap(block.lines[-1], line):
                # A block that a wider line has ended is the last one no more.
                block.lines.append(line)
                blocks.remove(block)
                blocks.append(block)
                break
        else:
            blocks.append(_Block([line]))
    return blocks


def _overlap(above: _Line, line: _Line) -> bool:
    common = min(above.right, line.right) - max(above.left, line.left)
    return common > _LEAST_OVERLAP * min(above.right - above.left, line.right - line.left)
