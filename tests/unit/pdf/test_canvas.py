"""The canvas: what it draws, what it refuses, and how it works with Platypus."""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate

from briefgen.errors import ConformanceError
from briefgen.layout.canvas import DrawingCanvas
from briefgen.layout.images.raster import Raster
from briefgen.layout.structure import Slot, StructureElement
from briefgen.pdf.canvas import TaggedCanvas
from tests.unit.pdf import documents
from tests.unit.pdf.documents import METADATA, lines_of
from tests.unit.pdf.engine import stack
from tests.unit.pdf.reading import PageReader, open_pdf, texts_by_element

HELLO = lines_of("Hello", rtl=False, measure_pt=100)
GREY = Raster(data=b"\x00\x80\xff\x40", width=2, height=2, components=1)


def make(root: StructureElement | None = None, **keywords: Any) -> TaggedCanvas:
    """A canvas that writes to memory."""
    root = root or StructureElement("Document")
    return TaggedCanvas(io.BytesIO(), root=root, metadata=METADATA, page_rtl=False, **keywords)


def page_texts(data: bytes) -> list[str]:
    """All text of each page in the order of the content stream, artifacts included."""
    with open_pdf(data) as pdf:
        readers = [PageReader(page) for page in pdf.pages]
    return ["".join(r.texts[s.font][code] for s in r.shown for code, _, _ in s.codes) for r in readers]


def test_it_is_a_drawing_canvas() -> None:
    """The type checker holds the canvas to the protocol of layout."""
    canvas: DrawingCanvas = make()
    assert isinstance(canvas, TaggedCanvas)


@pytest.mark.parametrize(
    "name",
    ["setFont", "beginText", "drawText", "drawString", "drawRightString", "drawCentredString", "drawAlignedString"],
)
def test_text_goes_through_draw_text_only(name: str) -> None:
    """The text operations of reportlab say what to use instead."""
    with pytest.raises(TypeError, match="draw_text"):
        getattr(make(), name)("Helvetica", 12)


def test_furniture_knows_the_number_of_pages() -> None:
    """It is drawn once on each page, after the content, with the count of all pages."""

    def draw(canvas: TaggedCanvas, root: StructureElement) -> None:
        for _ in range(3):
            canvas.translate(10, 10)  # does not reach the furniture
            canvas.draw_text(stack(HELLO), [root.add("P").slot()], ["#000000"])
            canvas.showPage()

    data = documents.write(draw, furniture=documents.furniture)
    assert page_texts(data) == [f"HelloPage {page} of 3" for page in (1, 2, 3)]
    with open_pdf(data) as pdf:
        assert {shown.codes[0][2] for shown in PageReader(pdf.pages[2]).shown if shown.mcid is None} == {36}


def test_furniture_is_no_content() -> None:
    """Furniture that draws text of an element is refused."""

    def furniture(canvas: TaggedCanvas, page: int, page_count: int) -> None:
        del page, page_count
        canvas.draw_text(stack(HELLO), [canvas.root.add("P").slot()], ["#000000"])

    with pytest.raises(ValueError, match="must be artifacts"):
        documents.write(lambda canvas, root: _draw_hello(canvas, root.add("P").slot()), furniture=furniture)


def _draw_hello(canvas: TaggedCanvas, slot: Slot | None) -> None:
    canvas.draw_text(stack(HELLO), [slot], ["#000000"])


def _text_in_artifact(canvas: TaggedCanvas, slot: Slot) -> None:
    with canvas.artifact():
        _draw_hello(canvas, slot)


def _figure_in_artifact(canvas: TaggedCanvas, slot: Slot) -> None:
    with canvas.artifact(), canvas.figure(slot, 10, 10):
        pass


def _figure_in_figure(canvas: TaggedCanvas, slot: Slot) -> None:
    with canvas.figure(slot, 10, 10), canvas.figure(slot, 5, 5):
        pass


def _bare_box(canvas: TaggedCanvas, slot: Slot) -> None:
    del slot
    canvas.fill_box(0, 0, 10, 10, "#000000")


