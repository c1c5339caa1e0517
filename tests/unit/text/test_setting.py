"""Where glyphs stand on a line, as a reader sees them: order, edges, wrapping, and the text they carry."""

from __future__ import annotations

import itertools

import pytest

from briefgen.text.glyphs import Line
from briefgen.text.paragraph import TextSpan
from briefgen.text.rules import LineRules
from briefgen.text.setting import PreparedParagraph, prepare
from tests.unit.text.engine import (
    BOLD,
    CM,
    REGULAR,
    WIDE,
    cluster_positions,
    from_left,
    paragraph,
    read,
    seen,
    set_lines,
    text_of,
    times_longer,
)

ARABIC_TEXT = (
    "أعادت سلطة المياه، مع أربعة شركاء، فتح 14 بئرًا من 23 (61%) بين 3 و17 تموز 2024. ويقول مكتب "
    "World Health Organization (WHO) إن الهاتف +962 6 123 4567 يعمل حتى 23:00."
)
ENGLISH_TEXT = "The Water Authority (سلطة المياه) reopened 14 of 23 wells in عَمَّان, with four partners, by July 2024."


def check_geometry(line: Line, measure_pt: float) -> None:
    """Runs touch, clusters add up, and the drawn part stands at the start edge."""
    runs = from_left(line)
    for left, right in itertools.pairwise(runs):
        assert right.x_pt == pytest.approx(left.x_pt + left.width_pt, abs=1e-6)
    for run in runs:
        scale = run.size_pt / run.face.units_per_em
        assert run.width_pt == pytest.approx(sum(cluster.advance_fu for cluster in run.clusters) * scale, abs=1e-6)
    drawn = [place for place in cluster_positions(line) if not place[1].isspace()]
    if not drawn:
        return
    if line.rtl:
        assert runs[-1].x_pt + runs[-1].width_pt == pytest.approx(measure_pt)
        assert drawn[0][0] == pytest.approx(measure_pt - line.width_pt, abs=1e-6)
    else:
        assert runs[0].x_pt == 0.0
        hanging = sum(run.width_pt for run in runs) - line.width_pt
        assert hanging >= -1e-6


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("الهاتف +962 6 123 4567", ["+962 6 123 4567", "الهاتف"]),
        ("اتصل على +962 6 123 4567 الآن.", ["الآن.", "+962 6 123 4567", "اتصل على"]),
        ("من 13–16 آذار", ["آذار", "13–16", "من"]),
        ("13-16 آذار 2026، 23:00", ["23:00", "،", "2026", "آذار", "13-16"]),
        ("سعر 12345", ["12345", "سعر"]),
        ("بلغت 14.3% اليوم", ["اليوم", "14.3%", "بلغت"]),
        ("في 23/12/2026 تم", ["تم", "23/12/2026", "في"]),
        ("انظر https://example.org/a?b=1، ثم", ["، ثم", "https://example.org/a?b=1", "انظر"]),
        ("راسل desk4@example.org.", [".", "desk4@example.org", "راسل"]),
        ("القرار S/RES/1325 (2000) هنا", ["هنا", "S/RES/1325 (2000)", "القرار"]),
        ("TLP:AMBER+STRICT للجميع", ["للجميع", "TLP:AMBER+STRICT"]),
        ("رسالة من John (Work) عاجلة.", ["عاجلة.", "John (Work)", "رسالة من"]),
        ("م a (a)", ["a (a)", "م"]),
        ("حلف NATO (الناتو) هنا", ["(الناتو) هنا", "NATO", "حلف"]),
        ("NATO (الناتو)", ["(الناتو)", "NATO"]),
        ("الناتو (NATO)", [")", "NATO", "الناتو ("]),
        ("شبكة 5G الجديدة", ["الجديدة", "5G", "شبكة"]),
        ("«نص»", ["«نص»"]),
        ("١٨٩٤-١٩٦٢", ["١٩٦٢", "-", "١٨٩٤"]),
        ("كلّف 1,250 دينار", ["دينار", "1,250", "كلّف"]),
    ],
)
def test_order_in_arabic(text: str, expected: list[str]) -> None:
    """From left to right, an Arabic line holds these stretches; each is written as its reader says it."""
    (line,) = set_lines(text)
    assert read(line) == expected
    assert text_of([line]) == text
    check_geometry(line, WIDE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NATO (الناتو) here", ["NATO (", "الناتو", ") here"]),
        ("NATO (الناتو)", ["NATO (", "الناتو", ")"]),
        ("the وزارة (الصحة) الأردنية here", ["the", "وزارة (الصحة) الأردنية", "here"]),
        ("see می\u200cشود here", ["see", "می\u200cشود", "here"]),
        ("the عَمَّان office", ["the", "عَمَّان", "office"]),
        ("in الأردن 12 people", ["in", "الأردن", "12 people"]),
        ("“نعم”, he said", ["“", "نعم", "”, he said"]),
        ("call +962 6 123 4567 (عمّان)", ["call +962 6 123 4567 (", "عمّان", ")"]),
    ],
)
def test_order_in_english(text: str, expected: list[str]) -> None:
    """From left to right, an English line holds these stretches; each is written as its reader says it."""
    (line,) = set_lines(text, language="en")
    assert read(line) == expected
    assert text_of([line]) == text
    check_geometry(line, WIDE)


