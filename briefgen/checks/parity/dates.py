"""Dates: days, months and years in digits and in words, and those of the Hijri calendar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from briefgen.checks.parity.items import Item, Value
from briefgen.checks.parity.row import RANGE_SIGNS, Row, is_between
from briefgen.checks.parity.tokens import MARKS, Token

_BETWEEN_DAY_AND_MONTH: Final = frozenset({"of", "من", "de", "ي", "/", "-", ".", "شهر", "ماه"})
_BETWEEN_MONTH_AND_YEAR: Final = frozenset({",", "،", "(", "/", "-"})
_STROKES: Final = re.compile(rf"{MARKS}[/.-]{MARKS}")
_MONTHS_TO_A_YEAR: Final = 12
_SUNDAYS: Final = 5  # the most that a month has
_HIJRI_YEARS: Final = (1300, 1500)


def join_dates(row: Row) -> None:
    """Join days, months and years; two names of one month (تموز/يوليو) are one."""
    index = 0
    while index < len(row.items):
        if row.items[index].kind == "month":
            _same_month(row, index)
            index = _date(row, index)
        index += 1


def _same_month(row: Row, index: int) -> None:
    while (other := row.beside(index, 1, "month", lambda text: text in {"/", "(", ")", "-"})) is not None:
        month, again = row.items[index], row.items[other]
        if row.items[index].values != again.values:
            return
        end = again.last
        if end < len(row.tokens) and row.tokens[end].text == ")" and "(" in row.between(month, again):
            again = replace(again, last=end + 1, end=row.tokens[end].end)
        row.items[index : other + 1] = [row.joined(month, again, asked=True)]


def _date(row: Row, index: int) -> int:
    """Join a month with its day and year; the index of the last item that belongs to it."""
    month = row.items[index]
    day, after = _day_and_year(row, index)
    if day is None and after is None:
        if month.group == "doubtful" and not _is_named(row, index):
            row.items[index] = replace(month, asked=False, group="")
        return index
    month = replace(month, asked=True, group="")
    chosen = [each for each in (day, index, after) if each is not None]
    parts = tuple(replace(month if each == index else row.items[each], asked=True) for each in chosen)
    known = [row.items[each].amounts[0] if each is not None else None for each in (after, day)]
    value = (known[0], month.amounts[0], known[1])
    item = Item("date", frozenset({value}), 0, 0, 0, 0, parts=parts)
    low, high = min(chosen), max(chosen)
    whole = row.joined(row.items[low], row.items[high])
    kept = [each for each in row.items[low : high + 1] if each.group == "guess"]
    row.items[low : high + 1] = [
        replace(item, first=whole.first, last=whole.last, start=whole.start, end=whole.end), *kept
    ]  # fmt: skip
    return low


def _day_and_year(row: Row, index: int) -> tuple[int | None, int | None]:
    """The indices of the day and the year of a month: 12 June 1995 or June 12, 1995."""
    years = row.lexicon.words["year"]
    day = row.beside(index, -1, "number", lambda text: text in _BETWEEN_DAY_AND_MONTH)
    after = row.beside(index, 1, "number", lambda text: text in years or text in _BETWEEN_MONTH_AND_YEAR)
    if day is not None and (not is_between(row.items[day], 1, 31) or _counts_parts(row, row.items[day])):
        day = None
    adjoining = after is not None and row.items[index].last == row.items[after].first
    if day is None and after is not None and adjoining and is_between(row.items[after], 1, 31):
        day = after
        after = row.beside(day, 1, "number", lambda text: text in _BETWEEN_MONTH_AND_YEAR)
    if after is not None and not is_between(row.items[after], 1000, 2999):
        after = None
    return day, after


def _counts_parts(row: Row, number: Item) -> bool:
    """Whether an ordinal counts halves, weeks or Sundays of a month, not its days: النصف الثاني من أيار."""
    if not number.ordinal or not number.first:
        return False
    if number.amounts[0] <= _SUNDAYS and row.reader.find(row.lexicon.weekdays, number.first - 1) is not None:
        return True
    before = row.tokens[number.first - 1].text
    return any(form in row.lexicon.words["part"] for form, _ in row.lexicon.forms(before))


def _is_named(row: Row, index: int) -> bool:
    """Whether what stands around a word such as May shows that it is a month."""
    month = row.items[index]
    joins = row.lexicon.words["joins"]
    forms = () if not month.first else row.lexicon.forms(row.tokens[month.first - 1].text)
    if any(form in row.lexicon.words["before_month"] for form, _ in forms):
        return True
    return any(
        row.beside(index, step, kind, lambda text: text in {",", "،"} or text in RANGE_SIGNS or text in joins)
        is not None
        for step in (1, -1)
        for kind in ("month", "date")
    )


def join_hijri_dates(row: Row) -> None:
    """Join dates of another calendar with their days and years: they may stand beside a date or not."""
    for month in [item for item in row.items if item.kind == "hijri"]:
        index = row.items.index(month)
        years = row.lexicon.words["year"] | {",", "،"}
        day = row.beside(index, -1, "number", lambda text: text in _BETWEEN_DAY_AND_MONTH)
        year = row.beside(index, 1, "number", years.__contains__)
        day = day if day is not None and is_between(row.items[day], 1, 30) else None
        if day is None and year is not None and is_between(row.items[year], 1, 30):
            day, year = year, row.beside(year, 1, "number", years.__contains__)
        year = year if year is not None and is_between(row.items[year], *_HIJRI_YEARS) else None
        ends = sorted(each for each in (day, index, year) if each is not None)
        value = tuple(None if each is None else row.items[each].amounts[0] for each in (year, index, day))
        whole = row.joined(row.items[ends[0]], row.items[ends[-1]])
        parts = tuple(replace(row.items[each], asked=False) for each in ends if each != index)
        row.items[ends[0] : ends[-1] + 1] = [
            replace(
                whole, kind="hijri", values=frozenset({value}), asked=False, in_words=False, group="hijri", parts=parts
            )
        ]


def date_item(token: Token, index: int) -> Item:
    """A date in digits: day and month in either order, unless one of them tells."""
    numbers = [int(part) for part in _STROKES.split(token.text)]
    year = max(numbers)
    first, second = (number for number in (numbers[1:] if numbers[0] == year else numbers[:2]))
    orders = {(first, second)} if numbers[0] == year else {(first, second), (second, first)}
    days = {(day, month) for month, day in orders if month <= _MONTHS_TO_A_YEAR}
    if not days:  # 2024-13-40
        return Item("identifier", frozenset({token.text}), index, index + 1, token.start, token.end, group="code")
    values: frozenset[Value] = frozenset((Fraction(year), Fraction(month), Fraction(day)) for day, month in days)
    item = Item("date", values, index, index + 1, token.start, token.end, group="digits")
    return replace(item, parts=_parts_of(item, sorted(days)))


def _parts_of(item: Item, days: Sequence[tuple[int, int]]) -> tuple[Item, ...]:
    """The day, the month and the year of a date in digits, in each of the ways to read it."""
    years = sorted({int(value[0]) for value in item.values if isinstance(value, tuple)})

    def part(kind: str, meant: Sequence[int]) -> Item:
        return Item(kind, frozenset(map(Fraction, meant)), item.first, item.last, item.start, item.end)

    return (
        part("number", [day for day, _ in days]),
        part("month", [month for _, month in days]),
        part("number", years),
    )


def read_like(item: Item, others: Sequence[Item]) -> Item:
    """A date in digits, read in the order that brings it nearest to one of some other dates.

    A day and a month may change places, but not for one part of a date alone: 7/12 is no reading of 7 July.
    """
    wanted = [value for other in others for value in other.values if isinstance(value, tuple)]
    readings = sorted((value for value in item.values if isinstance(value, tuple)), key=str)
    if len(readings) < 2 or not wanted:
        return item
    best = max(readings, key=lambda value: max(sum(a == b for a, b in zip(value, o, strict=True)) for o in wanted))
    return replace(item, values=frozenset({best}), parts=_parts_of(item, [(int(best[2]), int(best[1]))]))
