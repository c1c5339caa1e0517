"""Tables of an annex: columns as wide as what they hold, numbers under each other, a head on every page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import fsum
from typing import Any, Final

from briefgen.layout.canvas import DrawingCanvas
from briefgen.layout.flow.block import Block, draw_inside, first_baseline, share_white
from briefgen.layout.flow.paragraph import TextBlock
from briefgen.text.setting import PreparedParagraph

_FORGIVEN_PT: Final = 1e-6
_WORD: Final = re.compile(r"\S+")

# A line of text is set in so much more than its width, so that rounding breaks none.
_AIR_PT: Final = 0.01

# So many rows at least stand on each side of the end of a page.
_ROWS_TOGETHER: Final = 2

# A table of so many rows is not cut, unless it is so high that much of a page would stay empty for its sake.
_SHORT_ROWS: Final = 7
_SHORT_PT: Final = 170.0

# A column of words that are cut has at least a few letters to a line.
_NARROWEST_PT: Final = 24.0


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """A column of numbers: the widest part of them before the separator of decimals, and the widest from it on."""

    before_pt: float
    after_pt: float

    @property
    def width_pt(self) -> float:
        """The width in which all of them stand with their separators under each other."""
        return self.before_pt + self.after_pt


@dataclass(frozen=True, slots=True)
class Needs:
    """The width of a column, in points.

    Attributes:
        least_pt: at which no word is cut.
        natural_pt: that of its longest paragraph.
        whole: whether it holds numbers, which are never cut: half of one is another number.
    """

    least_pt: float
    natural_pt: float
    whole: bool = False


def parts_of_number(block: TextBlock, separator: str) -> tuple[float, float]:
    """The widths of a number before its separator of decimals and from it on."""
    text = block.prepared.paragraph.text
    at = text.find(separator)
    width = block.natural_width()
    before = width if at < 0 else block.prepared.width(0, at)
    return before, width - before


def number_column(blocks: Sequence[TextBlock], separator: str) -> NumberColumn:
    """The room that numbers need under each other."""
    parts = [parts_of_number(block, separator) for block in blocks]
    return NumberColumn(max(before for before, _ in parts), max(after for _, after in parts))


def needs_of(blocks: Sequence[TextBlock]) -> Needs:
    """What the paragraphs of a column need."""
    least = max((longest_word_pt(block) for block in blocks), default=0.0)
    natural = max((block.natural_width() for block in blocks), default=0.0)
    return Needs(max(least, _AIR_PT), natural + _AIR_PT)


def needs_of_numbers(head: TextBlock, numbers: NumberColumn) -> Needs:
    """What a column of numbers needs, whose head stands on two lines, so that names have the room beside them."""
    least = max(longest_word_pt(head), numbers.width_pt + _AIR_PT)
    return Needs(least, max(least, two_lines_pt(head)), whole=True)


def two_lines_pt(block: TextBlock) -> float:
    """The least width in which a paragraph stands on two lines."""
    text = block.prepared.paragraph.text
    words = [word.span() for word in _WORD.finditer(text)]
    if len(words) < 2:
        return block.natural_width() + _AIR_PT
    first, last = words[0][0], words[-1][1]
    halves = (
        max(block.prepared.width(first, above[1]), block.prepared.width(below[0], last))
        for above, below in pairwise(words)
    )
    return min(halves) + _AIR_PT


def longest_word_pt(block: TextBlock) -> float:
    """The width of the longest word of a paragraph."""
    return _longest_word_pt(block.prepared)


# Editions, and briefings that are rendered again, have the same labels.
@lru_cache(maxsize=1024)
def _longest_word_pt(prepared: PreparedParagraph) -> float:
    words = _WORD.finditer(prepared.paragraph.text)
    return max((prepared.width(*word.span()) for word in words), default=0.0) + _AIR_PT


def column_widths(needs: Sequence[Needs], free_pt: float) -> list[float] | None:
    """The widths of columns, which together are ``free_pt``; None where there is no room for numbers.

    What is left when no paragraph needs more is shared equally. Where that is too little for whole paragraphs, each
    column has its longest word, and of the rest as much as it lacks, names
    before numbers; where it is too little for that, words are cut.
    """
    natural, least = fsum(each.natural_pt for each in needs), fsum(each.least_pt for each in needs)
    if natural <= free_pt:
        return [each.natural_pt + (free_pt - natural) / len(needs) for each in needs]
    if least <= free_pt:
        first = [each.least_pt if each.whole else each.natural_pt for each in needs]
        if fsum(first) > free_pt:
            first = [each.least_pt for each in needs]
        part = (free_pt - fsum(first)) / (natural - fsum(first))
        return [width + part * (each.natural_pt - width) for width, each in zip(first, needs, strict=True)]
    numbers = fsum(each.least_pt for each in needs if each.whole)
    words = [each.least_pt for each in needs if not each.whole]
    if numbers + len(words) * _NARROWEST_PT > free_pt:
        return None
    part = (free_pt - numbers - len(words) * _NARROWEST_PT) / fsum(words)
    return [each.least_pt if each.whole else _NARROWEST_PT + part * each.least_pt for each in needs]


class AlignedNumber(Block):
    """A number whose separator of decimals stands under that of the others in its column.

    The column of numbers stands at the start of the cell, as text does; in both directions units are at its right.
    """

    def __init__(self, content: TextBlock, column: NumberColumn, separator: str, *, rtl: bool) -> None:
        super().__init__()
        self.content = content
        self.column = column
        self.rtl = rtl
        self._before_pt = parts_of_number(content, separator)[0]

    def first_baseline(self, width_pt: float) -> float:
        """That of the number."""
        return first_baseline(self.content, width_pt)

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:
        """Width and height in points; in a cell that is too narrow, the number is a text like any other."""
        self.width = width_pt
        self._fits = self.column.width_pt <= width_pt
        inner = self.content.natural_width() + _AIR_PT if self._fits else width_pt
        self.height = self.content.wrap(inner, height_pt)[1]
        return self.width, self.height

    def split(self, width_pt: float, height_pt: float) -> list[Any]:
        """As the number is split where it does not fit on a line."""
        self.wrap(width_pt, height_pt)
        return [] if self._fits else list(self.content.split(width_pt, height_pt))

    def draw_at(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw the number in its place."""
        if self._fits:
            start = self.width - self.column.width_pt if self.rtl else 0.0
            x_pt += start + self.column.before_pt - self._before_pt
        self.content.draw_at(canvas, x_pt, y_pt)


