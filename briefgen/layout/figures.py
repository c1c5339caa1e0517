"""Key figures as cards, and what tells when a statement holds and who says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from briefgen.layout.containers import Row, Rule, Share
from briefgen.layout.inline import Piece
from briefgen.layout.measures import FIGURE_GAP_PT, figure_pieces
from briefgen.layout.side import Cell, Side
from briefgen.layout.structure import StructureElement
from briefgen.model import Briefing
from briefgen.model.dates import PartialDate
from briefgen.model.localized import LocalizedText

# The value, what it says, when and who says so, and how far it can be relied on.
_Card: TypeAlias = tuple[Any, Any, Any, Any]


def key_figures(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """The figures in cards, as many to a row as the languages have agreed on."""
    count = len(briefing.key_figures)
    if not count:
        return
    element = side.part.add("Sect")
    per_row = side.measures.figures_per_row
    listed = element.add("L", numbering="None")
    for start in range(0, count, per_row):
        cards = [
            _card(briefing, side, listed.add("LI").add("LBody"), index)
            for index in range(start, min(start + per_row, count))
        ]
        empty: list[_Card] = [(None, None, None, None)] * (per_row - len(cards))
        # Values, labels and captions are rows of their own, so that each stands level in all cards.
        lines = [cells for cells in zip(*cards, *empty, strict=True) if any(cell is not None for cell in cells)]
        for line, cells in enumerate(lines, 1):
            row = Row(cells, [Share(1 / per_row)] * per_row, gap_pt=FIGURE_GAP_PT, rtl=side.rtl, splittable=False)
            yield Cell(row, gap_pt=side.grid_pt if line == 1 else 0, keep_with_next=line < len(lines))


def _card(briefing: Briefing, side: Side, element: StructureElement, index: int) -> _Card:
    """The value with its unit under a rule, what it says, when and who says so, and a caveat."""
    figure, path = briefing.key_figures[index], f"key_figures[{index}]"
    anchors = [side.name_of("key_figures", index + 1)]
    if index == 0:  # the section has no heading
        anchors.append(side.name_of("key_figures"))
    value = side.block(figure_pieces(side, index, briefing), "figure", element.add("P"), anchors=anchors)
    label = side.text(figure.label, "figure_label", element.add("P"), f"{path}.label")
    when, doubt = dated(side, figure.as_of, figure.sources), caveat(side, figure.caveat, f"{path}.caveat")
    return (
        Row([value], [Share(1)], rule=Rule(0.75, side.theme.colours.accent), splittable=False),
        label,
        side.block(when, "caption", element.add("P")) if when else None,
        side.block(doubt, "caption", element.add("P")) if doubt else None,
    )


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
