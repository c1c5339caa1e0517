"""Parity of a whole briefing: which texts are compared, and where a diagnostic points."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

import briefgen
from briefgen.checks.parity import RULES, parity_diagnostics
from briefgen.checks.parity.compare import compare
from briefgen.checks.parity.findings import Side
from briefgen.checks.rule import Rule
from briefgen.diagnostics import Diagnostic, Severity
from tests.growth import FACTOR, MOST, growth
from tests.unit.checks.parity.corpora import side_of

HEAD = """
title: {en: A title, ar: عنوان}
summary: [{en: Text., ar: نص.}]
"""
FACT = """
facts:
  - label: {en: Bridges, ar: الجسور}
    VALUE
"""
SOURCES = """
sources:
  - {key: mo, kind: report, title: {en: Report, ar: تقرير}, language: en}
"""
GLOSSARY = """
glossary:
  - short: {en: WBC, ar: اللجنة}
    full: {en: Water Basin Commission, ar: لجنة حوض المياه}
"""


def diagnostics(text: str) -> list[Diagnostic]:
    """What parity says about a briefing."""
    return list(parity_diagnostics(briefgen.loads(text)))


def with_value(value: str) -> str:
    """A briefing in which the value of the only fact is as given."""
    return HEAD + FACT.replace("VALUE", value) + SOURCES + GLOSSARY


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_an_example_that_breaks_it(rule: Rule) -> None:
    """The example of each rule gives one diagnostic, of that rule."""
    is_value = rule.example.startswith("value:")
    text = with_value(rule.example) if is_value else HEAD + SOURCES + rule.example
    found = diagnostics(text)
    assert [(each.code, each.severity) for each in found] == [(rule.code, rule.severity)]


def test_codes_are_unique_and_of_the_family() -> None:
    """No two rules share a code, and all begin alike."""
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert all(code.startswith("parity.") for code in codes)


def test_a_diagnostic_points_at_both_places() -> None:
    """The path is that of the second language, the range is the number there, the first language is related."""
    (found,) = diagnostics(with_value("value: {en: 'In *1995*, two', ar: 'في *1959*، اثنان'}"))
    assert found.where.path == "facts[0].value.ar"
    assert found.where.characters == (3, 7)
    assert [place.path for place in found.related] == ["facts[0].value.en"]
    assert found.message == '"en" has "1995", "ar" has "1959"'
    assert found.severity is Severity.ERROR
    assert found.hints


def test_what_only_the_first_language_has_is_shown_there() -> None:
    """A number without counterpart is shown where it is."""
    (found,) = diagnostics(with_value("value: {en: in 1995, ar: قبل سنوات}"))
    assert (found.where.path, found.where.characters) == ("facts[0].value.en", (3, 7))
    assert [place.path for place in found.related] == ["facts[0].value.ar"]


def test_the_controlling_language_is_what_others_are_measured_by() -> None:
    """Where the controlling language is named, differences are shown in the other one."""
    value = with_value("value: {en: in 1995, ar: عام 1959}")
    assert [each.where.path for each in diagnostics(f"controlling_language: ar\n{value}")] == ["facts[0].value.en"]
    assert [each.where.path for each in diagnostics(f"controlling_language: en\n{value}")] == ["facts[0].value.ar"]


QUOTE = """
quotes:
  - text: "We will build 12 bridges."
    language: en
    translations: {ar: "سنبني 21 جسرًا."}
    translated_by: {en: Desk, ar: القسم}
    speaker: {en: Minister, ar: الوزير}
    source: mo
