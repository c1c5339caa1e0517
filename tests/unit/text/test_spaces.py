"""Which fonts look over spaces, and how their runs are shaped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable

from briefgen.pdf.fonts import EmbeddedFont
from briefgen.text.bundled import WORDS_STAND_APART
from briefgen.text.fonts import FontFace, load_face
from briefgen.text.glyphs import GlyphRun
from briefgen.text.paragraph import ParagraphText, TextSpan
from briefgen.text.rules import LineRules
from briefgen.text.setting import PreparedParagraph
from briefgen.text.shaping.spaces import sees_spaces, words_stand_apart
from briefgen.text.typeset import FontSet, SizedFace
from briefgen.units import font_units
from tests.unit.text.engine import FONTS, LATIN, set_lines
from tests.unit.text.made_fonts import with_features

SEEING = {
    "single": "feature ccmp { sub space by A; } ccmp;",
    "alternate": "feature ccmp { sub space from [A B]; } ccmp;",
    "multiple": "feature ccmp { sub space by A B; } ccmp;",
    "first of a ligature": "feature liga { sub space a by A; } liga;",
    "inside a ligature": "feature liga { sub a space b by A; } liga;",
    "kerning before": "feature kern { pos space A -50; } kern;",
    "kerning behind": "feature kern { pos A space -50; } kern;",
    "class kerning before": "@one = [space A]; feature kern { pos @one [B C] -50; } kern;",
    "class kerning behind": "@one = [space A]; feature kern { pos [B C] @one -50; } kern;",
    "single adjustment": "feature kern { pos space -50; } kern;",
    "a chain that looks ahead": "feature calt { sub b' space by A; } calt;",
    "a chain that looks back": "feature calt { sub space a' by A; } calt;",
    "a chain of classes": (
        "@all = [space a b]; lookup up { sub a by A; } up; feature calt { sub @all a' lookup up @all; } calt;"
    ),
    "a chain of adjustment": "feature kern { pos a' -20 space; } kern;",
}
FAR = "lookup up { sub a by A; } up; feature calt { sub [b c]' [d e]' space' a' lookup up; } calt;"
SEEING["a context far away"] = FAR

BLIND = {
    "nothing": "feature liga { sub a b by A; } liga;",
    "kerning": "feature kern { pos A B -50; } kern;",
    "class kerning": "feature kern { pos [A B] [C D] -50; pos [A C] [E F] -30; } kern;",
    "a chain": "feature calt { sub a' b by A; sub [c d] a' by B; } calt;",
}


@pytest.mark.parametrize("name", sorted(path.name for path in FONTS.glob("*.ttf")))
def test_bundled_faces_are_listed_rightly(name: str) -> None:
    """What is written down of a bundled face is what its tables say."""
    face = load_face(FONTS / name)
    assert (name in WORDS_STAND_APART) == (not sees_spaces(face)) == words_stand_apart(face)


@pytest.mark.parametrize("kind", sorted(SEEING))
def test_lookups_that_see_spaces(tmp_path: Path, kind: str) -> None:
    """Each kind of lookup that names the space is found."""
    assert not words_stand_apart(with_features(tmp_path / "Seeing.ttf", SEEING[kind]))


@pytest.mark.parametrize("kind", sorted(BLIND))
def test_lookups_that_see_none(tmp_path: Path, kind: str) -> None:
    """Lookups of letters alone keep words apart."""
    assert words_stand_apart(with_features(tmp_path / "Blind.ttf", BLIND[kind]))


@pytest.mark.parametrize("format_", [1, 2])
@pytest.mark.parametrize("table", ["GSUB", "GPOS"])
def test_contexts_by_glyphs_and_by_classes(tmp_path: Path, table: str, format_: int) -> None:
    """Contexts that name the space as a glyph (format 1), or by a class, class 0 too (format 2), are found."""
    from fontTools.otlLib.builder import buildCoverage
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables import otTables

    features = {"GSUB": "feature calt { sub a' b by A; } calt;", "GPOS": "feature kern { pos a' -20 b; } kern;"}[table]
    path = with_features(tmp_path / "Plain.ttf", features).path
    kind, short = ("Sub", "Sub") if table == "GSUB" else ("Pos", "Pos")
    for space_class, sees in ((None, True), (3, True), (4, False)):
        font = TTFont(path)
        lookup = next(each for each in font[table].table.LookupList.Lookup if each.LookupType in {6, 8})
        subtable = getattr(otTables, f"ChainContext{'Subst' if table == 'GSUB' else 'Pos'}")()
        subtable.Format = format_
        subtable.Coverage = buildCoverage(["a"], font.getReverseGlyphMap())
        level = "Class" if format_ == 2 else ""
        rule = getattr(otTables, f"Chain{short}{level or ''}Rule" if level else f"Chain{kind}Rule")()
        wanted = {1: "space" if sees else "c", 2: 0 if space_class is None else 3}[format_]
        rule.Backtrack, rule.Input, rule.LookAhead = [], [], [wanted]
        rule.BacktrackGlyphCount, rule.InputGlyphCount, rule.GlyphCount, rule.LookAheadGlyphCount = 0, 1, 1, 1
        records = f"{'Subst' if table == 'GSUB' else 'Pos'}LookupRecord"
        setattr(rule, records, [])
        setattr(rule, f"{'Subst' if table == 'GSUB' else 'Pos'}Count", 0)
        rules = getattr(otTables, f"Chain{short}{level}{'Set' if level else 'RuleSet'}")()
        setattr(rules, f"Chain{short}{level}Rule", [rule])
        setattr(rules, f"Chain{short}{level}RuleCount", 1)
        setattr(
            subtable, f"Chain{short}{level}{'Set' if level else 'RuleSet'}", [rules] if format_ == 1 else [None, rules]
        )
        setattr(subtable, f"Chain{short}{level}{'Set' if level else 'RuleSet'}Count", format_)
        if format_ == 2:
            classes = {"a": 1} if space_class is None else {"a": 1, "space": space_class, "c": 3}
            for field in ("Backtrack", "Input", "LookAhead"):
                made = otTables.ClassDef()
                made.classDefs = {**dict.fromkeys("abcdefghijklmnopqrstuvwxyz", 2), **classes}
                setattr(subtable, f"{field}ClassDef", made)
        lookup.SubTable, lookup.SubTableCount = [subtable], 1
        changed = tmp_path / f"Changed{space_class}.ttf"
        font.save(changed)
        assert sees_spaces(load_face(changed)) is sees


def shaped_whole(face: FontFace, text: str) -> list[tuple[int, int]]:
    """Glyphs and advances of a text that HarfBuzz is given in one piece."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "en"
    hb.shape(face.hb_font, buffer)
    return [(i.codepoint, p.x_advance) for i, p in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)]


