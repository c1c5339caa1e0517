"""How something stands, as a shape beside its word, and how far it has come, as a bar beside its figure.

The word always says what the shape shows, so that nothing is told by colour or by shape alone; what is drawn is
decoration (ISO 32000-1, 14.8.2.2). Shapes differ in outline and not only in colour: they survive a grey printer.
"""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias

from briefgen.layout.canvas import DrawingCanvas
from briefgen.layout.flow.block import Block
from briefgen.layout.flow.containers import Row, Share
from briefgen.layout.flow.paragraph import TextBlock
from briefgen.layout.inline import Piece
from briefgen.layout.side import Side
from briefgen.layout.structure import StructureElement
from briefgen.layout.theming.spec import Role
from briefgen.layout.theming.theme import TextStyle

Mark: TypeAlias = Literal["planned", "active", "done", "on-hold", "cancelled", "recommended"]

# The colour of each mark, by its name in the theme.
_COLOURS: Final = MappingProxyType(
    {
        "planned": "muted",
        "active": "accent",
        "done": "good",
        "on-hold": "caution",
        "cancelled": "bad",
        "recommended": "accent",
    }
)

# Of the size of the text beside it: the diameter of a mark, and how high its middle stands over the baseline.
_DIAMETER_EM: Final = 0.8
_MIDDLE_EM: Final = 0.35
_STROKE_PT: Final = 1.0
# From a mark to its word.
_GAP_PT: Final = 4.0

# Half a circle is drawn as so many straight pieces: at this size nobody sees them.
_PIECES: Final = 12

# How wide a bar is and, in em, how high; its outline.
_BAR_PT: Final = 44.0
_BAR_EM: Final = 0.62
_BAR_OUTLINE_PT: Final = 0.5


class _InLine(Block):
    """What is drawn in the line of a text, as high as that line is.

    Args:
        style: of the text beside it.
        rtl: whether it begins at the right of its place.
    """

    def __init__(self, style: TextStyle, *, rtl: bool) -> None:
        super().__init__()
        self.style = style
        self.rtl = rtl

    def first_baseline(self, width_pt: float) -> float:  # noqa: ARG002 - other cells depend on their width
        """That of the text beside it."""
        return self.style.first_baseline_pt

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:  # noqa: ARG002 - Platypus's protocol
        """Width and height in points: those of a line."""
        self.width, self.height = width_pt, self.style.leading_pt
        return self.width, self.height

    def split(self, width_pt: float, height_pt: float) -> list[Any]:  # noqa: ARG002 - Platypus's protocol
        """A drawing is not cut."""
        return []


