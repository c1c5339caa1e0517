"""A theme may say only what it changes: `extends`, the name of an organisation, its logo, and what is refused."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pymupdf
import pytest

import briefgen
from briefgen.diagnostics import Diagnostic
from briefgen.errors import ResourceError
from briefgen.layout.theming.contrast import contrast, nearest_colour
from briefgen.layout.theming.theme import load_theme, theme_names
from briefgen.text.bundled import bundled_fonts_dir

WHITE, TINT = "#FFFFFF", load_theme("modern").colours.tint
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


def written(folder: Path, text: str, name: str = "mine.toml") -> Path:
    """A theme file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def refusal(path: Path) -> list[Diagnostic]:
    """What is said of a theme that is refused."""
    with pytest.raises(ResourceError) as refused:
        load_theme(path)
    return list(refused.value.diagnostics)


@pytest.mark.parametrize("name", theme_names())
def test_one_line_is_a_theme(tmp_path: Path, name: str) -> None:
    """A theme that only extends another one is that one."""
    own, bundled = load_theme(written(tmp_path, f'extends = "{name}"\n')), load_theme(name)
    assert own.spec == bundled.spec


def test_a_theme_changes_what_it_names(tmp_path: Path) -> None:
    """A key of a table is changed by itself, down to a single size; what stands beside it stays."""
    text = 'extends = "formal"\nname = "mine"\n[colours]\naccent = "#12355B"\n[columns]\nbody = { size = 9.5 }\n'
    own, formal = load_theme(written(tmp_path, text)).spec, load_theme("formal").spec
    assert (own.name, own.colours.accent, own.columns.body.size) == ("mine", "#12355B", 9.5)
    assert own.columns.body.pitch == formal.columns.body.pitch
    assert own.colours.model_copy(update={"accent": formal.colours.accent}) == formal.colours
    assert own.single == formal.single


def test_a_chain_of_own_themes(tmp_path: Path) -> None:
    """A theme may extend one of one's own, whose path is from its own folder, and its fonts are found there."""
    (tmp_path / "house").mkdir()
    shutil.copy(bundled_fonts_dir() / "IBMPlexSans-Italic.ttf", tmp_path / "house" / "Own.ttf")
    written(tmp_path / "house", 'extends = "modern"\n[scripts.Latn]\nregular = "Own.ttf"\n', "house.toml")
    theme = load_theme(written(tmp_path, 'extends = "house/house.toml"\n[page]\ngutter = 9\n'))
    assert theme.spec.page.gutter == 9
    face = theme.style("columns", "body", "Latn").fonts["regular"].chain("Latn")[0].face
    assert face.path == tmp_path / "house" / "Own.ttf"


def test_themes_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    """A cycle is refused with the files of it, at the line that closes it."""
    written(tmp_path, '# one\nextends = "two.toml"\n', "one.toml")
    written(tmp_path, 'extends = "one.toml"\n', "two.toml")
    (found,) = refusal(tmp_path / "one.toml")
    assert (found.code, found.where.path) == ("theme.cycle", "extends")
    assert "one.toml" in found.message
    assert "two.toml" in found.message
    (found,) = refusal(written(tmp_path, 'name = "self"\nextends = "self.toml"\n', "self.toml"))
    assert (found.code, found.where.line) == ("theme.cycle", 2)


def test_a_chain_has_an_end(tmp_path: Path) -> None:
    """More than eight files are refused, though none of them stands twice."""
    for number in range(9):
        written(tmp_path, f'extends = "{number + 1}.toml"\n', f"{number}.toml")
    written(tmp_path, 'extends = "modern"\n', "9.toml")
    assert [found.code for found in refusal(tmp_path / "0.toml")] == ["theme.cycle"]
    load_theme(tmp_path / "4.toml")


@pytest.mark.parametrize(
    ("text", "code", "line", "path"),
    [
        ('extends = "modren"\n', "theme.unknown", 1, "extends"),
        ("extends = 3\n", "theme.invalid", 1, "extends"),
        ('extends = "modern"\n\n[page]\ngutter = "wide"\n', "theme.invalid", 4, "page.gutter"),
        ('extends = "modern"\n[columns]\nbody = { sise = 9 }\n', "theme.invalid", 3, "columns.body.sise"),
        ('extends = "modern"\n[columns.body]\nface = "nope"\n', "theme.invalid", 3, "columns.body.face"),
        ('extends = "modern"\n[scripts.Latn]\nregular = "no.ttf"\n', "font.unreadable", 3, "scripts.Latn.regular"),
        ('extends = "modern"\n[logo]\nfile = "no.png"\nalternative = { en = "A" }\n', "theme.logo", 3, "logo.file"),
        ('extends = "modern"\n[logo]\nfile = "no.png"\nalternative = {}\n', "theme.invalid", 4, "logo.alternative"),
        ('extends = "modern"\n[organisation]\nname = {}\n', "theme.invalid", 3, "organisation.name"),
        ('extends = "modern"\nname = \n', "theme.syntax", 2, None),
    ],
)
def test_an_error_is_told_with_its_line(tmp_path: Path, text: str, code: str, line: int, path: str | None) -> None:
    """Each error names its file, and in it the line of what is wrong."""
    own = written(tmp_path, text)
    (found,) = refusal(own)
    assert (found.code, found.where.file, found.where.line, found.where.path) == (code, str(own), line, path)
    assert found.hints


