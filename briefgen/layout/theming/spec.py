"""What a theme file may say: the models that it is checked against."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Final, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from briefgen.text.fonts import ShaperName
from briefgen.text.rules import Breaking
from briefgen.text.scripts import unicode_script

Weight = Literal["regular", "emphasis", "strong", "strong_emphasis"]
Role = Literal[
    "title", "meta", "heading", "body", "label", "table", "figure", "unit", "figure_label", "quote", "caption",
    "furniture", "handling", "warning", "mark", "note", "axis", "contents",
]  # fmt: skip
Arrangement = Literal["columns", "single"]

ROLES: Final[tuple[Role, ...]] = get_args(Role)
ARRANGEMENTS: Final[tuple[Arrangement, ...]] = get_args(Arrangement)
WEIGHTS: Final[tuple[Weight, ...]] = ("regular", "emphasis", "strong", "strong_emphasis")

NAMED_COLOURS: Final = (
    "text", "muted", "accent", "hairline", "tint", "warning", "good", "caution", "bad", "middle", "light",
)  # fmt: skip
_COLOUR: Final = "#[0-9A-Fa-f]{6}"
COLOUR_PATTERN: Final = rf"^{_COLOUR}$"
COLOUR_OR_NAME_PATTERN: Final = rf"^({_COLOUR}|{'|'.join(NAMED_COLOURS)})$"
_Colour = Annotated[str, Field(pattern=COLOUR_PATTERN)]
_ColourOrName = Annotated[str, Field(pattern=COLOUR_OR_NAME_PATTERN)]
_Length = Annotated[float, Field(gt=0, le=200)]
_Ratio = Annotated[float, Field(ge=0.5, le=2)]


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

    ratio: _Ratio
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

    ``face`` names a table of ``[faces]``: the scripts that it has are set in its faces, with its ratios.
    ``breaking`` to ``max_word_space`` are those of ``briefgen.text.rules.LineRules``.
    """

    size: _Length
    pitch: _Length
    pitches: dict[str, _Length] = {}
    weight: Weight = "regular"
    colour: _ColourOrName = "text"
    face: str | None = None
    breaking: Breaking = "total-fit"
    balanced: bool = False
    justified: bool = False
    hyphenated: bool = False
    kashida: bool = False
    max_word_space: Annotated[float, Field(ge=1.5, le=10)] = 2.5
    # TOML has lists and no tuples.
    smaller: Annotated[tuple[SizeSpec, ...], Field(strict=False)] = ()


class ArrangementSpec(_Spec):
    """The grid and the roles of one arrangement of the page; space around headings is in units of the grid.

    ``ratios`` are those of scripts that have another ratio here than by themselves.
    """

    grid: _Length
    above_heading: Annotated[float, Field(ge=1, le=6)]
    below_heading: Annotated[float, Field(ge=0.8, le=4)]
    ratios: dict[str, _Ratio] = {}
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
    mark: RoleSpec
    note: RoleSpec
    axis: RoleSpec
    contents: RoleSpec


class PageSpec(_Spec):
    """Margins and columns in millimetres."""

    margin_top: _Length
    margin_bottom: _Length
    margin_side: _Length
    gutter: _Length
    side_column: _Length
    label_column: _Length


class ColourSpec(_Spec):
    """The colours that a theme names: the fields are ``NAMED_COLOURS``."""

    text: _Colour
    muted: _Colour
    accent: _Colour
    hairline: _Colour
    tint: _Colour
    warning: _Colour
    good: _Colour
    caution: _Colour
    bad: _Colour
    middle: _Colour
    light: _Colour

    def code(self, colour: str) -> str:
        """``#RRGGBB`` of a colour that is written so, or named."""
        return colour if colour.startswith("#") else str(getattr(self, colour))


class LineSpec(_Spec):
    """A rule or a bar: its width in points, 0 for none, and its colour."""

    width: Annotated[float, Field(ge=0, le=20)]
    colour: _ColourOrName = "accent"


class MastheadSpec(_Spec):
    """The rule over the title, across the page, and a second one right below it."""

    rule: LineSpec
    second_rule: LineSpec


class HeadingSpec(_Spec):
    """The rule over a heading of a section, and the white between the two in points."""

    rule: LineSpec
    gap: Annotated[float, Field(ge=0, le=20)]


class PanelSpec(_Spec):
    """The box of the bottom line: on a tint, between two rules, or in a frame; ``rule`` is its rule or frame."""

    style: Literal["tinted", "ruled", "framed"]
    rule: LineSpec


class FiguresSpec(_Spec):
    """The rule over a key figure."""

    rule: LineSpec


class QuoteSpec(_Spec):
    """The bar at the start of a quote."""

    bar: LineSpec


class TableSpec(_Spec):
    """The rule under the head of a table, and the one between its rows."""

    head_rule: LineSpec
    rule: LineSpec


class LogoSpec(_Spec):
    """A picture beside the theme: PNG or JPEG, its text by language, and its height in millimetres."""

    file: str
    alternative: Annotated[dict[str, str], Field(min_length=1)]
    height: Annotated[float, Field(gt=0, le=40)] = 12.0


class OrganisationSpec(_Spec):
    """The name of who issues the briefings, by language."""

    name: Annotated[dict[str, str], Field(min_length=1)]


class ThemeSpec(_Spec):
    """A theme file, with what it takes from the one that it extends."""

    name: str
    summary: str = ""
    scripts: Annotated[dict[str, ScriptSpec], Field(min_length=1)]
    faces: dict[str, dict[str, ScriptSpec]] = {}
    colours: ColourSpec
    page: PageSpec
    masthead: MastheadSpec
    heading: HeadingSpec
    panel: PanelSpec
    figures: FiguresSpec
    quote: QuoteSpec
    table: TableSpec
    logo: LogoSpec | None = None
    organisation: OrganisationSpec | None = None
    columns: ArrangementSpec
    single: ArrangementSpec

    def script(self, code: str) -> str:
        """The script of the theme that serves an ISO 15924 code: its own, the one it is a style of, else the first."""
        known = (known for known in (code, unicode_script(code)) if known in self.scripts)
        return next(known, next(iter(self.scripts)))

    def scripts_of(self, arrangement: ArrangementSpec, role: RoleSpec) -> dict[str, ScriptSpec]:
        """The scripts of the theme as a role has them: in its own faces, else with the ratios of the arrangement."""
        found = {
            code: spec.model_copy(update={"ratio": arrangement.ratios.get(code, spec.ratio)})
            for code, spec in self.scripts.items()
        }
        return found | (self.faces[role.face] if role.face is not None else {})

    def faced_scripts(self) -> Iterator[tuple[str, ScriptSpec]]:
        """Every table of faces, with its path in the file."""
        yield from ((f"scripts.{code}", spec) for code, spec in self.scripts.items())
        for name, scripts in self.faces.items():
            yield from ((f"faces.{name}.{code}", spec) for code, spec in scripts.items())
