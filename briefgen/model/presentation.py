"""How a briefing is presented, as far as that belongs to what it says."""

from __future__ import annotations

from typing import Literal, TypeAlias

from pydantic import Field

from briefgen.model.base import Flag, Model, is_absent, is_false

AreaLayout: TypeAlias = Literal["list", "table", "grid"]
"""How the areas of activity stand: one below the other, as rows of a table, or as cards beside each other."""

NotePlace: TypeAlias = Literal["end", "page"]
"""Where the sources stand that texts cite: in the list at the end alone, or also at the foot of the page."""


class Presentation(Model):
    """How parts of the briefing are shown; a theme says how they look."""

    areas: AreaLayout = Field(
        default="list",
        description="How the activity areas stand: as a list, as a table, or as cards in a grid.",
        examples=["table"],
        exclude_if=lambda value: value == "list",
    )
    notes: NotePlace = Field(
        default="end",
        description="Where cited sources stand: at the end, or also at the foot of the page that cites them.",
        examples=["page"],
        exclude_if=lambda value: value == "end",
    )
    contents: Flag | None = Field(
        default=None,
        description="Whether there is a table of contents; if left out, where an edition has more than 8 pages.",
        examples=[True],
        exclude_if=is_absent,
    )
    mirror_time: Flag = Field(
        default=False,
        description="Whether time in charts runs from the right in editions that are written from the right.",
        examples=[True],
        exclude_if=is_false,
    )
