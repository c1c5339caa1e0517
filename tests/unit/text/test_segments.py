"""Segments are counted in characters, whatever ICU counts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icu4py.breakers import CharacterBreaker, LineBreaker

from briefgen.text.segments import grapheme_segments, line_segments


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("a b", ["a ", "b"]),
        ("\U0001f600", ["\U0001f600"]),
        ("a \U0001e900\U0001e901 b", ["a ", "\U0001e900\U0001e901 ", "b"]),
        ("b\U000e0061 c", ["b\U000e0061 ", "c"]),
    ],
)
def test_lines(text: str, expected: list[str]) -> None:
    """A line may end behind a space, wherever characters above U+FFFF stand."""
    assert [text[start:end] for start, end in line_segments(text, "en")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("e\u0301f", ["e\u0301", "f"]),
        ("\U0001e900\U0001e944b", ["\U0001e900\U0001e944", "b"]),
        (
            "a\U0001f1ef\U0001f1f4\U0001f469\u200d\U0001f33e.",
            ["a", "\U0001f1ef\U0001f1f4", "\U0001f469\u200d\U0001f33e", "."],
        ),
    ],
)
def test_graphemes(text: str, expected: list[str]) -> None:
    """A flag, a joined sequence and a letter with its mark are one grapheme each."""
    assert [text[start:end] for start, end in grapheme_segments(text)] == expected


@settings(max_examples=500)
@given(
    text=st.text(
        st.one_of(st.sampled_from(" -a\u0301\u200d\U0001f1ef\U0001e944\U000e0061"), st.characters(codec="utf-8"))
    )
)
def test_segments_of_any_text(text: str) -> None:
    """The segments of any text are the pieces that ICU itself gives, one after another, none empty."""
    for segments, pieces in (
        (line_segments(text, "ar"), LineBreaker(text, "ar")),
        (grapheme_segments(text), CharacterBreaker(text, "und")),
    ):
        assert [text[start:end] for start, end in segments] == list(pieces)
        assert "".join(text[start:end] for start, end in segments) == text
        assert all(before[1] == after[0] for before, after in pairwise(segments))
