"""Hyphens: which words may be broken, and what is drawn and read where they are."""

from __future__ import annotations

import itertools

import pytest

from briefgen.text import total_fit
from briefgen.text.fonts import load_face
from briefgen.text.glyphs import Cluster, GlyphRun, Line
from briefgen.text.hyphenation import find_hyphens, hyphen_of
from briefgen.text.opportunities import SOFT_HYPHEN
from briefgen.text.paragraph import ParagraphText, TextSpan
from briefgen.text.rules import LineRules
from briefgen.text.setting import PreparedParagraph
from briefgen.text.typeset import FontSet, SizedFace
from tests.unit.text.engine import ARABIC, BOLD, FONTS, LATIN, LATIN_BOLD, REGULAR, from_left, set_lines, text_of

HEBREW = load_face(FONTS / "NotoSansHebrew-Regular.ttf")
HEBREW_STYLE = FontSet({"Hebr": (SizedFace(HEBREW, 10.0),), "Latn": (SizedFace(LATIN, 10.0),)})
HYPHENATED = LineRules(hyphenated=True)


def hyphens(text: str, language: str = "en") -> str:
    """The text with a vertical bar where a hyphen may stand."""
    places = list(find_hyphens(text, 0, len(text), language))
    bounds = [0, *places, len(text)]
    return "|".join(text[a:b] for a, b in itertools.pairwise(bounds))


def is_hyphen(cluster: Cluster) -> bool:
    """Whether a cluster is a hyphen that is drawn."""
    return cluster.text == SOFT_HYPHEN and bool(cluster.glyphs) and cluster.advance_fu > 0


def drawn_hyphens(line: Line) -> list[tuple[GlyphRun, Cluster]]:
    """The hyphens of soft hyphens and of broken words that are drawn on a line."""
    return [(run, cluster) for run in line.runs for cluster in run.clusters if is_hyphen(cluster)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("administration", "en-US", "admin|is|tra|tion"),
        ("the (government) said,", "en", "the (gov|ern|ment) said,"),
        ("gouvernement", "fr", "gou|ver|ne|ment"),
        ("coopération", "fr", "coopé|ra|tion"),
        ("coopération", "fr-CA", "coopé|ra|tion"),
    ],
)
def test_words_are_hyphenated(text: str, language: str, expected: str) -> None:
    """A lower-case word is broken by the patterns of its language, three letters on each side at least."""
    assert hyphens(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Administration", "ADMINISTRATION", "McDonaldsinternational", "administration2", "2administration",
        "administration-wide", "self-administration", "self\u2011administration", "administration\u2010wide",
        "administration’s", "l’administration", "water", "into",
        "https://administration.org/government", "www.administration.org", "desk@administration.org",
        "administration@example.org", "#administration", "docs/administration", "government/administration",
        "https://b.org/c?administration=government&information=international", "C:\\administration",
        "administration.txt", "admin_administration", "administra\u00adtion", "self\u00adadministration",
    ],
)  # fmt: skip
def test_words_that_stay_whole(text: str) -> None:
    """Names, acronyms, addresses, words with figures, hyphens or apostrophes, and short ones are left whole."""
    assert hyphens(f"see {text} here") == f"see {text} here"


@pytest.mark.parametrize(("text", "language"), [("administration", "ar"), ("administration", "und"), ("שלום", "he")])
def test_languages_without_patterns(text: str, language: str) -> None:
    """Where there are no patterns no word is broken."""
    assert hyphens(text, language) == text


def test_a_word_in_two_styles_stays_whole() -> None:
    """Half a word in bold is no word by itself."""
    assert list(find_hyphens("administration", 0, 11, "en")) == []
    assert list(find_hyphens("administration", 3, 14, "en")) == []
    spans = (TextSpan("many administra", REGULAR), TextSpan("tion of wells and so on", BOLD))
    starts = {
        line.start
        for m in range(40, 120)
        for line in set_lines(*spans, language="en", measure_pt=float(m), rules=HYPHENATED)
    }
    assert not starts & set(range(8, 13))


def test_the_hyphen_is_drawn_and_counted() -> None:
    """The hyphen stands at the line's end, is read as U+00AD, is part of the width, and no line is too wide."""
    text = "the administration of international governments and organisations was here"
    broken = 0
    for measure in range(45, 140):
        for rules in (HYPHENATED, LineRules("greedy", hyphenated=True), LineRules(hyphenated=True, justified=True)):
            lines = set_lines(text, language="en", measure_pt=float(measure), rules=rules)
            for line in lines:
                assert line.width_pt <= measure + 0.01
                found = drawn_hyphens(line)
                own = text[line.start : line.end]
                assert text_of([line]) == own + SOFT_HYPHEN * len(found)
                if found:
                    broken += 1
                    ((run, hyphen),) = found
                    assert run.clusters[-1] is hyphen
                    assert run is from_left(line)[-1]
                    assert run.x_pt + run.width_pt == pytest.approx(line.width_pt)
                    assert not own[-1].isspace()
    assert broken > 50


def test_arabic_is_never_hyphenated() -> None:
    """No line of an Arabic paragraph ends inside a word because hyphens are allowed."""
    text = "مستشفيات المحافظات الاستراتيجيات والمسؤوليات الدولية"
    for measure in range(70, 200, 3):
        lines = set_lines(text, measure_pt=float(measure), rules=HYPHENATED)
        assert all(text[line.end - 1] == " " for line in lines[:-1])
        assert text_of(lines) == text


