"""What a briefing says: figures, facts, areas, quotes, events and disagreements, with the sources they rest on."""

from __future__ import annotations

import math
from typing import Annotated, Any, TypeAlias

from pydantic import (
    Field,
    PlainValidator,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    field_validator,
)

from briefgen.model import scope
from briefgen.model.base import Items, Model, is_absent
from briefgen.model.characters import MAX_TEXT_CHARACTERS, Words, check_one_line, check_text
from briefgen.model.dates import PartialDate
from briefgen.model.localized import LanguageTag, LocalizedText, VerbatimText, missing_languages
from briefgen.model.problems import kind_of, problem, raise_all
from briefgen.model.sources import OptionalSourceReferences, SourceReference, SourceReferences

_TOO_LARGE = 10**100


def _check_value(value: object) -> int | float | str:
    """A number or a line of text, as it is; ``True`` is no number."""
    if isinstance(value, str):
        return check_one_line(check_text(value))
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise problem(
            "model.not-text", f"a number or a text is needed, and {kind_of(value)} is given", "write a number or a text"
        )
    if abs(value) >= _TOO_LARGE or math.isnan(value):
        raise problem("model.bad-number", "the number is not finite, or too long", "write the figure as a text")
    return value


FigureValue: TypeAlias = Annotated[
    int | float | str,
    PlainValidator(_check_value),
    WithJsonSchema(
        {"anyOf": [{"type": "number"}, {"type": "string", "minLength": 1, "maxLength": MAX_TEXT_CHARACTERS}]}
    ),
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
    as_of: PartialDate = Field(description="The date that the figure holds for.", examples=["2024-07-12"])
    sources: SourceReferences = Field(description="The keys of the sources of the figure.", examples=[["mo"]])


class Fact(Model):
    """A statement in a table of facts."""

    label: LocalizedText = Field(description="What the fact is about.", examples=[{"en": "Capital", "ar": "العاصمة"}])
    value: LocalizedText = Field(description="The fact.", examples=[{"en": "Amman", "ar": "عمّان"}])
    as_of: PartialDate = Field(description="The date that the fact holds for.", examples=["2024-07"])
    sources: SourceReferences = Field(description="The keys of the sources of the fact.", examples=[["jt", "mo"]])


class ActivityArea(Model):
    """A field in which somebody is active."""

    title: LocalizedText = Field(description="The name of the area.", examples=[{"en": "Water", "ar": "المياه"}])
    description: LocalizedText = Field(
        description="What is done in it.", examples=[{"en": "Repair of *two* wells.", "ar": "إصلاح *بئرين*."}]
    )
    sources: OptionalSourceReferences = Field(
        default=(), description="The keys of the sources; may be empty.", examples=[["mo"]], exclude_if=is_absent
    )


class Quote(Model):
    """The very words of somebody, with translations into the other languages of the briefing."""

    text: Words = Field(
        description="The words, on one line and without markup: they are printed exactly.", examples=["العمل مستمر."]
    )
    language: LanguageTag = Field(description="The language of the words.", examples=["ar"])
    translations: VerbatimText | None = Field(
        default=None,
        validate_default=True,
        description="The words in every language of the briefing other than their own, on one line, without markup.",
        examples=[{"en": "The work goes on."}],
        exclude_if=is_absent,
    )
    translated_by: LocalizedText | None = Field(
        default=None,
        validate_default=True,
        description="Who translated the words; required when there are translations.",
        examples=[{"en": "Language service", "ar": "خدمة اللغات"}],
        exclude_if=is_absent,
    )
    speaker: LocalizedText = Field(
        description="Whose words they are.", examples=[{"en": "The minister", "ar": "الوزير"}]
    )
    role: LocalizedText | None = Field(
        default=None,
        description="In which role the speaker said it.",
        examples=[{"en": "Head of delegation", "ar": "رئيس الوفد"}],
        exclude_if=is_absent,
    )
    occasion: LocalizedText | None = Field(
        default=None,
        description="Where and when it was said.",
        examples=[{"en": "Opening of the bridge", "ar": "افتتاح الجسر"}],
        exclude_if=is_absent,
    )
    date: PartialDate = Field(description="When it was said.", examples=["2024-07-11"])
    source: SourceReference = Field(description="The key of the source of the words.", examples=["mo"])

    @field_validator("translations", mode="wrap")
    @classmethod
    def _translations_complete(
        cls, value: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo
    ) -> VerbatimText | None:
        """Every language of the briefing but the quote's own is there, and no other."""
        languages = scope.current().languages
        own = info.data.get("language")
        # Without a valid language of the quote nothing can be said about the others.
        wanted = None if languages is None or own is None else tuple(tag for tag in languages if tag != own)
        with scope.languages_narrowed_to(wanted):
            translations: VerbatimText | None = handler(value)
        if translations is None and (missing := missing_languages(wanted, ())):
            raise_all("translations", missing)
        return translations

    @field_validator("translated_by", mode="after")
    @classmethod
    def _translator_named(cls, value: LocalizedText | None, info: ValidationInfo) -> LocalizedText | None:
        """Translations that are there, or that are there and wrong, have a translator."""
        if value is None and info.data.get("translations", True):
            raise problem(
                "model.missing-translator",
                "the quote is translated, and its translator is not named",
                'add "translated_by", with the name in every language',
            )
        return value


class TimelineEntry(Model):
    """Something that happened."""

    date: PartialDate = Field(description="When: a day, a month or a year.", examples=[1995, "2023-07", "2024-07-10"])
    text: LocalizedText = Field(
        description="What happened.", examples=[{"en": "The bridge opens.", "ar": "افتتاح الجسر."}]
    )
    sources: SourceReferences = Field(description="The keys of the sources of the event.", examples=[["mo"]])


class Position(Model):
    """What some of the sources say about a question."""

    value: LocalizedText = Field(description="What they say.", examples=[{"en": "Seven", "ar": "سبعة"}])
    sources: SourceReferences = Field(description="The keys of the sources that say it.", examples=[["jt"]])


class Disagreement(Model):
    """A question that the sources answer differently."""

    question: LocalizedText = Field(
        description="The question.", examples=[{"en": "How many crossings are open?", "ar": "كم معبرًا مفتوحًا؟"}]
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
