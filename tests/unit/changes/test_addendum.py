"""An addendum: a briefing that says what changed to those who may know it, and nothing that no page shows."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen import Briefing, InvalidBriefing, addendum, compare, loads
from briefgen.changes.addendum import visible_differences
from briefgen.changes.plain import plain
from briefgen.model.redaction import for_audience
from briefgen.model.write import to_json, to_yaml
from tests.unit.changes.applying import WHOLE, edited
from tests.unit.model.loading import VALID

OLD = loads(VALID)
DATA = plain(OLD)


def changed(**fields: Any) -> Briefing:
    """The briefing with other fields."""
    return Briefing.model_validate({**DATA, **fields})


def lines(new: Briefing, old: Briefing = OLD) -> list[dict[str, Any]]:
    """The lines of the addendum."""
    return [plain(change) for change in addendum(compare(old, new)).changes]


def test_an_addendum_has_the_head_of_the_new_briefing() -> None:
    """Title, dates and people are those of the new briefing; it names the old one, and is numbered."""
    title = {"en": "New [@mo]", "ar": "جديد"}
    new = changed(title=title, reference="JO-2024-08", bottom_line={"en": "So *it* is [@mo].", "ar": "هكذا."})
    made = addendum(compare(OLD, new))
    assert (made.reference, made.status, made.addendum_to) == ("JO-2024-07/1", "addendum", "JO-2024-07")
    assert made.title.root == {"en": "New", "ar": "جديد"}
    assert made.summary[0].root == {"en": "So *it* is.", "ar": "هكذا."}
    assert (made.dates, made.handling, made.prepared_for) == (new.dates, new.handling, new.prepared_for)
    assert made.sources == ()


def test_addenda_are_numbered() -> None:
    """The number can be given; the addendum to an addendum has the next one, and names the same briefing."""
    new = changed(title={"en": "New", "ar": "جديد"})
    assert addendum(compare(OLD, new), number=4).reference == "JO-2024-07/4"
    second = changed(reference="JO-2024-07/2", status="addendum", addendum_to="JO-2024-07")
    third = addendum(compare(second, new))
    assert (third.reference, third.addendum_to) == ("JO-2024-07/3", "JO-2024-07")
    with pytest.raises(ValueError, match="at least 1"):
        addendum(compare(OLD, new), number=0)


def test_a_briefing_without_reference_has_no_addendum() -> None:
    """An addendum must name what it belongs to."""
    old = Briefing.model_validate({name: value for name, value in DATA.items() if name != "reference"})
    with pytest.raises(InvalidBriefing) as caught:
        addendum(compare(old, OLD))
    assert [found.code for found in caught.value.diagnostics] == ["diff.no-reference"]


def test_what_is_too_much_is_refused() -> None:
    """A text that is replaced by one as long as texts may be does not fit into a line."""
    texts = [{"en": letter * 15_000, "ar": letter} for letter in "ab"]
    old, new = (changed(bottom_line=text) for text in texts)
    with pytest.raises(InvalidBriefing) as caught:
        addendum(compare(old, new))
    assert [found.code for found in caught.value.diagnostics] == ["diff.too-much"]


def test_sources_of_quotes_have_their_numbers() -> None:
    """A line about the source of a quote has numbers, as all citations have: keys are printed nowhere."""
    quote = {
        "text": "It is open.", "language": "en", "translations": {"ar": "إنه مفتوح."},
        "translated_by": {"en": "We", "ar": "نحن"}, "speaker": {"en": "She", "ar": "هي"},
    }  # fmt: skip
    sources = [*DATA["sources"], {"key": "cable", "title": {"en": "Cable", "ar": "برقية"}}]
    first = DATA["sources"][0]["key"]
    old = changed(sources=sources, quotes=[{**quote, "source": first}])
    new = changed(sources=sources, quotes=[{**quote, "source": "cable"}])
    (line,) = lines(new, old)
    assert (line["before"], line["after"]) == ("[1]", f"[{len(sources)}]")


def test_without_visible_changes_there_is_no_addendum() -> None:
    """What no page shows is a difference, and nothing to tell a reader."""
    new = changed(version="2", schema_version=1)
    comparison = compare(OLD, new)
    assert comparison.differences
    assert list(visible_differences(comparison)) == []
    with pytest.raises(ValueError, match="nothing has changed"):
        addendum(comparison)


def test_another_version_is_told_beside_what_changed() -> None:
    """A version alone is no reason for an addendum; together with something else, it has a line."""
    new = changed(version="2", title={"en": "New", "ar": "جديد"})
    told = [(line["path"], line.get("before"), line.get("after")) for line in lines(new, changed(version="1"))]
    assert ("version", "1", "2") in told


def test_words_are_as_printed() -> None:
    """Markup and citations are no words; where only they changed, they are shown."""
    text = {"en": "It was *open* [@mo].", "ar": "إنه مفتوح [@mo]."}
    assert lines(changed(summary=[text]))[0]["words"] == {"en": "It [-is-]{+was+} open.", "ar": "إنه مفتوح."}
    marked = {"en": "It is *open* [@mo].", "ar": "إنه مفتوح [@mo]."}
    words = lines(changed(summary=[marked]))[0]["words"]
    assert words["en"] == "It is {+*+}open{+*+}."
    uncited = {"en": "It is open.", "ar": "إنه مفتوح [@mo]."}
    assert lines(changed(summary=[uncited]))[0]["words"]["en"] == r"It is open[- \[1\]-]."


def test_lines_are_about_something() -> None:
    """A changed value has the label of what it is of; a new fact has one line for each of its values."""
    fact = {**DATA["facts"][0], "value": {"en": "Eight", "ar": "ثمانية"}, "as_of": "2024-08"}
    other = {"label": {"en": "Length", "ar": "الطول"}, "value": {"en": "2 km", "ar": "2 كم"}, "sources": ["mo"]}
    assert lines(changed(facts=[fact, other])) == [
        {
            "path": "facts[0].value",
            "kind": "changed",
            "label": {"en": "Open", "ar": "مفتوح"},
            "words": {"en": "[-Seven-]{+Eight+}", "ar": "[-سبعة-]{+ثمانية+}"},
        },
        {
            "path": "facts[0].as_of",
            "kind": "changed",
            "label": {"en": "Open", "ar": "مفتوح"},
            "before": "2024-07",
            "after": "2024-08",
        },
        {
            "path": "facts[1].value",
            "kind": "added",
            "label": {"en": "Length", "ar": "الطول"},
            "words": {"en": "{+2 km+}", "ar": "{+2 كم+}"},
        },
        {"path": "facts[1].sources", "kind": "added", "label": {"en": "Length", "ar": "الطول"}, "after": "[1]"},
    ]


def test_cells_are_found_in_their_table() -> None:
    """A changed cell has the row and the column in its label; a row that is added is one line, without empty cells."""
    columns = [{"label": {"en": "Month", "ar": "الشهر"}}, {"label": {"en": "*Trucks*", "ar": "الشاحنات"}}]
    july, august = {"en": "July [1]", "ar": "تموز"}, {"en": "August", "ar": "آب"}

    def with_rows(*rows: list[Any]) -> Briefing:
        annex = {"title": {"en": "By month", "ar": "بالشهر"}, "table": {"columns": columns, "rows": list(rows)}}
        return changed(annexes=[annex])

    new = with_rows([july, 450], [august, 7], [None, "A*"])
    assert lines(new, with_rows([july, 420])) == [
        {
            "path": "annexes[0].table.rows[0][1]",
            "kind": "changed",
            "label": {"en": "By month · July [1] · Trucks", "ar": "بالشهر · تموز · الشاحنات"},
            "before": 420,
            "after": 450,
        },
        {
            "path": "annexes[0].table.rows[1]",
            "kind": "added",
            "label": {"en": "By month", "ar": "بالشهر"},
            "words": {"en": "{+August · 7+}", "ar": "{+آب · 7+}"},
        },
        {
            "path": "annexes[0].table.rows[2]",
            "kind": "added",
            "label": {"en": "By month", "ar": "بالشهر"},
            "words": {"en": "{+A*+}", "ar": "{+A*+}"},
        },
    ]
    first = with_rows([{"en": "July", "ar": "تموز"}, 420])
    label = {"en": "By month · Month", "ar": "بالشهر · الشهر"}
    assert [line["label"] for line in lines(with_rows([july, 420]), first)] == [label]


def test_a_value_of_something_without_a_name_has_its_text() -> None:
    """How likely a risk is, is told of the risk; that another text changed, of nothing but its place."""
    risk = {"text": {"en": "A *delay* [@mo]", "ar": "تأخير"}, "likelihood": "low"}
    old = changed(risks=[risk])
    assert lines(changed(risks=[{**risk, "likelihood": "high"}]), old) == [
        {
            "path": "risks[0].likelihood",
            "kind": "changed",
            "label": {"en": "A delay", "ar": "تأخير"},
            "before": "low",
            "after": "high",
        }
    ]
    renamed = {**risk, "text": {"en": "A long delay [@mo]", "ar": "تأخير"}}
    assert "label" not in lines(changed(risks=[renamed]), old)[0]


def test_a_moved_fact_is_named() -> None:
    """Of what moved, only what it is called is told."""
    other = {"label": {"en": "Length", "ar": "الطول"}, "value": {"en": "2 km", "ar": "2 كم"}}
    third = {"label": {"en": "Width", "ar": "العرض"}, "value": {"en": "9 m", "ar": "9 م"}}
    facts = [*DATA["facts"], third, other]
    assert lines(changed(facts=[other, *facts[:2]]), changed(facts=facts)) == [
        {"path": "facts[0]", "kind": "moved", "label": {"en": "Length", "ar": "الطول"}}
    ]


def test_quotes_keep_their_language() -> None:
    """The words of a quote are the same for readers of every language, and say which one they are in."""
    quote = {
        "text": "العمل مستمر", "language": "ar", "translations": {"en": "The work goes on"},
        "translated_by": {"en": "We", "ar": "نحن"}, "speaker": {"en": "She", "ar": "هي"}, "source": "mo",
    }  # fmt: skip
    line = lines(changed(quotes=[{**quote, "text": "العمل لم يتوقف"}]), changed(quotes=[quote]))[0]
    assert line["words"] == dict.fromkeys(("en", "ar"), "العمل [-مستمر-]{+لم يتوقف+}")
    assert (line["language"], line["label"]) == ("ar", {"en": "She", "ar": "هي"})


def test_lines_are_for_those_who_may_know() -> None:
    """A line about a part for some audiences is for these; so is one about a part that was for them before."""
    new = plain(WHOLE)
    for item in (*new["facts"], *new["not_for_use"]):
        for name in ("value", "text"):
            if name in item:
                item[name] = {tag: f"{text} secretly" for tag, text in item[name].items()}
    made = addendum(compare(WHOLE, Briefing.model_validate(new)))
    hidden = [change for change in made.changes if change.path.startswith("not_for_use")]
    assert hidden
    assert all(change.only_for == ("cabinet",) for change in hidden)
    for_press = for_audience(made, "press")
    assert "not_for_use" not in to_json(for_press)
    assert "secretly" in to_json(for_audience(made, "cabinet"))


def test_nothing_is_told_to_those_who_may_not_know() -> None:
    """What an audience is not to get of the new or the old briefing is in no line, nor in the head or the summary."""
    press = {"key": "press", "name": {"en": "the press", "ar": "الصحافة"}}
    desk = {"key": "desk", "name": {"en": "the desk", "ar": "المكتب"}}
    meeting = {
        "place": {"en": "Room 2", "ar": "القاعة 2"},
        "participants": [
            {"name": {"en": "Salma", "ar": "سلمى"}},
            {"name": {"en": "SECRET-1", "ar": "سلمى"}, "role": {"en": "SECRET-2", "ar": "رئيسة"}, "only_for": ["desk"]},
        ],
    }
    source = {"key": "two", "title": {"en": "SECRET-3", "ar": "بيان"}, "url": "https://example.org/SECRET-4"}
    contact = {"name": {"en": "Desk", "ar": "المكتب"}, "phone": "+962 6 SECRET-5"}
    hidden = [*("bottom_line", "sources.two", "contact.phone", "facts[0]")]
    new = changed(
        audiences=[{**press, "without": hidden}, desk],
        meeting=meeting,
        sources=[*DATA["sources"], source],
        contact=contact,
        bottom_line={"en": "SECRET-6", "ar": "سر"},
        facts=[{**DATA["facts"][0], "value": {"en": "SECRET-7", "ar": "سر"}}],
    )
    made = addendum(compare(OLD, new))
    whole, for_desk, for_press = (to_json(each) for each in (made, *(for_audience(made, k) for k in ("desk", "press"))))
    for number in range(1, 8):
        assert f"SECRET-{number}" in whole
        assert f"SECRET-{number}" in for_desk
        assert f"SECRET-{number}" not in for_press
    assert "Room 2" in for_press
    assert made.summary == (OLD.summary[0].model_copy(update={"root": {"en": "It is open.", "ar": "إنه مفتوح."}}),)


@pytest.mark.parametrize("number", range(40))
def test_any_addendum_is_a_briefing(number: int) -> None:
    """Whatever is edited: the addendum is valid, reads back as it was written, and is valid for each audience."""
    comparison = compare(WHOLE, edited(WHOLE, number))
    visible = list(visible_differences(comparison))
    if not visible:
        return
    made = addendum(comparison)
    assert loads(to_yaml(made)) == made
    assert len(made.changes) >= len(visible)
    for audience in made.audiences:
        for_audience(made, audience.key)


def _area(status: str, progress: int) -> dict[str, Any]:
    texts = {"title": {"en": "Water", "ar": "المياه"}, "description": {"en": "Wells.", "ar": "آبار."}}
    return {**texts, "status": status, "progress": progress}


def test_how_far_an_area_has_come_is_told() -> None:
    """The status of an area, unlike that of the briefing, has a line with the name of the area; so has its progress."""
    old, new = (changed(activity_areas=[_area(*each)]) for each in (("active", 40), ("done", 100)))
    label = {"en": "Water", "ar": "المياه"}
    assert lines(new, old) == [
        {"path": f"activity_areas[0].{name}", "kind": "changed", "label": label, "before": before, "after": after}
        for name, before, after in (("status", "active", "done"), ("progress", 40, 100))
    ]


UNIT = {"en": "lorries", "ar": "شاحنة"}


def _figure(value: int, **more: Any) -> dict[str, Any]:
    return {"value": value, "label": {"en": "a day", "ar": "يوميًا"}, "unit": UNIT, **more}


def test_a_figure_is_told_with_its_unit() -> None:
    """A number that changed has the unit that it was and is in; where that changed too, it has a line of its own."""
    (line,) = lines(changed(key_figures=[_figure(8)]), changed(key_figures=[_figure(7)]))
    assert (line["before"], line["after"], line["unit"]) == (7, 8, UNIT)
    both = lines(
        changed(key_figures=[_figure(8, unit={"en": "cars", "ar": "سيارة"})]), changed(key_figures=[_figure(7)])
    )
    assert [line["path"] for line in both] == ["key_figures[0].value", "key_figures[0].unit"]
    assert not any("unit" in line for line in both)


def test_a_unit_that_is_withheld_is_not_told_with_the_number() -> None:
    """Of a number that an audience may see, and its unit that they may not, all get the number alone."""
    audience = {"key": "press", "name": {"en": "press", "ar": "صحافة"}, "without": ["key_figures[0].unit"]}
    old, new = (changed(key_figures=[_figure(value)], audiences=[audience]) for value in (7, 8))
    (line,) = lines(new, old)
    assert "unit" not in line
    assert "only_for" not in line


def test_a_cell_is_told_with_the_unit_of_its_column() -> None:
    """The number of a table has the unit that stands at the head of the column."""
    columns = [{"label": {"en": "Year", "ar": "السنة"}}, {"label": {"en": "Traffic", "ar": "الحركة"}, "unit": UNIT}]
    title = {"en": "Counts", "ar": "الأعداد"}
    old, new = (
        changed(annexes=[{"title": title, "table": {"columns": columns, "rows": [["A1", count]]}}]) for count in (7, 8)
    )
    (line,) = lines(new, old)
    assert (line["before"], line["after"], line["unit"]) == (7, 8, UNIT)


def _chart(*values: float | None, **more: Any) -> dict[str, Any]:
    series = [{"label": {"en": "north", "ar": "شمالًا"}, "values": list(values)}]
    categories = [2023, {"en": "now", "ar": "الآن"}]
    title = {"en": "Traffic", "ar": "الحركة"}
    return {"kind": "bars", "title": title, "categories": categories, "unit": UNIT, "series": series, **more}


def test_a_number_of_a_chart_is_told_by_its_category() -> None:
    """The label names the chart, the series and the category; a number that comes or goes is told, too."""
    old, new = (changed(charts=[_chart(7, value)]) for value in (8, 9.5))
    assert lines(new, old) == [
        {"path": "charts[0].series[0].values[1]", "kind": "changed", "before": 8, "after": 9.5, "unit": UNIT,
         "label": {"en": "Traffic · north · now", "ar": "الحركة · شمالًا · الآن"}}
    ]  # fmt: skip
    (line,) = lines(changed(charts=[_chart(7, None)]), old)
    assert (line["kind"], line["before"], line.get("after")) == ("changed", 8, None)


def test_a_new_chart_is_told_with_its_numbers() -> None:
    """Each number has a line with its category; how the chart looks has none."""
    told = lines(changed(charts=[_chart(7, 8)]))
    assert {line["kind"] for line in told} == {"added"}
    assert [(line["label"]["en"], line["after"]) for line in told if "after" in line] == [
        ("Traffic · north · 2023", 7),
        ("Traffic · north · now", 8),
    ]
    assert "bars" not in to_json(addendum(compare(OLD, changed(charts=[_chart(7, 8)]))))


def test_another_file_of_a_picture_is_told_without_its_name() -> None:
    """A reader learns that the picture is another one, and not what its file is called."""
    texts = {"alternative": {"en": "A gate.", "ar": "بوابة."}, "caption": {"en": "The gate", "ar": "البوابة"}}
    old, new = (changed(pictures=[{"file": "gate.png", "files": {"ar": file}, **texts}]) for file in ("a.png", "b.png"))
    assert lines(new, old) == [
        {"path": "pictures[0].files.ar", "kind": "changed", "label": {"en": "The gate", "ar": "البوابة"}}
    ]


def test_a_line_is_not_told_by_a_name_that_is_withheld() -> None:
    """Where an audience is without the caption of a picture, its lines have the words for who cannot see it."""
    audience = {"key": "press", "name": {"en": "press", "ar": "صحافة"}, "without": ["pictures[0].caption"]}
    texts = {"alternative": {"en": "A gate.", "ar": "بوابة."}, "caption": {"en": "SECRET", "ar": "سر"}}
    old, new = (changed(pictures=[{"file": file, **texts}], audiences=[audience]) for file in ("a.png", "b.png"))
    (line,) = lines(new, old)
    assert line["label"] == texts["alternative"]


def test_how_pages_look_is_nothing_to_tell() -> None:
    """Other digits, another layout: the addendum has them itself, and no line about them."""
    conventions = {"ar": {"digits": "arab"}}
    new = changed(conventions=conventions, presentation={"areas": "grid"}, title={"en": "New", "ar": "جديد"})
    made = addendum(compare(OLD, new))
    assert (made.conventions, made.presentation) == (new.conventions, new.presentation)
    assert [change.path for change in made.changes] == ["title"]
