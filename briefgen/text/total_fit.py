"""The total-fit choice of breaks: of all ways to break a paragraph, the one whose lines together look best.

It is the dynamic programme of Knuth and Plass, "Breaking Paragraphs into Lines" (1981), with costs of our own: a ragged
line costs the square of what it lacks, a justified one the cube of how far its spaces leave their width.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import inf
from typing import Final

from briefgen.text.breaking import LINE, SHORTEST_LAST_LINE, TOLERANCE_PT, LineRange, Ruler
from briefgen.text.opportunities import Opportunity
from briefgen.text.rules import LineRules

# How much a space gives before it looks wrong, as a share of its own width.
SHRINK: Final = 0.15
STRETCH: Final = 0.5

# Costs are compared within a paragraph only. A ragged line that lacks its whole measure costs 1; a line more (LINE)
# costs more than any saving, so that ragged text never grows longer.
_JUSTIFIED_LINE: Final = 0.02
_HYPHEN: Final = 0.06
_NEXT_HYPHEN: Final = 0.6  # where the line before ends with one as well
_SHORT_LAST_LINE: Final = 3.0
_ONE_WORD: Final = 0.3  # a last line of a single long word: as one line that lacks half of its measure
_BAD_END: Final = 0.15
# Behind a colon or a comma a line of a heading ends well: two lines may then be as 2 to 3 instead of equally long.
_GOOD_END: Final = -0.05
# Only what cannot be cut is wider than the measure.
_OVERFULL: Final = 100 * LINE
# A single word on the last line is very short up to this share of the measure.
_LONG_ENOUGH: Final = 1 / 3
# A justified line whose spaces are wider by STRETCH costs this, and others the cube of it as far as _TOO_WIDE times
# STRETCH. From there on it grows evenly: one line that is hopeless must not spoil all others.
_STRETCHED: Final = 0.1
_TOO_WIDE: Final = 10.0
# A line that has to stay ragged among justified ones looks like a fault, and one without a space cannot be helped.
_LEFT_RAGGED: Final = 100.0
_NO_SPACE: Final = 1000.0

# How often a choice is repeated because a line of it turns out wider when its ends are shaped anew.
_MAX_REPAIRS: Final = 32


@dataclass(frozen=True, slots=True)
class Task:
    """What the choice is made from.

    Attributes:
        opportunities: from ``find_opportunities``.
        measure_pt: what a line may fill.
        ruler: the widths of ranges of characters.
        rules: how lines are filled.
        spaces_pt: for justified lines, the width of all word spaces before each position.
        bad_ends: positions at which a line should not end, such as those behind a preposition.
        good_ends: positions at which it ends better than at others, such as those behind a colon.
        elongation_pt: how far a justified line can be lengthened at joins.
    """

    opportunities: Sequence[Opportunity]
    measure_pt: float
    ruler: Ruler
    rules: LineRules
    spaces_pt: Sequence[float]
    bad_ends: Collection[int] = ()
    good_ends: Collection[int] = ()
    elongation_pt: float = 0.0


def break_total_fit(task: Task) -> list[LineRange] | None:
    """Choose the breaks of a paragraph.

    Returns:
        The lines; only a single stretch without an opportunity may be wider than the measure. None where lines turn out
        too wide again and again when their ends are shaped anew.
    """
    search = _JustifiedSearch(task) if task.rules.justified else _Search(task)
    for _ in range(_MAX_REPAIRS):
        ends = search.best_ends()
        lines = _lines(task.opportunities, ends)
        starts = [0, *(end + 1 for end in ends)]
        # A stretch that cannot be cut stays as it is.
        too_wide = {
            (start, end)
            for start, end, line in zip(starts, ends, lines, strict=False)
            if start < end and _is_too_wide(task, line)
        }
        if not too_wide:
            return lines
        search.forbidden |= too_wide
    return None


def _lines(opportunities: Sequence[Opportunity], ends: Sequence[int]) -> list[LineRange]:
    lines: list[LineRange] = []
    start = 0
    for end in ends:
        position, content_end, hyphenated, _ = opportunities[end]
        lines.append(LineRange(start, max(start, content_end), position, hyphenated))
        start = position
    return lines


def _is_too_wide(task: Task, line: LineRange) -> bool:
    """Whether a line overflows as it will be set: the pens of the whole paragraph do not say so where letters join."""
    width_pt = task.ruler.width(line.start, line.content_end)
    if line.hyphenated:
        width_pt += task.ruler.hyphen_width(line.end)
    if line.start == 0:
        width_pt += task.rules.first_indent_pt
    if task.rules.justified:
        width_pt -= SHRINK * (task.spaces_pt[line.content_end] - task.spaces_pt[line.start])
    return width_pt > task.measure_pt + TOLERANCE_PT


def _cost_of_end(task: Task, opportunity: Opportunity, hyphen_pt: float) -> float:
    """What ending a line at an opportunity costs, however full the line is."""
    cost = opportunity.penalty + (_JUSTIFIED_LINE if task.rules.justified else LINE)
    if hyphen_pt > 0:
        cost += _HYPHEN
    if opportunity.position in task.bad_ends:
        cost += _BAD_END
    elif opportunity.position in task.good_ends:
        cost += _GOOD_END
    return cost


class _Search:
    """The search for ragged lines.

    A candidate line begins at the start of the text, index 0, or behind opportunity ``start - 1``; it ends at
    opportunity ``end``.

    Attributes:
        forbidden: ``(start, end)`` of lines that have turned out too wide.
    """

    def __init__(self, task: Task) -> None:
        """Look up how far the pen has moved at every opportunity; the indent of the first line counts as moved back."""
        self.task = task
        self.forbidden: set[tuple[int, int]] = set()
        self.widest_pt = task.measure_pt + TOLERANCE_PT
        self.pens = [-task.rules.first_indent_pt]
        self.ends_pt: list[float] = []  # where what is drawn ends, the hyphen included
        self._hyphens_pt: list[float] = []
        self._fixed: list[float] = []
        ruler = task.ruler
        for each in task.opportunities:
            hyphen_pt = ruler.hyphen_width(each.position) if each.hyphenated else 0.0
            self.pens.append(ruler.pen(each.position))
            self.ends_pt.append(ruler.pen(each.content_end) + hyphen_pt)
            self._hyphens_pt.append(hyphen_pt)
            self._fixed.append(_cost_of_end(task, each, hyphen_pt))

    def best_ends(self) -> list[int]:
        """The indices of the opportunities at which the lines of the best paragraph end."""
        totals = [0.0]
        before_hyphen = [0.0]  # the same where the line that begins there ends with a hyphen
        starts: list[int] = []
        last = len(self.ends_pt) - 1
        oldest = 0
        for end in range(last + 1):
            hyphen_pt = self._hyphens_pt[end]
            # A hyphen may be what is too wide: an end behind it, without one, may go with the same start.
            while oldest < end and not self.fits(oldest, end, hyphen_pt):
                oldest += 1
            choose = self.choose if end < last or self.task.rules.balanced else self.choose_last
            cost, start = choose(before_hyphen if hyphen_pt else totals, oldest, end)
            if start < 0:
                cost, start = totals[end] + _OVERFULL, end
            totals.append(cost + self._fixed[end])
            before_hyphen.append(totals[-1] + (_NEXT_HYPHEN if hyphen_pt else 0.0))
            starts.append(start)
        ends = [last]
        while starts[ends[-1]] > 0:
            ends.append(starts[ends[-1]] - 1)
        return ends[::-1]

    def fits(self, start: int, end: int, spare_pt: float = 0.0) -> bool:
        """Whether a line is wider than the measure by no more than ``spare_pt``."""
        return self.ends_pt[end] - self.pens[start] <= self.widest_pt + spare_pt

    def choose(self, totals: list[float], oldest: int, end: int) -> tuple[float, int]:
        """The least cost of all lines up to ``end``, without what ending there costs, and where the last begins."""
        pens, forbidden = self.pens, self.forbidden
        full_at = self.ends_pt[end] - self.widest_pt
        scale = 1 / (self.widest_pt * self.widest_pt)
        found, found_at = inf, -1
        for start in range(oldest, end + 1):
            lacks_pt = pens[start] - full_at
            if lacks_pt < 0 or (forbidden and (start, end) in forbidden):
                continue
            cost = totals[start] + lacks_pt * lacks_pt * scale
            if cost < found:
                found, found_at = cost, start
        return found, found_at

    def choose_last(self, totals: list[float], oldest: int, end: int) -> tuple[float, int]:
        """The same for the last line, which may be short, but not very short."""
        found, found_at = inf, -1
        for start in range(oldest, end + 1):
            if not self.fits(start, end) or (start, end) in self.forbidden:
                continue
            share = (self.ends_pt[end] - self.pens[start]) / self.widest_pt
            cost = totals[start]
            if start > 0 and (share < SHORTEST_LAST_LINE or (start == end and share < _LONG_ENOUGH)):
                cost += _SHORT_LAST_LINE
            elif 0 < start == end:
                cost += _ONE_WORD
            if cost < found:
                found, found_at = cost, start
        return found, found_at


class _JustifiedSearch(_Search):
    """The search for justified lines, whose spaces give."""

    def __init__(self, task: Task) -> None:
        """Look up the spaces before every opportunity as well."""
        super().__init__(task)
        self._spaces_at_starts = [0.0, *(task.spaces_pt[each.position] for each in task.opportunities)]
        self._spaces_at_ends = [task.spaces_pt[each.content_end] for each in task.opportunities]

    def fits(self, start: int, end: int, spare_pt: float = 0.0) -> bool:
        """The same when the spaces of the line are as narrow as they may be."""
        width_pt = self.ends_pt[end] - self.pens[start]
        spaces_pt = self._spaces_at_ends[end] - self._spaces_at_starts[start]
        return width_pt - SHRINK * spaces_pt <= self.widest_pt + spare_pt

    def choose(self, totals: list[float], oldest: int, end: int) -> tuple[float, int]:
        """The least cost of all lines up to ``end``, without what ending there costs, and where the last begins."""
        pens, spaces_at, forbidden = self.pens, self._spaces_at_starts, self.forbidden
        rest_at_pt, spaces_end_pt = self.task.measure_pt - self.ends_pt[end], self._spaces_at_ends[end]
        elongation_pt = self.task.elongation_pt
        cost_of_rest = self._cost_of_rest
        found, found_at = inf, -1
        for start in range(oldest, end + 1):
            rest_pt = rest_at_pt + pens[start]
            spaces_pt = spaces_end_pt - spaces_at[start]
            if rest_pt < -SHRINK * spaces_pt - TOLERANCE_PT or (forbidden and (start, end) in forbidden):
                continue
            if 0 <= rest_pt < STRETCH * spaces_pt + elongation_pt:
                cost = totals[start] + _STRETCHED * (rest_pt / (STRETCH * spaces_pt + elongation_pt)) ** 3
            else:
                cost = totals[start] + cost_of_rest(rest_pt, spaces_pt)
            if cost < found:
                found, found_at = cost, start
        return found, found_at

    def _cost_of_rest(self, rest_pt: float, spaces_pt: float) -> float:
        """What a line costs whose spaces have to shrink, or to grow by more than ``STRETCH``."""
        if rest_pt < 0:
            return _STRETCHED * float((rest_pt / (SHRINK * spaces_pt + TOLERANCE_PT)) ** 2)
        if rest_pt <= TOLERANCE_PT:
            return 0.0
        elongation_pt = self.task.elongation_pt
        lacks = rest_pt / (self.task.measure_pt + TOLERANCE_PT)
        if spaces_pt <= 0 and rest_pt > elongation_pt:
            return _NO_SPACE * (1 + lacks * lacks)
        if rest_pt > (self.task.rules.max_word_space - 1) * spaces_pt + elongation_pt:
            return _LEFT_RAGGED * (1 + lacks * lacks)
        ratio = rest_pt / (STRETCH * spaces_pt + elongation_pt)
        if ratio <= _TOO_WIDE:
            return _STRETCHED * float(ratio**3)
        return _STRETCHED * _TOO_WIDE**2 * (_TOO_WIDE + 3 * (ratio - _TOO_WIDE))
