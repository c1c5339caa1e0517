"""A briefing says as little as it likes: what is left out leaves no trace, and no date is made up."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Final

import page as validator
import pytest

import briefgen
from briefgen.pdf.profiles import PROFILES
from tests.rendering.texts import folded
from tests.unit.pdf.reading import open_pdf, texts_by_element

SMALL: Final[dict[str, Any]] = {
    "title": {"en": "Title", "ar": "عنوان"},
    "summary": [{"en": "Text.", "ar": "نص."}],
    "facts": [{"label": {"en": "Capital", "ar": "العاصمة"}, "value": {"en": "Amman", "ar": "عمّان"}}],
}
EDITIONS: Final = ("side-by-side", "sequential", "en", "ar")
VALIDATED: Final = {"a3a": ("3a", "ua1"), "a2a": ("2a", "ua1"), "ua1": ("ua1",), "ua2": ()}


def small(**more: Any) -> briefgen.Briefing:
    """A title, a summary and a fact, and what else is given."""
    return briefgen.Briefing.model_validate({**SMALL, **more})


@pytest.fixture(autouse=True)
def _no_date_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_without_dates_the_file_has_none(edition: str, profile: str) -> None:
    """Neither the metadata nor what is embedded has a date, and the file conforms to what it claims."""
    data = briefgen.render(small(), edition=edition, profile=profile).pdf
    for claim in VALIDATED[profile]:
        assert validator.validate_pdf_bytes(data, profile=claim).is_compliant
    with open_pdf(data) as pdf:
        assert {str(key) for key in pdf.docinfo} <= {"/Title", "/Author", "/Subject", "/Producer"}
        xmp = pdf.Root.Metadata.read_bytes().decode()
        texts = [bytes(entry.obj.EF.F.read_bytes()).decode() for entry in pdf.attachments.values()]
        assert len(texts) == (2 if PROFILES[profile].source else 0)
        assert all("/ModDate" not in entry.obj.EF.F.Params for entry in pdf.attachments.values())
    assert "Date>" not in xmp
    assert not re.search(rb"D:\d{4}", data)
    assert not any(re.search(r"\d{4}-\d\d", text) for text in texts)


@pytest.mark.parametrize("profile", PROFILES)
def test_a_date_that_is_given_is_the_date_of_the_file(profile: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The argument, or else the environment, dates the file of a briefing without dates."""
    given = briefgen.render(small(), profile=profile, date=dt.datetime(2026, 3, 1, tzinfo=dt.UTC)).pdf
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")
    assert briefgen.render(small(), profile=profile).pdf == given
    with open_pdf(given) as pdf:
        assert "2026-03-01" in pdf.Root.Metadata.read_bytes().decode()


@pytest.mark.parametrize("profile", ["a3a", "ua2"])
def test_a_file_without_a_date_can_be_made_again(profile: str) -> None:
    """What is embedded gives the same bytes."""
    data = briefgen.render(small(), edition="ar", profile=profile).pdf
    extracted = briefgen.extract(data)
    assert extracted.date is None
    assert briefgen.render(extracted.briefing, **extracted.options).pdf == data


def test_the_smallest_briefing_has_no_empty_parts() -> None:
    """Nothing stands for what is left out: no separator at an end, no empty paragraph, no label without a value."""
    data = briefgen.render(small(), edition="en").pdf
    paragraphs = [folded(text) for kind in ("P", "TD", "TH", "H2") for text in texts_by_element(data, kind)]
    assert paragraphs == [
        "Meeting brief",
        "Also available in Arabic",
        "تتوفر نسخة بالعربية",
        "Text.",
        "Amman",
        "",
        "Capital",
        "Summary",
        "Key facts",
    ]


def test_marks_of_sources_stand_behind_what_has_no_date() -> None:
    """Without a date, a fact, a figure and a quote have their marks, and no separator before them."""
    source = {"key": "a", "title": {"en": "T", "ar": "ع"}}
    briefing = small(
        sources=[source],
        facts=[{**SMALL["facts"][0], "sources": ["a"]}],
        key_figures=[{"value": 7, "label": {"en": "gates", "ar": "بوابات"}, "sources": ["a"]}],
        quotes=[
            {
                "text": "Yes.", "language": "en", "translations": {"ar": "نعم."},
                "translated_by": {"en": "Us", "ar": "نحن"}, "speaker": {"en": "Someone", "ar": "أحدهم"}, "source": "a",
            }
        ],
    )  # fmt: skip
    english, arabic = (folded(text) for text in texts_by_element(briefgen.render(briefing).pdf, "Part"))
    for part, said in (
        (english, ("Amman [1]", "date not given [1]", "Someone [1]")),
        (arabic, ("عمّان [1]", "أحدهم [1]")),
    ):
        assert [text for text in said if text not in part] == []
        assert "· [1]" not in part


def test_a_withheld_source_keeps_its_number() -> None:
    """Its entry says that it is withheld, and links to it say so as well."""
    briefing = small(sources=[{"key": "a", "withheld": True}], facts=[{**SMALL["facts"][0], "sources": ["a"]}])
    data = briefgen.render(briefing, edition="en").pdf
    assert [folded(text) for text in texts_by_element(data, "LBody")] == ["Source withheld"]
    with open_pdf(data) as pdf:
        contents = {str(link.Contents) for sheet in pdf.pages for link in sheet.get("/Annots", [])}
    assert "Source 1: Source withheld" in contents


def test_without_handling_the_header_has_no_label() -> None:
    """The footer has the title and the number of the page, and the header of later pages the title."""
    long = small(summary=[{"en": "word " * 900, "ar": "كلمة " * 900}])
    result = briefgen.render(long, edition="en")
    assert result.page_count > 1
    assert result.diagnostics == ()
