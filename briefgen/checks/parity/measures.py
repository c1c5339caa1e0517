"""What numbers are numbers of: currencies, units, parts of the compass, degrees below zero."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from briefgen.checks.parity.items import Item
from briefgen.checks.parity.row import Row

UNIT: Final = "unit "
"""What a measure begins with that is no currency."""

_DEGREE_SIGNS: Final = frozenset("°′″'’\"º")
_BEFORE: Final = 3  # the tokens of the longest currency before a number: US, $ and a bracket
_YEARS: Final = range(1900, 2100)


def contradict(one: Item, other: Item) -> bool:
    """Whether two numbers are numbers of different things, such as of dollars and of euros."""
    return bool(one.measure) and bool(other.measure) and not same_measure(one, other)


def same_measure(one: Item, other: Item) -> bool:
    """Whether two numbers are known to be numbers of one thing; dollars may be those of any country."""
    return any(_agree(a, b) for a in one.measure for b in other.measure)


def _agree(one: str, other: str) -> bool:
    (name, _, country), (other_name, _, other_country) = one.partition("."), other.partition(".")
    return name == other_name and (not country or not other_country or country == other_country)


def join_zero(row: Row) -> None:
    """Make numbers negative that are below zero, with those that a range joins to them."""
    degrees = row.lexicon.words["degrees"] | _DEGREE_SIGNS
    for sign in list(row.signs("below")):
        index = sign - 1
        while index >= 0 and row.tokens[row.items[index].first].text in degrees and row.items[index].group == "guess":
            index -= 1
        if index < 0 or row.items[index].kind != "number":
            continue
        number = row.items[index]
        if number.unit or not all(text in degrees for text in row.between(number, row.items[sign])):
            continue
        row.items[index] = replace(number, values=frozenset(-amount for amount in number.amounts), parts=())
        if number.group != "guess" and (previous := row.in_range(index)) is not None:
            other = row.items[previous]
            row.items[previous] = replace(other, values=other.values | {-amount for amount in other.amounts})


def join_measures(row: Row) -> None:
    """Tell each number what it is a number of, where that stands directly beside it."""
    for index, item in enumerate(row.items):
        if item.kind != "number" or item.unit or item.ordinal or item.group == "guess":
            continue
        found = _money_behind(row, item.last) or _money_before(row, item.first) or _unit_behind(row, item)
        if found is not None:
            measure, first, last = found
            place = row.tokens[first].start, row.tokens[last - 1].end
            row.items[index] = replace(item, measure=measure, measured=place)


def _country_at(row: Row, index: int) -> tuple[str, int] | None:
    found = row.reader.find(row.lexicon.countries, index) if 0 <= index < len(row.tokens) else None
    return None if found is None else (found[0][0], found[1])


def _money_behind(row: Row, index: int) -> tuple[frozenset[str], int, int] | None:
    """A currency behind a number, with its country before or behind it: 5 US dollars, 5 دنانير كويتية."""
    if index < len(row.tokens) and row.tokens[index].text == "-":
        index += 1
    country = _country_at(row, index)
    start = index if country is None else country[1]
    found = row.reader.find(row.lexicon.currencies, start)
    if found is None:
        return None
    names, last, _ = found
    if country is None and (behind := _country_at(row, last)) is not None:
        country, last = behind, behind[1]
    return _named(names[0], country), index, last


def _money_before(row: Row, end: int) -> tuple[frozenset[str], int, int] | None:
    """A sign or a code of a currency before a number: US$ 5, JD 5."""
    for first in range(max(end - _BEFORE, 0), end):
        raw = row.tokens[first].raw
        if raw.isalpha() and not raw.isupper() and raw not in {"Can", "Cdn"}:
            continue
        found = row.reader.find(row.lexicon.currencies, first)
        if found is not None and found[1] == end and row.tokens[end - 1].raw not in {"-", ","}:
            return _named(found[0][0], None), first, end
    return None


def _named(names: str, country: tuple[str, int] | None) -> frozenset[str]:
    """The names of a currency, with its country where that is said."""
    return frozenset(f"{name}.{country[0]}" if country and "." not in name else name for name in names.split())


def _unit_behind(row: Row, item: Item) -> tuple[frozenset[str], int, int] | None:
    """A unit behind a number; a letter of the compass only behind degrees."""
    index, degrees = item.last, False
    while index < len(row.tokens) and row.tokens[index].text in _DEGREE_SIGNS:
        index, degrees = index + 1, True
    if degrees:
        found = row.reader.find(row.lexicon.compass, index)
    elif item.first + 1 == item.last and any(amount in _YEARS for amount in item.amounts):
        return None
    else:
        index += index < len(row.tokens) and row.tokens[index].text == "-"
        found = row.reader.find(row.lexicon.units, index)
    return None if found is None else (frozenset({f"{UNIT}{found[0][0]}"}), index, found[1])
