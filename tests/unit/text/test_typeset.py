"""Which face draws what: chains, fallback for whole graphemes, and what needs no glyph."""

from __future__ import annotations

import unicodedata

import pytest
import uharfbuzz as hb

from briefgen.text.fonts import FontFace
from briefgen.text.typeset import FontSet, SizedFace, covers, is_ignorable, is_transparent
from tests.unit.text.engine import ARABIC, LATIN, LATIN_BOLD, REGULAR, font_set


def test_chains() -> None:
    """A script's own faces come first, then every other face; a script without faces gets them all."""
    latin, arabic, bold = SizedFace(LATIN, 10.0), SizedFace(ARABIC, 11.0), SizedFace(LATIN_BOLD, 10.0)
    fonts = FontSet({"Latn": (latin, bold), "Arab": (arabic,)})
    assert fonts.chain("Arab") == (arabic, latin, bold)
    assert fonts.chain("Latn") == (latin, bold, arabic)
    assert fonts.chain("Grek") == (latin, bold, arabic)
    assert fonts.faces == (latin, bold, arabic)


@pytest.mark.parametrize("by_script", [{}, {"Latn": ()}])
def test_a_set_needs_faces(by_script: dict[str, tuple[SizedFace, ...]]) -> None:
    """A set without a face is the caller's mistake."""
    with pytest.raises(ValueError, match="face for each"):
        FontSet(by_script)


def test_choice() -> None:
    """The first face of the chain that has the whole grapheme, or none."""
    assert REGULAR.choose("ж", "Arab") == SizedFace(LATIN, 10.0)
    assert REGULAR.choose("a", "Arab") == SizedFace(ARABIC, 11.0)
    assert REGULAR.choose("a", "Latn") == SizedFace(LATIN, 10.0)
    assert REGULAR.choose("ب", "Latn") == SizedFace(ARABIC, 11.0)
    assert REGULAR.choose("中", "Latn") is None


@pytest.mark.parametrize(
    "grapheme", ["e\u0301", "é", "\u00a0", "\u2003", "\u202f", "\t", "\n", "a\u200d", "\u200e", "\u2011"]
)
def test_covered(grapheme: str) -> None:
    """Composed or not, spaces of any width, and what is not drawn need no entry of their own."""
    assert covers(LATIN, grapheme)


@pytest.mark.parametrize("grapheme", ["中", "a\u064e", "ب", "\ufff9", "\u115f"])
def test_not_covered(grapheme: str) -> None:
    """A grapheme of which one character is missing is missing."""
    assert not covers(LATIN, grapheme)


def test_controls_are_never_drawn() -> None:
    """Every character that counts as not drawn comes out of HarfBuzz without a box, though the font lacks it."""
    for code in [*range(0xD800), *range(0xE000, 0x14000), *range(0xE0000, 0xE1000)]:
        character = chr(code)
        if not is_ignorable(character) or LATIN.covers(character):
            continue
        buffer = hb.Buffer()
        buffer.add_str(f"x{character}x")
        buffer.guess_segment_properties()
        hb.shape(LATIN.hb_font, buffer)
        assert all(info.codepoint for info in buffer.glyph_infos), f"U+{code:04X}"


@pytest.mark.parametrize("character", ["\u200b", "\u2060", "\u2066", "\u200f", "\u00ad", "\ufeff", "\ufe0f", "\u061c"])
def test_ignorable(character: str) -> None:
    """Bidirectional controls, joiners and variation selectors are drawn by nothing."""
    assert is_ignorable(character)


@pytest.mark.parametrize("character", ["a", " ", "\u0301", "\u0600", "\u06dd", "\u0890", "\ufff9", "\u3164"])
def test_not_ignorable(character: str) -> None:
    """Letters, marks, number signs and annotation marks are drawn."""
    assert not is_ignorable(character)


def test_transparent() -> None:
    """Letters join over marks and controls, not over other letters, spaces or the non-joiner."""
    assert all(is_transparent(character) for character in "\u064e\u0651\u0670\u2060\u200f\u00ad")
    assert not any(is_transparent(character) for character in "با \u200c\u200d\u0640-")


def test_sets_are_told_apart_by_identity() -> None:
    """Two sets with the same faces are two sets; a theme makes each once."""
    assert font_set(LATIN, ARABIC) != font_set(LATIN, ARABIC)


def test_combining_marks_are_no_controls() -> None:
    """No mark of the bundled Arabic face counts as not drawn."""
    face: FontFace = ARABIC
    marks = [chr(code) for code in face.coverage if unicodedata.combining(chr(code))]
    assert marks
    assert not any(is_ignorable(mark) for mark in marks)
