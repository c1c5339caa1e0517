"""Paragraph to runs: each run has one direction, script, language, face, size and span."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, NamedTuple

from briefgen.diagnostics import character_name
from briefgen.text import bidi
from briefgen.text.isolate import isolates_of, turns, with_isolates
from briefgen.text.paragraph import ParagraphText
from briefgen.text.scripts import NUMBER_SCRIPT, resolve_scripts
from briefgen.text.segments import grapheme_segments
from briefgen.text.typeset import FontSet, SizedFace, is_ignorable

_LETTER: Final = re.compile(r"[^\W\d_]")


class Run(NamedTuple):
    """A half-open range of a paragraph's characters that is shaped alike; ``language`` is what it is read out in."""

    start: int
    end: int
    rtl: bool
    script: str
    face: SizedFace
    span: int
    language: str | None = None


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """A character at ``position`` of the paragraph that no face of its span covers."""

    position: int
    character: str
    tried: tuple[str, ...]

    def __str__(self) -> str:
        return f"no glyph for {character_name(self.character)} in {', '.join(self.tried)}"


class MissingGlyphs(Exception):
    """Characters that no face covers, all of a paragraph at once; callers add the place in the briefing."""

    def __init__(self, missing: tuple[MissingGlyph, ...]) -> None:
        super().__init__("; ".join(str(glyph) for glyph in missing))
        self.missing = missing


def resolve_order(paragraph: ParagraphText) -> bidi.BidiParagraph:
    """The bidirectional order of a paragraph, tokens of the other direction isolated."""
    text, rtl = paragraph.text, paragraph.base_rtl
    if not bidi.is_mixed(text, rtl=rtl) and not turns(paragraph):
        return bidi.BidiParagraph(rtl, ((0, len(text), rtl),) if text else ())
    shown, before = with_isolates(text, isolates_of(paragraph), rtl=rtl)
    runs = bidi.resolve(shown, rtl=rtl).level_runs
    mapped = [(before[start], before[end], run_rtl) for start, end, run_rtl in runs]
    return bidi.BidiParagraph(rtl, tuple(run for run in mapped if run[0] < run[1]))


def itemize(paragraph: ParagraphText, order: bidi.BidiParagraph) -> list[Run]:
    """Cut a paragraph into runs, in logical order.

    Raises:
        MissingGlyphs: some character is covered by no face of its span.
    """
    text = paragraph.text
    missing: list[MissingGlyph] = []
    runs: list[Run] = []
    span_starts = _span_starts(paragraph)
    stretches = [
        (script_start, script_end, script, rtl)
        for start, end, rtl in sorted(order.level_runs)
        for script_start, script_end, script in resolve_scripts(text, start, end, paragraph.script)
    ]
    for (start, end, script, rtl), language in zip(stretches, _languages(paragraph, stretches), strict=True):
        style = paragraph.style_of(script)
        a = start
        while a < end:
            span = bisect_right(span_starts, a) - 1
            b = min(end, span_starts[span + 1])
            fonts = paragraph.spans[span].fonts
            for face_start, face_end, face in _faces(text, a, b, fonts=fonts, style=style, missing=missing):
                runs.append(Run(face_start, face_end, rtl, script, face, span, language))
            a = b
    if missing:
        raise MissingGlyphs(tuple(missing))
    return runs


def _languages(paragraph: ParagraphText, stretches: Sequence[tuple[int, int, str, bool]]) -> list[str]:
    """The language of each stretch of one script.

    A number has a script for the sake of its face, but no language of its own: it is in that of the stretches on both
    sides where they agree, else in that of the paragraph.
    """
    found = [
        paragraph.language_of(script) if script != NUMBER_SCRIPT or _LETTER.search(paragraph.text, start, end) else None
        for start, end, script, _ in stretches
    ]
    own = paragraph.language
    around = [own, *found, own]
    return [
        language or (before if before is not None and before == after else own)
        for before, language, after in zip(around, found, around[2:], strict=False)
    ]


def _span_starts(paragraph: ParagraphText) -> list[int]:
    """Where each span begins, and the end of the last."""
    return list(accumulate((len(span.text) for span in paragraph.spans), initial=0))


def _faces(
    text: str, start: int, end: int, *, fonts: FontSet, style: str, missing: list[MissingGlyph]
) -> Iterator[tuple[int, int, SizedFace]]:
    """Stretches of one face. A grapheme is never cut; white space goes on in the face before it."""
    stretch = text[start:end]
    main = fonts.chain(style)[0]
    if main.face.coverage.issuperset(map(ord, stretch)):
        yield start, end, main
        return
    current: SizedFace | None = None
    current_start = start
    for offset, grapheme_end in grapheme_segments(stretch):
        grapheme = stretch[offset:grapheme_end]
        face = fonts.choose(grapheme, style)
        if face is None:
            missing.extend(_uncovered(fonts, style, grapheme, start + offset))
            continue
        if current is not None and all(is_ignorable(c) or c.isspace() for c in grapheme):
            continue
        if current is not None and face is not current:
            yield current_start, start + offset, current
            current_start = start + offset
        current = face
    yield current_start, end, current or main


def _uncovered(fonts: FontSet, style: str, grapheme: str, position: int) -> list[MissingGlyph]:
    tried = tuple(face.face.name for face in fonts.chain(style))
    single = [
        MissingGlyph(position + index, character, tried)
        for index, character in enumerate(grapheme)
        if fonts.choose(character, style) is None
    ]
    # Each character has a face, but none has them all: a mark that the face of its base lacks.
    return single or [MissingGlyph(position + len(grapheme) - 1, grapheme[-1], tried)]
