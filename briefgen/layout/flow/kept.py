"""What begins on one page: a heading and what it heads, words and who said them, the last rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import fsum
from operator import add
from typing import Final

from briefgen.layout.canvas import DrawingCanvas
from briefgen.layout.flow.block import Block, air_between, draw_inside, share_white
from briefgen.layout.flow.containers import KEPT_WHOLE_PT

_FORGIVEN_PT: Final = 1e-6

# So much less than its own height is offered to an item that has room, and is to be cut all the same.
_CUT_BEFORE_END_PT: Final = 0.01


class Kept(Block):
    """Blocks one below the other that begin on one page: a heading and what it heads, words and who said them.

    Args:
        items: the blocks.
        gaps_pt: the white above each of them but the first.
        below_first_pt: what the page must have free below the first of them, filled or not: a heading does not stand in
            the last lines of a page.
    """

    def __init__(self, items: Sequence[Block], gaps_pt: Sequence[float], below_first_pt: float = 0.0) -> None:
        super().__init__()
        self.items = list(items)
        self.gaps_pt = list(gaps_pt)
        self.below_first_pt = below_first_pt

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:
        """Width and height in points."""
        self._heights = [item.wrap(width_pt, height_pt)[1] for item in self.items]
        for index, (above, below) in enumerate(pairwise(self.items)):
            self.gaps_pt[index] = max(self.gaps_pt[index], air_between(above, below))
        self.width = width_pt
        self.height = fsum((*self._heights, *self.gaps_pt))
        # Where less is free, this asks for more than there is.
        least = self._heights[0] + self.below_first_pt
        return self.width, max(self.height, least) if self.below_first_pt and height_pt < least else self.height

    def split(self, width_pt: float, height_pt: float) -> list[Block]:
        """Two blocks, of which the first fits; or none, to move on to a new page as a whole.

        The cut is in the last item where it can be. Where what stands above that is too high to be kept together, or a
        new page has no room for it either, it is in the item that finds no room, else before that item.
        """
        self.wrap(width_pt, height_pt)
        # Platypus's mark: this stands at the top of a page, and no other page has more room.
        moved = hasattr(self, "_postponed")
        if self.below_first_pt and height_pt < self._heights[0] + self.below_first_pt and not moved:
            return []
        last = len(self.items) - 1
        tops = list(accumulate(map(add, self._heights, self.gaps_pt), initial=0.0))
        ends = map(add, tops, self._heights)
        index = next((n for n, end in enumerate(ends) if end > height_pt + _FORGIVEN_PT), last)
        parts = self._cut_inside(index, width_pt, height_pt - tops[index])
        if parts and index == last:
            return parts
        high = tops[last] > KEPT_WHOLE_PT
        if not high and not moved:
            return []
        if not parts and high and index:
            # The end of the item above goes on with the one that has no room: words with who said them.
            parts = self._cut_inside(index - 1, width_pt, self._heights[index - 1] - _CUT_BEFORE_END_PT)
        return parts or (self._cut_before(index) if moved and index else [])

    def _cut_inside(self, index: int, width_pt: float, height_pt: float) -> list[Block]:
        """A part of an item with all that is above it, and the rest of it with all that is below; or none."""
        parts = self.items[index].split(width_pt, height_pt)
        if len(parts) != 2:
            return []
        upper = _kept([*self.items[:index], parts[0]], self.gaps_pt[:index])
        return share_white(self, [upper, _kept([parts[1], *self.items[index + 1 :]], self.gaps_pt[index:])])

    def _cut_before(self, index: int) -> list[Block]:
        """The items above one, and the others."""
        lower = _kept(self.items[index:], self.gaps_pt[index:])
        lower.spaceBefore = self.gaps_pt[index - 1]
        return share_white(self, [_kept(self.items[:index], self.gaps_pt[: index - 1]), lower])

    def draw_at(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw the items from the top."""
        top = y_pt + self.height
        for item, height, gap in zip(self.items, self._heights, [*self.gaps_pt, 0.0], strict=True):
            draw_inside(item, canvas, x_pt, top - height)
            top -= height + gap


def _kept(items: Sequence[Block], gaps_pt: Sequence[float]) -> Block:
    """Blocks to be kept; one alone is kept as it is."""
    return Kept(items, gaps_pt) if len(items) > 1 else items[0]
