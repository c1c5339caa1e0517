"""Where words in Latin script may be hyphenated: the patterns of their language, through pyphen.

A word is left whole where a hyphen would hurt more than a short line: names and acronyms (a capital letter), words that
have a hyphen, an apostrophe or a digit in them, parts of an address, words in two styles, and words of which fewer than
three letters would stand on a side. A word in which the author has put soft hyphens is broken there and nowhere else.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Final

import pyphen

from briefgen.text.fonts import FontFace
from briefgen.text.glyphs import Cluster
from briefgen.text.opportunities import SOFT_HYPHEN
from briefgen.text.shaping import Word, shape_word

HYPHENATED_SCRIPT: Final = "Latn"
LETTERS_BEFORE: Final = 3
LETTERS_AFTER: Final = 3

# Lower-case Latin letters, with marks that are written apart, between white space, brackets and punctuation.
_LATIN: Final = r"a-zß-öø-ÿĀ-ɏ\u0300-\u036f"
_HYPHENS: Final = r"\u00ad\u2010\u2011-"
_WORD: Final = re.compile(
    rf"(?<![\w'’@#./:\\?&=%+~{_HYPHENS}])[{_LATIN}]{{{LETTERS_BEFORE + LETTERS_AFTER},64}}"
    rf"(?![\w'’@#/\\&=%+~{_HYPHENS}]|[.:?]\w)"
)

_MAX_REMEMBERED_WORDS: Final = 8192
_MAX_REMEMBERED_LANGUAGES: Final = 64
_MAX_REMEMBERED_FACES: Final = 256

# Scripts whose letters join: a soft hyphen allows a break there, but nothing is drawn.
_SHOW_NO_HYPHEN: Final = frozenset({"Arab", "Syrc", "Nkoo", "Adlm", "Rohg", "Mong"})


@functools.lru_cache(maxsize=_MAX_REMEMBERED_LANGUAGES)
def _dictionary(language: str) -> pyphen.Pyphen | None:
    """The patterns of a BCP 47 tag, or of its primary language; None if pyphen has none."""
    name = pyphen.language_fallback(language.replace("-", "_"))
    return None if name is None else pyphen.Pyphen(lang=name, left=LETTERS_BEFORE, right=LETTERS_AFTER)


@functools.lru_cache(maxsize=_MAX_REMEMBERED_WORDS)
def _places(word: str, language: str) -> tuple[int, ...]:
    dictionary = _dictionary(language)
    # A place that would change the spelling of the word is left out: what is written is what is printed.
    return () if dictionary is None else tuple(int(place) for place in dictionary.positions(word) if not place.data)


def find_hyphens(text: str, start: int, end: int, language: str) -> Iterator[int]:
    """The positions of ``text[start:end]`` before which a hyphen may stand.

    Args:
        text: the paragraph.
        start: where a stretch in Latin script begins.
        end: where it ends.
        language: BCP 47 tag of the stretch.
    """
    for match in _WORD.finditer(text, start, end):
        word = match[0]
        # At the end of the stretch the word may go on, in another style.
        whole = match if match.end() < end else _WORD.match(text, match.start())
        if whole is not None and whole.end() == match.end() and word == word.lower():
            for place in _places(word, language):
                yield match.start() + place


@functools.lru_cache(maxsize=_MAX_REMEMBERED_FACES)
def hyphen_of(face: FontFace, script: str) -> Cluster | None:
    """The hyphen that a face draws at a line end; None for scripts that join, which show none, and for a face without.

    Its text is U+00AD (ISO 32000-1, 14.8.2.2.3), so that readers join the word again.
    """
    if script in _SHOW_NO_HYPHEN:
        return None
    character = next((each for each in ("\u2010", "-") if face.covers(each)), None)
    if character is None:
        return None
    shaped = shape_word(face, Word(character, rtl=False, script=script, language="und"))
    return face.cluster(shaped.clusters[0].glyphs, shaped.advance_fu, SOFT_HYPHEN)
