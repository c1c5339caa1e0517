"""The joining form of every Arabic letter from two sources, and the shaper for fonts without Arabic tables."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Final

import pytest
from arabic_reshaper import ArabicReshaper
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from briefgen.text.fonts import FontFace, load_face
from briefgen.text.glyphs import Cluster
from briefgen.text.paragraph import ParagraphText, TextSpan
from briefgen.text.setting import PreparedParagraph
from briefgen.text.shaping import Word, reshaper, shape_word, shaper_for
from briefgen.text.shaping.harfbuzz import HarfBuzzShaper
from briefgen.text.shaping.reshaper import ReshaperShaper, presentation_forms
from briefgen.text.typeset import FontSet, SizedFace
from tests.unit.text.engine import ARABIC, FONTS, text_of

TATWEEL: Final = "\u0640"
POSITIONS: Final = {
    "isolated": ("", ""),
    "initial": ("", TATWEEL),
    "medial": (TATWEEL, TATWEEL),
    "final": (TATWEEL, ""),
}
KNOWN_TO_RESHAPER: Final = {letter for letter in ArabicReshaper().letters if unicodedata.category(letter) == "Lo"}
LETTERS: Final = sorted(
    {chr(code) for code in range(0x0620, 0x064B) if unicodedata.category(chr(code)) == "Lo"} | KNOWN_TO_RESHAPER
)

NO_FORMS: Final = "Unicode has no presentation forms of the letter, so arabic-reshaper leaves it as it is"
HIGH_HAMZA: Final = "the only presentation form, U+FBDD, is the isolated one; the font's tables have a final glyph"
NO_MEDIAL: Final = (
    "there is no medial form: arabic-reshaper takes the final one, the font's tables keep the isolated one"
)
KNOWN_DIFFERENCES: Final[dict[tuple[str, str], str]] = {
    **{
        (letter, position): NO_FORMS
        for letter in ("0620", "063B", "063C", "063D", "063E", "063F")
        for position in ("initial", "medial", "final")
    },
    ("0677", "medial"): HIGH_HAMZA,
    ("0677", "final"): HIGH_HAMZA,
    ("06BA", "medial"): NO_MEDIAL,
}


@pytest.fixture(scope="module")
def bare_font(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A TrueType font with presentation forms and without any OpenType layout table."""
    path = tmp_path_factory.mktemp("fonts") / "Bare.ttf"
    font = TTFont(FONTS / "IBMPlexSansArabic-Regular.ttf")
    for tag in ("GSUB", "GPOS", "GDEF"):
        del font[tag]
    font.save(path)
    return path


@pytest.fixture(scope="module")
def bare(bare_font: Path) -> FontFace:
    """The face of that font."""
    return load_face(bare_font)


def outlines(font: TTFont, names: list[str]) -> list[object]:
    """Advance and decomposed outline of each glyph."""
    glyphs = font.getGlyphSet()
    found: list[object] = []
    for name in names:
        pen = DecomposingRecordingPen(glyphs)
        glyphs[name].draw(pen)
        found.append((glyphs[name].width, pen.value))
    return found


def test_both_shapers_give_every_letter_the_same_form() -> None:
    """In each position both shapers choose a glyph of the same outline, but for the listed differences."""
    font = TTFont(FONTS / "IBMPlexSansArabic-Regular.ttf")
    order, cmap = font.getGlyphOrder(), font.getBestCmap()
    differences: set[tuple[str, str]] = set()
    for letter in LETTERS:
        assert ARABIC.covers(letter), letter
        for position, (before, after) in POSITIONS.items():
            word = Word(letter, True, "Arab", "ar", before, after)  # noqa: FBT003 - a right-to-left word
            by_tables = [
                order[glyph]
                for cluster in HarfBuzzShaper().shape(ARABIC, word).clusters
                for glyph, _, _ in cluster.glyphs
            ]
            by_forms = [cmap[ord(form)] for form in presentation_forms(ARABIC, word)[0]]
            if outlines(font, by_tables) != outlines(font, by_forms):
                differences.add((f"{ord(letter):04X}", position))
    assert len(LETTERS) > 60
    assert sorted(differences) == sorted(KNOWN_DIFFERENCES)


