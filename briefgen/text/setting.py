"""The whole way of a paragraph: from its text to lines of positioned glyphs, on one screen.

``prepare`` does what does not depend on the measure and is cached; ``PreparedParagraph.set`` breaks and places.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from briefgen.text import bidi
from briefgen.text.breaking import TOLERANCE_PT, Opportunity, break_greedy, find_opportunities, mend_last_line
from briefgen.text.glyphs import Cluster, GlyphRun, Line
from briefgen.text.itemize import Run, itemize, resolve_order
from briefgen.text.paragraph import ParagraphText
from briefgen.text.shaped import ShapedRun, shape_run

# Paragraphs remembered in a process: the editions of one briefing set the same texts again.
MAX_REMEMBERED_PARAGRAPHS: Final = 1024

# Measures remembered for each of them: an edition has few widths of columns.
MAX_REMEMBERED_MEASURES: Final = 8


class _Part(NamedTuple):
    """What a line takes of a run, with its clusters in logical order."""

    run: Run
    clusters: tuple[Cluster, ...]
    width_pt: float

    def undrawn(self) -> _Part:
        """The same text without glyphs and without width."""
        face = self.run.face.face
        return _Part(self.run, tuple(face.cluster((), 0, cluster.text) for cluster in self.clusters), 0.0)

    def placed(self, x_pt: float) -> GlyphRun:
        """The part at its place, its clusters from left to right."""
        run = self.run
        shown = self.clusters[::-1] if run.rtl else self.clusters
        face = run.face
        return GlyphRun(face.face, face.size_pt, run.rtl, shown, run.start, run.end, x_pt, self.width_pt, run.span)


def _joined(content: list[_Part], hanging: list[_Part]) -> list[_Part]:
    """The parts of a left-to-right line, white space at its end put to the run that it follows where that is alike."""
    if not content or len(hanging) != 1:
        return [*content, *hanging]
    (*others, last), (space,) = content, hanging
    run = last.run
    if run.rtl or run.end != space.run.start or (run.span, run.face) != (space.run.span, space.run.face):
        return [*content, *hanging]
    joined = _Part(run._replace(end=space.run.end), last.clusters + space.clusters, last.width_pt + space.width_pt)
    return [*others, joined]


class PreparedParagraph:
    """A paragraph that is ordered, itemized and shaped; it can be set at any measure."""

    def __init__(self, paragraph: ParagraphText) -> None:
        """Do what does not depend on the measure.

        Raises:
            MissingGlyphs: some character is covered by no face of its span.
        """
        self.paragraph = paragraph
        self.order: bidi.BidiParagraph = resolve_order(paragraph)
        self.runs = [shape_run(paragraph, run) for run in itemize(paragraph, self.order)]
        self.run_starts = [shaped.run.start for shaped in self.runs]
        # Where glyphs on both sides depend on each other: inside runs, and where letters may join over their edges.
        self._unsafe = frozenset[int]().union(
            *(shaped.unsafe for shaped in self.runs),
            (start for start in self.run_starts if start and not paragraph.text[start - 1 : start + 1].isspace()),
        )
        self._pens_before_runs = tuple(accumulate((shaped.width_pt for shaped in self.runs), initial=0.0))
        self._pens: dict[int, float] = {}
        self.opportunities = self._opportunities()
        self._lines: dict[tuple[float, bool], tuple[Line, ...]] = {}

    def _opportunities(self) -> list[Opportunity]:
        """Break opportunities that do not fall inside a cluster."""
        kept = set()
        start = 0
        for span in self.paragraph.spans:
            if span.keeps_to_previous:
                kept.add(start)
            start += len(span.text)
        text = self.paragraph.text
        found = find_opportunities(text, self.paragraph.language, frozenset(kept)) if text else []
        # After a space a word begins, and with it a cluster.
        found = [each for each in found if text[each.position - 1] == " " or self.is_boundary(each.position)]
        separators = self._separators()
        if not separators:
            return found
        return [Opportunity(position, separators.get(position, content_end)) for position, content_end in found]

    def _separators(self) -> dict[int, int]:
        """Where each span that only separates ends and begins."""
        spans = self.paragraph.spans
        if not any(span.separates for span in spans):
            return {}
        starts = accumulate((len(span.text) for span in spans), initial=0)
        return {start + len(span.text): start for span, start in zip(spans, starts, strict=False) if span.separates}

    def is_boundary(self, position: int) -> bool:
        """Whether one cluster ends and another begins at a position."""
        return self._run_before(position).is_boundary(position)

    def pen_width(self, start: int, end: int) -> float:
        """The width in points of a range of characters as it stands in the whole paragraph."""
        return self._pen(end) - self._pen(start)

    def width(self, start: int, end: int) -> float:
        """The width in points of a range of characters when it is a line of its own."""
        width_pt = self.pen_width(start, end)
        if start < end and not self._unsafe.isdisjoint((start, end)):
            for shaped in {id(run): run for run in (self._run_before(start + 1), self._run_before(end))}.values():
                a, b = max(shaped.run.start, start), min(shaped.run.end, end)
                width_pt += self._clusters(shaped, a, b, (start, end))[1] - self.pen_width(a, b)
        return width_pt

    def _run_before(self, position: int) -> ShapedRun:
        """The run of the character before a position."""
        return self.runs[max(0, bisect_left(self.run_starts, position) - 1)]

    def _pen(self, position: int) -> float:
        pen = self._pens.get(position)
        if pen is None:
            pen = 0.0
            if self.runs:
                index = max(0, bisect_left(self.run_starts, position) - 1)
                pen = self._pens_before_runs[index] + self.runs[index].pen_pt(position)
            self._pens[position] = pen
        return pen

    def set(self, measure_pt: float, *, balanced: bool = False) -> tuple[Line, ...]:
        """Break into lines and place each at its start edge; the last few measures are remembered.

        Args:
            measure_pt: what a line may fill.
            balanced: make the lines of about one length without adding a line, as headings want.
        """
        key = (measure_pt, balanced)
        lines = self._lines.get(key)
        if lines is None:
            if len(self._lines) >= MAX_REMEMBERED_MEASURES:
                self._lines.clear()
            breaks = self._breaks(measure_pt)
            if balanced and len(breaks) > 1:
                breaks = self._balanced_breaks(measure_pt, breaks)
            lines = self._lines[key] = tuple(self._line(*line, measure_pt) for line in breaks)
        return lines

    def _breaks(self, measure_pt: float) -> list[tuple[int, int, int]]:
        text = self.paragraph.text
        if self.opportunities and self.pen_width(0, self.opportunities[-1].content_end) <= measure_pt:
            return [(0, self.opportunities[-1].content_end, len(text))]
        breaks = break_greedy(text, self.opportunities, measure_pt, self)
        return mend_last_line(breaks, self.opportunities, measure_pt, self)

    def _balanced_breaks(self, measure_pt: float, breaks: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
        """The breaks at the smallest measure that needs no line more, found by halving to half a point."""
        narrow, wide = measure_pt / 2, measure_pt
        while wide - narrow > 0.5:
            middle = (narrow + wide) / 2
            tried = break_greedy(self.paragraph.text, self.opportunities, middle, self)
            if len(tried) > len(breaks) or any(self.width(s, e) > middle + TOLERANCE_PT for s, e, _ in tried):
                narrow = middle
            else:
                wide, breaks = middle, tried
        return breaks

    def _line(self, start: int, content_end: int, end: int, measure_pt: float) -> Line:
        """The runs of a line, placed: rule L2 on the level runs, then the runs of each in its direction."""
        rtl = self.paragraph.base_rtl
        ends = (start, content_end)
        content = [part for level_run in self.order.line(*ends) for part in self._parts(*level_run, ends)]
        width_pt = sum(part.width_pt for part in content)
        # White space at the end hangs beyond the measure, on the paragraph's own level (L1), and keeps words apart.
        # So does a separator, which is not drawn there.
        hanging = [
            part.undrawn() if self.paragraph.spans[part.run.span].separates else part
            for part in self._parts(content_end, end, rtl, (content_end, end))
        ]
        x = measure_pt - width_pt - sum(part.width_pt for part in hanging) if rtl else 0.0
        placed: list[GlyphRun] = []
        for part in [*hanging, *content] if rtl else _joined(content, hanging):
            placed.append(part.placed(x))
            x += part.width_pt
        placed.sort(key=lambda glyph_run: glyph_run.start)
        return Line(tuple(placed), rtl, width_pt, start, end)

    def _parts(self, start: int, end: int, rtl: bool, line: tuple[int, int]) -> list[_Part]:  # noqa: FBT001 - a field
        """The parts of runs in a range of one direction, from left to right; ``line`` is where the line is cut."""
        parts: list[_Part] = []
        if start >= end:
            return parts
        index = max(0, bisect_left(self.run_starts, start + 1) - 1)
        while index < len(self.runs) and self.runs[index].run.start < end:
            shaped = self.runs[index]
            run = shaped.run
            a, b = max(run.start, start), min(run.end, end)
            clusters, width_pt = self._clusters(shaped, a, b, line)
            parts.append(_Part(Run(a, b, rtl, run.script, run.face, run.span), clusters, width_pt))
            index += 1
        return parts[::-1] if rtl else parts

    def _clusters(
        self, shaped: ShapedRun, start: int, end: int, line: tuple[int, int]
    ) -> tuple[tuple[Cluster, ...], float]:
        """The clusters of a part of a run and their width; shaped anew where a line break parts glyphs that join."""
        cut_before, cut_after = start == line[0], end == line[1]
        if (cut_before and start in self._unsafe) or (cut_after and end in self._unsafe):
            run = shaped.run
            part = Run(start, end, run.rtl, run.script, run.face, run.span)
            again = shape_run(self.paragraph, part, cut_before=cut_before, cut_after=cut_after)
            return again.clusters, again.width_pt
        return shaped.clusters_between(start, end), shaped.pen_pt(end) - shaped.pen_pt(start)


@lru_cache(maxsize=MAX_REMEMBERED_PARAGRAPHS)
def prepare(paragraph: ParagraphText) -> PreparedParagraph:
    """Prepare a paragraph, or return what was made of it before."""
    return PreparedParagraph(paragraph)
