"""What stands together on a line where that costs little: references, addresses, and things that middle dots part."""

from __future__ import annotations

import pytest

from briefgen.text.opportunities import FROM_ITS_NOUN, find_opportunities
from briefgen.text.paragraph import ParagraphText, TextSpan
from briefgen.text.references import find_references
from briefgen.text.rules import LineRules
from briefgen.text.setting import PreparedParagraph
from tests.unit.text.engine import REGULAR

_FITS_PT = 0.01


def prepared(text: str, language: str = "en") -> PreparedParagraph:
    """A paragraph in the regular faces."""
    return PreparedParagraph(ParagraphText((TextSpan(text, REGULAR),), language))


def lines(text: str, measured: str, language: str = "en", rules: LineRules | None = None) -> list[str]:
    """The lines of a text where a line is as wide as ``measured``."""
    measured_pt = prepared(measured, language).pen(len(measured)) + _FITS_PT
    return [
        text[line.start : line.end].strip() for line in prepared(text, language).set(measured_pt, rules or LineRules())
    ]


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("under Resolution 423 of", "en", "423"),
        ("see section 4.2 of", "en", "4.2"),
        ("وفقا للقرار 423 ثم", "ar", "423"),
        ("بالمادة 5 من", "ar", "5"),
        ("والقرار 423 ثم", "ar", "423"),
        ("حسب المادة 5 من", "ar", "5"),
        ("la résolution 423 du", "fr", "423"),
        ("the reservation 423 of", "en", None),
    ],
)
def test_a_number_behind_its_noun(text: str, language: str, number: str | None) -> None:
    """Numbers behind nouns of reference are found, with particles written onto the noun, and behind no other words."""
    assert find_references(text, language) == (frozenset() if number is None else {text.index(number)})


def test_parting_a_number_from_its_noun_costs_something() -> None:
    """A line may begin with such a number, at a penalty."""
    found = {each.position: each.penalty for each in find_opportunities("by resolution 423 of it", "en")}
    assert found[len("by resolution ")] == FROM_ITS_NOUN
    assert found[len("by ")] == 0


def test_a_noun_goes_down_to_its_number() -> None:
    """A line ends before the noun where it stays full enough, and behind it where too little would be left."""
    text = "The General Assembly has decided so by rule 423 of the Assembly and others"
    assert lines(text, "The General Assembly has decided so by rule")[1].startswith("rule 423")
    text = "Under resolutions 423 of them"
    assert lines(text, "Under resolutions") == ["Under resolutions", "423 of them"]


@pytest.mark.parametrize(
    ("text", "measured", "expected"),
    [
        ("United Nations · 1950", "United Nations ·", ["United Nations ·", "1950"]),
        (
            "Plenary · Honduras and Yemen · 10 December 1948",
            "Plenary · Honduras and",
            ["Plenary ·", "Honduras and Yemen ·", "10 December 1948"],
        ),
    ],
)
def test_lines_end_at_middle_dots(text: str, measured: str, expected: list[str]) -> None:
    """A line ends between things that middle dots part, and not inside one that fits on a line."""
    assert lines(text, measured) == expected


def test_an_address_stands_whole_where_it_fits() -> None:
    """An address goes to a line of its own before it is parted, and is parted where no line holds it."""
    address = "example.org/statements/of-the-year/one"
    text = f"It stands at {address} now"
    assert any(address in line for line in lines(text, f"at {address}"))
    assert all(address not in line for line in lines(text, address[:-4]))


def test_a_title_parts_behind_its_colon() -> None:
    """Balanced lines end behind a colon or a comma, in either script, where they stay about as long as each other."""
    rules = LineRules(balanced=True)
    text = "Water for everyone: what the two ministries want"
    assert lines(text, "Water for everyone: what the two ", rules=rules)[0] == "Water for everyone:"
    text = "مياه للجميع، وما تريده الوزارات"
    assert lines(text, "مياه للجميع، وما تريده", "ar", rules)[0] == "مياه للجميع،"
