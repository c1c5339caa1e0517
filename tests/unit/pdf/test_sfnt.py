"""Font files with glyphs at other numbers, looked at by fontTools."""

from __future__ import annotations

import io
import itertools
from collections.abc import Mapping
from typing import Any, Final

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from briefgen.pdf import sfnt
from briefgen.pdf.sfnt import Composite, TrueTypeFile
from tests.unit.pdf.engine import LATIN

DATA: Final = LATIN.path.read_bytes()
ORIGINAL: Final = TTFont(io.BytesIO(DATA))
GLYPHS: Final = ORIGINAL.getGlyphSet()


def number(character: str) -> int:
    """The number of a character's glyph in the font."""
    return int(ORIGINAL.getGlyphID(ORIGINAL.getBestCmap()[ord(character)]))


def drawn(glyphs: Any, name: str, x_fu: int = 0, y_fu: int = 0) -> list[Any]:
    """What a glyph draws, without components."""
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(TransformPen(pen, (1, 0, 0, 1, x_fu, y_fu)))
    return list(pen.value)


def rearranged(glyphs: Mapping[int, Composite]) -> TTFont:
    """The new font, parsed."""
    notdef = Composite(((0, 0, 0),), 500)
    return TTFont(io.BytesIO(TrueTypeFile(DATA).rearranged({0: notdef, **glyphs}).data))


def test_a_glyph_at_another_number() -> None:
    """A glyph that is drawn as it is has the outline and the advance of its new number, and is no composite."""
    font = rearranged({7: Composite(((number("g"), 0, 0),), 444)})
    name = font.getGlyphName(7)
    assert drawn(font.getGlyphSet(), name) == drawn(GLYPHS, "g")
    assert font["hmtx"][name] == (444, ORIGINAL["hmtx"]["g"][1])
    assert not font["glyf"][name].isComposite()
    assert len(font.getGlyphOrder()) == 8


def test_two_numbers_for_one_glyph() -> None:
    """A glyph may have several numbers, with an advance for each."""
    font = rearranged({1: Composite(((number("n"), 0, 0),), 10), 2: Composite(((number("n"), 0, 0),), 20)})
    first, second = (font.getGlyphName(i) for i in (1, 2))
    assert drawn(font.getGlyphSet(), first) == drawn(font.getGlyphSet(), second) == drawn(GLYPHS, "n")
    assert [font["hmtx"][name][0] for name in (first, second)] == [10, 20]


def test_numbers_that_are_left_out_are_empty() -> None:
    """What stands between the numbers that are given draws nothing and has no advance."""
    font = rearranged({3: Composite(((number("a"), 0, 0),), 600)})
    for i in (1, 2):
        name = font.getGlyphName(i)
        assert font["glyf"][name].numberOfContours == 0
        assert font["hmtx"][name] == (0, 0)


@pytest.mark.parametrize("shift", [(0, 0), (127, -128), (128, 0), (0, -129), (-3000, 4000)])
def test_parts_are_shifted(shift: tuple[int, int]) -> None:
    """A part stands where it is told to, near or far; parts without a number of their own come last."""
    parts = ((number("o"), 0, 0), (number("x"), *shift))
    font = rearranged({1: Composite(parts, 700), 2: Composite(((number("o"), 0, 0),), 600)})
    name = font.getGlyphName(1)
    assert drawn(font.getGlyphSet(), name) == drawn(GLYPHS, "o") + drawn(GLYPHS, "x", *shift)
    assert font["hmtx"][name] == (700, font["glyf"][name].xMin)
    assert len(font.getGlyphOrder()) == 4
    glyph = font["glyf"][name]
    stated = (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax)
    glyph.recalcBounds(font["glyf"])
    assert stated == (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax)


def test_glyphs_that_the_font_itself_composes() -> None:
    """A composite of the font keeps what it is made of, at new numbers; so does one that is a part of another."""
    name = next(name for name in ORIGINAL.getGlyphOrder() if ORIGINAL["glyf"][name].isComposite())
    own = ORIGINAL.getGlyphID(name)
    font = rearranged({1: Composite(((own, 0, 0),), 600), 2: Composite(((own, 50, 60), (number("o"), 0, 0)), 900)})
    made = font.getGlyphSet()
    assert drawn(made, font.getGlyphName(1)) == drawn(GLYPHS, name)
    assert drawn(made, font.getGlyphName(2)) == drawn(GLYPHS, name, 50, 60) + drawn(GLYPHS, "o")
    assert font["maxp"].maxComponentDepth >= 2


def test_parts_without_ink_are_left_out() -> None:
    """A space as a part takes no room, and a glyph of spaces alone is empty."""
    space = number(" ")
    font = rearranged({1: Composite(((space, 0, 0), (space, 5, 5)), 300), 2: Composite(((space, 9, 9),), 0)})
    assert [font["glyf"][font.getGlyphName(i)].numberOfContours for i in (1, 2)] == [0, 0]
    assert len(font.getGlyphOrder()) == 3


def test_the_last_advances_are_written_once() -> None:
    """Advances that are the same up to the end stand in hmtx once, and are read back all the same."""
    letters = {i: Composite(((number(c), 0, 0),), 555) for i, c in enumerate("abcdefgh", 1)}
    font = rearranged(letters)
    assert font["hhea"].numberOfHMetrics == 2
    assert [font["hmtx"][font.getGlyphName(i)][0] for i in letters] == [555] * 8


@pytest.mark.parametrize("longest", [0, 2**17])
def test_offsets_are_short_where_they_fit(longest: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both forms of loca give the same outlines."""
    monkeypatch.setattr(sfnt, "_LONGEST_SHORT_GLYF", longest)
    font = rearranged({i: Composite(((number(c), 0, 0),), 500) for i, c in enumerate("agil", 1)})
    assert font["head"].indexToLocFormat == (longest == 0)
    assert [drawn(font.getGlyphSet(), font.getGlyphName(i)) for i in range(1, 5)] == [drawn(GLYPHS, c) for c in "agil"]


def test_the_whole_font_is_short_or_long() -> None:
    """A font with more outlines than short offsets reach has long ones."""
    names = [i for i, name in enumerate(ORIGINAL.getGlyphOrder()) if ORIGINAL["glyf"][name].numberOfContours > 0]
    copies = dict(enumerate(itertools.islice(itertools.cycle(names), 3000), 1))
    font = rearranged({i: Composite(((glyph_id, 0, 0),), 500) for i, glyph_id in copies.items()})
    assert font["head"].indexToLocFormat == 1
    sample = (1, 1500, 3000)
    found = [drawn(font.getGlyphSet(), font.getGlyphName(i)) for i in sample]
    assert found == [drawn(GLYPHS, ORIGINAL.getGlyphName(copies[i])) for i in sample]


def test_there_are_only_so_many_glyphs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The parts of the last glyph count, too."""
    monkeypatch.setattr(sfnt, "MAX_GLYPHS", 5)
    assert len(rearranged({4: Composite(((number("a"), 0, 0),), 500)}).getGlyphOrder()) == 5
    with pytest.raises(sfnt.TooManyGlyphsError):
        rearranged({4: Composite(((number("a"), 1, 0),), 500)})
