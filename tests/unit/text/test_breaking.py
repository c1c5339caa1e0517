"""Where lines may end, and which of these places are taken, each limit from both sides."""

from __future__ import annotations

import itertools

import pytest

from briefgen.text.breaking import (
    SHORTEST_DONOR,
    SHORTEST_LAST_LINE,
    TOLERANCE_PT,
    break_greedy,
    mend_last_line,
)
from briefgen.text.opportunities import find_opportunities
from briefgen.text.paragraph import TextSpan
from tests.unit.text.engine import REGULAR, set_lines, text_of, times_longer


class Monospaced:
    """A ruler by which every character is one point wide and a cluster of its own, but for some."""

    def __init__(self, inside: frozenset[int] = frozenset(), extra: float = 0.0) -> None:
        """``inside`` are positions inside clusters; ``extra`` is what a line grows by when it is shaped anew."""
        self.inside = inside
        self.extra = extra

    def pen(self, position: int) -> float:
        """One point a character."""
        return float(position)

    def width(self, start: int, end: int) -> float:
        """The same, and what shaping anew adds."""
        return end - start + self.extra

    def hyphen_width(self, position: int) -> float:  # noqa: ARG002 - the protocol
        """One point."""
        return 1.0

    def is_boundary(self, position: int) -> bool:
        """Whether a position is between clusters."""
        return position not in self.inside


def pieces(text: str, language: str = "en", kept: frozenset[int] = frozenset()) -> list[str]:
    """The text cut at every opportunity."""
    found = find_opportunities(text, language, kept)
    starts = [0, *(opportunity.position for opportunity in found)]
    return [text[a:b] for a, b in itertools.pairwise(starts)]


def broken(text: str, measure: float, ruler: Monospaced | None = None, *, mend: bool = False) -> list[str]:
    """The drawn part of each line."""
    ruler = ruler or Monospaced()
    opportunities = find_opportunities(text, "en")
    lines = break_greedy(text, opportunities, measure, ruler)
    if mend:
        lines = mend_last_line(lines, opportunities, measure, ruler)
    assert [line.start for line in lines] == [0, *(line.end for line in lines[:-1])] if lines else not text
    assert not lines or lines[-1].end == len(text)
    return [text[line.start : line.content_end] for line in lines]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one two", ["one ", "two"]),
        ("one\u00a0two", ["one\u00a0two"]),
        ("one\u202ftwo", ["one\u202ftwo"]),
        ("one\u2060-\u2060two", ["one\u2060-\u2060two"]),
        ("a\u200bb", ["a\u200b", "b"]),
        ("well-known fact", ["well-", "known ", "fact"]),
        ("سبع كلمات", ["سبع ", "كلمات"]),
        ("(a b)", ["(a ", "b)"]),
        ("a \U0001f600b \U0001e900\U0001e901 c", ["a ", "\U0001f600", "b ", "\U0001e900\U0001e901 ", "c"]),
        ("one\U000e0061 two", ["one\U000e0061 ", "two"]),
        ("", []),
    ],
)
def test_opportunities(text: str, expected: list[str]) -> None:
    """UAX #14: behind spaces and hyphens, never at a no-break space or a word joiner."""
    assert (pieces(text) if text else []) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 12 July 2024 we", ["on ", "12 July 2024 ", "we"]),
        ("في 12 تموز 2024 كان", ["في ", "12 تموز 2024 ", "كان"]),
        ("في 12 تمّوز 2024 كان", ["في ", "12 تمّوز 2024 ", "كان"]),
        ("في 12 كانون الثاني 2024 كان", ["في ", "12 كانون الثاني 2024 ", "كان"]),
        ("for 1,234,567 dinars or 12500 tons", ["for ", "1,234,567 dinars ", "or ", "12500 tons"]),
        ("from 10–20 people in 2019–2020 again", ["from ", "10–20 people ", "in 2019–2020 ", "again"]),
        ("في ١٢ تموز ٢٠٢٤ كان", ["في ", "١٢ تموز ٢٠٢٤ ", "كان"]),
        ("all 14 wells were", ["all ", "14 wells ", "were"]),
        ("1000 wells were", ["1000 ", "wells ", "were"]),
        ("in 2024 we", ["in 2024 ", "we"]),
        ("سنة ۱۳۹۵ و", ["سنة ۱۳۹۵ ", "و"]),
        ("item 9024 we", ["item ", "9024 ", "we"]),
        ("version 2.14 is", ["version ", "2.14 is"]),
        ("by J. K. Rowling, of", ["by ", "J. K. Rowling, ", "of"]),
        ("قالت د. سلمى إن", ["قالت ", "د. سلمى ", "إن"]),
        ("the end. A new", ["the ", "end. ", "A ", "new"]),
        ("see p. 12, art. 5.", ["see ", "p. 12, ", "art. 5."]),
        ("الوثيقة رقم 5 من القرار 1325 ثم", ["الوثيقة ", "رقم 5 من ", "القرار 1325 ", "ثم"]),
        ("في 10 كانون الأول/ديسمبر 1948 ثم", ["في ", "10 كانون الأول/ديسمبر 1948 ", "ثم"]),
        ("في كانون الأول/ديسمبر ثم", ["في ", "كانون الأول/ديسمبر ", "ثم"]),
        ("rivers and/or lakes", ["rivers ", "and/or ", "lakes"]),
        ("number 3190 (XXVIII) of", ["number ", "3190 (XXVIII) ", "of"]),
        ("القرار 3190 (د-28) ثم", ["القرار ", "3190 (د-28) ", "ثم"]),
        ("القرار 2200 أ (د-21) ثم", ["القرار 2200 أ (د-21) ", "ثم"]),
        ("Health Organization (WHO) is", ["Health ", "Organization (WHO) ", "is"]),
        ("the bank (the old one)", ["the ", "bank ", "(the ", "old ", "one)"]),
    ],
)
def test_kept_together(text: str, expected: list[str]) -> None:
    """A day, its month and its year; a small number and its noun; a name and its acronym. Nothing else."""
    assert pieces(text) == expected


