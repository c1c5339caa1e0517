"""The briefing as its author means it."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self, TypeAlias

from pydantic import Field, ModelWrapValidatorHandler, ValidationInfo, field_validator, model_validator

from briefgen.model import scope
from briefgen.model.base import Items, Model, OptionalItems, is_absent
from briefgen.model.characters import Line
from briefgen.model.dates import Date
from briefgen.model.links import Email
from briefgen.model.localized import DistinctLanguages, LanguageTag, LocalizedText, read_languages
from briefgen.model.problems import problem
from briefgen.model.sources import Source
from briefgen.model.statements import ActivityArea, Disagreement, Fact, KeyFigure, Quote, TimelineEntry

BriefingKind: TypeAlias = Literal[
    "meeting-brief", "situation-report", "fact-sheet", "questions-and-answers", "visit-programme"
]
TlpLabel: TypeAlias = Literal["TLP:RED", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:GREEN", "TLP:CLEAR"]
_MAX_LANGUAGES = 2


class TlpHandling(Model):
    """Handling by the Traffic Light Protocol 2.0 (FIRST, 2022); its labels are never translated."""

    scheme: Literal["tlp"] = Field(description="The Traffic Light Protocol.", examples=["tlp"])
    label: TlpLabel = Field(description="The label, exactly as TLP 2.0 writes it.", examples=["TLP:CLEAR"])


class FreeHandling(Model):
    """Handling in words of one's own."""

    scheme: Literal["free"] = Field(description="A scheme of one's own.", examples=["free"])
    label: LocalizedText = Field(
        description="The label in every language.", examples=[{"en": "OFFICIAL", "ar": "رسمي"}]
    )


Handling: TypeAlias = Annotated[TlpHandling | FreeHandling, Field(discriminator="scheme")]
"""Who may see the briefing."""


class Dates(Model):
    """The dates of a briefing."""

    as_of: Date = Field(description="The day that the briefing describes.", examples=["2024-07-12"])
    issued: Date | None = Field(
        default=None,
        description="The day on which it is handed out; not before as_of.",
        examples=["2024-07-13"],
        exclude_if=is_absent,
    )

    @field_validator("issued", mode="after")
    @classmethod
    def _not_before_as_of(cls, issued: Date | None, info: ValidationInfo) -> Date | None:
        as_of = info.data.get("as_of")
        if issued is not None and as_of is not None and issued < as_of:
            raise problem(
                "model.date-order",
                f"the briefing is issued on {issued}, before the day it describes, {as_of}",
                "mend one of the two dates",
            )
        return issued


class Contact(Model):
    """Whom to ask."""

    name: LocalizedText = Field(description="A person or an office.", examples=[{"en": "Desk 4", "ar": "المكتب 4"}])
    phone: Line | None = Field(
        default=None, description="A telephone number.", examples=["+962 6 123 4567"], exclude_if=is_absent
    )
    email: Email | None = Field(
        default=None, description="An e-mail address.", examples=["desk4@example.org"], exclude_if=is_absent
    )


