"""How series of a chart differ: fills, lines and markers that are told apart in grey, too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from briefgen.layout.canvas import DrawingCanvas
from briefgen.layout.theming.spec import ColourSpec

Tone = Literal["accent", "middle", "light", "white"]
Pattern = Literal["plain", "upright", "level"]
Shape = Literal["disc", "square", "triangle", "ring", "frame", "cross"]

_WHITE: Final = "#FFFFFF"
_OUTLINE_PT: Final = 0.5
_STRIPES_PT: Final = 3.0
_STRIPE_PT: Final = 0.8


class Fill(NamedTuple):
    """The area of a bar; one that is not dark has an outline in the accent."""

    tone: Tone
    pattern: Pattern = "plain"


class LineStyle(NamedTuple):
    """A line of a chart: its tone, its dashes and the shape at its points."""

    tone: Literal["accent", "middle"]
    dashes_pt: tuple[float, ...]
    shape: Shape


# In this order neighbours differ most. Each is told from all others without colour: by its luma, or by its stripes.
FILLS: Final = (
    Fill("accent"), Fill("light"), Fill("middle"), Fill("white"), Fill("white", "upright"), Fill("light", "level"),
)  # fmt: skip

LINES: Final = (
    LineStyle("accent", (), "disc"),
    LineStyle("middle", (4.0, 2.0), "square"),
    LineStyle("accent", (1.5, 1.5), "triangle"),
    LineStyle("middle", (), "ring"),
    LineStyle("accent", (6.0, 1.5, 1.5, 1.5), "frame"),
    LineStyle("middle", (2.0, 1.0), "cross"),
)


def tone_of(colours: ColourSpec, tone: Tone) -> str:
    """``#RRGGBB`` of a tone."""
    return _WHITE if tone == "white" else colours.code(tone)


def draw_bar(canvas: DrawingCanvas, box: tuple[float, float, float, float], series: int, colours: ColourSpec) -> None:
    """A bar of a series in a box: left, bottom, width, height."""
    left, bottom, width, height = box
    fill = FILLS[series]
    if fill.tone in {"accent", "middle"} or width <= 2 * _OUTLINE_PT:
        # A sliver has no room for an outline; it is dark, so that it is seen at all.
        tone = fill.tone if width > 2 * _OUTLINE_PT else "accent"
        canvas.fill_box(left, bottom, width, height, tone_of(colours, tone))
        return
    canvas.fill_box(left, bottom, width, height, tone_of(colours, fill.tone))
    if fill.pattern == "upright":
        for index in range(1, int(width / _STRIPES_PT)):
            canvas.fill_box(left + index * _STRIPES_PT, bottom, _STRIPE_PT, height, colours.accent)
    elif fill.pattern == "level":
        for part in (1 / 3, 2 / 3):
            canvas.fill_box(left, bottom + part * height - _STRIPE_PT / 2, width, _STRIPE_PT, colours.accent)
    inset = _OUTLINE_PT / 2
    right, top = left + width - inset, bottom + height - inset
    corners = [(left + inset, bottom + inset), (right, bottom + inset), (right, top), (left + inset, top)]
    canvas.path(corners, stroke=colours.accent, width_pt=_OUTLINE_PT)


def draw_marker(canvas: DrawingCanvas, x_pt: float, y_pt: float, series: int, colours: ColourSpec) -> None:
    """The marker of a series of lines at a point."""
    style, reach = LINES[series], 2.4
    colour = colours.code(style.tone)
    square = [(x_pt + a * reach, y_pt + b * reach) for a, b in ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9))]
    match style.shape:
        case "disc":
            canvas.circle(x_pt, y_pt, reach * 0.85, fill=colour)
        case "ring":
            canvas.circle(x_pt, y_pt, reach * 0.85, fill=_WHITE, stroke=colour, width_pt=0.9)
        case "square":
            canvas.path(square, fill=colour)
        case "frame":
            canvas.path(square, fill=_WHITE, stroke=colour, width_pt=0.9)
        case "triangle":
            corners = [(x_pt - reach, y_pt - 0.7 * reach), (x_pt + reach, y_pt - 0.7 * reach), (x_pt, y_pt + reach)]
            canvas.path(corners, fill=colour)
        case "cross":
            canvas.path([square[0], square[2]], stroke=colour, width_pt=1.0, closed=False)
            canvas.path([square[1], square[3]], stroke=colour, width_pt=1.0, closed=False)


def draw_line(canvas: DrawingCanvas, points: Sequence[tuple[float, float]], series: int, colours: ColourSpec) -> None:
    """The line of a series through points, of which there are two or more."""
    style = LINES[series]
    canvas.path(points, stroke=colours.code(style.tone), width_pt=1.4, closed=False, dashes_pt=style.dashes_pt)
