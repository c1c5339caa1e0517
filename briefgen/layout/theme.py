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
from functools import cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from briefgen.diagnostics import Diagnostic, Place
from briefgen.errors import ResourceError
from briefgen.layout.theme_report import diagnose_theme
from briefgen.layout.theme_spec import WEIGHTS, Arrangement, Role, RoleSpec, ThemeSpec, Weight
from briefgen.text.bundled import bundled_fonts_dir
from briefgen.text.fonts import FontFace, ShaperName, load_face
from briefgen.text.rules import LineRules
from briefgen.text.shaping.reshaper import has_presentation_forms
from briefgen.text.typeset import FontSet, SizedFace


@dataclass(frozen=True, eq=False)
class TextStyle:
    """How text of one role is set in paragraphs of one script, or of several.

    Attributes:
        size_pt: the size of Latin text.
        leading_pt: baseline to baseline.
        first_baseline_pt: from the top of the box to the first baseline.
        descent_pt: from the last baseline to the bottom of the box.
        colour: ``#RRGGBB``.
        fonts: the faces by weight; ``weight`` is what unmarked text is set in.
        rules: how lines are broken and filled.
    """

    size_pt: float
    leading_pt: float
    first_baseline_pt: float
    descent_pt: float
    colour: str
    weight: Weight
    fonts: Mapping[Weight, FontSet]
    rules: LineRules

    @property
    def overhang_pt(self) -> float:
        """What a box is higher than its lines, where their ink needs that."""
        return max(0.0, self.first_baseline_pt + self.descent_pt - self.leading_pt)

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


# A file of fonts, and the shaper that is chosen for it.
_FaceKey = tuple[str, ShaperName | None]


