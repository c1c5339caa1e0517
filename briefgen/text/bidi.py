"""UAX #9, the Unicode Bidirectional Algorithm: the visual order and the direction of every character of a paragraph.

The algorithm itself is python-bidi's (Rust, ``unicode-bidi``). Its ``get_display`` returns a reordered string and
no levels, so we write an index beside each character before the call and read the indices back afterwards: an index
is spelt with characters of class BN, which rule X9 removes from the algorithm's view but which travel with the
character they follow. An index that comes out as it was written stood after a left-to-right character; one that comes
out reversed, before its character, belongs to a right-to-left one.

Two things keep this cheap. A paragraph of one direction never reaches the algorithm. In the others, a stretch of
strong characters of one direction, with the marks and white space inside it, is put before the algorithm as a single
character: its members get one level in any context (W1, N1), so one index tells the order of all of them.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from itertools import chain
from typing import Final

from bidi import get_display

from briefgen.errors import InternalError

# Default-ignorable code points of class BN; each digit of an index has characters of its own, so that an index
# which has been reversed is recognised by its first character.
_INDEX_ALPHABET: Final = tuple(chr(code) for code in range(0xE0020, 0xE0080))

# A paragraph may hold such characters itself (they spell the flags of England and Scotland); another of class BN stands
# in for them.
_INDEX_FREE: Final = str.maketrans(dict.fromkeys(_INDEX_ALPHABET, "\u00ad"))

# UAX #9, 3.1.2 and 3.3.2: the controls that open and close embeddings, overrides and isolates.
LRI: Final = "\u2066"
RLI: Final = "\u2067"
FSI: Final = "\u2068"
PDI: Final = "\u2069"
ISOLATES: Final = frozenset({LRI, RLI, FSI, PDI})

_NEUTRAL: Final = "\ufffc"  # OBJECT REPLACEMENT CHARACTER, class ON
_OPENING: Final = frozenset({"\u202a", "\u202b", "\u202d", "\u202e", LRI, RLI, FSI})  # LRE, RLE, LRO, RLO
_PDF: Final = "\u202c"
_LRM: Final = "\u200e"
_RLM: Final = "\u200f"

TRAILING: Final = frozenset({"WS", "BN", "LRI", "RLI", "FSI", "PDI", "LRE", "RLE", "LRO", "RLO", "PDF", "S", "B"})
_WITHOUT_RTL: Final = frozenset({"L", "EN", "ES", "ET", "CS", "NSM", "BN", "WS", "ON", "S"})
_WITHOUT_LTR: Final = frozenset({"R", "AL", "ES", "ET", "CS", "NSM", "BN", "WS", "ON", "S"})


@dataclass(frozen=True)
class BidiParagraph:
    """The resolved order of a paragraph.

    Attributes:
        rtl: the base direction (rules P2 and P3, or as given).
        level_runs: ``(start, end, rtl)`` from left to right, as if the paragraph were one line. Inside a run the
            characters ascend from left to right, or descend when it is ``rtl``.
    """

    rtl: bool
    level_runs: tuple[tuple[int, int, bool], ...]

    def line(self, start: int, end: int) -> list[tuple[int, int, bool]]:
        """The level runs of the characters ``start`` to ``end``, from left to right, when they stand on a line (L2).

        The order on a line is the paragraph's order restricted to it; white space at its end (L1) is the caller's to
        leave out of the range.
        """
        logical = self._logical
        found: list[tuple[int, int, int, bool]] = []
        for index in range(max(0, bisect_left(logical, (start + 1,)) - 1), len(logical)):
            run_start, run_end, rank, rtl = logical[index]
            if run_start >= end:
                break
            if run_end > start:
                found.append((rank, max(run_start, start), min(run_end, end), rtl))
        return [(run_start, run_end, rtl) for _, run_start, run_end, rtl in sorted(found)]

    @functools.cached_property
    def _logical(self) -> list[tuple[int, int, int, bool]]:
        """``(start, end, rank from the left, rtl)`` of each level run, in logical order: a line looks its own up."""
        return sorted((start, end, rank, rtl) for rank, (start, end, rtl) in enumerate(self.level_runs))


@functools.cache
def bidi_class(character: str) -> str:
    """Bidi_Class of an assigned character, the empty string for one that this Python's Unicode data does not know."""
    return unicodedata.bidirectional(character)


def first_strong_rtl(text: str) -> bool | None:
    """Rules P2 and P3: the direction of the first strong character outside isolates, or None if there is none."""
    depth = 0
    for character in text:
        if character in ISOLATES:
            depth = max(0, depth - 1) if character == PDI else depth + 1
        elif depth == 0:
            kind = bidi_class(character)
            if kind in {"R", "AL"}:
                return True
            if kind == "L":
                return False
    return None


