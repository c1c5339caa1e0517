"""On canvases: plain, encrypted, compressed, several at once, and tagged."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from functools import partial

import page
import pikepdf
import pypdf
import pytest
from reportlab.lib.colors import CMYKColor, CMYKColorSep, Color
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import SimpleDocTemplate

from briefgen import BidiParagraph
from briefgen.layout.structure import StructureElement
from briefgen.pdf.canvas import TaggedCanvas
from briefgen.pdf.metadata import DocumentMetadata
from tests.unit.flowables.stories import STYLE, build, by_mupdf, by_pypdf, characters_of, plain, styled, words_of
from tests.unit.pdf.reading import elements, open_pdf, texts_by_element

TEXT = "اتصلوا بالرقم <b>+962 6 123 4567</b> قبل 25 تموز 2026."
READ = "اتصلوا بالرقم +962 6 123 4567 قبل 25 تموز 2026."


def draw_on(canvas: Canvas, text: str, y_pt: float = 300) -> None:
    """Draw a paragraph on a canvas, without Platypus."""
    paragraph = BidiParagraph(text, STYLE)
    paragraph.wrapOn(canvas, 200, 500)
    paragraph.drawOn(canvas, 50, y_pt)


def test_the_state_of_the_canvas_stays() -> None:
    """Font, colour and text state of the canvas are after a paragraph what they were before, and do not reach it."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(300, 400), invariant=1, pageCompression=0)
    text = canvas.beginText(50, 350)
    text.setFont("Courier", 9)
    text.setCharSpace(3)
    text.setHorizScale(50)
    text.textLine("spaced")
    canvas.drawText(text)
    canvas.setFillColor("red")
    before = (canvas._fontname, canvas._fontsize, canvas._fillColorObj)
    draw_on(canvas, "<font color='blue' size='20'>محتويات Contents</font>")
    assert (canvas._fontname, canvas._fontsize, canvas._fillColorObj) == before
    canvas.drawString(50, 200, "after")
    canvas.save()
    after = characters_of(file.getvalue())[-1]
    assert (after.text, after.font, after.colour) == ("r", "Courier", 0xFF0000)
    assert after.size == pytest.approx(9 * 0.5**0.5)  # as MuPDF counts text of half its width
    widths = []
    for data in (file.getvalue(), build([BidiParagraph("<font size='20'>Contents</font>", STYLE)])):
        (word,) = [word for word in words_of(data) if word.text == "Contents"]
        widths.append(word.right - word.left)
    assert widths[0] == pytest.approx(widths[1], abs=0.1)


@pytest.mark.parametrize("compression", [0, 1])
def test_the_same_bytes(compression: int) -> None:
    """The same story gives the same bytes, with and without compression of pages."""
    first, second = (build([BidiParagraph(TEXT, STYLE)], pageCompression=compression) for _ in range(2))
    assert first == second
    assert by_pypdf(first) == READ


def test_fonts_are_in_the_file_once() -> None:
    """Each face is embedded once, as a subset, under names that reportlab does not use."""
    pdf = open_pdf(build([BidiParagraph(TEXT, STYLE) for _ in range(20)]))
    names = {name: font for page in pdf.pages for name, font in page.Resources.Font.items()}
    ours = {name for name in names if name.startswith("/Briefgen")}
    assert len(ours) == 3  # Arabic, the bold number, and the other digits
    assert all("+IBMPlexSans" in str(names[name].BaseFont) for name in ours)
    programs = [obj for obj in pdf.objects if isinstance(obj, pikepdf.Stream) and "/Length1" in obj]
    assert len(programs) == 3


@pytest.mark.parametrize("strength", [40, 128])
def test_encrypted_documents(strength: int) -> None:
    """Text and fonts are encrypted with the document, and come back with the password."""
    data = build([BidiParagraph(TEXT, STYLE)], encrypt=StandardEncryption("reader", "owner", strength=strength))
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert reader.is_encrypted
    assert reader.decrypt("reader")
    assert plain(reader.pages[0].extract_text()) == READ
    with pikepdf.open(io.BytesIO(data), password="reader") as pdf:  # noqa: S106 - of this test
        fonts = [font for name, font in pdf.pages[0].Resources.Font.items() if name.startswith("/Briefgen")]
        for font in fonts:
            system = font.DescendantFonts[0].CIDSystemInfo
            assert (str(system.Registry), str(system.Ordering)) == ("Adobe", "Identity")
            assert font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()[:4] == b"\0\1\0\0"
    assert b"Identity-H" in data
    assert b"(Identity)" not in data


def test_two_canvases_at_once() -> None:
    """Documents that are drawn in turns do not share their fonts."""
    files = [io.BytesIO(), io.BytesIO()]
    canvases = [Canvas(file, pagesize=(300, 400), invariant=1) for file in files]
    for y_pt, texts in ((300, ("محتويات", "الحالات")), (200, ("الأولى", "Second"))):
        for canvas, text in zip(canvases, texts, strict=True):
            draw_on(canvas, text, y_pt)
    for canvas in canvases:
        canvas.save()
    assert [by_mupdf(file.getvalue()) for file in files] == ["محتويات الأولى", "الحالات Second"]
    alone = io.BytesIO()
    canvas = Canvas(alone, pagesize=(300, 400), invariant=1)
    draw_on(canvas, "الحالات", 300)
    draw_on(canvas, "Second", 200)
    canvas.save()
    assert alone.getvalue() == files[1].getvalue()


