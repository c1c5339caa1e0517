"""Words with tatweels that are no part of their text."""

from __future__ import annotations

import pytest

from briefgen.text.glyphs import Cluster
from briefgen.text.shaping import Word, shape_lengthened, shape_word
from tests.unit.text.engine import ARABIC

TATWEEL = "\u0640"


def word(text: str) -> Word:
    """An Arabic word."""
    return Word(text, True, "Arab", "ar")  # noqa: FBT003 - right to left


def places(text: str) -> list[int]:
    """Before which characters of a word the font allows a tatweel."""
    shaped = shape_word(ARABIC, word(text))
    return [shaped.offsets[index] for index in sorted(shaped.tatweel_before)]


@pytest.mark.parametrize("text", ["كتاب", "مستشفيات", "السلطة", "بَيْت", "جمعيّة", "كتـاب", "الأسلاك", "لله"])
@pytest.mark.parametrize("count", [1, 3])
def test_only_tatweels_are_added(text: str, count: int) -> None:
    """The glyphs of the letters stay as they are, the text too, and the word is wider by the tatweels."""
    plain = shape_word(ARABIC, word(text))
    (tatweel,) = {
        g for c in shape_word(ARABIC, word("ب" + TATWEEL + "ب")).clusters if c.text == TATWEEL for g in c.glyphs
    }
    for place in places(text):
        long = shape_lengthened(ARABIC, word(text), {place: count})
        assert "".join(cluster.text for cluster in long.clusters) == text
        assert long.offsets == plain.offsets
        assert [c.text for c in long.clusters] == [c.text for c in plain.clusters]
        index = plain.offsets.index(place) - 1
        for i, (a, b) in enumerate(zip(plain.clusters, long.clusters, strict=True)):
            own, now = [g[0] for g in a.glyphs], [g[0] for g in b.glyphs]
            assert now == ([tatweel[0]] * count + own if i == index else own)
        assert long.advance_fu == plain.advance_fu + count * ARABIC.glyph_advance_fu(tatweel[0])
        assert long.pens_fu[-1] == sum(cluster.advance_fu for cluster in long.clusters)


def test_it_is_the_word_that_an_author_could_have_written() -> None:
    """Every glyph stands where it would if the tatweels were in the text."""
    written = shape_word(ARABIC, word("كتـــاب"))
    inserted = shape_lengthened(ARABIC, word("كتاب"), {2: 3})

    def drawn(clusters: tuple[Cluster, ...]) -> list[tuple[int, int, int]]:
        found: list[tuple[int, int, int]] = []
        pen = 0
        for cluster in reversed(clusters):
            found += [(glyph, pen + x, y) for glyph, x, y in cluster.glyphs]
            pen += cluster.advance_fu
        return found

    assert drawn(inserted.clusters) == drawn(written.clusters)
