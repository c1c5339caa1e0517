"""Operators of lines, areas and circles (ISO 32000-1, 8.5). Whoever uses them has saved the graphics state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from briefgen.pdf.objects import number
from briefgen.pdf.text import fill_colour

Point = tuple[float, float]

# How far along the tangent the control points of a quarter of a circle stand, in parts of the radius: 4/3 tan 22.5°.
_QUARTER: Final = 0.5522847498
_ROUND_JOINS: Final = "1 j"

_FEWEST_POINTS: Final = 2


def painting(fill: str | None, stroke: str | None, width_pt: float, dashes_pt: Sequence[float] = ()) -> tuple[str, str]:
    """The operators that set colours and pen, and the one that paints: ``f``, ``S`` or ``B``.

    Raises:
        ValueError: there is neither colour, or one is not of the form ``#RRGGBB``; the pen has no width, or a dash
            is not longer than nothing.
    """
    if fill is None and stroke is None:
        raise ValueError("a shape needs a colour to fill or to stroke it with")
    operators = [] if fill is None else [fill_colour(fill)]
    if stroke is not None:
        if width_pt <= 0 or any(dash <= 0 for dash in dashes_pt):
            raise ValueError("the pen and its dashes must be longer than nothing")
        operators += [re.sub("rg$", "RG", fill_colour(stroke)), f"{number(width_pt)} w {_ROUND_JOINS}"]
        if dashes_pt:
            operators.append(f"[{' '.join(map(number, dashes_pt))}] 0 d")
    return " ".join(operators), "f" if stroke is None else "S" if fill is None else "B"


def path(points: Sequence[Point], *, closed: bool) -> str:
    """The operators of a line from point to point.

    Raises:
        ValueError: there are fewer than two points.
    """
    if len(points) < _FEWEST_POINTS:
        raise ValueError("a path needs two points")
    parts = [f"{number(x)} {number(y)} {'l' if index else 'm'}" for index, (x, y) in enumerate(points)]
    return " ".join([*parts, "h"] if closed else parts)


def circle(x: float, y: float, radius: float) -> str:
    """The operators of a circle, as four curves.

    Raises:
        ValueError: the radius is not longer than nothing.
    """
    if radius <= 0:
        raise ValueError("a circle needs a radius")
    off = _QUARTER * radius
    quarters = (
        ((radius, off), (off, radius), (0.0, radius)),
        ((-off, radius), (-radius, off), (-radius, 0.0)),
        ((-radius, -off), (-off, -radius), (0.0, -radius)),
        ((off, -radius), (radius, -off), (radius, 0.0)),
    )
    curves = (" ".join(f"{number(x + a)} {number(y + b)}" for a, b in quarter) + " c" for quarter in quarters)
    return " ".join([f"{number(x + radius)} {number(y)} m", *curves, "h"])
