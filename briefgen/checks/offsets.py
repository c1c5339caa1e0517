"""Texts that know where each of their characters comes from, however often they were changed."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

Replace = Callable[["re.Match[str]"], str] | str
"""What a match is replaced with: a text as it stands, without references to groups, or what a function makes of it."""

_FEW: Final = 8


class Edits:
    """The replacements that one pass made, in order: what was at ``[a, b)`` before is at ``[c, d)`` now."""

    __slots__ = ("after", "before")

    def __init__(self) -> None:
        # Two flat arrays of a, b and of c, d: a text with vowel marks has hundreds of thousands of edits.
        self.before = (array("q"), array("q"))
        self.after = (array("q"), array("q"))

    def add(self, before: tuple[int, int], after: tuple[int, int]) -> None:
        """Note one replacement, which stands behind those before it."""
        for kept, ends in ((self.before, before), (self.after, after)):
            kept[0].append(ends[0])
            kept[1].append(ends[1])

    def origin(self, index: int) -> tuple[int, int]:
        """The half-open range before the pass that the character at an index after it comes from."""
        number = bisect_right(self.after[1], index)
        if number < len(self.after[0]) and self.after[0][number] <= index:
            return self.before[0][number], self.before[1][number]
        shift = self.before[1][number - 1] - self.after[1][number - 1] if number else 0
        return index + shift, index + shift + 1


def _as_it_stands(new: str) -> str:
    """A replacement in which nothing refers to groups."""
    return new.replace("\\", "\\\\")


def _exchanged(text: str, table: Mapping[str, str]) -> str:
    """A text with single characters exchanged; few one by one, which is faster than a look at each of a long text."""
    there = {old: new for old, new in table.items() if old in text}
    if len(there) > _FEW:
        return text.translate({ord(old): new for old, new in there.items()})
    for old, new in there.items():
        text = text.replace(old, new)
    return text


@dataclass(frozen=True, slots=True)
class Tracked:
    """A text, and the passes that made it out of another one.

    Attributes:
        text: the text as it is now.
        passes: what was replaced, the first pass first. A pass that only exchanges single characters is not among them.
            None where that is not kept, because only the words count, which is much faster.
    """

    text: str
    passes: tuple[Edits, ...] | None = ()

    def exchanged(self, table: Mapping[str, str]) -> Tracked:
        """The text with single characters exchanged for single characters."""
        return Tracked(_exchanged(self.text, table), self.passes)

    def cut(self, start: int, end: int) -> Tracked:
        """The text from ``start`` to ``end``."""
        if (start, end) == (0, len(self.text)):
            return self
        if self.passes is None:
            return Tracked(self.text[start:end], None)
        edits = Edits()
        edits.add((0, start), (0, 0))
        edits.add((max(start, end), len(self.text)), (max(start, end) - start,) * 2)
        return Tracked(self.text[start:end], (*self.passes, edits))

    def replaced(self, pattern: re.Pattern[str], replace: Replace) -> Tracked:
        """The text with what the pattern matches replaced."""
        text = self.text
        if self.passes is None:
            return Tracked(pattern.sub(_as_it_stands(replace) if isinstance(replace, str) else replace, text), None)
        if pattern.search(text) is None:
            return self
        if isinstance(replace, str):
            return self._replaced_by_one(pattern, replace)
        edits = Edits()
        pieces: list[str] = []
        done = length = 0
        for match in pattern.finditer(text):
            start, end = match.span()
            new = replace(match)
            if new == match.group():
                continue
            pieces += (text[done:start], new)
            length += start - done
            edits.add((start, end), (length, length + len(new)))
            length += len(new)
            done = end
        if not pieces:
            return self
        pieces.append(text[done:])
        return Tracked("".join(pieces), (*self.passes, edits))

    def _replaced_by_one(self, pattern: re.Pattern[str], new: str) -> Tracked:
        """The same, where every match becomes one text: the arrays are filled at once, not edit by edit."""
        edits = Edits()
        spans = [match.span() for match in pattern.finditer(self.text)]
        starts, ends = (array("q", column) for column in zip(*spans, strict=True))
        edits.before = starts, ends
        grown = accumulate((len(new) + start - end for start, end in spans), initial=0)
        edits.after[0].extend(start + by for start, by in zip(starts, grown, strict=False))
        edits.after[1].extend(start + len(new) for start in edits.after[0])
        return Tracked(pattern.sub(_as_it_stands(new), self.text), (*(self.passes or ()), edits))

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from ``start`` to ``end`` come from, as a half-open range of the first text.

        What was taken out at the edges is not part of the range. A replacement counts as a whole: half of a ligature
        comes from the ligature.

        Raises:
            ValueError: the range is empty, or not one of the text, or the passes are not kept.
        """
        if self.passes is None:
            raise ValueError("where the characters come from is not kept")
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"{start} to {end} is no range of {len(self.text)} characters")
        first, last = start, end - 1
        for edits in reversed(self.passes):
            first = edits.origin(first)[0]
            last = edits.origin(last)[1] - 1
        return first, last + 1
