"""Where the words of a text begin and end, as far as quoting goes.

A quote may not cut a word. So what belongs together is one word here: a compound with hyphens ("non-state" may not be
quoted as "state"), a word with an apostrophe, a number with its sign, separators and per cent sign, a range of numbers,
an address. A character that nobody can read may be a letter, so it belongs to the word beside it.
The rules are those of UAX #29, 4.1, made stricter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, TypeAlias

from briefgen.checks.characters import INVISIBLE, NON_JOINER, UNREADABLE, WITHOUT_SPACES, marks_in

Range: TypeAlias = tuple[int, int]

_HIDDEN: Final = "".join(sorted(INVISIBLE | {NON_JOINER}))
_APOSTROPHES: Final = "'’‘ʼ׳״`´＇"

# Words that end in an apostrophe before the next one: "l'accord" is two words. The negation "n'" is not among them.
_ELIDED: Final = f"(?i:[cdjlmst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu)[{_APOSTROPHES}](?=[^\\W\\d_])"


_WITHOUT_SPACES: Final = re.compile(f"[{WITHOUT_SPACES}]")
_PRIVATE: Final = "\ue000-\uf8ff"

# What an address may have in it, and what every address has: a text without that is never looked at.
_OF_ADDRESS: Final = re.compile(f"[\\w.\\-/:@%#?&=~+$\\\\{_HIDDEN}]+")
_SIGN_OF_ADDRESS: Final = re.compile("[/@\\\\]|\\.(?=[a-z]{2})")
_AROUND_ADDRESS: Final = ".:?&-/" + _HIDDEN
_ADDRESS: Final = re.compile(
    r".*://.*|(?i:www\.).*|.+@.+|.*\\.*|(?=.*\d).*/.*|.*/.*/.*|(?:[A-Za-z0-9_-]+\.)+[a-z]{2,}(?:[:/?#].*)?"
)
"""An address of the net or of a person, a path, the name of a file, a code such as A/RES/70/1."""


@lru_cache(maxsize=64)
def _pattern(marks: str, *, spaced: bool) -> re.Pattern[str]:
    letter = f"[\\w{UNREADABLE}{_PRIVATE}{re.escape(marks)}]"
    if not spaced:
        letter = f"(?!{_WITHOUT_SPACES.pattern}){letter}"
    letters = f"(?:{letter})+" if not spaced else f"{letter}+"
    joint = "|".join(
        (
            f"[{_HIDDEN}]+",
            f"[{_APOSTROPHES}]",
            "[-\u2010\u2011\u05be](?:[ \t]*\r?\n[ \t]*(?=[^\\W\\d_]))?",
            "\u00ad[ \t]*\r?\n[ \t]*",
            "(?<=\\d)[.,:/٫٬\u2012\u2013\u2212](?=\\d)",
        )
    )
    number = "[-+\u2212±$€£¥₪]?(?=\\d)"
    share = "(?:(?<=\\d)[ \u00a0\u202f]?[%‰٪])?"
    alone = "" if spaced else f"|{_WITHOUT_SPACES.pattern}" + (f"[{re.escape(marks)}]*" if marks else "")
    return re.compile(f"{_ELIDED}|(?:{number})?{letters}(?:(?:{joint}){letters})*{share}{alone}")


# The words of a quote are asked for several times on its way; those of a source are kept elsewhere.
_SHORT: Final = 10_000
_NOTHING_HIDDEN: Final = dict.fromkeys(map(ord, _HIDDEN))


def word_ranges(text: str) -> tuple[Range, ...]:
    """The half-open ranges of the words, in order. What is in none of them is white space or punctuation."""
    return (_word_ranges if len(text) <= _SHORT else _word_ranges.__wrapped__)(text)


@lru_cache(maxsize=64)
def _word_ranges(text: str) -> tuple[Range, ...]:
    pattern = _pattern(marks_in(text), spaced=_WITHOUT_SPACES.search(text) is None)
    words = [match.span() for match in pattern.finditer(text)]
    addresses = list(_addresses(text))
    return tuple(_joined(words, addresses) if addresses else words)


def _addresses(text: str) -> Iterator[Range]:
    """Where the addresses are. Each character is looked at twice at most."""
    done = 0
    while sign := _SIGN_OF_ADDRESS.search(text, done):
        start = sign.start()
        while start > done and _OF_ADDRESS.match(text[start - 1]):
            start -= 1
        found = _OF_ADDRESS.match(text, start)
        end = done = found.end() if found else sign.end()
        token = text[start:end]
        start += len(token) - len(token.lstrip(_AROUND_ADDRESS))
        token = token.strip(_AROUND_ADDRESS)
        if token and _ADDRESS.fullmatch(token.translate(_NOTHING_HIDDEN)):
            yield start, start + len(token)


def _joined(words: list[Range], addresses: list[Range]) -> Iterator[Range]:
    """The words, where those that an address has a part of are one with it."""
    number = 0
    for start, end in addresses:
        while number < len(words) and words[number][1] <= start:
            yield words[number]
            number += 1
        while number < len(words) and words[number][0] < end:
            start, end = min(start, words[number][0]), max(end, words[number][1])  # noqa: PLW2901 - it grows
            number += 1
        yield start, end
    yield from words[number:]
