"""Lines that fill their measure: by spaces, and in Arabic by kashida."""

from __future__ import annotations

import itertools

import pytest

from briefgen.text.fonts import load_face
from briefgen.text.glyphs import WORD_SPACES, Line
from briefgen.text.justification import LONGEST_KASHIDA_EM, MOST_IN_LINE, SHORTEST_KASHIDA_EM
from briefgen.text.paragraph import ParagraphText, TextSpan
from briefgen.text.rules import LineRules
from briefgen.text.setting import PreparedParagraph
from briefgen.text.typeset import FontSet, SizedFace
from tests.unit.text.engine import ARABIC, FONTS, REGULAR, set_lines, text_of, times_longer

ARABIC_TEXT = (
    "قالت السلطات المحلية إن المستشفيات والمدارس في المحافظات الشمالية ستبقى مفتوحة وعلى الجميع الالتزام بالتعليمات "
    "الصادرة عن الوزارة منذ بداية العام الحالي بسبب الأوضاع الإنسانية الصعبة والأمطار"
)
ENGLISH_TEXT = "The water authority reopened fourteen of the wells in the north, with four partners, by the summer."
JUSTIFIED = LineRules(justified=True)
KASHIDA = LineRules(justified=True, kashida=True)
GREEDY_KASHIDA = LineRules("greedy", justified=True, kashida=True)
TATWEEL_GLYPH = ARABIC.hb_font.get_nominal_glyph(0x640)
MEASURES = [float(measure) for measure in range(70, 260, 5)]


def kashidas(line: Line) -> list[tuple[int, float]]:
    """Where the kashidas of a line are: after which character of the paragraph, and how long, in em.

    Only those of the line, none that the author has written.
    """
    found = []
    for run in line.runs:
        position = run.start
        for cluster in reversed(run.clusters) if run.rtl else run.clusters:
            tatweels = [glyph for glyph, _, _ in cluster.glyphs if glyph == TATWEEL_GLYPH]
            own = cluster.text.count("\u0640")
            if len(tatweels) > own and run.face is ARABIC:
                length_fu = (len(tatweels) - own) * ARABIC.glyph_advance_fu(TATWEEL_GLYPH)
                found.append((position, length_fu / ARABIC.units_per_em))
            position += len(cluster.text)
    return found


def word_of(text: str, position: int) -> int:
    """The number of the word that a character is in."""
    return len(text[:position].split()) - (not text[position - 1 : position].isspace() and position > 0)


@pytest.mark.parametrize("rules", [JUSTIFIED, KASHIDA, LineRules("greedy", justified=True), GREEDY_KASHIDA])
@pytest.mark.parametrize(("text", "language"), [(ENGLISH_TEXT, "en"), (ARABIC_TEXT, "ar")])
def test_lines_fill_the_measure(text: str, language: str, rules: LineRules) -> None:
    """Every line but the last that has a space is as wide as the measure; the last is not widened."""
    for measure in MEASURES:
        lines = set_lines(text, language=language, measure_pt=measure, rules=rules)
        assert text_of(lines) == text
        for line in lines[:-1]:
            spaced = " " in text[line.start : line.end].strip()
            assert line.justified == spaced
            assert not spaced or line.width_pt == pytest.approx(measure, abs=0.01)
        assert all(run.word_space_pt <= 0 for run in lines[-1].runs)
        assert lines[-1].width_pt <= measure + 0.01


def test_only_word_spaces_grow() -> None:
    """U+0020 and U+00A0 grow alike; a space of fixed width does not; the white space at the end of a line does not."""
    text = "aaa bbb\u00a0cc\u2009dd eeeeeeeeeeeeeeee"
    lines = set_lines(text, language="en", measure_pt=88.0, rules=JUSTIFIED)
    first = lines[0]
    assert first.justified
    (extra,) = {run.word_space_pt for run in first.runs if run.word_space_pt}
    natural = set_lines(text[: first.end].rstrip(), language="en")[0].width_pt
    spaces = sum(character in WORD_SPACES for character in text[: first.end].rstrip())
    assert spaces == 2
    assert first.width_pt == pytest.approx(natural + spaces * extra)


