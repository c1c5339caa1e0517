"""Whom a briefing is for: audiences, and what is for some of them only."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import AfterValidator, Field, field_validator

from briefgen.model import scope
from briefgen.model.base import AnyItems, Flag, Model, OptionalItems, is_absent, is_false
from briefgen.model.characters import PlainText
from briefgen.model.keys import KEY_FORM, check_new_key, unknown_key
from briefgen.model.localized import Found, ShortText
from briefgen.model.paths import BriefingPath, needed_parts
from briefgen.model.problems import problem, raise_all, shown


def _check_new_audience(key: str) -> str:
    return check_new_key(key, scope.current().seen_audiences, "audience", "model.duplicate-audience")


def _check_audience(key: str) -> str:
    known = scope.current().audience_keys
    if known is not None and key not in known:
        raise unknown_key("model.unknown-audience", key, known.listed, "audience")
    return key


def _is_for_everybody(value: object) -> bool:
    """An empty list is kept: it means nobody."""
    return value is None


AudienceKey: TypeAlias = Annotated[PlainText, AfterValidator(_check_new_audience), Field(json_schema_extra=KEY_FORM)]
AudienceReference: TypeAlias = Annotated[PlainText, AfterValidator(_check_audience), Field(json_schema_extra=KEY_FORM)]
"""The key of an audience that the briefing lists."""

OnlyFor: TypeAlias = Annotated[
    AnyItems[AudienceReference] | None,
    Field(
        description="The keys of the audiences that may see it; an empty list means that only the full edition has it.",
        examples=[["cabinet"]],
        exclude_if=_is_for_everybody,
    ),
]
"""Which audiences may see a part of the briefing; ``None`` means all of them."""


class Audience(Model):
    """Somebody who gets an edition of their own, with some parts left out."""

    key: AudienceKey = Field(description="What editions and parts name the audience by; distinct.", examples=["press"])
    name: ShortText = Field(
        description="Whom the edition is for, as it is printed.", examples=[{"en": "the press", "ar": "الصحافة"}]
    )
    without: OptionalItems[BriefingPath] = Field(
        default=(),
        description="Paths of what they do not get.",
        examples=[["contact.phone", "background", "facts[2]", "sources.mo"]],
        exclude_if=is_absent,
    )
    sees_not_for_use: Flag = Field(
        default=False,
        description="Whether they get what is not for use.",
        examples=[True],
        exclude_if=is_false,
    )

    @field_validator("without", mode="after")
    @classmethod
    def _leaves_what_is_needed(cls, without: tuple[str, ...]) -> tuple[str, ...]:
        found: Found = [
            (
                (index,),
                problem("model.needed-part", f"a briefing cannot do without {shown(without[index])}", hint),
            )
            for index, hint in needed_parts(without)
        ]
        if found:
            raise_all("without", found)
        return without
