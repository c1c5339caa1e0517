"""Themes are files that are checked, and give every script its faces and its room."""

from __future__ import annotations

import shutil
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from pathlib import Path

import pytest
import uharfbuzz as hb

from briefgen.errors import ResourceError
from briefgen.layout.pages import MIN_COLUMN_PT, MIN_HEIGHT_PT, PAGE_SIZES, page_geometry
from briefgen.layout.theming.spec import NAMED_COLOURS, Weight
from briefgen.layout.theming.theme import load_theme, theme_names
from briefgen.text.bundled import bundled_fonts_dir
from briefgen.text.fonts import load_face
from briefgen.text.typeset import FontSet, SizedFace

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

    monkeypatch.setattr("briefgen.layout.theming.theme.FontSet", make_slowly)
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
    ("old", "new", "where", "message", "hint"),
    [
        ("size = 9.5", "justfied = true, size = 9.5", "columns.body.justfied", 'there is no key "justfied" here',
         "did you mean `justified`?"),
        ("size = 9.5", 'justified = "yes", size = 9.5', "columns.body.justified",
         "true or false is needed, and a text is given", "write true or false, without quotes"),
        ("size = 9.5", "justified = 1, size = 9.5", "columns.body.justified",
         "true or false is needed, and a number is given", "write true or false, without quotes"),
        ('"#12355B"', '"red"', "colours.accent", '"red" is not a colour',
         'write it as "#RRGGBB", in hexadecimal digits'),
        ('colour = "muted"', 'colour = "mutd"', "columns.meta.colour", '"mutd" is not a colour',
         'did you mean "muted"?'),
        ('colour = "muted"', 'colour = "red"', "columns.meta.colour", '"red" is not a colour',
         f'write it as "#RRGGBB", in hexadecimal digits, or write one of {", ".join(NAMED_COLOURS)}'),
        ("size = 9.5", "size = -1", "columns.body.size", "-1 is out of range",
         "write a number above 0 and at most 200"),
        ("ratio = 1.0", "ratio = nan", "scripts.Latn.ratio", "nan is out of range",
         "write a number of at least 0.5 and at most 2"),
        ("size = 9.5", 'size = "9.5"', "columns.body.size", "a number is needed, and a text is given",
         "write a number, without quotes"),
        ("size = 9.5, ", "", "columns.body.size", 'the key "size" is missing',
         'add it, or write extends = "modern" to take from there what is missing'),
        ('weight = "strong"', 'weight = "Strong"', "columns.title.weight", '"Strong" is not one of the choices',
         'did you mean "strong"? The choices are regular, emphasis, strong, strong_emphasis'),
        ("ratio = 1.0", 'ratio = 1.0\nshaper = "harfbuz"', "scripts.Latn.shaper", '"harfbuz" is not one of the choices',
         'did you mean "harfbuzz"? The choices are harfbuzz, reshaper'),
        ("size = 9.5", "smaller = [{ size = true, pitch = 9 }], size = 9.5", "columns.body.smaller[0].size",
         "a number is needed, and true or false is given", "write a number, without quotes"),
        ("size = 9.5", "smaller = 3, size = 9.5", "columns.body.smaller", "a list is needed, and a number is given",
         "write a list in square brackets"),
        ("size = 9.5", "pitches = 3, size = 9.5", "columns.body.pitches", "a table is needed, and a number is given",
         "write keys and values below a head such as [page]"),
    ],
)  # fmt: skip
def test_problems_of_a_theme_are_told_in_words(
    tmp_path: Path, *, old: str, new: str, where: str, message: str, hint: str
) -> None:
    """A wrong key or value of a theme is told as one of a briefing is: a fact, what to do, and the file."""
    path = tmp_path / "mine.toml"
    assert old in MODERN
    path.write_text(MODERN.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ResourceError) as refused:
        load_theme(path)
    (found,) = refused.value.diagnostics
    assert (found.code, found.where.file, found.where.path) == ("theme.invalid", str(path), where)
    assert (found.message, found.hints) == (message, (hint,))


@pytest.mark.parametrize(
    "name", ["nope", "../modern", "missing.toml", "", "a\0b", "a\0.toml", "a" * 300, "x" * 300 + ".toml"]
)
def test_an_unknown_theme_is_refused(name: str) -> None:
    """A name that is no theme, or a file that is not there, is a missing resource; the hint names the themes."""
    with pytest.raises(ResourceError, match="theme"):
        load_theme(name)


