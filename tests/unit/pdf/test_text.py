"""Text operators: where glyphs stand, and that the text comes back."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pypdf
import pypdfium2
import pytest

from briefgen.layout.canvas import PlacedLine
from briefgen.layout.structure import StructureElement
from briefgen.pdf.canvas import TaggedCanvas
from briefgen.pdf.codes import code_table
from briefgen.pdf.directions import ARABIC_LETTER_MARK, LEFT_TO_RIGHT_MARK
from briefgen.pdf.plan import plan
from briefgen.pdf.text import fill_colour
from tests.unit.pdf import documents
from tests.unit.pdf.documents import EIGHT_LINES, text_of
from tests.unit.pdf.engine import ARABIC, LATIN, arabic, english, set_paragraph, stack
from tests.unit.pdf.reading import PageReader, open_pdf, texts_by_element

MARKS = {ARABIC_LETTER_MARK, LEFT_TO_RIGHT_MARK}
CONTROLS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c\ufeff"))


def plain(text: str) -> str:
    """NFC, without bidi controls, white space as one space."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text.translate(CONTROLS))).strip()


def lines_lost(extracted: str) -> list[int]:
    """Which of the eight lines did not come out exactly."""
    whole = plain(extracted)
    return [i for i, (_, segments) in enumerate(EIGHT_LINES) if plain(text_of(segments)) not in whole]


def test_pypdf_reads_all_eight_lines() -> None:
    """Each of the eight lines comes out exactly."""
    assert lines_lost(pypdf.PdfReader(io.BytesIO(documents.eight_lines())).pages[0].extract_text()) == []


def test_pymupdf_reads_all_eight_lines() -> None:
    """Each of the eight lines comes out exactly."""
    open_document: Any = pymupdf.open  # without types
    assert lines_lost(open_document(stream=documents.eight_lines())[0].get_text()) == []


def test_pdfium_reads_four_lines() -> None:
    """PDFium mirrors brackets and quotation marks, turns foreign words round, and parts vowelled ones."""
    page = pypdfium2.PdfDocument(documents.eight_lines())[0]
    assert lines_lost(page.get_textpage().get_text_range()) == [1, 4, 5, 7]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_poppler_reads_five_lines(tmp_path: Path) -> None:
    """Lost are isolate controls, the left-to-right line with an Arabic word, and a space before its comma."""
    path = tmp_path / "lines.pdf"
    path.write_bytes(documents.eight_lines())
    result = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True, encoding="utf-8")
    assert lines_lost(result.stdout) == [4, 5, 7]


def test_the_structure_tree_gives_the_exact_text() -> None:
    """Through the structure tree every paragraph has its logical text, with vowel marks and the author's controls."""
    assert texts_by_element(documents.eight_lines(), "P") == [text_of(segments) for _, segments in EIGHT_LINES]


def test_the_structure_tree_gives_the_exact_text_of_broken_paragraphs() -> None:
    """The same holds over lines, faces and spans."""
    paragraphs = texts_by_element(documents.briefing(), "P")
    assert paragraphs[:16] == [documents.EN[row % 2] for row in range(9)] + [
        documents.EN[(1 + row) % 2] for row in range(7)
    ]
    assert paragraphs[16:32] == [documents.AR[row % 2] for row in range(9)] + [
        documents.AR[(1 + row) % 2] for row in range(7)
    ]
    assert paragraphs[32:] == ["See the office and the start"]


def test_the_structure_tree_gives_the_exact_text_over_two_faces() -> None:
    """A character from another face inside an Arabic run keeps its place in the text."""
    segments = [arabic("قبل ″ بعد (″) آخر.")]
    (line,) = set_paragraph(segments, rtl=True)
    assert {run.face for run in line.runs} == {ARABIC, LATIN}

    def draw(canvas: TaggedCanvas, root: StructureElement) -> None:
        canvas.draw_text(stack([line]), [root.add("P").slot()], ["#000000"])

    assert texts_by_element(documents.write(draw), "P") == [text_of(segments)]


def one_bracket(character: str) -> str:
    """One for both square brackets, because those around a number are written from left to right."""
    return "[" if character == "]" else character


