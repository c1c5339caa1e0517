"""A paragraph has room for the scripts that stand in it, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

import pytest

from briefgen import Briefing
from briefgen.layout.compose import Composition, compose
from briefgen.layout.edition import find_edition
from briefgen.layout.flow.containers import Barred, Row
from briefgen.layout.flow.paragraph import TextBlock
from briefgen.layout.pages import page_geometry
from briefgen.layout.theming.theme import load_theme
from briefgen.model import LocalizedText
from briefgen.model.handling import FreeHandling
from briefgen.units import mm
from tests.rendering.languages import in_languages

LATIN_PT, NASTALIQ_PT = 14.0, 22.4


def inside(flowable: Any) -> Iterator[Any]:
    """A flowable and all that it holds."""
    yield flowable
    held = [*getattr(flowable, "cells", ()), *getattr(flowable, "items", ()), getattr(flowable, "content", None)]
    for inner in held:
        if inner is not None:
            yield from inside(inner)


def composed(briefing: Briefing, edition: str) -> Composition:
    """An edition, composed for A4."""
    theme = load_theme("modern")
    return compose(briefing, find_edition(briefing, edition), theme, page_geometry(theme, "A4"))


def flowables(briefing: Briefing, edition: str) -> list[Any]:
    """All flowables of an edition."""
    return [inner for run in composed(briefing, edition).runs for block in run.story for inner in inside(block)]


def pitch_of(briefing: Briefing, edition: str, words: str) -> float:
    """Baseline to baseline of the paragraph that holds the words."""
    (found,) = (
        flowable
        for flowable in flowables(briefing, edition)
        if isinstance(flowable, TextBlock) and words in flowable.prepared.paragraph.text
    )
    return found.style.leading_pt


def with_summary(briefing: Briefing, **texts: str) -> Briefing:
    """The briefing with another summary."""
    return briefing.model_copy(update={"summary": (LocalizedText(texts),)})


@pytest.mark.parametrize(
    ("languages", "texts", "words", "pitch"),
    [
        (("en", "ur"), {"en": "The word امن means peace.", "ur": "امن"}, "means peace", NASTALIQ_PT),
        (("en", "ur"), {"en": "No word of it.", "ur": "امن"}, "No word", LATIN_PT),
        (("en", "ur"), {"en": "No word.", "ur": "NATO 2026"}, "NATO", LATIN_PT),
        (("en", "fa"), {"en": "The word امن means peace.", "fa": "امن"}, "means peace", LATIN_PT),
        (("ar", "ur"), {"ar": "كلمة امن هنا", "ur": "امن"}, "كلمة", LATIN_PT),
    ],
)
def test_the_pitch_is_that_of_the_letters(
    languages: tuple[str, ...], texts: dict[str, str], words: str, pitch: float
) -> None:
    """Words in Nastaliq widen the pitch of any paragraph that they stand in, and of no other."""
    assert pitch_of(with_summary(in_languages(*languages), **texts), "side-by-side", words) == pytest.approx(pitch)


def test_a_small_unit_does_not_widen_a_large_figure() -> None:
    """European digits with a unit in Nastaliq have the pitch of the digits."""
    assert pitch_of(in_languages("ur"), "ur", "1,250") == 30.0


def test_rules_of_two_columns_stand_level() -> None:
    """Where one column of a table goes down to meet the first baseline of the other, its rule does not."""
    briefing = in_languages("en", "ur")
    pairs = [
        row
        for row in flowables(briefing, "side-by-side")
        if isinstance(row, Row) and all(isinstance(cell, Row) and cell.rule is not None for cell in row.cells)
    ]
    assert len(pairs) >= 4
    assert any(row.cells[0].first_baseline(200.0) < row.cells[1].first_baseline(200.0) for row in pairs)
    for row in pairs:
        _, height = row.wrap(600.0, 1000.0)
        canvas = Rules()
        row.draw_at(canvas, 0.0, 0.0)
        assert canvas.tops == pytest.approx([height, height])


def test_bars_of_two_columns_begin_and_end_level() -> None:
    """A bar beside words that go down to a first baseline begins where the other bar does."""
    low = Barred(Words(10.0, 20.0), rtl=False, inset_pt=10.0, thickness_pt=2.0, colour="#000000")
    high = Barred(Words(25.0, 40.0), rtl=True, inset_pt=10.0, thickness_pt=2.0, colour="#000000")
    row = Row([low, high], [100.0, 100.0])
    assert row.wrap(200.0, 1000.0) == (200.0, 40.0)
    canvas = Rules()
    row.draw_at(canvas, 0.0, 0.0)
    assert canvas.boxes == [(0.0, 40.0), (0.0, 40.0)]


@pytest.mark.parametrize(
    ("language", "label", "drop"), [("en", "OFFICIAL", 0.0), ("ar", "رسمي", 0.0), ("ur", "خفیہ", 11.62)]
)
def test_a_tall_label_stands_clear_of_the_rule_of_the_footer(language: str, label: str, drop: float) -> None:
    """With a label in Nastaliq the whole footer stands lower, so that label and page number share a baseline."""
    handling = FreeHandling(scheme="free", label=LocalizedText({language: label}))
    briefing = in_languages(language).model_copy(update={"handling": handling})
    (run,) = composed(briefing, language).runs
    _, baseline_pt = run.furniture._baselines()
    assert mm(13) - baseline_pt == pytest.approx(drop, abs=0.01)


class Words:
    """A flowable with a first baseline and a height."""

    def __init__(self, baseline_pt: float, height_pt: float) -> None:
        self.baseline_pt = baseline_pt
        self.height_pt = height_pt

    def first_baseline(self, _width_pt: float) -> float:
        """From the top."""
        return self.baseline_pt

    def wrap(self, width_pt: float, _height_pt: float) -> tuple[float, float]:
        """Width and height."""
        return width_pt, self.height_pt

    def drawOn(self, _canvas: object, _x: float, _y: float) -> None:  # noqa: N802 - Platypus's name
        """Nothing to draw."""


class Rules:
    """A canvas that notes at which height rules are drawn, and from where to where boxes."""

    def __init__(self) -> None:
        self.tops: list[float] = []
        self.boxes: list[tuple[float, float]] = []

    def rule(self, _x: float, top: float, *_others: object) -> None:
        """Note the height."""
        self.tops.append(top)

    def fill_box(self, _x: float, y: float, _width: float, height: float, _colour: str) -> None:
        """Note the lower and the upper edge."""
        self.boxes.append((y, y + height))

    def __getattr__(self, _name: str) -> Any:
        return lambda *_arguments, **_options: nullcontext()
