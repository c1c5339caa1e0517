"""Where a line may end (UAX #14), and the choice of breaks, greedy: each line takes what fits.

Widths come from shaped text, in logical order; reordering comes afterwards, line by line. White space at the end of a
line hangs and has no width.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol

from briefgen.text.segments import grapheme_segments, line_segments

# Rounding of sums of advances must not break a line that fits exactly.
TOLERANCE_PT: Final = 0.001
# A last line shorter than this share of the measure takes a word from the line above it, where there is one to spare.
SHORTEST_LAST_LINE: Final = 0.15
# ... unless that would leave less than this share of the measure above it.
SHORTEST_DONOR: Final = 0.6

# A number of up to three figures, with its decimals, is not parted from the word it counts or from its sign, nor an
# opening bracket from its acronym, nor a short prefix from its name (Al-Mamlaka).
_COUNT_AND_WORD: Final = re.compile(r"(?<![\w.,/–-])\d{1,3}(?:[.,]\d{1,6})?[ ](?=\w)|\d[ ](?=[%‰°€$£])")
_PREFIX: Final = re.compile(r"(?<!\w)[A-Za-z]{1,3}-(?=[A-Z][a-z])")
_WORD_AND_ACRONYM: Final = re.compile(r"[ ](?=\([A-Z][A-Z0-9.&-]{1,9}\))")
# A year, in digits of any script, stays with the word before it: July 2024, عام 2024.
_WORD_AND_YEAR: Final = re.compile(r"(?<!\S)[^\W\d][^\s\d]{0,15}[ ](?=[12١٢۱۲]\d{3}(?!\d))")
# Some Arabic months have two words: كانون الثاني، تشرين الأول، ربيع الآخر.
_FIRST_WORD: Final = r"(?:كانون|تشرين|ربيع|جمادى|ذو|ذي)[ ]"
_KEPT_TOGETHER: Final = (
    _COUNT_AND_WORD,
    _WORD_AND_ACRONYM,
    _PREFIX,
    _WORD_AND_YEAR,
    re.compile(rf"(?<=\d[ ]){_FIRST_WORD}(?=ال\w)"),
    re.compile(rf"{_FIRST_WORD}ال[^\s\d]+[ ](?=\d{{4}}(?!\d))"),
)

# A long word is looked at piece by piece; the first piece is as long as a long line.
_WORD_WINDOW: Final = 64


class Opportunity(NamedTuple):
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
    forbidden = kept | {match.end() for pattern in _KEPT_TOGETHER for match in pattern.finditer(text)}
    found = []
    start = content_end = 0
    for _, end in line_segments(text, language):
        drawn = end
        while drawn > start and text[drawn - 1].isspace():
            drawn -= 1
        # Nothing but white space since the last place where the text could be broken: the same content ends here.
        content_end = drawn if drawn > start else content_end
        start = end
        if end == len(text) or end not in forbidden:
            found.append(Opportunity(end, content_end))
    return found


class Ruler(Protocol):
    """What the choice of breaks asks about a shaped paragraph."""

    def pen_width(self, start: int, end: int) -> float:
        """The width in points of a range as it was shaped, in the middle of its paragraph."""

    def width(self, start: int, end: int) -> float:
        """The width in points of a range as a line of its own: letters that joined over its ends are shaped anew.

        It takes time in proportion to the range where letters joined, else hardly any.
        """

    def is_boundary(self, position: int) -> bool:
        """Whether one cluster ends and another begins at a position."""


def _overflows(ruler: Ruler, start: int, end: int, measure_pt: float) -> bool:
    """Whether a range is too wide; the exact width is only asked of ranges that are about as long as a line."""
    limit = measure_pt + TOLERANCE_PT
    return ruler.pen_width(start, end) > limit or ruler.width(start, end) > limit


def break_greedy(
    text: str, opportunities: Sequence[Opportunity], measure_pt: float, ruler: Ruler
) -> list[tuple[int, int, int]]:
    """Choose breaks, each line as full as it can be.

    Args:
        text: the paragraph.
        opportunities: from ``find_opportunities``.
        measure_pt: what a line may fill.
        ruler: the widths of ranges of characters.

    Returns:
        ``(start, content_end, end)`` for each line; only a single grapheme or cluster may be wider than the measure.
    """
    lines: list[tuple[int, int, int]] = []
    start = index = 0
    while index < len(opportunities):
        best = None
        while index < len(opportunities):
            opportunity = opportunities[index]
            if opportunity.position > start and _overflows(ruler, start, opportunity.content_end, measure_pt):
                break
            best = opportunity
            index += 1
        if best is not None and best.position > start:
            lines.append((start, max(start, best.content_end), best.position))
            start = best.position
        elif index < len(opportunities):
            content_end, end = _break_word(text, start, opportunities[index].content_end, measure_pt, ruler)
            if end >= opportunities[index].content_end:
                end = opportunities[index].position
                index += 1
            lines.append((start, content_end, end))
            start = end
    return lines


def _break_word(text: str, start: int, end: int, measure_pt: float, ruler: Ruler) -> tuple[int, int]:
    """Where a stretch without an opportunity is cut, and where the next line begins.

    Words that should stay together part at a space, a single word after the last grapheme that fits, and at least after
    one.
    """
    candidates = _cuts_in_word(text, start, end, measure_pt + TOLERANCE_PT, ruler)
    while len(candidates) > 1 and _overflows(ruler, start, candidates[-1], measure_pt):
        candidates.pop()
    cut = candidates[-1]
    space = text.rfind(" ", start, cut + 1) if cut < end else -1
    if space < 0 or not text[start:space].strip() or not ruler.is_boundary(space + 1):
        return cut, cut
    return start + len(text[start:space].rstrip()), space + 1


def _cuts_in_word(text: str, start: int, end: int, limit_pt: float, ruler: Ruler) -> list[int]:
    """The ends of graphemes between clusters, up to the first that is too far away before anything is shaped anew."""
    window = _WORD_WINDOW
    while True:
        stop = min(end, start + window)
        found: list[int] = []
        for _, length in grapheme_segments(text[start:stop]):
            candidate = start + length
            if candidate == stop < end:  # the window may have cut this grapheme
                break
            if candidate == end or ruler.is_boundary(candidate):
                found.append(candidate)
                if ruler.pen_width(start, candidate) > limit_pt:
                    return found
        if stop == end:
            return found
        window *= 4


def mend_last_line(
    lines: list[tuple[int, int, int]], opportunities: Sequence[Opportunity], measure_pt: float, ruler: Ruler
) -> list[tuple[int, int, int]]:
    """Give a very short last line one more word from the line above, where that leaves enough there."""
    if len(lines) < 2:
        return lines
    (start, _, end), (last_start, last_content, last_end) = lines[-2:]
    words = sum(last_start < opportunity.position <= last_end for opportunity in opportunities)
    if words > 1 and ruler.width(last_start, last_content) >= SHORTEST_LAST_LINE * measure_pt:
        return lines
    donors = [o for o in opportunities if start < o.position < end]
    if not donors:
        return lines
    donor = donors[-1]
    fits = not _overflows(ruler, donor.position, last_content, measure_pt)
    if not fits or ruler.width(start, donor.content_end) < SHORTEST_DONOR * measure_pt:
        return lines
    return [*lines[:-2], (start, donor.content_end, donor.position), (donor.position, last_content, last_end)]
