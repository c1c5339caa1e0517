"""Order and direction: the short cuts give what the full algorithm gives, and separators and controls are placed."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable

import pytest

from briefgen.text import bidi
from tests.unit.text.engine import times_longer, visual_order

CONTROLS = bidi.ISOLATES | frozenset("\u202a\u202b\u202c\u202d\u202e")


def directions(resolved: bidi.BidiParagraph, length: int) -> list[bool]:
    """Whether each character goes from right to left."""
    found = [False] * length
    for start, end, rtl in resolved.level_runs:
        found[start:end] = [rtl] * (end - start)
    return found


@pytest.mark.parametrize(
    ("text", "rtl"),
    [
        ("a", False),
        ("One word, then 12 more (or 14.3%).", False),
        ("e\u0301 \u00ad\u200b -5 $5", False),
        ("سبع كلمات، ثم (غيرها).", True),
        ("عَمَّان \u200c - !", True),
        ("...", True),
        ("12", False),
        ("", False),
        ("", True),
    ],
)
def test_one_direction_needs_no_algorithm(text: str, rtl: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """A paragraph that is not mixed is one level run, as the algorithm itself would have it."""
    assert not bidi.is_mixed(text, rtl=rtl)
    resolved = bidi.resolve(text, rtl=rtl)
    expected = ((0, len(text), rtl),) if text else ()
    assert resolved.level_runs == expected
    if text:
        slow = bidi.BidiParagraph(rtl, bidi._resolve_mixed(text, rtl=rtl))
        assert visual_order(slow) == visual_order(resolved)
        assert directions(slow, len(text)) == directions(resolved, len(text))


@pytest.mark.parametrize("text", ["ab اب", "اب", "١", "\u200f", "\u202e", "\u2067a\u2069"])
def test_what_is_mixed_from_left_to_right(text: str) -> None:
    """Right-to-left letters, Arabic numbers and controls make a left-to-right paragraph mixed."""
    assert bidi.is_mixed(text, rtl=False)


@pytest.mark.parametrize("text", ["ا a", "ا 1", "\u200e", "ا \u2066"])
def test_what_is_mixed_from_right_to_left(text: str) -> None:
    """Left-to-right letters, European numbers and controls make a right-to-left paragraph mixed."""
    assert bidi.is_mixed(text, rtl=True)


def test_tokens_change_nothing() -> None:
    """Stretches that stand before the algorithm as one character give the order that single characters give."""
    source = random.Random(9)  # noqa: S311 - the same texts in every run
    alphabet = "aab  ااب\u0301\u064e1٠.,+()[]%\u200b\u2067\u2066\u2069\u202b\u202c"
    for _ in range(1500):
        text = "".join(source.choices(alphabet, k=source.randrange(1, 24)))
        for rtl in (False, True):
            fast = bidi.resolve(text, rtl=rtl)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(bidi, "_TOKEN", re.compile(".", re.DOTALL))
                slow = bidi.resolve(text, rtl=rtl)
            shown = [i for i, character in enumerate(text) if character not in CONTROLS]
            assert [i for i in visual_order(fast) if i in shown] == [i for i in visual_order(slow) if i in shown]
            quick, slower = directions(fast, len(text)), directions(slow, len(text))
            assert [quick[i] for i in shown] == [slower[i] for i in shown], (text, rtl)


def test_tag_characters_of_the_text_are_no_indices() -> None:
    """The characters that spell the flag of England stay where they are in a mixed paragraph."""
    flag = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
    for text in (f"علم {flag} abc", f"علم x{flag} abc 12", f"x{flag} علم", f"علم x{flag}"):
        for rtl in (False, True):
            resolved = bidi.resolve(text, rtl=rtl)
            plain = bidi.resolve("".join("\u200b" if c >= "\U000e0020" else c for c in text), rtl=rtl)
            assert resolved.level_runs == plain.level_runs


def test_segment_separators() -> None:
    """L1: a tab and the space before it take the paragraph's level, and parts of a table keep their order."""
    text = "اب \tab \tجد"
    assert visual_order(bidi.resolve(text, rtl=False)) == [1, 0, 2, 3, 4, 5, 6, 7, 9, 8]
    assert visual_order(bidi.resolve(text, rtl=True)) == [9, 8, 7, 6, 4, 5, 3, 2, 1, 0]


