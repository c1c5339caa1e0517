"""From a word of one direction, script, language and face to clusters of positioned glyphs.

``Shaper`` is the protocol; ``harfbuzz`` is the default, ``reshaper`` serves fonts that have Arabic presentation forms
but no OpenType Arabic tables. ``shape_word`` picks the one that suits the face, and remembers what it has shaped.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from itertools import accumulate
from typing import Final

from briefgen.text.fonts import FontFace
from briefgen.text.glyphs import Cluster
from briefgen.text.shaping import harfbuzz, reshaper
from briefgen.text.shaping.protocol import TATWEEL, ShapedWord, Shaper, Word

# Words are remembered across paragraphs and documents of a process; a two-page briefing has about 700 distinct ones.
MAX_REMEMBERED_WORDS: Final = 32_768
MAX_REMEMBERED_STYLES: Final = 256

__all__ = [
    "TATWEEL",
    "ShapedWord",
    "Shaper",
    "Word",
    "WordsOfStyle",
    "shape_lengthened",
    "shape_word",
    "shaper_for",
    "words_of_style",
]


@functools.lru_cache(maxsize=MAX_REMEMBERED_STYLES)
def shaper_for(face: FontFace, script: str) -> Shaper:
    """The shaper that was chosen for a face, or the one that it needs for a script."""
    chosen = face.shaper or ("reshaper" if reshaper.suits(face) else "harfbuzz")
    if script == "Arab" and chosen == "reshaper":
        return reshaper.ReshaperShaper()
    return harfbuzz.HarfBuzzShaper()


@functools.lru_cache(maxsize=MAX_REMEMBERED_WORDS)
def shape_word(face: FontFace, word: Word) -> ShapedWord:
    """Shape a word, or return what was made of it before."""
    return shaper_for(face, word.script).shape(face, word)


class WordsOfStyle(dict[str, ShapedWord]):
    """The words of one face, direction, script and language that stand by themselves, shaped when first asked for.

    A look-up costs as much as one in a dictionary, which is what a paragraph is mostly made of.
    """

    def __init__(self, face: FontFace, rtl: bool, script: str, language: str) -> None:  # noqa: FBT001 - as in Word
        super().__init__()
        self._face = face
        self._like = Word("", rtl, script, language)
        self._shaper = shaper_for(face, script)

    def __missing__(self, text: str) -> ShapedWord:
        """Shape a word; when there are too many, all are forgotten."""
        shaped = self._shaper.shape(self._face, self._like._replace(text=text))
        if len(self) >= MAX_REMEMBERED_WORDS:
            self.clear()
        self[text] = shaped
        return shaped


@functools.lru_cache(maxsize=MAX_REMEMBERED_STYLES)
def words_of_style(face: FontFace, rtl: bool, script: str, language: str) -> WordsOfStyle:  # noqa: FBT001 - as in Word
    """The remembered words of a face, direction, script and language."""
    return WordsOfStyle(face, rtl, script, language)


def shape_lengthened(face: FontFace, word: Word, tatweels: Mapping[int, int]) -> ShapedWord:
    """Shape a word with tatweels in it that are no part of its text.

    Args:
        face: the face.
        word: the text as it was written.
        tatweels: how many stand before a character of the word, by its offset from 1 up.

    Returns:
        Clusters with the characters of the word only: a tatweel belongs to the cluster before it. The line is full with
        it, so where the word might be broken is not said.
    """
    parts, own, at = [], [], 0
    for offset, count in sorted(tatweels.items()):
        parts += [word.text[at:offset], TATWEEL * count]
        own += [*range(at, offset), *([None] * count)]
        at = offset
    parts.append(word.text[at:])
    own += range(at, len(word.text))
    shaped = shape_word(face, word._replace(text="".join(parts)))
    clusters: list[Cluster] = []
    offsets: list[int] = []
    for cluster, start in zip(shaped.clusters, shaped.offsets, strict=False):
        kept = [index for index in own[start : start + len(cluster.text)] if index is not None]
        if kept:
            text = word.text[kept[0] : kept[-1] + 1]
            offsets.append(kept[0])
            clusters.append(cluster if text == cluster.text else face.cluster(cluster.glyphs, cluster.advance_fu, text))
        else:
            clusters[-1] = _lengthened(face, clusters[-1], cluster, rtl=word.rtl)
    pens = tuple(accumulate((cluster.advance_fu for cluster in clusters), initial=0))
    return ShapedWord(tuple(clusters), pens[-1], (*offsets, len(word.text)), pens, frozenset())


def _lengthened(face: FontFace, cluster: Cluster, tatweel: Cluster, *, rtl: bool) -> Cluster:
    """A cluster with the glyphs of a tatweel that follows it in the text: to its left in right-to-left text."""
    left, right = (tatweel, cluster) if rtl else (cluster, tatweel)
    moved = tuple((glyph, x_fu + left.advance_fu, y_fu) for glyph, x_fu, y_fu in right.glyphs)
    return face.cluster((*left.glyphs, *moved), left.advance_fu + right.advance_fu, cluster.text)
