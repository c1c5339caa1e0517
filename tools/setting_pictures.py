"""Pictures of how lines are set, for the manual: the same paragraph under several rules, side by side."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Final, NamedTuple

import pypdfium2
from PIL import Image

from briefgen.layout.canvas import PlacedLine
from briefgen.layout.structure import StructureElement
from briefgen.layout.theme import load_theme
from briefgen.pdf.canvas import TaggedCanvas
from briefgen.pdf.metadata import DocumentMetadata
from briefgen.text.paragraph import ParagraphText, TextSpan
from briefgen.text.rules import LineRules
from briefgen.text.setting import prepare

DPI: Final = 120
MARGIN_PT: Final = 8.0
GAP_PT: Final = 28.0
LEADING_PT: Final = 15.5
INK: Final = "#1A1A1A"
LANGUAGES_OF_SCRIPTS: Final = (("Latn", "en"), ("Arab", "ar"))

ENGLISH: Final = (
    "The water authority has reopened fourteen of the twenty-three wells that the flood had closed, and expects the "
    "remaining nine to deliver drinking water again before the end of September, once replacement pumps have arrived."
)
ARABIC: Final = (
    "أعادت سلطة المياه تشغيل أربع عشرة بئرًا من أصل ثلاث وعشرين بئرًا أغلقتها السيول، وتتوقع أن تعود الآبار التسع "
    "المتبقية إلى ضخ مياه الشرب قبل نهاية شهر أيلول، بعد وصول المضخات البديلة واستكمال أعمال الصيانة في محطة المعالجة."
)
LONG_WORDS: Final = (
    "Reconstruction of the distribution network continues: the administration is considering additional treatment "
    "installations, while international organisations recommend strengthening local maintenance."
)


class Sample(NamedTuple):
    """One column of a picture.

    Attributes:
        text: the paragraph.
        language: BCP 47 tag.
        measure_pt: the width of the column.
        rules: how its lines are set.
    """

    text: str
    language: str
    measure_pt: float
    rules: LineRules


PICTURES: Final[dict[str, tuple[Sample, ...]]] = {
    "breaks.png": tuple(Sample(ENGLISH, "en", 204.0, rules) for rules in (LineRules(breaking="greedy"), LineRules())),
    "justified.png": tuple(
        Sample(ARABIC, "ar", 196.0, rules)
        for rules in (LineRules(justified=True, kashida=True), LineRules(justified=True), LineRules())
    ),
    "hyphens.png": tuple(
        Sample(LONG_WORDS, "en", 190.0, LineRules(justified=True, hyphenated=hyphens)) for hyphens in (False, True)
    ),
}


def make_setting_pictures() -> dict[str, Image.Image]:
    """All pictures by file name."""
    return {name: _draw(samples) for name, samples in PICTURES.items()}


def _draw(samples: Sequence[Sample]) -> Image.Image:
    style = load_theme("modern").style("single", "body", "Latn")
    fonts = style.font_set(strong=False, emphasis=False)
    columns = [
        prepare(ParagraphText((TextSpan(each.text, fonts),), each.language, LANGUAGES_OF_SCRIPTS)).set(
            each.measure_pt, each.rules
        )
        for each in samples
    ]
    height_pt = 2 * MARGIN_PT + LEADING_PT * max(map(len, columns))
    width_pt = 2 * MARGIN_PT + sum(each.measure_pt for each in samples) + GAP_PT * (len(samples) - 1)
    metadata = DocumentMetadata(
        titles={"en": "Lines"},
        primary_language="en",
        languages=("en",),
        producer="briefgen",
        date=dt.datetime(2024, 1, 1, tzinfo=dt.UTC),
    )
    file = io.BytesIO()
    root = StructureElement("Document")
    canvas = TaggedCanvas(file, root=root, metadata=metadata, page_rtl=False, pagesize=(width_pt, height_pt))
    slots = [root.add("P").slot() for _ in samples]
    x_pt = MARGIN_PT
    for each, lines, slot in zip(samples, columns, slots, strict=True):
        first_pt = height_pt - MARGIN_PT - 0.75 * LEADING_PT
        placed = [PlacedLine(line, x_pt, first_pt - index * LEADING_PT) for index, line in enumerate(lines)]
        canvas.draw_text(placed, [slot], [INK])
        x_pt += each.measure_pt + GAP_PT
    canvas.save()
    page = pypdfium2.PdfDocument(file.getvalue())[0]
    picture: Image.Image = page.render(scale=DPI / 72).to_pil().convert("RGB")
    return picture
