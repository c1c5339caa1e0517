"""The structure tree in the file: what validators do not look at."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.errors import ConformanceError
from briefgen.layout.structure import StructureElement
from briefgen.pdf.canvas import TaggedCanvas
from tests.unit.pdf import documents
from tests.unit.pdf.engine import stack
from tests.unit.pdf.reading import PageReader, elements, open_pdf, texts_by_element


def parent_tree(pdf: Any) -> dict[int, Any]:
    """The entries of the parent tree by key."""
    nums = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return {int(key): entry for key, entry in zip(nums[::2], nums[1::2], strict=True)}


def test_the_parent_tree_agrees_with_the_pages() -> None:
    """Each MCID is used once on its page, and the parent tree leads from it to an element that names it."""
    with open_pdf(documents.briefing()) as pdf:
        entries = parent_tree(pdf)
        for page in pdf.pages:
            mcids = PageReader(page).mcids
            entry = entries[int(page.StructParents)]
            assert sorted(mcids) == list(range(len(entry)))
            for mcid, element in enumerate(entry):
                named = [int(kid) for kid in element.K if isinstance(kid, int) and element.Pg.objgen == page.objgen]
                named += [
                    int(kid.MCID)
                    for kid in element.K
                    if not isinstance(kid, int) and kid.get("/Type") == "/MCR" and kid.Pg.objgen == page.objgen
                ]
                assert named.count(mcid) == 1


def test_links_are_in_the_tree() -> None:
    """Each annotation has a key that leads to a Link with an object reference back to it."""
    with open_pdf(documents.briefing()) as pdf:
        entries = parent_tree(pdf)
        annotations = [annotation for page in pdf.pages for annotation in page.get("/Annots", [])]
        assert len(annotations) == 2
        for annotation in annotations:
            link = entries[int(annotation.StructParent)]
            assert link.S == "/Link"
            references = [kid for kid in link.K if not isinstance(kid, int) and kid.Type == "/OBJR"]
            assert [kid.Obj.objgen for kid in references] == [annotation.objgen]
        assert int(pdf.Root.StructTreeRoot.ParentTreeNextKey) == len(pdf.pages) + 2


def test_all_text_is_tagged_or_an_artifact() -> None:
    """No text stands outside the structure."""
    with open_pdf(documents.briefing()) as pdf:
        assert all(shown.tagged for page in pdf.pages for shown in PageReader(page).shown)


def test_elements_keep_their_attributes() -> None:
    """Language, writing mode, scope, box and alternative text are written."""
    with open_pdf(documents.briefing()) as pdf:
        found = list(elements(pdf.Root.StructTreeRoot.K[0]))
        parts = [element for element in found if element.S == "/Part"]
        assert [str(part.Lang) for part in parts] == ["en", "ar"]
        assert parts[1].A.WritingMode == "/RlTb"
        heads = [element for element in found if element.S == "/TH"]
        assert [head.A.Scope for head in heads] == ["/Column", "/Column", "/Row"]
        (figure,) = (element for element in found if element.S == "/Figure")
        assert [float(side) for side in figure.A.BBox] == [48, 120, 168, 180]
        assert str(figure.Alt) == "Bars: 20, 35, 55"


def test_a_note_has_an_identifier() -> None:
    """A note can be found by its identifier, which ISO 14289-1, 7.9 asks for."""
    with open_pdf(documents.briefing()) as pdf:
        name, note = pdf.Root.StructTreeRoot.IDTree.Names
        assert note.S == "/Note"
        assert str(note.ID) == str(name)


def test_what_is_not_drawn_is_left_out_but_cells_stay() -> None:
    """An element without content is no element, except the cell of a row that is there."""

    def draw(canvas: TaggedCanvas, root: StructureElement) -> None:
        root.add("Sect").add("P").slot()
        root.add("Table").add("TR").add("TD")
        row = root.add("Table").add("TR")
        slot = row.add("TD").slot()
        row.add("TD").slot()
        canvas.draw_text(stack(documents.lines_of("x", rtl=False, measure_pt=50)), [slot], ["#000000"])

    with open_pdf(documents.write(draw)) as pdf:
        kinds = [str(element.S) for element in elements(pdf.Root.StructTreeRoot.K[0])]
        assert kinds == ["/Document", "/Table", "/TR", "/TD", "/TD"]


def test_a_paragraph_may_continue_on_the_next_page() -> None:
    """One element has content on two pages, in order."""
    lines = documents.lines_of(documents.AR[0], rtl=True, measure_pt=241)

    def draw(canvas: TaggedCanvas, root: StructureElement) -> None:
        slot = root.add("P", language="ar").slot()
        canvas.draw_text(stack(lines[:2]), [slot], ["#000000"])
        canvas.showPage()
        canvas.draw_text(stack(lines[2:]), [slot], ["#000000"])

    assert texts_by_element(documents.write(draw), "P") == [documents.AR[0]]


def test_content_outside_the_tree_is_a_fault() -> None:
    """Content of an element that is not below the root cannot be written."""
    stray = StructureElement("P").slot()

    def draw(canvas: TaggedCanvas, root: StructureElement) -> None:
        del root
        canvas.draw_text(stack(documents.lines_of("x", rtl=False, measure_pt=50)), [stray], ["#000000"])

    with pytest.raises(ConformanceError, match="not in the structure tree"):
        documents.write(draw)
