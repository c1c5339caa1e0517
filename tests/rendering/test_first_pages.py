"""What the first page says of the file: the other edition, which text counts, that it is a draft, which copy it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import briefgen
from briefgen.layout.pages import MIN_COLUMN_PT, page_geometry
from briefgen.layout.theming.theme import load_theme
from tests.rendering.positions import Character, characters
from tests.unit.pdf.reading import elements, open_pdf, texts_by_element

EDITIONS = ("side-by-side", "sequential", "tete-beche", "en", "ar")
DRAFTS = {"en": "DRAFT", "ar": "مسودة"[::-1]}  # as glyphs stand, from the left


def changed(briefing: briefgen.Briefing, **fields: Any) -> briefgen.Briefing:
    """The briefing with other fields."""
    return briefgen.Briefing.model_validate({**briefing.model_dump(mode="json", exclude_unset=True), **fields})


def furniture_text(page: list[Character], above_pt: float, below_pt: float = 0.0) -> str:
    """What stands on a page and is no content, between two heights, without spaces."""
    return "".join(
        c.text.strip() for c in page if not c.content and (c.baseline_pt > above_pt or c.baseline_pt < below_pt)
    )


@pytest.mark.parametrize(
    ("edition", "own", "theirs"),
    [
        ("en", "Also available in Arabic", "تتوفر نسخة بالعربية"),
        ("ar", "تتوفر نسخة بالإنجليزية", "Also available in English"),
    ],
)
def test_one_edition_names_the_other(example: briefgen.Briefing, edition: str, own: str, theirs: str) -> None:
    """On the first page, for its own reader and for the one who wants the other language; each in its language."""
    data = briefgen.render(example, edition=edition).pdf
    paragraphs = texts_by_element(data, "P")
    assert paragraphs.count(own) == paragraphs.count(theirs) == 1
    pdf = open_pdf(data)
    found = _language_of(pdf.Root.StructTreeRoot.K[0], theirs, data)
    assert found == ("en" if edition == "ar" else "ar")


def _language_of(root: Any, text: str, data: bytes) -> str | None:
    """The language that the paragraph of a text says it is in."""
    texts = texts_by_element(data, "P")
    paragraphs = [element for element in elements(root) if element.get("/S") == "/P"]
    return str(paragraphs[texts.index(text)].get("/Lang", "")) or None


@pytest.mark.parametrize("edition", ["side-by-side", "sequential"])
def test_editions_with_both_languages_name_no_other(example: briefgen.Briefing, edition: str) -> None:
    """Who holds both has nothing to look for elsewhere."""
    text = " ".join(texts_by_element(briefgen.render(example, edition=edition).pdf, "P"))
    assert "also available" not in text
    assert "other cover" not in text


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_edition_says_which_text_counts(example: briefgen.Briefing, edition: str) -> None:
    """The controlling language stands in the title block of each language that is shown."""
    data = briefgen.render(changed(example, controlling_language="ar"), edition=edition).pdf
    text = " ".join(texts_by_element(data, "P"))
    expected = {"en": "the text in Arabic prevails", "ar": "النص بالعربية"}
    shown = ("en", "ar") if edition not in expected else (edition,)
    assert all(expected[language] in text or language == "ar" for language in shown)
    assert ("prevails" in text) is ("en" in shown)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_of_a_draft_says_so(example: briefgen.Briefing, edition: str) -> None:
    """In the header, in each language of the page, as an artifact; and in the text of the title block."""
    data = briefgen.render(changed(example, status="draft"), edition=edition).pdf
    languages = [edition] if edition in DRAFTS else list(DRAFTS)
    for page in characters(data):
        header = furniture_text(page, above_pt=842 - 24 * 2.835)
        found = [language for language in languages if DRAFTS[language] in header]
        assert found if edition in {"sequential", "tete-beche"} else found == languages
        for mark in (c for c in page if not c.content and c.size_pt >= 12 and c.baseline_pt > 770):
            below = [c for c in page if c.content and c.baseline_pt > mark.baseline_pt - mark.size_pt]
            assert not below, "text reaches up to the header"
    text = " ".join(texts_by_element(data, "P"))
    assert "draft" in text or "مسودة" in text
    final = briefgen.render(changed(example, status="final"), edition=edition).pdf
    assert not any("DRAFT" in furniture_text(page, above_pt=770) for page in characters(final))


@pytest.mark.parametrize("label", [{"scheme": "tlp", "label": "TLP:AMBER"}, None])
def test_the_number_of_the_copy_is_text_and_furniture(example: briefgen.Briefing, label: Any) -> None:
    """Who cannot see the header hears it once; who sees a single page finds it there."""
    free = {"scheme": "free", "label": {"en": "OFFICIAL", "ar": "رسمي"}}
    handling = {**(label or free), "copy_number": "7/25"}
    data = briefgen.render(changed(example, handling=handling), edition="en").pdf
    assert sum("7/25" in text for text in texts_by_element(data, "P")) == 1
    for page in characters(data):
        assert "7/25" in furniture_text(page, above_pt=770)


def test_a_long_label_leaves_room_for_titles(example: briefgen.Briefing) -> None:
    """A label in words that would cut the titles goes on a line of its own; nothing touches anything."""
    label = {"en": "OFFICIAL – SENSITIVE", "ar": "رسمي – حساس"}
    result = briefgen.render(changed(example, status="draft", handling={"scheme": "free", "label": label}))
    assert not [found for found in result.diagnostics if found.code == "layout.title-cut"]
    for page in characters(result.pdf):
        furniture = [c for c in page if not c.content and c.text.strip()]
        lines = sorted({round(c.baseline_pt) for c in furniture})
        assert len(lines) == 4, "a label and titles, above and below"
        assert lines[1] - lines[0] > 18
        assert lines[3] - lines[2] > 18
        text = [c.baseline_pt for c in page if c.content]
        assert lines[1] + 12 < min(text)
        assert max(text) < lines[2] - 8


def test_narrow_columns_do_not_refuse_pages_in_one_language(example: briefgen.Briefing, tmp_path: Path) -> None:
    """A theme with no room for two columns makes all editions but the one that needs them."""
    path = tmp_path / "narrow.toml"
    path.write_text('extends = "modern"\nname = "narrow"\n[page]\ngutter = 110\n', encoding="utf-8")
    with pytest.raises(briefgen.ResourceError, match="the width of a column"):
        briefgen.render(example, theme=path)
    assert page_geometry(load_theme(path), "A4", "single").column_width_pt < MIN_COLUMN_PT
    for edition in ("sequential", "tete-beche", "en", "ar"):
        assert briefgen.render(example, theme=path, edition=edition).page_count >= 2
    assert briefgen.explain(example, theme=path, edition="ar")


@pytest.mark.parametrize("presentation", [{}, {"contents": True}])
def test_each_text_of_a_sequential_edition_says_where_the_other_begins(
    example: briefgen.Briefing, presentation: dict[str, Any]
) -> None:
    """With the number of its page, in both languages, and as links to its title."""
    briefing = changed(example, presentation=presentation)
    data = briefgen.render(briefing, edition="sequential").pdf
    pdf = open_pdf(data)
    links = [[str(each.get("/Dest", "")) for each in page.obj.get("/Annots", [])] for page in pdf.pages]
    arabic = next(number for number, found in enumerate(links, 1) if "en.title" in found)
    assert arabic > 1
    paragraphs = texts_by_element(data, "P")
    assert f"The text in Arabic begins on page {arabic}" in paragraphs
    assert "The text in English begins on page 1" in paragraphs
    assert links[0].count("ar.title") == links[arabic - 1].count("en.title") == 2
