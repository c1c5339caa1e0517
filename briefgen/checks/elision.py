"""Quotes that say that they are not whole: words left out (…) and words put in by an editor ([the])."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import islice, product
from typing import Final

from briefgen.checks.folding import folded_text
from briefgen.checks.passages import Passage, SourceIndex
from briefgen.checks.words import word_ranges

MIN_PART: Final = 12
"""The least number of characters in a part, spaces included, together with two words: less could be anywhere."""

_DOTS = "(?:…|\\.{3,}|(?:\\.\\s){2,}\\.)"
_OMISSION: Final = f"\\[\\s*{_DOTS}\\s*\\]|\\(\\s*{_DOTS}\\s*\\)|{_DOTS}"
_MARKED = re.compile(f"(?P<omission>{_OMISSION})|(?P<insertion>\\[[^\\[\\]]*\\])")
_LETTER = re.compile(r"\[(\w)\](?=\w)")
_INSERTION_WITH_SPACE = re.compile(f"(?!{_OMISSION})(?:\\s*\\[[^\\[\\]]*\\](?=\\s|\\W|$)|\\[[^\\[\\]]*\\]\\s*)")
MAX_PARTS: Final = 50
"""The most parts that a quote may have."""

MAX_REPLACED: Final = 8
"""The most words of the source that brackets may stand for; more is left out, which an ellipsis must say."""

_MAX_LETTERS: Final = 3
_MAX_CHAINS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Marked:
    """What a quote says of itself.

    Attributes:
        parts: the stretches between the marks that have words.
        bridged: for each part but the first, whether brackets alone stand before it.
        inserted: what stands in brackets, with them.
        omits: whether something is marked as left out.
    """

    parts: tuple[str, ...]
    bridged: tuple[bool, ...]
    inserted: tuple[str, ...]
    omits: bool


@dataclass(frozen=True, slots=True)
class Chain:
    """The places of all parts, in order; ``others`` are the starts of chains that are as good."""

    passages: tuple[Passage, ...]
    others: tuple[int, ...] = ()


def read_marks(quote: str) -> Marked | None:
    """The parts of a quote, or None where it marks nothing."""
    parts: list[str] = []
    bridged: list[bool] = []
    inserted: list[str] = []
    omitted = [False]  # for each part, and for the end, whether an omission is marked before it
    done = 0
    for match in (*_MARKED.finditer(quote), None):
        part = quote[done : match.start() if match else len(quote)].strip()
        if word_ranges(part):
            parts.append(part)
            bridged.append(not omitted[-1])
            omitted.append(False)
        if match is None:
            break
        done = match.end()
        if match["omission"] is not None:
            omitted[-1] = True
        else:
            inserted.append(match["insertion"])
    return Marked(tuple(parts), tuple(bridged[1:]), tuple(inserted), any(omitted)) if done else None


def letter_variants(quote: str) -> list[str]:
    """The quote with each ``[T]he`` read as "The" and as "the": an editor may change the case of a first letter.

    The quote itself, where it has no such letter.
    """
    letters = _LETTER.findall(quote)
    if not letters or len(letters) > _MAX_LETTERS:
        return [quote]
    choices = product(*((letter.swapcase(), letter) for letter in letters))
    return [_with_letters(quote, choice) for choice in choices]


def _with_letters(quote: str, letters: tuple[str, ...]) -> str:
    remaining = iter(letters)
    return _LETTER.sub(lambda _: next(remaining), quote)


def changed_letters(quote: str) -> tuple[str, ...]:
    """The letters in brackets at the beginning of words, with the brackets."""
    return tuple(match.group() for match in _LETTER.finditer(quote))


def without_insertions(quote: str) -> str:
    """The quote without what an editor put in, and without the space that came with it."""
    return _INSERTION_WITH_SPACE.sub(lambda match: "" if match.start() == 0 else _space_of(match), quote).strip()


def _space_of(match: re.Match[str]) -> str:
    """One space, where the brackets stood between two words."""
    before, after = match.string[match.start() - 1], match.string[match.end() : match.end() + 1]
    return " " if before.isalnum() and after.isalnum() else ""


def too_short(part: str) -> bool:
    """Whether a part has too little in it to be placed."""
    return len(folded_text(part).strip()) < MIN_PART or len(word_ranges(part)) < 2


def find_chain(index: SourceIndex, parts: list[tuple[Passage, ...]], bridged: tuple[bool, ...]) -> Chain | None:
    """The places of parts in order, the closest together that there are.

    Args:
        index: the source.
        parts: the places of each part, in the order of the source; of the first and last, only those in context.
        bridged: for each part but the first, whether it must follow within ``MAX_REPLACED`` words.
    """
    begins = [[place.start for place in places] for places in parts[1:]]
    chains: list[tuple[int, tuple[Passage, ...]]] = []
    for first in islice(parts[0], _MAX_CHAINS):
        chain = [first]
        for places, starts, near in zip(parts[1:], begins, bridged, strict=True):
            end = chain[-1].end
            number = bisect_left(starts, end)
            if number == len(places) or (near and index.words_between(end, starts[number]) > MAX_REPLACED):
                break
            chain.append(places[number])
        else:
            chains.append((chain[-1].end - first.start, tuple(chain)))
    if not chains:
        return None
    span, passages = min(chains, key=lambda chain: chain[0])
    others = tuple(chain[0].start for length, chain in chains if length == span and chain[0] != passages[0])
    return Chain(passages, others)
