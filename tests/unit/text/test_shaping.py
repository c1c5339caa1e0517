"""Words whose characters have no glyph of their own: white space of any kind, and what is not drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from briefgen.text.fonts import FontFace, load_face
from briefgen.text.shaping import Word, shape_word
from tests.unit.text.engine import FONTS, LATIN

CONTROLS = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"


def without(tmp_path: Path, characters: str) -> FontFace:
    """The Latin face without entries for some characters."""
    font = TTFont(FONTS / "IBMPlexSans-Regular.ttf")
    for table in font["cmap"].tables:
        for character in characters:
            table.cmap.pop(ord(character), None)
    path = tmp_path / "Without.ttf"
    font.save(path)
    return load_face(path)


def word(text: str) -> Word:
    """An English word."""
    return Word(text, False, "Latn", "en")  # noqa: FBT003 - a left-to-right word


@pytest.mark.parametrize("character", CONTROLS)
def test_controls_that_are_white_space(tmp_path: Path, character: str) -> None:
    """A tab, a line end or a separator is as wide as a space, and keeps its own text."""
    face = without(tmp_path, CONTROLS)
    (space,) = shape_word(face, word(" ")).clusters
    (cluster,) = shape_word(face, word(character)).clusters
    assert cluster.text == character
    assert (cluster.glyphs, cluster.advance_fu) == (space.glyphs, space.advance_fu)


@pytest.mark.parametrize("text", ["\u200ea", "a\u200eb", "\u200e", "\u200e\u200e", "\u2066a\u2069"])
def test_a_font_without_a_space(tmp_path: Path, text: str) -> None:
    """What is not drawn keeps its text also where a font has no space glyph to stand for it."""
    face = without(tmp_path, " \u00a0")
    shaped = shape_word(face, word(text))
    assert "".join(cluster.text for cluster in shaped.clusters) == text
    expected = sum(LATIN.glyph_advance_fu(LATIN.hb_font.get_nominal_glyph(ord(c))) for c in text if c in "ab")
    assert shaped.advance_fu == expected


def test_words_are_remembered() -> None:
    """The same word in the same face is shaped once, and its clusters are the same objects in other words."""
    assert shape_word(LATIN, word("water")) is shape_word(LATIN, word("water"))
    assert shape_word(LATIN, word("tt")).clusters[0] is shape_word(LATIN, word("ttt")).clusters[0]
