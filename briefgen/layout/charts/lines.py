"""Lines over time: a value axis with round numbers, the first and the last time, and names at the ends of lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import fsum
from typing import Final, NamedTuple

from briefgen.layout.canvas import DrawingCanvas
from briefgen.layout.charts.marks import draw_line, draw_marker
from briefgen.layout.flow.block import Block
from briefgen.layout.flow.figure_blocks import FigureBlock, Label
from briefgen.layout.flow.paragraph import TextBlock
from briefgen.layout.structure import Slot
from briefgen.layout.theming.spec import ColourSpec

PLOT_HEIGHT_PT: Final = 112.0
MOST_OF_ENDS: Final = 0.36  # what texts at the ends of lines may have of the width

_GAP_PT: Final = 4.0
_MARKER_PT: Final = 3.0
_AIR_PT: Final = 6.0  # between two times on the axis
_RULE_PT: Final = 0.5
_ROUNDING_PT: Final = 0.01  # a text that is measured and then set needs no less than it was measured to have
_MOST_MARKED: Final = 24
_MOST_OF_TIME: Final = 0.34  # what a time at either end may have
_LEADER_DASHES_PT: Final = (0.5, 1.5)

Point = tuple[float, float]


class LineSeries(NamedTuple):
    """The values of a series, and what is written at the end of its line, beside its last value."""

    values: Sequence[float | None]
    end: TextBlock


class Times(NamedTuple):
    """Where the categories stand from 0 to 1, and how they are written."""

    places: Sequence[float]
    labels: Sequence[TextBlock]


class LinesBlock(FigureBlock):
    """Lines of one or more series.

    Args:
        slot: the place in the structure tree.
        series: the lines.
        times: the categories.
        ticks: the numbers of the value axis, from the least to the most, and how they are written.
        colours: of the theme.
        rtl: whether texts at the ends of lines are aligned at their right.
        mirrored: whether time goes from right to left.
    """

    def __init__(
        self,
        slot: Slot,
        series: Sequence[LineSeries],
        times: Times,
        ticks: Sequence[tuple[float, TextBlock]],
        colours: ColourSpec,
        *,
        rtl: bool,
        mirrored: bool,
    ) -> None:
        super().__init__(slot)
        self.series = series
        self.times = times
        self.ticks = ticks
        self.colours = colours
        self.rtl = rtl
        self.mirrored = mirrored

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:  # noqa: ARG002 - Platypus's protocol
        """Width and height in points."""
        self.width = width_pt
        self._numbers = [(value, Label(block, width_pt)) for value, block in self.ticks]
        self._ends = [Label(series.end, MOST_OF_ENDS * width_pt) for series in self.series]
        first, last = (Label(self.times.labels[index], _MOST_OF_TIME * width_pt) for index in (0, -1))
        # The first and the last time stand under their points: half of each is beside what the lines take.
        numbers = max(number.width_pt for _, number in self._numbers) + _GAP_PT + _MARKER_PT
        self._left = max(numbers, first.width_pt / 2)
        ends = _MARKER_PT + _GAP_PT + max(end.width_pt for end in self._ends)
        self._plot = width_pt - self._left - max(ends, last.width_pt / 2)
        self._times = list(self._kept_times(first, last))
        leading = self._numbers[0][1].height_pt
        self._above = leading / 2
        self._height = max(PLOT_HEIGHT_PT, fsum(end.height_pt for end in self._ends) - leading)
        self._below = _GAP_PT + max(label.height_pt for _, label in self._times)
        self.height = self._above + self._height + self._below
        return self.width, self.height

    def _kept_times(self, first: Label, last: Label) -> Iterator[tuple[float, Label]]:
        """The left edge of each time that is written, with its text: the first, the last, and what has room between.

        Those between are evenly spaced: every one, every second, and so on, as the widest needs.
        """
        count = len(self.times.labels)
        at_first, at_last = self._centred(0, first), self._centred(count - 1, last)
        if at_last < at_first + first.width_pt + _AIR_PT:  # wide numbers and wide texts leave the lines little
            at_first, at_last = 0.0, self.width - last.width_pt
        yield at_first, first
        yield at_last, last
        between = [(index, Label(self.times.labels[index], self.width)) for index in range(1, count - 1)]
        for step in range(1, count):
            chosen = [(self._centred(index, label), label) for index, label in between if index % step == 0]
            taken = [(at_first, first), *chosen, (at_last, last)]
            if all(left + label.width_pt + _AIR_PT <= right for (left, label), (right, _) in pairwise(taken)):
                yield from chosen
                return

    def _centred(self, index: int, label: Label) -> float:
        return self._left + self.times.places[index] * self._plot - label.width_pt / 2

    def draw_content(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw the axes, the lines, and what is written at their ends."""
        bottom = y_pt + self._below
        self._draw_axis(canvas, x_pt, bottom)
        for left, label in self._times:
            x = self._mirror(left, label.width_pt)
            label.draw(canvas, x_pt + x, bottom - _GAP_PT - label.height_pt / 2)
        points = [list(self._points(series.values, (x_pt, bottom))) for series in self.series]
        for index, of_series in enumerate(points):
            self._draw_series(canvas, of_series, index)
        self._draw_ends(canvas, x_pt, bottom, [_last(of_series) for of_series in points])

    def _draw_ends(self, canvas: DrawingCanvas, x_pt: float, bottom: float, last: Sequence[Point | None]) -> None:
        """What is written at the ends of lines; a dotted line leads there from an end that is not beside it."""
        edge = self._left + self._plot + _MARKER_PT
        middles = self._spread([bottom if point is None else point[1] for point in last], bottom)
        for end, point, middle in zip(self._ends, last, middles, strict=True):
            room = self.width - edge - _GAP_PT
            start = edge + _GAP_PT + (room - end.width_pt if self.rtl != self.mirrored else 0.0)
            end.draw(canvas, x_pt + self._mirror(start, end.width_pt), middle)
            if point is None:
                continue
            away = -_MARKER_PT if self.mirrored else _MARKER_PT
            target = (x_pt + self._mirror(start - _GAP_PT / 2, 0.0), middle)
            begin = (point[0] + away, point[1])
            if abs(target[0] - begin[0]) > _GAP_PT or abs(middle - point[1]) > end.height_pt / 2:
                colour = self.colours.muted
                canvas.path(
                    [begin, target], stroke=colour, width_pt=_RULE_PT, closed=False, dashes_pt=_LEADER_DASHES_PT
                )

    def _draw_axis(self, canvas: DrawingCanvas, x_pt: float, bottom: float) -> None:
        """A hairline for each number, and a stronger one at zero, or at the foot."""
        low = self.ticks[0][0]
        for value, number in self._numbers:
            y = bottom + self._up(value)
            start = self._left - _GAP_PT - _MARKER_PT - number.width_pt
            number.draw(canvas, x_pt + self._mirror(start, number.width_pt), y)
            strong = value == 0 or (value == low and low > 0)
            colour = self.colours.muted if strong else self.colours.hairline
            length = self._plot + 2 * _MARKER_PT
            left = self._mirror(self._left - _MARKER_PT, length)
            canvas.rule(x_pt + left, y + _RULE_PT / 2, length, _RULE_PT, colour)

    def _up(self, value: float) -> float:
        low, high = self.ticks[0][0], self.ticks[-1][0]
        return (value - low) / (high - low) * self._height

    def _points(self, values: Sequence[float | None], origin: Point) -> Iterator[Point | None]:
        for place, value in zip(self.times.places, values, strict=True):
            if value is None:
                yield None
                continue
            yield origin[0] + self._mirror(self._left + place * self._plot, 0.0), origin[1] + self._up(value)

    def _draw_series(self, canvas: DrawingCanvas, points: Sequence[Point | None], index: int) -> None:
        """The stretches of a line between gaps; markers on all points where they are few, else where lines begin."""
        stretches: list[list[Point]] = [[]]
        for point in points:
            if point is None:
                stretches.append([])
            else:
                stretches[-1].append(point)
        for stretch in filter(None, stretches):
            if len(stretch) > 1:
                draw_line(canvas, stretch, index, self.colours)
            few = len(points) <= _MOST_MARKED
            for x, y in stretch if few else (stretch[0], stretch[-1]):
                draw_marker(canvas, x, y, index, self.colours)

    def _spread(self, heights: Sequence[float], bottom: float) -> list[float]:
        """The middles of the texts at the ends of lines: as near to the lines as they can be without touching."""
        order = sorted(range(len(heights)), key=lambda index: (heights[index], -index))
        low = bottom - self._above
        tops: dict[int, float] = {}
        edge = low
        for index in order:  # from below, each as low as it may
            height = self._ends[index].height_pt
            edge = max(edge, heights[index] - height / 2) + height
            tops[index] = edge
        edge = bottom + self._height + self._above
        for index in reversed(order):  # what has come too high goes down again
            tops[index] = min(tops[index], edge)
            edge = tops[index] - self._ends[index].height_pt
        return [tops[index] - self._ends[index].height_pt / 2 for index in range(len(heights))]

    def _mirror(self, left: float, width: float) -> float:
        return self.width - left - width if self.mirrored else left


def _last(points: Sequence[Point | None]) -> Point | None:
    """The last point of a line, if it has any."""
    return next((point for point in reversed(points) if point is not None), None)


class AtEnd(Block):
    """A text at the end edge of a width that it does not fill, as the unit of an axis that is there.

    Args:
        text: in a language that begins at the other edge.
    """

    def __init__(self, text: TextBlock) -> None:
        super().__init__()
        self.text = text

    def first_baseline(self, width_pt: float) -> float:
        """That of the text."""
        return self.text.first_baseline(self._measure(width_pt))

    def _measure(self, width_pt: float) -> float:
        return min(self.text.natural_width() + _ROUNDING_PT, width_pt)

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:
        """Width and height in points."""
        self.width, self.height = width_pt, self.text.wrap(self._measure(width_pt), height_pt)[1]
        return self.width, self.height

    def split(self, width_pt: float, height_pt: float) -> list[Block]:  # noqa: ARG002 - Platypus's protocol
        """None: it is short."""
        return []

    def draw_at(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw it at the left, since the text is read from the right."""
        self.text.draw_at(canvas, x_pt, y_pt)
