"""The file: tagged, navigable, saved whole or not at all, and the same bytes for the same input."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import page
import pytest

import briefgen
from briefgen.layout.edition import find_edition
from briefgen.pipeline import RenderResult
from tests.rendering.conftest import EDITIONS
from tests.unit.pdf.reading import elements, open_pdf

Render = Callable[[str], RenderResult]

PROGRAM = """
import hashlib, sys, briefgen
briefing = briefgen.load(sys.argv[1])
for edition in ("side-by-side", "sequential", "en", "ar"):
    print(hashlib.sha256(briefgen.render(briefing, edition=edition).pdf).hexdigest())
"""


def test_the_same_input_gives_the_same_bytes(checkout: Path, rendered: Render, tmp_path: Path) -> None:
    """Two processes with other hash seeds, time zones, locales and folders write what this one writes."""
    here = [hashlib.sha256(rendered(edition).pdf).hexdigest() for edition in EDITIONS]
    example = checkout / "examples" / "liaison-office" / "briefing.yaml"
    for seed, zone, locale in (("1", "Asia/Amman", "C"), ("77", "America/New_York", "C.UTF-8")):
        folder = tmp_path / seed
        folder.mkdir()
        environment = {
            **os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": str(checkout),
        }  # fmt: skip
        run = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(example)],
            cwd=folder, env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert run.stdout.split() == here


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_failure_of_pdf_ua_1(rendered: Render, edition: str) -> None:
    """An independent validator finds no failure of PDF/UA-1 (ISO 14289-1)."""
    report = page.validate_pdf_bytes(rendered(edition).pdf, profile="ua1")
    assert [failure.message for failure in report.failures] == []
    assert report.is_compliant


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_tree_is_read_language_by_language(example: briefgen.Briefing, rendered: Render, edition: str) -> None:
    """Below the document stands one part for each language, with its language, its direction and headings in order."""
    pdf = open_pdf(rendered(edition).pdf)
    parts = list(pdf.Root.StructTreeRoot.K[0].K)
    languages = find_edition(example, edition).languages
    assert [(str(part.S), str(part.Lang)) for part in parts] == [("/Part", language) for language in languages]
    for part, language in zip(parts, languages, strict=True):
        assert str(part.A.WritingMode) == ("/RlTb" if language == "ar" else "/LrTb")
        headings = [str(element.S) for element in elements(part) if str(element.S) in {"/H1", "/H2", "/H3"}]
        assert headings[0] == "/H1"
        assert set(headings[1:]) == {"/H2"}
        kinds = {str(element.S) for element in elements(part)}
        assert {"/Table", "/TH", "/TD", "/L", "/LI", "/LBody", "/Lbl", "/BlockQuote", "/Link"} <= kinds


@pytest.mark.parametrize("edition", EDITIONS)
def test_titles_bookmarks_and_direction(example: briefgen.Briefing, rendered: Render, edition: str) -> None:
    """The file says its title and language, opens in the reading direction, and has bookmarks in its languages."""
    pdf = open_pdf(rendered(edition).pdf)
    languages = find_edition(example, edition).languages
    assert str(pdf.Root.Lang) == languages[0]
    assert str(pdf.docinfo.Title) == example.title[languages[0]]
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    expected = "/R2L" if languages == ("ar",) else "/L2R"
    assert str(pdf.Root.ViewerPreferences.get("/Direction", "/L2R")) == expected
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == [example.title[language] for language in languages]
        assert all(len(item.children) >= 7 for item in outline.root)


def test_citations_link_to_their_source(example: briefgen.Briefing, rendered: Render) -> None:
    """Every citation mark is a link inside the document, and says which source it goes to."""
    pdf = open_pdf(rendered("en").pdf)
    links = [annotation for sheet in pdf.pages for annotation in sheet.get("/Annots", [])]
    inside = [link for link in links if str(link.get("/Contents", "")).startswith("Source ")]
    assert len(inside) > 20
    assert all(example.sources[int(str(link.Contents).split()[1].rstrip(":")) - 1] for link in inside)
    addresses = {str(link.A.URI) for link in links if "/A" in link and "/URI" in link.A}
    assert addresses == {"https://almoather.news/?p=41329", "mailto:desk@example.org"}


def test_the_date_is_an_argument_or_the_briefings_own(
    example: briefgen.Briefing, rendered: Render, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock is never asked: the date is the briefing's, SOURCE_DATE_EPOCH's or the argument's."""

    def created(result: RenderResult) -> str:
        with open_pdf(result.pdf) as pdf:
            return str(pdf.docinfo.CreationDate)

    assert created(rendered("en")).startswith("D:20240713000000")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1720000000")
    assert created(briefgen.render(example, edition="en")).startswith("D:20240703094640")
    date = dt.datetime(2024, 8, 1, 12, tzinfo=dt.timezone(dt.timedelta(hours=3)))
    assert created(briefgen.render(example, edition="en", date=date)).startswith("D:20240801090000")
    with pytest.raises(ValueError, match="time zone"):
        briefgen.render(example, date=dt.datetime(2024, 8, 1))  # noqa: DTZ001 - that is what is refused
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    with pytest.raises(ValueError, match="SOURCE_DATE_EPOCH"):
        briefgen.render(example)


