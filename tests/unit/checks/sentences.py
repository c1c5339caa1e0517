"""Real sentences in English and Arabic, and what can be done to them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[3]
DECLARATION: Final = ROOT / "tests" / "conformance" / "data" / "udhr"
EXCERPTS: Final = ROOT / "examples" / "liaison-office" / "sources"
LANGUAGES: Final = ("en", "ar")
LEAST_WORDS: Final = 6

NEGATIONS: Final = {
    "en": frozenset(("no", "not", "nor", "neither", "without", "never", "non")),
    "ar": frozenset(("لا", "لم", "لن", "ليس", "غير", "دون", "ولا", "أي")),
}


@dataclass(frozen=True, slots=True)
class Case:
    """A quote that is made from a sentence, and what was done to it."""

    language: str
    kind: str
    sentence: str
    quote: str


@cache
def source_text(language: str) -> str:
    """The declaration, then the excerpts of the example, a paragraph on each line."""
    declaration = (DECLARATION / f"{language}.txt").read_text(encoding="utf-8")
    excerpts = (EXCERPTS / {"en": "jt.txt", "ar": "mo.txt"}[language]).read_text(encoding="utf-8")
    extra = {
        "en": "In the 14 days from 2024-07-12 the office will not open, and 250 of 1,250 posts are never filled.\n",
        "ar": "لن يُفتتح المكتب في الأيام 14 التالية، ولم تُشغل 250 وظيفة من 1995، وليس ذلك غير متوقع أو مؤكد.\n",
    }[language]
    return f"{declaration}\n{excerpts}\n{extra}"


@cache
def sentences(language: str) -> tuple[str, ...]:
    """The sentences of the source that have enough words, and stand there once."""
    text = source_text(language)
    found = [part.strip() for part in re.split(r"(?<=[.؛;])\s|\n", text)]
    return tuple(part for part in found if len(part.split()) >= LEAST_WORDS and text.count(part) == 1)


Change = Callable[[list[str], int], "list[str] | None"]


def _swapped(words: list[str], at: int) -> list[str] | None:
    if words[at] == words[at + 1]:
        return None
    return [*words[:at], words[at + 1], words[at], *words[at + 2 :]]


def _doubled(words: list[str], at: int) -> list[str]:
    return [*words[: at + 1], *words[at:]]


def _dropped(words: list[str], at: int) -> list[str]:
    return [*words[:at], *words[at + 1 :]]


def _altered(words: list[str], at: int) -> list[str]:
    stranger = "هنالك" if words[at][0] > "\u0600" else "elsewhere"
    return [*words[:at], stranger, *words[at + 1 :]]


def _letter(words: list[str], at: int) -> list[str] | None:
    word = words[at]
    if len(word) < 4 or not word[1].isalpha():
        return None
    other = ("ن" if word[1] != "ن" else "ب") if word[1] > "\u0600" else ("n" if word[1].lower() != "n" else "m")
    return [*words[:at], word[0] + other + word[2:], *words[at + 1 :]]


ON_WORDS: Final[dict[str, Change]] = {
    "swapped words": _swapped,
    "doubled word": _doubled,
    "dropped word": _dropped,
    "altered word": _altered,
    "altered letter": _letter,
}

# A pattern, and what stands in its place: each changes a word.
ON_CHARACTERS: Final[dict[str, dict[str, tuple[str, str | Callable[[re.Match[str]], str]]]]] = {
    "en": {
        "other digit": (r"\d", lambda match: str((int(match.group()) + 1) % 10)),
        "two digits swapped": (r"(\d)(?!\1)(\d)", r"\2\1"),
        "other case": (r"(?<= )[a-z]", lambda match: match.group().upper()),
    },
    "ar": {
        "other digit": (r"\d", lambda match: str((int(match.group()) + 1) % 10)),
        "two digits swapped": (r"(\d)(?!\1)(\d)", r"\2\1"),
        "hamza moved under": ("أ", "إ"),
        "hamza moved over": ("إ", "أ"),
        "hamza on yeh": ("ؤ", "ئ"),
        "hamza on waw": ("ئ", "ؤ"),
        "hamza off waw": ("ؤ", "و"),
        "hamza off yeh": ("ئ", "ي"),
        "yeh for alef maqsura": ("ى", "ي"),
        "heh for teh marbuta": (r"ة(?!\w)", "ه"),
        "other vowel": ("\u064f", "\u064e"),
    },
}


def _negated(words: list[str], language: str) -> Iterator[list[str]]:
    """The sentence without each of its negations."""
    for at, word in enumerate(words[1:-1], 1):
        if word.strip(".,،") in NEGATIONS[language]:
            yield _dropped(words, at)


def mutations(language: str) -> Iterator[Case]:
    """Sentences with one word or sign that makes another statement of each."""
    for number, sentence in enumerate(sentences(language)):
        words = sentence.split()
        for kind, change in ON_WORDS.items():
            # In the middle, so that what is left is no passage of the source.
            if (changed := change(words, 2 + number % (len(words) - 4))) is not None:
                yield Case(language, kind, sentence, " ".join(changed))
        for changed in _negated(words, language):
            yield Case(language, "dropped negation", sentence, " ".join(changed))
        for kind, (pattern, new) in ON_CHARACTERS[language].items():
            for match in list(re.finditer(pattern, sentence))[:3]:
                put = new(match) if callable(new) else match.expand(new)
                yield Case(language, kind, sentence, sentence[: match.start()] + put + sentence[match.end() :])


def _presentation_forms(text: str) -> str:
    """Each lam with alef as the ligature that fonts have."""
    return text.replace("لا", "\ufefb").replace("لأ", "\ufef7").replace("لإ", "\ufef9")


RESPELLINGS: Final[dict[str, dict[str, Callable[[str], str]]]] = {
    "en": {
        "spaces": lambda text: text.replace(" ", "\u00a0", 1).replace(" ", "  ", 1),
        "quotation-marks": lambda text: text.translate({0x27: "’", 0x22: "”", 0x2019: "'"}),
        "dashes": lambda text: text.replace("\u2010", "-").replace("2024-07", "2024\u201007"),
        "ligatures": lambda text: text.replace("fi", "ﬁ").replace("ff", "ﬀ"),
        "invisible-characters": lambda text: text.replace("a", "a\u00ad", 1),
        "digits": lambda text: text.translate({0x30 + digit: chr(0x660 + digit) for digit in range(10)}),
        "end-punctuation": lambda text: text if text.endswith('"') else f"“{text.rstrip('.,;')}.”",
    },
    "ar": {
        "spaces": lambda text: text.replace(" ", "\u2009", 1).replace(" ", "\n", 1),
        "punctuation": lambda text: text.replace("،", ",").replace("؛", ";"),
        "tatweel": lambda text: text.replace("ب", "بـــ", 1).replace("ـــ ", " "),
        "vowel-marks": lambda text: re.sub("[\u064b-\u0652]", "", text),
        "alef": lambda text: re.sub("[أإآ]", "ا", text),
        "yeh-and-kaf": lambda text: text.replace("ي", "ی").replace("ك", "ک"),
        "presentation-forms": _presentation_forms,
        "invisible-characters": lambda text: "\u200f" + text.replace(" ", " \u200e", 1),
        "digits": lambda text: text.translate({0x30 + digit: chr(0x660 + digit) for digit in range(10)}),
        "tanwin": lambda text: re.sub("\u064bا", "ا\u064b", text),
        "": lambda text: unicodedata.normalize("NFD", text),
    },
}


def respellings(language: str) -> Iterator[Case]:
    """Sentences that are spelt in another way; the kind is the folding that makes them the same, or empty for none."""
    for sentence in sentences(language):
        for kind, respell in RESPELLINGS[language].items():
            quote = respell(sentence)
            if quote != sentence:
                yield Case(language, kind, sentence, quote)