def test_brackets_are_mirrored() -> None:
    """L4: an opening bracket in right-to-left text is drawn by the glyph that opens to the left."""
    (line,) = set_lines("(نعم)")
    names = [run.face.hb_font.get_glyph_name(c.glyphs[0][0]) for run in line.runs for c in run.clusters]
    assert (names[0], names[-1]) == ("parenleft", "parenright")
    assert seen(line) == ")معن("


def test_arabic_is_wrapped_from_the_first_word() -> None:
    """The first word of a wrapped Arabic paragraph is on the first line, and is the rightmost there."""
    measure = 6 * CM
    lines = set_lines(ARABIC_TEXT, measure_pt=measure)
    assert len(lines) > 3
    first = cluster_positions(lines[0])
    assert first[-1][1] == "أ"
    assert "".join(text for _, text, _ in reversed(first[-len("أعادت") :])) == "أعادت"
    for line in lines:
        check_geometry(line, measure)


def test_numbered_words_never_rise() -> None:
    """Twenty-four numbered words in a narrow column: each stands left of the one before it, or on a line below."""
    words = [f"كلمة{number}" for number in range(1, 25)]
    lines = set_lines(" ".join(words), measure_pt=4 * CM)
    assert len(lines) > 5
    place_of: dict[int, tuple[int, float]] = {}
    for row, line in enumerate(lines):
        position = line.start
        logical = [
            (run.x_pt, cluster)
            for run in sorted(line.runs, key=lambda run: run.start)
            for cluster in (reversed(run.clusters) if run.rtl else run.clusters)
        ]
        for x, cluster in logical:
            place_of[position] = (row, -x)
            position += len(cluster.text)
    starts = list(itertools.accumulate((len(word) + 1 for word in words[:-1]), initial=0))
    letters = [place_of[start] for start in starts]
    digits = [place_of[start + len("كلمة")] for start in starts]
    assert letters == sorted(letters)
    assert digits == sorted(digits)
    assert all(letter[0] == digit[0] for letter, digit in zip(letters, digits, strict=True))


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("measure", [20.0, 45.0, 80.0, 123.4, 300.0, 2000.0])
def test_geometry_at_any_measure(language: str, measure: float) -> None:
    """At any measure the lines are the paragraph, fit, and stand at the start edge."""
    text = ARABIC_TEXT if language == "ar" else ENGLISH_TEXT
    lines = set_lines(text, language=language, measure_pt=measure)
    assert [line.start for line in lines] == [0, *(line.end for line in lines[:-1])]
    assert lines[-1].end == len(text)
    assert text_of(lines) == text
    for line in lines:
        assert line.rtl == (language == "ar")
        assert line.width_pt <= measure + 0.01
        check_geometry(line, measure)


