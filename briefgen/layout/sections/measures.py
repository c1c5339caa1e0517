"""What the languages of an edition agree on before they are composed, so that their cells pair up.

Titles have one size in all languages, and as many lines where a size of the theme gives them. Key figures stand as many
to a row, and a table has the whole width of the page in all languages or in none.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import gt
from typing import Final

from briefgen.layout.inline import Piece
from briefgen.layout.sections.annexes import fits_beside
from briefgen.layout.sections.areas import areas_fit_beside
from briefgen.layout.sections.masthead import TITLE_GAP_PT, line_below_title, title_block
from briefgen.layout.side import FigureGrid, Measures, Side
from briefgen.layout.theming.spec import ArrangementSpec
from briefgen.model import Briefing

# A title that needs more lines is set smaller, as far as the theme goes.
MOST_TITLE_LINES: Final = 2

FIGURE_GAP_PT: Final = 10.0
_FIGURES_PER_ROW: Final = {"columns": 3, "single": 4}
_FEWEST_PER_ROW: Final = 2
# For two cards to stand beside each other, values take no smaller size than the third one of the theme.
_SIZES_FOR_TWO: Final = 3
# A value is set in so much more than its width, so that rounding does not break it.
_AIR_PT: Final = 0.01


def agree(briefing: Briefing, sides: Sequence[Side]) -> Measures:
    """The measures of languages that stand side by side, or of one that has the page to itself."""
    figures = _figure_grid(briefing, sides)
    title_step = _title_step(briefing, sides)
    title_step, figure_step = _like_large(sides[0].spec, title_step, figures.step if briefing.key_figures else None)
    return Measures(
        title_step=title_step,
        title_gap_pt=max(_below_title(briefing, side, title_step) for side in sides),
        figures=replace(figures, step=figure_step),
        wide_tables=frozenset(_wide_tables(briefing, sides)),
        wide_areas=not all(areas_fit_beside(briefing, side) for side in sides if not side.single),
    )


def _like_large(spec: ArrangementSpec, title_step: int, figure_step: int | None) -> tuple[int, int]:
    """The steps of the title and of the values of key figures, so that a page has one large size.

    Both take the smaller of their sizes where the theme gives it to both; values may also be no larger than a heading.
    """
    if figure_step is None:
        return title_step, 0
    titles, figures = ([role.size, *(step.size for step in role.smaller)] for role in (spec.title, spec.figure))
    size = min(titles[title_step], figures[figure_step])
    if figures[figure_step] > spec.heading.size and size in titles and size in figures:
        return titles.index(size), figures.index(size)
    return title_step, figure_step


def _wide_tables(briefing: Briefing, sides: Sequence[Side]) -> Iterator[int]:
    """The annexes whose tables are too wide for the column of some language."""
    for index, annex in enumerate(briefing.annexes):
        table, path = annex.table, f"annexes[{index}].table"
        if table is not None and not all(fits_beside(side, table, path) for side in sides if not side.single):
            yield index


def _title_step(briefing: Briefing, sides: Sequence[Side]) -> int:
    """The first of the theme's sizes at which no title needs more than two lines, else the smallest.

    Where one language then has fewer lines than another, the first smaller size at which all have as many, if any.
    """
    last = len(sides[0].spec.title.smaller)
    fitting = None
    for step in range(last + 1):
        counts = {len(title_block(briefing, side, step).lines(side.width_pt)) for side in sides}
        if max(counts) <= MOST_TITLE_LINES:
            if len(counts) == 1:
                return step
            fitting = step if fitting is None else fitting
    return last if fitting is None else fitting


def _below_title(briefing: Briefing, side: Side, step: int) -> float:
    """The white between the box of the title and that of the line below it, which keeps their ink apart.

    Deep letters, as Arabic has them, reach out of the box of the title.
    """
    title, below = title_block(briefing, side, step), line_below_title(briefing, side)
    title.lines(side.width_pt)
    in_one_line = below.natural_width() + _AIR_PT
    taken = title.reach_below(side.width_pt) + below.ink_above(in_one_line) - below.first_baseline(in_one_line)
    return max(TITLE_GAP_PT, TITLE_GAP_PT + taken)


def _figure_grid(briefing: Briefing, sides: Sequence[Side]) -> FigureGrid:
    """How the cards stand, so that no value is cut in any language, and a wide one does not put all in one column.

    Units stand beside the values where two cards or more fit so. Else long ones stand below their values, in the first
    of three sizes in which two cards fit; and where that is not enough, wide cards take two columns, in the first size
    in which every value has room there.
    """
    count = len(briefing.key_figures)
    if not count:
        return FigureGrid()
    free_pt = sides[0].width_pt
    most = min(count, _FIGURES_PER_ROW[sides[0].arrangement])

    def fitting(widths: Sequence[float]) -> int:
        return min(most, int((free_pt + FIGURE_GAP_PT) / (max(widths) + FIGURE_GAP_PT)))

    def widths(step: int, *, unit: bool) -> list[float]:
        return [max(_value_width(side, index, briefing, step, unit=unit) for side in sides) for index in range(count)]

    def grid(columns: int, step: int, spans: tuple[int, ...] = (1,) * count) -> FigureGrid:
        needed = widths(step, unit=True)
        room = [figure_width(free_pt, columns, span) for span in spans]
        return FigureGrid(columns, spans, step, tuple(map(gt, needed, room)))

    least = min(count, _FEWEST_PER_ROW)
    beside = fitting(widths(0, unit=True))
    if beside >= least:
        return grid(_balanced(count, beside), 0)
    steps = range(len(sides[0].spec.figure.smaller) + 1)
    for step in steps[:_SIZES_FOR_TWO]:
        below = fitting(widths(step, unit=False))
        if below >= least:
            return grid(_balanced(count, below), step)
    column_pt = figure_width(free_pt, least, 1)
    step = next((step for step in steps[_SIZES_FOR_TWO - 1 :] if max(widths(step, unit=False)) <= free_pt), steps[-1])
    return grid(least, step, tuple(1 if width <= column_pt else least for width in widths(step, unit=False)))


def figure_width(free_pt: float, columns: int, span: int) -> float:
    """The width of a card that takes so many of the columns of cards."""
    column_pt = (free_pt - FIGURE_GAP_PT * (columns - 1)) / columns
    return span * column_pt + (span - 1) * FIGURE_GAP_PT


def _value_width(side: Side, index: int, briefing: Briefing, step: int, *, unit: bool) -> float:
    """The width of the value of a key figure, with its unit or without."""
    pieces = figure_pieces(side, index, briefing, unit=unit)
    return side.block(pieces, "figure", None, step=step).natural_width() + _AIR_PT


def _balanced(count: int, per_row: int) -> int:
    """As many to a row that the rows are about equally long: five in rows of three and two, not four and one."""
    return math.ceil(count / math.ceil(count / per_row)) if count else 1


def figure_pieces(side: Side, index: int, briefing: Briefing, *, unit: bool = True) -> list[Piece]:
    """The value of a key figure, which is never broken; with its unit in a smaller size where that stands beside it."""
    figure, path = briefing.key_figures[index], f"key_figures[{index}]"
    pieces = [Piece(side.locale.number(figure.value), isolation="auto", unbroken=True, path=f"{path}.value")]
    if unit and figure.unit is not None:
        style = side.style("unit")
        pieces.append(Piece(side.locale.before_unit(figure.unit[side.language]), style=style))
        pieces += [piece.restyled(style) for piece in side.pieces(figure.unit, f"{path}.unit")]
    return pieces
