"""The top of a briefing: its title, who may see it, what it is, and the point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from briefgen.layout.containers import Stack
from briefgen.layout.inline import Piece
from briefgen.layout.side import Cell, Side, labelled, separated
from briefgen.layout.titles import display_title
from briefgen.model import Briefing

# What is shorter than this, in characters, stands on one line.
_SHORT: Final = 45


def masthead(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """The title, the terms of handling, and what the briefing is, where no panel below has room for that."""
    element = side.part.add("Sect")
    heading = element.add("H1")
    anchors = [side.bookmark("title", display_title(briefing.title[side.language]), heading, level=0)]
    pieces = side.pieces(briefing.title, "title")
    yield Cell(side.block(pieces, "title", heading, anchors=anchors, step=side.measures.title_step), gap_pt=6)
    lines = list(_terms(briefing, side))
    if _has_panel(briefing, side):
        lines.append(_items(list(_more_about(briefing, side))))
    else:
        lines.append(_items([*_about(briefing, side), *_more_about(briefing, side)]))
    for line in filter(None, lines):
        yield Cell(side.block(line, "meta", element.add("P")), gap_pt=4)


def _has_panel(briefing: Briefing, side: Side) -> bool:
    """Whether there is a panel with room at its side for what otherwise stands under the title."""
    return side.single and briefing.bottom_line is not None


def _items(parts: Sequence[Sequence[Piece]]) -> list[Piece]:
    """Short statements on one line or several, none of which is broken."""
    return separated([_whole(part) if sum(len(piece.text) for piece in part) < _SHORT else part for part in parts])


def _whole(pieces: Sequence[Piece]) -> list[Piece]:
    return [replace(piece, unbroken=True) for piece in pieces]


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


def _about(briefing: Briefing, side: Side) -> Iterator[list[Piece]]:
    """What the briefing is, of which day, for whom and from whom."""
    locale, dates = side.locale, briefing.dates
    yield from _identity(briefing, side)
    if dates is not None:
        yield [Piece(locale.label("as_of", date=locale.date(dates.as_of)))]
    if dates is not None and dates.issued is not None:
        yield [Piece(locale.label("issued", date=locale.date(dates.issued)))]
    names = {"prepared_for": briefing.prepared_for, "prepared_by": briefing.prepared_by}
    for field, name in names.items():
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


def _more_about(briefing: Briefing, side: Side) -> Iterator[list[Piece]]:
    """What days it covers, how long it holds, who has cleared it, and which of its texts counts."""
    locale, dates = side.locale, briefing.dates
    if dates is not None and dates.period is not None:
        start, end = locale.date(dates.period.start), locale.date(dates.period.end)
        yield [Piece(locale.label("period", start=start, end=end))]
    if dates is not None and dates.next_update is not None:
        yield [Piece(locale.label("next_update", date=locale.date(dates.next_update)))]
    if dates is not None and dates.review_by is not None:
        yield [Piece(locale.label("review_by", date=locale.date(dates.review_by)))]
    if briefing.cleared_by is not None:
        yield labelled(side, "cleared_by", "name", side.pieces(briefing.cleared_by, "cleared_by"))
    if briefing.controlling_language is not None:
        language = locale.language_name(briefing.controlling_language)
        yield [Piece(locale.label("controlling_language", language=language))]


def bottom_line(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """The point on a tint."""
    if briefing.bottom_line is None:
        return
    element = side.part.add("Sect")
    label = side.locale.label("bottom_line")
    heading = element.add("H2")
    block = side.block(label, "label", heading, anchors=[side.bookmark("bottom_line", label, heading)])
    content: Any = Stack([block, side.text(briefing.bottom_line, "body", element.add("P"), "bottom_line")])
    if _has_panel(briefing, side):
        content = side.main(
            content, Stack([side.block(part, "meta", element.add("P")) for part in _about(briefing, side)])
        )
    yield Cell(content, gap_pt=side.grid_pt, panel="point")
