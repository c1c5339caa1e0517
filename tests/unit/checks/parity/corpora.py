"""True pairs of texts, differences planted in them, and how many of them parity finds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Final

from briefgen.checks.parity.compare import compare
from briefgen.checks.parity.findings import Finding, Side
from briefgen.diagnostics import Severity
from briefgen.model.markup import plain_text
from tests.conformance.declaration import texts

DATA: Final = Path(__file__).parent / "data"

WRITTEN: Final = {
    "tuned": (78, 104),
    "more": (57, 59),
    "held_out": (62, 114),
    "second_held_out": (40, 61),
    "third_held_out": (65, 133),
}
"""The files of pairs that were written for these tests, with the numbers of pairs and of planted differences."""

_HEADING: Final = re.compile(r"(?:Article|المادة|المادّة|مادهٔ|دفعہ|סעיף|Article) ?\S+(?: \S+){0,2}")
# The Arabic preamble has no counterpart of the English paragraph on friendly relations; these belong together.
_PREAMBLE: Final = ((0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (6, 5), (7, 6), (8, 7))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that say the same, and what is to be written for what in one of them."""

    first: Side
    second: Side
    planted: tuple[tuple[str, str, str], ...] = ()

    def with_planted(self, language: str, old: str, new: str) -> Pair:
        """The pair with a difference."""
        assert old in (self.first if language == self.first.language else self.second).plain
        sides = [
            side_of(side.language, side.raw.replace(old, new, 1)) if side.language == language else side
            for side in (self.first, self.second)
        ]
        return replace(self, first=sides[0], second=sides[1])


@dataclass
class Measured:
    """What was measured on pairs.

    Attributes:
        pairs: how many there are.
        false: true pairs in which an error or a warning is found.
        planted: how many differences were planted.
        missed: those that were not found.
    """

    pairs: int = 0
    false: list[tuple[Pair, tuple[Finding, ...]]] = field(default_factory=list)
    planted: int = 0
    missed: list[tuple[Pair, tuple[str, str, str]]] = field(default_factory=list)

    @property
    def found(self) -> int:
        """How many planted differences were found."""
        return self.planted - len(self.missed)


def side_of(language: str, raw: str) -> Side:
    """A text with markup in a language."""
    return Side(language, raw, plain_text(raw))


@cache
def written(name: str) -> tuple[Pair, ...]:
    """The pairs of a file in the folder of data."""
    blocks = (DATA / f"{name}.txt").read_text(encoding="utf-8").split("\n\n")
    pairs = []
    for block in blocks:
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        if not lines:
            continue
        english, arabic = (line.removeprefix(f"{tag}: ") for line, tag in zip(lines, ("en", "ar"), strict=False))
        planted = []
        for line in lines[2:]:
            old, new = line[4:].split(" => ")
            planted.append((line[:2], old, new))
        pairs.append(Pair(side_of("en", english), side_of("ar", arabic), tuple(planted)))
    return tuple(pairs)


@cache
def declaration(first: str, second: str) -> tuple[Pair, ...]:
    """The headings and paragraphs of the thirty articles of the Universal Declaration in two languages."""
    pairs = []
    for one, other in zip(_articles(first)[1:], _articles(second)[1:], strict=True):
        pairs += [Pair(side_of(first, a), side_of(second, b)) for a, b in zip(one, other, strict=True)]
    if (first, second) == ("en", "ar"):
        preambles = _articles(first)[0], _articles(second)[0]
        pairs += [Pair(side_of(first, preambles[0][a]), side_of(second, preambles[1][b])) for a, b in _PREAMBLE]
    return tuple(pairs)


def _articles(language: str) -> list[list[str]]:
    """The paragraphs of each article with its heading first; the preamble before all."""
    articles: list[list[str]] = [[]]
    for text in texts(language):
        if len(text) < 30 and _HEADING.fullmatch(text):
            articles.append([])
        articles[-1].append(text)
    assert len(articles) == 31
    return articles


def measure(*groups: tuple[Pair, ...]) -> Measured:
    """Compare true pairs, and the same with differences planted."""
    result = Measured()
    for pair in chain.from_iterable(groups):
        result.pairs += 1
        true = alarms(pair)
        if true:
            result.false.append((pair, true))
        for planted in pair.planted:
            result.planted += 1
            if not set(alarms(pair.with_planted(*planted))) - set(true):
                result.missed.append((pair, planted))
    return result


def alarms(pair: Pair) -> tuple[Finding, ...]:
    """The errors and warnings of a pair."""
    return tuple(finding for finding in compare(pair.first, pair.second) if finding.rule.severity is not Severity.NOTE)
