"""The sections of a briefing in one language, each as a list of cells.

A section makes the same cells in every language, so that the cells of two languages pair up one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from briefgen.layout.annexes import annexes
from briefgen.layout.changes import changes
from briefgen.layout.decisions import decision, risks
from briefgen.layout.disagreements import disagreements
from briefgen.layout.figures import key_figures
from briefgen.layout.masthead import bottom_line, masthead
from briefgen.layout.meeting import lines_if_asked, meeting, not_for_use, points_to_make
from briefgen.layout.quotes import quotes
from briefgen.layout.references import contact, glossary, sources
from briefgen.layout.side import Cell, Side
from briefgen.layout.statements import activity_areas, background, facts, objective, summary, timeline
from briefgen.model import Briefing

Section: TypeAlias = Callable[[Briefing, Side], Iterator[Cell]]

# In the order of the pages.
SECTIONS: Final[tuple[Section, ...]] = (
    masthead, bottom_line, key_figures, meeting, objective, summary, facts, points_to_make, lines_if_asked, not_for_use,
    activity_areas, risks, decision, background, quotes, timeline, disagreements, changes, annexes, glossary, sources,
    contact,
)  # fmt: skip


def compose_sections(briefing: Briefing, side: Side) -> list[Cell]:
    """All cells of one language, in the order of the pages."""
    return [cell for section in SECTIONS for cell in section(briefing, side)]
