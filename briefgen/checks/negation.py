"""The words that turn a sentence round, in the languages of which briefgen knows them."""

from __future__ import annotations

import re
from typing import Final

from briefgen.checks.folding import fold
from briefgen.checks.words import word_ranges

# As they are under all foldings. Words that are more often something else ("ما", "pas" as a step) are left out, and so
# is "كلا", which is "both" as often as "no".
_WORDS: Final = {
    "ar": "لا لم لن ليس ليست لست لستم لستما لستن لسن لسنا ليسا ليستا ليسوا غير دون بدون عدم قط",
    "en": "no not never neither nor none nobody nothing nowhere cannot without hardly scarcely",
    "fa": "نه نیست نیستند نبود هرگز بدون نباید نخواهد",
    "fr": "ne non pas jamais aucun aucune ni rien personne sans nullement",
    "he": "לא אין אל בלי ללא לעולם",
    "ur": "نہیں نہ مت بغیر بنا",
}
_NEGATIONS: Final = {language: frozenset(fold(words).text.casefold().split()) for language, words in _WORDS.items()}
_CONTRACTED = re.compile(r"n't$|^n'")
_PREFIXES: Final = {"ar": re.compile("^[وف](?=..)"), "he": re.compile("^[וש](?=..)")}


def negations_in(text: str, language: str) -> tuple[str, ...]:
    """The negations in a text, as they stand there.

    Args:
        text: the text.
        language: its language tag; of other languages than those known here, none is found.
    """
    primary = language.partition("-")[0]
    known = _NEGATIONS.get(primary, frozenset())
    prefix = _PREFIXES.get(primary)
    found = []
    for start, end in word_ranges(text):
        word = fold(text[start:end]).text.casefold()
        bare = prefix.sub("", word) if prefix else word
        if known & {word, bare} or (known and _CONTRACTED.search(word)):
            found.append(text[start:end])
    return tuple(found)