def _bare_path(canvas: TaggedCanvas, slot: Slot) -> None:
    del slot
    canvas.path([(0, 0), (10, 10)], stroke="#000000", closed=False)


def _bare_circle(canvas: TaggedCanvas, slot: Slot) -> None:
    del slot
    canvas.circle(0, 0, 10, fill="#000000")


def _bare_image(canvas: TaggedCanvas, slot: Slot) -> None:
    del slot
    canvas.image(GREY, 0, 0, 10, 10)


def _open_page(canvas: TaggedCanvas, slot: Slot) -> None:
    del slot
    with canvas.artifact():
        canvas.showPage()


def _crop_marks(canvas: TaggedCanvas, slot: Slot) -> None:
    del slot
    canvas._cropMarks = True
    canvas.showPage()


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (_text_in_artifact, "inside an artifact or a figure"),
        (_figure_in_artifact, "inside an open artifact"),
        (_figure_in_figure, "inside an open artifact"),
        (_bare_box, "outside artifact"),
        (_bare_path, "outside artifact"),
        (_bare_circle, "outside artifact"),
        (_bare_image, "outside artifact"),
        (_open_page, "page ends inside"),
        (_crop_marks, "crop marks"),
    ],
)
def test_marked_content_is_never_nested_and_never_missing(
    draw: Callable[[TaggedCanvas, Slot], None], message: str
) -> None:
    """What would break the tagging is refused."""
    root = StructureElement("Document")
    with pytest.raises(ValueError, match=message):
        draw(make(root), root.add("Figure").slot())


def test_an_artifact_inside_an_artifact_is_part_of_it() -> None:
    """Decoration and text without an element join the artifact or figure around them."""

    def draw(canvas: TaggedCanvas, root: StructureElement) -> None:
        del root
        with canvas.artifact("Background"), canvas.artifact():
            canvas.rule(0, 10, 100, 1, "#000000")
            _draw_hello(canvas, None)

    with open_pdf(documents.write(draw)) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    assert content.count(b"BDC") == content.count(b"EMC") == 1
    assert b"/Artifact <</Type/Background>> BDC" in content
    assert b"q 0 0 0 rg 0 9 100 1 re f Q" in content


def test_shapes_are_drawn_in_their_colours() -> None:
    """A path and a circle are filled and stroked as asked, and leave the graphics state as it was."""

    def draw(canvas: TaggedCanvas, root: StructureElement) -> None:
        del root
        with canvas.artifact():
            canvas.path([(0, 0), (10, 0), (10, 10)], fill="#FF0000", stroke="#0000FF", width_pt=2)
            canvas.path([(0, 0), (10, 0)], stroke="#000000", closed=False, dashes_pt=(3, 1))
            canvas.circle(50, 50, 10, fill="#000000")

    with open_pdf(documents.write(draw)) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    assert b"q 1 0 0 rg 0 0 1 RG 2 w 1 j 0 0 m 10 0 l 10 10 l h B Q" in content
    assert b"q 0 0 0 RG 0.5 w 1 j [3 1] 0 d 0 0 m 10 0 l S Q" in content
    assert b"q 0 0 0 rg 60 50 m" in content
    assert content.count(b" c ") == 4


@pytest.mark.parametrize(
    "draw",
    [
        lambda canvas: canvas.path([(0, 0)], stroke="#000000"),
        lambda canvas: canvas.path([(0, 0), (1, 1)]),
        lambda canvas: canvas.path([(0, 0), (1, float("nan"))], stroke="#000000"),
        lambda canvas: canvas.path([(0, 0), (1, 1)], stroke="#000000", width_pt=0),
        lambda canvas: canvas.path([(0, 0), (1, 1)], stroke="black"),
        lambda canvas: canvas.circle(0, 0, 0, fill="#000000"),
        lambda canvas: canvas.image(GREY, 0, 0, float("inf"), 1),
    ],
)
def test_shapes_without_colour_or_size_are_refused(draw: Callable[[TaggedCanvas], None]) -> None:
    """What cannot be drawn is a wrong argument."""
    canvas = make()
    with canvas.artifact(), pytest.raises(ValueError, match=r"needs|must|is not of the form|finite"):
        draw(canvas)


