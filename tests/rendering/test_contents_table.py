"""The table of contents: which headings it lists, their numbers, its links, and where it stands."""

from __future__ import annotations

from typing import Any

import pytest

import briefgen
from tests.rendering.positions import characters
from tests.unit.pdf.reading import elements, open_pdf, texts_by_element


def with_contents(briefing: briefgen.Briefing, *, contents: bool | None = True, **fields: Any) -> briefgen.Briefing:
    """The briefing with or without a table of contents."""
    data = briefing.model_dump(mode="json", exclude_unset=True)
    presentation = {} if contents is None else {"presentation": {"contents": contents}}
    return briefgen.Briefing.model_validate({**data, **presentation, **fields})


def long_of(briefing: briefgen.Briefing, **fields: Any) -> briefgen.Briefing:
    """The briefing with a summary of many pages."""
    summary = briefing.model_dump(mode="json")["summary"]
    return with_contents(briefing, contents=None, summary=summary * 45, **fields)


def entries(data: bytes) -> list[str]:
    """The text of each entry, title and number."""
    return texts_by_element(data, "TOCI")


@pytest.mark.parametrize("edition", ["side-by-side", "sequential", "tete-beche", "en", "ar"])
def test_each_heading_below_it_is_listed_with_its_page(example: briefgen.Briefing, edition: str) -> None:
    """An entry goes to the place of its heading, and says the number that the footer of that page has."""
    data = briefgen.render(with_contents(example), edition=edition).pdf
    pdf = open_pdf(data)
    order = {page.obj.objgen: place for place, page in enumerate(pdf.pages)}
    names = pdf.Root.Names.Dests.Names
    at = {str(name): order[place[0].objgen] for name, place in zip(names[::2], names[1::2], strict=True)}
    items = [each for each in elements(pdf.Root.StructTreeRoot.K[0]) if each.get("/S") == "/TOCI"]
    assert len(items) == len(entries(data)) >= 7
    for item, text in zip(items, entries(data), strict=True):
        (annotation,) = (kid.Obj for kid in item.K[0].K[0].K if not isinstance(kid, int) and "/Obj" in kid)
        name = str(annotation.Dest)
        second_half = edition == "tete-beche" and name.startswith("ar.")
        number = len(pdf.pages) - at[name] if second_half else at[name] + 1
        assert text == f"{annotation.Contents}{number}"


def test_the_tags_of_an_entry(example: briefgen.Briefing) -> None:
    """A TOC of TOCI, each with one Reference and one Link, which holds title and number (ISO 32000-1, 14.8.4.2)."""
    pdf = open_pdf(briefgen.render(with_contents(example), edition="en").pdf)
    items = [each for each in elements(pdf.Root.StructTreeRoot.K[0]) if each.get("/S") == "/TOCI"]
    assert items
    for item in items:
        assert item.P.S == "/TOC"
        (reference,) = item.K
        (link,) = reference.K
        assert (reference.S, link.S) == ("/Reference", "/Link")


def test_entries_of_pdf_2_name_their_heading(example: briefgen.Briefing) -> None:
    """Each has a Ref to the element of the heading (ISO 14289-2, 8.2.5.8), which PDF 1.7 does not have."""
    for profile, expected in (("ua2", True), ("a3a", False)):
        pdf = open_pdf(briefgen.render(with_contents(example), edition="en", profile=profile).pdf)
        items = [each for each in elements(pdf.Root.StructTreeRoot.K[0]) if each.get("/S") == "/TOCI"]
        assert all(("/Ref" in item) is expected for item in items)
        assert all(item.Ref[0].S == "/H2" for item in items if expected)


def test_pairs_stand_level_and_are_mirrored(example: briefgen.Briefing) -> None:
    """Side by side each entry shares its baseline; numbers stand at the inner edge of each column."""
    briefing = with_contents(example)
    page = characters(briefgen.render(briefing, edition="side-by-side").pdf)[0]
    heading = next(c.baseline_pt for c in page if c.text == "C" and c.size_pt == 13)  # of "Contents"
    entry = max(c.baseline_pt for c in page if c.content and c.baseline_pt < heading - 5)
    line = sorted((c for c in page if abs(c.baseline_pt - entry) < 0.5 and c.text.strip()), key=lambda c: c.left_pt)
    numbers = [c for c in line if c.text.isdigit()]
    assert len(numbers) == 2, "one for each language"
    middle = 297.6
    assert numbers[0].right_pt < middle < numbers[1].left_pt
    assert numbers[0].right_pt + numbers[1].left_pt == pytest.approx(2 * middle, abs=1.0)
    assert line[0].left_pt < numbers[0].left_pt, "the English title is left of its number"
    assert line[-1].right_pt > numbers[1].right_pt, "the Arabic one is right of its number"


def test_a_long_edition_has_one_without_being_told(example: briefgen.Briefing) -> None:
    """From the ninth page on, unless the briefing says otherwise."""
    briefing = long_of(example)
    result = briefgen.render(briefing, edition="en")
    assert result.page_count > 8
    assert entries(result.pdf)
    assert not entries(briefgen.render(example, edition="en").pdf)
    without = with_contents(briefing, contents=False)
    assert not entries(briefgen.render(without, edition="en").pdf)
