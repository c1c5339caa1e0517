"""What a theme file may say: the models that it is checked against."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from briefgen.text.fonts import ShaperName
from briefgen.text.rules import Breaking
from briefgen.text.scripts import unicode_script

Weight = Literal["regular", "emphasis", "strong", "strong_emphasis"]
Role = Literal[
    "title", "meta", "heading", "body", "label", "table", "figure", "unit", "figure_label", "quote", "caption",
    "furniture", "handling", "warning",
]  # fmt: skip
Arrangement = Literal["columns", "single"]

WEIGHTS: Final[tuple[Weight, ...]] = ("regular", "emphasis", "strong", "strong_emphasis")

NAMED_COLOURS: Final = ("text", "muted", "accent", "hairline", "tint", "warning")
_COLOUR: Final = "#[0-9A-Fa-f]{6}"
COLOUR_PATTERN: Final = rf"^{_COLOUR}$"
COLOUR_OR_NAME_PATTERN: Final = rf"^({_COLOUR}|{'|'.join(NAMED_COLOURS)})$"
_Colour = Annotated[str, Field(pattern=COLOUR_PATTERN)]
_ColourOrName = Annotated[str, Field(pattern=COLOUR_OR_NAME_PATTERN)]
_Length = Annotated[float, Field(gt=0, le=200)]


class _Spec(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class ScriptSpec(_Spec):
    """The faces of one script, or of one style of a script, and the room that it needs.

    Attributes:
        ratio: how much larger than Latin it is set.
        pitch: how much more pitch it has than Latin, where a role does not say.
        ascent, descent: how far above the first baseline and below the last its ink may reach, in em of its own size;
            0 where what the pitch gives is enough.
        vocalised_pitch: how much more pitch text with its vowels has.
        shaper: ``harfbuzz`` or ``reshaper``; without it, what suits the tables of each font.
    """

    ratio: Annotated[float, Field(ge=0.5, le=2)]
    pitch: Annotated[float, Field(ge=1, le=2)] = 1.0
    ascent: Annotated[float, Field(ge=0, le=3)] = 0.0
    descent: Annotated[float, Field(ge=0, le=2)] = 0.0
    vocalised_pitch: Annotated[float, Field(ge=1, le=2)] = 1.0
    shaper: ShaperName | None = None
    regular: str
    emphasis: str
    strong: str
    strong_emphasis: str


class SizeSpec(_Spec):
    """A size with its pitch."""

    size: _Length
    pitch: _Length


class RoleSpec(_Spec):
    """How text of one role is set, and the smaller sizes that it may fall to, each smaller than the one before.

    ``breaking`` to ``max_word_space`` are those of ``briefgen.text.rules.LineRules``.
    """

    size: _Length
    pitch: _Length
    pitches: dict[str, _Length] = {}
    weight: Weight = "regular"
    colour: _ColourOrName = "text"
    breaking: Breaking = "total-fit"
    balanced: bool = False
    justified: bool = False
    hyphenated: bool = False
    kashida: bool = False
    max_word_space: Annotated[float, Field(ge=1.5, le=10)] = 2.5
    # TOML has lists and no tuples.
    smaller: Annotated[tuple[SizeSpec, ...], Field(strict=False)] = ()


class ArrangementSpec(_Spec):
    """The grid and the roles of one arrangement of the page; space around headings is in units of the grid."""

    grid: _Length
    above_heading: Annotated[float, Field(ge=1, le=6)]
    below_heading: Annotated[float, Field(ge=0.8, le=4)]
    title: RoleSpec
    meta: RoleSpec
    heading: RoleSpec
    body: RoleSpec
    label: RoleSpec
    table: RoleSpec
    figure: RoleSpec
    unit: RoleSpec
    figure_label: RoleSpec
    quote: RoleSpec
    caption: RoleSpec
    furniture: RoleSpec
    handling: RoleSpec
    warning: RoleSpec


class PageSpec(_Spec):
    """Margins and columns in millimetres."""

    margin_top: _Length
    margin_bottom: _Length
    margin_side: _Length
    gutter: _Length
    side_column: _Length


class ColourSpec(_Spec):
    """The colours that a theme names: the fields are ``NAMED_COLOURS``."""

    text: _Colour
    muted: _Colour
    accent: _Colour
    hairline: _Colour
    tint: _Colour
    warning: _Colour

    def code(self, colour: str) -> str:
        """``#RRGGBB`` of a colour that is written so, or named."""
        return colour if colour.startswith("#") else str(getattr(self, colour))


class ThemeSpec(_Spec):
    """A theme file."""

    name: str
    scripts: Annotated[dict[str, ScriptSpec], Field(min_length=1)]
    colours: ColourSpec
    page: PageSpec
    columns: ArrangementSpec
    single: ArrangementSpec

    def script(self, code: str) -> str:
        """The script of the theme that serves an ISO 15924 code: its own, the one it is a style of, else the first."""
        known = (known for known in (code, unicode_script(code)) if known in self.scripts)
        return next(known, next(iter(self.scripts)))