class StatusMark(_InLine):
    """A shape in the line of a text; what has two halves begins at the start side.

    Args:
        kind: what it stands for.
        style: of the text beside it.
        colour: ``#RRGGBB``.
        rtl: whether it stands at the right of its place.
    """

    def __init__(self, kind: Mark, style: TextStyle, colour: str, *, rtl: bool) -> None:
        super().__init__(style, rtl=rtl)
        self.kind = kind
        self.colour = colour

    @property
    def diameter_pt(self) -> float:
        """How wide and high it is."""
        return _DIAMETER_EM * self.style.size_pt

    def draw_at(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw the shape in the middle of the height of a capital."""
        radius = self.diameter_pt / 2
        x = x_pt + (self.width - radius if self.rtl else radius)
        y = y_pt + self.height - self.style.first_baseline_pt + _MIDDLE_EM * self.style.size_pt
        with canvas.artifact():
            _DRAW[self.kind](canvas, x, y, radius, self)


_Draw: TypeAlias = Callable[[DrawingCanvas, float, float, float, StatusMark], None]


def _planned(canvas: DrawingCanvas, x: float, y: float, radius: float, mark: StatusMark) -> None:
    canvas.circle(x, y, radius - _STROKE_PT / 2, stroke=mark.colour, width_pt=_STROKE_PT)


def _active(canvas: DrawingCanvas, x: float, y: float, radius: float, mark: StatusMark) -> None:
    """A circle whose half at the start side is full."""
    towards = 1 if mark.rtl else -1
    angles = [pi * (step / _PIECES - 0.5) for step in range(_PIECES + 1)]
    inner = radius - _STROKE_PT / 2
    canvas.path([(x + towards * inner * cos(angle), y + inner * sin(angle)) for angle in angles], fill=mark.colour)
    _planned(canvas, x, y, radius, mark)


def _done(canvas: DrawingCanvas, x: float, y: float, radius: float, mark: StatusMark) -> None:
    canvas.circle(x, y, radius, fill=mark.colour)


def _on_hold(canvas: DrawingCanvas, x: float, y: float, radius: float, mark: StatusMark) -> None:
    """Two upright bars."""
    width = 0.6 * radius
    for left in (x - 0.85 * radius, x + 0.85 * radius - width):
        canvas.fill_box(left, y - radius, width, 2 * radius, mark.colour)


def _cancelled(canvas: DrawingCanvas, x: float, y: float, radius: float, mark: StatusMark) -> None:
    """A cross."""
    reach = 0.8 * radius
    for rise in (-reach, reach):
        ends = [(x - reach, y - rise), (x + reach, y + rise)]
        canvas.path(ends, stroke=mark.colour, width_pt=1.5 * _STROKE_PT, closed=False)


def _recommended(canvas: DrawingCanvas, x: float, y: float, radius: float, mark: StatusMark) -> None:
    """A pointer to what stands beside it."""
    towards = -radius if mark.rtl else radius
    canvas.path([(x - towards, y - radius), (x - towards, y + radius), (x + towards, y)], fill=mark.colour)


_DRAW: Final[MappingProxyType[str, _Draw]] = MappingProxyType(
    {
        "planned": _planned,
        "active": _active,
        "done": _done,
        "on-hold": _on_hold,
        "cancelled": _cancelled,
        "recommended": _recommended,
    }
)


def status_mark(side: Side, kind: Mark, role: Role) -> StatusMark:
    """The shape of a status for a text in a role."""
    return StatusMark(kind, side.style(role), side.theme.colours.code(_COLOURS[kind]), rtl=side.rtl)


def beside_mark(side: Side, kind: Mark, content: Any, role: Role) -> Row:
    """The shape of a status, and at its end the text that says it."""
    mark = status_mark(side, kind, role)
    return Row([mark, content], [mark.diameter_pt, Share(1)], gap_pt=_GAP_PT, rtl=side.rtl, splittable=False)


def mark_width_pt(side: Side, role: Role) -> float:
    """What a mark takes of the width beside a text in a role."""
    return status_mark(side, "planned", role).diameter_pt + _GAP_PT


def status_word(side: Side, status: str) -> Piece:
    """The word of a status."""
    return Piece(side.locale.label(status.replace("-", "_")), strong=True)


class ProgressBar(_InLine):
    """A bar that is filled from the start side.

    Args:
        percent: how much of it is full, 0 to 100.
        style: of the text beside it.
        fill, track: ``#RRGGBB``; the outline of the track has the colour of the fill, so that its end is seen too.
        rtl: whether it is filled from the right.
    """

    def __init__(self, percent: int, style: TextStyle, *, fill: str, track: str, rtl: bool) -> None:
        super().__init__(style, rtl=rtl)
        self.percent = percent
        self.fill = fill
        self.track = track

    def draw_at(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw the outline, the track in it, and what is full."""
        height = _BAR_EM * self.style.size_pt
        y = y_pt + self.height - self.style.first_baseline_pt + _MIDDLE_EM * self.style.size_pt - height / 2
        full = self.width * self.percent / 100
        edge = _BAR_OUTLINE_PT
        with canvas.artifact():
            canvas.fill_box(x_pt, y, self.width, height, self.fill)
            canvas.fill_box(x_pt + edge, y + edge, self.width - 2 * edge, height - 2 * edge, self.track)
            if full:
                canvas.fill_box(x_pt + (self.width - full if self.rtl else 0.0), y, full, height, self.fill)


def progress(side: Side, percent: int, element: StructureElement | None, role: Role, *, worded: bool = False) -> Row:
    """How far something has come: a bar, and the figure at its end; where ``worded``, with what the figure says."""
    colours = side.theme.colours
    bar = ProgressBar(percent, side.style(role), fill=colours.accent, track=colours.tint, rtl=side.rtl)
    said = _figure(side, percent, element, role, worded=worded)
    return Row([bar, said], [_BAR_PT, Share(1)], gap_pt=_GAP_PT, rtl=side.rtl, splittable=False)


def progress_width_pt(side: Side, percent: int, role: Role) -> float:
    """What a bar needs with its figure on one line."""
    return _BAR_PT + _GAP_PT + _figure(side, percent, None, role, worded=False).natural_width()


def _figure(side: Side, percent: int, element: StructureElement | None, role: Role, *, worded: bool) -> TextBlock:
    said = side.locale.percent(percent)
    if worded:
        said = side.locale.label("progress", percent=said)
    return side.block([Piece(said)], role, element)
