"""Who may see a briefing: the marking, and whatever goes with it."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from briefgen.model.base import Model, OptionalItems, is_absent
from briefgen.model.characters import Line
from briefgen.model.dates import Date
from briefgen.model.localized import LocalizedText, ShortText

TlpLabel: TypeAlias = Literal["TLP:RED", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:GREEN", "TLP:CLEAR"]


class _Marking(Model):
    """What every handling has; its scheme and label are narrower in each."""

    scheme: str
    label: str | LocalizedText
    caveats: LocalizedText | None = Field(
        default=None,
        description="What the label does not say.",
        examples=[{"en": "Not for onward release.", "ar": "لا يُعاد توزيعه."}],
        exclude_if=is_absent,
    )
    copy_number: Line | None = Field(
        default=None, description="The number of the copy.", examples=["3/12"], exclude_if=is_absent
    )
    distribution: OptionalItems[ShortText] = Field(
        default=(),
        description="Who gets it.",
        examples=[[{"en": "Office of the minister", "ar": "مكتب الوزير"}]],
        exclude_if=is_absent,
    )
    embargo_until: Date | None = Field(
        default=None,
        description="The day before which nothing of it may be published.",
        examples=["2024-07-20"],
        exclude_if=is_absent,
    )


class TlpHandling(_Marking):
    """Handling by the Traffic Light Protocol 2.0 (FIRST, 2022); its labels are never translated."""

    scheme: Literal["tlp"] = Field(description="The Traffic Light Protocol.", examples=["tlp"])
    label: TlpLabel = Field(description="The label, exactly as TLP 2.0 writes it.", examples=["TLP:CLEAR"])


class FreeHandling(_Marking):
    """Handling in words of one's own."""

    scheme: Literal["free"] = Field(description="A scheme of one's own.", examples=["free"])
    label: LocalizedText = Field(
        description="The label in every language.", examples=[{"en": "OFFICIAL", "ar": "رسمي"}]
    )


Handling: TypeAlias = Annotated[TlpHandling | FreeHandling, Field(discriminator="scheme")]
"""Who may see the briefing."""
