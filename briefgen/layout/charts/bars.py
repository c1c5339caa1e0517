"""Bars from the start edge, each with its value at its end.

Every value is written, so there is no value axis: a bar shows, the number says. What is not zero is at least a sliver.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from math import fsum
from typing import Final, NamedTuple

from briefgen.layout.canvas import DrawingCanvas
from briefgen.layout.charts.columns import BarColumns
from briefgen.layout.charts.key import KeyBlock
from briefgen.layout.charts.marks import draw_bar
from briefgen.layout.flow.block import Block, share_white
from briefgen.layout.flow.containers import KEPT_WHOLE_PT
from briefgen.layout.flow.figure_blocks import FigureBlock, Label
from briefgen.layout.flow.paragraph import TextBlock
from briefgen.layout.structure import Slot, StructureElement
from briefgen.layout.theming.spec import ColourSpec

_THINNEST_PT: Final = 0.5
_GAP_PT: Final = 4.0  # between a label, a bar and its value
_MOST_OF_WIDTH: Final = 0.4  # what labels may have
_MOST_OF_TEXTS: Final = 0.6
_LEAST_EXTENT: Final = 1e-300  # of a scale on which all is zero
_LEAST_BARS: Final = 0.15  # what bars keep of the width, whatever texts stand beside them
_BAR_OF_PITCH: Final = 0.62
_BETWEEN_GROUPS_PT: Final = 5.0
_AXIS_PT: Final = 0.5
_FEWEST_GROUPS: Final = 3  # on either side of a page break


class Bar(NamedTuple):
    """One value: the series that it is of, the number, how that is written, and the name of the series or nothing."""

    series: int
    value: float | None
    text: TextBlock
    name: TextBlock | None = None


class Group(NamedTuple):
    """A category with its bars."""

    label: TextBlock
    bars: Sequence[Bar]


class Scale(NamedTuple):
    """The values that the ends of all bars stand for; 0 is one of them or between them."""

    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Scale:
        """The scale of values that are compared."""
        return cls(min(0.0, *values, 0.0), max(0.0, *values, 0.0))


class Parts:
    """The figures of a chart that may go on on the next page: each is made when it is drawn, and reads its own part.

    Args:
        slot: the place of the first.
        alternative: the text that stands for some of the categories.
    """

    def __init__(self, slot: Slot, alternative: Callable[[range], str]) -> None:
        self.slots = [slot]
        self._alternative = alternative

    def slot_of(self, categories: range) -> Slot:
        """The place of the part that begins with a category; parts are asked for in order."""
        if categories.start:
            before = self.slots[-1].element
            siblings = before.parent.children if before.parent is not None else []
            element = StructureElement("Figure", before.parent)
            siblings.insert(siblings.index(before) + 1, element)
            self.slots.append(element.slot())
        slot = self.slots[-1]
        slot.element.alternative_text = self._alternative(categories)
        return slot


class BarsBlock(FigureBlock):
    """Groups of bars.

    Args:
        parts: the figures that it takes.
        groups: the categories, from the top.
        scale: of this chart and of those that it is continued in.
        colours: of the theme.
        columns: what is kept free beside the bars, agreed by all languages.
        rtl: whether bars grow to the left from an axis at the right.
        key: the names of the series, where they do not stand beside bars; None where there is one series.
        first: which of all categories the first one is.
    """

    def __init__(
        self,
        parts: Parts,
        groups: Sequence[Group],
        scale: Scale,
        colours: ColourSpec,
        columns: BarColumns,
        *,
        rtl: bool,
        key: KeyBlock | None = None,
        first: int = 0,
    ) -> None:
        super().__init__(parts.slots[0])
        self.parts = parts
        self.first = first
        self.columns = columns
        self.key = key
        self.groups = groups
        self.scale = scale
        self.colours = colours
        self.rtl = rtl

    def first_baseline(self, width_pt: float) -> float:
        """That of the key; without one, charts beside each other are level by their tops."""
        return self.key.first_baseline(width_pt) if self.key is not None else 0.0

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:
        """Width and height in points."""
        self.width = width_pt
        self._labels = _labels(self.groups, width_pt)
        self._heights = _heights(self.groups, self._labels)
        self._key_pt = 0.0
        if self.key is not None and not self.columns.named:
            self._key_pt = self.key.wrap(width_pt, height_pt)[1] + _BETWEEN_GROUPS_PT
        self.height = self._key_pt + _stacked(self._heights)
        return self.width, self.height

    def _zero(self) -> tuple[float, float]:
        """Where 0 is, from the start edge, and points for each unit of value."""
        start = self.columns.labels_pt + _GAP_PT + self.columns.before_pt
        free = max(self.width - start - self.columns.behind_pt, _LEAST_BARS * self.width)
        per_unit = free / max(self.scale.high - self.scale.low, _LEAST_EXTENT)
        return start - self.scale.low * per_unit, per_unit

    def split(self, width_pt: float, height_pt: float) -> list[Block]:
        """Two charts on one scale, cut between categories, where the whole is too high to be kept together."""
        if self.wrap(width_pt, height_pt)[1] <= KEPT_WHOLE_PT:
            return []
        ends = accumulate(height + _BETWEEN_GROUPS_PT for height in self._heights)
        room = height_pt - self._key_pt + _BETWEEN_GROUPS_PT
        count = min(sum(end <= room for end in ends), len(self.groups) - _FEWEST_GROUPS)
        if count < _FEWEST_GROUPS:
            return []
        cut = ((self.groups[:count], self.first), (self.groups[count:], self.first + count))
        parts = [
            BarsBlock(
                self.parts, groups, self.scale, self.colours, self.columns, rtl=self.rtl, key=self.key, first=first
            )
            for groups, first in cut
        ]
        return share_white(self, [*parts])

    def draw_at(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw the figure; what a page before has begun goes on in a figure of its own."""
        self.slot = self.parts.slot_of(range(self.first, self.first + len(self.groups)))
        super().draw_at(canvas, x_pt, y_pt)

    def draw_content(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw labels, bars, values, and the axis that bars grow from."""
        zero, per_unit = self._zero()
        if self.key is not None and not self.columns.named:
            self.key.wrap(self.width, 0.0)
            self.key.draw_at(canvas, x_pt, y_pt + self.height - self.key.height)
        top = y_pt + self.height - self._key_pt
        for label, group, height in zip(self._labels, self.groups, self._heights, strict=True):
            pitch = _pitch(group.bars[0])
            # One bar stands level with the first line of its label; several are as high as the label is, or higher.
            label.draw(canvas, x_pt + self._from_start(0.0, label.width_pt), top - label.height_pt / 2)
            bottom = top
            for bar in group.bars:
                bottom -= pitch
                self._draw_bar(canvas, bar, (x_pt, bottom), zero, per_unit)
            top -= height + _BETWEEN_GROUPS_PT
        axis = x_pt + self._from_start(zero - _AXIS_PT, _AXIS_PT)
        canvas.fill_box(axis, y_pt, _AXIS_PT, self.height - self._key_pt, self.colours.muted)

    def _draw_bar(
        self, canvas: DrawingCanvas, bar: Bar, place: tuple[float, float], zero: float, per_unit: float
    ) -> None:
        """A bar with its value behind its end, on the side that it grows to."""
        x_pt, bottom = place
        pitch = _pitch(bar)
        thickness = _BAR_OF_PITCH * pitch
        value = bar.value or 0.0
        length = max(abs(value) * per_unit, _THINNEST_PT) if value else 0.0
        start = zero if value >= 0 else zero - _AXIS_PT - length
        low = bottom + (pitch - thickness) / 2
        if length:
            draw_bar(canvas, (x_pt + self._from_start(start, length), low, length, thickness), bar.series, self.colours)
        text_start = start + length + _GAP_PT if value >= 0 else start - _text_pt(bar)
        for block, at in self._texts(bar, text_start):
            label = Label(block, self.width)
            label.draw(canvas, x_pt + self._from_start(at, label.width_pt), bottom + pitch / 2)

    def _texts(self, bar: Bar, start: float) -> Iterator[tuple[TextBlock, float]]:
        """The value, and the name of its series behind it, with their distances from the start edge."""
        yield bar.text, start
        if bar.name is not None and self.columns.named:
            yield bar.name, start + bar.text.natural_width() + _GAP_PT

    def _from_start(self, start: float, width: float) -> float:
        """The left edge of what stands so far from the start edge."""
        return self.width - start - width if self.rtl else start


def agree_on(columns: BarColumns, groups: Sequence[Group], scale: Scale, width_pt: float) -> None:
    """Let the columns of a chart be wide enough for the texts of one language, set in a width."""
    labels = _labels(groups, width_pt)
    bars = [bar for group in groups for bar in group.bars]
    after = [bar for bar in bars if (bar.value or 0) >= 0]
    columns.widen(
        max(label.width_pt for label in labels),
        max((_text_pt(bar) for bar in bars if (bar.value or 0) < 0), default=0.0),
        max(map(_text_pt, after), default=0.0),
        max((_text_pt(bar) + _name_pt(bar) for bar in after), default=0.0),
    )
    # What may be cut over pages has a key on each of them.
    high = _stacked(_heights(groups, labels)) > KEPT_WHOLE_PT
    columns.named = columns.named and not high and _names_fit(groups[0], scale, columns.labels_pt, width_pt)


def _names_fit(group: Group, scale: Scale, labels_pt: float, width_pt: float) -> bool:
    """Whether the names of the series in the first group have room behind its values, and leave bars two fifths."""
    return all(
        bar.value is not None
        and bar.name is not None
        and scale.low >= 0
        and labels_pt + _text_pt(bar) + _name_pt(bar) + _GAP_PT <= _MOST_OF_TEXTS * width_pt
        for bar in group.bars
    )


def _labels(groups: Sequence[Group], width_pt: float) -> list[Label]:
    return [Label(group.label, _MOST_OF_WIDTH * width_pt) for group in groups]


def _heights(groups: Sequence[Group], labels: Sequence[Label]) -> list[float]:
    """Of each group: that of its bars, or of its label."""
    return [max(label.height_pt, fsum(map(_pitch, group.bars))) for label, group in zip(labels, groups, strict=True)]


def _stacked(heights: Sequence[float]) -> float:
    return fsum(heights) + _BETWEEN_GROUPS_PT * (len(heights) - 1)


def _pitch(bar: Bar) -> float:
    """From a bar to the next one."""
    return bar.text.style.leading_pt


def _text_pt(bar: Bar) -> float:
    """What the value takes beside its bar."""
    return bar.text.natural_width() + _GAP_PT


def _name_pt(bar: Bar) -> float:
    """What the name of the series takes behind the value."""
    return bar.name.natural_width() + _GAP_PT if bar.name is not None else 0.0