def is_mixed(text: str, *, rtl: bool) -> bool:
    """Whether a paragraph may hold anything that does not simply follow its base direction."""
    characters = set(text)
    classes = {bidi_class(character) for character in characters}
    return not classes <= (_WITHOUT_LTR if rtl else _WITHOUT_RTL)


def resolve(text: str, *, rtl: bool) -> BidiParagraph:
    """Resolve one paragraph whose base direction is known.

    Paragraph separators inside cut it into parts that share the base direction.

    Args:
        text: the paragraph in logical order, isolates and other controls included.
        rtl: the base direction.

    Returns:
        Every index of ``text`` in exactly one level run.
    """
    if not text:
        return BidiParagraph(rtl, ())
    if not is_mixed(text, rtl=rtl):
        return BidiParagraph(rtl, ((0, len(text), rtl),))
    classes = {bidi_class(character) for character in set(text)}
    if "B" in classes:
        return _resolve_parts(text, rtl=rtl)
    if "S" in classes:
        return _resolve_segments(text, rtl=rtl)
    return BidiParagraph(rtl, _resolve_mixed(text, rtl=rtl))


def _resolve_parts(text: str, *, rtl: bool) -> BidiParagraph:
    """P1: what stands between paragraph separators is resolved by itself; the parts follow the base direction."""
    parts: list[list[tuple[int, int, bool]]] = []
    start = 0
    for stop in [i for i, character in enumerate(text) if bidi_class(character) == "B"] + [len(text)]:
        part = [(a + start, b + start, part_rtl) for a, b, part_rtl in resolve(text[start:stop], rtl=rtl).level_runs]
        if stop < len(text):
            part = [(stop, stop + 1, True), *part] if rtl else [*part, (stop, stop + 1, False)]
        parts.append(part)
        start = stop + 1
    return BidiParagraph(rtl, _in_direction(parts, rtl=rtl))


def _in_direction(parts: list[list[tuple[int, int, bool]]], *, rtl: bool) -> tuple[tuple[int, int, bool], ...]:
    """Parts that follow one another in the base direction, from left to right."""
    return tuple(chain.from_iterable(reversed(parts) if rtl else parts))


def _resolve_segments(text: str, *, rtl: bool) -> BidiParagraph:
    """L1: a segment separator (a tab) and the white space before it take the paragraph's level.

    Until then a separator is a neutral like any other (N1), so a neutral stands in for it; each segment is then
    ordered by itself, in the direction of the paragraph.
    """
    neutral = "".join(_NEUTRAL if bidi_class(character) == "S" else character for character in text)
    whole = BidiParagraph(rtl, _resolve_mixed(neutral, rtl=rtl))
    segments: list[list[tuple[int, int, bool]]] = []
    start = 0
    for stop in [i for i, character in enumerate(text) if bidi_class(character) == "S"] + [len(text)]:
        end = stop
        while end > start and bidi_class(text[end - 1]) in TRAILING:
            end -= 1
        segment = whole.line(start, end)
        after = min(stop + 1, len(text))
        if end < after:
            segment = [(end, after, True), *segment] if rtl else [*segment, (end, after, False)]
        segments.append(segment)
        start = after
    return BidiParagraph(rtl, _in_direction(segments, rtl=rtl))


# One token of the stand-in string: (start, end) in the text and the character that stands for it.
_Token = tuple[int, int, str]


def _tokenize(text: str) -> list[_Token]:
    """Cut the text into stretches whose characters get one level in any context."""
    shape = "".join(_TOKEN_LETTERS.get(bidi_class(character), "?") for character in text)
    tokens: list[_Token] = []
    for match in _TOKEN.finditer(shape):
        start, end = match.span()
        # The last strong character decides what W2 and W7 make of the numbers behind the stretch.
        last = end - 1
        while shape[last] == "m" and last > start:
            last -= 1
        tokens.append((start, end, text[last]))
    return tokens


_TOKEN_LETTERS: Final = {"L": "L", "R": "R", "AL": "R", "EN": "E", "AN": "A", "NSM": "m", "WS": "w"}
# Marks take the class of what stands before them (W1) and white space between two strong characters of one direction
# takes that direction (N1). Everything else stands alone: brackets pair (N0), separators join numbers (W4, W5).
_TOKEN: Final = re.compile(r"L(?:[Lmw]*L)?m*|R(?:[Rmw]*R)?m*|E+|A+|.", re.DOTALL)


