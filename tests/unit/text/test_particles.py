"""Small words that belong to what follows them."""

from __future__ import annotations

import pytest

from briefgen.text.particles import find_particles


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The state of the wells", "en", {4, 13, 17}),
        ("the state", "en-GB", {4}),
        ("in  May", "en", {4}),
        ("within often", "en", set()),
        ("ماء في عمان", "ar", {7}),
        ("مفيد فيه", "ar", set()),
        ("l’eau dans la ville", "fr", {11, 14}),
        ("the state", "de", set()),
        ("in", "en", set()),
    ],
)
def test_particles(text: str, language: str, expected: set[int]) -> None:
    """Whole words of the paragraph's language are found, in capitals too, and the place is behind their space."""
    assert find_particles(text, language) == expected
