"""A briefing in any language, or any two: every edition is whole, readable, tagged, and in the right faces."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Any

import page
import pikepdf
import pytest

import briefgen
from briefgen.layout.edition import edition_names, find_edition
from briefgen.text.scripts import is_rtl_language
from tests.rendering.languages import LANGUAGES, PAIRS, in_languages
from tests.rendering.readers import read_with_pymupdf, read_with_pypdf
from tests.rendering.texts import FOREIGN, folded, texts, words
from tests.unit.pdf.reading import PageReader, open_pdf, texts_by_element

CASES = [
    (languages, edition)
    for languages in (*((language,) for language in LANGUAGES), *PAIRS)
    for edition in edition_names(in_languages(*languages))
]
NAMES = ["-".join(languages) + "/" + edition for languages, edition in CASES]
every_edition = pytest.mark.parametrize(("languages", "edition"), CASES, ids=NAMES)

# The faces that a language is set in; Latin text and European digits are in every briefing.
FACES = {
    "en": {"IBMPlexSans"}, "fr": {"IBMPlexSans"},
    "ar": {"IBMPlexSansArabic"}, "fa": {"IBMPlexSansArabic"}, "ckb": {"IBMPlexSansArabic"},
    "ur": {"NotoNastaliqUrdu"}, "he": {"NotoSansHebrew"},
}  # fmt: skip


# What the author wrote as a year, in the digits that the author took.
YEAR = {
    "en": "in 2025.", "fr": "en 2025.", "ar": "عام 2025.", "fa": "سال ۲۰۲۵ ", "ckb": "ساڵی ٢٠٢٥ ", "ur": "2025 میں",
    "he": "בשנת 2025.",
}  # fmt: skip


@cache
def render(languages: tuple[str, ...], edition: str) -> bytes:
    """An edition, rendered once in a run."""
    return briefgen.render(in_languages(*languages), edition=edition).pdf


def shown_languages(languages: tuple[str, ...], edition: str) -> tuple[str, ...]:
    """The languages of an edition, the primary one first."""
    return find_edition(in_languages(*languages), edition).languages


def families(data: bytes) -> set[str]:
    """The families of the fonts of a file, without the tags of subsets and the names of weights."""
    with open_pdf(data) as pdf:
        fonts = [font for each in pdf.pages for font in each.Resources.Font.values()]
        return {str(font.BaseFont).partition("+")[2].partition("-")[0] for font in fonts}


def as_it_is(text: str) -> str:
    """The text."""
    return text


def without_marks(text: str) -> str:
    """The letters of a text: MuPDF moves a mark at the end of a line of Arabic script to its beginning."""
    return "".join(character for character in text if unicodedata.category(character) != "Mn")


@every_edition
def test_no_glyph_is_missing(languages: tuple[str, ...], edition: str) -> None:
    """No page shows the glyph that stands for a missing one (code 0)."""
    with open_pdf(render(languages, edition)) as pdf:
        for each in pdf.pages:
            assert all(code for shown in PageReader(each).shown for code, _, _ in shown.codes)


@every_edition
def test_faces_are_those_of_the_languages(languages: tuple[str, ...], edition: str) -> None:
    """A file has the faces of its languages, of the quote in it and of the line that names the other edition."""
    seen = {*languages, in_languages(*languages).quotes[0].language}
    expected = {"IBMPlexSans"}.union(*(FACES[language] for language in seen))
    assert families(render(languages, edition)) == expected


@pytest.mark.parametrize(
    ("read", "compared"), [(read_with_pypdf, as_it_is), (read_with_pymupdf, without_marks)], ids=["pypdf", "pymupdf"]
)
@every_edition
def test_every_word_is_read_back(
    languages: tuple[str, ...], edition: str, read: Callable[[bytes], str], compared: Callable[[str], str]
) -> None:
    """Each word comes out of readers that people use, none as presentation forms."""
    found = folded(compared(read(render(languages, edition))))
    briefing = in_languages(*languages)
    wanted = {
        compared(word)
        for language in shown_languages(languages, edition)
        for text in texts(briefing, language)
        for word in words(text)
        if not word.isdecimal()  # see the structure tree below: these readers turn Arabic-Indic digits round
    }
    assert len(wanted) > 50
    assert [word for word in wanted if word not in found] == []
    assert FOREIGN.findall(found) == []


@every_edition
def test_the_structure_tree_says_language_and_text(languages: tuple[str, ...], edition: str) -> None:
    """Each language has a part with its tag and its texts, exact and in logical order."""
    data, briefing = render(languages, edition), in_languages(*languages)
    shown = shown_languages(languages, edition)
    parts = [folded(text) for text in texts_by_element(data, "Part")]
    for part, language in zip(parts, shown, strict=True):
        quote = briefing.quotes[0]
        said = quote.text if quote.language == language else quote.translations[language]  # type: ignore[index]
        title = briefing.sources[0].title
        assert title is not None
        texts_of_it = [briefing.title[language], said, title[language], YEAR[language]]
        assert [text for text in texts_of_it if folded(text) not in part] == []
    with open_pdf(data) as pdf:
        assert str(pdf.Root.Lang) == shown[0]
        assert part_languages(pdf) == list(shown)


def part_languages(pdf: pikepdf.Pdf) -> list[str]:
    """The language of each part: its own /Lang, else that of the document."""
    document: Any = pdf.Root.StructTreeRoot.K
    document = document[0] if isinstance(document, pikepdf.Array) else document
    return [str(part.get("/Lang", document.get("/Lang", pdf.Root.Lang))) for part in document.K]


@every_edition
def test_the_validator_finds_no_failure_of_pdf_ua_1(languages: tuple[str, ...], edition: str) -> None:
    """Every edition passes every check of PDF/UA-1."""
    report = page.validate_pdf_bytes(render(languages, edition), profile="ua1")
    assert [failure.message for failure in report.failures] == []


@every_edition
def test_pages_turn_as_their_languages_go(languages: tuple[str, ...], edition: str) -> None:
    """Pages turn from right to left where every language goes so; with two covers, where the first one does."""
    shown = shown_languages(languages, edition)
    rtl = all(is_rtl_language(language) for language in (shown[:1] if edition == "tete-beche" else shown))
    with open_pdf(render(languages, edition)) as pdf:
        preferences: Any = pdf.Root.get("/ViewerPreferences")
        assert (preferences.get("/Direction") == "/R2L") is rtl


@pytest.mark.parametrize("language", ["ar", "fa", "ur", "ckb"])
@pytest.mark.parametrize("text", ["پچگژ ہے ٹڈڑ ڵۆێ", "می\u200cشود", "ڵ ڕ ۆ ێ ە ڤ گ چ پ ژ ک ی"])
def test_letters_of_other_languages_come_out(language: str, text: str) -> None:
    """The letters of Persian, Urdu and Kurdish are printed in every language, and read back with their joiners."""
    briefing = in_languages(language)
    title = type(briefing.title)({language: text})
    data = briefgen.render(briefing.model_copy(update={"title": title}), edition=language).pdf
    (part,) = [folded(found) for found in texts_by_element(data, "Part")]
    assert text in part
    assert all(word in folded(read_with_pypdf(data)) for word in text.split())
    with open_pdf(data) as pdf:
        assert all(code for each in pdf.pages for shown in PageReader(each).shown for code, _, _ in shown.codes)


def test_hebrew_with_points_and_accents_comes_out() -> None:
    """Each mark of a vocalised Hebrew word stands in the structure tree after its letter."""
    briefing, text = in_languages("he"), "בְּרֵאשִׁ֖ית"
    data = briefgen.render(briefing.model_copy(update={"title": type(briefing.title)({"he": text})}), edition="he").pdf
    (part,) = [folded(found) for found in texts_by_element(data, "Part")]
    assert folded(text) in part


def test_marks_of_citations_are_one_number_in_two_digits() -> None:
    """The sources have the same numbers in both columns, in the digits of each."""
    english, persian = (folded(text) for text in texts_by_element(render(("fa", "ckb"), "side-by-side"), "Part"))
    assert english.count("[۱]") == persian.count("[١]") > 3
    assert english.count("[۲]") == persian.count("[٢]") > 3
    assert "[1]" not in english + persian