def test_joined_letters_are_shaped_anew_at_a_cut() -> None:
    """A word cut inside has final and initial letters at the cut, as wide as was reckoned with."""
    for measure in range(20, 60):
        lines = set_lines("بتنسيمبتنسيمبتنسيم", measure_pt=float(measure))
        assert all(line.width_pt <= measure + 0.01 for line in lines)
        for line in lines:
            (run,) = line.runs
            names = [run.face.hb_font.get_glyph_name(cluster.glyphs[0][0]) for cluster in run.clusters]
            alone = PreparedParagraph(paragraph(text_of([line]))).set(WIDE)[0].runs[0]
            assert names == [run.face.hb_font.get_glyph_name(cluster.glyphs[0][0]) for cluster in alone.clusters]


def test_a_cut_at_a_change_of_style() -> None:
    """A line that ends where the style changes inside a word ends with a final letter; the next begins anew."""
    spans = (TextSpan("بتنسيم", REGULAR), TextSpan("بتنسيم", BOLD))
    prepared = PreparedParagraph(paragraph(*spans))
    width = prepared.width(0, 6)
    lines = prepared.set(width)
    assert lines[0].end == 6
    alone = PreparedParagraph(paragraph(spans[0])).set(WIDE)[0]
    assert lines[0].runs[0].clusters == alone.runs[0].clusters
    assert lines[0].width_pt == pytest.approx(width)
    bold = PreparedParagraph(paragraph(TextSpan(text_of([lines[1]]), BOLD))).set(WIDE)[0]
    assert lines[1].runs[0].clusters == bold.runs[0].clusters


def test_ligatures_are_not_cut() -> None:
    """Lam-alef and fi stay whole, and a line's text is the text of its clusters."""
    for text in ("لالالالالالا", "fifififififi"):
        for measure in range(8, 60):
            lines = set_lines(text, measure_pt=float(measure))
            assert [text_of([line]) for line in lines] == [text[line.start : line.end] for line in lines]
            assert all(line.start % 2 == 0 for line in lines)


def test_balanced() -> None:
    """Balanced lines are as many as before, and the longest is no longer than it must be."""
    text = "A heading of several words that runs over onto one more line"
    plain = set_lines(text, language="en", measure_pt=200.0)
    balanced = set_lines(text, language="en", measure_pt=200.0, rules=LineRules(balanced=True))
    assert len(balanced) == len(plain) == 2
    assert max(line.width_pt for line in balanced) < max(line.width_pt for line in plain)
    assert text_of(balanced) == text
    assert len(set_lines("One", language="en", measure_pt=200.0, rules=LineRules(balanced=True))) == 1
    long_word = set_lines("x" * 60, language="en", measure_pt=100.0, rules=LineRules(balanced=True))
    assert all(line.width_pt <= 100.01 for line in long_word)


def test_white_space_hangs() -> None:
    """White space at the end of a line is set beyond its drawn part and does not count in its width."""
    for language, word in (("ar", "كلمة"), ("en", "word")):
        (bare,) = set_lines(word, language=language, measure_pt=100.0)
        (spaced,) = set_lines(word + "   ", language=language, measure_pt=100.0)
        assert spaced.width_pt == bare.width_pt
        drawn = [place for place in cluster_positions(spaced) if not place[1].isspace()]
        assert [place[1] for place in drawn] == [place[1] for place in cluster_positions(bare)]
        assert [place[0] for place in drawn] == pytest.approx([place[0] for place in cluster_positions(bare)])
        assert text_of([spaced]) == word + "   "


def test_no_text() -> None:
    """An empty paragraph has no lines; one of spaces has one line without width."""
    assert not set_lines("")
    (line,) = set_lines("  ")
    assert line.width_pt == 0


def test_remembered() -> None:
    """The same paragraph is prepared once."""
    assert prepare(paragraph("مرحبا")) is prepare(paragraph("مرحبا"))
    assert prepare(paragraph("مرحبا")) is not prepare(paragraph("مرحبا", language="fa"))


@pytest.mark.parametrize(
    ("unit", "language"),
    [
        ("The ministry said that 14 wells were open. ", "en"),
        ("قالت وزارة المياه إن الآبار مفتوحة. ", "ar"),
        ("قالت NATO في 13–16 آذار إن (WHO) هنا. ", "ar"),
        ("The وزارة المياه said 14 of الآبار. ", "en"),
    ],
)
def test_time_is_linear(unit: str, language: str) -> None:
    """Ten times the text, of one language or of two, is set in about ten times the time."""

    def work(text: str) -> None:
        PreparedParagraph(paragraph(text, language=language)).set(300.0)

    assert times_longer(work, unit, 100, 10) < 35


