"""What two writings of the same words may differ in: the foldings, each with a name.

A folding makes one writing out of several, so that texts can be compared without it. A match says which foldings it
needed; what none of them covers is another word. ``docs/checking-quotes.md`` has the whole list with examples.

Two things are not folded on purpose. Case is not: "May" and "may" are two words. And no letter is taken for another
one: alef maqsura is not yeh, teh marbuta is not heh, and a hamza on waw or yeh stays where it is.
"""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, TypeAlias

from briefgen.checks import characters as chars
from briefgen.checks.offsets import Replace, Tracked

PARAGRAPH: Final = "\u2029"
"""What a break between paragraphs is where spaces are folded and paragraphs are not."""


class Grade(enum.StrEnum):
    """What a folding touches: how the words are set, or how they are spelt."""

    TYPOGRAPHY = "typography"
    SPELLING = "spelling"


Fold: TypeAlias = Callable[[Tracked], Tracked]


@dataclass(frozen=True, slots=True)
class Folding:
    """Something that two writings of the same words may differ in.

    Attributes:
        name: its stable name, such as ``tatweel``.
        grade: whether it touches the look of words or their spelling.
        same: what counts as the same, in one sentence.
        example: a writing, and another one that is the same under this folding alone.
        apply: makes one writing out of all of them.
    """

    name: str
    grade: Grade
    same: str
    example: tuple[str, str]
    apply: Fold


def _exchange(table: Mapping[str, str]) -> Fold:
    return lambda tracked: tracked.exchanged(table)


def _replace(pattern: str, new: Replace) -> Fold:
    compiled = re.compile(pattern)
    return lambda tracked: tracked.replaced(compiled, new)


def _without_hyphen(match: re.Match[str]) -> str:
    """Nothing, where a word may have been divided: the hyphen before a capital letter is that of a compound."""
    return match.group() if match.string[match.end()].isupper() else ""


def one_of(characters: Collection[str]) -> str:
    """A pattern for any one of the characters."""
    return f"[{re.escape(''.join(sorted(characters)))}]"


def _both(first: Fold, second: Fold) -> Fold:
    return lambda tracked: second(first(tracked))


def _compatible(match: re.Match[str]) -> str:
    return _letters_of(match.group())


def _letters_of(form: str) -> str:
    """The letters of presentation forms; a mark that stands alone has no space to stand on."""
    letters = unicodedata.normalize("NFKC", form)
    return letters[1:] if letters[0] == " " and len(letters) > 1 else letters


_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")


@cache
def _single_forms() -> dict[str, str]:
    """The presentation forms of one letter, nearly all; they are exchanged at once."""
    forms = map(chr, (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)))
    return {form: _letters_of(form) for form in forms if len(_letters_of(form)) == 1 and _letters_of(form) != form}


_LIGATURES = re.compile("[\ufb00-\ufb06]")
_LINE_BREAK = "(?:\r\n|[\n\r\x0b\x85\u2028])"
_BREAKS = re.compile(f"{_LINE_BREAK}[^\\S\n\r\x0b\x85\u2028]*{_LINE_BREAK}|{PARAGRAPH}")
_RUN = re.compile(f"\\s{{2,}}|{PARAGRAPH}")
# A single space between words, by far the most frequent, is left alone here and never looked at again. What a pattern
# begins with decides how fast it is: a class of characters that are looked for, and nothing that looks back.
_SPACES = re.compile(f"\\s(?:\\s+|(?<=[^ ])|(?<={one_of(chars.OPENING)}\\s)|(?={one_of(chars.CLOSING)}))")
_END_OF_LINE = f"[ \t]*{_LINE_BREAK}[ \t]*(?=[^\\W\\d_])"


def _fold_paragraphs(tracked: Tracked) -> Tracked:
    return tracked.replaced(_RUN, lambda match: " " if _BREAKS.search(match.group()) else match.group())


def _fold_space(match: re.Match[str]) -> str:
    run = match.group()
    if _BREAKS.search(run):
        return PARAGRAPH
    end, text = match.end(), match.string
    start = match.start()
    inside = (start > 0 and text[start - 1] in chars.OPENING) or (end < len(text) and text[end] in chars.CLOSING)
    return "" if inside else " "


def _fold_digits(tracked: Tracked) -> Tracked:
    if tracked.text.isascii():
        return tracked
    return tracked.exchanged({**chars.digits_in(tracked.text), **chars.SIGNS_OF_NUMBERS})