def test_spaces_that_would_be_too_wide() -> None:
    """A line that would need wider spaces than the rules allow stays ragged, from both sides of the limit."""
    text = "aaaa bbbb " + "c" * 30
    (natural,) = set_lines("aaaa bbbb", language="en")
    (space,) = {c.advance_fu for run in natural.runs for c in run.clusters if c.text == " "}
    space_pt = space * 10 / 1000
    measure = natural.width_pt + 40.0
    widest = 1 + 40.0 / space_pt
    assert natural.runs[0].face.units_per_em == 1000
    for limit, justified in ((widest + 0.01, True), (widest - 0.01, False)):
        rules = LineRules("greedy", justified=True, max_word_space=limit)
        line = set_lines(text, language="en", measure_pt=measure, rules=rules)[0]
        assert line.justified is justified
        assert line.width_pt == pytest.approx(measure if justified else natural.width_pt)


def test_a_first_indent() -> None:
    """The first line fills what the indent leaves, at the far edge of it."""
    for text, language in ((ENGLISH_TEXT, "en"), (ARABIC_TEXT, "ar")):
        lines = set_lines(
            text, language=language, measure_pt=200.0, rules=LineRules(justified=True, first_indent_pt=20.0)
        )
        assert [round(line.width_pt, 2) for line in lines[:2]] == [180.0, 200.0]
        assert min(run.x_pt for run in lines[0].runs if run.end <= lines[0].end - 1) == pytest.approx(
            20.0 if language == "en" else 0.0, abs=3.0
        )


def test_a_mark_on_a_space_does_not_give() -> None:
    """A line whose only space carries a mark is no wider than the measure."""
    for measure in range(300, 420):
        for line in set_lines("aaa \u0301bbb ccc ddd eee", language="en", measure_pt=measure / 10, rules=JUSTIFIED):
            assert line.width_pt <= measure / 10 + 0.01


def test_limits_of_kashida() -> None:
    """At most two in a line, one in a word, none in neighbouring words, each between .2 and .6 em long."""
    seen = 0
    for measure in MEASURES:
        for rules in (KASHIDA, GREEDY_KASHIDA):
            for line in set_lines(ARABIC_TEXT, measure_pt=measure, rules=rules):
                found = kashidas(line)
                seen += len(found)
                assert len(found) <= MOST_IN_LINE
                words = [word_of(ARABIC_TEXT, position) for position, _ in found]
                assert all(b - a > 1 for a, b in itertools.pairwise(words))
                for position, length_em in found:
                    assert SHORTEST_KASHIDA_EM - 1e-3 <= length_em <= LONGEST_KASHIDA_EM + 1e-3
                    assert len(ARABIC_TEXT.split()[word_of(ARABIC_TEXT, position)]) >= 4
    assert seen > 40


def test_no_kashida_in_neighbouring_words_of_two_styles() -> None:
    """Two words that stand next to each other in different styles are neighbours as well."""
    words = "السلطات المستشفيات المحافظات الشمالية التعليمات الإنسانية السلطات المستشفيات المحافظات".split()  # noqa: SIM905 - a sentence
    spans = [TextSpan(word + " ", REGULAR) for word in words]
    for measure in MEASURES:
        prepared = PreparedParagraph(ParagraphText(tuple(spans), "ar"))
        for line in prepared.set(measure, GREEDY_KASHIDA):
            numbers = [word_of(" ".join(words), position) for position, _ in kashidas(line)]
            assert all(b - a > 1 for a, b in itertools.pairwise(sorted(numbers))), numbers


def test_no_kashida_above_another() -> None:
    """Kashidas of two lines that follow each other do not stand at one place."""
    for measure in MEASURES:
        above: list[float] = []
        for line in set_lines(ARABIC_TEXT, measure_pt=measure, rules=GREEDY_KASHIDA):
            places = []
            for run in line.runs:
                x = run.x_pt
                for cluster in run.clusters:
                    if sum(glyph == TATWEEL_GLYPH for glyph, _, _ in cluster.glyphs):
                        places.append(x)
                    extra = run.word_space_pt if cluster.text in WORD_SPACES else 0.0
                    x += cluster.advance_fu * run.size_pt / run.face.units_per_em + extra
            assert not any(abs(x - other) < 3.0 for x in places for other in above)
            above = places


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("قالت السُّلُطَاتُ المحلية إن المستشفيات والمدارس", "ar"),
        ("می\u200cشود می\u200cشود می\u200cشود می\u200cشود", "fa"),
        ("من في عن ما هل قد لم بل من في عن ما هل قد لم بل", "ar"),
        (ENGLISH_TEXT, "en"),
    ],
)
def test_lines_without_kashida(text: str, language: str) -> None:
    """No kashida stands in a line with vocalised words, in words with joiners, in short ones, or in Latin."""
    for measure in MEASURES:
        for line in set_lines(text, language=language, measure_pt=measure, rules=GREEDY_KASHIDA):
            if "ُ" in text[line.start : line.end] or language != "ar" or len(text.split(maxsplit=1)[0]) == 2:
                assert kashidas(line) == []


