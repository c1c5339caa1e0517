"""The white around headings, from ink to ink: a heading belongs to what stands below it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import briefgen
from briefgen.layout.pages import page_geometry
from briefgen.layout.theming.theme import load_theme, theme_names
from briefgen.pdf.canvas import TaggedCanvas
from tests.rendering.placed import Placed, drawn_pages

LEAST_RATIO = 1.6
# Ends of the ink of another thing may pass by so much.
AIR_PT = 1.0
# From the gap under the rule of a heading to the ink of its highest letter, and the rule itself.
TO_RULE_PT = 5.0
# The label of a box has the space that the box gives it, and below that of signatures is room for a hand.
EXCEPTED = {"Bottom line", "Sources differ", "Signatures"}


def _noted_boxes(patched: pytest.MonkeyPatch) -> list[tuple[int, float, float, float, float]]:
    """Page, left and right edge, top and bottom of what is drawn in one piece: boxes and pictures."""
    boxes: list[tuple[int, float, float, float, float]] = []
    for name, first in (("fill_box", 0), ("image", 1)):
        draw = getattr(TaggedCanvas, name)

        def noted(self: TaggedCanvas, *values: Any, draw: Any = draw, first: int = first, **named: Any) -> None:
            x_pt, y_pt, width_pt, height_pt = values[first : first + 4]
            left, bottom = self.absolutePosition(x_pt, y_pt)
            boxes.append((self.getPageNumber(), left, left + width_pt, bottom + height_pt, bottom))
            draw(self, *values, **named)

        patched.setattr(TaggedCanvas, name, noted)
    return boxes


def _headings(lines: dict[Any, list[Placed]]) -> list[list[Placed]]:
    return [
        of_heading
        for element, of_heading in lines.items()
        if element.kind == "H2" and of_heading[0].text.strip() not in EXCEPTED
    ]


@pytest.mark.parametrize("edition", ["side-by-side", "en"])
@pytest.mark.parametrize("theme", theme_names())
@pytest.mark.parametrize("name", ["liaison-office", "flood-exercise", "study-visit"])
def test_more_space_stands_above_a_heading_than_below(checkout: Path, name: str, theme: str, edition: str) -> None:
    """Above a heading of the English text stands 1.6 times the white that stands below it, whatever follows."""
    folder = checkout / "examples" / name
    briefing = briefgen.load(folder / "briefing.yaml")
    loaded = load_theme(theme)
    geometry = page_geometry(loaded, "A4")
    right_pt = geometry.width_pt / 2 if edition == "side-by-side" else geometry.width_pt
    rule = loaded.spec.heading.rule
    own_rule_pt = loaded.spec.heading.gap + TO_RULE_PT if rule.width else -AIR_PT  # a rule of its own is a part of it
    with pytest.MonkeyPatch.context() as patched:
        boxes = _noted_boxes(patched)
        pages = drawn_pages(patched, briefing, geometry.gutter_pt, edition=edition, theme=theme, folder=folder)
    measured = 0
    for heading in _headings(pages.by_element()):
        page, top, bottom = heading[0].page, max(one.top for one in heading), min(one.bottom for one in heading)
        if heading[0].left > right_pt:
            continue
        others = [line for line in pages.lines if line.page == page and line not in heading]
        ink = [(page, line.left, line.right, line.top, line.bottom) for line in others]
        ink += [(n, left, right, height, height) for n, left, right, height in pages.rules if n == page]
        ink += [box for box in boxes if box[0] == page]
        ink = [box for box in ink if box[1] < right_pt]
        above = [low - top for *_, low in ink if low - top > own_rule_pt]
        below = [bottom - high for *_, high, _ in ink if high < bottom + AIR_PT]
        if above and below:
            measured += 1
            assert min(above) >= LEAST_RATIO * min(below), (heading[0].text, page, min(above), min(below))
    assert measured
