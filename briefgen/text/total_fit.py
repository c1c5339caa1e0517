"""The total-fit choice of breaks: of all ways to break a paragraph, the one whose lines together look best.

It is the dynamic programme of Knuth and Plass, "Breaking Paragraphs into Lines" (1981), with costs of our own: a ragged
line costs the square of what it lacks, a justified one the cube of how far its spaces leave their width.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import inf
from typing import Final

from briefgen.text.breaking import SHORTEST_LAST_LINE, TOLERANCE_PT, LineRange, Ruler
from briefgen.text.opportunities import Opportunity
from briefgen.text.rules import LineRules

# How much a space gives before it looks wrong, as a share of its own width.
SHRINK: Final = 0.15
STRETCH: Final = 0.5

# Costs are compared within a paragraph only. A ragged line that lacks its whole measure costs 1; a line more costs more
# than can be saved on a million others, so that ragged text never grows longer.
_LINE: Final = 1e6
_JUSTIFIED_LINE: Final = 0.02
_HYPHEN: Final = 0.06
_SHORT_LAST_LINE: Final = 3.0
_BAD_END: Final = 0.04
# A single word on the last line is short up to this share of the measure.
_LONG_ENOUGH: Final = 1 / 3
# A line that is less full is only looked at where there is no fuller one.
_LEAST_FULL: Final = 0.5
# A line without a space costs as if it had one of this width.
_RIGID_PT: Final = 0.5
# A justified line whose spaces are wider by STRETCH costs this, beside a hyphen's _HYPHEN.
_STRETCHED: Final = 0.1

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
        elongation_pt: how far a justified line can be lengthened at joins.
    """

    opportunities: Sequence[Opportunity]
    measure_pt: float
    ruler: Ruler
    rules: LineRules
    spaces_pt: Sequence[float]
    bad_ends: Collection[int] = ()
    elongation_pt: float = 0.0


def break_total_fit(task: Task) -> list[LineRange] | None:
    """Choose the breaks of a paragraph.

    Returns:
        The lines; None where a stretch without an opportunity is wider than the measure and has to be cut.
    """
    search = _JustifiedSearch(task) if task.rules.justified else _Search(task)
    for _ in range(_MAX_REPAIRS):
        ends = search.best_ends()
        if ends is None:
            return None
        lines = _lines(task.opportunities, ends)
        too_wide = [index for index, line in enumerate(lines) if _is_too_wide(task, line)]
        if not too_wide:
            return lines
        starts = [0, *(end + 1 for end in ends)]
        search.forbidden.update((starts[index], ends[index]) for index in too_wide)
    return None


def _lines(opportunities: Sequence[Opportunity], ends: Sequence[int]) -> list[LineRange]:
    lines: list[LineRange] = []
    start = 0
    for end in ends:
        position, content_end, hyphenated = opportunities[end]
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
        self._fixed: list[float] = []  # what ending a line costs, however full it is
        ruler, bad_ends = task.ruler, task.bad_ends
        line = _JUSTIFIED_LINE if task.rules.justified else _LINE
        for position, content_end, hyphenated in task.opportunities:
            self.pens.append(ruler.pen(position))
            hyphen_pt = ruler.hyphen_width(position) if hyphenated else 0.0
            self.ends_pt.append(ruler.pen(content_end) + hyphen_pt)
            self._hyphens_pt.append(hyphen_pt)
            self._fixed.append(line + _HYPHEN * hyphenated + _BAD_END * (position in bad_ends))

    def best_ends(self) -> list[int] | None:
        """The indices of the opportunities at which the lines of the best paragraph end; None if there is none."""
        totals = [0.0]
        starts: list[int] = []
        last = len(self.ends_pt) - 1
        oldest = 0
        for end in range(last + 1):
            # A hyphen may be what is too wide: an end behind it, without one, may go with the same start.
            while oldest < end and not self.fits(oldest, end, self._hyphens_pt[end]):
                oldest += 1
            choose = self.choose if end < last or self.task.rules.balanced else self.choose_last
            cost, start = choose(totals, oldest, end)
            totals.append(cost + self._fixed[end])
            starts.append(start)
        if totals[-1] == inf:
            return None
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
        most_pt = (1 - _LEAST_FULL) * self.widest_pt
        scale = 1 / (self.widest_pt * self.widest_pt)
        found, found_at = inf, -1
        for start in range(oldest, end + 1):
            lacks_pt = pens[start] - full_at
            if lacks_pt < 0 or (forbidden and (start, end) in forbidden):
                continue
            if lacks_pt > most_pt and found_at >= 0:
                break
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
            short = start > 0 and (share < SHORTEST_LAST_LINE or (start == end and share < _LONG_ENOUGH))
            cost = totals[start] + _SHORT_LAST_LINE * short
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

    def _spaces_pt(self, start: int, end: int) -> float:
        return self._spaces_at_ends[end] - self._spaces_at_starts[start]

    def fits(self, start: int, end: int, spare_pt: float = 0.0) -> bool:
        """The same when the spaces of the line are as narrow as they may be."""
        width_pt = self.ends_pt[end] - self.pens[start]
        return width_pt - SHRINK * self._spaces_pt(start, end) <= self.widest_pt + spare_pt

    def choose(self, totals: list[float], oldest: int, end: int) -> tuple[float, int]:
        """The least cost of all lines up to ``end``, without what ending there costs, and where the last begins."""
        pens, spaces_at, forbidden = self.pens, self._spaces_at_starts, self.forbidden
        end_pt, spaces_end_pt = self.ends_pt[end], self._spaces_at_ends[end]
        measure_pt, elongation_pt = self.task.measure_pt, self.task.elongation_pt
        most_pt = (1 - _LEAST_FULL) * measure_pt
        found, found_at = inf, -1
        for start in range(oldest, end + 1):
            rest_pt = measure_pt - end_pt + pens[start]
            spaces_pt = spaces_end_pt - spaces_at[start]
            if rest_pt > most_pt and found_at >= 0:
                break
            if rest_pt < -SHRINK * spaces_pt - TOLERANCE_PT or (forbidden and (start, end) in forbidden):
                continue
            if rest_pt >= 0:
                give_pt = STRETCH * (max(_RIGID_PT, spaces_pt)) + elongation_pt
                cost = totals[start] + _STRETCHED * (rest_pt / give_pt) ** 3
            else:
                cost = totals[start] + _STRETCHED * (rest_pt / (SHRINK * spaces_pt + TOLERANCE_PT)) ** 2
            if cost < found:
                found, found_at = cost, start
        return found, found_at
