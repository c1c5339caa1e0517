"""Ways through a file: named places, bookmarks with their language, links there and back, and page labels."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pikepdf
import pypdf
import pytest

import briefgen
from briefgen.layout.edition import find_edition
from briefgen.pipeline import RenderResult
from tests.rendering.conftest import EDITIONS
from tests.rendering.glossary import with_glossary
from tests.unit.pdf.reading import open_pdf, texts_by_element
from tests.unit.pdf.trees import tree

Render = Callable[[str], RenderResult]

LISTED = ("key_figures", "facts", "activity_areas", "quotes", "timeline", "disagreements", "glossary")


def places(pdf: pikepdf.Pdf) -> dict[str, tuple[int, float]]:
    """The page, from 0, and the height of each named destination, in the order of the file."""
    names = list(pdf.Root.Names.Dests.Names)
    pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
    return {
        str(name): (pages[place[0].objgen], float(place[3]))
        for name, place in zip(names[::2], names[1::2], strict=True)
    }


def links_of(pdf: pikepdf.Pdf) -> list[tuple[int, Any]]:
    """The annotations with their page, from 0."""
    return [(index, each) for index, page in enumerate(pdf.pages) for each in page.get("/Annots", [])]


def expected_names(briefing: briefgen.Briefing, language: str) -> set[str]:
    """The names that docs/writing-a-briefing.md promises for one language."""
    names = {"title", "bottom_line", "summary", "sources"} | ({"contact"} if briefing.contact is not None else set())
    for section in LISTED:
        items = getattr(briefing, section)
        names |= {section} if items and section != "disagreements" else set()
        names |= {f"{section}.{index + 1}" for index in range(len(items))}
    for source in briefing.sources:
        names |= {f"sources.{source.key}", f"cited.{source.key}"}
    return {f"{language}.{name}" for name in names}


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_section_and_every_thing_in_it_has_a_name(example: briefgen.Briefing, edition: str) -> None:
    """Sections, and facts, quotes and so on by number, sources by key; in ASCII that an address can hold."""
    briefing = with_glossary(example)
    pdf = open_pdf(briefgen.render(briefing, edition=edition).pdf)
    found = list(places(pdf))
    languages = find_edition(briefing, edition).languages
    assert set(found) == set().union(*(expected_names(briefing, language) for language in languages))
    assert found == sorted(found), "a name tree is sorted (ISO 32000-1, 7.9.6)"
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+", name) for name in found)


@pytest.mark.parametrize("edition", EDITIONS)
def test_links_and_bookmarks_go_to_places_that_are_there(rendered: Render, edition: str) -> None:
    """Every destination that is asked for has been named."""
    pdf = open_pdf(rendered(edition).pdf)
    names = places(pdf)
    links = [str(link.Dest) for _, link in links_of(pdf) if "/Dest" in link]
    assert len(links) > 20
    assert set(links) <= set(names)
    assert {str(entry.Dest) for entry, _ in bookmarks(pdf)} <= set(names)


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_source_leads_back_to_its_first_citation(example: briefgen.Briefing, rendered: Render, edition: str) -> None:
    """The number of a source is a link to the line in which it is cited first, in reading order."""
    pdf = open_pdf(rendered(edition).pdf)
    names, links = places(pdf), links_of(pdf)
    for language in find_edition(example, edition).languages:
        for source in example.sources:
            back = [link for _, link in links if str(link.get("/Dest", "")) == f"{language}.cited.{source.key}"]
            assert len(back) == 1
            there = f"{language}.sources.{source.key}"
            citations = [(page, link) for page, link in links if str(link.get("/Dest", "")) == there]
            first = min(citations, key=lambda each: (each[0], -float(each[1].Rect[3])))
            page, height = names[f"{language}.cited.{source.key}"]
            assert page == first[0]
            assert float(first[1].Rect[3]) <= height <= float(first[1].Rect[3]) + 12


def test_a_source_that_nothing_cites_leads_nowhere(example: briefgen.Briefing) -> None:
    """It is listed, and its number is plain text."""
    data = example.model_dump(mode="json")
    data["sources"].append({**data["sources"][0], "key": "not.cited"})
    pdf = open_pdf(briefgen.render(briefgen.Briefing.model_validate(data), edition="en").pdf)
    names = places(pdf)
    assert "en.sources.not.cited" in names
    assert "en.cited.not.cited" not in names


def bookmarks(pdf: pikepdf.Pdf) -> list[tuple[Any, int]]:
    """The entries of the outline with their levels, in order."""

    def below(entry: Any, level: int) -> list[tuple[Any, int]]:
        found = []
        while entry is not None:
            found += [(entry, level), *below(entry.get("/First"), level + 1)]
            entry = entry.get("/Next")
        return found

    return below(pdf.Root.Outlines.First, 0)


def language_of(element: Any) -> str:
    """The language of an element, from above where it does not say it itself."""
    while "/Lang" not in element:
        element = element.P
    return str(element.Lang)


@pytest.mark.parametrize("edition", EDITIONS)
def test_bookmarks_know_their_heading_and_its_language(
    example: briefgen.Briefing, rendered: Render, edition: str
) -> None:
    """An entry refers to the heading that it names, whose language is that of the entry (ISO 14289-1, 7.2).

    Disagreements have their question behind it; the contact has no heading, but a label.
    """
    data = rendered(edition).pdf
    pdf = open_pdf(data)
    headings = iter(texts_by_element(data, "H1")), iter(texts_by_element(data, "H2"))
    for entry, level in bookmarks(pdf):
        assert language_of(entry.SE) == str(entry.Dest).split(".")[0]
        if str(entry.Dest).endswith(".contact"):
            assert (str(entry.SE.S), str(entry.Title)) in {("/P", "Contact"), ("/P", "للتواصل")}
            continue
        assert str(entry.SE.S) == f"/H{level + 1}"
        title, _, question = str(entry.Title).partition(" · ")
        assert title == next(headings[level])
        assert bool(question) == (".disagreements." in str(entry.Dest))
    languages = {str(entry.Dest).split(".")[0] for entry, _ in bookmarks(pdf)}
    assert languages == set(find_edition(example, edition).languages)


def test_bookmarks_of_disagreements_can_be_told_apart(example: briefgen.Briefing) -> None:
    """Each has its question, at most 60 characters of it, cut at a word."""
    data = example.model_dump(mode="json")
    (first, *_) = data["disagreements"]
    short = {**first, "question": dict.fromkeys(first["question"], "How *many*?")}
    long = {**first, "question": dict.fromkeys(first["question"], "word " * 13)}
    word = {**first, "question": dict.fromkeys(first["question"], "w" * 5_000)}
    data["disagreements"] = [short, long, word]
    pdf = open_pdf(briefgen.render(briefgen.Briefing.model_validate(data), edition="en").pdf)
    titles = [str(entry.Title) for entry, _ in bookmarks(pdf) if ".disagreements." in str(entry.Dest)]
    assert titles == [
        "Sources differ · How many?",
        f"Sources differ · {' '.join(['word'] * 12)}…",
        f"Sources differ · {'w' * 60}…",
    ]


@pytest.mark.parametrize(
    ("language", "title", "shown"),
    [
        ("ar", "NATO في عمّان", "\u200fNATO في عمّان"),
        ("ar", "مكتب NATO", "مكتب NATO"),
        ("ar", "2024: مكتب", "2024: مكتب"),
        ("en", "الناتو in Amman", "\u200eالناتو in Amman"),
        ("en", "NATO in عمّان", "NATO in عمّان"),
    ],
)
def test_a_bookmark_keeps_the_direction_of_its_language(
    example: briefgen.Briefing, language: str, title: str, shown: str
) -> None:
    """A mark stands before a title whose first word goes the other way, and before no other."""
    data = example.model_dump(mode="json")
    data["title"][language] = title
    rendered = briefgen.render(briefgen.Briefing.model_validate(data), edition=language).pdf
    pdf = open_pdf(rendered)
    assert str(bookmarks(pdf)[0][0].Title) == shown
    assert texts_by_element(rendered, "H1") == [title]


@pytest.mark.parametrize("edition", EDITIONS)
def test_page_labels_are_the_printed_numbers(rendered: Render, edition: str) -> None:
    """The label of each page is the number in its footer."""
    reader = pypdf.PdfReader(io.BytesIO(rendered(edition).pdf))
    count = len(reader.pages)
    assert "/PageLabels" in reader.root_object
    assert reader.page_labels == [str(number) for number in range(1, count + 1)]
    for label, sheet in zip(reader.page_labels, reader.pages, strict=True):
        text = re.sub("[\u200e\u200f\u061c]", "", " ".join(sheet.extract_text().split()))
        assert f"Page {label} of {count}" in text or f"صفحة {label} من {count}" in text


def test_a_quote_holds_its_source(rendered: Render) -> None:
    """The words and who said them stand in one block quote, with the link to the source."""
    lines = tree(rendered("en").pdf)
    start = lines.index("      BlockQuote", lines.index("      BlockQuote") + 1)
    end = lines.index("      BlockQuote", start + 1)
    assert lines[start:end] == [
        "      BlockQuote",
        "        P Lang=ar",
        "          '«علامة فارقة في الشراكة الاستراتيجية العميقة بين الأردن والحلف»'",
        "        P",
        "          '“a milestone in the deep strategic partnership between Jordan and the Alliance”'",
        "        P",
        "          'Foreign Ministry'",
        "        P",
        "          'statement on the decision\\xa0· July 2024 '",
        "          Link",
        "            '[2]'",
        "            annotation",
        "        P",
        "          'Translation from Arabic: Partnerships desk'",
    ]
