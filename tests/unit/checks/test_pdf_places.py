"""PDF files read twice: a quote passes only where both readings say so."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from briefgen.checks import pdf_doubt, pdf_text
from briefgen.checks.matching import Match, Searchable
from briefgen.checks.sources import SourceContent, SourceTexts
from briefgen.checks.visual_order import is_certain, logical
from briefgen.model.sources import Source

pytest.importorskip("pypdf")
pytest.importorskip("pypdfium2")

Drawn = list[tuple[float, float, str]]
FONT, SIZE = "Helvetica", 10


def file_of(drawn: Drawn) -> bytes:
    """A page with texts at places, drawn in this order."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(500, 500))
    canvas.setFont(FONT, SIZE)
    for x, y, text in drawn:
        canvas.drawString(x, y, text)
    canvas.save()
    return file.getvalue()


def content(pdf: bytes) -> SourceContent:
    """The text of a file, as the check of quotes gets it."""
    read = pdf_text.pdf_text(pdf)
    return SourceContent(read.text, "whole", "mo.pdf", "", "pdf", read.doubtful, read.second)


def outcome(quote: str, source: SourceContent) -> str:
    """Whether a quote passes, is doubtful, or is not there."""
    match = Searchable(source.text).match(quote)
    if not match.passed:
        return "not there"
    return "doubtful" if pdf_doubt.doubt_about(quote, match, source) else "passes"


def after(text: str, x: float = 50) -> float:
    """Where what follows a text begins."""
    return x + float(Canvas(io.BytesIO()).stringWidth(text, FONT, SIZE))


def test_numbers_drawn_after_the_words_stand_where_they_are() -> None:
    """A program may draw the numbers of a line last: no quote without them passes, and those with them are found."""
    line = "In the first quarter only 1,250 lorries a day came"
    head = "In the first quarter only "
    drawn = [(50.0, 400.0, head), (after(head + "1,250 "), 400.0, "lorries a day came"), (after(head), 400.0, "1,250")]
    source = content(file_of(drawn))
    assert source.text == line
    assert outcome("only 1,250 lorries a day", source) != "not there"
    assert outcome("only lorries a day", source) == "not there"


def test_words_of_two_columns_are_apart() -> None:
    """What stands in two columns side by side is no line, however narrow the gap between them."""
    left = [(50.0, 400.0, "The office will not"), (50.0, 388.0, "open in the city")]
    for gap in (4, 8, 30):
        x = after("The office will not") + gap
        right = [(x, 400.0, "be a school for all"), (x, 388.0, "of the children")]
        source = content(file_of(left + right))
        assert outcome("The office will not be a school", source) != "passes"
        assert outcome("not be a school for all of", source) != "passes"


def test_lines_between_which_another_one_stands_are_apart() -> None:
    """Lines that follow one another on the page, and not in the file, are not taken for one text."""
    lines = ["The office will open", "in the north alone", "and nobody will come"]
    drawn = [(50.0, 400.0 - 12 * number, line) for number, line in enumerate(lines)]
    assert outcome("will open in the north alone and nobody", content(file_of(drawn))) == "passes"
    mixed = content(file_of([drawn[0], drawn[2], drawn[1]]))
    assert outcome("will open in the north", mixed) == "doubtful"
    assert outcome("in the north alone", mixed) == "passes"