def test_suits(bare: FontFace) -> None:
    """Only a font without Arabic joining features, and with presentation forms, is set by these."""
    assert reshaper.suits(bare)
    assert not reshaper.suits(ARABIC)
    assert not reshaper.suits(load_face(FONTS / "IBMPlexSans-Regular.ttf"))
    assert isinstance(shaper_for(bare, "Arab"), ReshaperShaper)
    assert isinstance(shaper_for(bare, "Latn"), HarfBuzzShaper)
    assert isinstance(shaper_for(ARABIC, "Arab"), HarfBuzzShaper)


def glyph_names(face: FontFace, clusters: tuple[Cluster, ...]) -> list[list[str]]:
    """The names of the glyphs of each cluster."""
    return [[face.hb_font.get_glyph_name(glyph) for glyph, _, _ in cluster.glyphs] for cluster in clusters]


@pytest.mark.parametrize(
    ("text", "clusters", "names"),
    [
        ("بيت", ["ب", "ي", "ت"], ["uniFE91", "uniFEF4", "uniFE96"]),
        ("لا", ["لا"], ["uniFEFB"]),
        ("بلا", ["ب", "لا"], ["uniFE91", "uniFEFC"]),
        ("بَيْت", ["بَ", "يْ", "ت"], ["uniFE91", "uniFEF4", "uniFE96"]),
        ("لَا", ["لَا"], ["uniFEFB"]),
        ("مدّ", ["م", "دّ"], ["uniFEE3", "uniFEAA"]),
        ("ب\u200cت", None, ["uniFE8F", "uniFE95"]),
        ("ب\u200d", None, ["uniFE91"]),
        ("\u200dب", None, ["uniFE90"]),
        ("بـت", ["ب", "ـ", "ت"], ["uniFE91", "uni0640", "uniFE96"]),
        ("ب\u2060ت", ["ب\u2060", "ت"], ["uniFE91", "uniFE96"]),
        ("پچگ", ["پ", "چ", "گ"], ["uniFB58", "uniFB7D", "uniFB93"]),
        ("الله", ["ا", "ل", "ل", "ه"], ["uniFE8D", "uniFEDF", "uniFEE0", "uniFEEA"]),
        ("\u064eب", None, ["uniFE8F"]),
    ],
)
def test_words_by_presentation_forms(bare: FontFace, text: str, clusters: list[str] | None, names: list[str]) -> None:
    """Letters join, lam-alef is one cluster, marks and joiners stay, and the text of the clusters is the author's."""
    shaped = shape_word(bare, Word(text, True, "Arab", "ar"))  # noqa: FBT003 - a right-to-left word
    assert "".join(cluster.text for cluster in shaped.clusters) == text
    if clusters is not None:
        assert [cluster.text for cluster in shaped.clusters] == clusters
    flat = [name for group in glyph_names(bare, shaped.clusters) for name in group]
    assert [name for name in flat if name not in {"space", "uni064E", "uni0651", "uni0652"}] == names
    marks = sum(unicodedata.combining(character) > 0 for character in text)
    assert sum(name in {"uni064E", "uni0651", "uni0652"} for name in flat) == marks


