"""The address of a briefing on the web, as a QR code (ISO/IEC 18004) and in letters under it."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from briefgen.layout.canvas import DrawingCanvas
from briefgen.layout.flow.figure_blocks import FigureBlock, figure_slot
from briefgen.layout.inline import Piece
from briefgen.layout.side import Cell, Side, separated
from briefgen.layout.structure import Slot
from briefgen.model import Briefing
from briefgen.text.scripts import is_rtl_language
from briefgen.units import mm

_LEAST_MM: Final = 20.0
_LEAST_MODULE_MM: Final = 0.5  # what telephones of today tell apart at arm's length
_QUIET: Final = 4  # modules of white around it (ISO/IEC 18004, 5.3.8)
_BLACK: Final = "#000000"
_WHITE: Final = "#FFFFFF"
_REMEMBERED: Final = 32

Matrix = tuple[tuple[bool, ...], ...]


@functools.lru_cache(maxsize=_REMEMBERED)
def matrix_of(text: str) -> Matrix:
    """The modules of a code with error correction of level M, row by row from the top; True is black."""
    from reportlab.graphics.barcode import qrencoder  # noqa: PLC0415 - all bar codes come with it

    code = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    code.addData(qrencoder.QR8bitByte(text))
    code.make()
    count = code.getModuleCount()
    return tuple(tuple(bool(code.isDark(row, column)) for column in range(count)) for row in range(count))


class CodeBlock(FigureBlock):
    """A code, black on white, never mirrored and never smaller than 20 mm.

    Its black begins where texts do: the white around it goes out into the margin.

    Args:
        slot: the place in the structure tree.
        text: what it says.
        rtl: whether it stands at the right of a width that it does not fill.
        anchor: the name of its place.
        over: whether it is drawn over the block above it, taking no room of its own.
    """

    def __init__(self, slot: Slot, text: str, *, rtl: bool, anchor: str, over: bool = False) -> None:
        super().__init__(slot)
        self.over = over
        self.anchor = anchor
        self.matrix = matrix_of(text)
        self.rtl = rtl
        modules = len(self.matrix) + 2 * _QUIET
        self.side_pt = max(mm(_LEAST_MM) * modules / len(self.matrix), mm(_LEAST_MODULE_MM) * modules)
        self.module_pt = self.side_pt / modules

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:  # noqa: ARG002 - Platypus's protocol
        """Width and height in points."""
        self.width, self.height = width_pt, 0.0 if self.over else self.side_pt
        return self.width, self.height

    def draw_at(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw the code at the start edge; the box of the figure is that of the code."""
        quiet = _QUIET * self.module_pt
        x_pt += self.width - self.side_pt + quiet if self.rtl else -quiet
        canvas.destination(self.anchor, y_pt + self.side_pt, self.slot.element)
        with canvas.figure(self.slot, self.side_pt, self.side_pt, x_pt, y_pt):
            self.draw_content(canvas, x_pt, y_pt)

    def draw_content(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw the modules: in rows and again in columns, so that no seam of white shows between them."""
        canvas.fill_box(x_pt, y_pt, self.side_pt, self.side_pt, _WHITE)
        left, top = x_pt + _QUIET * self.module_pt, y_pt + self.side_pt - _QUIET * self.module_pt
        size = self.module_pt
        for row, line in enumerate(self.matrix):
            for start, length in _runs(line):
                canvas.fill_box(left + start * size, top - (row + 1) * size, length * size, size, _BLACK)
        for column, line in enumerate(zip(*self.matrix, strict=True)):
            for start, length in _runs(line):
                if length > 1:
                    canvas.fill_box(left + column * size, top - (start + length) * size, size, length * size, _BLACK)


def _runs(line: tuple[bool, ...]) -> Iterator[tuple[int, int]]:
    """Where black begins in a line of modules, and how long it goes on."""
    start = 0
    for dark, group in groupby(line):
        length = len(list(group))
        if dark:
            yield start, length
        start += length


def online(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """Where the briefing is on the web: the code, and below it the address as a link.

    Side by side the code is seen once, where the first language begins: it is a figure of each language at one place.
    """
    if briefing.online is None:
        return
    element = side.part.add("Sect")
    label = side.locale.label("online")
    address = side.inline.address(briefing.online, "online")
    alternative = side.locale.label("chart_value", label=label, value=address.text)
    slot, anchor = figure_slot(element, alternative), side.name_of("online")
    if side.single:
        code = CodeBlock(slot, briefing.online, rtl=side.rtl, anchor=anchor)
        yield Cell(side.main(code), gap_pt=side.grid_pt, keep_with_next=True, splittable=False)
    else:
        first = side.shown[0]
        over = side.language != first
        code = CodeBlock(slot, briefing.online, rtl=is_rtl_language(first), anchor=anchor, over=over)
        gap_pt = 0.0 if over else side.grid_pt
        yield Cell(code, gap_pt=gap_pt, keep_with_next=True, splittable=False, wide=True)
    pieces = separated([[Piece(label)], [address.coloured(side.theme.colours.accent)]])
    yield Cell(side.main(side.block(pieces, "caption", element.add("P"))), splittable=False)
