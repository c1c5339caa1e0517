"""How much of a document a reader gives back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from tests.extraction.corpus import Document, Sentence
from tests.rendering.texts import CONTROLS, FOREIGN, folded, words

Reason: TypeAlias = Literal["brackets", "punctuation", "marks", "word", "parted", "order"]

REASONS: Final[dict[Reason, str]] = {
    "brackets": "a bracket or quotation mark is mirrored, or stands in another place",
    "punctuation": "a full stop, a sign or another punctuation mark stands in another place",
    "marks": "a vowel mark stands in another place",
    "word": "a word does not come out whole",
    "parted": "text from elsewhere on the page stands in the middle: of the other column, or of the head or foot",
    "order": "words or numbers come out in another order",
}
# In the order in which they are tried: what is left out grows.
_LEFT_OUT: Final[dict[Reason, re.Pattern[str]]] = {
    "brackets": re.compile(r"[()\[\]{}<>«»‹›“”‘’]"),
    "marks": re.compile(r"[\u0300-\u036f\u064b-\u065f\u0670]"),
    "punctuation": re.compile(r"[^\w\s]"),
}
_MOST_PIECES: Final = 12
_SHORTEST_PIECE: Final = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader gives back of a document.

    Attributes:
        exact: the sentences that come out in logical order with every mark, white space left out of the comparison.
        spaced: those of them whose white space is right too, folded to single spaces.
        lost: the sentences that do not.
        words: how many words there are.
        words_found: how many of them occur anywhere in the text.
        tokens_found: how many of them stand there as words, as often as they should.
        foreign: how many presentation forms and private-use characters there are.
        characters: how many characters the text has, without white space and marks of direction.
        direction_marks: how many marks of direction there are; the author of these texts has written none.
    """

    exact: tuple[Sentence, ...]
    spaced: tuple[Sentence, ...]
    lost: tuple[Sentence, ...]
    words: int
    words_found: int
    tokens_found: int
    foreign: int
    characters: int
    direction_marks: int


def read_back(document: Document, text: str) -> Reading:
    """Compare the text that a reader gives with what the document says."""
    found = folded(text)
    dense = without_spaces(found)
    exact = [sentence for sentence in document.sentences if without_spaces(sentence.text) in dense]
    wanted = [word for said in document.texts for word in words(said)]
    missing = Counter(wanted) - Counter(words(found))
    return Reading(
        exact=tuple(exact),
        spaced=tuple(sentence for sentence in exact if sentence.text in found),
        lost=tuple(sentence for sentence in document.sentences if sentence not in exact),
        words=len(wanted),
        words_found=sum(word in found for word in wanted),
        tokens_found=len(wanted) - missing.total(),
        foreign=len(FOREIGN.findall(text)),
        characters=len(dense),
        direction_marks=sum(ord(character) in CONTROLS for character in text),
    )


def in_order(sentences: Sequence[Sentence], text: str) -> bool:
    """Whether the sentences stand in the text one after another."""
    found, position = folded(text), 0
    for sentence in sentences:
        start = found.find(sentence.text, position)
        if start < 0:
            return False
        position = start + len(sentence.text)
    return True


def without_spaces(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


def reason_for_loss(sentence: Sentence, text: str) -> Reason:
    """Why a sentence does not come out, by what must be left out of the comparison for it to be there."""
    found = folded(text)
    for reason, pattern in _LEFT_OUT.items():
        if without_spaces(pattern.sub("", sentence.text)) in without_spaces(pattern.sub("", found)):
            return reason
    if any(word not in found for word in words(sentence.text)):
        return "word"
    return "parted" if _comes_in_pieces(sentence.text, found) else "order"


def _comes_in_pieces(sentence: str, found: str) -> bool:
    """Whether the text holds all words of a sentence in order, in a few pieces with other text between."""
    dense, rest = without_spaces(found), without_spaces(sentence)
    position = 0
    for _ in range(_MOST_PIECES):
        length = _longest_beginning(rest, dense, position)
        if length == len(rest):
            return True
        if length < _SHORTEST_PIECE:
            return False
        position = dense.index(rest[:length], position) + length
        rest = rest[length:]
    return False


def _longest_beginning(rest: str, dense: str, position: int) -> int:
    """How many characters of ``rest`` stand together somewhere after a position."""
    shortest, longest = 0, len(rest)
    while shortest < longest:
        middle = (shortest + longest + 1) // 2
        if dense.find(rest[:middle], position) >= 0:
            shortest = middle
        else:
            longest = middle - 1
    return shortest
