"""The meeting: when, where and with whom, what to say, what to say if asked, and what not to use."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from briefgen.layout.flow.containers import Labels, Share
from briefgen.layout.flow.tables import labels_pt, number_of, numbered, paragraph_gap_pt, rows_together, table_row
from briefgen.layout.inline import Piece
from briefgen.layout.side import Cell, Side, separated
from briefgen.layout.structure import StructureElement
from briefgen.model import Briefing
from briefgen.model.people import Meeting, Participant


def meeting(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """A table of what is known of the meeting, and the people who will be there."""
    if briefing.meeting is None:
        return
    about = _about(briefing.meeting, side)
    if not about and not briefing.meeting.participants:
        return
    element, heading = side.section("meeting")
    yield heading
    rows: list[list[Cell]] = []
    labels = labels_pt(side)
    if about:
        table = element.add("Table")
    for index, (name, pieces) in enumerate(about.items()):
        row = table.add("TR")
        label = side.block([Piece(side.locale.label(name), strong=True)], "table", row.add("TH", scope="Row"))
        value = side.block(pieces, "table", row.add("TD"))
        rows.append([table_row(side, [label, value], [labels, Share(1)], first=index == 0)])
    rows += ([cell] for cell in _participants(briefing.meeting, side, element, labels, first=not about))
    yield from rows_together(rows)


def _about(about: Meeting, side: Side) -> dict[str, list[Piece]]:
    """What is known of the meeting, by the name of its label."""
    found: dict[str, list[Piece]] = {}
    if about.subject is not None:
        found["subject"] = side.pieces(about.subject, "meeting.subject")
    if about.date is not None:
        found["date"] = [Piece(side.locale.date(about.date))]
    if about.time is not None:
        found["time"] = [Piece(about.time, isolation="auto", path="meeting.time")]
    if about.place is not None:
        found["place"] = side.pieces(about.place, "meeting.place")
    return found


def _participants(
    about: Meeting, side: Side, element: StructureElement, labels: Labels, *, first: bool
) -> Iterator[Cell]:
    """Who comes and in which role, side by side of the table: the label stands beside the first of them."""
    if not about.participants:
        return
    label: Any = side.block([Piece(side.locale.label("participants"), strong=True)], "table", element.add("P"))
    numbered = list(enumerate(about.participants))
    for of_side, group in groupby(numbered, key=lambda entry: entry[1].side):
        blocks: list[Any] = []
        together = list(group)
        if of_side is not None:
            path = f"meeting.participants[{together[0][0]}].side"
            muted = [piece.coloured(side.theme.colours.accent).bold() for piece in side.pieces(of_side, path)]
            blocks.append(side.block(muted, "caption", element.add("P")))
        listed = element.add("L", numbering="None")
        blocks += [_participant(side, person, index, listed.add("LI").add("LBody")) for index, person in together]
        for place, block in enumerate(blocks):
            row = table_row(
                side,
                [label, block],
                [labels, Share(1)],
                first=first and label is not None,
                goes_on=label is None,
                tight=place > 0,
                keep_with_next=place < min(len(blocks) - 1, 1),
            )
            if label is None and place == 0:  # white parts the sides, since a rule would part them from their label
                row.gap_pt = side.grid_pt / 3
            yield row
            label = None


def _participant(side: Side, person: Participant, index: int, element: StructureElement) -> Any:
    """The name, and the role."""
    path = f"meeting.participants[{index}]"
    name = [piece.bold() for piece in side.pieces(person.name, f"{path}.name")]
    role = [] if person.role is None else side.pieces(person.role, f"{path}.role")
    anchors = [side.name_of("participants", index + 1)]
    return side.block(separated([name, role]), "table", element, anchors=anchors)


def points_to_make(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """What to say, numbered."""
    if not briefing.points_to_make:
        return
    element, heading = side.section("points_to_make")
    yield heading
    listed = element.add("L", numbering="Decimal")
    for index, point in enumerate(briefing.points_to_make):
        item = listed.add("LI")
        number = number_of(side, item, index, "body", [side.name_of("points_to_make", index + 1)])
        text = side.pieces(point.text, f"points_to_make[{index}].text")
        cited = side.inline.citations(point.sources, ordered=True)
        block = side.block([*text, *cited], "body", item.add("LBody"))
        yield numbered(side, number, block, gap_pt=paragraph_gap_pt(side, index))


def lines_if_asked(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """What may be asked, in the strong weight, and below it what to answer."""
    if not briefing.lines_if_asked:
        return
    main = briefing.kind == "questions-and-answers"
    title = side.locale.label("questions_and_answers" if main else "lines_if_asked")
    element, heading = side.headed("lines_if_asked", [Piece(title)], title)
    yield heading
    listed = element.add("L", numbering="Decimal")
    for index, line in enumerate(briefing.lines_if_asked):
        path, item = f"lines_if_asked[{index}]", listed.add("LI")
        number = number_of(side, item, index, "body", [side.name_of("lines_if_asked", index + 1)])
        body = item.add("LBody")
        question = [piece.bold() for piece in side.pieces(line.question, f"{path}.question")]
        block = side.block(question, "body", body.add("P"))
        yield numbered(side, number, block, gap_pt=paragraph_gap_pt(side, index), keep_with_next=True)
        cited = side.inline.citations(line.sources, ordered=True)
        answer = side.block([*side.pieces(line.answer, f"{path}.answer"), *cited], "body", body.add("P"))
        yield numbered(side, None, answer, gap_pt=0.0)


def not_for_use(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """What the reader should know and not pass on, in a frame that says so."""
    if not briefing.not_for_use:
        return
    element = side.part.add("Sect")
    title = side.locale.label("not_for_use")
    heading = element.add("H2")
    anchors = [side.bookmark("not_for_use", title, heading)]
    blocks: list[Any] = [side.block(title, "warning", heading, anchors=anchors)]
    for index, restricted in enumerate(briefing.not_for_use):
        text = side.pieces(restricted.text, f"not_for_use[{index}].text")
        cited = side.inline.citations(restricted.sources, ordered=True)
        anchors = [side.name_of("not_for_use", index + 1)]
        blocks.append(side.block([*text, *cited], "table", element.add("P"), anchors=anchors))
    yield Cell([side.main(block) for block in blocks], gap_pt=side.grid_pt, panel="warning")
