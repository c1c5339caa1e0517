"""What may go wrong, and what has to be decided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefgen.layout.containers import Share, Stack
from briefgen.layout.inline import Piece
from briefgen.layout.side import Cell, Side, bold, labelled, separated
from briefgen.layout.structure import StructureElement
from briefgen.layout.tables import number_of, numbered, paragraph_gap_pt, rows_together, table_row
from briefgen.model import Briefing
from briefgen.model.decisions import Decision, Risk

# Of the width of a page in one language: the risk, how likely and how grave it is, and what is done about it.
_RISK_SHARES = (Share(0.36), Share(0.26), Share(0.38))


def risks(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """A table of risks; beside another language, what belongs to a risk stands below it."""
    if not briefing.risks:
        return
    element, heading = side.section("risks")
    yield heading
    table = element.add("Table")
    rows: list[list[Cell]] = []
    for index, risk in enumerate(briefing.risks):
        path, row = f"risks[{index}]", table.add("TR")
        text = bold(side.pieces(risk.text, f"{path}.text"))
        cited = side.inline.citations(risk.sources, ordered=True)
        anchors = [side.name_of("risks", index + 1)]
        head = side.block([*text, *cited], "table", row.add("TH", scope="Row"), anchors=anchors)
        rating, answer = row.add("TD"), row.add("TD")
        rated, mitigated = list(_rating(side, risk, path)), _mitigation(side, risk, path)
        if side.single:
            cells = [head, _stacked(side, rated, rating), _stacked(side, [mitigated] if mitigated else [], answer)]
            rows.append([table_row(side, cells, _RISK_SHARES, first=index == 0)])
        else:
            below = [(separated(rated), rating), (mitigated, answer)]
            blocks = [head, *(side.block(pieces, "table", where) for pieces, where in below if pieces)]
            rows.append(list(_below_each_other(side, blocks, first=index == 0)))
    yield from rows_together(rows)


def _rating(side: Side, risk: Risk, path: str) -> Iterator[list[Piece]]:
    """How likely and how grave a risk is, in words, and who watches it."""
    locale = side.locale
    if risk.likelihood is not None:
        yield [Piece(locale.label("likelihood", level=locale.label(risk.likelihood)))]
    if risk.impact is not None:
        yield [Piece(locale.label("impact", level=locale.label(risk.impact)))]
    if risk.owner is not None:
        yield labelled(side, "owner", "name", side.pieces(risk.owner, f"{path}.owner"))


def _mitigation(side: Side, risk: Risk, path: str) -> list[Piece]:
    if risk.mitigation is None:
        return []
    return [_label(side, "mitigation"), *side.pieces(risk.mitigation, f"{path}.mitigation")]


def _label(side: Side, name: str) -> Piece:
    """A label before a text on its line."""
    return Piece(side.locale.label(name) + " ", strong=True)


def _stacked(side: Side, lines: list[list[Piece]], cell: StructureElement) -> Any:
    """Paragraphs in a cell; None for an empty one."""
    return Stack([side.block(line, "table", cell.add("P")) for line in lines]) if lines else None


def _below_each_other(side: Side, blocks: list[Any], *, first: bool) -> Iterator[Cell]:
    for line, block in enumerate(blocks):
        last = line == len(blocks) - 1
        yield table_row(side, [block], [Share(1)], first=first and line == 0, goes_on=line > 0, keep_with_next=not last)


def decision(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """What is to be decided, between which options, what is recommended, and by when."""
    wanted = briefing.decision
    if wanted is None:
        return
    element, heading = side.section("decision")
    yield heading
    question = bold(side.pieces(wanted.text, "decision.text"))
    block = side.block(question, "body", element.add("P"))
    yield Cell(side.main(block), gap_pt=side.after_heading_pt, keep_with_next=bool(wanted.options))
    yield from _options(wanted, side, element)
    ends: list[list[Piece]] = []
    if wanted.recommendation is not None:
        recommended = side.pieces(wanted.recommendation, "decision.recommendation")
        ends.append([_label(side, "recommendation"), *recommended])
    if wanted.deadline is not None:
        ends.append([Piece(side.locale.label("deadline", date=side.locale.date(wanted.deadline)), strong=True)])
    for pieces in ends:
        yield Cell(side.main(side.block(pieces, "body", element.add("P"))), gap_pt=side.grid_pt / 2)


def _options(wanted: Decision, side: Side, element: StructureElement) -> Iterator[Cell]:
    """The options, numbered; the one that is recommended says so in words."""
    if not wanted.options:
        return
    label = side.block([Piece(side.locale.label("options"), strong=True)], "body", element.add("P"))
    yield Cell(side.main(label), gap_pt=side.grid_pt / 2, keep_with_next=True)
    listed = element.add("L", numbering="Decimal")
    rows: list[list[Cell]] = []
    for index, option in enumerate(wanted.options):
        item = listed.add("LI")
        number = number_of(side, item, index, "body", [side.name_of("options", index + 1)])
        parts = [side.pieces(option.text, f"decision.options[{index}].text")]
        if option.recommended:
            parts.append([Piece(side.locale.label("recommended"), strong=True, colour=side.theme.colours.accent)])
        block = side.block(separated(parts), "body", item.add("LBody"))
        rows.append([numbered(side, number, block, gap_pt=paragraph_gap_pt(side, index) if index else 0.0)])
    yield from rows_together(rows)
