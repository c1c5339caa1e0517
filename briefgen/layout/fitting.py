"""How an edition is set tighter, so that it takes fewer pages: by how much, in which steps, and within what limits.

Space goes first, because nobody misses a little of it: that around headings, then between lines, then at the edges of
the page. Letters become smaller last. What is small already stays as it is, and lines never stand closer for their size
than ``CLOSEST`` of what the theme gives them, so that the marks of one line keep clear of the next.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Final

from briefgen.layout.theming.spec import ARRANGEMENTS, ROLES, ArrangementSpec, PageSpec, RoleSpec, SizeSpec
from briefgen.layout.theming.theme import Theme

ONE_PAGE: Final = "one-page"
"""The value of ``fit`` that asks for one page for each run."""

FITS: Final = (ONE_PAGE,)

CLOSEST: Final = 0.97
"""The least pitch, as a part of the theme's, at one size."""

SMALLEST_PT: Final = 8.5
"""Latin text that is larger than this never gets smaller than it; what is smaller stays as it is."""

# Millimetres. Header and footer keep their places, and the text keeps clear of them.
LEAST_TOP: Final = 20.0
LEAST_BOTTOM: Final = 20.5
LEAST_SIDE: Final = 14.0

# In units of the grid, as the theme says it; the least that tells a heading from a paragraph.
LEAST_ABOVE: Final = 1.75
LEAST_BELOW: Final = 1.0

# Page furniture, and the marks that rules of handling want in one size.
_UNTOUCHED: Final = frozenset({"furniture", "handling", "mark"})


@dataclass(frozen=True, slots=True)
class Tightening:
    """How much tighter than its theme an edition is set; 1 is as the theme has it.

    Attributes:
        spaces: of the space around headings.
        pitch: from baseline to baseline, and of the grid that other spaces are counted in.
        margins: of the way that the margins have to their least widths, from 0 to 1.
        size: of sizes, and of the pitch and the grid with them.
    """

    spaces: float = 1.0
    pitch: float = 1.0
    margins: float = 0.0
    size: float = 1.0


AS_IT_IS: Final = Tightening()

GENTLE: Final = (
    Tightening(spaces=0.96, pitch=0.99),
    Tightening(spaces=0.92, pitch=0.98),
    Tightening(spaces=0.88, pitch=CLOSEST),
    Tightening(spaces=0.88, pitch=CLOSEST, margins=0.25),
    Tightening(spaces=0.88, pitch=CLOSEST, margins=0.5),
)
"""What nobody sees without a ruler: for any edition whose last page would hold little."""

STEPS: Final = (
    *GENTLE,
    *(Tightening(spaces=0.72, pitch=CLOSEST, margins=margins) for margins in (0.5, 1.0)),
    *(
        Tightening(spaces=0.72, pitch=CLOSEST, margins=1.0, size=size)
        for size in (0.97, 0.94, 0.91, 0.88, 0.85, 0.82, 0.80)
    ),
)
"""For ``fit="one-page"``, from the least to the tightest."""


@functools.lru_cache(maxsize=64)
def tightened(theme: Theme, tightening: Tightening) -> Theme:
    """The theme, set tighter; the same object for the same arguments, so that its styles are made once."""
    if tightening == AS_IT_IS:
        return theme
    spec = theme.spec
    arrangements: dict[str, ArrangementSpec] = {
        name: _arrangement(getattr(spec, name), tightening) for name in ARRANGEMENTS
    }
    page = _page(spec.page, tightening.margins)
    return theme.respecified(spec.model_copy(update={**arrangements, "page": page}))


def _arrangement(spec: ArrangementSpec, tightening: Tightening) -> ArrangementSpec:
    """The grid follows the size of body text, which it is made for."""
    of_body = _smaller(spec.body.size, tightening.size) / spec.body.size
    roles: dict[str, RoleSpec] = {
        name: _role(getattr(spec, name), tightening) for name in ROLES if name not in _UNTOUCHED
    }
    return spec.model_copy(
        update={
            **roles,
            "grid": spec.grid * tightening.pitch * of_body,
            "above_heading": max(spec.above_heading * tightening.spaces, min(spec.above_heading, LEAST_ABOVE)),
            "below_heading": max(spec.below_heading * tightening.spaces, min(spec.below_heading, LEAST_BELOW)),
        }
    )


def _role(spec: RoleSpec, tightening: Tightening) -> RoleSpec:
    size = _smaller(spec.size, tightening.size)
    factor = tightening.pitch * size / spec.size
    steps = (_step(step, tightening) for step in spec.smaller)
    return spec.model_copy(
        update={
            "size": size,
            "pitch": spec.pitch * factor,
            "pitches": {script: pitch * factor for script, pitch in spec.pitches.items()},
            "smaller": tuple(steps),
        }
    )


def _step(spec: SizeSpec, tightening: Tightening) -> SizeSpec:
    size = _smaller(spec.size, tightening.size)
    return SizeSpec(size=size, pitch=spec.pitch * tightening.pitch * size / spec.size)


def _smaller(size_pt: float, factor: float) -> float:
    return max(size_pt * factor, min(size_pt, SMALLEST_PT))


def _page(spec: PageSpec, part: float) -> PageSpec:
    """The margins, moved a part of the way to the least that header, footer and printers need."""
    least = {"margin_top": LEAST_TOP, "margin_bottom": LEAST_BOTTOM, "margin_side": LEAST_SIDE}
    widths = {name: getattr(spec, name) for name in least}
    return spec.model_copy(
        update={name: width - part * max(0.0, width - least[name]) for name, width in widths.items()}
    )
