"""Key figures as cards, and what tells when a statement holds and who says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeAlias

from briefgen.layout.flow.containers import Row, Share
from briefgen.layout.inline import Piece
from briefgen.layout.sections.measures import FIGURE_GAP_PT, figure_pieces, figure_width
from briefgen.layout.side import Cell, FigureGrid, Side, separated
from briefgen.layout.structure import StructureElement
from briefgen.model import Briefing
from briefgen.model.dates import PartialDate
from briefgen.model.localized import LocalizedText
from briefgen.model.statements import KeyFigure

# The value, its unit where that stands below it, what it says, when and who says so, and how far it can be relied on.
_LINES: Final = 5
_Card: TypeAlias = tuple[Any, Any, Any, Any, Any]


def key_figures(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """The figures in cards, as many to a row as the languages have agreed on."""
    if not briefing.key_figures:
        return
    element = side.part.add("Sect")
    listed = element.add("L", numbering="None")
    grid = side.measures.figures
    for indexes in _rows(grid):
        cards = [_card(briefing, side, listed.add("LI").add("LBody"), index) for index in indexes]
        widths = [figure_width(side.width_pt, grid.columns, grid.spans[index]) for index in indexes]
        if free := grid.columns - sum(grid.spans[index] for index in indexes):
            cards.append((None,) * _LINES)
            widths.append(figure_width(side.width_pt, grid.columns, free))
        # Values, labels and captions are rows of their own, so that each stands level in all cards.
        lines = [cells for cells in zip(*cards, strict=True) if any(cell is not None for cell in cells)]
        for line, cells in enumerate(lines, 1):
            row = Row(cells, widths, gap_pt=FIGURE_GAP_PT, rtl=side.rtl, splittable=False)
            yield Cell(row, gap_pt=side.grid_pt if line == 1 else 0, keep_with_next=line < len(lines))


def _rows(grid: FigureGrid) -> Iterator[list[int]]:
    """The cards of each row, in their order."""
    row: list[int] = []
    used = 0
    for index, span in enumerate(grid.spans):
        if used + span > grid.columns:
            yield row
            row, used = [], 0
        row.append(index)
        used += span
    yield row


def _card(briefing: Briefing, side: Side, element: StructureElement, index: int) -> _Card:
    """The value with its unit under a rule, what it says, when and who says so, and a caveat."""
    figure, path, grid = briefing.key_figures[index], f"key_figures[{index}]", side.measures.figures
    anchors = [side.name_of("key_figures", index + 1)]
    if index == 0:  # the section has no heading
        anchors.append(side.name_of("key_figures"))
    pieces = figure_pieces(side, index, briefing, unit=not grid.units_below[index])
    value = side.block(pieces, "figure", element.add("P"), anchors=anchors, step=grid.step)
    unit = None
    if grid.units_below[index] and figure.unit is not None:
        unit = side.text(figure.unit, "unit", element.add("P"), f"{path}.unit")
    label = side.text(figure.label, "figure_label", element.add("P"), f"{path}.label")
    when, doubt = _backed(side, figure), caveat(side, figure.caveat, f"{path}.caveat")
    return (
        Row([value], [Share(1)], rule=side.rule(side.theme.spec.figures.rule), splittable=False),
        unit,
        label,
        side.block(when, "caption", element.add("P")),
        side.block(doubt, "caption", element.add("P")) if doubt else None,
    )


def _backed(side: Side, figure: KeyFigure) -> list[Piece]:
    """When a figure holds and who says so; what is not known of that is said, too."""
    locale = side.locale
    when = Piece(locale.label("date_not_given") if figure.as_of is None else locale.date(figure.as_of))
    if figure.sources:
        return [when, *side.inline.citations(figure.sources, ordered=True)]
    return separated([[when], [Piece(locale.label("source_not_given"))]])


def dated(side: Side, date: PartialDate | None, sources: Sequence[str]) -> list[Piece]:
    """A date and the marks of sources, muted; what there is of them."""
    if date is None:
        return side.inline.citations(sources, spaced=False, ordered=True)
    return [Piece(side.locale.date(date), style=side.style("caption")), *side.inline.citations(sources, ordered=True)]


def with_date(
    side: Side, text: Sequence[Piece], date: PartialDate | None, sources: Sequence[str]
) -> list[Sequence[Piece]]:
    """A statement, and as a part of its own its date; marks of sources stand behind the last of them."""
    if date is None:
        return [[*text, *side.inline.citations(sources, ordered=True)]]
    return [text, dated(side, date, sources)]


def caveat(side: Side, text: LocalizedText | None, path: str) -> list[Piece]:
    """How far a statement can be relied on, muted; nothing where nothing is said."""
    if text is None:
        return []
    muted = side.style("caption")
    label = Piece(side.locale.label("caveat") + " ", strong=True)
    return [piece.restyled(muted) for piece in (label, *side.pieces(text, path))]