def test_kept_positions() -> None:
    """No line begins where the caller says so; the end of the text stays an end."""
    assert pieces("one two three", kept=frozenset({4})) == ["one two ", "three"]
    assert pieces("one", kept=frozenset({3})) == ["one"]


@pytest.mark.parametrize(
    ("text", "ends"),
    [("one  two ", [3, 8]), ("one\u00a0", [3]), (" \n \n a", [0, 0, 0, 6]), ("a-b", [2, 3]), ("   ", [0])],
)
def test_content_ends_before_white_space(text: str, ends: list[int]) -> None:
    """White space before a break hangs, however much there is."""
    assert [opportunity.content_end for opportunity in find_opportunities(text, "en")] == ends


def test_a_line_that_fits_exactly() -> None:
    """A line as wide as the measure stands, and rounding is forgiven; a line wider by more does not."""
    assert broken("aaa bbb", 7.0) == ["aaa bbb"]
    assert broken("aaa bbb", 7.0 - TOLERANCE_PT / 2) == ["aaa bbb"]
    assert broken("aaa bbb", 7.0 - TOLERANCE_PT * 2) == ["aaa", "bbb"]
    assert broken("aaa   bbb", 3.0) == ["aaa", "bbb"]


def test_greedy() -> None:
    """Each line takes what fits."""
    assert broken("a bb ccc dddd e f", 4.0) == ["a bb", "ccc", "dddd", "e f"]
    assert broken("", 4.0) == []
    assert broken("   ", 4.0) == [""]
    assert broken("  a", 1.0) == ["", "a"]


def test_a_long_word_is_cut_by_graphemes() -> None:
    """A word wider than the measure is cut where it overflows, never inside a grapheme or a cluster."""
    assert broken("abcdefg hi", 3.0) == ["abc", "def", "g", "hi"]
    assert broken("x abcdefg", 3.0) == ["x", "abc", "def", "g"]
    assert broken("abe\u0301\u0302cd", 3.0) == ["ab", "e\u0301\u0302", "cd"]
    assert broken("\U0001e900\U0001e944\U0001e901\U0001e902b c", 3.0) == [
        "\U0001e900\U0001e944\U0001e901",
        "\U0001e902b",
        "c",
    ]
    assert broken("abcdef", 3.0, Monospaced(frozenset({3}))) == ["ab", "cde", "f"]
    assert broken("abc", 0.5) == ["a", "b", "c"]
    assert broken("abcdef ghi", 3.0) == ["abc", "def", "ghi"]
    assert broken("a" * 300, 100.0) == ["a" * 100] * 3


