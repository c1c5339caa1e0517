"""Annexes: paragraphs, and a table whose head stands again at the top of each page that it goes on to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any, Final

from briefgen.diagnostics import Diagnostic, Place
from briefgen.layout.containers import Row, Rule
from briefgen.layout.inline import Piece
from briefgen.layout.paragraph import TextBlock
from briefgen.layout.side import Cell, Side, bold, labelled
from briefgen.layout.structure import StructureElement
from briefgen.layout.tables import TABLE_GAP_PT, TABLE_PADDING_PT, paragraph_gap_pt
from briefgen.layout.titles import display_title, shortened
from briefgen.layout.written_tables import AlignedNumber, Needs, column_widths, needs_of, number_column
from briefgen.model import Briefing
from briefgen.model.annexes import Annex, Column, Table
from briefgen.model.localized import LocalizedText
from briefgen.text.paragraph import Isolation

_HEAD_RULE_PT: Final = 1.0


def annexes(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """Each annex under a heading with its number."""
    for index, annex in enumerate(briefing.annexes):
        path, name = f"annexes[{index}]", f"annexes.{index + 1}"
        number = side.locale.integer(index + 1)
        pieces = labelled(side, "annex", "title", side.pieces(annex.title, f"{path}.title"), number=number)
        title = side.locale.label("annex", number=number, title=display_title(annex.title[side.language]))
        element, heading = side.headed(name, pieces, shortened(title))
        yield heading
        for place, text in enumerate(annex.text):
            block = side.text(text, "body", element.add("P"), f"{path}.text[{place}]")
            yield Cell(side.main(block), gap_pt=paragraph_gap_pt(side, place))
        if annex.table is not None:
            yield from _table(side, index, annex.table, element, first=not annex.text)
        yield from _cited(side, annex, element)


def _cited(side: Side, annex: Annex, element: StructureElement) -> Iterator[Cell]:
    """What the annex as a whole rests on."""
    if annex.sources:
        label = Piece(side.locale.label("annex_source" if len(annex.sources) == 1 else "sources"))
        pieces = [label, *side.inline.citations(annex.sources, ordered=True)]
        yield Cell(side.main(side.block(pieces, "caption", element.add("P"))), gap_pt=side.grid_pt / 2)


@dataclass(frozen=True, slots=True)
class _TableElements:
    """The heads and the cells of a table in the structure tree; None in a table that is only measured."""

    heads: Sequence[StructureElement | None]
    rows: Sequence[Sequence[StructureElement | None]]


def _elements(table: Table, element: StructureElement) -> _TableElements:
    tree = element.add("Table")
    top = tree.add("TR")
    heads = [top.add("TH", scope="Column") for _ in table.columns]
    lower = [tree.add("TR") for _ in table.rows]
    return _TableElements(heads, [[row.add("TD") for _ in table.columns] for row in lower])


def fits_beside(side: Side, table: Table, path: str) -> bool:
    """Whether a table stands in the column of a language without cutting words; nothing of it is drawn."""
    count = len(table.columns)
    elements = _TableElements([None] * count, [[None] * count] * len(table.rows))
    columns = [_column(side, table, elements, index, path) for index in range(count)]
    least = fsum(column.needs.least_pt for column in columns)
    return least <= side.width_pt - TABLE_GAP_PT * (count - 1)


@dataclass(frozen=True, slots=True)
class _WrittenColumn:
    """A column: its head, the cells under it, and the width that they need."""

    head: TextBlock
    cells: Sequence[Any]
    needs: Needs


def _column(side: Side, table: Table, elements: _TableElements, index: int, path: str) -> _WrittenColumn:
    """A column of a table; one of numbers alone has their separators under each other."""
    head = side.block(_head(side, table.columns[index], f"{path}.columns[{index}]"), "table", elements.heads[index])
    values = [row[index] for row in table.rows]
    cells = [
        None if value is None else _cell(side, value, elements.rows[number][index], f"{path}.rows[{number}][{index}]")
        for number, value in enumerate(values)
    ]
    blocks = [cell for cell in cells if cell is not None]
    if not blocks or not all(value is None or isinstance(value, int | float) for value in values):
        return _WrittenColumn(head, cells, needs_of([head, *blocks]))
    separator = side.locale.decimal_separator
    numbers = number_column(blocks, separator)
    aligned = [None if cell is None else AlignedNumber(cell, numbers, separator, rtl=side.rtl) for cell in cells]
    return _WrittenColumn(head, aligned, needs_of([head, *blocks], numbers))


def _head(side: Side, column: Column, path: str) -> list[Piece]:
    """What a column holds, with the unit of its numbers in brackets."""
    label = bold(side.pieces(column.label, f"{path}.label"))
    if column.unit is None:
        return label
    return [*label, Piece(" ("), *side.pieces(column.unit, f"{path}.unit"), Piece(")")]


def _cell(side: Side, value: float | str | LocalizedText, element: StructureElement | None, path: str) -> TextBlock:
    if isinstance(value, LocalizedText):
        return side.block(side.pieces(value, path), "table", element)
    # The sign of a number stands at its left in all digits, as in the column of the other language.
    isolation: Isolation = "auto" if isinstance(value, str) else "ltr"
    return side.block([Piece(side.locale.number(value), isolation=isolation, path=path)], "table", element)


def _table(side: Side, annex: int, table: Table, element: StructureElement, *, first: bool) -> Iterator[Cell]:
    """The rows of a table; over the whole page where the column of a language is too narrow for it."""
    path = f"annexes[{annex}].table"
    wide = annex in side.measures.wide_tables
    elements, count = _elements(table, element), len(table.columns)
    columns = [_column(side, table, elements, index, path) for index in range(count)]
    free_pt = (side.page_width_pt if wide else side.width_pt) - TABLE_GAP_PT * (count - 1)
    widths = column_widths([column.needs for column in columns], free_pt)
    if widths is None:
        side.problems.append(_table_too_wide(path))
        return
    again = [side.block(_head(side, column, path), "table", None) for column in table.columns]
    gap_pt = side.after_heading_pt if first else side.grid_pt / 2
    strong = Rule(_HEAD_RULE_PT, side.theme.colours.accent)
    head = _row(side, [column.head for column in columns], widths, strong)
    head_again = _row(side, again, widths, strong)
    yield Cell(head, gap_pt=gap_pt, table=path, head_again=head_again, wide=wide)
    for number in range(len(table.rows)):
        row = _row(side, [column.cells[number] for column in columns], widths, side.hairline)
        yield Cell(row, table=path, wide=wide)


def _table_too_wide(path: str) -> Diagnostic:
    return Diagnostic(
        "layout.table-too-wide",
        "the numbers of the table have no room beside each other on the page",
        Place(path=path),
        ("make two tables of it, or round its numbers and state them in thousands or millions",),
    )


def _row(side: Side, cells: Sequence[Any], widths: Sequence[float], rule: Rule) -> Row:
    return Row(
        cells,
        list(widths),
        gap_pt=TABLE_GAP_PT,
        rtl=side.rtl,
        rule=rule,
        padding_pt=TABLE_PADDING_PT,
        splittable=False,
    )
