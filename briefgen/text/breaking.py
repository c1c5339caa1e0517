"""Where a line may end (UAX #14), and the choice of breaks, greedy: each line takes what fits.

Widths come from shaped text, in logical order; reordering comes afterwards, line by line. White space at the end of a
line hangs and has no width.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from icu4py.breakers import CharacterBreaker, LineBreaker

# Rounding of sums of advances must not break a line that fits exactly.
TOLERANCE_PT: Final = 0.001
# A last line shorter than this share of the measure takes a word from the line above it, where there is one to spare.
SHORTEST_LAST_LINE: Final = 0.15
# ... unless that would leave less than this share of the measure above it.
SHORTEST_DONOR: Final = 0.6

# A number of up to three figures is not parted from the word it counts, nor an opening bracket from its acronym.
_COUNT_AND_WORD: Final = re.compile(r"(?<![\w.,/–-])\d{1,3}[ ](?=\w)")
_WORD_AND_ACRONYM: Final = re.compile(r"[ ](?=\([A-Z][A-Z0-9.&-]{1,9}\))")
_DAY_MONTH_YEAR: Final = re.compile(r"(?<=\d[ ])([^\W\d]+)[ ](?=\d{4}(?!\d))")


@dataclass(frozen=True, slots=True)
class Opportunity:
    """A place where a line may end.

    Attributes:
        position: the next line begins with this character.
        content_end: where the drawn part of the line ends: white space before ``position`` hangs.
    """

    position: int
    content_end: int


def find_opportunities(text: str, language: str, kept: frozenset[int] = frozenset()) -> list[Opportunity]:
    """The places where a line of ``text`` may end, the end of the text last.

    Args:
        text: the paragraph.
        language: BCP 47 tag; some rules of ICU depend on it.
        kept: positions at which no line may begin.
    """
    forbidden = kept | {
        match.end() for pattern in (_COUNT_AND_WORD, _WORD_AND_ACRONYM, _DAY_MONTH_YEAR) for match in pattern.finditer(text)
    }
    found = []
    for _, end in LineBreaker(text, language).segments():
        if end == len(text) or end not in forbidden:
            found.append(Opportunity(end, len(text[:end].rstrip()) if text[end - 1].isspace() else end))
    return found


Width = Callable[[int, int], float]


def break_greedy(
    text: str, opportunities: Sequence[Opportunity], measure_pt: float, width: Width
) -> list[tuple[int, int, int]]:
    """Choose breaks, each line as full as it can be.

    Args:
        text: the paragraph.
        opportunities: from ``find_opportunities``.
        measure_pt: what a line may fill.
        width: the width of a range of characters, in points.

    Returns:
        ``(start, content_end, end)`` for each line; only a single grapheme may be wider than the measure.
    """
    lines: list[tuple[int, int, int]] = []
    start = index = 0
    while index < len(opportunities):
        best = None
        while index < len(opportunities):
            opportunity = opportunities[index]
            if opportunity.position > start and width(start, opportunity.content_end) > measure_pt + TOLERANCE_PT:
                break
            best = opportunity
            index += 1
        if best is not None and best.position > start:
            lines.append((start, max(start, best.content_end), best.position))
            start = best.position
        elif index < len(opportunities):
            end = _break_word(text, start, opportunities[index].content_end, measure_pt, width)
            lines.append((start, end, end))
            start = end
            if start >= opportunities[index].content_end:
                start = opportunities[index].position
                lines[-1] = (lines[-1][0], end, start)
                index += 1
    return lines


def _break_word(text: str, start: int, end: int, measure_pt: float, width: Width) -> int:
    """Where a stretch without an opportunity is cut: after the last grapheme that fits, and at least after one."""
    cut = 0
    for grapheme_start, grapheme_end in CharacterBreaker(text[start:end], "und").segments():
        if grapheme_start and width(start, start + grapheme_end) > measure_pt + TOLERANCE_PT:
            break
        cut = grapheme_end
    return start + cut


def mend_last_line(
    lines: list[tuple[int, int, int]], opportunities: Sequence[Opportunity], measure_pt: float, width: Width
) -> list[tuple[int, int, int]]:
    """Give a very short last line one more word from the line above, where that leaves enough there."""
    if len(lines) < 2:
        return lines
    (start, _, end), (last_start, last_content, last_end) = lines[-2:]
    words = sum(last_start < opportunity.position <= last_end for opportunity in opportunities)
    if words > 1 and width(last_start, last_content) >= SHORTEST_LAST_LINE * measure_pt:
        return lines
    donors = [o for o in opportunities if start < o.position < end]
    if not donors:
        return lines
    donor = donors[-1]
    fits = width(donor.position, last_content) <= measure_pt + TOLERANCE_PT
    if not fits or width(start, donor.content_end) < SHORTEST_DONOR * measure_pt:
        return lines
    return [*lines[:-2], (start, donor.content_end, donor.position), (donor.position, last_content, last_end)]
