"""The briefing as its author means it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final, Self

from pydantic import AfterValidator, Field, ModelWrapValidatorHandler, field_validator, model_validator

from briefgen.model import scope
from briefgen.model.annexes import Annex
from briefgen.model.base import Items, OptionalItems, is_absent
from briefgen.model.changes import Change
from briefgen.model.charts import Chart
from briefgen.model.decisions import Decision, Risk
from briefgen.model.glossary import GlossaryEntry, check_short_forms
from briefgen.model.head import FIRST_VERSION, SCHEMA_VERSION, Head, SchemaVersion
from briefgen.model.limits import at_most_items
from briefgen.model.links import WebAddress
from briefgen.model.localized import LocalizedText, read_languages, read_other_languages
from briefgen.model.pictures import Insert, Picture
from briefgen.model.points import LineIfAsked, Point, Restricted
from briefgen.model.problems import problem, raise_all
from briefgen.model.programme import ProgrammeDay, check_days
from briefgen.model.quotes import Quote
from briefgen.model.signatures import Signature
from briefgen.model.sources import Source
from briefgen.model.statements import ActivityArea, Disagreement, Fact, KeyFigure, TimelineEntry

MAX_CHARTS: Final = 50
MAX_PICTURES: Final = 50
MAX_INSERTS: Final = 50
MAX_DAYS: Final = 60
MAX_SIGNATURES: Final = 20


def _is_first_version(version: object) -> bool:
    """A briefing that says no version is of the first one."""
    return version == FIRST_VERSION


class Briefing(Head):
    """A briefing in one or two languages.

    ``Briefing.model_validate`` and ``Briefing(…)`` raise pydantic's ``ValidationError`` with every problem of the
    input, each at its location; the type of each of our errors is a code of ``briefgen.model.problems.CODES``.
    ``briefgen.model.load`` and ``loads`` raise ``InvalidBriefing`` with line numbers instead.
    """

    bottom_line: LocalizedText | None = Field(
        default=None,
        description="The point, in one to three sentences.",
        examples=[{"en": "Agree to the date.", "ar": "الموافقة على الموعد."}],
        exclude_if=is_absent,
    )
    objective: LocalizedText | None = Field(
        default=None,
        description="What is to be reached.",
        examples=[{"en": "Agree on a date.", "ar": "الاتفاق على موعد."}],
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
    charts: Annotated[
        OptionalItems[Chart],
        AfterValidator(at_most_items(MAX_CHARTS, "charts", "leave those that matter")),
        Field(json_schema_extra={"minItems": 1, "maxItems": MAX_CHARTS}),
    ] = Field(
        default=(),
        description="Numbers that are better seen.",
        examples=[
            [
                {
                    "kind": "bars",
                    "title": {"en": "Traffic has doubled", "ar": "تضاعفت الحركة"},
                    "categories": ["2024-05", "2024-07"],
                    "series": [{"values": [420, 840]}],
                    "as_of": "2024-07-12",
                    "sources": ["mo"],
                }
            ]
        ],
        exclude_if=is_absent,
    )
    pictures: Annotated[
        OptionalItems[Picture],
        AfterValidator(at_most_items(MAX_PICTURES, "pictures", "leave those that matter")),
        Field(json_schema_extra={"minItems": 1, "maxItems": MAX_PICTURES}),
    ] = Field(
        default=(),
        description="Photographs and maps.",
        examples=[[{"file": "pictures/gate.jpg", "alternative": {"en": "The gate, closed.", "ar": "البوابة مغلقة."}}]],
        exclude_if=is_absent,
    )
    inserts: Annotated[
        OptionalItems[Insert],
        AfterValidator(at_most_items(MAX_INSERTS, "inserts", "leave those that matter")),
        Field(json_schema_extra={"minItems": 1, "maxItems": MAX_INSERTS}),
    ] = Field(
        default=(),
        description="Places for what a program draws.",
        examples=[[{"key": "flow", "alternative": {"en": "Goods are weighed.", "ar": "تُوزن البضائع."}}]],
        exclude_if=is_absent,
    )
    points_to_make: OptionalItems[Point] = Field(
        default=(),
        description="What is to be said.",
        examples=[[{"text": {"en": "We welcome the new date.", "ar": "نرحّب بالموعد الجديد."}}]],
        exclude_if=is_absent,
    )
    lines_if_asked: OptionalItems[LineIfAsked] = Field(
        default=(),
        description="What is to be answered, if somebody asks.",
        examples=[
            [
                {
                    "question": {"en": "When does it open?", "ar": "متى يُفتتح؟"},
                    "answer": {"en": "The date will be announced.", "ar": "سيُعلن عن الموعد."},
                }
            ]
        ],
        exclude_if=is_absent,
    )
    not_for_use: OptionalItems[Restricted] = Field(
        default=(),
        description="What is to be known, and not to be used.",
        examples=[[{"text": {"en": "The costs are not agreed yet.", "ar": "لم يُتفق على التكاليف بعد."}}]],
        exclude_if=is_absent,
    )
    programme: Annotated[
        OptionalItems[ProgrammeDay],
        AfterValidator(at_most_items(MAX_DAYS, "days", "make a briefing for each part of the visit")),
        AfterValidator(check_days),
        Field(json_schema_extra={"minItems": 1, "maxItems": MAX_DAYS}),
    ] = Field(
        default=(),
        description="What happens when, day by day.",
        examples=[[{"date": "2024-07-15", "items": [{"start": "09:30", "what": {"en": "Arrival", "ar": "الوصول"}}]}]],
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
    risks: OptionalItems[Risk] = Field(
        default=(),
        description="What may go wrong.",
        examples=[[{"text": {"en": "The opening is delayed.", "ar": "تأخّر الافتتاح."}, "likelihood": "medium"}]],
        exclude_if=is_absent,
    )
    decision: Decision | None = Field(
        default=None,
        description="The decision that is asked for.",
        examples=[{"text": {"en": "Whether to open in August.", "ar": "هل يكون الافتتاح في آب؟"}}],
        exclude_if=is_absent,
    )
    background: OptionalItems[LocalizedText] = Field(
        default=(),
        description="The paragraphs of the background.",
        examples=[[{"en": "The crossing was closed in 2019.", "ar": "أُغلق المعبر في عام 2019."}]],
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
                    "question": {"en": "How many crossings are open?", "ar": "كم عدد المعابر المفتوحة؟"},
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
    changes: OptionalItems[Change] = Field(
        default=(),
        description="In an addendum, what has changed in the other briefing.",
        examples=[
            [
                {
                    "path": "facts[2].value",
                    "kind": "changed",
                    "label": {"en": "Opening", "ar": "الافتتاح"},
                    "words": {"en": "At [-07:00-]{+08:00+} every day", "ar": "في الساعة [-07:00-]{+08:00+} يوميًا"},
                }
            ]
        ],
        exclude_if=is_absent,
    )
    annexes: OptionalItems[Annex] = Field(
        default=(),
        description="What there is to look up.",
        examples=[
            [
                {
                    "title": {"en": "Trucks by month", "ar": "الشاحنات بحسب الشهر"},
                    "table": {"columns": [{"label": {"en": "Trucks", "ar": "الشاحنات"}}], "rows": [[420], [450]]},
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
    online: WebAddress | None = Field(
        default=None,
        description="The address of the briefing on the web, printed as a QR code.",
        examples=["https://example.org/jo-2024-07"],
        exclude_if=is_absent,
    )
    signatures: Annotated[
        OptionalItems[Signature],
        AfterValidator(at_most_items(MAX_SIGNATURES, "signatures", "remove some of them")),
        Field(json_schema_extra={"minItems": 1, "maxItems": MAX_SIGNATURES}),
    ] = Field(
        default=(),
        description="Who signs.",
        examples=[[{"role": {"en": "Approved by", "ar": "اعتمده"}}]],
        exclude_if=is_absent,
    )

    schema_version: SchemaVersion = Field(
        default=FIRST_VERSION,
        description="The version of the fields.",
        examples=[SCHEMA_VERSION],
        exclude_if=_is_first_version,
    )

    @model_validator(mode="wrap")
    @classmethod
    def _with_scope(cls, raw: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Lets every part know the languages, keys and parts of the raw input, which may be anything."""
        _refuse_newer(scope.part_of(raw, "schema_version"))
        languages = read_languages(scope.part_of(raw, "languages"))
        of_title = isinstance(raw, Mapping) and "languages" not in raw
        if of_title:
            title = scope.part_of(raw, "title")
            tags = list(title) if isinstance(title, Mapping) else getattr(title, "languages", None)
            languages = read_languages(tags)
            raw = raw if languages is None else {**raw, "languages": languages}
        surroundings = scope.Scope(
            languages=languages,
            source_keys=scope.keys_of(scope.part_of(raw, "sources")),
            other_languages=read_other_languages(scope.part_of(raw, "other_languages")),
            languages_of_title=of_title,
            audience_keys=scope.keys_of(scope.part_of(raw, "audiences")),
            briefing=(raw, cls),
        )
        with scope.entered(surroundings):
            return handler(raw)

    @field_validator("glossary", mode="after")
    @classmethod
    def _each_short_form_once(cls, glossary: tuple[GlossaryEntry, ...]) -> tuple[GlossaryEntry, ...]:
        check_short_forms(glossary)
        return glossary

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
