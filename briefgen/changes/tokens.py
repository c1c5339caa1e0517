"""A text cut into the words that are compared.

Words are found as by UAX #29, with what a reader of a briefing takes for one thing kept whole: an Arabic word with its
marks, joiners and tatweel, a number with its signs and separators, a date, an address, a citation. White space is a
token of its own, and so is each sign. The tokens joined give back the text.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Looked for in the characters themselves: addresses, citations, directions, and asterisks that stand together.
_WHOLE: Final = re.compile(
    r"""https?://[^\s()<>\[\]]*[^\s()<>\[\].,;:!?'"،؛؟]
    |[\w.+-]+@\w[\w-]*(?:\.[\w-]+)+
    |\[@[^\]\n]*\]
    |\{(?:ltr|rtl|auto|plain)\}
    |\*+""",
    re.VERBOSE,
)

_LETTER, _MARK, _JOINER, _DIGIT, _SPACE, _SIGN, _OTHER = "LMZNS-P"
_JOINS_NUMBERS: Final = dict.fromkeys(map(ord, ".,:/٫٬"), "J")
_KNOWN: Final = {
    **_JOINS_NUMBERS,
    **dict.fromkeys(map(ord, "+-\u2212"), _SIGN),
    **dict.fromkeys(map(ord, "'\u2019"), "'"),
    **dict.fromkeys(map(ord, "%٪"), "%"),
    ord("\u200c"): _MARK,  # joiners stand inside words (UAX #29, WB4)
    ord("\u200d"): _JOINER,  # and this one also between the parts of a picture (GB11)
    ord("_"): _LETTER,
}

# Looked for in the classes of the characters, one letter for each.
_TOKEN: Final = re.compile(
    r"""(?<![LMNZ])-?N[MZ]*(?:[J-]?N[MZ]*)*%?(?![LMZ'])
    |(?:[LN][MZ]*)+(?:'(?:[LN][MZ]*)+)*
    |S+
    |.(?:[MZ]|(?<=Z).)*""",
    re.VERBOSE,
)


class _Classes(dict[int, str]):
    """The class of each character, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        category = unicodedata.category(chr(code))
        if category[0] in "LM":
            letter = category[0]
        elif category == "Nd":
            letter = _DIGIT
        else:
            letter = _SPACE if chr(code).isspace() else _OTHER
        self[code] = letter
        return letter


_CLASSES: Final = _Classes(_KNOWN)


def tokens(text: str) -> list[str]:
    """The words, numbers, addresses, signs and white space of a text, in order."""
    found: list[str] = []
    last = 0
    for whole in _WHOLE.finditer(text):
        found += _words(text[last : whole.start()])
        found.append(whole.group())
        last = whole.end()
    return found + _words(text[last:])


def is_word(token: str) -> bool:
    """Whether a token has a letter or a digit."""
    return any(character.isalnum() for character in token)


def _words(text: str) -> list[str]:
    return [text[match.start() : match.end()] for match in _TOKEN.finditer(text.translate(_CLASSES))]
