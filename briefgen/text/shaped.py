"""A run with its glyphs: the shaped words of it, and where each of them stands."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from briefgen.text.glyphs import Cluster
from briefgen.text.itemize import Run
from briefgen.text.paragraph import ParagraphText
from briefgen.text.shaping import ShapedWord, Word, shape_word
from briefgen.text.typeset import is_transparent
from briefgen.units import font_units

# HarfBuzz looks at no more than five characters on either side of what it shapes.
_CONTEXT: Final = 5

_WORDS: Final = re.compile(r"[^\S\u00a0\u202f]+|(?:\S|[\u00a0\u202f])+")


class ShapedRun:
    """A run with its glyphs.

    Words are kept as they come out of the cache; what is inside them is only looked at where a line is cut there.

    Attributes:
        run: what was shaped.
        unsafe: positions of the paragraph at which the glyphs on both sides depend on each other.
    """

    def __init__(self, run: Run, words: Sequence[ShapedWord]) -> None:
        """``words`` are those of the run, in logical order, white space included."""
        self.run = run
        self._words = words
        self._starts = [run.start]
        self._pens_fu = [0]
        unsafe: list[int] = []
        start, pen_fu = run.start, 0
        for word in words:
            if word.unsafe_before:
                unsafe += [start + word.offsets[index] for index in word.unsafe_before if index]
            start += word.offsets[-1]
            pen_fu += word.advance_fu
            self._starts.append(start)
            self._pens_fu.append(pen_fu)
        self.unsafe = frozenset(unsafe)
        self._pt_per_fu = font_units(1, run.face.face.units_per_em, run.face.size_pt)

    @property
    def width_pt(self) -> float:
        """The sum of all advances."""
        return self._pens_fu[-1] * self._pt_per_fu

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

    @cached_property
    def clusters(self) -> tuple[Cluster, ...]:
        """All clusters, in logical order."""
        return self.clusters_between(self.run.start, self.run.end)


def shape_run(paragraph: ParagraphText, run: Run, *, cut_before: bool = False, cut_after: bool = False) -> ShapedRun:
    """Shape a run word by word; no glyph of the bundled fonts depends on what stands beyond a space.

    Letters join over the edges of a run, where only style or face changes, but not where a line ends
    (``cut_before``, ``cut_after``).
    """
    text, face = paragraph.text, run.face.face
    language = paragraph.language_of(run.script)
    words: list[ShapedWord] = []
    for match in _WORDS.finditer(text, run.start, run.end):
        start, end = match.span()
        before = _context_before(text, start) if start == run.start and not cut_before else ""
        after = _context_after(text, end) if end == run.end and not cut_after else ""
        words.append(shape_word(face, Word(match[0], run.rtl, run.script, language, before, after)))
    return ShapedRun(run, words)


def _context_before(text: str, position: int) -> str:
    """The letter that may join over a position from before it, with its marks; empty after white space."""
    start = position - 1
    while start > max(0, position - _CONTEXT) and is_transparent(text[start]):
        start -= 1
    return text[max(0, start) : position].lstrip()


def _context_after(text: str, position: int) -> str:
    """The letter that may join over a position from behind it, with the marks before it; empty before white space."""
    end = position
    while end < min(len(text), position + _CONTEXT) - 1 and is_transparent(text[end]):
        end += 1
    return text[position : end + 1].rstrip()
