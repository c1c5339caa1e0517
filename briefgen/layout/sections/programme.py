"""The programme of a visit: each day under its date, which stands again where the day goes on on another page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from briefgen.layout.flow.containers import Labels, Row, Share, Stack
from briefgen.layout.flow.tables import TABLE_PADDING_PT, labels_pt, table_row
from briefgen.layout.inline import Piece
from briefgen.layout.side import Cell, Side, bold, separated
from briefgen.layout.structure import StructureElement
from briefgen.layout.titles import display_title, shortened
from briefgen.model import Briefing
from briefgen.model.programme import ProgrammeDay, ProgrammeItem

# A start and an end without a space stay on one line: hours of two digits have one width.
_BETWEEN_TIMES: Final = "–"


def programme(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """The days, each with what happens when, where and with whom."""
    if not briefing.programme:
        return
    element, heading = side.section("programme")
    yield heading
    labels = labels_pt(side)
    for index, day in enumerate(briefing.programme):
        path = f"programme[{index}]"
        of_day = element.add("Sect")
        gap_pt = side.grid_pt if index else side.after_heading_pt
        yield _head(side, of_day, day, index, gap_pt=gap_pt)
        listed = of_day.add("L", numbering="Description")
        for place, item in enumerate(day.items):
            row = _item(side, listed.add("LI"), item, f"{path}.items[{place}]", labels)
            row.table = path
            yield row


def _head(side: Side, element: StructureElement, day: ProgrammeDay, index: int, *, gap_pt: float) -> Cell:
    """The date of a day with its title under a rule; on following pages it says that the day goes on."""
    path, top = f"programme[{index}]", element.add("H3")
    date = side.locale.date(day.date)
    title = [] if day.title is None else side.pieces(day.title, f"{path}.title")
    name = date if day.title is None else f"{date} · {display_title(day.title[side.language])}"
    anchors = [side.bookmark(f"programme.{index + 1}", shortened(name), top, level=2)]
    colour = side.theme.colours.accent
    dated = bold([Piece(date, colour=colour)])
    said = separated([dated, bold(title)])
    again = separated([dated, bold(title), [Piece(side.locale.label("continued"))]])
    head = _ruled(side, side.block(said, "body", top, anchors=anchors))
    head_again = _ruled(side, side.block(again, "body", None))
    return Cell(head, gap_pt=gap_pt, table=path, head_again=head_again)


def _ruled(side: Side, content: Any) -> Row:
    rule = side.rule(side.theme.spec.table.head_rule)
    return Row([content], [Share(1)], rule=rule, padding_pt=TABLE_PADDING_PT, splittable=False)


def _item(side: Side, item: StructureElement, of_item: ProgrammeItem, path: str, labels: Labels) -> Cell:
    """The time at the start side; beside it what happens, and below that where, with whom, and what else to know."""
    time = side.block(_time(side, of_item, path), "table", item.add("Lbl"))
    body = item.add("LBody")
    what = bold(side.pieces(of_item.what, f"{path}.what"))
    lines = [what, _whereabouts(side, of_item, path)]
    if of_item.note is not None:  # in the size of the others, so that lines of both languages stand level
        note = side.pieces(of_item.note, f"{path}.note")
        lines.append([piece if piece.colour else piece.coloured(side.theme.colours.muted) for piece in note])
    blocks = [side.block(pieces, "table", body.add("P")) for pieces in lines if pieces]
    return table_row(side, [time, Stack(blocks)], [labels, Share(1)], first=False)


def _time(side: Side, item: ProgrammeItem, path: str) -> list[Piece]:
    """From when until when; a range of times is read from the left in every language."""
    start = Piece(side.locale.time(item.start), strong=True, isolation="ltr", unbroken=True, path=f"{path}.start")
    if item.end is None:
        return [start]
    until = side.locale.time(item.end)
    end = Piece(until, strong=True, isolation="continued", unbroken=True, path=f"{path}.end")
    return [start, Piece(_BETWEEN_TIMES, strong=True, isolation="continued", unbroken=True), end]


def _whereabouts(side: Side, item: ProgrammeItem, path: str) -> list[Piece]:
    parts = {"place": item.place, "people": item.people}
    return separated([side.pieces(text, f"{path}.{name}") for name, text in parts.items() if text is not None])
