"""Stretches of text to lines: what the text engine needs, and the way back from its lines to how they look."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from briefgen.diagnostics import Diagnostic, Place, character_name
from briefgen.errors import ResourceError
from briefgen.flowables.markup import Look, MarkedLine, Stretch
from briefgen.text.glyphs import Line
from briefgen.text.itemize import MissingGlyphs
from briefgen.text.paragraph import ParagraphText, TextSpan
from briefgen.text.rules import LineRules
from briefgen.text.setting import prepare
from briefgen.text.typeset import FontSet


class Tongue(NamedTuple):
    """The language of a paragraph, those of stretches in other scripts, and the base direction."""

    language: str
    languages_of_scripts: tuple[tuple[str, str], ...]
    rtl: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """Text between two forced line breaks, which is a paragraph for the bidirectional algorithm (UAX #9, 3.1).

    Attributes:
        paragraph: for the text engine.
        looks: of each of its spans.
        numbers: of each span, its number in the flowable.
        anchors: names of destinations, each with the number of characters before it.
    """

    paragraph: ParagraphText
    looks: tuple[Look, ...]
    numbers: tuple[int, ...]
    anchors: tuple[tuple[int, str], ...] = ()

    def between(self, start: int, end: int) -> Segment:
        """A range of its characters."""
        if (start, end) == (0, len(self.paragraph.text)):
            return self
        spans, kept, before = [], [], 0
        for i, span in enumerate(self.paragraph.spans):
            text = span.text[max(0, start - before) : max(0, end - before)]
            if text:
                spans.append(replace(span, text=text))
                kept.append(i)
            before += len(span.text)
        return Segment(
            replace(self.paragraph, spans=tuple(spans)),
            tuple(self.looks[i] for i in kept),
            tuple(self.numbers[i] for i in kept),
            tuple((place - start, name) for place, name in self.anchors_in(start, end)),
        )

    def marked_line(self) -> MarkedLine:
        """Its text and looks alone, to be given fonts again."""
        spans = zip(self.paragraph.spans, self.looks, strict=True)
        return MarkedLine([Stretch(span.text, look) for span, look in spans], list(self.anchors))

    def anchors_in(self, start: int, end: int) -> list[tuple[int, str]]:
        """The anchors in a range of its characters; the last range has what stands after all of them too."""
        at_end = end == len(self.paragraph.text)
        return [(place, name) for place, name in self.anchors if start <= place < end or (at_end and place == end)]


class SetLine(NamedTuple):
    """A line of a segment, and where the left edge of its measure stands in the flowable."""

    line: Line
    segment: Segment
    x_pt: float


def segments_of(lines: Sequence[MarkedLine], tongue: Tongue, fonts_of: Callable[[Look], FontSet]) -> list[Segment]:
    """The segments of marked-up lines, their spans numbered through."""
    segments: list[Segment] = []
    number = 0
    for line in lines:
        spans = tuple(TextSpan(stretch.text, fonts_of(stretch.look)) for stretch in line.stretches)
        looks = tuple(stretch.look for stretch in line.stretches)
        numbers = tuple(range(number, number + len(spans)))
        segments.append(Segment(ParagraphText(spans, *tongue), looks, numbers, tuple(line.anchors)))
        number += len(spans)
    return segments


def check_glyphs(segments: Sequence[Segment]) -> None:
    """Prepare all text, so that what no font covers is said where the paragraph is made.

    Raises:
        ResourceError: with each character that no font covers.
    """
    found: list[Diagnostic] = []
    start = 0
    for segment in segments:
        try:
            prepare(segment.paragraph)
        except MissingGlyphs as error:
            found += [
                Diagnostic(
                    "text.missing-glyph",
                    f"no font of the paragraph has a glyph for {character_name(glyph.character)}",
                    Place(characters=(start + glyph.position, start + glyph.position + 1)),
                    (f"register a font that has it, and name it in fonts=; tried: {', '.join(glyph.tried)}",),
                )
                for glyph in error.missing
            ]
        start += len(segment.paragraph.text) + 1
    if found:
        raise ResourceError(found)


def set_segment(segment: Segment, measure_pt: float, rules: LineRules) -> Sequence[Line]:
    """The lines of a segment; one without text is an empty line."""
    if not segment.paragraph.text:
        return (Line((), segment.paragraph.base_rtl, 0.0, 0, 0),)
    return prepare(segment.paragraph).set(measure_pt, rules)


def covered(lines: Sequence[SetLine]) -> list[Segment]:
    """The text of lines that follow one another, to be set at another width."""
    groups = [list(group) for _, group in itertools.groupby(lines, key=lambda line: id(line.segment))]
    return [group[0].segment.between(group[0].line.start, group[-1].line.end) for group in groups]


def natural_width(segment: Segment) -> float:
    """The width of a segment on one line."""
    return prepare(segment.paragraph).width(0, len(segment.paragraph.text.rstrip(" ")))


def longest_word(segment: Segment) -> float:
    """The width of the widest stretch between two break opportunities."""
    prepared = prepare(segment.paragraph)
    start, widest = 0, 0.0
    for opportunity in prepared.opportunities:
        widest = max(widest, prepared.width(start, opportunity.content_end))
        start = opportunity.position
    return widest
