"""``LineRules``: only values that mean something."""

from __future__ import annotations

from math import inf, nan
from typing import Any

import pytest

import briefgen
from briefgen.text.rules import LineRules


@pytest.mark.parametrize(
    ("field", "value", "allowed"),
    [
        ("breaking", "total_fit", "'greedy' or 'total-fit'"),
        ("breaking", ["greedy"], "'greedy' or 'total-fit'"),
        ("breaking", None, "'greedy' or 'total-fit'"),
        ("balanced", 1, "True or False"),
        ("justified", "no", "True or False"),
        ("hyphenated", "en", "True or False"),
        ("kashida", None, "True or False"),
        ("max_word_space", 0.9, "a number from 1 on, or infinity"),
        ("max_word_space", nan, "a number from 1 on, or infinity"),
        ("max_word_space", "2", "a number from 1 on, or infinity"),
        ("max_word_space", True, "a number from 1 on, or infinity"),
        ("first_indent_pt", inf, "a finite number of points"),
        ("first_indent_pt", nan, "a finite number of points"),
        ("first_indent_pt", "12pt", "a finite number of points"),
        ("first_indent_pt", False, "a finite number of points"),
    ],
)
def test_wrong_values(field: str, value: Any, allowed: str) -> None:
    """The message has the field, what is allowed and the value."""
    with pytest.raises(ValueError, match=field) as error:
        LineRules(**{field: value})
    assert str(error.value) == f"{field} is {allowed}, not {value!r}"


@pytest.mark.parametrize(
    "fields",
    [
        {"breaking": "greedy"},
        {"balanced": True, "justified": True, "hyphenated": True, "kashida": True},
        {"max_word_space": 1},
        {"max_word_space": inf},
        {"first_indent_pt": -12},
    ],
)
def test_right_values(fields: dict[str, Any]) -> None:
    """Values at the edge of what is allowed are taken as they are."""
    rules = LineRules(**fields)
    assert {name: getattr(rules, name) for name in fields} == fields


def test_the_public_name() -> None:
    """It can be imported from the package itself."""
    assert briefgen.LineRules is LineRules
