"""Themes: declarative files that say which faces, sizes, colours and spaces a briefing is set in.

A theme speaks of start and end, never of left and right. The files are TOML; ``modern`` comes with the package, and a
path to a file of one's own works the same way.
"""

from __future__ import annotations

import functools
import os
import re
import threading
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from briefgen.diagnostics import Diagnostic, Place
from briefgen.errors import ResourceError
from briefgen.text.bundled import bundled_fonts_dir
from briefgen.text.fonts import FontFace, load_face
from briefgen.text.typeset import FontSet, SizedFace

Weight = Literal["regular", "emphasis", "strong", "strong_emphasis"]
Role = Literal[
    "title", "meta", "heading", "body", "label", "table", "figure", "unit", "figure_label", "quote", "caption",
    "furniture", "handling", "warning",
]  # fmt: skip
Arrangement = Literal["columns", "single"]

_WEIGHTS: Final[tuple[Weight, ...]] = ("regular", "emphasis", "strong", "strong_emphasis")

_NAMED_COLOURS: Final = ("text", "muted", "accent", "hairline", "tint", "warning")
_COLOUR: Final = "#[0-9A-Fa-f]{6}"
_Colour = Annotated[str, Field(pattern=rf"^{_COLOUR}$")]
_ColourOrName = Annotated[str, Field(pattern=rf"^({_COLOUR}|{'|'.join(_NAMED_COLOURS)})$")]
_Length = Annotated[float, Field(gt=0, le=200)]


