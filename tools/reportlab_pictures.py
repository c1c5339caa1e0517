"""Draws what docs/reportlab.md shows: one text, set in the way that is often advised, and by ``BidiParagraph``."""

from __future__ import annotations

import io
from typing import Any, Final

import arabic_reshaper
import pypdfium2
from bidi import get_display
from PIL import Image, ImageOps
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Frame, Paragraph

from briefgen import BidiParagraph
from briefgen.text.bundled import bundled_fonts_dir

TEXT: Final = (
    "اتصلوا بالرقم +962 6 123 4567 قبل 25 تموز 2026. يفتح مكتب الناتو (NATO) في عَمَّان أبوابه يوم الأحد، "
    "وتقول الوزارة إن «الأبواب مفتوحة للجميع» من 9:00 إلى 14:30."
)

FONT: Final = "Arabic"
FILE: Final = "IBMPlexSansArabic-Regular.ttf"
STYLE: Final = {"fontName": FONT, "fontSize": 12, "leading": 20, "alignment": TA_RIGHT}

SIZE_PT: Final = (290, 80)
PADDING_PT: Final = 8
DPI: Final = 168
EDGE: Final = "#BFBFBF"


def make_reportlab_pictures() -> dict[str, Image.Image]:
    """The two pictures by file name."""
    pdfmetrics.registerFont(TTFont(FONT, str(bundled_fonts_dir() / FILE)))
    style = ParagraphStyle("arabic", **STYLE)
    advised = Paragraph(get_display(arabic_reshaper.reshape(TEXT)), style)
    return {"reportlab-before.png": picture_of(advised), "reportlab-after.png": picture_of(BidiParagraph(TEXT, style))}


def picture_of(flowable: Any) -> Image.Image:
    """A page with one flowable."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=SIZE_PT, invariant=1)
    paddings = dict.fromkeys(("leftPadding", "bottomPadding", "rightPadding", "topPadding"), PADDING_PT)
    Frame(0, 0, *SIZE_PT, **paddings).addFromList([flowable], canvas)
    canvas.save()
    (page,) = pypdfium2.PdfDocument(file.getvalue())
    return ImageOps.expand(page.render(scale=DPI / 72).to_pil().convert("RGB"), 1, EDGE)
