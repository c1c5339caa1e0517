"""Themes are files that are checked, and locales speak the languages they say."""

from __future__ import annotations

import shutil
import time
import tomllib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from pathlib import Path

import pytest

from briefgen.errors import ResourceError
from briefgen.layout.locale import has_locale, load_locale
from briefgen.layout.pages import MIN_COLUMN_PT, MIN_HEIGHT_PT, PAGE_SIZES, page_geometry
from briefgen.layout.theme import load_theme, theme_names
from briefgen.model import PartialDate
from briefgen.text.bundled import bundled_fonts_dir
from briefgen.text.fonts import load_face
from briefgen.text.typeset import FontSet, SizedFace

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
    assert load_theme(path) is load_theme(str(path))


def test_a_changed_theme_is_read_again(tmp_path: Path) -> None:
    """What is in the file now counts, and going back gives the theme that was made before."""
    path = tmp_path / "mine.toml"
    path.write_text(MODERN, encoding="utf-8")
    first = load_theme(path)
    assert load_theme(path) is first
    path.write_text(MODERN.replace('"#12355B"', '"#7A1F2B"'), encoding="utf-8")
    assert load_theme(path).colours.accent == "#7A1F2B"
    path.write_text(MODERN, encoding="utf-8")
    assert load_theme(path) is first


def test_a_path_is_meant_from_where_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same relative path in another folder is another theme, with the fonts of that folder."""
    for folder, colour in (("one", "#7A1F2B"), ("two", "#123456")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "mine.toml").write_text(MODERN.replace("#12355B", colour), encoding="utf-8")
        shutil.copy(bundled_fonts_dir() / "IBMPlexSans-Regular.ttf", tmp_path / folder)
    found = []
    for folder in ("one", "two"):
        monkeypatch.chdir(tmp_path / folder)
        found.append(load_theme("mine.toml"))
    assert [theme.colours.accent for theme in found] == ["#7A1F2B", "#123456"]
    faces = [theme.style("columns", "body", "Latn").fonts["regular"].chain("Latn")[0].face for theme in found]
    assert [face.path for face in faces] == [tmp_path / f / "IBMPlexSans-Regular.ttf" for f in ("one", "two")]


def test_each_font_is_looked_for_by_itself(tmp_path: Path) -> None:
    """A font beside the theme comes before the bundled one, which serves for those that are not there."""
    path = tmp_path / "mine.toml"
    path.write_text(MODERN.replace('"IBMPlexSans-Regular.ttf"', '"Own.ttf"'), encoding="utf-8")
    with pytest.raises(ResourceError) as refused:
        load_theme(path)
    (found,) = refused.value.diagnostics
    assert (found.code, found.where.path) == ("font.unreadable", "scripts.Latn.regular")
    assert str(tmp_path) in found.message
    assert str(bundled_fonts_dir()) in found.message
    shutil.copy(bundled_fonts_dir() / "IBMPlexSans-Regular.ttf", tmp_path / "Own.ttf")
    fonts = load_theme(path).style("columns", "body", "Latn").fonts
    assert fonts["regular"].chain("Latn")[0].face.path == tmp_path / "Own.ttf"
    assert fonts["strong"].chain("Latn")[0].face.path.parent == bundled_fonts_dir()


def test_a_changed_font_is_read_again(tmp_path: Path) -> None:
    """Another font in a file of the same name gives a theme with its face."""
    path = tmp_path / "mine.toml"
    path.write_text(MODERN, encoding="utf-8")
    for name in ("IBMPlexSans-Regular.ttf", "IBMPlexSans-SemiBold.ttf"):
        shutil.copy(bundled_fonts_dir() / name, tmp_path / "IBMPlexSans-Regular.ttf")
        face = load_theme(path).style("columns", "body", "Latn").fonts["regular"].chain("Latn")[0].face
        assert face.name == load_face(bundled_fonts_dir() / name).name


def test_threads_share_a_theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads that ask at the same time get the same theme, the same style and the same faces."""

    def make_slowly(faces: Mapping[str, tuple[SizedFace, ...]]) -> FontSet:
        time.sleep(0.002)
        return FontSet(faces)

    monkeypatch.setattr("briefgen.layout.theme.FontSet", make_slowly)
    path = tmp_path / "mine.toml"
    path.write_text(MODERN, encoding="utf-8")
    shutil.copy(bundled_fonts_dir() / "IBMPlexSans-Regular.ttf", tmp_path)

    def ask(_: int) -> tuple[int, ...]:
        theme = load_theme(path)
        styles = [theme.style(arrangement, "body", "Latn") for arrangement in ("columns", "single")]
        return (id(theme), *(id(style) for style in styles), *(id(style.fonts["regular"].faces[0]) for style in styles))

    with ThreadPoolExecutor(16) as pool:
        assert len(set(pool.map(ask, range(64)))) == 1


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        (MODERN.replace('"#12355B"', '"blue"'), "theme.invalid", "colours.accent"),
        (MODERN.replace("[columns]", "[column]"), "theme.invalid", "columns"),
        (MODERN.replace("size = 9.5", "size = -1"), "theme.invalid", "columns.body.size"),
        (MODERN.replace('colour = "muted"', 'colour = "model_dump"', 1), "theme.invalid", "columns.meta.colour"),
        (MODERN.replace('colour = "muted"', 'colour = "#12"', 1), "theme.invalid", "columns.meta.colour"),
        ("not toml", "theme.syntax", None),
        ("a = " + "1" * 5000, "theme.syntax", None),
        ("a = " + "[" * 5000, "theme.syntax", None),
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


