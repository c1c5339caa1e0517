"""Flowables that hold others: rows, stacks, bars and panels. They speak of start and end, and mirror by themselves.

A row's cells split at one height, so that what stands side by side stays level over a page break. Their first baselines
meet, whatever their sizes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from reportlab.platypus import Flowable

from briefgen.layout.canvas import DrawingCanvas
from briefgen.layout.paragraph import first_baseline
from briefgen.units import round_up

_FORGIVEN_PT: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal rule."""

    thickness_pt: float
    colour: str


class Row(Flowable):  # type: ignore[misc] # reportlab is untyped
    """Cells side by side.

    Args:
        cells: flowables in reading order; None leaves the place empty.
        widths: of each cell, in points; a value of at most 1 is a share of what the others leave.
        gap_pt: between neighbouring cells.
        rtl: whether the first cell is the rightmost.
        rule: over the row, inside its height.
        padding_pt: above and below the cells.
        grid_pt: the height is rounded up to a multiple of it; 0 for no grid.
        splittable: whether the row may go on on the next page.
    """

    def __init__(
        self,
        cells: Sequence[Any],
        widths: Sequence[float],
        *,
        gap_pt: float = 0.0,
        rtl: bool = False,
        rule: Rule | None = None,
        padding_pt: float = 0.0,
        grid_pt: float = 0.0,
        splittable: bool = True,
    ) -> None:
        super().__init__()
        self.cells = list(cells)
        self.widths = list(widths)
        self.gap_pt = gap_pt
        self.rtl = rtl
        self.rule = rule
        self.padding_pt = padding_pt
        self.grid_pt = grid_pt
        self.splittable = splittable

    def columns(self, width_pt: float) -> list[float]:
        """The widths of the cells in points."""
        fixed = sum(width for width in self.widths if width > 1)
        free = width_pt - self.gap_pt * (len(self.cells) - 1) - fixed
        return [width if width > 1 else width * free for width in self.widths]

    def _shifts(self, columns: Sequence[float]) -> list[float]:
        """How far each cell goes down so that all first baselines meet."""
        baselines = [
            first_baseline(cell, width) if cell is not None else 0.0
            for cell, width in zip(self.cells, columns, strict=True)
        ]
        lowest = max(baselines)
        return [lowest - baseline if baseline else 0.0 for baseline in baselines]

    def first_baseline(self, width_pt: float) -> float:
        """From the top of the row to the first baseline of its cells."""
        columns = self.columns(width_pt)
        lowest = max(first_baseline(c, w) for c, w in zip(self.cells, columns, strict=True) if c is not None)
        return self.padding_pt + lowest

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:
        """Width and height in points."""
        self._columns = self.columns(width_pt)
        self._shift = self._shifts(self._columns)
        self._heights = [
            cell.wrap(width, height_pt)[1] if cell is not None else 0.0
            for cell, width in zip(self.cells, self._columns, strict=True)
        ]
        content = max(shift + height for shift, height in zip(self._shift, self._heights, strict=True))
        content += 2 * self.padding_pt
        self.width, self.height = width_pt, round_up(content, self.grid_pt) if self.grid_pt else content
        return self.width, self.height

    def split(self, width_pt: float, height_pt: float) -> list[Row]:
        """Two rows cut at one height, or none where a cell cannot be cut there."""
        self.wrap(width_pt, height_pt)
        if not self.splittable:
            return []
        room = height_pt - 2 * self.padding_pt
        upper: list[Any] = []
        lower: list[Any] = []
        for cell, width, shift, height in zip(self.cells, self._columns, self._shift, self._heights, strict=True):
            if cell is None or shift + height <= room + _FORGIVEN_PT:
                upper.append(cell)
                lower.append(None)
                continue
            parts = cell.split(width, room - shift)
            if len(parts) != 2:
                return []
            upper.append(parts[0])
            lower.append(parts[1])
        if all(cell is None for cell in lower):
            return []
        return [self._with(upper, self.rule), self._with(lower, None)]

    def _with(self, cells: Sequence[Any], rule: Rule | None) -> Row:
        return Row(
            cells,
            self.widths,
            gap_pt=self.gap_pt,
            rtl=self.rtl,
            rule=rule,
            padding_pt=self.padding_pt,
            grid_pt=self.grid_pt,
        )

    def draw(self) -> None:
        """Draw the rule and the cells."""
        canvas: DrawingCanvas = self.canv
        if self.rule is not None:
            with canvas.artifact():
                canvas.rule(0, self.height, self.width, self.rule.thickness_pt, self.rule.colour)
        start = 0.0
        for cell, width, shift, height in zip(self.cells, self._columns, self._shift, self._heights, strict=True):
            if cell is not None:
                x = self.width - start - width if self.rtl else start
                cell.drawOn(self.canv, x, self.height - self.padding_pt - shift - height)
            start += width + self.gap_pt


