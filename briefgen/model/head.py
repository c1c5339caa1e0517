"""What a briefing says of itself: its languages, reference, dates and people."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, WithJsonSchema, field_validator

from briefgen.model.audiences import Audience
from briefgen.model.base import Items, Model, OptionalItems, is_absent
from briefgen.model.characters import Line
from briefgen.model.conventions import Conventions
from briefgen.model.handling import Handling
from briefgen.model.limits import at_most_items
from briefgen.model.localized import DistinctLanguages, LanguageTag, LocalizedText, ShortText
from briefgen.model.people import Contact, Meeting
from briefgen.model.periods import Dates
from briefgen.model.presentation import Presentation
from briefgen.model.problems import kind_of, problem, raise_all, shown

BriefingKind: TypeAlias = Literal[
    "meeting-brief", "situation-report", "fact-sheet", "questions-and-answers", "visit-programme"
]
BriefingStatus: TypeAlias = Literal["draft", "final", "addendum"]
"""How far a briefing has come; an addendum says what has changed in another one."""

MAX_LANGUAGES: Final = 2
MAX_AUDIENCES: Final = 50
MAX_CONTACTS: Final = 50

SCHEMA_VERSION: Final = 1
"""The version of the fields of a briefing. It rises when a briefing may have what older programs cannot read."""

FIRST_VERSION: Final = 1


def _check_version(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and FIRST_VERSION <= value <= SCHEMA_VERSION:
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
    WithJsonSchema({"type": "integer", "enum": list(range(FIRST_VERSION, SCHEMA_VERSION + 1))}),
]
"""A version of the fields of a briefing that can be read; one that is newer is refused before anything is checked."""


class Head(Model):
    """What a briefing says of itself."""

    needed: ClassVar[frozenset[str]] = frozenset({"languages", "kind", "schema_version"})

    languages: Annotated[
        Items[LanguageTag],
        DistinctLanguages,
        Field(json_schema_extra={"minItems": 1, "maxItems": MAX_LANGUAGES, "uniqueItems": True}),
    ] = Field(
        default=(),
        description="One or two languages, the primary one first; if left out, those of the title, in its order.",
        examples=[["en", "ar"]],
        exclude_if=is_absent,
    )
    other_languages: Annotated[
        OptionalItems[LanguageTag], DistinctLanguages, Field(json_schema_extra={"uniqueItems": True})
    ] = Field(
        default=(),
        description="Languages in which the briefing exists elsewhere; pages in one language name them.",
        examples=[["fr"]],
        exclude_if=is_absent,
    )
    controlling_language: LanguageTag | None = Field(
        default=None,
        description="The language that counts where the texts differ: one of the languages, or of the other ones.",
        examples=["ar"],
        exclude_if=is_absent,
    )
    kind: BriefingKind = Field(
        default="meeting-brief", description="What sort of briefing it is.", examples=["meeting-brief"]
    )
    reference: Line | None = Field(
        default=None,
        description="The reference by which the briefing is filed.",
        examples=["JO-2024-07"],
        exclude_if=is_absent,
    )
    version: Line | None = Field(
        default=None,
        description="The number or name of the version.",
        examples=["2"],
        exclude_if=is_absent,
    )
    status: BriefingStatus | None = Field(
        default=None,
        description="How far it has come.",
        examples=["draft"],
        exclude_if=is_absent,
    )
    addendum_to: Line | None = Field(
        default=None,
        description="The reference of the briefing that it is an addendum to.",
        examples=["JO-2024-07"],
        exclude_if=is_absent,
    )
    title: ShortText = Field(
        description="The title.", examples=[{"en": "Meeting on the crossing", "ar": "اجتماع بشأن المعبر"}]
    )
    short_title: ShortText | None = Field(
        default=None,
        description="A shorter title for running headers.",
        examples=[{"en": "Crossing", "ar": "المعبر"}],
        exclude_if=is_absent,
    )
    dates: Dates | None = Field(
        default=None,
        description="The dates of the briefing.",
        examples=[{"as_of": "2024-07-12"}],
        exclude_if=is_absent,
    )
    prepared_for: ShortText | None = Field(
        default=None,
        description="Who will read it.",
        examples=[{"en": "The minister", "ar": "الوزير"}],
        exclude_if=is_absent,
    )
    prepared_by: ShortText | None = Field(
        default=None, description="Who wrote it.", examples=[{"en": "Desk 4", "ar": "المكتب 4"}], exclude_if=is_absent
    )
    cleared_by: ShortText | None = Field(
        default=None,
        description="Who agreed to its release.",
        examples=[{"en": "Head of desk", "ar": "رئيس المكتب"}],
        exclude_if=is_absent,
    )
    handling: Handling | None = Field(
        default=None,
        description="Who may see the briefing.",
        examples=[{"scheme": "tlp", "label": "TLP:CLEAR"}],
        exclude_if=is_absent,
    )
    audiences: Annotated[
        OptionalItems[Audience],
        AfterValidator(at_most_items(MAX_AUDIENCES, "audiences", "make one audience of those who get the same")),
        Field(json_schema_extra={"minItems": 1, "maxItems": MAX_AUDIENCES}),
    ] = Field(
        default=(),
        description="Who gets an edition of their own, with some parts left out.",
        examples=[[{"key": "press", "name": {"en": "the press", "ar": "الصحافة"}, "without": ["contact.phone"]}]],
        exclude_if=is_absent,
    )
    audience: ShortText | None = Field(
        default=None,
        description="Whom this edition is for, by name, where parts were left out for them.",
        examples=[{"en": "the press", "ar": "الصحافة"}],
        exclude_if=is_absent,
    )
    contact: Contact | None = Field(
        default=None,
        description="Whom to ask.",
        examples=[{"name": {"en": "Desk 4", "ar": "المكتب 4"}}],
        exclude_if=is_absent,
    )
    contacts: Annotated[
        OptionalItems[Contact],
        AfterValidator(at_most_items(MAX_CONTACTS, "contacts", "put the others into a table of an annex")),
        Field(json_schema_extra={"minItems": 1, "maxItems": MAX_CONTACTS}),
    ] = Field(
        default=(),
        description="Whom else to ask.",
        examples=[[{"name": {"en": "Desk 5", "ar": "المكتب 5"}, "role": {"en": "Protocol", "ar": "المراسم"}}]],
        exclude_if=is_absent,
    )
    presentation: Presentation | None = Field(
        default=None,
        description="How parts of it are shown.",
        examples=[{"areas": "table", "notes": "page"}],
        exclude_if=is_absent,
    )
    conventions: Conventions = Field(
        default=Conventions.model_construct({}),
        description="How its languages are written in a country, by language tag.",
        examples=[{"ar": {"digits": "arab", "region": "JO", "months": ["JO", "EG"]}}],
        exclude_if=lambda value: not value,
    )
    meeting: Meeting | None = Field(
        default=None,
        description="The meeting that it is for.",
        examples=[{"date": "2024-07-15", "place": {"en": "Amman", "ar": "عمّان"}}],
        exclude_if=is_absent,
    )

    @field_validator("languages", mode="after")
    @classmethod
    def _not_too_many(cls, languages: tuple[str, ...]) -> tuple[str, ...]:
        return _check_number(languages)

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

    @field_validator("controlling_language", mode="after")
    @classmethod
    def _is_one_of_its_own(cls, tag: str | None, info: ValidationInfo) -> str | None:
        if tag is None or not info.data.get("languages") or "other_languages" not in info.data:
            return tag  # what is wrong with the lists is told there
        known = (*info.data["languages"], *info.data["other_languages"])
        if tag not in known:
            message = f'the briefing is not in "{tag}"'
            raise problem("model.unknown-language", message, f"write one of its languages: {', '.join(known)}")
        return tag

    @field_validator("title", mode="after")
    @classmethod
    def _not_in_too_many(cls, title: LocalizedText, info: ValidationInfo) -> LocalizedText:
        """Without a list of languages, the title is that list."""
        if not info.data.get("languages", True):
            _check_number(title.languages)
        return title

    @property
    def all_languages(self) -> tuple[str, ...]:
        """The tags of the languages that it exists in, here and elsewhere."""
        return (*self.languages, *self.other_languages)

    @property
    def primary_language(self) -> str:
        """The tag of the first language."""
        return self.languages[0]

    @property
    def running_title(self) -> LocalizedText:
        """The title for running headers: the short one, if there is one."""
        return self.short_title or self.title


def _check_number(languages: tuple[str, ...]) -> tuple[str, ...]:
    if len(languages) > MAX_LANGUAGES:
        raise problem(
            "model.too-many-items",
            f"the briefing has {len(languages)} languages; at most {MAX_LANGUAGES} are possible",
            "make a briefing for each pair of languages",
        )
    return languages
