"""Deliberate breaks: drawings of files that would break a standard, each with what the refusal must say."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Final

import pytest

from briefgen.errors import ConformanceError
from briefgen.layout.structure import MarkedContent, StructureElement
from briefgen.pdf.canvas import TaggedCanvas
from briefgen.pdf.profiles import PDF_UA1, Profile
from briefgen.text.glyphs import Cluster
from tests.unit.pdf import documents
from tests.unit.pdf.engine import LATIN, stack

HELLO: Final = documents.lines_of("Hello", rtl=False, measure_pt=100)
BOX: Final = (0.0, 0.0, 10.0, 10.0)

Draw = Callable[[TaggedCanvas, StructureElement], None]


def refused(draw: Draw, profile: Profile = PDF_UA1) -> ConformanceError:
    """The error that a drawing ends with; the target has nothing."""
    target, root = io.BytesIO(), StructureElement("Document")
    attached = [documents.ATTACHMENT] if profile.source else []
    canvas = TaggedCanvas(
        target, root=root, metadata=documents.METADATA, page_rtl=False, profile=profile, attachments=attached
    )
    with pytest.raises(ConformanceError) as error:
        save(canvas, root, draw)
    assert target.getvalue() == b""
    return error.value


def save(canvas: TaggedCanvas, root: StructureElement, draw: Draw) -> None:
    """Draw, and write the file."""
    draw(canvas, root)
    canvas.save()


def write(canvas: TaggedCanvas, *elements: StructureElement) -> None:
    """Write a word into elements."""
    for element in elements:
        canvas.draw_text(stack(documents.lines_of("Hello", rtl=False, measure_pt=100)), [element.slot()], ["#000000"])


def draw_figure(canvas: TaggedCanvas, element: StructureElement) -> None:
    """Draw a box as the content of a figure."""
    with canvas.figure(element.slot(), 20, 20):
        canvas.fill_box(0, 0, 20, 20, "#336699")


def link(canvas: TaggedCanvas, element: StructureElement, **said: str) -> None:
    """Draw a link to an address in an element."""
    slot = element.slot()
    canvas.draw_text(stack(HELLO), [slot], ["#000000"])
    canvas.link_to_address(slot, BOX, said.get("url", "https://example.org"), said.get("contents", "The office"))


# --- Content and annotations ---


def untagged(canvas: TaggedCanvas, root: StructureElement) -> None:
    """Drawing operations of reportlab itself, outside artifact and figure, on the second page."""
    write(canvas, root.add("P"))
    canvas.showPage()
    canvas.rect(10, 10, 50, 50)


def outside_tree(canvas: TaggedCanvas, root: StructureElement) -> None:
    """Content of an element of another tree."""
    write(canvas, root.add("P"), StructureElement("Document").add("Part", language="ar").add("P"))


def used_twice(canvas: TaggedCanvas, root: StructureElement) -> None:
    """One sequence that stands in two places."""
    first, second = root.add("P"), root.add("P")
    write(canvas, first, second)
    second.slot().drawn.append(MarkedContent(1, 0))


def drawn_twice(canvas: TaggedCanvas, root: StructureElement) -> None:
    """One flowable that stands in the story twice."""
    slot = root.add("Part", language="en").add("P").slot()
    for _ in range(2):
        canvas.draw_text(stack(HELLO), [slot], ["#000000"])
        canvas.showPage()


def figure_twice(canvas: TaggedCanvas, root: StructureElement) -> None:
    """One figure that stands in the story twice."""
    element = root.add("Figure", alternative_text="A box")
    draw_figure(canvas, element)
    draw_figure(canvas, element)


def wrong_parent(canvas: TaggedCanvas, root: StructureElement) -> None:
    """An element that was hung below another one than its parent."""
    paragraph = StructureElement("P", root.add("Sect"))
    root.add("Sect").children.append(paragraph)
    write(canvas, paragraph)


def foreign_slot(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A place for content that was moved to another element."""
    first, second = root.add("P"), root.add("P")
    write(canvas, first)
    second.children.append(first.children.pop())


