"""Drawing the lines of a paragraph on a canvas of reportlab, plain or tagged.

Text, links and places are what the two kinds of canvas do in different ways: a ``Pen`` for each. Boxes, backgrounds and
lines under text are drawn with reportlab's own operations on both.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from typing import Any, Final, NamedTuple, Protocol

from reportlab.lib.colors import Color
from reportlab.platypus.paragraph import _usConv as length_of

from briefgen.flowables.documents import NoMarks, fonts_of
from briefgen.flowables.lines import Segment, SetLine, Tongue
from briefgen.flowables.markup import Look, Stroke
from briefgen.layout.canvas import PlacedLine
from briefgen.layout.flow.paragraph import slots_for
from briefgen.layout.inline import Target
from briefgen.layout.structure import Slot, StructureElement
from briefgen.pdf.canvas import TaggedCanvas
from briefgen.pdf.text import TextWriter, fill_colour
from briefgen.text.glyphs import GlyphRun, Line

Box = tuple[float, float, float, float]

# From the baseline, in font sizes: what can be clicked on of a link.
_BELOW_EM: Final = 0.25
_ABOVE_EM: Final = 0.8

# Runs that are no further apart than this, in points, are underlined as one.
_NEAR_PT: Final = 0.01

# As in reportlab: "#name" and "document:name" lead to a place in the document, "pdf:file" to another file.
_INTERNAL: Final = re.compile(r"(?:#|document:)(.*)", re.DOTALL | re.IGNORECASE)
_OTHER_FILE: Final = re.compile(r"pdf:(.*)", re.DOTALL | re.IGNORECASE)

# Whatever a text object before left set in the text state (ISO 32000-1, 9.3): character and word spacing, scaling,
# rendering mode, rise.
_PLAIN_TEXT_STATE: Final = "0 Tc 0 Tw 100 Tz 0 Tr 0 Ts"


class DrawnLine(NamedTuple):
    """A line and its baseline, in the coordinates of the flowable."""

    set_line: SetLine
    baseline_pt: float


class Pen(Protocol):
    """What differs between canvases."""

    def text(self, placed: Sequence[PlacedLine], segment: Segment) -> None:
        """Draw lines of one segment."""

    def decoration(self) -> AbstractContextManager[None]:
        """Around boxes and lines; the graphics state is as before afterwards."""

    def link(self, box: Box, target: str, number: int) -> None:
        """Make a box (left, bottom, right, top) a link; ``number`` is that of the span."""

    def anchor(self, name: str, x_pt: float, y_pt: float) -> None:
        """Give a place a name."""


class PlainPen:
    """Draws on a canvas of reportlab."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas

    def text(self, placed: Sequence[PlacedLine], segment: Segment) -> None:
        """Draw lines of one segment; state and fonts of the canvas are as before afterwards.

        The writer of text knows colours as ``#RRGGBB``. Each look gets one of its own, whose operator then gives way to
        what reportlab writes for the colour: so colours for separate inks and transparent ones are what they are.
        """
        canvas = self._canvas
        codes = [f"#{i:06X}" for i in range(len(segment.looks))]
        colours = dict(zip(map(fill_colour, codes), (look.colour for look in segment.looks), strict=True))
        code: list[str] = []
        TextWriter(code, fonts_of(canvas._doc), NoMarks()).write(placed, [None] * len(codes), codes)  # noqa: SLF001
        canvas.saveState()
        canvas.addLiteral(_PLAIN_TEXT_STATE)
        for operator in code:
            if operator in colours:
                canvas.setFillColor(colours[operator])
            else:
                canvas.addLiteral(operator)
        canvas.restoreState()

    @contextmanager
    def decoration(self) -> Iterator[None]:
        """Keep the graphics state."""
        self._canvas.saveState()
        yield
        self._canvas.restoreState()

    def link(self, box: Box, target: str, number: int) -> None:  # noqa: ARG002 - for tagged canvases
        """Make a box a link, as reportlab's paragraphs do."""
        if internal := _INTERNAL.fullmatch(target):
            self._canvas.linkRect("", internal[1], box, relative=1)
        elif file := _OTHER_FILE.fullmatch(target):
            self._canvas.linkURL(file[1], box, relative=1, kind="GoToR")
        else:
            self._canvas.linkURL(target, box, relative=1, kind="URI")

    def anchor(self, name: str, x_pt: float, y_pt: float) -> None:
        """Give a place a name."""
        self._canvas.bookmarkHorizontal(name, x_pt, y_pt)


