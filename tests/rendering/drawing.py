"""Paragraphs on a page of their own, each with its structure element, through the whole way to a file."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Final, NamedTuple

from briefgen.layout.canvas import PlacedLine
from briefgen.layout.structure import StructureElement
from briefgen.layout.theming.theme import load_theme
from briefgen.pdf.canvas import TaggedCanvas
from briefgen.pdf.metadata import DocumentMetadata
from briefgen.text.glyphs import Line
from briefgen.text.paragraph import ParagraphText, TextSpan
from briefgen.text.rules import PLAIN, LineRules
from briefgen.text.scripts import script_of_language
from briefgen.text.setting import PreparedParagraph

MARGIN_PT: Final = 40.0
LEADING_PT: Final = 30.0
PARAGRAPH_GAP_PT: Final = 20.0
INK: Final = "#000000"


class Sample(NamedTuple):
    """A paragraph to draw.

    Attributes:
        text: its characters; a tuple alternates between the regular and the strong weight.
        language: BCP 47 tag.
        measure_pt: the width of its column.
        rules: how its lines are set.
    """

    text: str | tuple[str, ...]
    language: str = "ar"
    measure_pt: float = 420.0
    rules: LineRules = PLAIN


class Drawn(NamedTuple):
    """A file, and for each sample its lines with the baseline of the first."""

    pdf: bytes
    lines: list[tuple[Line, ...]]
    first_baselines: list[float]


def paragraph(sample: Sample) -> ParagraphText:
    """The paragraph of a sample in the body of the default theme."""
    style = load_theme("modern").style("single", "body", script_of_language(sample.language))
    parts = (sample.text,) if isinstance(sample.text, str) else sample.text
    spans = (TextSpan(part, style.font_set(strong=bool(i % 2), emphasis=False)) for i, part in enumerate(parts))
    other = "en" if script_of_language(sample.language) != "Latn" else "ar"
    languages = ((script_of_language(other), other), (script_of_language(sample.language), sample.language))
    return ParagraphText(tuple(spans), sample.language, languages)


def draw(samples: Sequence[Sample]) -> Drawn:
    """Draw samples under each other, each in its column at the left margin, on one page."""
    columns = [PreparedParagraph(paragraph(sample)).set(sample.measure_pt, sample.rules) for sample in samples]
    height = 2 * MARGIN_PT + sum(len(lines) * LEADING_PT + PARAGRAPH_GAP_PT for lines in columns)
    width = 2 * MARGIN_PT + max(sample.measure_pt for sample in samples)
    metadata = DocumentMetadata(
        titles={"en": "Samples"},
        primary_language="en",
        languages=("en",),
        producer="briefgen",
        date=dt.datetime(2024, 1, 1, tzinfo=dt.UTC),
    )
    file = io.BytesIO()
    root = StructureElement("Document")
    canvas = TaggedCanvas(file, root=root, metadata=metadata, page_rtl=False, pagesize=(width, height))
    y = height - MARGIN_PT
    first_baselines = []
    for sample, lines in zip(samples, columns, strict=True):
        element = root.add("P", language=sample.language)
        slot = element.slot()
        first_baselines.append(y - 0.7 * LEADING_PT)
        placed = [PlacedLine(line, MARGIN_PT, first_baselines[-1] - i * LEADING_PT) for i, line in enumerate(lines)]
        count = 1 if isinstance(sample.text, str) else len(sample.text)
        canvas.draw_text(placed, [slot] * count, [INK] * count)
        y -= len(lines) * LEADING_PT + PARAGRAPH_GAP_PT
    canvas.save()
    return Drawn(file.getvalue(), columns, first_baselines)
