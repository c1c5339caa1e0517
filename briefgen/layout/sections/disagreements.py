"""Sources that disagree: the question, who says what, and what the briefing goes by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from briefgen.errors import InternalError
from briefgen.layout.flow.containers import Stack
from briefgen.layout.inline import Piece, Target
from briefgen.layout.side import Cell, Side, bold, separated
from briefgen.layout.structure import StructureElement
from briefgen.layout.titles import display_title, shortened
from briefgen.model import Briefing
from briefgen.model.statements import Disagreement

# The path of a statement begins with its section and its number there, from 0.
_PLACE: Final = re.compile(r"([a-z_]+)(?:\[([0-9]+)\])?")

# Sections whose statements are named by what they are about, and those whose items have places with numbers. A key
# figure is named by all that it says.
_SUBJECTS: Final = MappingProxyType({"facts": "label", "activity_areas": "title"})
_NUMBERED: Final = frozenset(
    {"points_to_make", "lines_if_asked", "not_for_use", "risks", "timeline", "quotes", "glossary"}
)


def disagreements(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """Sources that disagree, each in a framed panel: the question, who says what, and what the briefing goes by."""
    for index, disagreement in enumerate(briefing.disagreements):
        element = side.part.add("Sect")
        title = side.locale.label("disagreements")
        heading = element.add("H2")
        named = f"{title} · {shortened(display_title(disagreement.question[side.language]))}"
        anchors = [side.bookmark(f"disagreements.{index + 1}", named, heading)]
        label = side.block(title, "warning", heading, anchors=anchors)
        blocks = [label, *_positions(side, element, disagreement, f"disagreements[{index}]")]
        if disagreement.concerns:
            blocks.append(_concerns(briefing, side, element, disagreement))
        yield Cell(side.main(Stack(blocks)), gap_pt=side.grid_pt, panel="warning")


def _positions(side: Side, element: StructureElement, disagreement: Disagreement, path: str) -> Iterator[Any]:
    question = bold(side.pieces(disagreement.question, f"{path}.question"))
    yield side.block(question, "table", element.add("P"))
    listed = element.add("L", numbering="None")
    for index, position in enumerate(disagreement.positions):
        value = side.pieces(position.value, f"{path}.positions[{index}].value")
        cited = side.inline.citations(position.sources, ordered=True)
        yield side.block([*value, *cited], "table", listed.add("LI").add("LBody"))
    adopted = side.pieces(disagreement.adopted, f"{path}.adopted")
    label = Piece(side.locale.label("adopted") + " ", strong=True)
    yield side.block([label, *adopted], "table", element.add("P"))
    if disagreement.reason is not None:
        reason = side.pieces(disagreement.reason, f"{path}.reason")
        yield side.block([Piece(side.locale.label("reason") + " ", strong=True), *reason], "table", element.add("P"))


def _concerns(briefing: Briefing, side: Side, element: StructureElement, disagreement: Disagreement) -> Any:
    """The statements that it is about, each with a link to it."""
    named = dict.fromkeys(name for path in disagreement.concerns for name in _named(briefing, side, path))
    colour = side.theme.colours.accent
    parts = [_linked(name, colour) for name in named]
    label = Piece(side.locale.label("concerns") + " ")
    return side.block([label, *separated(parts)], "caption", element.add("P"))


class _Name(NamedTuple):
    """What a statement is called: the texts, each with its path, and the name of its place."""

    texts: tuple[tuple[str, str], ...]
    place: str


def _linked(name: _Name, colour: str) -> list[Piece]:
    """The name of a statement as a link to it."""
    target = Target(destination=name.place, contents=" ".join(text for text, _ in name.texts))
    pieces: list[Piece] = []
    for text, path in name.texts:
        if pieces:
            pieces.append(Piece(" ", colour=colour, target=target))
        pieces.append(Piece(text, colour=colour, target=target, path=path))
    return pieces


def _named(briefing: Briefing, side: Side, path: str) -> Iterator[_Name]:
    """The statement at a path; all key figures, which have no heading, where the path names no single one."""
    found = _PLACE.match(path)
    if found is None:
        raise InternalError(f"{path!r} is no path of a statement")
    section, language = found[1], side.language
    index = None if found[2] is None else int(found[2])
    if section == "key_figures" and index is None:
        for number in range(len(briefing.key_figures)):
            yield from _named(briefing, side, f"key_figures[{number}]")
    elif section == "key_figures" and index is not None:
        yield _Name(tuple(_said_by_figure(briefing, side, index)), side.name_of(section, index + 1))
    elif section in _SUBJECTS and index is not None:
        name = _SUBJECTS[section]
        text = display_title(getattr(getattr(briefing, section)[index], name)[language])
        yield _Name(((text, f"{section}[{index}].{name}.{language}"),), side.name_of(section, index + 1))
    elif section == "annexes" and index is not None:
        title = display_title(briefing.annexes[index].title[language])
        text = side.locale.label("annex", number=index + 1, title=title)
        yield _Name(((text, ""),), side.name_of(section, index + 1))
    elif section in _NUMBERED and index is not None:
        text = f"{side.locale.label(section)} {side.locale.integer(index + 1)}"
        yield _Name(((text, ""),), side.name_of(section, index + 1))
    else:
        yield _Name(((side.locale.label(section), ""),), side.name_of(section))


def _said_by_figure(briefing: Briefing, side: Side, index: int) -> Iterator[tuple[str, str]]:
    """The value, its unit and what it says, which makes no sense alone; each with its path."""
    figure, path, language = briefing.key_figures[index], f"key_figures[{index}]", side.language
    yield side.locale.number(figure.value), f"{path}.value"
    if figure.unit is not None:
        yield display_title(figure.unit[language]), f"{path}.unit.{language}"
    yield display_title(figure.label[language]), f"{path}.label.{language}"
