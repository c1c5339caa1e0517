"""A source, made ready for looking quotes up in it: its text under all foldings, and its words."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from briefgen.checks.characters import readable
from briefgen.checks.folding import (
    ALL,
    ALL_WITH_HYPHENS,
    END_PUNCTUATION,
    PARAGRAPHS,
    fold,
    folded_text,
)
from briefgen.checks.needed import needed_foldings
from briefgen.checks.offsets import Tracked
from briefgen.checks.words import word_ranges

# The most places that have the letters of a quote, and of these the most that are looked at closely.
_MAX_TRIES: Final = 10_000
_MAX_PLACES: Final = 1_000
_MAX_KEPT: Final = 2_000
_HYPHEN_AT_LINE_END = re.compile("[-\u2010][ \t]*[\r\n]")
_BLANK_LINE = re.compile("\n[^\\S\n]*\n|\u2029")


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a source that has the words of a quote.

    Attributes:
        start: where it begins, in code points of the source's text.
        end: where it ends.
        foldings: those without which it is not the same as the quote.
        in_context: whether the prefix and the suffix that were asked for stand around it.
    """

    start: int
    end: int
    foldings: tuple[str, ...] = ()
    in_context: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    Attributes:
        passages: the places that have the words.
        contradicting: places whose words are others only by their signs, such as أن for إن.
        more: whether there are more places than are looked at, so that nobody knows whether a passage is the only one.
    """

    passages: tuple[Passage, ...] = ()
    contradicting: tuple[tuple[int, int], ...] = ()
    more: bool = False


class SourceIndex:
    """The text of a source, folded once for all quotes.

    Args:
        text: the text.
        excerpts: whether it is excerpts with blank lines between them, so that no quote may go over a blank line.
    """

    def __init__(self, text: str, *, excerpts: bool = False) -> None:
        self.text = readable(text).replace("\r\n", "\n").replace("\r", "\n")
        self.excerpts = excerpts
        self._found: dict[tuple[str, str, str, bool], Found] = {}

    def find(self, quote: str, *, prefix: str = "", suffix: str = "", ends: bool = False) -> Found:
        """All places that have the words of a quote, as whole words.

        Args:
            quote: the words, without white space at their ends.
            prefix: what must stand before them, white space aside; compared under all foldings.
            suffix: what must stand behind them.
            ends: look for the words without the punctuation at their ends; without any, nothing is looked for.
        """
        asked = quote, prefix, suffix, ends
        if asked not in self._found:
            if len(self._found) >= _MAX_KEPT:
                self._found.clear()
            self._found[asked] = self._find(quote, prefix, suffix, ends=ends)
        return self._found[asked]

    def _find(self, quote: str, prefix: str, suffix: str, *, ends: bool) -> Found:
        if ends and folded_text(quote, ALL | {END_PUNCTUATION}) == folded_text(quote):
            return Found()  # nothing at its ends may be missing
        allowed = self._allowed(ALL)
        found = _Search(self, self._folded, allowed, ends=ends).run(quote, prefix, suffix)
        ours = _HYPHEN_AT_LINE_END.search(quote) is not None
        theirs = self._has_hyphens_at_line_ends and "-" in folded_text(quote)
        if not found.passages and (ours or theirs):
            allowed = self._allowed(ALL_WITH_HYPHENS)
            kept = _Search(self, self._folded_with_hyphens, allowed, ends=ends).run(quote, prefix, suffix)
            return kept if kept.passages else found
        return found

    def _allowed(self, names: frozenset[str]) -> frozenset[str]:
        return names - {PARAGRAPHS} if self.excerpts else names

    @cached_property
    def _folded(self) -> Tracked:
        return fold(self.text, self._allowed(ALL))

    @cached_property
    def _folded_with_hyphens(self) -> Tracked:
        return fold(self.text, self._allowed(ALL_WITH_HYPHENS)) if self._has_hyphens_at_line_ends else self._folded

    @cached_property
    def _has_hyphens_at_line_ends(self) -> bool:
        return _HYPHEN_AT_LINE_END.search(self.text) is not None

    @cached_property
    def words(self) -> tuple[array[int], array[int]]:
        """Where the words start, and where they end."""
        ranges = word_ranges(self.text)
        return array("q", (start for start, _ in ranges)), array("q", (end for _, end in ranges))

    def cuts_word(self, position: int) -> bool:
        """Whether a position is inside a word."""
        starts, ends = self.words
        number = bisect_right(starts, position) - 1
        return number >= 0 and starts[number] < position < ends[number]

    def words_between(self, start: int, end: int) -> int:
        """How many words begin in a stretch."""
        starts, _ = self.words
        return bisect_left(starts, end) - bisect_left(starts, start)

    def word_before(self, position: int) -> str:
        """The word before a position, if nothing but white space stands between; else nothing."""
        starts, ends = self.words
        number = bisect_right(ends, position) - 1
        if number < 0 or self.text[ends[number] : position].strip():
            return ""
        return self.text[starts[number] : ends[number]]

    def paragraphs_between(self, start: int, end: int) -> int:
        """How many breaks between paragraphs are in a stretch: blank lines, or line breaks in a text without any."""
        stretch = self.text[start:end]
        return len(_BLANK_LINE.findall(stretch)) if self._has_blank_lines else stretch.count("\n")

    @cached_property
    def _has_blank_lines(self) -> bool:
        return _BLANK_LINE.search(self.text.strip()) is not None


class _Search:
    """One look through the folded text."""

    def __init__(self, index: SourceIndex, folded: Tracked, allowed: frozenset[str], *, ends: bool) -> None:
        self.index = index
        self.folded = folded
        self.allowed = allowed | {END_PUNCTUATION} if ends else allowed

    def run(self, quote: str, prefix: str, suffix: str) -> Found:
        needle = folded_text(quote, self.allowed).strip()
        before, after = (folded_text(part, self.allowed - {END_PUNCTUATION}).strip() for part in (prefix, suffix))
        passages: list[Passage] = []
        contradicting: list[tuple[int, int]] = []
        text = self.folded.text
        position = text.find(needle) if needle else -1
        tries = 0
        while position >= 0:
            if tries >= _MAX_TRIES or len(passages) + len(contradicting) >= _MAX_PLACES:
                return Found(tuple(passages), tuple(contradicting), more=True)
            tries += 1
            end = position + len(needle)
            if (place := self._whole_words(position, end)) is not None:
                foldings = needed_foldings(quote, self.index.text[slice(*place)], self.allowed)
                if foldings is None:
                    contradicting.append(place)
                else:
                    fits = self._stands_before(before, position) and self._stands_behind(after, end)
                    passages.append(Passage(*place, foldings, fits))
            position = text.find(needle, position + 1)
        return Found(tuple(passages), tuple(contradicting))

    def _whole_words(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a match comes from, unless it begins or ends in the middle of a word."""
        text = self.folded.text
        # Most false matches end here; the source's own text decides about the others.
        if start and text[start].isalnum() and text[start - 1].isalnum() and text[start].isascii():
            return None
        first, last = self.folded.origin(start, end)
        original = self.index.text
        while last < len(original) and unicodedata.category(original[last])[0] == "M":
            last += 1  # marks that were folded away belong to the last letter
        return None if self.index.cuts_word(first) or self.index.cuts_word(last) else (first, last)

    def _stands_before(self, words: str, position: int) -> bool:
        # Folded white space is at most one character, or the break of a paragraph beside one.
        return self.folded.text[max(0, position - len(words) - 4) : position].rstrip().endswith(words)

    def _stands_behind(self, words: str, position: int) -> bool:
        return self.folded.text[position : position + len(words) + 4].lstrip().startswith(words)