def _fold_ends(tracked: Tracked) -> Tracked:
    around = chars.QUOTATION_MARKS + " \t\n\u00a0\u202f"
    text = tracked.text.rstrip(around)
    if text.endswith(chars.AT_END):
        text = text[:-1].rstrip(around)
    return tracked.cut(len(tracked.text) - len(tracked.text.lstrip(around)), len(text))


def _compose(tracked: Tracked) -> Tracked:
    """Normalisation form C (UAX #15), piece by piece, so that offsets are kept."""
    if unicodedata.is_normalized("NFC", tracked.text):
        return tracked
    found = set(tracked.text)
    # Only marks, and vowels and finals of conjoining Hangul, are composed with what stands before them.
    following = chars.marks_in(found) + "".join(sorted(each for each in found if "\u1160" <= each <= "\u11ff"))
    single = "".join(sorted(each for each in found if unicodedata.normalize("NFC", each) != each))
    parts = [
        f"[^{re.escape(following)}]?[{re.escape(following)}]+" if following else "",
        one_of(single) if single else "",
    ]
    pattern = re.compile("|".join(part for part in parts if part), re.DOTALL)
    return tracked.replaced(pattern, lambda match: unicodedata.normalize("NFC", match.group()))


_TYPOGRAPHY: Final = Grade.TYPOGRAPHY
_SPELLING: Final = Grade.SPELLING

# In the order in which they are applied. What hides between letters goes first, then the text is composed.
_BEFORE: Final = (
    Folding(
        "end-punctuation",
        _TYPOGRAPHY,
        "Quotation marks around a quote, and a full stop, comma, semicolon or colon at its end, and none.",
        ("“the first such office.”", "the first such office"),
        _fold_ends,
    ),
    Folding(
        "line-end-hyphens",
        _TYPOGRAPHY,
        "A hyphen at the end of a line, and the word without it; not before a capital letter.",
        ("co-\noperation", "cooperation"),
        _replace(f"[-\u2010\u00ad](?<=[^\\W\\d_].){_END_OF_LINE}", _without_hyphen),
    ),
    Folding(
        "line-ends-after-hyphens",
        _TYPOGRAPHY,
        "A line that ends in the hyphen of a compound, and the compound on one line.",
        ("long-\nterm", "long-term"),
        _replace(f"(?<=[^\\W\\d_][-\u2010]){_END_OF_LINE}", ""),
    ),
    Folding(
        "presentation-forms",
        _TYPOGRAPHY,
        "Arabic presentation forms (U+FB50 to U+FDFF, U+FE70 to U+FEFC), and the letters that they stand for.",
        ("ﻻ", "لا"),
        lambda tracked: tracked.exchanged(_single_forms()).replaced(_PRESENTATION, _compatible),
    ),
    Folding(
        "ligatures",
        _TYPOGRAPHY,
        "Latin ligatures (U+FB00 to U+FB06), and their letters.",
        ("oﬃce", "office"),
        lambda tracked: tracked.replaced(_LIGATURES, _compatible),
    ),
    Folding(
        "invisible-characters",
        _TYPOGRAPHY,
        "Controls of direction, soft hyphens, joiners, zero width spaces and variation selectors, and nothing.",
        ("the \u200eNATO\u200e office", "the NATO office"),
        _replace(f"{one_of(chars.INVISIBLE)}+", ""),
    ),
    Folding(
        "non-joiner",
        _SPELLING,
        "The zero width non-joiner, and nothing.",
        ("می\u200cشود", "میشود"),
        _replace(f"{chars.NON_JOINER}+", ""),
    ),
    Folding(
        "tatweel",
        _TYPOGRAPHY,
        "The stretching of a word, and the word.",
        ("الأردنـــي", "الأردني"),
        _replace(f"{chars.TATWEEL}+", ""),
    ),
)
_AFTER: Final = (
    Folding(
        "digits",
        _SPELLING,
        "The digits of all scripts, by their values; Arabic and Latin decimal, thousands and per cent signs.",
        ("عام ١٩٩٥", "عام 1995"),
        _fold_digits,
    ),
    Folding(
        "yeh-and-kaf",
        _SPELLING,
        "Persian and Arabic yeh (U+06CC, U+064A), Persian and Arabic kaf (U+06A9, U+0643).",
        ("کبیر", "كبير"),
        _exchange(chars.YEH_AND_KAF),
    ),
    Folding(
        "alef",
        _SPELLING,
        "A bare alef, and one with hamza, madda or wasla. Two alefs with different signs are not the same.",
        ("الأردن", "الاردن"),
        _exchange(dict.fromkeys(chars.SIGNED_ALEFS, chars.ALEF)),
    ),
    Folding(
        "tanwin",
        _SPELLING,
        "The mark of -an on a final alef, and on the letter before it.",
        ("إقليمياً", "إقليميًا"),
        _replace("[اى]\u064b", lambda match: match.group()[::-1]),
    ),
    Folding(
        "vowel-marks",
        _SPELLING,
        "Marks of vowels, of doubling and of recitation, in Arabic and Hebrew, and none. Two different vowels on one "
        "letter are not the same.",
        ("مُؤتَمَر", "مؤتمر"),
        _replace(f"{one_of(chars.VOWEL_MARKS)}+", ""),
    ),
    Folding(
        "paragraphs",
        _TYPOGRAPHY,
        "A break between paragraphs, and a space.",
        ("It will.\n\nIt must.", "It will. It must."),
        _fold_paragraphs,
    ),
    Folding(
        "spaces",
        _TYPOGRAPHY,
        "White space of any kind and length, line breaks among it; beside quotation marks, inside brackets and before "
        "closing punctuation, also none.",
        ("«\u00a0the  office\u00a0»\n", "«the office» "),
        lambda tracked: tracked.replaced(_SPACES, _fold_space),
    ),
    Folding(
        "quotation-marks",
        _TYPOGRAPHY,
        "Quotation marks and apostrophes of any form, single or double, opening or closing.",
        ("NATO’s “southern” door", "NATO's «southern» door"),
        _exchange(dict.fromkeys(chars.QUOTATION_MARKS, "'")),
    ),
    Folding(
        "dashes",
        _TYPOGRAPHY,
        "Hyphens, dashes and minus signs.",
        ("13–16 July — at last", "13-16 July -- at last"),
        _both(_exchange(dict.fromkeys(chars.HYPHENS[1:] + chars.DASHES, "-")), _replace("-{2,}", "-")),
    ),
    Folding(
        "punctuation",
        _TYPOGRAPHY,
        "Arabic and Latin commas, semicolons, question marks and full stops; an ellipsis and three full stops.",
        ("نعم، ولكن…", "نعم, ولكن..."),
        _both(_exchange(chars.PUNCTUATION), _replace("…", "...")),
    ),
)

