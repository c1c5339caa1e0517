"""Annexes: paragraphs, and a table whose head stands again at the top of each page that it goes on to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import fsum
from typing import Any, Final, NamedTuple

from briefgen.diagnostics import Diagnostic, Place
from briefgen.layout.flow.containers import Row, Share
from briefgen.layout.flow.paragraph import TextBlock, slots_for
from briefgen.layout.flow.tables import TABLE_GAP_PT, head_of_next_page, paragraph_gap_pt, written_row
from briefgen.layout.flow.written_tables import (
    AlignedNumber,
    Needs,
    NumberColumn,
    column_widths,
    needs_of,
    needs_of_numbers,
    number_column,
)
from briefgen.layout.inline import Piece
from briefgen.layout.side import Cell, Side, bold, labelled
from briefgen.layout.structure import StructureElement
from briefgen.layout.titles import display_title, shortened
from briefgen.model import Briefing
from briefgen.model.annexes import Annex, Column, Table
from briefgen.model.localized import LocalizedText
from briefgen.text.paragraph import Isolation

# How much of the page the paragraphs over a wide table have.
_MEASURE: Final = 0.68


def annexes(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """Each annex under a heading with its number."""
    for index, annex in enumerate(briefing.annexes):
        path, name = f"annexes[{index}]", f"annexes.{index + 1}"
        number = side.locale.integer(index + 1)
        pieces = labelled(side, "annex", "title", side.pieces(annex.title, f"{path}.title"), number=number)
        title = side.locale.label("annex", number=number, title=display_title(annex.title[side.language]))
        element, heading = side.headed(name, pieces, shortened(title))
        wide = index in side.measures.wide_tables
        cells = [heading, *_texts(side, annex, element, path, wide=wide)]
        if annex.table is not None:
            cells += _table(
                side, f"{path}.table", annex.table, element, shortened(title), wide=wide, first=not annex.text
            )
        cells += _cited(side, annex, element)
        if wide:
            for cell in cells:
                cell.wide = path
        yield from cells


def _texts(side: Side, annex: Annex, element: StructureElement, path: str, *, wide: bool) -> Iterator[Cell]:
    """The paragraphs of an annex; over a wide table they have lines that the eye can follow."""
    for place, text in enumerate(annex.text):
        block = side.text(text, "body", element.add("P"), f"{path}.text[{place}]")
        measure = Row([block, None], [_MEASURE * side.page_width_pt, Share(1)], rtl=side.rtl)
        before_table = annex.table is not None and place == len(annex.text) - 1
        content = measure if wide else side.main(block)
        yield Cell(content, gap_pt=paragraph_gap_pt(side, place), keep_with_next=before_table)


def _cited(side: Side, annex: Annex, element: StructureElement) -> Iterator[Cell]:
    """What the annex as a whole rests on."""
    if annex.sources:
        label = Piece(side.locale.label("annex_source" if len(annex.sources) == 1 else "sources"))
        pieces = [label, *side.inline.citations(annex.sources, ordered=True)]
        yield Cell(side.main(side.block(pieces, "caption", element.add("P"))), gap_pt=side.grid_pt / 2)


def fits_beside(side: Side, table: Table, path: str) -> bool:
    """Whether a table stands in the column of a language without cutting words; it is drawn with the same texts."""
    columns = side.measured[path] = _columns(side, table, path)
    least = fsum(column.needs.least_pt for column in columns)
    return least <= side.width_pt - TABLE_GAP_PT * (len(columns) - 1)


class _Cells(NamedTuple):
    """The cells of a table as they are drawn: its heads, and its rows."""

    heads: Sequence[Any]
    rows: Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class _WrittenColumn:
    """A column: its head, the cells under it, the width that they need, and what its numbers need of that."""

    head: TextBlock
    cells: Sequence[TextBlock | None]
    needs: Needs
    numbers: NumberColumn | None


def _columns(side: Side, table: Table, path: str) -> list[_WrittenColumn]:
    """The columns of a table, with texts that have no place in the structure tree yet."""
    return [_column(side, table, index, path) for index in range(len(table.columns))]


def _column(side: Side, table: Table, index: int, path: str) -> _WrittenColumn:
    """A column of a table; one of numbers alone has their separators under each other."""
    head = _head(side, table, index, path, None)
    values = [row[index] for row in table.rows]
    cells = [
        None if value is None else _cell(side, value, None, f"{path}.rows[{number}][{index}]")
        for number, value in enumerate(values)
    ]
    blocks = [cell for cell in cells if cell is not None]
    if not blocks or not all(value is None or isinstance(value, int | float) for value in values):
        return _WrittenColumn(head, cells, needs_of([head, *blocks]), None)
    numbers = number_column(blocks, side.locale.decimal_separator)
    return _WrittenColumn(head, cells, needs_of_numbers(head, numbers), numbers)


def _head(side: Side, table: Table, index: int, path: str, element: StructureElement | None) -> TextBlock:
    return side.block(_named(side, table.columns[index], f"{path}.columns[{index}]"), "table", element)


def _in_tree(block: TextBlock, element: StructureElement, anew: Callable[[], TextBlock]) -> TextBlock:
    """A measured paragraph in its place in the tree; one with links is made anew, since its citations are noted."""
    styled = block.styled
    if any(styled.targets):
        return anew()
    block.slots = slots_for(element, styled.targets, styled.expansions, styled.marks)
    return block


def _written(side: Side, table: Table, columns: Sequence[_WrittenColumn], path: str, tree: StructureElement) -> _Cells:
    """The heads and the rows of a table, under its element."""
    top = tree.add("TR")
    names = [top.add("TH", scope="Column") for _ in columns]
    heads = [
        _in_tree(column.head, name, partial(_head, side, table, index, path, name))
        for index, (column, name) in enumerate(zip(columns, names, strict=True))
    ]
    rows: list[list[Any]] = []
    for number, values in enumerate(table.rows):
        row = tree.add("TR")
        rows.append([])
        for index, (column, value) in enumerate(zip(columns, values, strict=True)):
            element, cell = row.add("TD"), column.cells[number]
            if cell is None or value is None:
                rows[-1].append(None)
                continue
            cell = _in_tree(cell, element, partial(_cell, side, value, element, f"{path}.rows[{number}][{index}]"))
            rows[-1].append(cell if column.numbers is None else _aligned(side, cell, column.numbers))
    return _Cells(heads, rows)


def _aligned(side: Side, cell: TextBlock, numbers: NumberColumn) -> AlignedNumber:
    return AlignedNumber(cell, numbers, side.locale.decimal_separator, rtl=side.rtl)


def _named(side: Side, column: Column, path: str) -> list[Piece]:
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


def _table(
    side: Side, path: str, table: Table, element: StructureElement, title: str, *, wide: bool, first: bool
) -> Iterator[Cell]:
    """The rows of a table; over the whole page where the column of a language is too narrow for it."""
    columns = side.measured.pop(path, None) or _columns(side, table, path)
    free_pt = (side.page_width_pt if wide else side.width_pt) - TABLE_GAP_PT * (len(columns) - 1)
    widths = column_widths([column.needs for column in columns], free_pt)
    if widths is None:
        side.problems.append(_table_too_wide(path))
        return
    written = _written(side, table, columns, path, element.add("Table"))
    again = [_head(side, table, index, path, None) for index in range(len(columns))]
    gap_pt = side.after_heading_pt if first else side.grid_pt / 2
    strong = side.rule(side.theme.spec.table.head_rule)
    head = written_row(side, written.heads, widths, strong)
    head_again = head_of_next_page(side, [Piece(title)], written_row(side, again, widths, strong))
    yield Cell(head, gap_pt=gap_pt, table=path, head_again=head_again)
    for cells in written.rows:
        yield Cell(written_row(side, cells, widths, side.hairline), table=path)


def _table_too_wide(path: str) -> Diagnostic:
    return Diagnostic(
        "layout.table-too-wide",
        "the numbers of the table have no room beside each other on the page",
        Place(path=path),
        ("make two tables of it, or round its numbers and state them in thousands or millions",),
    )
