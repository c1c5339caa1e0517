"""Which parts of a text keep their own direction inside a text of the other one.

UAX #9 orders characters without knowing what they mean: in an Arabic sentence it prints ``+962 6 123 4567`` with its
groups turned round, ``13–16`` as ``16–13`` and ``14.3%`` as ``%14.3``. Such tokens are found here when a paragraph is
laid out, and stand inside isolates (LRI or RLI … PDI) for the bidirectional algorithm only: the stored text, the glyphs
and the text in the file have no such characters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from briefgen.text.bidi import LRI, PDI, RLI

# Every repetition that could run on is bounded or possessive, so that no text takes more than linear time.
_RTL_LETTER: Final = (
    r"\u0591-\u05f4\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
)
_RTL_DIGIT: Final = r"\u0660-\u066c\u06f0-\u06f9"  # Arabic-Indic digits with their percent sign and separators
_LTR_LETTER: Final = r"A-Za-zÀ-ÖØ-öø-ʯ\u0300-\u036f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff"
_SPACE: Final = r"[ \u00a0]"
_NUMBER: Final = r"[0-9]{1,20} (?: [.,:/][0-9]{1,20} ){0,9}"
_PATH: Final = rf"(?: [!-~{_RTL_LETTER}]* [A-Za-z0-9/_=&\#%{_RTL_LETTER}-] )"

# A foreign word: letters and digits, the decimals of a number, and the signs that are written onto either end.
_LTR_WORD: Final = rf"""(?>
    [$€£¥@\#]? [{_LTR_LETTER}0-9_]++ (?: (?<=[0-9])[.,][0-9]++ )*+ (?: [%‰°+\#]{{1,2}} (?![{_LTR_LETTER}0-9]) )?+ )"""
_LTR_WORDS: Final = rf"{_LTR_WORD} (?: (?: (?: {_SPACE} | ['’&./-] ){{1,3}} | [:+@–] ) {_LTR_WORD} )*+"
_RTL_WORD: Final = rf"(?> [{_RTL_LETTER}{_RTL_DIGIT}] [{_RTL_LETTER}{_RTL_DIGIT}\u200c\u200d]*+ )"
_RTL_NEXT: Final = rf"""
    (?: [ \u00a0،؛'’–-]{{1,3}} | [./:] )
    (?: [0-9]++ (?: [.,:/–-][0-9]++ )*+ %?+ {_SPACE} )?+ {_RTL_WORD}"""
_RTL_WORDS: Final = rf"{_RTL_WORD} (?: {_RTL_NEXT} )*+"

# Kinds of tokens as verbose patterns; the order decides where two begin at the same place. A kind never begins or ends
# inside a number or a Latin word, but may touch an Arabic one: the conjunction و is written onto what follows it.
_LTR_KINDS: Final = {
    "email": r"(?<![._%+-]) [A-Za-z0-9._%+-]{1,64} @ [A-Za-z0-9-]{1,63} (?: \.[A-Za-z0-9-]{1,63} ){1,9}",
    "address": rf"(?: [a-z][a-z0-9+.-]{{1,30}}:// | www\. ) {_PATH}",
    "domain": rf"(?<![.-]) (?: [A-Za-z0-9-]{{1,63}}\. ){{1,9}} [A-Za-z]{{2,24}} (?: [/?\#] {_PATH}? )?",
    "phone": rf"""
        (?: \+ | 00 ) [0-9] (?: (?: {_SPACE} | [().-] ){{0,2}} [0-9] ){{5,14}}
        | \(?0[0-9]{{1,3}}\)? (?: (?: {_SPACE} | - ) [0-9]{{2,5}} ){{2,4}}""",
    "date": r"[0-9]{1,4} (?P<stroke>[/.-]) [0-9]{1,2} (?P=stroke) [0-9]{1,4} (?! [/.:–-][0-9] )",
    "range": rf"[+-]? {_NUMBER} [%°]? {_SPACE}? [–—-] {_SPACE}? [+-]? {_NUMBER} [%°]? (?! [/.:–-][0-9] )",
    "time": r"[0-9]{1,2} : [0-9]{2} (?: :[0-9]{2} )? (?! [/.:–-][0-9] )",
    "serial": r"[0-9]{1,20} (?: [/.:–-][0-9]{1,20} ){2,9}",
    # A code that begins a longer phrase is left to "foreign", which keeps the phrase together.
    "code": rf"""
        [A-Z][A-Z0-9]*+ (?: [:/+._-] [A-Z0-9]++ )++ (?: (?<= \.[A-Z] ) \. | {_SPACE} \([0-9]{{4}}\) )?+
        (?! (?: {_SPACE} | ['’&./-] ){{1,3}} [({_LTR_LETTER}] )""",
    "amount": rf"""
        (?: [$€£¥] {_SPACE}? )? [+−-]? {_NUMBER} {_SPACE}? [%‰°$€£¥]
        | [$€£¥] {_SPACE}? {_NUMBER}
        | [+−-] {_NUMBER}""",
    # Words that follow one another, a bracket among them included: World Health Organization (WHO).
    "foreign": rf"""
        (?= [@\#]? [0-9]{{0,20}} -? [{_LTR_LETTER}] ) {_LTR_WORDS}
        (?: {_SPACE}? \( {_LTR_WORDS} \) (?: {_SPACE} {_LTR_WORDS} )?+ )*+
        (?: (?<= \.[A-Za-z] ) \. )?""",
}
_LTR_TOKEN: Final = re.compile(
    "|".join(rf"(?<![0-9A-Za-z]) (?P<{kind}> {pattern} ) (?![0-9A-Za-z])" for kind, pattern in _LTR_KINDS.items()),
    re.VERBOSE,
)
# In brackets or quotes, Arabic words belong to the Arabic words before them: وزارة (الصحة) الأردنية.
_RTL_BRACKET: Final = rf"(?: \( {_RTL_WORDS} \) | « {_RTL_WORDS} » | [“\"] {_RTL_WORDS} [”\"] )"
_RTL_TOKEN: Final = re.compile(
    rf"{_RTL_WORDS} (?: {_SPACE}? {_RTL_BRACKET} (?: {_SPACE} {_RTL_WORDS} )?+ )*+", re.VERBOSE
)


@dataclass(frozen=True, slots=True)
class Isolate:
    """A half-open range of characters that is ordered by itself, in its own direction."""

    start: int
    end: int
    rtl: bool
    kind: str


def find_isolates(text: str, *, rtl: bool) -> tuple[Isolate, ...]:
    """The tokens of ``text`` that need isolation in a paragraph of this base direction, in order, without overlap."""
    if rtl:
        return tuple(
            Isolate(match.start(), match.end(), rtl=False, kind=str(match.lastgroup))
            for match in _LTR_TOKEN.finditer(text)
        )
    return tuple(Isolate(match.start(), match.end(), rtl=True, kind="foreign") for match in _RTL_TOKEN.finditer(text))


def with_isolates(text: str, isolates: Sequence[Isolate]) -> tuple[str, list[int]]:
    """The text that the bidirectional algorithm is shown.

    Returns:
        The text with the controls in it, and for each of its positions (and its end) how many characters of ``text``
        stand before it.
    """
    parts: list[str] = []
    before: list[int] = []
    at = 0
    for isolate in isolates:
        parts += [text[at : isolate.start], RLI if isolate.rtl else LRI, text[isolate.start : isolate.end], PDI]
        before += [*range(at, isolate.start), isolate.start, *range(isolate.start, isolate.end), isolate.end]
        at = isolate.end
    parts.append(text[at:])
    before += range(at, len(text) + 1)
    return "".join(parts), before
