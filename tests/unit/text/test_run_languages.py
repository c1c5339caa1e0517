"""The language of each run: what its text is read out in."""

from __future__ import annotations

import pytest

from briefgen.text.paragraph import ParagraphText, TextSpan
from tests.unit.text.engine import BOLD, REGULAR, paragraph, set_lines


def languages(*spans: str | TextSpan, language: str) -> list[tuple[str, str | None]]:
    """The text and the language of the runs of a paragraph on one line; neighbours in one language are put together."""
    found: list[tuple[str, str | None]] = []
    text = paragraph(*spans, language=language).text
    for line in set_lines(*spans, language=language):
        for run in line.runs:
            stretch = text[run.start : run.end]
            if found and found[-1][1] == run.language:
                stretch = found.pop()[0] + stretch
            found.append((stretch, run.language))
    return found


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("NATO office", "en", [("NATO office", "en")]),
        ("قمة واشنطن", "ar", [("قمة واشنطن", "ar")]),
        ("مكتب الناتو (NATO) في عمّان", "ar", [("مكتب الناتو (", "ar"), ("NATO", "en"), (") في عمّان", "ar")]),
        ("the city (عمّان) today", "en", [("the city (", "en"), ("عمّان", "ar"), (") today", "en")]),
    ],
)
def test_words_of_another_script_are_in_its_language(
    text: str, language: str, expected: list[tuple[str, str | None]]
) -> None:
    """Brackets and spaces around a word of the other script belong to the language of the paragraph."""
    assert languages(text, language=language) == expected


@pytest.mark.parametrize(
    "text", ["في عام 2024.", "نسبة 25%", "هاتف: +962 6 123 4567", "من 3 إلى 5، أو 1,250.5", "2024", "(1995)"]
)
def test_numbers_in_arabic_are_arabic(text: str) -> None:
    """A number is set in the Latin face, and read out in the language of the sentence."""
    assert languages(text, language="ar") == [(text, "ar")]


def test_numbers_belong_to_the_words_around_them() -> None:
    """A number inside an English name is English, one inside Arabic words in an English text is Arabic."""
    assert languages("طائرة Boeing 737 Max جديدة", language="ar")[1] == ("Boeing 737 Max", "en")
    assert languages("he said: في عام 2024 افتتح", language="en") == [("he said: ", "en"), ("في عام 2024 افتتح", "ar")]
    assert languages("في 2024", language="en")[-1] == (" 2024", "en")


def test_a_number_with_letters_is_a_word() -> None:
    """A reference with letters is in the language of its letters."""
    assert languages("المرجع JO-2024-07 هنا", language="ar")[1] == ("JO-2024-07", "en")


def test_styles_do_not_change_languages() -> None:
    """A bold number inside an English name stays English, though it is a run of its own."""
    spans = ("طائرة Boeing ", TextSpan("737", BOLD), " Max")
    assert languages(*spans, language="ar") == [("طائرة ", "ar"), ("Boeing 737 Max", "en")]


def test_an_unknown_language_is_said_to_be_one() -> None:
    """A script that no language is known for is undetermined (RFC 5646, 4.1)."""
    without = ParagraphText((TextSpan("قال Smith", REGULAR),), "ar")
    assert without.language_of("Latn") == "und"


def test_languages_hold_on_every_line() -> None:
    """Where a line ends inside a stretch, both lines have its language, and white space at the end too."""
    lines = set_lines("في منطقة Middle East and North Africa اليوم", language="ar", measure_pt=80)
    assert len(lines) > 2
    english = [run for line in lines for run in line.runs if run.language == "en"]
    assert len({id(line) for line in lines for run in line.runs if run in english}) >= 2
    assert any(run.rtl for run in english), "white space at the end of a line is on the level of the paragraph"
    assert {run.language for line in lines for run in line.runs} == {"ar", "en"}
