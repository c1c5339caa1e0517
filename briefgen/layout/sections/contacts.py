"""Whom to ask: one contact on a line, several in a table, none of whose numbers is broken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from briefgen.layout.flow.containers import Share
from briefgen.layout.flow.tables import rows_together, table_row
from briefgen.layout.inline import Piece
from briefgen.layout.side import Cell, Side, bold, separated
from briefgen.model import Briefing
from briefgen.model.people import Contact

# Of the width: who it is, and how to reach them, which is never broken.
_SHARES: Final = (Share(0.4), Share(0.6))


def contacts(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """The one contact on a line at the end; where there are more, all of them under a heading."""
    if briefing.contacts:
        yield from _listed(briefing, side)
    elif briefing.contact is not None:
        yield from _alone(briefing.contact, side)


def _alone(whom: Contact, side: Side) -> Iterator[Cell]:
    label, element = side.locale.label("contact"), side.part.add("P")
    # The label is the nearest that there is to a heading.
    anchors = [side.bookmark("contact", label, element)]
    name, *more = _said(whom, side, "contact")
    block = side.block(separated([[Piece(label, strong=True)], name, *more]), "caption", element, anchors=anchors)
    yield Cell(side.main(block), gap_pt=side.grid_pt)


def _listed(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """Who it is at the start side, and how to reach them beside it."""
    element, heading = side.section("contacts")
    yield heading
    listed = element.add("L", numbering="Description")
    named = [] if briefing.contact is None else [("contact", briefing.contact)]
    named += [(f"contacts[{index}]", contact) for index, contact in enumerate(briefing.contacts)]
    rows: list[list[Cell]] = []
    for index, (path, whom) in enumerate(named):
        item = listed.add("LI")
        name, *more = _said(whom, side, path)
        anchors = [side.name_of("contacts", index + 1)]
        # Somebody of whom nothing else is said is all that the item says.
        who = side.block(bold(name), "table", item.add("Lbl" if more else "LBody"), anchors=anchors)
        reached = side.block(separated(more), "table", item.add("LBody")) if more else None
        rows.append([table_row(side, [who, reached], list(_SHARES), first=index == 0)])
    yield from rows_together(rows)


def _said(whom: Contact, side: Side, path: str) -> Iterator[list[Piece]]:
    """The name, the role, and the ways to reach them."""
    yield side.pieces(whom.name, f"{path}.name")
    if whom.role is not None:
        yield side.pieces(whom.role, f"{path}.role")
    if whom.phone is not None:
        yield [Piece(whom.phone, isolation="ltr", unbroken=True, path=f"{path}.phone")]
    if whom.email is not None:
        yield [side.inline.address(f"mailto:{whom.email}", f"{path}.email")]