def test_a_line_of_other_letters_is_doubtful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the second reading lacks a digit, or has another one, no quote from the line passes."""
    pdf = file_of([(50, 400, "It opened in 1995 in the city"), (50, 388, "and closed")])
    monkeypatch.setattr(pdf_text, "_extracted", lambda _: "It opened in 1996 in the city\nand closed")
    source = content(pdf)
    assert outcome("It opened in", source) == "doubtful"
    assert outcome("and closed", source) == "passes"
    monkeypatch.setattr(pdf_text, "_extracted", lambda _: "It opened 1959 in in the city\nand closed")
    assert outcome("It opened in 1995", content(pdf)) == "passes"


@pytest.mark.parametrize(
    ("second", "quote", "doubtful"),
    [
        ("لم يُفتتح بعد", "لم يُفتتح", False),
        ("لم يفتتح بعد", "لم يُفتتح", True),
        ("لم يفتُتح بعد", "لم يُفتتح", True),
        ("لم يفتُتح بعد", "لم يفتتح", False),
        ("لم يُفتتح بعد", "لَم يُفتتح", True),
    ],
)
def test_vowel_marks_need_both_readings(second: str, quote: str, *, doubtful: bool) -> None:
    """A quote with vowel marks passes where both readings have each of them on its letter, and none besides."""
    source = SourceContent("لم يُفتتح بعد", "whole", "mo.pdf", "", "pdf", (), second)
    match = Searchable(source.text).match(quote)
    assert match.passed
    assert bool(pdf_doubt.doubt_about(quote, match, source)) is doubtful


def test_other_files_are_not_doubted() -> None:
    """A text that no program had to read off a page is what it is."""
    source = SourceContent("a b", "whole", "mo.txt", "", doubtful=((0, 3),))
    assert pdf_doubt.doubt_about("a b", Match("exact", ranges=((0, 3),)), source) == ""


def test_doubt_goes_by_the_ranges() -> None:
    """Each part of a quote counts, and a range that only touches one does not."""
    source = SourceContent("abcdefghij", "whole", "mo.pdf", "", "pdf", ((2, 4), (8, 9)))
    for ranges, doubtful in {
        ((0, 2),): False,
        ((4, 8),): False,
        ((3, 5),): True,
        ((0, 1), (8, 10)): True,
        ((0, 10),): True,
    }.items():
        assert bool(pdf_doubt.doubt_about("x", Match("exact", ranges=ranges), source)) is doubtful


@pytest.mark.parametrize(
    "text",
    [
        "قبل ١٥ آذار ٢٠٢٥، لأن",
        "بـ٣٫٤ ملايين دينار",
        "سوى ١٬٢٥٠ شاحنة",
        "البالغ ١٠–١٥ مليون",
        "للاستثمار (EIB) أنه رفض",
        "عام 2025 في Wadi Araba road مع",
        "رقم B2 في",
        "on 15 March 2025",
    ],
)
def test_lines_are_read_back(text: str) -> None:
    """A line that goes from right to left, laid out from left to right, is read as it was written."""
    bidi = pytest.importorskip("bidi")
    shown = bidi.get_display(text)
    assert logical([*shown]) == text


def test_a_number_keeps_its_digits() -> None:
    """The digits of a number are read from left to right, whatever is around it."""
    assert logical([*"راذآ ٥١ لبق"]) == "قبل ٥١ آذار"


@pytest.mark.parametrize(
    ("line", "certain"),
    [
        ("on 15 March", True),
        ("قبل ١٥ آذار", True),
        ("١٥ آذار", True),
        ("قبل 15 آذار", True),
        ("15 آذار", False),
        ("آذار 2025", False),
        ("مكتب NATO هنا", False),
        ("the word مكتب", False),
    ],
)
def test_lines_that_depend_on_their_paragraph(line: str, *, certain: bool) -> None:
    """Where the places tell two orders, the order of the second reading decides."""
    assert is_certain(line) is certain


def test_places_need_pdfium(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the second reader no PDF is read, and the message says what is lacking."""
    (tmp_path / "mo.pdf").write_bytes(file_of([(50, 400, "It opened")]))
    source = Source.model_validate({"key": "mo", "title": {"en": "A"}, "text": {"file": "mo.pdf"}})
    assert isinstance(SourceTexts(tmp_path).of(source), SourceContent)
    monkeypatch.setitem(__import__("sys").modules, "pypdfium2", None)
    found = SourceTexts(tmp_path).of(source)
    assert not isinstance(found, SourceContent)
    assert "pypdfium2" in found.reason
