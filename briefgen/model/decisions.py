"""Risks, and the decision that is asked for."""

from __future__ import annotations

from typing import Literal, TypeAlias

from pydantic import Field

from briefgen.model.audiences import OnlyFor
from briefgen.model.base import Flag, Model, OptionalItems, is_absent, is_false
from briefgen.model.dates import Date
from briefgen.model.localized import LocalizedText, ShortText
from briefgen.model.sources import OptionalSourceReferences

Level: TypeAlias = Literal["low", "medium", "high"]
"""How likely or how bad something is."""


class Risk(Model):
    """Something that may go wrong."""

    text: LocalizedText = Field(
        description="What may happen.", examples=[{"en": "The opening is delayed.", "ar": "تأخّر الافتتاح."}]
    )
    likelihood: Level | None = Field(
        default=None, description="How likely it is.", examples=["medium"], exclude_if=is_absent
    )
    impact: Level | None = Field(
        default=None, description="How bad it would be.", examples=["high"], exclude_if=is_absent
    )
    mitigation: LocalizedText | None = Field(
        default=None,
        description="What is done against it.",
        examples=[{"en": "Weekly talks with the contractor.", "ar": "اجتماع أسبوعي مع المقاول."}],
        exclude_if=is_absent,
    )
    owner: ShortText | None = Field(
        default=None,
        description="Who looks after it.",
        examples=[{"en": "Desk 4", "ar": "المكتب 4"}],
        exclude_if=is_absent,
    )
    sources: OptionalSourceReferences = Field(
        default=(), description="The keys of the sources; may be empty.", examples=[["mo"]], exclude_if=is_absent
    )
    only_for: OnlyFor = None


class DecisionOption(Model):
    """One of the ways to decide."""

    text: LocalizedText = Field(
        description="What would be decided.", examples=[{"en": "Open in August.", "ar": "الافتتاح في آب."}]
    )
    recommended: Flag = Field(
        default=False, description="Whether it is the one to choose.", examples=[True], exclude_if=is_false
    )
    only_for: OnlyFor = None


class Decision(Model):
    """What is to be decided."""

    text: LocalizedText = Field(
        description="What is to be decided.",
        examples=[{"en": "Whether to open in August.", "ar": "هل يكون الافتتاح في آب؟"}],
    )
    options: OptionalItems[DecisionOption] = Field(
        default=(),
        description="The ways to decide.",
        examples=[[{"text": {"en": "Open in August.", "ar": "الافتتاح في آب."}, "recommended": True}]],
        exclude_if=is_absent,
    )
    recommendation: LocalizedText | None = Field(
        default=None,
        description="What is advised, and why.",
        examples=[{"en": "Agree to August.", "ar": "الموافقة على موعد آب."}],
        exclude_if=is_absent,
    )
    deadline: Date | None = Field(
        default=None, description="The day by which it is needed.", examples=["2024-07-20"], exclude_if=is_absent
    )
    only_for: OnlyFor = None
