"""Puts together what belongs together: percentages, ranges, dates, times of day, Hijri dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from briefgen.checks.parity.items import Item, Value
from briefgen.checks.parity.lexicon import Lexicon
from briefgen.checks.parity.tokens import MARKS, Token

_RANGE_SIGNS: Final = frozenset("-–—‑~/")
_BETWEEN_DAY_AND_MONTH: Final = frozenset({"of", "من", "de", "ي", "/", "-", "."})
_BETWEEN_MONTH_AND_YEAR: Final = frozenset({",", "،", "(", "/", "-"})
_STROKES: Final = re.compile(rf"{MARKS}[/.-]{MARKS}")
_MONTHS_TO_A_YEAR: Final = 12
_HUNDREDS: Final = frozenset(range(200, 1000, 100))
_HOUR: Final = 60
_NOON: Final = 12 * _HOUR


class Grouping:
    """The items of a text, put together step by step."""

    def __init__(self, tokens: tuple[Token, ...], lexicon: Lexicon, items: Sequence[Item]) -> None:
        """Take the items of a text as they were found, in order, with signs among them."""
        self.tokens = tokens
        self.lexicon = lexicon
        self.items = list(items)

    def grouped(self) -> tuple[Item, ...]:
        """The items after all steps, without signs."""
        self._percentages()
        self._ranges()
        courses = self._courses()
        self._months()
        self._hijri()
        self._times()
        return (*(item for item in self.items if not item.kind.startswith("sign ")), *courses)

    def _between(self, before: Item, after: Item) -> list[str]:
        return [token.text for token in self.tokens[before.last : after.first]]

    def _beside(self, index: int, step: int, kind: str, allowed: Callable[[str], bool]) -> int | None:
        """The index of the next or last item, when it is of a kind and only allowed tokens stand between."""
        other = index + step
        while 0 <= other < len(self.items) and self.items[other].group == "guess":
            other += step
        if not 0 <= other < len(self.items) or self.items[other].kind != kind:
            return None
        pair = (self.items[index], self.items[other]) if step > 0 else (self.items[other], self.items[index])
        return other if all(allowed(text) for text in self._between(*pair)) else None

    def _signs(self, name: str) -> Iterator[int]:
        kind = f"sign {name}"
        return (index for index, item in enumerate(self.items) if item.kind == kind)

    def _percentages(self) -> None:
        for index in self._signs("percent"):
            for step in (-1, 1):
                number = self._beside(index, step, "number", lambda text: text == "(")
                if number is not None and not self.items[number].unit:
                    self.items[number] = self._joined(self.items[number], self.items[index], unit="%")
                    break

    def _joined(self, item: Item, other: Item, **changes: object) -> Item:
        start, end = min(item.start, other.start), max(item.end, other.end)
        first, last = min(item.first, other.first), max(item.last, other.last)
        return replace(item, start=start, end=end, first=first, last=last, **changes)  # type: ignore[arg-type]

    def _courses(self) -> list[Item]:
        """From one number to another: which of the two comes first matters."""
        found = []
        for index, item in enumerate(self.items):
            before = self.tokens[item.first - 1].text if item.first else ""
            if item.kind != "number" or before not in self.lexicon.words["from"]:
                continue
            other = self._beside(index, 1, "number", lambda text: text in self.lexicon.words["to"])
            if other is None or self.items[other].first == item.last:
                continue
            values = frozenset((one, two) for one in item.values for two in self.items[other].values)
            found.append(
                replace(self._joined(item, self.items[other]), kind="course", values=values, asked=False, parts=())
            )
        return found

    def _ranges(self) -> None:
        """From 5 to 7 million, 10–12 %: what stands behind the last number may be meant for the first one, too."""
        joins = self.lexicon.words["joins"]
        for index in range(len(self.items) - 1, 0, -1):
            item = self.items[index]
            if item.kind != "number":
                continue
            previous = self._beside(index, -1, "number", lambda text: text in joins or text in _RANGE_SIGNS)
            if previous is None or item.first == self.items[previous].last:
                continue
            other = self.items[previous]
            if item.unit and not other.unit:
                other = replace(other, unit="?")
            last, first = item.amounts[-1], other.amounts[-1]
            factor = 10 ** (3 * ((len(str(int(last))) - 1) // 3)) if last >= 1000 and first < 1000 else 1
            if item.in_words and other.in_words and last in _HUNDREDS and first < 10:
                factor = 100
            if factor > 1:
                other = replace(other, values=other.values | {amount * factor for amount in other.amounts})
            self.items[previous] = other

    def _months(self) -> None:
        """Days, months and years; two names of one month (تموز/يوليو) are one."""
        index = 0
        while index < len(self.items):
            if self.items[index].kind == "month":
                self._same_month(index)
                index = self._date(index)
            index += 1

    def _in_list(self, text: str) -> bool:
        return text in {",", "،"} or text in _RANGE_SIGNS or text in self.lexicon.words["joins"]

    def _same_month(self, index: int) -> None:
        while (other := self._beside(index, 1, "month", lambda text: text in {"/", "(", ")", "-"})) is not None:
            month, again = self.items[index], self.items[other]
            if self.items[index].values != again.values:
                return
            end = again.last
            if end < len(self.tokens) and self.tokens[end].text == ")" and "(" in self._between(month, again):
                again = replace(again, last=end + 1, end=self.tokens[end].end)
            self.items[index : other + 1] = [self._joined(month, again, asked=True)]

    def _date(self, index: int) -> int:
        """Join a month with its day and year; the index of the last item that belongs to it."""
        month = self.items[index]
        years = self.lexicon.words["year"]
        day = self._beside(index, -1, "number", lambda text: text in _BETWEEN_DAY_AND_MONTH)
        after = self._beside(index, 1, "number", lambda text: text in years or text in _BETWEEN_MONTH_AND_YEAR)
        if day is not None and not _is_between(self.items[day], 1, 31):
            day = None
        if (
            day is None
            and after is not None
            and _is_between(self.items[after], 1, 31)
            and month.last == self.items[after].first
        ):
            day = after
            after = self._beside(day, 1, "number", lambda text: text in _BETWEEN_MONTH_AND_YEAR)
        if after is not None and not _is_between(self.items[after], 1000, 2999):
            after = None
        before_month = self.lexicon.words["before_month"]
        if day is None and after is None:
            before = self.tokens[month.first - 1] if month.first else None
            forms = () if before is None else self.lexicon.forms(before.text)
            listed = any(
                self._beside(index, step, kind, self._in_list) is not None
                for step in (1, -1)
                for kind in ("month", "date")
            )
            if month.group == "doubtful" and not listed and not any(form in before_month for form, _ in forms):
                self.items[index] = replace(month, asked=False, group="")
            return index
        month = replace(month, asked=True, group="")
        chosen = [each for each in (day, index, after) if each is not None]
        parts = tuple(replace(month if each == index else self.items[each], asked=True) for each in chosen)
        known = [self.items[each].amounts[0] if each is not None else None for each in (after, day)]
        value = (known[0], month.amounts[0], known[1])
        item = Item("date", frozenset({value}), 0, 0, 0, 0, parts=parts)
        low, high = min(chosen), max(chosen)
        whole = self._joined(self.items[low], self.items[high])
        kept = [each for each in self.items[low : high + 1] if each.group == "guess"]
        self.items[low : high + 1] = [
            replace(item, first=whole.first, last=whole.last, start=whole.start, end=whole.end), *kept
        ]  # fmt: skip
        return low

    def _hijri(self) -> None:
        """Dates of another calendar, with their days and years: they may stand beside a date or not."""
        for month in [item for item in self.items if item.kind == "hijri"]:
            index = self.items.index(month)
            day = self._beside(index, -1, "number", lambda text: text in _BETWEEN_DAY_AND_MONTH)
            year = self._beside(index, 1, "number", lambda text: text in {",", "،", "سنة", "عام"})
            day = day if day is not None and _is_between(self.items[day], 1, 30) else None
            year = year if year is not None and _is_between(self.items[year], 1300, 1500) else None
            ends = [each for each in (day, index, year) if each is not None]
            value = tuple(None if each is None else self.items[each].amounts[0] for each in (year, index, day))
            whole = self._joined(self.items[ends[0]], self.items[ends[-1]])
            parts = tuple(replace(self.items[each], asked=False) for each in ends if each != index)
            group = "hijri" if len(ends) > 1 else ""
            self.items[ends[0] : ends[-1] + 1] = [
                replace(whole, kind="hijri", values=frozenset({value}), asked=False, group=group, parts=parts)
            ]

    def _times(self) -> None:
        """Hours with a part of the day, and hours behind a word such as الساعة."""
        for name, first, last in (("morning", 0, 12), ("afternoon", 12, 24), ("night", 0, 24), ("hour", 0, 24)):
            for index in self._signs(name):
                time = self._beside(index, -1, "time", lambda text: text == "(")
                number = self._beside(index, -1, "number", lambda text: text == "(") if time is None else None
                if time is not None:
                    part = self.items[time]
                    self.items[time] = self._joined(part, self.items[index], values=_in_part(part.values, first, last))
                elif number is not None and _is_between(self.items[number], 0, 24):
                    self.items[number] = self._hour(number, self.items[index], first, last)
        for name, minutes in (("half_past", 30), ("quarter_past", 15), ("quarter_to", -15)):
            for index in self._signs(name):
                number = self._beside(index, 1, "number", lambda _: False)
                if number is not None and _is_between(self.items[number], 1, 12):
                    hour = self.items[number].amounts[0] + Fraction(minutes, _HOUR)
                    self.items[number] = replace(self.items[number], values=frozenset({hour}))
                    self.items[number] = self._hour(number, self.items[index], 0, 24)
        for index in self._signs("clock"):
            number = self._beside(index, 1, "number", lambda _: False) or self._beside(
                index, -1, "number", lambda _: False
            )
            if number is not None and _is_between(self.items[number], 0, 24):
                self.items[number] = self._hour(number, self.items[number], 0, 24)

    def _hour(self, index: int, sign: Item, first: int, last: int) -> Item:
        """A number as a time of day; an ordinal such as الأولى counts, too."""
        number = self.items[index]
        minutes = {int(amount * _HOUR) for amount in number.amounts}
        values = _in_part(frozenset(minutes | {each + _NOON for each in minutes}), first, last)
        asked = number.asked or sign is not number
        parts = (replace(number, asked=True),)
        return replace(self._joined(number, sign), kind="time", values=values, asked=asked, group="", parts=parts)


def _in_part(minutes: frozenset[Value], first: int, last: int) -> frozenset[Value]:
    """Those of some times that lie between two hours; twelve o’clock is the beginning of each half of the day."""
    low, high = first * _HOUR, last * _HOUR
    times = {each % (2 * _NOON) for each in minutes if isinstance(each, int)}
    times |= {(each + _NOON) % (2 * _NOON) for each in times if each <= _NOON + _HOUR}
    return frozenset(each for each in times if low <= each < high) or minutes


def _is_between(item: Item, low: int, high: int) -> bool:
    """Whether an item is a whole number between two others."""
    if item.kind != "number" or item.unit:
        return False
    amount = item.amounts[0]
    return amount.denominator in (1, 2, 4) and low <= amount <= high


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

    def part(kind: str, *meant: int) -> Item:
        return Item(kind, frozenset(map(Fraction, meant)), index, index + 1, token.start, token.end)

    parts = (
        part("number", *(day for day, _ in days)),
        part("month", *(month for _, month in days)),
        part("number", year),
    )
    return Item("date", values, index, index + 1, token.start, token.end, parts=parts)


def time_item(token: Token, index: int) -> Item:
    """A time of day in digits; without a part of the day, one up to twelve may be in either half."""
    hours, minutes, *_ = (int(part) for part in re.split("[:.h ]+", token.text))
    at = hours * _HOUR + minutes
    values: frozenset[Value] = frozenset({at, at + _NOON} if hours <= 12 else {at})
    return Item("time", values, index, index + 1, token.start, token.end)
