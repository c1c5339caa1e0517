"""The dates of a briefing as a whole."""

from __future__ import annotations

import datetime as dt

from pydantic import Field, ValidationInfo, field_validator

from briefgen.model.base import Model, is_absent
from briefgen.model.dates import Date
from briefgen.model.problems import problem


class Period(Model):
    """A stretch of days; both ends belong to it."""

    start: Date = Field(description="The first day.", examples=["2024-07-01"])
    end: Date = Field(description="The last day; not before the first.", examples=["2024-07-12"])

    @field_validator("end", mode="after")
    @classmethod
    def _not_before_start(cls, end: dt.date, info: ValidationInfo) -> dt.date:
        start = info.data.get("start")
        if start is not None and end < start:
            message = f"the period ends on {end}, before it starts, on {start}"
            raise problem("model.date-order", message, "mend one of the two dates")
        return end


class Dates(Model):
    """The dates of a briefing."""

    as_of: Date = Field(description="The day that the briefing describes.", examples=["2024-07-12"])
    issued: Date | None = Field(
        default=None,
        description="The day on which it is handed out; not before as_of.",
        examples=["2024-07-13"],
        exclude_if=is_absent,
    )
    period: Period | None = Field(
        default=None,
        description="The days that it covers.",
        examples=[{"start": "2024-07-01", "end": "2024-07-12"}],
        exclude_if=is_absent,
    )
    next_update: Date | None = Field(
        default=None,
        description="The day on which the next one is due; not before as_of.",
        examples=["2024-08-12"],
        exclude_if=is_absent,
    )
    review_by: Date | None = Field(
        default=None,
        description="The day by which somebody must look at it again; not before as_of.",
        examples=["2025-01-12"],
        exclude_if=is_absent,
    )

    @field_validator("issued", "next_update", "review_by", mode="after")
    @classmethod
    def _not_before_as_of(cls, day: dt.date | None, info: ValidationInfo) -> dt.date | None:
        as_of = info.data.get("as_of")
        if day is not None and as_of is not None and day < as_of:
            raise problem(
                "model.date-order",
                f"{_SAID[str(info.field_name)]} {day}, before the day it describes, {as_of}",
                "mend one of the two dates",
            )
        return day

    @property
    def day(self) -> dt.date:
        """The day of issue, or else the day described."""
        return self.issued or self.as_of

    @property
    def of_file(self) -> dt.datetime:
        """The ``day``, in UTC: the date of a file where none is set."""
        return dt.datetime(self.day.year, self.day.month, self.day.day, tzinfo=dt.UTC)


_SAID = {
    "issued": "the briefing is issued on",
    "next_update": "the next briefing is due on",
    "review_by": "the briefing is to be reviewed by",
}
