"""Texts in the script of another language, texts left as they were, and lengths out of proportion."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final, NamedTuple

from briefgen.checks.parity.digits import roman_value
from briefgen.checks.parity.findings import Finding, Side
from briefgen.checks.parity.rules import IDENTICAL, LENGTH, SCRIPT, UNTRANSLATED
from briefgen.checks.parity.tokens import tokens_of
from briefgen.model.problems import shown

_SCRIPTS: Final = {
    "Latin": re.compile("[A-Za-zÀ-ÖØ-öø-ɏ]"),
    "Arabic": re.compile("[\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f]"),
    "Hebrew": re.compile("[\u05d0-\u05ea]"),
}
_OF_LANGUAGES: Final = {
    "ar": "Arabic",
    "fa": "Arabic",
    "ur": "Arabic",
    "ckb": "Arabic",
    "he": "Hebrew",
    "en": "Latin",
    "fr": "Latin",
}
# What stands in quotation marks or brackets may be a title or a name in its own language.
_QUOTED: Final = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"|‘[^’]*’|\([^)]*\)|\[[^\]]*\]|„[^“]*“|”[^“]*“")

_NAME_WORDS: Final = 2  # a name of so many words may stay in its own script
_LONGER_NAME_WORDS: Final = 4
_UNIT_LETTERS: Final = 3  # km, kWh: shorter than any word that needs a translation
_SENTENCE_WORDS: Final = 6
_SENTENCE_SMALL_WORDS: Final = 3
_ABBREVIATION_LETTERS: Final = 6
_A_WORD: Final = 8  # the characters of a word with its space that a letter of an abbreviation stands for
_PART_WORDS: Final = 4
_PART_SHARE: Final = 0.6

# What says something inside a sentence, such as an abbreviation TBC or the numeral XXX, is none there: only where it is
# the whole text, stands in square brackets, or alone behind a colon.
_PLACEHOLDER: Final = re.compile(
    r"(?<!\w)(?:TODO|FIXME|XXXX+|x{3,}|[Ll]orem [Ii]psum|LOREM IPSUM|لوريم إيبسوم)(?!\w)"
    r"|(?<!\S)[?؟]{3,}(?!\S)|^\s*[?؟]{2,}\s*$|^\s*[\[(]?(?:…|\.{3,})[\])]?\s*$"
    r"|(?:^\W*|\[|:\s+)(?:TB[ACD]|T\.B\.[ACD]\.|XXX)(?:\W*$|\])"
    r"|[\[<](?i:insert|enter|fill in|insérer|saisir|indiquer|compléter|à (?:compléter|préciser)|أدخل|أدرج|اكتب)"
    r"(?: [^\]>]*)?[\]>]"
    r"|^\W*(?i:to be (?:confirmed|completed|decided|defined|determined|added|inserted|supplied|written)(?: later)?"
    r"|à (?:compléter|confirmer|définir|déterminer|préciser|rédiger)|[يت]ُ?(?:ستكمل|ضاف|كتب|درج) لاحق(?:ًا|اً|ا))\W*$"
    r"|^\W*(?i:(?:please )?translate"
    r"(?: me| this| here)?|to be translated|translation(?: is)?(?: needed| pending| missing| required| to follow| here)"
    r"|(?:arabic|english|french) (?:text|translation|version)(?: here| needed| missing| to follow)"
    r"|à traduire|traduction à venir|(?:الترجمة|النص) هنا|للترجمة|بانتظار الترجمة|تنقص الترجمة|نص تجريبي)\W*$"
)

# How many characters a language needs for one of English, as a natural logarithm: halfway between the median of the
# Universal Declaration and that of present-day texts, since the Declaration's Arabic, Persian and Hebrew are terse.
# Central Kurdish is measured on present-day texts alone.
LENGTHS: Final = {"en": 0.0, "fr": 0.1, "ar": -0.27, "fa": -0.1, "ur": -0.01, "he": -0.31, "ckb": 0.07}
"""The usual length of a text by language: the logarithm of its ratio to the English one."""

# In the Declaration and in the pairs that were written for the tests, the logarithm of the ratio of lengths, less what
# is usual, has a robust standard deviation (1.4826 times the median absolute deviation) of 0.11 to 0.20. These are
# three, four and five of the widest; no true pair exceeds them.
DEVIATIONS: Final = ((170, 0.6), (100, 0.8), (60, 1.0))
"""How long a text has to be, and how far it may deviate: what is shorter than all of these may have any length.

