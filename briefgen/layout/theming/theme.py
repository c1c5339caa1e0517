"""Themes: declarative files that say which faces, sizes, colours and spaces a briefing is set in.

A theme speaks of start and end, never of left and right. The files are TOML. Some come with the package, ``modern``
among them; a file of one's own works the same way, and may extend another one.
"""

from __future__ import annotations

import functools
import os
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Final

from briefgen.diagnostics import Diagnostic, Place
from briefgen.errors import ResourceError
from briefgen.layout.theming.check import checked
from briefgen.layout.theming.file import MAX_REMEMBERED_THEMES, Chain, is_path, place_of, read_chain, theme_names
from briefgen.layout.theming.spec import (
    WEIGHTS,
    Arrangement,
    ArrangementSpec,
    Role,
    RoleSpec,
    ScriptSpec,
    ThemeSpec,
    Weight,
)
from briefgen.text.bundled import bundled_fonts_dir
from briefgen.text.fonts import FontFace, ShaperName, load_face
from briefgen.text.rules import LineRules
from briefgen.text.shaping.reshaper import has_presentation_forms
from briefgen.text.typeset import FontSet, SizedFace
from briefgen.units import mm

__all__ = ["Logo", "TextStyle", "Theme", "load_theme", "theme_folder", "theme_names"]


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

# How a PNG file begins, and a JPEG one.
_PICTURES: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


@dataclass(frozen=True)
class Logo:
    """The picture of who issues the briefings.

    Attributes:
        path: the file.
        content: its bytes, PNG or JPEG.
        alternative: what it shows, by language.
        height_pt: how high it is drawn.
    """

    path: Path
    content: bytes
    alternative: Mapping[str, str] = field(hash=False)
    height_pt: float


# A file of fonts, and the shaper that is chosen for it.
_FaceKey = tuple[str, ShaperName | None]


class Theme:
    """A theme with its fonts loaded; threads may share it."""

    def __init__(self, spec: ThemeSpec, chain: Chain, faces: Mapping[_FaceKey, FontFace], logo: Logo | None) -> None:
        """Take a checked specification, the files that it is from, and the face of each font file that it names."""
        self.spec = spec
        self.file = chain[0].name
        self.logo = logo
        self.organisation: Mapping[str, str] | None = None
        if spec.organisation is not None:
            self.organisation = MappingProxyType(dict(spec.organisation.name))
        self._chain = chain
        self.colours = spec.colours
        self._faces = dict(faces)
        self._styles: dict[tuple[Arrangement, Role, tuple[str, ...], int, bool], TextStyle] = {}
        self._fonts: dict[tuple[tuple[str, SizedFace], ...], FontSet] = {}

    def place(self, path: str) -> Place:
        """The place of a key such as ``page.gutter`` in the file that says it."""
        return place_of(self._chain, path)

    def respecified(self, spec: ThemeSpec) -> Theme:
        """The theme with another specification of the same faces: other sizes, spaces or margins."""
        return Theme(spec, self._chain, self._faces, self.logo)

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
        of_arrangement: ArrangementSpec = getattr(self.spec, arrangement)
        spec: RoleSpec = getattr(of_arrangement, role)
        of_scripts = self.spec.scripts_of(of_arrangement, spec)
        served = {self.spec.script(script) for script in scripts}
        leading = max(_leading(spec, step, script, of_scripts[script], vocalised=vocalised) for script in served)
        if step:
            spec = spec.model_copy(update=spec.smaller[step - 1].model_dump())
        ascent, descent = 0.0, 0.0
        for of_script in (of_scripts[script] for script in served):
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
            fonts={weight: self._font_set(spec.size, weight, of_scripts) for weight in WEIGHTS},
            rules=LineRules(
                breaking=spec.breaking,
                balanced=spec.balanced,
                justified=spec.justified,
                hyphenated=spec.hyphenated,
                kashida=spec.kashida,
                max_word_space=spec.max_word_space,
            ),
        )

    def _font_set(self, size_pt: float, weight: Weight, of_scripts: Mapping[str, ScriptSpec]) -> FontSet:
        """The faces of a size and weight; the caller holds the lock."""
        sized = {
            script: SizedFace(self._faces[getattr(spec, weight), spec.shaper], size_pt * spec.ratio)
            for script, spec in of_scripts.items()
        }
        key = tuple(sized.items())
        if key not in self._fonts:
            self._fonts[key] = FontSet({script: (face,) for script, face in sized.items()})
        return self._fonts[key]


