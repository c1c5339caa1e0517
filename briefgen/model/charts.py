"""Charts: numbers that are better seen than read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    Field,
    PlainSerializer,
    PlainValidator,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from briefgen.diagnostics import counted
from briefgen.model import patterns
from briefgen.model.annexes import check_number
from briefgen.model.audiences import OnlyFor
from briefgen.model.base import Items, Model, is_absent
from briefgen.model.characters import MAX_LINE_CHARACTERS, at_most, check_one_line, check_text
from briefgen.model.dates import PartialDate
from briefgen.model.limits import at_most_items
from briefgen.model.localized import Found, LocalizedText, ShortText
from briefgen.model.problems import kind_of, problem, raise_all
from briefgen.model.sources import OptionalSourceReferences

ChartKind: TypeAlias = Literal["bars", "lines", "shares"]
"""Bars compare, lines show how something goes on, shares are parts of a whole."""

MIN_CATEGORIES: Final = 2
MAX_CATEGORIES: Final = 60
MAX_SERIES: Final = 6

_DATE: Final = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")


def _check_category(value: object) -> LocalizedText | PartialDate | str | int:
    """A text in every language, a date, a line that is the same in all languages, or a whole number."""
    if isinstance(value, LocalizedText | Mapping):
        return LocalizedText.model_validate(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return int(check_number(value))
    if isinstance(value, str) and not _DATE.fullmatch(value):
        return at_most(MAX_LINE_CHARACTERS)(check_one_line(check_text(value)))
    if isinstance(value, bool | float | list | tuple) or value is None:
        message = f"a text, a date or a whole number is needed, and {kind_of(value)} is given"
        raise problem("model.not-text", message, "write a text, a date or a whole number")
    try:
        return PartialDate.parse(value)
    except PydanticCustomError as error:
        hint = "write a day, a month or a year of the calendar; a span of years is written 2023/24"
        raise problem("model.bad-date", error.message(), hint) from error


def _as_data(category: LocalizedText | PartialDate | str | int) -> object:
    if isinstance(category, LocalizedText):
        return dict(category.root)
    return str(category) if isinstance(category, PartialDate) else category


def _check_value(value: object) -> int | float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        message = f"a number is needed, and {kind_of(value)} is given"
        raise problem("model.not-a-number", message, "write a number without quotes, or null where there is none")
    return check_number(value, "write a smaller number, and say the size in the unit, such as millions")


_NO_DATE: Final = {
    "pattern": rf"^(?!{_DATE.pattern}{patterns.END})" + patterns.LINE["pattern"].removeprefix("^"),
    "patternErrorMessage": f"{patterns.LINE['patternErrorMessage']}, or a date",
}
_WrittenCategory: TypeAlias = (
    LocalizedText
    | Annotated[str, Field(json_schema_extra={"maxLength": MAX_LINE_CHARACTERS, **_NO_DATE})]
    | PartialDate
    | Annotated[int, Field(json_schema_extra={"type": "integer"})]
)
_WrittenValue: TypeAlias = Annotated[float, Field(json_schema_extra=patterns.NUMBER)] | None

Category: TypeAlias = Annotated[
    LocalizedText | PartialDate | str | int,
    PlainValidator(_check_category, json_schema_input_type=_WrittenCategory),
    PlainSerializer(_as_data),
]
"""What a value of a chart stands for; a text of the form of an ISO date is a date."""

ChartValue: TypeAlias = Annotated[
    int | float | None, PlainValidator(_check_value, json_schema_input_type=_WrittenValue)
]
"""A value of a chart; ``None`` where there is none."""


class Series(Model):
    """Values of one sort, one for each category."""

    label: ShortText | None = Field(
        default=None,
        description="What the values are; needed where there are two series or more.",
        examples=[{"en": "Northbound", "ar": "شمالًا"}],
        exclude_if=is_absent,
    )
    values: Items[ChartValue] = Field(
        description="A number for every category; null where there is none.", examples=[[420, 455.5, None]]
    )


class Chart(Model):
    """A drawing of numbers, which is also given in words and as a table for who cannot see it."""

    kind: ChartKind = Field(
        description="Bars to compare, lines for what changes with time, shares for parts of a whole.", examples=["bars"]
    )
    title: ShortText = Field(
        description="What the chart shows, as a finding.",
        examples=[{"en": "Traffic has doubled since May", "ar": "تضاعفت الحركة منذ أيار"}],
    )
    categories: Annotated[
        Items[Category],
        AfterValidator(at_most_items(MAX_CATEGORIES, "categories", "make two charts of it, or a table of an annex")),
        Field(json_schema_extra={"minItems": MIN_CATEGORIES, "maxItems": MAX_CATEGORIES}),
    ] = Field(
        description=(
            f"What the values stand for: {MIN_CATEGORIES} to {MAX_CATEGORIES} texts, dates or whole numbers;"
            " those of lines in the order of time."
        ),
        examples=[
            ["2024-05", "2024-06", "2024-07"],
            [{"en": "North", "ar": "الشمال"}, {"en": "South", "ar": "الجنوب"}],
        ],
    )
    series: Annotated[
        Items[Series],
        AfterValidator(at_most_items(MAX_SERIES, "series", "make two charts of it")),
        Field(json_schema_extra={"minItems": 1, "maxItems": MAX_SERIES}),
    ] = Field(
        description=f"The numbers: one to {MAX_SERIES} series, each as long as the categories; of shares, one.",
        examples=[[{"values": [420, 455, 840]}]],
    )
    unit: LocalizedText | None = Field(
        default=None,
        description="What is counted or measured.",
        examples=[{"en": "trucks per day", "ar": "شاحنة في اليوم"}],
        exclude_if=is_absent,
    )
    as_of: PartialDate | None = Field(
        default=None, description="The date that the numbers hold for.", examples=["2024-07-12"], exclude_if=is_absent
    )
    sources: OptionalSourceReferences = Field(
        default=(), description="The keys of the sources of the numbers.", examples=[["mo"]], exclude_if=is_absent
    )
    caveat: LocalizedText | None = Field(
        default=None,
        description="What to know before the numbers are used.",
        examples=[{"en": "Without the northern gate.", "ar": "من دون البوابة الشمالية."}],
        exclude_if=is_absent,
    )
    alternative: LocalizedText | None = Field(
        default=None,
        description="What the chart shows, in words, for who cannot see it; its values are said after that.",
        examples=[{"en": "The number rises from 420 to 840.", "ar": "يرتفع العدد من 420 إلى 840."}],
        exclude_if=is_absent,
    )
    only_for: OnlyFor = None

    @field_validator("categories", mode="after")
    @classmethod
    def _enough_and_in_order(cls, categories: tuple[Any, ...], info: ValidationInfo) -> tuple[Any, ...]:
        if len(categories) < MIN_CATEGORIES:
            message = f"the chart has one category; it needs at least {MIN_CATEGORIES}"
            raise problem("model.too-few-items", message, "add a category, or write a key figure instead")
        if info.data.get("kind") == "lines":
            _check_order(categories)
        return categories

    @field_validator("series", mode="after")
    @classmethod
    def _as_long_as_the_categories(cls, series: tuple[Series, ...], info: ValidationInfo) -> tuple[Series, ...]:
        categories = info.data.get("categories")
        if categories is None:
            return series
        found: Found = [
            (
                (index, "values"),
                problem(
                    "model.row-length",
                    f"the series has {counted(len(each.values), 'value')}; the chart has {len(categories)} categories",
                    "write a value for every category, and null where there is none",
                ),
            )
            for index, each in enumerate(series)
            if len(each.values) != len(categories)
        ]
        if found:
            raise_all("series", found)
        return series

    @model_validator(mode="after")
    def _can_be_drawn(self) -> Chart:
        found = _missing_labels(self.series) + (_wrong_shares(self.series) if self.kind == "shares" else [])
        if all(value is None for each in self.series for value in each.values):
            found.append((("series",), problem("model.bad-chart", "the chart has no number", "write a number")))
        if found:
            raise_all("Chart", found)
        return self


def _check_order(categories: tuple[Any, ...]) -> None:
    """Refuse dates or numbers that do not rise: a line would run back."""
    if not all(isinstance(each, PartialDate | int) for each in categories):
        return
    numbers = [(each, 0, 0) if isinstance(each, int) else _order_of(each) for each in categories]
    found: Found = [
        (
            (index,),
            problem(
                "model.date-order",
                f"{categories[index]} does not come after {categories[index - 1]}",
                "write the categories of lines in the order of time, each once",
            ),
        )
        for index, (before, after) in enumerate(pairwise(numbers), start=1)
        if not before < after
    ]
    if found:
        raise_all("categories", found)


def _order_of(date: PartialDate) -> tuple[int, int, int]:
    return (date.year, date.month or 0, date.day or 0)


def _missing_labels(series: tuple[Series, ...]) -> Found:
    hint = "write a label for each series: only one that is alone can do without"
    return [
        (("series", index, "label"), problem("model.bad-chart", "the series has no label", hint))
        for index, each in enumerate(series)
        if each.label is None and len(series) > 1
    ]


def _wrong_shares(series: tuple[Series, ...]) -> Found:
    """What keeps values from being parts of a whole."""
    if len(series) > 1:
        message = f"shares have one series, and {len(series)} are given"
        return [(("series",), problem("model.bad-chart", message, "make a chart for each series, or write kind: bars"))]
    values = series[0].values
    hint = "write kind: bars, or a number that is not below zero"
    found: Found = [
        (("series", 0, "values", index), problem("model.bad-chart", _no_share(value), hint))
        for index, value in enumerate(values)
        if value is None or value < 0
    ]
    if not found and not any(values):
        message = "the shares come to nothing, so they are parts of no whole"
        found.append((("series", 0, "values"), problem("model.bad-chart", message, "write a number above zero")))
    return found


def _no_share(value: float | None) -> str:
    return "a share is missing" if value is None else f"the share {value} is below zero"
