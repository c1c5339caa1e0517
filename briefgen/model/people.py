"""People: whom to ask, and who meets."""

from __future__ import annotations

from pydantic import Field

from briefgen.model.audiences import OnlyFor
from briefgen.model.base import Model, OptionalItems, is_absent
from briefgen.model.characters import Line
from briefgen.model.dates import Date
from briefgen.model.links import Email
from briefgen.model.localized import LocalizedText, ShortText


class Contact(Model):
    """Whom to ask."""

    name: ShortText = Field(description="A person or an office.", examples=[{"en": "Desk 4", "ar": "المكتب 4"}])
    role: ShortText | None = Field(
        default=None,
        description="For what, or in which role.",
        examples=[{"en": "Protocol", "ar": "المراسم"}],
        exclude_if=is_absent,
    )
    phone: Line | None = Field(
        default=None, description="A telephone number.", examples=["+962 6 123 4567"], exclude_if=is_absent
    )
    email: Email | None = Field(
        default=None, description="An e-mail address.", examples=["desk4@example.org"], exclude_if=is_absent
    )
    only_for: OnlyFor = None


class Participant(Model):
    """Somebody who is at a meeting."""

    name: ShortText = Field(description="The name.", examples=[{"en": "Salma Haddad", "ar": "سلمى حداد"}])
    role: ShortText | None = Field(
        default=None,
        description="In which role.",
        examples=[{"en": "Head of delegation", "ar": "رئيسة الوفد"}],
        exclude_if=is_absent,
    )
    side: ShortText | None = Field(
        default=None,
        description="For whom; participants are printed in the order given, so put those of one side together.",
        examples=[{"en": "Ministry of Works", "ar": "وزارة الأشغال"}],
        exclude_if=is_absent,
    )
    only_for: OnlyFor = None


class Meeting(Model):
    """The meeting that the briefing is for."""

    subject: LocalizedText | None = Field(
        default=None,
        description="What it is about.",
        examples=[{"en": "Opening of the crossing", "ar": "افتتاح المعبر"}],
        exclude_if=is_absent,
    )
    date: Date | None = Field(
        default=None, description="The day of the meeting.", examples=["2024-07-15"], exclude_if=is_absent
    )
    time: Line | None = Field(
        default=None,
        description="The time of day, as it is to be printed in every language.",
        examples=["10:30"],
        exclude_if=is_absent,
    )
    place: ShortText | None = Field(
        default=None,
        description="Where it is.",
        examples=[{"en": "Amman, room 2", "ar": "عمّان، القاعة 2"}],
        exclude_if=is_absent,
    )
    participants: OptionalItems[Participant] = Field(
        default=(),
        description="Who is there.",
        examples=[[{"name": {"en": "Salma Haddad", "ar": "سلمى حداد"}}]],
        exclude_if=is_absent,
    )
    only_for: OnlyFor = None
