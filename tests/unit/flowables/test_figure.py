"""Drawings of reportlab in stories that are no briefings."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from reportlab.graphics.shapes import Drawing, Rect, String
from reportlab.pdfgen.canvas import Canvas

from briefgen.flowables.figure import BidiDrawing
from briefgen.layout.structure import StructureElement
from briefgen.pdf.canvas import TaggedCanvas
from tests.unit.pdf import documents


def _drawing() -> Drawing:
    drawing = Drawing(200, 80, Rect(10, 10, 50, 30))
    drawing.add(String(100, 60, "الشمال", textAnchor="middle", fontName="Helvetica-Bold", fontSize=12))
    return drawing


def test_a_drawing_becomes_a_tagged_figure() -> None:
    """It is a figure of its language with its alternative, and its Arabic can be read back."""
    roots: list[StructureElement] = []

    def draw(canvas: TaggedCanvas, root: StructureElement) -> None:
        roots.append(root)
        flowable = BidiDrawing(_drawing(), "مستطيل", language="ar")
        flowable.wrapOn(canvas, 100, 700)
        flowable.drawOn(canvas, 50, 500)

    data = documents.write(draw)
    (figure,) = (element for element in roots[0].walk() if element.kind == "Figure")
    assert (figure.language, figure.alternative_text) == ("ar", "مستطيل")
    assert figure.bbox == pytest.approx((50, 500, 150, 540))
    text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert "الشمال" in text
    assert b"Helvetica" not in data


def test_it_needs_words_and_a_tagged_canvas() -> None:
    """Without an alternative, or on a plain canvas, it is refused."""
    with pytest.raises(ValueError, match="alternative"):
        BidiDrawing(_drawing(), " ", language="ar")
    flowable = BidiDrawing(_drawing(), "A box", language="en")
    canvas = Canvas(io.BytesIO())
    flowable.wrapOn(canvas, 100, 700)
    with pytest.raises(TypeError, match="TaggedCanvas"):
        flowable.drawOn(canvas, 0, 0)
