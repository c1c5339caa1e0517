"""The passage of a source that is closest to a quote, and the words in which the two differ.

This never makes a quote pass: a sentence without its "not" is nearly the same sentence. It only says what to look at.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from briefgen.checks.aligned import Block, common_blocks
from briefgen.checks.folding import fold, folded_text
from briefgen.checks.needed import contradict
from briefgen.checks.passages import SourceIndex
from briefgen.checks.words import word_ranges

Range = tuple[int, int]

# What is looked at for one quote: its rarest words, each at some of its places, and the likeliest passages.
_SEEDS: Final = 8
_PLACES: Final = 200
_TRIED: Final = 8
_CANDIDATES: Final = 3
_FEWEST: Final = 2
_BESIDE: Final = 3
"""How many words that are the same are looked at beside those that differ."""

_LEAST: Final = 0.5
"""The share of the words of a quote that a passage must have, for the passage to be what was meant."""

_MARK = re.compile(r"[^\w\s]")
_BETWEEN: Final = "\x00"


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of a quote and what the source has in their place.

    Attributes:
        quote: the words of the quote; empty where the source has words that the quote leaves out.
        source: the words of the source; empty where the quote adds words.
        quote_range: where they are in the quote, in code points; empty at the place where words are left out.
        source_range: where they are in the text of the source.
    """

    quote: str
    source: str
    quote_range: Range
    source_range: Range


@dataclass(frozen=True, slots=True)
class Closest:
    """The passage that is closest to a quote.

    Attributes:
        start: where it begins in the source.
        end: where it ends.
        differences: all differences, at least one.
        same_words: whether the words are the same, and only divided in another way.
    """

    start: int
    end: int
    differences: tuple[Difference, ...]
    same_words: bool = False


