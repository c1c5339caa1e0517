"""Briefings out of data in memory: exact, with paths, and with the hints that a file gets."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any, NamedTuple

import numpy as np
import pydantic
import pytest

import briefgen
from briefgen.building.plain import number_of
from briefgen.model import PartialDate


def both(english: str, arabic: str) -> dict[str, str]:
    """A text in two languages."""
    return {"en": english, "ar": arabic}


@dataclasses.dataclass
class Row:
    """A record as a program may have it."""

    value: Any
    label: dict[str, str]
    as_of: Any = None
    sources: tuple[str, ...] = ()


class Title(NamedTuple):
    """A text as a named tuple."""

    en: str
    ar: str


class Place(pydantic.BaseModel):
    """A part as a model of somebody else's."""

    date: dt.date
    place: Title | None = None
    time: str | None = None


class Kind(enum.Enum):
    """A choice as an enumeration."""

    FACTS = "fact-sheet"


def data(**others: Any) -> dict[str, Any]:
    """A small briefing, with other parts."""
    return {"title": Title("The crossing", "المعبر"), "summary": [both("Open.", "مفتوح.")], **others}


def refused(content: object) -> dict[str | None, tuple[str, tuple[str, ...]]]:
    """What is wrong with data: code and hints by path. No place has a line, since there is no file."""
    with pytest.raises(briefgen.InvalidBriefing) as caught:
        briefgen.build(content)
    found = caught.value.diagnostics
    assert {(each.where.file, each.where.line, each.where.column) for each in found} == {(None, None, None)}
    return {each.where.path: (each.code, each.hints) for each in found}


def test_parts_of_every_sort() -> None:
    """Dataclasses, named tuples, models of pydantic, enumerations, dates and paths make the briefing that they say."""
    figure = Row(7, both("Open", "مفتوحة"), dt.date(2024, 7, 12), ("mo",))
    built = briefgen.build(
        data(
            kind=Kind.FACTS,
            meeting=Place(date=dt.date(2024, 7, 15), place=Title("Amman", "عمّان")),
            key_figures=(figure, dataclasses.replace(figure, as_of=PartialDate(2024, 7))),
            sources=[{"key": "mo", "title": both("A", "أ"), "text": {"file": PurePosixPath("sources/mo.txt")}}],
        )
    )
    assert built.kind == "fact-sheet"
    assert built.meeting is not None
    assert built.meeting.place is not None
    assert built.meeting.place["ar"] == "عمّان"
    assert built.meeting.time is None
    assert [str(each.as_of) for each in built.key_figures] == ["2024-07-12", "2024-07"]
    assert built.sources[0].text is not None
    assert built.sources[0].text.file == "sources/mo.txt"


def test_a_briefing_stays_what_it_is() -> None:
    """A briefing, and parts of one, can be built into a briefing again."""
    first = briefgen.build(data(facts=[{"label": both("a", "أ"), "value": both("b", "ب"), "only_for": []}]))
    assert briefgen.build(first) == first
    assert briefgen.build(data(facts=first.facts)).facts == first.facts
    assert first.facts[0].only_for == ()


def test_nothing_and_empty_lists_are_left_out() -> None:
    """``None`` and a list without items mean that nothing is there, as in the rows of a database."""
    built = briefgen.build(data(reference=None, facts=[], sources=(), dates=None))
    assert built == briefgen.build(data())


def test_what_is_needed_is_asked_for() -> None:
    """A required key that is ``None``, and a required list without items, are problems as in a file."""
    found = refused({"title": None, "summary": []})
    assert found["title"][0] == "model.missing-key"
    assert found["summary"][0] == "model.empty-list"


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        (Decimal("12.50"), 12.5),
        (Decimal("0.1"), 0.1),
        (Decimal(10) ** 30, 10**30),
        (0.1 + 0.2, 0.30000000000000004),
        (np.int64(7), 7),
        (np.float64(0.1), 0.1),
        (np.float32(0.1), 0.1),
        (np.str_("7"), "7"),
    ],
)
def test_numbers_are_exact(number: object, kept: object) -> None:
    """A number of any sort is the same number in the briefing, in a type of Python's own."""
    value = briefgen.build(data(key_figures=[Row(number, both("a", "أ"))])).key_figures[0].value
    assert value == kept
    assert type(value) is type(kept)


@pytest.mark.parametrize("number", [Decimal("0.12345678901234567890"), Decimal("NaN"), Decimal("1e400"), float("nan")])
def test_numbers_are_not_rounded(number: object) -> None:
    """A number that would have to be rounded, or is none, is refused with its path."""
    assert refused(data(key_figures=[Row(number, both("a", "أ"))]))["key_figures[0].value"][0] == "model.bad-number"


@pytest.mark.parametrize("value", [np.bool_(1), True, dt.datetime(2024, 7, 12), Decimal, object(), b"7", {7}])  # noqa: DTZ001
def test_other_values_are_refused(value: object) -> None:
    """Truth values, times, classes, bytes and sets are no figure."""
    assert refused(data(key_figures=[Row(value, both("a", "أ"))]))["key_figures[0].value"][0] == "model.not-text"


def test_hints_are_those_of_a_file() -> None:
    """A key that is misspelt, a wrong choice and a text that is a number get the hints that ``load`` gives."""
    found = refused(data(summery=[], kind="factsheet", reference=7))
    assert found["summery"] == ("model.unknown-key", ("did you mean `summary`?",))
    assert "fact-sheet" in found["kind"][1][0]
    assert found["reference"] == ("model.not-text", ('put it in quotes: "7"',))


def test_an_array_is_a_list() -> None:
    """An array of numpy is a list of its items, and an empty item of a list is refused."""
    assert len(briefgen.build(data(background=np.array([both("a", "أ")], dtype=object))).background) == 1
    assert refused(data(background=[None]))["background[0]"][0] == "model.no-value"


def test_a_list_in_itself_is_refused() -> None:
    """What contains itself is refused, and nothing runs for ever."""
    endless: list[object] = []
    endless.append(endless)
    assert [code for code, _ in refused(data(facts=endless)).values()] == ["file.too-deep"]


def test_too_much_is_refused() -> None:
    """Lists that are used many times over count each time."""
    many: list[object] = ["text"] * 1_000
    assert [code for code, _ in refused(data(facts=[many] * 1_000)).values()] == ["file.too-large"]


@pytest.mark.parametrize("content", [None, "title: A", [data()], 7])
def test_other_data_is_a_mistake_of_the_program(content: object) -> None:
    """Data without keys is a ``TypeError``: no author can mend it."""
    with pytest.raises(TypeError, match="data must be a mapping"):
        briefgen.build(content)


def test_a_key_that_is_no_text() -> None:
    """A language tag that is a number, or one of an enumeration, is looked at as it is."""
    assert refused(data(objective={7: "a"}))["objective[7]"][0] == "model.bad-language-tag"
    found = refused(data() | {7: "a"})
    assert found["[7]"] == ("model.unknown-key", ("write keys as texts",))


def test_decimals_at_the_limit() -> None:
    """A ``Decimal`` of as many digits as the model takes is kept, and a longer one is not even written out."""
    assert number_of(Decimal("9" * 100)) == int("9" * 100)
    assert number_of(Decimal("1e999999")) is None
