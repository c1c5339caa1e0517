"""UAX #9 against the two test files of Unicode 15.0: the order and the direction of every visible character.

The files give embedding levels. Of these the engine keeps what it needs, the direction: a level is odd exactly where
the character goes from right to left. Characters that rule X9 removes (level ``x``) and the isolate controls are never
drawn, so their place is not compared.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from briefgen.text import bidi

DATA: Final = Path(__file__).parent / "data"
UNICODE_VERSION: Final = "15.0"
SHOWN_FAILURES: Final = 20

# BidiTest.txt speaks of classes; any character of a class will do.
SAMPLES: Final = {
    "L": "a", "R": "\u05d0", "AL": "\u0639", "EN": "1", "AN": "\u0660", "ES": "+", "ET": "%", "CS": ",",
    "NSM": "\u0300", "BN": "\u00ad", "B": "\u2029", "S": "\t", "WS": " ", "ON": "!", "LRE": "\u202a", "RLE": "\u202b",
    "PDF": "\u202c", "LRO": "\u202d", "RLO": "\u202e", "LRI": "\u2066", "RLI": "\u2067", "FSI": "\u2068",
    "PDI": "\u2069",
}  # fmt: skip


class Case(NamedTuple):
    """One line of a test file in one base direction."""

    text: str
    rtl: bool | None
    levels: tuple[str, ...]
    order: tuple[int, ...]


def lines_of(name: str) -> Iterator[str]:
    """The lines of a data file that are no comments."""
    with lzma.open(DATA / f"{name}-{UNICODE_VERSION}.txt.xz", "rt", encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                yield line.strip()


def character_cases() -> Iterator[Case]:
    """BidiCharacterTest: code points; paragraph direction; resolved paragraph level; levels; visual order."""
    for line in lines_of("BidiCharacterTest"):
        points, direction, level, levels, order = line.split(";")
        text = "".join(chr(int(point, 16)) for point in points.split())
        rtl = None if direction == "2" else direction == "1"
        # P2 and P3 are the caller's to apply; the file says what they must give.
        assert (bool(bidi.first_strong_rtl(text)) if rtl is None else rtl) == (level == "1"), line
        yield Case(text, level == "1", tuple(levels.split()), tuple(map(int, order.split())))


def class_cases() -> Iterator[Case]:
    """BidiTest: classes; a bit set of base directions (1 automatic, 2 left to right, 4 right to left)."""
    levels: tuple[str, ...] = ()
    order: tuple[int, ...] = ()
    for line in lines_of("BidiTest"):
        head, _, rest = line.partition(":")
        if head == "@Levels":
            levels = tuple(rest.split())
        elif head == "@Reorder":
            order = tuple(map(int, rest.split()))
        elif not line.startswith("@"):
            classes, bits = line.split(";")
            text = "".join(SAMPLES[name] for name in classes.split())
            for bit, rtl in ((1, None), (2, False), (4, True)):
                if int(bits) & bit:
                    yield Case(text, rtl, levels, order)


def failure(case: Case, runs: Sequence[tuple[int, int, bool]], *, rtl: bool) -> str | None:
    """What is wrong with the resolved order of a case, expected beside actual."""
    text, levels = case.text, case.levels
    directions: list[bool | None] = [None] * len(text)
    order: list[int] = []
    for start, end, run_rtl in runs:
        order.extend(range(end - 1, start - 1, -1) if run_rtl else range(start, end))
        directions[start:end] = [run_rtl] * (end - start)
    compared = {i for i, level in enumerate(levels) if level != "x" and text[i] not in bidi.ISOLATES}
    expected_order = [i for i in case.order if i in compared]
    actual_order = [i for i in order if i in compared]
    expected = "".join("RL"[int(levels[i]) % 2 == 0] for i in sorted(compared))
    actual = "".join("RL"[not directions[i]] for i in sorted(compared))
    if len(order) == len(text) and expected_order == actual_order and expected == actual:
        return None
    points = " ".join(f"{ord(character):04X}" for character in text)
    return f"{points} (base {'RL'[not rtl]}): {expected_order} {expected}, not {actual_order} {actual}"


def check(cases: Iterator[Case]) -> int:
    """Compare every case, fail with the first failures and their number, return how many cases there were."""
    failures: list[str] = []
    count = 0
    # The automatic direction is one of the other two, so a text is resolved at most twice, though compared each time.
    known: dict[bool, tuple[tuple[int, int, bool], ...]] = {}
    text = ""
    for count, case in enumerate(cases, 1):  # noqa: B007 - the count is what is returned
        if case.text != text:
            text, known = case.text, {}
        rtl = bool(bidi.first_strong_rtl(text)) if case.rtl is None else case.rtl
        if rtl not in known:
            known[rtl] = bidi.resolve(text, rtl=rtl).level_runs
        wrong = failure(case, known[rtl], rtl=rtl)
        if wrong:
            failures.append(wrong)
    assert not failures, "\n".join([f"{len(failures)} of {count} cases failed", *failures[:SHOWN_FAILURES]])
    return count


def test_every_case_of_bidi_character_test() -> None:
    """All 91,707 cases of BidiCharacterTest come out in the order and the direction that the file gives."""
    assert check(character_cases()) == 91_707


def test_every_case_of_bidi_test() -> None:
    """All 770,241 cases of BidiTest come out in the order and the direction that the file gives."""
    assert check(class_cases()) == 770_241


def test_a_wrong_order_is_noticed() -> None:
    """The comparison itself fails for a turned order, a turned direction and a lost character."""
    case = Case("a\u05d0", rtl=False, levels=("0", "1"), order=(0, 1))
    assert failure(case, [(0, 1, False), (1, 2, True)], rtl=False) is None
    assert failure(case, [(1, 2, True), (0, 1, False)], rtl=False)
    assert failure(case, [(0, 2, False)], rtl=False)
    assert failure(case, [(0, 1, False)], rtl=False)