def test_a_circle_of_reportlab_stays_one() -> None:
    """With numbers in place of colours the canvas draws what reportlab draws: a line, in the colour that is set."""

    def draw(canvas: TaggedCanvas, root: StructureElement) -> None:
        del root
        with canvas.artifact():
            canvas.circle(50, 50, 10)
            canvas.circle(50, 50, 10, stroke=0, fill=1)

    with open_pdf(documents.write(draw)) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    assert b" rg" not in content
    assert re.search(rb"\bS\b.*\bf\*", content, re.DOTALL)


def test_a_picture_is_in_the_file_once() -> None:
    """Two places of one picture share an object, which has its samples as they were given."""

    def draw(canvas: TaggedCanvas, root: StructureElement) -> None:
        for page in range(2):
            with canvas.figure(root.add("Figure", alternative_text=f"Grey {page}").slot(), 20, 20):
                canvas.image(GREY, 0, 0, 20, 20)
            canvas.showPage()

    with open_pdf(documents.write(draw)) as pdf:
        images = [image for page in pdf.pages for image in page.Resources.XObject.values()]
        assert len(images) == 2
        assert images[0].objgen == images[1].objgen
        assert images[0].read_bytes() == GREY.data
        assert b"20 0 0 20 0 0 cm" in pdf.pages[0].Contents.read_bytes()


def test_a_story_drawn_twice_is_refused() -> None:
    """A second build of one tree would hold all content twice."""
    root = StructureElement("Document")
    canvas = make(root)
    _draw_hello(canvas, root.add("P").slot())
    canvas.save()
    with pytest.raises(ValueError, match="drawn before"):
        make(root)


def test_a_canvas_is_saved_once(tmp_path: Path) -> None:
    """It writes to a path as well; a canvas without content has one empty page."""
    path = tmp_path / "empty.pdf"
    canvas = TaggedCanvas(path, root=StructureElement("Document"), metadata=METADATA, page_rtl=False)
    canvas.save()
    with open_pdf(path.read_bytes()) as pdf:
        assert len(pdf.pages) == 1
    with pytest.raises(ValueError, match="saved before"):
        canvas.save()


def test_an_error_leaves_the_target_alone() -> None:
    """Nothing is written when the file cannot be made."""
    target = io.BytesIO()
    canvas = TaggedCanvas(target, root=StructureElement("Document"), metadata=METADATA, page_rtl=False)
    canvas.bookmark("A", "nowhere", 0)
    with pytest.raises(ConformanceError):
        canvas.save()
    assert target.getvalue() == b""


def test_encryption_and_raw_data_are_refused() -> None:
    """Our strings would not be encrypted; save is the one way to the bytes."""
    with pytest.raises(ValueError, match="encrypted"):
        make().setEncrypt("secret")
    with pytest.raises(TypeError, match="save"):
        make().getpdfdata()


def test_bookmarks_and_links_go_to_their_pages() -> None:
    """Destinations know the page and height where they were drawn."""
    with open_pdf(documents.briefing()) as pdf:
        names = list(pdf.Root.Names.Dests.Names)
        places = {str(name): place for name, place in zip(names[::2], names[1::2], strict=True)}
        assert [bytes(name) for name in names[::2]] == sorted(bytes(name) for name in names[::2])
        first, second = (page.obj.objgen for page in pdf.pages)
        pages = {name: place[0].objgen for name, place in places.items()}
        assert pages == {"start": first, "البداية": first, "outlook": second, "next.ar": second}
        assert [str(places["start"][1]), float(places["start"][3])] == ["/XYZ", 790]
        link = pdf.pages[1].Annots[1]
        assert str(link.Dest) == "start"
        assert str(pdf.pages[1].Annots[0].A.URI) == "https://example.org/%D9%85%D9%83%D8%AA%D8%A8?a=(1)"
        assert str(pdf.pages[1].Annots[0].Contents) == "The office (مكتب)"
        assert [int(link.F), list(link.Border)] == [4, [0, 0, 0]]


