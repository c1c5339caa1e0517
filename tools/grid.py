"""Every file that briefgen can make of its examples: each example in each edition, theme, page size and profile."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import cycle, product
from pathlib import Path
from typing import Final, NamedTuple

from reportlab.platypus import Spacer

import briefgen
from briefgen.layout.edition import edition_names
from briefgen.layout.pages import PAGE_SIZES
from briefgen.layout.theming.theme import theme_names
from briefgen.pdf.profiles import PROFILES, Profile
from briefgen.pipeline import RenderResult

EXAMPLES: Final = tuple(sorted((Path(__file__).resolve().parents[1] / "examples").glob("*/briefing.yaml")))


class Cell(NamedTuple):
    """One file of the grid."""

    example: Path
    edition: str
    theme: str
    page_size: str
    profile: str

    def __str__(self) -> str:
        return "-".join((self.example.parent.name, *self[1:]))

    @property
    def briefing(self) -> briefgen.Briefing:
        """What the file is made of."""
        return _load(self.example)

    @property
    def claims(self) -> tuple[str, ...]:
        """The standards that the file claims, by the names that veraPDF has for them."""
        return claims_of(PROFILES[self.profile])


def claims_of(profile: Profile) -> tuple[str, ...]:
    """The standards that a profile claims: ``ua1``, ``3a`` and so on."""
    pdfa = () if profile.pdfa is None else (f"{profile.pdfa[0]}{profile.pdfa[1].lower()}",)
    return (f"ua{profile.pdfua_part}", *pdfa)


@cache
def grid() -> Sequence[Cell]:
    """All files."""
    return [
        Cell(example, edition, theme, page_size, profile)
        for example in EXAMPLES
        for edition in edition_names(_load(example))
        for theme in theme_names()
        for page_size in PAGE_SIZES
        for profile in PROFILES
    ]


@cache
def sample() -> Sequence[Cell]:
    """A part of the grid: each example in each edition and theme, in turns on each paper with each profile.

    Papers and profiles change nothing that depends on the example, and so need not meet all of them.
    """
    turns = cycle(product(PAGE_SIZES, PROFILES))
    return [
        Cell(example, edition, theme, *next(turns))
        for example in EXAMPLES
        for edition in edition_names(_load(example))
        for theme in theme_names()
    ]


@cache
def rendered(cell: Cell) -> RenderResult:
    """A file of the grid, made once in a process."""
    return briefgen.render(
        cell.briefing,
        edition=cell.edition,
        theme=cell.theme,
        page_size=cell.page_size,
        profile=cell.profile,
        folder=cell.example.parent,
        flowables={insert.key: Spacer(200, 40) for insert in cell.briefing.inserts},
    )


@cache
def _load(example: Path) -> briefgen.Briefing:
    return briefgen.load(example)
