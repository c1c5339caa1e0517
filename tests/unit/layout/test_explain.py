"""What is isolated in a briefing, as its author is told."""

from __future__ import annotations

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
    """Recognised and marked stretches, and whole fields, in the order of the keys; what is refused is not there."""
    assert explained("ar") == [
        Isolation("reference", "ar", 0, "م/12/2024", "marked", "rtl", "field"),
        Isolation("contact.phone", "ar", 0, "+962 6 123 4567", "marked", "ltr", "field"),
        Isolation("summary[0].ar", "ar", 3, "WHO", "foreign", "ltr", "recognised"),
        Isolation("summary[0].ar", "ar", 7, "3 to 5", "marked", "ltr", "marked"),
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


def test_wrong_arguments() -> None:
    """An edition or theme that is not there is refused as in rendering."""
    with pytest.raises(ValueError, match="edition"):
        explained("fr")
    with pytest.raises(briefgen.ResourceError):
        briefgen.explain(briefgen.Briefing.model_validate(RECORD), theme="none")
