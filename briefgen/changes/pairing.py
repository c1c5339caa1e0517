"""Which items of two lists are the same thing, wherever they stand and whatever became of them."""

from __future__ import annotations

import json
from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Iterator, Sequence
from typing import Any, Final

from briefgen.changes.plain import plain
from briefgen.changes.sequences import Pairs, common
from briefgen.changes.tokens import is_word, tokens
from briefgen.model.base import Model
from briefgen.model.walk import Texts

# What an item is known by, whichever of these it has first.
_NAMES: Final = ("key", "short", "label", "title", "question", "name", "text", "what", "role", "file", "date")

# Two items are alike if at least so much of their words is in both.
_LEAST_ALIKE: Final = 0.4

# All items left over are compared with all others as long as there are not more pairs; else with those near by.
_MAX_PAIRS: Final = 10_000
_NEAR: Final = 5


def same(value: object) -> str:
    """What is equal for equal values only: 7 is not 7.0, which a reader of the file would see."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True)


def pair(old: Sequence[Any], new: Sequence[Any]) -> Pairs:
    """The positions of items that are the same thing, in the order of the new list.

    First come items that are equal, then those that are called the same, then those whose words are mostly the same.
    """
    old_keys, new_keys = [same(item) for item in old], [same(item) for item in new]
    pairs = dict(common(old_keys, new_keys))
    pairs |= _in_order(pairs, [[key] for key in old_keys], [[key] for key in new_keys])
    if len(pairs) < min(len(old), len(new)):
        pairs |= _in_order(pairs, [list(_names(item)) for item in old], [list(_names(item)) for item in new])
    if len(pairs) < min(len(old), len(new)):
        pairs |= _alike(pairs, old, new)
    return sorted(pairs.items(), key=lambda found: found[1])


def _in_order(
    known: dict[int, int], old: Sequence[Sequence[Hashable]], new: Sequence[Sequence[Hashable]]
) -> dict[int, int]:
    """More pairs, of items that share a name; of several with one name, the first with the first."""
    taken = set(known.values())
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    for index, names in enumerate(new):
        if index not in taken:
            for name in names:
                waiting[name].append(index)
    found: dict[int, int] = {}
    for index, names in enumerate(old):
        if index in known:
            continue
        for name in names:
            places = waiting[name]
            while places and places[0] in taken:
                places.popleft()
            if places:
                found[index] = places.popleft()
                taken.add(found[index])
                break
    return found


def _names(item: object) -> Iterator[Hashable]:
    """What an item is called, in each language; the first cell of a row of a table."""
    if isinstance(item, Model):
        field = next((name for name in _NAMES if getattr(item, name, None) is not None), None)
        value = None if field is None else getattr(item, field)
    else:
        value = next((cell for cell in item if cell is not None), None) if isinstance(item, tuple) else None
    if isinstance(value, Texts):
        yield from value.root.items()
    elif value is not None:
        yield same(value)


def _alike(known: dict[int, int], old: Sequence[Any], new: Sequence[Any]) -> dict[int, int]:
    """More pairs, of items that have most of their words in common: the most alike first, then the nearest."""
    taken = set(known.values())
    left = [(index, _words(item)) for index, item in enumerate(old) if index not in known]
    right = [(index, _words(item)) for index, item in enumerate(new) if index not in taken]
    reach = len(left) + len(right) if len(left) * len(right) <= _MAX_PAIRS else _NEAR
    scored: list[tuple[float, int, int, int]] = []
    for place, (i, words) in enumerate(left):
        for j, others in right[max(0, place - reach) : place + reach + 1]:
            score = _likeness(words, others)
            if score >= _LEAST_ALIKE:
                scored.append((-score, abs(i - j), i, j))
    found: dict[int, int] = {}
    for _, _, i, j in sorted(scored):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def _words(item: object) -> Counter[str]:
    return Counter(token for text in _strings(plain(item)) for token in tokens(text) if is_word(token))


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, dict | list):
        for part in data.values() if isinstance(data, dict) else data:
            yield from _strings(part)
    elif data is not None:
        yield str(data)


def _likeness(words: Counter[str], others: Counter[str]) -> float:
    """The part of all words that is in both (the coefficient of Sørensen and Dice)."""
    total = words.total() + others.total()
    return 2 * (words & others).total() / total if total else 0.0
