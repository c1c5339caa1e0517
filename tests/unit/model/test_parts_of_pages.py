"""Charts, pictures, inserts, programmes, signatures, conventions and presentation: what they take and what is left."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from pydantic import ValidationError

import briefgen
from briefgen.model import Briefing, Chart, Convention, Insert, Picture, ProgrammeItem
from briefgen.model.conventions import Conventions
from briefgen.model.dates import PartialDate
from briefgen.model.one_language import in_one_language
from briefgen.model.redaction import for_audience, reduced_for
from briefgen.model.walk import values_of
from briefgen.model.write import to_json, to_yaml

ADDED: dict[str, Any] = {
    "charts": [
        {"kind": "bars", "title": {"en": "Traffic of CROX", "ar": "حركة CROX"}, "categories": [2023, "2024-05", "A"],
         "series": [{"values": [1, 2.5, None]}], "unit": {"en": "trucks", "ar": "شاحنة"}, "sources": ["mo"]}
    ],
    "pictures": [
        {"file": "p/whole.png", "files": {"ar": "p/arabic.png"}, "alternative": {"en": "A gate.", "ar": "بوابة."},
         "caption": {"en": "The gate", "ar": "البوابة"}}
    ],
    "inserts": [{"key": "mo", "alternative": {"en": "Steps.", "ar": "خطوات."}}],
    "programme": [
        {"date": "2024-07-15", "items": [{"start": "09:30", "end": "24:00", "what": {"en": "Tour", "ar": "جولة"}},
                                         {"start": "09:30", "what": {"en": "Talks", "ar": "مباحثات"}}]}
    ],
    "contacts": [{"name": {"en": "Rana", "ar": "رنا"}, "role": {"en": "Protocol", "ar": "المراسم"}, "phone": "12"}],
    "signatures": [{"role": {"en": "Approved by", "ar": "اعتمده"}, "date": "2024-07-16"}],
    "online": "https://example.org/b",
    "presentation": {"areas": "grid", "contents": False},
    "conventions": {"ar": {"digits": "arab", "region": "JO", "months": ["JO", "EG"]}, "en": {"region": "GB"}},
}  # fmt: skip
LISTS = ("charts", "pictures", "inserts", "programme", "contacts", "signatures")


def data(*without: str, **more: Any) -> dict[str, Any]:
    """A briefing with all of it, and with the audience press."""
    press: dict[str, Any] = {"key": "press", "name": {"en": "the press", "ar": "الصحافة"}}
    if without:
        press["without"] = list(without)
    return {
        "title": {"en": "Title", "ar": "عنوان"},
        "summary": [{"en": "It is open.", "ar": "إنه مفتوح."}],
        "sources": [{"key": "mo", "title": {"en": "Statement", "ar": "بيان"}}],
        "audiences": [press],
        **ADDED,
        **more,
    }


def briefing(*without: str, **more: Any) -> Briefing:
    """The same as a model."""
    return Briefing.model_validate(data(*without, **more))


def codes(raw: dict[str, Any]) -> set[tuple[str, str]]:
    """The code and path of each error."""
    with pytest.raises(briefgen.InvalidBriefing) as raised:
        briefgen.loads(json.dumps(raw), format="json")
    return {(found.code, str(found.where.path)) for found in raised.value.diagnostics}


@pytest.mark.parametrize("write", [to_json, to_yaml])
def test_it_is_written_and_read_again(write: Any) -> None:
    """What is written gives the same briefing, with dates as dates and numbers as numbers."""
    made = briefing()
    assert briefgen.loads(write(made)) == made
    assert made.charts[0].categories == (2023, PartialDate(2024, 5), "A")
    assert made.charts[0].series[0].values == (1, 2.5, None)
    assert Briefing.model_validate(made) == made


def test_nothing_of_it_is_written_where_nothing_is_given() -> None:
    """A briefing without any of it has none of its keys, and no conventions for any language."""
    least = Briefing.model_validate({name: data()[name] for name in ("title", "summary")})
    assert set(least.model_dump()) == {"languages", "kind", "title", "summary"}
    assert not least.conventions
    assert least.conventions.get("ar") is None


def test_it_is_built_from_values_of_python() -> None:
    """Dates, times and models of a program are taken as they are."""
    item = {"start": dt.time(9, 30), "what": {"en": "Tour", "ar": "جولة"}}
    made = briefgen.build(
        data(
            programme=[{"date": dt.date(2024, 7, 15), "items": [item]}],
            pictures=[Picture.model_validate(ADDED["pictures"][0])],
            conventions=Conventions.model_validate({"ar": Convention(digits="arab")}),
        )
    )
    assert made.programme[0].items[0].start == "09:30"
    assert made.pictures[0].file_for("ar") == "p/arabic.png"
    assert made.conventions["ar"].digits == "arab"


@pytest.mark.parametrize("written", ["9:30", "09.30", "٠٩:٣٠", "09:30:00"])
def test_a_time_that_was_meant_is_named(written: str) -> None:
    """A time in another form is refused, with the form that it has here."""
    with pytest.raises(ValidationError) as raised:
        ProgrammeItem.model_validate({"start": written, "what": {"en": "Tour"}})
    (error,) = raised.value.errors()
    assert (error["type"], error["ctx"]["hint"]) == ("model.bad-time", 'write "09:30"')


@pytest.mark.parametrize("written", ["24:01", "12:60", "noon", "", 930, dt.time(9, 30, 1), None, "9"])
def test_what_is_no_time_is_refused(written: object) -> None:
    """No other text and no number is a time of day."""
    with pytest.raises(ValidationError):
        ProgrammeItem.model_validate({"start": written, "what": {"en": "Tour"}})


def test_years_months_and_days_of_lines_are_one_order() -> None:
    """Whole numbers count as years beside dates; texts have no order."""
    fields = {"kind": "lines", "title": {"en": "A"}, "series": [{"values": [1, 2, 3]}]}
    for right in ([2022, "2023-05", "2023-06-01"], ["Q1", "Q2", "Q1"], [1, 2, 3]):
        Chart.model_validate({**fields, "categories": right})
    for wrong in ([2024, "2023-05", "2023-06-01"], ["2023", "2023", "2024"], [3, 2, 1]):
        with pytest.raises(ValidationError) as raised:
            Chart.model_validate({**fields, "categories": wrong})
        assert {error["type"] for error in raised.value.errors()} == {"model.date-order"}


@pytest.mark.parametrize("name", LISTS)
def test_what_is_for_others_goes(name: str) -> None:
    """With ``only_for``, nothing of it is left for another audience, and nothing of it can be read in what is."""
    raw = data()
    secret = [{**raw[name][0], "only_for": []}]
    reduced = for_audience(briefing(**{name: secret}), "press")
    assert getattr(reduced, name) == ()
    gone = {str(placed.value) for placed in reduced_for(briefing(**{name: secret}), "press").withheld}
    assert gone
    assert not {text for text in gone if len(text) > 6 and text in to_json(reduced)}


@pytest.mark.parametrize("path", [
    "charts[0].unit", "charts[0].series[1]", "pictures[0].caption", "pictures[0].files", "inserts[0]", "programme[0]",
    "programme[0].items[1]", "contacts[0].phone", "contacts", "signatures[0].date", "online", "conventions",
    "presentation",
])  # fmt: skip
def test_what_a_path_names_goes(path: str) -> None:
    """Each of these can be withheld by its path, and is not there then."""
    two = {**ADDED["charts"][0], "series": [{"label": {"en": n, "ar": n}, "values": [1, 2, 3]} for n in ("x1", "y1")]}
    whole = briefing(path, charts=[two])
    reduction = reduced_for(whole, "press")
    kept = {placed.path for placed in values_of(reduction.briefing)}
    assert reduction.marked
    assert not [placed for placed in reduction.marked if placed.path == path and path in kept]


@pytest.mark.parametrize("path", [
    "charts[0].title", "charts[0].series", "charts[0].series[0].values[1]", "charts[0].categories[0]",
    "pictures[0].file", "pictures[0].alternative", "pictures[0].files.ar", "conventions.ar", "inserts[0].key",
    "programme[0].items[0].start", "signatures[0].role",
])  # fmt: skip
def test_what_is_needed_cannot_be_taken_away(path: str) -> None:
    """A part of a whole is refused by its path, and says what to take away instead."""
    assert codes(data(path)) == {("model.needed-part", "audiences[0].without[0]")}


def test_the_key_of_an_insert_is_none_of_a_source() -> None:
    """Where a source is withheld, an insert with the same key keeps its own: a program names it by that."""
    reduced = for_audience(briefing("sources.mo"), "press")
    assert reduced.sources[0].key != "mo"
    assert reduced.charts[0].sources == (reduced.sources[0].key,)
    assert [insert.key for insert in reduced.inserts] == ["mo"]


def test_a_short_form_in_a_chart_keeps_its_entry() -> None:
    """The glossary has what a chart says, and no more; the name of a file, or of a region, says nothing."""
    glossary = [
        {"short": {"en": short}, "full": {"en": f"full {short}", "ar": "نص"}} for short in ("CROX", "whole", "GB")
    ]
    reduced = for_audience(briefing(glossary=glossary), "press")
    assert [entry.short.root for entry in reduced.glossary] == [{"en": "CROX"}]


@pytest.mark.parametrize(("language", "file"), [("en", "p/whole.png"), ("ar", "p/arabic.png")])
def test_one_language_has_one_file_and_its_conventions(language: str, file: str) -> None:
    """A briefing in one language names its own picture, and no file or convention of the other language."""
    one = in_one_language(briefing(), language)
    assert one.pictures[0].file == file
    assert not one.pictures[0].files
    assert dict(one.conventions.items()) == {language: briefing().conventions[language]}
    other = "arabic" if language == "en" else "whole"
    assert other not in to_json(one)


def test_regions_are_those_of_the_language() -> None:
    """A region is known where CLDR has the language in it, in any script."""
    Conventions.model_validate({"ar": {"region": "LB"}, "ckb": {"region": "IQ"}, "ar-Arab-JO": {"months": ["MA"]}})
    with pytest.raises(ValidationError, match="CLDR knows no region"):
        Conventions.model_validate({"ar": {"region": "JP"}})
    with pytest.raises(ValidationError, match="is not the code of a region"):
        Conventions.model_validate({"ar": {"region": "419"}})


def test_a_translator_without_a_translation_is_refused() -> None:
    """Nobody would see who translated words that stand in their own language alone."""
    quote = {
        "text": "Yes.", "language": "en", "translated_by": {"en": "We"}, "speaker": {"en": "She"}, "source": "mo",
    }  # fmt: skip
    raw = {
        "title": {"en": "Title"}, "summary": [{"en": "Open."}], "quotes": [quote],
        "sources": [{"key": "mo", "title": {"en": "Statement"}}],
    }  # fmt: skip
    assert codes(raw) == {("model.missing-translation", "quotes[0].translated_by")}


def test_keys_of_inserts_are_theirs() -> None:
    """An insert and a source may have the same key; two inserts may not."""
    assert isinstance(briefing().inserts[0], Insert)
    twice = [ADDED["inserts"][0], ADDED["inserts"][0]]
    assert codes(data(inserts=twice)) == {("model.duplicate-insert", "inserts[1].key")}


@pytest.mark.parametrize(("name", "most"), [("audiences", 50), ("charts", 50), ("contacts", 50), ("signatures", 20)])
def test_there_are_limits(name: str, most: int) -> None:
    """As many as the limit are taken, and one more is refused."""
    item = data()[name][0]
    items = [{**item, **({"key": f"k{index}"} if "key" in item else {})} for index in range(most + 1)]
    assert len(getattr(briefing(**{name: items[:most]}), name)) == most
    assert codes(data(**{name: items})) == {("model.too-many-items", name)}


def test_a_chart_that_has_too_large_a_number_is_not_told_to_write_a_text() -> None:
    """What a hint says can be done: a chart has no texts for values."""
    charts = [
        {"kind": "bars", "title": {"en": "T", "ar": "ع"}, "categories": ["A", "B"], "series": [{"values": [1e308, 1]}]}
    ]
    with pytest.raises(briefgen.InvalidBriefing) as refusal:
        briefgen.loads(json.dumps(data(charts=charts)), format="json")
    (found,) = (each for each in refusal.value.diagnostics if each.code == "model.bad-number")
    assert "as a text" not in found.hints[0]
