"""A stand-in for the text engine: shapes, breaks and places texts whose directions the test states itself."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import uharfbuzz as hb

from briefgen.layout.canvas import PlacedLine
from briefgen.text.fonts import FontFace, load_face
from briefgen.text.glyphs import Cluster, GlyphRun, Line

FONTS = Path(__file__).parents[3] / "fonts"
LATIN = load_face(FONTS / "IBMPlexSans-Regular.ttf")
ARABIC = load_face(FONTS / "IBMPlexSansArabic-Regular.ttf")
LATIN_BOLD = load_face(FONTS / "IBMPlexSans-SemiBold.ttf")
ARABIC_BOLD = load_face(FONTS / "IBMPlexSansArabic-SemiBold.ttf")
REGULAR = (LATIN, ARABIC)
BOLD = (LATIN_BOLD, ARABIC_BOLD)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text with one direction and span."""

    text: str
    rtl: bool
    span: int = 0


def english(text: str, span: int = 0) -> Segment:
    """A left-to-right stretch."""
    return Segment(text, rtl=False, span=span)


def arabic(text: str, span: int = 0) -> Segment:
    """A right-to-left stretch."""
    return Segment(text, rtl=True, span=span)


def shape(face: FontFace, text: str, *, rtl: bool) -> list[Cluster]:
    """The clusters of a text from left to right."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.script = "Arab" if rtl else "Latn"
    buffer.language = "ar" if rtl else "en"
    hb.shape(face.hb_font, buffer)
    glyphs = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
    starts = sorted({info.cluster for info, _ in glyphs})
    ends = dict(itertools.pairwise([*starts, len(text)]))
    clusters = []
    for start, group in itertools.groupby(glyphs, lambda glyph: int(glyph[0].cluster)):
        pen, placed, characters = 0, [], text[start : ends[start]]
        for info, position in group:
            placed.append((info.codepoint, pen + position.x_offset, position.y_offset))
            pen += position.x_advance
        drawn = any(unicodedata.category(character) != "Cf" for character in characters)
        clusters.append(face.cluster(tuple(placed) if drawn else (), pen, characters))
    return clusters


def pick_face(character: str, segment: Segment, faces: tuple[FontFace, FontFace]) -> FontFace:
    """The face of the segment's script, or the other one where it lacks the character."""
    main, other = reversed(faces) if segment.rtl else faces
    return main if main.covers(character) or unicodedata.category(character) == "Cf" else other


@dataclass(frozen=True, slots=True)
class Item:
    """A cluster in logical order, with what its run has."""

    cluster: Cluster
    face: FontFace
    rtl: bool
    span: int


def items(segments: Iterable[Segment], faces: tuple[FontFace, FontFace]) -> list[Item]:
    """The clusters of a paragraph in logical order."""
    found = []
    for segment in segments:
        by_face = itertools.groupby(segment.text, lambda character: pick_face(character, segment, faces))  # noqa: B023
        for face, characters in by_face:
            clusters = shape(face, "".join(characters), rtl=segment.rtl)
            logical = clusters[::-1] if segment.rtl else clusters
            found += [Item(cluster, face, segment.rtl, segment.span) for cluster in logical]
    return found


def place(line: Sequence[Item], start: int, size_pt: float, measure_pt: float, *, rtl: bool) -> Line:
    """A line set between 0 and the measure, from the side where it begins."""
    groups = [
        (key, [item.cluster for item in group])
        for key, group in itertools.groupby(line, lambda item: (item.face, item.rtl, item.span))
    ]
    widths = [sum(c.advance_fu for c in group) * size_pt / key[0].units_per_em for key, group in groups]
    order: list[int] = []  # UAX #9, L2, for two levels above the base at most
    for run_rtl, places in itertools.groupby(range(len(groups)), lambda i: groups[i][0][1]):
        logical = list(places)
        stretch = logical[::-1] if run_rtl else logical
        order = stretch + order if rtl else order + stretch
    x_pt = measure_pt - sum(widths) if rtl else 0.0
    left: dict[int, float] = {}
    for i in order:
        left[i] = x_pt
        x_pt += widths[i]
    runs, at = [], start
    for i, ((face, run_rtl, span), clusters) in enumerate(groups):
        end = at + sum(len(cluster.text) for cluster in clusters)
        visual = tuple(clusters[::-1] if run_rtl else clusters)
        runs.append(GlyphRun(face, size_pt, run_rtl, visual, at, end, left[i], widths[i], span))
        at = end
    return Line(tuple(runs), rtl, sum(widths), start, at)


def set_paragraph(
    segments: Iterable[Segment],
    *,
    rtl: bool,
    measure_pt: float = 500,
    size_pt: float = 11,
    faces: tuple[FontFace, FontFace] = REGULAR,
) -> list[Line]:
    """Greedy lines; white space stays at the end of a line."""
    lines: list[list[Item]] = [[]]
    width_pt = 0.0
    words: list[list[Item]] = [[]]
    for item in items(segments, faces):
        words[-1].append(item)
        if item.cluster.text == " ":
            words.append([])
    for word in words:
        word_pt = sum(item.cluster.advance_fu * size_pt / item.face.units_per_em for item in word)
        if lines[-1] and width_pt + word_pt > measure_pt:
            lines.append([])
            width_pt = 0.0
        lines[-1] += word
        width_pt += word_pt
    placed, start = [], 0
    for line in lines:
        placed.append(place(line, start, size_pt, measure_pt, rtl=rtl))
        start = placed[-1].end
    return placed


def stack(lines: Iterable[Line], *, x_pt: float = 48, top_pt: float = 780, leading_pt: float = 16) -> list[PlacedLine]:
    """Lines one below the other."""
    return [PlacedLine(line, x_pt, top_pt - i * leading_pt) for i, line in enumerate(lines)]
