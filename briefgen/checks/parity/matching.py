"""Finds the items of two texts that have no counterpart in the other one."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from briefgen.checks.parity.dates import read_like
from briefgen.checks.parity.items import Item, Value
from briefgen.checks.parity.lexicon import lexicon_of
from briefgen.checks.parity.measures import UNIT, contradict, same_measure
from briefgen.checks.parity.reading import read

# So many items of one value are looked at, so that a text of thousands takes linear time.
_CANDIDATES: Final = 32

# A third is no triple, and a second no dual; but the tenth year ends a decade, and the hundredth a century.
_NO_MULTIPLES: Final = range(1, 10)

# Kinds that a date consists of are paired with each other: "July" stands against "June", not against a number.
_CODES: Final = {
    "number": "parity.number",
    "vague": "parity.number",
    "course": "parity.number",
    "date": "parity.date",
    "month": "parity.date",
    "weekday": "parity.date",
    "hijri": "parity.date",
    "time": "parity.time",
    "currency": "parity.currency",
    "identifier": "parity.identifier",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """What one text has and the other has not, or has otherwise; one of the two is there.

    Attributes:
        code: the rule.
        first: what the first text has.
        second: what the second text has.
    """

    code: str
    first: Item | None
    second: Item | None


class _Side:
    """What is left of the items of a text, by identity: two items may be equal but for where they come from."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._left = {id(item): item for item in items}
        self._by_value: dict[tuple[str, Value], deque[Item]] = {}
        for item in self._left.values():
            for value in item.values:
                self._by_value.setdefault((item.kind, value), deque()).append(item)

    @property
    def items(self) -> list[Item]:
        """What is left, in the order of the text."""
        return list(self._left.values())

    def take(self, item: Item) -> None:
        """Take an item away."""
        del self._left[id(item)]

    def without(self, kind: str) -> None:
        """Take away all items of a kind."""
        for item in self.of(kind):
            self.take(item)

    def of(self, *kinds: str, asked: bool | None = None) -> list[Item]:
        """Items of some kinds."""
        return [item for item in self._left.values() if item.kind in kinds and asked in (None, item.asked)]

    def agreeing_with(self, item: Item) -> list[Item]:
        """What is left that may mean the same as an item."""
        found: dict[int, Item] = {}
        for value in item.values:
            candidates = self._by_value.get((item.kind, value), deque())
            while candidates and id(candidates[0]) not in self._left:
                candidates.popleft()
            found |= {id(other): other for other in islice(candidates, _CANDIDATES) if id(other) in self._left}
        return sorted(found.values(), key=lambda other: other.start)


def differences(text: str, language: str, other_text: str, other_language: str) -> list[Difference]:
    """What differs between two texts in numbers, dates, times, currencies, codes and addresses.

    Args:
        text: the first text, without markup.
        language: its tag.
        other_text: the second text.
        other_language: its tag.
    """
    first = _Side(_askable(read(text, language), other_language))
    second = _Side(_askable(read(other_text, other_language), language))
    found = [*_courses(first, second), *_vague(first, second)]
    currencies = _currencies(first, second)
    dates = first.of("date"), second.of("date")
    found += _match(first, second)
    swapped = first.of("date"), second.of("date")
    found += _dates_in_digits(first, second)
    first, second = _dates_apart(first, second.of("date")), _dates_apart(second, first.of("date"))
    found += _match(first, second)
    if not any(difference.code == "parity.currency" for difference in found):
        found += currencies
    _match_parts(first, second)
    _match_parts(second, first)
    rest = [*_rest(first, second), *_of_one_group(first, second)]
    if not rest and len(dates[0]) == len(dates[1]) > 1 and all(swapped):
        rest = [Difference("parity.date", one, two) for one, two in zip(*swapped, strict=False)]
    return found + rest


def _askable(items: Iterable[Item], other_language: str) -> list[Item]:
    """Numbers in words are only asked for where the other language has a word list."""
    if lexicon_of(other_language).has_words:
        return list(items)
    return [replace(item, asked=False) if item.in_words else item for item in items]


