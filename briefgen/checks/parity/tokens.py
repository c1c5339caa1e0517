"""The tokens of a text: numbers, words, dates, times, codes and addresses, with their places."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_DIGITS: Final = {
    ord(character): str(value)
    for zero in "\u0660\u06f0"  # ARABIC-INDIC DIGIT ZERO, EXTENDED ARABIC-INDIC DIGIT ZERO
    for value, character in enumerate(chr(ord(zero) + step) for step in range(10))
} | {ord("־"): "-", ord("٪"): "%"}
# Letters that are written in several ways: of kaf and yeh each language of the Arabic script has its own.
_LETTERS: Final = str.maketrans({"ک": "ك", "ی": "ي", "ى": "ي", "ھ": "ه", "ہ": "ه", "ٱ": "ا"})
# Tatweel, and the signs of transliterations for ayin and hamza, as in Qaʿda.
_UNWRITTEN: Final = frozenset("ـʹʺʻʼʽʾʿˈ")
_IGNORED: Final = "\u00ad\u0640\u200b-\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069"

MARKS: Final = "[\u200e\u200f\u061c]?"
"""A mark of direction, which CLDR puts inside dates."""

_STROKE: Final = rf"{MARKS}[/.-]{MARKS}"
_WORD: Final = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0591-\u05bd\u05bf\u064b-\u065f\u0670\u0640\u200c\u200d])*"

_KINDS: Final = {
    "address": r"(?:[a-zA-Z][a-zA-Z0-9+.-]{1,20}://|www\.)[^\s<>«»“”]{0,400}[\w/=&#-]",
    "email": r"[\w.%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}",
    # The last kind is one whose groups an author put in the order in which they are seen in an Arabic line.
    "phone": r"(?=(?:[^0-9\n]{0,2}[0-9]){7})(?:\+|\b00)[0-9]{1,4}(?:[ \u00a0().-]{1,2}[0-9]{1,9}){1,7}"
    r"|\(?\b0[0-9]{1,3}\)?[ -][0-9]{3,4}[ -]?[0-9]{3,4}"
    r"|(?=(?: ?[0-9]){8})(?:[0-9]{1,7} ){2,6}[0-9]{1,4}\+",
    "domain": r"(?:[A-Za-z0-9-]{1,63}\.){1,4}(?:com|org|net|int|edu|gov|info|news|eu|uk|fr|jo|lb|sa|ae|eg|iq|ir|il|pk)"
    r"\b(?:/[^\s<>«»“”]{0,400}[\w/=&#-])?",
    "code": r"(?=[A-Z][A-Za-z/.()-]{0,40}[0-9])[A-Z][A-Z0-9]{0,20}(?:[/.-][A-Z0-9][A-Za-z0-9]{0,20})*(?![A-Za-z0-9])",
    "date": rf"[0-9]{{4}}(?P<a>{_STROKE})[0-9]{{1,2}}(?P=a)[0-9]{{1,2}}(?![0-9])"
    rf"|[0-9]{{1,2}}(?P<b>{_STROKE})[0-9]{{1,2}}(?P=b)[0-9]{{4}}(?![0-9])",
    "time": r"[0-9]{1,2}:[0-5][0-9](?::[0-5][0-9])?(?![0-9:])|[0-9]{1,2} ?h ?[0-5][0-9](?!\w)"
    r"|[0-9]{1,2}\.[0-5][0-9](?= ?[ap]\.?m\b)",
    "meridiem": r"(?<![A-Za-z])[AaPp]\.[Mm]\.?(?![A-Za-z])",
    "number": r"[0-9]{1,3}(?:[\u00a0\u202f\u2009 ][0-9]{3}){1,12}(?:[.,\u066b][0-9]{1,40})?(?![0-9])"
    r"|[0-9]{1,40}(?:[.,\u060c\u066b\u066c'’][0-9]{1,40}){0,20}",
    "word": _WORD,
    "sign": rf"[^\s\w{_IGNORED}]",
}
_TOKEN: Final = re.compile(
    "|".join(rf"(?P<{kind}>(?<![A-Za-z0-9_]){pattern})" if kind == "code" else f"(?P<{kind}>{pattern})"
             for kind, pattern in _KINDS.items())
)  # fmt: skip
_WORDS: Final = re.compile(rf"{_WORD}|[^\s\w’'.-]")


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a text.

    Attributes:
        kind: ``number``, ``word``, ``sign``, ``date``, ``time``, ``meridiem``, ``code``, ``phone``, ``email``,
            ``domain`` or ``address``.
        text: its characters, with Latin digits; of a word, folded.
        start: where it begins in the text, in characters.
        end: where it ends.
        raw: its characters as they are written.
    """

    kind: str
    text: str
    start: int
    end: int
    raw: str


@functools.lru_cache(maxsize=16_384)
def fold(word: str) -> str:
    """A word without case, marks, tatweel and joiners, and with one form of alef, yeh and kaf."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(each for each in plain if unicodedata.category(each) not in {"Mn", "Cf"} and each not in _UNWRITTEN)


def latin_digits(text: str) -> str:
    """The text with Latin digits, percent signs and hyphens, character for character."""
    return text if text.isascii() else text.translate(_DIGITS)


@functools.lru_cache(maxsize=4096)
def tokens_of(text: str) -> tuple[Token, ...]:
    """The tokens of a text, in logical order; white space and marks of direction are none."""
    digits = latin_digits(text)
    found = []
    for match in _TOKEN.finditer(digits):
        kind, (start, end) = str(match.lastgroup), match.span()
        raw = text[start:end]
        if kind == "code" and not any(character.isdigit() for character in raw):
            kind = "word"
        found.append(Token(kind, fold(raw) if kind == "word" else match.group(), start, end, raw))
    return tuple(found)


def folded_words(term: str) -> tuple[str, ...]:
    """The folded words of a term of a word list; ``_`` stands for a space."""
    return tuple(fold(word) for word in _WORDS.findall(term.replace("_", " ")))
