"""The top of a briefing: its title, who may see it, what it is, and the point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from briefgen.layout.flow.containers import Stack
from briefgen.layout.flow.paragraph import TextBlock
from briefgen.layout.inline import Piece
from briefgen.layout.sections.elsewhere import elsewhere
from briefgen.layout.sections.letterhead import letterhead
from briefgen.layout.side import Cell, Side, labelled, separated
from briefgen.layout.structure import StructureElement
from briefgen.layout.titles import display_title
from briefgen.model import Briefing

# What is shorter than this, in characters, stands on one line.
_SHORT: Final = 45

TITLE_GAP_PT: Final = 6.0
"""White between the ink of a title and that of the line below it, at least."""
_GAP_PT: Final = 4.0


def masthead(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """Who issues it, the title, the terms of handling, and in one place what the briefing is, of when, and whose."""
    element = side.part.add("Sect")
    yield from letterhead(side, element)
    heading = element.add("H1")
    anchors = [side.bookmark("title", display_title(briefing.title[side.language]), heading, level=0)]
    yield Cell(title_block(briefing, side, side.measures.title_step, heading, anchors), gap_pt=6)
    gap_pt = side.measures.title_gap_pt
    for line in _terms(briefing, side):
        yield Cell(side.block(line, "meta", element.add("P")), gap_pt=gap_pt)
        gap_pt = _GAP_PT
    yield from _definition(briefing, side, element, gap_pt)
    yield from elsewhere(briefing, side, element)


def title_block(
    briefing: Briefing,
    side: Side,
    step: int,
    heading: StructureElement | None = None,
    anchors: Sequence[str] = (),
) -> TextBlock:
    """The title in one of the theme's sizes; without an element it is made to be measured."""
    return side.block(side.pieces(briefing.title, "title"), "title", heading, anchors=anchors, step=step)


def line_below_title(briefing: Briefing, side: Side) -> TextBlock:
    """What stands right below the title, to be measured: the terms, or what the briefing is, and who stands beside."""
    terms = next(_terms(briefing, side), None)
    beside = _who(briefing, side) if side.single else ()
    return side.block(
        _items([*_what(briefing, side), *_when(briefing, side), *beside]) if terms is None else terms, "meta", None
    )


def _definition(briefing: Briefing, side: Side, element: StructureElement, gap_pt: float) -> Iterator[Cell]:
    """What, when and who, as one calm paragraph; on a page in one language, who stands at the side of the others."""
    about = [*_what(briefing, side), *_when(briefing, side)]
    people = list(_who(briefing, side))
    if not side.single:
        yield Cell(side.block(_items([*about, *people]), "meta", element.add("P")), gap_pt=gap_pt)
        return
    said = side.block(_items(about), "meta", element.add("P"))
    beside = [side.block(part, "meta", element.add("P")) for part in people]
    yield Cell(side.main(said, Stack(beside) if beside else None), gap_pt=gap_pt)


def _items(parts: Sequence[Sequence[Piece]]) -> list[Piece]:
    """Short statements on one line or several, none of which is broken."""
    short = [sum(len(piece.text) for piece in part) < _SHORT for part in parts]
    return separated([_whole(part) if is_short else _led(part) for part, is_short in zip(parts, short, strict=True)])


def _whole(pieces: Sequence[Piece]) -> list[Piece]:
    return [replace(piece, unbroken=True) for piece in pieces]


def _led(pieces: Sequence[Piece]) -> list[Piece]:
    """A long statement, in which no line ends behind the label."""
    label, *rest = pieces
    if label.path or not rest:
        return list(pieces)
    return [replace(label, unbroken=True), replace(rest[0], keeps_to_previous=True), *rest[1:]]


