"""Foldings take for the same what their names say, nothing else, and keep every offset."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.checks.folding import ALL, ALL_WITH_HYPHENS, FOLDINGS, fold
from briefgen.checks.needed import contradict, needed_foldings
from briefgen.checks.offsets import Tracked

# Letters, marks, spaces, signs and controls that some folding looks at, and some that none does.
ALPHABET = (
    "ab1٣.,-–…'“”«» \n\u00a0\u2029\u200e\u00ad\u200c\u0301ةىاأإآٱءؤئبلي"
    "\u0640\u064b\u064e\u0651\u0654\u0670یکﻻﷲﬁé\u1112\u1161"
)
TEXTS = st.text(ALPHABET, max_size=40)
NAMES = st.frozensets(st.sampled_from(sorted(FOLDINGS)))


@pytest.mark.parametrize("name", FOLDINGS)
def test_the_example_of_a_folding_is_the_same_by_it_alone(name: str) -> None:
    """Each folding makes one text out of the two of its example, and the others cannot do without it."""
    one, other = FOLDINGS[name].example
    assert one != other
    assert fold(one, frozenset({name})).text == fold(other, frozenset({name})).text
    allowed = ALL_WITH_HYPHENS if name == "line-ends-after-hyphens" else ALL | {name}
    assert needed_foldings(one, other, allowed) == (name,)
    assert needed_foldings(other, one, allowed) == (name,)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("May", "may"),
        ("resume", "résumé"),
        ("مستشفى", "مستشفي"),
        ("مدرسة", "مدرسه"),
        ("أن", "إن"),
        ("آن", "أن"),
        ("مسؤول", "مسئول"),
        ("مؤتمر", "موتمر"),
        ("ماء", "ما"),
        ("كَتب", "كُتب"),
        ("فَعل", "فّعل"),
        ("into", "in to"),
        ("cooperation", "co-operation"),
        ("1.5", "15"),
        ("ae", "æ"),
        ("هـ", "ها"),
    ],
)
def test_other_words_are_not_the_same(one: str, other: str) -> None:
    """What changes a word, or may change it, is folded by nothing."""
    assert needed_foldings(one, other) is None
    assert needed_foldings(other, one) is None


def test_canonically_equivalent_texts_need_no_folding() -> None:
    """A letter with its mark, and the two apart, are equal (UAX #15); marks may stand in any order."""
    assert needed_foldings("é", "e\u0301") == ()
    assert needed_foldings("أ", "ا\u0654") == ()
    assert needed_foldings("ب\u064e\u0651", "ب\u0651\u064e") == ()
    assert needed_foldings("한", "\u1112\u1161\u11ab") == ()


def test_only_what_is_needed_is_named() -> None:
    """Of all foldings, only those are named without which the texts differ, in the order in which they are applied."""
    assert needed_foldings("“ان”  الأردنّ", "«أن» الأردن") == ("alef", "vowel-marks", "spaces", "quotation-marks")
    assert needed_foldings("a\u00a0b", "a b") == ("spaces",)
    assert needed_foldings("a b", "a b") == ()


def test_signs_contradict_only_where_both_are_written() -> None:
    """A vowel that is left out contradicts nothing; another one does, and so does another hamza on an alef."""
    assert not contradict("كَتب", "كتب")
    assert not contradict("كَتَّب", "كتّب")
    assert contradict("كَتب", "كِتب")
    assert not contradict("ان", "إن")
    assert contradict("أن", "إن")


def test_isolated_marks_have_no_space() -> None:
    """A presentation form of a mark alone stands for the mark, without the space that it is drawn on."""
    assert fold("ب\ufe76", frozenset({"presentation-forms"})).text == "ب\u064e"


def test_the_manual_lists_every_folding() -> None:
    """The table of the manual has each folding in order, with what it says of itself."""
    page = (Path(__file__).resolve().parents[3] / "docs" / "checking-quotes.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| (.*?) \| .* = .* \| (typography|spelling) \|$", page, re.MULTILINE)
    assert rows == [(each.name, each.same, each.grade) for each in FOLDINGS.values()]


@given(TEXTS, NAMES)
def test_offsets_map_back(text: str, names: frozenset[str]) -> None:
    """Each character comes from a stretch of the text, these are in order, and what stands in one place is itself."""
    tracked = fold(text, names)
    last = 0
    for index, character in enumerate(tracked.text):
        start, end = tracked.origin(index, index + 1)
        assert 0 <= last <= end <= len(text)
        assert start < end
        assert tracked.origin(0, index + 1) == (tracked.origin(0, 1)[0], end)
        if end - start == 1 and not names:
            assert unicodedata.normalize("NFC", text[start]) == character
        last = start


@given(TEXTS)
def test_composition_keeps_the_text(text: str) -> None:
    """Without any folding, a text is in normalisation form C, and its pieces come from the whole of it."""
    tracked = fold(text, frozenset())
    assert tracked.text == unicodedata.normalize("NFC", text)
    if text:
        assert tracked.origin(0, len(tracked.text)) == (0, len(text))


@given(TEXTS.filter(lambda text: not set(text) & set("-–\u0654")))
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded text is a writing that every other writing is folded to; hyphens and loose hamzas aside."""
    folded = fold(text).text
    assert fold(folded).text == folded


@given(TEXTS, TEXTS)
def test_needed_foldings_suffice_and_none_is_spare(one: str, other: str) -> None:
    """With the foldings of an answer two texts are the same; without any of them they are not."""
    needed = needed_foldings(one, other)
    if needed is None:
        return
    names = frozenset(needed)
    assert fold(one, names).text == fold(other, names).text
    for name in names:
        assert fold(one, names - {name}).text != fold(other, names - {name}).text


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 1), (0, 3)])
def test_a_wrong_range_is_refused(start: int, end: int) -> None:
    """An origin is asked for characters that there are."""
    with pytest.raises(ValueError, match="no range of 2 characters"):
        Tracked("ab").origin(start, end)
