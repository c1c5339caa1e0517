"""What stands whole on a line where it fits: an address, and each of the things that middle dots part."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Final

from briefgen.text.breaking import PARTED, TOLERANCE_PT, Ruler
from briefgen.text.opportunities import Opportunity, find_addresses

# What it costs to end a line inside one of several things on it: more than a very short last line, less than a line.
_INSIDE_A_THING: Final = 3.5

_DOT: Final = re.compile(r"(?<=\s)·\s+")


def with_wholes(
    text: str, opportunities: Sequence[Opportunity], measure_pt: float, ruler: Ruler
) -> Sequence[Opportunity]:
    """The opportunities, with penalties on those in what would fit on one line.

    Args:
        text: the paragraph.
        opportunities: in order.
        measure_pt: what a line may fill.
        ruler: the widths of ranges of characters.
    """
    found = list(opportunities)
    for start, end, penalty in _wholes(text):
        first = bisect_right(found, start, key=attrgetter("position"))
        last = bisect_left(found, end, key=attrgetter("position"))
        if first < last and _fits(ruler, start, found[last].content_end, measure_pt):
            found[first:last] = [each._replace(penalty=each.penalty + penalty) for each in found[first:last]]
    return found


def _fits(ruler: Ruler, start: int, end: int, measure_pt: float) -> bool:
    return ruler.pen(end) - ruler.pen(start) <= measure_pt + TOLERANCE_PT


def _wholes(text: str) -> Iterator[tuple[int, int, float]]:
    """The ranges of what had better stay whole, and what parting it costs."""
    for start, end in find_addresses(text):
        yield start, end, PARTED
    start = 0
    for dot in _DOT.finditer(text):
        yield start, dot.end(), _INSIDE_A_THING
        start = dot.end()
    if start:
        yield start, len(text), _INSIDE_A_THING
