"""What a page says is seen by readers without colour vision, and in print without colours.

Each pair below is two briefings that differ in one meaning. Their pages are looked at in grey and as three kinds of
colour blindness show them, and only how light a place is counts: a difference in hue alone is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise
from typing import Any, Final

import numpy as np
import pypdfium2
import pytest

import briefgen
from briefgen.layout.sections.matrix import fill_of
from briefgen.layout.theming.theme import load_theme
from tests.rendering.graphic import briefing, chart
from tests.rendering.test_greyscale import THEMES

# Full dichromacy in linear RGB: G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A Physiologically-based Model
# for Simulation of Color Vision Deficiency", IEEE TVCG 15 (6), 2009, severity 1.0.
VIEWS: Final[Mapping[str, Any]] = {
    "grey": np.identity(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
# Relative luminance (WCAG 2.2): of linear RGB.
_LUMINANCE: Final = np.array([0.2126, 0.7152, 0.0722])

# Two lights that are told apart: so many steps of CIE lightness, of 100.
_APART: Final = 15.0
# So many pixels at least, of which there are SCALE to a point: the ink of a letter or of a few dots.
_PIXELS: Final = 12
SCALE: Final = 2

_TEXT: Final = {"en": "Work", "ar": "عمل"}
_LONG: Final = {"en": "See the report of the agency.", "ar": "انظر تقرير الوكالة."}
_LINKED: Final = {
    "en": "See [the report](https://example.org/) of the agency.",
    "ar": "انظر [تقرير](https://example.org/) الوكالة.",
}


def _area(**more: Any) -> Any:
    return {"activity_areas": [{"title": _TEXT, "description": _TEXT, **more}], "presentation": {"areas": "table"}}


def _risks(*levels: tuple[str, str]) -> Any:
    return {"risks": [{"text": _TEXT, "likelihood": likelihood, "impact": impact} for likelihood, impact in levels]}


def _options(recommended: int) -> Any:
    options = [{"text": _TEXT, "recommended": index == recommended} for index in range(2)]
    return {"decision": {"text": _TEXT, "options": options}}


def _changed(before: str, after: str) -> Any:
    words = {language: f"{before}{text}{after}" for language, text in _TEXT.items()}
    change = {"path": "summary[0]", "kind": "changed", "words": words}
    return {"status": "addendum", "addendum_to": "A-1", "reference": "A-1", "version": "2", "changes": [change]}


PAIRS: Final[Mapping[str, Sequence[Any]]] = {
    "lines": tuple({"charts": [chart("lines", each)]} for each in ([[1, 5, 1], [1, 1, 1]], [[1, 1, 1], [1, 5, 1]])),
    "bars": tuple({"charts": [chart("bars", each)]} for each in ([[1, 5], [5, 1]], [[5, 1], [1, 5]])),
    "shares": tuple({"charts": [chart("shares", each)]} for each in ([60, 20, 20], [20, 60, 20])),
    "progress": (_area(status="active", progress=20), _area(status="active", progress=80)),
    "likelihood": (_risks(("high", "low"), ("low", "low")), _risks(("medium", "low"), ("low", "low"))),
    "impact": (_risks(("low", "high"), ("low", "low")), _risks(("low", "medium"), ("low", "low"))),
    "recommended": (_options(0), _options(1)),
    "removed": (_changed("[-", "-]"), _changed("{+", "+}")),
    "link": ({"summary": [_LINKED]}, {"summary": [_LONG]}),
    "draft": ({"status": "draft"}, {}),
    "caveat": tuple({"facts": [{"label": _TEXT, "value": _TEXT, **more}]} for more in ({"caveat": _TEXT}, {})),
    "not for use": ({"not_for_use": [{"text": _TEXT}]}, {"background": [_TEXT]}),
    **{
        f"{first} or {second}": (_area(status=first), _area(status=second))
        for first, second in combinations(("planned", "active", "on-hold", "done", "cancelled"), 2)
    },
}


def page(parts: Any, theme: str, edition: str) -> Any:
    """The first page of a briefing with some parts, as sRGB from 0 to 1."""
    pdf = briefgen.render(briefing(**parts), edition=edition, theme=theme).pdf
    return np.asarray(pypdfium2.PdfDocument(pdf)[0].render(scale=SCALE).to_pil().convert("RGB")) / 255


def linear(values: Any) -> Any:
    """SRGB from 0 to 1 without its curve (IEC 61966-2-1)."""
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def luminance(colours: Any, view: str) -> Any:
    """The relative luminance of linear RGB in a view."""
    return np.clip(colours @ VIEWS[view].T, 0, 1) @ _LUMINANCE


def lightness(colours: Any, view: str) -> Any:
    """The lightness of linear RGB in a view, from 0 to 100 (CIE 1976 L*)."""
    light = luminance(colours, view)
    return np.where(light > 216 / 24389, 116 * np.cbrt(light) - 16, light * 24389 / 27)


@pytest.mark.parametrize("edition", ["en", "ar", "side-by-side"])
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", PAIRS)
def test_two_meanings_are_two_pages(name: str, theme: str, edition: str) -> None:
    """Whatever differs in meaning differs in how light some place of the page is, in each view."""
    first, second = (page(parts, theme, edition) for parts in PAIRS[name])
    differs = np.any(first != second, axis=2)
    first, second = linear(first[differs]), linear(second[differs])
    for view in VIEWS:
        apart = np.abs(lightness(first, view) - lightness(second, view))
        assert np.count_nonzero(apart > _APART) >= _PIXELS, view


def of_code(code: str) -> Any:
    """The linear RGB of ``#RRGGBB``."""
    return linear(np.array([int(code[at : at + 2], 16) for at in (1, 3, 5)]) / 255)


def contrast(one: str, other: str, view: str) -> float:
    """The contrast of two colours in a view (WCAG 2.2)."""
    low, high = sorted(float(luminance(of_code(each), view)) for each in (one, other))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("theme", THEMES)
def test_texts_stand_out_in_every_view(theme: str, view: str) -> None:
    """Text of every colour is read on white and on the tint of panels: 4.5 to 1 (WCAG 2.2, 1.4.3)."""
    colours = load_theme(theme).colours
    for ink in ("text", "muted", "accent", "warning", "good", "caution", "bad"):
        for ground in ("#FFFFFF", colours.tint):
            assert contrast(colours.code(ink), ground, view) >= 4.5, (ink, ground)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("theme", THEMES)
def test_three_weights_of_the_matrix_are_three_greys(theme: str, view: str) -> None:
    """Cells of the matrix that weigh more are darker; their numbers are read on the darkest."""
    colours = load_theme(theme).colours
    fills = list(dict.fromkeys(fill_of(colours, weight) for weight in range(5)))
    steps = [float(lightness(of_code(fill), view)) for fill in fills]
    assert len(steps) == 3
    assert all(lighter - darker >= 5 for lighter, darker in pairwise(steps))
    assert contrast(colours.text, fills[-1], view) >= 4.5
