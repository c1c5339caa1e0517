"""UAX #14 and UAX #29 against the test files of the Unicode version that ICU implements: every place of every case.

ICU tailors line breaks for some languages. For those below it does not, and gives what the standard gives. For Chinese
and Japanese it does: quotation marks are tied less closely in Chinese, and small kana may begin a Japanese line.
"""

from __future__ import annotations

import lzma
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

import icu4py
import pytest

from briefgen.text.segments import grapheme_segments, line_segments

DATA: Final = Path(__file__).parent / "data"
UNICODE_VERSION: Final = "17.0"
SHOWN_FAILURES: Final = 20

# ICU 78 is the first of Unicode 17.0. Another one needs the files of its own version.
ICU_VERSIONS: Final = ("78.",)

# The first is the language of no tailoring; the others are those that the package sets.
LANGUAGES: Final = ("und", "en", "fr", "ar", "fa", "ur", "he", "ckb")

BREAK: Final = "\u00f7"
NO_BREAK: Final = "\u00d7"


class Case(NamedTuple):
    """One line of a test file: a text, and the places where it may be divided, its end among them."""

    text: str
    breaks: tuple[int, ...]


def parse(line: str) -> Case:
    """A case from its line: code points, with a sign before, between and after them."""
    text = ""
    breaks = []
    for item in line.split():
        if item == BREAK:
            breaks.append(len(text))
        elif item != NO_BREAK:
            text += chr(int(item, 16))
    # Rules LB2 and GB1 differ in the sign at the beginning, where nothing is divided.
    return Case(text, tuple(place for place in breaks if place))


def cases(name: str) -> Iterator[Case]:
    """The cases of a file, after a look at the version that its first line states."""
    with lzma.open(DATA / f"{name}-{UNICODE_VERSION}.txt.xz", "rt", encoding="utf-8") as file:
        assert file.readline().strip() == f"# {name}-{UNICODE_VERSION}.0.txt"
        for line in file:
            case = line.partition("#")[0].strip()
            if case:
                yield parse(case)


def failure(case: Case, segments: list[tuple[int, int]]) -> str | None:
    """What is wrong with the segments of a case, expected beside actual."""
    ends = [0, *case.breaks]
    if segments == list(pairwise(ends)):
        return None
    points = " ".join(f"{ord(character):04X}" for character in case.text)
    return f"{points}: {list(case.breaks)}, not {[end for _, end in segments]}"


def check(name: str, segments_of: Callable[[str], list[tuple[int, int]]]) -> int:
    """Compare every case, fail with the first failures and their number, return how many cases there were."""
    results = [failure(case, segments_of(case.text)) for case in cases(name)]
    failures = [result for result in results if result]
    assert not failures, "\n".join([f"{len(failures)} of {len(results)} cases failed", *failures[:SHOWN_FAILURES]])
    return len(results)


def test_the_files_are_those_of_the_library() -> None:
    """The ICU that is installed implements the Unicode version of the files."""
    assert icu4py.icu_version.startswith(ICU_VERSIONS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_case_of_line_break_test(language: str) -> None:
    """All 19,338 cases of LineBreakTest are divided where the file says, and nowhere else, in each language."""
    assert check("LineBreakTest", lambda text: line_segments(text, language)) == 19_338


def test_every_case_of_grapheme_break_test() -> None:
    """All 766 cases of GraphemeBreakTest are divided where the file says, and nowhere else."""
    assert check("GraphemeBreakTest", grapheme_segments) == 766


def test_a_wrong_break_is_noticed() -> None:
    """The comparison itself fails for a break too many, a break too few, and an end that is missing."""
    case = parse("\u00d7 0061 \u00d7 0020 \u00f7 10000 \u00f7")
    assert case == Case("a \U00010000", (2, 3))
    assert failure(case, [(0, 2), (2, 3)]) is None
    assert failure(case, [(0, 1), (1, 2), (2, 3)])
    assert failure(case, [(0, 3)])
    assert failure(case, [(0, 2)])
    assert failure(case, [])
