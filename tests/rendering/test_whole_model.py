"""What you wrote is what is printed: a briefing with every field of the model, in every edition and profile."""

from __future__ import annotations

import datetime as dt
import io
from functools import cache
from typing import Final

import pypdf
import pytest

import briefgen
from briefgen.layout.edition import find_edition
from briefgen.layout.language.locale import BUNDLED
from briefgen.layout.pages import PAGE_SIZES
from briefgen.pdf.profiles import PROFILES
from briefgen.units import mm
from tests.rendering.conftest import EDITIONS
from tests.rendering.positions import characters
from tests.rendering.test_navigation import bookmarks, links_of, places
from tests.rendering.texts import folded
from tests.rendering.whole import (
    LANGUAGES,
    METHODS,
    NOT_PRINTED,
    VERDICTS,
    changed,
    data_of_whole,
    fields_of,
    printed,
    rendered,
    used_fields,
    whole,
    with_free_handling,
)
from tests.unit.pdf.reading import elements, open_pdf, texts_by_element
from tests.unit.pdf.trees import tree

# Sections with a heading of their own, in the order of the pages.
SECTIONS: Final = (
    "bottom_line", "contents", "meeting", "objective", "summary", "facts", "charts", "pictures", "inserts",
    "points_to_make", "lines_if_asked", "not_for_use", "programme", "activity_areas_any", "risks", "decision",
    "background", "quotes", "timeline", "disagreements", "changes", "annexes", "glossary", "sources", "contacts",
    "signatures",
)  # fmt: skip
# Sections whose things have names of their own, by their field.
NUMBERED: Final = (
    "key_figures", "facts", "points_to_make", "lines_if_asked", "not_for_use", "activity_areas", "risks", "timeline",
    "quotes", "glossary", "annexes", "disagreements",
)  # fmt: skip


@cache
def made(edition: str, page_size: str = "A4", profile: str = "a3a") -> bytes:
    """The whole briefing, rendered once in a run."""
    return rendered(whole(), edition=edition, page_size=page_size, profile=profile).pdf


def alternatives_of(data: bytes) -> list[str]:
    """What is said in the place of each figure."""
    pdf = open_pdf(data)
    return [str(element.Alt) for element in elements(pdf.Root.StructTreeRoot.K[0]) if "/Alt" in element]


def parts_of(data: bytes) -> list[str]:
    """The text of each language, through the structure tree."""
    return [folded(text) for text in texts_by_element(data, "Part")]


def test_the_whole_briefing_uses_every_field() -> None:
    """No field of the model is left out of it; a briefing has one scheme of handling, so two are looked at."""
    used = used_fields(whole()) | used_fields(with_free_handling())
    assert fields_of(briefgen.Briefing) - used == set()
    assert set(NOT_PRINTED) <= used


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_value_is_in_the_structure_tree(edition: str, profile: str) -> None:
    """Every text, date, number and word of the whole briefing stands in the part of its language, exact."""
    languages = find_edition(whole(), edition).languages
    data = made(edition, profile=profile)
    parts, alternatives = parts_of(data), folded(" ".join(alternatives_of(data)))
    assert len(parts) == len(languages)
    for part, language in zip(parts, languages, strict=True):
        wanted = list(printed(whole(), language))
        assert len(wanted) > 180
        missing = [(path, text) for path, text in wanted if text not in part]
        # Of a line only the ends have their values beside them; its alternative text has them all.
        assert [each for each in missing if not each[0].startswith("charts") or each[1] not in alternatives] == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_sections_come_in_one_order(edition: str) -> None:
    """Headings stand in the order of the pages, and the things of a section in that of the file, in every language."""
    data = made(edition)
    headings = [folded(text) for text in texts_by_element(data, "H2")]
    languages = find_edition(whole(), edition).languages
    for part, language in zip(parts_of(data), languages, strict=True):
        wanted = [
            [BUNDLED.load(language).label("annex", number=number, title=annex.title[language])
             for number, annex in enumerate(whole().annexes, 1)]
            if section == "annexes" else [BUNDLED.load(language).label(section)]
            for section in SECTIONS
        ]  # fmt: skip
        flat = [heading for section in wanted for heading in section]
        assert headings[: len(flat)] == flat
        headings = headings[len(flat) :]
        assert in_order(part, [folded(point.text[language]) for point in whole().points_to_make])
        assert in_order(part, [folded(line.question[language]) for line in whole().lines_if_asked])
        assert in_order(part, [folded(risk.text[language]) for risk in whole().risks])
        assert in_order(part, [folded(area.title[language]) for area in whole().activity_areas])
    assert headings == []