class Theme:
    """A theme with its fonts loaded; threads may share it."""

    def __init__(self, spec: ThemeSpec, file: str, faces: Mapping[_FaceKey, FontFace]) -> None:
        """Take a validated specification, the name of its file, and the face of each font file that it names."""
        self.spec = spec
        self.file = file
        self.colours = spec.colours
        self._faces = dict(faces)
        self._styles: dict[tuple[Arrangement, Role, tuple[str, ...], int, bool], TextStyle] = {}
        self._fonts: dict[tuple[float, Weight], FontSet] = {}

    @cached_property
    def tall_scripts(self) -> tuple[str, ...]:
        """The scripts that need more room than the others where they stand in a paragraph."""
        return tuple(
            code for code, spec in self.spec.scripts.items() if spec.pitch > 1.0 or spec.ascent > 0 or spec.descent > 0
        )

    def style(
        self, arrangement: Arrangement, role: Role, *scripts: str, step: int = 0, vocalised: bool = False
    ) -> TextStyle:
        """The style of a role for paragraphs of a script, or of several, with room for all of them.

        Args:
            arrangement: of the page.
            role: what the text is.
            scripts: ISO 15924 codes, of scripts or of styles of them.
            step: 0 for the role's own size, 1 and up for its smaller ones.
            vocalised: whether room is needed for marks over and under the letters.
        """
        key = (arrangement, role, scripts, step, vocalised)
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
        scripts: tuple[str, ...],
        step: int,
        vocalised: bool,  # noqa: FBT001 - a key of the table
    ) -> TextStyle:
        spec: RoleSpec = getattr(getattr(self.spec, arrangement), role)
        served = {self.spec.script(script) for script in scripts}
        leading = max(self._leading(spec, step, script, vocalised=vocalised) for script in served)
        if step:
            spec = spec.model_copy(update=spec.smaller[step - 1].model_dump())
        ascent, descent = 0.0, 0.0
        for of_script in (self.spec.scripts[script] for script in served):
            em = spec.size * of_script.ratio
            ascent = max(ascent, em * max(of_script.ascent, _VOCALISED_ASCENT_EM if vocalised else 0.0))
            descent = max(descent, em * of_script.descent)
        first_baseline = max((leading + _CAPITAL_HEIGHT_EM * spec.size) / 2, ascent)
        return TextStyle(
            size_pt=spec.size,
            leading_pt=leading,
            first_baseline_pt=first_baseline,
            descent_pt=max(leading - first_baseline, descent),
            colour=self.colours.code(spec.colour),
            weight=spec.weight,
            fonts={weight: self._font_set(spec.size, weight) for weight in WEIGHTS},
            rules=LineRules(
                breaking=spec.breaking,
                balanced=spec.balanced,
                justified=spec.justified,
                hyphenated=spec.hyphenated,
                kashida=spec.kashida,
                max_word_space=spec.max_word_space,
            ),
        )

    def _leading(self, spec: RoleSpec, step: int, script: str, *, vocalised: bool) -> float:
        """Baseline to baseline of a role in one of the theme's scripts, in points."""
        of_script = self.spec.scripts[script]
        leading = spec.pitches.get(script, spec.pitch * of_script.pitch)
        if step:
            leading *= spec.smaller[step - 1].pitch / spec.pitch
        return leading * of_script.vocalised_pitch if vocalised else leading

    def _font_set(self, size_pt: float, weight: Weight) -> FontSet:
        """The faces of a size and weight; the caller holds the lock."""
        key = (size_pt, weight)
        if key not in self._fonts:
            self._fonts[key] = FontSet(
                {
                    script: (SizedFace(self._faces[getattr(spec, weight), spec.shaper], size_pt * spec.ratio),)
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
    if not _is_path(name):
        bundled = _themes() / f"{name}.toml"
        if not _NAME.fullmatch(file) or not bundled.is_file():
            hint = f"choose one of: {', '.join(theme_names())}; or give the path of a .toml file"
            raise ResourceError([Diagnostic("theme.unknown", f'there is no theme "{name}"', hints=(hint,))])
        content = bundled.read_bytes()
    else:
        content = _read(file)
        folders.insert(0, Path(file).resolve().parent)
    with _LOCK:
        return _made(content, file, _load_fonts(_parsed(content, file), file, folders))


def theme_folder(name: str | os.PathLike[str]) -> Path | None:
    """The folder of a theme that is given by its path; None for one that comes with the package."""
    return Path(name).resolve().parent if _is_path(name) else None


def _is_path(name: str | os.PathLike[str]) -> bool:
    return not isinstance(name, str) or name.endswith(".toml")


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
        raise ResourceError(diagnose_theme(error, file)) from error


def _load_fonts(spec: ThemeSpec, file: str, folders: Sequence[Path]) -> tuple[tuple[_FaceKey, FontFace], ...]:
    """The face of each font file of a theme, from the first folder that has the file."""
    found: dict[_FaceKey, Path] = {}
    missing: list[Diagnostic] = []
    for script, of_script in spec.scripts.items():
        for weight in WEIGHTS:
            font: str = getattr(of_script, weight)
            path = next((folder / font for folder in folders if (folder / font).is_file()), None)
            if path is not None:
                found[font, of_script.shaper] = path
                continue
            looked_at = " nor ".join(f'"{folder}"' for folder in folders)
            message = f'the font file "{font}" is {"neither " if len(folders) > 1 else "not "}in {looked_at}'
            where = Place(file=file, path=f"scripts.{script}.{weight}")
            hint = "put the file beside the theme, or name one of the bundled fonts"
            missing.append(Diagnostic("font.unreadable", message, where, (hint,)))
    if missing:
        raise ResourceError(missing)
    faces = tuple((key, load_face(path, key[1])) for key, path in found.items())
    formless = [font for (font, shaper), face in faces if shaper == "reshaper" and not has_presentation_forms(face)]
    if formless:
        raise ResourceError([_formless(font, file) for font in formless])
    return faces


def _formless(font: str, file: str) -> Diagnostic:
    message = f'the font file "{font}" has no Arabic presentation forms, which the shaper "reshaper" draws'
    return Diagnostic("theme.invalid", message, Place(file=file), ("leave out the shaper, or name another font",))


@functools.lru_cache(maxsize=MAX_REMEMBERED_THEMES)
def _made(content: bytes, file: str, faces: tuple[tuple[_FaceKey, FontFace], ...]) -> Theme:
    """The one theme of a content and fonts, so that its styles are made once; the caller holds the lock."""
    return Theme(_parsed(content, file), file, dict(faces))
