"""Small stories built with reportlab, and what other programs read in them."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import pymupdf
import pypdf
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import SimpleDocTemplate

from briefgen import BidiParagraph
from briefgen.text.glyphs import Line

STYLE: Final = ParagraphStyle("body", fontSize=12, leading=18, spaceAfter=6)

# Paper of 300 by 400 points with a margin of 50, and what Platypus adds inside a frame.
PAGE: Final = (300, 400)
MARGIN: Final = 50
PADDING: Final = 6
LEFT: Final = MARGIN + PADDING
RIGHT: Final = PAGE[0] - MARGIN - PADDING
MEASURE: Final = RIGHT - LEFT

_open: Any = pymupdf.open  # without types

CONTROLS: Final = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


class Word(NamedTuple):
    """A word on a page, y downwards."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


def styled(**fields: Any) -> ParagraphStyle:
    """The style of the tests with other fields."""
    return ParagraphStyle("other", STYLE, **fields)


def build(story: Sequence[Any], **keywords: Any) -> bytes:
    """The file of a story."""
    file = io.BytesIO()
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), MARGIN)
    SimpleDocTemplate(file, **{"pagesize": PAGE, "invariant": 1, **margins, **keywords}).build(list(story))
    return file.getvalue()


def plain(text: str) -> str:
    """Text without bidi controls and with single spaces."""
    return " ".join(CONTROLS.sub("", text).split())


def words_of(data: bytes) -> list[Word]:
    """All words, as MuPDF finds them."""
    return [
        Word(page.number, plain(text), left, top, right, bottom)
        for page in _open(stream=data)
        for left, top, right, bottom, text, *_ in page.get_text("words")
        if plain(text)
    ]


class Character(NamedTuple):
    """A character on a page: how it looks, its origin and its right edge, y downwards."""

    text: str
    font: str
    size: float
    colour: int
    x: float
    baseline: float
    right: float


def characters_of(data: bytes) -> list[Character]:
    """The characters of the first page, as MuPDF finds them."""
    return [
        Character(
            text=each["c"],
            font=span["font"],
            size=span["size"],
            colour=span["color"],
            x=each["origin"][0],
            baseline=each["origin"][1],
            right=each["bbox"][2],
        )
        for block in _open(stream=data)[0].get_text("rawdict")["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
        for each in span["chars"]
    ]


def drawings_of(data: bytes) -> list[dict[str, Any]]:
    """What is drawn on the first page besides text, y downwards."""
    return list(_open(stream=data)[0].get_drawings())


def by_pypdf(data: bytes) -> str:
    """The text of all pages, as pypdf finds it."""
    return plain(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages))


def by_mupdf(data: bytes) -> str:
    """The text of all pages, as MuPDF finds it."""
    return plain(" ".join(page.get_text() for page in _open(stream=data)))


def lines_of(paragraph: BidiParagraph, width_pt: float = MEASURE) -> list[tuple[Line, float]]:
    """The lines of a paragraph at a width, with the left edge of the measure of each."""
    paragraph.wrap(width_pt, 10_000)
    return [(each.line, each.x_pt) for each in paragraph._lines(width_pt)]


def edges(paragraph: BidiParagraph, width_pt: float = MEASURE) -> list[tuple[float, float]]:
    """From where to where each line of a paragraph is filled, space at its end left out."""
    found = []
    for line, x_pt in lines_of(paragraph, width_pt):
        left = x_pt + min(run.x_pt for run in line.runs)
        right = x_pt + max(run.x_pt + run.width_pt for run in line.runs)
        found.append((right - line.width_pt, right) if line.rtl else (left, left + line.width_pt))
    return found


def text_of(line: Line) -> str:
    """The characters of a line in logical order, without space at its end."""
    parts = ["".join(c.text for c in (run.clusters[::-1] if run.rtl else run.clusters)) for run in line.runs]
    return "".join(parts).rstrip(" ")
