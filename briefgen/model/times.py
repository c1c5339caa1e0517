"""Times of day."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Annotated, Final, TypeAlias

from pydantic import BeforeValidator, Field

from briefgen.model import patterns
from briefgen.model.problems import kind_of, problem, shown

_TIME: Final = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]|24:00")
_LOOSE: Final = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?::00)?")
_HINT: Final = "write the time as HH:MM, in 24 hours, for example 09:30"


def _check_time(value: object) -> str:
    if isinstance(value, dt.time) and not (value.second or value.microsecond or value.tzinfo):
        return value.strftime("%H:%M")
    if isinstance(value, str) and _TIME.fullmatch(value):
        return value
    named = shown(value) if isinstance(value, str) else kind_of(value)
    meant = _meant(value) if isinstance(value, str) else None
    raise problem("model.bad-time", f"{named} is not a time of day", _HINT if meant is None else f'write "{meant}"')


def _meant(written: str) -> str | None:
    """The time that was probably meant: with another separator, other digits, or without a zero."""
    text = "".join(str(unicodedata.decimal(ch)) if ch.isdecimal() else ch for ch in written.strip())
    match = _LOOSE.fullmatch(text)
    time = f"{int(match[1]):02}:{match[2]}" if match else ""
    return time if _TIME.fullmatch(time) else None


TimeOfDay: TypeAlias = Annotated[
    str,
    BeforeValidator(_check_time),
    Field(
        json_schema_extra={
            "pattern": f"^(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00){patterns.END}",
            "patternErrorMessage": "a time of day: HH:MM, from 00:00 to 24:00",
        }
    ),
]
"""A local time of day of the form HH:MM (ISO 8601-1, 5.3.1.3), in 24 hours; 24:00 is the end of the day.

Such texts are in the order of the times that they name.
"""