def test_forms() -> None:
    """A paragraph in a form of the canvas finds its fonts there."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(300, 400), invariant=1)
    canvas.beginForm("box")
    draw_on(canvas, "محتويات")
    canvas.endForm()
    canvas.doForm("box")
    canvas.save()
    assert by_mupdf(file.getvalue()) == "محتويات"


def test_colours_are_those_of_reportlab() -> None:
    """Colours of every kind are written as reportlab writes them: for screens, for inks, for one ink, transparent."""
    separate = CMYKColorSep(0, 1, 1, 0, spotName="Warm", density=0.8)
    data = build(
        [BidiParagraph("أ <font color='#336699'>ب</font>", styled(textColor=CMYKColor(1, 0.5, 0, 0.1)))],
        pageCompression=0,
    )
    assert b"1 .5 0 .1 k" in data
    assert b".2 .4 .6 rg" in data
    assert b"/Warm cs .8 scn" in build([BidiParagraph("أ", styled(textColor=separate))], pageCompression=0)
    seen_through = open_pdf(build([BidiParagraph("أ", styled(textColor=Color(1, 0, 0, alpha=0.5)))]))
    states = seen_through.pages[0].Resources.ExtGState.values()
    assert 0.5 in [float(state.get("/ca", 1)) for state in states]


def tagged(story: list[BidiParagraph], **keywords: object) -> tuple[bytes, StructureElement]:
    """A tagged file of a story, and its structure tree."""
    file, root = io.BytesIO(), StructureElement("Document")
    metadata = DocumentMetadata(
        titles={"ar": "عنوان"},
        primary_language="ar",
        languages=("ar",),
        author="The desk",
        subject="A test",
        producer="briefgen",
        date=datetime(2024, 7, 12, tzinfo=UTC),
    )
    maker = partial(TaggedCanvas, root=root, metadata=metadata, page_rtl=False)
    SimpleDocTemplate(file, pagesize=(300, 260), **keywords).build(list(story), canvasmaker=maker)
    return file.getvalue(), root


def test_on_a_tagged_canvas() -> None:
    """Each paragraph is an element of its own, with language and direction, also over pages; decoration is none."""
    framed = styled(backColor="#EEEEEE", borderColor="red", borderWidth=1, leftIndent=20)
    long = "قال المتحدث إن العمل مستمر مع الشركاء في المنطقة كلها. " * 10
    data, root = tagged(
        [
            BidiParagraph(TEXT, framed, "•"),
            BidiParagraph("English <u>and</u> more", STYLE),
            BidiParagraph(long, STYLE),
        ]
    )
    assert texts_by_element(data, "P") == [f"•{READ}", "English and more", plain(long)]
    kinds = [(element.language, element.rtl) for element in root.children if isinstance(element, StructureElement)]
    assert kinds == [("ar", True), ("en", False), ("ar", True)]
    assert len(open_pdf(data).pages) > 1


def test_links_on_a_tagged_canvas() -> None:
    """A link is an element with its annotation, and a named place can be gone to."""
    data, _ = tagged(
        [BidiParagraph("<a name='top'/>أول <a href='https://example.org/'>موقع</a> و<a href='#top'>فوق</a>", STYLE)]
    )
    pdf = open_pdf(data)
    assert len(pdf.pages[0].Annots) == 2
    assert [str(e.S) for e in elements(pdf.Root.StructTreeRoot.K[0])].count("/Link") == 2


def test_a_tagged_story_passes_pdf_ua_1() -> None:
    """A story with boxes, bullets, links and lines under text passes every check of PDF/UA-1."""
    framed = styled(backColor="#EEEEEE", borderColor="red", borderWidth=1, leftIndent=20)
    linked = "<u>أول</u> <a href='https://example.org/'>موقع</a> <span backColor='yellow'>ثان</span>"
    data, _ = tagged([BidiParagraph(TEXT, framed, "•"), BidiParagraph(linked, STYLE)])
    report = page.validate_pdf_bytes(data, profile="ua1")
    assert [failure.message for failure in report.failures] == []
    assert report.is_compliant


def test_tagged_text_is_opaque() -> None:
    """A transparent colour is refused where it would be drawn as an opaque one."""
    with pytest.raises(ValueError, match="opaque"):
        tagged([BidiParagraph("أ", styled(textColor=Color(1, 0, 0, alpha=0.5)))])


def test_one_story_in_two_tagged_documents() -> None:
    """Drawn again into another tree, a paragraph has an element there too, and the bytes are the same."""
    story = [BidiParagraph(TEXT, STYLE)]
    (first, _), (second, _) = tagged(story), tagged(story)
    assert first == second


def test_a_plain_canvas_has_no_marked_content() -> None:
    """On a plain canvas text is ordinary text; the invisible marks stand in it, and it reads back."""
    data = build([BidiParagraph("رسالة من John (Work) عاجلة.", STYLE)])
    pdf = open_pdf(data)
    operators = [str(item.operator) for item in pikepdf.parse_content_stream(pdf.pages[0])]
    assert {"BMC", "BDC"}.isdisjoint(operators)
    assert by_mupdf(data) == "رسالة من John (Work) عاجلة."
