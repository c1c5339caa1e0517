"""The briefing as its author means it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Final, Literal, Self, TypeAlias

from pydantic import (
    BeforeValidator,
    Field,
    ModelWrapValidatorHandler,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from briefgen.model import scope
from briefgen.model.base import Items, Model, OptionalItems, is_absent
from briefgen.model.characters import Line
from briefgen.model.dates import Date
from briefgen.model.glossary import GlossaryEntry, check_short_forms
from briefgen.model.links import Email
from briefgen.model.localized import (
    DistinctLanguages,
    LanguageTag,
    LocalizedText,
    ShortText,
    read_languages,
    read_other_languages,
)
from briefgen.model.problems import kind_of, problem, raise_all, shown
from briefgen.model.sources import Source
from briefgen.model.statements import ActivityArea, Disagreement, Fact, KeyFigure, Quote, TimelineEntry

BriefingKind: TypeAlias = Literal[
    "meeting-brief", "situation-report", "fact-sheet", "questions-and-answers", "visit-programme"
]
TlpLabel: TypeAlias = Literal["TLP:RED", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:GREEN", "TLP:CLEAR"]
_MAX_LANGUAGES = 2

SCHEMA_VERSION: Final = 1
"""The version of the fields of a briefing. It rises when a briefing may have what older programs cannot read."""

_FIRST_VERSION: Final = 1


def _check_version(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and _FIRST_VERSION <= value <= SCHEMA_VERSION:
        return value
    named = shown(value) if isinstance(value, str) else kind_of(value)
    raise problem(
        "model.not-a-choice",
        f"{named} is not a version of the fields of a briefing",
        f"write {SCHEMA_VERSION} as a number, or remove the key",
    )


SchemaVersion: TypeAlias = Annotated[
    int,
    BeforeValidator(_check_version),
    WithJsonSchema({"type": "integer", "enum": list(range(_FIRST_VERSION, SCHEMA_VERSION + 1))}),
]
"""A version of the fields of a briefing that can be read; one that is newer is refused before anything is checked."""


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

    @property
    def of_file(self) -> dt.datetime:
        """The day of issue, or else the day described, in UTC: the date of a file where none is set."""
        day = self.issued or self.as_of
        return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)


class Contact(Model):
    """Whom to ask."""

    name: ShortText = Field(description="A person or an office.", examples=[{"en": "Desk 4", "ar": "المكتب 4"}])
    phone: Line | None = Field(
        default=None, description="A telephone number.", examples=["+962 6 123 4567"], exclude_if=is_absent
    )
    email: Email | None = Field(
        default=None, description="An e-mail address.", examples=["desk4@example.org"], exclude_if=is_absent
    )


def _is_first_version(version: object) -> bool:
    """A briefing that says no version is of the first one."""
    return version == _FIRST_VERSION


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
    other_languages: Annotated[
        OptionalItems[LanguageTag], DistinctLanguages, Field(json_schema_extra={"uniqueItems": True})
    ] = Field(
        default=(),
        description="Languages in which the briefing exists elsewhere; pages in one language name them.",
        examples=[["fr"]],
        exclude_if=is_absent,
    )
    kind: BriefingKind = Field(
        default="meeting-brief", description="What sort of briefing it is.", examples=["meeting-brief"]
    )
    reference: Line = Field(description="The reference by which the briefing is filed.", examples=["JO-2024-07"])
    title: ShortText = Field(
        description="The title.", examples=[{"en": "Meeting on the crossing", "ar": "اجتماع بشأن المعبر"}]
    )
    short_title: ShortText | None = Field(
        default=None,
        description="A shorter title for running headers.",
        examples=[{"en": "Crossing", "ar": "المعبر"}],
        exclude_if=is_absent,
    )
    dates: Dates = Field(description="The dates of the briefing.", examples=[{"as_of": "2024-07-12"}])
    prepared_for: ShortText = Field(description="Who will read it.", examples=[{"en": "The minister", "ar": "الوزير"}])
    prepared_by: ShortText | None = Field(
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
    glossary: OptionalItems[GlossaryEntry] = Field(
        default=(),
        description="Short forms that the texts use, and what they stand for.",
        examples=[
            [
                {
                    "short": {"en": "NATO", "ar": "الناتو"},
                    "full": {"en": "North Atlantic Treaty Organization", "ar": "منظمة حلف شمال الأطلسي"},
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

    schema_version: SchemaVersion = Field(
        default=_FIRST_VERSION,
        description="The version of the fields.",
        examples=[SCHEMA_VERSION],
        exclude_if=_is_first_version,
    )

    @model_validator(mode="wrap")
    @classmethod
    def _with_scope(cls, raw: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Lets every part know the languages and the source keys of the raw input, which may be anything."""
        _refuse_newer(scope.part_of(raw, "schema_version"))
        languages = read_languages(scope.part_of(raw, "languages"))
        others = read_other_languages(scope.part_of(raw, "other_languages"))
        keys = scope.source_keys_of(scope.part_of(raw, "sources"))
        with scope.entered(scope.Scope(languages, keys, others)):
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

    @field_validator("other_languages", mode="after")
    @classmethod
    def _not_here(cls, others: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        here = info.data.get("languages", ())
        found = [
            ((index,), problem("model.duplicate-language", f'the briefing is in "{tag}" itself', "remove it here"))
            for index, tag in enumerate(others)
            if tag in here
        ]
        if found:
            raise_all("languages", found)
        return others

    @property
    def all_languages(self) -> tuple[str, ...]:
        """The tags of the languages that it exists in, here and elsewhere."""
        return (*self.languages, *self.other_languages)

    @field_validator("glossary", mode="after")
    @classmethod
    def _each_short_form_once(cls, glossary: tuple[GlossaryEntry, ...]) -> tuple[GlossaryEntry, ...]:
        check_short_forms(glossary)
        return glossary

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


def _refuse_newer(version: object) -> None:
    """Say that alone of a briefing with fields that are not known yet; all else would follow from it.

    Raises:
        ValidationError: the version is newer than this one.
    """
    if isinstance(version, int) and version > SCHEMA_VERSION:
        newer = problem(
            "model.newer-schema",
            f"the briefing has fields of version {version}, and this briefgen reads version {SCHEMA_VERSION}",
            "use a newer briefgen",
        )
        raise_all("Briefing", [(("schema_version",), newer)])
