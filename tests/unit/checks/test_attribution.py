"""Sources and disagreements: what is missing, what nothing rests on, what is no disagreement."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

import briefgen
from tests.growth import FACTOR, MOST, growth
from tests.unit.checks.making import both, briefing_with, codes_and_paths, found_in
from tests.unit.checks.rule_examples import base


def sources(**of_second: Any) -> list[dict[str, Any]]:
    """Two sources, the second one with other parts; None takes a part away."""
    first, second = base()["sources"]
    return [first, {name: part for name, part in {**second, **of_second}.items() if part is not None}]


@pytest.mark.parametrize(
    ("parts", "codes"),
    [
        ({}, []),
        ({"publisher": None}, ["source.no-publisher"]),
        ({"publisher": None, "author": both("A. Writer")}, []),
        ({"date": None}, ["source.no-date"]),
        ({"date": None, "retrieved": "2024-07-12"}, []),
        ({"publisher": None, "date": None}, ["source.no-publisher", "source.no-date"]),
        ({"publisher": None, "date": None, "withheld": True}, []),
    ],
)
def test_what_a_source_lacks(parts: dict[str, Any], codes: list[str]) -> None:
    """A source says who published it and when; one that is withheld need not."""
    assert codes_and_paths(briefing_with(sources=sources(**parts))) == [(code, "sources[1]") for code in codes]


def test_uncited() -> None:
    """A source is cited by a list of sources, by a quote, or in a text of any part; else it is found."""
    text = {"summary": [both("It is open [@mo].")]}
    assert codes_and_paths(briefing_with(**text)) == [("source.uncited", "sources[1]")]
    citing: list[dict[str, Any]] = [
        {"timeline": [{"date": 1995, "text": both("It opens."), "sources": ["jt"]}]},
        {"decision": {"text": both("Agree [@jt].")}},
        {"annexes": [{"title": both("A"), "table": {"columns": [{"label": both("B")}], "rows": [[both("C [@jt]")]]}}]},
        {"quotes": [{"text": "So", "language": "fr", "translations": both("Oui"), "translated_by": both("Desk"),
                     "speaker": both("X"), "source": "jt"}]},
    ]  # fmt: skip
    for parts in citing:
        assert codes_and_paths(briefing_with(**text, **parts)) == []


def disagreement(first: dict[str, str], second: dict[str, str], adopted: dict[str, str], **more: Any) -> dict[str, Any]:
    """A disagreement of two positions."""
    positions = [{"value": first, "sources": ["mo"]}, {"value": second, "sources": ["jt"]}]
    return {"question": both("How many?"), "positions": positions, "adopted": adopted, **more}


def test_positions_that_agree() -> None:
    """Positions are the same if their words are, in one language, but for case, marks and markup."""
    same = disagreement(both("Seven *gates*"), both("seven gates"), both("Seven"))
    other = disagreement(both("Seven gates"), both("Eight gates"), both("Seven"))
    arabic = disagreement({"en": "Seven", "ar": "سبعة"}, {"en": "7 gates", "ar": "سَبعة"}, both("7"))
    found = found_in(briefing_with(disagreements=[same, other, arabic]))
    assert [(one.code, one.where.path) for one in found] == [
        ("disagreement.agrees", "disagreements[0].positions[1]"),
        ("disagreement.agrees", "disagreements[2].positions[1]"),
    ]
    assert found[0].related[0].path == "disagreements[0].positions[0]"


def with_positions(count: int, first: int = 0) -> briefgen.Briefing:
    """A briefing with a disagreement of so many positions, of which the last is one of them again."""
    positions = [{"value": both(f"{number} gates"), "sources": ["mo"]} for number in range(first, first + count)]
    many = {"question": both("How many?"), "positions": [*positions, positions[7]], "adopted": both("7 gates")}
    return briefing_with(disagreements=[many])


def test_many_positions_are_compared_at_once() -> None:
    """Each position is looked at once, however many there are: the work does not rise with the square of them."""
    fresh = itertools.count(0, 2_000)  # what has been read is remembered
    assert growth(lambda size: found_in(with_positions(size, next(fresh))), 2_000 // FACTOR, 2_000) < MOST
    found = found_in(with_positions(2_000))
    assert [(one.where.path, one.related[0].path) for one in found] == [
        ("disagreements[0].positions[2000]", "disagreements[0].positions[7]")
    ]


@pytest.mark.parametrize(
    ("adopted", "more", "found"),
    [
        (both("8 gates"), {}, True),
        (both("eight gates"), {}, True),
        (both("7 gates"), {}, False),
        (both("the later count"), {}, False),
        (both("8 gates of the 12"), {}, False),
        (both("8 gates"), {"reason": both("The mean of both.")}, False),
    ],
)
def test_adopted_by_nobody(adopted: dict[str, str], more: dict[str, Any], found: bool) -> None:  # noqa: FBT001 - expected
    """The one number that is adopted must be that of a position, unless a reason is given."""
    briefing = briefing_with(disagreements=[disagreement(both("7 gates"), both("9 gates"), adopted, **more)])
    expected = [("disagreement.adopted-unsupported", "disagreements[0].adopted.en")] if found else []
    assert codes_and_paths(briefing) == expected


def test_positions_without_numbers_are_not_compared() -> None:
    """Where a position has no number, nobody can tell that the adopted one is not meant."""
    briefing = briefing_with(disagreements=[disagreement(both("few gates"), both("9 gates"), both("8 gates"))])
    assert codes_and_paths(briefing) == []