def _terms(briefing: Briefing, side: Side) -> Iterator[list[Piece]]:
    """What limits the use of this file, in the strong weight; on a line of its own, who has it."""
    locale, handling = side.locale, briefing.handling
    parts: list[list[Piece]] = []
    if handling is not None and handling.caveats is not None:
        parts.append(side.pieces(handling.caveats, "handling.caveats"))
    if handling is not None and handling.embargo_until is not None:
        parts.append([Piece(locale.label("embargo", date=locale.date(handling.embargo_until)))])
    if briefing.audience is not None:
        parts.append(labelled(side, "for_audience", "name", side.pieces(briefing.audience, "audience")))
    if handling is not None and handling.copy_number is not None:  # the header has it, too, which is not read out
        parts.append(copy_number(side, handling.copy_number))
    if parts:
        ink = side.theme.colours.text
        yield [piece.bold().coloured(ink) for piece in _items(parts)]
    if handling is not None and handling.distribution:
        label = Piece(locale.label("distribution") + " ", strong=True)
        names = [side.pieces(name, f"handling.distribution[{n}]") for n, name in enumerate(handling.distribution)]
        yield _items([[label, *names[0]], *names[1:]])


def copy_number(side: Side, number: str) -> list[Piece]:
    """The number of the copy with its label."""
    return labelled(side, "copy_number", "number", [Piece(number, isolation="auto", path="handling.copy_number")])


def _what(briefing: Briefing, side: Side) -> Iterator[list[Piece]]:
    """What the briefing is, and which of its texts counts."""
    yield from _identity(briefing, side)
    if briefing.controlling_language is not None:
        language = side.locale.language_name(briefing.controlling_language)
        yield [Piece(side.locale.label("controlling_language", language=language))]


def _when(briefing: Briefing, side: Side) -> Iterator[list[Piece]]:
    """Of which day it is, what days it covers, and how long it holds."""
    locale, dates = side.locale, briefing.dates
    if dates is None:
        return
    named = {"as_of": dates.as_of, "issued": dates.issued}
    for label, date in named.items():
        if date is not None:
            yield [Piece(locale.label(label, date=locale.date(date)))]
    if dates.period is not None:
        yield [Piece(locale.label("period", dates=locale.interval(dates.period.start, dates.period.end)))]
    named = {"next_update": dates.next_update, "review_by": dates.review_by}
    for label, date in named.items():
        if date is not None:
            yield [Piece(locale.label(label, date=locale.date(date)))]


def _who(briefing: Briefing, side: Side) -> Iterator[list[Piece]]:
    """For whom it is, from whom, and who has cleared it."""
    names = ("prepared_for", "prepared_by", "cleared_by")
    for field in names:
        name = getattr(briefing, field)
        if name is not None:
            yield labelled(side, field, "name", side.pieces(name, field))


def _identity(briefing: Briefing, side: Side) -> Iterator[list[Piece]]:
    locale, kind = side.locale, side.locale.kind(briefing.kind)
    if briefing.reference is None:
        yield [Piece(kind)]
    else:
        yield [Piece(kind + " "), Piece(briefing.reference, isolation="auto", path="reference")]
    if briefing.version is not None:
        version = Piece(briefing.version, isolation="auto", path="version")
        yield labelled(side, "version", "version", [version])
    # An addendum that says to what has said that it is one.
    if briefing.status is not None and not (briefing.status == "addendum" and briefing.addendum_to is not None):
        yield [Piece(locale.label(f"status_{briefing.status}"))]
    if briefing.addendum_to is not None:
        reference = Piece(briefing.addendum_to, isolation="auto", path="addendum_to")
        yield labelled(side, "addendum_to", "reference", [reference])


def bottom_line(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """The point on a tint."""
    if briefing.bottom_line is None:
        return
    element = side.part.add("Sect")
    label = side.locale.label("bottom_line")
    heading = element.add("H2")
    block = side.block(label, "label", heading, anchors=[side.bookmark("bottom_line", label, heading)])
    content: Any = Stack([block, side.text(briefing.bottom_line, "body", element.add("P"), "bottom_line")])
    yield Cell(side.main(content), gap_pt=side.grid_pt, panel="point")
