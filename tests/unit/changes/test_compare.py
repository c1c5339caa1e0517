"""Two briefings: every difference is said once, and at the place where it is."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefgen import Briefing, Comparison, compare, loads
from briefgen.changes.plain import plain
from tests.growth import FACTOR, MOST, growth
from tests.unit.changes.applying import WHOLE, applied, edited
from tests.unit.model.loading import VALID

OLD = loads(VALID)
FACTS = [
    {"label": {"en": label, "ar": label}, "value": {"en": value, "ar": value}}
    for label, value in (("Capital", "Amman"), ("Crossings", "seven"), ("Opening", "at 07:00"), ("Length", "14 km"))
]


def with_facts(*facts: dict[str, Any]) -> Briefing:
    """The briefing with these facts."""
    return Briefing.model_validate({**plain(OLD), "facts": list(facts)})


def said(comparison: Comparison) -> list[tuple[str, str | None, str | None]]:
    """What a comparison says, without the values."""
    return [(each.kind, each.old_path, each.new_path) for each in comparison.differences]


@given(st.integers(0, 2**32))
@settings(max_examples=100)
@example(0)
def test_differences_carried_out_give_the_new_briefing(number: int) -> None:
    """Whatever is edited in a briefing with every field: the differences, applied to the old one, give the new one."""
    old, new = edited(WHOLE, number), edited(WHOLE, number + 1)
    comparison = compare(old, new)
    assert applied(old, comparison.differences) == new
    assert bool(comparison.differences) == (old != new)
    assert sum(comparison.counts.values()) == len(comparison.differences)


def test_edits_are_edits() -> None:
    """Most of the edits that the property is shown by give another briefing."""
    assert sum(edited(WHOLE, number) != WHOLE for number in range(30)) >= 20


def test_equal_briefings_have_no_differences() -> None:
    """A briefing does not differ from itself, nor from a copy of it."""
    assert compare(WHOLE, WHOLE).differences == ()
    assert compare(WHOLE, Briefing.model_validate(plain(WHOLE))).differences == ()


def test_an_inserted_item_leaves_the_others_alone() -> None:
    """A fact that is put in first is all that is said, though all later ones have other paths now."""
    comparison = compare(with_facts(*FACTS[1:]), with_facts(*FACTS))
    assert said(comparison) == [("added", None, "facts[0]")]
    assert comparison.differences[0].after == FACTS[0]


def test_a_removed_item_leaves_the_others_alone() -> None:
    """A fact that goes is all that is said, with its old path."""
    comparison = compare(with_facts(*FACTS), with_facts(*FACTS[:1], *FACTS[2:]))
    assert said(comparison) == [("removed", "facts[1]", None)]


def test_a_moved_item_is_said_to_be_moved() -> None:
    """Of a fact that now stands first, nothing else is said, and of the others nothing at all."""
    comparison = compare(with_facts(*FACTS), with_facts(FACTS[3], *FACTS[:3]))
    assert said(comparison) == [("moved", "facts[3]", "facts[0]")]


def test_a_moved_item_may_have_changed() -> None:
    """A fact that moved and has another value is the same fact by its label."""
    changed = {**FACTS[3], "value": {"en": "15 km", "ar": "15 km"}}
    comparison = compare(with_facts(*FACTS), with_facts(changed, *FACTS[:3]))
    assert said(comparison) == [("moved", "facts[3]", "facts[0]"), ("changed", "facts[3].value", "facts[0].value")]


def test_a_changed_label_leaves_the_fact_the_same() -> None:
    """A fact is known by the label in the other language, too."""
    renamed = {**FACTS[1], "label": {"en": "Open crossings", "ar": "Crossings"}}
    comparison = compare(with_facts(*FACTS), with_facts(FACTS[0], renamed, *FACTS[2:]))
    assert said(comparison) == [("changed", "facts[1].label", "facts[1].label")]
    assert comparison.differences[0].only_in == ("en",)


def test_paragraphs_are_known_by_their_words() -> None:
    """A paragraph that was edited is the same one, though another was put in before it."""
    first = {"en": "The crossing opens in July and stays open", "ar": "يُفتتح المعبر في تموز ويبقى مفتوحًا"}
    second = {"en": "The crossing opens in August and stays open", "ar": "يُفتتح المعبر في آب ويبقى مفتوحًا"}
    added = {"en": "Nothing else is known.", "ar": "لا شيء غير ذلك معروف."}
    old = Briefing.model_validate({**plain(OLD), "summary": [first]})
    new = Briefing.model_validate({**plain(OLD), "summary": [added, second]})
    assert said(compare(old, new)) == [("added", None, "summary[0]"), ("changed", "summary[0]", "summary[1]")]


def test_sources_are_known_by_their_keys() -> None:
    """Two sources that change places, one of them with another title, are told apart by their keys."""
    one = {"key": "a", "title": {"en": "Same", "ar": "نفسه"}}
    other = {"key": "b", "title": {"en": "Same", "ar": "نفسه"}}
    titled = {"key": "b", "title": {"en": "Another", "ar": "غيره"}}
    sources = plain(OLD)["sources"]
    old = Briefing.model_validate({**plain(OLD), "sources": [*sources, one, other]})
    new = Briefing.model_validate({**plain(OLD), "sources": [*sources, titled, one]})
    found = said(compare(old, new))
    assert ("changed", "sources[2].title", "sources[1].title") in found
    assert [kind for kind, _, _ in found if kind != "changed"] == ["moved"]


def test_numbers_that_are_written_otherwise_differ() -> None:
    """7 and 7.0 are one number to Python, and two to a reader of the file."""
    figure = {"value": 7, "label": {"en": "Open", "ar": "مفتوح"}}
    old = Briefing.model_validate({**plain(OLD), "key_figures": [figure]})
    new = Briefing.model_validate({**plain(OLD), "key_figures": [{**figure, "value": 7.0}]})
    assert said(compare(old, new)) == [("changed", "key_figures[0].value", "key_figures[0].value")]


def test_a_change_in_one_language_is_flagged() -> None:
    """The languages in which a text changed are named where there are others; not where it changed in all."""
    one = compare(OLD, loads(VALID.replace("en: The crossing", "en: The new crossing"))).differences
    both = VALID.replace("en: The crossing", "en: The new crossing").replace("ar: المعبر", "ar: المعبر الجديد")
    assert [each.only_in for each in one] == [("en",)]
    assert [each.only_in for each in compare(OLD, loads(both)).differences] == [()]


def test_another_language_is_a_change_of_every_text() -> None:
    """A text in a language that the old briefing does not have is added, and no text is flagged for that."""
    single = VALID.replace("[en, ar]", "[en]")
    for line in ("  ar: المعبر\n", '    ar: "إنه مفتوح [@mo]."\n'):
        single = single.replace(line, "")
    for text in (", ar: الوزير", ", ar: مفتوح", ", ar: سبعة", ", ar: بيان", ", ar: وزارة"):
        single = single.replace(text, "")
    old = loads(single)
    comparison = compare(old, OLD)
    assert {each.texts[0].language for each in comparison.differences if each.texts} == {"ar"}
    assert all(each.only_in == () for each in comparison.differences)
    assert applied(old, comparison.differences) == OLD


def rows(count: int) -> list[list[Any]]:
    """The rows of a long table."""
    return [
        [f"Crossing {number}", number, {"en": f"open {number}", "ar": f"مفتوح {number}"}] for number in range(count)
    ]


def with_rows(table: list[list[Any]]) -> Briefing:
    """A briefing with an annex that has these rows."""
    columns = [{"label": {"en": name, "ar": name}} for name in ("Name", "Number", "State")]
    annex = {"title": {"en": "Crossings", "ar": "المعابر"}, "table": {"columns": columns, "rows": table}}
    return Briefing.model_validate({**plain(OLD), "annexes": [annex]})


@pytest.mark.parametrize("edit", ["cells", "reversed", "other"])
def test_the_time_of_a_table_rises_with_its_rows(edit: str) -> None:
    """Cells that change in all rows, rows in another order, and rows without any likeness: none is slow to compare."""
    small, large = (edited_table(edit, count) for count in (1000 // FACTOR, 1000))
    assert applied(large[0], compare(*large).differences) == large[1]
    assert growth(lambda versions: compare(*versions), small, large) < MOST


def edited_table(edit: str, count: int) -> tuple[Briefing, Briefing]:
    """A briefing with a table, and with the same table edited throughout."""
    table = rows(count)
    if edit == "cells":
        new = [[name, number + 1, state] for name, number, state in table[5:]] + table[:5]
    elif edit == "reversed":
        new = table[::-1]
    else:
        new = [[f"w{number}x", f"y{number}z", None] for number in range(count)]
    return with_rows(table), with_rows(new)


def test_a_changed_cell_is_found_in_its_row() -> None:
    """A row that is put in, and a cell of another row, are told apart."""
    table = rows(6)
    changed = [*table[:2], ["New", 9, None], *table[2:4], ["Crossing 4", 44, None], table[5]]
    assert said(compare(with_rows(table), with_rows(changed))) == [
        ("added", None, "annexes[0].table.rows[2]"),
        ("changed", "annexes[0].table.rows[4][1]", "annexes[0].table.rows[5][1]"),
        ("changed", "annexes[0].table.rows[4][2]", "annexes[0].table.rows[5][2]"),
    ]


def test_long_texts_that_have_nothing_in_common_are_fast() -> None:
    """Of two texts of 20,000 characters, in which few words come in another order, the time rises with their length."""
    small, large = (shuffled(count) for count in (9_990 // FACTOR, 9_990))
    assert applied(large[0], compare(*large).differences) == large[1]
    assert growth(lambda versions: compare(*versions), small, large) < MOST


def shuffled(count: int) -> tuple[Briefing, Briefing]:
    """Two briefings with a text of so many words, the same few in another order."""
    seed = random.Random(1)  # noqa: S311 - words, no secrets
    first, second = (
        Briefing.model_validate({**plain(OLD), "bottom_line": {"en": " ".join(words), "ar": "واحد"}})
        for words in (seed.choices("abcdefgh", k=count) for _ in range(2))
    )
    return first, second
