"""Where a line may end (UAX #14), and where it should not although it may."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from briefgen.text.bidi import TRAILING, bidi_class
from briefgen.text.references import find_references
from briefgen.text.segments import line_segments
from briefgen.text.typeset import is_transparent

SOFT_HYPHEN: Final = "\u00ad"

# What it costs to part a number from its noun: a line may lack a little more than a quarter of its measure instead.
FROM_ITS_NOUN: Final = 0.08

# A number is not parted from the word it counts or from its sign, nor the ends of a range from each other, an opening
# bracket from its acronym, a short prefix from its name (Al-Mamlaka). Four figures by themselves may be a year.
_COUNT_AND_WORD: Final = re.compile(
    r"(?<![\w.,/-])(?<!\d{4}–)(?:\d{1,3}(?:[.,٫٬]\d{1,6})*|\d{5,18})[ ](?=\w)|\d[ ](?=[%‰°€$£])|\d–(?=\d)"
)
_PREFIX: Final = re.compile(r"(?<!\w)[A-Za-z]{1,3}-(?=[A-Z][a-z])")
_WORD_AND_ACRONYM: Final = re.compile(r"[ ](?=\([A-Z][A-Z0-9.&-]{1,9}\))")
# A year, in digits of any script, stays with the word before it: July 2024, عام 2024.
_WORD_AND_YEAR: Final = re.compile(r"(?<!\S)[^\W\d][^\s\d]{0,15}[ ](?=[12١٢۱۲]\d{3}(?!\d))")
# Some Arabic months have two words: كانون الثاني، تشرين الأول، ربيع الآخر. Two names of one month are one name.
_FIRST_WORD: Final = r"(?:كانون|تشرين|ربيع|جمادى|ذو|ذي)[ ]"
_DAY_AND_MONTH: Final = re.compile(rf"(?<=\d[ ]){_FIRST_WORD}(?=ال\w)")
_TWO_NAMED_MONTH: Final = re.compile(rf"(?<!\w){_FIRST_WORD}(?=ال[^\W\d]{{2,8}}/)")
_MONTH_AND_YEAR: Final = re.compile(rf"{_FIRST_WORD}ال[^\s\d]+[ ](?=\d{{4}}(?!\d))")
# An initial or a title and its name: J. K. Rowling, د. سلمى. What is numbered and its number: p. 12, المادة 5.
_INITIAL_AND_NAME: Final = re.compile(r"(?<!\w)(?:[A-Z]|Dr|Mr|Mrs|Ms|Prof|St|Mme|د|م|أ)\.[ ](?=[^\W\d])")
_LABEL_AND_NUMBER: Final = re.compile(
    r"(?<!\w)(?:(?:No|Nos|[Aa]rt|pp?|ch|fig|ص)\.|n°|رقم|شماره|نمبر|ژمارە|סעיף)[ ](?=\d)"
)
# A number and what stands in brackets behind it, with the letter of a part: 3190 (XXVIII), 2200 أ (د-21).
_SESSION: Final = r"\((?:[IVXLC]{1,9}|[A-Z]{1,3}-[IVXLC\d]{1,9}|[^\W\d_][^\s()\d]{0,5}-\d{1,3})\)"
_NUMBER_AND_SESSION: Final = re.compile(
    rf"\d[ ](?=(?:[^\W\d_]{{1,4}}[ ])?{_SESSION})|(?<=\d[ ])[^\W\d_]{{1,4}}[ ](?={_SESSION})"
)
# A middle dot between two things ends a line, and begins none.
_BEFORE_DOT: Final = re.compile(r"[ ](?=·[ ])")
# Words with a stroke between them are one name or one choice: and/or, North/South.
_STROKE: Final = re.compile(r"(?<=[^\W\d_])/(?=[^\W\d_])")
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
        penalty: what a break there costs the paragraph, where it parts what belongs together; above 1 where it is only
            taken because no line holds that.
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
    references = find_references(text, language)
    found = []
    start = content_end = 0
    for _, end in line_segments(text, language):
        drawn = _drawn_end(text, start, end)
        # Nothing but white space since the last place where the text could be broken: the same content ends here.
        content_end = drawn if drawn > start else content_end
        start = end
        if end == len(text) or end not in forbidden:
            shows_hyphen = end < len(text) and text[end - 1] == SOFT_HYPHEN and _follows_a_letter(text, end - 1)
            penalty = FROM_ITS_NOUN if end in references else 0.0
            found.append(Opportunity(end, content_end, shows_hyphen, penalty))
    return found


def find_addresses(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of addresses, with the marks that stand around them."""
    if "/" in text or "@" in text or "." in text:
        for word in _WORD.finditer(text):
            if _ADDRESS.search(word.group()):
                yield word.span()


def _patterns(text: str) -> Iterator[re.Pattern[str]]:
    """What of a text is kept together, as far as it can have such things: most paragraphs have few digits."""
    if _DIGIT.search(text):
        yield from (_COUNT_AND_WORD, _WORD_AND_YEAR, _DAY_AND_MONTH, _MONTH_AND_YEAR, _LABEL_AND_NUMBER)
        if "(" in text:
            yield _NUMBER_AND_SESSION
    if "/" in text:
        yield _TWO_NAMED_MONTH
    if "·" in text:
        yield _BEFORE_DOT
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
            yield from (word.start() + stroke.end() for stroke in _STROKE.finditer(word.group()))
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
