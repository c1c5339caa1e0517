"""Numbers and words of a text, as far as two statements about the same quantity can be told from others.

What is read is plain text, without markup. Words are compared without case, marks, tatweel, the article that Arabic
writes with its word, and the plural of English and French.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final, TypeAlias

Phrase: TypeAlias = tuple[str, ...]
"""Words in the form in which they are compared."""

_NUMBER: Final = (
    r"(?<![\w.,\u066b\u066c])(?:\d{1,3}(?:[,\u066c\u00a0\u202f\u2019]\d{3})+|\d+)(?:[.\u066b]\d+|,\d{1,2}(?!\d))?(?!\d)"
)
_MARKS: Final = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u200b-\u200f"
_PASSED_OVER: Final = re.compile(f"[{_MARKS}]")
_WORD: Final = rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}])*"
_TOKEN: Final = re.compile(
    rf"(?P<number>{_NUMBER})|(?P<word>{_WORD}(?:['\u2019]{_WORD})?|[%٪°€$£])|(?P<other>[^\s{_MARKS}])"
)
_SENTENCE_END: Final = re.compile(r"[.!?;؟؛۔](?=\s|$)|\n")
_ARABIC_FORMS: Final = str.maketrans("أإآٱىئؤةكی", "ااااييوهكي")
_ARABIC_ARTICLE: Final = re.compile("^(?:[وفبك]?ال|لل)(?=\\w{3})")
_YEARS: Final = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number of a text: its range in code points, and a number's value."""

    word: str
    start: int
    end: int
    value: Decimal | None = None
    is_year: bool = False


def folded(word: str) -> str:
    """A word in the form in which it is compared."""
    plain = _PASSED_OVER.sub("", unicodedata.normalize("NFKC", word)).casefold().translate(_ARABIC_FORMS)
    plain = _ARABIC_ARTICLE.sub("", plain)
    if plain.isascii() and len(plain) > 3:
        if plain.endswith("ies"):
            return f"{plain[:-3]}y"
        if plain.endswith("s") and not plain.endswith(("ss", "us", "is")):
            return plain[:-1]
    return plain


# A number word counts as the number, where the word has no other use. Those of Arabic in both genders.
_NUMBER_WORDS: Final = {
    folded(word): number
    for number, words in enumerate(
        (
            "two deux اثنان اثنتان اثنين اثنتين",
            "three trois ثلاث ثلاثة",
            "four quatre اربع اربعة",
            "five cinq خمس خمسة",
            "six ست ستة",
            "seven sept سبع سبعة",
            "eight huit ثماني ثمان ثمانية",
            "nine neuf تسع تسعة",
            "ten dix عشر عشرة",
            "eleven onze",
            "twelve douze",
        ),
        start=2,
    )
    for word in words.split()
}
_MULTIPLIERS: Final = {
    folded(word): number
    for number, words in (
        (10**3, "thousand mille الف الاف"),
        (10**6, "million مليون ملايين"),
        (10**9, "billion milliard مليار مليارات"),
        (10**12, "trillion تريليون"),
    )
    for word in words.split()
}


def word_set(words: str) -> frozenset[str]:
    """Words with spaces between them, each in the form in which it is compared."""
    return frozenset(map(folded, words.split()))


_NOT_TELLING: Final = word_set("the and for from with per des les dans par pour sur une في من على عن إلى مع التي الذي")


@lru_cache(maxsize=1024)
def tokens_of(text: str) -> tuple[Token, ...]:
    """The words and numbers of a plain text in their order; a number word and a multiplier belong to the number."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if match["number"]:
            value = number_of(match.group())
            year = len(match.group()) == 4 and value == int(value) and int(value) in _YEARS
            found.append(Token("", start, end, value, is_year=year))
            continue
        word = folded(match.group())
        if word in _MULTIPLIERS and found and found[-1].value is not None and found[-1].end >= start - 1:
            before = found.pop()
            found.append(Token("", before.start, end, (before.value or 0) * Decimal(_MULTIPLIERS[word])))
        elif word in _NUMBER_WORDS:
            found.append(Token(word, start, end, Decimal(_NUMBER_WORDS[word])))
        else:
            found.append(Token(word, start, end))
    return tuple(found)


def number_of(written: str) -> Decimal:
    """The number that digits stand for: a separator before groups of three joins them, another one is decimal."""
    digits = "".join(str(unicodedata.decimal(ch)) if ch.isdecimal() else ch for ch in written)
    whole = re.fullmatch(r"(\d{1,3}(?:[,\u066c\u00a0\u202f\u2019]\d{3})+|\d+)(?:[.,\u066b](\d+))?", digits)
    if whole is None:
        raise ValueError(f"{written!r} is no number")
    return Decimal(re.sub(r"\D", "", whole[1]) + (f".{whole[2]}" if whole[2] else ""))


def phrase_of(text: str) -> Phrase:
    """The words of a plain text in the form in which they are compared; numbers as their digits, no punctuation."""
    words = (str(token.value) if token.value is not None else token.word for token in tokens_of(text))
    return tuple(word for word in words if word.isalnum() or word in _SYMBOLS)


_SYMBOLS: Final = frozenset("%٪°€$£")


def telling_words(phrase: Iterable[str]) -> frozenset[str]:
    """The words of a phrase that say what it is about: of three letters or more, and not mere particles."""
    return frozenset(word for word in phrase if len(word) >= 3 and word not in _NOT_TELLING)


def sentences_of(text: str) -> Iterator[tuple[Token, ...]]:
    """The tokens of each sentence of a plain text."""
    tokens, begin = tokens_of(text), 0
    ends = [match.end() for match in _SENTENCE_END.finditer(text)] + [len(text)]
    for end in ends:
        upto = begin
        while upto < len(tokens) and tokens[upto].start < end:
            upto += 1
        if upto > begin:
            yield tokens[begin:upto]
        begin = upto


def written(number: Decimal) -> str:
    """A number for a message, in European digits without separators."""
    return format(number.normalize(), "f")