@pytest.mark.parametrize("rules", [LineRules(), HYPHENATED, LineRules("greedy"), LineRules(justified=True)])
def test_a_soft_hyphen(rules: LineRules) -> None:
    """A soft hyphen shows a hyphen where the line ends at it, once, and is not drawn anywhere else."""
    text = "co\u00adoperation"
    (whole,) = set_lines(text, language="en", rules=rules)
    (bare,) = set_lines("cooperation", language="en", rules=rules)
    assert whole.width_pt == pytest.approx(bare.width_pt)
    assert not drawn_hyphens(whole)
    first, second = set_lines("co\u00adoper", language="en", measure_pt=24.0, rules=rules)
    assert (text_of([first]), text_of([second])) == ("co\u00ad", "oper")
    ((_, hyphen),) = drawn_hyphens(first)
    assert hyphen is hyphen_of(LATIN, "Latn")
    (bare,) = set_lines("co", language="en")
    assert first.width_pt == pytest.approx(bare.width_pt + hyphen.advance_fu * 10 / LATIN.units_per_em)


def test_a_soft_hyphen_between_letters_that_join() -> None:
    """In Arabic a soft hyphen allows a break and shows nothing."""
    assert hyphen_of(ARABIC, "Arab") is None
    lines = set_lines("بيت\u00adنام بيت\u00adنام", measure_pt=22.0)
    assert any(text_of([line]).endswith("\u00ad") for line in lines)
    assert not any(drawn_hyphens(line) for line in lines)


def test_a_hyphen_in_hebrew() -> None:
    """The hyphen of a right-to-left word stands at its left end."""
    paragraph = ParagraphText((TextSpan("של\u00adום", HEBREW_STYLE),), "he")
    lines = PreparedParagraph(paragraph).set(17.0)
    assert [text_of([line]) for line in lines] == ["של\u00ad", "ום"]
    ((run, hyphen),) = drawn_hyphens(lines[0])
    assert run.rtl
    assert run.clusters[0] is hyphen
    assert run is from_left(lines[0])[0]


def test_a_hyphen_in_bold() -> None:
    """The hyphen of a word in bold is of the bold face."""
    lines = set_lines("a ", TextSpan("co\u00adoperation", BOLD), language="en", measure_pt=32.0)
    ((run, hyphen),) = drawn_hyphens(lines[0])
    assert run.face is LATIN_BOLD
    assert hyphen is hyphen_of(LATIN_BOLD, "Latn")


def test_a_word_that_keeps_to_the_one_before() -> None:
    """No hyphen stands before a span that keeps to what is before it."""
    spans = (
        TextSpan("see inform", REGULAR),
        TextSpan("ation", REGULAR, keeps_to_previous=True),
        TextSpan(" x y", REGULAR),
    )
    for measure in range(50, 90):
        lines = set_lines(*spans, language="en", measure_pt=float(measure), rules=HYPHENATED)
        assert all(line.start != 10 for line in lines)


@pytest.mark.parametrize("text", ["A\u00ad0", "ב A\u00ad0", "A\u00adب", "ab\u00adcd efgh"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_hyphen_is_of_the_face_of_its_run(text: str, language: str) -> None:
    """A soft hyphen that is in a run of its own is drawn with its letter, in the letter's face, or not at all."""
    style = FontSet({**REGULAR.by_script, **HEBREW_STYLE.by_script})
    prepared = PreparedParagraph(ParagraphText((TextSpan(text, style),), language))
    for measure in range(1, 40):
        lines = prepared.set(float(measure), LineRules("greedy"))
        assert text_of(lines) == text
        for run, hyphen in [found for line in lines for found in drawn_hyphens(line)]:
            assert hyphen is hyphen_of(run.face, "Latn")
            width = sum(cluster.advance_fu for cluster in run.clusters) * run.size_pt / run.face.units_per_em
            assert run.width_pt == pytest.approx(width)


@pytest.mark.parametrize(
    ("text", "measure", "first"),
    [("cafe\u0301\u00adteria", 30.0, "cafe\u0301\u00ad"), ("Schilf\u00adinsel", 35.0, "Schilf\u00ad")],
)
def test_a_soft_hyphen_behind_marks_and_in_ligatures(text: str, measure: float, first: str) -> None:
    """A soft hyphen shows behind a letter with marks, and parts letters that are a ligature elsewhere."""
    lines = set_lines(text, language="de", measure_pt=measure)
    assert [text[line.start : line.end] for line in lines] == [first, text[len(first) :]]
    hyphen = lines[0].runs[-1].clusters[-1]
    assert hyphen.text == "\u00ad"
    assert hyphen.advance_fu > 0
    assert text_of(lines) == text


def test_hyphens_do_not_follow_one_another_without_need(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is a choice, lines that end with a hyphen are not neighbours."""

    def neighbours() -> int:
        text = (
            "reconstruction continues while organisations recommend strengthening maintenance installations "
            "everywhere considering administrative responsibilities "
        )
        count = 0
        for measure in range(110, 230, 10):
            lines = set_lines((text * 6).strip(), language="en", measure_pt=float(measure), rules=HYPHENATED)
            ends = [line.runs[-1].clusters[-1].text == "\u00ad" for line in lines]
            count += sum(a and b for a, b in itertools.pairwise(ends))
        return count

    few = neighbours()
    monkeypatch.setattr(total_fit, "_NEXT_HYPHEN", 0.0)
    assert few < neighbours()
