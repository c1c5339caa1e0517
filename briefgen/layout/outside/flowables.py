"""Flowables of reportlab that a program gives for the inserts of a briefing, as tagged content in the theme's fonts.

A ``Table`` becomes a table and a ``Paragraph`` a paragraph; a ``Drawing`` and all else become figures, which stand for
the alternative text of the insert. What is given is never changed: an edition may be set more than once.
"""

from __future__ import annotations

import copy
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from briefgen.diagnostics import Diagnostic, Place
from briefgen.errors import ResourceError
from briefgen.layout.canvas import DrawingCanvas
from briefgen.layout.flow.figure_blocks import FigureBlock, figure_slot
from briefgen.layout.inline import Piece
from briefgen.layout.outside.table import CellText, tagged_table
from briefgen.layout.outside.text import Texts, ThemedCanvas, ThemedTexts, UnsupportedTextError, dry_run
from briefgen.layout.side import SIDE_GAP_MM, Cell, Side
from briefgen.layout.structure import Slot, StructureElement
from briefgen.layout.titles import display_title
from briefgen.model import Briefing, Insert
from briefgen.units import mm

_SMALL_GAP_PT: Final = 4.0
_BELOW_HEADING_PT: Final = 6.5
_HIGHEST_PT: Final = 480.0
_BLACK: Final = "#000000"


