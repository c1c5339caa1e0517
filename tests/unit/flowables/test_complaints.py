"""What people complain about in Arabic text made with reportlab, each in a plain story."""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
import unicodedata
from contextlib import closing
from pathlib import Path
from typing import Final

import pypdfium2
import pytest
import uharfbuzz as hb

from briefgen import BidiParagraph
from tests.unit.flowables.stories import (
    LEFT,
    MEASURE,
    STYLE,
    build,
    by_mupdf,
    by_pypdf,
    characters_of,
    edges,
    lines_of,
    plain,
    styled,
    text_of,
    words_of,
)

SENTENCE = "قال المتحدث إن العمل مستمر مع الشركاء في المنطقة كلها"

# Text that is drawn as a whole in one direction, so that every reader gives it back as it was written.
WHOLE = (
    "محتويات", "الحالات", "الأولى", "لا إله", "عَمَّان", "الحمد لله", "می\u200cشود", "گفت ٹیم ڵ", "25 تموز 2026", SENTENCE,
)  # fmt: skip

# Text of both directions, which pypdf gives back as it was written.
MIXED = (
    "سعر 12345", "١٨٩٤-١٩٦٢", "رسالة من John (Work) عاجلة.", "م a (a)", "الهاتف +962 6 123 4567",
    "الموقع https://example.org/a?b=1", "التاريخ 23/12/2026", "13-16 آذار 2026، 23:00", "هَذِهِ الأَفْكارِ",
)  # fmt: skip


def from_the_left(text: str) -> str:
    """The characters of a paragraph of one line as they stand on the page, from the left."""
    ((line, _),) = lines_of(BidiParagraph(text, STYLE), 10_000)
    runs = sorted(line.runs, key=lambda run: run.x_pt)
    return "".join(cluster.text for run in runs for cluster in run.clusters)


def test_words_never_rise() -> None:
    """In a narrow column the first word is at the top right, and no later word stands above an earlier one."""
    typed = [f"كلم{letter}" for letter in "بتثجحخدذرزسشصضطظعغفقكلمن"]
    column = build([BidiParagraph(" ".join(typed), STYLE)], rightMargin=300 - 50 - 12 - 113)  # 113 points are 4 cm
    found = {word.text: word for word in words_of(column)}
    places = [found[word] for word in typed]
    assert places[0].right == pytest.approx(LEFT + 113, abs=3)
    assert len({round(word.top) for word in places}) > 5
    for before, after in itertools.pairwise(places):
        assert after.top > before.top + 1 or (abs(after.top - before.top) < 1 and after.right < before.left + 1)


@pytest.mark.parametrize("word", ["محتويات", "الغرفة", "بمكتب", "الحالات"])
def test_letters_join(word: str) -> None:
    """The glyphs are those that HarfBuzz gives for the word, and not those of its letters by themselves."""
    ((line, _),) = lines_of(BidiParagraph(word, STYLE))
    (run,) = line.runs
    drawn = [glyph[0] for cluster in run.clusters for glyph in cluster.glyphs]
    font = hb.Font(run.face.hb_face)
    assert drawn == glyphs(font, word)
    assert drawn != [glyph for letter in reversed(word) for glyph in glyphs(font, letter)]