def _match(first: _Side, second: _Side) -> list[Difference]:
    """Take away what agrees: what both ask for before what only answers; percentages with percentages."""
    found = []
    for item in [each for each in first.items if each.measure]:
        alike = [other for other in second.agreeing_with(item) if same_measure(item, other) and _same_unit(item, other)]
        if alike:
            first.take(item)
            second.take(min(alike, key=lambda other: other.asked != item.asked))
    for asked, other_asked in ((True, True), (True, False), (False, True), (False, False)):
        for same_unit in (True, False):
            # What means one thing only is matched first.
            asking = [each for each in first.items if each.asked == asked]
            for item in sorted(asking, key=lambda each: len(each.values)):
                other = _counterpart(item, second, asked=other_asked, same_unit=same_unit)
                if other is None:
                    continue
                first.take(item)
                second.take(other)
                if not same_unit:
                    found.append(Difference("parity.percent", item, other))
                elif contradict(item, other):
                    found.append(_of_measures(item, other))
    return found


def _counterpart(item: Item, side: _Side, *, asked: bool, same_unit: bool) -> Item | None:
    fitting = [
        other
        for other in side.agreeing_with(item)
        if other.asked == asked and (_same_unit(item, other) or not same_unit) and not _unlike(item, other)
    ]

    def preference(other: Item) -> tuple[bool, bool, bool, int]:
        """Ordinals go with ordinals, a word that may be a dual comes last but for them, what has one meaning first."""
        ordinal = (item.group == "ordinal") != (other.group == "ordinal")
        return contradict(item, other), ordinal, other.group == "guess", len(other.values)

    return min(fitting, key=preference, default=None)


def _unlike(item: Item, other: Item) -> bool:
    """Whether two words of one value never translate each other: third and triple."""
    for one, another in ((item, other), (other, item)):
        if (one.ordinal or one.group == "roman") and another.group == "guess" and min(one.amounts) in _NO_MULTIPLES:
            return True
    return False


def _of_measures(one: Item, other: Item) -> Difference:
    """5 dollars against 5 dinars: a difference of currencies; 5 km against 5 miles: one of numbers."""
    ranges = [item.measured or (item.start, item.end) for item in (one, other)]
    if not any(name.startswith(UNIT) for item in (one, other) for name in item.measure):
        shown = (replace(item, start=low, end=high) for item, (low, high) in zip((one, other), ranges, strict=True))
        return Difference("parity.currency", *shown)
    both = [(item, min(item.start, low), max(item.end, high)) for item, (low, high) in
            zip((one, other), ranges, strict=True)]  # fmt: skip
    return Difference("parity.number", *(replace(item, start=low, end=high) for item, low, high in both))


def _same_unit(item: Item, other: Item) -> bool:
    return item.unit == other.unit or "?" in (item.unit, other.unit) or not (item.asked and other.asked)


def _dates_in_digits(first: _Side, second: _Side) -> list[Difference]:
    """Dates in digits that no order of day and month makes the same."""
    left = [[item for item in side.of("date") if item.group == "digits"] for side in (first, second)]
    found = []
    for one, other in zip(*left, strict=False):
        first.take(one)
        second.take(other)
        found.append(Difference("parity.date", one, other))
    return found


def _dates_apart(side: _Side, others: Sequence[Item]) -> _Side:
    """The items of a text with the parts of dates in their place."""
    return _Side(
        part for item in side.items for part in (read_like(item, others).parts if item.kind == "date" else (item,))
    )


def _match_parts(first: _Side, second: _Side) -> None:
    """Take away items of the first text whose parts are all in the second one: مليون and 200 ألف for 1.2 million."""
    for item in [each for each in first.items if each.parts and each.asked]:
        counterparts: list[Item] = []
        for part in item.parts:
            free = (other for other in second.agreeing_with(part) if not any(other is each for each in counterparts))
            counterpart = min(free, key=lambda other: not other.asked, default=None)
            if counterpart is not None:
                counterparts.append(counterpart)
            elif part.asked:
                break
        else:
            first.take(item)
            for counterpart in counterparts:
                second.take(counterpart)


