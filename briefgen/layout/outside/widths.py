"""What the columns of a table need: no less than their longest words, no more than their texts on one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum
from typing import Any, NamedTuple, Protocol, runtime_checkable

from briefgen.layout.flow.containers import Row, Stack
from briefgen.layout.flow.paragraph import TextBlock
from briefgen.layout.flow.written_tables import longest_word_pt

_ROUNDING_PT = 0.1


class Needs(NamedTuple):
    """The width below which words break, and that beyond which nothing is won, in points."""

    least_pt: float = 0.0
    most_pt: float = 0.0

    def beside(self, other: Needs) -> Needs:
        """What both need next to each other."""
        return Needs(self.least_pt + other.least_pt, self.most_pt + other.most_pt)

    def padded(self, padding_pt: float) -> Needs:
        """With white beside it."""
        return self.beside(Needs(padding_pt, padding_pt))


@runtime_checkable
class KnowsNeeds(Protocol):
    """A flowable that knows what it needs."""

    def needs(self) -> Needs:
        """The widths that it can be drawn in."""


def needs_of(part: Any) -> Needs:
    """What a flowable in a cell needs; white and rules take what they get."""
    if isinstance(part, KnowsNeeds):
        return part.needs()
    if isinstance(part, TextBlock):
        return Needs(longest_word_pt(part) + _ROUNDING_PT, part.natural_width() + _ROUNDING_PT)
    if isinstance(part, Stack):
        return widest(map(needs_of, part.items))
    if isinstance(part, Row):
        beside = part.gap_pt * (len(part.cells) - 1)
        total = Needs(beside, beside)
        for cell, width in zip(part.cells, part.widths, strict=True):
            total = total.beside(Needs(width, width) if isinstance(width, int | float) else needs_of(cell))
        return total
    return Needs()


def widest(needs: Iterable[Needs]) -> Needs:
    """What all of them need, one below the other."""
    found = list(needs)
    return Needs(
        max((each.least_pt for each in found), default=0.0), max((each.most_pt for each in found), default=0.0)
    )


def shared_out(needs: Sequence[Needs], width_pt: float) -> list[float]:
    """The widths of columns: what they need at most where there is room, and narrower by what each can spare else."""
    least, most = fsum(each.least_pt for each in needs), fsum(each.most_pt for each in needs)
    if most <= width_pt:
        return [each.most_pt for each in needs]
    if least >= width_pt:
        return [each.least_pt * width_pt / least for each in needs]
    part = (width_pt - least) / (most - least)
    return [each.least_pt + part * (each.most_pt - each.least_pt) for each in needs]
