"""How many parts of a sort a briefing may have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from briefgen.model.problems import problem

Items = TypeVar("Items", bound=tuple[Any, ...])


def at_most_items(most: int, what: str, hint: str) -> Callable[[Items], Items]:
    """A validator that takes lists of at most so many items.

    Args:
        most: how many are possible.
        what: what the items are, such as "charts".
        hint: what to do when there are more.
    """

    def check(items: Items) -> Items:
        if len(items) > most:
            message = f"there are {len(items):,} {what}; at most {most:,} are possible"
            raise problem("model.too-many-items", message, hint)
        return items

    return check