def _rest(first: _Side, second: _Side) -> list[Difference]:
    """What is asked for and not there, paired in order with what the other text has of its kind."""
    found = []
    for kind, code in _CODES.items():
        if kind in {"vague", "course", "currency"}:
            continue
        ones, others = first.of(kind, asked=True), second.of(kind, asked=True)
        if kind == "weekday":
            ones, others = (side.of(kind) if against else own for side, own, against in
                            ((first, ones, others), (second, others, ones)))  # fmt: skip
        for one, other in _paired(ones, others):
            found.append(Difference(code, one, other))
            for side, item in ((first, one), (second, other)):
                if item is not None:
                    side.take(item)
    return found


def _paired(ones: Sequence[Item], others: Sequence[Item]) -> list[tuple[Item | None, Item | None]]:
    """Items in pairs: those of one unit before the rest, in the order of the text."""
    pairs: list[tuple[Item | None, Item | None]] = []
    left = list(others)
    alone = []
    for one in ones:
        other = next((each for each in left if each.unit == one.unit and each.group == one.group), None)
        if other is None:
            alone.append(one)
        else:
            left.remove(other)
            pairs.append((one, other))
    pairs += [(one, left.pop(0) if left else None) for one in alone]
    return pairs + [(None, other) for other in left]


def _of_one_group(first: _Side, second: _Side) -> list[Difference]:
    """First against second, once against twice: neither is asked for alone, but they are no translations."""
    found = []
    for groups in ({"ordinal", "roman"}, {"times"}, {"hijri"}):
        pairs = zip(*([item for item in side.items if item.group in groups] for side in (first, second)), strict=False)
        found += [Difference(_CODES[one.kind], one, other) for one, other in pairs if not _is_shorter(one, other)]
    return found


def _is_shorter(one: Item, other: Item) -> bool:
    """Whether one of two Hijri dates is only the name of the month of the other."""
    dates = [value for item in (one, other) for value in item.values if isinstance(value, tuple)]
    bare = any(value[0] is None and value[2] is None for value in dates)
    return len(dates) == 2 and dates[0][1] == dates[1][1] and bare


def _courses(first: _Side, second: _Side) -> list[Difference]:
    """From 12 to 15 against from 15 to 12."""
    found = []
    ones, others = first.of("course"), second.of("course")
    for one in ones:
        turned = frozenset(tuple(reversed(value)) for value in one.values if isinstance(value, tuple))
        other = next((each for each in others if each.values & turned and not each.values & one.values), None)
        if other is not None:
            found.append(Difference("parity.number", one, other))
    for side in (first, second):
        side.without("course")
    return found


def _currencies(first: _Side, second: _Side) -> list[Difference]:
    """Currencies that only one text names; nothing where the other one names none."""
    one, other = _foreign(first, second), _foreign(second, first)
    for side in (first, second):
        side.without("currency")
    return [Difference("parity.currency", one, other)] if one and other else []


def _foreign(side: _Side, other: _Side) -> Item | None:
    named = other.of("currency")
    return next((item for item in side.of("currency") if not any(item.agrees_with(each) for each in named)), None)


def _vague(first: _Side, second: _Side) -> list[Difference]:
    """Hundreds against thousands; nothing where one text has no such word."""
    ones, others = first.of("vague"), second.of("vague")
    for side in (first, second):
        side.without("vague")
    if not ones or not others:
        return []
    left, right = _without(ones, others), _without(others, ones)
    return [Difference("parity.number", one, other) for one, other in zip(left, right, strict=False)]


def _without(items: Sequence[Item], others: Sequence[Item]) -> list[Item]:
    left = list(others)
    kept = []
    for item in items:
        other = next((each for each in left if each.values == item.values), None)
        if other is None:
            kept.append(item)
        else:
            left.remove(other)
    return kept
