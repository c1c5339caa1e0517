"""The rail of a timeline: a line at the start edge with a dot for each event, unbroken from the first to the last."""

from __future__ import annotations

from typing import Any, Final

from briefgen.layout.canvas import DrawingCanvas
from briefgen.layout.flow.block import draw_inside
from briefgen.layout.flow.containers import Barred, Row
from briefgen.layout.side import Side

RAIL_INSET_PT: Final = 13.0
"""From the start edge to the dates beside the rail."""

_RAIL_PT: Final = 1.0
_DOT_PT: Final = 5.0
# How high the middle of a dot stands over the baseline of its date, in em.
_MIDDLE_EM: Final = 0.35


class Railed(Barred):
    """An event behind its stretch of the rail, with a dot level with the first line.

    In a row the rail is as high as the row, so that it goes on though the other column is higher.

    Args:
        content: the date and what happened.
        rtl: whether the rail stands at the right.
        colour: of the rail and the dot, ``#RRGGBB``.
        middle_pt: how high the middle of the dot stands over the first baseline.
        begins, ends: whether the rail begins or ends at this dot.
        dotted: whether there is a dot; the rest of an event that was cut has none.
    """

    def __init__(
        self,
        content: Any,
        *,
        rtl: bool,
        colour: str,
        middle_pt: float,
        begins: bool,
        ends: bool,
        dotted: bool = True,
    ) -> None:
        super().__init__(content, rtl=rtl, inset_pt=RAIL_INSET_PT, thickness_pt=_RAIL_PT, colour=colour)
        self.middle_pt = middle_pt
        self.begins = begins
        self.ends = ends
        self.dotted = dotted

    def split(self, width_pt: float, height_pt: float) -> list[Barred]:
        """Two stretches of the rail, of which the first has the dot; or none."""
        parts = self.content.split(width_pt - self.inset_pt, height_pt)
        return [self._stretch(part, first=number == 0) for number, part in enumerate(parts)]

    def _stretch(self, content: Any, *, first: bool) -> Railed:
        """The rail beside a part of the event."""
        return Railed(
            content,
            rtl=self.rtl,
            colour=self.colour,
            middle_pt=self.middle_pt,
            begins=self.begins and first,
            ends=self.ends and not first,
            dotted=self.dotted and first,
        )

    def draw_at(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw the rail, the dot and the event."""
        middle_x = x_pt + (self.width - _DOT_PT / 2 if self.rtl else _DOT_PT / 2)
        baseline = self.first_baseline(self.width)
        middle_y = y_pt + self.height - baseline + self.middle_pt
        top = middle_y if self.begins else y_pt + self.height + self._above_pt
        bottom = y_pt - self._below_pt
        if self.ends:
            bottom = middle_y if self.dotted else y_pt + self.height
        with canvas.artifact():
            canvas.fill_box(middle_x - _RAIL_PT / 2, bottom, _RAIL_PT, top - bottom, self.colour)
            if self.dotted:
                canvas.circle(middle_x, middle_y, _DOT_PT / 2, fill=self.colour)
        draw_inside(self.content, canvas, x_pt if self.rtl else x_pt + self.inset_pt, y_pt)


def railed(side: Side, row: Row, *, begins: bool, ends: bool) -> Railed:
    """A row of a timeline behind its stretch of the rail."""
    middle_pt = _MIDDLE_EM * side.style("table").size_pt
    colour = side.theme.colours.accent
    return Railed(row, rtl=side.rtl, colour=colour, middle_pt=middle_pt, begins=begins, ends=ends)