"""


def test_translations_are_compared_with_the_quote() -> None:
    """The words of a quote and their translation are a pair."""
    (found,) = diagnostics(HEAD + QUOTE + SOURCES)
    assert (found.code, found.where.path) == ("parity.number", "quotes[0].translations.ar")
    assert [place.path for place in found.related] == ["quotes[0].text"]


@pytest.mark.parametrize(
    ("english", "arabic", "expected"),
    [
        ("The WBC met.", "اجتمعت اللجنة.", []),
        ("The WBC’s report", "تقرير للجنة", []),
        ("The Water Basin Commission met.", "اجتمعت لجنة حوض المياه.", []),
        ("The WBC met.", "اجتمعت WBC أمس.", []),
        ("The WBC met.", "اجتمع المجلس.", ["facts[0].value.en"]),
        ("The council met.", "وباللجنة رحّبوا.", ["facts[0].value.ar"]),
        ("The council met.", "اجتمعت اللجنات.", []),
        ("The wbc met.", "اجتمع المجلس.", []),
    ],
)
def test_terms_of_the_glossary(english: str, arabic: str, expected: list[str]) -> None:
    """A term is found in its short and its full form, behind prefixes, and neither inside words nor in other case."""
    found = diagnostics(with_value(f"value: {{en: {english}, ar: {arabic}}}"))
    assert [(each.code, each.where.path) for each in found] == [("parity.glossary", path) for path in expected]


def test_titles_of_sources_may_be_the_same() -> None:
    """A publication has one title; other texts that are the same are not translated."""
    title = "The state of the bridges in the valley"
    sources = SOURCES.replace("{en: Report, ar: تقرير}", f"{{en: {title}, ar: {title}}}")
    assert diagnostics(HEAD + sources) == []
    assert [each.code for each in diagnostics(with_value(f"value: {{en: {title}, ar: {title}}}"))] == ["parity.script"]


def test_one_language_has_nothing_to_compare() -> None:
    """A briefing in one language gives no diagnostics, but for places that are kept for a text."""
    one = "title: {en: A title}\nsummary: [{en: Text}]\nfacts: [{label: {en: Bridges}, value: {en: VALUE}}]\n"
    assert diagnostics(one.replace("VALUE", "12 bridges")) == []
    (found,) = diagnostics(one.replace("VALUE", "TODO"))
    assert (found.code, found.where.path, found.where.characters) == ("parity.placeholder", "facts[0].value.en", (0, 4))


@pytest.mark.parametrize(
    "text",
    [
        "TODO", "a bridge (xxx)", "Lorem ipsum dolor", "translate me", "[translation needed]", "TBD", "TBC.",
        "Place: TBC", "The bridge [TBD] opens", "XXX", "Mr [XXX]", "???", "Mr ??? and two more", "؟؟",
        "To be confirmed", "to be added later.", "Meeting with [insert name] at noon", "<insert date>", "…",
        "...", "[…]", "يُستكمل لاحقًا", "تستكمل لاحقا", "يُضاف لاحقاً.", "[أدخل الاسم]", "À compléter",
        "à préciser", "[insérer le nom]",
    ],
)  # fmt: skip
def test_placeholders(text: str) -> None:
    """Words that only keep a place are found."""
    assert "parity.placeholder" in [each.code for each in diagnostics(with_value(f"value: {{en: '{text}', ar: نص}}"))]


@pytest.mark.parametrize(
    "text",
    [
        "Documents to be translated into Arabic", "the TODOS region", "XXX Olympiad", "todos", "The XXX",
        "TBC patients", "Why??", "The Trade and Business Council (TBC)",
        "The date is to be confirmed by the ministry", "To be added to the list: two", "He said … and left",
        "[Inserted] words", "[Enterprise] a", "يُحدد لاحقًا", "يُضاف لاحقًا إلى القائمة", "Reste à compléter",
    ],
)  # fmt: skip
def test_what_is_no_placeholder(text: str) -> None:
    """Words that say something are none."""
    found = diagnostics(with_value(f"value: {{en: '{text}', ar: نص}}"))
    assert "parity.placeholder" not in [each.code for each in found]


FIGURE = "key_figures:\n  - {{value: '{}', label: {{en: Open, ar: مفتوحة}}, as_of: 2024, sources: [mo]}}\n"
COPY = "handling: {{scheme: tlp, label: 'TLP:CLEAR', copy_number: '{}'}}\n"
TIME = "meeting: {{date: 2024-07-15, time: '{}'}}\n"


@pytest.mark.parametrize(
    ("field", "path", "value", "word"),
    [
        (FIGURE, "key_figures[0].value", "7 crossings", "crossings"),
        (FIGURE, "key_figures[0].value", "about 7", "about"),
        (FIGURE, "key_figures[0].value", "7 معابر", "معابر"),
        (FIGURE, "key_figures[0].value", "Seven", "Seven"),
        (COPY, "handling.copy_number", "copy 3", "copy"),
        (TIME, "meeting.time", "10 o’clock", "clock"),
    ],
)
def test_words_where_all_languages_have_one_text(field: str, path: str, value: str, word: str) -> None:
    """A word in a field for numbers and signs is found, at its place; of a briefing in one language it is none."""
    data = with_value("value: {en: a, ar: ب}") + field.format(value)
    (found,) = [each for each in diagnostics(data) if each.code == "parity.words-in-neutral-field"]
    start = value.index(word)
    assert (found.where.path, found.where.characters) == (path, (start, start + len(word)))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (FIGURE, "7"), (FIGURE, "3.5 kWh"), (FIGURE, "40 ppm"), (FIGURE, "12 Mbit/s"), (FIGURE, "USD 12m"),
        (FIGURE, "A/78/345"), (FIGURE, "F16abc"), (FIGURE, "5 كلم"), (FIGURE, "Ph-bus/2"), (COPY, "3/12"),
        (COPY, "A-3"), (TIME, "10:30 UTC"), (TIME, "10:30–11:00"), (TIME, "10 am"),
    ],
)  # fmt: skip
def test_what_all_languages_share(field: str, value: str) -> None:
    """Numbers, codes and symbols of units are no words."""
    found = diagnostics(with_value("value: {en: a, ar: ب}") + field.format(value))
    assert "parity.words-in-neutral-field" not in [each.code for each in found]


def test_seven_languages(checkout: Path) -> None:
    """Every two languages of the briefing in seven languages say the same."""
    file = checkout / "tests" / "rendering" / "seven_languages.yaml"
    texts = list(mappings(YAML(typ="safe").load(file.read_text(encoding="utf-8"))))
    assert len(texts) >= 30
    for text in texts:
        for one, other in combinations(text, 2):
            found = compare(side_of(one, text[one]), side_of(other, text[other]))
            assert [each.message for each in found if each.rule.severity is not Severity.NOTE] == []


def mappings(part: object) -> Iterator[dict[str, str]]:
    """The texts in seven languages."""
    if isinstance(part, dict) and {"en", "ckb"} <= set(part):
        yield part
    elif isinstance(part, dict | list):
        for each in part.values() if isinstance(part, dict) else part:
            yield from mappings(each)


PIECES = """
12 1,5 ٣ ۴ one two third half and a of / - – + % ( ) , . ½ مليون وألف ونصف نصف عشر خمسة الثاني المئة في من إلى و July
تموز آب 2024 12/7/2024 31/31/2024 10:30 99:59 h p.m. الساعة مساءً 1446 رجب القرن تسعينيات A/1 $ דולר י״א סעיף
hundred several 24/2023 9/11 +962 500 8 1.2.3 Friday
"""
WORDS = st.sampled_from(PIECES.split())


@given(st.lists(WORDS, max_size=12).map(" ".join), st.lists(WORDS, max_size=12).map(" ".join))
def test_any_texts_can_be_compared(first: str, second: str) -> None:
    """No two texts make the comparison fail; a text is the same as itself; every range lies in its text."""
    for one, other in (("en", "ar"), ("fa", "he"), ("fr", "ur"), ("ckb", "de")):
        sides = Side(one, first, first), Side(other, second, second)
        for finding in compare(*sides):
            if finding.characters is not None:
                start, end = finding.characters
                assert 0 <= start < end <= len(sides[finding.in_second].plain)
    kinds = {finding.rule.code for finding in compare(Side("en", first, first), Side("en", first, first))}
    assert kinds <= {"parity.identical", "parity.script"}


@pytest.mark.parametrize(
    "piece", ["1 ", "12/7/2024 ", "1,", "9", "مليون و", "two hundred and ", "+962 6 ", "A/1.", "(“", "م" * 40]
)
def test_long_texts_take_linear_time(piece: str) -> None:
    """Up to 20,000 characters, the most that a briefing may have, the time rises with the length of a text."""
    fresh = count()  # what has been read is remembered

    def work(text: str) -> None:
        text = f"{text} x{next(fresh)}"
        compare(Side("en", text, text), Side("ar", text[:-7], text[:-7]))

    text = (piece * 20_000)[:20_000]
    assert growth(work, text[: 20_000 // FACTOR], text) < MOST


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_characters_can_be_compared(first: str, second: str) -> None:
    """No characters make the comparison fail."""
    assert isinstance(compare(Side("en", first, first), Side("ar", second, second)), tuple)
