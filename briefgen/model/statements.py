"""What a briefing says: figures, facts, areas, events and disagreements, with the sources they rest on."""

from __future__ import annotations

from typing import Annotated, Final, Literal, TypeAlias

from pydantic import BeforeValidator, Field, PlainValidator, ValidationInfo, WithJsonSchema, field_validator

from briefgen.model import patterns
from briefgen.model.annexes import check_number
from briefgen.model.audiences import OnlyFor
from briefgen.model.base import Items, Model, OptionalItems, is_absent
from briefgen.model.characters import MAX_TEXT_CHARACTERS, check_one_line, check_text
from briefgen.model.dates import PartialDate
from briefgen.model.localized import LocalizedText, ShortText
from briefgen.model.paths import StatementPath
from briefgen.model.problems import kind_of, problem, shown
from briefgen.model.sources import OptionalSourceReferences, SourceReferences


def _check_value(value: object) -> int | float | str:
    """A number or a line of text, as it is; ``True`` is no number."""
    if isinstance(value, str):
        return check_one_line(check_text(value))
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise problem(
            "model.not-text", f"a number or a text is needed, and {kind_of(value)} is given", "write a number or a text"
        )
    return check_number(value)


FigureValue: TypeAlias = Annotated[
    int | float | str,
    PlainValidator(_check_value),
    WithJsonSchema({"anyOf": [patterns.NUMBER, {"type": "string", "maxLength": MAX_TEXT_CHARACTERS, **patterns.LINE}]}),
]


class KeyFigure(Model):
    """A number that the reader should take away."""

    value: FigureValue = Field(
        description="The figure: a number, or a text where it needs one.", examples=[7, "3 to 5"]
    )
    unit: LocalizedText | None = Field(
        default=None,
        description="What is counted or measured.",
        examples=[{"en": "crossings", "ar": "معابر"}],
        exclude_if=is_absent,
    )
    label: LocalizedText = Field(
        description="What the figure says.", examples=[{"en": "Open crossings", "ar": "المعابر المفتوحة"}]
    )
    as_of: PartialDate | None = Field(
        default=None,
        description="The date that the figure holds for.",
        examples=["2024-07-12"],
        exclude_if=is_absent,
    )
    sources: OptionalSourceReferences = Field(
        default=(), description="The keys of the sources of the figure.", examples=[["mo"]], exclude_if=is_absent
    )
    caveat: LocalizedText | None = Field(
        default=None,
        description="What to know before the figure is used.",
        examples=[{"en": "Without the northern gate.", "ar": "من دون البوابة الشمالية."}],
        exclude_if=is_absent,
    )
    only_for: OnlyFor = None


class Fact(Model):
    """A statement in a table of facts."""

    label: LocalizedText = Field(description="What the fact is about.", examples=[{"en": "Capital", "ar": "العاصمة"}])
    value: LocalizedText = Field(description="The fact.", examples=[{"en": "Amman", "ar": "عمّان"}])
    unit: LocalizedText | None = Field(
        default=None,
        description="What is counted or measured, where the value is a figure.",
        examples=[{"en": "km", "ar": "كم"}],
        exclude_if=is_absent,
    )
    as_of: PartialDate | None = Field(
        default=None,
        description="The date that the fact holds for.",
        examples=["2024-07"],
        exclude_if=is_absent,
    )
    sources: OptionalSourceReferences = Field(
        default=(), description="The keys of the sources of the fact.", examples=[["jt", "mo"]], exclude_if=is_absent
    )
    caveat: LocalizedText | None = Field(
        default=None,
        description="What to know before the fact is used.",
        examples=[{"en": "Without the northern gate.", "ar": "من دون البوابة الشمالية."}],
        exclude_if=is_absent,
    )
    only_for: OnlyFor = None


