"""Tables of an annex: columns as wide as what they hold, numbers under each other, a head on every page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any, Final

from briefgen.layout.block import Block, draw_inside, first_baseline, share_white
from briefgen.layout.canvas import DrawingCanvas
from briefgen.layout.paragraph import TextBlock

_FORGIVEN_PT: Final = 1e-6
_WORD: Final = re.compile(r"\S+")

# A line of text is set in so much more than its width, so that rounding breaks none.
_AIR_PT: Final = 0.01

# So many rows at least stand on each side of the end of a page.
_ROWS_TOGETHER: Final = 2

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


def needs_of(blocks: Sequence[TextBlock], numbers: NumberColumn | None = None) -> Needs:
    """What the paragraphs of a column need, and its numbers."""
    aligned = numbers.width_pt if numbers is not None else 0.0
    least = max((_longest_word(block) for block in blocks), default=0.0)
    natural = max((block.natural_width() for block in blocks), default=0.0)
    return Needs(max(least, aligned) + _AIR_PT, max(natural, aligned) + _AIR_PT, whole=numbers is not None)


def _longest_word(block: TextBlock) -> float:
    prepared = block.prepared
    return max((prepared.width(*word.span()) for word in _WORD.finditer(prepared.paragraph.text)), default=0.0)


def column_widths(needs: Sequence[Needs], free_pt: float) -> list[float] | None:
    """The widths of columns, which together are ``free_pt``; None where there is no room for numbers.

    What is left when no paragraph needs more is shared equally. Where that is too little for whole paragraphs, each
    column has its longest word, and of the rest as much as it lacks; where it is too little for that, words are cut.
    """
    natural, least = fsum(each.natural_pt for each in needs), fsum(each.least_pt for each in needs)
    if natural <= free_pt:
        return [each.natural_pt + (free_pt - natural) / len(needs) for each in needs]
    if least <= free_pt:
        part = (free_pt - least) / (natural - least)
        return [each.least_pt + part * (each.natural_pt - each.least_pt) for each in needs]
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
    """

    def __init__(self, head: Block, rows: Sequence[Block], again: Block) -> None:
        super().__init__()
        self.head = head
        self.rows = list(rows)
        self.again = again

    def first_baseline(self, width_pt: float) -> float:
        """That of the head."""
        return first_baseline(self.head, width_pt)

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:
        """Width and height in points."""
        self._heights = [row.wrap(width_pt, height_pt)[1] for row in (self.head, *self.rows)]
        self.width, self.height = width_pt, fsum(self._heights)
        return self.width, self.height

    def split(self, width_pt: float, height_pt: float) -> list[WrittenTable]:
        """Two tables, each with a head and at least two rows; or none where they would have fewer, if it can move on.

        A table of two rows stays whole. Where no page has the room, one row will do.
        """
        self.wrap(width_pt, height_pt)
        used = self._heights[0]
        for index, (row, height) in enumerate(zip(self.rows, self._heights[1:], strict=True)):
            if used + height > height_pt + _FORGIVEN_PT:
                parts = row.split(width_pt, height_pt - used)
                upper, lower = self.rows[:index], self.rows[index:]
                if len(parts) == 2:
                    upper, lower = [*upper, parts[0]], [parts[1], *self.rows[index + 1 :]]
                elif not hasattr(self, "_postponed"):  # Platypus's mark: it stands at the top of a page
                    cut = min(index, len(self.rows) - _ROWS_TOGETHER)
                    upper, lower = (self.rows[:cut], self.rows[cut:]) if cut >= _ROWS_TOGETHER else ([], [])
                if not upper:
                    return []
                pair = [WrittenTable(self.head, upper, self.again), WrittenTable(self.again, lower, self.again)]
                return share_white(self, pair)
            used += height
        return []

    def draw_at(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw the head and the rows from the top."""
        top = y_pt + self.height
        for row, height in zip((self.head, *self.rows), self._heights, strict=True):
            draw_inside(row, canvas, x_pt, top - height)
            top -= height
