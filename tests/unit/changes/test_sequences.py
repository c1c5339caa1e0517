"""What two sequences have in common: as much as there can be, and fast where there is little."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from briefgen.changes import sequences
from briefgen.changes.sequences import common, rising

small = st.lists(st.integers(0, 4), max_size=14)


def longest(a: Sequence[int], b: Sequence[int]) -> int:
    """The length of a longest common subsequence, by the table of the textbooks."""
    row = [0] * (len(b) + 1)
    for item in a:
        before = list(row)
        for index, other in enumerate(b, 1):
            row[index] = before[index - 1] + 1 if item == other else max(before[index], row[index - 1])
    return row[-1]


@given(small, small)
def test_what_is_common_is_as_long_as_can_be(a: list[int], b: list[int]) -> None:
    """Pairs are of equal items, rise on both sides, and are as many as the table says."""
    pairs = common(a, b)
    assert all(a[i] == b[j] for i, j in pairs)
    assert all(x[0] < y[0] and x[1] < y[1] for x, y in pairwise(pairs))
    assert len(pairs) == longest(a, b)


def test_sequences_with_little_in_common_have_their_unique_items() -> None:
    """Beyond the limit of edits, what is unique in both and rises is found, and nothing that falls."""
    seed = random.Random(3)  # noqa: S311 - numbers, no secrets
    noise = [[seed.randrange(5) for _ in range(sequences.MAX_EDITS * 3)] for _ in range(2)]
    a, b = ([*half[: len(half) // 2], "anchor", *half[len(half) // 2 :]] for half in noise)
    pairs = common(a, b)
    assert (a.index("anchor"), b.index("anchor")) in pairs
    assert all(a[i] == b[j] for i, j in pairs)
    assert all(x[0] < y[0] and x[1] < y[1] for x, y in pairwise(pairs))


@given(st.permutations(range(8)))
def test_the_rising_places_rise(numbers: list[int]) -> None:
    """The places are in order, and so are the numbers at them; none of them could be put between."""
    places = rising(numbers)
    assert all(x < y and numbers[x] < numbers[y] for x, y in pairwise(places))
    assert len(places) == longest(numbers, sorted(numbers))
