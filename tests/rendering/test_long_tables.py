"""Annexes of many rows: time in proportion to them, no row cut or lost, and a head on every page."""

from __future__ import annotations

import re
from itertools import count
from typing import Any, Final

import pytest

import briefgen
from briefgen.layout.flow.containers import Row
from tests.growth import FACTOR, MOST, growth
from tests.rendering.positions import characters, visual_lines

ROW: Final = re.compile(r"row(\d+)end")


def with_rows(rows: int, mark: str = "") -> briefgen.Briefing:
    """A briefing with an annex of so many rows, each on two lines in its middle column."""
    text = {"en": "A note of some words that needs more than one line", "ar": "ملاحظة من بضع كلمات تحتاج إلى سطرين"}
    label = {"en": "Heading", "ar": "عنوان"}
    cells: list[list[Any]] = [[f"row{number}end{mark}", text, number * 1.5] for number in range(rows)]
    annex = {"title": label, "table": {"columns": [{"label": label}] * 3, "rows": cells}}
    data: dict[str, Any] = {"languages": ["en", "ar"], "title": label, "summary": [label], "annexes": [annex]}
    # A table of contents is known when all pages are, which are then filled twice.
    data["presentation"] = {"contents": False}
    return briefgen.Briefing.model_validate(data)


def test_time_rises_with_the_rows() -> None:
    """Four times as many rows take about four times as long, on as many more pages."""
    serial = count()
    # Other words each time: what has been set before is remembered, and would cost the smaller one nothing.
    made = lambda rows: briefgen.render(with_rows(rows, f"of{next(serial)}"), edition="en")  # noqa: E731
    assert growth(made, 100, 100 * FACTOR) < MOST


@pytest.mark.parametrize("rows", [50, 500])
def test_rows_are_set_once(rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each row is measured a few times at most, however many pages there are before it."""
    measured = 0
    wrap = Row.wrap

    def counted(self: Row, width_pt: float, height_pt: float) -> tuple[float, float]:
        nonlocal measured
        measured += 1
        return wrap(self, width_pt, height_pt)

    monkeypatch.setattr(Row, "wrap", counted)
    briefgen.render(with_rows(rows), edition="en")
    assert measured < 12 * rows + 200


@pytest.mark.parametrize("edition", ["side-by-side", "ar"])
def test_no_row_is_cut_and_every_page_has_the_head(edition: str) -> None:
    """Five hundred rows stand once in each language, each on one page, with the head over them on every page."""
    found: list[int] = []
    head = "عنوان" if edition == "ar" else "Heading"
    for page in characters(briefgen.render(with_rows(500), edition=edition).pdf):
        rows = [int(match[1]) for _, line in visual_lines(page) for match in ROW.finditer(line)]
        found += rows
        whole = "".join(character.text for character in page)
        assert not rows or max(whole.count(head), whole.count(head[::-1])) >= 3
    copies = 2 if edition == "side-by-side" else 1
    assert sorted(found) == sorted(list(range(500)) * copies)
