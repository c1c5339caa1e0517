"""What a briefing states in paragraphs and rows: summary, background, facts, areas of activity, and events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from briefgen.layout.containers import Share, Stack
from briefgen.layout.figures import caveat, dated, with_date
from briefgen.layout.inline import Piece
from briefgen.layout.side import Cell, Side, bold, labelled, separated
from briefgen.layout.structure import StructureElement
from briefgen.layout.tables import (
    LABELS_SINGLE_PT,
    NUMBERS_PT,
    TABLE_GAP_PT,
    labels_pt,
    number_of,
    paragraph_gap_pt,
    rows_together,
    table_row,
)
from briefgen.model import Briefing
from briefgen.model.localized import LocalizedText
from briefgen.model.statements import ActivityArea, Fact


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
            widths: list[float | Share] = [LABELS_SINGLE_PT, Share(1), side.beside_pt]
        else:
            stated = with_date(side, value, fact.as_of, fact.sources)
            cells = [label, side.block(separated([*stated, doubt]), "table", row.add("TD"))]
            widths = [labels_pt(side), Share(1)]
        rows.append([table_row(side, cells, widths, first=index == 0)])
    yield from rows_together(rows)


def _value(side: Side, fact: Fact, path: str) -> list[Piece]:
    value = side.pieces(fact.value, f"{path}.value")
    if fact.unit is None:
        return value
    return [*value, Piece(" ", keeps_to_previous=True), *side.pieces(fact.unit, f"{path}.unit")]


def activity_areas(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """Who does what, numbered; below each, how it stands."""
    if not briefing.activity_areas:
        return
    element, heading = side.section("activity_areas")
    yield heading
    listed = element.add("L", numbering="Decimal")
    rows: list[list[Cell]] = []
    for index, area in enumerate(briefing.activity_areas):
        item = listed.add("LI")
        number = number_of(side, item, index, "table", [side.name_of("activity_areas", index + 1)])
        cells = _area(side, item.add("LBody"), area, f"activity_areas[{index}]")
        widths: list[float | Share] = [NUMBERS_PT, Share(1)]
        if side.single:
            widths.insert(1, LABELS_SINGLE_PT - NUMBERS_PT - TABLE_GAP_PT)
        rows.append([table_row(side, [number, *cells], widths, first=index == 0)])
    yield from rows_together(rows)


def _area(side: Side, body: StructureElement, area: ActivityArea, path: str) -> list[Any]:
    """The area with its description, in a cell of its own where it has the page to itself."""
    title = bold(side.pieces(area.title, f"{path}.title"))
    description = side.pieces(area.description, f"{path}.description")
    cited = side.inline.citations(area.sources, ordered=True)
    state = separated(list(_state(side, area, path)))
    if side.single:
        name = side.block(title, "table", body.add("P"))
        blocks = [side.block([*description, *cited], "table", body.add("P"))]
    else:
        stop = Piece(side.locale.label("full_stop") + " ", strong=True)
        blocks = [side.block([*title, stop, *description, *cited], "table", body.add("P") if state else body)]
        name = None
    if state:
        blocks.append(side.block(state, "caption", body.add("P")))
    content = Stack(blocks) if state else blocks[0]
    return [content] if name is None else [name, content]


def _state(side: Side, area: ActivityArea, path: str) -> Iterator[list[Piece]]:
    """How an area stands, who answers for it, where and when."""
    locale = side.locale
    if area.status is not None:
        yield [Piece(locale.label(area.status.replace("-", "_")), strong=True)]
    if area.owner is not None:
        yield labelled(side, "owner", "name", side.pieces(area.owner, f"{path}.owner"))
    if area.place is not None:
        yield side.pieces(area.place, f"{path}.place")
    start = None if area.start is None else locale.date(area.start)
    end = None if area.end is None else locale.date(area.end)
    if start is not None and end is not None:
        yield [Piece(locale.label("from_to", start=start, end=end))]
    elif start is not None:
        yield [Piece(locale.label("since", date=start))]
    elif end is not None:
        yield [Piece(locale.label("until", date=end))]


def timeline(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """What happened when."""
    if not briefing.timeline:
        return
    element, heading = side.section("timeline")
    yield heading
    listed = element.add("L", numbering="Description")
    dates = LABELS_SINGLE_PT if side.single else side.measures.date_column_pt
    rows: list[list[Cell]] = []
    for index, entry in enumerate(briefing.timeline):
        item = listed.add("LI")
        pieces, anchors = [Piece(side.locale.date(entry.date), strong=True)], [side.name_of("timeline", index + 1)]
        date = side.block(pieces, "table", item.add("Lbl"), anchors=anchors)
        text = side.pieces(entry.text, f"timeline[{index}].text")
        cited = side.inline.citations(entry.sources, ordered=True)
        body = side.block([*text, *cited], "table", item.add("LBody"))
        rows.append([table_row(side, [date, body], [dates, Share(1)], first=index == 0)])
    yield from rows_together(rows)
