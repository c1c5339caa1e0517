"""Small words that belong to what follows them: a heading looks better when no line of it ends with one."""

from __future__ import annotations

import functools
import re
from typing import Final

# Articles and the like, prepositions and conjunctions by language. Those that are written onto the next word need no
# entry, and postpositions, such as those of Urdu, belong to what precedes them: a line may well end with one.
_PARTICLES: Final = {
    "en": "a an and as at between by for from in into of on or over the to under with",
    "ar": "في من على إلى عن مع بين حتى منذ أو ثم لدى عند ضد نحو خلال بشأن حول بعد قبل تحت دون غير وفي ومن وعلى وإلى",
    "fr": "à au aux avec contre dans de des du en entre et la le les ou par pour sans selon sous sur un une vers",
    "fa": "از این با بدون بر برای به بین تا در درباره دربارهٔ طی علیه که میان و هر یا",
    "ur": "از اور ایک برائے بذریعہ تا کہ و ہر یا",
    "he": "אחרי אל אצל את בין גם או כל ללא לפי לפני מול מן נגד עד על עם של",
    "ckb": "بۆ بە بەپێی دەربارەی لە لەسەر لەلایەن لەگەڵ لەنێوان کە و یان تا پێش دوای",
}  # fmt: skip


@functools.lru_cache(maxsize=64)
def _pattern(language: str) -> re.Pattern[str] | None:
    words = _PARTICLES.get(language.partition("-")[0].lower())
    return None if words is None else re.compile(rf"(?<!\w)(?:{words.replace(' ', '|')})\s+", re.IGNORECASE)


def find_particles(text: str, language: str) -> frozenset[int]:
    """The positions behind such words and their white space, where a line had better not begin."""
    pattern = _pattern(language)
    return frozenset() if pattern is None else frozenset(match.end() for match in pattern.finditer(text))