def glyphs(font: hb.Font, text: str) -> list[int]:
    """What HarfBuzz makes of an Arabic text, from the left."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "rtl", "Arab", "ar"
    hb.shape(font, buffer)
    return [info.codepoint for info in buffer.glyph_infos]


@pytest.mark.parametrize("text", [*WHOLE, *MIXED])
def test_text_comes_back(text: str) -> None:
    """Pypdf gives back every sentence as it was written, with base letters only."""
    found = by_pypdf(build([BidiParagraph(text, STYLE)]))
    assert found == text
    assert not [character for character in found if 0xFB50 <= ord(character) <= 0xFEFC]


@pytest.mark.parametrize("text", WHOLE)
def test_text_of_one_direction_comes_back_everywhere(text: str, tmp_path: Path) -> None:
    """MuPDF, and poppler where it is there, give back text of one direction as it was written."""
    data = build([BidiParagraph(text, STYLE)])
    assert by_mupdf(data) == text
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not there; MuPDF has been asked")
    file = tmp_path / "story.pdf"
    file.write_bytes(data)
    run = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True, encoding="utf-8")
    assert plain(run.stdout) == text


# Words of letters, and European digits.
WORDS: Final = re.compile(r"[^\W\d_]+|[0-9]+")


@pytest.mark.parametrize("text", [text for text in (*WHOLE, *MIXED) if not re.search("[\u064b-\u0652\u200c]", text)])
def test_every_word_is_found(text: str, tmp_path: Path) -> None:
    """Words without vowel marks and numbers in European digits are found by pypdf, MuPDF, PDFium and poppler."""
    data = build([BidiParagraph(text, STYLE)])
    read = [by_pypdf(data), by_mupdf(data)]
    with closing(pypdfium2.PdfDocument(data)) as document:
        read.append(plain(" ".join(page.get_textpage().get_text_bounded() for page in document)))
    if shutil.which("pdftotext") is not None:
        file = tmp_path / "story.pdf"
        file.write_bytes(data)
        run = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True, encoding="utf-8")
        read.append(plain(run.stdout))
    for found in read:
        assert [word for word in WORDS.findall(text) if word not in found] == []


@pytest.mark.parametrize("text", ["الحالات", "الأولى", "لا إله"])
def test_lam_and_alef_stay_two_letters(text: str) -> None:
    """A ligature of lam and alef is drawn once and stands for both letters, in their order."""
    ((line, _),) = lines_of(BidiParagraph(text, STYLE))
    ligatures = [cluster for run in line.runs for cluster in run.clusters if cluster.text.startswith("ل")]
    assert any(len(cluster.text) == 2 and len(cluster.glyphs) == 1 for cluster in ligatures)


@pytest.mark.parametrize("text", ["عَمَّان", "هَذِهِ الأَفْكارِ", "בְּרֵאשִׁ֖ית"])
def test_no_mark_is_lost(text: str) -> None:
    """Every mark is drawn, and is in the file."""
    ((line, _),) = lines_of(BidiParagraph(text, STYLE))
    assert text_of(line) == text
    marked = [c for run in line.runs for c in run.clusters if any(map(unicodedata.combining, c.text))]
    assert all(len(cluster.glyphs) > 1 or len(cluster.text) <= 2 for cluster in marked)
    found = unicodedata.normalize("NFD", by_pypdf(build([BidiParagraph(text, STYLE)])))
    assert sorted(found) == sorted(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("سعر 12345", "12345 رعس"),
        ("الهاتف +962 6 123 4567", "+962 6 123 4567 فتاهلا"),
        ("التاريخ 23/12/2026", "23/12/2026 خيراتلا"),
        ("الموقع https://example.org/a?b=1", "https://example.org/a?b=1 عقوملا"),
        ("رسالة من John (Work) عاجلة.", ".ةلجاع John (Work) نم ةلاسر"),
        ("م a (a)", "a (a) م"),
        ("١٨٩٤-١٩٦٢", "١٩٦٢-١٨٩٤"),
        ("13-16 آذار 2026، 23:00", "23:00 ،2026 راذآ 13-16"),
        ("«نص»", "»صن«"),
    ],
)
def test_numbers_addresses_and_brackets_stand_right(text: str, shown: str) -> None:
    """Digits, telephone numbers, dates and addresses keep their order; the full stop stands at the left end."""
    assert from_the_left(text) == shown


def test_the_start_is_at_the_right() -> None:
    """A right-to-left paragraph stands at the right edge, a left-to-right one at the left, with the same style."""
    ((_, right),) = edges(BidiParagraph("محتويات", STYLE))
    ((left, _),) = edges(BidiParagraph("Contents", STYLE))
    assert right == pytest.approx(MEASURE)
    assert left == pytest.approx(0)


def test_justified_lines_fill_the_measure() -> None:
    """All lines but the last reach both edges; the last one stands at the start, which is the right edge."""
    paragraph = BidiParagraph(" ".join([SENTENCE] * 4), styled(alignment=4))
    *full, last = edges(paragraph)
    assert len(full) >= 4
    for left, right in full:
        assert (left, right) == pytest.approx((0, MEASURE), abs=0.02)
    assert last[1] == pytest.approx(MEASURE)
    assert last[0] > 1
    letters = [each for each in characters_of(build([paragraph])) if not each.text.isspace()]
    assert min(each.x for each in letters) == pytest.approx(LEFT, abs=0.1)
    assert max(each.right for each in letters) == pytest.approx(LEFT + MEASURE, abs=0.1)


def test_bold_does_not_break_a_join() -> None:
    """The letters on both sides of a change of weight take the forms that they have inside the word."""
    ((line, _),) = lines_of(BidiParagraph("<b>بي</b>ت", STYLE))
    drawn = [glyph[0] for run in line.runs[::-1] for cluster in run.clusters for glyph in cluster.glyphs]
    assert len({run.face for run in line.runs}) == 2
    assert drawn == glyphs(hb.Font(line.runs[0].face.hb_face), "بيت")


def test_white_space_typed_on_purpose_stays() -> None:
    """Runs of spaces and line feeds become one space; no-break spaces and joiners stay what they are."""
    paragraph = BidiParagraph("  كلمة \n  أخرى\u00a0\u00a0می\u200cشود\u2003.  ", STYLE)
    assert paragraph.getPlainText() == "كلمة أخرى\u00a0\u00a0می\u200cشود\u2003."