def _resolve_mixed(text: str, *, rtl: bool) -> tuple[tuple[int, int, bool], ...]:
    text = text.translate(_INDEX_FREE)
    # L1: white space and controls at the end take the paragraph's level, whatever stands before them.
    end = len(text)
    while end and bidi_class(text[end - 1]) in TRAILING:
        end -= 1
    tokens = _tokenize(text[:end])
    digits = 2
    while (len(_INDEX_ALPHABET) // digits) ** digits < len(tokens):
        digits += 1
    base = len(_INDEX_ALPHABET) // digits
    # An isolate's own position cannot be seen and does not matter; an index beside it would stand inside or outside.
    tagged = "".join(
        standing if standing in ISOLATES else standing + _spell(index, digits, base)
        for index, (_, _, standing) in enumerate(tokens)
    )
    # The index of the last token would fall under L1 itself, so a strong character is put at the very end. It says what
    # the end of the paragraph says anyway (X10: eos), once everything that is still open has been closed.
    tail = text[end:] + _closing_controls(text) + (_RLM if rtl else _LRM)
    visual = get_display(tagged + tail, base_dir="R" if rtl else "L")
    runs: list[tuple[int, int, bool]] = []
    seen = bytearray(len(tokens))
    for index, token_rtl in _read_indices(visual, digits, base):
        token_start, token_end, _ = tokens[index]
        seen[index] = 1
        _append(runs, token_start, token_end, token_rtl)
    _place_unseen(runs, tokens, seen, rtl=rtl)
    if end < len(text):
        if rtl:
            runs.insert(0, (end, len(text), True))
        else:
            runs.append((end, len(text), False))
    return tuple(runs)


def _closing_controls(text: str) -> str:
    """The PDIs and PDFs that close what is open at the end; a PDI also closes embeddings in its isolate (BD9, X6a)."""
    open_controls: list[str] = []
    open_isolates = 0
    for character in text:
        if character in _OPENING:
            open_controls.append(character)
            open_isolates += character in ISOLATES
        elif character == PDI and open_isolates:
            while open_controls.pop() not in ISOLATES:
                pass
            open_isolates -= 1
        elif character == _PDF and open_controls and open_controls[-1] not in ISOLATES:
            open_controls.pop()
    return "".join(PDI if control in ISOLATES else _PDF for control in reversed(open_controls))


def _spell(index: int, digits: int, base: int) -> str:
    out = []
    for position in range(digits):
        out.append(_INDEX_ALPHABET[position * base + index % base])
        index //= base
    return "".join(out)


@functools.lru_cache(maxsize=8)
def _index_pattern(digits: int, base: int) -> re.Pattern[str]:
    classes = [
        f"[{_INDEX_ALPHABET[position * base]}-{_INDEX_ALPHABET[(position + 1) * base - 1]}]"
        for position in range(digits)
    ]
    return re.compile(f"({''.join(classes)})|({''.join(reversed(classes))})")


def _read_indices(visual: str, digits: int, base: int) -> list[tuple[int, bool]]:
    """Indices from left to right, each with whether its token goes from right to left."""
    first = ord(_INDEX_ALPHABET[0])
    found: list[tuple[int, bool]] = []
    for match in _index_pattern(digits, base).finditer(visual):
        rtl = match[1] is None
        spelt = match[0][::-1] if rtl else match[0]
        index = 0
        for position in range(digits - 1, -1, -1):
            index = index * base + ord(spelt[position]) - first - position * base
        found.append((index, rtl))
    return found


def _append(runs: list[tuple[int, int, bool]], start: int, end: int, rtl: bool) -> None:  # noqa: FBT001 - a tuple's field
    """Add a stretch at the right end, joined to the run before it where the two make one."""
    if runs:
        last_start, last_end, last_rtl = runs[-1]
        if last_rtl == rtl and (last_start == end if rtl else last_end == start):
            runs[-1] = (start, last_end, rtl) if rtl else (last_start, end, rtl)
            return
    runs.append((start, end, rtl))


def _place_unseen(runs: list[tuple[int, int, bool]], tokens: list[_Token], seen: bytearray, *, rtl: bool) -> None:
    """Put the isolate controls, which carry no index, beside what stands before them: they are never drawn."""
    unseen = [tokens[index] for index in range(len(tokens)) if not seen[index]]
    if unseen and unseen[0][0] == 0:
        runs.insert(len(runs) if rtl else 0, (0, unseen[0][1], rtl))
    position_of_end = {end: position for position, (_, end, _) in enumerate(runs)}
    for start, end, standing in unseen:
        if standing not in ISOLATES:
            raise InternalError(f"the bidirectional algorithm lost the characters {start} to {end}")
        if start:
            position = position_of_end[end] = position_of_end.pop(start)
            runs[position] = (runs[position][0], end, runs[position][2])
