"""Kashida: where a word in Arabic script may be lengthened by tatweel, and which places are best.

HarfBuzz says where the font allows it (``SAFE_TO_INSERT_TATWEEL``): between letters whose forms do not depend on each
other beyond their join. Of these places the best are taken by the shape of the letters around them; the ranks follow
the practice of Arabic typesetting as LibreOffice and the classical rules of naskh describe it:

1. at a tatweel that the author has written;
2. after an initial or medial seen or sad;
3. before a final teh marbuta, heh or dal;
4. before a final alef, tah, lam, kaf or gaf;
5. before a medial beh that is followed by a final reh, yeh or alef maksura;
6. before a final waw, ain, qaf or feh;
7. before any other final letter.

Among places of one rank the one nearer to the end of the word is better. A word is left alone where it is shorter than
four letters or holds a joiner; so is the place before a final yeh, but for one after a seen.
"""

from __future__ import annotations

import unicodedata
from typing import Final, NamedTuple

from briefgen.text.shaping import TATWEEL, ShapedWord
from briefgen.text.typeset import is_transparent

SHORTEST_WORD: Final = 4
_JOINERS: Final = frozenset("\u200c\u200d")

_SEEN_AND_SAD: Final = frozenset("سشصضښڛڜڝڞۺۻ")
_TEH_MARBUTA_HEH_DAL: Final = frozenset("ةهدذەھہۀۃڈډڌڍڎڏڐ")
_ALEF_TAH_LAM_KAF: Final = frozenset("اأإآٱطظلڵکكگڪګڬڭڮڰڱڲڳڴ")
_BEH: Final = frozenset("بتثپٹنيیئټٺٻټٽٿڀںێ")
_REH: Final = frozenset("رزڑړڕږژڙ")
_YEH: Final = frozenset("ىيیېئێے")
_WAW_AIN_QAF_FEH: Final = frozenset("وؤۆۇۈۋعغقفڤڡۊۉڨ")
# Letters that never join to what follows them: their joined form is a final one wherever they stand.
_RIGHT_JOINING: Final = frozenset("اأإآٱةدذڈډڌڍڎڏڐوؤۆۇۈۋۊۉ") | _REH


class Place(NamedTuple):
    """A place in a word where it may be lengthened.

    Attributes:
        rank: 1 is the best.
        offset: tatweel is inserted before this character of the word.
    """

    rank: int
    offset: int


def best_place(text: str, shaped: ShapedWord) -> Place | None:
    """The best place of a word, or None where it should not be lengthened.

    Args:
        text: the word, without white space.
        shaped: its clusters, which say where the font allows tatweel.
    """
    safe = [shaped.offsets[index] for index in shaped.tatweel_before]
    letters = [index for index, character in enumerate(text) if not is_transparent(character)]
    arabic = [index for index in letters if unicodedata.category(text[index]) in {"Lo", "Lm"}]
    if not safe or len(arabic) < SHORTEST_WORD or not _JOINERS.isdisjoint(text):
        return None
    last = arabic[-1]
    places = [Place(rank, offset) for offset in safe if (rank := _rank(text, letters, offset, last))]
    return min(places, key=lambda place: (place.rank, -place.offset), default=None)


def _rank(text: str, letters: list[int], offset: int, last: int) -> int:
    """The rank of the place before a letter; 0 where there is none. ``last`` is the last letter of the word."""
    if offset not in letters or offset > last:
        return 0
    at = letters.index(offset)
    before, after = text[letters[at - 1]], text[offset]
    if TATWEEL in {before, after}:
        return 1
    if before in _SEEN_AND_SAD:
        return 2
    if offset == last or after in _RIGHT_JOINING:
        return _rank_before_final(after)
    following = text[letters[at + 1]]
    ends = following in _REH or (following in _YEH and letters[at + 1] == last)
    return 5 if after in _BEH and ends else 0


def _rank_before_final(letter: str) -> int:
    if letter in _YEH:
        return 0
    if letter in _TEH_MARBUTA_HEH_DAL:
        return 3
    if letter in _ALEF_TAH_LAM_KAF:
        return 4
    return 6 if letter in _WAW_AIN_QAF_FEH else 7