def test_saving_is_whole_or_not_at_all(rendered: Render, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failing write leaves an older file as it was, and nothing beside it."""
    target = tmp_path / "out.pdf"
    rendered("en").save(target)
    assert target.read_bytes() == rendered("en").pdf
    target.write_bytes(b"older")

    def fail(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(briefgen.ResourceError, match="No space left"):
        rendered("ar").save(target)
    assert target.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [target]


def test_uncovered_characters_are_all_named(example: briefgen.Briefing) -> None:
    """Characters that no font covers are refused together, each with its place and the fonts that were tried."""
    data = example.model_dump(mode="json")
    data["title"]["en"] = "Office 漢 in Amman"
    data["facts"][1]["value"]["ar"] = "الأول 😀"
    with pytest.raises(briefgen.InvalidBriefing) as refused:
        briefgen.render(briefgen.Briefing.model_validate(data))
    found = [(d.code, d.where.path, d.where.characters) for d in refused.value.diagnostics]
    assert ("text.missing-glyph", "title.en", (7, 8)) in found
    assert ("text.missing-glyph", "facts[1].value.ar", (6, 7)) in found
    assert "U+6F22" in str(refused.value)
    assert "IBMPlexSans" in str(refused.value)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [({"edition": "fr"}, "side-by-side"), ({"page_size": "A0"}, "Letter")],
)
def test_wrong_arguments_name_the_right_ones(
    example: briefgen.Briefing, arguments: dict[str, str], message: str
) -> None:
    """An edition or page size that does not exist is a ValueError that says which ones do."""
    with pytest.raises(ValueError, match=message):
        briefgen.render(example, **arguments)  # type: ignore[arg-type]


def test_a_path_is_a_path_whatever_its_name(example: briefgen.Briefing, tmp_path: Path) -> None:
    """A theme given as a ``Path`` is read from there, also without an ending; it is never taken for a name."""
    source = Path(briefgen.__file__).parent / "layout" / "themes" / "modern.toml"
    theme = tmp_path / "mine"
    theme.write_bytes(source.read_bytes())
    by_path, by_name = (briefgen.render(example, theme=each, profile="a2a").pdf for each in (theme, "modern"))
    assert by_path == by_name
    with pytest.raises(briefgen.ResourceError, match=r"theme\.unreadable"):
        briefgen.render(example, theme=tmp_path / "modern")


def test_letter_pages(example: briefgen.Briefing) -> None:
    """The example also fits Letter paper."""
    result = briefgen.render(example, page_size="Letter")
    with open_pdf(result.pdf) as pdf:
        box = [float(value) for value in pdf.pages[0].MediaBox]
    assert box == pytest.approx([0, 0, 612, 792], abs=0.01)
    assert result.page_count <= 3