def test_paragraph_separators() -> None:
    """P1: each part is resolved by itself, and the parts follow the base direction."""
    text = "ab اب\ncd جد"
    assert visual_order(bidi.resolve(text, rtl=False)) == [0, 1, 2, 4, 3, 5, 6, 7, 8, 10, 9]
    assert visual_order(bidi.resolve(text, rtl=True)) == [10, 9, 8, 6, 7, 5, 4, 3, 2, 0, 1]
    open_embedding = "\u202b12\u2029a 1"
    assert directions(bidi.resolve(open_embedding, rtl=False), 7)[4:] == [False, False, False]


def test_isolates() -> None:
    """X5a to X6a: what stands in an isolate does not change the order around it."""
    bare, isolated = "ا 1 - 2 ب", "ا \u20661 - 2\u2069 ب"
    assert "".join(bare[i] for i in visual_order(bidi.resolve(bare, rtl=True))) == "ب 2 - 1 ا"
    drawn = "".join(isolated[i] for i in visual_order(bidi.resolve(isolated, rtl=True)))
    assert drawn.replace("\u2066", "").replace("\u2069", "") == "ب 1 - 2 ا"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abc", False),
        ("12 ا", True),
        ("12 !", None),
        ("", None),
        ("\u2067ا\u2069 a", False),
        ("\u2069 ا", True),
        ("\u2066 a", None),
        ("\u2066\u2067\u2069 ا", None),
        ("\u202aا", True),
    ],
)
def test_first_strong(text: str, expected: bool | None) -> None:  # noqa: FBT001 - a parameter of the test
    """P2 and P3: the first strong character counts, none inside isolates, closed or not."""
    assert bidi.first_strong_rtl(text) is expected


def test_a_line_is_the_order_restricted_to_it() -> None:
    """L2 on every part of a paragraph: the characters of the part in the order of the whole."""
    text = "قال John Smith 12 (و 13) ثم a.b"
    resolved = bidi.resolve(text, rtl=True)
    whole = visual_order(resolved)
    for start, end in itertools.combinations(range(len(text) + 1), 2):
        part = bidi.BidiParagraph(rtl=True, level_runs=tuple(resolved.line(start, end)))
        assert visual_order(part) == [i for i in whole if start <= i < end]


def test_deep_nesting_is_closed() -> None:
    """More embeddings and isolates than the standard follows (BD2: 125) still leave every character in its place."""
    for opening, closing in (("\u202b", "\u202c"), ("\u2067", "\u2069"), ("\u202b\u2066", "")):
        text = opening * 130 + "a ا 1" + closing * 130 + " b"
        for rtl in (False, True):
            assert sorted(visual_order(bidi.resolve(text, rtl=rtl))) == list(range(len(text)))


def _lines(text: str) -> None:
    resolved = bidi.resolve(text, rtl=True)
    for start in range(0, len(text) - 60, 60):
        resolved.line(start, start + 60)


@pytest.mark.parametrize(
    ("unit", "work"),
    [
        ("ا b 1 ", _lines),
        ("ا b\t", lambda text: bidi.resolve(text, rtl=True)),
        ("ا b\n", lambda text: bidi.resolve(text, rtl=True)),
        ("ا \u2066b\u2069 ", lambda text: bidi.resolve(text, rtl=True)),
        ("a\u202b", lambda text: bidi.resolve(text + "\u2069" * len(text), rtl=False)),
    ],
    ids=["lines", "tabs", "paragraphs", "isolates", "unmatched"],
)
def test_time_is_linear(unit: str, work: Callable[[str], object]) -> None:
    """Ten times the text takes about ten times as long, not a hundred times."""
    assert times_longer(work, unit, 1_000, 10) < 35
