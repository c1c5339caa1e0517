"""What stands beside a value, and tells what the value is: its unit, its row and column, its category."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefgen.changes.reading import Reader, Words
from briefgen.model.charts import Chart
from briefgen.model.localized import LocalizedText
from briefgen.model.problems import Location
from briefgen.model.statements import Fact, KeyFigure


def unit_of(chain: Sequence[Any], place: Location) -> tuple[Location, LocalizedText] | None:
    """The unit of a figure, of a cell of a table or of a value of a chart, with its place; ``None`` where is none.

    Args:
        chain: the briefing, the parts around the value, and the value.
        place: of the value.
    """
    for depth in range(len(place) - 1, 0, -1):
        part, name = chain[depth], place[depth]
        unit: LocalizedText | None = None
        at = place[:depth]
        if (isinstance(part, KeyFigure | Fact) and name == "value") or (isinstance(part, Chart) and name == "series"):
            unit = part.unit
        elif name == "rows" and len(place) == depth + 3:
            column = int(place[-1])
            at, unit = (*at, "columns", column), part.columns[column].unit
        if unit is not None:
            return (*at, "unit"), unit
    return None


def with_neighbours(reader: Reader, label: Words, chain: Sequence[Any], place: Location) -> Words:
    """The label of an annex or a chart, for one of its values.

    In a table, the first cell of the row and the head of the column are added, in a chart the label of the series and
    the category.

    Args:
        reader: in whose languages it is.
        label: of the annex or the chart.
        chain: the briefing, the parts around the value, and the value.
        place: of the value.
    """
    if "rows" in place and len(place) == (at := place.index("rows")) + 3:
        column, table, row = int(place[-1]), chain[at], chain[-2]
        return reader.joined(label, row[0] if column else None, table.columns[column].label)
    if place[0] == "charts" and place[-2:-1] == ("values",):
        chart, series = chain[2], chain[4]
        return reader.joined(reader.label(chart.title) or label, series.label, chart.categories[int(place[-1])])
    return label
