"""What PDF/UA-2 asks for beyond PDF/UA-1 (ISO 14289-2), which no validator in Python looks at."""

from __future__ import annotations

import re
from typing import Any, Final

import pikepdf
import pytest

from tests.conformance.pdf.cells import cells
from tests.conformance.pdf.faults import Tree
from tests.unit.pdf.reading import open_pdf
from tools.grid import Cell, rendered

CELLS: Final = [cell for cell in cells() if "ua2" in cell.claims]
PDF_2: Final = "http://iso.org/pdf2/ssn"
# ISO 32000-2, 14.8.6: types that only the namespace of PDF 1.7 has.
ONLY_OLD: Final = frozenset({"/BlockQuote", "/Quote", "/Note", "/Reference", "/TOC", "/TOCI"})

each_cell: Final = pytest.mark.parametrize("cell", CELLS, ids=str)


def opened(cell: Cell) -> Any:
    """A file, parsed."""
    return open_pdf(rendered(cell).pdf)


def test_there_are_such_files() -> None:
    """Every edition of the examples can be had in PDF 2.0."""
    assert {cell.edition for cell in CELLS} == {cell.edition for cell in cells()}


@each_cell
def test_the_metadata_say_part_and_year(cell: Cell) -> None:
    """The file is PDF 2.0, and its metadata say part 2 of PDF/UA and the year of that part."""
    pdf = opened(cell)
    assert pdf.pdf_version == "2.0"
    said = pdf.Root.Metadata.read_bytes()
    assert b"<pdfuaid:part>2</pdfuaid:part>" in said
    assert re.search(rb"<pdfuaid:rev>20\d\d</pdfuaid:rev>", said)


@each_cell
def test_elements_are_in_the_namespace_of_pdf_2(cell: Cell) -> None:
    """The one child of the root is a Document; all types of PDF 2.0 are in its namespace, and there is no Note."""
    tree = Tree(opened(cell))
    root = tree.pdf.Root.StructTreeRoot
    assert [str(namespace.NS) for namespace in root.Namespaces] == [PDF_2]
    assert len(root.K) == 1
    assert str(root.K[0].S) == "/Document"
    for element in tree.elements:
        assert ("/NS" in element) == (str(element.S) not in ONLY_OLD)
        assert str(element.S) != "/Note"
        if "/NS" in element:
            assert str(element.NS.NS) == PDF_2


@each_cell
def test_destinations_lead_to_elements(cell: Cell) -> None:
    """Each named destination has an element of the tree beside its place on the page, and nothing else is gone to."""
    tree = Tree(opened(cell))
    known = {element.objgen for element in tree.elements}
    names = list(tree.pdf.Root.Names.Dests.Names)
    places = {str(names[i]): names[i + 1] for i in range(0, len(names), 2)}
    pages = {page.obj.objgen for page in tree.pdf.pages}
    for place in places.values():
        assert place.SD[0].objgen in known
        assert place.D[0].objgen in pages
    links = [annotation for page in tree.pdf.pages for annotation in page.get("/Annots", [])]
    assert {str(link.Dest) for link in links if "/Dest" in link} <= set(places)


@each_cell
def test_lists_with_labels_say_what_kind_they_are(cell: Cell) -> None:
    """Where items have labels, the list says how it is numbered, or that it describes terms."""
    tree = Tree(opened(cell))
    for element in tree.elements:
        if str(element.S) == "/L" and any(str(kid.S) == "/Lbl" for item in element.K for kid in item.K):
            assert str(element.A.ListNumbering) != "/None"


@each_cell
def test_no_text_is_private(cell: Cell) -> None:
    """No string of the file has a character of a private area (ISO 14289-2, 8.4.3 and 8.6)."""
    for obj in opened(cell).objects:
        values = obj.values() if isinstance(obj, pikepdf.Dictionary) else ()
        texts = [str(value) for value in values if isinstance(value, pikepdf.String)]
        assert not any("\ue000" <= character <= "\uf8ff" for text in texts for character in text)
