"""Annexes: texts and tables at the end of a briefing."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Final, TypeAlias

from pydantic import BeforeValidator, Field, PlainSerializer, PlainValidator, ValidationInfo, field_validator

from briefgen.diagnostics import counted
from briefgen.model import patterns
from briefgen.model.audiences import OnlyFor
from briefgen.model.base import AnyItems, Items, Model, OptionalItems, is_absent, required_items
from briefgen.model.characters import MAX_LINE_CHARACTERS, at_most, check_one_line, check_text
from briefgen.model.localized import Found, LocalizedText, ShortText
from briefgen.model.problems import kind_of, problem, raise_all
from briefgen.model.sources import OptionalSourceReferences

MAX_COLUMNS: Final = 20
MAX_ROWS: Final = 10_000

_TOO_LARGE = 10**100


def check_number(value: float, hint: str = "write the figure as a text") -> float:
    """A number that can be printed: finite, and not too long; else the hint says what to write instead."""
    if abs(value) >= _TOO_LARGE or math.isnan(value):
        raise problem("model.bad-number", "the number is not finite, or too long", hint)
    return value


def _check_cell(value: object) -> int | float | str | LocalizedText | None:
    """A number, a line of text, a text in every language, or nothing; ``True`` is no number."""
    if value is None:
        return None
    if isinstance(value, str):
        return at_most(MAX_LINE_CHARACTERS)(check_one_line(check_text(value)))
    if isinstance(value, LocalizedText | Mapping):
        return LocalizedText.model_validate(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        message = f"a number, a text or a text in every language is needed, and {kind_of(value)} is given"
        raise problem("model.not-text", message, "write a number or a text, or null for an empty cell")
    return check_number(value)


def _as_data(cell: float | str | LocalizedText | None) -> object:
    return dict(cell.root) if isinstance(cell, LocalizedText) else cell


_Written: TypeAlias = (
    Annotated[float, Field(json_schema_extra=patterns.NUMBER)]
    | Annotated[str, Field(json_schema_extra={"maxLength": MAX_LINE_CHARACTERS, **patterns.LINE})]
    | LocalizedText
    | None
)

Cell: TypeAlias = Annotated[
    int | float | str | LocalizedText | None,
    PlainValidator(_check_cell, json_schema_input_type=_Written),
    PlainSerializer(_as_data),
]
"""A cell of a table: a number, a line that is the same in all languages, a text in each, or ``None`` if it is empty."""


class Column(Model):
    """A column of a table."""

    label: ShortText = Field(description="What its cells are.", examples=[{"en": "Trucks", "ar": "الشاحنات"}])
    unit: LocalizedText | None = Field(
        default=None,
        description="What its numbers count or measure.",
        examples=[{"en": "per day", "ar": "في اليوم"}],
        exclude_if=is_absent,
    )


def _check_rows(value: object) -> tuple[object, ...]:
    """So many rows that their cells are worth a look: a table is counted before it is read."""
    if isinstance(value, list | tuple) and len(value) > MAX_ROWS:
        message = f"the table has {len(value):,} rows; at most {MAX_ROWS:,} are possible"
        raise problem("model.too-many-items", message, "make two tables of it")
    return required_items(value, most=MAX_ROWS)


class Table(Model):
    """A table: every row has a cell for every column."""

    columns: Items[Column] = Field(
        description=f"Its columns, from the start of a line; at most {MAX_COLUMNS}.",
        examples=[[{"label": {"en": "Month", "ar": "الشهر"}}, {"label": {"en": "Trucks", "ar": "الشاحنات"}}]],
        json_schema_extra={"minItems": 1, "maxItems": MAX_COLUMNS},
    )
    rows: Annotated[tuple[AnyItems[Cell], ...], BeforeValidator(_check_rows)] = Field(
        description=f"Its rows, each with a cell for every column; at most {MAX_ROWS:,}. An empty cell is null.",
        examples=[[[{"en": "June", "ar": "حزيران"}, 420], [{"en": "July", "ar": "تموز"}, None]]],
        json_schema_extra={"minItems": 1, "maxItems": MAX_ROWS},
    )

    @field_validator("columns", mode="after")
    @classmethod
    def _not_too_wide(cls, columns: tuple[Column, ...]) -> tuple[Column, ...]:
        if len(columns) > MAX_COLUMNS:
            message = f"the table has {len(columns)} columns; at most {MAX_COLUMNS} are possible"
            raise problem("model.too-many-items", message, "make two tables of it")
        return columns

    @field_validator("rows", mode="after")
    @classmethod
    def _as_wide_as_the_table(
        cls, rows: tuple[tuple[Cell, ...], ...], info: ValidationInfo
    ) -> tuple[tuple[Cell, ...], ...]:
        columns = info.data.get("columns")
        if columns is None:
            return rows
        found: Found = [
            (
                (index,),
                problem(
                    "model.row-length",
                    f"the row has {counted(len(row), 'cell')}; the table has {counted(len(columns), 'column')}",
                    "write a cell for every column, and null for an empty one",
                ),
            )
            for index, row in enumerate(rows)
            if len(row) != len(columns)
        ]
        if found:
            raise_all("rows", found)
        return rows


class Annex(Model):
    """Something to look up."""

    title: ShortText = Field(description="The title.", examples=[{"en": "Traffic by month", "ar": "الحركة بحسب الشهر"}])
    text: OptionalItems[LocalizedText] = Field(
        default=(),
        description="Its paragraphs.",
        examples=[[{"en": "Counted at the gate.", "ar": "أُحصيت عند البوابة."}]],
        exclude_if=is_absent,
    )
    table: Table | None = Field(
        default=None,
        description="Its table.",
        examples=[{"columns": [{"label": {"en": "Trucks", "ar": "الشاحنات"}}], "rows": [[420], [None]]}],
        exclude_if=is_absent,
    )
    sources: OptionalSourceReferences = Field(
        default=(), description="The keys of the sources; may be empty.", examples=[["mo"]], exclude_if=is_absent
    )
    only_for: OnlyFor = None