def foreign_annotation(canvas: TaggedCanvas, root: StructureElement) -> None:
    """Links of reportlab itself, which the structure does not know."""
    write(canvas, root.add("P"))
    canvas.linkURL("https://example.org", BOX)


def no_annotation(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A link that is text alone."""
    paragraph = root.add("Part", language="ar", rtl=True).add("P")
    write(canvas, paragraph.add("Span"), paragraph.add("Link"))


def no_contents(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A link that says nothing of itself."""
    link(canvas, root.add("P").add("Link"), contents=" \u200f")


def no_contents_inside(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A link inside the document that says nothing of itself; its text has not been drawn yet."""
    canvas.link_to_destination(root.add("P").add("Link").slot(), BOX, "start", "")


def outside_link(canvas: TaggedCanvas, root: StructureElement) -> None:
    """An annotation in a paragraph."""
    link(canvas, root.add("P"))


def script(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A link that runs a script."""
    link(canvas, root.add("P").add("Link"), url="javascript:alert(1)")


def file(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A link that opens a file."""
    link(canvas, root.add("P").add("Link"), url="file:///etc/passwd")


def no_scheme(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A link to a path."""
    link(canvas, root.add("P").add("Link"), url="calc.exe")


def link_nowhere(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A link to a destination that does not come."""
    slot = root.add("P").add("Link").slot()
    canvas.draw_text(stack(HELLO), [slot], ["#000000"])
    canvas.link_to_destination(slot, BOX, "ar.source.a", "Source 1")


def bookmark_nowhere(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A bookmark to a destination that does not come."""
    write(canvas, root.add("P"))
    canvas.bookmark("Summary", "en.summary", 0)


# --- Text ---


def glyph(canvas: TaggedCanvas, cluster: Cluster) -> None:
    """Show one cluster in a font of the document."""
    canvas.fonts.font(LATIN).show((cluster,), rtl=False)


def undefined_glyph(canvas: TaggedCanvas, _root: StructureElement) -> None:
    """A character that the font does not have."""
    glyph(canvas, Cluster(((0, 0, 0),), 500, "x"))


def no_character(canvas: TaggedCanvas, _root: StructureElement) -> None:
    """A glyph that stands for nothing."""
    glyph(canvas, Cluster(((5, 0, 0),), 500, ""))


def forbidden_character(canvas: TaggedCanvas, _root: StructureElement) -> None:
    """A glyph that stands for U+FFFE."""
    glyph(canvas, Cluster(((5, 0, 0),), 500, "\ufffe"))


# --- Languages ---


def part_without_language(canvas: TaggedCanvas, root: StructureElement) -> None:
    """One of two parts does not say its language."""
    write(canvas, root.add("Part", language="en").add("P"), root.add("Part").add("P"))


def bad_language(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A name of a language in place of its tag."""
    write(canvas, root.add("Part", language="en").add("P").add("Span", language="Arabic (Jordan)"))


# --- Structure types ---


def row_in_section(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A row outside a table."""
    write(canvas, root.add("Sect").add("TR").add("TD"))


def item_in_section(canvas: TaggedCanvas, root: StructureElement) -> None:
    """An item outside a list."""
    write(canvas, root.add("Sect").add("LI").add("LBody"))


def span_in_section(canvas: TaggedCanvas, root: StructureElement) -> None:
    """Inline text directly in a section."""
    write(canvas, root.add("Sect").add("Span"))


def paragraph_in_list(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A list with a child that is no item."""
    write(canvas, root.add("L", numbering="Disc").add("P"))


def paragraph_in_item(canvas: TaggedCanvas, root: StructureElement) -> None:
    """An item whose text stands beside its body."""
    item = root.add("L", numbering="Disc").add("LI")
    write(canvas, item.add("LBody"), item.add("P"))


def paragraph_in_paragraph(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A paragraph in a paragraph."""
    write(canvas, root.add("P").add("P"))


def no_document(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A tree whose root is a section."""
    root.kind = "Sect"
    write(canvas, root.add("P"))


def bare_content(canvas: TaggedCanvas, root: StructureElement) -> None:
    """Text that stands in a section without a paragraph."""
    write(canvas, root.add("Sect"))


def item_without_body(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A list with an item that is a label alone."""
    items = root.add("L", numbering="Decimal")
    first, second = items.add("LI"), items.add("LI")
    write(canvas, first.add("Lbl"), first.add("LBody"), second.add("Lbl"))
    second.add("LBody").slot()


def empty_quote(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A quote whose words were not drawn."""
    write(canvas, root.add("P"))
    root.add("BlockQuote").add("P").slot()


def second_heading_first(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A document that begins with a heading of the second level."""
    write(canvas, root.add("Part", language="en").add("H2"))


def heading_skipped(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A heading of the third level right below one of the first."""
    part = root.add("Part", language="ar", rtl=True)
    write(canvas, part.add("H1"))
    canvas.showPage()
    write(canvas, part.add("Sect").add("H3"))


def no_scope(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A header cell that does not say what it heads."""
    row = root.add("Table").add("TR")
    write(canvas, row.add("TH", scope="Row"), row.add("TH"))


def ragged(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A table whose second row lacks a cell."""
    table = root.add("Table")
    for count in (2, 1):
        row = table.add("TR")
        write(canvas, *(row.add("TD") for _ in range(count)))


def spans_too_far(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A table of two columns with a cell that takes three."""
    table = root.add("Table")
    first, second = table.add("TR"), table.add("TR")
    write(canvas, first.add("TD"), first.add("TD"))
    wide = second.add("TD")
    wide.column_span = 3
    write(canvas, wide)


def no_text(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A figure without alternative text, in the third section of a part."""
    part = root.add("Part", language="ar")
    for _ in range(2):
        write(canvas, part.add("Sect").add("P"))
    canvas.showPage()
    draw_figure(canvas, part.add("Sect").add("Figure"))


def blank_text(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A figure whose alternative text is blank."""
    draw_figure(canvas, root.add("Figure", alternative_text=" \n\u200b"))


def no_box(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A figure that is drawn without ``figure()``."""
    write(canvas, root.add("Figure", alternative_text="A word"))


# Each with the code of the refusal, the clause, and the place.
BREAKS: Final[Sequence[tuple[Draw, str, str, str]]] = [
    (untagged, "pdf.untagged-content", "ISO 14289-1, 7.1", "page 2"),
    (outside_tree, "pdf.content-outside-tree", "ISO 14289-1, 7.1", "Document > Part (ar) > P, page 1"),
    (used_twice, "pdf.content-used-twice", "ISO 32000-1, 14.7.4.2", "Document > P 2, page 1"),
    (drawn_twice, "pdf.drawn-twice", "ISO 14289-1, 7.2", "Document > Part (en) > P, pages 1 and 2"),
    (figure_twice, "pdf.drawn-twice", "ISO 14289-1, 7.2", "Document > Figure, page 1"),
    (wrong_parent, "pdf.wrong-parent", "ISO 32000-1, 14.7.2", "Document > Sect 1 > P, page 1"),
    (foreign_slot, "pdf.wrong-parent", "ISO 32000-1, 14.7.2", "Document > P 2, page 1"),
    (foreign_annotation, "pdf.annotation-outside-tree", "ISO 14289-1, 7.18.1", "page 1"),
    (
        no_annotation, "pdf.link-without-annotation", "ISO 14289-1, 7.18.5",
        "Document > Part (ar) > P > Link, page 1",
    ),
    (no_contents, "pdf.link-without-contents", "ISO 14289-1, 7.18.5", "Document > P > Link, page 1"),
    (no_contents_inside, "pdf.link-without-contents", "ISO 14289-1, 7.18.5", "Document > P > Link, page 1"),
    (outside_link, "pdf.annotation-outside-link", "ISO 14289-1, 7.18.5", "Document > P, page 1"),
    (script, "pdf.link-scheme", "ISO 32000-1, 12.6.4.7", "Document > P > Link, page 1"),
    (file, "pdf.link-scheme", "ISO 32000-1, 12.6.4.7", "Document > P > Link, page 1"),
    (no_scheme, "pdf.link-scheme", "ISO 32000-1, 12.6.4.7", "Document > P > Link, page 1"),
    (link_nowhere, "pdf.link-nowhere", "ISO 32000-1, 12.3.2.3", "named destination ar.source.a"),
    (bookmark_nowhere, "pdf.link-nowhere", "ISO 32000-1, 12.3.2.3", "named destination en.summary"),
    (undefined_glyph, "pdf.undefined-glyph", "ISO 14289-1, 7.21.8", f"font {LATIN.name}"),
    (no_character, "pdf.code-without-character", "ISO 14289-1, 7.21.7", f"font {LATIN.name}"),
    (forbidden_character, "pdf.forbidden-character", "ISO 14289-1, 7.21.7", f"font {LATIN.name}"),
    (part_without_language, "pdf.part-without-language", "ISO 14289-1, 7.2", "Document > Part 2, page 1"),
    (
        bad_language, "pdf.bad-language", "ISO 14289-1, 7.2",
        "Document > Part (en) > P > Span (Arabic (Jordan)), page 1",
    ),
    (row_in_section, "pdf.wrong-nesting", "ISO 32000-1, 14.8.4", "Document > Sect > TR, page 1"),
    (item_in_section, "pdf.wrong-nesting", "ISO 32000-1, 14.8.4", "Document > Sect > LI, page 1"),
    (span_in_section, "pdf.wrong-nesting", "ISO 32000-1, 14.8.4", "Document > Sect > Span, page 1"),
    (paragraph_in_list, "pdf.wrong-nesting", "ISO 32000-1, 14.8.4", "Document > L > P, page 1"),
    (paragraph_in_item, "pdf.wrong-nesting", "ISO 32000-1, 14.8.4", "Document > L > LI > P, page 1"),
    (paragraph_in_paragraph, "pdf.wrong-nesting", "ISO 32000-1, 14.8.4", "Document > P > P, page 1"),
    (no_document, "pdf.wrong-nesting", "ISO 32000-1, 14.8.4", "Sect, page 1"),
    (bare_content, "pdf.bare-content", "ISO 32000-1, 14.8.4.2", "Document > Sect, page 1"),
    (item_without_body, "pdf.item-without-body", "ISO 32000-1, 14.8.4.3.3", "Document > L > LI 2, page 1"),
    (empty_quote, "pdf.empty-quote", "ISO 32000-1, 14.8.4.2", "Document > BlockQuote"),
    (second_heading_first, "pdf.heading-not-first", "ISO 14289-1, 7.4.2", "Document > Part (en) > H2, page 1"),
    (heading_skipped, "pdf.heading-skipped", "ISO 14289-1, 7.4.2", "Document > Part (ar) > Sect > H3, page 2"),
    (no_scope, "pdf.header-without-scope", "ISO 14289-1, 7.5", "Document > Table > TR > TH 2, page 1"),
    (ragged, "pdf.irregular-table", "ISO 32000-1, 14.8.4.3.4", "Document > Table > TR 2, page 1"),
    (spans_too_far, "pdf.irregular-table", "ISO 32000-1, 14.8.4.3.4", "Document > Table > TR 2, page 1"),
    (no_text, "pdf.figure-without-text", "ISO 14289-1, 7.3", "Document > Part (ar) > Sect 3 > Figure, page 2"),
    (blank_text, "pdf.figure-without-text", "ISO 14289-1, 7.3", "Document > Figure, page 1"),
    (no_box, "pdf.figure-without-box", "ISO 32000-1, 14.8.5.4.3", "Document > Figure, page 1"),
]  # fmt: skip
