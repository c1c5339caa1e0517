"""What a text states that must be in the other language, too."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, TypeAlias

Value: TypeAlias = Hashable

HALF: Final = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Item:
    """A number, a date, a name of a month, a code: what it may mean, and where it stands.

    Attributes:
        kind: items of different kinds are not compared.
        values: what it may mean. Two items agree when they have a value in common.
        first: the index of its first token.
        last: the index behind its last token.
        start: where it begins in the text, in characters.
        end: where it ends.
        asked: whether the other text must have it; otherwise it may only answer to an item there.
        in_words: whether it is written in words, which not every language has a word list for.
        unit: ``%`` for a percentage, ``?`` where it may be one or not.
        group: what its kind is written as: of two that are not asked for, different ones of one group are a difference.
        parts: what it consists of: it may be written in parts in the other text.
        ordinal: whether it is an ordinal.
        measure: what it is a number of, such as ``dollar.us`` or ``km``, by all its names.
        measured: where that stands, in characters.
    """

    kind: str
    values: frozenset[Value]
    first: int
    last: int
    start: int
    end: int
    asked: bool = True
    in_words: bool = False
    unit: str = ""
    group: str = ""
    parts: tuple[Item, ...] = ()
    ordinal: bool = False
    measure: frozenset[str] = frozenset()
    measured: tuple[int, int] | None = None

    @property
    def amounts(self) -> list[Fraction]:
        """What it may mean as a number, the smallest first."""
        return sorted(value for value in self.values if isinstance(value, Fraction))

    def agrees_with(self, other: Item) -> bool:
        """Whether both may mean the same."""
        return self.kind == other.kind and not self.values.isdisjoint(other.values)
