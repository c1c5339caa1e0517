"""A ``Table`` of Platypus as a tagged table: its own geometry, with cells set by our engine and heads repeated.

Rules and backgrounds are artifacts. In languages from right to left the first column stands at the right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import fsum
from typing import Any, Final, TypeAlias

from reportlab.platypus import Flowable, Table

from briefgen.layout.canvas import DrawingCanvas
from briefgen.layout.flow.block import Block, share_white
from briefgen.layout.flow.figure_blocks import Label
from briefgen.layout.flow.paragraph import TextBlock
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

    def minWidth(self) -> float:  # noqa: N802 - Platypus's name
        """What the text needs on one line; a table that is too wide is made narrower as a whole."""
        return self.block.natural_width() + 0.1

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
    """A tagged table at the start edge of its column."""

    def __init__(self, table: TaggedTable, *, rtl: bool) -> None:
        super().__init__()
        self.table = table
        self.rtl = rtl

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:
        """Width and height in points."""
        self._inner, self.height = self.table.wrap(width_pt, height_pt)
        self.width = width_pt
        return self.width, self.height

    def split(self, width_pt: float, height_pt: float) -> list[Block]:
        """Two blocks, cut between rows, or none."""
        parts = self.table.split(width_pt, height_pt)
        return share_white(self, [TableBlock(part, rtl=self.rtl) for part in parts]) if len(parts) > 1 else []

    def draw_at(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw the table."""
        self.table.drawOn(canvas, x_pt + (self.width - self._inner if self.rtl else 0.0), y_pt)


CellMaker: TypeAlias = Callable[[Any, Any, StructureElement | None], list[Flowable]]
"""Makes the content of a cell: of a value, its style and its element, which is None for heads that come again."""


def tagged_table(table: Table, part: StructureElement, maker: CellMaker, width_pt: float, *, rtl: bool) -> TableBlock:
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
    made_table = TaggedTable(
        placed,
        colWidths=_widths(table, cells, width_pt, rtl=rtl),
        repeatRows=heads,
        normalizedData=1,
        cellStyles=looks,
    )
    made_table.heads_again = [_ordered(row, rtl=rtl) for row in again]
    columns = len(values[0])
    for name in ("_bkgrndcmds", "_linecmds", "_spanCmds", "_nosplitCmds"):
        setattr(made_table, name, [_command(each, columns, rtl=rtl) for each in getattr(table, name)])
    made_table._calcSpanRanges()  # noqa: SLF001 - the same
    return TableBlock(made_table, rtl=rtl)


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


def _widths(table: Table, cells: Sequence[Sequence[Any]], width_pt: float, *, rtl: bool) -> list[float]:
    """The widths of the columns, as given or as the texts need; all narrower where they have no room together."""
    given = table._argW  # noqa: SLF001 - the same
    widths = []
    for column, asked in enumerate(given):
        if isinstance(asked, int | float):
            widths.append(float(asked))
            continue
        needed = [_needed(row[column], table._cellStyles[n][column]) for n, row in enumerate(cells)]  # noqa: SLF001
        widths.append(max(needed))
    total = fsum(widths)
    if total > width_pt:
        widths = [width * width_pt / total for width in widths]
    return _ordered(widths, rtl=rtl)


def _needed(content: Any, style: Any) -> float:
    texts = [part.minWidth() for part in content if isinstance(part, CellText)] if content else []
    return max(texts, default=0.0) + float(style.leftPadding + style.rightPadding)
