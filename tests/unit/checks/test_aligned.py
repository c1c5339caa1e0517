"""What two sequences have in common."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefgen.checks.aligned import common_blocks

ITEMS = st.lists(st.integers(0, 12), max_size=40)


@given(ITEMS, ITEMS)
def test_blocks_are_common_and_in_order(ours: list[int], theirs: list[int]) -> None:
    """Each stretch is the same in both, and begins behind the one before it."""
    at, there = 0, 0
    for a, b, size in common_blocks(ours, theirs):
        assert size > 0
        assert ours[a : a + size] == theirs[b : b + size]
        assert a >= at
        assert b >= there
        assert (a, b) != (at, there) or not at
        at, there = a + size, b + size


@given(ITEMS)
def test_the_same_is_one_block(items: list[int]) -> None:
    """A sequence has itself in common with itself, in one piece."""
    assert common_blocks(items, items) == ([(0, 0, len(items))] if items else [])


def test_a_changed_item_is_left_out() -> None:
    """One item that is another parts two stretches, wherever it is, however long they are."""
    items = [number % 500 for number in range(2_000)]
    for at in (1, 700, 1_998):
        changed = [*items[:at], -1, *items[at + 1 :]]
        assert common_blocks(changed, items) == [(0, 0, at), (at + 1, at + 1, len(items) - at - 1)]


def test_work_grows_with_the_length() -> None:
    """Comparisons of items grow no faster than the sequences, also where no item is rare."""

    class Counted(int):
        compared = 0

        def __eq__(self, other: object) -> bool:
            Counted.compared += 1
            return int(self) == other

        __hash__ = int.__hash__

    def compared(length: int) -> int:
        Counted.compared = 0
        ours = [Counted(number % 3) for number in range(length)]
        theirs = [Counted(-number % 3) for number in range(length)]
        common_blocks(ours, theirs)
        return Counted.compared

    assert compared(8_000) < 3 * compared(4_000)
