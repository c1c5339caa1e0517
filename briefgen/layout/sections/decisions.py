"""What may go wrong, and what has to be decided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from briefgen.layout.flow.containers import Row, Share, Stack
from briefgen.layout.flow.tables import NUMBERS_PT, number_of, rows_together, table_row
from briefgen.layout.inline import Piece
from briefgen.layout.sections.matrix import has_matrix, risk_matrix
from briefgen.layout.sections.status import status_mark
from briefgen.layout.side import Cell, Side, bold, labelled, separated
from briefgen.layout.structure import StructureElement
from briefgen.model import Briefing
from briefgen.model.decisions import Decision, Risk

# From the mark of an option to its number, and on to its text; from a heading to the box below it.
_OPTION_GAP_PT: Final = 5.0
_BOX_BELOW_HEADING_PT: Final = 3.0

# Of the width of a page in one language: the risk, how likely and how grave it is, and what is done about it.
_RISK_SHARES: Final = (NUMBERS_PT, Share(0.36), Share(0.26), Share(0.38))


def risks(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """A numbered table of risks, and a matrix of those that are rated.

    Beside another language, what belongs to a risk stands below it.
    """
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
        mark = Piece(side.locale.integer(index + 1), strong=True, colour=side.theme.colours.accent)
        number = side.block([mark], "table", row.add("TD"), anchors=[side.name_of("risks", index + 1)])
        named = side.block([*text, *cited], "table", row.add("TH", scope="Row"))
        rating, answer = row.add("TD"), row.add("TD")
        rated, mitigated = list(_rating(side, risk, path)), _mitigation(side, risk, path)
        if side.single:
            below = [_stacked(side, rated, rating), _stacked(side, [mitigated] if mitigated else [], answer)]
            rows.append([table_row(side, [number, named, *below], _RISK_SHARES, first=index == 0)])
        else:
            lines = [(separated(rated), rating), (mitigated, answer)]
            blocks = [named, *(side.block(pieces, "table", where) for pieces, where in lines if pieces)]
            rows.append(list(_below_each_other(side, number, blocks, first=index == 0)))
    yield from rows_together(rows)
    if has_matrix(briefing):
        yield from risk_matrix(briefing, side, element)


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


def _below_each_other(side: Side, number: Any, blocks: list[Any], *, first: bool) -> Iterator[Cell]:
    for line, block in enumerate(blocks):
        last = line == len(blocks) - 1
        cells, widths = [None if line else number, block], (NUMBERS_PT, Share(1))
        yield table_row(side, cells, widths, first=first and line == 0, goes_on=line > 0, keep_with_next=not last)


def decision(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """What is to be decided, in a box: between which options, what is recommended, and by when."""
    wanted = briefing.decision
    if wanted is None:
        return
    element, heading = side.section("decision")
    yield heading
    question = bold(side.pieces(wanted.text, "decision.text"))
    blocks = [side.block(question, "body", element.add("P")), *_options(wanted, side, element)]
    if wanted.recommendation is not None:
        recommended = side.pieces(wanted.recommendation, "decision.recommendation")
        blocks.append(side.block([_label(side, "recommendation"), *recommended], "body", element.add("P")))
    if wanted.deadline is not None:
        deadline = Piece(side.locale.label("deadline", date=side.locale.date(wanted.deadline)), strong=True)
        blocks.append(side.block([deadline], "body", element.add("P")))
    contents = [side.main(block) for block in blocks]
    yield Cell(contents, gap_pt=side.after_heading_pt + _BOX_BELOW_HEADING_PT, panel="decision")


def _options(wanted: Decision, side: Side, element: StructureElement) -> Iterator[Any]:
    """The options, numbered; the one that is recommended says so in a word and has a pointer."""
    if not wanted.options:
        return
    yield side.block([Piece(side.locale.label("options"), strong=True)], "body", element.add("P"))
    listed = element.add("L", numbering="Decimal")
    marks_pt = status_mark(side, "recommended", "body").diameter_pt
    for index, option in enumerate(wanted.options):
        item = listed.add("LI")
        number = number_of(side, item, index, "body", [side.name_of("options", index + 1)])
        parts = [side.pieces(option.text, f"decision.options[{index}].text")]
        mark = None
        if option.recommended:
            mark = status_mark(side, "recommended", "body")
            parts = [bold(parts[0]), [Piece(side.locale.label("recommended"), colour=side.theme.colours.accent)]]
        block = side.block(separated(parts), "body", item.add("LBody"))
        widths: list[float | Share] = [marks_pt, NUMBERS_PT, Share(1)]
        yield Row([mark, number, block], widths, gap_pt=_OPTION_GAP_PT, rtl=side.rtl)
