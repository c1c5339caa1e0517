"""Which structure type may stand in which (ISO 32000-1, 14.8.4), and whether a table is regular.

The standard says much of this in prose. Where it leaves room, what ISO/TS 32005 forbids is not allowed here either, so
that the same tree is one of PDF 2.0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from briefgen.layout.structure import StructureElement

_HEADINGS: Final = frozenset({"H1", "H2", "H3"})
_INLINE: Final = frozenset({"Span", "Link", "Reference", "Note", "Figure", "Lbl"})
_BLOCKS: Final = _HEADINGS | {"P", "L", "Table", "BlockQuote", "Figure", "Note"}
_SECTIONS: Final = _BLOCKS | {"Part", "Sect", "TOC"}
_PARAGRAPHS: Final = frozenset({"P", "L", "Figure", "Note"})

ALLOWED: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        # 14.8.4.2: grouping elements.
        "Document": _SECTIONS,
        "Part": _SECTIONS,
        "Sect": _SECTIONS,
        "BlockQuote": _BLOCKS | {"Caption"},
        "Caption": _INLINE | {"P"},
        "TOC": frozenset({"TOC", "TOCI", "Caption"}),
        "TOCI": frozenset({"Lbl", "Reference", "P", "TOC"}),
        # 14.8.4.3: block-level elements.
        **dict.fromkeys(_HEADINGS, _INLINE),
        "P": _INLINE,
        "L": frozenset({"LI", "Caption"}),
        "LI": frozenset({"Lbl", "LBody"}),
        "Lbl": _INLINE - {"Lbl"},
        "LBody": (_INLINE | _BLOCKS) - {"Lbl"},
        "Table": frozenset({"TR", "Caption"}),
        "TR": frozenset({"TH", "TD"}),
        "TH": _INLINE | _PARAGRAPHS,
        "TD": _INLINE | _PARAGRAPHS | {"Table"},
        # 14.8.4.4: inline-level elements.
        "Span": _INLINE - {"Lbl"},
        "Link": _INLINE - {"Link", "Lbl"},
        "Reference": _INLINE - {"Reference"},
        "Note": _INLINE | {"P", "L"},
        # 14.8.4.5: illustrations.
        "Figure": frozenset({"Caption", "Span", "Link", "P"}),
    }
)
"""The types of elements that may stand directly in an element of a type."""

# 14.8.4.2, 14.8.4.3.3 and 14.8.4.3.4: what holds elements only, no content of its own.
HOLDS_NO_CONTENT: Final = frozenset({"Document", "Part", "Sect", "BlockQuote", "TOC", "TOCI", "L", "LI", "Table", "TR"})


# A row has them in any case: without them the table would not be regular (ISO 14289-1, 7.5).
_CELLS: Final = frozenset({"TH", "TD"})


def is_written(element: StructureElement, *, drawn: bool) -> bool:
    """Whether an element is written in its parent, if that is; ``drawn``: whether anything in it was drawn."""
    return drawn or element.kind in _CELLS


class Span(NamedTuple):
    """How many columns and rows a cell takes."""

    columns: int = 1
    rows: int = 1


def irregular_row(rows: Sequence[Sequence[Span]]) -> int | None:
    """The first row of a table, from 0, in which a column is missing, is one too many, or is taken twice.

    A cell that reaches below the last row makes that row irregular.
    """
    width = sum(cell.columns for cell in rows[0]) if rows else 0
    from_above: dict[int, int] = {}  # how many more rows a cell of an earlier row takes in a column
    for index, row in enumerate(rows):
        taken = set(from_above)
        below = {column: count - 1 for column, count in from_above.items() if count > 1}
        column = 0
        for cell in row:
            while column in taken:
                column += 1
            places = range(column, column + cell.columns)
            if not taken.isdisjoint(places):
                return index
            taken.update(places)
            if cell.rows > 1:
                below.update(dict.fromkeys(places, cell.rows - 1))
        if taken != set(range(width)):
            return index
        from_above = below
    return len(rows) - 1 if from_above else None