def _check_progress(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _WHOLE:
        return value
    named = shown(value) if isinstance(value, str) else str(value) if _is_number(value) else kind_of(value)
    message = f"{named} is not a whole number from 0 to {_WHOLE}"
    raise problem("model.bad-number", message, "write how many per cent are done, without a sign and quotes")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_WHOLE: Final = 100

Progress: TypeAlias = Annotated[
    int, BeforeValidator(_check_progress), WithJsonSchema({"type": "integer", "minimum": 0, "maximum": _WHOLE})
]
"""How much of something is done, in per cent."""

AreaStatus: TypeAlias = Literal["planned", "active", "on-hold", "done", "cancelled"]
"""How far something has come."""


class ActivityArea(Model):
    """A field in which somebody is active."""

    title: LocalizedText = Field(description="The name of the area.", examples=[{"en": "Water", "ar": "المياه"}])
    description: LocalizedText = Field(
        description="What is done in it.", examples=[{"en": "Repair of *two* wells.", "ar": "إصلاح *بئرين*."}]
    )
    owner: ShortText | None = Field(
        default=None,
        description="Who does it.",
        examples=[{"en": "Ministry of Water", "ar": "وزارة المياه"}],
        exclude_if=is_absent,
    )
    place: ShortText | None = Field(
        default=None, description="Where.", examples=[{"en": "Irbid", "ar": "إربد"}], exclude_if=is_absent
    )
    status: AreaStatus | None = Field(
        default=None, description="How far it has come.", examples=["active"], exclude_if=is_absent
    )
    progress: Progress | None = Field(
        default=None, description="How much of it is done, in per cent.", examples=[60], exclude_if=is_absent
    )
    start: PartialDate | None = Field(
        default=None, description="When it starts.", examples=["2024-03"], exclude_if=is_absent
    )
    end: PartialDate | None = Field(
        default=None, description="When it ends; not before it starts.", examples=["2025"], exclude_if=is_absent
    )
    sources: OptionalSourceReferences = Field(
        default=(), description="The keys of the sources; may be empty.", examples=[["mo"]], exclude_if=is_absent
    )
    only_for: OnlyFor = None

    @field_validator("end", mode="after")
    @classmethod
    def _not_before_start(cls, end: PartialDate | None, info: ValidationInfo) -> PartialDate | None:
        start = info.data.get("start")
        if start is not None and end is not None and end.latest < start.earliest:
            raise problem(
                "model.date-order", f"it ends in {end}, before it starts, in {start}", "mend one of the two dates"
            )
        return end


class TimelineEntry(Model):
    """Something that happened."""

    date: PartialDate = Field(description="When: a day, a month or a year.", examples=[1995, "2023-07", "2024-07-10"])
    text: LocalizedText = Field(
        description="What happened.", examples=[{"en": "The bridge opens.", "ar": "افتتاح الجسر."}]
    )
    sources: SourceReferences = Field(description="The keys of the sources of the event.", examples=[["mo"]])
    only_for: OnlyFor = None


class Position(Model):
    """What some of the sources say about a question."""

    value: LocalizedText = Field(description="What they say.", examples=[{"en": "Seven", "ar": "سبعة"}])
    sources: SourceReferences = Field(description="The keys of the sources that say it.", examples=[["jt"]])


class Disagreement(Model):
    """A question that the sources answer differently."""

    question: LocalizedText = Field(
        description="The question.", examples=[{"en": "How many crossings are open?", "ar": "كم عدد المعابر المفتوحة؟"}]
    )
    positions: Annotated[Items[Position], Field(json_schema_extra={"minItems": 2})] = Field(
        description="What the sources say: at least two positions.",
        examples=[
            [
                {"value": {"en": "Seven", "ar": "سبعة"}, "sources": ["jt"]},
                {"value": {"en": "Eight", "ar": "ثمانية"}, "sources": ["mo"]},
            ]
        ],
    )
    adopted: LocalizedText = Field(
        description="What the briefing goes by.", examples=[{"en": "Seven, the later count", "ar": "سبعة، وهو الأحدث"}]
    )
    reason: LocalizedText | None = Field(
        default=None,
        description="Why the briefing goes by it.",
        examples=[{"en": "It was counted on the spot.", "ar": "أُحصي العدد في الموقع."}],
        exclude_if=is_absent,
    )
    concerns: OptionalItems[StatementPath] = Field(
        default=(),
        description="Paths of the statements that it is about.",
        examples=[["key_figures[0]"]],
        exclude_if=is_absent,
    )
    only_for: OnlyFor = None

    @field_validator("positions", mode="after")
    @classmethod
    def _positions_differ(cls, positions: tuple[Position, ...]) -> tuple[Position, ...]:
        if len(positions) < 2:
            raise problem(
                "model.too-few-items",
                "a disagreement has one position; it needs at least two",
                "add the other position, or state a fact instead",
            )
        return positions
