"""The table of contents: the headings of the sections with the numbers of their pages.

A number is known when the pages have been filled, so an edition with a table of contents is composed twice. Its size
does not depend on the numbers: room is kept for three figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum
from typing import Final

from briefgen.layout.canvas import DrawingCanvas
from briefgen.layout.flow.block import Block
from briefgen.layout.flow.paragraph import TextBlock
from briefgen.layout.side import Cell, OutlineEntry, Side
from briefgen.layout.structure import StructureElement
from briefgen.model import Briefing

LONG_PAGES: Final = 8
"""An edition of more pages has a table of contents, where the briefing does not say."""

_WIDEST: Final = "999"
_LEADER_PT: Final = 0.5
_GAP_PT: Final = 6.0
_DIRECTION_MARKS: Final = "\u200e\u200f"


def contents(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """The table, where the edition has one; its entries come from the sections below it, when those are there."""
    del briefing
    if side.pages is None:
        return
    element, heading = side.section("contents")
    yield heading
    above = len(side.outline)
    table = element.add("TOC")
    cell = Cell([], gap_pt=side.after_heading_pt)

    def fill() -> None:
        listed = (entry for entry in side.outline[above:] if entry.level == 1 and entry.heading.kind == "H2")
        cell.content += [_entry(side, table, entry) for entry in listed]

    side.unfinished.append(fill)
    yield cell


def _entry(side: Side, table: StructureElement, entry: OutlineEntry) -> ContentsEntry:
    """The entry of a section (ISO 32000-1, 14.8.4.2: a ``TOCI`` holds a ``Reference`` to what it stands for)."""
    item = table.add("TOCI")
    item.refers_to = entry.heading
    link = item.add("Reference").add("Link")
    title = entry.title.lstrip(_DIRECTION_MARKS)
    page = (side.pages or {}).get(entry.destination)
    number = "" if page is None else side.locale.integer(page)
    return ContentsEntry(
        side.block(title, "contents", link),
        side.block(number, "contents", link),
        number_pt=side.block(_WIDEST, "contents", None).natural_width(),
        link=link,
        destination=entry.destination,
        title=title,
        rtl=side.rtl,
        leader=side.theme.colours.hairline,
    )


class ContentsEntry(Block):
    """A title at the start of its column, the number of a page at the end, and a line that leads from one to the other.

    All of it is one link.

    Args:
        text: the title.
        number: the number.
        number_pt: the width that is kept for numbers.
        link: the element of the link, which has the content of both.
        destination: the name of the place that it goes to.
        title: what stands for the link where it cannot be seen.
        rtl: whether the column is read from the right.
        leader: the colour of the line.
    """

    def __init__(
        self,
        text: TextBlock,
        number: TextBlock,
        *,
        number_pt: float,
        link: StructureElement,
        destination: str,
        title: str,
        rtl: bool,
        leader: str,
    ) -> None:
        super().__init__()
        self.text = text
        self.number = number
        self.number_pt = number_pt
        self.link = link
        self.destination = destination
        self.title = title
        self.rtl = rtl
        self.leader = leader

    def first_baseline(self, width_pt: float) -> float:
        """That of the title."""
        return self.text.first_baseline(width_pt)

    def ink_above(self, width_pt: float) -> float:
        """That of the title."""
        return self.text.ink_above(width_pt - self.number_pt - _GAP_PT)

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:
        """Width and height in points."""
        self.width = width_pt
        _, self.height = self.text.wrap(width_pt - self.number_pt - _GAP_PT, height_pt)
        self.number.wrap(self.number_pt, height_pt)
        return self.width, self.height

    def draw_at(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw the title, the line, the number on the last line of the title, and the link over all of it."""
        text_x = x_pt + (self.width - self.text.width if self.rtl else 0.0)
        taken = self.number.natural_width()
        number_x = x_pt if self.rtl else x_pt + self.width - taken
        self.text.draw_at(canvas, text_x, y_pt)
        lines = self.text.lines(self.text.width)
        baseline = y_pt + self.height - self.text.style.first_baseline_pt
        baseline -= (len(lines) - 1) * self.text.style.leading_pt
        last = lines[-1].runs if lines else ()
        if self.rtl:
            start, end = number_x + taken, text_x + min((run.x_pt for run in last), default=self.text.width)
        else:
            start, end = text_x + max((fsum((run.x_pt, run.width_pt)) for run in last), default=0.0), number_x
        with canvas.artifact():
            canvas.rule(start + _GAP_PT, baseline, max(0.0, end - start - 2 * _GAP_PT), _LEADER_PT, self.leader)
        self.number.width = taken
        drop = self.number.style.first_baseline_pt - self.number.height
        # The block is as wide as its text, so a line of either direction stands at its edge.
        self.number.wrap(taken + 0.01, self.number.height)
        self.number.draw_at(canvas, number_x, baseline + drop)
        box = (x_pt, y_pt, x_pt + self.width, y_pt + self.height)
        canvas.link_to_destination(self.link.slot(), box, self.destination, self.title)
