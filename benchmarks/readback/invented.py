"""Mixed lines that nobody has seen: sentences of the Universal Declaration with things of other kinds put into them.

Each seed makes other lines. They make no sense, and stand for the texts that the sixty mixed lines do not foresee.
"""

from __future__ import annotations

import random
import string
from collections.abc import Callable
from typing import Final

from tests.conformance import declaration
from tests.extraction.corpus import LANGUAGES, Document, Sentence, briefing_of, sentences_of
from tests.rendering.texts import folded, texts

LINES: Final = 60
_ENGLISH_EVERY: Final = 4
_MOST_WORDS: Final = 25
_ARABIC_DIGITS: Final = str.maketrans(string.digits, "٠١٢٣٤٥٦٧٨٩")


def invented_lines(seed: int) -> Document:
    """A document of sixty mixed lines, three in four of them Arabic."""
    chance = random.Random(seed)  # noqa: S311 - the same lines for the same seed
    sentences = {language: _sentences(language) for language in LANGUAGES}
    pairs, found = [], []
    for place in range(1, LINES + 1):
        language = "en" if place % _ENGLISH_EVERY == 0 else "ar"
        pair = {each: chance.choice(sentences[each]) for each in LANGUAGES}
        pair[language], kind = _mixed(pair[language], language, chance)
        pairs.append((pair["en"], pair["ar"]))
        found.append(Sentence(folded(pair[language]), language, kind, place))
    briefing = briefing_of((f"Lines {seed}", f"سطور {seed}"), pairs)
    said = [text for language in LANGUAGES for text in texts(briefing, language)]
    return Document(f"invented lines {seed}", briefing, tuple(found), tuple(said))


def _sentences(language: str) -> list[str]:
    return [
        sentence
        for text in declaration.texts(language)
        for sentence in sentences_of(text)
        if len(sentence.split()) <= _MOST_WORDS
    ]


def _mixed(sentence: str, language: str, chance: random.Random) -> tuple[str, str]:
    """A sentence with one to three things put between its words, and the kind of the first one."""
    words = sentence.split()
    kinds = [chance.choice(list(_THINGS)) for _ in range(chance.randint(1, 3))]
    for kind in kinds:
        words.insert(chance.randint(0, len(words) - 1), _THINGS[kind](language, chance))
    return " ".join(words), kinds[0]


def _words(language: str, chance: random.Random) -> str:
    """One to three words of a language, without punctuation."""
    words = chance.choice(_sentences(language)).translate(_NO_PUNCTUATION).split()
    count = chance.randint(1, 3)
    start = chance.randrange(max(1, len(words) - count))
    found = words[start : start + count]
    return " ".join(word.capitalize() for word in found) if language == "en" else " ".join(found)


def _other(language: str) -> str:
    return "en" if language == "ar" else "ar"


def _number(chance: random.Random) -> str:
    value = chance.choice([chance.randrange(10), chance.randrange(2100), chance.randrange(10_000_000)])
    return chance.choice([f"{value}", f"{value:,}", f"{value / 10:.1f}"])


def _telephone(_: str, chance: random.Random) -> str:
    groups = [
        chance.randrange(1, 999),
        chance.randrange(1, 99),
        chance.randrange(100, 999),
        chance.randrange(1000, 9999),
    ]
    return "+" + chance.choice(" -").join(map(str, groups))


def _date(_: str, chance: random.Random) -> str:
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(1900, 2099)
    return chance.choice([f"{day}/{month}/{year}", f"{year}-{month:02}-{day:02}", f"{day}–{day + 2}/{month}"])


def _address(_: str, chance: random.Random) -> str:
    name = "".join(chance.choices(string.ascii_lowercase, k=6))
    return chance.choice([f"https://example.org/{name}?{name[0]}={len(name)}", f"{name}@example.org", f"{name}.pdf"])


def _brackets(inner: str, chance: random.Random) -> str:
    pair = chance.choice(["()", "[]", "«»", "“”"])
    return f"{pair[0]}{inner}{pair[1]}"


_NO_PUNCTUATION: Final = str.maketrans("", "", ".,;:!?،؛؟()[]«»“”\"'’")
_THINGS: Final[dict[str, Callable[[str, random.Random], str]]] = {
    "words of the other language": lambda language, chance: _words(_other(language), chance),
    "the same in brackets": lambda language, chance: _brackets(_words(_other(language), chance), chance),
    "own words in brackets": lambda language, chance: _brackets(_words(language, chance), chance),
    "number": lambda _, chance: _number(chance),
    "per cent": lambda _, chance: f"{_number(chance)}%",
    "number in brackets": lambda _, chance: _brackets(_number(chance), chance),
    "Arabic digits": lambda _, chance: _number(chance).replace(",", "٬").replace(".", "٫").translate(_ARABIC_DIGITS),
    "telephone": _telephone,
    "date or range": _date,
    "address": _address,
}
