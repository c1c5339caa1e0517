"""What is isolated in a briefing, as its author is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

import briefgen
from briefgen import Isolation

RECORD: Final[dict[str, Any]] = {
    "languages": ["en", "ar"],
    "reference": "م/12/2024",
    "title": {"en": "The **crossing** (المعبر)", "ar": "المعبر"},
    "dates": {"as_of": "2024-07-12"},
    "prepared_for": {"en": "The minister", "ar": "الوزير"},
    "handling": {"scheme": "tlp", "label": "TLP:CLEAR"},
    "summary": [
        {
            "en": "Call [@mo] «قال *14.3%* من» now",
            "ar": "من *WHO* [3 **to** 5]{ltr} و[14%]{plain} [@mo] +962 6 123 4567",
        }
    ],
    "contact": {"name": {"en": "Desk", "ar": "مكتب"}, "phone": "+962 6 123 4567"},
    "sources": [
        {
            "key": "mo",
            "title": {"en": "Statement", "ar": "بيان"},
            "publisher": {"en": "Ministry", "ar": "وزارة"},
            "date": "2024-07-11",
        }
    ],
}


def explained(edition: str | None = None) -> list[Isolation]:
    """The isolations of the briefing."""
    return list(briefgen.explain(briefgen.Briefing.model_validate(RECORD), edition=edition))


def test_arabic() -> None:
    """Recognised, marked and refused stretches, and whole fields, in the order of the keys."""
    assert explained("ar") == [
        Isolation("reference", "ar", 0, "م/12/2024", "reference", "rtl", "field"),
        Isolation("contact.phone", "ar", 0, "+962 6 123 4567", "phone", "ltr", "field"),
        Isolation("summary[0].ar", "ar", 3, "WHO", "foreign", "ltr", "recognised"),
        Isolation("summary[0].ar", "ar", 7, "3 to 5", "text", "ltr", "marked"),
        Isolation("summary[0].ar", "ar", 15, "14%", "text", None, "refused"),
        Isolation("summary[0].ar", "ar", 20, "+962 6 123 4567", "phone", "ltr", "recognised"),
    ]


def test_english() -> None:
    """What goes from right to left comes with the tokens inside it; offsets do not count markup and citations."""
    found = [one for one in explained("en") if one.path.startswith(("title", "summary"))]
    assert found == [
        Isolation("title.en", "en", 14, "المعبر", "foreign", "rtl", "recognised"),
        Isolation("summary[0].en", "en", 7, "قال 14.3% من", "foreign", "rtl", "recognised"),
        Isolation("summary[0].en", "en", 11, "14.3%", "amount", "ltr", "recognised"),
    ]


def test_offsets_point_at_the_text() -> None:
    """At its offset, the text of the path without markup has the isolated characters."""
    for one in explained():
        if one.why == "recognised":
            key, _, language = one.path.rpartition(".")
            source = RECORD["title"] if key == "title" else RECORD["summary"][0]
            plain = briefgen.model.plain_text(source[language])
            assert plain[one.offset :].startswith(one.text)


def test_each_once_in_every_edition() -> None:
    """An edition in two languages has what the editions of each have, and nothing twice."""
    both = explained()
    assert len(both) == len(set(both))
    assert both == [*explained("en"), *explained("ar")] == explained("sequential")


def test_a_refusal_in_several_looks_is_one() -> None:
    """What is refused is one stretch over emphasis and citations, at the end of a text, too, and beside another one."""
    texts = {"en": "x", "ar": "[من **5%** [@mo] إلى]{plain}[7%]{plain}"}
    found = briefgen.explain(briefgen.Briefing.model_validate({**RECORD, "summary": [texts]}), edition="ar")
    assert [one for one in found if one.path == "summary[0].ar"] == [
        Isolation("summary[0].ar", "ar", 0, "من 5% [1] إلى", "text", None, "refused"),
        Isolation("summary[0].ar", "ar", 10, "7%", "text", None, "refused"),
    ]


def test_kinds_of_fields() -> None:
    """A field that is isolated as a whole is called by what it holds."""
    contact = {**RECORD["contact"], "email": "desk@example.org"}
    figure = {"value": "3–5", "label": {"en": "a", "ar": "أ"}, "as_of": 2024, "sources": ["mo"]}
    sources = [{**RECORD["sources"][0], "url": "https://example.org"}]
    record = {**RECORD, "contact": contact, "key_figures": [figure], "sources": sources}
    found = briefgen.explain(briefgen.Briefing.model_validate(record), edition="ar")
    assert [(one.path, one.kind) for one in found if one.why == "field"] == [
        ("reference", "reference"),
        ("contact.phone", "phone"),
        ("contact.email", "email"),
        ("key_figures[0].value", "figure"),
        ("sources[0].url", "address"),
    ]


@pytest.mark.parametrize("function", [briefgen.render, briefgen.explain])
@pytest.mark.parametrize("value", [None, "file.yaml", {}])
def test_what_is_no_briefing(function: Callable[[Any], object], value: object) -> None:
    """Something else than a briefing is a wrong argument, and the message says how to get one."""
    with pytest.raises(TypeError, match=r"a Briefing is needed, and this is .*; load\('briefing.yaml'\) gives one"):
        function(value)


@pytest.mark.parametrize("name", ["letter", "LETTER", "Letter"])
def test_page_sizes_in_any_case(name: str) -> None:
    """A page size is found in capitals or not."""
    record = briefgen.Briefing.model_validate(RECORD)
    pdf = briefgen.render(record, page_size=name).pdf
    assert pdf == briefgen.render(record, page_size="Letter").pdf != briefgen.render(record).pdf


def test_an_unknown_page_size() -> None:
    """Another page size is refused, with the names as they are documented."""
    with pytest.raises(ValueError, match='there is no page size "a5"; there are: A4, Letter'):
        briefgen.render(briefgen.Briefing.model_validate(RECORD), page_size="a5")


def test_wrong_arguments() -> None:
    """An edition or theme that is not there is refused as in rendering."""
    with pytest.raises(ValueError, match="edition"):
        explained("fr")
    with pytest.raises(briefgen.ResourceError):
        briefgen.explain(briefgen.Briefing.model_validate(RECORD), theme="none")


@pytest.mark.parametrize("edition", ["en", "ar", "side-by-side", "sequential"])
@pytest.mark.parametrize("name", ["whole_model", "addendum"])
def test_every_field_can_be_explained(name: str, edition: str, checkout: Path) -> None:
    """Whatever field of the model an isolated text stands in, there is a word for what it holds."""
    briefing = briefgen.load(checkout / "tests" / "rendering" / f"{name}.yaml")
    found = briefgen.explain(briefing, edition=edition)
    assert {one.kind for one in found if one.why == "field"} >= {"reference"}
    assert {one.kind for one in found if one.why == "changed"} == {"text"}
    assert all(one.path.startswith("changes[") for one in found if one.why == "changed")


def test_a_phrase_is_told_with_what_changed_in_it(checkout: Path) -> None:
    """A phrase of the other direction is recognised as a whole; the old and the new word are told after it."""
    briefing = briefgen.load(checkout / "tests" / "rendering" / "addendum.yaml")
    texts = [one.text for one in briefgen.explain(briefing, edition="ar")]
    at = texts.index("the old new crossing")
    assert texts[at : at + 3] == ["the old new crossing", "old", "new"]
