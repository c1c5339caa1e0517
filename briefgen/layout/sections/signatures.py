"""The end of what is signed: for each who signs a line, the name, the role, the place and the date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from briefgen.layout.canvas import DrawingCanvas
from briefgen.layout.flow.block import Block, draw_inside
from briefgen.layout.flow.containers import Row, Share, Stack
from briefgen.layout.inline import Piece
from briefgen.layout.side import Cell, Side, separated
from briefgen.layout.structure import StructureElement
from briefgen.layout.theming.spec import Role
from briefgen.model import Briefing
from briefgen.model.signatures import Signature

# Room to sign over the line, and the line.
_ROOM_PT: Final = 34.0
_LINE_PT: Final = 0.75
_BELOW_LINE_PT: Final = 2.0
_GAP_PT: Final = 24.0

# Beside each other on a page in one language, and in a column.
_PER_ROW: Final = {"columns": 1, "single": 2}
# What a line to sign on takes of a column.
_LINE_SHARE: Final = 0.8


class SignedLine(Block):
    """Room to sign over a line; below the line, who signs."""

    def __init__(self, content: Stack, *, colour: str, rtl: bool) -> None:
        super().__init__()
        self.content = content
        self.colour = colour
        self.rtl = rtl

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:
        """Width and height in points."""
        self.width = width_pt
        self.height = _ROOM_PT + _LINE_PT + _BELOW_LINE_PT + self.content.wrap(width_pt, height_pt)[1]
        return self.width, self.height

    def split(self, width_pt: float, height_pt: float) -> list[Any]:  # noqa: ARG002 - Platypus's protocol
        """A line and who signs on it stay on one page."""
        return []

    def draw_at(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw the line, and who signs."""
        length = _LINE_SHARE * self.width
        left = x_pt + (self.width - length if self.rtl else 0.0)
        with canvas.artifact():
            canvas.rule(left, y_pt + self.height - _ROOM_PT, length, _LINE_PT, self.colour)
        draw_inside(self.content, canvas, x_pt, y_pt)


def signatures(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """Lines to sign on, each with who signs."""
    if not briefing.signatures:
        return
    element, heading = side.section("signatures")
    yield heading
    listed = element.add("L", numbering="None")
    per_row = _PER_ROW[side.arrangement]
    colour = side.theme.colours.text
    blocks = [
        SignedLine(_signatory(side, listed.add("LI").add("LBody"), signature, index), colour=colour, rtl=side.rtl)
        for index, signature in enumerate(briefing.signatures)
    ]
    for start in range(0, len(blocks), per_row):
        cells: list[Any] = blocks[start : start + per_row]
        cells += [None] * (per_row - len(cells))
        row = Row(cells, [Share(1 / per_row)] * per_row, gap_pt=_GAP_PT, rtl=side.rtl, splittable=False)
        yield Cell(row, gap_pt=side.grid_pt if start else 0.0, splittable=False)


def _signatory(side: Side, element: StructureElement, signature: Signature, index: int) -> Stack:
    """Who signs, as what, where and when; a date that is not known has a line of its own to write it on."""
    path = f"signatures[{index}]"
    name = [] if signature.name is None else side.pieces(signature.name, f"{path}.name")
    place = [] if signature.place is None else side.pieces(signature.place, f"{path}.place")
    date = side.locale.label("signature_date") + ":"
    when = [Piece(side.locale.date(signature.date))] if signature.date is not None else [Piece(date)]
    lines: list[tuple[Sequence[Piece], Role]] = [
        ([Piece(side.locale.label("signature"))], "caption"),
        ([piece.bold() for piece in name], "table"),
        (side.pieces(signature.role, f"{path}.role"), "table"),
        (separated([place, when]), "caption"),
    ]
    anchors = [side.name_of("signatures", index + 1)]
    return Stack(
        [
            side.block(pieces, role, element.add("P"), anchors=() if number else anchors)
            for number, (pieces, role) in enumerate(lines)
            if pieces
        ]
    )
