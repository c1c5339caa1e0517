"""The whole way of a paragraph: from its text to lines of positioned glyphs, on one screen.

``prepare`` does what does not depend on the measure and is cached; ``PreparedParagraph.set`` breaks and places.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import accumulate
from math import fsum
from typing import Final

from briefgen.text import bidi
from briefgen.text.breaking import LineRange, break_greedy, mend_last_line, with_cuts
from briefgen.text.glyphs import WORD_SPACES, Cluster, Line
from briefgen.text.hyphenation import HYPHENATED_SCRIPT, find_hyphens, hyphen_of
from briefgen.text.isolate import rigid_stretches
from briefgen.text.itemize import Run, itemize, resolve_order
from briefgen.text.justification import Filled, Unfilled, elongation_pt, fill
from briefgen.text.lines import Part, hyphenated, joined, parted
from briefgen.text.opportunities import SOFT_HYPHEN, Opportunity, find_opportunities
from briefgen.text.paragraph import ParagraphText
from briefgen.text.particles import find_particles
from briefgen.text.rules import PLAIN, LineRules
from briefgen.text.shaped import CONTEXT, ShapedRun, shape_run
from briefgen.text.total_fit import Task, break_total_fit
from briefgen.text.wholes import with_wholes
from briefgen.units import font_units

# Paragraphs remembered in a process: the editions of one briefing set the same texts again.
MAX_REMEMBERED_PARAGRAPHS: Final = 1024

# Where a heading rather parts than between other words.
_ENDS_OF_CLAUSES: Final = ":,;،؛"

# With more places in a line than this the greedy choice is as good, and the time of the other one grows with them.
MOST_PLACES_IN_LINE: Final = 500

# Ways of setting remembered for each of them: an edition has few widths of columns.
MAX_REMEMBERED_SETTINGS: Final = 8


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
        self._unsafe = set[int]().union(
            *(shaped.unsafe for shaped in self.runs),
            (start for start in self.run_starts if start and not paragraph.text[start - 1 : start + 1].isspace()),
        )
        self._pens_before_runs = tuple(accumulate((shaped.width_pt for shaped in self.runs), initial=0.0))
        # Lines are mostly cut where words begin and end; what is between is added when it is asked for.
        self._pens: dict[int, float] = {0: 0.0}
        for shaped, pen in zip(self.runs, self._pens_before_runs, strict=False):
            self._pens.update(shaped.pens_of_words(pen))
        self._word_edges = frozenset(self._pens)
        self.opportunities = self._opportunities()
        self._lines: dict[tuple[float, LineRules], tuple[Line, ...]] = {}

    def _opportunities(self) -> list[Opportunity]:
        """Break opportunities that do not fall inside a cluster, but for those at soft hyphens."""
        text = self.paragraph.text
        found = find_opportunities(text, self.paragraph.language, self._kept) if text else []
        edges = self._word_edges
        inside = {each.position for each in found if each.position not in edges and not self.is_boundary(each.position)}
        found = [each for each in found if each.position not in inside or each.hyphenated]
        # A soft hyphen may part a cluster: its letters are shaped anew on both lines.
        self._unsafe.update(each.position for each in found if each.position in inside)
        found = [each if each.content_end in edges else self._with_whole_clusters(each) for each in found]
        separators = self._separators()
        if not separators:
            return found
        return [each._replace(content_end=separators.get(each.position, each.content_end)) for each in found]

    @cached_property
    def _kept(self) -> frozenset[int]:
        """Where spans begin that keep to what stands before them, and all places in unbroken ones."""
        kept: set[int] = set()
        before_unbroken = False
        for start, span in self.paragraph.placed_spans:
            if span.keeps_to_previous or (before_unbroken and span.unbroken):
                kept.add(start)
            if span.unbroken:
                kept.update(range(start + 1, start + len(span.text)))
            before_unbroken = span.unbroken
        return frozenset(kept)

    def _with_whole_clusters(self, opportunity: Opportunity) -> Opportunity:
        """An opportunity whose content ends with a cluster: a joiner is one with its letter, and does not hang."""
        content_end = opportunity.content_end
        while content_end < opportunity.position and not self.is_boundary(content_end):
            content_end += 1
        return opportunity._replace(content_end=content_end)

    def _separators(self) -> dict[int, int]:
        """Where each span that only separates ends, with white space behind it, and where it begins."""
        spans = self.paragraph.spans
        if not any(span.separates for span in spans):
            return {}
        text, found = self.paragraph.text, {}
        starts = accumulate((len(span.text) for span in spans), initial=0)
        for span, start in zip(spans, starts, strict=False):
            if span.separates:
                end = start + len(span.text)
                while end < len(text) and text[end].isspace():
                    end += 1
                found[end] = start
        return found

    @cached_property
    def _hyphenated_opportunities(self) -> list[Opportunity]:
        """The break opportunities, and those inside words in Latin script."""
        text, known = self.paragraph.text, {each.position for each in self.opportunities}
        # The last word stays whole: half a word is no last line.
        last_word = text.rstrip().rfind(" ") + 1
        language = self.paragraph.language_of(HYPHENATED_SCRIPT)
        hyphens = {
            Opportunity(position, position, hyphenated=True)
            for shaped in self.runs
            if shaped.run.script == HYPHENATED_SCRIPT
            for position in find_hyphens(text, shaped.run.start, min(shaped.run.end, last_word), language)
            if position not in known
        }
        self._unsafe.update(each.position for each in hyphens if not self.is_boundary(each.position))
        return sorted([*self.opportunities, *hyphens])

    # --- Ruler ---

    def is_boundary(self, position: int) -> bool:
        """Whether one cluster ends and another begins at a position."""
        return self._run_before(position).is_boundary(position)

    def pen(self, position: int) -> float:
        """How far in points the pen has moved before a character, if the paragraph is one line in logical order."""
        pen = self._pens.get(position)
        if pen is None:
            index = max(0, bisect_left(self.run_starts, position) - 1)
            pen = self._pens[position] = self._pens_before_runs[index] + self.runs[index].pen_pt(position)
        return pen

    def width(self, start: int, end: int) -> float:
        """The width in points of a range of characters when it is a line of its own."""
        width_pt = self.pen(end) - self.pen(start)
        if start < end and not self._unsafe.isdisjoint((start, end)):
            for shaped in self._runs_near_ends(start, end):
                a, b = max(shaped.run.start, start), min(shaped.run.end, end)
                width_pt += self._clusters(shaped, a, b, (start, end))[1] - (self.pen(b) - self.pen(a))
        return width_pt

    def _runs_near_ends(self, start: int, end: int) -> list[ShapedRun]:
        """The runs of a line whose letters may join over its start or its end: the first and the last, as a rule."""
        first = max(0, bisect_left(self.run_starts, start + 1) - 1)
        last = max(first, bisect_left(self.run_starts, end) - 1)
        near = [
            shaped
            for shaped in self.runs[first + 1 : last]
            if shaped.run.start - start < CONTEXT or end - shaped.run.end < CONTEXT
        ]
        return [self.runs[first], *near, *([self.runs[last]] if last > first else [])]

    def hyphen_width(self, position: int) -> float:
        """The width in points of the hyphen behind the character before a position; scripts that join have none."""
        run = self._run_hyphenated_at(position)
        hyphen = hyphen_of(run.face.face, run.script)
        return font_units(hyphen.advance_fu, run.face.face.units_per_em, run.face.size_pt) if hyphen else 0.0

    def _run_hyphenated_at(self, position: int) -> Run:
        """The run of the letter before a hyphen, which may be in the place of a soft hyphen."""
        before = position - 1 if self.paragraph.text[position - 1] == SOFT_HYPHEN else position
        return self._run_before(max(1, before)).run

    def _run_before(self, position: int) -> ShapedRun:
        """The run of the character before a position."""
        return self.runs[max(0, bisect_left(self.run_starts, position) - 1)]

    @cached_property
    def _spaces_pt(self) -> Sequence[float]:
        """The width of all word spaces before each position of the text, and before its end."""
        pen, is_boundary = self.pen, self.is_boundary
        # A space that carries a mark is in one cluster with it, which does not give.
        widths = [
            pen(index + 1) - pen(index) if character in WORD_SPACES and is_boundary(index + 1) else 0.0
            for index, character in enumerate(self.paragraph.text)
        ]
        for start, end in self._rigid:
            widths[start:end] = [0.0] * (end - start)
        return array("d", accumulate(widths, initial=0.0))

    @cached_property
    def _rigid(self) -> list[tuple[int, int]]:
        """The stretches whose spaces belong to a number: justified lines leave them as they are."""
        return rigid_stretches(self.paragraph.text)

    @cached_property
    def _rigid_ends(self) -> list[int]:
        return [end for _, end in self._rigid]

    # --- lines ---

    def set(self, measure_pt: float, rules: LineRules = PLAIN) -> tuple[Line, ...]:
        """Break into lines and place each at its start edge; the last few ways of setting are remembered.

        Args:
            measure_pt: what a line may fill; less than nothing is nothing.
            rules: how lines are broken and filled.
        """
        key = (measure_pt, rules)
        lines = self._lines.get(key)
        if lines is None:
            if len(self._lines) >= MAX_REMEMBERED_SETTINGS:
                self._lines.clear()
            room_pt = max(0.0, measure_pt)
            rules = self._with_room(room_pt, rules)
            lines = self._lines[key] = tuple(self._placed(self._ranges(room_pt, rules), room_pt, rules))
        return lines

    def _ranges(self, measure_pt: float, rules: LineRules) -> list[LineRange]:
        """The characters of each line."""
        text = self.paragraph.text
        opportunities: Sequence[Opportunity] = self.opportunities
        if not opportunities:
            return []
        last = opportunities[-1]
        if self.width(0, last.content_end) <= measure_pt - rules.first_indent_pt:
            return [LineRange(0, last.content_end, len(text))]
        if rules.hyphenated:
            opportunities = self._hyphenated_opportunities
        few = len(opportunities) * measure_pt < MOST_PLACES_IN_LINE * self.pen(len(text))
        if few and (rules.breaking == "total-fit" or rules.balanced):
            ranges = break_total_fit(self._task(opportunities, measure_pt, rules))
            if ranges is not None:
                return ranges
        ranges = break_greedy(text, opportunities, measure_pt, self, rules.first_indent_pt)
        return mend_last_line(ranges, opportunities, measure_pt, self, rules.first_indent_pt)

    def _task(self, opportunities: Sequence[Opportunity], measure_pt: float, rules: LineRules) -> Task:
        """What the total-fit choice is made from."""
        text = self.paragraph.text
        opportunities = with_wholes(text, with_cuts(text, opportunities, measure_pt, self), measure_pt, self)
        spaces_pt = self._spaces_pt if rules.justified else ()
        bad_ends = find_particles(text, self.paragraph.language) if rules.balanced else ()
        good_ends = _behind_clauses(text, opportunities) if rules.balanced else ()
        arabic = (shaped.run.face for shaped in self.runs if shaped.run.script == "Arab")
        elongation = elongation_pt(arabic) if rules.justified and rules.kashida and self.paragraph.base_rtl else 0.0
        return Task(opportunities, measure_pt, self, rules, spaces_pt, bad_ends, good_ends, elongation)

    def _with_room(self, measure_pt: float, rules: LineRules) -> LineRules:
        """The rules with an indent that leaves room for the first word."""
        if rules.first_indent_pt <= 0 or not self.opportunities:
            return rules
        position, content_end, hyphenated, _ = self.opportunities[0]
        word_pt = self.width(0, content_end) + (self.hyphen_width(position) if hyphenated else 0.0)
        return replace(rules, first_indent_pt=min(rules.first_indent_pt, max(0.0, measure_pt - word_pt)))

    def _placed(self, ranges: list[LineRange], measure_pt: float, rules: LineRules) -> list[Line]:
        lines: list[Line] = []
        above: tuple[float, ...] = ()
        for index, line in enumerate(ranges):
            indent_pt = rules.first_indent_pt if index == 0 else 0.0
            content = self._content(line)
            rest_pt = measure_pt - indent_pt - fsum(part.width_pt for part in content)
            filled = Filled(content, 0.0, justified=False)
            # The last line is not widened; where its spaces have to give, it is made to fit.
            if rules.justified:
                first = bisect_left(self._rigid_ends, line.start + 1)
                rigid = self._rigid[first : bisect_left(self._rigid, (line.content_end, 0))]
                pieces = [piece for part in content for piece in parted(part, rigid)] if rigid else []
                # Where a line has no other spaces, those of a number have to do.
                content = pieces if any(piece.spaces for piece in pieces) else content
            if rules.justified and (line.end < len(self.paragraph.text) or rest_pt < 0):
                unfilled = Unfilled(self.paragraph, content, rest_pt, (line.start, line.content_end), above)
                filled = fill(unfilled, rules)
            lines.append(self._line(line, filled, measure_pt, indent_pt))
            above = filled.kashidas
        return lines

    def _content(self, line: LineRange) -> list[Part]:
        """The drawn parts of a line from left to right: rule L2 on the level runs, then the runs of each."""
        ends = (line.start, line.content_end)
        parts = [part for level_run in self.order.line(*ends) for part in self._parts(*level_run, ends)]
        if line.hyphenated and parts:
            run = self._run_hyphenated_at(line.content_end)
            hyphen = hyphen_of(run.face.face, run.script)
            if hyphen is not None:
                parts = hyphenated(parts, hyphen, self.hyphen_width(line.content_end))
        return parts

    def _line(self, line: LineRange, filled: Filled, measure_pt: float, indent_pt: float) -> Line:
        """A line with its parts placed.

        White space at the end hangs beyond the measure, on the paragraph's own level (L1), and keeps words apart. So
        does a separator, which is not drawn there.
        """
        rtl = self.paragraph.base_rtl
        hanging = [
            part.undrawn() if self.paragraph.spans[part.run.span].separates else part
            for part in self._parts(line.content_end, line.end, rtl, (line.content_end, line.end))
        ]
        extra_pt = filled.word_space_pt
        width_pt = fsum(part.width_pt for part in filled.parts)
        if extra_pt:
            width_pt += extra_pt * sum(part.spaces for part in filled.parts)
        placed = []
        if rtl:
            x = measure_pt - indent_pt - width_pt - fsum(part.width_pt for part in hanging)
            shown = [(part, 0.0) for part in hanging] + [(part, extra_pt) for part in filled.parts]
        else:
            x = indent_pt
            own = filled.parts if extra_pt else joined(filled.parts, hanging)
            shown = [(part, extra_pt) for part in own] + [(part, 0.0) for part in (hanging if extra_pt else ())]
        for part, word_space_pt in shown:
            run = part.placed(x, word_space_pt)
            placed.append(run)
            x += run.width_pt
        placed.sort(key=lambda glyph_run: glyph_run.start)
        return Line(tuple(placed), rtl, width_pt, line.start, line.end, filled.justified)

    def _parts(self, start: int, end: int, rtl: bool, line: tuple[int, int]) -> list[Part]:  # noqa: FBT001 - a field
        """The parts of runs in a range of one direction, from left to right; ``line`` is where the line is cut."""
        parts: list[Part] = []
        if start >= end:
            return parts
        index = max(0, bisect_left(self.run_starts, start + 1) - 1)
        while index < len(self.runs) and self.runs[index].run.start < end:
            shaped = self.runs[index]
            run = shaped.run
            a, b = max(run.start, start), min(run.end, end)
            clusters, width_pt = self._clusters(shaped, a, b, line)
            parts.append(Part(run._replace(start=a, end=b, rtl=rtl), clusters, width_pt))
            index += 1
        return parts[::-1] if rtl else parts

    def _clusters(
        self, shaped: ShapedRun, start: int, end: int, line: tuple[int, int]
    ) -> tuple[tuple[Cluster, ...], float]:
        """The clusters of a part of a run and their width; shaped anew where a line break parts glyphs that join."""
        first, last = line
        near_first = start - first < CONTEXT and first in self._unsafe
        if near_first or (last - end < CONTEXT and last in self._unsafe):
            run = shaped.run
            part = run._replace(start=start, end=end)
            again = shape_run(self.paragraph, part, line=line)
            return again.clusters, again.width_pt
        return shaped.clusters_between(start, end), shaped.pen_pt(end) - shaped.pen_pt(start)


def _behind_clauses(text: str, opportunities: Sequence[Opportunity]) -> frozenset[int]:
    """The positions of the opportunities behind a colon or a comma."""
    ends = ((each.position, text[max(0, each.content_end - 1) : each.content_end]) for each in opportunities)
    return frozenset(position for position, sign in ends if sign and sign in _ENDS_OF_CLAUSES)


@lru_cache(maxsize=MAX_REMEMBERED_PARAGRAPHS)
def prepare(paragraph: ParagraphText) -> PreparedParagraph:
    """Prepare a paragraph, or return what was made of it before."""
    return PreparedParagraph(paragraph)
