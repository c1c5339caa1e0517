"""A ``Table`` of Platypus as a tagged table: its own geometry, with cells set by our engine and heads repeated.

Rules and backgrounds are artifacts. In languages from right to left the first column stands at the right.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from reportlab.platypus import Flowable, Table

from briefgen.layout.canvas import DrawingCanvas
from briefgen.layout.flow.block import Block, share_white
from briefgen.layout.flow.figure_blocks import Label
from briefgen.layout.flow.paragraph import TextBlock
from briefgen.layout.outside.widths import Needs, needs_of, shared_out, widest
from briefgen.layout.structure import StructureElement

_MIRRORED_WORDS: Final = {
    "LEFT": "RIGHT", "RIGHT": "LEFT", "DECIMAL": "LEFT", "LINEBEFORE": "LINEAFTER", "LINEAFTER": "LINEBEFORE",
}  # fmt: skip


class CellText(Flowable):
    """A text of a cell, as wide as it is where it stands on one line, so that the table can align it."""

    def __init__(self, block: TextBlock) -> None:
        super().__init__()
        self.block = block

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:  # noqa: ARG002 - Platypus's protocol
        """Width and height in points."""
        self._label = Label(self.block, width_pt)
        return self._label.width_pt, self._label.height_pt

    def needs(self) -> Needs:
        """Those of the text."""
        return needs_of(self.block)

    def draw(self) -> None:
        """Draw where the table has moved the origin to."""
        self._label.draw(self.canv, 0.0, self._label.height_pt / 2)


class TaggedTable(Table):
    """A table whose cells are flowables that know their elements."""

    heads_again: Sequence[Sequence[Any]] = ()

    def _drawBkgrnd(self) -> None:  # noqa: N802 - reportlab's name
        with self.canv.artifact("Background"):
            super()._drawBkgrnd()

    def _drawLines(self) -> None:  # noqa: N802 - reportlab's name
        with self.canv.artifact():
            super()._drawLines()

    def _drawCell(self, cellval: Any, cellstyle: Any, pos: Any, size: Any) -> None:  # noqa: N802 - the same
        self._curcellstyle = cellstyle  # reportlab would set a font for each other style
        if cellval == "":  # what reportlab puts where a cell goes over several
            return
        super()._drawCell(cellval, cellstyle, pos, size)

    def split(self, availWidth: float, availHeight: float) -> list[Any]:  # noqa: N803 - reportlab's names
        """Two tables; the second has the heads again, as decoration."""
        parts: list[Any] = super().split(availWidth, availHeight)
        for index, part in enumerate(parts):
            part.heads_again = self.heads_again
            if index:
                for row, cells in enumerate(self.heads_again):
                    part._cellvalues[row] = list(cells)  # noqa: SLF001 - the heads that reportlab has repeated
        return parts


class TableBlock(Block):
    """A tagged table at the start edge of its column.

    Args:
        made: makes the table with columns of given widths.
        columns: what they need, from left to right.
        rtl: whether it stands in a language from right to left.
    """

    def __init__(self, made: Callable[[list[float]], TaggedTable], columns: Sequence[Needs], *, rtl: bool) -> None:
        super().__init__()
        self.rtl = rtl
        self._made = made
        self._columns = columns
        self._widths: list[float] | None = None

    def needs(self) -> Needs:
        """Those of its columns, for a table inside of another."""
        return functools.reduce(Needs.beside, self._columns)

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:
        """Width and height in points."""
        widths = shared_out(self._columns, width_pt)
        if widths != self._widths:
            self.table, self._widths = self._made(widths), widths
        self._inner, self.height = self.table.wrap(width_pt, height_pt)
        self.width = width_pt
        return self.width, self.height

    def split(self, width_pt: float, height_pt: float) -> list[Block]:
        """Two blocks, cut between rows, or none."""
        self.wrap(width_pt, height_pt)
        parts = self.table.split(width_pt, height_pt)
        if len(parts) < 2:
            return []
        fixed = [Needs(width, width) for width in self._widths or ()]
        blocks = [TableBlock(functools.partial(_given, part), fixed, rtl=self.rtl) for part in parts]
        return share_white(self, blocks)

    def draw_at(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw the table."""
        self.table.drawOn(canvas, x_pt + (self.width - self._inner if self.rtl else 0.0), y_pt)


def _given(table: TaggedTable, _widths: list[float]) -> TaggedTable:
    """A part of a table, whose columns are as wide as those of the whole."""
    return table


CellMaker: TypeAlias = Callable[[Any, Any, StructureElement | None], list[Flowable]]
"""Makes the content of a cell: of a value, its style and its element, which is None for heads that come again."""