def test_an_error_in_the_file_below_is_told_there(tmp_path: Path) -> None:
    """What is wrong in a theme that another one extends is told with the file that says it."""
    base = written(tmp_path, 'extends = "modern"\n[page]\ngutter = -1\n', "base.toml")
    (found,) = refusal(written(tmp_path, 'extends = "base.toml"\n'))
    assert (found.where.file, found.where.line) == (str(base), 3)


def test_what_is_missing_may_be_taken_from_a_theme(tmp_path: Path) -> None:
    """A file without `extends` has to say everything, and is told how it need not."""
    found = refusal(written(tmp_path, 'name = "mine"\n'))
    assert {each.code for each in found} == {"theme.invalid"}
    assert all('extends = "modern"' in hint for each in found for hint in each.hints)


def test_a_face_of_a_role() -> None:
    """A role in faces of its own has their ratio in the scripts that they are for, and the usual faces elsewhere."""
    theme = load_theme("newsroom")
    heading, body = (theme.style("columns", role, "Arab") for role in ("heading", "body"))
    sized = heading.fonts["strong"].chain("Arab")[0]
    assert sized.face.path.name == "NotoKufiArabic-Bold.ttf"
    assert sized.size_pt == pytest.approx(0.96 * heading.size_pt)
    assert body.fonts["strong"].chain("Arab")[0].face.path.name == "NotoSansArabic-Bold.ttf"
    assert heading.fonts["strong"].chain("Latn")[0].face.path.name == "NotoSans-Bold.ttf"
    assert heading.fonts["strong"].chain("Aran")[0].face.path.name == "NotoNastaliqUrdu-Bold.ttf"


def test_a_ratio_of_an_arrangement() -> None:
    """Naskh is larger on a page by itself than beside Latin text."""
    theme = load_theme("formal")
    columns, single = (theme.style(each, "caption", "Arab").fonts["regular"] for each in ("columns", "single"))
    assert columns.chain("Arab")[0].size_pt == pytest.approx(8 * 1.15)
    assert single.chain("Arab")[0].size_pt == pytest.approx(8 * 1.18)


def test_an_organisation_and_its_logo(tmp_path: Path) -> None:
    """Name and logo are those of the file, by language; a picture that is none is refused."""
    text = 'extends = "modern"\n[organisation.name]\nen = "Water Board"\nar = "مجلس المياه"\n'
    logo = '[logo]\nfile = "logo.png"\nheight = 10\n[logo.alternative]\nen = "A drop"\nar = "قطرة"\n'
    (tmp_path / "logo.png").write_bytes(PNG)
    theme = load_theme(written(tmp_path, text + logo))
    assert theme.organisation is not None
    assert theme.organisation["en"] == "Water Board"
    assert theme.logo is not None
    assert (theme.logo.content, theme.logo.alternative["ar"]) == (PNG, "قطرة")
    assert theme.logo.height_pt == pytest.approx(28.35, abs=0.01)
    assert load_theme("modern").logo is None
    assert load_theme("modern").organisation is None
    (tmp_path / "logo.png").write_bytes(b"GIF89a")
    assert [found.code for found in refusal(tmp_path / "mine.toml")] == ["theme.logo"]


def test_a_changed_logo_is_another_theme(tmp_path: Path) -> None:
    """A picture that changes is read again."""
    path = written(tmp_path, 'extends = "modern"\n[logo]\nfile = "logo.png"\nalternative = { en = "A drop" }\n')
    for content in (PNG, PNG + b"more"):
        (tmp_path / "logo.png").write_bytes(content)
        logo = load_theme(path).logo
        assert logo is not None
        assert logo.content == content


