"""What two sequences have in common, in order: for words of texts and for items of lists."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Final, TypeAlias

Pairs: TypeAlias = list[tuple[int, int]]
"""Positions in two sequences that belong together; both rise."""

# Time and memory of the exact search rise with the square of the edits. Sequences that need more have little in common,
# and what they have is found by what is unique in both.
MAX_EDITS: Final = 400


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    """Positions of equal items that rise in both sequences: as many as there can be, up to ``MAX_EDITS`` edits."""
    start = 0
    shorter = min(len(old), len(new))
    while start < shorter and old[start] == new[start]:
        start += 1
    tail = 0
    while tail < shorter - start and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    # What one side does not have at all cannot be part of it.
    there, here = set(new[start : len(new) - tail]), set(old[start : len(old) - tail])
    left = [index for index in range(start, len(old) - tail) if old[index] in there]
    right = [index for index in range(start, len(new) - tail) if new[index] in here]
    a, b = [old[index] for index in left], [new[index] for index in right]
    inner = _shortest(a, b)
    if inner is None:
        inner = _unique(a, b)
    return [
        *((index, index) for index in range(start)),
        *((left[i], right[j]) for i, j in inner),
        *((len(old) - index, len(new) - index) for index in range(tail, 0, -1)),
    ]


def _shortest(a: Sequence[Hashable], b: Sequence[Hashable]) -> Pairs | None:
    """The pairs of a shortest edit script, by the greedy algorithm of Myers (1986); None if it has too many edits."""
    n, m = len(a), len(b)
    furthest = {1: 0}  # by diagonal k = x - y: the largest x that is reached
    trace: list[dict[int, int]] = []
    for edits in range(min(n + m, MAX_EDITS) + 1):
        trace.append(dict(furthest))
        for k in range(-edits, edits + 1, 2):
            if k < -m or k > n:
                continue
            x = furthest[k + 1] if _goes_down(furthest, k, edits) else furthest[k - 1] + 1
            while x < n and x - k < m and a[x] == b[x - k]:
                x += 1
            furthest[k] = x
            if x >= n and x - k >= m:
                return _back(trace, n, m)
    return None


def _goes_down(furthest: dict[int, int], k: int, edits: int) -> bool:
    """Whether the path of so many edits comes to a diagonal from the one above it."""
    return k == -edits or (k != edits and furthest.get(k - 1, -1) < furthest.get(k + 1, -1))


def _back(trace: list[dict[int, int]], x: int, y: int) -> Pairs:
    """The pairs on the way back from the end."""
    pairs: Pairs = []
    for edits in range(len(trace) - 1, -1, -1):
        furthest, k = trace[edits], x - y
        before = k + 1 if _goes_down(furthest, k, edits) else k - 1
        start_x = furthest[before]
        start_y = start_x - before
        while x > start_x and y > start_y and x > 0 and y > 0:
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = start_x, start_y
    return pairs[::-1]


def _unique(a: Sequence[Hashable], b: Sequence[Hashable]) -> Pairs:
    """Items that are unique in both and rise in both, as many as there can be."""
    counts_a, counts_b = Counter(a), Counter(b)
    place = {item: index for index, item in enumerate(b) if counts_b[item] == 1}
    found = [(index, place[item]) for index, item in enumerate(a) if counts_a[item] == 1 and item in place]
    kept = rising([j for _, j in found])
    return [found[index] for index in kept]


def rising(numbers: Sequence[int]) -> list[int]:
    """The places of a longest strictly rising subsequence."""
    ends: list[int] = []  # the smallest last number of a subsequence of each length
    places: list[int] = []  # where that number stands
    before: list[int] = []  # the place before each number, or -1
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(places[length - 1] if length else -1)
        if length == len(ends):
            ends.append(number)
            places.append(place)
        else:
            ends[length], places[length] = number, place
    kept: list[int] = []
    place = places[-1] if places else -1
    while place >= 0:
        kept.append(place)
        place = before[place]
    return kept[::-1]
