"""From the order in which the characters of a line stand to the one in which they are read (UAX #9, the other way)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import cycle
from typing import Final

_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})
_BRACKETS: Final = ("()", "[]", "{}")

# What makes a number one with its digits. In a line that goes from right to left, numbers and words of other scripts
# keep their order. Classes of characters: R, L, N for digits, O for all others.
_NUMBER = re.compile("N+")
_SEPARATORS: Final = frozenset(".,:/٫٬\u00a0")


def logical(line: Sequence[str]) -> str:
    """A line as it is read.

    Args:
        line: what stands in it, from left to right: characters, each with its marks.
    """
    classes = "".join(_class(line, at) for at in range(len(line)))
    right, left = classes.count("R"), classes.count("L")
    if not right:
        return "".join(line)
    strong = classes.replace("O", "").replace("N", "")
    from_the_right = strong[-1] == "R" if strong[0] == strong[-1] else right >= left
    return _from_the_right(line, classes) if from_the_right else _turned(line, classes)


def is_certain(text: str) -> bool:
    """Whether a line can be read in one way alone.

    In a line with words of both directions, or with a European number at one of its ends, the order depends on where
    the paragraph begins, which the places do not tell (UAX #9, 3.3.1).
    """
    directions = {unicodedata.bidirectional(character) for character in text}
    if directions.isdisjoint(_RIGHT_TO_LEFT):
        return True
    first, *_, last = (*text.split(), *text.split())
    return "L" not in directions and not re.search("[0-9۰-۹]", first + last)


def _class(line: Sequence[str], at: int) -> str:
    character = line[at][0]
    if character.isdecimal():
        return "N"
    if (
        character in _SEPARATORS
        and 0 < at < len(line) - 1
        and line[at - 1][0].isdecimal()
        and line[at + 1][0].isdecimal()
    ):
        return "N"
    direction = unicodedata.bidirectional(character)
    return "R" if direction in _RIGHT_TO_LEFT else "L" if direction == "L" else "O"


def _from_the_right(line: Sequence[str], classes: str) -> str:
    """A line that begins at its right end."""
    pieces: list[str] = []
    done = len(line)
    for start, end in reversed(_left_to_right_runs(classes)):
        pieces += (*reversed(line[end:done]), *line[start:end])
        done = start
    return _with_brackets([*pieces, *reversed(line[:done])])


def _left_to_right_runs(classes: str) -> list[tuple[int, int]]:
    """Words of other scripts, from the first one to the last one beside it, and numbers."""
    runs: list[tuple[int, int]] = []
    for match in re.finditer("[^R]+", classes):
        letters = [at for at in range(*match.span()) if classes[at] == "L"]
        inner = (_widened(classes, letters[0], -1), _widened(classes, letters[-1], 1) + 1) if letters else None
        numbers = (number.span() for number in _NUMBER.finditer(classes, *match.span()))
        runs += (span for span in numbers if inner is None or span[1] <= inner[0] or span[0] >= inner[1])
        if inner:
            runs.append(inner)
    return sorted(runs)


def _widened(classes: str, at: int, step: int) -> int:
    """As far as digits stand without a gap beside a letter, as in B2."""
    while 0 <= at + step < len(classes) and classes[at + step] == "N":
        at += step
    return at


def _turned(line: Sequence[str], classes: str) -> str:
    """A line that begins at its left end, with words in it that go from right to left."""
    pieces: list[str] = []
    done = 0
    for match in re.finditer("R(?:[^L]*R)?", classes):
        start, end = match.span()
        pieces += (*line[done:start], _from_the_right(line[start:end], classes[start:end]))
        done = end
    return "".join((*pieces, *line[done:]))


def _with_brackets(pieces: list[str]) -> str:
    """What was turned, with its brackets in pairs: a file may have them as they look, or as they are read, or mixed."""
    text = "".join(pieces)
    for pair in _BRACKETS:
        if sum(map(text.count, pair)) % 2 == 0:
            turns = cycle(pair)
            text = re.sub(f"[{re.escape(pair)}]", lambda _, turns=turns: next(turns), text)  # type: ignore[misc]
    return text