@pytest.mark.parametrize(
    "name", ["nope", "../modern", "missing.toml", "", "a\0b", "a\0.toml", "a" * 300, "x" * 300 + ".toml"]
)
def test_an_unknown_theme_is_refused(name: str) -> None:
    """A name that is no theme, or a file that is not there, is a missing resource; the hint names the themes."""
    with pytest.raises(ResourceError, match="theme"):
        load_theme(name)


@pytest.mark.parametrize(("role", "code"), [('"accent"', "#12355B"), ('"#00ff7F"', "#00ff7F")])
def test_colours_by_name_or_by_value(tmp_path: Path, role: str, code: str) -> None:
    """A role has one of the theme's colours, or one of its own."""
    path = tmp_path / "mine.toml"
    path.write_text(MODERN.replace('colour = "muted"', f"colour = {role}", 1), encoding="utf-8")
    assert load_theme(path).style("columns", "meta", "Latn").colour == code


@pytest.mark.parametrize("page_size", PAGE_SIZES)
def test_the_pages_of_every_theme_have_room(page_size: str) -> None:
    """The themes that come with the package fit on both page sizes."""
    for name in theme_names():
        geometry = page_geometry(load_theme(name), page_size)
        assert geometry.column_width_pt >= 2 * MIN_COLUMN_PT
        assert geometry.content_height_pt >= 2 * MIN_HEIGHT_PT


@pytest.mark.parametrize(
    ("change", "fits", "too_large", "where"),
    [
        # Between margins of 18 mm lie 174 mm of an A4 page; 100 pt are 35.3 mm, 150 pt 52.9 mm, 200 pt 70.6 mm.
        ("gutter = 8", "gutter = 103.4", "gutter = 103.5", "page.gutter"),
        ("side_column = 48", "side_column = 113.0", "side_column = 113.1", "page.side_column"),
        ("margin_side = 18", "margin_side = 50.5", "margin_side = 50.6", "page.side_column"),
        ("margin_top = 24\nmargin_bottom = 22", "margin_top = 126.4\nmargin_bottom = 100",
         "margin_top = 126.5\nmargin_bottom = 100", "page.margin_top"),
    ],
)  # fmt: skip
def test_a_page_without_room_is_refused(tmp_path: Path, change: str, fits: str, too_large: str, where: str) -> None:
    """A theme that leaves too little room for text is refused at the key to change; a little more is accepted."""
    path = tmp_path / "mine.toml"
    assert change in MODERN
    path.write_text(MODERN.replace(change, fits), encoding="utf-8")
    page_geometry(load_theme(path), "A4")
    path.write_text(MODERN.replace(change, too_large), encoding="utf-8")
    with pytest.raises(ResourceError) as refused:
        page_geometry(load_theme(path), "A4")
    assert [(found.code, found.where.path) for found in refused.value.diagnostics] == [("theme.invalid", where)]


@pytest.mark.parametrize("length", ["gutter = 200", "side_column = 200", "margin_side = 200"])
def test_lengths_below_nothing_are_refused(tmp_path: Path, length: str) -> None:
    """Margins and columns wider than the page are the theme's fault, not a crash."""
    path = tmp_path / "mine.toml"
    key = length.partition(" ")[0]
    path.write_text(
        "\n".join(length if line.startswith(key) else line for line in MODERN.splitlines()), encoding="utf-8"
    )
    with pytest.raises(ResourceError, match="has 0 pt on Letter"):
        page_geometry(load_theme(path), "Letter")


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
    assert (arabic.opening_quote, arabic.closing_quote) == ("«", "»")
    assert (english.opening_quote, english.closing_quote) == ("“", "”")


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
    assert load_locale(language).number(value) == expected


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("ar-JO", "Arabic (Jordan)"), ("en-JO", "English"), ("fr-419", "French"), ("tlh", "Klingon"),
        ("sh", "Serbo-Croatian"), ("qaa", "qaa"), ("qaa-Latn-JO", "qaa-Latn-JO"),
    ],
)  # fmt: skip
def test_names_of_languages_without_a_locale(tag: str, name: str) -> None:
    """Any valid tag has a name: its own, that of its primary language, or else the tag."""
    assert load_locale("en").language_name(tag) == name


def test_a_language_without_labels_is_refused() -> None:
    """A language that briefgen does not speak is a missing resource, and the hint names those that it does."""
    assert has_locale("ar-JO")
    assert not has_locale("tlh")
    with pytest.raises(ResourceError, match="ar, en"):
        load_locale("tlh")