@pytest.mark.parametrize(
    ("before", "text", "after", "names"),
    [
        ("ل", "ا", "", ["uniFE8E"]),
        ("", "ل", "ا", ["uniFEDF"]),
        ("بَ", "ت", "", ["uniFE96"]),
        ("", "ب", "َت", ["uniFE91"]),
        ("د", "ب", "", ["uniFE8F"]),
        ("", "ب", "-", ["uniFE8F"]),
        ("ب\u200d", "ت", "\u200d", ["uniFE98"]),
    ],
)
def test_joins_over_the_edge_of_a_word(bare: FontFace, before: str, text: str, after: str, names: list[str]) -> None:
    """What touches the word decides its outer forms; no ligature is made over its edge."""
    shaped = shape_word(bare, Word(text, True, "Arab", "ar", before, after))  # noqa: FBT003 - a right-to-left word
    assert [name for group in glyph_names(bare, shaped.clusters) for name in group] == names


def test_a_form_that_the_font_lacks(tmp_path: Path) -> None:
    """A letter whose form is not in the font is drawn as it is, never as a box."""
    font = TTFont(FONTS / "IBMPlexSansArabic-Regular.ttf")
    for tag in ("GSUB", "GPOS", "GDEF"):
        del font[tag]
    for table in font["cmap"].tables:
        table.cmap.pop(0xFEF4, None)
        table.cmap.pop(0xFEFB, None)
    path = tmp_path / "Gaps.ttf"
    font.save(path)
    face = load_face(path)
    shaped = shape_word(face, Word("بيتلا", True, "Arab", "ar"))  # noqa: FBT003 - a right-to-left word
    assert "".join(cluster.text for cluster in shaped.clusters) == "بيتلا"
    assert all(glyph for cluster in shaped.clusters for glyph, _, _ in cluster.glyphs)


def test_a_paragraph_by_presentation_forms(bare: FontFace) -> None:
    """A wrapped paragraph set without Arabic tables keeps its text and every mark, and its letters are joined."""
    text = "أعادت سلطة المياه فتح الآبار في عَمَّان، والأولى أن تُفحَص كلُّها سنويًّا."
    fonts = FontSet({"Arab": (SizedFace(bare, 12.0),)})
    lines = PreparedParagraph(ParagraphText((TextSpan(text, fonts),), "ar")).set(120.0)
    assert len(lines) > 2
    assert text_of(lines) == text
    glyphs = [
        bare.hb_font.get_glyph_name(glyph)
        for line in lines
        for run in line.runs
        for cluster in run.clusters
        for glyph, _, _ in cluster.glyphs
    ]
    assert ".notdef" not in glyphs
    joined = sum(name.startswith("uniFE") for name in glyphs)
    letters = sum(unicodedata.category(character) == "Lo" for character in text)
    assert joined >= letters - text.count("لآ") - text.count("لأ")
    # The shadda and the vowel on one letter may be one glyph in the font, never none.
    assert any(name in {"uni064E", "uni0651"} for name in glyphs)


def test_a_shaper_is_chosen_by_hand(bare_font: Path) -> None:
    """What was asked for a face is taken, whatever its tables have, and does not change the same file elsewhere."""
    plex = FONTS / "IBMPlexSansArabic-Regular.ttf"
    by_hand = load_face(plex, "reshaper")
    assert by_hand is load_face(plex, "reshaper")
    assert by_hand is not ARABIC
    assert isinstance(shaper_for(by_hand, "Arab"), ReshaperShaper)
    assert isinstance(shaper_for(by_hand, "Latn"), HarfBuzzShaper)
    assert isinstance(shaper_for(load_face(bare_font, "harfbuzz"), "Arab"), HarfBuzzShaper)
    assert isinstance(shaper_for(load_face(plex), "Arab"), HarfBuzzShaper)


def test_white_space_of_all_kinds_by_presentation_forms(bare: FontFace) -> None:
    """Tab, line feed and line separator are spaces to this shaper too, and no missing glyphs."""
    for space in ("\t", "\n", "\u2028"):
        shaped = shape_word(bare, Word(space, True, "Arab", "ar"))  # noqa: FBT003 - a right-to-left word
        (cluster,) = shaped.clusters
        assert cluster.text == space
        assert all(glyph for glyph, _, _ in cluster.glyphs)
