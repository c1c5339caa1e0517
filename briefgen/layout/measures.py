"""What the languages of an edition agree on before they are composed, so that their cells pair up.

Titles have one size in all languages, key figures stand as many to a row, the dates of a timeline have a column of one
width, and a table has the whole width of the page in all languages or in none.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from briefgen.layout.annexes import fits_beside
from briefgen.layout.inline import Piece
from briefgen.layout.paragraph import TextBlock
from briefgen.layout.side import Measures, Side
from briefgen.model import Briefing

# A title that needs more lines is set smaller, as far as the theme goes.
MOST_TITLE_LINES: Final = 2

FIGURE_GAP_PT: Final = 10.0
_FIGURES_PER_ROW: Final = {"columns": 3, "single": 4}

_NARROWEST_DATES_PT: Final = 44.0
_WIDEST_DATES_PT: Final = 80.0


def agree(briefing: Briefing, sides: Sequence[Side]) -> Measures:
    """The measures of languages that stand side by side, or of one that has the page to itself."""
    return Measures(
        title_step=max(_title_step(briefing, side) for side in sides),
        figures_per_row=_balanced(
            len(briefing.key_figures), min((_figures_per_row(briefing, side) for side in sides), default=1)
        ),
        date_column_pt=max(_date_column(briefing, side) for side in sides),
        wide_tables=frozenset(_wide_tables(briefing, sides)),
    )


def _wide_tables(briefing: Briefing, sides: Sequence[Side]) -> Iterator[int]:
    """The annexes whose tables are too wide for the column of some language."""
    for index, annex in enumerate(briefing.annexes):
        table, path = annex.table, f"annexes[{index}].table"
        if table is not None and not all(fits_beside(side, table, path) for side in sides if not side.single):
            yield index


def _title_step(briefing: Briefing, side: Side) -> int:
    """The first of the theme's sizes at which the title needs no more than two lines, else the smallest."""
    pieces = side.pieces(briefing.title, "title")
    last = len(side.spec.title.smaller)
    for step in range(last):
        block = side.block(pieces, "title", None, step=step)
        if len(block.lines(side.width_pt)) <= MOST_TITLE_LINES:
            return step
    return last


def _figures_per_row(briefing: Briefing, side: Side) -> int:
    """How many cards stand beside each other so that every value stands on one line with its unit."""
    if not briefing.key_figures:
        return 1
    widest = max(
        side.block(figure_pieces(side, index, briefing), "figure", None).natural_width()
        for index in range(len(briefing.key_figures))
    )
    most = min(len(briefing.key_figures), _FIGURES_PER_ROW[side.arrangement])
    fitting = int((side.width_pt + FIGURE_GAP_PT) / (widest + FIGURE_GAP_PT))
    return max(1, min(most, fitting))


def _balanced(count: int, per_row: int) -> int:
    """As many to a row that the rows are about equally long: five in rows of three and two, not four and one."""
    return math.ceil(count / math.ceil(count / per_row)) if count else 1


def figure_pieces(side: Side, index: int, briefing: Briefing) -> list[Piece]:
    """The value of a key figure, with its unit in a smaller size."""
    figure, path = briefing.key_figures[index], f"key_figures[{index}]"
    pieces = [Piece(side.locale.number(figure.value), isolation="auto", path=f"{path}.value")]
    if figure.unit is not None:
        unit = side.style("unit")
        pieces.append(Piece(" ", style=unit))
        pieces += [piece.restyled(unit) for piece in side.pieces(figure.unit, f"{path}.unit")]
    return pieces


def _date_column(briefing: Briefing, side: Side) -> float:
    """The width of the widest date of the timeline, within limits."""
    blocks: list[TextBlock] = [
        side.block([Piece(side.locale.date(entry.date), strong=True)], "table", None) for entry in briefing.timeline
    ]
    widest = max((block.natural_width() for block in blocks), default=0.0)
    return min(max(math.ceil(widest) + 1.0, _NARROWEST_DATES_PT), _WIDEST_DATES_PT)
