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
    "Table", "TR", "TH", "TD", "Figure", "Caption", "Note", "Reference", "TOC", "TOCI",
]  # fmt: skip

# The lines that a ``Span`` can be drawn with, in the words of the standard (ISO 32000-1, 14.8.5.4.5).
Decoration = Literal["Underline", "LineThrough"]

# ``Description``: terms or dates with what is said of them.
Numbering = Literal["None", "Disc", "Decimal", "UpperRoman", "LowerRoman", "UpperAlpha", "LowerAlpha", "Description"]


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
    """The place of an element's own marked content among its children; filled when drawn.

    Attributes:
        element: whose content it is.
        drawn: the content, in reading order. A stretch in another language is a ``Span`` of its own: only what has been
            set into lines knows its languages.
    """

    element: StructureElement
    drawn: list[MarkedContent | ObjectReference | StructureElement] = field(default_factory=list)

    def in_language(self, language: str | None) -> Slot:
        """Where content in a language belongs: here, or to a ``Span`` that says so (ISO 32000-1, 14.9.2).

        A property of the marked-content sequence would not do: it holds for content outside the structure only, and
        PDFium and pdf.js take languages from elements alone. What is read out as an expansion is not told apart.
        """
        element = self.element
        if language is None or element.expansion is not None or language == element.language_in_force:
            return self
        last = self.drawn[-1] if self.drawn else None
        if not isinstance(last, StructureElement) or last.language != language:
            last = StructureElement("Span", element, language)
            self.drawn.append(last)
        return last.slot()


@dataclass(eq=False, slots=True)
class StructureElement:
    """A node of the structure tree.

    Attributes:
        kind: a standard structure type (ISO 32000-1, 14.8.4).
        parent: the element above; None for the root.
        language: a BCP 47 tag where the language differs from the parent's (ISO 32000-1, 14.9.2).
        rtl: the writing mode of the element where it is stated: ``RlTb`` or ``LrTb`` (ISO 32000-1, 14.8.5.4.2).
        scope: what a ``TH`` heads (ISO 14289-1, 7.5).
        column_span, row_span: how many columns and rows a ``TH`` or ``TD`` takes (ISO 32000-1, 14.8.5.7).
        numbering: the ``ListNumbering`` of an ``L`` (ISO 32000-1, 14.8.5.5; ``Description`` is of ISO 32000-2).
        alternative_text: stands for the content where it cannot be read, as in a ``Figure`` (ISO 32000-1, 14.9.3).
        expansion: what an abbreviation stands for and is read out as (ISO 32000-1, 14.9.5).
        bbox: left, bottom, right, top of a ``Figure`` on its page, in points.
        decoration: the line that a ``Span`` is drawn with, which says what the line means (ISO 32000-1, 14.8.5.4.5);
            the line itself is an artifact.
        refers_to: for the entry of a table of contents, the heading that it stands for (ISO 14289-2, 8.2.5.8).
        children: elements and slots in reading order.
    """

    kind: StructureType
    parent: StructureElement | None = None
    language: str | None = None
    rtl: bool | None = None
    scope: Literal["Row", "Column", "Both"] | None = None
    numbering: Numbering | None = None
    alternative_text: str | None = None
    expansion: str | None = None
    bbox: tuple[float, float, float, float] | None = None
    children: list[StructureElement | Slot] = field(default_factory=list)
    column_span: int = 1
    row_span: int = 1
    decoration: Decoration | None = None
    refers_to: StructureElement | None = None

    def add(
        self,
        kind: StructureType,
        *,
        language: str | None = None,
        rtl: bool | None = None,
        scope: Literal["Row", "Column", "Both"] | None = None,
        numbering: Numbering | None = None,
        alternative_text: str | None = None,
        expansion: str | None = None,
    ) -> StructureElement:
        """Append a child element and return it."""
        child = StructureElement(kind, self, language, rtl, scope, numbering, alternative_text, expansion)
        self.children.append(child)
        return child

    def slot(self) -> Slot:
        """Append a place for this element's own content and return it."""
        slot = Slot(self)
        self.children.append(slot)
        return slot

    @property
    def language_in_force(self) -> str | None:
        """The language of the element: its own, or that of the nearest element above that has one."""
        element: StructureElement | None = self
        while element is not None:
            if element.language is not None:
                return element.language
            element = element.parent
        return None

    @property
    def kids(self) -> Iterator[StructureElement | MarkedContent | ObjectReference]:
        """What stands directly below the element, in reading order: elements, and the content that has been drawn."""
        for child in self.children:
            if isinstance(child, Slot):
                yield from child.drawn
            else:
                yield child

    def walk(self) -> Iterator[StructureElement]:
        """This element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, StructureElement):
                yield from kid.walk()
