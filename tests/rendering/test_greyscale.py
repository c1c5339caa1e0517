"""Without colour a page says as much: series, marks and rules differ in luma, and every status has a word."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any, Final, TypeAlias

import pypdfium2
import pytest
from PIL import Image

import briefgen
from briefgen.layout.charts.marks import FILLS, tone_of
from briefgen.layout.sections.status import StatusMark
from briefgen.layout.theming.theme import load_theme
from briefgen.pdf.canvas import TaggedCanvas
from tests.rendering.graphic import briefing, chart
from tests.rendering.whole import changed, rendered

THEMES: Final = ("modern", "formal", "newsroom")
STATUSES: Final = ("planned", "active", "on-hold", "done", "cancelled")
WORDS: Final = ("planned", "active", "on hold", "done", "cancelled")

# Two greys that a printer tells apart, of 255; and what a meaningful line needs on white (WCAG 2.2, 1.4.11).
_APART: Final = 40
_CONTRAST: Final = 3.0

# Pixels for each point, and of the side of what is cut out of a page.
SCALE: Final = 4
CROP: Final = 26

Place: TypeAlias = tuple[int, float, float, float]


def luma(colour: str) -> float:
    """The grey of a colour, of 255, as it is printed (ITU-R BT.601)."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def contrast(colour: str) -> float:
    """The contrast of a colour on white (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_fills_of_series_differ(theme: str) -> None:
    """Any two series differ in the grey of their areas, or in their stripes."""
    colours = load_theme(theme).colours
    for first, second in combinations(FILLS, 2):
        apart = abs(luma(tone_of(colours, first.tone)) - luma(tone_of(colours, second.tone)))
        assert apart >= _APART or first.pattern != second.pattern, (first, second)
    for tone in ("accent", "middle"):  # of lines, and of outlines
        assert contrast(colours.code(tone)) >= _CONTRAST


@pytest.mark.parametrize("theme", THEMES)
def test_bars_of_three_series_are_three_greys_on_the_page(theme: str) -> None:
    """On the page, turned to grey, the first three series have areas of three greys that are far apart."""
    data = briefing(charts=[chart("bars", [[100, 100], [100, 100], [100, 100]])])
    pdf = briefgen.render(data, edition="en", theme=theme).pdf
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=2).to_pil().convert("L")
    counts = page.histogram()
    found = [value for value in range(250) if counts[value] > 400]
    expected = sorted(luma(load_theme(theme).colours.code(tone)) for tone in ("accent", "middle", "light"))
    for grey in expected:
        assert any(abs(grey - value) <= 3 for value in found), (grey, found)
    assert min(abs(a - b) for a, b in combinations(expected, 2)) >= _APART


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("areas", ["list", "table", "grid"])
def test_every_status_has_a_word(theme: str, areas: str) -> None:
    """Whoever sees no colours reads the status of each activity."""
    text = {"en": "Work", "ar": "عمل"}
    listed = [{"title": text, "description": text, "status": status} for status in STATUSES]
    data = briefing(activity_areas=listed, presentation={"areas": areas})
    pdf = briefgen.render(data, edition="en", theme=theme).pdf
    shown = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)).lower()
    for word in WORDS:
        assert word in shown


def cut_out(pages: Sequence[Image.Image], place: Place) -> Image.Image:
    """A square of a page turned to grey: its page from 1, its left and lower edge, and its side, in points."""
    number, left, bottom, side = place
    page = pages[number - 1]
    top = page.height - (bottom + side) * SCALE
    box = (round(left * SCALE), round(top), round(left * SCALE) + CROP, round(top) + CROP)
    return page.crop(box)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("edition", ["en", "ar", "side-by-side"])
def test_marks_of_whole_pages_are_told_apart_in_grey(theme: str, edition: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """On pages with every part of a briefing, turned to grey, the marks of two statuses are two shapes."""
    drafts: dict[TaggedCanvas, dict[str, Place]] = {}
    draw_at = StatusMark.draw_at

    def noted(self: StatusMark, canvas: Any, x_pt: float, y_pt: float) -> None:
        draw_at(self, canvas, x_pt, y_pt)
        if not isinstance(canvas, TaggedCanvas):
            return
        x, y = canvas.absolutePosition(x_pt + (self.width - self.diameter_pt if self.rtl else 0.0), y_pt)
        middle = y + self.height - self.style.first_baseline_pt + 0.35 * self.style.size_pt
        place = (canvas.getPageNumber(), x, middle - self.diameter_pt / 2, self.diameter_pt)
        drafts.setdefault(canvas, {})[f"{self.kind} {self.rtl}"] = place

    monkeypatch.setattr(StatusMark, "draw_at", noted)
    text = {"en": "Work", "ar": "عمل"}
    areas = [{"title": text, "description": text, "status": status} for status in STATUSES]
    pdf = rendered(changed(activity_areas=areas), edition=edition, theme=theme).pdf
    places = list(drafts.values())[-1]
    pages = [page.render(scale=SCALE).to_pil().convert("L") for page in pypdfium2.PdfDocument(pdf)]
    shapes = {name: cut_out(pages, place) for name, place in places.items()}
    assert len(shapes) >= len(STATUSES)
    for (one, first), (two, second) in combinations(shapes.items(), 2):
        assert min(first.tobytes()) < 140, one  # seen on white
        if one.split()[0] != two.split()[0]:
            apart = sum(abs(a - b) > _APART for a, b in zip(first.tobytes(), second.tobytes(), strict=True))
            assert apart > CROP * CROP / 12, (one, two)
