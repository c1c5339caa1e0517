"""Places for signatures."""

from __future__ import annotations

from pydantic import Field

from briefgen.model.audiences import OnlyFor
from briefgen.model.base import Model, is_absent
from briefgen.model.dates import Date
from briefgen.model.localized import ShortText


class Signature(Model):
    """A line on which somebody signs."""

    role: ShortText = Field(description="As what they sign.", examples=[{"en": "Approved by", "ar": "اعتمده"}])
    name: ShortText | None = Field(
        default=None,
        description="Who signs.",
        examples=[{"en": "Salma Haddad", "ar": "سلمى حداد"}],
        exclude_if=is_absent,
    )
    place: ShortText | None = Field(
        default=None, description="Where.", examples=[{"en": "Amman", "ar": "عمّان"}], exclude_if=is_absent
    )
    date: Date | None = Field(
        default=None,
        description="On which day; if left out, there is a line to write it on.",
        examples=["2024-07-15"],
        exclude_if=is_absent,
    )
    only_for: OnlyFor = None