def test_a_separator_at_a_line_end_is_there_but_not_drawn() -> None:
    """A separator is drawn between two things; where the line ends after it, it is text without glyph or width."""
    dot = TextSpan("\u00a0· ", REGULAR, separates=True)
    for language, words in (("en", ("first", "second")), ("ar", ("أول", "ثان"))):
        one = set_lines(words[0], dot, words[1], language=language)
        drawn = [c for run in one[0].runs for c in run.clusters if c.text == "·"]
        assert len(one) == 1
        assert drawn[0].glyphs
        assert drawn[0].advance_fu > 0
        two = set_lines(words[0], dot, words[1], language=language, measure_pt=one[0].width_pt - 1)
        assert len(two) == 2
        hidden = [c for run in two[0].runs for c in run.clusters if c.text == "·"]
        assert [(c.glyphs, c.advance_fu) for c in hidden] == [((), 0)]
        assert text_of(two) == text_of(one)
        word = set_lines(words[0], language=language)[0]
        assert two[0].width_pt == pytest.approx(word.width_pt)


def test_an_indent_leaves_room_for_the_first_word() -> None:
    """A word that fits the measure is not cut because of an indent."""
    for indent in (0.0, 40.0, 80.0, 120.0):
        lines = set_lines(
            "Administration of water", language="en", measure_pt=90.0, rules=LineRules(first_indent_pt=indent)
        )
        assert text_of(lines[:1]).startswith("Administration")
        assert lines[0].runs[0].x_pt == pytest.approx(min(indent, 90.0 - lines[0].width_pt), abs=1e-6) or indent < 40


def test_white_space_hangs_with_the_controls_in_it() -> None:
    """White space before the end of an isolate or a zero-width space at a line end hangs too (UAX #9, L1)."""
    (first, _) = set_lines("aaa \u200bbbb", language="en", measure_pt=20.0)
    (word,) = set_lines("aaa", language="en")
    assert first.width_pt == pytest.approx(word.width_pt)
    text = "قال \u2066the water \u2069 وزارة المياه"
    (first, _) = set_lines(text, language="ar", measure_pt=70.0)
    drawn = [place for place in cluster_positions(first) if place[1].strip() and place[1] not in "\u2066\u2069"]
    assert first.width_pt == pytest.approx(70.0 - drawn[0][0], abs=1e-6)


def test_a_separator_before_white_space() -> None:
    """A separator is not drawn at a line end, whichever span the space behind it belongs to."""
    dot = TextSpan("\u00a0· ", REGULAR, separates=True)
    spans = ("Ministry of Water", dot, " next part of it")
    lines = set_lines(*spans, language="en", measure_pt=90.0)
    (words,) = set_lines("Ministry of Water", language="en")
    assert lines[0].width_pt == pytest.approx(words.width_pt)
    assert text_of(lines) == "Ministry of Water\u00a0·  next part of it"


@pytest.mark.parametrize("measure", [-5.0, 0.0, 1e9])
def test_measures_without_sense(measure: float) -> None:
    """Less than nothing is nothing; a huge measure takes one line."""
    for rules in (LineRules(), LineRules(justified=True), LineRules(balanced=True)):
        lines = set_lines("one two", language="en", measure_pt=measure, rules=rules)
        assert text_of(lines) == "one two"
        assert len(lines) == (1 if measure > 0 else 6)


@pytest.mark.parametrize("extension", ["\u200d", "\U000e0061", "\ufe0f"])
def test_what_extends_a_letter_does_not_hang_without_it(extension: str) -> None:
    """A joiner, a tag or a selector before white space is in one cluster with its letter, and neither is lost."""
    text = f"one twotwotwo{extension} three"
    for measure in range(6, 60):
        for rules in (LineRules(), LineRules(justified=True), LineRules("greedy")):
            lines = set_lines(text, language="en", measure_pt=float(measure), rules=rules)
            assert text_of(lines) == text
            assert all(text_of([line]) == text[line.start : line.end] for line in lines)
