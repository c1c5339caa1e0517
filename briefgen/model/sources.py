"""The sources of a briefing, and how statements name them."""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar, Final, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, ValidationInfo, WithJsonSchema, field_validator

from briefgen.model import scope
from briefgen.model.audiences import OnlyFor
from briefgen.model.base import AnyItems, Flag, Items, Model, is_absent, is_false, without_empty
from briefgen.model.characters import Line, PlainText
from briefgen.model.dates import Date, PartialDate
from briefgen.model.files import RelativePath
from briefgen.model.keys import KEY_FORM, check_new_key, unknown_key
from briefgen.model.links import WebAddress
from briefgen.model.localized import Found, LanguageTag, LocalizedText, ShortText, repeated_source
from briefgen.model.problems import kind_of, problem, raise_all, shown

SourceKind: TypeAlias = Literal[
    "news", "statement", "press-release", "speech", "interview", "report", "article", "book", "treaty", "legislation",
    "resolution", "judgment", "letter", "minutes", "dataset", "map", "recording", "post", "web", "internal", "other",
]  # fmt: skip

_HASH = re.compile(r"[0-9a-f]{64}")
_GRADES: Final = 6


def _check_new_key(key: str) -> str:
    return check_new_key(key, scope.current().seen_keys, "source", "model.duplicate-source")


def _check_reference(key: str) -> str:
    known = scope.current().source_keys
    if known is not None and key not in known:
        raise unknown_key("model.unknown-source", key, known.listed, "source")
    return key


def _check_distinct(keys: tuple[str, ...]) -> tuple[str, ...]:
    found: Found = []
    seen: set[str] = set()
    for index, key in enumerate(keys):
        if key in seen:
            found.append(((index,), repeated_source(key)))
        seen.add(key)
    if found:
        raise_all("sources", found)
    return keys


SourceKey: TypeAlias = Annotated[PlainText, AfterValidator(_check_new_key), Field(json_schema_extra=KEY_FORM)]
SourceReference: TypeAlias = Annotated[PlainText, AfterValidator(_check_reference), Field(json_schema_extra=KEY_FORM)]
"""The key of a source that the briefing lists."""

SourceReferences: TypeAlias = Annotated[
    Items[SourceReference], AfterValidator(_check_distinct), Field(json_schema_extra={"uniqueItems": True})
]
OptionalSourceReferences: TypeAlias = Annotated[
    AnyItems[SourceReference], AfterValidator(_check_distinct), Field(json_schema_extra={"uniqueItems": True})
]


def _check_hash(text: str) -> str:
    """A hash in lower case; some programs print it in capitals."""
    if not _HASH.fullmatch(text.lower()):
        message = f"{shown(text)} is not a SHA-256 hash"
        raise problem("model.bad-hash", message, "write the 64 hexadecimal digits that sha256sum prints for the file")
    return text.lower()


Sha256: TypeAlias = Annotated[
    Line,
    AfterValidator(_check_hash),
    Field(json_schema_extra={"pattern": "^[0-9A-Fa-f]{64}$(?!\\n)", "minLength": 64, "maxLength": 64}),
]
"""A SHA-256 hash (FIPS 180-4) in 64 hexadecimal digits."""


