"""Files of PDF 2.0: the same pages as in PDF 1.7, and what a program can tell of them besides."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

import pikepdf
import pytest

import briefgen
from briefgen.layout.edition import find_edition
from briefgen.layout.pages import PAGE_SIZES
from briefgen.model.markup import plain_text
from tests.conformance.pdf.faults import Tree, seen_text
from tests.rendering.conftest import EDITIONS
from tests.rendering.glossary import with_glossary
from tests.rendering.readers import READERS, read_tagged, why_missing
from tests.rendering.shown import shown
from tests.unit.pdf.reading import open_pdf
from tests.unit.pdf.trees import tree

HEADINGS: Final = {"title": "/H1", "bottom_line": "/H2", "summary": "/H2", "facts": "/H2", "sources": "/H2"}


@cache
def made(checkout: Path, edition: str, page_size: str, profile: str) -> bytes:
    """The example, rendered once in a run."""
    briefing = briefgen.load(checkout / "examples" / "liaison-office" / "briefing.yaml")
    return briefgen.render(briefing, edition=edition, page_size=page_size, profile=profile).pdf


@pytest.mark.parametrize("page_size", PAGE_SIZES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_the_pages_are_the_same(checkout: Path, edition: str, page_size: str) -> None:
    """What is drawn is the same to the byte, and so is the tree with its texts and languages."""
    old, new = (made(checkout, edition, page_size, profile) for profile in ("a3a", "ua2"))
    assert tree(new) == tree(old)
    with open_pdf(old) as first, open_pdf(new) as second:
        contents = [[sheet.Contents.read_bytes() for sheet in pdf.pages] for pdf in (first, second)]
        assert contents[0] == contents[1]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_reader_reads_the_same(checkout: Path, edition: str, reader: str) -> None:
    """No reader takes another text out of PDF 2.0."""
    if missing := why_missing(reader):
        pytest.skip(missing)
    old, new = (made(checkout, edition, "A4", profile) for profile in ("a3a", "ua2"))
    assert READERS[reader](new) == READERS[reader](old)
    assert read_tagged(new) == read_tagged(old)


def test_only_xmp_says_what_the_file_is(checkout: Path) -> None:
    """There is no Info dictionary; the packet has both standards with their years, and describes no schema."""
    data = made(checkout, "en", "A4", "ua2")
    assert data.startswith(b"%PDF-2.0\n")
    with open_pdf(data) as pdf:
        assert "/Info" not in pdf.trailer
        xmp = pdf.open_metadata()
        said = {name: xmp[name] for name in ("pdfaid:part", "pdfaid:rev", "pdfaid:conformance")}
        assert said == {"pdfaid:part": "4", "pdfaid:rev": "2020", "pdfaid:conformance": "F"}
        assert (xmp["pdfuaid:part"], xmp["pdfuaid:rev"]) == ("2", "2024")
        assert xmp["dc:title"] == "NATO office in Amman"
        assert b"pdfaExtension" not in pdf.Root.Metadata.read_bytes()


def named(pdf: pikepdf.Pdf) -> dict[str, Any]:
    """The destinations by name."""
    names = list(pdf.Root.Names.Dests.Names)
    return {str(name): place for name, place in zip(names[::2], names[1::2], strict=True)}


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_name_leads_to_the_thing_that_it_names(example: briefgen.Briefing, edition: str) -> None:
    """The element of a destination is that of the heading, fact, date, short form or source with its name."""
    briefing = with_glossary(example)
    found = Tree(open_pdf(briefgen.render(briefing, edition=edition, profile="ua2").pdf))
    places = named(found.pdf)
    for language in find_edition(briefing, edition).languages:

        def at(name: str, language: str = language) -> tuple[str, str]:
            element = places[f"{language}.{name}"].SD[0]
            assert found.language(element) == language
            return str(element.S), seen_text(found.text(element))

        for section, kind in HEADINGS.items():
            assert at(section)[0] == kind
        for number, fact in enumerate(briefing.facts, 1):
            assert at(f"facts.{number}") == ("/TH", seen_text(plain_text(fact.label[language])))
        for number, _ in enumerate(briefing.timeline, 1):
            assert at(f"timeline.{number}")[0] == "/Lbl"
        for number, entry in enumerate(briefing.glossary, 1):
            if language in entry.short.languages:
                assert at(f"glossary.{number}") == ("/Lbl", seen_text(entry.short[language]))
        for source in briefing.sources:
            assert at(f"sources.{source.key}")[0] == "/Lbl"
            assert at(f"cited.{source.key}")[0] == "/Link"
            assert at(f"cited.{source.key}")[1] == at(f"sources.{source.key}")[1]


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_element_begins_where_its_name_leads(checkout: Path, edition: str) -> None:
    """The first content of the element is on the page of the destination, at its height or right below."""
    found = Tree(open_pdf(made(checkout, edition, "A4", "ua2")))

    def content(element: Any) -> list[Any]:
        return [*found.content(element), *(each for kid in kids(element) for each in content(kid))]

    def kids(element: Any) -> list[Any]:
        return [kid for kid in element.get("/K", []) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]

    for name, place in named(found.pdf).items():
        here = [(page, mcid) for page, mcid in content(place.SD[0]) if page == place.D[0].objgen]
        assert here, name
        heights = [
            y_pt
            for page, mcid in here
            for shown in found.pages[page].shown
            if shown.mcid == mcid
            for _, _, y_pt in shown.codes
        ]
        assert 0 <= float(place.D[3]) - max(heights) < 60, name


@pytest.mark.parametrize("edition", EDITIONS)
def test_lists_of_dates_and_terms_are_descriptions(example: briefgen.Briefing, edition: str) -> None:
    """Timeline and glossary are lists of descriptions, sources and areas of activity are numbered."""
    found = Tree(open_pdf(briefgen.render(with_glossary(example), edition=edition, profile="ua2").pdf))
    places = named(found.pdf)
    for language in find_edition(example, edition).languages:
        source = example.sources[0].key
        for name, numbering in (
            ("timeline.1", "/Description"),
            ("glossary.1", "/Description"),
            (f"sources.{source}", "/Decimal"),
            ("activity_areas.1", "/Decimal"),
        ):
            listed = places[f"{language}.{name}"].SD[0].P.P
            assert (str(listed.S), str(listed.A.ListNumbering)) == ("/L", numbering)


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_way_back(example: briefgen.Briefing, checkout: Path, edition: str) -> None:
    """The briefing comes out of the file as out of an a3a, and gives the same bytes."""
    data = made(checkout, edition, "Letter", "ua2")
    extracted = briefgen.extract(data)
    assert extracted.profile == "ua2"
    assert extracted.diagnostics == ()
    assert extracted.briefing == shown(example, edition)
    assert briefgen.render(extracted.briefing, **extracted.options).pdf == data


def test_it_is_no_larger(checkout: Path) -> None:
    """Namespaces and elements of destinations take no more room than the Info dictionary and the schema that go."""
    for edition in EDITIONS:
        old, new = (len(made(checkout, edition, "A4", profile)) for profile in ("a3a", "ua2"))
        assert new < old