def test_the_outline_is_a_tree() -> None:
    """Levels nest, all entries are open, and titles keep their script."""
    with open_pdf(documents.briefing()) as pdf:
        top = pdf.Root.Outlines
        assert int(top.Count) == 4
        first, second = top.First, top.Last
        assert [str(first.Title), str(first.Dest)] == ["Situation", "start"]
        assert first.Next.objgen == second.objgen
        assert second.Prev.objgen == first.objgen
        assert [str(second.Title), int(second.Count)] == ["الوضع", 2]
        assert [str(second.First.Title), str(second.Last.Title)] == ["Outlook", "الآفاق"]
        assert second.First.Parent.objgen == second.objgen
        assert pdf.Root.PageMode == "/UseOutlines"


def test_places_are_checked() -> None:
    """A name is given once, a level is never skipped, and every target exists."""
    canvas = make()
    canvas.destination("a", 10)
    with pytest.raises(ValueError, match="two destinations"):
        canvas.destination("a", 20)
    with pytest.raises(ValueError, match="level 1"):
        canvas.bookmark("A", "a", 1)
    canvas.bookmark("A", "a", 0)
    canvas.bookmark("B", "b", 1)
    with pytest.raises(ValueError, match="level 3"):
        canvas.bookmark("C", "a", 3)
    canvas.showPage()
    with pytest.raises(ConformanceError, match="named destination b"):
        canvas.save()


class Paragraph(Flowable):  # type: ignore[misc, unused-ignore]
    """A flowable that draws one line."""

    def __init__(self, slot: Slot) -> None:
        super().__init__()
        self.slot = slot
        self.width, self.height = 100, 20

    def wrap(self, *_available: float) -> tuple[float, float]:
        """The size."""
        return 100, 20

    def draw(self) -> None:
        """Draw the line."""
        self.canv.draw_text(stack(HELLO, x_pt=0, top_pt=5), [self.slot], ["#000000"])


def test_platypus_makes_and_fills_it() -> None:
    """A document template can use it, and its own metadata does not get into the file."""
    target, root = io.BytesIO(), StructureElement("Document")
    template = PageTemplate("page", [Frame(48, 48, 400, 700, 0, 0, 0, 0)])
    document = BaseDocTemplate(target, pagesize=(500, 800), pageTemplates=[template], title="Untold")
    story = [Paragraph(root.add("P").slot()), PageBreak(), Paragraph(root.add("P").slot())]
    maker = functools.partial(TaggedCanvas, root=root, metadata=METADATA, page_rtl=True, furniture=documents.furniture)
    document.build(story, canvasmaker=maker)
    data = target.getvalue()
    assert page_texts(data) == ["HelloPage 1 of 2", "HelloPage 2 of 2"]
    assert texts_by_element(data, "P") == ["Hello", "Hello"]
    assert b"Untold" not in data
    with open_pdf(data) as pdf:
        assert [float(side) for side in pdf.pages[0].MediaBox] == [0, 0, 500, 800]
        assert PageReader(pdf.pages[1]).shown[0].codes[0][1:] == (48, 733)


def test_reportlab_forms_are_written_with_our_compression() -> None:
    """A form that reportlab makes has a stream that ends as ours do."""

    def draw(canvas: TaggedCanvas, root: StructureElement) -> None:
        del root
        canvas.beginForm("mark", 0, 0, 12, 12)
        canvas.rect(1, 1, 10, 10)
        canvas.endForm()
        with canvas.artifact():
            canvas.doForm("mark")

    data = documents.write(draw)
    assert data.count(b"endstream") == data.count(b"\r\nendstream")
    with open_pdf(data) as pdf:
        (form,) = pdf.pages[0].Resources.XObject.values()
        assert list(form.Filter) == ["/FlateDecode"]
        assert b"1 1 10 10 re" in form.read_bytes()
