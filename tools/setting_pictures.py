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
from briefgen.layout.theming.theme import TextStyle, load_theme
from briefgen.pdf.canvas import TaggedCanvas
from briefgen.pdf.metadata import DocumentMetadata
from briefgen.text.glyphs import Line
from briefgen.text.paragraph import ParagraphText, TextSpan
from briefgen.text.rules import LineRules
from briefgen.text.scripts import script_of_language
from briefgen.text.setting import prepare

DPI: Final = 120
MARGIN_PT: Final = 8.0
GAP_PT: Final = 28.0
ROW_GAP_PT: Final = 14.0
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


IN_SEVEN_LANGUAGES: Final = {
    "en": "Agree to the joint survey before the rainy season. The two sides differ only on who pays for it.",
    "ar": "تُقترح الموافقة على المسح المشترك قبل موسم الأمطار، فالجانبان لا يختلفان إلا على من يتحمل تكلفته.",
    "fr": (
        "Il convient d’approuver l’étude conjointe avant la saison des pluies. Seul son financement divise les parties."
    ),
    "fa": (
        "پیشنهاد می‌شود پیش از فصل بارندگی با بررسی مشترک موافقت شود. دو طرف تنها بر سر تأمین هزینهٔ آن اختلاف دارند."
    ),
    "he": "מומלץ לאשר את הסקר המשותף לפני עונת הגשמים. הצדדים חלוקים רק בשאלת המימון.",
    "ckb": (
        "پێشنیار دەکرێت پێش وەرزی باران ڕەزامەندی لەسەر ڕووپێوی هاوبەش بدرێت. هەردوو لا تەنها لەسەر تێچووەکەی ناکۆکن."
    ),
    "ur": (
        "بارشوں کے موسم سے پہلے مشترکہ سروے کی منظوری دینے کی سفارش کی جاتی ہے۔ فریقین میں "
        "صرف اس کے اخراجات پر اختلاف ہے۔"
    ),
}

# The rows of each picture, each with its columns from the left.
PICTURES: Final[dict[str, tuple[tuple[Sample, ...], ...]]] = {
    "breaks.png": (
        tuple(Sample(ENGLISH, "en", 204.0, rules) for rules in (LineRules(breaking="greedy"), LineRules())),
    ),
    "justified.png": (
        tuple(
            Sample(ARABIC, "ar", 196.0, rules)
            for rules in (LineRules(justified=True, kashida=True), LineRules(justified=True), LineRules())
        ),
    ),
    "hyphens.png": (
        tuple(
            Sample(LONG_WORDS, "en", 190.0, LineRules(justified=True, hyphenated=hyphens)) for hyphens in (False, True)
        ),
    ),
    "languages.png": tuple(
        tuple(Sample(IN_SEVEN_LANGUAGES[language], language, 200.0, LineRules()) for language in row)
        for row in (("en", "ar"), ("fr", "fa"), ("he", "ckb"), ("ur",))
    ),
}


def make_setting_pictures() -> dict[str, Image.Image]:
    """All pictures by file name."""
    return {name: _draw([[_set(sample) for sample in row] for row in rows]) for name, rows in PICTURES.items()}


class _Column(NamedTuple):
    """A sample whose lines are set, and the style that says how they follow each other."""

    sample: Sample
    lines: Sequence[Line]
    style: TextStyle

    @property
    def height_pt(self) -> float:
        return len(self.lines) * self.style.leading_pt + self.style.overhang_pt


def _set(sample: Sample) -> _Column:
    style = load_theme("modern").style("single", "body", script_of_language(sample.language))
    span = TextSpan(sample.text, style.font_set(strong=False, emphasis=False))
    paragraph = ParagraphText((span,), sample.language, LANGUAGES_OF_SCRIPTS)
    return _Column(sample, prepare(paragraph).set(sample.measure_pt, sample.rules), style)


def _draw(rows: Sequence[Sequence[_Column]]) -> Image.Image:
    heights_pt = [max(column.height_pt for column in row) for row in rows]
    height_pt = 2 * MARGIN_PT + sum(heights_pt) + ROW_GAP_PT * (len(rows) - 1)
    widths_pt = (sum(column.sample.measure_pt + GAP_PT for column in row) for row in rows)
    width_pt = 2 * MARGIN_PT + max(widths_pt) - GAP_PT
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
    top_pt = height_pt - MARGIN_PT
    for row, row_height_pt in zip(rows, heights_pt, strict=True):
        x_pt = MARGIN_PT
        for sample, lines, style in row:
            first_pt = top_pt - style.first_baseline_pt
            placed = [PlacedLine(line, x_pt, first_pt - index * style.leading_pt) for index, line in enumerate(lines)]
            canvas.draw_text(placed, [root.add("P", language=sample.language).slot()], [INK])
            x_pt += sample.measure_pt + GAP_PT
        top_pt -= row_height_pt + ROW_GAP_PT
    canvas.save()
    page = pypdfium2.PdfDocument(file.getvalue())[0]
    picture: Image.Image = page.render(scale=DPI / 72).to_pil().convert("RGB")
    return picture