def inserts(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """What was given for each insert, under its title and over its caption."""
    if not briefing.inserts:
        return
    element, heading = side.section("inserts")
    yield heading
    for index, insert in enumerate(briefing.inserts):
        path, part = f"inserts[{index}]", element.add("Sect")
        gap = max(side.after_heading_pt, _BELOW_HEADING_PT) if index == 0 else side.grid_pt
        anchors = [side.name_of("inserts", insert.key)]
        if insert.title is not None:
            title = [piece.bold() for piece in side.pieces(insert.title, f"{path}.title")]
            block = side.block(title, "body", part.add("H3"), anchors=anchors)
            yield Cell(side.main(block), gap_pt=gap, keep_with_next=True, splittable=False)
            gap = _SMALL_GAP_PT
        below = _below(side, insert, path)
        content = _content(side, insert, path, part)
        yield Cell(side.main(content), gap_pt=gap, keep_with_next=bool(below))
        if below:
            yield Cell(side.main(side.block(below, "caption", part.add("P"))), gap_pt=_SMALL_GAP_PT)


def _below(side: Side, insert: Insert, path: str) -> list[Piece]:
    caption = side.pieces(insert.caption, f"{path}.caption") if insert.caption is not None else []
    return [*caption, *side.inline.citations(insert.sources, spaced=bool(caption), ordered=True)]


def _content(side: Side, insert: Insert, path: str, part: StructureElement) -> Any:
    """What stands for an insert; nothing where a briefing is only read through."""
    flowable = side.material.flowables.get(insert.key, {}).get(side.language)
    if flowable is None:
        return Spacer(1, 1)
    width = side.width_pt - side.beside_pt - mm(SIDE_GAP_MM) if side.single else side.width_pt
    try:
        return _tagged(_Place(side, path, part, display_title(insert.alternative[side.language]), width), flowable)
    except UnsupportedTextError as error:
        message = f'the flowable for the insert "{insert.key}" cannot be used: {error}'
        hint = "give a Drawing, a Table or a Paragraph, or a flowable that draws its text with drawString"
        raise ResourceError([Diagnostic("insert.unsupported", message, Place(path=path), (hint,))]) from error


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a flowable goes: the language, the path of the insert, its element, its alternative, and the width."""

    side: Side
    path: str
    part: StructureElement
    alternative: str
    width_pt: float


def _tagged(place: _Place, flowable: Any) -> Any:
    side, path = place.side, place.path
    if isinstance(flowable, Paragraph):
        return side.block([Piece(flowable.getPlainText(), path=path)], "body", place.part.add("P"))
    if isinstance(flowable, Table):
        return tagged_table(flowable, place.part, functools.partial(_cell, place), place.width_pt, rtl=side.rtl)
    if not isinstance(flowable, Flowable):
        raise UnsupportedTextError(f"it is of the type {type(flowable).__name__}, and no flowable of reportlab")
    slot = figure_slot(place.part, place.alternative)
    return OutsideFigure(slot, flowable, ThemedTexts(side, path), place.width_pt)


def _cell(place: _Place, value: Any, style: Any, element: StructureElement | None) -> list[Flowable]:
    """The flowables of a cell: of texts and numbers those of our engine, of flowables what they become elsewhere."""
    side, path = place.side, place.path
    made: list[Flowable] = []
    for each in value if isinstance(value, list | tuple) else [value]:
        if isinstance(each, Paragraph):
            each = each.getPlainText()  # noqa: PLW2901 - its text
        if isinstance(each, Flowable) and not isinstance(each, Spacer):
            if element is None:
                continue
            made.append(OutsideFigure(figure_slot(element, place.alternative), each, ThemedTexts(side, path), None))
        elif each is not None and not isinstance(each, Flowable) and str(each):
            colour = "#" + style.color.hexval()[2:8].upper() if hasattr(style.color, "hexval") else _BLACK
            text = side.locale.number(each) if isinstance(each, int | float) else str(each)
            ink = side.theme.colours.text if colour == _BLACK else colour
            piece = Piece(text, strong="bold" in style.fontname.lower(), colour=ink, isolation="auto", path=path)
            made.append(CellText(side.block([piece], "table", element)))
    return made


class OutsideFigure(FigureBlock):
    """A flowable or a drawing as a figure, made smaller where it is wider than its column.

    Args:
        slot: the place in the structure tree.
        flowable: what is drawn.
        texts: its texts.
        width_pt: the width that it is looked at in; None for its own.
    """

    def __init__(self, slot: Slot, flowable: Any, texts: Texts, width_pt: float | None) -> None:
        super().__init__(slot)
        self.flowable = copy.copy(flowable)
        self.texts = texts
        self._room = width_pt
        self._measure(width_pt if width_pt is not None else float(getattr(flowable, "width", 0) or 0))
        dry_run(self._draw_flowable, texts)

    def _measure(self, width_pt: float) -> None:
        own_width, own_height = self.flowable.wrap(width_pt, _HIGHEST_PT)
        self._own = (max(own_width, 1e-3), max(own_height, 1e-3))

    def minWidth(self) -> float:  # noqa: N802 - Platypus's name
        """Its own width."""
        return float(self._own[0])

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:  # noqa: ARG002 - Platypus's protocol
        """Width and height in points."""
        self._scale = min(1.0, width_pt / self._own[0], _HIGHEST_PT / self._own[1])
        self.width = width_pt if self._room is not None else self._own[0] * self._scale
        self.height = self._own[1] * self._scale
        return self.width, self.height

    def draw_at(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw at the start edge; the box of the figure is that of what is drawn."""
        width = self._own[0] * self._scale
        x_pt += self.width - width if self.texts.rtl else 0.0
        with canvas.figure(self.slot, width, self.height, x_pt, y_pt):
            self.draw_content(canvas, x_pt, y_pt)

    def draw_content(self, canvas: Any, x_pt: float, y_pt: float) -> None:
        """Draw it as it is, in its own coordinates."""
        canvas.saveState()
        canvas.translate(x_pt, y_pt)
        if self._scale < 1:
            canvas.scale(self._scale, self._scale)
        self._draw_flowable(ThemedCanvas(canvas, self.texts))
        canvas.restoreState()

    def _draw_flowable(self, canvas: Any) -> None:
        if isinstance(self.flowable, Drawing):
            drawing = renderPDF.renderScaledDrawing(self.flowable)
            _ThemedRenderer().draw(drawing, canvas, 0, 0, showBoundary=False)
        else:
            self.flowable.drawOn(canvas, 0, 0)


class _ThemedRenderer(renderPDF._PDFRenderer):  # noqa: SLF001 - reportlab's only renderer
    """Draws strings where they are anchored by the width that they have in our fonts."""

    def drawString(self, stringObj: Any) -> None:  # noqa: N802, N803 - reportlab's names
        """Draw a string of a drawing."""
        state = self._tracker.getState()
        anchor = state["textAnchor"]
        if state["fillColor"] is not None:
            known = anchor if anchor in {"middle", "end", "numeric"} else "start"
            self._canvas.draw_anchored(stringObj.x, stringObj.y, stringObj.text, known)
