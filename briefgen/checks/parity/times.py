"""Times of day: ``10:30``, ``10/30`` and ``10.30``, hours with a part of the day, half past two."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import Final

from briefgen.checks.parity.digits import values_of_digits
from briefgen.checks.parity.items import Item, Value
from briefgen.checks.parity.numbers import NumberReader
from briefgen.checks.parity.row import RANGE_SIGNS, Row, is_between
from briefgen.checks.parity.tokens import Token

_HOUR: Final = 60
_NOON: Final = 12 * _HOUR
_PARTS: Final = (("morning", 0, 12), ("afternoon", 12, 24), ("night", 0, 24), ("hour", 0, 24))
_PART_NAMES: Final = frozenset(name for name, _, _ in _PARTS)
_FOUR_DIGITS: Final = re.compile("[01][0-9][0-5][0-9]|2[0-3][0-5][0-9]")
_DOTTED: Final = re.compile("(?P<hour>[01]?[0-9]|2[0-4])[.\u066b](?P<minute>[0-5][0-9])")
_HOUR_DIGITS: Final = re.compile("[01]?[0-9]|2[0-4]")
_MINUTE_DIGITS: Final = re.compile("[0-5][0-9]")
_LEAP: Final = 3  # tokens from a time to the one that is joined to it: "to", or إلى الساعة


def join_times(row: Row) -> None:
    """Take parts of the day, halves and quarters into hours, and hours behind a word such as الساعة as times."""
    for name, first, last in _PARTS:
        for index in row.signs(name):
            time = row.beside(index, -1, "time", lambda text: text == "(")
            number = row.beside(index, -1, "number", lambda text: text == "(") if time is None else None
            if time is not None:
                part = row.items[time]
                row.items[time] = row.joined(part, row.items[index], values=_in_part(part.values, first, last))
            elif number is not None and is_between(row.items[number], 0, 24):
                sign = row.items[number] if name == "hour" else row.items[index]  # une heure may be any hour
                row.items[number] = row.joined(_hour(row, number, sign, first, last), row.items[index])
    for name, minutes in (("half_past", 30), ("quarter_past", 15), ("quarter_to", -15)):
        for index in row.signs(name):
            number = row.adjoining(index, 1, "number")
            if number is not None and is_between(row.items[number], 1, 12):
                hour = row.items[number].amounts[0] + Fraction(minutes, _HOUR)
                row.items[number] = replace(row.items[number], values=frozenset({hour}))
                row.items[number] = _hour(row, number, row.items[index], 0, 24)
    for index in row.signs("clock"):
        number = row.adjoining(index, 1, "number") or row.adjoining(index, -1, "number")
        if number is not None and is_between(row.items[number], 0, 24):
            row.items[number] = _hour(row, number, row.items[number], 0, 24)
    _earlier_times(row)


def _earlier_times(row: Row) -> None:
    """Take 9.30 as a time where one behind it shows that it is: from 9.30 to 11.00 a.m."""
    joins = row.lexicon.words["joins"] | row.lexicon.words["at"] | RANGE_SIGNS
    for index in range(len(row.items) - 1, 0, -1):
        number = row.beside(index, -1, "number", joins.__contains__) if row.items[index].kind == "time" else None
        if number is None or row.items[number].last == row.items[index].first:
            continue
        first, last = row.items[number].first, row.items[number].last
        dotted = _DOTTED.fullmatch(row.tokens[first].text)
        if dotted is not None and last == first + 1:
            row.items[number] = _clock(row.reader, first, last, (int(dotted["hour"]), int(dotted["minute"])))


def _hour(row: Row, index: int, sign: Item, first: int, last: int) -> Item:
    """A number as a time of day; an ordinal such as الأولى counts, too."""
    number = row.items[index]
    minutes = {int(amount * _HOUR) for amount in number.amounts}
    values = _in_part(frozenset(minutes | {each + _NOON for each in minutes}), first, last)
    asked = number.asked or sign is not number
    parts = (replace(number, asked=True),)
    return replace(row.joined(number, sign), kind="time", values=values, asked=asked, group="", parts=parts)


def _in_part(minutes: frozenset[Value], first: int, last: int) -> frozenset[Value]:
    """Those of some times that lie between two hours; twelve o’clock is the beginning of each half of the day."""
    low, high = first * _HOUR, last * _HOUR
    times = {each % (2 * _NOON) for each in minutes if isinstance(each, int)}
    times |= {(each + _NOON) % (2 * _NOON) for each in times if each <= _NOON + _HOUR}
    return frozenset(each for each in times if low <= each < high) or minutes


def time_item(token: Token, index: int) -> Item:
    """A time of day in digits; without a part of the day, one up to twelve may be in either half."""
    hours, minutes, *_ = (int(part) for part in re.split("[:.h ]+", token.text))
    return Item("time", _times_at(hours, minutes), index, index + 1, token.start, token.end)


def _times_at(hours: int, minutes: int) -> frozenset[Value]:
    at = hours * _HOUR + minutes
    return frozenset({at, at + _NOON} if hours <= 12 else {at})


def clock_item(reader: NumberReader, index: int, previous: Item | None) -> Item | None:
    """A time that looks like a number: 0815 GMT, and behind a word such as at, 14.30 or 14/30.

    Each may also be the numbers that it is written with.

    Args:
        reader: of the numbers of a text.
        index: of a token that is a number.
        previous: the last item before it.
    """
    token = reader.tokens[index]
    following = reader.tokens[index + 1].text if index + 1 < len(reader.tokens) else ""
    if _FOUR_DIGITS.fullmatch(token.text) and following in reader.lexicon.words["zone"]:
        return _clock(reader, index, index + 1, (int(token.text[:2]), int(token.text[2:])))
    if (dotted := _DOTTED.fullmatch(token.text)) is not None:
        told = _is_told(reader, index, index + 1, previous)
        return _clock(reader, index, index + 1, (int(dotted["hour"]), int(dotted["minute"]))) if told else None
    if following != "/" or index + 2 >= len(reader.tokens) or not _HOUR_DIGITS.fullmatch(token.text):
        return None
    minute = reader.tokens[index + 2]
    if minute.start != token.end + 1 or not _MINUTE_DIGITS.fullmatch(minute.text):
        return None
    told = minute.text == "00" or _is_told(reader, index, index + 3, previous)
    return _clock(reader, index, index + 3, (int(token.text), int(minute.text))) if told else None


def _clock(reader: NumberReader, first: int, last: int, at: tuple[int, int]) -> Item:
    numbers = [values_of_digits(token.text, decimal_point=True)[:1] for token in reader.tokens[first:last:2]]
    parts = tuple(reader.item(values, first, last, in_words=False) for values in numbers)
    return replace(reader.item((), first, last, in_words=False), kind="time", values=_times_at(*at), parts=parts)


def _is_told(reader: NumberReader, first: int, last: int, previous: Item | None) -> bool:
    """Whether words tell that digits are a time: at before, p.m. behind, or a time that they are joined to."""
    lexicon, tokens = reader.lexicon, reader.tokens
    found = reader.find(lexicon.signs, last)
    names = frozenset(found[0]) if found is not None else frozenset()
    if last < len(tokens) and (names & _PART_NAMES or tokens[last].kind == "meridiem"):
        return True
    if "percent" in names or (last < len(tokens) and tokens[last].text == "%"):
        return False
    if reader.value("scale", last) is not None or reader.value("letter", last) is not None:
        return False
    if first and any(form in lexicon.words["at"] for form, _ in lexicon.forms(tokens[first - 1].text)):
        return True
    if previous is None or previous.kind != "time" or not 0 < first - previous.last <= _LEAP:
        return False
    joins = lexicon.words["joins"] | lexicon.words["at"] | RANGE_SIGNS
    return all(token.text in joins for token in tokens[previous.last : first])