FOLDINGS: Final = {folding.name: folding for folding in (*_BEFORE, *_AFTER)}
"""All foldings by name, in the order in which they are applied."""

END_PUNCTUATION: Final = "end-punctuation"
PARAGRAPHS: Final = "paragraphs"

ALL: Final = frozenset(FOLDINGS) - {END_PUNCTUATION, "line-ends-after-hyphens"}
"""Every folding for the middle of a text; a hyphen at the end of a line is taken away."""

ALL_WITH_HYPHENS: Final = frozenset(FOLDINGS) - {END_PUNCTUATION, "line-end-hyphens"}
"""The same, where a hyphen at the end of a line stays."""


def fold(text: str, names: frozenset[str] = ALL) -> Tracked:
    """The text in normalisation form C and under the foldings of these names, and where each character comes from."""
    return _fold_short(text, names) if len(text) <= _SHORT else _fold(text, names)


# All others look for characters that no text in ASCII has.
_FOR_ASCII: Final = frozenset(
    (
        "end-punctuation",
        "line-end-hyphens",
        "line-ends-after-hyphens",
        "paragraphs",
        "spaces",
        "quotation-marks",
        "dashes",
    )
)

# The same quote is folded several times on its way; a source is folded once, and not kept here.
_SHORT: Final = 10_000


def _fold(text: str, names: frozenset[str]) -> Tracked:
    return _folded(Tracked(text), names)[0]


def _folded(tracked: Tracked, names: frozenset[str]) -> tuple[Tracked, frozenset[str]]:
    """A text under foldings, and which of them changed anything."""
    if tracked.text.isascii():
        names &= _FOR_ASCII
    changing = set()
    for folding in (*_BEFORE, None, *_AFTER):
        if folding is None:
            tracked = _compose(tracked)
        elif folding.name in names:
            before = tracked.text
            tracked = folding.apply(tracked)
            if tracked.text != before:
                changing.add(folding.name)
    return tracked, frozenset(changing)


_fold_short = lru_cache(maxsize=64)(_fold)


@lru_cache(maxsize=256)
def words_under(text: str, names: frozenset[str]) -> tuple[str, frozenset[str]]:
    """The text under foldings, without where each character comes from, and which of them changed anything."""
    tracked, changing = _folded(Tracked(text, None), names)
    return tracked.text, changing


def folded_text(text: str, names: frozenset[str] = ALL) -> str:
    """The text under foldings, without where each character comes from: faster than ``fold``."""
    return (words_under if len(text) <= _SHORT else words_under.__wrapped__)(text, names)[0]
