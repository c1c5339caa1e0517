"""Whether everything of a theme that has to be seen stands out from what it stands on.

The contrast of two colours is that of WCAG 2.2, "contrast ratio" and "relative luminance". Text needs 4.5:1, large text
3:1 (success criterion 1.4.3); rules and marks that mean something need 3:1 (1.4.11). Decoration needs nothing.
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterator
from typing import Final, NamedTuple

from briefgen.layout.theming.spec import ARRANGEMENTS, ROLES, ArrangementSpec, LineSpec, RoleSpec, ThemeSpec

WHITE: Final = "#FFFFFF"

TEXT_NEEDS: Final = 4.5
LARGE_TEXT_NEEDS: Final = 3.0
MARKS_NEED: Final = 3.0

# WCAG 2.2, "large scale": 18 pt, or 14 pt in bold.
_LARGE_PT: Final = 18.0
_LARGE_BOLD_PT: Final = 14.0

# What may stand in the panel of the bottom line, and so on its tint.
_ON_TINT: Final = frozenset({"body", "label", "meta", "caption", "table", "note"})

# Colours that words are set in: links and marks of citations, what was removed, and the states of what is reported.
_COLOURS_OF_WORDS: Final = ("accent", "warning", "good", "caution", "bad")

# How finely the nearest colour is looked for.
_STEPS: Final = 255


class LowContrast(NamedTuple):
    """What stands out too little: where it is said in the theme, what it is, and the numbers of it."""

    path: str
    what: str
    colour: str
    ground: str
    ratio: float
    needed: float
    is_mark: bool

    @property
    def share(self) -> float:
        """Which part it has of the contrast that it needs."""
        return self.ratio / self.needed

    @property
    def nearest(self) -> str:
        """The nearest colour of the same hue that stands out enough."""
        return nearest_colour(self.colour, self.ground, self.needed)


class _Use(NamedTuple):
    path: str
    what: str
    colour: str
    needed: float
    on_tint: bool
    is_mark: bool = False


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours ``#RRGGBB``, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """WCAG 2.2, "relative luminance"."""
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def nearest_colour(colour: str, ground: str, needed: float) -> str:
    """The colour of the same hue and saturation, darker or lighter, that has a contrast and is nearest to a colour."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    for step in range(_STEPS + 1):
        for other in (lightness - step / _STEPS, lightness + step / _STEPS):
            if 0 <= other <= 1:
                parts = colorsys.hls_to_rgb(hue, other, saturation)
                found = "#" + "".join(f"{round(255 * part):02X}" for part in parts)
                if contrast(found, ground) >= needed:
                    return found
    return max(("#000000", WHITE), key=lambda extreme: contrast(extreme, ground))


def low_contrasts(spec: ThemeSpec) -> list[LowContrast]:
    """Whatever stands out too little: each place in the theme once, on the ground that asks most of it."""
    found: dict[str, LowContrast] = {}
    for use in _uses(spec):
        colour = spec.colours.code(use.colour)
        path = use.path if use.colour.startswith("#") else f"colours.{use.colour}"
        for ground in (WHITE, spec.colours.tint) if use.on_tint else (WHITE,):
            low = LowContrast(path, use.what, colour, ground, contrast(colour, ground), use.needed, use.is_mark)
            known = found.get(path)
            if low.share < 1 and (known is None or low.share < known.share):
                found[path] = low
    return list(found.values())


def _uses(spec: ThemeSpec) -> Iterator[_Use]:
    """What has to be seen."""
    tinted = spec.panel.style == "tinted"
    for name in ARRANGEMENTS:
        arrangement: ArrangementSpec = getattr(spec, name)
        for role in ROLES:
            of_role: RoleSpec = getattr(arrangement, role)
            path = f"{name}.{role}"
            yield _Use(f"{path}.colour", path, of_role.colour, _needed(of_role), tinted and role in _ON_TINT)
    for colour in _COLOURS_OF_WORDS:
        yield _Use(f"colours.{colour}", f"text in the colour {colour}", colour, TEXT_NEEDS, tinted)
    yield _Use("colours.middle", "the colour middle of charts", "middle", MARKS_NEED, on_tint=False, is_mark=True)
    lines: dict[str, LineSpec] = {
        "panel.rule": spec.panel.rule,
        "quote.bar": spec.quote.bar,
        "table.head_rule": spec.table.head_rule,
    }
    for path, line in lines.items():
        if line.width:
            yield _Use(f"{path}.colour", path, line.colour, MARKS_NEED, on_tint=False, is_mark=True)


def _needed(role: RoleSpec) -> float:
    """What text of a role needs in the smallest size that it may have."""
    bold = role.weight in {"strong", "strong_emphasis"}
    size = min((role.size, *(smaller.size for smaller in role.smaller)))
    return LARGE_TEXT_NEEDS if size >= (_LARGE_BOLD_PT if bold else _LARGE_PT) else TEXT_NEEDS
