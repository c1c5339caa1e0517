"""Nouns that point at something by its number: a number had better stay on the line of such a noun."""

from __future__ import annotations

import functools
import re
from typing import Final

# The nouns of reference by language, as they are written before a number. In Arabic, Persian, Urdu and Kurdish they may
# have particles written onto them: والقرار، بالمادة. Shorter signs, such as ``No.``, never part from their numbers.
_NOUNS: Final = {
    "en": "resolution resolutions rule rules article articles section sections paragraph paragraphs chapter annex "
    "number decision decree law regulation protocol part table figure item page",
    "ar": "القرار قرار القرارين القرارات المادة مادة المادتين المواد القاعدة قاعدة الفقرة فقرة الفصل فصل القسم قسم "
    "المقرر مقرر المرسوم مرسوم القانون قانون البند بند المرفق مرفق الجدول جدول الصفحة رقم",
    "fr": "résolution résolutions règle article articles section paragraphe chapitre annexe numéro décision décret loi "
    "règlement tableau page",
    "fa": "قطعنامه قطعنامهٔ ماده مادهٔ بند فصل بخش اصل قاعده قانون پیوست جدول صفحه شماره",
    "ur": "قرارداد دفعہ شق باب حصہ آرٹیکل قاعدہ قانون ضمیمہ صفحہ نمبر",
    "he": "החלטה סעיף סעיפים תקנה חוק פרק כלל נספח טבלה עמוד מספר",
    "ckb": "بڕیاری بڕیارنامەی ماددەی بڕگەی بەشی یاسای خشتەی لاپەڕەی ژمارە",
}

_ONTO: Final = "[وفبلك]{0,2}"


@functools.lru_cache(maxsize=64)
def _pattern(language: str) -> re.Pattern[str] | None:
    words = _NOUNS.get(language.partition("-")[0].lower())
    if words is None:
        return None
    return re.compile(rf"(?<!\w){_ONTO}(?:{words.replace(' ', '|')})[ ](?=[(\[]?\d)", re.IGNORECASE)


def find_references(text: str, language: str) -> frozenset[int]:
    """The positions of the numbers behind such nouns, where a line had better not begin.

    Args:
        text: the paragraph.
        language: its BCP 47 tag.
    """
    pattern = _pattern(language)
    return frozenset() if pattern is None else frozenset(match.end() for match in pattern.finditer(text))
