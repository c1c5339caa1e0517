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

LRI: Final = "\u2066"
RLI: Final = "\u2067"
PDI: Final = "\u2069"

_RTL_LETTER: Final = (
    r"[\u0591-\u05f4\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
)
_LTR_LETTER: Final = r"[A-Za-zÀ-ÖØ-öø-ʯ\u0300-\u036f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff]"

# Each alternative is one kind of token; the order decides where two begin at the same place.
_LTR_TOKEN: Final = re.compile(
    r"""
      (?P<email>    [A-Za-z0-9._%+-]+ @ [A-Za-z0-9-]+ (?:\.[A-Za-z0-9-]+)+ )
    | (?P<address>  (?:[a-z][a-z0-9+.-]*://|www\.) [!-~]* [A-Za-z0-9/_=&#%-] )
    | (?P<domain>   [A-Za-z0-9-]+ (?:\.[A-Za-z0-9-]+)* \.[A-Za-z]{2,} (?: [/?\#] [!-~]* [A-Za-z0-9/_=&#%-] )? (?![\w]) )
    | (?P<phone>    (?: \+ | \b00 ) [0-9] (?: [ \u00a0().-]? [0-9] ){5,14} | \(?0[0-9]{1,3}\)?(?:[ \u00a0-][0-9]{2,5}){2,4} )
    | (?P<date>     [0-9]{1,4} (?P<stroke>[/.-]) [0-9]{1,2} (?P=stroke) [0-9]{1,4} )
    | (?P<range>    [+-]?[0-9][0-9.,:/]* [%°]? \s? [–—-] \s? [+-]?[0-9][0-9.,:/]* [%°]? (?<![.,:/]) )
    | (?P<time>     [0-9]{1,2} : [0-9]{2} (?: :[0-9]{2} )? )
    | (?P<code>     [A-Z][A-Z0-9]* (?: [:/+._-] [A-Z0-9]+ )+ (?: [ ] \([0-9]{4}\) )? )
    | (?P<amount>   (?: [$€£¥] [ ]? )? [+−-]? [0-9]+ (?: [.,:/][0-9]+ )* [ \u00a0]? [%‰°$€£¥] | [$€£¥] [0-9]+ (?: [.,][0-9]+ )* | [+−-][0-9]+ (?: [.,][0-9]+ )* )
    """  # noqa: E501 - a token a line
    + rf"| (?P<foreign> {_LTR_LETTER} [\w\u0300-\u036f]* (?: [ \u00a0'’&./-]+ (?=[\w]) [A-Za-z0-9À-ʯ\u0300-\u052f\u1e00-\u1fff]+ )* )",
    re.VERBOSE,
)
_RTL_TOKEN: Final = re.compile(rf"{_RTL_LETTER}+(?:[ \u00a0،؛'’–-]+{_RTL_LETTER}+)*")


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
            Isolate(match.start(), match.end(), rtl=False, kind=match.lastgroup or "foreign")
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
