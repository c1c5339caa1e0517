"""Where the words of a text begin and end, as far as quoting goes.

A quote may not cut a word. So what belongs together is one word here: a compound with hyphens ("non-state" may not be
quoted as "state"), a word with an apostrophe, a number with its sign, separators and per cent sign, a range of numbers.
The rules are those of UAX #29, 4.1, made stricter.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from briefgen.checks.characters import INVISIBLE, NON_JOINER, WITHOUT_SPACES, marks_in

_HIDDEN: Final = "".join(sorted(INVISIBLE | {NON_JOINER}))
_APOSTROPHES: Final = "'’‘ʼ׳״`´＇"

# Words that end in an apostrophe before the next one: "l'accord" is two words. The negation "n'" is not among them.
_ELIDED: Final = f"(?i:[cdjlmst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu)[{_APOSTROPHES}](?=[^\\W\\d_])"


_WITHOUT_SPACES: Final = re.compile(f"[{WITHOUT_SPACES}]")


@lru_cache(maxsize=64)
def _pattern(marks: str, *, spaced: bool) -> re.Pattern[str]:
    letter = f"[\\w{re.escape(marks)}]"
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


def word_ranges(text: str) -> list[tuple[int, int]]:
    """The half-open ranges of the words, in order. What is in none of them is white space or punctuation."""
    pattern = _pattern(marks_in(text), spaced=_WITHOUT_SPACES.search(text) is None)
    return [match.span() for match in pattern.finditer(text)]