class Place:
    """The place of a paragraph in the structure trees that it is drawn into; its parts on several pages share it."""

    def __init__(self, tongue: Tongue, looks: Sequence[Look]) -> None:
        """Take the look of each span, in order."""
        self._tongue = tongue
        self._looks = looks
        self._root: StructureElement | None = None
        self._slots: list[Slot] = []

    def another(self) -> Place:
        """A place for a copy of the paragraph."""
        return Place(self._tongue, self._looks)

    def slots(self, root: StructureElement) -> Sequence[Slot]:
        """For each span its slot, and one more for the bullet; the element is made when it is first asked for."""
        if root is not self._root:
            element = root.add("P", language=self._tongue.language, rtl=self._tongue.rtl)
            bullet = element.slot()
            targets = [None if look.link is None else _target(look.link[1]) for look in self._looks]
            slots = [slot for slot in slots_for(element, targets) if slot is not None]
            self._root, self._slots = root, [*slots, bullet]
        return self._slots


class TaggedPen:
    """Draws on a tagged canvas: each paragraph is an element ``P`` of the root, in the order of drawing."""

    def __init__(self, canvas: TaggedCanvas, place: Place) -> None:
        self._canvas = canvas
        self._slots = place.slots(canvas.root)

    def text(self, placed: Sequence[PlacedLine], segment: Segment) -> None:
        """Draw lines of one segment as content of the element.

        Raises:
            ValueError: a colour is transparent.
        """
        slots = [self._slots[number] for number in segment.numbers]
        self._canvas.draw_text(placed, slots, [_opaque(look.colour) for look in segment.looks])

    @contextmanager
    def decoration(self) -> Iterator[None]:
        """Draw an artifact."""
        with self._canvas.artifact("Layout"):
            self._canvas.saveState()
            yield
            self._canvas.restoreState()

    def link(self, box: Box, target: str, number: int) -> None:
        """Make a box a link that belongs to the element of its text."""
        to = _target(target)
        if to.destination is not None:
            self._canvas.link_to_destination(self._slots[number], box, to.destination, to.contents)
        elif to.address is not None:
            self._canvas.link_to_address(self._slots[number], box, to.address, to.contents)

    def anchor(self, name: str, x_pt: float, y_pt: float) -> None:  # noqa: ARG002 - destinations are heights
        """Give a height a name."""
        self._canvas.destination(name, y_pt, self._slots[-1].element)  # that of the bullet is of the paragraph itself


def pen_for(canvas: Any, place: Place) -> Pen:
    """The pen for a canvas."""
    return TaggedPen(canvas, place) if isinstance(canvas, TaggedCanvas) else PlainPen(canvas)


def draw_lines(pen: Pen, canvas: Any, lines: Sequence[DrawnLine], leading_pt: float) -> None:
    """Draw lines of a paragraph with all that belongs to them, what lies behind the text first."""
    for drawn in lines:
        for patch in _patches(drawn, lambda look: look.background):
            with pen.decoration():
                canvas.setFillColor(patch.value)
                bottom = drawn.baseline_pt + patch.look.size_pt - leading_pt  # as in reportlab
                canvas.rect(patch.left_pt, bottom, patch.right_pt - patch.left_pt, leading_pt, stroke=0, fill=1)
    for _, group in itertools.groupby(lines, key=lambda drawn: id(drawn.set_line.segment)):
        same = list(group)
        pen.text([placed for drawn in same for placed in _placed(drawn)], same[0].set_line.segment)
    for drawn in lines:
        _draw_strokes(pen, canvas, drawn)
        for patch in _patches(drawn, lambda look: look.link):
            size, baseline = patch.look.size_pt, drawn.baseline_pt + patch.look.rise_pt
            box = (patch.left_pt, baseline - _BELOW_EM * size, patch.right_pt, baseline + _ABOVE_EM * size)
            pen.link(box, patch.value[1], patch.number)


