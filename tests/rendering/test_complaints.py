"""What people complain about in PDF files with right-to-left text, one by one: none of it may come back.

Each sample goes the whole way to a file. What is *seen* is read off the positions of the characters on the page; what
is *read* comes from programs that take text out of files. One can be right while the other is wrong.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Final

import pytest

from briefgen.text.itemize import MissingGlyphs
from briefgen.text.rules import LineRules
from briefgen.text.setting import PreparedParagraph
from tests.rendering.drawing import LEADING_PT, MARGIN_PT, Sample, draw, paragraph
from tests.rendering.positions import Character, characters, visual_lines
from tests.rendering.readers import read_with_pymupdf, read_with_pypdf
from tests.rendering.texts import FOREIGN, folded, words

# What is seen on the line from left to right. Brackets and quotation marks are written as the text has them, not as
# they are drawn: in right-to-left text the glyph of "(" opens to the left.
SEEN: Final = [
    # B: joined, in order; letters of a word from right to left
    ("ar", "محتويات", "تايوتحم"),
    ("ar", "رقم الغرفة:", ":ةفرغلا مقر"),
    # C: lam-alef is two letters, in order
    ("ar", "الحالات", "تالاحلا"),
    ("ar", "لا إله", "هلإ ال"),
    # D: every mark stays
    ("ar", "عَمَّان", "ناَّمَع"),
    ("he", "בְּרֵאשִׁ֖ית", "תיׁ֖שִאֵרְּב"),
    # G: numbers keep their order
    ("ar", "سعر 12345", "12345 رعس"),
    ("ar", "١٨٩٤-١٩٦٢", "١٩٦٢-١٨٩٤"),
    ("ar", "25 تموز 2026", "2026 زومت 25"),
    # H: brackets, quotation marks and full stops stand at their own end
    ("ar", "رسالة من John (Work) عاجلة.", ".ةلجاع John (Work) نم ةلاسر"),
    ("ar", "«نص»", "»صن«"),
    ("en", "See (الأردن).", "See (ندرألا)."),
    # I: telephone numbers, addresses, dates, ranges and times read as they are written
    ("ar", "الهاتف +962 6 123 4567", "+962 6 123 4567 فتاهلا"),
    ("ar", "انظر https://example.org/a?b=1", "https://example.org/a?b=1 رظنا"),
    ("ar", "23/12/2026", "23/12/2026"),
    ("ar", "13-16 آذار 2026، 23:00", "23:00 ،2026 راذآ 13-16"),
    ("en", "Amman (عمّان) 12–14 July", "Amman (ناّمع) 12–14 July"),
    # T: what is invisible is not drawn; joiners do their work
    ("fa", "می\u200cشود", "دوش\u200cیم"),
    ("en", "a\u200bb", "a\u200bb"),
    # U: letters of Persian, Urdu, Kurdish and Pashto
    ("fa", "پچگژ", "ژگچپ"),
    ("ckb", "ڵۆێ", "ێۆڵ"),
    ("ps", "ټډړږښ", "ښږړډټ"),
    ("ur", "ہے ٹڈڑ", "ڑڈٹ ےہ"),
]


READERS: Final = {"pypdf": read_with_pypdf, "pymupdf": read_with_pymupdf}


def seen_lines(sample: Sample) -> list[str]:
    """The lines of a sample from the top, each with its characters from left to right."""
    (page,) = characters(draw([sample]).pdf)
    return [text for _, text in visual_lines(page)]


def letters(text: str) -> list[str]:
    """What can be seen of a text, without marks, which are drawn over the letter that they follow."""
    return sorted(text)


@pytest.mark.parametrize(("language", "text", "expected"), SEEN)
def test_what_is_seen(language: str, text: str, expected: str) -> None:
    """Characters stand on the line in the order in which its reader needs them, and none is missing."""
    (line,) = seen_lines(Sample(text, language))
    assert letters(line) == letters(text)
    assert [c for c in line if not _is_mark(c)] == [c for c in expected if not _is_mark(c)]


def _is_mark(character: str) -> bool:
    return character in "\u064e\u0651\u05b0\u05bc\u05b5\u05b4\u05c1\u0596\u200c\u200b"


# pypdf and MuPDF take Arabic-Indic digits for right-to-left letters and turn numbers round; poppler does not.
ARABIC_INDIC: Final = set("٠١٢٣٤٥٦٧٨٩")


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language, text, _ in SEEN if ARABIC_INDIC.isdisjoint(text)]
)
@pytest.mark.parametrize("reader", READERS)
def test_what_is_read(reader: str, language: str, text: str) -> None:
    """J: every word comes out as it was written, and no presentation form or private-use character does."""
    found = READERS[reader](draw([Sample(text, language)]).pdf)
    assert not FOREIGN.search(found)
    assert [word for word in words(text) if word not in folded(found)] == []


@pytest.mark.parametrize("rules", [LineRules(), LineRules(breaking="greedy"), LineRules(justified=True, kashida=True)])
def test_word_follows_word_down_the_page(rules: LineRules) -> None:
    """A: in a narrow column the first word stands on the top line at the right edge, and none stands higher than the
    one before it, or on its line to the right of it.
    """
    text = " ".join(f"كلمة{number}" for number in range(1, 25))
    drawn = draw([Sample(text, "ar", 113.4, rules)])
    (page,) = characters(drawn.pdf)
    starts = [character for character in page if character.text == "ك"]
    places = sorted((-character.baseline_pt, -character.left_pt) for character in starts)
    assert places == [(-character.baseline_pt, -character.left_pt) for character in starts]
    assert len(starts) == 24
    assert starts[0].right_pt == pytest.approx(MARGIN_PT + 113.4, abs=0.2)
    numbers = [_number_beside(page, start) for start in starts]
    assert numbers == [str(number) for number in range(1, 25)]


def _number_beside(page: list[Character], start: Character) -> str:
    """The digits of the word that begins with a letter: those nearest to its left, on its line."""
    line = [c for c in page if c.baseline_pt == start.baseline_pt and c.left_pt < start.left_pt]
    following = [c.left_pt for c in line if c.text == "ك"]
    edge = max(following, default=-1.0)
    return "".join(c.text for c in sorted(line, key=lambda c: c.left_pt) if c.text.isdigit() and c.left_pt > edge)


def test_what_no_face_covers_is_named() -> None:
    """E: all uncovered characters of a paragraph are named at once, with the faces that were tried."""
    with pytest.raises(MissingGlyphs) as refused:
        PreparedParagraph(paragraph(Sample("قال 你好 ثم 🙂", "ar")))
    assert [glyph.character for glyph in refused.value.missing] == ["你", "好", "🙂"]
    assert all(glyph.tried for glyph in refused.value.missing)


def test_a_change_of_weight_does_not_break_a_join() -> None:
    """P: the letters of a word that is bold in part have the joined forms of the whole word."""
    whole = _glyph_names(Sample(("", "بالكتاب"), "ar"))
    parted = _glyph_names(Sample(("", "بال", "كتاب"), "ar"))
    regular = _glyph_names(Sample("بالكتاب", "ar"))
    assert parted[:3] == whole[:3]
    assert parted[3:] == regular[3:]


def _glyph_names(sample: Sample) -> list[tuple[int, ...]]:
    (line,) = PreparedParagraph(paragraph(sample)).set(400.0)
    return [
        tuple(glyph[0] for glyph in cluster.glyphs)
        for run in line.runs
        for cluster in (reversed(run.clusters) if run.rtl else run.clusters)
    ]


@pytest.mark.parametrize(("language", "start_is_left"), [("en", True), ("ar", False), ("he", False), ("ur", False)])
def test_the_last_line_stands_at_the_start(language: str, start_is_left: bool) -> None:  # noqa: FBT001 - a case
    """L: justified lines reach both edges, and the last one stands at the start edge."""
    unit = {
        "en": "The water authority ",
        "ar": "سلطة المياه الأردنية ",
        "he": "רשות המים הירדנית ",
        "ur": "پانی کا محکمہ ",
    }
    text = (unit[language] * 14).strip()
    drawn = draw([Sample(text, language, 200.0, LineRules(justified=True))])
    (page,) = characters(drawn.pdf)
    (lines,) = drawn.lines
    assert len(lines) > 2
    for index, line in enumerate(lines):
        baseline = drawn.first_baselines[0] - index * LEADING_PT
        visible = [c for c in page if abs(c.baseline_pt - baseline) < 0.01 and not c.text.isspace() and c.content]
        left, right = min(c.left_pt for c in visible) - MARGIN_PT, max(c.right_pt for c in visible) - MARGIN_PT
        if index < len(lines) - 1:
            assert line.justified
            assert left == pytest.approx(0.0, abs=0.05)
            assert right == pytest.approx(200.0, abs=0.05)
        else:
            assert (left if start_is_left else 200.0 - right) == pytest.approx(0.0, abs=0.05)
            assert right - left < 199.0


@functools.cache
def _justified(*, kashida: bool) -> bytes:
    text = (
        "الحمد لله الذي بنعمته تتم الصالحات، وقد أعادت سلطة المياه تشغيل المحطات المتضررة في المحافظات الشمالية كلها."
    )
    return draw([Sample(text, "ar", 190.0, LineRules(justified=True, kashida=kashida))]).pdf


@pytest.mark.parametrize("reader", READERS)
def test_kashida_is_not_text(reader: str) -> None:
    """L: lines are lengthened, what is read is not."""
    with_kashida, without = _justified(kashida=True), _justified(kashida=False)
    assert with_kashida != without
    read: Callable[[bytes], str] = READERS[reader]
    assert "\u0640" not in read(with_kashida)
    assert words(read(with_kashida)) == words(read(without))


def test_a_hyphen_is_a_soft_hyphen() -> None:
    """A hyphen that a break shows is U+00AD in the file, so that a reader can put the word together again."""
    text = "Reconstruction of the distribution network continues everywhere."
    drawn = draw([Sample(text, "en", 75.0, LineRules(justified=True, hyphenated=True))])
    (page,) = characters(drawn.pdf)
    hyphens = [c for c in page if c.text == "\u00ad"]
    assert hyphens
    assert all(c.right_pt > c.left_pt for c in hyphens)
    assert "".join(c.text for c in page).replace("\u00ad", "").split() == text.split()
