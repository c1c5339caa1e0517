"""What a briefing states in paragraphs and rows: summary, background, facts, and events."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from briefgen.layout.flow.containers import Labels, Row, Share
from briefgen.layout.flow.rail import railed
from briefgen.layout.flow.tables import (
    TABLE_GAP_PT,
    TABLE_PADDING_PT,
    labels_pt,
    paragraph_gap_pt,
    rows_together,
    table_row,
)
from briefgen.layout.inline import Piece
from briefgen.layout.sections.figures import caveat, dated, with_date
from briefgen.layout.side import Cell, Side, bold, separated
from briefgen.model import Briefing
from briefgen.model.localized import LocalizedText
from briefgen.model.statements import Fact

_NARROWEST_DATES_PT: Final = 44.0
_WIDEST_DATES: Final = 0.46  # of the width of the language


def summary(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """The paragraphs of the summary."""
    return _paragraphs(side, "summary", briefing.summary)


def background(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """What a reader may have to know."""
    return _paragraphs(side, "background", briefing.background)


def objective(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """What is to be reached."""
    if briefing.objective is None:
        return
    element, heading = side.section("objective")
    yield heading
    block = side.text(briefing.objective, "body", element.add("P"), "objective")
    yield Cell(side.main(block), gap_pt=side.after_heading_pt)


def _paragraphs(side: Side, name: str, texts: Sequence[LocalizedText]) -> Iterator[Cell]:
    if not texts:
        return
    element, heading = side.section(name)
    yield heading
    for index, text in enumerate(texts):
        block = side.text(text, "body", element.add("P"), f"{name}[{index}]")
        yield Cell(side.main(block), gap_pt=paragraph_gap_pt(side, index))


def facts(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """A table of what is so, with when it was so and who says it."""
    if not briefing.facts:
        return
    element, heading = side.section("facts")
    yield heading
    table = element.add("Table")
    labels = labels_pt(side)
    rows: list[list[Cell]] = []
    for index, fact in enumerate(briefing.facts):
        path = f"facts[{index}]"
        row = table.add("TR")
        pieces = bold(side.pieces(fact.label, f"{path}.label"))
        anchors = [side.name_of("facts", index + 1)]
        label = side.block(pieces, "table", row.add("TH", scope="Row"), anchors=anchors)
        value, doubt = _value(side, fact, path), caveat(side, fact.caveat, f"{path}.caveat")
        if side.single:
            notes = separated([dated(side, fact.as_of, fact.sources), doubt])
            note = row.add("TD"), row.add("TD")
            cells = [label, side.block(value, "table", note[0]), side.block(notes, "caption", note[1])]
            widths: list[float | Share | Labels] = [labels, Share(1), side.beside_pt]
        else:
            stated = with_date(side, value, fact.as_of, fact.sources)
            cells = [label, side.block(separated([*stated, doubt]), "table", row.add("TD"))]
            widths = [labels, Share(1)]
        rows.append([table_row(side, cells, widths, first=index == 0)])
    yield from rows_together(rows)


def _value(side: Side, fact: Fact, path: str) -> list[Piece]:
    value = side.pieces(fact.value, f"{path}.value")
    if fact.unit is None:
        return value
    between = Piece(side.locale.before_unit(fact.unit[side.language]), keeps_to_previous=True)
    return [*value, between, *side.pieces(fact.unit, f"{path}.unit")]


def timeline(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """What happened when: dates on a rail that goes on from one to the next."""
    if not briefing.timeline:
        return
    element, heading = side.section("timeline")
    yield heading
    listed = element.add("L", numbering="Description")
    dates = _date_column_pt(briefing, side)
    last = len(briefing.timeline) - 1
    rows: list[list[Cell]] = []
    for index, entry in enumerate(briefing.timeline):
        item = listed.add("LI")
        pieces, anchors = [Piece(side.locale.date(entry.date), strong=True)], [side.name_of("timeline", index + 1)]
        date = side.block(pieces, "table", item.add("Lbl"), anchors=anchors)
        text = side.pieces(entry.text, f"timeline[{index}].text")
        cited = side.inline.citations(entry.sources, ordered=True)
        body = side.block([*text, *cited], "table", item.add("LBody"))
        row = Row(
            [date, body],
            [dates, Share(1)],
            gap_pt=TABLE_GAP_PT,
            rtl=side.rtl,
            padding_pt=TABLE_PADDING_PT,
            splittable=False,
        )
        gap_pt = 0.0 if index else side.after_heading_pt
        rows.append([Cell(railed(side, row, begins=index == 0, ends=index == last), gap_pt=gap_pt)])
    yield from rows_together(rows)


def _date_column_pt(briefing: Briefing, side: Side) -> float:
    """The width of the widest date of the timeline, within limits."""
    blocks = [
        side.block([Piece(side.locale.date(entry.date), strong=True)], "table", None) for entry in briefing.timeline
    ]
    widest = max((block.natural_width() for block in blocks), default=0.0)
    return min(max(math.ceil(widest) + 1.0, _NARROWEST_DATES_PT), _WIDEST_DATES * side.width_pt)
