"""The programme of a visit: days, and what happens when."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Final

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from briefgen.model.audiences import OnlyFor
from briefgen.model.base import Items, Model, is_absent
from briefgen.model.dates import Date
from briefgen.model.limits import at_most_items
from briefgen.model.localized import Found, LocalizedText, ShortText
from briefgen.model.problems import problem, raise_all
from briefgen.model.times import TimeOfDay

MAX_PROGRAMME_ITEMS: Final = 100


class ProgrammeItem(Model):
    """Something that happens at a time of day."""

    start: TimeOfDay = Field(description="When it starts: HH:MM.", examples=["09:30"])
    end: TimeOfDay | None = Field(
        default=None, description="When it ends: after it starts, at 24:00 at the latest.", examples=["10:15"],
        exclude_if=is_absent,
    )  # fmt: skip
    what: ShortText = Field(description="What happens.", examples=[{"en": "Arrival", "ar": "الوصول"}])
    place: ShortText | None = Field(
        default=None,
        description="Where.",
        examples=[{"en": "Main gate", "ar": "البوابة الرئيسة"}],
        exclude_if=is_absent,
    )
    people: ShortText | None = Field(
        default=None,
        description="With whom.",
        examples=[{"en": "Salma Haddad", "ar": "سلمى حداد"}],
        exclude_if=is_absent,
    )
    note: LocalizedText | None = Field(
        default=None,
        description="What else to know.",
        examples=[{"en": "Bring the passport.", "ar": "يُرجى إحضار جواز السفر."}],
        exclude_if=is_absent,
    )
    only_for: OnlyFor = None

    @field_validator("end", mode="after")
    @classmethod
    def _after_start(cls, end: str | None, info: ValidationInfo) -> str | None:
        start = info.data.get("start")
        if start is not None and end is not None and end <= start:
            hint = (
                "mend one of the two times; what goes on after midnight ends at 24:00 and starts at 00:00 the next day"
            )
            raise problem("model.time-order", f"it ends at {end}, and starts at {start}", hint)
        return end


class ProgrammeDay(Model):
    """A day of a programme."""

    date: Date = Field(description="The day.", examples=["2024-07-15"])
    title: ShortText | None = Field(
        default=None,
        description="What the day is about.",
        examples=[{"en": "Visit to the crossing", "ar": "زيارة المعبر"}],
        exclude_if=is_absent,
    )
    items: Annotated[
        Items[ProgrammeItem],
        AfterValidator(at_most_items(MAX_PROGRAMME_ITEMS, "items in one day", "leave the details to an annex")),
        Field(json_schema_extra={"minItems": 1, "maxItems": MAX_PROGRAMME_ITEMS}),
    ] = Field(
        description="What happens, in the order of the times.",
        examples=[[{"start": "09:30", "what": {"en": "Arrival", "ar": "الوصول"}}]],
    )
    only_for: OnlyFor = None

    @field_validator("items", mode="after")
    @classmethod
    def _in_order(cls, items: tuple[ProgrammeItem, ...]) -> tuple[ProgrammeItem, ...]:
        hint = "put the items in the order in which they start"
        found: Found = [
            (
                (index, "start"),
                problem(
                    "model.time-order", f"it starts at {after.start}, before the item above, at {before.start}", hint
                ),
            )
            for index, (before, after) in enumerate(pairwise(items), start=1)
            if after.start < before.start
        ]
        if found:
            raise_all("items", found)
        return items


def check_days(days: tuple[ProgrammeDay, ...]) -> tuple[ProgrammeDay, ...]:
    """The days of a programme, when they are in their order; a day may come twice, for two groups of people."""
    found: Found = [
        (
            (index, "date"),
            problem("model.date-order", f"{after.date} comes before {before.date}", "put the days in their order"),
        )
        for index, (before, after) in enumerate(pairwise(days), start=1)
        if after.date < before.date
    ]
    if found:
        raise_all("programme", found)
    return days
