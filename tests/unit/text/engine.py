"""What tests of the text engine share: the bundled faces, short ways to make a paragraph, and what stands on a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from briefgen.text.bidi import BidiParagraph
from briefgen.text.fonts import FontFace, load_face
from briefgen.text.glyphs import GlyphRun, Line
from briefgen.text.paragraph import ParagraphText, TextSpan
from briefgen.text.rules import PLAIN, LineRules
from briefgen.text.setting import PreparedParagraph
from briefgen.text.typeset import FontSet, SizedFace
from tests.growth import growth

FONTS: Final = Path(__file__).parents[3] / "fonts"
FACE_FILES: Final = (
    "IBMPlexSans-Regular.ttf",
    "IBMPlexSans-Italic.ttf",
    "IBMPlexSans-SemiBold.ttf",
    "IBMPlexSans-SemiBoldItalic.ttf",
    "IBMPlexSansArabic-Regular.ttf",
    "IBMPlexSansArabic-SemiBold.ttf",
)
LATIN: Final = load_face(FONTS / "IBMPlexSans-Regular.ttf")
LATIN_BOLD: Final = load_face(FONTS / "IBMPlexSans-SemiBold.ttf")
ARABIC: Final = load_face(FONTS / "IBMPlexSansArabic-Regular.ttf")
ARABIC_BOLD: Final = load_face(FONTS / "IBMPlexSansArabic-SemiBold.ttf")

CM: Final = 72 / 2.54
WIDE: Final = 10_000.0
LANGUAGES_OF_SCRIPTS: Final = (("Latn", "en"), ("Arab", "ar"))


def font_set(latin: FontFace, arabic: FontFace) -> FontSet:
    """A style: Latin at 10 pt, Arabic at 11 pt."""
    return FontSet({"Latn": (SizedFace(latin, 10.0),), "Arab": (SizedFace(arabic, 11.0),)})


REGULAR: Final = font_set(LATIN, ARABIC)
BOLD: Final = font_set(LATIN_BOLD, ARABIC_BOLD)


def paragraph(*spans: str | TextSpan, language: str = "ar", rtl: bool | None = None) -> ParagraphText:
    """A paragraph; a plain string becomes a regular span."""
    made = tuple(span if isinstance(span, TextSpan) else TextSpan(span, REGULAR) for span in spans)
    return ParagraphText(made, language, LANGUAGES_OF_SCRIPTS, rtl)


def set_lines(
    *spans: str | TextSpan, language: str = "ar", measure_pt: float = WIDE, rules: LineRules = PLAIN
) -> tuple[Line, ...]:
    """The lines of a paragraph."""
    return PreparedParagraph(paragraph(*spans, language=language)).set(measure_pt, rules)


def from_left(line: Line) -> list[GlyphRun]:
    """The runs of a line from left to right."""
    return sorted(line.runs, key=lambda run: run.x_pt)


def cluster_positions(line: Line) -> list[tuple[float, str, bool]]:
    """``(x_pt, text, rtl)`` of every cluster of a line, by the place where its glyphs begin, from left to right."""
    found: list[tuple[float, str, bool]] = []
    for run in line.runs:
        x = run.x_pt
        scale = run.size_pt / run.face.units_per_em
        for cluster in run.clusters:
            found.append((x, cluster.text, run.rtl))
            x += cluster.advance_fu * scale
    return sorted(found, key=lambda place: place[0])


def seen(line: Line) -> str:
    """What stands on a line from left to right, by the places of its clusters."""
    return "".join(text for _, text, _ in cluster_positions(line))


def read(line: Line) -> list[str]:
    """The stretches of one direction on a line from left to right, each as its own reader says it."""
    stretches: list[tuple[bool, list[str]]] = []
    for _, text, rtl in cluster_positions(line):
        if not stretches or stretches[-1][0] != rtl:
            stretches.append((rtl, []))
        stretches[-1][1].append(text)
    joined = ("".join(reversed(texts) if rtl else texts) for rtl, texts in stretches)
    return [stretch.strip() for stretch in joined if stretch.strip()]


def visual_order(order: BidiParagraph) -> list[int]:
    """Logical indices from left to right."""
    return [
        index
        for start, end, rtl in order.level_runs
        for index in (range(end - 1, start - 1, -1) if rtl else range(start, end))
    ]


def text_of(lines: Iterable[Line]) -> str:
    """The texts of all clusters in logical order."""
    return "".join(
        cluster.text
        for line in lines
        for run in line.runs
        for cluster in (reversed(run.clusters) if run.rtl else run.clusters)
    )


def times_longer(work: Callable[[str], object], unit: str, repeats: int, factor: int) -> float:
    """How many times as long the work takes on a text ``factor`` times as long."""
    return growth(work, unit * repeats, unit * repeats * factor)
