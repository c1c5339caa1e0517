"""Flowables that hold others: rows, stacks, bars and panels. They speak of start and end, and mirror by themselves.

A row's cells split at one height, so that what stands side by side stays level over a page break. Their first baselines
meet, whatever their sizes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum
from operator import add
from typing import Any, Final

from briefgen.layout.canvas import DrawingCanvas
from briefgen.layout.flow.block import (
    Block,
    air_between,
    draw_inside,
    first_baseline,
    ink_above,
    reach_below,
    share_white,
)

# Marks over or under a line move what follows it by less than this.
_ROOM_OF_MARKS_PT: Final = 4.0

_FORGIVEN_PT: Final = 1e-6

# What is to be kept on one page is cut all the same where it is higher than this.
KEPT_WHOLE_PT: Final = 240.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal rule."""

    thickness_pt: float
    colour: str


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the width that cells of fixed width leave free; the shares of a row add up to 1."""

    part: float


@dataclass(slots=True, eq=False)
class Labels:
    """The width of a column of labels that rows, tables or languages share: as wide as its longest one, in limits.

    Attributes:
        width_pt: as far as it is known; what holds labels widens it while it is composed.
    """

    width_pt: float = 0.0

    def widen(self, needed_pt: float, most_pt: float) -> None:
        """Ask for a width, up to a limit."""
        self.width_pt = max(self.width_pt, min(needed_pt, most_pt))


class Row(Block):
    """Cells side by side.

    Args:
        cells: flowables in reading order; None leaves the place empty.
        widths: of each cell: points, the agreed width of labels, or a share of what the others leave.
        gap_pt: between neighbouring cells.
        rtl: whether the first cell is the rightmost.
        rule: over the row, inside its height; marks over the letters of the first line keep clear of it.
        rule_gap_pt: white below the rule.
        padding_pt: above and below the cells.
        holds_ink: whether the row grows to the ink of its first and last lines, for rows with no white between them.
        splittable: whether the row may go on on the next page; a row higher than ``KEPT_WHOLE_PT`` always may.
    """

    def __init__(
        self,
        cells: Sequence[Any],
        widths: Sequence[float | Share | Labels],
        *,
        gap_pt: float = 0.0,
        rtl: bool = False,
        rule: Rule | None = None,
        rule_gap_pt: float = 0.0,
        padding_pt: float = 0.0,
        holds_ink: bool = False,
        splittable: bool = True,
    ) -> None:
        super().__init__()
        self.cells = list(cells)
        self.holds_ink = holds_ink
        self.rule_gap_pt = rule_gap_pt
        self.widths = list(widths)
        self.gap_pt = gap_pt
        self.rtl = rtl
        self.rule = rule
        self.padding_pt = padding_pt
        self.splittable = splittable
        self._rule_rise_pt = 0.0
        self._wrapped_pt: float | None = None  # the width that the cells are wrapped at: they do not ask for the height

    def columns(self, width_pt: float) -> list[float]:
        """The widths of the cells in points."""
        widths = [width.width_pt if isinstance(width, Labels) else width for width in self.widths]
        fixed = fsum(width for width in widths if not isinstance(width, Share))
        free = width_pt - self.gap_pt * (len(self.cells) - 1) - fixed
        return [width.part * free if isinstance(width, Share) else width for width in widths]

    def _baselines(self, columns: Sequence[float]) -> list[float]:
        """The first baseline of each cell; 0 for a cell that has none."""
        return [
            first_baseline(cell, width) if cell is not None else 0.0
            for cell, width in zip(self.cells, columns, strict=True)
        ]

    def first_baseline(self, width_pt: float) -> float:
        """From the top of the row to the first baseline of its cells."""
        columns = self.columns(width_pt)
        baseline = max(self._baselines(columns))
        return self.padding_pt + self._air_pt(columns, baseline) + baseline

    def _air_pt(self, columns: Sequence[float], baseline_pt: float) -> float:
        """What the first line needs above it so that no mark reaches into the white below the rule."""
        if self.rule is None and not self.holds_ink:
            return 0.0
        cells = zip(self.cells, columns, strict=True)
        needed = max([0.0, *(ink_above(cell, width) - baseline_pt for cell, width in cells if cell is not None)])
        return needed if self.rule is None else self.rule_gap_pt + needed

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:
        """Width and height in points."""
        if width_pt == self._wrapped_pt:
            return self.width, self.height
        self._wrapped_pt = width_pt
        self._columns = self.columns(width_pt)
        baselines = self._baselines(self._columns)
        # How far each cell goes down so that all first baselines meet.
        self._shift = [max(baselines) - baseline if baseline else 0.0 for baseline in baselines]
        self._heights = [
            cell.wrap(width, height_pt)[1] if cell is not None else 0.0
            for cell, width in zip(self.cells, self._columns, strict=True)
        ]
        stacks = [cell for cell in self.cells if isinstance(cell, Stack)]
        if len(stacks) > 1:
            _level_lines(stacks)
            self._heights = [cell.height if cell is not None else 0.0 for cell in self.cells]
        content = max(shift + height for shift, height in zip(self._shift, self._heights, strict=True))
        self._top_pt = self.padding_pt + self._air_pt(self._columns, max(baselines))
        for cell, shift in zip(self.cells, self._shift, strict=True):
            if isinstance(cell, Barred):
                cell.reach(shift, content - shift)
            elif isinstance(cell, Row):
                cell.raise_rule(shift)
        below = max([0.0, *map(reach_below, self.cells)]) if self.holds_ink else 0.0
        self.width, self.height = width_pt, self._top_pt + content + below + self.padding_pt
        return self.width, self.height

    def raise_rule(self, rise_pt: float) -> None:
        """Draw the rule higher than the row, so that the rules of two columns stand level though one goes down."""
        self._rule_rise_pt = rise_pt

    def split(self, width_pt: float, height_pt: float) -> list[Row]:
        """Two rows cut at one height, or none where a cell cannot be cut there."""
        self.wrap(width_pt, height_pt)
        if not self.splittable and self.height <= KEPT_WHOLE_PT:
            return []
        room = height_pt - self._top_pt - self.padding_pt
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
        return share_white(self, [self._with(upper, self.rule), self._with(lower, None)])

    def _with(self, cells: Sequence[Any], rule: Rule | None) -> Row:
        return Row(
            cells,
            self.widths,
            gap_pt=self.gap_pt,
            rtl=self.rtl,
            rule=rule,
            padding_pt=self.padding_pt,
            holds_ink=self.holds_ink,
        )

    def draw_at(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw the rule and the cells."""
        top = y_pt + self.height
        if self.rule is not None:
            with canvas.artifact():
                canvas.rule(x_pt, top + self._rule_rise_pt, self.width, self.rule.thickness_pt, self.rule.colour)
        start = 0.0
        for cell, width, shift, height in zip(self.cells, self._columns, self._shift, self._heights, strict=True):
            if cell is not None:
                x = self.width - start - width if self.rtl else start
                draw_inside(cell, canvas, x_pt + x, top - self._top_pt - shift - height)
            start += width + self.gap_pt


