"""Locales speak the languages they say, each with its own digits, dates, numbers and marks."""

from __future__ import annotations

import datetime as dt
import tomllib
from importlib import resources
from string import Formatter
from typing import Any

import babel
import pytest

from briefgen.diagnostics import Place
from briefgen.errors import ResourceError
from briefgen.layout.language.locale import BUNDLED
from briefgen.layout.theming.theme import load_theme
from briefgen.model import PartialDate
from briefgen.text.typeset import covers

LOCALES = {
    file.name.removesuffix(".toml"): tomllib.loads(file.read_text(encoding="utf-8"))
    for file in (resources.files("briefgen.layout") / "locales").iterdir()
    if file.name.endswith(".toml")
}
DIGITS = {"latn": "0123456789", "arab": "٠١٢٣٤٥٦٧٨٩", "arabext": "۰۱۲۳۴۵۶۷۸۹"}


def fields(label: str) -> set[str]:
    """The places of a label for values."""
    return {field for _, field, _, _ in Formatter().parse(label) if field}


def texts_in(value: Any) -> list[str]:
    """Every text in the values of a table."""
    if isinstance(value, dict):
        return [text for inner in value.values() for text in texts_in(inner)]
    return [value]


def test_the_languages_are_those_that_are_promised() -> None:
    """There is a locale for each of seven languages, and it says its own name."""
    assert set(LOCALES) == {"en", "ar", "fr", "fa", "ur", "he", "ckb"}
    assert all(locale["language"] == name for name, locale in LOCALES.items())


@pytest.mark.parametrize("language", LOCALES)
def test_locales_say_the_same_things(language: str) -> None:
    """Every locale has every key of the English one and no other, with the same places for values."""
    locale, reference = LOCALES[language], LOCALES["en"]
    assert locale.keys() - {"names", "lists"} == reference.keys()
    for table in ("dates", "labels", "kinds"):
        assert locale[table].keys() == reference[table].keys()
    for key, label in locale["labels"].items():
        assert fields(label) == fields(reference["labels"][key]), key
        assert label.strip() == label
        assert label


@pytest.mark.parametrize("language", LOCALES)
def test_a_label_is_in_the_faces_of_its_language(language: str) -> None:
    """What a locale says, its digits included, needs no face but that of its script and the Latin one."""
    locale = BUNDLED.load(language)
    fonts = load_theme("modern").style("columns", "body", locale.script).fonts["regular"]
    faces = {fonts.chain(locale.script)[0].face, fonts.chain("Latn")[0].face}
    said = [*texts_in(LOCALES[language]["labels"]), *texts_in(LOCALES[language]["kinds"])]
    said += [locale.date(dt.date(2026, month, 1)) for month in range(1, 13)]
    said += [locale.language_name(other) for other in LOCALES]
    said += [locale.number(-1234567.5), locale.integer(1234567890), locale.opening_quote + locale.closing_quote]
    assert {c for text in said for c in text if not any(covers(face, c) for face in faces)} == set()


@pytest.mark.parametrize("language", LOCALES)
def test_a_language_names_every_other(language: str) -> None:
    """CLDR, or the file itself, knows the name of each of the languages in each of them."""
    locale = BUNDLED.load(language)
    assert all(locale.language_name(other) != other for other in LOCALES)


@pytest.mark.parametrize("language", LOCALES)
def test_digits_are_those_of_the_language(language: str) -> None:
    """What briefgen formats has the digits of the language, and no other."""
    locale, digits = BUNDLED.load(language), DIGITS[LOCALES[language]["digits"]]
    formatted = (
        locale.integer(1234567890) + locale.number(9876543.210) + locale.date(dt.date(2026, 10, 25))
        + locale.label("page", page=9, pages=10)
    )  # fmt: skip
    assert {character for character in formatted if character.isdigit()} <= set(digits)
    assert sum(character in digits for character in formatted) == 10 + 9 + 6 + 3


@pytest.mark.parametrize("language", LOCALES)
def test_digits_are_the_default_of_the_locale_that_is_named(language: str) -> None:
    """The numbering system is CLDR's default; for Arabic it is that of two-column pages, with European digits."""
    locale = LOCALES[language]
    default = babel.Locale.parse(locale["cldr_locale"]).default_numbering_system
    assert locale["digits"] == ("latn" if language == "ar" else default)


def test_texts_of_the_author_keep_their_digits() -> None:
    """A value that is a text is printed as it stands."""
    assert BUNDLED.load("fa").number("3 to 5") == "3 to 5"
    assert BUNDLED.load("fa").label("source", number=3, title="2026") == "منبع شمارهٔ ۳: 2026"


