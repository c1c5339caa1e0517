"""Which parts of a text keep their own direction inside a text of the other one.

UAX #9 orders characters without knowing what they mean: in an Arabic sentence it prints ``+962 6 123 4567`` with its
groups turned round, ``13–16`` as ``16–13`` and ``14.3%`` as ``%14.3``. Such tokens are found here when a paragraph is
laid out, and stand inside isolates (LRI or RLI … PDI) for the bidirectional algorithm only: the stored text, the glyphs
and the text in the file have no such characters.

An author may mark a stretch of text: as one isolate, or as ``plain``, in which nothing is recognised.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from briefgen.text.bidi import LRI, PDI, RLI, bidi_class, first_strong_rtl
from briefgen.text.paragraph import ParagraphText
from briefgen.text.segments import grapheme_segments
from briefgen.text.tokens import (
    EASTERN_NUMBER,
    FILE_END,
    IN_FILE_NAME,
    LONGEST_FILE_NAME,
    LTR_TOKEN,
    RTL_LETTER,
    RTL_TAG,
    RTL_TOKEN,
)
from briefgen.text.versions import TextVersion, changed_stretches, has_versions, versions_of, without

MARKED: Final = "marked"
"""The kind of an isolate that is not recognised, but asked for."""

_ALM: Final = "\u061c"  # ARABIC LETTER MARK
_STAND_IN: Final = "\ufffc"  # OBJECT REPLACEMENT CHARACTER: no pattern has it
_PERSIAN_DIGIT: Final = re.compile("[\u06f0-\u06f9]")
_EASTERN_DIGIT: Final = re.compile("[\u0660-\u0669\u06f0-\u06f9]")
_MAY_BEGIN_INNER: Final = re.compile("[0-9A-Za-z+\u2212\u0660-\u0669\u06f0-\u06f9-]")
_RTL_NAME: Final = re.compile(f"[{RTL_LETTER}]{{2}}(?![{RTL_LETTER}]*+[A-Za-z])|[{RTL_LETTER}][._~-]")
_TAG_KINDS: Final = {"#": "hashtag", "@": "handle"}

# UAX #9, I1: Arabic numbers stand on a level of their own, so that the spaces between them go from right to left. In an
# isolate that goes from left to right they are shown to the algorithm as European ones.
_AS_EUROPEAN: Final = str.maketrans(
    dict(zip("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٪٫٬", "01234567890123456789%.,", strict=True)),
)


@dataclass(frozen=True, slots=True)
class Isolate:
    """A half-open range of characters that is ordered by itself, in its own direction.

    Attributes:
        start, end: positions in the text.
        rtl: its direction.
        kind: what was recognised, or ``marked``.
        inner: isolates inside it.
    """

    start: int
    end: int
    rtl: bool
    kind: str
    inner: tuple[Isolate, ...] = ()


def find_isolates(text: str, *, rtl: bool) -> tuple[Isolate, ...]:
    """The tokens of ``text`` that need isolation in a paragraph of this base direction, in order, without overlap.

    None of them begins or ends inside a grapheme (UAX #29). What goes from right to left may hold tokens itself.
    """
    found = _tokens(text, rtl=rtl)
    return tuple(_with_inner(text, isolate) if isolate.rtl else isolate for isolate in found)


def _tokens(text: str, *, rtl: bool) -> list[Isolate]:
    """The same without what is inside them."""
    special = [] if text.isascii() else _special(text, rtl=rtl)
    rest = _masked(text, special)
    if rtl:
        found = [
            Isolate(match.start(), match.end(), rtl=False, kind=str(match.lastgroup))
            for match in LTR_TOKEN.finditer(rest)
        ]
    else:
        found = [_rtl_token(match) for match in RTL_TOKEN.finditer(rest)]
    if special:
        found = sorted([*special, *found], key=lambda isolate: isolate.start)
    return _whole_graphemes(text, found)


def _rtl_token(match: re.Match[str]) -> Isolate:
    """Words in a text that goes from left to right; a hashtag by itself is one."""
    kind = _TAG_KINDS.get(match.string[match.start()])
    if kind is None or not RTL_TAG.fullmatch(match.string, match.start(), match.end()):
        kind = "foreign"
    return Isolate(match.start(), match.end(), rtl=True, kind=kind)


def _special(text: str, *, rtl: bool) -> list[Isolate]:
    """Tokens that hold characters of the direction that they do not have: rare, so each is looked for by its signs."""
    found = _file_names(text, rtl=rtl)
    if rtl:
        found += [
            Isolate(match.start(), match.end(), rtl=True, kind=_TAG_KINDS[match.group()[0]])
            for match in RTL_TAG.finditer(text)
        ]
    elif _EASTERN_DIGIT.search(text):
        found += [
            Isolate(match.start(), match.end(), rtl=False, kind=str(match.lastgroup))
            for match in EASTERN_NUMBER.finditer(text)
        ]
    kept: list[Isolate] = []
    for one in sorted(found, key=lambda isolate: isolate.start):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _file_names(text: str, *, rtl: bool) -> list[Isolate]:
    """Names of files that begin with a letter from right to left: تقرير_2024.pdf.

    They take the direction of the text, as in a list of files. A Latin name with a conjunction before it is none.
    """
    found: list[Isolate] = []
    last = 0
    for match in FILE_END.finditer(text):
        start = match.start()
        limit = max(last, start - LONGEST_FILE_NAME)
        while start > limit and IN_FILE_NAME.match(text, start - 1):
            start -= 1
        last = match.end()
        if _RTL_NAME.match(text, start):
            found.append(Isolate(start, match.end(), rtl=rtl, kind="file"))
    return found


def _masked(text: str, isolates: Sequence[Isolate]) -> str:
    """The text with a neutral character in place of each one that is spoken for."""
    if not isolates:
        return text
    parts: list[str] = []
    at = 0
    for isolate in isolates:
        parts += [text[at : isolate.start], _STAND_IN * (isolate.end - isolate.start)]
        at = isolate.end
    parts.append(text[at:])
    return "".join(parts)


def _with_inner(text: str, isolate: Isolate) -> Isolate:
    """The isolate with what needs isolation inside it; the name of a file is one thing.

    What would be all of it is not: where a range is marked ``rtl``, that is what its author wants.
    """
    start, end = isolate.start, isolate.end
    if isolate.kind == "file" or (isolate.kind == "foreign" and not _MAY_BEGIN_INNER.search(text, start, end)):
        return isolate
    inner = tuple(
        Isolate(start + one.start, start + one.end, one.rtl, one.kind)
        for one in _tokens(text[start:end], rtl=isolate.rtl)
        if one.end - one.start < end - start
    )
    return replace(isolate, inner=inner) if inner else isolate


def _whole_graphemes(text: str, isolates: list[Isolate]) -> list[Isolate]:
    """Isolates in order that take whole graphemes: a grapheme belongs to what its first letter belongs to."""
    if all(_is_plain_bound(text, bound) for one in isolates for bound in (one.start, one.end)):
        return isolates
    bounds = [0, *(end for _, end in grapheme_segments(text))]
    found: list[Isolate] = []
    last = 0
    for isolate in isolates:
        start, end = (bounds[bisect_left(bounds, bound)] for bound in (isolate.start, isolate.end))
        if start > isolate.start and unicodedata.category(text[isolate.start])[0] != "M":
            start = bounds[bisect_left(bounds, isolate.start) - 1]  # a sign that is written before its number
        start = max(start, last)
        if start >= end:
            continue
        before = found[-1] if found else None
        if before and start == last and MARKED not in {isolate.kind, before.kind} and isolate.rtl == before.rtl:
            # A word with a mark of the other script in it is one.
            found[-1] = replace(before, end=end)
        else:
            found.append(replace(isolate, start=start, end=end))
        last = end
    return found


def _is_plain_bound(text: str, position: int) -> bool:
    """Whether graphemes surely part at a position: no mark or format character stands beside it."""
    return all(map(_parts, text[max(0, position - 1) : position + 1]))


@functools.cache
def _parts(character: str) -> bool:
    """Whether it is a letter, a digit, punctuation or a space; marks, format characters and modifiers may not part.

    From the Indic scripts on, there are letters, too, that go together with those before or behind them.
    """
    kind = unicodedata.category(character)
    return kind in _PARTING or (kind == "Lo" and character < "\u0900")


_PARTING: Final = frozenset({"Lu", "Ll", "Nd", "Zs", "Po", "Ps", "Pe", "Pi", "Pf", "Pd", "Pc", "Sm", "Sc"})


def isolates_of(paragraph: ParagraphText) -> tuple[Isolate, ...]:
    """The stretches of a paragraph that are marked, and the tokens that are recognised outside of them."""
    text, rtl = paragraph.text, paragraph.base_rtl
    if has_versions(paragraph):
        return _isolates_of_versions(text, versions_of(paragraph), list(changed_stretches(paragraph)), rtl=rtl)
    stretches = list(_stretches(paragraph))
    if not stretches:
        return find_isolates(text, rtl=rtl)
    spoken_for = [Isolate(start, end, _direction(text[start:end], word), MARKED) for start, end, word in stretches]
    marked = [isolate for isolate, (_, _, word) in zip(spoken_for, stretches, strict=True) if word != "plain"]
    found = _tokens(_masked(text, spoken_for), rtl=rtl)
    whole = _whole_graphemes(text, sorted([*marked, *found], key=lambda isolate: isolate.start))
    return tuple(_with_inner(text, isolate) if isolate.rtl or isolate.kind == MARKED else isolate for isolate in whole)


def _isolates_of_versions(
    text: str, versions: Sequence[TextVersion], changed: Sequence[tuple[int, int]], *, rtl: bool
) -> tuple[Isolate, ...]:
    """The tokens of either version that hold something of both, and what is left of what changed, in a range."""
    phrases: list[Isolate] = []
    tokens = (token for version in versions for token in _tokens_of(version, rtl=rtl))
    for token in sorted(tokens, key=lambda one: (one.start, -one.end)):
        before = phrases[-1] if phrases else None
        if any(start <= token.start and token.end <= end for start, end in changed):
            continue
        if before is None or before.end <= token.start:
            phrases.append(token)
        else:
            phrases[-1] = replace(before, end=max(before.end, token.end))
    taken = [(phrase.start, phrase.end) for phrase in phrases]
    alone = [
        Isolate(start, end, _direction_of_part(text[start:end], rtl=rtl), MARKED)
        for stretch in changed
        for start, end in without(stretch, taken)
    ]
    whole = _whole_graphemes(text, sorted([*phrases, *alone], key=lambda isolate: isolate.start))
    return tuple(
        _with_inner(text, each) if each.kind == MARKED else _with_versions(text, versions, changed, each)
        for each in whole
    )


def _tokens_of(version: TextVersion, *, rtl: bool) -> Iterator[Isolate]:
    """The tokens of a version, at their places in the paragraph; none that is all of it."""
    places = version.positions
    for token in _tokens(version.text, rtl=rtl):
        if token.end - token.start < len(places) or token.rtl != rtl:
            yield replace(token, start=places[token.start], end=places[token.end - 1] + 1)


def _with_versions(
    text: str, versions: Sequence[TextVersion], changed: Sequence[tuple[int, int]], phrase: Isolate
) -> Isolate:
    """A phrase with what needs isolation inside it, and the parts of it that changed."""
    start, end = phrase.start, phrase.end
    parts = [(max(start, a), min(end, b)) for a, b in changed if a < end and start < b]
    inside = [version.between(start, end) for version in versions]
    if not parts:
        return _with_inner(text, phrase) if phrase.rtl else phrase
    return replace(phrase, inner=_isolates_of_versions(text, inside, parts, rtl=phrase.rtl))


def _direction_of_part(text: str, *, rtl: bool) -> bool:
    """Whether a part of a text of one direction goes from right to left: it does as the text does, where it can."""
    strong = {"R", "AL"} if rtl else {"L"}
    return rtl if any(bidi_class(character) in strong for character in text) else _direction(text, "auto")


def turns(paragraph: ParagraphText) -> bool:
    """Whether a paragraph without characters of the other direction may hold an isolate of it all the same."""
    return any(span.isolation in {"ltr", "rtl"} for span in paragraph.spans) or (
        not paragraph.base_rtl and _PERSIAN_DIGIT.search(paragraph.text) is not None
    )


def _stretches(paragraph: ParagraphText) -> Iterator[tuple[int, int, str]]:
    """``(start, end, word)`` of each marked stretch, whose spans follow one another."""
    spans = paragraph.spans
    starts = accumulate((len(span.text) for span in spans), initial=0)
    current: tuple[int, int, str] | None = None
    for span, start in zip(spans, starts, strict=False):
        end = start + len(span.text)
        if span.isolation == "continued" and current is not None:
            current = (current[0], end, current[2])
            continue
        if current is not None and current[0] < current[1]:
            yield current
        current = (start, end, span.isolation) if span.isolation in {"ltr", "rtl", "auto", "plain"} else None
    if current is not None and current[0] < current[1]:
        yield current


def _direction(text: str, word: str) -> bool:
    """Whether a marked stretch goes from right to left.

    ``auto`` goes by the first strong character (UAX #9, P2 and P3). Without one it goes by the digits: Arabic-Indic
    ones go with Arabic letters.
    """
    if word != "auto":
        return word == "rtl"
    strong = first_strong_rtl(text)
    return _EASTERN_DIGIT.search(text) is not None if strong is None else strong


def with_isolates(text: str, isolates: Sequence[Isolate], *, rtl: bool = False) -> tuple[str, list[int]]:
    """The text that the bidirectional algorithm is shown, in a paragraph of this base direction.

    Returns:
        The text with the controls in it, and for each of its positions (and its end) how many characters of ``text``
        stand before it.
    """
    parts: list[str] = []
    before: list[int] = []
    _show(text, 0, len(text), isolates, rtl=rtl, inside=False, parts=parts, before=before)
    before.append(len(text))
    return "".join(parts), before


def _show(
    text: str,
    start: int,
    end: int,
    isolates: Sequence[Isolate],
    *,
    rtl: bool,
    inside: bool,
    parts: list[str],
    before: list[int],
) -> None:
    """Add a range of the text to what is shown, with controls around the isolates in it."""
    european = inside and not rtl
    if rtl and _PERSIAN_DIGIT.search(text, start, end):
        parts.append(_ALM)
        before.append(start)
    at = start
    for isolate in isolates:
        _copy(text, at, isolate.start, european=european, parts=parts, before=before)
        parts.append(RLI if isolate.rtl else LRI)
        before.append(isolate.start)
        _show(
            text,
            isolate.start,
            isolate.end,
            isolate.inner,
            rtl=isolate.rtl,
            inside=True,
            parts=parts,
            before=before,
        )
        parts.append(PDI)
        before.append(isolate.end)
        at = isolate.end
    _copy(text, at, end, european=european, parts=parts, before=before)


def _copy(text: str, start: int, end: int, *, european: bool, parts: list[str], before: list[int]) -> None:
    stretch = text[start:end]
    parts.append(stretch.translate(_AS_EUROPEAN) if european else stretch)
    before.extend(range(start, end))


# Kinds whose spaces stand inside one number or name of a thing.
_RIGID: Final = frozenset({"phone", "serial", "amount", "date", "range", "time", "code", "version", "file"})


def rigid_stretches(text: str) -> list[tuple[int, int]]:
    """The words of a text, with the spaces between them, that make one number: ``+962 6 123 4567``, ``25 %``.

    Returns:
        Half-open ranges of characters in order, each from white space to white space, with white space inside.
    """
    found: list[tuple[int, int]] = []
    for isolate in find_isolates(text, rtl=True):
        if isolate.kind not in _RIGID or not any(map(str.isspace, text[isolate.start : isolate.end])):
            continue
        start, end = isolate.start, isolate.end
        while start and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found
