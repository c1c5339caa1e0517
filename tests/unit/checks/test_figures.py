"""Figures and facts: what each lacks, how old it is, and where places differ."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import briefgen
from tests.unit.checks.making import both, briefing_with, codes_and_paths, fact, figure, found_in


def test_nothing_is_missing() -> None:
    """A figure and a fact with everything are not talked about."""
    assert codes_and_paths(briefing_with(key_figures=[figure()], facts=[fact("Capital", "Amman")])) == []


def test_without_source() -> None:
    """A figure or fact without a source is found, unless a text of it cites one."""
    cited = {"en": "open all day [@jt]", "ar": "مفتوحة طوال اليوم [@jt]"}
    briefing = briefing_with(
        key_figures=[figure(sources=None), figure(sources=None, label=cited)],
        facts=[fact("Capital", "Amman", sources=None), fact("Capital", "Amman [@mo]", sources=None)],
    )
    assert codes_and_paths(briefing) == [("figure.no-source", "key_figures[0]"), ("figure.no-source", "facts[0]")]


def test_table_without_source() -> None:
    """A table with numbers needs a source; one with words alone does not."""
    columns = [{"label": both("Month")}, {"label": both("Lorries")}]
    numbers = {"title": both("Traffic"), "table": {"columns": columns, "rows": [["June", 420]]}}
    words = {"title": both("Staff"), "table": {"columns": columns, "rows": [["June", "few"]]}}
    briefing = briefing_with(annexes=[numbers, words, {**numbers, "sources": ["mo"]}])
    assert codes_and_paths(briefing) == [("figure.no-source", "annexes[0]")]


def test_without_date() -> None:
    """A key figure needs a date; a fact only if its value is a number."""
    briefing = briefing_with(
        key_figures=[figure(as_of=None)],
        facts=[fact("Capital", "Amman", as_of=None), fact("Staff", "120 people", as_of=None)],
    )
    assert codes_and_paths(briefing) == [("figure.no-date", "key_figures[0]"), ("figure.no-date", "facts[1]")]


@pytest.mark.parametrize(
    ("value", "label", "found"),
    [
        (12_000_000, {"en": "Budget of the office", "ar": "كلفة المكتب"}, True),
        ("12 000 000", {"en": "Budget", "ar": "الميزانية"}, False),  # a text is printed as it is, and read with care
        ("12000000", {"en": "Budget", "ar": "الميزانية"}, True),
        (2.5, {"en": "Staff", "ar": "الموظفون"}, True),
        (7, {"en": "Open crossings", "ar": "المعابر المفتوحة"}, False),
        (7, {"en": "Countries that share a border", "ar": "الدول المجاورة"}, True),
        (12, {"en": "Length in km", "ar": "الطول بالكيلومتر"}, False),
        (40, {"en": "Share of women, per cent", "ar": "نسبة النساء بالمئة"}, False),
        ("3 to 5", {"en": "Length", "ar": "الطول"}, False),
    ],
)
def test_without_unit(value: Any, label: dict[str, str], found: bool) -> None:  # noqa: FBT001 - what is expected
    """A bare number needs a unit if it is no count; what its label says is taken for one."""
    briefing = briefing_with(key_figures=[figure(value, unit=None, label=label)])
    assert codes_and_paths(briefing) == ([("figure.no-unit", "key_figures[0].value")] if found else [])


@pytest.mark.parametrize(
    ("as_of", "old"), [("2024-04-13", False), ("2024-04-12", True), ("2024-04", False), ("2024-03", True)]
)
def test_age(as_of: str, old: bool) -> None:  # noqa: FBT001 - what is expected
    """Age is counted to the day of the briefing, from the last day that the date may mean."""
    briefing = briefing_with(key_figures=[figure(as_of=as_of)])
    assert codes_and_paths(briefing, max_age_days=90) == ([("figure.old", "key_figures[0].as_of")] if old else [])
    assert codes_and_paths(briefing) == []


def test_age_without_a_day() -> None:
    """A briefing without dates has no day to count to, and no clock is asked."""
    data = briefing_with(key_figures=[figure(as_of="1990")]).model_dump(exclude={"dates"})
    assert codes_and_paths(briefgen.Briefing.model_validate(data), max_age_days=1) == []


def test_age_counts_to_the_day_of_issue() -> None:
    """Where there is a day of issue, that is the one that age is counted to."""
    dates = {"as_of": "2024-07-12", "issued": "2024-08-01"}
    briefing = briefing_with(dates=dates, key_figures=[figure()])
    assert codes_and_paths(briefing, max_age_days=19) == [("figure.old", "key_figures[0].as_of")]
    assert codes_and_paths(briefing, max_age_days=20) == []


def test_days_that_are_over() -> None:
    """What lies ahead must not be before the day of issue."""
    dates = {"as_of": "2024-07-01", "issued": "2024-07-12", "next_update": "2024-07-11", "review_by": "2024-07-12"}
    decision = {"text": both("Whether to open"), "deadline": "2024-07-10"}
    briefing = briefing_with(dates=dates, decision=decision)
    assert codes_and_paths(briefing) == [
        ("figure.past-date", "dates.next_update"),
        ("figure.past-date", "decision.deadline"),
    ]


DIFFERING: list[tuple[dict[str, Any], str]] = [
    ({"background": [{"en": "There are 8 crossings open all day.", "ar": "هذه."}]}, "background[0].en"),
    ({"background": [{"en": "This.", "ar": "ثمة ٨ معابر مفتوحة طوال اليوم."}]}, "background[0].ar"),
    ({"background": [{"en": "This.", "ar": "ثمة ثمانية مَعابر مفتوحة طوال اليوم."}]}, "background[0].ar"),
    ({"bottom_line": {"en": "Eight Crossings are *open* all day.", "ar": "هذه."}}, "bottom_line.en"),
    ({"points_to_make": [{"text": {"en": "All day 1,200 crossings are open.", "ar": "هذه."}}]},
     "points_to_make[0].text.en"),
    ({"lines_if_asked": [{"question": both("Q"), "answer": {"en": "8 crossings open all day", "ar": "هذه"}}]},
     "lines_if_asked[0].answer.en"),
    ({"facts": [fact("Crossings open all day", "8")]}, "facts[0]"),
    ({"facts": [fact("Open all day", "8 crossings")]}, "facts[0]"),
    ({"key_figures": [figure(), figure(8)]}, "key_figures[1]"),
    ({"annexes": [{"title": both("Annex"), "sources": ["mo"], "table": {
        "columns": [{"label": both("What")}, {"label": both("Number"), "unit": {"en": "crossings", "ar": "معابر"}}],
        "rows": [["Open all day", 8]]}}]}, "annexes[0].table.rows[0][1]"),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "path"), DIFFERING, ids=lambda value: value if isinstance(value, str) else "")
def test_places_that_differ(parts: dict[str, Any], path: str) -> None:
    """The same quantity with another number is found in prose, facts, figures and tables, in each language."""
    found = found_in(briefing_with(**{"key_figures": [figure()], **parts}))
    assert [(one.code, one.where.path) for one in found] == [("figure.differs", path)]
    assert [place.path for place in found[0].related] == ["key_figures[0]"]
    assert "concerns: [key_figures[0], " in found[0].hints[1]


def test_the_place_in_the_sentence() -> None:
    """The characters of a finding are those of the number, counted without markup."""
    text = {"en": "Of **old**, there were 8 crossings open all day.", "ar": "هذه."}
    (found,) = found_in(briefing_with(key_figures=[figure()], background=[text]))
    assert found.where.characters == (19, 20)
    assert found.message == "here it is 8, and at key_figures[0] 7"


@pytest.mark.parametrize(
    "sentence",
    [
        "There are 7 crossings open all day.",
        "There are seven crossings open all day.",
        "There are 8 crossings.",
        "8 of the 7 crossings are open all day.",
        "In 2019, 6 crossings were open all day.",
        "About 8 crossings are open all day.",
        "More than 6 crossings are open all day.",
        "There are 6 to 8 crossings open all day.",
        "Another 3 crossings will be open all day.",
        "They are open all day. There are 8 crossings.",
        "There are 8 border crossings open all day.",
        "Crossing 8 is open all day.",
    ],
)
def test_sentences_that_do_not_differ(sentence: str) -> None:
    """What has the right number, another year, a rounded number or another noun is passed over."""
    assert codes_and_paths(briefing_with(key_figures=[figure()], background=[{"en": sentence, "ar": "هذه."}])) == []


def test_the_same_year_is_no_other_year() -> None:
    """A sentence that names the year of the figure speaks of the figure."""
    text = {"en": "In 2024, 8 crossings are open all day.", "ar": "هذه."}
    assert codes_and_paths(briefing_with(key_figures=[figure()], background=[text])) == [
        ("figure.differs", "background[0].en")
    ]


@pytest.mark.parametrize(
    "other",
    [
        figure(8, as_of="2023-07-12"),
        figure(8, unit={"en": "bridges", "ar": "جسور"}),
        figure(8, label={"en": "open at night", "ar": "مفتوحة ليلًا"}),
        figure("about 8"),
        figure("6 to 8"),
        figure(7.0),
    ],
)
def test_figures_that_do_not_differ(other: dict[str, Any]) -> None:
    """Another date, unit or label makes another quantity; what is no plain number is not compared."""
    assert codes_and_paths(briefing_with(key_figures=[figure(), other])) == []


def test_short_and_full_forms_are_the_same() -> None:
    """A term of the glossary names the same quantity in its short and its full form."""
    term = {"short": {"en": "JCC", "ar": "هـ م"}, "full": {"en": "Joint Crossing Council", "ar": "هيئة المعابر"}}
    facts = [fact("Staff of the JCC", "120"), fact("Staff of the Joint Crossing Council", "130")]
    briefing = briefing_with(glossary=[term], facts=facts)
    assert codes_and_paths(briefing) == [("figure.differs", "facts[1]")]


@pytest.mark.parametrize("concerns", [["key_figures[0]"], ["background[0]"], ["background"], ["key_figures[0].value"]])
def test_what_a_disagreement_concerns_may_differ(concerns: list[str]) -> None:
    """A disagreement that names one of the places says already that they differ."""
    positions = [{"value": both("7"), "sources": ["mo"]}, {"value": both("8"), "sources": ["jt"]}]
    disagreement = {"question": both("How many?"), "positions": positions, "adopted": both("7"), "concerns": concerns}
    text = {"en": "There are 8 crossings open all day.", "ar": "هذه."}
    briefing = briefing_with(key_figures=[figure()], background=[text], disagreements=[disagreement])
    expected = [] if concerns != ["key_figures[0].value"] else [("figure.differs", "background[0].en")]
    assert codes_and_paths(briefing) == expected


@pytest.mark.parametrize("name", ["examples/liaison-office/briefing.yaml", "tests/rendering/whole_model.yaml"])
def test_real_briefings_do_not_differ(checkout: Path, name: str) -> None:
    """Nothing in the examples is taken for a contradiction or a missing unit."""
    codes = {found.code for found in found_in(briefgen.load(checkout / name))}
    assert codes.isdisjoint({"figure.differs", "figure.no-unit", "figure.past-date", "disagreement.agrees"})


def test_swapped_figures_are_found(checkout: Path) -> None:
    """Each figure of the example, said once more in a sentence with another number, is found in both languages."""
    example = briefgen.load(checkout / "examples" / "liaison-office" / "briefing.yaml")
    data = example.model_dump()
    found = 0
    for index, key_figure in enumerate(example.key_figures):
        for language, number in (("en", "19"), ("ar", "١٩")):
            unit = key_figure.unit
            assert unit is not None
            said = {tag: f"{unit[tag]}" for tag in example.languages}
            said[language] = f"{number} {unit[language]} {key_figure.label[language]}"
            briefing = briefgen.Briefing.model_validate({**data, "background": [said]})
            differing = [one for one in found_in(briefing) if one.code == "figure.differs"]
            assert [one.related[0].path for one in differing] == [f"key_figures[{index}]"]
            assert differing[0].where.path == f"background[0].{language}"
            found += 1
    assert found == 2 * len(example.key_figures) == 6
