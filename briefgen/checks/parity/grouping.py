"""Puts together what belongs together: percentages, ranges, dates, times of day, amounts with their units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from briefgen.checks.parity.dates import join_dates, join_hijri_dates
from briefgen.checks.parity.items import Item
from briefgen.checks.parity.measures import join_measures, join_zero
from briefgen.checks.parity.numbers import NumberReader
from briefgen.checks.parity.row import Row
from briefgen.checks.parity.times import join_times

_HUNDREDS: Final = frozenset(range(200, 1000, 100))


def grouped(reader: NumberReader, items: Sequence[Item]) -> tuple[Item, ...]:
    """The items of a text after all steps, without signs.

    Args:
        reader: of the numbers of the text.
        items: as they were found, in order, with signs among them.
    """
    row = Row(reader, items)
    _percentages(row)
    join_zero(row)
    _ranges(row)
    courses = _courses(row)
    join_measures(row)
    join_dates(row)
    join_hijri_dates(row)
    join_times(row)
    return (*(item for item in row.items if not item.kind.startswith("sign ")), *courses)


def _percentages(row: Row) -> None:
    """Take signs and words for per cent into their numbers; 40-odd per cent are some 40 per cent."""
    about = row.lexicon.words["about"] | {"(", "-"}
    for index in row.signs("percent"):
        for step in (-1, 1):
            number = row.beside(index, step, "number", lambda text: text in about)
            if number is not None and not row.items[number].unit:
                row.items[number] = row.joined(row.items[number], row.items[index], unit="%")
                break


def _courses(row: Row) -> list[Item]:
    """From one number to another: which of the two comes first matters."""
    found = []
    for index, item in enumerate(row.items):
        before = row.tokens[item.first - 1].text if item.first else ""
        if item.kind != "number" or before not in row.lexicon.words["from"]:
            continue
        other = row.beside(index, 1, "number", lambda text: text in row.lexicon.words["to"])
        if other is None or row.items[other].first == item.last:
            continue
        values = frozenset((one, two) for one in item.values for two in row.items[other].values)
        whole = row.joined(item, row.items[other])
        found.append(replace(whole, kind="course", values=values, asked=False, parts=()))
    return found


def _ranges(row: Row) -> None:
    """From 5 to 7 million, 10–12 %: what stands behind the last number may be meant for the first one, too."""
    for index in range(len(row.items) - 1, 0, -1):
        item = row.items[index]
        if item.kind != "number" or (previous := row.in_range(index)) is None:
            continue
        other = row.items[previous]
        if item.unit and not other.unit:
            other = replace(other, unit="?")
        last, first = item.amounts[-1], other.amounts[-1]
        factor = 10 ** (3 * ((len(str(int(last))) - 1) // 3)) if last >= 1000 and first < 1000 else 1
        if item.in_words and other.in_words and last in _HUNDREDS and first < 10:
            factor = 100
        if factor > 1:
            other = replace(other, values=other.values | {amount * factor for amount in other.amounts})
        row.items[previous] = other