def _level_lines(stacks: Sequence[Stack]) -> None:
    """Move what stands in stacks beside each other so that lines level but for the room of marks are level.

    Lines that are further apart belong to longer texts above them, and stay.
    """
    for index in range(1, max((len(stack.items) for stack in stacks), default=0)):
        longer = [stack for stack in stacks if len(stack.items) > index]
        lowest = 0.0
        for depth in sorted(stack.depth_of(index) for stack in longer):
            lowest = max(lowest, depth) if not lowest or depth - lowest < _ROOM_OF_MARKS_PT else lowest
        for stack in longer:
            missing = lowest - stack.depth_of(index)
            if 0 < missing < _ROOM_OF_MARKS_PT:
                stack.lower(index, missing)


class Stack(Block):
    """Flowables one below the other, with ``gap_pt`` between them."""

    def __init__(self, items: Sequence[Any], gap_pt: float = 0.0) -> None:
        super().__init__()
        self.items = list(items)
        self.gap_pt = gap_pt

    def first_baseline(self, width_pt: float) -> float:
        """That of the first item."""
        return first_baseline(self.items[0], width_pt)

    def ink_above(self, width_pt: float) -> float:
        """That of the first item."""
        return ink_above(self.items[0], width_pt)

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:
        """Width and height in points, with the air that a row has put in to level what stands side by side."""
        if width_pt == self.width:
            return self.width, self.height
        self._heights = [item.wrap(width_pt, height_pt)[1] for item in self.items]
        self._air_pt = [0.0, *(max(0.0, air_between(*pair) - self.gap_pt) for pair in pairwise(self.items))]
        self._heights = list(map(add, self._heights, self._air_pt))
        self.width = width_pt
        self.height = fsum(self._heights) + self.gap_pt * (len(self.items) - 1)
        return self.width, self.height

    def depth_of(self, index: int) -> float:
        """From the first baseline of the first item down to that of another one."""
        above = fsum(self._heights[:index]) + index * self.gap_pt + self._air_pt[index]
        return above + first_baseline(self.items[index], self.width) - first_baseline(self.items[0], self.width)

    def lower(self, index: int, by_pt: float) -> None:
        """Put more air above an item."""
        self._air_pt[index] += by_pt
        self._heights[index] += by_pt
        self.height += by_pt

    def split(self, width_pt: float, height_pt: float) -> list[Stack]:
        """Two stacks; the item at the cut is itself cut where it can be."""
        self.wrap(width_pt, height_pt)
        used = 0.0
        for index, (item, height) in enumerate(zip(self.items, self._heights, strict=True)):
            if used + height > height_pt + _FORGIVEN_PT:
                parts = item.split(width_pt, height_pt - used - self._air_pt[index])
                if len(parts) == 2:
                    upper = [*self.items[:index], parts[0]]
                    return [Stack(upper, self.gap_pt), Stack([parts[1], *self.items[index + 1 :]], self.gap_pt)]
                if index == 0:
                    return []
                return [Stack(self.items[:index], self.gap_pt), Stack(self.items[index:], self.gap_pt)]
            used += height + self.gap_pt
        return []

    def draw_at(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw the items from the top."""
        top = y_pt + self.height
        for item, height in zip(self.items, self._heights, strict=True):
            draw_inside(item, canvas, x_pt, top - height)
            top -= height + self.gap_pt


class Barred(Block):
    """Content behind a vertical bar at its start edge, as a quote has it.

    In a row the bar is as high as the row, so that the bars of two columns begin and end level.
    """

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
        self._above_pt = self._below_pt = 0.0
        return self.width, self.height

    def reach(self, above_pt: float, height_pt: float) -> None:
        """Let the bar begin above the content, and go on below it to a height of its own from the content's top."""
        self._above_pt = above_pt
        self._below_pt = max(0.0, height_pt - self.height)

    def split(self, width_pt: float, height_pt: float) -> list[Barred]:
        """Two barred parts, or none."""
        parts = self.content.split(width_pt - self.inset_pt, height_pt)
        return [
            Barred(part, rtl=self.rtl, inset_pt=self.inset_pt, thickness_pt=self.thickness_pt, colour=self.colour)
            for part in parts
        ]

    def draw_at(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw the bar and the content."""
        with canvas.artifact():
            bar = x_pt + self.width - self.thickness_pt if self.rtl else x_pt
            bottom, height = y_pt - self._below_pt, self._above_pt + self.height + self._below_pt
            canvas.fill_box(bar, bottom, self.thickness_pt, height, self.colour)
        draw_inside(self.content, canvas, x_pt if self.rtl else x_pt + self.inset_pt, y_pt)


class Panel(Block):
    """Content on a tint, between two rules, or inside a frame, with a rule on top.

    It is split over pages only above ``KEPT_WHOLE_PT``.
    """

    def __init__(
        self,
        content: Any,
        *,
        inset_pt: float,
        rule: Rule,
        tint: str | None = None,
        ruled: bool = False,
        framed: bool = False,
    ) -> None:
        super().__init__()
        self.content = content
        self.inset_pt = inset_pt
        self.rule = rule
        self.tint = tint
        self.ruled = ruled
        self.framed = framed

    def first_baseline(self, width_pt: float) -> float:
        """That of the content, below the inset."""
        return self.inset_pt + first_baseline(self.content, width_pt - 2 * self.inset_pt)

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:
        """Width and height in points."""
        self.width = width_pt
        self.height = self.content.wrap(width_pt - 2 * self.inset_pt, height_pt)[1] + 2 * self.inset_pt
        return self.width, self.height

    def split(self, width_pt: float, height_pt: float) -> list[Panel]:
        """Two panels, each with its rules, where the panel is too high to be kept whole."""
        if self.wrap(width_pt, height_pt)[1] <= KEPT_WHOLE_PT:
            return []
        parts = self.content.split(width_pt - 2 * self.inset_pt, height_pt - 2 * self.inset_pt)
        return share_white(
            self,
            [
                Panel(
                    part, inset_pt=self.inset_pt, rule=self.rule, tint=self.tint, ruled=self.ruled, framed=self.framed
                )
                for part in parts
            ],
        )

    def draw_at(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw the tint, the rules and the content."""
        thickness, colour = self.rule.thickness_pt, self.rule.colour
        with canvas.artifact("Background" if self.tint else "Layout"):
            if self.tint is not None:
                canvas.fill_box(x_pt, y_pt, self.width, self.height, self.tint)
            canvas.rule(x_pt, y_pt + self.height, self.width, thickness, colour)
            if self.ruled or self.framed:
                canvas.rule(x_pt, y_pt + thickness, self.width, thickness, colour)
            if self.framed:
                canvas.fill_box(x_pt, y_pt, thickness, self.height, colour)
                canvas.fill_box(x_pt + self.width - thickness, y_pt, thickness, self.height, colour)
        draw_inside(self.content, canvas, x_pt + self.inset_pt, y_pt + self.inset_pt)
