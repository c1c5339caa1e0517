"""The sources of a briefing, and how statements name them."""

from __future__ import annotations

import re
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field

from briefgen.model import scope
from briefgen.model.base import AnyItems, Items, Model, is_absent
from briefgen.model.characters import PlainText
from briefgen.model.dates import Date, PartialDate
from briefgen.model.links import WebAddress
from briefgen.model.localized import Found, LanguageTag, ShortText, repeated_source, unknown_source
from briefgen.model.markup import KEY_PATTERN
from briefgen.model.problems import problem, raise_all, shown

SourceKind: TypeAlias = Literal["news", "statement", "report", "treaty", "dataset", "web", "interview", "other"]

_KEY = re.compile(KEY_PATTERN)


def _check_new_key(key: str) -> str:
    if not _KEY.fullmatch(key):
        raise problem(
            "model.bad-key",
            f"{shown(key)} is not a key for a source",
            "write letters a to z, digits, dots, hyphens and underscores, at most 64, starting with a letter or digit",
        )
    seen = scope.current().seen_keys
    if key in seen:
        raise problem(
            "model.duplicate-source", f"there is a source with the key {shown(key)} before", "give it another key"
        )
    seen.add(key)
    return key


def _check_reference(key: str) -> str:
    known = scope.current().source_keys
    if known is not None and key not in known:
        raise unknown_source(key, known)
    return key


def _check_distinct(keys: tuple[str, ...]) -> tuple[str, ...]:
    found: Found = [((index,), repeated_source(key)) for index, key in enumerate(keys) if key in keys[:index]]
    if found:
        raise_all("sources", found)
    return keys


SourceKey: TypeAlias = Annotated[
    PlainText, AfterValidator(_check_new_key), Field(json_schema_extra={"pattern": f"^{KEY_PATTERN}$"})
]
SourceReference: TypeAlias = Annotated[
    PlainText, AfterValidator(_check_reference), Field(json_schema_extra={"pattern": f"^{KEY_PATTERN}$"})
]
"""The key of a source that the briefing lists."""

SourceReferences: TypeAlias = Annotated[
    Items[SourceReference], AfterValidator(_check_distinct), Field(json_schema_extra={"uniqueItems": True})
]
OptionalSourceReferences: TypeAlias = Annotated[
    AnyItems[SourceReference], AfterValidator(_check_distinct), Field(json_schema_extra={"uniqueItems": True})
]


class Source(Model):
    """Something that a statement of the briefing rests on."""

    key: SourceKey = Field(description="What statements name the source by; distinct.", examples=["mo"])
    kind: SourceKind = Field(default="other", description="What the source is.", examples=["statement"])
    title: ShortText = Field(
        description="The title of the source.", examples=[{"en": "Statement on the crossing", "ar": "بيان عن المعبر"}]
    )
    publisher: ShortText = Field(
        description="Who published it.", examples=[{"en": "Ministry of Works", "ar": "وزارة الأشغال"}]
    )
    author: ShortText | None = Field(
        default=None,
        description="Who wrote it.",
        examples=[{"en": "Press office", "ar": "المكتب الصحفي"}],
        exclude_if=is_absent,
    )
    date: PartialDate = Field(description="When it was published, as exactly as it is known.", examples=["2024-07-11"])
    url: WebAddress | None = Field(
        default=None,
        description="Where it can be read: an http or https address.",
        examples=["https://example.org/statement"],
        exclude_if=is_absent,
    )
    language: LanguageTag | None = Field(
        default=None, description="The language of the source itself.", examples=["ar"], exclude_if=is_absent
    )
    retrieved: Date | None = Field(
        default=None, description="The day on which it was read.", examples=["2024-07-15"], exclude_if=is_absent
    )
