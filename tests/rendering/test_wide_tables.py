"""Tables over the whole page: each language under its own heading; where tables are cut, they say so and are closed."""

from __future__ import annotations

from typing import Any, Final

import pytest

import briefgen
from briefgen.layout.pages import page_geometry
from briefgen.layout.side import Side
from briefgen.layout.theming.theme import load_theme
from tests.rendering.placed import Pages, drawn_pages
from tests.rendering.test_side_by_side import EDGE_PT, levels

LEAST_BETWEEN: Final = 28.0
MARKED: Final = "بِسْمِ اللَّهِ ٱلرَّحْمَٰنِ ٱلرَّحِيمِ"


def both(english: str, arabic: str = "نص") -> dict[str, str]:
    """A text in both languages."""
    return {"en": english, "ar": arabic}


def briefing_with(**parts: Any) -> briefgen.Briefing:
    """A small briefing."""
    title = both("Title", "العنوان")
    data = {"languages": ["en", "ar"], "dates": {"as_of": "2026-02-12"}, "title": title, "summary": [title], **parts}
    return briefgen.Briefing.model_validate(data)


def annex(rows: int, columns: int = 7, title: str = "Wide", **more: Any) -> dict[str, Any]:
    """An annex with numbers that need the whole page in seven columns."""
    cells = [[10**6 + row] * columns for row in range(rows)]
    return {
        "title": both(title, "عريض"),
        "table": {"columns": [{"label": both("Column", "عمود")}] * columns, "rows": cells},
        **more,
    }


def area(**more: Any) -> dict[str, Any]:
    """An area of activity."""
    return {"title": both("Area"), "description": both("What is done."), **more}


def pages_of(monkeypatch: pytest.MonkeyPatch, briefing: briefgen.Briefing, edition: str = "side-by-side") -> Pages:
    """What is drawn in the default theme."""
    gutter_pt = page_geometry(load_theme("modern"), "A4").gutter_pt
    return drawn_pages(monkeypatch, briefing, gutter_pt, edition=edition)


def test_each_language_has_its_heading_over_its_wide_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """Heading, text, table and source of one language come before those of the other, well apart."""
    source = {"key": "one", "title": both("Source")}
    one = annex(3, text=[both("A text.", "فقرة.")], sources=["one"])
    pages = pages_of(monkeypatch, briefing_with(annexes=[one, annex(3, title="Second")], sources=[source]))
    (page,) = {line.page for line in pages.lines}
    assert page == 1
    headings = [line for line in pages.lines if line.element is not None and line.element.kind == "H2"][2:6]
    assert [line.text[-1] == "e" or line.text[-1] == "d" for line in headings] == [True, False, True, False]
    for index, heading in enumerate(headings):
        above = min(line.baseline for line in pages.lines if line.baseline > heading.baseline)
        assert all(line.baseline < heading.baseline for line in headings[index + 1 :])
        if index % 2:
            assert above - heading.baseline > LEAST_BETWEEN
        assert any(0 < heading.baseline - line.baseline < LEAST_BETWEEN for line in pages.lines)


def test_the_areas_of_a_language_stand_under_its_heading(monkeypatch: pytest.MonkeyPatch) -> None:
    """So does the table of areas of activity, which is too wide for half a page."""
    some = area(owner=both("Ministry of Water"), place=both("Valley"), status="active", start="2026-02-11")
    pages = pages_of(monkeypatch, briefing_with(presentation={"areas": "table"}, activity_areas=[some] * 3))
    kinds = [line.element.kind for line in pages.lines if line.element is not None]
    first, second = [index for index, kind in enumerate(kinds) if kind == "H2"][2:4]
    assert kinds[first:second].count("TH") >= 5
    assert kinds[second:].count("TH") >= 5


@pytest.mark.parametrize("edition", ["side-by-side", "en"])
def test_no_date_is_broken(edition: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words before a date may stand on a line of their own, and a date stands on one."""
    place = both("A place with a name that has many words and asks for much of the width")
    some = area(owner=place, place=place, status="active", start="2026-02-11")
    pages = pages_of(monkeypatch, briefing_with(presentation={"areas": "table"}, activity_areas=[some] * 2), edition)
    dated = [line.text for line in pages.lines if "11" in line.text]
    assert dated
    assert all("11 February 2026" in text for text in dated if "February" in text)
    assert sum("February" in text for text in dated) == 2


@pytest.mark.parametrize("edition", ["side-by-side", "en", "ar"])
def test_a_table_that_goes_on_says_so(edition: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over the head on the next page stands whose table it is; a rule closes the table on each page."""
    pages = pages_of(monkeypatch, briefing_with(annexes=[annex(90, 2)]), edition)
    last = pages.result.page_count
    assert last > 1
    for page in range(2, last + 1):
        said = [line.text for line in pages.lines if line.page == page and line.element is None]
        for language in ("en", "ar") if edition == "side-by-side" else (edition,):
            word = {"en": "continued", "ar": "عبات"}[language]
            assert any(word in text for text in said)
    for page in range(1, last + 1):
        lowest = min(line.bottom for line in pages.lines if line.page == page and in_cell(line))
        below = [left for at, left, _, height in pages.rules if at == page and 0 < lowest - height < 12]
        assert len(set(below)) == (2 if edition == "side-by-side" else 1)


def in_cell(line: Any) -> bool:
    """Whether a line is of a cell of a table."""
    return line.element is not None and line.element.kind == "TD"


def test_keys_of_charts_begin_level(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names of series in marked letters stand level with those of the other language."""
    series = [{"label": both(f"Series {index}", MARKED), "values": [5, 7]} for index in range(6)]
    chart = {"kind": "bars", "title": both("Finding"), "categories": [2024, 2025], "series": series, "as_of": 2025}
    pages = pages_of(monkeypatch, briefing_with(charts=[chart]))
    keys = [part for part in pages.parts if any("Series 0" in line.text for line in part.columns[0])]
    assert keys
    for part in keys:
        first, second = (levels(column)[0] for column in part.columns)
        assert abs(first - second) < EDGE_PT


def test_cells_of_annexes_are_composed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether a table fits beside another is asked of the texts that are drawn."""
    composed = 0
    block = Side.block

    def counted(self: Side, *given: Any, **more: Any) -> Any:
        nonlocal composed
        composed += 1
        return block(self, *given, **more)

    monkeypatch.setattr(Side, "block", counted)
    briefgen.render(briefing_with(annexes=[annex(40, 2)]), edition="side-by-side")
    assert composed < 40 * 2 * 2 + 60
