"""The items of a text in a row, while those that belong together are put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from briefgen.checks.parity.items import Item
from briefgen.checks.parity.numbers import NumberReader

RANGE_SIGNS: Final = frozenset("-–—‑~/")
"""What stands between the ends of a range."""


class Row:
    """The items of a text, in order, with signs such as that for per cent among them."""

    def __init__(self, reader: NumberReader, items: Sequence[Item]) -> None:
        """Take the items of a text as they were found."""
        self.reader = reader
        self.tokens = reader.tokens
        self.lexicon = reader.lexicon
        self.items = list(items)

    def between(self, before: Item, after: Item) -> list[str]:
        """The tokens between two items."""
        return [token.text for token in self.tokens[before.last : after.first]]

    def beside(self, index: int, step: int, kind: str, allowed: Callable[[str], bool]) -> int | None:
        """The index of the next or last item, when it is of a kind and only allowed tokens stand between."""
        other = index + step
        while 0 <= other < len(self.items) and self.items[other].group == "guess":
            other += step
        if not 0 <= other < len(self.items) or self.items[other].kind != kind:
            return None
        pair = (self.items[index], self.items[other]) if step > 0 else (self.items[other], self.items[index])
        return other if all(allowed(text) for text in self.between(*pair)) else None

    def adjoining(self, index: int, step: int, kind: str) -> int | None:
        """The index of the next or last item, when it is of a kind and nothing stands between."""
        return self.beside(index, step, kind, lambda _: False)

    def in_range(self, index: int) -> int | None:
        """The index of the number before another one that is joined to it, as in ``5 to 7``."""
        joins = self.lexicon.words["joins"]
        other = self.beside(index, -1, "number", lambda text: text in joins or text in RANGE_SIGNS)
        return None if other is None or self.items[other].last == self.items[index].first else other

    def signs(self, name: str) -> Iterator[int]:
        """The indices of the signs of a name."""
        kind = f"sign {name}"
        return (index for index, item in enumerate(self.items) if item.kind == kind)

    def joined(self, item: Item, other: Item, **changes: object) -> Item:
        """An item that reaches over another one, too."""
        start, end = min(item.start, other.start), max(item.end, other.end)
        first, last = min(item.first, other.first), max(item.last, other.last)
        return replace(item, start=start, end=end, first=first, last=last, **changes)  # type: ignore[arg-type]


def is_between(item: Item, low: int, high: int) -> bool:
    """Whether an item is a whole number, or one with halves or quarters, between two others."""
    if item.kind != "number" or item.unit:
        return False
    amount = item.amounts[0]
    return amount.denominator in (1, 2, 4) and low <= amount <= high
