"""What tables and lists have in common: rows with a rule over them, columns of labels, and numbers of items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from briefgen.layout.flow.containers import Labels, Row, Rule, Share, Stack
from briefgen.layout.flow.paragraph import TextBlock
from briefgen.layout.flow.written_tables import longest_word_pt
from briefgen.layout.inline import Piece
from briefgen.layout.side import Cell, Side, separated
from briefgen.layout.structure import StructureElement
from briefgen.layout.theming.spec import Role
from briefgen.units import mm

# White between the rows of a table and their rules, above and below, in points.
TABLE_PADDING_PT: Final = 2.0
TABLE_GAP_PT: Final = 8.0

# From the longest label of a list to what stands beside it, on a page in one language.
_AFTER_LABELS_PT: Final = 14.0

# Columns of tables: labels on a page in one language, at most; numbers of lists.
LABELS_SINGLE_PT: Final = 154.0
NUMBERS_PT: Final = 16.0

# How much of half a page a column of labels may take for the sake of a long word.
_WIDEST_LABELS: Final = 0.42

# So many blocks at least stand on the last page of a run: a contact is not alone there, nor the last source.
_AT_THE_END: Final = 3


def labels_beside_pt(side: Side) -> float:
    """The width of a column of labels in half a page."""
    return mm(side.theme.spec.page.label_column)


def labels_pt(side: Side) -> Labels:
    """A column of labels, which is as wide as it has to be when all of them are known.

    On a page in one language each list has one of its own, for its longest label. Beside another language, both agree
    on one for all their lists.
    """
    if side.single:
        return Labels()
    side.measures.labels.widen(labels_beside_pt(side), side.width_pt)
    return side.measures.labels


def widen_labels(side: Side, labels: Labels, label: TextBlock) -> None:
    """Let a column of labels take one more: on a page in one language whole, else its longest word."""
    if side.single:
        labels.widen(label.natural_width() + _AFTER_LABELS_PT - TABLE_GAP_PT, LABELS_SINGLE_PT)
    else:
        labels.widen(longest_word_pt(label), _WIDEST_LABELS * side.width_pt)


def table_row(
    side: Side,
    cells: Sequence[Any],
    widths: Sequence[float | Share | Labels],
    *,
    first: bool,
    goes_on: bool = False,
    keep_with_next: bool = False,
    tight: bool = False,
) -> Cell:
    """A row of a table.

    Args:
        side: the language.
        cells: flowables in reading order; None leaves the place empty.
        widths: of each cell: as ``Row`` has them; a column of labels grows to the longest label in it, beside another
            language to the longest word.
        first: whether the row stands right below a heading.
        goes_on: whether it belongs to the row above, and has no rule.
        keep_with_next: whether a page must not end after the row.
        tight: whether there is no more white above and below it than between the lines of a paragraph.
    """
    if isinstance(widths[0], Labels) and isinstance(cells[0], TextBlock):
        widen_labels(side, widths[0], cells[0])
    one_rule = first and side.rule(side.theme.spec.heading.rule) is not None  # the heading has it
    rule: Rule | None = None if goes_on or one_rule else side.hairline
    gap_pt = side.after_heading_pt if first else 0.0
    row = Row(
        cells,
        widths,
        gap_pt=TABLE_GAP_PT,
        rtl=side.rtl,
        rule=rule,
        rule_gap_pt=TABLE_PADDING_PT if tight else 0.0,
        padding_pt=0.0 if tight else TABLE_PADDING_PT,
        holds_ink=tight,
        splittable=False,
    )
    return Cell(row, gap_pt=max(gap_pt - row.padding_pt, 0.0) if one_rule else gap_pt, keep_with_next=keep_with_next)


def written_row(side: Side, cells: Sequence[Any], widths: Sequence[float], rule: Rule | None) -> Row:
    """A row of a table with a head, whose columns have widths in points, under its rule."""
    return Row(
        cells,
        list(widths),
        gap_pt=TABLE_GAP_PT,
        rtl=side.rtl,
        rule=rule,
        padding_pt=TABLE_PADDING_PT,
        splittable=False,
    )


def head_of_next_page(side: Side, title: Sequence[Piece], head: Row) -> Stack:
    """What stands over a table where it goes on: whose it is, that it is continued, and its head."""
    said = separated([title, [Piece(side.locale.label("continued"))]])
    return Stack([side.block(said, "caption", None), head], TABLE_PADDING_PT)


def rows_together(rows: Iterable[Sequence[Cell]]) -> Iterator[Cell]:
    """The cells of the rows of a table, of which no page has the first or the last one alone."""
    of_table = list(rows)
    for index, cells in enumerate(of_table, 1):
        if index in {1, len(of_table) - 1} and index < len(of_table):
            cells[-1].keep_with_next = True
        yield from cells


def keep_the_end(cells: Sequence[Cell]) -> None:
    """Keep the last blocks of a run of pages together, which are few lines each, so that none ends up alone."""
    for cell in cells[-_AT_THE_END:-1]:
        cell.keep_with_next = cell.keep_with_next or (cell.panel is None and cell.head_again is None)


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
