"""The sections of a briefing in one language, each as a list of cells.

A section makes the same cells in every language, so that the cells of two languages pair up one by one. Their order
depends on the kind of the briefing: what its reader came for stands first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Final, TypeAlias

from briefgen.layout.charts.charts import charts
from briefgen.layout.contents import contents
from briefgen.layout.outside.flowables import inserts
from briefgen.layout.sections.annexes import annexes
from briefgen.layout.sections.areas import activity_areas
from briefgen.layout.sections.changes import changes
from briefgen.layout.sections.contacts import contacts
from briefgen.layout.sections.decisions import decision, risks
from briefgen.layout.sections.disagreements import disagreements
from briefgen.layout.sections.figures import key_figures
from briefgen.layout.sections.masthead import bottom_line, masthead
from briefgen.layout.sections.meeting import lines_if_asked, meeting, not_for_use, points_to_make
from briefgen.layout.sections.pictures import pictures
from briefgen.layout.sections.programme import programme
from briefgen.layout.sections.qr import online
from briefgen.layout.sections.quotes import quotes
from briefgen.layout.sections.references import glossary, sources
from briefgen.layout.sections.signatures import signatures
from briefgen.layout.sections.statements import background, facts, objective, summary, timeline
from briefgen.layout.side import Cell, Side
from briefgen.model import Briefing

Section: TypeAlias = Callable[[Briefing, Side], Iterator[Cell]]

# In the order of the pages.
SECTIONS: Final[tuple[Section, ...]] = (
    masthead, bottom_line, contents, key_figures, meeting, objective, summary, facts, charts, pictures, inserts,
    points_to_make, lines_if_asked, not_for_use, programme, activity_areas, risks, decision, background, quotes,
    timeline, disagreements, changes, annexes, glossary, sources, online, contacts,
    signatures,
)  # fmt: skip

_TOP: Final[tuple[Section, ...]] = (masthead, bottom_line, contents)

# What stands right below the top in briefings of a kind; all else follows in the usual order.
_FIRST: Final = MappingProxyType(
    {
        "situation-report": (key_figures, summary, charts, pictures),
        "questions-and-answers": (summary, lines_if_asked),
        "visit-programme": (programme, meeting),
        "fact-sheet": (key_figures, facts, charts),
    }
)


def sections_of(kind: str) -> tuple[Section, ...]:
    """The sections in the order of the pages of a kind of briefing."""
    begin = (*_TOP, *_FIRST.get(kind, ()))
    return (*begin, *(section for section in SECTIONS if section not in begin))


def compose_sections(briefing: Briefing, side: Side) -> list[Cell]:
    """All cells of one language, in the order of the pages."""
    return [cell for section in sections_of(briefing.kind) for cell in section(briefing, side)]
