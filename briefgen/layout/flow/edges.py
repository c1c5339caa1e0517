"""Text of the other direction in a column: it stands where the column is read from, beside what it belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.layout.canvas import DrawingCanvas
from briefgen.layout.flow.block import Block
from briefgen.layout.flow.paragraph import TextBlock
from briefgen.text.glyphs import Line


class AtStart(Block):
    """A paragraph whose lines begin at their own edge, moved so that the longest ends where the column begins.

    Args:
        content: the paragraph.
        rtl: whether the column is read from its right edge.
        taken_pt: the width of its longest line, where it is the rest of one that was cut.
    """

    def __init__(self, content: TextBlock, *, rtl: bool, taken_pt: float | None = None) -> None:
        super().__init__()
        self.content = content
        self.rtl = rtl
        self.taken_pt = taken_pt

    def first_baseline(self, width_pt: float) -> float:
        """That of the paragraph."""
        return self.content.first_baseline(width_pt)

    def ink_above(self, width_pt: float) -> float:
        """That of the paragraph."""
        return self.content.ink_above(width_pt)

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:
        """Width and height in points."""
        self.width, self.height = self.content.wrap(width_pt, height_pt)
        return self.width, self.height

    def split(self, width_pt: float, height_pt: float) -> list[AtStart]:
        """Two parts with one edge, or none."""
        taken = self._taken(self.content.lines(width_pt))
        return [AtStart(part, rtl=self.rtl, taken_pt=taken) for part in self.content.split(width_pt, height_pt)]

    def _taken(self, lines: Sequence[Line]) -> float:
        return max((line.width_pt for line in lines), default=0.0) if self.taken_pt is None else self.taken_pt

    def draw_at(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw the paragraph, moved to the edge."""
        lines = self.content.lines(self.width)
        moved = self.width - self._taken(lines) if lines and lines[0].rtl != self.rtl else 0.0
        self.content.draw_at(canvas, x_pt + moved if self.rtl else x_pt - moved, y_pt)
