"""What has changed in another briefing: the body of an addendum."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Final

from briefgen.layout.flow.containers import Share, Stack
from briefgen.layout.flow.edges import AtStart
from briefgen.layout.flow.tables import labels_beside_pt, rows_together, table_row
from briefgen.layout.inline import ChangeMark, Piece
from briefgen.layout.language.labels import LABELS
from briefgen.layout.language.locale_spec import KINDS
from briefgen.layout.side import Cell, Side, labelled, separated
from briefgen.model import Briefing, PartialDate
from briefgen.model.changes import Change

_ITEM: Final = re.compile(r"([^.\[\]]+)(?:\[([0-9]+)\])?")
_FIELD: Final = re.compile(r"([^.\[\]]+)(?:\[[0-9]+\])*$")
_DATE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")

# Labels that stand before what they are of; others have a place for it, or head a column.
_BEFORE: Final = frozenset({"adopted", "caveat", "distribution", "mitigation", "reason", "recommendation"})
# Fields whose label has another name.
_LABEL_OF: Final = {"embargo_until": "embargo", "archived_url": "archived", "caveats": "caveat"}

_DATES: Final = frozenset(
    {
        "as_of", "date", "issued", "start", "end", "next_update", "review_by", "embargo_until", "deadline", "retrieved",
        "checked",
    }
)  # fmt: skip
# Fields whose values are words that have labels.
_WORDS: Final = frozenset({"likelihood", "impact", "status", "recommended"})
_METHODS: Final = {"human": "", "machine": "machine_translation", "machine-edited": "machine_edited_translation"}


def changes(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """A list: what became of it, what it is, and its words or values with marks."""
    if not briefing.changes:
        return
    element, heading = side.section("changes")
    yield heading
    listed = element.add("L", numbering="Description")
    numbered = list(enumerate(briefing.changes))
    rows: list[list[Cell]] = []
    for _, group in groupby(numbered, key=lambda entry: _thing(entry[1])):
        together = list(group)
        item = listed.add("LI")
        index, first = together[0]
        kind = Piece(side.locale.label(f"change_{first.kind}"), strong=True)
        anchors = [side.name_of("changes", number + 1) for number, _ in together]
        label = side.block([kind], "table", item.add("Lbl"), anchors=anchors)
        body = item.add("LBody")
        blocks = [
            side.block(where, "caption", body.add("P")) for where in [_where(first, f"changes[{index}]", side)] if where
        ]
        for number, change in together:
            if pieces := _pieces(change, f"changes[{number}]", side):
                language = change.language or side.language
                words = side.block(pieces, "table", side.element_of(body, language), language=language)
                blocks.append(AtStart(words, rtl=side.rtl))
        rows.append([table_row(side, [label, Stack(blocks)], [labels_beside_pt(side), Share(1)], first=index == 0)])
    yield from rows_together(rows)


def _thing(change: Change) -> tuple[str, str, object]:
    """What the change is of: changes that follow each other and are of one thing stand together."""
    match = _ITEM.match(change.path)
    return (match.group() if match else change.path, change.kind, change.label)


def _where(change: Change, path: str, side: Side) -> list[Piece]:
    """The section that it stands in, by its label, and what it is called, or else its number there."""
    match = _ITEM.match(change.path)
    section, number = match.groups() if match else (change.path, None)
    label = (
        []
        if change.label is None
        else [Piece(change.label[side.language], strong=True, path=f"{path}.label.{side.language}")]
    )
    if section == "annexes" and number is not None and label:
        return labelled(side, "annex", "title", label, number=side.locale.integer(int(number) + 1))
    words = side.locale.label(section) if LABELS.get(section) == () else ""
    if words and number is not None and not label:
        words += f"\u00a0{side.locale.integer(int(number) + 1)}"
    return separated([[Piece(words)] if words else [], label])


def _pieces(change: Change, path: str, side: Side) -> list[Piece]:
    """The words or values, with the label of their field where it has one."""
    field = _FIELD.search(change.path)
    name = field.group(1) if field else ""
    pieces: list[Piece] = []
    if change.words is not None:
        pieces = _words(change, f"{path}.words.{side.language}", side)
    values: list[tuple[ChangeMark, int | float | str | None]] = [("removed", change.before), ("added", change.after)]
    for mark, value in values:
        if value is not None and (shown := _value(value, name, side)):
            where = f"{path}.{'before' if mark == 'removed' else 'after'}"
            pieces += _marked(shown, mark, side, Piece("", path=where))
    pieces = _apart(pieces)
    if pieces and change.unit is not None:
        unit = Piece(change.unit[side.language], path=f"{path}.unit.{side.language}")
        pieces = [*pieces, Piece("\u00a0"), unit]
    label = _LABEL_OF.get(name, name)
    places = LABELS.get(label)
    if not pieces or places is None:
        return pieces
    if label in _BEFORE:
        return [Piece(side.locale.label(label) + " ", strong=True), *pieces]
    return labelled(side, label, places[0], pieces) if len(places) == 1 else pieces


def _words(change: Change, path: str, side: Side) -> list[Piece]:
    pieces: list[Piece] = []
    offset = 0
    stretches = change.words.stretches(side.language) if change.words is not None else ()
    for stretch in stretches:
        if stretch.kind == "kept":
            pieces.append(Piece(stretch.text, path=path, offset=offset))
        else:
            pieces += _marked(stretch.text, stretch.kind, side, Piece("", path=path, offset=offset))
        offset += len(stretch.text)
    return pieces


def _marked(text: str, mark: ChangeMark, side: Side, at: Piece) -> list[Piece]:
    """A stretch that changed; it is of one version only, so that an old and a new number do not become one.

    White space around it has no mark: a line under nothing would be taken for a sign. ``at`` says where it stands.
    """
    colours = side.theme.colours
    colour = colours.warning if mark == "removed" else colours.accent
    words = text.strip() or text
    before, _, after = text.partition(words)
    start = at.offset + len(before)
    at = replace(at, version=mark)
    pieces = [
        replace(at, text=before),
        replace(at, text=words, mark=mark, colour=colour, offset=start),
        replace(at, text=after, offset=start + len(words)),
    ]
    return [piece for piece in pieces if piece.text]


def _apart(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with a space between an old and a new word that stand at one place."""
    apart = list(pieces[:1])
    for before, after in pairwise(pieces):
        touching = before.mark is not None and after.mark is not None
        if touching and not before.text[-1:].isspace() and not after.text[:1].isspace():
            apart.append(Piece(" ", version="neither"))
        apart.append(after)
    return apart


def _value(value: float | str, name: str, side: Side) -> str:
    """A value that is the same in all languages, as this language writes it; empty where it writes nothing."""
    locale = side.locale
    shown = str(value)
    if not isinstance(value, str):
        shown = locale.number(value)
    elif name in _DATES and _DATE.fullmatch(value):
        shown = locale.date(PartialDate.parse(value))
    elif name in _WORDS and LABELS.get(word := value.replace("-", "_")) == ():
        shown = locale.label(word)
    elif name == "translation_method":
        shown = locale.label(_METHODS[value]) if _METHODS.get(value) else ""
    elif name == "kind" and value in KINDS:
        shown = locale.kind(value)
    elif name in {"language", "controlling_language"}:
        shown = locale.language_name(value)
    return shown
