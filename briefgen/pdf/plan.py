"""How a line is written so that programs that take text out of a file give its logical text back.

The rules are derived from how five readers work (poppler, PDFium, MuPDF, pypdf, pdf.js), and each was kept because
without it some reader loses sentences. How many, of 336 in the sequential edition (the three briefings of
``tests/extraction`` and ninety lines from templates), stands in brackets. ``briefgen.pdf.directions`` says how readers
see single characters.

- *Order.* Runs come in logical order, and the glyphs of a run from left to right. MuPDF and pypdf take text in the
  order of the file; poppler and PDFium sort it by position; pdf.js turns each stretch round by itself.
- *Whole runs.* A run of one direction is one string, spaces and punctuation at its ends included. Before each further
  string MuPDF sets a space or a line break.
- *Marks at the left end* (MuPDF 127, pypdf 98, poppler 12). MuPDF and pypdf give punctuation at the beginning of a
  string the direction of the string before. There an invisible mark of the run's own direction comes first. MuPDF also
  puts a vowel mark that begins a line to the line above; the mark keeps it.
- *Marks at the right end* (poppler 76, PDFium 11). poppler gives punctuation between two runs to the one on the right.
  There a mark of its own direction follows, a little to the left of the run's end (poppler 10): what is at the same
  place as the next run, poppler may sort behind that.
- *Foreign signs* (pypdf 28, MuPDF 3). In right-to-left text a sign such as ``«``, ``[``, ``-`` or ``%``, which pypdf
  or MuPDF takes for left-to-right, shares its code with a mark.
- *Commas before signs* (poppler 6). So does a comma or a colon before punctuation or before left-to-right text, as in
  ``: «`` and ``، NATO``, which poppler would take for the beginning of a number.
- *Signs without a letter* (pdf.js 2). So does one of several signs that are all of a right-to-left run, as in ``).``:
  pdf.js leaves out marks of their own, and would see nothing to be turned round.
- *White space at the ends of a run* beside left-to-right text has a mark in its code too: pdf.js, which leaves out
  white space at the ends of a string, then joins no words (98 % of words stand by themselves, not 93 %).
- *Native digits* (MuPDF 18). MuPDF and pypdf turn ``٢٠٢٦`` round. Such a number is one code, with a mark before it.
- *Numbers in brackets* (PDFium 5, MuPDF 7) in right-to-left lines, such as citations, go from left to right with their
  brackets, which looks the same. PDFium mirrors all brackets of right-to-left stretches, but not these.
- *The font is set again* (pypdf 20) where pypdf would put what comes next before what it has gathered since it was
  set last. Of two signs before left-to-right text, the first stands alone for this (pypdf 1).

Marks of the line's own direction stand in the string of their run, so that PDFium sees them (PDFium 11), which counts
runs to find a line's direction. Those of the other direction are strings of their own: PDFium leaves out what has no
width.

What cannot be had together: PDFium mirrors brackets and guillemets of right-to-left stretches, and turns round the
words of a left-to-right stretch in a right-to-left line. It does so with whatever is written; only line breaks around
each such stretch would help, which everyone who copies the text would see. pdf.js leaves out U+200C. poppler puts a
space before a comma in right-to-left text; a mark after every comma would mend that, but a search for two words with a
comma between them would no longer find them in any reader.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Sequence
from typing import Final, NamedTuple

from briefgen.pdf.directions import (
    ARABIC_LETTER_MARK,
    LEFT_TO_RIGHT_MARK,
    is_number,
    is_strong,
    mupdf_direction,
    pypdf_direction,
)
from briefgen.pdf.pieces import Piece, is_space, neighbours, readable, runs_of
from briefgen.text.glyphs import Cluster, Line

# A mark at the right end of a run stands this much to the left of it, in ems. poppler sorts what it finds by the left
# edge, and a mark at the same place as the next run could come behind that by rounding.
_INWARDS: Final = 0.002


class Plan(NamedTuple):
    """How a line is shown.

    Attributes:
        pieces: in logical order.
        rtl: the direction of its last character that has one.
    """

    pieces: tuple[Piece, ...]
    rtl: bool


class State(NamedTuple):
    """The direction, true from right to left, that MuPDF and pypdf give to a neutral character that comes next."""

    mupdf: bool
    pypdf: bool

    def after(self, clusters: Sequence[Cluster]) -> State:
        """What it is behind clusters."""
        mupdf, pypdf = self
        for cluster in clusters:
            if cluster.text:
                mupdf = _known(mupdf_direction(cluster.text), mupdf)
                pypdf = _known(pypdf_direction(cluster.text), pypdf)
        return State(mupdf, pypdf)


def _known(direction: bool | None, otherwise: bool) -> bool:  # noqa: FBT001 - two values of one kind
    return otherwise if direction is None else direction


# Lines are set once and drawn in every document of the process that holds them.
_MAX_LINES: Final = 8192


@functools.lru_cache(maxsize=_MAX_LINES)
def plan(line: Line, *, after_rtl: bool, closed: bool = False) -> Plan:
    """How a line is shown.

    Args:
        line: the line.
        after_rtl: whether the last character before it that has a direction is right-to-left.
        closed: whether a left-to-right line that ends in punctuation has a mark behind it, because it stands on a page
            with right-to-left lines, where poppler would read the punctuation first.
    """
    runs = runs_of(line)
    state, planned = State(after_rtl, after_rtl), []
    before: Piece | None = None
    for run, (left, right) in zip(runs, neighbours(runs), strict=True):
        pieces = _apart(readable(run, left, right, alone=line.rtl and len(runs) == 1), state)
        ends_open = _ends_open(run, left, right, line, closed=closed)
        for place, piece in enumerate(pieces, 1):
            again = before is not None and state.pypdf and pypdf_direction(piece.clusters[0].text) is not False
            end = ends_open and place == len(pieces)
            hanging = _hanging(piece, left, before)
            begin = hanging if _opened(piece, state, before, hanging) else None
            marked = _marked(piece, line, begin=begin, end=end)
            planned.append(marked._replace(again=again))
            state = state.after((*marked.before, *marked.clusters, *marked.after))
            before = piece
    return Plan(tuple(planned), state.pypdf)


def _apart(run: Piece, state: State) -> list[Piece]:
    """A run in the pieces that pypdf needs.

    Behind right-to-left text it puts neutral characters before one another, so each stands alone, until the next
    character is one that goes from left to right.
    """
    if run.rtl or not state.pypdf:
        return [run]
    count = len(run.clusters)
    neutral = next((i for i, cluster in enumerate(run.clusters) if pypdf_direction(cluster.text) is not None), count)
    alone = max(0, neutral - (neutral < count))
    rest = [run.part(alone, count)] if alone < count else []
    return [*(run.part(i, i + 1) for i in range(alone)), *rest]


def _hanging(piece: Piece, left: Piece | None, before: Piece | None) -> int:
    """How many clusters at the left end are white space at the end of a line that may also be read at its beginning.

    Behind it a mark is better placed: before it, the mark would be a word of its own, which PyMuPDF adds to the next
    line.
    """
    if left is not None or not piece.rtl or (before is not None and not is_space(piece.clusters[-1])):
        return 0
    return next((i for i, cluster in enumerate(piece.clusters) if not is_space(cluster)), len(piece.clusters))


def _opened(piece: Piece, state: State, before: Piece | None, hanging: int) -> bool:
    """Whether a mark comes first, because the first code from the left would be taken for a part of what is before.

    Args:
        piece: the piece.
        state: the direction that readers are in before it.
        before: the piece before it on the line.
        hanging: how many clusters at its left end may be read anywhere.
    """
    clusters = piece.clusters[hanging:]
    if not clusters:
        return False
    first = clusters[0].text
    if not piece.rtl:
        # A single sign at the beginning of a line is read right: nothing stands before it.
        alone = before is None and len(clusters) > 1 and mupdf_direction(clusters[1].text) is False
        return state.mupdf and mupdf_direction(first) is None and not alone
    if unicodedata.category(first[-1]) == "Mn" and (before is None or before.rtl or not state.mupdf):
        return True
    lost = (not state.mupdf and mupdf_direction(first) is not True) or (
        not state.pypdf and pypdf_direction(first) is not True
    )
    # A sign by itself keeps its place, but behind left-to-right text MuPDF would take it for another line.
    return lost and (len(clusters) > 1 or before is not None)


def _ends_open(run: Piece, left: Piece | None, right: Piece | None, line: Line, *, closed: bool) -> bool:
    """Whether a mark comes last, because poppler would give the run's right end to what stands there."""
    if left is None and run.rtl and all(map(is_space, run.clusters)):
        return False
    if right is None:
        if line.rtl or run.rtl or not closed:
            return False
        last = run.clusters[_visible(run) - 1].text[-1]
        return not is_strong(last, rtl=False) and not is_number(last)
    last = run.clusters[-1].text[-1]
    if not line.rtl or right.rtl == run.rtl or is_strong(last, rtl=run.rtl):
        return False
    return run.rtl or not is_number(last)


