"""Which parts of two sequences of words are the same, in order, in a time that hardly grows faster than they do."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher
from typing import Final

Block = tuple[int, int, int]
"""Where a stretch begins in one sequence and in the other one, and how long it is."""

_MOST_COMPARED: Final = 40_000
"""The most pairs of items in a gap between anchors that are compared with one another."""


def common_blocks(ours: Sequence[Hashable], theirs: Sequence[Hashable]) -> list[Block]:
    """The stretches that two sequences have in common, in order.

    Items that either sequence has once are anchors; from these, stretches grow in both directions. What is left between
    two anchors is compared item by item where it is short, and counts as different where it is long: so a stretch may
    be missing, and none is ever too many.
    """
    blocks: list[Block] = []
    at, there = 0, 0
    for mine, other in (*_anchors(ours, theirs), (len(ours), len(theirs))):
        _fill(ours, theirs, (at, mine), (there, other), blocks)
        at, there = mine, other
    return _merged(blocks)


def _anchors(ours: Sequence[Hashable], theirs: Sequence[Hashable]) -> list[tuple[int, int]]:
    """The longest chain of items in the same order that each sequence has once."""
    mine, others = Counter(ours), Counter(theirs)
    place = {item: at for at, item in enumerate(theirs) if others[item] == 1 and mine.get(item) == 1}
    pairs = [(at, place[item]) for at, item in enumerate(ours) if item in place]
    ends: list[int] = []  # for each length of a chain, the least place at which one of that length ends
    last: list[int] = []
    before: list[int] = []
    for number, (_, there) in enumerate(pairs):
        length = bisect_left(ends, there)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [there]
        last[length : length + 1] = [number]
    chain: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _fill(
    ours: Sequence[Hashable],
    theirs: Sequence[Hashable],
    mine: tuple[int, int],
    other: tuple[int, int],
    blocks: list[Block],
) -> None:
    """Add what the stretches from one anchor to the next one have in common, the first anchor among it."""
    (start, end), (begin, stop) = mine, other
    head = tail = 0
    while start + head < end and begin + head < stop and ours[start + head] == theirs[begin + head]:
        head += 1
    if head:
        blocks.append((start, begin, head))
    start, begin = start + head, begin + head
    while start < end - tail and begin < stop - tail and ours[end - 1 - tail] == theirs[stop - 1 - tail]:
        tail += 1
    end, stop = end - tail, stop - tail
    if start < end and begin < stop and (end - start) * (stop - begin) <= _MOST_COMPARED:
        matcher = SequenceMatcher(None, ours[start:end], theirs[begin:stop], autojunk=False)
        blocks += ((start + a, begin + b, size) for a, b, size in matcher.get_matching_blocks() if size)
    if tail:
        blocks.append((end, stop, tail))


def _merged(blocks: list[Block]) -> list[Block]:
    """Stretches that follow one another in both sequences as one."""
    merged: list[Block] = []
    for a, b, size in blocks:
        if merged and (merged[-1][0] + merged[-1][2], merged[-1][1] + merged[-1][2]) == (a, b):
            merged[-1] = (*merged[-1][:2], merged[-1][2] + size)
        else:
            merged.append((a, b, size))
    return merged
