"""Charts: numbers that are seen, with all that is needed to read them, and in words for who cannot see them.

Each language of an edition has a chart of its own, in its column: so every text stands in its language and direction,
and no column reads what the other one has to say. Bars grow from the start edge; time goes from left to right in all
languages, as the numbers beside it do, unless the briefing says that it is mirrored.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import starmap
from typing import Final

from briefgen.layout.charts.bars import Bar, BarsBlock, Group, Parts, Scale, agree_on
from briefgen.layout.charts.columns import BarColumns
from briefgen.layout.charts.key import KeyBlock, KeyEntry
from briefgen.layout.charts.lines import AtEnd, LinesBlock, LineSeries, Times
from briefgen.layout.charts.scale import decimals_of, ticks
from briefgen.layout.flow.block import Block
from briefgen.layout.flow.figure_blocks import figure_slot
from briefgen.layout.flow.paragraph import TextBlock
from briefgen.layout.flow.tables import paragraph_gap_pt
from briefgen.layout.inline import Piece
from briefgen.layout.sections.figures import caveat, dated
from briefgen.layout.side import SIDE_GAP_MM, Cell, Side, separated
from briefgen.layout.structure import StructureElement
from briefgen.layout.titles import display_title
from briefgen.model import Briefing, Category, Chart, LocalizedText, PartialDate
from briefgen.model.charts import Series
from briefgen.units import mm

# With so many series names stand beside the marks themselves, with more in a key.
_MOST_NAMED: Final = 3

_SMALL_GAP_PT: Final = 3.0


def charts(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """Each chart under its title, with its unit, its date, its sources and what to know before it is used."""
    if not briefing.charts:
        return
    element, heading = side.section("charts")
    yield heading
    for index, chart in enumerate(briefing.charts):
        part = element.add("Sect")
        yield from _chart(side, chart, index, part, mirrored=side.rtl and _mirrors_time(briefing))


def _mirrors_time(briefing: Briefing) -> bool:
    return briefing.presentation is not None and briefing.presentation.mirror_time


def _chart(side: Side, chart: Chart, index: int, part: StructureElement, *, mirrored: bool) -> Iterator[Cell]:
    """The cells of a chart, which begin on one page."""
    path = f"charts[{index}]"
    title = [piece.bold() for piece in side.pieces(chart.title, f"{path}.title")]
    block = side.block(title, "body", part.add("H3"), anchors=[side.name_of("charts", index + 1)])
    gap = paragraph_gap_pt(side, 0) if index == 0 else side.grid_pt
    yield Cell(side.main(block), gap_pt=gap, keep_with_next=True, splittable=False)
    if chart.unit is not None:
        muted = side.style("caption")
        pieces = [piece.restyled(muted) for piece in side.pieces(chart.unit, f"{path}.unit")]
        unit: Block = side.block(pieces, "caption", part.add("P"))
        if chart.kind == "lines" and side.rtl and not mirrored:
            unit = AtEnd(unit)
        yield Cell(side.main(unit), keep_with_next=True, splittable=False)
    below = _below(side, chart, path)
    if chart.kind == "lines":
        figure = _lines(side, chart, path, part, mirrored=mirrored)
    else:
        figure = _bars(side, chart, index, part)
    yield Cell(side.main(figure), gap_pt=_SMALL_GAP_PT, keep_with_next=bool(below))
    if below:
        yield Cell(side.main(side.block(below, "caption", part.add("P"))), gap_pt=_SMALL_GAP_PT)


def _below(side: Side, chart: Chart, path: str) -> list[Piece]:
    """When the numbers hold, who says so, and how far they can be relied on."""
    return separated([dated(side, chart.as_of, chart.sources), caveat(side, chart.caveat, f"{path}.caveat")])


def _bars(side: Side, chart: Chart, index: int, part: StructureElement) -> Block:
    """Bars or shares; their order is none of time, so it is never mirrored but with the language."""
    path = f"charts[{index}]"
    measure = side.width_pt - side.beside_pt - mm(SIDE_GAP_MM) if side.single else side.width_pt
    scale = Scale.of([value for series in chart.series for value in series.values if value is not None])
    slot = figure_slot(part, alternative_of(side, chart, range(len(chart.categories))))
    parts = Parts(slot, functools.partial(alternative_of, side, chart))
    names = [_name(side, series, number, path) for number, series in enumerate(chart.series)]
    several = len(names) > 1
    groups = _groups(side, chart, path, names if several and len(names) <= _MOST_NAMED else ())
    columns = side.measures.bars.setdefault(index, BarColumns())
    agree_on(columns, groups, scale, measure)
    key = KeyBlock(list(starmap(KeyEntry, enumerate(names))), side.theme.colours, rtl=side.rtl) if several else None
    return BarsBlock(parts, groups, scale, side.theme.colours, columns, rtl=side.rtl, key=key)


def _groups(side: Side, chart: Chart, path: str, names: Sequence[TextBlock]) -> list[Group]:
    """The categories with their bars; those of the first one have the names of the series, where there are any."""
    groups = []
    for category in range(len(chart.categories)):
        bars = []
        for index, series in enumerate(chart.series):
            name = names[index] if names and category == 0 else None
            value = series.values[category]
            bars.append(Bar(index, value, _value(side, value, f"{path}.series[{index}].values[{category}]"), name))
        groups.append(Group(_category(side, chart.categories[category], f"{path}.categories[{category}]"), bars))
    return groups


def _name(side: Side, series: Series, index: int, path: str) -> TextBlock:
    text = side.pieces(series.label, f"{path}.series[{index}].label") if series.label is not None else []
    return side.block([piece.bold() for piece in text], "axis", None)


def _lines(side: Side, chart: Chart, path: str, part: StructureElement, *, mirrored: bool) -> Block:
    values = [value for series in chart.series for value in series.values if value is not None]
    ink = side.theme.colours.text
    numbers = [
        (float(tick), side.block([_number(side, tick, path, decimals_of(tick)).coloured(ink)], "axis", None))
        for tick in ticks(values)
    ]
    series = [
        LineSeries(each.values, side.block(_end(side, each, index, path), "axis", None))
        for index, each in enumerate(chart.series)
    ]
    labels = [_category(side, each, f"{path}.categories[{n}]") for n, each in enumerate(chart.categories)]
    times = Times(places_in_time(chart.categories), labels)
    slot = figure_slot(part, alternative_of(side, chart, range(len(chart.categories))))
    return LinesBlock(slot, series, times, numbers, side.theme.colours, rtl=side.rtl, mirrored=mirrored)


def _end(side: Side, series: Series, index: int, path: str) -> list[Piece]:
    """What stands at the end of a line: its last value and its name."""
    last = next((value for value in reversed(series.values) if value is not None), None)
    ink = side.theme.colours.text
    pieces = [] if last is None else [_number(side, last, path).bold().coloured(ink)]
    if series.label is not None:
        pieces += [Piece(" "), *side.pieces(series.label, f"{path}.series[{index}].label")]
    return pieces


def _number(side: Side, value: float | Decimal, path: str, decimals: int = 0) -> Piece:
    # The sign of a number stands at its left in all digits.
    return Piece(side.locale.number(value, decimals), isolation="ltr", unbroken=True, path=path)


def _value(side: Side, value: float | None, path: str) -> TextBlock:
    if value is None:
        return side.block(side.locale.label("no_value"), "axis", None)
    return side.block([_number(side, value, path).coloured(side.theme.colours.text)], "axis", None)


def _category(side: Side, category: Category, path: str) -> TextBlock:
    """What values stand for, as an axis has it."""
    if isinstance(category, LocalizedText):
        return side.block(side.pieces(category, path), "axis", None)
    return side.block([Piece(_written(side, category), path=path)], "axis", None)


def _written(side: Side, category: Category) -> str:
    """What values stand for, in plain text."""
    if isinstance(category, PartialDate):
        return side.locale.date(category)
    if isinstance(category, LocalizedText):
        return display_title(category[side.language])
    return side.locale.integer(category) if isinstance(category, int) else category


def places_in_time(categories: Sequence[Category]) -> list[float]:
    """Where categories stand on an axis of time, from 0 to 1: dates and years in proportion, all else evenly."""
    if all(isinstance(each, PartialDate) for each in categories):
        numbers = [float(each.earliest.toordinal()) for each in categories if isinstance(each, PartialDate)]
    elif all(isinstance(each, int) for each in categories):
        numbers = [float(each) for each in categories if isinstance(each, int)]
    else:
        numbers = [float(index) for index in range(len(categories))]
    extent = numbers[-1] - numbers[0]
    return [(number - numbers[0]) / extent for number in numbers]


def alternative_of(side: Side, chart: Chart, chosen: Sequence[int]) -> str:
    """What stands for a chart where it cannot be seen: the author's words or the title, and all values."""
    locale = side.locale
    if chart.alternative is not None:
        parts = [display_title(chart.alternative[side.language])]
    else:
        parts = [locale.label(f"chart_{chart.kind}", title=display_title(chart.title[side.language]))]
    if chart.unit is not None:
        parts.append(display_title(chart.unit[side.language]))
    for series in chart.series:
        values = []
        for index in chosen:
            value = series.values[index]
            shown = locale.label("no_value") if value is None else locale.number(value)
            values.append(locale.label("chart_value", label=_written(side, chart.categories[index]), value=shown))
        listed = locale.joined(values)
        if series.label is not None:
            listed = locale.label("chart_value", label=display_title(series.label[side.language]), value=listed)
        parts.append(listed)
    stop = locale.label("full_stop")
    return f"{stop} ".join(part.removesuffix(stop) for part in parts) + stop