@pytest.mark.parametrize(
    ("language", "date", "expected"),
    [
        ("en", PartialDate(2024, 7, 12), "12 July 2024"),
        ("en", PartialDate(2024, 7), "July 2024"),
        ("en", PartialDate(1995), "1995"),
        ("ar", PartialDate(2024, 7, 12), "12 تموز 2024"),
        ("ar", PartialDate(2024, 7), "تموز 2024"),
        ("ar", PartialDate(1995), "1995"),
        ("fr", PartialDate(2024, 8, 1), "1er août 2024"),
        ("fr", PartialDate(2024, 8), "août 2024"),
        ("fa", PartialDate(2024, 7, 12), "۱۲ ژوئیهٔ ۲۰۲۴"),
        ("fa", PartialDate(2024, 7), "ژوئیهٔ ۲۰۲۴"),
        ("ur", PartialDate(2024, 7, 12), "12 جولائی، 2024"),
        ("he", PartialDate(2024, 7, 12), "12 ביולי 2024"),
        ("he", PartialDate(2024, 7), "יולי 2024"),
        ("ckb", PartialDate(2024, 7, 12), "١٢ی تەمووزی ٢٠٢٤"),
        ("ckb", PartialDate(2024, 7), "تەمووزی ٢٠٢٤"),
        ("ckb", PartialDate(1995), "١٩٩٥"),
    ],
)
def test_dates_are_as_exact_as_they_are(language: str, date: PartialDate, expected: str) -> None:
    """A date is written in words, with the month names, the order and the digits of the locale."""
    assert BUNDLED.load(language).date(date) == expected


@pytest.mark.parametrize(
    ("language", "number", "quotes"),
    [
        ("en", "1,234.5", "“”"), ("ar", "1,234.5", "«»"), ("fr", "1\u202f234,5", "«\u202f\u202f»"),
        ("fa", "۱٬۲۳۴٫۵", "«»"), ("ur", "1,234.5", "”“"), ("he", "1,234.5", "””"), ("ckb", "١٬٢٣٤٫٥", "“”"),
    ],
)  # fmt: skip
def test_numbers_and_quotes(language: str, number: str, quotes: str) -> None:
    """Numbers have the signs of the locale, and quotes its marks."""
    locale = BUNDLED.load(language)
    assert locale.number(1234.5) == number
    assert locale.opening_quote + locale.closing_quote == quotes


def test_names_of_languages() -> None:
    """A language is called what it is called in the other one."""
    assert BUNDLED.load("en").language_name("ar") == "Arabic"
    assert BUNDLED.load("ar").language_name("en") == "الإنجليزية"
    assert BUNDLED.load("he").label("original", language=BUNDLED.load("he").language_name("fr")) == "המקור בצרפתית"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.1, "0.1"),
        (1.23456, "1.23456"),
        (1234567.891234, "1,234,567.891234"),
        (12345678901234567890123456789012345, "12,345,678,901,234,567,890,123,456,789,012,345"),
        (10**99 + 1, "1" + ",000" * 32 + ",001"),
        (1e22, "10" + ",000" * 7),
        (1e-7, "0.0000001"),
        (5e-324, "0." + "0" * 323 + "5"),
        (0.30000000000000004, "0.30000000000000004"),
    ],
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_numbers_keep_every_digit(language: str, value: float, expected: str) -> None:
    """A number is printed with all its digits, however long, and a float with the fewest that give it back."""
    assert BUNDLED.load(language).number(value) == expected


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("ar-JO", "Arabic (Jordan)"), ("en-JO", "English"), ("fr-419", "French"), ("tlh", "Klingon"),
        ("sh", "Serbo-Croatian"), ("qaa", "qaa"), ("qaa-Latn-JO", "qaa-Latn-JO"),
    ],
)  # fmt: skip
def test_names_of_languages_without_a_locale(tag: str, name: str) -> None:
    """Any valid tag has a name: its own, that of its primary language, or else the tag."""
    assert BUNDLED.load("en").language_name(tag) == name


def test_a_name_in_the_file_goes_before_that_of_cldr() -> None:
    """What Urdu calls Sorani is no English in Urdu letters, also where a region follows."""
    urdu = BUNDLED.load("ur")
    assert urdu.cldr.languages["ckb"] != urdu.language_name("ckb")
    assert urdu.language_name("ckb") == urdu.language_name("ckb-IQ") == "سورانی کردی"


def test_a_language_without_labels_is_refused() -> None:
    """A language that briefgen does not speak is a missing resource, and the hints say which it does."""
    assert BUNDLED.find("ar-JO") is not None
    assert BUNDLED.find("tlh") is None
    with pytest.raises(ResourceError, match="ar, ckb, en, fa, fr, he, ur") as caught:
        BUNDLED.load("tlh", Place(path="languages[1]"))
    (found,) = caught.value.diagnostics
    assert (found.code, found.where.path) == ("locale.unknown", "languages[1]")
    assert "docs/languages.md" in found.hints[1]


@pytest.mark.parametrize("tag", ["ar-Latn", "he-Arab", "fr-Arab", "fa-Cyrl-TJ", "en-Arab", "ckb-Latn"])
def test_labels_in_another_script_are_refused(tag: str) -> None:
    """A tag with another script than that of the labels would set them in the wrong direction or in wrong faces."""
    with pytest.raises(ResourceError) as caught:
        BUNDLED.load(tag, Place(path="languages[0]"))
    (found,) = caught.value.diagnostics
    assert (found.code, found.where.path) == ("locale.script", "languages[0]")
    assert BUNDLED.find(tag) is None


@pytest.mark.parametrize(
    ("tag", "script"),
    [("ur-Arab", "Arab"), ("fa-Aran", "Aran"), ("ar-Arab-JO", "Arab"), ("en-Latn-GB", "Latn"), ("he-Hebr", "Hebr")],
)
def test_a_style_of_the_script_is_taken(tag: str, script: str) -> None:
    """A tag may say the script of the labels, or another style of it."""
    assert BUNDLED.load(tag).script == script
