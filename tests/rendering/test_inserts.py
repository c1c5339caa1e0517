"""Flowables from outside: tagged, in the fonts of the theme, mirrored where they are tables, and left as they were."""

from __future__ import annotations

import io
from typing import Any, Final

import pikepdf
import pypdf
import pypdfium2
import pytest
from reportlab.graphics.barcode.code128 import Code128
from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.shapes import Drawing, String
from reportlab.lib import colors
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import (
    BalancedColumns,
    Flowable,
    HRFlowable,
    KeepInFrame,
    KeepTogether,
    ListFlowable,
    ListItem,
    PageBreak,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
    XPreformatted,
)

import briefgen
from briefgen.errors import InvalidBriefing, ResourceError
from tests.rendering.graphic import briefing
from tests.rendering.test_charts import drawn_at, figures

KEY: Final = "flow"


def with_insert(**more: Any) -> briefgen.Briefing:
    """A briefing with one insert."""
    alternative = {"en": "Two bars", "ar": "عمودان"}
    return briefing(inserts=[{"key": KEY, "alternative": alternative, **more}])


def chart(*names: str) -> Drawing:
    """A chart of reportlab's own, with a string of its own over it."""
    drawing = Drawing(300, 160)
    bars = VerticalBarChart()
    bars.x, bars.y, bars.width, bars.height = 40, 30, 240, 100
    bars.data = [(10, 20)]
    bars.categoryAxis.categoryNames = list(names)
    drawing.add(bars)
    drawing.add(String(150, 145, names[0], textAnchor="middle", fontName="Helvetica-Bold"))
    return drawing


