"""What a text leaves behind when it is printed, stored or copied: the parts by which it would be known again.

A withheld text is sought as a whole and by its distinctive parts: words, numbers, numbers with what stands beside them,
and runs of words, each only if it stands nowhere in what may be seen. Everything is compared folded, so that neither
marks nor forms of letters nor the order of drawing hide it.
"""

from __future__ import annotations

import bisect
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, TypeAlias

# Marks, tatweel, and what is not seen: soft hyphens, joiners, bidi controls, variation selectors.
_PASSED_OVER: Final = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u061c\u0640"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08e1\u08e3-\u08ff\u180e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff"
    "\u115f\u1160\u17b4\u17b5\u180b-\u180d\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
# Letters that look alike in Arabic and Persian, and are exchanged for each other by programs and people.
_ALIKE: Final = str.maketrans(
    "\u06cc\u0649\u06d2\u06a9\u06c1\u06be\u06d5", "\u064a\u064a\u064a\u0643\u0647\u0647\u0647"
)
_FOREIGN_DIGIT: Final = re.compile(r"[^\D0-9]")
_SPACES: Final = re.compile(r"\s+")
_NOT_WORD: Final = re.compile(r"[\W_]+")
_TOKEN: Final = re.compile(r"\d+(?:[.,\u066b\u066c]\d+)*|[^\W\d_]+")
# A number whose thousands are apart, as in French; NFKD leaves no other spaces than this one.
_GROUPED: Final = re.compile(r"(?<!\d)\d{1,3}(?:[ '\u2019]\d{3})+(?!\d)")
_SEPARATOR: Final = re.compile(r"\D+")

LEAST: Final = 3
"""How many letters or digits a word or number must have to be sought by itself."""

LEAST_RUN: Final = 6
"""How many letters and digits a run of them must have to be sought within others, where words may be cut."""

_LEAST_DIGITS_RUN: Final = 9
_LEAST_PHRASE: Final = 12
_PHRASE: Final = 4

Kind: TypeAlias = Literal["text", "word", "number", "pair", "phrase"]
"""What a term is: a whole text, one word or number of it, a number with its neighbour, or several words."""


def fold(text: str) -> str:
    """A text as it is compared: NFKD without marks and invisible characters, in one case, with European digits.

    NFKD (UAX #15) gives presentation forms and ligatures back as letters.
    """
    folded = _PASSED_OVER.sub("", unicodedata.normalize("NFKD", text)).casefold().translate(_ALIKE)
    return _FOREIGN_DIGIT.sub(lambda match: str(unicodedata.decimal(match.group())), folded)


def squeeze(folded: str) -> str:
    """The letters and digits of a folded text, with nothing between them."""
    return _NOT_WORD.sub("", folded)


def tokens_of(folded: str) -> list[str]:
    """The words of a folded text, and its numbers without separators."""
    return [_SEPARATOR.sub("", token) if token[0].isdigit() else token for token in _TOKEN.findall(folded)]