def in_order(text: str, parts: list[str]) -> bool:
    """Whether the parts stand in the text one after the other."""
    at = 0
    for part in parts:
        at = text.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_new_section_has_a_bookmark_and_names(edition: str) -> None:
    """Sections are in the outline, and what is in them can be linked to by its number."""
    pdf = open_pdf(made(edition))
    names, listed = set(places(pdf)), {str(entry.Dest) for entry, _ in bookmarks(pdf)}
    for language in find_edition(whole(), edition).languages:
        own = {section.removesuffix("_any") for section in SECTIONS} - {"annexes", "disagreements"}
        assert {f"{language}.{section}" for section in own} <= listed
        assert {f"{language}.annexes.{number}" for number in (1, 2)} <= listed
        for section in NUMBERED:
            wanted = {f"{language}.{section}.{n}" for n in range(1, len(getattr(whole(), section)) + 1)}
            assert wanted <= names
    assert listed <= names
    assert {str(link.Dest) for _, link in links_of(pdf) if "/Dest" in link} <= names


@pytest.mark.parametrize("page_size", PAGE_SIZES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_nothing_leaves_the_margins(edition: str, page_size: str) -> None:
    """Every visible character of the whole briefing stands between the margins, on both page sizes."""
    width, _ = PAGE_SIZES[page_size]
    for page in characters(made(edition, page_size)):
        visible = [c for c in page if not c.text.isspace() and c.right_pt > c.left_pt]
        assert min(c.left_pt for c in visible) >= mm(18) - 0.05
        assert max(c.right_pt for c in visible) <= mm(width - 18) + 0.05


@pytest.mark.parametrize("page_size", PAGE_SIZES)
def test_pairs_stand_level(page_size: str) -> None:
    """Where both columns have text at nearly one height, it is one height."""
    middle, shared = mm(PAGE_SIZES[page_size][0]) / 2, 0
    for page in characters(made("side-by-side", page_size)):
        content = [c for c in page if c.content and not c.text.isspace()]
        left = {round(c.baseline_pt, 2) for c in content if c.left_pt < middle}
        right = {round(c.baseline_pt, 2) for c in content if c.left_pt > middle}
        assert [(a, b) for a in left for b in right if 0.02 < abs(a - b) < 3] == []
        shared += len(left & right)
    assert shared > 100


def test_the_arabic_edition_mirrors_the_english_one() -> None:
    """Of one briefing whose texts are one word each, every line starts at the mirrored edge of the page."""
    pair, width = {"en": "Word", "ar": "كلمة"}, mm(210)
    briefing = briefgen.Briefing.model_validate(
        {
            "title": pair,
            "bottom_line": pair,
            "objective": pair,
            "summary": [pair],
            "meeting": {"subject": pair, "place": pair, "participants": [{"name": pair, "role": pair}]},
            "facts": [{"label": pair, "value": pair}],
            "points_to_make": [{"text": pair}],
            "lines_if_asked": [{"question": pair, "answer": pair}],
            "not_for_use": [{"text": pair}],
            "risks": [{"text": pair, "mitigation": pair}],
            "decision": {"text": pair, "options": [{"text": pair}], "recommendation": pair},
            "background": [pair],
            "annexes": [{"title": pair, "text": [pair], "table": {"columns": [{"label": pair}], "rows": [[pair]]}}],
        }
    )
    starts = {}
    for edition, mirrored in (("en", False), ("ar", True)):
        edges: dict[tuple[int, int], float] = {}
        for number, page in enumerate(characters(rendered(briefing, edition=edition).pdf)):
            for c in page:
                if c.content and not c.text.isspace() and c.right_pt > c.left_pt:
                    start = width - c.right_pt if mirrored else c.left_pt
                    line = (number, round(c.baseline_pt))
                    edges[line] = min(start, edges.get(line, start))
        starts[edition] = [round(edges[line]) for line in sorted(edges, key=lambda line: (line[0], -line[1]))]
    assert starts["en"] == starts["ar"]
    assert len(set(starts["en"])) >= 3


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("result", VERDICTS)
def test_every_verdict_is_said(result: str, language: str) -> None:
    """A recorded verdict is said in words, with the day of the comparison."""
    (quote, *_) = data_of_whole()["quotes"]
    quote = {**quote, "verdict": {"result": result, "checked": "2026-03-08"}}
    locale = BUNDLED.load(language, convention=whole().conventions.get(language))
    said = locale.label(VERDICTS[result], date=locale.date(dt.date(2026, 3, 8)))
    if language != quote["language"]:  # nobody compared the translation
        said = locale.label("verdict_on_original", verdict=said)
    (part,) = parts_of(rendered(changed(quotes=[quote]), edition=language).pdf)
    assert folded(said) in part


@pytest.mark.parametrize(
    ("foldings", "spelled"),
    [
        (["spaces", "dashes"], False),
        (["spaces", "arabic-marks"], True),
        (["a-folding-of-tomorrow"], True),
    ],
)
def test_the_verdict_tells_spelling_from_typography(foldings: list[str], *, spelled: bool) -> None:
    """Words are said to be spelled otherwise unless all that differs is surely how they are set."""
    (quote, *_) = data_of_whole()["quotes"]
    quote = {**quote, "verdict": {"result": "exact-after-folding", "foldings": foldings, "checked": "2026-03-08"}}
    convention = whole().conventions.get(quote["language"])
    locale, date = BUNDLED.load(quote["language"], convention=convention), dt.date(2026, 3, 8)
    words, otherwise = (
        folded(locale.label(name, date=locale.date(date))) for name in ("verdict_typography", "verdict_folded")
    )
    (part,) = parts_of(rendered(changed(quotes=[quote]), edition=quote["language"]).pdf)
    assert words in part
    assert (otherwise in part) == spelled


@pytest.mark.parametrize("method", METHODS)
def test_a_machine_is_named_as_translator(method: str) -> None:
    """The translation says that a machine made it; the original and what a person translated do not."""
    (quote, *_) = data_of_whole()["quotes"]
    briefing = changed(quotes=[{**quote, "translation_method": method}])
    english, arabic = parts_of(rendered(briefing, edition="side-by-side").pdf)
    said = [label for label in METHODS.values() if label is not None]
    wanted = METHODS[method]
    assert not any(BUNDLED.load("en").label(label) in english for label in said)
    for label in said:
        ends = BUNDLED.load("ar").label(label) + "\u00a0·"
        assert (folded(ends) in arabic) == (label == wanted)


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_header_has_the_number_of_the_copy(edition: str) -> None:
    """Every page says which copy it is, in every language of it, beside the label of handling."""
    pages = pypdf.PdfReader(io.BytesIO(made(edition))).pages
    languages = find_edition(whole(), edition).languages
    for page in pages:
        text = folded(page.extract_text())
        assert "TLP:AMBER+STRICT" in text
        found = [language for language in languages if copy_number(language) in text]
        assert found == (list(languages) if edition == "side-by-side" else found[:1])
        assert found


def copy_number(language: str) -> str:
    """What the header says of the copy."""
    return folded(BUNDLED.load(language).label("copy_number", number="7/25"))


def test_a_number_of_a_copy_that_has_no_room_is_refused() -> None:
    """The header has one line; what does not fit there is not cut, because it would name another copy."""
    handling = {**data_of_whole()["handling"], "copy_number": "number " * 30}
    with pytest.raises(briefgen.InvalidBriefing) as raised:
        rendered(changed(handling=handling))
    assert {(d.code, d.where.path) for d in raised.value.diagnostics} == {
        ("layout.label-too-wide", "handling.copy_number")
    }


def test_what_is_not_for_use_stands_in_a_section_that_says_so() -> None:
    """Its heading is a heading of the tree, and all of it is in one section under it."""
    lines = tree(made("en"))
    start = lines.index("        'Not for use: do not say or hand over'")
    section = lines[start - 2 : start + 20]
    assert section[:2] == ["    Sect", "      H2"]
    end = section.index("    Sect", 1)
    said = " ".join(section[:end])
    assert all(restricted.text["en"] in said for restricted in whole().not_for_use)


def test_tables_say_what_heads_what() -> None:
    """Each risk and each line of the meeting heads its row; each column of a table and of a matrix has a head."""
    pdf = open_pdf(made("en"))
    heads: dict[str, list[str]] = {"/Row": [], "/Column": []}
    texts = iter(texts_by_element(made("en"), "TH"))

    def visit(element: object) -> None:
        if element.S == "/TH":  # type: ignore[attr-defined]
            heads[str(element.A.Scope)].append(next(texts))  # type: ignore[attr-defined]
        for kid in element.get("/K", []):  # type: ignore[attr-defined]
            if hasattr(kid, "keys") and "/S" in kid:
                visit(kid)

    visit(pdf.Root.StructTreeRoot.K[0])
    of_areas = ["Area", "Owner", "Place", "Status", "Date"]
    of_matrix = ["Likelihood", "Impact", "low", "medium", "high"]
    of_annex = ["Month", "Lorries (a day)", "Waiting (hours)", "Count"]
    assert [folded(text) for text in heads["/Column"]] == of_areas + of_matrix + of_annex
    rows = {folded(text) for text in heads["/Row"]}
    assert {"Subject", "Date", "Time", "Place", "Opening hours", "The lights are late [5]"} <= rows


def test_a_disagreement_leads_to_what_it_is_about() -> None:
    """The statements are named by what they are about, figures with their values; each name is a link to its place."""
    pdf = open_pdf(made("en"))
    contents = {str(link.Dest): str(link.Contents) for _, link in links_of(pdf) if "/Dest" in link}
    assert contents["en.key_figures.1"] == "420 lorries a day at present"
    assert contents["en.facts.2"] == "Waiting time"
    assert contents["en.annexes.1"] == "Annex 1: Lorries by month"
    assert contents["en.timeline.3"] == "Timeline 3"


def test_the_recommended_option_is_told_in_words() -> None:
    """Exactly one option has the word behind it."""
    (part,) = parts_of(made("en"))
    assert part.count("recommended") == 1
    assert "3 May, without the lights · recommended" in part


def test_texts_have_their_labels() -> None:
    """What would not be understood by itself has a label before it."""
    for edition, language in (("en", "en"), ("ar", "ar")):
        (part,) = parts_of(made(edition))
        for name in ("participants", "options", "recommendation", "mitigation", "reason", "concerns", "distribution"):
            assert BUNDLED.load(language).label(name) in part
