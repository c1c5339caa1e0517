"""The files that the tests of standards look at: of the examples, of a hard briefing, and of one with every field."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import briefgen
from briefgen.layout.edition import edition_names
from briefgen.pdf.profiles import PROFILES
from tools.grid import Cell, grid

STRESS: Final = Path(__file__).with_name("stress") / "briefing.yaml"
WHOLE: Final = Path(__file__).parents[2] / "rendering" / "whole_model.yaml"


@cache
def cells() -> Sequence[Cell]:
    """All files: the whole grid of the examples; of the others every edition and profile, on one page size."""
    others = [
        Cell(path, edition, "modern", "A4", profile)
        for path in (STRESS, WHOLE)
        for edition in edition_names(briefgen.load(path))
        for profile in PROFILES
    ]
    return [*grid(), *others]