def test_a_run_of_such_a_font_is_shaped_whole(tmp_path: Path) -> None:
    """What a lookup does over spaces is done, on a line and on lines that are cut there."""
    face = with_features(tmp_path / "Far.ttf", FAR)
    style = FontSet({"Latn": (SizedFace(face, 10.0),)})
    prepared = PreparedParagraph(ParagraphText((TextSpan("xx bd aa bd aa", style),), "en"))
    (line,) = prepared.set(1000.0)
    found = [(g[0], c.advance_fu) for run in line.runs for c in run.clusters for g in c.glyphs]
    assert found == shaped_whole(face, "xx bd aa bd aa")
    assert found != [
        pair for word in ("xx", " ", "bd", " ", "aa", " ", "bd", " ", "aa") for pair in shaped_whole(face, word)
    ]
    for measure in range(12, 70):
        for line in prepared.set(float(measure)):
            own = "xx bd aa bd aa"[line.start : line.end]
            drawn = [g[0] for run in line.runs for c in run.clusters for g in c.glyphs]
            content = [glyph for glyph, _ in shaped_whole(face, own.rstrip())]
            assert drawn[: len(content)] == content


def test_a_mark_on_a_space() -> None:
    """A mark on a space is in one cluster with it, wherever the space is; such a space is not widened."""
    for text in ("a \u0301b", "a  \u0301b", " \u0301", "a \u0301"):
        (line,) = set_lines(text, language="en")
        clusters = [cluster for run in line.runs for cluster in run.clusters]
        assert " \u0301" in [cluster.text for cluster in clusters]
    assert not sees_spaces(LATIN)


GDEF = "table GDEF { GlyphClassDef [space], , [x y], ; } GDEF; "


@pytest.mark.parametrize(
    ("features", "apart"),
    [
        (GDEF + "feature calt { lookupflag IgnoreBaseGlyphs; sub x y by A; } calt;", False),
        (GDEF + "feature calt { lookupflag IgnoreMarks; sub A B by C; } calt;", True),
        (
            GDEF.replace("[space], , [x y]", "[A], , [space]")
            + "feature calt { lookupflag IgnoreMarks; sub A B by C; } calt;",
            False,
        ),
    ],
)
def test_lookups_that_reach_over_spaces(tmp_path: Path, features: str, apart: bool) -> None:  # noqa: FBT001 - a case
    """A lookup that passes over the class of the space reaches what is beyond (OpenType 1.9, LookupFlag)."""
    assert words_stand_apart(with_features(tmp_path / "Over.ttf", features)) == apart


def test_damaged_tables_are_shaped_by_whole_runs(tmp_path: Path) -> None:
    """Where fontTools cannot read the lookups, nothing is taken for granted."""
    path = with_features(tmp_path / "Whole.ttf", BLIND["a chain"]).path
    font = TTFont(path)
    table = DefaultTable("GSUB")
    table.data = font.getTableData("GSUB")[:-9]
    font["GSUB"] = table
    font.save(tmp_path / "Damaged.ttf")
    assert not words_stand_apart(load_face(tmp_path / "Damaged.ttf"))


def test_a_kerned_space_that_is_widened(tmp_path: Path) -> None:
    """The adjustment of a kerned space and that of a justified line both reach the page."""
    face = with_features(
        tmp_path / "Kerned.ttf", "feature kern { pos T space -60; pos space A -80; pos space B 40; } kern;"
    )
    text = "Tab A Bob A Tab B A Box A B Bob A B A"
    for measure in (70.0, 90.0, 110.0):
        paragraph = ParagraphText((TextSpan(text, FontSet({"Latn": (SizedFace(face, 10.0),)})),), "en")
        for line in PreparedParagraph(paragraph).set(measure, LineRules(justified=True)):
            for run in line.runs:
                shown = EmbeddedFont(face, "F1").show(
                    run.clusters, rtl=False, word_space_em=run.word_space_pt / run.size_pt
                )
                numbers = [float(each) for each in re.sub(r"<[0-9A-F]*>|[\[\]]|T[Jj]", " ", shown).split()]
                assert sum(numbers) == pytest.approx(1000 * (_shown_width(run) - run.width_pt) / run.size_pt, abs=0.01)


def _shown_width(run: GlyphRun) -> float:
    """What the pen moves by without adjustments: every glyph by its own advance."""
    glyphs = (glyph for cluster in run.clusters for glyph, _, _ in cluster.glyphs)
    return font_units(sum(map(run.face.glyph_advance_fu, glyphs)), run.face.units_per_em, run.size_pt)
