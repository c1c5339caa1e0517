"""Which way a page goes for poppler."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pypdfium2
import pytest

from briefgen.layout.structure import StructureElement
from briefgen.pdf.canvas import TaggedCanvas
from briefgen.pdf.directions import ARABIC_LETTER_MARK
from briefgen.pdf.page_direction import PageDirection
from tests.unit.pdf import documents
from tests.unit.pdf.engine import Segment, arabic, english, set_paragraph, stack
from tests.unit.pdf.reading import PageReader, open_pdf

LATIN_LINES = ("The plan foresees many projects over three years", "Half of the budget is committed (see annex)")
ARABIC_LINES = ("تتضمن الخطة مشاريع عدة، وقد خُصص نصف الميزانية.", "ويتوقف الباقي على القرارات: هذا ما أُعلن.")


def page(paragraphs: Sequence[tuple[bool, Sequence[Segment]]]) -> bytes:
    """Paragraphs of one line each under one another, Arabic ones at the right."""

    def draw(canvas: TaggedCanvas, root: StructureElement) -> None:
        for i, (rtl, segments) in enumerate(paragraphs):
            lines = set_paragraph(segments, rtl=rtl, measure_pt=250, size_pt=10)
            placed = stack(lines, x_pt=306 if rtl else 36, top_pt=780 - 30 * (i // 2))
            canvas.draw_text(placed, [root.add("P").slot()], ["#000000"])

    return documents.write(draw)


def side_by_side() -> bytes:
    """Two columns with more Latin letters than Arabic ones."""
    pairs = zip(LATIN_LINES, ARABIC_LINES, strict=True)
    return page([paragraph for en, ar in pairs for paragraph in ((False, [english(en)]), (True, [arabic(ar)]))])


def actual_texts(data: bytes) -> list[str]:
    """The actual texts of marked content on the first page."""
    with open_pdf(data) as pdf:
        return [
            str(item.operands[1]["/ActualText"])
            for item in pikepdf.parse_content_stream(pdf.pages[0])
            if str(item.operator) == "BDC" and "/ActualText" in item.operands[1]
        ]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_poppler_reads_both_columns(tmp_path: Path) -> None:
    """Commas, brackets and full stops stay at their places in both languages."""
    path = tmp_path / "page.pdf"
    path.write_bytes(side_by_side())
    run = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True, encoding="utf-8")
    found = re.sub(r"[\s\u061c\u200e\u202a-\u202c]", "", run.stdout)
    for line in (*LATIN_LINES, *ARABIC_LINES):
        assert line.replace(" ", "") in found


def test_as_many_marks_as_are_lacking() -> None:
    """The actual text has a mark for each letter that is lacking, and a reserve."""
    (text,) = actual_texts(side_by_side())
    latin = sum(character.isalpha() for line in LATIN_LINES for character in line)
    letters = sum("\u0620" <= character <= "\u064a" for line in ARABIC_LINES for character in line)
    assert set(text) == {ARABIC_LETTER_MARK}
    assert latin > letters
    assert len(text) == latin - letters + 100


def test_other_readers_do_not_see_the_marks() -> None:
    """PDFium and MuPDF find no more marks than the lines have; in the file the artifact has one character."""
    data = side_by_side()
    of_lines = sum(_marks(page([(True, [arabic(line)])])) for line in ARABIC_LINES)
    assert _marks(data) <= of_lines
    assert pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range().count(ARABIC_LETTER_MARK) <= of_lines


def by_mupdf(data: bytes) -> str:
    """The text of the only page."""
    open_document: Any = pymupdf.open  # without types
    return str(open_document(stream=data)[0].get_text())


def _marks(data: bytes) -> int:
    return by_mupdf(data).count(ARABIC_LETTER_MARK)


@pytest.mark.parametrize(
    "paragraphs",
    [
        [(False, [english(LATIN_LINES[0])])],
        [(True, [arabic(ARABIC_LINES[0] * 5)])],
        [(False, [english("See "), arabic("عمّان"), english(" now")]), (True, [arabic("نص، ثم")])],
        [(False, [english(LATIN_LINES[0])]), (True, [arabic("نص بلا فواصل")])],
        [*[(False, [english(LATIN_LINES[0])])] * 6, (True, [arabic("نص، ثم")])],
    ],
)
def test_pages_that_gain_nothing_have_no_marks(paragraphs: Sequence[tuple[bool, Sequence[Segment]]]) -> None:
    """One language, enough letters as they are, mixed lines to lose, no line to win, or hundreds of marks for one."""
    assert actual_texts(page(paragraphs)) == []


def test_left_to_right_lines_are_closed_where_right_to_left_ones_stand() -> None:
    """A sign at the end of a line has a mark behind it once the page has right-to-left lines."""
    closed = page([(True, [arabic(ARABIC_LINES[0])]), (False, [english("Amman [1]")])])
    alone = page([(False, [english("Amman [1]")])])
    assert "[1]\u200e" in by_mupdf(closed)
    assert "\u200e" not in by_mupdf(alone)


CELLS = ("Relations begin, by another account", "بداية العلاقات وفق رواية أخرى")


def test_cells_on_one_height_come_out_apart() -> None:
    """PDFium would take two cells of one line each for one line, and turn the words of one of them round."""
    data = page([(False, [english(CELLS[0])]), (True, [arabic(CELLS[1])])])
    text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert [line for line in _without_marks(text).splitlines() if line] == list(CELLS)
    assert [line for line in _without_marks(by_mupdf(data)).splitlines() if line] == list(CELLS)


def _without_marks(text: str) -> str:
    return re.sub(r"[\u061c\u200e]", "", text)


def test_a_mark_stands_apart_only_beside_text_of_the_other_direction() -> None:
    """Before lines on another height, and beside text of the same direction, there is none."""
    direction = PageDirection()
    latin, letters = (stack(set_paragraph([segment], rtl=segment.rtl)) for segment in (english("A"), arabic("أ")))
    assert not direction.take(latin, 100).beside
    assert not direction.take(latin, 100).beside
    assert direction.take(letters, 102).beside
    assert not direction.take(latin, 90).beside
    assert not direction.take([], 90).beside
    assert direction.take(letters, 90).beside


def test_the_mark_beside_has_a_width_and_stands_an_em_higher() -> None:
    """It has one for PDFium; the text stays where it is."""
    (line,) = set_paragraph([arabic("نص")], rtl=True)

    def draw(canvas: TaggedCanvas, root: StructureElement) -> None:
        canvas.draw_text(stack(set_paragraph([english("Text")], rtl=False)), [root.add("P").slot()], ["#000000"])
        canvas.draw_text(stack([line]), [root.add("P").slot()], ["#000000"])

    with open_pdf(documents.write(draw)) as pdf:
        reader = PageReader(pdf.pages[0])
    _, marks, text = reader.shown[:3]
    assert {reader.texts[marks.font][code] for code, _, _ in marks.codes} == {"\u200e"}
    (_, x, y), (_, second_x, _) = marks.codes
    assert (x, y - 11) == pytest.approx(text.codes[0][1:])
    assert second_x - x == pytest.approx(0.02 * 11)
    assert text.codes[0][1] == pytest.approx(48 + line.runs[0].x_pt, abs=0.001)
    assert marks.mcid == text.mcid
