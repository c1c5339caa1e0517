"""The same document in the words of PDF 1.7 and of PDF 2.0, drawn on the canvas."""

from __future__ import annotations

from typing import Any, Final

import pytest

from briefgen.errors import ConformanceError
from briefgen.layout.structure import Numbering, StructureElement
from briefgen.pdf.canvas import TaggedCanvas
from briefgen.pdf.profiles import PDF_A3A, PDF_UA1, PDF_UA2, Profile
from tests.unit.pdf import documents
from tests.unit.pdf.engine import stack
from tests.unit.pdf.reading import elements, open_pdf, texts_by_element

HELLO: Final = documents.lines_of("Hello", rtl=False, measure_pt=100)
PDF_2: Final = "http://iso.org/pdf2/ssn"


def write_word(canvas: TaggedCanvas, element: StructureElement) -> None:
    """Draw a word as the content of an element."""
    canvas.draw_text(stack(HELLO), [element.slot()], ["#000000"])


def kinds(pdf: Any) -> dict[str, str | None]:
    """The types of the elements, each with its namespace; None where none is named."""
    found = elements(pdf.Root.StructTreeRoot.K[0])
    return {str(element.S): str(element.NS.NS) if "/NS" in element else None for element in found}


def test_types_of_pdf_2_are_in_its_namespace() -> None:
    """The namespace is listed once, and all types that it has are in it; BlockQuote stays in that of PDF 1.7."""

    def draw(canvas: TaggedCanvas, root: StructureElement) -> None:
        quote = root.add("BlockQuote")
        write_word(canvas, quote.add("P"))

    with open_pdf(documents.write(draw, profile=PDF_UA2)) as pdf:
        (namespace,) = pdf.Root.StructTreeRoot.Namespaces
        assert namespace.is_indirect
        assert (str(namespace.Type), str(namespace.NS)) == ("/Namespace", PDF_2)
        assert kinds(pdf) == {"/Document": PDF_2, "/BlockQuote": None, "/P": PDF_2}


@pytest.mark.parametrize("profile", [PDF_UA1, PDF_A3A], ids=lambda profile: profile.name)
def test_pdf_1_7_knows_no_namespaces(profile: Profile) -> None:
    """None is listed or named, and destinations are places on pages alone."""
    data = documents.briefing(profile)
    with open_pdf(data) as pdf:
        assert "/Namespaces" not in pdf.Root.StructTreeRoot
        assert set(kinds(pdf).values()) == {None}
        assert all(str(place[1]) == "/XYZ" for place in list(pdf.Root.Names.Dests.Names)[1::2])
    assert data.startswith(b"%PDF-1.7\n")


def test_notes_are_refused() -> None:
    """A note of PDF/UA-2 and what cites it refer to each other (ISO 14289-2, 8.2.5.14), which no element can say."""

    def draw(canvas: TaggedCanvas, root: StructureElement) -> None:
        write_word(canvas, root.add("P").add("Note"))

    assert texts_by_element(documents.write(draw, profile=PDF_UA1), "Note") == ["Hello"]
    with pytest.raises(ConformanceError) as refused:
        documents.write(draw, profile=PDF_UA2)
    (found,) = refused.value.diagnostics
    assert (found.code, found.clause) == ("pdf.wrong-nesting", "ISO 14289-2, 8.2.5.14")
    assert found.where.path == "Document > P > Note, page 1"
    assert "choose a profile of PDF 1.7" in found.hints[0]


@pytest.mark.parametrize(
    ("numbering", "labels", "old", "new"),
    [
        ("Description", True, "/None", "/Description"),
        ("Decimal", True, "/Decimal", "/Decimal"),
        ("None", True, "/None", "/Unordered"),
        (None, True, None, "/Unordered"),
        ("None", False, "/None", "/None"),
        (None, False, None, None),
    ],
)
def test_lists_with_labels_have_a_numbering(
    numbering: Numbering | None, *, labels: bool, old: str | None, new: str | None
) -> None:
    """PDF 1.7 has fewer words for it; in PDF 2.0 a list with labels is never without (ISO 14289-2, 8.2.5.25)."""

    def draw(canvas: TaggedCanvas, root: StructureElement) -> None:
        item = root.add("L", numbering=numbering).add("LI")
        if labels:
            write_word(canvas, item.add("Lbl"))
        write_word(canvas, item.add("LBody"))

    for profile, expected in ((PDF_UA1, old), (PDF_UA2, new)):
        with open_pdf(documents.write(draw, profile=profile)) as pdf:
            (listed,) = (each for each in elements(pdf.Root.StructTreeRoot.K[0]) if str(each.S) == "/L")
            found = str(listed.A.ListNumbering) if "/A" in listed else None
            assert found == expected


def test_destinations_are_elements() -> None:
    """A destination is the element that begins there, or what is above it where nothing was drawn for it."""

    def draw(canvas: TaggedCanvas, root: StructureElement) -> None:
        section = root.add("Sect")
        paragraph, empty = section.add("P"), section.add("P")
        canvas.destination("drawn", 700.2, paragraph)
        canvas.destination("empty", 600, empty)
        canvas.destination("nothing", 500)
        canvas.destination("elsewhere", 400, StructureElement("P"))
        write_word(canvas, paragraph)

    with open_pdf(documents.write(draw, profile=PDF_UA2)) as pdf:
        names = list(pdf.Root.Names.Dests.Names)
        places = {str(name): place for name, place in zip(names[::2], names[1::2], strict=True)}
        kinds_of = {name: str(place.SD[0].S) for name, place in places.items()}
        assert kinds_of == {"drawn": "/P", "empty": "/Sect", "nothing": "/Document", "elsewhere": "/Document"}
        for place in places.values():
            assert place.SD[0].is_indirect
            assert place.D[0].objgen == pdf.pages[0].objgen
            assert list(place.D)[1:] == list(place.SD)[1:]
        assert [str(places["drawn"].D[1]), int(places["drawn"].D[3])] == ["/XYZ", 701]
