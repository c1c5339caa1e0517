"""Flowables of reportlab that a program gives for the inserts of a briefing, as tagged content in the theme's fonts.

What is given is never changed: an edition may be set more than once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from reportlab.platypus import Spacer

from briefgen.diagnostics import Diagnostic, Place
from briefgen.errors import ResourceError
from briefgen.layout.inline import Piece
from briefgen.layout.outside.tagging import OutsidePlace, tagged
from briefgen.layout.outside.text import UnsupportedTextError
from briefgen.layout.side import SIDE_GAP_MM, Cell, Side
from briefgen.layout.structure import StructureElement
from briefgen.layout.titles import display_title
from briefgen.model import Briefing, Insert
from briefgen.units import mm

_SMALL_GAP_PT: Final = 4.0
_BELOW_HEADING_PT: Final = 6.5


def inserts(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """What was given for each insert, under its title and over its caption."""
    if not briefing.inserts:
        return
    element, heading = side.section("inserts")
    yield heading
    for index, insert in enumerate(briefing.inserts):
        path, part = f"inserts[{index}]", element.add("Sect")
        gap = max(side.after_heading_pt, _BELOW_HEADING_PT) if index == 0 else side.grid_pt
        anchors = [side.name_of("inserts", insert.key)]
        if insert.title is not None:
            title = [piece.bold() for piece in side.pieces(insert.title, f"{path}.title")]
            block = side.block(title, "body", part.add("H3"), anchors=anchors)
            yield Cell(side.main(block), gap_pt=gap, keep_with_next=True, splittable=False)
            gap = _SMALL_GAP_PT
        below = _below(side, insert, path)
        content = _content(side, insert, path, part)
        yield Cell(side.main(content), gap_pt=gap, keep_with_next=bool(below))
        if below:
            yield Cell(side.main(side.block(below, "caption", part.add("P"))), gap_pt=_SMALL_GAP_PT)


def _below(side: Side, insert: Insert, path: str) -> list[Piece]:
    caption = side.pieces(insert.caption, f"{path}.caption") if insert.caption is not None else []
    return [*caption, *side.inline.citations(insert.sources, spaced=bool(caption), ordered=True)]


def _content(side: Side, insert: Insert, path: str, part: StructureElement) -> Any:
    """What stands for an insert; nothing where a briefing is only read through."""
    flowable = side.material.flowables.get(insert.key, {}).get(side.language)
    if flowable is None:
        return Spacer(1, 1)
    width = side.width_pt - side.beside_pt - mm(SIDE_GAP_MM) if side.single else side.width_pt
    try:
        return tagged(OutsidePlace(side, path, part, display_title(insert.alternative[side.language]), width), flowable)
    except UnsupportedTextError as error:
        message = f'the flowable for the insert "{insert.key}" cannot be used: {error}'
        hint = "give a Drawing, a Table, a list or a Paragraph, or a flowable that draws its text with drawString"
        raise ResourceError([Diagnostic("insert.unsupported", message, Place(path=path), (hint,))]) from error