class _Patch(NamedTuple):
    """Neighbouring runs of a line that agree in something, with the look and the number of the first one's span."""

    value: Any
    look: Look
    number: int
    left_pt: float
    right_pt: float


def _patches(drawn: DrawnLine, of: Callable[[Look], Any]) -> list[_Patch]:
    """The patches of a line from left to right, without those that have nothing, and without space at its end."""
    line, segment, x_pt = drawn.set_line
    first, last = _content(line)
    found: list[_Patch] = []
    for run in sorted(line.runs, key=lambda run: run.x_pt):
        look = segment.looks[run.span]
        value = of(look)
        left, right = max(first, run.x_pt), min(last, run.x_pt + run.width_pt)
        if value is None or left >= right:
            continue
        patch = _Patch(value, look, segment.numbers[run.span], x_pt + left, x_pt + right)
        before = found[-1] if found else None
        if before is not None and before.value == value and patch.left_pt - before.right_pt < _NEAR_PT:
            found[-1] = before._replace(right_pt=patch.right_pt)
        else:
            found.append(patch)
    return found


def _content(line: Line) -> tuple[float, float]:
    """From where to where a line is filled, from the left edge of its measure: not by white space at its end."""
    if not line.runs:
        return 0.0, 0.0
    if line.rtl:
        right = max(run.x_pt + run.width_pt for run in line.runs)
        return right - line.width_pt, right
    left = min(run.x_pt for run in line.runs)
    return left, left + line.width_pt


def _draw_strokes(pen: Pen, canvas: Any, drawn: DrawnLine) -> None:
    """Draw the lines under and through the text of a line, where reportlab draws them."""
    looks = [drawn.set_line.segment.looks[run.span] for run in drawn.set_line.line.runs]
    for stroke in dict.fromkeys(stroke for look in looks for stroke in look.strokes):
        for patch in _patches(drawn, lambda look, stroke=stroke: stroke if stroke in look.strokes else None):  # type: ignore[misc]
            with pen.decoration():
                _draw_stroke(canvas, patch, stroke, drawn.baseline_pt)


def _draw_stroke(canvas: Any, patch: _Patch, stroke: Stroke, baseline_pt: float) -> None:
    sizes = dict.fromkeys("fFL", patch.look.size_pt)
    under = stroke.kind == "underline"
    width = length_of(stroke.width, sizes, default=canvas._lineWidth)  # noqa: SLF001 - reportlab has no other way
    step = length_of(stroke.gap, sizes, default=1) + width
    offset = stroke.offset if stroke.offset != "" else ("-0.125*L" if under else "0.25*L")
    y_pt = baseline_pt + stroke.rise + length_of(offset, sizes)
    canvas.setLineWidth(width)
    canvas.setStrokeColor(stroke.colour or patch.look.colour)
    for _ in range(stroke.repeats):
        canvas.line(patch.left_pt, y_pt, patch.right_pt, y_pt)
        y_pt += -step if under else step


def _placed(drawn: DrawnLine) -> Iterator[PlacedLine]:
    """A line as it is drawn: in parts where some of it stands above or below the baseline."""
    line, segment, x_pt = drawn.set_line

    def rise(run: GlyphRun) -> float:
        return segment.looks[run.span].rise_pt

    if not any(rise(run) for run in line.runs):
        yield PlacedLine(line, x_pt, drawn.baseline_pt)
        return
    for rise_pt, runs in itertools.groupby(line.runs, key=rise):
        yield PlacedLine(replace(line, runs=tuple(runs)), x_pt, drawn.baseline_pt + rise_pt)


def _target(link: str) -> Target:
    """Where a link goes, in terms of a tagged document."""
    if internal := _INTERNAL.fullmatch(link):
        return Target(destination=internal[1], contents=internal[1])
    return Target(address=link, contents=link)


def _opaque(colour: Color) -> str:
    """A colour as a tagged canvas takes it.

    Raises:
        ValueError: it is transparent.
    """
    if colour.alpha != 1:
        raise ValueError("text on a tagged canvas is opaque")
    return "#" + "".join(f"{round(255 * part):02X}" for part in colour.rgb())
