"""What draws itself: a drawing or any other flowable as a figure, with its strings in the fonts of the theme."""

from __future__ import annotations

import copy
import io
from typing import Any, Final

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.pdfgen.canvas import Canvas

from briefgen.layout.canvas import DrawingCanvas
from briefgen.layout.flow.block import Block
from briefgen.layout.flow.figure_blocks import FigureBlock
from briefgen.layout.outside.text import Texts, ThemedCanvas, UnsupportedTextError, dry_run
from briefgen.layout.outside.widths import Needs
from briefgen.layout.structure import Slot

_HIGHEST_PT: Final = 480.0
# How small a figure becomes in a cell before words beside it break, as a part of its size.
_SMALLEST: Final = 0.25


def _copied(flowable: Any) -> Any:
    """What will be drawn, so that what is given stays as it is.

    Raises:
        UnsupportedTextError: it cannot be copied.
    """
    try:
        return copy.copy(flowable)
    except Exception as error:  # whatever the code of somebody else may raise
        raise UnsupportedTextError(f"it cannot be copied: {type(error).__name__}: {error}") from error


def _size(flowable: Any, width_pt: float) -> tuple[float, float]:
    """Width and height in points; measured on a canvas that is thrown away, since many look at that.

    Raises:
        UnsupportedTextError: it cannot be measured by itself.
    """
    try:
        width, height = flowable.wrapOn(Canvas(io.BytesIO(), invariant=1), width_pt, _HIGHEST_PT)
    except Exception as error:  # whatever the code of somebody else may raise
        raise UnsupportedTextError(f"it cannot be measured: {type(error).__name__}: {error}") from error
    return max(float(width), 1e-3), max(float(height), 1e-3)


class OutsideFigure(FigureBlock):
    """A flowable or a drawing as a figure, made smaller where it is wider than its column.

    Args:
        slot: the place in the structure tree.
        flowable: what is drawn.
        texts: its texts.
        width_pt: the width that it is looked at in; None for its own.

    Raises:
        UnsupportedTextError: it cannot be measured or drawn, or draws text in a way that cannot be followed.
    """

    def __init__(self, slot: Slot, flowable: Any, texts: Texts, width_pt: float | None) -> None:
        super().__init__(slot)
        self.flowable = _copied(flowable)
        self.texts = texts
        self._room = width_pt
        self._own = _size(self.flowable, width_pt or float(getattr(flowable, "width", 0) or 0))
        dry_run(self._draw_flowable, texts)

    def needs(self) -> Needs:
        """Its own width, or a part of that: words that stand beside it break no sooner."""
        return Needs(self._own[0] * _SMALLEST, self._own[0])

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


class Decoration(Block):
    """A flowable that says nothing, such as a rule: drawn as an artifact (ISO 32000-1, 14.8.2.2).

    Args:
        flowable: what is drawn, where its ``hAlign`` says; in languages from right to left, left is right.
        rtl: whether it stands in such a language.
    """

    def __init__(self, flowable: Any, *, rtl: bool) -> None:
        super().__init__()
        self.flowable = _copied(flowable)
        self._before = {"LEFT": 0.0, "RIGHT": 1.0}.get(str(self.flowable.hAlign).upper(), 0.5)
        if rtl:
            self._before = 1.0 - self._before

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:  # noqa: ARG002 - Platypus's protocol
        """Width and height in points, with the white around it."""
        own_width, own_height = _size(self.flowable, width_pt)
        self._left = (width_pt - own_width) * self._before
        self.width = width_pt
        self.height = own_height + self.flowable.getSpaceBefore() + self.flowable.getSpaceAfter()
        return self.width, self.height

    def split(self, width_pt: float, height_pt: float) -> list[Block]:  # noqa: ARG002 - Platypus's protocol
        """None: it is seen whole."""
        return []

    def draw_at(self, canvas: Any, x_pt: float, y_pt: float) -> None:
        """Draw between the content."""
        with canvas.artifact():
            self.flowable.drawOn(canvas, x_pt + self._left, y_pt + self.flowable.getSpaceAfter())


class _ThemedRenderer(renderPDF._PDFRenderer):  # noqa: SLF001 - reportlab's only renderer
    """Draws strings where they are anchored by the width that they have in our fonts."""

    def drawString(self, stringObj: Any) -> None:  # noqa: N802, N803 - reportlab's names
        """Draw a string of a drawing."""
        state = self._tracker.getState()
        anchor = state["textAnchor"]
        if state["fillColor"] is not None:
            known = anchor if anchor in {"middle", "end", "numeric"} else "start"
            self._canvas.draw_anchored(stringObj.x, stringObj.y, stringObj.text, known)
