"""Themes are files that are checked, and locales speak the languages they say."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path

import pytest

from briefgen.errors import ResourceError
from briefgen.layout.locale import has_locale, load_locale
from briefgen.layout.theme import load_theme, theme_names
from briefgen.model import PartialDate

LOCALES = resources.files("briefgen.layout") / "locales"
MODERN = (resources.files("briefgen.layout") / "themes" / "modern.toml").read_text(encoding="utf-8")


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", theme_names())
def test_text_of_every_theme_has_contrast(name: str) -> None:
    """Text has a contrast of at least 4.5 to 1 on white and on the tint (WCAG 2.2, 1.4.3)."""
    colours = load_theme(name).colours
    for ground in ("#FFFFFF", colours.tint):
        for colour in (colours.text, colours.muted, colours.accent, colours.warning):
            assert (luminance(ground) + 0.05) / (luminance(colour) + 0.05) >= 4.5


@pytest.mark.parametrize("arrangement", ["columns", "single"])
def test_no_line_of_a_theme_touches_the_next(arrangement: str) -> None:
    """The pitch of every role is at least 1.4 times the size of its largest script, display lines 1.2 times."""
    theme = load_theme("modern")
    ratio = max(script.ratio for script in theme.spec.scripts.values())
    for role, spec in tomllib.loads(MODERN)[arrangement].items():
        if isinstance(spec, dict):
            least = 1.2 if spec["size"] >= 20 else 1.35
            assert spec["pitch"] >= least * spec["size"] * ratio, role


def test_strong_text_in_a_strong_style_stays_strong() -> None:
    """Weights add up: emphasis in a heading is strong emphasis, strong in a heading is what the heading is."""
    style = load_theme("modern").style("columns", "heading", "Latn")
    assert style.font_set(strong=False, emphasis=False) is style.fonts["strong"]
    assert style.font_set(strong=True, emphasis=False) is style.fonts["strong"]
    assert style.font_set(strong=False, emphasis=True) is style.fonts["strong_emphasis"]


def test_a_theme_of_ones_own(tmp_path: Path) -> None:
    """A path to a file is a theme; its fonts come from the bundle where they do not stand beside it."""
    path = tmp_path / "mine.toml"
    path.write_text(MODERN.replace('"#12355B"', '"#7A1F2B"'), encoding="utf-8")
    assert load_theme(str(path)).colours.accent == "#7A1F2B"


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        (MODERN.replace('"#12355B"', '"blue"'), "theme.invalid", "colours.accent"),
        (MODERN.replace("[columns]", "[column]"), "theme.invalid", "columns"),
        (MODERN.replace("size = 9.5", "size = -1"), "theme.invalid", "columns.body.size"),
        ("not toml", "theme.syntax", None),
    ],
)
def test_a_broken_theme_is_refused_with_its_place(tmp_path: Path, text: str, code: str, where: str | None) -> None:
    """What is wrong with a theme is said with the place in the file."""
    path = tmp_path / "broken.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ResourceError) as refused:
        load_theme(str(path))
    assert {diagnostic.code for diagnostic in refused.value.diagnostics} == {code}
    assert where in {diagnostic.where.path for diagnostic in refused.value.diagnostics}


@pytest.mark.parametrize("name", ["nope", "../modern", "missing.toml", ""])
def test_an_unknown_theme_is_refused(name: str) -> None:
    """A name that is no theme, or a file that is not there, is a missing resource; the hint names the themes."""
    with pytest.raises(ResourceError, match="theme"):
        load_theme(name)


def test_locales_say_the_same_things() -> None:
    """Every locale has every label and kind, with the same places for values."""
    data = {
        file.name: tomllib.loads(file.read_text(encoding="utf-8"))
        for file in LOCALES.iterdir()
        if file.name.endswith(".toml")
    }
    assert len(data) >= 2
    reference = data["en.toml"]
    for locale in data.values():
        for table in ("labels", "kinds"):
            assert locale[table].keys() == reference[table].keys()
            for key, label in locale[table].items():
                assert _fields(label) == _fields(reference[table][key]), key


def _fields(label: str) -> set[str]:
    from string import Formatter

    return {field for _, field, _, _ in Formatter().parse(label) if field}


@pytest.mark.parametrize(
    ("language", "date", "expected"),
    [
        ("en", PartialDate(2024, 7, 12), "12 July 2024"),
        ("en", PartialDate(2024, 7), "July 2024"),
        ("en", PartialDate(1995), "1995"),
        ("ar", PartialDate(2024, 7, 12), "12 تموز 2024"),
        ("ar", PartialDate(2024, 7), "تموز 2024"),
        ("ar", PartialDate(1995), "1995"),
    ],
)
def test_dates_are_as_exact_as_they_are(language: str, date: PartialDate, expected: str) -> None:
    """A date is written in words, with the month names of the locale and European digits."""
    assert load_locale(language).date(date) == expected


def test_numbers_names_and_quotes() -> None:
    """Numbers have European digits, languages their names in the language, quotes its marks."""
    arabic, english = load_locale("ar"), load_locale("en")
    assert (arabic.number(1250), english.number(1250), english.number("3 to 5")) == ("1,250", "1,250", "3 to 5")
    assert (english.language_name("ar"), arabic.language_name("en")) == ("Arabic", "الإنجليزية")
    assert (arabic.quoted("نص"), english.quoted("text")) == ("«نص»", "“text”")


def test_a_language_without_labels_is_refused() -> None:
    """A language that briefgen does not speak is a missing resource, and the hint names those that it does."""
    assert has_locale("ar-JO")
    assert not has_locale("tlh")
    with pytest.raises(ResourceError, match="ar, en"):
        load_locale("tlh")