def test_hebrew_and_nastaliq_have_no_kashida() -> None:
    """They are filled by spaces alone: every glyph is as it is in a ragged line."""
    for text, language, name, script in (
        ("הרשות למים פתחה מחדש ארבע עשרה בארות בצפון הארץ", "he", "NotoSansHebrew-Regular.ttf", "Hebr"),
        ("پاکستان میں پانی کی فراہمی کے منصوبے مکمل ہو گئے ہیں", "ur", "NotoNastaliqUrdu-Regular.ttf", "Aran"),
    ):
        style = FontSet({script: (SizedFace(load_face(FONTS / name), 10.0),)})
        prepared = PreparedParagraph(ParagraphText((TextSpan(text, style),), language))
        for measure in MEASURES[:14]:
            plain = prepared.set(measure, LineRules("greedy", justified=True))
            lines = prepared.set(measure, GREEDY_KASHIDA)
            assert [[run.clusters for run in line.runs] for line in lines] == [
                [run.clusters for run in line.runs] for line in plain
            ]
            assert all(line.justified for line in lines[:-1] if " " in text[line.start : line.end].strip())


def test_the_tatweel_of_an_author_is_kept() -> None:
    """A tatweel in the text is read and drawn, and the text has no other."""
    text = "كتـاب السلطات المحلية المستشفيات والمدارس كتـاب المحافظات الشمالية"
    for measure in MEASURES:
        lines = set_lines(text, measure_pt=measure, rules=GREEDY_KASHIDA)
        assert text_of(lines) == text
        clusters = [c for line in lines for run in line.runs for c in run.clusters]
        assert sum(glyph == TATWEEL_GLYPH for c in clusters for glyph, _, _ in c.glyphs) >= 2


def test_kashida_is_used() -> None:
    """With kashida the spaces of a loose line are narrower than without."""
    narrower = 0
    for measure in MEASURES:
        plain = set_lines(ARABIC_TEXT, measure_pt=measure, rules=LineRules("greedy", justified=True))
        lines = set_lines(ARABIC_TEXT, measure_pt=measure, rules=GREEDY_KASHIDA)
        for a, b in zip(plain, lines, strict=True):
            old, new = (max(run.word_space_pt for run in line.runs) for line in (a, b))
            assert new <= old + 1e-6
            narrower += new < old - 1e-6
    assert narrower > 20


@pytest.mark.parametrize(
    ("unit", "language"),
    [
        ("The international administration said that wells were open. ", "en"),
        ("قالت السلطات المحلية إن المستشفيات والمدارس مفتوحة. ", "ar"),
        ("پاکستان میں پانی کی فراہمی کے منصوبے مکمل ہو گئے ہیں۔ ", "ur"),
    ],
)
def test_time_is_linear(unit: str, language: str) -> None:
    """Ten times the text is hyphenated, lengthened and filled in about ten times the time."""
    nastaliq = SizedFace(load_face(FONTS / "NotoNastaliqUrdu-Regular.ttf"), 10.0)
    style = FontSet({**REGULAR.by_script, "Aran": (nastaliq,)}) if language == "ur" else REGULAR
    rules = LineRules(justified=True, hyphenated=True, kashida=True)

    def work(text: str) -> None:
        PreparedParagraph(ParagraphText((TextSpan(text, style),), language)).set(300.0, rules)

    assert times_longer(work, unit, 60, 10) < 35


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_spaces_of_a_telephone_number_stay(language: str) -> None:
    """Spaces inside a number are as wide as ever in a justified line; the others take their share."""
    number = "+962 6 123 4567"
    words = {
        "ar": ("اتصلوا بالرقم ", " في أوقات الدوام الرسمي يوميا"),
        "en": ("please call ", " in office hours every day"),
    }
    before, after = words[language]
    text = before + number + after
    start = text.index(number)
    for measure in (150.0, 165.0, 180.0):
        line = set_lines(text, language=language, measure_pt=measure, rules=LineRules(justified=True))[0]
        assert line.justified
        assert line.end > start + len(number)
        assert line.width_pt == pytest.approx(measure, abs=0.01)
        of_number = [run for run in line.runs if start <= run.start < start + len(number)]
        assert "".join(c.text for run in of_number for c in run.clusters).strip() == number
        assert [run.word_space_pt for run in of_number] == [0.0] * len(of_number)
        assert any(run.word_space_pt > 0 for run in line.runs)
