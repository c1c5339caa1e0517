"""The structure tree in the file (ISO 32000-1, 14.7): elements, their content, and the way back from content."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from briefgen.errors import InternalError
from briefgen.layout.structure import MarkedContent, ObjectReference, Slot, StructureElement
from briefgen.pdf.marking import PageMarks
from briefgen.pdf.objects import RawObject, number, text_string

if TYPE_CHECKING:
    from briefgen.pdf.document import TaggedDocument

# A row keeps its cells, drawn or not: without them the table would not be regular (ISO 14289-1, 7.5).
_CELLS: Final = frozenset({"TH", "TD"})


class StructureWriter:
    """Writes one tree. An element whose subtree holds nothing drawn is left out."""

    def __init__(self, document: TaggedDocument, root: StructureElement) -> None:
        self._document = document
        self._root = root
        self._objects: dict[StructureElement, RawObject] = {}
        self._references: dict[StructureElement, str] = {}
        self._pages: dict[int, str] = {}
        self._notes: dict[StructureElement, str] = {}  # every note has an identifier (ISO 14289-1, 7.9)

    def write(self, pages: Sequence[PageMarks], links: Sequence[StructureElement]) -> str:
        """Add the tree to the document and return the reference to its root.

        Args:
            pages: the marked content of each page; a page's key in the parent tree is its place here.
            links: the element of each annotation; their keys follow those of the pages.

        Raises:
            InternalError: content was drawn for an element that is not in the tree.
        """
        self._pages = {marks.page: self._document.page(marks.page) for marks in pages}
        top = RawObject()
        top_reference = self._document.add(top)
        self._number(self._root)
        for element, obj in self._objects.items():
            obj.body = self._element(element, top_reference)
        parents = self._document.add(RawObject(f"<</Nums[{self._parent_tree(pages, links)}]>>"))
        names = sorted((name, self._references[note]) for note, name in self._notes.items())
        identifiers = "".join(f"{text_string(name)}{reference} " for name, reference in names)
        top.body = (
            f"<</Type/StructTreeRoot/K[{self._references[self._root]}]/ParentTree {parents}"
            f"/ParentTreeNextKey {len(pages) + len(links)}"
            + (f"/IDTree<</Names[{identifiers}]>>" if identifiers else "")
            + ">>"
        )
        return top_reference

    def _number(self, element: StructureElement) -> None:
        """Give an element and all below it their objects, in reading order."""
        obj = self._objects[element] = RawObject()
        self._references[element] = self._document.add(obj)
        if element.kind == "Note":
            self._notes[element] = f"note.{len(self._notes) + 1:04}"
        for child in element.children:
            if isinstance(child, StructureElement) and (_is_drawn(child) or child.kind in _CELLS):
                self._number(child)

    def _element(self, element: StructureElement, top_reference: str) -> str:
        page = _first_page(element)
        parent = self._references[element.parent] if element.parent is not None else top_reference
        kids = " ".join(self._kids(element, page))
        parts = [f"<</Type/StructElem/S/{element.kind}/P {parent}"]
        parts.append(f"/K[{kids}]" if kids else "")
        parts.append(f"/Pg {self._pages[page]}" if page is not None else "")
        parts.append(f"/Lang{text_string(element.language)}" if element.language else "")
        parts.append(_attributes(element))
        parts.append(f"/Alt{text_string(element.alternative_text)}" if element.alternative_text else "")
        parts.append(f"/ID{text_string(self._notes[element])}" if element in self._notes else "")
        return "".join([*parts, ">>"])

    def _kids(self, element: StructureElement, page: int | None) -> list[str]:
        """The children in reading order: references, MCIDs on the element's page, and dictionaries for the rest."""
        kids = []
        for child in element.children:
            if isinstance(child, Slot):
                kids += [self._content(content, page) for content in child.drawn]
            elif child in self._references:
                kids.append(self._references[child])
        return kids

    def _content(self, content: MarkedContent | ObjectReference, page: int | None) -> str:
        if isinstance(content, ObjectReference):
            return f"<</Type/OBJR/Pg {self._pages[content.page]}/Obj {self._document.number_of(content.name)}>>"
        if content.page == page:
            return str(content.mcid)
        return f"<</Type/MCR/Pg {self._pages[content.page]}/MCID {content.mcid}>>"

    def _parent_tree(self, pages: Sequence[PageMarks], links: Sequence[StructureElement]) -> str:
        try:
            entries = [
                f"{key}[{' '.join(self._references[element] for element in marks.elements)}]"
                for key, marks in enumerate(pages)
                if marks.elements
            ]
            entries += [f"{key} {self._references[element]} " for key, element in enumerate(links, len(pages))]
        except KeyError as error:
            raise InternalError(f"content was drawn for {error.args[0].kind}, which is not in the tree") from error
        return "".join(entries)


def refuse_drawn(root: StructureElement) -> None:
    """Refuse a tree that was drawn before: its content would be there twice, and no validator notices.

    Raises:
        ValueError: something has been drawn for an element of the tree.
    """
    if _is_drawn(root):
        raise ValueError("this story has been drawn before: compose it anew for each build")


def _is_drawn(element: StructureElement) -> bool:
    return any(bool(child.drawn) if isinstance(child, Slot) else _is_drawn(child) for child in element.children)


def _first_page(element: StructureElement) -> int | None:
    """The page on which an element's own content begins."""
    for child in element.children:
        if isinstance(child, Slot):
            for content in child.drawn:
                if isinstance(content, MarkedContent):
                    return content.page
    return None


def _attributes(element: StructureElement) -> str:
    """The attribute dictionaries of an element, one for each owner (ISO 32000-1, 14.8.5)."""
    layout = ""
    if element.rtl is not None:
        layout += f"/WritingMode/{'RlTb' if element.rtl else 'LrTb'}"
    if element.bbox is not None:
        layout += f"/Placement/Block/BBox[{' '.join(map(number, element.bbox))}]"
    owners = [f"<</O/Layout{layout}>>"] if layout else []
    if element.scope is not None:
        owners.append(f"<</O/Table/Scope/{element.scope}>>")
    if element.numbering is not None:
        owners.append(f"<</O/List/ListNumbering/{element.numbering}>>")
    if not owners:
        return ""
    return f"/A{owners[0]}" if len(owners) == 1 else f"/A[{''.join(owners)}]"