class WrittenTable(Block):
    """Rows under a head that stands again at the top of each page that the table goes on to.

    Args:
        head: the first row.
        rows: the others.
        again: the first row as it is drawn on following pages, as decoration: it has been read once.
        end: the rule below the last row, and below the last one on each page.
    """

    def __init__(self, head: Block, rows: Sequence[Block], again: Block, end: Block | None = None) -> None:
        super().__init__()
        self.head = head
        self.rows = rows
        self.again = again
        self.end = end
        self._wrapped_pt: float | None = None
        self._heights: Sequence[float] = ()

    def first_baseline(self, width_pt: float) -> float:
        """That of the head."""
        return first_baseline(self.head, width_pt)

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:
        """Width and height in points."""
        if width_pt != self._wrapped_pt:
            self._heights = [row.wrap(width_pt, height_pt)[1] for row in self.rows]
            self._wrapped_pt = width_pt
        self._head_pt = self.head.wrap(width_pt, height_pt)[1]
        self.width, self.height = width_pt, self._head_pt + fsum(self._heights)
        return self.width, self.height

    def split(self, width_pt: float, height_pt: float) -> list[WrittenTable]:
        """Two tables, each with a head and at least two rows; or none where they would have fewer, if it can move on.

        A table of few rows stays whole. Where no page has the room, one row will do.
        """
        self.wrap(width_pt, height_pt)
        postponed = hasattr(self, "_postponed")  # Platypus's mark: it stands at the top of a page
        short = self.head is not self.again and len(self.rows) <= _SHORT_ROWS and self.height <= _SHORT_PT
        if short and not postponed:
            return []
        index, used = 0, self._head_pt
        while index < len(self.rows) and used + self._heights[index] <= height_pt + _FORGIVEN_PT:
            used += self._heights[index]
            index += 1
        if index == len(self.rows):
            return []
        parts = self.rows[index].split(width_pt, height_pt - used)
        if len(parts) == 2:
            upper = self._part([*self.rows[:index], parts[0]], None, self.head)
            return share_white(self, [upper, self._part([parts[1], *self.rows[index + 1 :]], None, self.again)])
        cut = index
        if not postponed:
            cut = min(index, len(self.rows) - _ROWS_TOGETHER)
            cut = cut if cut >= _ROWS_TOGETHER else 0
        if not cut:
            return []
        upper = self._part(self.rows[:cut], self._heights[:cut], self.head)
        return share_white(self, [upper, self._part(self.rows[cut:], self._heights[cut:], self.again)])

    def _part(self, rows: Sequence[Block], heights: Sequence[float] | None, head: Block) -> WrittenTable:
        """A table of some of the rows; heights that are known are not asked for again, page after page."""
        part = WrittenTable(head, rows, self.again, self.end)
        if heights is not None:
            part._wrapped_pt, part._heights = self._wrapped_pt, heights
        return part

    def draw_at(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw the head and the rows from the top."""
        top = y_pt + self.height
        for row, height in zip((self.head, *self.rows), (self._head_pt, *self._heights), strict=True):
            draw_inside(row, canvas, x_pt, top - height)
            top -= height
        if self.end is not None:
            self.end.wrap(self.width, 0.0)
            draw_inside(self.end, canvas, x_pt, top)
