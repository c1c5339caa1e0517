"""The files that the tests of standards look at: of the examples, of a hard briefing, and of one with every field."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Final

import briefgen
from briefgen.layout.edition import edition_names
from briefgen.layout.theming.theme import theme_names
from briefgen.pdf.profiles import PROFILES
from tools.grid import Cell, sample

STRESS: Final = Path(__file__).with_name("stress") / "briefing.yaml"
WHOLE: Final = Path(__file__).parents[2] / "rendering" / "whole_model.yaml"


@cache
def cells() -> Sequence[Cell]:
    """A sample of the grid of the examples, the hard briefing in every profile, and every field in every theme."""
    hard = [
        Cell(STRESS, edition, "modern", "A4", profile)
        for edition in edition_names(briefgen.load(STRESS))
        for profile in PROFILES
    ]
    profiles = cycle(PROFILES)
    whole = [
        Cell(WHOLE, edition, theme, "A4", next(profiles))
        for edition in edition_names(briefgen.load(WHOLE))
        for theme in theme_names()
    ]
    return [*sample(), *hard, *whole]
