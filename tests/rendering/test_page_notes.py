"""Notes at the foot of pages: every source that a page cites, once, clear of the text and the footer."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import pikepdf
import pytest

import briefgen
from briefgen.layout.pages import page_geometry
from briefgen.layout.theming.theme import load_theme
from tests.rendering.briefings import made_briefing
from tests.rendering.placed import Pages, Placed, drawn_pages
from tests.rendering.test_side_by_side import overlapping
from tests.unit.pdf.reading import elements, open_pdf

MARK: Final = re.compile(r"\[(\d+)\]")
SEEDS: Final = range(12)


@cache
def noted_briefing(seed: int) -> briefgen.Briefing:
    """The briefing of a seed, with notes on its pages."""
    data = made_briefing(seed).model_dump(mode="json", exclude_unset=True)
    return briefgen.Briefing.model_validate({**data, "presentation": {"notes": "page"}})


def in_note(line: Placed) -> bool:
    """Whether a line is of a note."""
    element = line.element
    return element is not None and "Note" in {element.kind, element.parent.kind if element.parent else ""}


def in_list(line: Placed) -> bool:
    """Whether a line is the number of a source in the list at the end."""
    return line.element is not None and line.element.kind == "Lbl"


@pytest.mark.parametrize("edition", ["side-by-side", "en", "ar"])
def test_a_page_has_a_note_for_each_source_that_it_cites(edition: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The numbers at the foot of a page are those in its text, each once in a language and in their order."""
    gutter_pt = page_geometry(load_theme("modern"), "A4").gutter_pt
    cited_pages = 0
    for seed in SEEDS:
        pages = drawn_pages(monkeypatch, noted_briefing(seed), gutter_pt, edition=edition)
        for page in range(1, pages.result.page_count + 1):
            lines = [line for line in pages.lines if line.page == page and line.element is not None]
            text = [line.text for line in lines if not in_note(line) and not in_list(line)]
            cited = {number for line in text for number in MARK.findall(line)}
            labels = [line for line in lines if in_note(line) and MARK.fullmatch(line.text)]
            languages = {line.element.language_in_force for line in labels if line.element is not None}
            for language in languages:
                numbers = [
                    MARK.findall(line.text)[0]
                    for line in sorted(labels, key=lambda line: -line.baseline)
                    if line.element is not None and line.element.language_in_force == language
                ]
                assert numbers == sorted(cited), (seed, page, language)
            assert bool(cited) == bool(languages), (seed, page)
            cited_pages += bool(cited)
    assert cited_pages > 20


@pytest.mark.parametrize("edition", ["side-by-side", "ar"])
def test_notes_stand_below_the_text_and_above_the_footer(edition: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line of text stands as low as the notes of its page, no ink touches, and nothing is below the margin."""
    geometry = page_geometry(load_theme("modern"), "A4")
    for seed in SEEDS:
        pages: Pages = drawn_pages(monkeypatch, noted_briefing(seed), geometry.gutter_pt, edition=edition)
        for page in range(1, pages.result.page_count + 1):
            lines = [line for line in pages.lines if line.page == page]
            notes = [line for line in lines if in_note(line)]
            text = [line for line in lines if line.element is not None and not in_note(line)]
            highest = max((line.top for line in notes), default=0.0)
            assert all(line.bottom > highest for line in text), (seed, page)
            assert all(line.baseline > geometry.bottom_pt - 3 for line in notes), (seed, page)
            assert list(overlapping(lines)) == [], (seed, page)


@pytest.mark.parametrize("profile", ["a3a", "ua2"])
def test_citations_lead_to_the_notes_of_their_page(profile: str) -> None:
    """A link of a citation goes to its page; the file has the same bytes each time."""
    result = briefgen.render(noted_briefing(3), profile=profile)
    assert result.pdf == briefgen.render(noted_briefing(3), profile=profile).pdf
    pdf = open_pdf(result.pdf)
    names = destinations(pdf)
    checked = 0
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            name = str(annotation.get("/Dest", ""))
            if ".notes." in name:
                checked += 1
                assert names[name] == page.objgen
    assert checked > 10
    kinds = [str(element.S) for element in elements(pdf.Root.StructTreeRoot.K[0])]
    assert ("/Note" in kinds) == (profile == "a3a")


def destinations(pdf: pikepdf.Pdf) -> dict[str, tuple[int, int]]:
    """The page of each named destination."""
    tree = pikepdf.NameTree(pdf.Root.Names.Dests).items()
    places = {str(name): value.D if isinstance(value, pikepdf.Dictionary) else value for name, value in tree}
    return {name: place[0].objgen for name, place in places.items()}


def test_a_page_full_of_citations_overflows_nowhere() -> None:
    """Where the notes would take more than their part of the page, the others stand in the list at the end."""
    sources = [
        {"key": f"s{number}", "title": {"en": "A long title of a source " * 8, "ar": "عنوان طويل لمصدر " * 8}}
        for number in range(40)
    ]
    marks = " ".join(f"[@s{number}]" for number in range(40))
    data = {
        "languages": ["en", "ar"],
        "title": {"en": "Title", "ar": "عنوان"},
        "summary": [{"en": f"Text {marks}", "ar": f"نص {marks}"}],
        "sources": sources,
        "presentation": {"notes": "page"},
    }
    result = briefgen.render(briefgen.Briefing.model_validate(data))
    assert result.page_count < 12
