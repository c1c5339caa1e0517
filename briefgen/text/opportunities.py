"""Where a line may end (UAX #14), and where it should not although it may."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from briefgen.text.bidi import TRAILING, bidi_class
from briefgen.text.segments import line_segments
from briefgen.text.typeset import is_transparent

SOFT_HYPHEN: Final = "\u00ad"

# A number of up to three figures, with its decimals, is not parted from the word it counts or from its sign, nor an
# opening bracket from its acronym, nor a short prefix from its name (Al-Mamlaka).
_COUNT_AND_WORD: Final = re.compile(r"(?<![\w.,/–-])\d{1,3}(?:[.,]\d{1,6})?[ ](?=\w)|\d[ ](?=[%‰°€$£])")
_PREFIX: Final = re.compile(r"(?<!\w)[A-Za-z]{1,3}-(?=[A-Z][a-z])")
_WORD_AND_ACRONYM: Final = re.compile(r"[ ](?=\([A-Z][A-Z0-9.&-]{1,9}\))")
# A year, in digits of any script, stays with the word before it: July 2024, عام 2024.
_WORD_AND_YEAR: Final = re.compile(r"(?<!\S)[^\W\d][^\s\d]{0,15}[ ](?=[12١٢۱۲]\d{3}(?!\d))")
# Some Arabic months have two words: كانون الثاني، تشرين الأول، ربيع الآخر.
_FIRST_WORD: Final = r"(?:كانون|تشرين|ربيع|جمادى|ذو|ذي)[ ]"
_DAY_AND_MONTH: Final = re.compile(rf"(?<=\d[ ]){_FIRST_WORD}(?=ال\w)")
_MONTH_AND_YEAR: Final = re.compile(rf"{_FIRST_WORD}ال[^\s\d]+[ ](?=\d{{4}}(?!\d))")
# An initial or a title and its name: J. K. Rowling, د. سلمى. What is numbered and its number: p. 12, المادة 5.
_INITIAL_AND_NAME: Final = re.compile(r"(?<!\w)(?:[A-Z]|Dr|Mr|Mrs|Ms|Prof|St|Mme|د|م|أ)\.[ ](?=[^\W\d])")
_LABEL_AND_NUMBER: Final = re.compile(
    r"(?<!\w)(?:(?:No|Nos|[Aa]rt|pp?|ch|fig|ص)\.|n°|رقم|المادة|القرار|شماره|نمبر|ژمارە|סעיף)[ ](?=\d)"
)
_DIGIT: Final = re.compile(r"\d")

# What is one name, however long: the symbol of a document, with a figure in it, and an address, which goes on behind a
# stroke, but not behind a hyphen: a reader would not know whose hyphen that is.
_WORD: Final = re.compile(r"\S+")
_SYMBOL: Final = re.compile(
    r"(?<![A-Za-z0-9])[A-Z][A-Z0-9]{0,9}(?:[:/+._-](?:[A-Z0-9]{1,20}|[A-Z][a-z]{2,3}(?=\.\d)))+(?![a-z])"
)
_ADDRESS: Final = re.compile(r"://|@|[A-Za-z0-9]\.[A-Za-z]{2}")


class Opportunity(NamedTuple):
    """A place where a line may end.

    Attributes:
        position: the next line begins with this character.
        content_end: where the drawn part of the line ends: white space before ``position`` hangs.
        hyphenated: whether the break shows a hyphen.
        penalty: what a break there costs the paragraph: above 0 where it is only taken because no line holds a word, or
            words that belong together.
    """

    position: int
    content_end: int
    hyphenated: bool = False
    penalty: float = 0.0


def find_opportunities(text: str, language: str, kept: frozenset[int] = frozenset()) -> list[Opportunity]:
    """The places where a line of ``text`` may end, the end of the text last.

    Args:
        text: the paragraph.
        language: BCP 47 tag; some rules of ICU depend on it.
        kept: positions at which no line may begin.
    """
    forbidden = kept | {match.end() for pattern in _patterns(text) for match in pattern.finditer(text)}
    if "/" in text or "-" in text:
        forbidden |= set(_inside_names(text))
    found = []
    start = content_end = 0
    for _, end in line_segments(text, language):
        drawn = _drawn_end(text, start, end)
        # Nothing but white space since the last place where the text could be broken: the same content ends here.
        content_end = drawn if drawn > start else content_end
        start = end
        if end == len(text) or end not in forbidden:
            shows_hyphen = end < len(text) and text[end - 1] == SOFT_HYPHEN and _follows_a_letter(text, end - 1)
            found.append(Opportunity(end, content_end, shows_hyphen))
    return found


def _patterns(text: str) -> Iterator[re.Pattern[str]]:
    """What of a text is kept together, as far as it can have such things: most paragraphs have few digits."""
    if _DIGIT.search(text):
        yield from (_COUNT_AND_WORD, _WORD_AND_YEAR, _DAY_AND_MONTH, _MONTH_AND_YEAR, _LABEL_AND_NUMBER)
    if ". " in text:
        yield _INITIAL_AND_NAME
    if " (" in text:
        yield _WORD_AND_ACRONYM
    if "-" in text:
        yield _PREFIX


def _inside_names(text: str) -> Iterator[int]:
    """The positions in symbols and addresses at which no line should begin."""
    for word in _WORD.finditer(text):
        if _ADDRESS.search(word.group()):
            yield from (position for position in range(word.start() + 1, word.end()) if text[position - 1] == "-")
        else:
            for symbol in _SYMBOL.finditer(word.group()):
                if _DIGIT.search(symbol.group()):
                    yield from range(word.start() + symbol.start() + 1, word.start() + symbol.end())


def _drawn_end(text: str, start: int, end: int) -> int:
    """Where white space begins that hangs at the end of a line, with the formatting characters in it (UAX #9, L1)."""
    drawn = end
    while drawn > start and (text[drawn - 1].isspace() or bidi_class(text[drawn - 1]) in TRAILING):
        if text[drawn - 1] == SOFT_HYPHEN:
            break
        drawn -= 1
    hangs = any(map(str.isspace, text[drawn:end]))
    return drawn if hangs else end


def _follows_a_letter(text: str, position: int) -> bool:
    """Whether a letter or digit stands before a position, its marks left out."""
    while position and is_transparent(text[position - 1]):
        position -= 1
    return position > 0 and text[position - 1].isalnum()
