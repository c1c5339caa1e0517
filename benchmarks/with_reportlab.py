"""reportlab by the usual recipe: ``arabic_reshaper.reshape``, ``get_display``, ``Paragraph`` in a table of two columns.

The recipe joins and turns letters before lines are broken, so the last line of a wrapped Arabic paragraph stands on
top, and it loses vowel marks. It is measured because it is what people use.
"""

from __future__ import annotations

import functools
import io
import unicodedata
from collections.abc import Sequence
from xml.sax.saxutils import escape

import arabic_reshaper
from bidi import get_display
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from benchmarks.measure import Contender, Document
from benchmarks.texts import Content, Text


def contender(content: Content) -> Contender:
    """The recipe; fonts are registered here, once, and styles are kept."""
    for path, name in content.fonts.items():
        pdfmetrics.registerFont(TTFont(name, str(path)))
    return Contender("reportlab, usual recipe", functools.partial(_render, content))


def _render(content: Content) -> Document:
    geometry = content.geometry
    target = io.BytesIO()
    document = SimpleDocTemplate(
        target,
        pagesize=(geometry.width_pt, geometry.height_pt),
        leftMargin=geometry.margin_pt,
        rightMargin=geometry.margin_pt,
        topMargin=geometry.top_pt,
        bottomMargin=geometry.bottom_pt,
    )
    rows = [[_paragraphs(left), _paragraphs(right)] for left, right in content.rows]
    document.build([Table(rows, colWidths=[geometry.content_width_pt / 2] * 2)])
    return Document(target.getvalue(), document.page)


def _paragraphs(texts: Sequence[Text]) -> list[Paragraph]:
    return [Paragraph(escape(_prepared(text)), _style(text)) for text in texts]


def _prepared(text: Text) -> str:
    """The characters in visual order; the recipe's fonts have no glyphs for invisible characters."""
    characters = get_display(arabic_reshaper.reshape(text.characters)) if text.rtl else text.characters
    return "".join(character for character in characters if unicodedata.category(character) != "Cf")


@functools.cache
def _style_of(font: str, size_pt: float, leading_pt: float, colour: str, alignment: int) -> ParagraphStyle:
    return ParagraphStyle(
        font, fontName=font, fontSize=size_pt, leading=leading_pt, textColor=colour, alignment=alignment
    )


def _style(text: Text) -> ParagraphStyle:
    alignment = TA_RIGHT if text.rtl else TA_LEFT
    return _style_of(text.font.stem, text.size_pt, text.leading_pt, text.colour, alignment)