def _visible(piece: Piece) -> int:
    """How many clusters there are up to white space at the right end."""
    clusters = piece.clusters
    return next((i for i in range(len(clusters), 0, -1) if not is_space(clusters[i - 1])), len(clusters))


def _marked(piece: Piece, line: Line, *, begin: int | None, end: bool) -> Piece:
    """A piece with its marks: within it in the line's own direction, else in strings of their own.

    Args:
        piece: the piece.
        line: the line.
        begin: before which cluster the mark at its left end stands; None where it needs none.
        end: whether it has one at its right end.
    """
    if begin is None and not end:
        return piece
    face, clusters = piece.run.face, piece.clusters
    mark = face.cluster((), 0, ARABIC_LETTER_MARK if piece.rtl else LEFT_TO_RIGHT_MARK)
    back = face.cluster((), -max(1, round(face.units_per_em * _INWARDS)), "")
    last = _visible(piece)
    if piece.rtl != line.rtl or (not piece.rtl and begin is None and last == len(clusters)):
        return piece._replace(before=() if begin is None else (mark,), after=(back, mark) if end else ())
    if end:
        # Behind white space at the end of a left-to-right line, PyMuPDF would add the mark to the next line.
        clusters = (*clusters, back, mark) if piece.rtl else (*clusters[:last], mark, *clusters[last:])
    if begin is not None:
        clusters = (*clusters[:begin], mark, *clusters[begin:])
    return piece._replace(clusters=clusters)
