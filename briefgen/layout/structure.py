"""The structure tree of a document, made while the story is composed (ISO 32000-1, 14.7 and 14.8).

Nodes come from the document, never from the order of drawing: a flowable is handed its node, and drawing only adds
marked content to it. A ``Slot`` keeps the place of a paragraph's own text between child elements such as a link.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

StructureType = Literal[
    "Document", "Part", "Sect", "H1", "H2", "H3", "P", "Span", "Link", "BlockQuote", "L", "LI", "Lbl", "LBody",
    "Table", "TR", "TH", "TD", "Figure", "Caption", "Note", "Reference",
]  # fmt: skip


class MarkedContent(NamedTuple):
    """A piece of a page's content that belongs to an element: the page (from 1) and its MCID on that page."""

    page: int
    mcid: int


class ObjectReference(NamedTuple):
    """An annotation that belongs to an element, by the page (from 1) and the annotation's name in the file."""

    page: int
    name: str


@dataclass(eq=False, slots=True)
class Slot:
    """The place of an element's own marked content among its children; filled when drawn."""

    element: StructureElement
    drawn: list[MarkedContent | ObjectReference] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class StructureElement:
    """A node of the structure tree.

    Attributes:
        kind: a standard structure type (ISO 32000-1, 14.8.4).
        parent: the element above; None for the root.
        language: a BCP 47 tag where the language differs from the parent's (ISO 32000-1, 14.9.2).
        rtl: the writing mode of the element where it is stated: ``RlTb`` or ``LrTb`` (ISO 32000-1, 14.8.5.4.2).
        scope: what a ``TH`` heads (ISO 14289-1, 7.5).
        numbering: the ``ListNumbering`` of an ``L`` (ISO 32000-1, 14.8.5.5).
        alternative_text: stands for the content where it cannot be read, as in a ``Figure`` (ISO 32000-1, 14.9.3).
        bbox: left, bottom, right, top of a ``Figure`` on its page, in points.
        children: elements and slots in reading order.
    """

    kind: StructureType
    parent: StructureElement | None = None
    language: str | None = None
    rtl: bool | None = None
    scope: Literal["Row", "Column", "Both"] | None = None
    numbering: Literal["None", "Disc", "Decimal"] | None = None
    alternative_text: str | None = None
    bbox: tuple[float, float, float, float] | None = None
    children: list[StructureElement | Slot] = field(default_factory=list)

    def add(
        self,
        kind: StructureType,
        *,
        language: str | None = None,
        rtl: bool | None = None,
        scope: Literal["Row", "Column", "Both"] | None = None,
        numbering: Literal["None", "Disc", "Decimal"] | None = None,
        alternative_text: str | None = None,
    ) -> StructureElement:
        """Append a child element and return it."""
        child = StructureElement(kind, self, language, rtl, scope, numbering, alternative_text)
        self.children.append(child)
        return child

    def slot(self) -> Slot:
        """Append a place for this element's own content and return it."""
        slot = Slot(self)
        self.children.append(slot)
        return slot

    def walk(self) -> Iterator[StructureElement]:
        """This element and all below it, in reading order."""
        yield self
        for child in self.children:
            if isinstance(child, StructureElement):
                yield from child.walk()
