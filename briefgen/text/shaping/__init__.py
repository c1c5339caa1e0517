"""From a word of one direction, script, language and face to clusters of positioned glyphs.

``Shaper`` is the protocol; ``harfbuzz`` is the default, ``reshaper`` serves fonts that have Arabic presentation forms
but no OpenType Arabic tables. ``shape_word`` picks the one that suits the face, and remembers what it has shaped.
"""

from __future__ import annotations

import functools
from typing import Final

from briefgen.text.fonts import FontFace
from briefgen.text.shaping import harfbuzz, reshaper
from briefgen.text.shaping.protocol import ShapedWord, Shaper, Word

# Words are remembered across paragraphs and documents of a process; a two-page briefing has about 700 distinct ones.
MAX_REMEMBERED_WORDS: Final = 32_768

__all__ = ["ShapedWord", "Shaper", "Word", "shape_word", "shaper_for"]


@functools.cache
def shaper_for(face: FontFace, script: str) -> Shaper:
    """The shaper that a face needs for a script."""
    if script == "Arab" and reshaper.suits(face):
        return reshaper.ReshaperShaper()
    return harfbuzz.HarfBuzzShaper()


@functools.lru_cache(maxsize=MAX_REMEMBERED_WORDS)
def shape_word(face: FontFace, word: Word) -> ShapedWord:
    """Shape a word, or return what was made of it before."""
    return shaper_for(face, word.script).shape(face, word)
