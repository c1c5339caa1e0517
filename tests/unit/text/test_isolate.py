"""Which tokens keep their own direction, each kind from both sides: what is isolated, and what is left alone."""

from __future__ import annotations

import itertools

import pytest

from briefgen.text.bidi import LRI, PDI, RLI
from briefgen.text.isolate import Isolate, find_isolates, with_isolates
from tests.unit.text.engine import times_longer


def found(text: str, *, rtl: bool = True) -> list[tuple[str, str]]:
    """Kind and text of each isolate."""
    isolates = find_isolates(text, rtl=rtl)
    assert all(isolate.rtl != rtl for isolate in isolates)
    assert all(a.end <= b.start for a, b in itertools.pairwise(isolates))
    return [(isolate.kind, text[isolate.start : isolate.end]) for isolate in isolates]


@pytest.mark.parametrize(
    ("kind", "token"),
    [
        ("email", "desk4@example.org"),
        ("email", "first.last+tag@mail.example.co.uk"),
        ("address", "https://example.org/a?b=1&c=%D8#d"),
        ("address", "www.example.org/x_y"),
        ("address", "https://ar.example.org/wiki/الأردن"),
        ("domain", "example.org"),
        ("domain", "docs.example.org/a/b"),
        ("phone", "+962 6 123 4567"),
        ("phone", "+962-6-123-4567"),
        ("phone", "+962 (6) 123 4567"),
        ("phone", "00962 6 123 4567"),
        ("phone", "(06) 123 4567"),
        ("date", "12/07/2024"),
        ("date", "2024-07-12"),
        ("date", "12.7.24"),
        ("range", "13–16"),
        ("range", "13-16"),
        ("range", "13 – 16"),
        ("range", "14.3%–15.2%"),
        ("range", "10:30-14:00"),
        ("range", "-5–+5"),
        ("serial", "10.0.0.1"),
        ("serial", "978-3-16-148410-0"),
        ("serial", "1-2-3-4"),
        ("time", "23:00"),
        ("time", "23:00:15"),
        ("code", "S/RES/1325 (2000)"),
        ("code", "TLP:AMBER+STRICT"),
        ("code", "COVID-19"),
        ("code", "U.S."),
        ("amount", "14.3%"),
        ("amount", "5 %"),
        ("amount", "$1,250.50"),
        ("amount", "-5"),
        ("amount", "30°"),
        ("foreign", "NATO"),
        ("foreign", "John Smith"),
        ("foreign", "World Health Organization (WHO)"),
        ("foreign", "COVID-19 vaccine"),
        ("foreign", "X-Ray"),
        ("foreign", "USD 1,250"),
        ("foreign", "5G"),
        ("foreign", "5-star hotel"),
        ("foreign", "C++"),
        ("foreign", "@user"),
        ("foreign", "#tag_2"),
        ("foreign", "Wi-Fi 6E"),
        ("foreign", "Médecins Sans Frontières"),
        ("foreign", "Ελλάδα"),
        ("foreign", "Москва"),
    ],
)
@pytest.mark.parametrize("frame", ["{}", "انظر {} هنا", "انظر {}، ثم", "انظر {}؛", "(انظر: {})", "و{}"])
def test_isolated_in_arabic(kind: str, token: str, frame: str) -> None:
    """Each kind is one isolate, whole, whatever Arabic stands around it."""
    assert found(frame.format(token)) == [(kind, token)]


@pytest.mark.parametrize("token", ["desk4@example.org", "https://example.org/a?b=1", "www.example.org", "12/07/2024"])
@pytest.mark.parametrize("end", [".", "،", "؟", "!", ")", "»", ":"])
def test_punctuation_behind_a_token_stays_outside(token: str, end: str) -> None:
    """The full stop, the Arabic comma and the like belong to the sentence."""
    assert [text for _, text in found(f"انظر {token}{end}")] == [token]
    assert [text for _, text in found(f"انظر {token}{end} ثم")] == [token]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "سبع كلمات، ثم (غيرها).",
        "عددها 1250",
        "عددها 1,250.5 دينار",
        "في 2026.",
        "٢٣:٠٠",
        "١٨٩٤-١٩٦٢",
        "أولًا - ثانيًا",
        "12) بند",
        "...",
    ],
)
def test_left_alone_in_arabic(text: str) -> None:
    """Arabic, single numbers and Arabic-Indic numbers need no isolation."""
    assert found(text) == []


def test_several_tokens() -> None:
    """Names in a list are isolates of their own, so that the list goes from right to left."""
    assert [text for _, text in found("Facebook, Twitter وغيرهما")] == ["Facebook", "Twitter"]
    assert [text for _, text in found("من $5 إلى €7")] == ["$5", "€7"]
    assert [text for _, text in found("13-16 آذار 2026، 23:00")] == ["13-16", "23:00"]


def test_a_word_of_two_scripts_is_parted() -> None:
    """Arabic letters written onto a Latin word are no part of the isolate."""
    assert [text for _, text in found("USAوكندا وNATO")] == ["USA", "NATO"]


@pytest.mark.parametrize(
    "token",
    [
        "الناتو",
        "عَمَّان",
        "می\u200cشود",
        "وزارة الصحة",
        "وزارة (الصحة) الأردنية",
        "قال «نعم» ثم",
        "٢ تموز ٢٠٢٦",
        "في 12 تموز",
        "الفصل 1.2 من",
        "אבג",
    ],
)
@pytest.mark.parametrize("frame", ["{}", "see {} here", "NATO ({})", "“{}”", "{}, then", "in {} 12 people"])
def test_isolated_in_english(token: str, frame: str) -> None:
    """A phrase of the other direction is one isolate: its words keep their order."""
    assert found(frame.format(token), rtl=False) == [("foreign", token)]


@pytest.mark.parametrize("text", ["", "plain text (12/07/2024), +962 6 123 4567", "é à", "12–13"])
def test_left_alone_in_english(text: str) -> None:
    """Left-to-right text needs no isolation from left to right."""
    assert found(text, rtl=False) == []


def test_separate_words_in_english_are_separate() -> None:
    """An English comma parts the items of a list."""
    assert [text for _, text in found("the الأردن, سوريا list", rtl=False)] == ["الأردن", "سوريا"]


def test_controls_and_positions() -> None:
    """The text with controls gives back the text, and every position says how much of it stands before."""
    text = "ab اب cd"
    shown, before = with_isolates(text, [Isolate(3, 5, rtl=True, kind="foreign"), Isolate(6, 8, rtl=False, kind="x")])
    assert shown == f"ab {RLI}اب{PDI} {LRI}cd{PDI}"
    assert before == [0, 1, 2, 3, 3, 4, 5, 5, 6, 6, 7, 8, 8]
    assert with_isolates("", []) == ("", [0])


@pytest.mark.parametrize(
    "unit",
    [
        ".",
        "1..",
        "a.%",
        "-",
        "a (",
        "A-1",
        "a.b.c (d",
        "00 ",
        "+1",
        "1-1-",
        "1,1,,",
        "ht://",
        "a/(",
        "x.co/!! ",
        "a@b.",
    ],
)
def test_time_is_linear(unit: str) -> None:
    """No text makes the search take more than about ten times as long for ten times the length."""
    assert times_longer(lambda text: find_isolates(text, rtl=True), unit, 10_000 // len(unit), 10) < 35