def test_every_glyph_stands_where_the_line_puts_it() -> None:
    """Codes stand at the positions of their clusters, to a hundredth of a point."""
    expected, placed_lines = [], []
    for i, (rtl, segments) in enumerate(EIGHT_LINES):
        placed_lines.append(stack(set_paragraph(segments, rtl=rtl, measure_pt=300), top_pt=780 - 60 * i))
    for placed in (line for lines in placed_lines for line in lines):
        for run in placed.line.runs:
            pen_fu = 0
            for cluster in run.clusters:
                code_fu = pen_fu
                for code in code_table(run.face).codes(cluster, rtl=run.rtl).codes:
                    x_pt = placed.x_pt + run.x_pt + code_fu * run.size_pt / run.face.units_per_em
                    expected.append((round(placed.baseline_pt), one_bracket(code.character), x_pt))
                    code_fu += code.advance_fu
                pen_fu += cluster.advance_fu

    def draw(canvas: TaggedCanvas, root: StructureElement) -> None:
        for lines in placed_lines:
            canvas.draw_text(lines, [root.add("P").slot()], ["#000000"])

    with open_pdf(documents.write(draw)) as pdf:
        reader = PageReader(pdf.pages[0])
    drawn = [
        (round(y_pt), one_bracket(reader.texts[shown.font][code][-1]), x_pt)
        for shown in reader.shown
        if shown.mcid is not None
        for code, x_pt, y_pt in shown.codes
        if reader.texts[shown.font][code] not in MARKS
    ]
    assert len(drawn) == len(expected) > 250
    for (y, character, x_pt), (y_drawn, character_drawn, x_drawn_pt) in zip(
        sorted(expected), sorted(drawn), strict=True
    ):
        assert (y, character) == (y_drawn, character_drawn)
        assert x_drawn_pt == pytest.approx(x_pt, abs=0.01)


def test_marks_stand_in_the_text_and_take_no_room() -> None:
    """The invisible marks have no width, belong to the element of their run, and lead to no sequence of their own."""
    with open_pdf(documents.eight_lines()) as pdf:
        reader = PageReader(pdf.pages[0])
    marks = [
        (shown.mcid is None, reader.widths[shown.font][code])
        for shown in reader.shown[:-1]  # the last one is the mark of the page
        for code, _, _ in shown.codes
        if reader.texts[shown.font][code] in MARKS
    ]
    assert set(marks) == {(False, 0)}
    runs = sum(len(line.runs) for rtl, segments in EIGHT_LINES for line in set_paragraph(segments, rtl=rtl, size_pt=14))
    assert len(reader.mcids) <= runs


def test_the_pieces_of_a_line_are_written_in_order() -> None:
    """Each piece is moved to, where the pen is not there already, and shown; the font is set again if asked."""
    (line,) = set_paragraph([arabic("نص ("), english("A"), arabic("، "), arabic("أب", span=1)], rtl=True)

    def draw(canvas: TaggedCanvas, root: StructureElement) -> None:
        slot = root.add("P").slot()
        canvas.draw_text([PlacedLine(line, 48, 700)], [slot, slot], ["#000000", "#FF0000"])

    with open_pdf(documents.write(draw)) as pdf:
        operators = [str(item.operator) for item in pikepdf.parse_content_stream(pdf.pages[0])]
    operators = operators[: operators.index("ET")]
    # Font, place, text: Arabic, Latin, Arabic with marks, and more Arabic, for which the font is set again.
    shown = [operator for operator in operators if operator in {"Tf", "Td", "Tj", "TJ"}]
    assert shown == ["Tf", "Td", "Tj", "Tf", "Td", "Tj", "Tf", "Td", "TJ", "Tf", "Td", "Tj"]
    assert [piece.again for piece in plan(line, after_rtl=False).pieces] == [False, False, False, True]


def test_state_is_written_when_it_changes() -> None:
    """Two lines of one paragraph, font and colour are one sequence with one font and one colour."""
    lines = documents.lines_of(documents.EN[0], rtl=False, measure_pt=241)
    assert len(lines) > 2

    def draw(canvas: TaggedCanvas, root: StructureElement) -> None:
        canvas.draw_text(stack(lines), [root.add("P").slot()], ["#FF0080"])

    with open_pdf(documents.write(draw)) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    counts = {op: content.count(b" " + op + b"\n") for op in (b"Tf", b"rg", b"BDC", b"Td")}
    assert counts == {b"Tf": 1, b"rg": 1, b"BDC": 1, b"Td": len(lines)}
    assert b"1 0 0.502 rg" in content


def test_empty_text_draws_nothing() -> None:
    """No lines, no operators, no content of the element."""
    root = StructureElement("Document")
    slot = root.add("P").slot()
    canvas = TaggedCanvas(io.BytesIO(), root=root, metadata=documents.METADATA, page_rtl=False)
    canvas.draw_text([], [slot], ["#000000"])
    (empty,) = set_paragraph([], rtl=False)
    canvas.draw_text([PlacedLine(empty, 0, 0)], [slot], ["#000000"])
    assert slot.drawn == []


@pytest.mark.parametrize("colour", ["red", "#12345", "#1234567", "#GG0000", ""])
def test_a_colour_has_one_form(colour: str) -> None:
    """Anything but #RRGGBB is refused."""
    with pytest.raises(ValueError, match="#RRGGBB"):
        fill_colour(colour)
