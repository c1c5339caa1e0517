"""Scripts: of a character by itself, of a language, and of the stretches of a run."""

from __future__ import annotations

import pytest

from briefgen.text.scripts import (
    is_rtl_language,
    is_vocalised,
    resolve_scripts,
    script_of_character,
    script_of_language,
    unicode_script,
)


@pytest.mark.parametrize(
    ("character", "script"),
    [
        ("a", "Latn"), ("é", "Latn"), ("5", "Latn"), ("ا", "Arab"), ("٥", "Arab"), ("۵", "Arab"), ("،", "Arab"),
        ("ـ", "Arab"), ("\u064e", "Zyyy"), ("\u0301", "Zyyy"), (" ", "Zyyy"), ("(", "Zyyy"), ("\u200d", "Zyyy"),
        ("א", "Hebr"), ("Ω", "Grek"), ("中", "Hani"), ("\U0001f600", "Zyyy"),
    ],
)  # fmt: skip
def test_script_of_character(character: str, script: str) -> None:
    """European digits are Latin, Arabic punctuation is Arabic, marks and spaces follow their neighbours."""
    assert script_of_character(character) == script


@pytest.mark.parametrize(
    ("language", "script", "rtl"),
    [
        ("ar", "Arab", True), ("ar-JO", "Arab", True), ("fa", "Arab", True), ("en", "Latn", False),
        ("he", "Hebr", True), ("az-Arab", "Arab", True), ("ar-Latn", "Latn", False), ("sr-cyrl", "Cyrl", False),
        ("ur", "Aran", True), ("ur-Arab", "Arab", True), ("ur-PK", "Aran", True), ("ckb-IQ", "Arab", True),
    ],
)  # fmt: skip
def test_script_of_language(language: str, script: str, rtl: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """A script subtag is believed, else the language says."""
    assert script_of_language(language) == script
    assert is_rtl_language(language) is rtl


def test_a_style_belongs_to_a_script() -> None:
    """Unicode knows the script of a style; every other code is its own."""
    assert unicode_script("Aran") == unicode_script("Arab") == "Arab"
    assert unicode_script("Latf") == "Latn"
    assert unicode_script("Grek") == "Grek"


@pytest.mark.parametrize(
    ("text", "default", "expected"),
    [
        ("abc", "Latn", [(0, 3, "Latn")]),
        ("... ", "Arab", [(0, 4, "Arab")]),
        ("(ا", "Latn", [(0, 2, "Arab")]),
        ("ا، b", "Arab", [(0, 3, "Arab"), (3, 4, "Latn")]),
        ("اَ b\u0301", "Arab", [(0, 3, "Arab"), (3, 5, "Latn")]),
        ("aΩb", "Latn", [(0, 1, "Latn"), (1, 2, "Grek"), (2, 3, "Latn")]),
    ],
)
def test_stretches(text: str, default: str, expected: list[tuple[int, int, str]]) -> None:
    """What has no script of its own goes with the letter before it, else after it, else with the paragraph."""
    assert list(resolve_scripts(text, 0, len(text), default)) == expected


def test_stretches_of_a_part() -> None:
    """Positions count from the beginning of the paragraph."""
    assert list(resolve_scripts("xx aا", 3, 5, "Latn")) == [(3, 4, "Latn"), (4, 5, "Arab")]


@pytest.mark.parametrize(
    ("text", "vocalised"),
    [
        ("يُولَدُ جَمِيعُ النَّاسِ أَحْرَارًا", True), ("مُحَمَّد", True), ("جارٍ", False), ("عُدِّل", False), ("أُضيف", False),
        ("تُوزَّع الخوذ عند البوابة الشمالية", False), ("الماء", False), ("water", False), ("", False),
    ],
)  # fmt: skip
def test_a_text_is_vocalised_when_it_has_its_vowels(text: str, vocalised: bool) -> None:  # noqa: FBT001 - the same
    """A word with the few marks that tell it from another one is not."""
    assert is_vocalised(text) == vocalised
