"""Tables of annexes: numbers under each other, heads on every page, and what is too wide for a column."""

from __future__ import annotations

from typing import Any, Final

import pytest

import briefgen
from briefgen.layout.language.locale import BUNDLED
from briefgen.units import mm
from tests.rendering.positions import Character, characters
from tests.rendering.texts import folded
from tests.unit.pdf.reading import DIRECTION_MARKS, PageReader, open_pdf, texts_by_element

NAMES: Final = {"en": "Place", "ar": "المكان", "fa": "مکان"}
NUMBERS: Final = (1250, -3.25, 87.5, 0.125, 12)


def with_table(rows: list[list[Any]], columns: int, languages: tuple[str, ...] = ("en", "ar")) -> briefgen.Briefing:
    """A small briefing with an annex that has a table."""
    name = {language: NAMES[language] for language in languages}
    table = {"columns": [{"label": name}] * columns, "rows": rows}
    return briefgen.Briefing.model_validate(
        {"title": name, "summary": [name], "annexes": [{"title": name, "table": table}]}
    )


def separators(page: list[Character], sign: str) -> list[float]:
    """The left edges of the separators of decimals in the content of a page."""
    return [c.left_pt for c in page if c.text == sign and c.content]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_separators_of_decimals_stand_under_each_other(language: str) -> None:
    """Whatever the direction, the separators of a column have one place."""
    briefing = with_table([[number] for number in NUMBERS], 1, (language,))
    (page,) = characters(briefgen.render(briefing, edition=language).pdf)
    found = separators(page, BUNDLED.load(language).decimal_separator)
    assert len(found) == sum(isinstance(number, float) for number in NUMBERS)
    assert max(found) - min(found) < 0.05


@pytest.mark.parametrize("language", ["en", "ar"])
def test_whole_numbers_end_where_decimals_begin(language: str) -> None:
    """The units of all numbers stand under each other."""
    briefing = with_table([[1250], [7], [4.5]], 1, (language,))
    (page,) = characters(briefgen.render(briefing, edition=language).pdf)
    content = [c for c in page if c.content]
    (separator,) = (c for c in content if c.text == ".")
    ends = [c.right_pt for c in content if c.text in {"0", "7", "4"}]
    assert len(ends) == 3
    assert all(end == pytest.approx(separator.left_pt, abs=0.1) for end in ends)


def test_other_digits_end_under_each_other_too() -> None:
    """In Persian digits, a number is one code of the file, with its separators."""
    briefing = with_table([[1250], [7], [-12]], 1, ("fa",))
    (page,) = characters(briefgen.render(briefing, edition="fa").pdf)
    ends = [c.right_pt for c in page if c.content and c.text in {"۱٬۲۵۰", "۷", "۱۲"}]
    assert len(ends) == 3
    assert max(ends) - min(ends) < 0.05


@pytest.mark.parametrize("edition", ["side-by-side", "en", "ar"])
def test_the_head_stands_again_on_following_pages(edition: str) -> None:
    """It is content once, on the page where the table begins, and decoration where it goes on."""
    rows = [[{"en": f"Row {n}", "ar": f"الصف {n}"}, n] for n in range(120)]
    data = briefgen.render(with_table(rows, 2), edition=edition).pdf
    heads = {"en": 2, "ar": 2, "side-by-side": 4}[edition]
    assert len(texts_by_element(data, "TH")) == heads
    again = [decorations(page) for page in open_pdf(data).pages]
    assert len(again) > 2
    for language in ("en", "ar") if edition == "side-by-side" else (edition,):
        drawn = NAMES[language] if language == "en" else NAMES[language][::-1]  # word by word, from the left
        assert [text.count(drawn) >= 2 for text in again] == [False] + [True] * (len(again) - 1)
    parts = [folded(text) for text in texts_by_element(data, "Part")]
    for part, word in zip(
        parts, ("Row", "الصف") if edition == "side-by-side" else ({"en": "Row", "ar": "الصف"}[edition],), strict=True
    ):
        assert all(f"{word} {n}" in part for n in range(120))


def decorations(page: Any) -> str:
    """The text of the artifacts of a page as it is drawn, from left to right."""
    reader = PageReader(page)
    return "".join(
        reader.texts[shown.font][code] for shown in reader.shown if shown.mcid is None for code, _, _ in shown.codes
    ).translate(DIRECTION_MARKS)


def test_a_wide_table_has_the_whole_page() -> None:
    """Where the column of a language would cut its words, each language has the table over the full width."""
    data = briefgen.render(with_table([[10**6 + n] * 7 for n in range(3)], 7), edition="side-by-side").pdf
    (page,) = characters(data)
    figures = [c for c in page if c.content and c.text == "1" and c.size_pt < 10]
    assert min(c.left_pt for c in figures) < mm(40)
    assert max(c.left_pt for c in figures) > mm(150)
    lines = {round(c.baseline_pt, 1) for c in figures}
    assert len(lines) == 6


def test_numbers_are_never_cut() -> None:
    """A table whose numbers have no room on the page is refused: half of a number is another number."""
    briefing = with_table([[10**9] * 20], 20)
    with pytest.raises(briefgen.InvalidBriefing) as raised:
        briefgen.render(briefing, edition="en")
    assert [(d.code, d.where.path) for d in raised.value.diagnostics] == [("layout.table-too-wide", "annexes[0].table")]


def test_long_words_give_way_to_numbers() -> None:
    """Beside numbers that just fit, a word that is too long is cut, and is whole in the tree."""
    word = "w" * 120
    data = briefgen.render(with_table([[word, *[10**8] * 6]], 7), edition="en").pdf
    (part,) = texts_by_element(data, "Part")
    assert word in part
    assert part.count("100,000,000") == 6


def test_empty_cells_and_texts_of_all_languages() -> None:
    """An empty cell is a cell of the tree; a text that is the same in all languages stands in both columns."""
    rows: list[list[Any]] = [["A-1", None, {"en": "Gate", "ar": "البوابة"}], [None, 2, "B-2"]]
    data = briefgen.render(with_table(rows, 3), edition="side-by-side").pdf
    cells = [folded(text) for text in texts_by_element(data, "TD")]
    assert cells == ["A-1", "", "Gate", "", "2", "B-2", "A-1", "", "البوابة", "", "2", "B-2"]


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        (["a"], {"en": "Source [1]", "ar": "المصدر [1]"}),
        (["a", "b"], {"en": "Sources [1] [2]", "ar": "المصادر [1] [2]"}),
    ],
)
def test_the_label_goes_with_the_number_of_sources(keys: list[str], wanted: dict[str, str]) -> None:
    """One source is not called several."""
    name = {"en": "All", "ar": "الكل"}
    sources = [{"key": key, "title": name} for key in keys]
    annex = {"title": name, "text": [name], "sources": keys}
    data = {"title": name, "summary": [name], "annexes": [annex], "sources": sources}
    pdf = briefgen.render(briefgen.Briefing.model_validate(data), edition="side-by-side").pdf
    for part, text in zip(texts_by_element(pdf, "Part"), wanted.values(), strict=True):
        assert text in folded(part)