def table(rows: int = 3) -> Table:
    """A table of reportlab's own with a head."""
    data = [["Place", "Count"], *([f"Row{row}", 1000 + row] for row in range(rows))]
    looks = [("GRID", (0, 0), (-1, -1), 0.25, colors.grey), ("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey)]
    return Table(data, colWidths=[80, 60], repeatRows=1, style=TableStyle(looks))


def text_of(pdf: bytes) -> str:
    """The text of all pages, as PDFium gives it."""
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def tree_of(pdf: bytes) -> list[str]:
    """The structure types of all elements, in reading order."""
    found: list[str] = []

    def walk(element: Any) -> None:
        if isinstance(element, pikepdf.Dictionary):
            if "/S" in element and element.get("/Type") != "/MCR":
                found.append(str(element.S)[1:])
            walk(element.get("/K"))
        elif isinstance(element, pikepdf.Array):
            for each in element:
                walk(each)

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        walk(opened.Root.StructTreeRoot.K)
    return found


def test_a_drawing_is_a_figure_in_fonts_that_are_in_the_file() -> None:
    """Its strings can be read back in both languages, and every font of the file is embedded."""
    flowables = {KEY: {"en": chart("North", "South"), "ar": chart("الشمال", "الجنوب")}}
    result = briefgen.render(with_insert(), flowables=flowables)
    text = text_of(result.pdf)
    assert all(name in text for name in ("North", "South", "الشمال", "الجنوب"))
    assert figures(result.pdf) == ["Two bars", "عمودان"]
    with pikepdf.open(io.BytesIO(result.pdf)) as opened:
        descriptors = [each for each in opened.objects if isinstance(each, pikepdf.Dictionary) and "/FontName" in each]
        assert descriptors
        assert all("/FontFile2" in each or "/FontFile3" in each for each in descriptors)
        assert b"Helvetica" not in result.pdf


@pytest.mark.parametrize("profile", ["a3a", "a2a", "ua1", "ua2"])
def test_a_table_is_a_table(profile: str) -> None:
    """It has heads and cells, in files of every profile."""
    result = briefgen.render(with_insert(), edition="en", flowables={KEY: table()}, profile=profile)
    tree = tree_of(result.pdf)
    assert tree.count("Table") == 1
    assert (tree.count("TR"), tree.count("TH"), tree.count("TD")) == (4, 2, 6)


def test_a_long_table_repeats_its_head_and_loses_nothing() -> None:
    """Each page that it goes on to has its head again, which is in the structure once."""
    result = briefgen.render(with_insert(), edition="en", flowables={KEY: table(90)})
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(result.pdf)]
    with_rows = [page for page in pages if "Row" in page]
    assert len(with_rows) > 1
    assert all("Place" in page and "Count" in page for page in with_rows)
    assert all(f"Row{row}" in "".join(pages) for row in range(90))
    assert tree_of(result.pdf).count("TH") == 2


def test_a_table_mirrors() -> None:
    """In Arabic its first column stands at the right."""
    english, arabic = (
        briefgen.render(with_insert(), edition=edition, flowables={KEY: table()}).pdf for edition in ("en", "ar")
    )
    assert drawn_at(english, "Place") < drawn_at(english, "Count")
    assert drawn_at(arabic, "Place") > drawn_at(arabic, "Count")


def test_cells_that_go_over_others_say_so() -> None:
    """A cell over two columns is one cell of the structure."""
    made = table()
    made.setStyle([("SPAN", (0, 1), (1, 1))])
    result = briefgen.render(with_insert(), edition="ar", flowables={KEY: made})
    assert tree_of(result.pdf).count("TD") == 5
    text = text_of(result.pdf)
    assert "Row" in text
    assert "1,000" not in text  # reportlab shows the first of the cells


def test_a_long_title_over_columns_widens_none() -> None:
    """The columns below it are as wide as their own texts."""
    plain = Table([["a", "b"], ["c", "d"]])
    titled = Table([["A title that goes over both", ""], ["c", "d"]], style=[("SPAN", (0, 0), (1, 0))])
    narrow, wide = (briefgen.render(with_insert(), edition="en", flowables={KEY: each}).pdf for each in (plain, titled))
    assert drawn_at(wide, "d\r") == pytest.approx(drawn_at(narrow, "d\r"), abs=0.5)


def test_a_table_without_room_breaks_no_word() -> None:
    """Columns give way by what they can spare, and keep their longest words."""
    given = Table([["Short", "A long sentence of many words that can be broken over several lines of a cell. " * 2]])
    pdf = briefgen.render(with_insert(), flowables={KEY: given}).pdf
    assert text_of(pdf).count("Short") == 3  # the summary says "Short." in English


def test_a_paragraph_and_a_code_are_what_they_are() -> None:
    """A paragraph is text; whatever else draws itself is a figure."""
    paragraph = Paragraph("Hello <b>world</b>", getSampleStyleSheet()["Normal"])
    result = briefgen.render(with_insert(), edition="en", flowables={KEY: paragraph})
    assert "Hello world" in text_of(result.pdf)
    assert figures(result.pdf) == []
    code = Code128("ABC-123", humanReadable=True)
    result = briefgen.render(with_insert(), edition="en", flowables={KEY: code})
    assert figures(result.pdf) == ["Two bars"]
    assert "ABC-123" in text_of(result.pdf)


def test_what_is_given_stays_as_it_is() -> None:
    """The same flowables give the same bytes again."""
    flowables = {KEY: {"en": table(), "ar": chart("الشمال", "ب")}}
    first, second = (briefgen.render(with_insert(), flowables=flowables).pdf for _ in range(2))
    assert first == second


class _OwnText(Flowable):
    """Draws with a text object, which cannot be followed."""

    def wrap(self, *_room: float) -> tuple[float, float]:
        """Ten by ten points."""
        return 10, 10

    def draw(self) -> None:
        """Begin a text object."""
        self.canv.beginText(0, 0)


class _Broken(Flowable):
    """Fails where a story measures it."""

    def wrap(self, *_room: float) -> tuple[float, float]:
        """Fail."""
        raise RuntimeError("a mistake of its own")


STYLES: Final = getSampleStyleSheet()


def paragraph(markup: str) -> Paragraph:
    """A paragraph of reportlab's own."""
    return Paragraph(markup, STYLES["Normal"])


def links_of(pdf: bytes) -> list[str]:
    """The addresses that a file links to."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = [
            each.A.URI for page in opened.pages for each in page.get("/Annots", []) if "/URI" in each.get("/A", {})
        ]
    return list(map(str, found))


def fonts_of(pdf: bytes, text: str) -> set[str]:
    """The names of the fonts that a text is drawn with, without their tags."""
    found: set[str] = set()

    def see(word: str, _cm: Any, _tm: Any, font: Any, _size: float) -> None:
        if text in word:
            found.add(str(font["/BaseFont"]).partition("+")[2])

    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(visitor_text=see)
    return found


def test_a_paragraph_keeps_its_markup() -> None:
    """Weight, links and lines are as they were written; white space of the markup is none of the text."""
    given = paragraph('Plain\n   <b>strong</b> <a href="https://example.org/x">there</a>.<br/>Second line')
    result = briefgen.render(with_insert(), edition="en", flowables={KEY: given})
    text = text_of(result.pdf)
    assert "Plain strong there." in text
    assert "Second line" in text
    assert drawn_at(result.pdf, "Second") == pytest.approx(drawn_at(result.pdf, "Plain"), abs=1.0)
    assert "https://example.org/x" in links_of(result.pdf)
    assert tree_of(result.pdf).count("Link") == 1
    assert fonts_of(result.pdf, "strong") != fonts_of(result.pdf, "Plain")


def test_our_own_paragraph_is_text() -> None:
    """A ``BidiParagraph`` is set in the fonts of the theme like any other."""
    given = briefgen.BidiParagraph("مرحبا <b>بكم</b> في Amman", STYLES["Normal"])
    result = briefgen.render(with_insert(), edition="ar", flowables={KEY: given})
    assert figures(result.pdf) == []
    assert all(word in text_of(result.pdf) for word in ("مرحبا", "بكم", "Amman"))


@pytest.mark.parametrize(
    ("markup", "named"),
    [
        ("m<super>2</super>", "<super>"),
        ("<u>under</u>", "<u>"),
        ("<strike>out</strike>", "<strike>"),
        ('<a name="here"/>x', "<a name"),
        ('<a href="#there">x</a>', "#there"),
        ('<span backColor="yellow">x</span>', "background"),
    ],
)
def test_what_a_text_cannot_have_is_named(markup: str, named: str) -> None:
    """Nothing of a paragraph is lost without a word."""
    with pytest.raises(ResourceError) as caught:
        briefgen.render(with_insert(), edition="en", flowables={KEY: paragraph(markup)})
    (found,) = caught.value.diagnostics
    assert found.code == "insert.unsupported"
    assert named in found.message


def items_and_labels(pdf: bytes) -> tuple[int, int, int]:
    """How many lists, items and labels there are in a file."""
    tree = tree_of(pdf)
    return tree.count("L"), tree.count("LI"), tree.count("Lbl")


@pytest.mark.parametrize("profile", ["a3a", "ua2"])
def test_a_list_is_a_list(profile: str) -> None:
    """Its labels count on from a value, and a list in it is a list of its own; nothing is taken apart."""
    inner = ListFlowable([paragraph("inner"), paragraph("last")], bulletType="bullet", start="square")
    given = ListFlowable([paragraph("one"), ListItem([paragraph("seven"), paragraph("more")], value=7), inner])
    empty = items_and_labels(briefgen.render(with_insert(), edition="en", flowables={KEY: table()}).pdf)
    for edition in ("en", "ar"):
        pdf = briefgen.render(with_insert(), edition=edition, flowables={KEY: given}, profile=profile).pdf
        text = text_of(pdf)
        assert [word in text for word in ("one", "seven", "more", "inner", "last", "8", "•")] == [True] * 7
        assert tuple(a - b for a, b in zip(items_and_labels(pdf), empty, strict=True)) == (2, 5, 5)
        labels_first = drawn_at(pdf, "7") < drawn_at(pdf, "seven")
        assert labels_first == (edition == "en")


@pytest.mark.parametrize(("kind", "label"), [("i", "(ii)"), ("A", "(B)"), ("1", "(2)")])
def test_labels_have_their_form(kind: str, label: str) -> None:
    """Letters and Roman numbers are written as reportlab does, with what stands around them."""
    given = ListFlowable([paragraph("one"), paragraph("two")], bulletType=kind, bulletFormat="(%s)")
    assert label in text_of(briefgen.render(with_insert(), edition="en", flowables={KEY: given}).pdf)


def test_a_group_is_what_is_in_it() -> None:
    """Its parts come one after the other, each with its tag; rules and white are decoration."""
    parts = [paragraph("first"), Spacer(1, 12), HRFlowable(width="60%"), KeepInFrame(300, 90, [paragraph("second")])]
    given = [KeepTogether(parts), table()]
    single = briefgen.render(with_insert(), edition="en", flowables={KEY: paragraph("first")}).pdf
    pdf = briefgen.render(with_insert(), edition="en", flowables={KEY: given}).pdf
    text = text_of(pdf)
    assert text.index("first") < text.index("second") < text.index("Place")
    assert tree_of(pdf).count("P") == tree_of(single).count("P") + 1
    assert tree_of(pdf).count("Table") == 1
    assert figures(pdf) == []


def test_cells_hold_what_stands_elsewhere() -> None:
    """A table, a list and a drawing in cells are what they are, and mirror with the table."""
    row = [table(1), ListFlowable([paragraph("alpha"), paragraph("beta")]), chart("North", "South")]
    given = Table([["Inner", "Listed", paragraph("<b>Drawn</b><br/>below")], row], repeatRows=1)
    for edition in ("en", "ar", "side-by-side"):
        pdf = briefgen.render(with_insert(), edition=edition, flowables={KEY: given}, profile="ua2").pdf
        tree, of_languages = tree_of(pdf), 2 if edition == "side-by-side" else 1
        assert (tree.count("Table"), tree.count("Figure")) == (2 * of_languages, of_languages)
        assert all(word in text_of(pdf) for word in ("Place", "Count", "alpha", "beta", "North", "Drawn", "below"))
        if edition != "side-by-side":
            assert (drawn_at(pdf, "Place") < drawn_at(pdf, "alpha")) == (edition == "en")


@pytest.mark.parametrize(
    ("flowable", "named"),
    [
        (PageBreak(), "PageBreak"),
        ([paragraph("x"), PageBreak()], "PageBreak"),
        (BalancedColumns([paragraph("x")], nCols=2), "BalancedColumns"),
        (XPreformatted("a  b", STYLES["Code"]), "XPreformatted"),
        (_Broken(), "a mistake of its own"),
        (Table([["a", _Broken()]]), "a mistake of its own"),
        (ListFlowable([]), "without items"),
        ([], "nothing in it"),
        ("text", "str"),
    ],
)
def test_what_cannot_be_tagged_says_why(flowable: Any, named: str) -> None:
    """No traceback, and no page from which something is missing."""
    with pytest.raises(ResourceError) as caught:
        briefgen.render(with_insert(), edition="ar", flowables={KEY: flowable})
    (found,) = caught.value.diagnostics
    assert (found.code, found.where.path) == ("insert.unsupported", "inserts[0]")
    assert named in found.message


@pytest.mark.parametrize(
    ("flowables", "code"),
    [
        ({}, "insert.missing"),
        ({KEY: {"en": table()}}, "insert.missing"),
        ({KEY: _OwnText()}, "insert.unsupported"),
        ({KEY: 7}, "insert.unsupported"),
    ],
)
def test_what_cannot_be_put_there_is_told(flowables: dict[str, Any], code: str) -> None:
    """Nothing is written where something is missing or cannot be followed."""
    with pytest.raises(ResourceError) as caught:
        briefgen.render(with_insert(), flowables=flowables)
    assert [found.code for found in caught.value.diagnostics] == [code]


def test_keys_and_characters_are_checked() -> None:
    """A flowable without an insert is a wrong argument; a character without a glyph is told like all others."""
    with pytest.raises(ValueError, match="no such insert"):
        briefgen.render(with_insert(), flowables={KEY: table(), "other": table()})
    with pytest.raises(InvalidBriefing) as caught:
        briefgen.render(with_insert(), edition="en", flowables={KEY: chart("\U0001f600", "b")})
    assert {found.code for found in caught.value.diagnostics} == {"text.missing-glyph"}
