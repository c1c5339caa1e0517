"""The text of a PDF file by the places of its characters: a second reading, which knows nothing of the first one.

pypdf goes by the order in which a file draws its glyphs. That order may be any: a program may draw the numbers of a line
after its words, or the digits of a number from right to left. Here, only places count. Characters at one height make a
line, and their order from left to right is what a reader sees. So a number has its digits in the order of the page, and
what stands between two words is between them. PDFium says which character is where; of its order, nothing is used.
"""

from __future__ import annotations

import ctypes
import statistics
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from briefgen.checks.visual_order import logical

if TYPE_CHECKING:
    import pypdfium2

# In heights of the characters.
_SAME_LINE: Final = 0.3
_MARK_ABOVE: Final = 1.2
_WORD_GAP: Final = 0.1
_COLUMN_GAP: Final = 2.0
_LEAST_OVERLAP: Final = 0.3


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A character, where it stands on the page; in points, from the left and from below."""

    text: str
    left: float
    right: float
    base: float
    height: float

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


@dataclass(slots=True)
class _Line:
    """Characters at one height, without a wide gap between them."""

    glyphs: list[_Glyph]
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
    """The characters of a page that have a place; white space is told by the gaps instead."""
    from pypdfium2 import raw  # noqa: PLC0415 - comes with an extra

    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(page, index)
        text = chr(code) if code and not 0xD800 <= code < 0xE000 else "\ufffd"
        if text.isspace() or unicodedata.category(text) == "Cf" or raw.FPDFText_IsGenerated(page, index) == 1:
            continue
        if not raw.FPDFText_GetCharOrigin(page, index, x, y):
            continue
        left, bottom, right, top = page.get_charbox(index, loose=True)
        narrow = page.get_charbox(index)
        if unicodedata.category(text)[0] == "M":
            left, _, right, _ = narrow
        yield _Glyph(text, left, right, y.value, max(top - bottom, narrow[3] - narrow[1], 1.0))


def _text_of(glyphs: Iterable[_Glyph]) -> str:
    lines = [line for row in _rows(list(glyphs)) for line in _parted(row)]
    for line in lines:
        line.left = min(glyph.left for glyph in line.glyphs)
        line.right = max(glyph.right for glyph in line.glyphs)
        line.text = logical(_spaced(line.glyphs))
    return "\n\n".join("\n".join(line.text for line in block.lines) for block in _blocks(lines))


def _rows(glyphs: list[_Glyph]) -> list[list[_Glyph]]:
    """The characters by their heights on the page, from the top; a mark goes where its letter is."""
    letters = sorted((each for each in glyphs if not _is_mark(each)), key=lambda each: -each.base)
    rows: list[list[_Glyph]] = []
    for glyph in letters:
        if rows and rows[-1][0].base - glyph.base <= _SAME_LINE * min(glyph.height, rows[-1][0].height):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    for mark in filter(_is_mark, glyphs):
        near = [row for row in rows if abs(row[0].base - mark.base) <= _MARK_ABOVE * mark.height]
        under = [(_distance(mark, letter), at) for at, row in enumerate(near) for letter in row]
        if under:
            near[min(under)[1]].append(mark)
    return rows


def _is_mark(glyph: _Glyph) -> bool:
    return unicodedata.category(glyph.text)[0] == "M"


def _distance(mark: _Glyph, letter: _Glyph) -> float:
    """How far a mark is from a letter: first of all to the side, then in height."""
    aside = max(letter.left - mark.centre, mark.centre - letter.right, 0.0)
    return aside * 4 + abs(letter.base - mark.base)


def _parted(row: list[_Glyph]) -> Iterator[_Line]:
    """A row where the gaps are as wide as between columns."""
    letters = sorted((each for each in row if not _is_mark(each)), key=lambda each: each.centre)
    lines: list[_Line] = []
    for glyph in letters:
        before = lines[-1].glyphs[-1] if lines else None
        if before is None or glyph.left - before.right > _COLUMN_GAP * max(glyph.height, before.height):
            lines.append(_Line([]))
        lines[-1].glyphs.append(glyph)
    for mark in filter(_is_mark, row):
        line = min(lines, key=lambda each: min(_distance(mark, letter) for letter in each.glyphs if not _is_mark(letter)))
        line.glyphs.append(mark)
    return iter(lines)


def _spaced(glyphs: list[_Glyph]) -> list[str]:
    """What stands in a line from left to right, each character with its marks, and the spaces between words."""
    letters = [each for each in glyphs if not _is_mark(each)]
    marks: dict[int, list[_Glyph]] = {}
    for mark in filter(_is_mark, glyphs):
        at = min(range(len(letters)), key=lambda number: _distance(mark, letters[number]))
        marks.setdefault(at, []).append(mark)
    height = statistics.median(each.height for each in letters)
    found: list[str] = []
    for at, letter in enumerate(letters):
        if at and letter.left - letters[at - 1].right > _WORD_GAP * height:
            found.append(" ")
        above = sorted(marks.get(at, ()), key=lambda mark: unicodedata.combining(mark.text))
        found.append(letter.text + "".join(mark.text for mark in above))
    return found


def _blocks(lines: list[_Line]) -> list[_Block]:
    """The lines in columns: each goes below the nearest one above that it has its width in common with."""
    blocks: list[_Block] = []
    for line in lines:
        for block in reversed(blocks):
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
