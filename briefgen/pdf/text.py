"""Lines of a paragraph to text operators, in an order from which readers get the text back.

Most readers expect glyphs in visual order and turn right-to-left stretches round themselves. What was found to read
back best, line by line:

- runs come in logical order, the glyphs inside a run in visual order;
- white space and punctuation at an edge of a right-to-left run beside a left-to-right one, and at the start of a
  left-to-right run that follows right-to-left text, are written apart, in their logical place;
- where a run of the other direction meets such neutral characters, an invisible strong mark of the paragraph's
  direction keeps readers from pulling them into the run. It is an artifact, so it is no part of the tagged text.

A run of one slot and direction is one marked-content sequence, also over lines. In one respect this departs from
ISO 32000-1, 14.8.2.3.3: a string under ``/ReversedChars`` may hold spaces inside. Showing each word apart reads back
worse in MuPDF and pdf.js and gains nothing elsewhere.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Sequence
from typing import Final, NamedTuple

from briefgen.layout.canvas import PlacedLine
from briefgen.layout.structure import Slot
from briefgen.pdf.fonts import EmbeddedFont, FontTable
from briefgen.pdf.marking import PageMarks
from briefgen.text.fonts import MAX_INTERNED_CLUSTERS
from briefgen.text.glyphs import WORD_SPACES, Cluster, GlyphRun, Line
from briefgen.units import font_units

ARABIC_LETTER_MARK: Final = "\u061c"
LEFT_TO_RIGHT_MARK: Final = "\u200e"

# UAX #9, table 4: characters that have a direction of their own, numbers included.
_DIRECTED: Final = frozenset({"L", "R", "AL", "EN", "AN"})
_STRONG: Final = {False: frozenset({"L", "EN"}), True: frozenset({"R", "AL"})}

# Positions are written in thousandths of a point; a pen that is nearer than this to its place is not moved.
_NEAR: Final = 2

_COLOUR: Final = re.compile(r"#[0-9A-Fa-f]{6}")


class Piece(NamedTuple):
    """Clusters of one run that are shown by one operator.

    Attributes:
        run: the run.
        clusters: some of its clusters that follow one another, from left to right.
        x_pt: the left edge, from the left edge of the line's measure.
        width_pt: the sum of the advances, widened spaces included.
        neutral: whether none has a direction of its own.
    """

    run: GlyphRun
    clusters: Sequence[Cluster]
    x_pt: float
    width_pt: float
    neutral: bool


class Boundary(NamedTuple):
    """Where a left-to-right run needs an invisible mark: at its left edge, at its right edge."""

    left: bool
    right: bool


@functools.lru_cache(maxsize=256)
def fill_colour(colour: str) -> str:
    """The operator that sets the colour to fill with, from ``#RRGGBB``.

    Raises:
        ValueError: the colour is not written so.
    """
    if not _COLOUR.fullmatch(colour):
        raise ValueError(f"the colour {colour!r} is not of the form #RRGGBB")
    return " ".join(f"{round(int(colour[i : i + 2], 16) / 255, 3):g}" for i in (1, 3, 5)) + " rg"


@functools.cache
def _direction(character: str) -> str:
    return unicodedata.bidirectional(character)


@functools.lru_cache(maxsize=MAX_INTERNED_CLUSTERS)
def _is_neutral(text: str) -> bool:
    return all(_direction(character) not in _DIRECTED for character in text)


def _is_strong(cluster: Cluster, *, rtl: bool) -> bool:
    return any(_direction(character) in _STRONG[rtl] for character in cluster.text)


def pieces(run: GlyphRun, *, after_rtl: bool, apart_before: bool = True, apart_after: bool = True) -> tuple[Piece, ...]:
    """A run in pieces that are shown one after the other, in logical order.

    Args:
        run: the run.
        after_rtl: whether the last character before it that has a direction is right-to-left, or there is none.
        apart_before: whether neutral characters at its logical start are shown apart, because the run before it goes
            the other way.
        apart_after: the same at its logical end.
    """
    clusters = run.clusters
    first = next((i for i, cluster in enumerate(clusters) if not _is_neutral(cluster.text)), len(clusters))
    neutral = first == len(clusters)
    if not run.rtl:
        if not after_rtl:
            return (_piece(run, 0, len(clusters), neutral=neutral),) if clusters else ()
        rest = [] if neutral else [_piece(run, first, len(clusters), neutral=False)]
        return (*_each(run, range(first)), *rest)
    first = first if apart_after else 0
    last = len(clusters)  # before first, and from last on, what is neutral and shown apart
    while apart_before and last > first and _is_neutral(clusters[last - 1].text):
        last -= 1
    core = [_piece(run, first, last, neutral=neutral)] if first < last else []
    return (*_each(run, range(len(clusters) - 1, last - 1, -1)), *core, *_each(run, range(first - 1, -1, -1)))


def _each(run: GlyphRun, places: range) -> list[Piece]:
    return [_piece(run, i, i + 1, neutral=True) for i in places]


def _piece(run: GlyphRun, first: int, last: int, *, neutral: bool) -> Piece:
    clusters = run.clusters
    if first == 0 and last == len(clusters):
        return Piece(run, clusters, run.x_pt, run.width_pt, neutral)
    x_pt = run.x_pt + _width_pt(run, clusters[:first])
    return Piece(run, clusters[first:last], x_pt, _width_pt(run, clusters[first:last]), neutral)


def _width_pt(run: GlyphRun, clusters: Sequence[Cluster]) -> float:
    width_pt = font_units(sum(cluster.advance_fu for cluster in clusters), run.face.units_per_em, run.size_pt)
    if run.word_space_pt:
        width_pt += run.word_space_pt * sum(cluster.text in WORD_SPACES for cluster in clusters)
    return width_pt


def boundaries(line: Line) -> dict[int, Boundary]:
    """Which left-to-right runs of a line, by their place in ``line.runs``, need an invisible mark.

    The side of the paragraph's own direction decides: when it shows a neutral character to the run of the other
    direction, a reader would take that character for a part of the other run.
    """
    if len(line.runs) == 1 or all(run.rtl == line.rtl for run in line.runs):
        return {}
    visible = sorted((run.x_pt, i) for i, run in enumerate(line.runs) if run.clusters and run.width_pt > 0)
    sides: dict[int, list[bool]] = {}
    for (_, i), (_, j) in itertools.pairwise(visible):
        left, right = line.runs[i], line.runs[j]
        if left.rtl == right.rtl:
            continue
        own = left.clusters[-1] if left.rtl == line.rtl else right.clusters[0]
        if not _is_strong(own, rtl=line.rtl):
            ltr, side = (i, 1) if right.rtl else (j, 0)
            sides.setdefault(ltr, [False, False])[side] = True
    return {i: Boundary(*both) for i, both in sides.items()}


class RunPlan(NamedTuple):
    """How a run of a line is shown.

    Attributes:
        run: the run.
        marks: where it needs invisible marks.
        after_ltr, after_rtl: its pieces, by the direction of the last character before it that has one.
    """

    run: GlyphRun
    marks: Boundary
    after_ltr: tuple[Piece, ...]
    after_rtl: tuple[Piece, ...]


# Lines are set once and drawn in every document of the process that holds them.
_MAX_LINES: Final = 8192


@functools.lru_cache(maxsize=_MAX_LINES)
def plan(line: Line) -> tuple[RunPlan, ...]:
    """How the runs of a line are shown, in logical order."""
    marks, runs, unmarked = boundaries(line), line.runs, Boundary(left=False, right=False)
    planned = []
    for i, run in enumerate(runs):
        before = i > 0 and runs[i - 1].rtl != run.rtl
        after = i + 1 < len(runs) and runs[i + 1].rtl != run.rtl
        after_rtl = pieces(run, after_rtl=True, apart_before=before, apart_after=after)
        # Only neutral characters at the start of a left-to-right run depend on what stands before it.
        after_ltr = after_rtl if run.rtl or len(after_rtl) == 1 else pieces(run, after_rtl=False)
        planned.append(RunPlan(run, marks.get(i, unmarked), after_ltr, after_rtl))
    return tuple(planned)


class TextWriter:
    """One text object, ``BT`` to ``ET`` (ISO 32000-1, 9.4): lines of a paragraph."""

    def __init__(self, code: list[str], fonts: FontTable, marks: PageMarks) -> None:
        self._code = code
        self._fonts = fonts
        self._marks = marks
        self._inside = marks.is_open  # of an artifact or a figure, which all text then belongs to
        self._sequence: tuple[Slot | None, bool] | None = None
        self._origin = (0, 0)  # of the text line matrix, and the pen, in thousandths of a point
        self._pen = (0, 0)
        self._font: tuple[EmbeddedFont, float] | None = None
        self._colour = ""
        self._rtl = True  # the direction of the last character that has one

    def write(self, lines: Sequence[PlacedLine], slots: Sequence[Slot | None], colours: Sequence[str]) -> None:
        """Show lines; the arguments are those of ``DrawingCanvas.draw_text``."""
        operators = [fill_colour(colour) for colour in colours]
        self._code.append("BT")
        for placed in lines:
            baseline = _milli(placed.baseline_pt)
            for run, marks, after_ltr, after_rtl in plan(placed.line):
                font = self._fonts.font(run.face)
                if marks.left:
                    self._show_mark(placed, run, font, run.x_pt)
                found = after_rtl if self._rtl else after_ltr
                if found:
                    self._enter(slots[run.span], rtl=run.rtl)
                    self._colour_in(operators[run.span])
                for piece in found:
                    self._show(piece, font, placed.x_pt + piece.x_pt, baseline)
                if marks.right:
                    self._show_mark(placed, run, font, run.x_pt + run.width_pt)
        self._leave()
        self._code.append("ET")

    def _colour_in(self, operator: str) -> None:
        if operator != self._colour:
            self._colour = operator
            self._code.append(operator)

    def _show(self, piece: Piece, font: EmbeddedFont, x_pt: float, baseline: int) -> None:
        rtl = piece.run.rtl
        # pypdf gathers characters until a font is set, and puts right-to-left ones and neutral ones after them before
        # what it has. Setting the font again keeps pieces of one line apart.
        self._set_font(font, piece.run.size_pt, again=baseline == self._pen[1] and (rtl or self._rtl))
        self._move(_milli(x_pt), baseline)
        self._code.append(font.show(piece.clusters, rtl=rtl, word_space_em=piece.run.word_space_pt / piece.run.size_pt))
        self._pen = (_milli(x_pt + piece.width_pt), baseline)
        if not piece.neutral:
            self._rtl = rtl

    def _show_mark(self, placed: PlacedLine, run: GlyphRun, font: EmbeddedFont, x_pt: float) -> None:
        """Show an invisible mark of the paragraph's direction, which is no part of the text."""
        nested = self._marks.nested_artifact if self._inside else None
        self._leave()
        self._enter(None, rtl=False)
        if nested is not None:
            self._code.append(nested[0])
        self._set_font(font, run.size_pt, again=False)
        self._move(_milli(placed.x_pt + x_pt), _milli(placed.baseline_pt))
        self._code.append(font.show_invisible(ARABIC_LETTER_MARK if placed.line.rtl else LEFT_TO_RIGHT_MARK))
        if nested is not None:
            self._code.append(nested[1])
        self._leave()

    def _set_font(self, font: EmbeddedFont, size_pt: float, *, again: bool) -> None:
        """Set the font where it changes or is asked for."""
        if again or (font, size_pt) != self._font:
            self._font = (font, size_pt)
            self._code.append(f"/{font.resource} {size_pt:.6g} Tf")

    def _move(self, x: int, y: int) -> None:
        """Move the pen where it is not there already; in thousandths of a point."""
        if y != self._pen[1] or abs(x - self._pen[0]) >= _NEAR:
            self._code.append(f"{(x - self._origin[0]) / 1000:.10g} {(y - self._origin[1]) / 1000:.10g} Td")
            self._origin = self._pen = (x, y)

    def _enter(self, slot: Slot | None, *, rtl: bool) -> None:
        """Be in the sequence of a slot and direction."""
        sequence = (slot, rtl and slot is not None)
        if self._inside or self._sequence == sequence:
            return
        self._leave()
        self._sequence = sequence
        begin = self._marks.begin_artifact("Layout") if slot is None else self._marks.begin(slot, reversed_strings=rtl)
        self._code.append(begin)

    def _leave(self) -> None:
        if self._sequence is not None:
            self._code.append(self._marks.end())
            self._sequence = None


def _milli(length_pt: float) -> int:
    return round(length_pt * 1000)
