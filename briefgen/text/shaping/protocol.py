"""The protocol of a shaper, and what goes in and comes out."""

from __future__ import annotations

from typing import Final, NamedTuple, Protocol

from briefgen.text.fonts import FontFace
from briefgen.text.glyphs import Cluster

# It joins on both sides, and lengthens the join between two letters.
TATWEEL: Final = "\u0640"


class Word(NamedTuple):
    """Text to be shaped: one direction, script and language, and no white space but a word of white space alone.

    ``before`` and ``after`` are the characters that touch it where it is cut inside a word, because the style or the
    face changes there: letters still join over the cut.
    """

    text: str
    rtl: bool
    script: str
    language: str
    before: str = ""
    after: str = ""


class ShapedWord(NamedTuple):
    """The clusters of a word.

    Attributes:
        clusters: in logical order; the texts of the clusters, joined, are the text of the word.
        advance_fu: the sum of their advances, in font units of the face.
        offsets: where the text of each cluster begins in the word, and the length of the word.
        pens_fu: how far the pen has moved before each cluster, and after the last.
        unsafe_before: the indices of clusters before which a line may not be broken without shaping both parts anew.
        tatweel_before: those before which the font allows a tatweel, which changes no form around it.
    """

    clusters: tuple[Cluster, ...]
    advance_fu: int
    offsets: tuple[int, ...]
    pens_fu: tuple[int, ...]
    unsafe_before: frozenset[int]
    tatweel_before: frozenset[int] = frozenset()


class Shaper(Protocol):
    """Turns words into clusters."""

    def shape(self, face: FontFace, word: Word) -> ShapedWord:
        """Shape a word with a face that covers it.

        The text is taken in logical order; the glyphs inside each cluster come from left to right.
        """