The length is that of the longer text, in characters of English.
"""


class _Word(NamedTuple):
    script: str
    raw: str
    start: int
    end: int


def _words_of(text: str) -> list[_Word]:
    """The words of a text outside addresses and codes, with their scripts."""
    return [
        _Word(script, token.raw, token.start, token.end)
        for token in tokens_of(text)
        if token.kind == "word"
        for script, pattern in _SCRIPTS.items()
        if pattern.search(token.raw)
    ]


def script_findings(first: Side, second: Side) -> Iterator[Finding]:
    """Texts and sentences that are not in the script of their language."""
    for side, other, in_second in ((first, second, False), (second, first, True)):
        script = _OF_LANGUAGES.get(side.language.partition("-")[0])
        words = _words_of(side.plain) if script else []
        foreign = [word for word in words if word.script != script]
        if not foreign:
            continue
        if len(foreign) == len(words):
            if not _may_stay(foreign, side, other):
                yield _in_wrong_script(side, foreign, "is", in_second=in_second)
        elif run := _foreign_sentence(words, script, side.plain):
            yield _in_wrong_script(side, run, "has words", in_second=in_second)


def _in_wrong_script(side: Side, words: list[_Word], verb: str, *, in_second: bool) -> Finding:
    place = words[0].start, words[-1].end
    what = shown(side.plain[place[0] : place[1]])
    return Finding(
        SCRIPT, f'the text in "{side.language}" {verb} in {words[0].script} script: {what}', in_second, place
    )


def _may_stay(words: list[_Word], side: Side, other: Side) -> bool:
    """Whether words in another script are a name, a unit or an abbreviation: the same as in the other language."""
    if all(len(word.raw) <= _UNIT_LETTERS or word.raw.isupper() for word in words) and len(words) <= _NAME_WORDS:
        return True
    if ":" in side.plain:  # a label and what it says
        return False
    if words[0].script != "Latin" or not all(word.raw[0].isupper() or len(word.raw) <= _UNIT_LETTERS for word in words):
        return False
    same = side.plain.strip() == other.plain.strip()
    return len(words) <= (_LONGER_NAME_WORDS if same else _NAME_WORDS) and side.plain.strip() in other.plain


def _foreign_sentence(words: list[_Word], script: str | None, text: str) -> list[_Word]:
    """Words of another script in a row that are more than a name: a sentence that nobody translated."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    free = [word for word in words if not any(start < word.start < end for start, end in quoted)]
    for is_foreign, group in groupby(free, key=lambda word: word.script != script):
        run = list(group)
        small = sum(word.raw[0].islower() or word.script != "Latin" for word in run)
        if not is_foreign or small < _SENTENCE_SMALL_WORDS:
            continue
        if len(run) >= _SENTENCE_WORDS or (len(run) >= _PART_WORDS and len(run) >= _PART_SHARE * len(words)):
            return run
    return []


def identity_findings(first: Side, second: Side) -> Iterator[Finding]:
    """Words that are the same in two languages; one or two that may be a name are only noted."""
    if first.plain.split() != second.plain.split():
        return
    words = [word for word in _words_of(first.plain) if not word.raw.isupper()]
    if not any(len(word.raw) > _UNIT_LETTERS for word in words):
        return
    place = words[0].start, words[-1].end
    small = any(not word.raw[0].isupper() for word in words)
    if len(words) > _NAME_WORDS and (len(words) > _LONGER_NAME_WORDS or small or _differ_in_script(first, second)):
        message = f'the words in "{second.language}" are those in "{first.language}": {shown(second.plain)}'
        yield Finding(IDENTICAL, message, in_second=True, characters=place)
    elif _differ_in_script(first, second):
        message = (
            f'"{first.language}" and "{second.language}" both have {shown(second.plain)}: a name or not translated'
        )
        yield Finding(UNTRANSLATED, message, in_second=True, characters=place)


def _differ_in_script(first: Side, second: Side) -> bool:
    scripts = [_OF_LANGUAGES.get(side.language.partition("-")[0]) for side in (first, second)]
    return None not in scripts and scripts[0] != scripts[1]


def length_findings(first: Side, second: Side) -> Iterator[Finding]:
    """Texts whose lengths are out of proportion; short ones vary too much to say."""
    usual = [LENGTHS.get(side.language.partition("-")[0]) for side in (first, second)]
    if usual[0] is None or usual[1] is None:
        return
    lengths = _length_of(first), _length_of(second)
    longer = max(lengths[0] / math.exp(usual[0]), lengths[1] / math.exp(usual[1]))
    allowed = next((deviation for size, deviation in DEVIATIONS if longer >= size), math.inf)
    expected = lengths[0] * math.exp(usual[1] - usual[0])
    is_longer = lengths[1] > expected
    spelt_out = expected + _spelt_out(first, second) if is_longer else lengths[1] + _spelt_out(second, first)
    deviation = lengths[1] / spelt_out if is_longer else expected / spelt_out
    if math.log(max(deviation, 1)) > allowed:
        message = (
            f'the text in "{second.language}" has {lengths[1]:,} characters; for {lengths[0]:,} in "{first.language}", '
            f"{expected * math.exp(-allowed):,.0f} to {expected * math.exp(allowed):,.0f} are usual"
        )
        yield Finding(LENGTH, message, in_second=True)


def _length_of(side: Side) -> int:
    """The length of a text without names and titles of another script in quotation marks or brackets."""
    script = _OF_LANGUAGES.get(side.language.partition("-")[0])
    foreign = [word.start for word in _words_of(side.plain) if word.script != script]
    spans = (match.span() for match in _QUOTED.finditer(side.plain)) if foreign else ()
    left_out = sum(end - start for start, end in spans if any(start < word < end for word in foreign))
    return max(len(side.plain) - left_out, 1)


def _spelt_out(side: Side, other: Side) -> int:
    """How many characters more a text may have where its abbreviations are spelt out, as they may be in the other."""
    kept = {word.raw for word in _words_of(other.plain)}
    capitals = {word.raw for word in _words_of(side.plain) if word.raw.isupper() and word.script == "Latin"} - kept
    return sum(
        _A_WORD * len(raw) for raw in capitals if 1 < len(raw) <= _ABBREVIATION_LETTERS and roman_value(raw) is None
    )


def placeholder_in(text: str) -> tuple[int, int] | None:
    """Where a text without markup keeps a place for words that are not written yet."""
    match = _PLACEHOLDER.search(text)
    return None if match is None else match.span()


def placeholder_message(text: str, place: tuple[int, int]) -> str:
    """What is said about such words."""
    return f"{shown(text[place[0] : place[1]])} keeps a place for a text"