class Stack(Flowable):  # type: ignore[misc] # reportlab is untyped
    """Flowables one below the other, with ``gap_pt`` between them."""

    def __init__(self, items: Sequence[Any], gap_pt: float = 0.0, *, splittable: bool = True) -> None:
        super().__init__()
        self.items = list(items)
        self.gap_pt = gap_pt
        self.splittable = splittable

    def first_baseline(self, width_pt: float) -> float:
        """That of the first item."""
        return first_baseline(self.items[0], width_pt)

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:
        """Width and height in points."""
        self._heights = [item.wrap(width_pt, height_pt)[1] for item in self.items]
        self.width = width_pt
        self.height = sum(self._heights) + self.gap_pt * (len(self.items) - 1)
        return self.width, self.height

    def split(self, width_pt: float, height_pt: float) -> list[Stack]:
        """Two stacks; the item at the cut is itself cut where it can be."""
        self.wrap(width_pt, height_pt)
        if not self.splittable:
            return []
        used = 0.0
        for index, (item, height) in enumerate(zip(self.items, self._heights, strict=True)):
            if used + height > height_pt + _FORGIVEN_PT:
                parts = item.split(width_pt, height_pt - used)
                if len(parts) == 2:
                    upper = [*self.items[:index], parts[0]]
                    return [Stack(upper, self.gap_pt), Stack([parts[1], *self.items[index + 1 :]], self.gap_pt)]
                if index == 0:
                    return []
                return [Stack(self.items[:index], self.gap_pt), Stack(self.items[index:], self.gap_pt)]
            used += height + self.gap_pt
        return []

    def draw(self) -> None:
        """Draw the items from the top."""
        y = self.height
        for item, height in zip(self.items, self._heights, strict=True):
            item.drawOn(self.canv, 0, y - height)
            y -= height + self.gap_pt


class Barred(Flowable):  # type: ignore[misc] # reportlab is untyped
    """Content behind a vertical bar at its start edge, as a quote has it."""

    def __init__(self, content: Any, *, rtl: bool, inset_pt: float, thickness_pt: float, colour: str) -> None:
        super().__init__()
        self.content = content
        self.rtl = rtl
        self.inset_pt = inset_pt
        self.thickness_pt = thickness_pt
        self.colour = colour

    def first_baseline(self, width_pt: float) -> float:
        """That of the content."""
        return first_baseline(self.content, width_pt - self.inset_pt)

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:
        """Width and height in points."""
        self.width = width_pt
        self.height = self.content.wrap(width_pt - self.inset_pt, height_pt)[1]
        return self.width, self.height

    def split(self, width_pt: float, height_pt: float) -> list[Barred]:
        """Two barred parts, or none."""
        parts = self.content.split(width_pt - self.inset_pt, height_pt)
        return [
            Barred(part, rtl=self.rtl, inset_pt=self.inset_pt, thickness_pt=self.thickness_pt, colour=self.colour)
            for part in parts
        ]

    def draw(self) -> None:
        """Draw the bar and the content."""
        canvas: DrawingCanvas = self.canv
        with canvas.artifact():
            x = self.width - self.thickness_pt if self.rtl else 0
            canvas.fill_box(x, 0, self.thickness_pt, self.height, self.colour)
        self.content.drawOn(self.canv, 0 if self.rtl else self.inset_pt, 0)


class Panel(Flowable):  # type: ignore[misc] # reportlab is untyped
    """Content on a tint, or inside a frame, with a rule on top; never split over pages."""

    def __init__(
        self, content: Any, *, inset_pt: float, rule: Rule, tint: str | None = None, framed: bool = False
    ) -> None:
        super().__init__()
        self.content = content
        self.inset_pt = inset_pt
        self.rule = rule
        self.tint = tint
        self.framed = framed

    def first_baseline(self, width_pt: float) -> float:
        """That of the content, below the inset."""
        return self.inset_pt + first_baseline(self.content, width_pt - 2 * self.inset_pt)

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:
        """Width and height in points."""
        self.width = width_pt
        self.height = self.content.wrap(width_pt - 2 * self.inset_pt, height_pt)[1] + 2 * self.inset_pt
        return self.width, self.height

    def split(self, width_pt: float, height_pt: float) -> list[Panel]:  # noqa: ARG002 - Platypus's protocol
        """Never."""
        return []

    def draw(self) -> None:
        """Draw the tint, the rules and the content."""
        canvas: DrawingCanvas = self.canv
        with canvas.artifact("Background" if self.tint else "Layout"):
            if self.tint is not None:
                canvas.fill_box(0, 0, self.width, self.height, self.tint)
            canvas.rule(0, self.height, self.width, self.rule.thickness_pt, self.rule.colour)
            if self.framed:
                thickness, colour = self.rule.thickness_pt, self.rule.colour
                canvas.rule(0, thickness, self.width, thickness, colour)
                canvas.fill_box(0, 0, thickness, self.height, colour)
                canvas.fill_box(self.width - thickness, 0, thickness, self.height, colour)
        self.content.drawOn(self.canv, self.inset_pt, self.inset_pt)