def tagged_table(table: Table, part: StructureElement, maker: CellMaker, *, rtl: bool) -> TableBlock:
    """A tagged table with the content and the looks of a table, which stays as it is."""
    values, styles = table._cellvalues, table._cellStyles  # noqa: SLF001 - reportlab has no other way
    heads = table.repeatRows if isinstance(table.repeatRows, int) else max(table.repeatRows, default=-1) + 1
    spans = _spans(table)
    tree = part.add("Table")
    cells: list[list[Any]] = []
    for row, line in enumerate(values):
        of_row = tree.add("TR")
        made: list[Any] = []
        for column, value in enumerate(line):
            if spans.get((column, row), (1, 1)) is None:
                made.append("")
                continue
            element = of_row.add("TH", scope="Column") if row < heads else of_row.add("TD")
            element.column_span, element.row_span = spans.get((column, row)) or (1, 1)
            made.append(maker(value, styles[row][column], element))
        cells.append(made)
    again = [
        [maker(value, styles[row][column], None) for column, value in enumerate(values[row])] for row in range(heads)
    ]
    placed = [_ordered(row, rtl=rtl) for row in cells]
    looks = [[_style(style, rtl=rtl) for style in _ordered(row, rtl=rtl)] for row in styles]
    if rtl:
        _swap_spans(placed, spans)
        _swap_spans(looks, spans)
    columns = len(values[0])
    commands = {
        name: [_command(each, columns, rtl=rtl) for each in getattr(table, name)]
        for name in ("_bkgrndcmds", "_linecmds", "_spanCmds", "_nosplitCmds")
    }

    def made_at(widths: list[float]) -> TaggedTable:
        rows = [list(row) for row in placed]
        made = TaggedTable(rows, colWidths=widths, repeatRows=heads, normalizedData=1, cellStyles=looks)
        made.heads_again = [_ordered(row, rtl=rtl) for row in again]
        made.__dict__.update(commands)
        made._calcSpanRanges()  # noqa: SLF001 - reportlab has no other way
        return made

    return TableBlock(made_at, _ordered(_needs(table, cells, spans), rtl=rtl), rtl=rtl)


def _ordered(row: Sequence[Any], *, rtl: bool) -> list[Any]:
    return list(reversed(row)) if rtl else list(row)


def _swap_spans(rows: list[list[Any]], spans: Mapping[tuple[int, int], tuple[int, int] | None]) -> None:
    """Put what a mirrored cell over several columns has where reportlab looks for it: into the leftmost of them."""
    for (column, row), size in spans.items():
        if size is not None:
            cells = rows[row]
            right = len(cells) - 1 - column
            left = right - size[0] + 1
            cells[left], cells[right] = cells[right], cells[left]


def _style(style: Any, *, rtl: bool) -> Any:
    """The style of a cell, aligned to the other side where the table is mirrored."""
    copy = style.copy()
    if rtl:
        copy.alignment = _MIRRORED_WORDS.get(style.alignment, style.alignment)
        copy.leftPadding, copy.rightPadding = style.rightPadding, style.leftPadding
    elif style.alignment == "DECIMAL":
        copy.alignment = "RIGHT"
    return copy


def _command(command: Sequence[Any], columns: int, *, rtl: bool) -> tuple[Any, ...]:
    """A command of the style of a table, mirrored where the table is."""
    word, (first, top), (last, bottom), *rest = command
    if rtl:
        first, last = (column + columns if column < 0 else column for column in (first, last))
        first, last = columns - 1 - last, columns - 1 - first
        word = _MIRRORED_WORDS.get(word, word) if str(word).startswith("LINE") else word
    return (word, (first, top), (last, bottom), *rest)


def _spans(table: Table) -> dict[tuple[int, int], tuple[int, int] | None]:
    """How many columns and rows each cell takes; None for one that another takes."""
    rows, columns = len(table._cellvalues), len(table._cellvalues[0])  # noqa: SLF001 - the same
    spans: dict[tuple[int, int], tuple[int, int] | None] = {}
    for _, start, end in table._spanCmds:  # noqa: SLF001 - the same
        left, right = sorted(column + columns if column < 0 else column for column in (start[0], end[0]))
        top, bottom = sorted(row + rows if row < 0 else row for row in (start[1], end[1]))
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                spans[column, row] = None
        spans[left, top] = (right - left + 1, bottom - top + 1)
    return spans


def _needs(
    table: Table, cells: Sequence[Sequence[Any]], spans: Mapping[tuple[int, int], tuple[int, int] | None]
) -> list[Needs]:
    """What the columns need: as wide as they were given, or as their texts; narrower down to their longest words.

    What goes over several columns asks for none of them.
    """
    needed: list[Needs] = []
    for column, asked in enumerate(table._argW):  # noqa: SLF001 - the same
        of_cells = [
            _needs_of_cell(line[column], table._cellStyles[row][column])  # noqa: SLF001 - the same
            for row, line in enumerate(cells)
            if (spans.get((column, row)) or (1, 1))[0] == 1
        ]
        own = widest(of_cells)
        if isinstance(asked, int | float):
            own = Needs(min(float(asked), own.least_pt), float(asked))
        needed.append(own)
    return needed


def _needs_of_cell(content: Any, style: Any) -> Needs:
    return widest(map(needs_of, content or ())).padded(float(style.leftPadding + style.rightPadding))