@pytest.mark.parametrize(("role", "code"), [('"accent"', "#12355B"), ('"#00663f"', "#00663f")])
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
    assert {found.where.file for found in refused.value.diagnostics} == {str(path)}


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


TALL = "تکنیکی کمیٹی کسی پیشگی قسم قوم، چاہیے۔ ہے۔"


@pytest.mark.parametrize(("weight", "forgiven"), [("regular", 0.0), ("strong", 0.3)])
def test_nastaliq_stays_in_its_box(weight: Weight, forgiven: float) -> None:
    """The ink of tall and of deep words lies between the top of the box and its bottom; bold has the white above it."""
    style = load_theme("modern").style("columns", "body", "Aran")
    sized = style.fonts[weight].chain("Aran")[0]
    buffer = hb.Buffer()
    buffer.add_str(TALL)
    buffer.direction, buffer.script, buffer.language = "rtl", "Arab", "ur"
    font = sized.face.hb_font
    hb.shape(font, buffer)
    highest = lowest = 0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        box = font.get_glyph_extents(info.codepoint)
        assert box is not None
        highest = max(highest, position.y_offset + box.y_bearing)
        lowest = min(lowest, position.y_offset + box.y_bearing + box.height)
    pt_per_fu = sized.size_pt / sized.face.units_per_em
    assert 1.9 * sized.size_pt < highest * pt_per_fu <= style.first_baseline_pt + forgiven * sized.size_pt
    assert 0.5 * sized.size_pt < -lowest * pt_per_fu <= style.descent_pt


def test_a_box_with_two_scripts_has_room_for_both() -> None:
    """The pitch is the larger one, and a style of a script that the theme lacks has the room of the script."""
    theme = load_theme("modern")
    latin, nastaliq = theme.style("columns", "body", "Latn"), theme.style("columns", "body", "Aran")
    both = theme.style("columns", "body", "Latn", "Aran")
    assert latin.leading_pt == 14
    assert latin.overhang_pt == 0
    assert (both.leading_pt, both.first_baseline_pt) == (nastaliq.leading_pt, nastaliq.first_baseline_pt)
    assert nastaliq.first_baseline_pt + nastaliq.descent_pt == nastaliq.leading_pt + nastaliq.overhang_pt
    assert theme.style("single", "body", "Latf").leading_pt == theme.style("single", "body", "Latn").leading_pt
    assert theme.style("single", "body", "Syrj").leading_pt == theme.style("single", "body", "Latn").leading_pt


def test_a_smaller_step_is_smaller_in_every_script() -> None:
    """The pitch that a role has for a script shrinks with the pitch of the role."""
    theme = load_theme("modern")
    for script in theme.spec.scripts:
        pitches = [theme.style("columns", "title", script, step=step).leading_pt for step in range(3)]
        assert pitches == sorted(pitches, reverse=True)
        assert pitches[0] / pitches[2] == pytest.approx(32 / 26.5)


def test_a_theme_without_nastaliq_sets_urdu_in_its_arabic_face(tmp_path: Path) -> None:
    """Without the script "Aran", a style has the faces and the room of "Arab"."""
    path = tmp_path / "own.toml"
    start, end = MODERN.index("[scripts.Aran]"), MODERN.index("[scripts.Hebr]")
    path.write_text(MODERN[:start] + MODERN[end:], encoding="utf-8")
    theme = load_theme(path)
    style = theme.style("single", "body", "Aran")
    assert theme.tall_scripts == ()
    assert style.leading_pt == 16
    assert style.fonts["regular"].chain("Aran")[0].face.name == "IBMPlexSansArabic"


def test_a_theme_chooses_a_shaper(tmp_path: Path) -> None:
    """A script may name its shaper; a font that the shaper cannot draw is refused with its name."""
    path = tmp_path / "mine.toml"
    arabic = "[scripts.Arab]\n"
    assert arabic in MODERN
    path.write_text(MODERN.replace(arabic, arabic + 'shaper = "reshaper"\n'), encoding="utf-8")
    style = load_theme(path).style("columns", "body", "Arab")
    assert {sized.face.shaper for sized in style.fonts["regular"].chain("Arab")} == {"reshaper", None}
    assert style.fonts["regular"].chain("Arab")[0].face.shaper == "reshaper"
    nastaliq = MODERN.replace("[scripts.Aran]\n", '[scripts.Aran]\nshaper = "reshaper"\n')
    path.write_text(nastaliq, encoding="utf-8")
    with pytest.raises(ResourceError) as refused:
        load_theme(path)
    assert any("NotoNastaliqUrdu-Regular.ttf" in each.message for each in refused.value.diagnostics)