class Term(NamedTuple):
    """Something that is sought.

    Attributes:
        path: of the withheld value that it is of.
        kind: what it is.
        written: as it stands in the value.
        squeezed: its letters and digits, folded.
        parts: of a pair, its two tokens.
        whole: whether it is sought as a word of its own only, since what may be seen has it within others.
    """

    path: str
    kind: Kind
    written: str
    squeezed: str
    parts: tuple[str, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """What is sought of some texts.

    Attributes:
        sought: the terms, each once.
        untold: the paths of texts of which nothing can be sought: all their parts are too short, or may be seen.
    """

    sought: tuple[Term, ...]
    untold: tuple[str, ...]


class Seen:
    """Everything that may be seen, to tell what is distinctive."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take all texts that may be seen."""
        folded = [fold(text) for text in dict.fromkeys(texts)]
        self._squeezed = "\0".join(("", *dict.fromkeys(map(squeeze, folded)), ""))
        words = {word for text in folded for word in tokens_of(text)}
        self._words = words | {word[::-1] for word in words}

    def __contains__(self, squeezed: object) -> bool:
        """Whether these letters and digits follow each other in one of the texts, forwards or backwards."""
        # Right-to-left words are often drawn from the left: then a word that is seen looks like its reverse.
        return isinstance(squeezed, str) and (squeezed in self._squeezed or squeezed[::-1] in self._squeezed)

    def has_word(self, word: str) -> bool:
        """Whether one of the texts has a word or number as such, or is nothing else, forwards or backwards."""
        return word in self._words or any(f"\0{each}\0" in self._squeezed for each in (word, word[::-1]))

    def joins(self, tokens: Sequence[str]) -> bool:
        """Whether words come together where one text ends and another begins, with a whole one between or none."""
        for first in range(1, len(tokens)):
            start = "".join(tokens[:first])
            if f"{start}\0" not in self._squeezed:
                continue
            for second in range(first, len(tokens)):
                middle, rest = "".join(tokens[first:second]), "".join(tokens[second:])
                if f"\0{rest}" in self._squeezed and (not middle or f"\0{middle}\0" in self._squeezed):
                    return True
        return False


def terms_of(texts: Iterable[tuple[str, str]], seen: Seen) -> Terms:
    """What of withheld texts can be sought.

    Args:
        texts: the path and the wording of each; a value may have several wordings.
        seen: what may be seen.
    """
    sought: dict[tuple[str, tuple[str, ...]], Term] = {}
    told: dict[str, bool] = {}
    for path, text in texts:
        found = False
        for term in _terms(path, text, seen):
            sought.setdefault((term.squeezed, term.parts), term)
            found = True
        told[path] = told.get(path, False) or found
    return Terms(tuple(sought.values()), tuple(path for path, found in told.items() if not found))


def _terms(path: str, text: str, seen: Seen) -> Iterator[Term]:
    folded = fold(text)
    whole = squeeze(folded)
    if len(whole) >= LEAST_RUN and whole not in seen:
        yield Term(path, "text", text, whole)
    tokens = tokens_of(folded)
    alone = {token for token in tokens if len(token) >= LEAST and token not in seen}
    for token in dict.fromkeys(tokens):
        if token in alone:
            yield Term(path, "number" if token[0].isdigit() else "word", token, token)
        elif len(token) >= LEAST and not seen.has_word(token):
            yield Term(path, "number" if token[0].isdigit() else "word", token, token, whole=True)
    for first, second in itertools.pairwise(tokens):
        if first[0].isdigit() == second[0].isdigit() or first in alone or second in alone:
            continue
        joined = first + second
        known = joined in seen or second + first in seen or seen.joins((first, second)) or seen.joins((second, first))
        if not known and len(joined) >= LEAST:
            yield Term(path, "pair", f"{first} {second}", joined, (first, second))
    for start in range(len(tokens) - _PHRASE + 1):
        phrase = tokens[start : start + _PHRASE]
        joined = "".join(phrase)
        if alone.isdisjoint(phrase) and len(joined) >= _LEAST_PHRASE and joined not in seen and not seen.joins(phrase):
            yield Term(path, "phrase", " ".join(phrase), joined)


class Trace(NamedTuple):
    """A term that was found, and where in what was searched: the index of the piece."""

    term: Term
    piece: int


def traces_in_texts(terms: Terms, pieces: Iterable[str]) -> Iterator[Trace]:
    """What of the terms stands in texts, forwards or backwards, in one piece or cut into words and lines.

    Args:
        terms: what is sought.
        pieces: the texts.
    """
    folded = [fold(piece) for piece in pieces]
    words = _Words(folded)
    stack = _Stack([squeeze(piece) for piece in folded])
    # Lines that are drawn one below the other are often drawn in another order than they are read.
    lines = _Stack(["\n".join(map(squeeze, piece.splitlines())) for piece in folded])
    for term in terms.sought:
        found = words.index_of(term)
        if found is None and term.kind != "pair" and not term.whole and len(term.squeezed) >= LEAST_RUN:
            found = (lines if term.kind == "phrase" else stack).index_of(term.squeezed)
        if found is not None:
            yield Trace(term, found)


class _Words:
    """The words and numbers of texts, and which of them stand side by side in a line."""

    def __init__(self, pieces: list[str]) -> None:
        self._all: dict[str, int] = {}
        self._alone: dict[str, int] = {}  # without the parts of numbers whose thousands are apart
        self._pairs: dict[tuple[str, str], int] = {}
        for index, piece in enumerate(pieces):
            for line in piece.splitlines():
                self._add(line, index)

    def _add(self, line: str, index: int) -> None:
        words = tokens_of(line)
        for word in (*words, *(_SEPARATOR.sub("", number) for number in _GROUPED.findall(line))):
            self._all.setdefault(word, index)
        for word in tokens_of(_GROUPED.sub(" ", line)):
            self._alone.setdefault(word, index)
        for pair in itertools.pairwise(words):
            self._pairs.setdefault(pair, index)

    def index_of(self, term: Term) -> int | None:
        """The first text that has a term as words of their own."""
        if term.kind == "pair":
            return next((self._pairs[pair] for pair in _orders(*term.parts) if pair in self._pairs), None)
        words = self._alone if term.whole else self._all
        return next((words[each] for each in (term.squeezed, term.squeezed[::-1]) if each in words), None)


def _orders(first: str, second: str) -> Iterator[tuple[str, str]]:
    """A number and its neighbour in every order in which they may be drawn."""
    for one in (first, first[::-1]):
        for other in (second, second[::-1]):
            yield one, other
            yield other, one


def traces_in_code(terms: Terms, pieces: Iterable[str]) -> Iterator[Trace]:
    """What of the terms stands in bytes that were read as characters: with less, chance would find it.

    Args:
        terms: what is sought; of these, what has six letters, or nine digits.
        pieces: the bytes in one reading or another.
    """
    stack = _Stack([_SPACES.sub(" ", fold(piece)) for piece in pieces])
    for term in terms.sought:
        least = _LEAST_DIGITS_RUN if term.squeezed.isdigit() else LEAST_RUN
        if len(term.squeezed) < least or term.kind in {"pair", "phrase"}:
            continue
        found = stack.index_of(_SPACES.sub(" ", fold(term.written)).strip())
        if found is not None:
            yield Trace(term, found)


class _Stack:
    """Many texts, searched as one."""

    def __init__(self, pieces: list[str]) -> None:
        self._joined = "\0".join(pieces)
        self._ends: list[int] = []
        end = 0
        for piece in pieces:
            end += len(piece) + 1
            self._ends.append(end)

    def index_of(self, sought: str) -> int | None:
        """The first text that has it, forwards or else backwards."""
        for each in (sought, sought[::-1]):
            at = self._joined.find(each)
            if at >= 0:
                return bisect.bisect_right(self._ends, at)
        return None