class _Spec(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ScriptSpec(_Spec):
    """The faces of one script, how much larger than Latin it is set, and how much more pitch vocalised text has."""

    ratio: Annotated[float, Field(ge=0.5, le=2)]
    vocalised_pitch: Annotated[float, Field(ge=1, le=2)] = 1.0
    regular: str
    emphasis: str
    strong: str
    strong_emphasis: str


class SizeSpec(_Spec):
    """A size with its pitch."""

    size: _Length
    pitch: _Length


class RoleSpec(_Spec):
    """How text of one role is set, and the smaller sizes that it may fall to, each smaller than the one before."""

    size: _Length
    pitch: _Length
    pitches: dict[str, _Length] = {}
    weight: Weight = "regular"
    colour: _ColourOrName = "text"
    balanced: bool = False
    smaller: tuple[SizeSpec, ...] = ()


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
    """The colours that a theme names: the fields are ``_NAMED_COLOURS``."""

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

# From the top of the box to the first baseline of vocalised text, so that hamza and shadda find room.
_VOCALISED_ASCENT_EM: Final = 1.26


# One lock for all themes: each is made once, and each of its styles.
_LOCK: Final = threading.RLock()

MAX_REMEMBERED_THEMES: Final = 32


class Theme:
    """A theme with its fonts loaded; threads may share it."""

    def __init__(self, spec: ThemeSpec, faces: Mapping[str, FontFace]) -> None:
        """Take a validated specification, and the face of each font file that it names."""
        self.spec = spec
        self.colours = spec.colours
        self._faces = dict(faces)
        self._styles: dict[tuple[Arrangement, Role, str, int, bool], TextStyle] = {}
        self._fonts: dict[tuple[float, Weight], FontSet] = {}

    def style(
        self, arrangement: Arrangement, role: Role, script: str, *, step: int = 0, vocalised: bool = False
    ) -> TextStyle:
        """The style of a role for paragraphs of a script.

        Args:
            arrangement: of the page.
            role: what the text is.
            script: ISO 15924 code.
            step: 0 for the role's own size, 1 and up for its smaller ones.
            vocalised: whether room is needed for marks over and under the letters.
        """
        key = (arrangement, role, script, step, vocalised)
        known = self._styles.get(key)
        if known is not None:
            return known
        with _LOCK:
            if key not in self._styles:
                self._styles[key] = self._make_style(*key)
            return self._styles[key]

    def _make_style(
        self,
        arrangement: Arrangement,
        role: Role,
        script: str,
        step: int,
        vocalised: bool,  # noqa: FBT001 - a key of the table
    ) -> TextStyle:
        spec: RoleSpec = getattr(getattr(self.spec, arrangement), role)
        if step:
            spec = spec.model_copy(update=spec.smaller[step - 1].model_dump())
        of_script = self.spec.scripts.get(script)
        leading = spec.pitches.get(script, spec.pitch)
        ascent = _CAPITAL_HEIGHT_EM * spec.size
        if vocalised and of_script is not None:
            leading *= of_script.vocalised_pitch
            ascent = max(ascent, 2 * _VOCALISED_ASCENT_EM * spec.size * of_script.ratio - leading)
        return TextStyle(
            size_pt=spec.size,
            leading_pt=leading,
            first_baseline_pt=(leading + ascent) / 2,
            colour=self.colours.code(spec.colour),
            weight=spec.weight,
            fonts={weight: self._font_set(spec.size, weight) for weight in _WEIGHTS},
            balanced=spec.balanced,
        )

    def _font_set(self, size_pt: float, weight: Weight) -> FontSet:
        """The faces of a size and weight; the caller holds the lock."""
        key = (size_pt, weight)
        if key not in self._fonts:
            self._fonts[key] = FontSet(
                {
                    script: (SizedFace(self._faces[getattr(spec, weight)], size_pt * spec.ratio),)
                    for script, spec in self.spec.scripts.items()
                }
            )
        return self._fonts[key]


def load_theme(name: str | os.PathLike[str]) -> Theme:
    """The theme of a name, or of a path to a TOML file.

    The file is read each time; the same content with the same fonts gives the same object. Each font is looked for
    beside the file of the theme, then in the bundle.

    Args:
        name: a name of ``theme_names``, or a path: a ``PathLike``, or a text that ends in ``.toml``.

    Raises:
        ResourceError: there is no such theme, its file is not a theme, or a font that it names is in neither folder or
            cannot be used.
    """
    file = os.fspath(name)
    folders = [bundled_fonts_dir()]
    if isinstance(name, str) and not name.endswith(".toml"):
        bundled = _themes() / f"{name}.toml"
        if not _NAME.fullmatch(name) or not bundled.is_file():
            hint = f"choose one of: {', '.join(theme_names())}; or give the path of a .toml file"
            raise ResourceError([Diagnostic("theme.unknown", f'there is no theme "{name}"', hints=(hint,))])
        content = bundled.read_bytes()
    else:
        content = _read(file)
        folders.insert(0, Path(file).resolve().parent)
    with _LOCK:
        return _made(content, file, _load_fonts(_parsed(content, file), file, folders))


# What a theme that comes with the package may be called; anything else is no file of it.
_NAME: Final = re.compile(r"[a-z][a-z0-9-]{0,30}")


def theme_names() -> tuple[str, ...]:
    """The names of the themes that come with the package."""
    return tuple(sorted(file.name.removesuffix(".toml") for file in _themes().iterdir() if file.name.endswith(".toml")))


def _themes() -> Traversable:
    return resources.files("briefgen.layout") / "themes"


def _read(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except (OSError, ValueError) as error:  # a path with a null character is a ValueError
        reason = error.strerror if isinstance(error, OSError) else "No file can have this name"
        message = f"the theme cannot be read: {reason}"
        raise ResourceError([Diagnostic("theme.unreadable", message, Place(file=file), ("check the path",))]) from error


@functools.lru_cache(maxsize=MAX_REMEMBERED_THEMES)
def _parsed(content: bytes, file: str) -> ThemeSpec:
    """The specification in the content of a file, whose name is for messages; the caller holds the lock."""
    try:
        raw: dict[str, Any] = tomllib.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:  # not UTF-8, not TOML, a number with too many digits
        message = f"the theme is not TOML: {error}"
        hints = ("mend the line that is named",)
        raise ResourceError([Diagnostic("theme.syntax", message, Place(file=file), hints)]) from error
    try:
        return ThemeSpec.model_validate(raw)
    except ValidationError as error:
        raise ResourceError(
            [
                Diagnostic(
                    "theme.invalid",
                    problem["msg"],
                    Place(file=file, path=".".join(map(str, problem["loc"]))),
                    ("compare with a theme that comes with the package",),
                )
                for problem in error.errors()
            ]
        ) from error


def _load_fonts(spec: ThemeSpec, file: str, folders: Sequence[Path]) -> tuple[tuple[str, FontFace], ...]:
    """The face of each font file of a theme, from the first folder that has the file."""
    found: dict[str, Path] = {}
    missing: list[Diagnostic] = []
    for script, of_script in spec.scripts.items():
        for weight in _WEIGHTS:
            font: str = getattr(of_script, weight)
            path = next((folder / font for folder in folders if (folder / font).is_file()), None)
            if path is not None:
                found[font] = path
                continue
            looked_at = " nor ".join(f'"{folder}"' for folder in folders)
            message = f'the font file "{font}" is {"neither " if len(folders) > 1 else "not "}in {looked_at}'
            where = Place(file=file, path=f"scripts.{script}.{weight}")
            hint = "put the file beside the theme, or name one of the bundled fonts"
            missing.append(Diagnostic("font.unreadable", message, where, (hint,)))
    if missing:
        raise ResourceError(missing)
    return tuple((font, load_face(path)) for font, path in found.items())


@functools.lru_cache(maxsize=MAX_REMEMBERED_THEMES)
def _made(content: bytes, file: str, faces: tuple[tuple[str, FontFace], ...]) -> Theme:
    """The one theme of a content and fonts, so that its styles are made once; the caller holds the lock."""
    return Theme(_parsed(content, file), dict(faces))
