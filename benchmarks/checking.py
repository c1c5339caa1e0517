"""``python -m benchmarks.checking``: how long the quotes of a briefing take to check.

Two things are measured: the quotes of the example against its own excerpts, and 1,000 sentences against a text of a
million characters, English or Arabic, made of invented words in the frequencies of a real text. Of these, all sentences
are there; or in each of them a word is another one; or none is there. Each time the text is made ready anew.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import Final

import briefgen
from briefgen.checks.matching import Searchable
from briefgen.checks.quotes import check_quotes
from briefgen.checks.sources import SourceTexts

EXAMPLE: Final = Path(__file__).resolve().parent.parent / "examples" / "liaison-office" / "briefing.yaml"
CHARACTERS: Final = 1_000_000
QUOTES: Final = 1_000
ROUNDS: Final = 5
_WORDS: Final = 30_000
_LETTERS: Final = {
    "en": ("etaoinshrdlucmfwygpb", ""),
    "ar": ("اليمنورتبةعدسفحقكأجإ", "\u064e\u064f\u0650\u0651"),
}


def invented_sentences(language: str, characters: int = CHARACTERS) -> list[str]:
    """Sentences of 8 to 30 invented words, the frequent ones short: Zipf's law, as in a real text."""
    generator = random.Random(language)  # noqa: S311 - the same in every run
    letters, marks = _LETTERS[language]
    words: dict[str, None] = {}
    while len(words) < _WORDS:
        size = 2 + len(words).bit_length() // 2 + generator.randrange(3)
        word = "".join(generator.choices(letters, range(len(letters), 0, -1), k=size))
        words[word + (generator.choice(marks) if marks and generator.random() < 0.05 else "")] = None
    listed = list(words)
    weights = list(accumulate(1 / rank for rank in range(1, _WORDS + 1)))
    sentences: list[str] = []
    length = 0
    while length < characters:
        sentences.append(" ".join(generator.choices(listed, cum_weights=weights, k=generator.randint(8, 30))))
        length += len(sentences[-1]) + 2
    return sentences


def variants(language: str) -> dict[str, tuple[str, list[str]]]:
    """The text, and 1,000 sentences for each of the cases."""
    sentences = invented_sentences(language)
    text = ".\n".join(sentences) + "."
    chosen = sentences[:: len(sentences) // QUOTES][:QUOTES]
    altered = []
    for number, sentence in enumerate(chosen):
        words = sentence.split()
        words[number % len(words)] = "xyz"
        altered.append(" ".join(words))
    foreign = invented_sentences(language, 2 * CHARACTERS)
    others = [" ".join(reversed(sentence.split())) for sentence in foreign[-QUOTES:]]
    return {"all are there": (text, chosen), "a word is another": (text, altered), "none is there": (text, others)}


def _median_ms(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def _match_all(text: str, quotes: list[str]) -> dict[str, int]:
    source = Searchable(text)
    verdicts: dict[str, int] = {}
    for quote in quotes:
        verdict = source.match(quote).verdict
        verdicts[verdict] = verdicts.get(verdict, 0) + 1
    return verdicts


def main() -> None:
    """Measure, and print what came of it."""
    briefing = briefgen.load(EXAMPLE)
    example = _median_ms(lambda: check_quotes(briefing, SourceTexts(EXAMPLE.parent)))
    print(f"Medians of {ROUNDS} rounds. The example, {len(briefing.quotes)} quotes: {example:.1f} ms.\n")
    print(f"{QUOTES:,} quotes in {CHARACTERS:,} characters{'median, ms':>20}  verdicts")
    for language in _LETTERS:
        for name, (text, quotes) in variants(language).items():
            verdicts = _match_all(text, quotes)
            took = _median_ms(lambda text=text, quotes=quotes: _match_all(text, quotes))  # type: ignore[misc]
            shown = ", ".join(f"{verdict} {count}" for verdict, count in sorted(verdicts.items()))
            print(f"  {language}: {name:34}{took:14,.0f}  {shown}")


if __name__ == "__main__":
    main()
