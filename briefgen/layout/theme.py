"""Themes: declarative files that say which faces, sizes, colours and spaces a briefing is set in.

A theme speaks of start and end, never of left and right. The files are TOML; ``modern`` comes with the package, and a
path to a file of one's own works the same way.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from briefgen.diagnostics import Diagnostic, Place
from briefgen.errors import ResourceError
from briefgen.text.bundled import bundled_fonts_dir
from briefgen.text.fonts import load_face
from briefgen.text.typeset import FontSet, SizedFace

Weight = Literal["regular", "emphasis", "strong", "strong_emphasis"]
Role = Literal[
    "title", "meta", "heading", "body", "label", "table", "figure", "unit", "figure_label", "quote", "caption",
    "furniture", "handling", "warning",
]  # fmt: skip
Arrangement = Literal["columns", "single"]

_Colour = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
_Length = Annotated[float, Field(gt=0, le=200)]


class _Spec(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ScriptSpec(_Spec):
    """The faces of one script, and how much larger than Latin it is set."""

    ratio: Annotated[float, Field(ge=0.5, le=2)]
    regular: str
    emphasis: str
    strong: str
    strong_emphasis: str


class RoleSpec(_Spec):
    """How text of one role is set."""

    size: _Length
    pitch: _Length
    pitches: dict[str, _Length] = {}
    weight: Weight = "regular"
    colour: str = "text"
    balanced: bool = False


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
    """The colours that a theme names."""

    text: _Colour
    muted: _Colour
    accent: _Colour
    hairline: _Colour
    tint: _Colour
    warning: _Colour


class ThemeSpec(_Spec):
    """A theme file."""

    name: str
    scripts: Annotated[dict[str, ScriptSpec], Field(min_length=1)]
    colours: ColourSpec
    page: PageSpec
    columns: ArrangementSpec
    single: ArrangementSpec


@dataclass(frozen=True, eq=False)
class TextStyle:
    """How text of one role is set in paragraphs of one script.

    Attributes:
        size_pt: the size of Latin text.
        leading_pt: baseline to baseline.
        first_baseline_pt: from the top of the box to the first baseline.
        colour: ``#RRGGBB``.
        fonts: the faces by weight; ``weight`` is what unmarked text is set in.
        balanced: whether lines are made of about one length.
    """

    size_pt: float
    leading_pt: float
    first_baseline_pt: float
    colour: str
    weight: Weight
    fonts: Mapping[Weight, FontSet]
    balanced: bool

    def font_set(self, *, strong: bool, emphasis: bool) -> FontSet:
        """The faces of marked text; in a style that is strong already, strong text stays as it is."""
        strong = strong or self.weight in {"strong", "strong_emphasis"}
        emphasis = emphasis or self.weight in {"emphasis", "strong_emphasis"}
        weight: Weight = "strong_emphasis" if strong and emphasis else "regular"
        if strong != emphasis:
            weight = "strong" if strong else "emphasis"
        return self.fonts[weight]


# Half of what a Latin capital leaves free in a line stands above it: text looks centred in its line.
_CAPITAL_HEIGHT_EM: Final = 0.7


class Theme:
    """A theme with its fonts loaded."""

    def __init__(self, spec: ThemeSpec, fonts_dir: Path) -> None:
        """Take a validated specification; ``fonts_dir`` holds the files it names.

        Raises:
            ResourceError: a font cannot be loaded.
        """
        self.spec = spec
        self.colours = spec.colours
        self.fonts_dir = fonts_dir
        self._styles: dict[tuple[Arrangement, Role, str], TextStyle] = {}
        self._fonts: dict[tuple[float, Weight], FontSet] = {}

    def style(self, arrangement: Arrangement, role: Role, script: str) -> TextStyle:
        """The style of a role for paragraphs of a script."""
        key = (arrangement, role, script)
        if key not in self._styles:
            self._styles[key] = self._make_style(arrangement, role, script)
        return self._styles[key]

    def _make_style(self, arrangement: Arrangement, role: Role, script: str) -> TextStyle:
        spec: RoleSpec = getattr(getattr(self.spec, arrangement), role)
        leading = spec.pitches.get(script, spec.pitch)
        weights: tuple[Weight, ...] = ("regular", "emphasis", "strong", "strong_emphasis")
        return TextStyle(
            size_pt=spec.size,
            leading_pt=leading,
            first_baseline_pt=(leading + _CAPITAL_HEIGHT_EM * spec.size) / 2,
            colour=getattr(self.colours, spec.colour, spec.colour),
            weight=spec.weight,
            fonts={weight: self._font_set(spec.size, weight) for weight in weights},
            balanced=spec.balanced,
        )

    def _font_set(self, size_pt: float, weight: Weight) -> FontSet:
        key = (size_pt, weight)
        if key not in self._fonts:
            self._fonts[key] = FontSet(
                {
                    script: (SizedFace(load_face(self.fonts_dir / getattr(spec, weight)), size_pt * spec.ratio),)
                    for script, spec in self.spec.scripts.items()
                }
            )
        return self._fonts[key]


@functools.cache
def load_theme(name: str) -> Theme:
    """The theme of a name, or of a path to a TOML file (its fonts are then looked for beside it, and in the bundle).

    Raises:
        ResourceError: there is no such theme, or its file is not a theme.
    """
    if name.endswith(".toml"):
        return _theme_from_file(Path(name))
    bundled = resources.files("briefgen.layout") / "themes" / f"{name}.toml"
    if not name.replace("-", "").isalnum() or not bundled.is_file():
        hint = f"choose one of: {', '.join(theme_names())}; or give the path of a .toml file"
        raise ResourceError([Diagnostic("theme.unknown", f'there is no theme "{name}"', hints=(hint,))])
    spec = ThemeSpec.model_validate(tomllib.loads(bundled.read_text(encoding="utf-8")))
    return Theme(spec, bundled_fonts_dir())


def theme_names() -> tuple[str, ...]:
    """The names of the themes that come with the package."""
    folder = resources.files("briefgen.layout") / "themes"
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


def _theme_from_file(path: Path) -> Theme:
    place = Place(file=str(path))
    try:
        raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        message = f"the theme cannot be read: {error.strerror}"
        raise ResourceError([Diagnostic("theme.unreadable", message, place, ("check the path",))]) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"the theme is not TOML: {error}"
        raise ResourceError([Diagnostic("theme.syntax", message, place, ("mend the line that is named",))]) from error
    try:
        spec = ThemeSpec.model_validate(raw)
    except ValidationError as error:
        raise ResourceError(
            [
                Diagnostic(
                    "theme.invalid",
                    problem["msg"],
                    Place(file=str(path), path=".".join(map(str, problem["loc"]))),
                    ("compare with a theme that comes with the package",),
                )
                for problem in error.errors()
            ]
        ) from error
    beside = all((path.parent / file).is_file() for script in spec.scripts.values() for file in _files(script))
    return Theme(spec, path.parent if beside else bundled_fonts_dir())


def _files(script: ScriptSpec) -> tuple[str, ...]:
    return (script.regular, script.emphasis, script.strong, script.strong_emphasis)
