"""Partial and full dates."""

from __future__ import annotations

import datetime as dt
import pickle
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from briefgen.model import Date, PartialDate

PARTIAL: TypeAdapter[PartialDate] = TypeAdapter(PartialDate)
FULL: TypeAdapter[dt.date] = TypeAdapter(Date)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1995, PartialDate(1995)),
        (1, PartialDate(1)),
        (9999, PartialDate(9999)),
        ("1995", PartialDate(1995)),
        ("0001", PartialDate(1)),
        ("2023-07", PartialDate(2023, 7)),
        ("2024-02-29", PartialDate(2024, 2, 29)),
        (dt.date(2024, 7, 10), PartialDate(2024, 7, 10)),
        (PartialDate(2024, 7), PartialDate(2024, 7)),
    ],
)
def test_partial_date_accepts(value: object, expected: PartialDate) -> None:
    """A partial date can be a year, an ISO text or a date."""
    assert PARTIAL.validate_python(value) == expected


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("2024-02-30", "2024-02-30 is not a day of the calendar"),
        ("2023-02-29", "2023-02-29 is not a day of the calendar"),
        ("2024-13-01", "2024-13-01 is not a day of the calendar"),
        ("2024-13", "2024-13 is not a month of the calendar"),
        ("2024-00", "2024-00 is not a month of the calendar"),
        ("0000", "0000 has a year outside 1 to 9999"),
        (0, "the number 0 has a year outside 1 to 9999"),
        (10000, "the number 10000 has a year outside 1 to 9999"),
        ("12.7.2024", '"12.7.2024" is not a date in the form of ISO 8601'),
        ("2024-7-1", '"2024-7-1" is not a date in the form of ISO 8601'),
        ("2024-07-12\n", '"2024-07-12\\u000A" is not a date in the form of ISO 8601'),
        ("", '"" is not a date in the form of ISO 8601'),
        ("٢٠٢٤-07", "U+0662 ARABIC-INDIC DIGIT TWO is not one of the digits 0 to 9"),
        (True, "a date is needed, and true or false is given"),
        (2024.0, "a date is needed, and a number is given"),
        (None, "a date is needed, and nothing is given"),
        (dt.datetime(2024, 7, 10, tzinfo=dt.UTC), "a date is needed, and one with a time of day is given"),
    ],
)
def test_partial_date_refuses(value: object, message: str) -> None:
    """What is no date is refused, with what is wrong about it."""
    with pytest.raises(ValidationError) as caught:
        PARTIAL.validate_python(value)
    assert [(error["type"], error["msg"]) for error in caught.value.errors()] == [("model.bad-date", message)]


def test_the_hint_for_other_digits_is_the_mended_date() -> None:
    """A date in Arabic-Indic digits is given back in the digits 0 to 9."""
    with pytest.raises(ValidationError) as caught:
        PARTIAL.validate_python("٢٠٢٤-٠٧-١٢")
    assert caught.value.errors()[0]["ctx"]["hint"] == "write the date as 2024-07-12"


@pytest.mark.parametrize("numbers", [(0,), (10000,), (2024, 13), (2024, 2, 30), (2024, None, 1), (2024, 1, 0)])
def test_partial_date_cannot_be_made_wrong(numbers: tuple[int | None, ...]) -> None:
    """Made from numbers, a partial date is on the calendar, too."""
    with pytest.raises(ValueError, match=r"year|month|day"):
        PartialDate(*numbers)  # type: ignore[arg-type]


def test_partial_dates_are_ordered_by_their_earliest_day() -> None:
    """The earliest day decides; of two with the same one, the less exact comes first."""
    written: list[Any] = ["2023-12-31", 2024, "2024-01", "2024-01-01", "2024-01-02", "2024-02", "2024-02-29", 2025]
    dates = [PartialDate.parse(item) for item in written]
    mixed = dates[::-1]
    mixed.sort()
    assert mixed == dates
    assert all(one < other and other > one and one != other for one, other in pairwise(dates))
    assert [date.earliest for date in dates] == sorted(date.earliest for date in dates)


def test_partial_date_is_not_ordered_with_other_types() -> None:
    """A comparison with anything else is an error, not a guess."""
    with pytest.raises(TypeError):
        _ = PartialDate(2024) < 2025


def test_earliest_and_latest_day() -> None:
    """A year and a month stand for all their days."""
    assert (PartialDate(2024).earliest, PartialDate(2024).latest) == (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    assert PartialDate(2024, 2).latest == dt.date(2024, 2, 29)
    assert PartialDate(2024, 2, 3).latest == dt.date(2024, 2, 3)


@given(st.dates(), st.integers(1, 3))
def test_partial_date_round_trip(date: dt.date, parts: int) -> None:
    """Written and read again, in text, JSON and pickle, a partial date is the same."""
    partial = PartialDate(*(date.year, date.month, date.day)[:parts])
    assert PartialDate.parse(str(partial)) == partial
    assert PARTIAL.validate_json(PARTIAL.dump_json(partial)) == partial
    assert pickle.loads(pickle.dumps(partial)) == partial  # noqa: S301 - our own bytes
    assert PARTIAL.dump_python(partial) == str(partial)


def test_full_date_accepts_days_only() -> None:
    """A full date is an ISO day or a ``date``."""
    assert FULL.validate_python("2024-07-12") == dt.date(2024, 7, 12)
    assert FULL.validate_python(dt.date(2024, 7, 12)) == dt.date(2024, 7, 12)


@pytest.mark.parametrize(
    "value", ["2024-07", "2024", 2024, "2024-02-30", "20240712", dt.datetime(2024, 7, 12, tzinfo=dt.UTC), None, True]
)
def test_full_date_refuses(value: object) -> None:
    """Anything that is not exactly one day is refused."""
    with pytest.raises(ValidationError) as caught:
        FULL.validate_python(value)
    assert caught.value.errors()[0]["type"] == "model.bad-date"
