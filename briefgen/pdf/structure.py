"""The structure tree in the file (ISO 32000-1, 14.7): elements, their content, and the way back from content."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from briefgen.layout.structure import MarkedContent, ObjectReference, StructureElement
from briefgen.pdf.marking import PageMarks
from briefgen.pdf.nesting import is_written
from briefgen.pdf.objects import RawObject, number, text_string
from briefgen.pdf.vocabulary import Vocabulary

if TYPE_CHECKING:
    from briefgen.pdf.document import TaggedDocument

Kid: TypeAlias = StructureElement | MarkedContent | ObjectReference


class StructureWriter:
    """Writes one tree. An element whose subtree holds nothing drawn is left out.

    Attributes:
        references: to each element that was written.
    """

    def __init__(self, document: TaggedDocument, root: StructureElement) -> None:
        self._document = document
        self._root = root
        self._objects: dict[StructureElement, tuple[RawObject, Sequence[Kid]]] = {}
        self.references: dict[StructureElement, str] = {}
        self._pages: dict[int, str] = {}
        self._notes: dict[StructureElement, str] = {}  # every note has an identifier (ISO 14289-1, 7.9)
        self._vocabulary = Vocabulary(document)

    def write(self, pages: Sequence[PageMarks], links: Sequence[StructureElement]) -> str:
        """Add the tree to the document and return the reference to its root.

        Args:
            pages: the marked content of each page; a page's key in the parent tree is its place here.
            links: the element of each annotation; their keys follow those of the pages.
        """
        self._pages = {marks.page: self._document.page(marks.page) for marks in pages}
        top = RawObject()
        top_reference = self._document.add(top)
        self._number()
        for element, (obj, kids) in self._objects.items():
            obj.body = self._element(element, kids, top_reference)
        parents = self._document.add(RawObject(f"<</Nums[{self._parent_tree(pages, links)}]>>"))
        names = sorted((name, self.references[note]) for note, name in self._notes.items())
        identifiers = "".join(f"{text_string(name)}{reference} " for name, reference in names)
        top.body = (
            f"<</Type/StructTreeRoot/K[{self.references[self._root]}]/ParentTree {parents}"
            f"/ParentTreeNextKey {len(pages) + len(links)}{self._vocabulary.namespaces}"
            + (f"/IDTree<</Names[{identifiers}]>>" if identifiers else "")
            + ">>"
        )
        return top_reference

    def reference_to(self, element: StructureElement | None) -> str:
        """The reference to an element, or to the nearest above it that was written; for None to the root of all."""
        while element is not None and element not in self.references:
            element = element.parent
        return self.references[self._root if element is None else element]

    def _number(self) -> None:
        """Give the elements their objects: those of a kind behind one another, since these compress best."""
        written: list[tuple[StructureElement, list[Kid]]] = []
        _collect(self._root, written)
        notes = (element for element, _ in written if element.kind == "Note")
        self._notes = {note: f"note.{number:04}" for number, note in enumerate(notes, 1)}
        for element, kids in sorted(written, key=lambda entry: entry[0].kind):
            obj = RawObject()
            self._objects[element] = obj, kids
            self.references[element] = self._document.add(obj)

    def _element(self, element: StructureElement, kids: Sequence[Kid], top_reference: str) -> str:
        page = next((kid.page for kid in kids if isinstance(kid, MarkedContent)), None)
        parent = self.references[element.parent] if element.parent is not None else top_reference
        listed = [
            self.references[kid] if isinstance(kid, StructureElement) else self._content(kid, page) for kid in kids
        ]
        body = f"<<{self._vocabulary.type_of(element)}/P {parent}"  # without /Type, as ISO 32000-1, table 323 allows
        if kids:
            body += f"/K[{' '.join(listed)}]"
        if page is not None:
            body += f"/Pg {self._pages[page]}"
        if element.language:
            body += f"/Lang{text_string(element.language)}"
        if element.alternative_text:
            body += f"/Alt{text_string(element.alternative_text)}"
        if element.expansion:
            body += f"/E{text_string(element.expansion)}"
        if element.refers_to is not None and self._document.profile.structure_namespace is not None:
            body += f"/Ref[{self.reference_to(element.refers_to)}]"  # which PDF 1.7 does not have
        if element in self._notes:
            body += f"/ID{text_string(self._notes[element])}"
        return f"{body}{_attributes(element, self._vocabulary.numbering_of(element))}>>"

    def _content(self, content: MarkedContent | ObjectReference, page: int | None) -> str:
        """An MCID on the element's page, or a dictionary for the rest."""
        if isinstance(content, ObjectReference):
            where = "" if content.page == page else f"/Pg {self._pages[content.page]}"
            return f"<</Type/OBJR{where}/Obj {self._document.number_of(content.name)}>>"
        if content.page == page:
            return str(content.mcid)
        return f"<</Type/MCR/Pg {self._pages[content.page]}/MCID {content.mcid}>>"

    def _parent_tree(self, pages: Sequence[PageMarks], links: Sequence[StructureElement]) -> str:
        entries = [
            f"{key}[{' '.join(self.references[element] for element in marks.elements)}]"
            for key, marks in enumerate(pages)
            if marks.elements
        ]
        entries += [f"{key} {self.references[element]} " for key, element in enumerate(links, len(pages))]
        return "".join(entries)


def _collect(element: StructureElement, written: list[tuple[StructureElement, list[Kid]]]) -> bool:
    """Append an element and all below it that are written, in reading order, each with its kids.

    Returns:
        Whether anything was drawn for it or below it.
    """
    kids: list[Kid] = []
    written.append((element, kids))
    drawn = False
    for kid in element.kids:
        if not isinstance(kid, StructureElement):
            kids.append(kid)
            drawn = True
            continue
        start = len(written)
        drawn_below = _collect(kid, written)
        if is_written(kid, drawn=drawn_below):
            kids.append(kid)
            drawn = drawn or drawn_below
        else:
            del written[start:]
    return drawn


def refuse_drawn(root: StructureElement) -> None:
    """Refuse a tree that was drawn before: its content would be there twice, and no validator notices.

    Raises:
        ValueError: something has been drawn for an element of the tree.
    """
    if _is_drawn(root):
        raise ValueError("this story has been drawn before: compose it anew for each build")


def _is_drawn(element: StructureElement) -> bool:
    return any(_is_drawn(kid) if isinstance(kid, StructureElement) else True for kid in element.kids)


def _attributes(element: StructureElement, numbering: str | None) -> str:
    """The attribute dictionaries of an element, one for each owner (ISO 32000-1, 14.8.5)."""
    layout = ""
    if element.rtl is not None:
        layout += f"/WritingMode/{'RlTb' if element.rtl else 'LrTb'}"
    if element.bbox is not None:
        layout += f"/Placement/Block/BBox[{' '.join(map(number, element.bbox))}]"
    if element.decoration is not None:
        layout += f"/TextDecorationType/{element.decoration}"
    owners = [f"<</O/Layout{layout}>>"] if layout else []
    table = f"/Scope/{element.scope}" if element.scope is not None else ""
    if element.column_span > 1:
        table += f"/ColSpan {element.column_span}"
    if element.row_span > 1:
        table += f"/RowSpan {element.row_span}"
    if table:
        owners.append(f"<</O/Table{table}>>")
    if numbering is not None:
        owners.append(f"<</O/List/ListNumbering/{numbering}>>")
    if not owners:
        return ""
    return f"/A{owners[0]}" if len(owners) == 1 else f"/A[{''.join(owners)}]"
