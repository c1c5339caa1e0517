"""Editions: which languages of a briefing a file shows, and how they stand on its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from briefgen.layout.theming.spec import Arrangement
from briefgen.model import Briefing

SIDE_BY_SIDE = "side-by-side"
SEQUENTIAL = "sequential"
TETE_BECHE = "tete-beche"

_IN_BOTH: Final = (SIDE_BY_SIDE, SEQUENTIAL, TETE_BECHE)


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a briefing.

    Attributes:
        name: ``side-by-side``, ``sequential``, ``tete-beche`` or a language tag.
        languages: the languages shown, the primary one first.
        arrangement: ``columns`` with the languages side by side, or ``single`` with a run of pages for each.
    """

    name: str
    languages: tuple[str, ...]
    arrangement: Arrangement

    @property
    def two_covers(self) -> bool:
        """Whether the second language is read from the other cover."""
        return self.name == TETE_BECHE


def edition_names(briefing: Briefing) -> tuple[str, ...]:
    """The editions that a briefing has."""
    if len(briefing.languages) == 1:
        return briefing.languages
    return (*_IN_BOTH, *briefing.languages)


def usual_editions(briefing: Briefing) -> tuple[str, ...]:
    """The editions that are meant by all of them: without ``tete-beche``, whose pages are those of ``sequential``."""
    return tuple(name for name in edition_names(briefing) if name != TETE_BECHE)


def find_edition(briefing: Briefing, name: str) -> Edition:
    """The edition of a name.

    Raises:
        ValueError: the briefing has no such edition.
    """
    if name not in edition_names(briefing):
        raise ValueError(f'there is no edition "{name}"; this briefing has: {", ".join(edition_names(briefing))}')
    if name in _IN_BOTH:
        arrangement: Arrangement = "columns" if name == SIDE_BY_SIDE else "single"
        return Edition(name, tuple(briefing.languages), arrangement)
    return Edition(name, (name,), "single")
