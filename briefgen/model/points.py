"""What to say at a meeting, what to answer, and what to keep to oneself."""

from __future__ import annotations

from pydantic import Field

from briefgen.model.audiences import OnlyFor
from briefgen.model.base import Model, is_absent
from briefgen.model.localized import LocalizedText
from briefgen.model.sources import OptionalSourceReferences


class Point(Model):
    """A point to make."""

    text: LocalizedText = Field(
        description="What is to be said.",
        examples=[{"en": "We welcome the new date.", "ar": "نرحّب بالموعد الجديد."}],
    )
    sources: OptionalSourceReferences = Field(
        default=(), description="The keys of the sources; may be empty.", examples=[["mo"]], exclude_if=is_absent
    )
    only_for: OnlyFor = None


class LineIfAsked(Model):
    """An answer to a question that may be asked."""

    question: LocalizedText = Field(
        description="The question.", examples=[{"en": "When does it open?", "ar": "متى يُفتتح؟"}]
    )
    answer: LocalizedText = Field(
        description="What is to be answered.",
        examples=[{"en": "The date will be announced.", "ar": "سيُعلن عن الموعد."}],
    )
    sources: OptionalSourceReferences = Field(
        default=(), description="The keys of the sources; may be empty.", examples=[["mo"]], exclude_if=is_absent
    )
    only_for: OnlyFor = None


class Restricted(Model):
    """Something to know and not to use."""

    text: LocalizedText = Field(
        description="What must not be used.",
        examples=[{"en": "The costs are not agreed yet.", "ar": "لم يُتفق على التكاليف بعد."}],
    )
    sources: OptionalSourceReferences = Field(
        default=(), description="The keys of the sources; may be empty.", examples=[["mo"]], exclude_if=is_absent
    )
    only_for: OnlyFor = None
