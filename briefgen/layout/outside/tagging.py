"""What each flowable of reportlab becomes: a text, a list, a table, a group, decoration, or a figure."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from reportlab.platypus import Flowable, HRFlowable, KeepInFrame, KeepTogether, ListFlowable, Paragraph, Spacer, Table
from reportlab.platypus.doctemplate import ActionFlowable
from reportlab.platypus.flowables import NullDraw

from briefgen.layout.flow.containers import Row, Share, Stack
from briefgen.layout.flow.figure_blocks import figure_slot
from briefgen.layout.inline import Piece
from briefgen.layout.outside.figure import Decoration, OutsideFigure
from briefgen.layout.outside.lists import OutsideList
from briefgen.layout.outside.paragraphs import BLACK, as_paragraph, hex_code, lines_of
from briefgen.layout.outside.table import CellText, tagged_table
from briefgen.layout.outside.text import ThemedTexts, UnsupportedTextError
from briefgen.layout.side import Side
from briefgen.layout.structure import StructureElement

_BETWEEN_PT: Final = 4.0
_AFTER_LABEL_PT: Final = 6.0


@dataclass(frozen=True, slots=True)
class OutsidePlace:
    """Where a flowable goes.

    Attributes:
        side: the language.
        path: of the insert in the briefing.
        element: what it stands under.
        alternative: what stands for it where it is a figure.
        width_pt: what it has of the page.
        role: of its texts.
    """

    side: Side
    path: str
    element: StructureElement
    alternative: str
    width_pt: float
    role: Literal["body", "table"] = "body"


def tagged(place: OutsidePlace, flowable: Any) -> Any:
    """A flowable as one block, which may go on over pages where it has several parts.

    Raises:
        UnsupportedTextError: it cannot be drawn as tagged content.
    """
    blocks = list(_blocks(place, flowable))
    if not blocks:
        raise UnsupportedTextError("there is nothing in it")
    return blocks[0] if len(blocks) == 1 else Stack(blocks, _BETWEEN_PT)


def _blocks(place: OutsidePlace, flowable: Any) -> Iterator[Any]:
    """The blocks of a flowable, or of those that it groups."""
    if isinstance(flowable, list | tuple):
        for each in flowable:
            yield from _blocks(place, each)
    elif isinstance(flowable, KeepTogether | KeepInFrame):
        yield from _blocks(place, vars(flowable)["_content"])
    elif (paragraph := as_paragraph(flowable)) is not None:
        yield from _lines(place, paragraph, place.element.add("P"))
    else:
        yield _block(place, flowable)


def _block(place: OutsidePlace, flowable: Any) -> Any:
    if isinstance(flowable, ListFlowable):
        return _list(place, flowable)
    if isinstance(flowable, Table):
        return tagged_table(flowable, place.element, functools.partial(_cell, place), rtl=place.side.rtl)
    if isinstance(flowable, HRFlowable):
        return Decoration(flowable, rtl=place.side.rtl)
    if type(flowable) is Spacer:
        return Spacer(flowable.width, flowable.height)
    if isinstance(flowable, NullDraw | ActionFlowable):
        raise UnsupportedTextError(f"{type(flowable).__name__} works only in a story of reportlab's own")
    if not isinstance(flowable, Flowable):
        raise UnsupportedTextError(f"it is of the type {type(flowable).__name__}, and no flowable of reportlab")
    return _figure(place, flowable, place.element, place.width_pt)


def _lines(place: OutsidePlace, paragraph: Paragraph, element: StructureElement | None) -> list[Any]:
    """A text for each line that the author has begun; a space between them keeps their words apart when read back."""
    lines = lines_of(paragraph, place.side.inline, place.path)
    for line in lines[:-1]:
        line.append(Piece(" ", separates=True))
    return [place.side.block(line, place.role, element) for line in lines]


def _list(place: OutsidePlace, flowable: ListFlowable) -> Stack:
    read = OutsideList.of(flowable)
    listed = place.element.add("L", numbering=read.numbering)
    items = []
    for label, content in read.labelled(place.side.locale.integer):
        item = listed.add("LI")
        mark = place.side.block([Piece(label, path=place.path)], place.role, item.add("Lbl"))
        items.append((mark, replace(place, element=item.add("LBody")), content))
    if not items:
        raise UnsupportedTextError("it has a list without items")
    labels = max(mark.natural_width() for mark, _, _ in items) + 0.1
    room = place.width_pt - labels - _AFTER_LABEL_PT
    rows = [
        Row(
            [mark, tagged(replace(body, width_pt=room), content)],
            [labels, Share(1)],
            gap_pt=_AFTER_LABEL_PT,
            rtl=place.side.rtl,
        )
        for mark, body, content in items
    ]
    return Stack(rows, _BETWEEN_PT)


def _figure(
    place: OutsidePlace, flowable: Flowable, element: StructureElement, width_pt: float | None
) -> OutsideFigure:
    slot = figure_slot(element, place.alternative)
    return OutsideFigure(slot, flowable, ThemedTexts(place.side, place.path), width_pt)


def _cell(place: OutsidePlace, value: Any, style: Any, element: StructureElement | None) -> list[Any]:
    """What a cell of a table holds: texts and numbers in our engine, flowables as what they become elsewhere.

    A head that comes again has no element: it has its texts, which are all that it is needed for.
    """
    made: list[Any] = []
    for each in value if isinstance(value, list | tuple) else [value]:
        if isinstance(each, Flowable) and (paragraph := as_paragraph(each)) is not None:
            made += map(CellText, _lines(replace(place, role="table"), paragraph, element))
        elif isinstance(each, Flowable):
            made += _in_cell(place, each, element) if element is not None else []
        elif each is not None and str(each):
            made.append(CellText(place.side.block([_piece(place, each, style)], "table", element)))
    return made


def _in_cell(place: OutsidePlace, flowable: Flowable, element: StructureElement) -> list[Any]:
    inside = replace(place, element=element, role="table")
    simple = (Table, ListFlowable, KeepTogether, KeepInFrame, HRFlowable, NullDraw, ActionFlowable)
    return (
        list(_blocks(inside, flowable)) if isinstance(flowable, simple) else [_figure(place, flowable, element, None)]
    )


def _piece(place: OutsidePlace, value: Any, style: Any) -> Piece:
    """The text of a cell that is no flowable, in the weight and the colour of the cell."""
    text = place.side.locale.number(value) if isinstance(value, int | float) else str(value)
    colour = hex_code(style.color) if hasattr(style.color, "rgb") else BLACK
    ink = place.side.theme.colours.text if colour == BLACK else colour
    return Piece(text, strong="bold" in style.fontname.lower(), colour=ink, isolation="auto", path=place.path)
