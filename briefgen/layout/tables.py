"""What tables and lists have in common: rows with a rule over them, columns of labels, and numbers of items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from briefgen.layout.containers import Row, Rule, Share
from briefgen.layout.inline import Piece
from briefgen.layout.paragraph import TextBlock
from briefgen.layout.side import Cell, Side
from briefgen.layout.structure import StructureElement
from briefgen.layout.theme_spec import Role

# White between the rows of a table and their rules, above and below, in points.
TABLE_PADDING_PT: Final = 2.0
TABLE_GAP_PT: Final = 8.0

# Columns of tables: labels beside another language, and on a page in one language; numbers of lists.
LABELS_BESIDE_PT: Final = 62.0
LABELS_SINGLE_PT: Final = 154.0
NUMBERS_PT: Final = 16.0


def labels_pt(side: Side) -> float:
    """The width of a column of labels."""
    return LABELS_SINGLE_PT if side.single else LABELS_BESIDE_PT


def table_row(
    side: Side,
    cells: Sequence[Any],
    widths: Sequence[float | Share],
    *,
    first: bool,
    goes_on: bool = False,
    keep_with_next: bool = False,
) -> Cell:
    """A row of a table.

    Args:
        side: the language.
        cells: flowables in reading order; None leaves the place empty.
        widths: of each cell: points, or a share of what the others leave.
        first: whether the row stands right below a heading.
        goes_on: whether it belongs to the row above, and has no rule.
        keep_with_next: whether a page must not end after the row.
    """
    rule: Rule | None = None if goes_on else side.hairline
    row = Row(
        cells,
        widths,
        gap_pt=TABLE_GAP_PT,
        rtl=side.rtl,
        rule=rule,
        padding_pt=TABLE_PADDING_PT,
        splittable=False,
    )
    return Cell(row, gap_pt=side.after_heading_pt if first else 0.0, keep_with_next=keep_with_next)


def rows_together(rows: Iterable[Sequence[Cell]]) -> Iterator[Cell]:
    """The cells of the rows of a table, of which no page has the first or the last one alone."""
    of_table = list(rows)
    for index, cells in enumerate(of_table, 1):
        if index in {1, len(of_table) - 1} and index < len(of_table):
            cells[-1].keep_with_next = True
        yield from cells


def number_of(side: Side, item: StructureElement, index: int, role: Role, anchors: Sequence[str] = ()) -> TextBlock:
    """The number of an item of a list, counted from 1."""
    mark = Piece(side.locale.integer(index + 1), strong=True, colour=side.theme.colours.accent)
    return side.block([mark], role, item.add("Lbl"), anchors=anchors)


def numbered(side: Side, number: Any, content: Any, *, gap_pt: float, keep_with_next: bool = False) -> Cell:
    """An item of a list of paragraphs: its number, and what it says beside it."""
    row = Row([number, content], [NUMBERS_PT, Share(1)], gap_pt=TABLE_GAP_PT, rtl=side.rtl)
    return Cell(side.main(row), gap_pt=gap_pt, keep_with_next=keep_with_next)


def paragraph_gap_pt(side: Side, index: int) -> float:
    """The white above a paragraph of a section, by its place in it."""
    return side.grid_pt / 2 if index else side.after_heading_pt
