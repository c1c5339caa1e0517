"""Flowables from outside: tagged, in the fonts of the theme, mirrored where they are tables, and left as they were."""

from __future__ import annotations

import io
from typing import Any, Final

import pikepdf
import pypdfium2
import pytest
from reportlab.graphics.barcode.code128 import Code128
from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.shapes import Drawing, String
from reportlab.lib import colors
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

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
