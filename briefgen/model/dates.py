"""Dates as an author knows them: a full day, or only the month or the year.

Both types are read from the extended format of ISO 8601-1, 5.2.2 (calendar dates), in ASCII digits.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from functools import total_ordering
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from briefgen.diagnostics import character_name
from briefgen.model import patterns
from briefgen.model.problems import kind_of, problem, shown

_ISO_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_FULL = "write the date as YYYY-MM-DD, for example 2024-07-12"
_PARTIAL = "write the date as YYYY-MM-DD, YYYY-MM or YYYY, for example 2024-07-12"


def _bad_date(message: str, hint: str) -> PydanticCustomError:
    return problem("model.bad-date", message, hint)


def _calendar_problem(year: int, month: int | None, day: int | None, written: str) -> str | None:
    """What is wrong with the numbers of a date; ``None`` when they name a day, month or year of the calendar."""
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return f"{written} has a year outside 1 to 9999"
    if month is None:
        return None if day is None else f"{written} has a day without a month"
    if not 1 <= month <= 12:
        return f"{written} is not a month of the calendar" if day is None else f"{written} is not a day of the calendar"
    if day is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
        return f"{written} is not a day of the calendar"
    return None


def _parse(text: str, hint: str) -> tuple[int, int | None, int | None]:
    """Year, month and day of an ISO date.

    Raises:
        PydanticCustomError: the text has another form, or names no day of the calendar.
    """
    match = _ISO_DATE.fullmatch(text)
    if match is None:
        raise _wrong_form(text, hint)
    year, month, day = (None if part is None else int(part) for part in match.groups())
    if year is None:
        raise _wrong_form(text, hint)
    if message := _calendar_problem(year, month, day, text):
        raise _bad_date(message, "look the date up in a calendar and mend it")
    return year, month, day


def _wrong_form(text: str, hint: str) -> PydanticCustomError:
    """Names the digit that is at fault when a date is right but for digits of another script."""
    ascii_text = "".join(str(unicodedata.decimal(ch)) if ch.isdecimal() else ch for ch in text)
    if ascii_text != text and _ISO_DATE.fullmatch(ascii_text):
        other = next(ch for ch in text if not ch.isascii())
        return _bad_date(f"{character_name(other)} is not one of the digits 0 to 9", f"write the date as {ascii_text}")
    return _bad_date(f"{shown(text)} is not a date in the form of ISO 8601", hint)


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year, as exact as its source gives it.

    Dates are ordered by their earliest day; of two with the same earliest day, the less exact one comes first.

    Args:
        year: 1 to 9999.
        month: 1 to 12, or ``None`` when only the year is known.
        day: of the month, or ``None``.

    Raises:
        ValueError: the numbers name no date of the calendar.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        written = "-".join(str(part) for part in (self.year, self.month, self.day) if part is not None)
        if message := _calendar_problem(self.year, self.month, self.day, written):
            raise ValueError(message)

    @classmethod
    def parse(cls, value: object) -> PartialDate:
        """A partial date of a year as ``int``, an ISO date as ``str``, or a ``datetime.date`` (not ``datetime``).

        Raises:
            PydanticCustomError: the value is none of these; it is a ``ValueError``, of the type ``model.bad-date``.
        """
        if isinstance(value, cls):
            return value
        if isinstance(value, str):
            return cls(*_parse(value, _PARTIAL))
        if isinstance(value, int) and not isinstance(value, bool):
            if message := _calendar_problem(value, None, None, f"the number {value}"):
                raise _bad_date(message, "write the year as a number from 1 to 9999")
            return cls(value)
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return cls(value.year, value.month, value.day)
        raise _no_date(value, "a date", _PARTIAL)

    @property
    def earliest(self) -> dt.date:
        """The first day that the date may mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> dt.date:
        """The last day that the date may mean."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        """The ISO form, as exact as the date is: ``1995``, ``2023-07`` or ``2024-07-10``."""
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._order() < other._order()

    def _order(self) -> tuple[int, int, int]:
        # An unknown month or day counts as 0: the earliest day decides, and the less exact date comes first.
        return (self.year, self.month or 0, self.day or 0)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Any], handler: GetCoreSchemaHandler) -> CoreSchema:
        """How pydantic reads and writes the type."""
        del source, handler
        return core_schema.no_info_plain_validator_function(
            cls.parse, serialization=core_schema.plain_serializer_function_ser_schema(str, return_schema=_STR_SCHEMA)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """A year as a number, or an ISO date of a day, month or year."""
        del schema, handler
        return {
            "anyOf": [
                {"type": "integer", "minimum": dt.MINYEAR, "maximum": dt.MAXYEAR},
                {"type": "string", **patterns.PARTIAL_DATE},
            ]
        }


_STR_SCHEMA = core_schema.str_schema()


def _parse_day(value: object) -> dt.date:
    if isinstance(value, str):
        year, month, day = _parse(value, _FULL)
        if month is None or day is None:
            raise _bad_date(f"{shown(value)} is not a full date", _FULL)
        return dt.date(year, month, day)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    raise _no_date(value, "a full date", _FULL)


def _no_date(value: object, needed: str, hint: str) -> PydanticCustomError:
    """What is said about a value of another type."""
    if isinstance(value, dt.datetime):
        return _bad_date(f"{needed} is needed, and one with a time of day is given", "take its day: value.date()")
    return _bad_date(f"{needed} is needed, and {kind_of(value)} is given", hint)


Date: TypeAlias = Annotated[
    dt.date,
    BeforeValidator(_parse_day),
    WithJsonSchema({"type": "string", "format": "date", **patterns.DAY}),
]
"""A full day: a ``datetime.date`` (never a ``datetime``) or a text of the form YYYY-MM-DD."""
