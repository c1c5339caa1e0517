"""What holds for any paragraph: nothing crashes, nothing is lost, nothing is set twice, and lines fit.

A stub face set covers what the bundled faces cover; the strategies draw from all of that, and from the small alphabets
in which directions, joins, marks, controls and tokens meet most often.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefgen.text import bidi
from briefgen.text.breaking import break_greedy, mend_last_line
from briefgen.text.glyphs import Line
from briefgen.text.isolate import Isolate, find_isolates, with_isolates
from briefgen.text.itemize import MissingGlyphs, itemize, resolve_order
from briefgen.text.paragraph import ParagraphText, TextSpan
from briefgen.text.rules import LineRules
from briefgen.text.segments import grapheme_segments
from briefgen.text.setting import PreparedParagraph
from briefgen.text.typeset import is_ignorable
from tests.unit.text.engine import ARABIC, BOLD, LANGUAGES_OF_SCRIPTS, LATIN, REGULAR, text_of, visual_order

COVERED: Final = sorted({chr(code) for code in LATIN.coverage | ARABIC.coverage if code not in range(0xD800, 0xE000)})
CONTROLS: Final = [chr(c) for c in range(0x10000) if not 0xD800 <= c < 0xE000 and is_ignorable(chr(c)) and c < 0x3000]
# Characters above U+FFFF, which ICU counts twice: the first four are drawn by nothing, no face has the others.
BEYOND: Final = "\U0001d173\U000e0061\U000e007f\U000e0100"
UNCOVERED: Final = "\U0001f600\U0001f1ef\U0001e900\U0001e944\U00020000"
ALPHABET: Final = "aAfiV  ابتلادكمو  ةی12٣٤.,;:!?-–/()[]«»\"'،؟٪%+@#&\u00a0\u0301\u064e\u0651\u0640\u200c\u200d"
TOKENS: Final = (
    "+962 6 123 4567", "14.3%", "12/07/2024", "13–16", "23:00", "a@b.org", "https://b.org/c?d=1", "NATO", "(WHO)",
    "S/RES/1", "office", "لا", "سلطة المياه", "عَمَّان", "می\u200cشود", "٢ تموز ٢٠٢٦", "«نعم»",
    "#الأردن", "تقرير_2024.pdf", "+٩٦٢ ٦ ١٢٣", "۲۵٪", "۱۳۵۷–۶۷", "12 July 2024", "5.2 million", "C:\\a",
    "#", "@", "_", ".pdf",
    "\u2067", "\u2066", "\u2069", "\u202b", "\u202c", " ", " ", "، ", "\n", "\t", "-",
    *BEYOND, "a\U000e0061", "ب\U000e0100",
)  # fmt: skip

anything: Final = st.text(st.sampled_from([*COVERED, *CONTROLS, *BEYOND]), max_size=40)
mixed: Final = st.text(st.sampled_from(ALPHABET + BEYOND), max_size=60)
uncovered: Final = st.text(st.sampled_from(" aبن\u0301" + BEYOND + UNCOVERED), max_size=20)
phrases: Final = st.lists(st.sampled_from(TOKENS), max_size=14).map("".join)
texts: Final = st.one_of(anything, mixed, phrases, uncovered)
# An isolate from left to right shows Arabic-Indic digits to the algorithm as European ones.
AS_EUROPEAN: Final = dict(zip("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٪٫٬", "01234567890123456789%.,", strict=True))
# Letters, and what makes one grapheme with them: before or behind, in Unicode 17.
JOINING: Final = (
    "Aa1ب٣۳#.+ \u0301\u064e\u200d\ufe0f\u0600\u06dd\u0d4e\u0e33\u1100\u1161\u0915\u094d\U0001f1ef\U0001f44d\U0001f3fb"
)
measures: Final = st.floats(min_value=1.0, max_value=400.0)
languages: Final = st.sampled_from(["ar", "en"])

several = settings(max_examples=600)


def paragraph_of(parts: Sequence[str], language: str) -> ParagraphText:
    """A paragraph whose spans alternate between regular and bold."""
    spans = tuple(TextSpan(part, (REGULAR, BOLD)[index % 2]) for index, part in enumerate(parts))
    return ParagraphText(spans, language, LANGUAGES_OF_SCRIPTS)


def prepared(parts: Sequence[str], language: str) -> PreparedParagraph | None:
    """A prepared paragraph; none if a mark follows a letter that no one face has together with it."""
    paragraph = paragraph_of(parts, language)
    try:
        return PreparedParagraph(paragraph)
    except MissingGlyphs as refused:
        missing = refused.missing
    # Every other character is covered by some face, so only a mark can be refused.
    assert all(paragraph.text[glyph.position] == glyph.character for glyph in missing)
    covered = [glyph.character for glyph in missing if glyph.character not in UNCOVERED]
    assert all(unicodedata.category(character) in {"Mn", "Me", "Mc", "Lm", "Sk"} for character in covered), missing
    return None


def _hangs(text: str) -> bool:
    """White space, with formatting characters in it, stands beyond the end of a line."""
    return all(character.isspace() or bidi.bidi_class(character) in bidi.TRAILING for character in text)


def check_lines(text: str, lines: Sequence[Line], measure: float) -> None:
    """The lines are the paragraph, each character once, and fit."""
    assert [line.start for line in lines] == [0, *(line.end for line in lines[:-1])][: len(lines)]
    assert (lines[-1].end if lines else 0) == len(text)
    for line in lines:
        assert [run.start for run in line.runs] == [line.start, *(run.end for run in line.runs[:-1])][: len(line.runs)]
        assert text_of([line]) == text[line.start : line.end]
        for run in line.runs:
            assert sum(len(cluster.text) for cluster in run.clusters) == run.end - run.start
        drawn = [c.text for run in line.runs for c in run.clusters if not _hangs(c.text) and c.advance_fu]
        graphemes = grapheme_segments(text[line.start : line.end].strip())
        assert line.width_pt <= measure + 0.01 or len(drawn) <= 1 or len(graphemes) <= 1, (line.width_pt, drawn)


@several
@given(parts=st.lists(texts, max_size=3), language=languages, measure=measures)
@example(parts=["\u06000"], language="ar", measure=1.0)
@example(parts=["ب", "ت", "\u064e"], language="ar", measure=1.0)
@example(parts=["لالالا"], language="ar", measure=5.0)
@example(parts=["بتنسيمبتنسيم", "بتنسيم"], language="ar", measure=30.0)
def test_lines_are_the_paragraph(parts: list[str], language: str, measure: float) -> None:
    """Lines joined give back the paragraph, every character is in one cluster, no line of two graphemes is too wide."""
    paragraph = prepared(parts, language)
    if paragraph is not None:
        check_lines("".join(parts), paragraph.set(measure), measure)


@several
@given(parts=st.lists(texts, max_size=3), language=languages, measure=measures)
def test_balanced_lines_are_the_paragraph(parts: list[str], language: str, measure: float) -> None:
    """The same holds for balanced lines, which are as many."""
    paragraph = prepared(parts, language)
    if paragraph is not None:
        balanced = paragraph.set(measure, LineRules(balanced=True))
        check_lines("".join(parts), balanced, measure)
        assert len(balanced) == len(paragraph.set(measure))


@several
@given(text=texts, rtl=st.booleans())
def test_order_is_a_permutation(text: str, rtl: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
    """Every character has exactly one place, isolated or not, and lines restrict the order."""
    assert sorted(visual_order(bidi.resolve(text, rtl=rtl))) == list(range(len(text)))
    paragraph = ParagraphText((TextSpan(text, REGULAR),), "ar" if rtl else "en")
    order = resolve_order(paragraph)
    whole = visual_order(order)
    assert sorted(whole) == list(range(len(text)))
    for start in range(0, len(text), 7):
        part = bidi.BidiParagraph(rtl, tuple(order.line(start, start + 7)))
        assert visual_order(part) == [i for i in whole if start <= i < start + 7]


@several
@given(text=st.text(max_size=60), rtl=st.booleans())
def test_order_of_all_of_unicode(text: str, rtl: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
    """The same for any text at all, unassigned characters and tag characters included."""
    assert sorted(visual_order(bidi.resolve(text, rtl=rtl))) == list(range(len(text)))


@several
@given(text=st.one_of(texts, st.text(max_size=30), st.text(st.sampled_from(JOINING), max_size=12)), rtl=st.booleans())
def test_isolates_do_not_overlap(text: str, rtl: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
    """Isolates come in order, take whole graphemes, and their controls leave the text as it was."""
    isolates = find_isolates(text, rtl=rtl)
    edges = {0, *(end for _, end in grapheme_segments(text))}
    check_isolates(isolates, 0, len(text), edges)
    shown, before = with_isolates(text, isolates, rtl=rtl)
    assert before == sorted(before)
    assert len(before) == len(shown) + 1
    kept = [shown[i] for i in range(len(shown)) if before[i + 1] > before[i]]
    assert [AS_EUROPEAN.get(c, c) for c in kept] == [AS_EUROPEAN.get(c, c) for c in text]
    added = [shown[i] for i in range(len(shown)) if before[i + 1] == before[i]]
    assert added.count(bidi.PDI) == added.count(bidi.LRI) + added.count(bidi.RLI)
    assert set(added) <= {bidi.LRI, bidi.RLI, bidi.PDI, "\u061c"}


def check_isolates(isolates: Sequence[Isolate], start: int, end: int, edges: set[int]) -> None:
    """Isolates and those in them are not empty, in order, and inside a range."""
    bounds = [bound for isolate in isolates for bound in (isolate.start, isolate.end)]
    assert bounds == sorted(bounds)
    assert all(start <= isolate.start < isolate.end <= end for isolate in isolates)
    assert edges.issuperset(bounds)
    for isolate in isolates:
        check_isolates(isolate.inner, isolate.start, isolate.end, edges)


@several
@given(parts=st.lists(texts, max_size=4), language=languages)
def test_runs_partition_the_text(parts: list[str], language: str) -> None:
    """Runs are in order, not empty, without a gap, and never go over the edge of a span."""
    paragraph = paragraph_of(parts, language)
    try:
        runs = itemize(paragraph, resolve_order(paragraph))
    except MissingGlyphs:
        return
    assert "".join(paragraph.text[run.start : run.end] for run in runs) == paragraph.text
    assert all(run.start < run.end for run in runs)
    assert [run.start for run in runs] == [0, *(run.end for run in runs[:-1])][: len(runs)]
    for run in runs:
        start = sum(len(part) for part in parts[: run.span])
        assert start <= run.start
        assert run.end <= start + len(parts[run.span])


@several
@given(text=mixed, language=languages, measure=measures)
def test_short_last_lines_are_mended_or_cannot_be(text: str, language: str, measure: float) -> None:
    """Mending the last line changes no line before the last two, and never the number of lines."""
    paragraph = prepared([text], language)
    if paragraph is None:
        return
    plain = break_greedy(text, paragraph.opportunities, measure, paragraph)
    mended = mend_last_line(plain, paragraph.opportunities, measure, paragraph)
    assert len(mended) == len(plain)
    assert list(mended[:-2]) == list(plain[:-2])
    for start, content_end, _, _ in mended[-2:]:
        assert paragraph.width(start, content_end) <= measure + 0.01 or (start, content_end) in {p[:2] for p in plain}