def _leading(spec: RoleSpec, step: int, script: str, of_script: ScriptSpec, *, vocalised: bool) -> float:
    """Baseline to baseline of a role in one of the theme's scripts, in points."""
    leading = spec.pitches.get(script, spec.pitch * of_script.pitch)
    if step:
        leading *= spec.smaller[step - 1].pitch / spec.pitch
    return leading * of_script.vocalised_pitch if vocalised else leading


def load_theme(name: str | os.PathLike[str]) -> Theme:
    """The theme of a name, or of a path to a TOML file.

    The file is read each time; the same content with the same fonts gives the same object. Each font is looked for
    beside the file of the theme, then beside those that it extends, then in the bundle; a logo, beside the files.

    Args:
        name: a name of ``theme_names``, or a path: a ``PathLike``, or a text that ends in ``.toml``.

    Raises:
        ResourceError: there is no such theme, its file is not a theme, something in it can hardly be seen, or a font or
            a picture that it names is in none of the folders or cannot be used.
    """
    chain = read_chain(name)
    folders = [file.folder for file in chain if file.folder is not None]
    with _LOCK:
        spec = checked(chain)
        return _made(chain, _load_fonts(spec, chain, [*folders, bundled_fonts_dir()]), _load_logo(spec, chain, folders))


def theme_folder(name: str | os.PathLike[str]) -> Path | None:
    """The folder of a theme that is given by its path; None for one that comes with the package."""
    return Path(name).resolve().parent if is_path(name) else None


def _load_fonts(spec: ThemeSpec, chain: Chain, folders: Sequence[Path]) -> tuple[tuple[_FaceKey, FontFace], ...]:
    """The face of each font file of a theme, from the first folder that has the file."""
    found: dict[_FaceKey, Path] = {}
    missing: list[Diagnostic] = []
    for where, of_script in spec.faced_scripts():
        for weight in WEIGHTS:
            font: str = getattr(of_script, weight)
            path = next((folder / font for folder in folders if (folder / font).is_file()), None)
            if path is not None:
                found[font, of_script.shaper] = path
                continue
            looked_at = " nor ".join(f'"{folder}"' for folder in folders)
            message = f'the font file "{font}" is {"neither " if len(folders) > 1 else "not "}in {looked_at}'
            place = place_of(chain, f"{where}.{weight}")
            hint = "put the file beside the theme, or name one of the bundled fonts"
            missing.append(Diagnostic("font.unreadable", message, place, (hint,)))
    if missing:
        raise ResourceError(missing)
    faces = tuple((key, load_face(path, key[1])) for key, path in found.items())
    formless = [font for (font, shaper), face in faces if shaper == "reshaper" and not has_presentation_forms(face)]
    if formless:
        raise ResourceError([_formless(font, chain[0].name) for font in formless])
    return faces


def _formless(font: str, file: str) -> Diagnostic:
    message = f'the font file "{font}" has no Arabic presentation forms, which the shaper "reshaper" draws'
    return Diagnostic("theme.invalid", message, Place(file=file), ("leave out the shaper, or name another font",))


def _load_logo(spec: ThemeSpec, chain: Chain, folders: Sequence[Path]) -> Logo | None:
    """The picture that a theme names, from the first folder of its files that has it."""
    if spec.logo is None:
        return None
    name = spec.logo.file
    path = next((folder / name for folder in folders if (folder / name).is_file()), None)
    if path is None:
        message, hint = f"the file {name!r} of the logo is not beside the theme", "put it there"
        raise ResourceError([Diagnostic("theme.logo", message, place_of(chain, "logo.file"), (hint,))])
    content = path.read_bytes()
    if not content.startswith(_PICTURES):
        message, hint = f"the file {name!r} of the logo is no PNG and no JPEG file", "save it as one of them"
        raise ResourceError([Diagnostic("theme.logo", message, place_of(chain, "logo.file"), (hint,))])
    return Logo(path, content, MappingProxyType(dict(spec.logo.alternative)), mm(spec.logo.height))


@functools.lru_cache(maxsize=MAX_REMEMBERED_THEMES)
def _made(chain: Chain, faces: tuple[tuple[_FaceKey, FontFace], ...], logo: Logo | None) -> Theme:
    """The one theme of some files and fonts, so that its styles are made once; the caller holds the lock."""
    return Theme(checked(chain), chain, dict(faces), logo)
