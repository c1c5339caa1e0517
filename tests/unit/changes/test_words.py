"""The difference of two texts: whole words, nothing lost, and no crumbs."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.changes.tokens import tokens
from briefgen.changes.words import word_difference
from briefgen.model.changes import with_marks

WORDS = (
    "the ", "crossing ", "opens", " ", "07:00", "في ", "المعبرُ", "، ", "[@mo]", "*", "a", "2024-07-12", "\u200c", "\n",
)  # fmt: skip
texts = st.one_of(st.lists(st.sampled_from(WORDS), max_size=30).map("".join), st.text(max_size=30))


def shown(old: str, new: str) -> str:
    """The difference with marks."""
    return with_marks(word_difference(old, new))


@given(texts)
def test_tokens_joined_are_the_text(text: str) -> None:
    """No character is lost between tokens, and none is in two."""
    assert "".join(tokens(text)) == text
    assert all(tokens(text))


@given(texts, texts)
def test_both_texts_are_in_their_difference(old: str, new: str) -> None:
    """What is kept and removed is the old text; what is kept and added is the new one; neighbours are of two kinds."""
    stretches = word_difference(old, new)
    assert "".join(each.text for each in stretches if each.kind != "added") == old
    assert "".join(each.text for each in stretches if each.kind != "removed") == new
    assert all(each.text for each in stretches)
    kinds = [each.kind for each in stretches]
    assert all(before != after for before, after in pairwise(kinds))
    assert any(kind != "kept" for kind in kinds) == (old != new)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("المعبرُ مفتوحٌ", ["المعبرُ", " ", "مفتوحٌ"]),
        ("افتُتِح", ["افتُتِح"]),
        ("می\u200cخواهم", ["می\u200cخواهم"]),
        ("كـتـاب", ["كـتـاب"]),
        ("it's NATO’s", ["it's", " ", "NATO’s"]),
        ("2024-07-12, 12/07/2024", ["2024-07-12", ",", " ", "12/07/2024"]),
        ("1,234.5 14.3% ٣٫٥٪ -7", ["1,234.5", " ", "14.3%", " ", "٣٫٥٪", " ", "-7"]),
        ("At 07:00.", ["At", " ", "07:00", "."]),
        ("see https://example.org/a,b?c=1.", ["see", " ", "https://example.org/a,b?c=1", "."]),
        ("[text](https://example.org/a)", ["[", "text", "]", "(", "https://example.org/a", ")"]),
        ("desk4@example.org;", ["desk4@example.org", ";"]),
        ("so [@mo; @jt]", ["so", " ", "[@mo; @jt]"]),
        ("[x]{ltr}", ["[", "x", "]", "{ltr}"]),
        ("**a** *b*", ["**", "a", "**", " ", "*", "b", "*"]),
        ("a\u0301b", ["a\u0301b"]),
        ("👩\u200d🚀!", ["👩\u200d🚀", "!"]),
        ("", []),
    ],
)
def test_what_belongs_together_is_one_token(text: str, expected: list[str]) -> None:
    """Words with their marks, numbers, dates, addresses and citations are whole."""
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("It opens at 07:00.", "It opens at 08:00.", "It opens at [-07:00-]{+08:00+}."),
        ("It is open.", "It is not open.", "It is {+not +}open."),
        ("The bridge is open.", "The bridge is open", "The bridge is open[-.-]"),
        ("إنه مفتوح اليوم", "إنه مغلق اليوم", "إنه [-مفتوح-]{+مغلق+} اليوم"),
        ("في إربد", "في اربد", "في [-إربد-]{+اربد+}"),
        ("قالَ الوزير", "قالَ الوزيرُ", "قالَ [-الوزير-]{+الوزيرُ+}"),
        ("It is *new*.", "It is **new**.", "It is [-*-]{+**+}new[-*-]{+**+}."),
        ("So [@mo].", "So [@mo; @jt].", r"So [-\[@mo\]-]{+\[@mo; @jt\]+}."),
        ("one two", "three four", "[-one two-]{+three four+}"),
        ("same", "same", "same"),
        ("", "new", "{+new+}"),
        ("old", "", "[-old-]"),
        (
            "After a long week the long negotiations of commissioners ended",
            "After a long week the short conversations of ministries ended",
            "After a long week the [-long negotiations of commissioners-]{+short conversations of ministries+} ended",
        ),
    ],
)
def test_differences_are_what_a_person_would_mark(old: str, new: str, expected: str) -> None:
    """Small changes are small; between two long ones, small words are not kept for themselves."""
    assert shown(old, new) == expected
