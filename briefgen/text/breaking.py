"""The greedy choice of breaks: each line takes what fits. What every choice of breaks asks and answers is here too.

Widths come from shaped text, in logical order; reordering comes afterwards, line by line. White space at the end of a
line hangs and has no width.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol

from briefgen.text.opportunities import Opportunity
from briefgen.text.segments import grapheme_segments

# Rounding of sums of advances must not break a line that fits exactly.
TOLERANCE_PT: Final = 0.001
# A last line shorter than this share of the measure takes a word from the line above it, where there is one to spare.
SHORTEST_LAST_LINE: Final = 0.15
# ... unless that would leave less than this share of the measure above it.
SHORTEST_DONOR: Final = 0.6

# Penalties of breaks that no line should need, beside that of a line more: nothing is cut to save a line.
LINE: Final = 1e6
PARTED: Final = 2 * LINE
CUT: Final = 4 * LINE

# A long word is looked at piece by piece; the first piece is as long as a long line.
_WORD_WINDOW: Final = 64

# General categories of what should not begin a line: marks that close, and punctuation that follows a word.
_CLOSING: Final = frozenset({"Pe", "Pf", "Po", "Pd"})
# How many of them together are kept with the letter before them.
_MOST_CLOSING: Final = 3


class LineRange(NamedTuple):
    """The characters of a line.

    Attributes:
        start: its first character.
        content_end: where its drawn part ends; white space after it hangs.
        end: where the next line begins.
        hyphenated: whether a hyphen is drawn at its end.
    """

    start: int
    content_end: int
    end: int
    hyphenated: bool = False


class Ruler(Protocol):
    """What the choice of breaks asks about a shaped paragraph."""

    def pen(self, position: int) -> float:
        """How far in points the pen has moved before a character, if the paragraph is one line in logical order."""

    def width(self, start: int, end: int) -> float:
        """The width in points of a range as a line of its own: letters that joined over its ends are shaped anew.

        It takes time in proportion to the range where letters joined, else hardly any.
        """

    def hyphen_width(self, position: int) -> float:
        """The width in points of a hyphen behind the character before a position."""

    def is_boundary(self, position: int) -> bool:
        """Whether one cluster ends and another begins at a position."""


def overflows(ruler: Ruler, start: int, end: int, measure_pt: float) -> bool:
    """Whether a range is too wide; the exact width is not asked of one that is too wide before it is shaped anew."""
    limit = measure_pt + TOLERANCE_PT
    return ruler.pen(end) - ruler.pen(start) > limit or ruler.width(start, end) > limit


def break_greedy(
    text: str, opportunities: Sequence[Opportunity], measure_pt: float, ruler: Ruler, first_indent_pt: float = 0.0
) -> list[LineRange]:
    """Choose breaks, each line as full as it can be.

    Args:
        text: the paragraph.
        opportunities: from ``find_opportunities``.
        measure_pt: what a line may fill.
        ruler: the widths of ranges of characters.
        first_indent_pt: what the first line has less.

    Returns:
        The lines; only a single grapheme or cluster may be wider than the measure.
    """
    lines: list[LineRange] = []
    start = index = 0
    while index < len(opportunities):
        room_pt = measure_pt if lines else max(0.0, measure_pt - first_indent_pt)
        best = None
        while index < len(opportunities):
            each = opportunities[index]
            if each.position > start and not _fits(ruler, start, each, room_pt):
                # A hyphen is what may be too wide: the next place, without one, is looked at before giving up.
                if not each.hyphenated or overflows(ruler, start, each.content_end, room_pt):
                    break
            else:
                best = each
            index += 1
        if best is not None and best.position > start:
            lines.append(LineRange(start, max(start, best.content_end), best.position, best.hyphenated))
            start = best.position
            index = _index_after(opportunities, index, start)
        elif index < len(opportunities):
            content_end, end = _break_word(text, start, opportunities[index].content_end, room_pt, ruler)
            if end >= opportunities[index].content_end:
                end = opportunities[index].position
                index += 1
            lines.append(LineRange(start, content_end, end))
            start = end
    return lines


def _fits(ruler: Ruler, start: int, opportunity: Opportunity, measure_pt: float) -> bool:
    if opportunity.hyphenated:
        measure_pt -= ruler.hyphen_width(opportunity.position)
    return not overflows(ruler, start, opportunity.content_end, measure_pt)


def _index_after(opportunities: Sequence[Opportunity], index: int, start: int) -> int:
    """The index of the first opportunity behind ``start``; those up to ``index`` have been looked at."""
    while index and opportunities[index - 1].position > start:
        index -= 1
    return index


def _break_word(text: str, start: int, end: int, measure_pt: float, ruler: Ruler) -> tuple[int, int]:
    """Where a stretch without an opportunity is cut, and where the next line begins.

    Words that should stay together part at a space; a single word behind a stroke or a hyphen of its latter half, else
    after the last grapheme that fits, and at least after one.
    """
    candidates = _cuts_in_word(text, start, end, measure_pt + TOLERANCE_PT, ruler)
    while len(candidates) > 1 and overflows(ruler, start, candidates[-1], measure_pt):
        candidates.pop()
    # Back to where no closing mark begins a line; a longer row of such marks is cut like letters. A shorter piece may
    # be wider, where the letter that is now its last has a wide final form.
    latest = candidates[: -2 - _MOST_CLOSING : -1]
    clean = (each for each in latest if each == end or not _is_closing(text[each]))
    cut = next((each for each in clean if not overflows(ruler, start, each, measure_pt)), latest[0])
    space = text.rfind(" ", start, cut + 1) if cut < end else -1
    if space < 0 or not text[start:space].strip() or not ruler.is_boundary(space + 1):
        cut = _behind_a_sign(text, start, cut, candidates) if cut < end else cut
        return cut, cut
    return start + len(text[start:space].rstrip()), space + 1


def _behind_a_sign(text: str, start: int, cut: int, candidates: Sequence[int]) -> int:
    """The last place up to a cut where an address or a symbol may rather part, where that leaves half of it."""
    for place in reversed(candidates):
        if 2 * (place - start) < cut - start:
            break
        if place <= cut and (text[place - 1] in "/-" or text[place] == "."):
            return place
    return cut


def _is_closing(character: str) -> bool:
    return unicodedata.category(character) in _CLOSING


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
                if ruler.pen(candidate) - ruler.pen(start) > limit_pt:
                    return found
        if stop == end:
            return found
        window *= 4


def with_cuts(
    text: str, opportunities: Sequence[Opportunity], measure_pt: float, ruler: Ruler
) -> Sequence[Opportunity]:
    """The opportunities, with others at a penalty in every stretch that is wider than a line.

    Such a stretch begins on a line of its own, and is cut as ``break_greedy`` cuts it.
    """
    found: list[Opportunity] = []
    start = 0
    for each in opportunities:
        # What does not fit with its hyphen even by itself is no place to break at.
        if each.hyphenated and not _fits(ruler, start, each, measure_pt):
            continue
        while start < each.content_end and overflows(ruler, start, each.content_end, measure_pt):
            content_end, end = _break_word(text, start, each.content_end, measure_pt, ruler)
            if end >= each.content_end:
                break
            found.append(Opportunity(end, content_end, penalty=PARTED if content_end < end else CUT))
            start = end
        found.append(each)
        start = each.position
    return found


def mend_last_line(
    lines: list[LineRange],
    opportunities: Sequence[Opportunity],
    measure_pt: float,
    ruler: Ruler,
    first_indent_pt: float = 0.0,
) -> list[LineRange]:
    """Give a very short last line one more word from the line above, where that leaves enough there."""
    if len(lines) < 2:
        return lines
    above, last = lines[-2:]
    words = sum(last.start < opportunity.position <= last.end for opportunity in opportunities)
    if words > 1 and ruler.width(last.start, last.content_end) >= SHORTEST_LAST_LINE * measure_pt:
        return lines
    donors = [o for o in opportunities if above.start < o.position < above.end]
    if not donors or donors[-1].hyphenated:
        return lines
    donor = donors[-1]
    room_pt = measure_pt - first_indent_pt if above.start == 0 else measure_pt
    fits = not overflows(ruler, donor.position, last.content_end, measure_pt)
    if not fits or ruler.width(above.start, donor.content_end) < SHORTEST_DONOR * room_pt:
        return lines
    return [
        *lines[:-2],
        LineRange(above.start, donor.content_end, donor.position),
        LineRange(donor.position, last.content_end, last.end),
    ]