class WordIndex:
    """Where each word of a source is, under all foldings."""

    def __init__(self, source: SourceIndex) -> None:
        self.source = source
        starts, ends = source.words
        text = source.text
        words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        # All distinct words are folded at once, with a character between them that no folding touches.
        distinct = list(dict.fromkeys(words))
        folded = folded_text(_BETWEEN.join(distinct)).split(_BETWEEN) if distinct else []
        self._key_of: dict[str, int] = {word: number for number, word in enumerate(dict.fromkeys(folded))}
        key_of_word = {word: self._key_of[key] for word, key in zip(distinct, folded, strict=True)}
        self.sequence = array("l", map(key_of_word.__getitem__, words))
        self.places: list[list[int]] = [[] for _ in self._key_of]
        for position, key in enumerate(self.sequence):
            self.places[key].append(position)

    def closest(self, quote: str) -> Closest | None:
        """The passage with most words of a quote in order, where these are half of its words or more."""
        ranges = word_ranges(quote)
        if len(ranges) < _FEWEST:
            return None
        folded = folded_text(_BETWEEN.join(quote[start:end] for start, end in ranges)).split(_BETWEEN)
        # A word that the source does not have gets a number that none of its words has.
        keys = [self._key_of.get(word, -1 - at) for at, word in enumerate(folded)]
        best: tuple[int, int, list[Block]] | None = None
        for most, (first, last) in self._candidates(keys):
            if best is not None and best[0] >= most:
                continue
            blocks = common_blocks(keys, self.sequence[first:last])
            common = sum(size for *_, size in blocks)
            if common >= _LEAST * len(keys) and (best is None or common > best[0]):
                best = common, first, [(a, first + b, size) for a, b, size in blocks]
                window = self.source.words[0][first], self.source.words[1][last - 1]
        if best is None:
            return None
        ours, theirs, whole = self._cropped(quote, ranges, window, best[2])
        closest = _Alignment.of(quote, ours, self.source, theirs).closest()
        if closest.same_words:
            return _Alignment.of(quote, (0, len(quote)), self.source, window).closest()
        return replace(closest, start=min(closest.start, whole[0]), end=max(closest.end, whole[1]))

    def _cropped(
        self, quote: str, ranges: Sequence[Range], window: Range, blocks: list[Block]
    ) -> tuple[Range, Range, Range]:
        """Where quote and source must be looked at closely: without long stretches at their ends that are the same.

        The third range is that of the source with these stretches.
        """
        starts, ends = self.source.words
        (ours, ours_end), (theirs, theirs_end) = (0, len(quote)), window
        whole = theirs_end, theirs
        a, b, size = blocks[0]
        if a == 0 and size > _BESIDE and not quote[: ranges[0][0]].strip() and self._alike(quote, ranges, blocks[0]):
            whole = starts[b], whole[1]
            ours, theirs = ranges[size - _BESIDE][0], starts[b + size - _BESIDE]
        a, b, size = blocks[-1]
        at_end = a + size == len(ranges) and not quote[ranges[-1][1] :].strip()
        if at_end and size > _BESIDE and self._alike(quote, ranges, blocks[-1]):
            whole = whole[0], ends[b + size - 1]
            ours_end, theirs_end = ranges[a + _BESIDE - 1][1], ends[b + _BESIDE - 1]
        if ours_end - ours <= 0 or theirs_end - theirs <= 0:
            return (0, len(quote)), window, (window[1], window[0])
        return (ours, ours_end), (theirs, theirs_end), whole

    def _alike(self, quote: str, ranges: Sequence[Range], block: Block) -> bool:
        """Whether a stretch is the same with everything between its words, white space aside."""
        a, b, size = block
        starts, ends = self.source.words
        mine = quote[ranges[a][0] : ranges[a + size - 1][1]]
        return mine.split() == self.source.text[starts[b] : ends[b + size - 1]].split()

    def _candidates(self, keys: Sequence[int]) -> list[tuple[int, Range]]:
        """Stretches of the source, in words, that have half of the words of a quote or more, the likeliest first.

        With each comes the number of words that they have in common in any order.

        Where rare words of the quote stand as far apart as in the quote, they begin such a stretch together.
        """
        width = max(4, len(keys) // 3)
        seeds = sorted((len(self.places[key]), offset, key) for offset, key in enumerate(keys) if key >= 0)
        votes: Counter[int] = Counter()
        looked_at = 0
        for count, offset, key in seeds[:_SEEDS]:
            if looked_at + count > _PLACES and looked_at:
                break
            # A frequent word stands everywhere: a part of its places, evenly spread, is as good as all.
            places = self.places[key][:: count // _PLACES + 1]
            looked_at += len(places)
            votes.update([(place - offset) // width for place in places])
        likely = sorted(votes, key=lambda at: (-2 * votes[at] - votes.get(at - 1, 0) - votes.get(at + 1, 0), at))
        wanted = Counter(keys)
        found: list[tuple[int, Range]] = []
        for begins in likely[:_TRIED]:
            first = max(0, (begins - 1) * width - 2)
            last = min(len(self.sequence), (begins + 2) * width + len(keys) + 2)
            there = Counter(self.sequence[first:last])
            most = sum(min(count, there[key]) for key, count in wanted.items() if key in there)
            if most >= _LEAST * len(keys):
                found.append((most, (first, last)))
            if len(found) == _CANDIDATES or most >= len(keys) - 1:
                break  # none can be much closer
        return found


@dataclass(frozen=True, slots=True)
class _Tokens:
    """Words and punctuation marks: where they are, and what they are under all foldings."""

    text: str
    ranges: tuple[Range, ...]
    keys: tuple[str, ...]

    @classmethod
    def of(cls, text: str, start: int, end: int) -> _Tokens:
        stretch = text[start:end]
        ranges: list[Range] = []
        done = 0
        for a, b in (*word_ranges(stretch), (len(stretch), len(stretch))):
            ranges += (match.span() for match in _MARK.finditer(stretch, done, a))
            if a < b:
                ranges.append((a, b))
            done = b
        keys = folded_text(_BETWEEN.join(stretch[a:b] for a, b in ranges)).split(_BETWEEN)
        kept = [(a + start, b + start, key.strip()) for (a, b), key in zip(ranges, keys, strict=True) if key.strip()]
        return cls(text, tuple((a, b) for a, b, _ in kept), tuple(key for *_, key in kept))

    def word(self, number: int) -> str:
        """A token as it is written."""
        return self.text[slice(*self.ranges[number])]

    def is_word(self, number: int) -> bool:
        """Whether a token is a word, and no punctuation mark."""
        return any(character.isalnum() for character in self.keys[number])

    def span(self, first: int, last: int) -> Range:
        """The range of the tokens from first to last; of none, the empty one before the next token."""
        if first < last:
            return self.ranges[first][0], self.ranges[last - 1][1]
        place = self.ranges[first][0] if first < len(self.ranges) else self.ranges[-1][1]
        return place, place


@dataclass(frozen=True, slots=True)
class _Alignment:
    """Which tokens of a quote are which of a source, in order."""

    quote: _Tokens
    source: _Tokens
    blocks: tuple[Block, ...]

    @classmethod
    def of(cls, quote: str, within: Range, source: SourceIndex, window: Range) -> _Alignment:
        ours = _Tokens.of(quote, *within)
        theirs = _Tokens.of(source.text, *window)
        return cls(ours, theirs, tuple(common_blocks(ours.keys, theirs.keys)))

    def closest(self) -> Closest:
        """The passage from the first to the last word that the two have in common, with what stands for the rest."""
        first_ours, first_theirs, _ = self.blocks[0]
        last_ours, last_theirs, size = self.blocks[-1]
        # What words the quote has before the first common one stand for as many of the source, as far as these stand
        # beside it; and so behind the last one.
        start, end = first_theirs, last_theirs + size
        lacking = sum(map(self.quote.is_word, range(first_ours)))
        while lacking and start and self.source.is_word(start - 1):
            start, lacking = start - 1, lacking - 1
        lacking = sum(map(self.quote.is_word, range(last_ours + size, len(self.quote.keys))))
        while lacking and end < len(self.source.keys) and self.source.is_word(end):
            end, lacking = end + 1, lacking - 1
        differences: list[Difference] = []
        ours, theirs = 0, start
        for a, b, length in (*self.blocks, (len(self.quote.keys), end, 0)):
            if ours < a or theirs < b:
                differences.append(self._difference((ours, a), (theirs, b)))
            differences += (
                self._difference((a + step, a + step + 1), (b + step, b + step + 1))
                for step in range(length)
                if contradict(self.quote.word(a + step), self.source.word(b + step))
            )
            ours, theirs = a + length, b + length
        where = self.source.span(start, end)
        if differences:
            return Closest(*where, tuple(differences))
        return Closest(*where, (_division(self.quote.text, self.source.text, where),), same_words=True)

    def _difference(self, ours: Range, theirs: Range) -> Difference:
        quote_range, source_range = self.quote.span(*ours), self.source.span(*theirs)
        return Difference(
            self.quote.text[slice(*quote_range)], self.source.text[slice(*source_range)], quote_range, source_range
        )


def _division(quote: str, text: str, where: Range) -> Difference:
    """The first and the last place where the same words are divided in another way, and what is between."""
    start, end = where
    ours, theirs = fold(quote), fold(text[start:end])
    first, last = _unlike(ours.text, theirs.text)
    ranges = []
    for folded, whole in ((ours, quote), (theirs, text[start:end])):
        stop = len(folded.text) - last
        a, b = folded.origin(first, stop) if first < stop else (folded.origin(max(first - 1, 0), first or 1)[0],) * 2
        # As far as the words reach that it touches.
        while a and not whole[a - 1].isspace():
            a -= 1
        while b < len(whole) and not whole[b].isspace():
            b += 1
        ranges.append((a, b))
    (a, b), (c, d) = ranges
    return Difference(quote[a:b], text[start + c : start + d], (a, b), (start + c, start + d))


def _unlike(ours: str, theirs: str) -> Range:
    """How many characters are alike at the beginning, and at the end."""
    shorter = min(len(ours), len(theirs))
    first = next((at for at in range(shorter) if ours[at] != theirs[at]), shorter)
    last = next((at for at in range(shorter - first) if ours[-1 - at] != theirs[-1 - at]), shorter - first)
    return first, last