@pytest.mark.parametrize(
    ("change", "path", "ground", "needed"),
    [
        ('[colours]\nmuted = "#8C8C8C"\n', "colours.muted", TINT, 4.5),
        ('[colours]\ntext = "#777777"\n', "colours.text", TINT, 4.5),
        ('[colours]\ntext = "#717171"\n', "colours.text", TINT, 4.5),
        ('[colours]\ngood = "#50B060"\n', "colours.good", TINT, 4.5),
        ('[colours]\nmiddle = "#A0A0A0"\n', "colours.middle", WHITE, 3),
        ('[columns]\nhandling = { colour = "#909090" }\n', "columns.handling.colour", WHITE, 4.5),
        ('[columns]\ntitle = { colour = "#A0A0A0" }\n', "columns.title.colour", WHITE, 3),
        ('[columns]\nfigure = { colour = "#8C8C8C" }\n', "columns.figure.colour", WHITE, 4.5),
        ('[quote]\nbar = { colour = "#BFBFBF" }\n', "quote.bar.colour", WHITE, 3),
    ],
)
def test_what_can_hardly_be_seen_is_refused(
    tmp_path: Path, *, change: str, path: str, ground: str, needed: float
) -> None:
    """Low contrast is one error with both colours, the ratio, and the nearest colour, which does."""
    (found,) = refusal(written(tmp_path, f'extends = "modern"\n{change}'))
    old = change[change.index("#") :][:7]
    assert (found.code, found.where.path, found.where.line) == ("theme.contrast", path, 3)
    shown, ratio = re.findall(r"on (#\w+): the contrast is ([\d.]+):1", found.message)[0]
    assert shown == ground
    assert 0 <= contrast(old, ground) - float(ratio) < 0.01
    assert found.message.endswith(f"it needs {needed:g}:1")
    assert found.clause.startswith("WCAG 2.2")
    hint = found.hints[0]
    load_theme(written(tmp_path, f'extends = "modern"\n{change.replace(old, hint[hint.index("#") :][:7])}'))


def test_large_text_and_decoration_need_less(tmp_path: Path) -> None:
    """Titles may have 3:1, and a hairline any colour at all."""
    text = 'extends = "modern"\n[columns]\ntitle = { colour = "#8C8C8C" }\n[colours]\nhairline = "#F0F0F0"\n'
    load_theme(written(tmp_path, text))


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#FFFFFF", "#FFFFFF", 1.0),
        ("#777777", "#FFFFFF", 4.478),
        ("#12355B", "#FFFFFF", 12.5),
    ],
)
def test_contrast_is_that_of_the_standard(one: str, other: str, ratio: float) -> None:
    """The ratio of two colours is that of WCAG, whichever comes first."""
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.05)


@pytest.mark.parametrize("colour", ["#8C8C8C", "#FF9900", "#FFFFFF", "#00FF7F"])
@pytest.mark.parametrize(("ground", "needed"), [("#FFFFFF", 4.5), ("#F2F4F7", 3.0), ("#000000", 4.5), ("#777777", 4.5)])
def test_the_nearest_colour_has_the_contrast(colour: str, ground: str, needed: float) -> None:
    """What is proposed stands out enough, and one that does already is proposed as it is."""
    found = nearest_colour(colour, ground, needed)
    assert contrast(found, ground) >= needed
    if contrast(colour, ground) >= needed:
        assert found == colour


def test_every_theme_renders_the_example(tmp_path: Path) -> None:
    """An own theme of one line renders what its base does, but for its name in the record."""
    briefing = briefgen.load("examples/liaison-office/briefing.yaml")
    for name in theme_names():
        own = briefgen.render(
            briefing, edition="ar", theme=written(tmp_path, f'extends = "{name}"\n', f"{name}-2.toml")
        )
        assert own.page_count == briefgen.render(briefing, edition="ar", theme=name).page_count


def test_a_rule_without_width_is_not_drawn(tmp_path: Path) -> None:
    """Where a theme gives its rules and bars no width, there is nothing of them in the file."""
    heads = {"masthead": "rule", "panel": "rule", "figures": "rule", "quote": "bar", "table": "rule"}
    text = "".join(f"[{head}]\n{key} = {{ width = 0 }}\n" for head, key in heads.items())
    briefing = briefgen.load("examples/liaison-office/briefing.yaml")
    counts = []
    for own in ('extends = "formal"\n', f'extends = "formal"\n{text}'):
        result = briefgen.render(briefing, edition="ar", theme=written(tmp_path, own))
        with pymupdf.open(stream=result.pdf) as document:  # type: ignore[no-untyped-call]
            boxes = [drawing["rect"] for page in document for drawing in page.get_drawings()]
        assert all(box.width > 0 and box.height > 0 for box in boxes)
        counts.append(len(boxes))
    assert counts[1] < counts[0] - 20


def test_a_circle_is_told_in_paths_as_written(tmp_path: Path) -> None:
    """A circle ends where it closes, however the paths in it are written."""
    (tmp_path / "sub").mkdir()
    first = written(tmp_path, 'extends = "sub/../other.toml"\n')
    written(tmp_path, 'extends = "sub/../mine.toml"\n', "other.toml")
    (found,) = refusal(first)
    assert found.code == "theme.cycle"
    assert found.message.endswith(f"{first} extends sub/../other.toml extends sub/../mine.toml")


def test_what_a_table_misses_is_told_at_the_table(tmp_path: Path) -> None:
    """A logo without a text has the line of its table, and a theme that extends another is not told to extend one."""
    (found,) = refusal(written(tmp_path, 'extends = "modern"\n\n[logo]\nfile = "logo.png"\n'))
    assert (found.where.path, found.where.line, found.hints) == ("logo.alternative", 3, ("add it",))