class Briefing(Model):
    """A briefing in one or two languages.

    ``Briefing.model_validate`` and ``Briefing(…)`` raise pydantic's ``ValidationError`` with every problem of the
    input, each at its location; the type of each of our errors is a code of ``briefgen.model.problems.CODES``.
    ``briefgen.model.load`` and ``loads`` raise ``InvalidBriefing`` with line numbers instead.
    """

    languages: Annotated[
        Items[LanguageTag],
        DistinctLanguages,
        Field(json_schema_extra={"minItems": 1, "maxItems": _MAX_LANGUAGES, "uniqueItems": True}),
    ] = Field(description="One or two languages; the first is the primary one.", examples=[["en", "ar"]])
    kind: BriefingKind = Field(
        default="meeting-brief", description="What sort of briefing it is.", examples=["meeting-brief"]
    )
    reference: Line = Field(description="The reference by which the briefing is filed.", examples=["JO-2024-07"])
    title: LocalizedText = Field(
        description="The title.", examples=[{"en": "Meeting on the crossing", "ar": "اجتماع بشأن المعبر"}]
    )
    short_title: LocalizedText | None = Field(
        default=None,
        description="A shorter title for running headers.",
        examples=[{"en": "Crossing", "ar": "المعبر"}],
        exclude_if=is_absent,
    )
    dates: Dates = Field(description="The dates of the briefing.", examples=[{"as_of": "2024-07-12"}])
    prepared_for: LocalizedText = Field(
        description="Who will read it.", examples=[{"en": "The minister", "ar": "الوزير"}]
    )
    prepared_by: LocalizedText | None = Field(
        default=None, description="Who wrote it.", examples=[{"en": "Desk 4", "ar": "المكتب 4"}], exclude_if=is_absent
    )
    handling: Handling = Field(
        description="Who may see the briefing.", examples=[{"scheme": "tlp", "label": "TLP:CLEAR"}]
    )
    contact: Contact | None = Field(
        default=None,
        description="Whom to ask.",
        examples=[{"name": {"en": "Desk 4", "ar": "المكتب 4"}}],
        exclude_if=is_absent,
    )
    bottom_line: LocalizedText | None = Field(
        default=None,
        description="The point, in one to three sentences.",
        examples=[{"en": "Agree to the date.", "ar": "الموافقة على الموعد."}],
        exclude_if=is_absent,
    )
    summary: Items[LocalizedText] = Field(
        description="The paragraphs of the summary.",
        examples=[[{"en": "Two points are open.", "ar": "ثمة نقطتان عالقتان."}]],
    )
    key_figures: OptionalItems[KeyFigure] = Field(
        default=(),
        description="The numbers to take away.",
        examples=[
            [
                {
                    "value": 7,
                    "label": {"en": "Open crossings", "ar": "المعابر المفتوحة"},
                    "as_of": "2024-07",
                    "sources": ["mo"],
                }
            ]
        ],
        exclude_if=is_absent,
    )
    facts: OptionalItems[Fact] = Field(
        default=(),
        description="A table of facts.",
        examples=[
            [
                {
                    "label": {"en": "Capital", "ar": "العاصمة"},
                    "value": {"en": "Amman", "ar": "عمّان"},
                    "as_of": 2024,
                    "sources": ["mo"],
                }
            ]
        ],
        exclude_if=is_absent,
    )
    activity_areas: OptionalItems[ActivityArea] = Field(
        default=(),
        description="Who is active in what.",
        examples=[
            [
                {
                    "title": {"en": "Water", "ar": "المياه"},
                    "description": {"en": "Repair of two wells.", "ar": "إصلاح بئرين."},
                }
            ]
        ],
        exclude_if=is_absent,
    )
    quotes: OptionalItems[Quote] = Field(
        default=(),
        description="The very words of people.",
        examples=[
            [
                {
                    "text": "العمل مستمر.",
                    "language": "ar",
                    "translations": {"en": "The work goes on."},
                    "translated_by": {"en": "Language service", "ar": "خدمة اللغات"},
                    "speaker": {"en": "The minister", "ar": "الوزير"},
                    "date": "2024-07-11",
                    "source": "mo",
                }
            ]
        ],
        exclude_if=is_absent,
    )
    timeline: OptionalItems[TimelineEntry] = Field(
        default=(),
        description="What happened when.",
        examples=[[{"date": 1995, "text": {"en": "The bridge opens.", "ar": "افتتاح الجسر."}, "sources": ["mo"]}]],
        exclude_if=is_absent,
    )
    disagreements: OptionalItems[Disagreement] = Field(
        default=(),
        description="Where the sources disagree.",
        examples=[
            [
                {
                    "question": {"en": "How many crossings are open?", "ar": "كم معبرًا مفتوحًا؟"},
                    "positions": [
                        {"value": {"en": "Seven", "ar": "سبعة"}, "sources": ["jt"]},
                        {"value": {"en": "Eight", "ar": "ثمانية"}, "sources": ["mo"]},
                    ],
                    "adopted": {"en": "Seven, the later count", "ar": "سبعة، وهو الأحدث"},
                }
            ]
        ],
        exclude_if=is_absent,
    )
    sources: OptionalItems[Source] = Field(
        default=(),
        description="The sources, numbered from 1 in this order.",
        examples=[
            [
                {
                    "key": "mo",
                    "title": {"en": "Statement on the crossing", "ar": "بيان عن المعبر"},
                    "publisher": {"en": "Ministry of Works", "ar": "وزارة الأشغال"},
                    "date": "2024-07-11",
                }
            ]
        ],
        exclude_if=is_absent,
    )

    @model_validator(mode="wrap")
    @classmethod
    def _with_scope(cls, raw: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Lets every part know the languages and the source keys of the raw input, which may be anything."""
        languages = read_languages(scope.part_of(raw, "languages"))
        with scope.entered(scope.Scope(languages, _read_source_keys(scope.part_of(raw, "sources")))):
            return handler(raw)

    @field_validator("languages", mode="after")
    @classmethod
    def _not_too_many(cls, languages: tuple[str, ...]) -> tuple[str, ...]:
        if len(languages) > _MAX_LANGUAGES:
            raise problem(
                "model.too-many-items",
                f"the briefing has {len(languages)} languages; at most {_MAX_LANGUAGES} are possible",
                "make a briefing for each pair of languages",
            )
        return languages

    @property
    def primary_language(self) -> str:
        """The tag of the first language."""
        return self.languages[0]

    @property
    def running_title(self) -> LocalizedText:
        """The title for running headers: the short one, if there is one."""
        return self.short_title or self.title

    def source_number(self, key: str) -> int:
        """The number of a source in the printed list, from 1.

        Raises:
            ValueError: the briefing lists no source with this key.
        """
        for number, source in enumerate(self.sources, start=1):
            if source.key == key:
                return number
        raise ValueError(f"the briefing lists no source with the key {key!r}")


def _read_source_keys(raw: object) -> tuple[str, ...] | None:
    """The keys that raw input gives to its sources; ``None`` when the list itself cannot be read."""
    if raw is None:
        return ()
    if not isinstance(raw, list | tuple):
        return None
    keys = (scope.part_of(source, "key") for source in raw)
    return tuple(dict.fromkeys(key for key in keys if isinstance(key, str)))
