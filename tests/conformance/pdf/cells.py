"""The files that the tests of standards look at: those of the examples, and those of a briefing that is hard to set."""

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


@cache
def cells() -> Sequence[Cell]:
    """All files: the whole grid of the examples; of the other briefing every edition and profile, on one page size."""
    stress = [
        Cell(STRESS, edition, "modern", "A4", profile)
        for edition in edition_names(briefgen.load(STRESS))
        for profile in PROFILES
    ]
    return [*grid(), *stress]
