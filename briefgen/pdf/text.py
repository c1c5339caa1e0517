"""Lines of a paragraph to text operators. How a line is put so that readers get its text back is planned in ``plan``.

A run of one slot and direction is one marked-content sequence, also over lines. In two respects this departs from what
ISO 32000-1 has in mind. A string under ``/ReversedChars`` may hold spaces inside (14.8.2.3.3): showing each word apart
reads back worse in MuPDF and pdf.js and gains nothing elsewhere. And the invisible direction marks are part of the
tagged text: a mark that shares its code with a sign cannot be an artifact, and those that stand by themselves would
break sequences apart, which makes a file of two pages 1.3 kB larger. UAX #9 lets every program ignore them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Final

from briefgen.layout.canvas import PlacedLine
from briefgen.layout.structure import Slot
from briefgen.pdf.directions import ARABIC_LETTER_MARK, LEFT_TO_RIGHT_MARK
from briefgen.pdf.fonts import EmbeddedFont, FontTable
from briefgen.pdf.marking import PageMarks
from briefgen.pdf.page_direction import Surroundings
from briefgen.pdf.pieces import Piece
from briefgen.pdf.plan import plan

# Positions are written in thousandths of a point; a pen that is nearer than this to its place is not moved.
_NEAR: Final = 2

_COLOUR: Final = re.compile(r"#[0-9A-Fa-f]{6}")


@functools.lru_cache(maxsize=256)
def fill_colour(colour: str) -> str:
    """The operator that sets the colour to fill with, from ``#RRGGBB``.

    Raises:
        ValueError: the colour is not written so.
    """
    if not _COLOUR.fullmatch(colour):
        raise ValueError(f"the colour {colour!r} is not of the form #RRGGBB")
    return " ".join(f"{round(int(colour[i : i + 2], 16) / 255, 3):g}" for i in (1, 3, 5)) + " rg"


class TextWriter:
    """One text object, ``BT`` to ``ET`` (ISO 32000-1, 9.4): lines of a paragraph."""

    def __init__(self, code: list[str], fonts: FontTable, marks: PageMarks, around: Surroundings | None = None) -> None:
        """Begin without text.

        Args:
            code: the operators of the page, which are added to.
            fonts: the fonts of the document.
            marks: the marked content of the page.
            around: what stands around the text on the page, if that is known.
        """
        self._code = code
        self._fonts = fonts
        self._marks = marks
        self._inside = marks.is_open  # of an artifact or a figure, which all text then belongs to
        self._sequence: tuple[Slot | None, bool, str | None] | None = None  # with its direction and language
        self._origin = (0, 0)  # of the text line matrix, and the pen, in thousandths of a point
        self._pen = (0, 0)
        self._font: tuple[EmbeddedFont, float] | None = None
        self._colour = ""
        self._around = around or Surroundings()
        self._rtl: bool | None = None  # the direction of the last character that has one

    def write(self, lines: Sequence[PlacedLine], slots: Sequence[Slot | None], colours: Sequence[str]) -> None:
        """Show lines; the arguments are those of ``DrawingCanvas.draw_text``."""
        operators = [fill_colour(colour) for colour in colours]
        self._code.append("BT")
        beside = self._around.beside
        for placed in lines:
            baseline = _milli(placed.baseline_pt)
            # Nothing is known of the text before a paragraph, so the worst is taken for granted.
            after_rtl = not placed.line.rtl if self._rtl is None else self._rtl
            pieces, self._rtl = plan(placed.line, after_rtl=after_rtl, closed=self._around.closed)
            for piece in pieces:
                self._enter(slots[piece.run.span], rtl=piece.rtl, language=piece.language)
                self._colour_in(operators[piece.run.span])
                if beside:
                    self._stand_apart(piece, _milli(placed.x_pt + piece.x_pt), baseline, rtl=placed.line.rtl)
                    beside = False
                self._show(piece, _milli(placed.x_pt + piece.x_pt), baseline)
                self._pen = (_milli(placed.x_pt + piece.x_pt + piece.width_pt), baseline)
        self._leave()
        self._code.append("ET")

    def _colour_in(self, operator: str) -> None:
        if operator != self._colour:
            self._colour = operator
            self._code.append(operator)

    def _show(self, piece: Piece, x: int, y: int) -> None:
        run, font = piece.run, self._fonts.font(piece.run.face)
        self._set_font(font, run.size_pt, again=piece.again)
        self._move(x, y)
        if piece.before:
            self._code.append(font.show(piece.before, rtl=piece.rtl))
        self._code.append(font.show(piece.clusters, rtl=piece.rtl, word_space_em=run.word_space_pt / run.size_pt))
        if piece.after:
            self._code.append(font.show(piece.after, rtl=piece.rtl))

    def _stand_apart(self, piece: Piece, x: int, y: int, *, rtl: bool) -> None:
        """Begin with a mark of the other direction an em higher, so that readers see another line (``page_direction``).

        PDFium leaves out what has no width, and one code without outlines has none whatever its advance.
        """
        face = piece.run.face
        mark = face.cluster((), face.units_per_em // 50, LEFT_TO_RIGHT_MARK if rtl else ARABIC_LETTER_MARK)
        font = self._fonts.font(face)
        self._set_font(font, piece.run.size_pt, again=False)
        self._move(x, y + _milli(piece.run.size_pt))
        self._code.append(font.show((mark, mark), rtl=False))

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

    def _enter(self, slot: Slot | None, *, rtl: bool, language: str | None) -> None:
        """Be in the sequence of a slot, direction and language; an artifact has neither of the last two."""
        sequence = (slot, rtl, language) if slot is not None else (None, False, None)
        if self._inside or self._sequence == sequence:
            return
        self._leave()
        self._sequence = sequence
        self._code.append(
            self._marks.begin_artifact("Layout")
            if slot is None
            else self._marks.begin(slot, reversed_strings=rtl, language=language)
        )

    def _leave(self) -> None:
        if self._sequence is not None:
            self._code.append(self._marks.end())
            self._sequence = None


def _milli(length_pt: float) -> int:
    return round(length_pt * 1000)