def _check_credibility(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= _GRADES:
        return value
    raise problem(
        "model.not-a-choice",
        f"{shown(value) if isinstance(value, str) else kind_of(value)} is not one of the grades of credibility",
        f"write a whole number from 1 (confirmed) to {_GRADES} (cannot be judged), without quotes",
    )


Credibility: TypeAlias = Annotated[
    int, BeforeValidator(_check_credibility), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": _GRADES})
]
"""How far what a source says can be believed, in the grades of NATO: 1 is confirmed, 6 cannot be judged."""

Reliability: TypeAlias = Literal["A", "B", "C", "D", "E", "F"]
"""How far a source can be relied on, in the grades of NATO: A is completely reliable, F cannot be judged."""


class SourceText(Model):
    """Where the text of a source is, against which quotes are checked."""

    file: RelativePath = Field(
        description="A file in the folder of the briefing or below: text in UTF-8, a page in HTML, or a PDF.",
        examples=["sources/statement.txt"],
    )
    extent: Literal["whole", "excerpts"] = Field(
        default="whole",
        description="Whether the file has the whole text of the source, or only parts of it.",
        examples=["excerpts"],
    )


def _title_or_withheld(schema: dict[str, Any]) -> None:
    """What a JSON Schema can say of a key that is needed unless another one is true."""
    without_empty(schema)
    withheld = {"properties": {"withheld": {"const": True}}, "required": ["withheld"]}
    schema["anyOf"] = [{"required": ["title"]}, withheld]


class Source(Model):
    """Something that a statement of the briefing rests on."""

    model_config: ClassVar[ConfigDict] = ConfigDict(json_schema_extra=_title_or_withheld)
    needed: ClassVar[frozenset[str]] = frozenset({"title"})

    key: SourceKey = Field(description="What statements name the source by; distinct.", examples=["mo"])
    kind: SourceKind = Field(default="other", description="What the source is.", examples=["statement"])
    withheld: Flag = Field(
        default=False,
        description="Whether its details are kept back in this edition: then it has a number, and needs no title.",
        examples=[True],
        exclude_if=is_false,
    )
    title: ShortText | None = Field(
        default=None,
        validate_default=True,
        description="The title of the source; needed unless it is withheld.",
        examples=[{"en": "Statement on the crossing", "ar": "بيان عن المعبر"}],
        exclude_if=is_absent,
    )
    publisher: ShortText | None = Field(
        default=None,
        description="Who published it.",
        examples=[{"en": "Ministry of Works", "ar": "وزارة الأشغال"}],
        exclude_if=is_absent,
    )
    author: ShortText | None = Field(
        default=None,
        description="Who wrote it.",
        examples=[{"en": "Press office", "ar": "المكتب الصحفي"}],
        exclude_if=is_absent,
    )
    date: PartialDate | None = Field(
        default=None,
        description="When it was published, as exactly as it is known.",
        examples=["2024-07-11"],
        exclude_if=is_absent,
    )
    url: WebAddress | None = Field(
        default=None,
        description="Where it can be read: an http or https address.",
        examples=["https://example.org/statement"],
        exclude_if=is_absent,
    )
    archived_url: WebAddress | None = Field(
        default=None,
        description="Where a copy of it is kept: an http or https address.",
        examples=["https://archive.example.org/2024/statement"],
        exclude_if=is_absent,
    )
    language: LanguageTag | None = Field(
        default=None, description="The language of the source itself.", examples=["ar"], exclude_if=is_absent
    )
    retrieved: Date | None = Field(
        default=None, description="The day on which it was read.", examples=["2024-07-15"], exclude_if=is_absent
    )
    licence: Line | None = Field(
        default=None, description="Under which licence it may be used.", examples=["CC BY 4.0"], exclude_if=is_absent
    )
    reliability: Reliability | None = Field(
        default=None,
        description="How far the source can be relied on, from A (completely) to E (not); F cannot be judged.",
        examples=["B"],
        exclude_if=is_absent,
    )
    credibility: Credibility | None = Field(
        default=None,
        description="How far what it says can be believed, from 1 (confirmed) to 5 (improbable); 6 cannot be judged.",
        examples=[2],
        exclude_if=is_absent,
    )
    sha256: Sha256 | None = Field(
        default=None,
        description="The SHA-256 hash of the file of its text.",
        examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
        exclude_if=is_absent,
    )
    text: SourceText | None = Field(
        default=None,
        description="Where its text is, against which quotes are checked.",
        examples=[{"file": "sources/statement.txt"}],
        exclude_if=is_absent,
    )
    only_for: OnlyFor = None

    @field_validator("title", mode="after")
    @classmethod
    def _titled_or_withheld(cls, title: LocalizedText | None, info: ValidationInfo) -> LocalizedText | None:
        if title is None and not info.data.get("withheld", False):
            hint = f'add "title": {cls.model_fields["title"].description}'
            raise problem("model.missing-key", 'the key "title" is missing', hint)
        return title
