"""Runs: each of one direction, script, face and span, together the whole paragraph; missing glyphs all at once."""

from __future__ import annotations

import pytest

from briefgen.text.itemize import MissingGlyph, MissingGlyphs, Run, itemize, resolve_order
from briefgen.text.paragraph import ParagraphText, TextSpan
from tests.unit.text.engine import (
    ARABIC,
    BOLD,
    LATIN,
    REGULAR,
    paragraph,
    read,
    seen,
    set_lines,
    times_longer,
)


def runs_of(text: ParagraphText) -> list[Run]:
    """The runs of a paragraph, checked to be a partition of it."""
    runs = itemize(text, resolve_order(text))
    assert [run.start for run in runs] == [0, *(run.end for run in runs[:-1])] if runs else not text.text
    assert not runs or runs[-1].end == len(text.text)
    assert all(run.start < run.end for run in runs)
    return runs


def summary(text: ParagraphText) -> list[tuple[str, bool, str, int]]:
    """Text, direction, script and span of each run."""
    return [(text.text[run.start : run.end], run.rtl, run.script, run.span) for run in runs_of(text)]


def test_directions_and_scripts() -> None:
    """An isolated Latin name in Arabic is one run, and the spaces around it belong to the Arabic."""
    assert summary(paragraph("قال John Smith (WHO) أمس.")) == [
        ("قال ", True, "Arab", 0),
        ("John Smith (WHO)", False, "Latn", 0),
        (" أمس.", True, "Arab", 0),
    ]


def test_digits_are_latin_in_both_languages() -> None:
    """A European number is set in the Latin face in an Arabic paragraph, an Arabic-Indic one in the Arabic face."""
    runs = runs_of(paragraph("عددها 12 و ١٣"))
    faces = {run.face.face for run in runs if run.script == "Latn"}
    assert faces == {LATIN}
    assert {run.face.face for run in runs if run.script == "Arab"} == {ARABIC}


def test_spans_cut_runs() -> None:
    """A change of style begins a run, also inside a word; empty spans make none."""
    text = paragraph(TextSpan("ال", BOLD), TextSpan("", BOLD), TextSpan("كتاب", REGULAR), TextSpan(" a", REGULAR))
    assert summary(text) == [
        ("ال", True, "Arab", 0),
        ("كتاب", True, "Arab", 2),
        (" ", True, "Arab", 3),
        ("a", False, "Latn", 3),
    ]


def test_fallback_takes_whole_graphemes() -> None:
    """A letter that the script's face lacks comes from another face, with its marks, and nothing else with it."""
    text = ParagraphText((TextSpan("aب\u064eb", REGULAR),), "en", rtl=False)
    assert [(text.text[r.start : r.end], r.face.face) for r in runs_of(text)] == [
        ("a", LATIN),
        ("ب\u064e", ARABIC),
        ("b", LATIN),
    ]
    text = paragraph("ا ″ ب")
    assert LATIN.covers("″")
    assert not ARABIC.covers("″")
    assert [(text.text[r.start : r.end], r.face.face) for r in runs_of(text)] == [
        ("ا ", ARABIC),
        ("″ ", LATIN),
        ("ب", ARABIC),
    ]


def test_controls_and_spaces_stay_in_the_face() -> None:
    """Joiners, bidirectional controls and odd spaces never cut a run for want of a glyph."""
    assert len(runs_of(paragraph("می\u200cشود\u2003هنا\u2060و\u00adثم", language="fa"))) == 1
    assert len(runs_of(paragraph("a\u200bb\u2009c\td", language="en"))) == 1


def test_all_missing_glyphs_at_once() -> None:
    """Each character without a glyph is named with its place and the faces tried, over all spans."""
    text = paragraph("قال 中", TextSpan(" and 文", BOLD))
    with pytest.raises(MissingGlyphs) as caught:
        runs_of(text)
    regular, bold = caught.value.missing
    assert regular == MissingGlyph(4, "中", regular.tried)
    assert set(regular.tried) == {LATIN.name, ARABIC.name}
    assert (bold.position, bold.character) == (10, "文")
    assert set(bold.tried) & set(regular.tried) == set()
    assert "U+4E2D" in str(caught.value)
    assert "U+6587" in str(caught.value)


def test_places_are_counted_in_characters() -> None:
    """Above U+FFFF, too, one character is one place: before what is missing, and as what is missing."""
    with pytest.raises(MissingGlyphs) as caught:
        runs_of(paragraph("\U000e0061قال \U0001f600 中\U0001f1ef\U0001f1f4"))
    missing = [(glyph.position, glyph.character) for glyph in caught.value.missing]
    assert missing == [(5, "\U0001f600"), (7, "中"), (8, "\U0001f1ef"), (9, "\U0001f1f4")]
    text = paragraph("ا\U000e0061 ″\U000e0100 ب")
    assert [(text.text[r.start : r.end], r.face.face) for r in runs_of(text)] == [
        ("ا\U000e0061 ", ARABIC),
        ("″\U000e0100 ", LATIN),
        ("ب", ARABIC),
    ]


def test_a_mark_without_a_common_face() -> None:
    """Where each character has a face but no face has both, the mark is named."""
    mark = "\u064e"
    assert LATIN.covers("ж")
    assert not ARABIC.covers("ж")
    text = ParagraphText((TextSpan("aж" + mark, REGULAR),), "en", rtl=False)
    with pytest.raises(MissingGlyphs) as caught:
        runs_of(text)
    assert [(glyph.position, glyph.character) for glyph in caught.value.missing] == [(2, mark)]


def test_no_text_no_runs() -> None:
    """An empty paragraph has no runs, in either direction."""
    assert runs_of(paragraph("")) == []
    assert runs_of(paragraph(language="en")) == []


def test_time_is_linear_in_spans() -> None:
    """Ten times as many spans take about ten times as long."""

    def work(text: str) -> None:
        spans = tuple(TextSpan(text[i : i + 5], REGULAR) for i in range(0, len(text), 5))
        runs_of(ParagraphText(spans, "ar"))

    assert times_longer(work, "ab اب ", 200, 10) < 35


def test_a_marked_span_is_ordered_by_itself() -> None:
    """An isolated span keeps its own order in a sentence of the other direction, where no pattern would find it."""
    (line,) = set_lines("من ", TextSpan("3 TO 5", REGULAR, isolation="auto"), " دول")
    assert "3 TO 5" in seen(line)
    (line,) = set_lines("من ", TextSpan("5", REGULAR, isolation="auto"), " دول")
    assert read(line) == ["دول", "5", "من"]
