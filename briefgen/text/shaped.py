"""A run with its glyphs: the shaped words of it, and where each of them stands."""

from __future__ import annotations

import functools
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from briefgen.text.glyphs import Cluster
from briefgen.text.itemize import Run
from briefgen.text.paragraph import ParagraphText
from briefgen.text.shaping import ShapedWord, Word, shape_lengthened, shape_word, words_of_style
from briefgen.text.shaping.spaces import words_stand_apart
from briefgen.text.typeset import is_transparent
from briefgen.units import font_units

# HarfBuzz looks at no more than five characters on either side of what it shapes.
CONTEXT: Final = 5

_NO_BREAK: Final = "\u00a0\u202f"
_WORDS: Final = re.compile(rf"[^\S{_NO_BREAK}]+|(?:\S|[{_NO_BREAK}])+")
_SPACE_AND_SIGN: Final = re.compile(rf"[^\S{_NO_BREAK}](?=[^\w\s])")


class ShapedRun:
    """A run with its glyphs.

    Words are kept as they come out of the cache; what is inside them is only looked at where a line is cut there.

    Attributes:
        run: what was shaped.
        unsafe: positions of the paragraph at which the glyphs on both sides depend on each other.
    """

    # A long text has many runs: without a dictionary and lists of their own they give the garbage collector less to do.
    __slots__ = ("_pens_fu", "_pt_per_fu", "_starts", "_words", "run", "unsafe")

    def __init__(self, run: Run, words: Sequence[ShapedWord]) -> None:
        """``words`` are those of the run, in logical order, white space included."""
        self.run = run
        self._words = words
        starts = [run.start]
        pens_fu = [0]
        unsafe: list[int] = []
        start, pen_fu = run.start, 0
        for _, advance_fu, offsets, _, unsafe_before, _ in words:
            if unsafe_before:
                unsafe += [start + offsets[index] for index in unsafe_before if index]
            start += offsets[-1]
            pen_fu += advance_fu
            starts.append(start)
            pens_fu.append(pen_fu)
        self._starts = tuple(starts)
        self._pens_fu = tuple(pens_fu)
        self.unsafe = tuple(unsafe)
        self._pt_per_fu = font_units(1, run.face.face.units_per_em, run.face.size_pt)

    @property
    def width_pt(self) -> float:
        """The sum of all advances."""
        return self._pens_fu[-1] * self._pt_per_fu

    def pens_of_words(self, pen_pt: float) -> Iterator[tuple[int, float]]:
        """Where each word begins, and the run ends, with how far the pen has moved there from ``pen_pt``."""
        scale = self._pt_per_fu
        return zip(self._starts, [pen_pt + pen_fu * scale for pen_fu in self._pens_fu], strict=True)

    def pen_pt(self, position: int) -> float:
        """How far the pen has moved before the cluster at a position, or before the next one that begins."""
        index = min(bisect_right(self._starts, position) - 1, len(self._words))
        pen_fu = self._pens_fu[index]
        if position > self._starts[index]:
            word = self._words[index]
            pen_fu += word.pens_fu[bisect_left(word.offsets, position - self._starts[index])]
        return pen_fu * self._pt_per_fu

    def is_boundary(self, position: int) -> bool:
        """Whether a cluster begins at a position, or the run ends there."""
        index = bisect_right(self._starts, position) - 1
        offset = position - self._starts[index]
        if offset == 0:
            return True
        offsets = self._words[index].offsets
        return offsets[bisect_left(offsets, offset)] == offset

    def clusters_between(self, start: int, end: int) -> tuple[Cluster, ...]:
        """The clusters of a part of the run, in logical order."""
        clusters: list[Cluster] = []
        index = max(0, bisect_right(self._starts, start) - 1)
        while index < len(self._words) and self._starts[index] < end:
            word, word_start = self._words[index], self._starts[index]
            if word_start >= start and self._starts[index + 1] <= end:
                clusters += word.clusters
            else:
                first = bisect_left(word.offsets, start - word_start)
                last = bisect_left(word.offsets, end - word_start)
                clusters += word.clusters[first : min(last, len(word.clusters))]
            index += 1
        return tuple(clusters)

    @property
    def clusters(self) -> tuple[Cluster, ...]:
        """All clusters, in logical order."""
        return self.clusters_between(self.run.start, self.run.end)


def shape_run(
    paragraph: ParagraphText,
    run: Run,
    *,
    line: tuple[int, int] | None = None,
    tatweels: Mapping[int, int] | None = None,
) -> ShapedRun:
    """Shape a run, word by word where its face allows it.

    Letters join over the edges of a run, where only style or face changes, but not over the ends of a line.

    Args:
        paragraph: what the run is a part of.
        run: what is shaped.
        line: the characters of the line that it stands on; without it, the whole paragraph.
        tatweels: how many are inserted before a position; they lengthen a join and belong to the letter before them.
    """
    text, face = paragraph.text, run.face.face
    language = paragraph.language_of(run.script)
    known = words_of_style(face, run.rtl, run.script, language)
    pieces = _pieces(text, run) if words_stand_apart(face) else [text[run.start : run.end]]
    first, last = line or (0, len(text))
    before = _context_before(text, run.start, first)
    after = _context_after(text, run.end, last)
    if not before and not after and not tatweels:
        return ShapedRun(run, [known[piece] for piece in pieces])
    words: list[ShapedWord] = []
    start = run.start
    for piece in pieces:
        end = start + len(piece)
        edges = (before if start == run.start else "", after if end == run.end else "")
        inserted = {position - start: count for position, count in (tatweels or {}).items() if start < position < end}
        if inserted:
            words.append(shape_lengthened(face, Word(piece, run.rtl, run.script, language, *edges), inserted))
        elif edges == ("", ""):
            words.append(known[piece])
        else:
            words.append(shape_word(face, Word(piece, run.rtl, run.script, language, *edges)))
        start = end
    return ShapedRun(run, words)


def _pieces(text: str, run: Run) -> list[str]:
    """The words of a run and the white space between them.

    A mark that follows white space is shown on the last space: both are one grapheme, and belong to one word.
    """
    pieces = _WORDS.findall(text, run.start, run.end)
    if not any(_continues(text[match.end()]) for match in _SPACE_AND_SIGN.finditer(text, run.start, run.end)):
        return pieces
    for index, (space, word) in enumerate(pairwise(pieces)):
        if space[-1:].isspace() and space[-1] not in _NO_BREAK and _continues(word[0]):
            pieces[index], pieces[index + 1] = space[:-1], space[-1] + word
    return [piece for piece in pieces if piece]


@functools.cache
def _continues(character: str) -> bool:
    """Whether a character belongs to the grapheme of a space before it: marks of all kinds, ZWJ, tags."""
    return (
        unicodedata.category(character) in {"Mn", "Mc", "Me"}
        or character == "\u200d"
        or "\U000e0020" <= character <= "\U000e007f"
    )


def _context_before(text: str, position: int, first: int) -> str:
    """The letter that may join over a position from before it, with its marks; empty after white space and where a line
    begins, at ``first``.
    """
    start = position - 1
    while start > max(first, position - CONTEXT) and is_transparent(text[start]):
        start -= 1
    return text[max(first, start) : position].lstrip()


def _context_after(text: str, position: int, last: int) -> str:
    """The letter that may join over a position from behind it, with the marks before it; empty before white space and
    where a line ends, at ``last``.
    """
    end = position
    while end < min(last, position + CONTEXT) - 1 and is_transparent(text[end]):
        end += 1
    return text[position : min(last, end + 1)].rstrip()
