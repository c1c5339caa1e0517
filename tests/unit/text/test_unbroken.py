"""What a line does not end in: symbols of documents, addresses at their hyphens, and spans that are kept whole."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.text.opportunities import find_opportunities
from briefgen.text.paragraph import ParagraphText, TextSpan
from briefgen.text.setting import PreparedParagraph
from tests.growth import FACTOR, MOST, growth
from tests.unit.text.engine import REGULAR


def pieces(text: str, language: str = "en") -> list[str]:
    """What stands between the places where a line of a text may end."""
    ends = [each.position for each in find_opportunities(text, language)]
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def lines(spans: list[TextSpan], language: str, measure_pt: float) -> list[str]:
    """The text of each line at a measure."""
    paragraph = ParagraphText(tuple(spans), language)
    return [paragraph.text[line.start : line.end].strip() for line in PreparedParagraph(paragraph).set(measure_pt)]


@pytest.mark.parametrize(
    "symbol",
    [
        "S/RES/2728",
        "A/HRC/RES/45/1",
        "S/2024/RES/7",
        "A/78/PV.12",
        "A/78/L.5/Add.1",
        "E/CN.4/Sub.2/2003",
        "WC-A-2026-C",
    ],
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_symbol_stays_whole(symbol: str, language: str) -> None:
    """No line ends inside the symbol of a document, in either direction, whatever stands around it."""
    for text in (f"see {symbol} now", f"انظر {symbol}، ثم", f"({symbol})", f"{symbol}."):
        assert any(symbol in piece for piece in pieces(text, language))


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("example.org/statements/wadi-hours", ["example.org/", "statements/", "wadi-hours"]),
        ("https://my-site.example.org/a-b/c-d.html", ["https://", "my-site.example.org/", "a-b/", "c-d.html"]),
        ("first-name@my-desk.example", ["first-name@my-desk.example"]),
        ("example.org/a-b?from=c-d", ["example.org/", "a-b?", "from=c-d"]),
    ],
)
def test_an_address_parts_behind_strokes_only(address: str, wanted: list[str]) -> None:
    """A hyphen of an address stays inside its line: at the end of one, nobody knows whose it is."""
    assert pieces(address) == wanted
    assert pieces(f"في {address} هنا", "ar")[1:-1] == [*wanted[:-1], f"{wanted[-1]} "]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("well-known and/or other", ["well-", "known ", "and/or ", "other"]),
        ("a door-to-door visit", ["a ", "door-", "to-", "door ", "visit"]),
        ("TV/radio", ["TV/radio"]),
        ("EU/Jordan talks", ["EU/Jordan ", "talks"]),
    ],
)
def test_words_part_as_ever(text: str, wanted: list[str]) -> None:
    """Hyphens of words that are neither a symbol nor an address are places to break at; strokes are not."""
    assert pieces(text) == wanted


def test_a_name_that_has_no_room_parts_at_its_signs() -> None:
    """Where no line holds it, a symbol or an address parts behind a stroke or hyphen, rather than anywhere."""
    for name in ("S/RES/A/78/PV.12/Add.1", "example.org/the-hours-of-the-crossing-in-the-north"):
        found = lines([TextSpan(name, REGULAR)], "en", 70)
        assert len(found) > 1
        assert "".join(found) == name
        assert all(line[-1] in "/-" or following.startswith(".") for line, following in pairwise(found))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_unbroken_span_moves_to_the_next_line(language: str) -> None:
    """Spans that are unbroken stay on one line with those beside them that are; a wider one parts at a space."""
    spans = [
        TextSpan("some words · ", REGULAR),
        TextSpan("kept all ", REGULAR, unbroken=True),
        TextSpan("together", REGULAR, unbroken=True),
        TextSpan(" · and others", REGULAR),
    ]
    for measure in range(100, 300, 5):
        assert any("kept all together" in line for line in lines(spans, language, measure))
    assert lines([TextSpan("kept all together", REGULAR, unbroken=True)], language, 60) != ["kept all together"]
    for line in lines([TextSpan("kept all together", REGULAR, unbroken=True)], language, 60):
        assert set(line.split()) <= {"kept", "all", "together"}


@given(st.text(alphabet="aZ1-/.:@ بم\u00a0", max_size=40))
def test_every_text_has_its_places(text: str) -> None:
    """Places go up, and the last one is the end of the text."""
    found = [each.position for each in find_opportunities(text, "en")]
    assert found == sorted(set(found))
    assert found[-1:] == ([len(text)] if text else [])


@pytest.mark.parametrize("unit", ["A-", "A1/", "a@-", "://-", "A1-a ", "a.bc-"])
def test_looking_takes_linear_time(unit: str) -> None:
    """However many signs a word has, the time rises with its length."""
    count = 20_000 // len(unit)
    assert growth(lambda text: find_opportunities(text, "en"), unit * (count // FACTOR), unit * count) < MOST
