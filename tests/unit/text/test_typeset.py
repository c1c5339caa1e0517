"""Which face draws what: chains, fallback for whole graphemes, and what needs no glyph."""

from __future__ import annotations

import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
import uharfbuzz as hb

from briefgen.text import typeset
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
    ignorable = [chr(code) for code in [*range(0xD800), *range(0xE000, 0x110000)] if is_ignorable(chr(code))]
    assert [c for c in ignorable if not LATIN.covers(c) and draws_a_box(c)] == []


def draws_a_box(character: str) -> bool:
    """Whether HarfBuzz draws the glyph for what is missing between two letters of the Latin face."""
    buffer = hb.Buffer()
    buffer.add_str(f"x{character}x")
    buffer.guess_segment_properties()
    hb.shape(LATIN.hb_font, buffer)
    return not all(info.codepoint for info in buffer.glyph_infos)


# Unicode 15.0, DerivedCoreProperties.txt: Default_Ignorable_Code_Point, first and last of each range.
DEFAULT_IGNORABLE = (
    (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
)  # fmt: skip


def test_ignorable_is_what_unicode_says_but_what_is_drawn() -> None:
    """Over all code points: Default_Ignorable_Code_Point without what HarfBuzz draws a box for."""
    standard = {code for first, last in DEFAULT_IGNORABLE for code in range(first, last + 1)}
    boxes = {code for code in standard if draws_a_box(chr(code))}
    assert boxes == {0x115F, 0x1160, 0x3164, 0xFFA0, 0x1BCA0, 0x1BCA1, 0x1BCA2, 0x1BCA3}
    assert {code for code in range(0x110000) if is_ignorable(chr(code))} == standard - boxes


@pytest.mark.parametrize("character", ["\u200b", "\u2060", "\u2066", "\u200f", "\u00ad", "\ufeff", "\ufe0f", "\u061c"])
def test_ignorable(character: str) -> None:
    """Bidirectional controls, joiners and variation selectors are drawn by nothing."""
    assert is_ignorable(character)


@pytest.mark.parametrize(
    "character", ["a", " ", "\u0301", "\u0600", "\u06dd", "\u0890", "\ufff9", "\u3164", "\U0001bca0"]
)
def test_not_ignorable(character: str) -> None:
    """Letters, marks, number signs and annotation marks are drawn."""
    assert not is_ignorable(character)


def test_choices_made_while_the_table_is_cleared() -> None:
    """Threads that fill and clear the table of choices get what one thread gets."""
    fonts = font_set(LATIN, ARABIC)
    letters = [chr(code) for code in sorted(LATIN.coverage | ARABIC.coverage)][:300]
    expected = [fonts.choose(letter, "Latn") for letter in letters]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typeset, "MAX_REMEMBERED_CHOICES", 2)
        with ThreadPoolExecutor(8) as pool:
            results = list(pool.map(lambda _: [fonts.choose(letter, "Latn") for letter in letters], range(64)))
    assert all(result == expected for result in results)


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
