"""Text operators: where glyphs stand, and that the text comes back."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pypdf
import pytest

from briefgen.layout.canvas import PlacedLine
from briefgen.layout.structure import StructureElement
from briefgen.pdf.canvas import TaggedCanvas
from briefgen.pdf.codes import code_table
from briefgen.pdf.text import ARABIC_LETTER_MARK, LEFT_TO_RIGHT_MARK, Boundary, boundaries, fill_colour, pieces
from tests.unit.pdf import documents
from tests.unit.pdf.documents import EIGHT_LINES, text_of
from tests.unit.pdf.engine import ARABIC, LATIN, Segment, arabic, english, set_paragraph, stack
from tests.unit.pdf.reading import PageReader, open_pdf, texts_by_element

LEFT, RIGHT = Boundary(left=True, right=False), Boundary(left=False, right=True)

CONTROLS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c\ufeff"))


def plain(text: str) -> str:
    """NFC, without bidi controls, white space as one space."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text.translate(CONTROLS))).strip()


def lines_found(extracted: str) -> int:
    """How many of the eight lines came out exactly."""
    whole = plain(extracted)
    return sum(plain(text_of(segments)) in whole for _, segments in EIGHT_LINES)


def test_pypdf_reads_all_eight_lines() -> None:
    """Each of the eight lines comes out exactly."""
    assert lines_found(pypdf.PdfReader(io.BytesIO(documents.eight_lines())).pages[0].extract_text()) == 8


def test_pymupdf_reads_six_lines() -> None:
    """All but two of the eight lines come out exactly."""
    pymupdf = pytest.importorskip("pymupdf")
    assert lines_found(pymupdf.open(stream=documents.eight_lines())[0].get_text()) >= 6


def test_pdfium_reads_four_lines() -> None:
    """Four of the eight lines come out exactly; it turns mixed lines round by its own rules."""
    pypdfium2 = pytest.importorskip("pypdfium2")
    page = pypdfium2.PdfDocument(documents.eight_lines())[0]
    assert lines_found(page.get_textpage().get_text_range()) >= 4


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_poppler_reads_five_lines(tmp_path: Path) -> None:
    """Five of the eight lines come out exactly."""
    path = tmp_path / "lines.pdf"
    path.write_bytes(documents.eight_lines())
    result = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True, encoding="utf-8")
    assert lines_found(result.stdout) >= 5


def test_the_structure_tree_gives_the_exact_text() -> None:
    """Through the structure tree every paragraph has its logical text, with marks and the author's controls."""
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
                    expected.append((round(placed.baseline_pt), code.character, x_pt))
                    code_fu += code.advance_fu
                pen_fu += cluster.advance_fu

    def draw(canvas: TaggedCanvas, root: StructureElement) -> None:
        for lines in placed_lines:
            canvas.draw_text(lines, [root.add("P").slot()], ["#000000"])

    with open_pdf(documents.write(draw)) as pdf:
        reader = PageReader(pdf.pages[0])
    drawn = [
        (round(y_pt), reader.texts[shown.font][code], x_pt)
        for shown in reader.shown
        if shown.mcid is not None
        for code, x_pt, y_pt in shown.codes
    ]
    assert len(drawn) == len(expected) > 250
    for (y, character, x_pt), (y_drawn, character_drawn, x_drawn_pt) in zip(
        sorted(expected), sorted(drawn), strict=True
    ):
        assert (y, character) == (y_drawn, character_drawn)
        assert x_drawn_pt == pytest.approx(x_pt, abs=0.01)


@pytest.mark.parametrize(
    ("segments", "rtl", "expected"),
    [
        ((arabic("الناتو ("), english("NATO"), arabic(") أعلن")), True, {1: Boundary(left=True, right=True)}),
        ((arabic("عن"), english("15"), arabic("م")), True, {}),
        ((arabic("عن "), english("15"), arabic("م")), True, {1: RIGHT}),
        ((english("in ("), arabic("عمّان"), english(") in")), False, {0: RIGHT, 2: LEFT}),
        ((english("Amman"),), False, {}),
    ],
)  # fmt: skip
def test_marks_stand_where_neutrals_meet_a_run(segments: tuple[object, ...], rtl: bool, expected: object) -> None:  # noqa: FBT001
    """A left-to-right run has a mark on each side where the paragraph's direction shows it a neutral character."""
    (line,) = set_paragraph(segments, rtl=rtl)  # type: ignore[arg-type]
    assert boundaries(line) == expected


def test_marks_are_artifacts() -> None:
    """The invisible marks are in the file, and outside the tagged text."""
    with open_pdf(documents.eight_lines()) as pdf:
        reader = PageReader(pdf.pages[0])
    marks = [
        (shown.mcid, reader.texts[shown.font][code], reader.widths[shown.font][code])
        for shown in reader.shown
        for code, _, _ in shown.codes
        if reader.texts[shown.font][code] in {ARABIC_LETTER_MARK, LEFT_TO_RIGHT_MARK}
    ]
    assert {character for _, character, _ in marks} == {ARABIC_LETTER_MARK, LEFT_TO_RIGHT_MARK}
    assert {(mcid, width) for mcid, _, width in marks} == {(None, 0)}


def test_a_right_to_left_run_is_written_in_logical_pieces() -> None:
    """Neutral characters at the edges stand apart in logical order; the rest is one piece in visual order."""
    (line,) = set_paragraph([arabic(" (أب) ")], rtl=True)
    texts = ["".join(c.text for c in piece.clusters) for piece in pieces(line.runs[0], after_rtl=True)]
    assert texts == [" ", "(", "بأ", ")", " "]


def test_a_left_to_right_run_stays_whole_after_its_own_kind() -> None:
    """Only after right-to-left text do leading neutral characters stand apart."""
    (line,) = set_paragraph([english(") in 2024")], rtl=False)
    whole = pieces(line.runs[0], after_rtl=False)
    apart = pieces(line.runs[0], after_rtl=True)
    assert ["".join(c.text for c in piece.clusters) for piece in whole] == [") in 2024"]
    assert ["".join(c.text for c in piece.clusters) for piece in apart] == [")", " ", "in 2024"]


@pytest.mark.parametrize("segment", [arabic(" ("), english(" (")])
@pytest.mark.parametrize("after_rtl", [True, False])
def test_no_piece_is_empty(segment: Segment, *, after_rtl: bool) -> None:
    """A run of neutral characters only has each of them once."""
    (line,) = set_paragraph([segment], rtl=segment.rtl)
    found = pieces(line.runs[0], after_rtl=after_rtl)
    assert all(piece.clusters for piece in found)
    assert "".join(c.text for piece in found for c in piece.clusters) == " ("


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
