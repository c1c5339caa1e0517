"""Stretches in another language, and short forms with what they stand for, as elements of the structure tree."""

from __future__ import annotations

import io

import page

from briefgen.layout.canvas import PlacedLine
from briefgen.layout.flow.paragraph import slots_for
from briefgen.layout.inline import Target
from briefgen.layout.structure import Slot, StructureElement
from briefgen.pdf.canvas import TaggedCanvas
from briefgen.pdf.marking import PageMarks
from tests.unit.pdf.documents import METADATA
from tests.unit.pdf.trees import tree
from tests.unit.text.engine import set_lines

ARABIC = "اعتمدها الناتو (NATO) في عام 2024"
BLACK = "#000000"


def written(text: str, language: str, *, measure_pt: float = 400, split_after: int | None = None) -> bytes:
    """The file of one paragraph, which may go on on a second page."""
    target, root = io.BytesIO(), StructureElement("Document", language="en")
    canvas = TaggedCanvas(target, root=root, metadata=METADATA, page_rtl=False, pagesize=(500, 500))
    slot = root.add("P", language=language).slot()
    lines = set_lines(text, language=language, measure_pt=measure_pt)
    placed = [PlacedLine(line, 20, 400 - 20 * index) for index, line in enumerate(lines)]
    if split_after is not None:
        canvas.draw_text(placed[:split_after], [slot], [BLACK])
        canvas.showPage()
        placed = placed[split_after:]
    canvas.draw_text(placed, [slot], [BLACK])
    canvas.save()
    return target.getvalue()


def test_a_word_in_another_language_is_a_span_that_says_so() -> None:
    """The English word in an Arabic paragraph has its language; the number and the brackets have that of the text."""
    data = written(ARABIC, "ar")
    assert tree(data) == [
        "Document Lang=en",
        "  P Lang=ar",
        "    'اعتمدها الناتو ('",
        "    Span Lang=en",
        "      'NATO'",
        "    ') في عام 2024'",
    ]
    assert page.validate_pdf_bytes(data, profile="ua1").is_compliant


def test_what_is_in_the_language_of_its_element_is_no_span() -> None:
    """The language may come from an element above."""
    assert [line.split()[0] for line in tree(written("An office in Amman", "en"))][:2] == ["Document", "P"]
    assert not [line for line in tree(written("An office in Amman", "en")) if "Span" in line]


def test_a_stretch_over_two_pages_is_one_span() -> None:
    """What goes on on the next page belongs to the same element."""
    data = written("في منطقة Middle East and North Africa", "ar", measure_pt=70, split_after=2)
    spans = [line for line in tree(data) if "Span" in line]
    assert spans == ["    Span Lang=en"]
    assert "'Middle East and North Africa'" in "".join(tree(data))


def test_a_sequence_keeps_the_tag_of_its_element() -> None:
    """The content of a span is a sequence with the tag Span; that of another language needs no property."""
    marks, slot = PageMarks(1), StructureElement("P", language="en").slot()
    operators = [marks.begin(slot, language="en"), marks.end(), marks.begin(slot, language="ar", reversed_strings=True)]
    assert operators == ["/P <</MCID 0>> BDC", "EMC", "/ReversedChars BMC /Span <</MCID 1>> BDC"]
    assert [element.kind for element in marks.elements] == ["P", "Span"]
    assert marks.elements[1].parent is slot.element


def test_without_a_language_content_is_in_that_of_its_element() -> None:
    """Makers of runs that know no languages get no spans."""
    slot = StructureElement("P", language="ar").slot()
    assert slot.in_language(None) is slot
    assert slot.in_language("ar") is slot
    assert slot.drawn == []


def test_neighbouring_spans_share_a_slot_and_links_and_short_forms_have_elements() -> None:
    """A link whose text has a short form in it is one link, and the short form is inside it."""
    link = Target(address="https://example.org/")
    element = StructureElement("P", language="en")
    full = "North Atlantic Treaty Organization"
    slots = slots_for(element, [None, None, None, link, link, link], [None, full, None, None, full, None])
    assert all(isinstance(slot, Slot) for slot in slots)
    elements = [slot.element for slot in slots if slot is not None]
    assert [each.kind for each in elements] == ["P", "Span", "P", "Link", "Span", "Link"]
    assert elements[4].parent is elements[3]
    assert elements[3] is elements[5]
    assert [each.expansion for each in elements] == [None, full, None, None, full, None]
    plain = slots_for(element, [None, None])
    assert plain[0] is plain[1]
    assert plain[0] is not None
    assert plain[0].element is element


def test_two_links_side_by_side_are_two() -> None:
    """Neighbours that go to different places stay apart."""
    first, second = slots_for(StructureElement("P"), [Target(destination="a"), Target(destination="b")])
    assert first is not None
    assert second is not None
    assert first.element is not second.element