def test_words_that_should_stay_together_part_at_a_space() -> None:
    """Where a day, month and year are wider than the measure, no word of them is cut that fits by itself."""
    assert broken("12 July 2024", 8.0) == ["12 July", "2024"]
    assert broken("12 July 2024", 7.0) == ["12 July", "2024"]
    assert broken("12 July 2024", 6.0) == ["12", "July", "2024"]
    assert broken("12 July 2024", 3.0) == ["12", "Jul", "y", "202", "4"]
    assert broken("on 12  July", 4.0) == ["on", "12", "July"]


def test_a_cut_that_widens_its_ends() -> None:
    """Where shaping anew makes a line wider than its pens say, the line takes less."""
    assert broken("abcdef", 3.0, Monospaced(extra=0.5)) == ["ab", "cd", "ef"]
    assert broken("aa bb", 5.0, Monospaced(extra=0.5)) == ["aa", "bb"]
    assert broken("abc", 1.0, Monospaced(extra=0.5)) == ["a", "b", "c"]


def test_graphemes_at_the_edge_of_the_window() -> None:
    """A long grapheme is never cut, wherever it stands in a long word."""
    grapheme = "e" + "\u0301" * 70
    assert broken(grapheme * 3, 5.0) == [grapheme] * 3
    for before in range(55, 70):
        assert broken("a" * before + grapheme + "b", before) == ["a" * before, grapheme, "b"]


def test_a_short_last_line_takes_a_word() -> None:
    """A last line of one word takes the word before it, where enough stays above."""
    assert broken("aaaa bbbb cccc dddd ee", 20.0) == ["aaaa bbbb cccc dddd", "ee"]
    assert broken("aaaa bbbb cccc dddd ee", 20.0, mend=True) == ["aaaa bbbb cccc", "dddd ee"]


def test_a_last_line_of_words_enough_is_left() -> None:
    """Two words that fill the share of the measure stay; two that do not, take another."""
    text = "aaaa bbbb cccc dddd e f"
    assert SHORTEST_LAST_LINE * 20 == 3
    assert broken(text, 20.0, mend=True)[-1] == "e f"
    assert broken(text, 20.1, mend=True)[-1] == "dddd e f"


def test_the_line_above_keeps_enough() -> None:
    """The line above gives a word only where it stays as long as it must, and has two."""
    assert SHORTEST_DONOR * 20 == 12
    assert broken("aaaaaaaaaaaa bbbbbb cc", 20.0, mend=True) == ["aaaaaaaaaaaa", "bbbbbb cc"]
    assert broken("aaaaaaaaaaa bbbbbbb cc", 20.0, mend=True) == ["aaaaaaaaaaa bbbbbbb", "cc"]
    assert broken("aaaaaaaaaaaaa bbbbbb ccccccccccccc", 20.0, mend=True) == ["aaaaaaaaaaaaa", "bbbbbb ccccccccccccc"]
    assert broken("aaaaaaaaaaaaa bbbbbb cccccccccccccc", 20.0, mend=True) == ["aaaaaaaaaaaaa bbbbbb", "cccccccccccccc"]
    assert broken("aaaaaaaaaaaaaaaaaaaa cc", 20.0, mend=True) == ["aaaaaaaaaaaaaaaaaaaa", "cc"]


def test_one_line_is_never_mended() -> None:
    """A paragraph of one line stays one line."""
    assert broken("a b", 20.0, mend=True) == ["a b"]


def test_a_citation_stays_with_its_word() -> None:
    """No line begins with a span that keeps to what stands before it, at any measure."""
    mark = TextSpan("[12]", REGULAR, keeps_to_previous=True)
    for measure in range(40, 140):
        lines = set_lines(
            "one two three", mark, TextSpan(" four five", REGULAR), language="en", measure_pt=float(measure)
        )
        assert text_of(lines) == "one two three[12] four five"
        assert all(line.start != len("one two three") for line in lines)


@pytest.mark.parametrize("unit", ["word and ", "كلمة و", "x", "ب", "a\n\n", " "])
def test_time_is_linear(unit: str) -> None:
    """Ten times the text is broken in about ten times the time, with words and without."""
    assert (
        times_longer(lambda text: set_lines(text, language="ar", measure_pt=200.0), unit, 4_000 // len(unit), 10) < 35
    )
