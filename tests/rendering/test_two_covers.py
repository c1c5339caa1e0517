"""The edition ``tete-beche``: each language from a cover of its own."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache

import pikepdf
import pypdf
import pytest

import briefgen
from briefgen.cli.rendering import Request, _editions
from briefgen.pipeline import RenderResult
from tests.rendering.languages import in_languages
from tests.rendering.positions import characters
from tests.unit.pdf.reading import open_pdf, texts_by_element
from tests.unit.pdf.trees import tree

Render = Callable[[str], RenderResult]


@cache
def two_covers(*languages: str) -> RenderResult:
    """The small briefing in two languages, each from its own cover."""
    return briefgen.render(in_languages(*languages), edition="tete-beche")


def labels(data: bytes) -> list[str]:
    """What a reader of files calls each page."""
    return list(pypdf.PdfReader(io.BytesIO(data)).page_labels)


def page_text(data: bytes, page: int) -> str:
    """The characters of a page, in the order of the file."""
    return "".join(character.text for character in characters(data)[page])


def half_lengths(data: bytes) -> tuple[int, int]:
    """How many pages each half has, by the labels."""
    names = [name.partition("-")[0] for name in labels(data) if name]
    return names.count(names[0]), names.count(names[-1])


@pytest.mark.parametrize("pair", [("en", "ar"), ("ar", "en"), ("en", "fr"), ("ar", "ur")])
def test_both_titles_are_on_an_outer_side(pair: tuple[str, str]) -> None:
    """The first page and the last one are the title pages, and the count of pages is even."""
    data, briefing = two_covers(*pair).pdf, in_languages(*pair)
    pdf = open_pdf(data)
    assert len(pdf.pages) % 2 == 0
    first, second = half_lengths(data)
    assert labels(data)[0] == f"{pair[0]}-1"
    assert labels(data)[-1] == f"{pair[1]}-1"
    assert labels(data)[first - 1] == f"{pair[0]}-{first}"
    assert labels(data)[len(pdf.pages) - second] == f"{pair[1]}-{second}"
    places = pdf.Root.Names.Dests.Names
    titles = {str(name): place[0].objgen for name, place in zip(places[::2], places[1::2], strict=True)}
    assert titles[f"{pair[0]}.title"] == pdf.pages[0].obj.objgen
    assert titles[f"{pair[1]}.title"] == pdf.pages[-1].obj.objgen
    assert briefing.languages == pair


def test_an_empty_page_stands_between_the_halves(example: briefgen.Briefing) -> None:
    """Where the pages are odd in number, the one in the middle has no content, and no name; the label is on it."""
    for briefing in (example, in_languages("en", "ar"), in_languages("fr", "ar")):
        data = briefgen.render(briefing, edition="tete-beche").pdf
        first, second = half_lengths(data)
        if (first + second) % 2 == 0:
            assert "" not in labels(data)
            continue
        assert labels(data).index("") == first
        assert not any(character.content for character in characters(data)[first])
        assert "/StructParents" not in open_pdf(data).pages[first]
        assert page_text(data, first).count("TLP:CLEAR") == 2


def test_an_empty_page_is_made_where_it_is_needed(example: briefgen.Briefing) -> None:
    """A half that is a page longer makes the count odd, and then there is an empty page."""
    data = example.model_dump(mode="json", exclude_unset=True)
    counts = set()
    for repeated in (1, 4, 8):
        data["summary"] = [*example.model_dump(mode="json")["summary"]] * repeated
        result = briefgen.render(briefgen.Briefing.model_validate(data), edition="tete-beche")
        first, second = half_lengths(result.pdf)
        counts.add((first + second) % 2)
        assert result.page_count == first + second + (first + second) % 2
    assert counts, "something was rendered"


@pytest.mark.parametrize(("pair", "turned"), [(("en", "ar"), False), (("en", "fr"), True), (("ar", "ur"), True)])
def test_the_second_half_is_turned_where_both_go_one_way(pair: tuple[str, str], *, turned: bool) -> None:
    """Who turns the book over finds the second language the right way up; with another direction nothing is turned."""
    data = two_covers(*pair).pdf
    first, _ = half_lengths(data)
    pages = open_pdf(data).pages
    angles = [int(page.get("/Rotate", 0)) for page in pages]
    assert angles[:first] == [0] * first
    assert set(angles[-half_lengths(data)[1] :]) == {180 if turned else 0}


@pytest.mark.parametrize(
    ("pair", "direction"), [(("en", "ar"), "/L2R"), (("ar", "en"), "/R2L"), (("ar", "ur"), "/R2L")]
)
def test_pages_turn_as_the_first_language_does(pair: tuple[str, str], direction: str) -> None:
    """The viewer is told which way the pages turn, and the printer that they are turned like those of a book."""
    pdf = open_pdf(two_covers(*pair).pdf)
    preferences = pdf.Root.ViewerPreferences
    assert preferences.Direction == pikepdf.Name(direction)
    assert preferences.Duplex == pikepdf.Name("/DuplexFlipLongEdge")


def test_the_structure_reads_the_second_half_from_its_title(rendered: Render) -> None:
    """The order of the structure and of the bookmarks is that of reading, whatever the order of the pages is."""
    data = rendered("tete-beche").pdf
    assert texts_by_element(data, "H1") == texts_by_element(rendered("sequential").pdf, "H1")
    headings = texts_by_element(data, "H2")
    assert headings == texts_by_element(rendered("sequential").pdf, "H2")
    parts = [line.strip() for line in tree(data) if line.strip().startswith("Part ")]
    assert parts == ["Part Lang=en", "Part Lang=ar"]


def test_page_numbers_count_the_pages_of_a_half(rendered: Render) -> None:
    """The footer says page 1 of so many as the half has, on the first page of the file and on the last."""
    data = rendered("tete-beche").pdf
    first, second = half_lengths(data)
    assert f"Page 1 of {first}".replace(" ", "") in page_text(data, 0).replace(" ", "")
    numbered = [character.text for character in characters(data)[-1] if not character.content]
    assert "1" in numbered
    assert str(second) in numbered


@pytest.mark.parametrize(("page", "words"), [(0, "begins at the other cover"), (-1, "begins at the other cover")])
def test_each_half_says_where_the_other_begins(rendered: Render, page: int, words: str) -> None:
    """On its first page, in its own language and in that of the reader who holds the wrong side."""
    data = rendered("tete-beche").pdf
    text = page_text(data, page)
    assert words in text
    assert texts_by_element(data, "P").count("يبدأ النص بالعربية من الغلاف الآخر") == 1
    assert texts_by_element(data, "P").count("The text in Arabic begins at the other cover") == 1


def test_all_editions_are_those_that_do_not_repeat_one(example: briefgen.Briefing) -> None:
    """The edition is made when it is named; ``all`` leaves it out, since it has the pages of the sequential one."""
    request = Request(file="-", edition="all", theme="modern", locales=(), traceback=False)
    assert _editions(request, example) == ("side-by-side", "sequential", "en", "ar")


def test_the_same_bytes_each_time_and_from_what_is_embedded(example: briefgen.Briefing) -> None:
    """What is embedded gives the same file again."""
    data = briefgen.render(example, edition="tete-beche").pdf
    assert data == briefgen.render(example, edition="tete-beche").pdf
    found = briefgen.extract(data)
    assert found.edition == "tete-beche"
    assert briefgen.render(found.briefing, **found.options).pdf == data
