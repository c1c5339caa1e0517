"""The verdict on one quote and one source: whether these words are there, and what had to be overlooked for it.

``docs/checking-quotes.md`` is the contract of what is here. Likeness is never enough for a pass.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from briefgen.checks import elision
from briefgen.checks.characters import UNREADABLE, readable
from briefgen.checks.closest import Difference, WordIndex
from briefgen.checks.folding import FOLDINGS, Grade
from briefgen.checks.passages import Found, Passage, SourceIndex
from briefgen.checks.words import word_ranges
from briefgen.model.quotes import Verdict

Range = tuple[int, int]

PASSES: frozenset[Verdict] = frozenset({"exact", "exact-after-folding", "elided"})
"""The verdicts that say that the words are there."""


@dataclass(frozen=True, slots=True)
class Match:
    """What came of looking for a quote in a source.

    Attributes:
        verdict: one of the eight words.
        foldings: the foldings without which it would not match, by name.
        ranges: where the words are in the source, in code points: one range, or one for each part; of a quote that
            differs, the closest passage; of an ambiguous one, all places.
        differences: the words that are others.
        inserted: what the quote has in brackets, and the source has not.
        reason: why there is no better verdict, as a fact; empty where the verdict says it all.
    """

    verdict: Verdict
    foldings: tuple[str, ...] = ()
    ranges: tuple[Range, ...] = ()
    differences: tuple[Difference, ...] = ()
    inserted: tuple[str, ...] = ()
    reason: str = ""

    @property
    def passed(self) -> bool:
        """Whether the words are there."""
        return self.verdict in PASSES


class Searchable:
    """A source that quotes can be matched with.

    Args:
        text: its text.
        excerpts: whether it is excerpts with blank lines between them.
    """

    def __init__(self, text: str, *, excerpts: bool = False) -> None:
        self.index = SourceIndex(text, excerpts=excerpts)

    @property
    def text(self) -> str:
        """The text that the ranges of matches are of: that of the source, with line feeds alone as line breaks."""
        return self.index.text

    @cached_property
    def words(self) -> WordIndex:
        """Where each word is; made when the first quote is not found."""
        return WordIndex(self.index)

    def match(self, quote: str, *, prefix: str = "", suffix: str = "") -> Match:
        """Look for a quote.

        Args:
            quote: its words; white space at the ends does not count.
            prefix: what stands before the words in the source; part of it is enough.
            suffix: what stands behind them.
        """
        match = _Matching(self, readable(quote).strip(), prefix, suffix).run()
        return _moved(match, len(quote) - len(quote.lstrip()))


@dataclass(frozen=True)
class _Matching:
    source: Searchable
    quote: str
    prefix: str
    suffix: str
    contradicting: list[Range] = field(default_factory=list)

    def run(self) -> Match:
        if not word_ranges(self.quote):
            return Match("not-checked", reason="the quote has no words")
        if UNREADABLE in self.quote:
            return Match("not-checked", reason="the quote has characters that stand for nothing")
        if match := self._as_it_stands(self.quote):
            return match
        if match := self._as_marked():
            return match
        return self._closest(self.quote)

    def _find(self, quote: str, *, prefix: str = "", suffix: str = "") -> Found:
        """The places of a quote; where there are none, also without the punctuation at its ends."""
        found = self.source.index.find(quote, prefix=prefix, suffix=suffix)
        if not found.passages and not found.more:
            self.contradicting.extend(found.contradicting)
            found = self.source.index.find(quote, prefix=prefix, suffix=suffix, ends=True)
        return found

    def _as_it_stands(self, quote: str) -> Match | None:
        found = self._find(quote, prefix=self.prefix, suffix=self.suffix)
        if found.more:
            return Match("ambiguous", ranges=_ranges(found.passages), reason=_TOO_MANY)
        return self._placed(found.passages) if found.passages else None

    def _placed(self, passages: tuple[Passage, ...]) -> Match:
        """The one place that is meant, or a statement of why that cannot be said."""
        fitting = [passage for passage in passages if passage.in_context]
        if not fitting:
            return Match("ambiguous", ranges=_ranges(passages), reason=_NO_CONTEXT)
        least = min(_gravity(passage.foldings) for passage in fitting)
        best = [passage for passage in fitting if _gravity(passage.foldings) == least]
        if len(best) > 1:
            return Match("ambiguous", ranges=_ranges(best), reason=_SEVERAL)
        verdict: Verdict = "exact-after-folding" if best[0].foldings else "exact"
        return Match(verdict, best[0].foldings, _ranges(best))

    def _as_marked(self) -> Match | None:
        """The verdict on a quote with marks of omission or brackets; None where it has none."""
        letters = elision.changed_letters(self.quote)
        for variant in elision.letter_variants(self.quote):
            marked = elision.read_marks(variant)
            if marked is None:
                match = self._as_it_stands(variant) if letters else None
            elif not marked.parts:
                match = Match("not-checked", reason="the quote has no words but those in brackets")
            elif len(marked.parts) > elision.MAX_PARTS:
                match = Match("not-checked", reason=f"the quote has more than {elision.MAX_PARTS} parts")
            else:
                match = self._as_inserted(variant, marked) or self._in_parts(marked)
            if match is not None and (match.passed or variant == self.quote):
                verdict: Verdict = "elided" if match.passed else match.verdict
                return replace(match, verdict=verdict, inserted=(*letters, *match.inserted))
        return None

    def _as_inserted(self, quote: str, marked: elision.Marked) -> Match | None:
        """Nothing is left out: without the brackets, the words stand one after the other."""
        if marked.omits:
            return None
        match = self._as_it_stands(elision.without_insertions(quote))
        return replace(match, inserted=marked.inserted) if match is not None and match.passed else None

    def _in_parts(self, marked: elision.Marked) -> Match:
        places: list[tuple[Passage, ...]] = []
        for number, part in enumerate(marked.parts):
            prefix = self.prefix if number == 0 else ""
            suffix = self.suffix if number == len(marked.parts) - 1 else ""
            found = self._find(part, prefix=prefix, suffix=suffix)
            passages = found.passages
            if found.more:
                return Match("ambiguous", reason=_TOO_MANY)
            if not passages:
                match = _moved(self._closest(part), max(0, self.quote.find(part)))
                return replace(match, reason=f"the part “{part}” is not there like that")
            places.append(tuple(passage for passage in passages if passage.in_context))
        if short := [part for part in marked.parts if elision.too_short(part)]:
            return Match("not-checked", reason=f"the part “{short[0]}” is too short to say where it stands")
        if not all(places):
            return Match("ambiguous", reason=_NO_CONTEXT)
        return self._chained(places, marked)

    def _chained(self, places: list[tuple[Passage, ...]], marked: elision.Marked) -> Match:
        """The verdict on parts that are all there."""
        chain = elision.find_chain(self.source.index, places, marked.bridged)
        if chain is None:
            return Match("differs", ranges=_ranges(place[0] for place in places), reason=_OTHER_ORDER)
        if chain.others:
            return Match("ambiguous", ranges=_ranges(chain.passages), reason=_SEVERAL)
        foldings = {name for passage in chain.passages for name in passage.foldings}
        names = tuple(name for name in FOLDINGS if name in foldings)
        return Match("elided", names, _ranges(chain.passages), inserted=marked.inserted)

    def _closest(self, words: str) -> Match:
        closest = self.source.words.closest(words)
        if closest is not None:
            where = ((closest.start, closest.end),)
            if all(UNREADABLE in each.source for each in closest.differences):
                return Match("not-checked", (), where, closest.differences, reason=_CANNOT_BE_READ)
            reason = _DIVIDED if closest.same_words else ""
            return Match("differs", (), where, closest.differences, reason=reason)
        if self.contradicting:
            (start, end), *_ = self.contradicting
            difference = Difference(words, self.source.text[start:end], (0, len(words)), (start, end))
            return Match("differs", ranges=((start, end),), differences=(difference,))
        return Match("not-found")


_DIVIDED = "the words are spaced or divided in another way"
_CANNOT_BE_READ = "where its words could be, the source has characters that cannot be read"
_SEVERAL = "the words stand in several places"
_TOO_MANY = "the words, or their letters, stand in more places than are looked at"
_NO_CONTEXT = "the words are there, but not with this prefix and suffix"
_OTHER_ORDER = (
    f"the parts are there, but not in this order, or brackets stand for more than {elision.MAX_REPLACED} words"
)


def _ranges(passages: Iterable[Passage]) -> tuple[Range, ...]:
    return tuple((passage.start, passage.end) for passage in passages)


def _moved(match: Match, offset: int) -> Match:
    """The same, where the words begin at an offset in the quote."""
    if not offset or not match.differences:
        return match
    moved = (
        replace(each, quote_range=(each.quote_range[0] + offset, each.quote_range[1] + offset))
        for each in match.differences
    )
    return replace(match, differences=tuple(moved))


def _gravity(foldings: tuple[str, ...]) -> int:
    """0 for none, 1 where only the look of the words differs, 2 where their spelling does."""
    return max((2 if FOLDINGS[name].grade is Grade.SPELLING else 1 for name in foldings), default=0)
