"""The title of a briefing: how many lines it has beside another one, and how far its ink is from the line below it."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefgen
from briefgen.layout.pages import page_geometry
from briefgen.layout.theming.theme import load_theme, theme_names
from tests.rendering.placed import Pages, Placed, drawn_pages
from tests.rendering.test_first_pages import changed

LEAST_GAP_PT = 6.0
ROUNDING_PT = 0.01
# Beside an English title: one that is as long, one that needs two lines where the English one needs one, and letters
# with much ink below the line.
TITLES = {
    "alike": {"en": "Opening of the liaison office in the north", "ar": "افتتاح مكتب الاتصال في الشمال"},
    "longer": {"en": "Opening of the liaison office", "ar": "حول افتتاح مكتب الاتصال في المنطقة الشمالية"},
    "deep": {"en": "A summer", "ar": "جميع مراجع برنامج الخريج"},
}


def _drawn(briefing: briefgen.Briefing, theme: str, edition: str, folder: Path) -> Pages:
    geometry = page_geometry(load_theme(theme), "A4")
    with pytest.MonkeyPatch.context() as patched:
        return drawn_pages(patched, briefing, geometry.gutter_pt, edition=edition, theme=theme, folder=folder)


def _titles(pages: Pages) -> list[list[Placed]]:
    return [lines for element, lines in pages.by_element().items() if element.kind == "H1"]


@pytest.mark.parametrize("edition", ["side-by-side", "en", "ar"])
@pytest.mark.parametrize("theme", theme_names())
@pytest.mark.parametrize("title", TITLES)
def test_ink_of_a_title_keeps_off_the_line_below(checkout: Path, title: str, theme: str, edition: str) -> None:
    """Six points are free between the deepest letter of a title and the highest of what follows in its language."""
    folder = checkout / "examples" / "liaison-office"
    briefing = changed(briefgen.load(folder / "briefing.yaml"), title=TITLES[title])
    pages = _drawn(briefing, theme, edition, folder)
    middle = page_geometry(load_theme(theme), "A4").width_pt / 2
    for lines in _titles(pages):
        low = min(line.bottom for line in lines)
        below = [
            line.top
            for line in pages.lines
            if line.page == 1 and line.element is not None and line.baseline < lines[-1].baseline
            if edition != "side-by-side" or (line.left < middle) == (lines[0].left < middle)
        ]
        assert low - max(below) >= LEAST_GAP_PT - ROUNDING_PT, (lines[0].text, low - max(below))


@pytest.mark.parametrize("theme", ["formal", "newsroom"])
def test_titles_have_as_many_lines(checkout: Path, theme: str) -> None:
    """Where the largest size gives one line beside two, and a smaller one gives as many to both, that one is taken."""
    folder = checkout / "examples" / "liaison-office"
    pages = _drawn(briefgen.load(folder / "briefing.yaml"), theme, "side-by-side", folder)
    assert [len(lines) for lines in _titles(pages)] == [1, 1]


def test_a_title_that_no_size_makes_as_long_keeps_the_largest(checkout: Path) -> None:
    """A word beside two lines is not a reason to set both smaller, as a title of nearly two lines is."""
    folder = checkout / "examples" / "liaison-office"
    long_title = "The new liaison office in the north"
    word, sentence = (
        changed(briefgen.load(folder / "briefing.yaml"), title={"en": long_title, "ar": arabic})
        for arabic in ("مكتب", "مكتب الاتصال الجديد في المنطقة الشمالية من البلاد")
    )
    heights = []
    for briefing in (word, sentence):
        english = _titles(_drawn(briefing, "modern", "side-by-side", folder))[0]
        assert len(english) == 2
        heights.append(english[0].baseline - english[1].baseline)
    assert heights[0] > heights[1]
