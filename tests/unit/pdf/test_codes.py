"""Clusters to codes: one character each, nothing moved, nothing lost."""

from __future__ import annotations

import pytest

from briefgen.errors import ConformanceError
from briefgen.pdf.codes import Code, code_table
from briefgen.text.fonts import FontFace
from briefgen.text.glyphs import Cluster
from tests.unit.pdf import documents
from tests.unit.pdf.engine import ARABIC, LATIN, shape

SAMPLES = [(LATIN, "Office: fi ffi é e\u0301 AVAT. 5\u00b0", False)]
SAMPLES += [(ARABIC, text, True) for text in (*documents.AR, "لا لَا لَأَ ني الله عَمَّان ـــَ (أ)", "می\u200cخواهم ه\u200d")]


@pytest.mark.parametrize(("face", "text", "rtl"), SAMPLES)
def test_codes_draw_and_say_what_the_cluster_does(face: FontFace, text: str, rtl: bool) -> None:  # noqa: FBT001
    """The glyphs keep their places, the advance its sum, and each character has one code in visual order."""
    for cluster in shape(face, text, rtl=rtl):
        codes, adjustment_fu = code_table(face).codes(cluster, rtl=rtl)
        assert all(len(code.character) == 1 for code in codes)
        assert "".join(code.character for code in codes) == (cluster.text[::-1] if rtl else cluster.text)
        assert sum(code.advance_fu for code in codes) - adjustment_fu == cluster.advance_fu
        pen_fu, drawn = 0, []
        for code in codes:
            drawn += [(glyph_id, pen_fu + x_fu, y_fu) for glyph_id, x_fu, y_fu in code.glyphs]
            pen_fu += code.advance_fu
        assert sorted(drawn) == sorted(cluster.glyphs)


def test_a_ligature_is_drawn_by_the_code_that_stands_left() -> None:
    """Lam-alef is two codes of half its advance: alef draws it, lam draws nothing."""
    (cluster,) = shape(ARABIC, "لا", rtl=True)
    alef, lam = code_table(ARABIC).codes(cluster, rtl=True).codes
    assert (alef.character, lam.character) == ("ا", "ل")
    assert (alef.glyphs, lam.glyphs) == (cluster.glyphs, ())
    assert abs(alef.advance_fu - lam.advance_fu) <= 1


def test_a_mark_comes_before_its_letter_from_right_to_left() -> None:
    """The mark has no advance and stands first; from left to right it stands last, and is drawn back over its base."""
    (cluster,) = shape(ARABIC, "بَ", rtl=True)
    mark, letter = code_table(ARABIC).codes(cluster, rtl=True).codes
    assert (mark.character, mark.advance_fu, len(mark.glyphs)) == ("\u064e", 0, 1)
    assert (letter.character, letter.advance_fu) == ("ب", cluster.advance_fu)
    (cluster,) = shape(LATIN, "q\u0301", rtl=False)
    base, above = code_table(LATIN).codes(cluster, rtl=False).codes
    (_, (mark_glyph, x_fu, y_fu)) = cluster.glyphs
    assert base == Code(cluster.glyphs[:1], cluster.advance_fu, "q")
    assert above == Code(((mark_glyph, x_fu - cluster.advance_fu, y_fu),), 0, "\u0301")


def test_two_marks_that_share_a_glyph_are_two_codes() -> None:
    """Shadda and fatha may be one glyph: the first code from the left draws it, the other draws nothing."""
    mark_glyph = next(g for c in shape(ARABIC, "بَ", rtl=True) for g, _, _ in c.glyphs[:1])
    letter = next(g for c in shape(ARABIC, "ب", rtl=True) for g, _, _ in c.glyphs)
    cluster = ARABIC.cluster(((mark_glyph, 40, 7), (letter, 0, 0)), 900, "ب\u0651\u064e")
    codes = code_table(ARABIC).codes(cluster, rtl=True).codes
    assert [(code.character, len(code.glyphs), code.advance_fu) for code in codes] == [
        ("\u064e", 1, 0),
        ("\u0651", 0, 0),
        ("ب", 1, 900),
    ]


def test_kerning_of_a_plain_glyph_is_an_adjustment() -> None:
    """The code stays the plain glyph with its own advance."""
    kerned, plain = shape(LATIN, "AV", rtl=False)[0], shape(LATIN, "A", rtl=False)[0]
    assert kerned.advance_fu < plain.advance_fu
    of_kerned, of_plain = (code_table(LATIN).codes(cluster, rtl=False) for cluster in (kerned, plain))
    assert of_kerned.codes == of_plain.codes
    assert of_kerned.adjustment_fu == plain.advance_fu - kerned.advance_fu
    assert of_plain.adjustment_fu == 0


def test_a_letter_that_goes_back_has_no_advance() -> None:
    """No glyph of a font program has an advance below nothing; the pen goes back by an adjustment."""
    glyphs = tuple(glyph for cluster in shape(ARABIC, "بَ", rtl=True) for glyph in cluster.glyphs)
    codes, adjustment_fu = code_table(ARABIC).codes(ARABIC.cluster(glyphs, -120, "بَ"), rtl=True)
    assert [code.advance_fu for code in codes] == [0, 0]
    assert adjustment_fu == 120


def test_characters_without_a_glyph_have_codes() -> None:
    """Joiners and bidi controls stay in the text; U+FEFF, which no tagged file may hold, does not."""
    for character in "\u200c\u200d\u2066\u2069\u061c":
        codes = code_table(ARABIC).codes(ARABIC.cluster((), 0, character), rtl=True).codes
        assert codes == (Code((), 0, character),)
    assert code_table(ARABIC).codes(ARABIC.cluster((), 0, "\ufeff"), rtl=True).codes == ()


@pytest.mark.parametrize(("rtl", "text"), [(True, "\u061c]"), (False, "\u200e٢٠"), (False, "\u061c٢٠")])
def test_a_mark_shares_the_code_of_what_follows(rtl: bool, text: str) -> None:  # noqa: FBT001
    """What planning gave a direction mark is one code, whose text is not turned round; the glyphs are as before."""
    glyphs = tuple((g, x, 0) for x, g in enumerate(g for c in shape(LATIN, "ab", rtl=False) for g, _, _ in c.glyphs))
    assert code_table(LATIN).codes(LATIN.cluster(glyphs, 900, text), rtl=rtl).codes == (Code(glyphs, 900, text),)


def test_a_sign_with_a_mark_is_the_plain_glyph() -> None:
    """The code of a plain glyph keeps its own advance, so that no other glyph is made for it."""
    (plain,) = shape(ARABIC, "]", rtl=True)
    marked = ARABIC.cluster(plain.glyphs, plain.advance_fu - 7, "\u061c]")
    codes, adjustment_fu = code_table(ARABIC).codes(marked, rtl=True)
    assert codes == (Code(plain.glyphs, plain.advance_fu, "\u061c]"),)
    assert adjustment_fu == 7


def test_a_letter_behind_a_mark_of_the_author_stays_apart() -> None:
    """Only a sign shares its code: of letters, the reader turns the order round."""
    cluster = ARABIC.cluster(shape(ARABIC, "لا", rtl=True)[0].glyphs, 900, "\u061cلا")
    assert [code.character for code in code_table(ARABIC).codes(cluster, rtl=True).codes] == ["ا", "ل", "\u061c"]


@pytest.mark.parametrize(
    ("cluster", "message"),
    [
        (Cluster(((0, 0, 0),), 500, "x"), "notdef"),
        (Cluster(((5, 0, 0),), 500, ""), "no character"),
        (Cluster(((5, 0, 0),), 500, "\ufffe"), "7.21.7"),
        (Cluster(((5, 0, 0),), 500, "\0"), "7.21.7"),
    ],
)
def test_what_a_tagged_file_cannot_hold_is_a_fault(cluster: Cluster, message: str) -> None:
    """.notdef, glyphs without text and forbidden characters are refused."""
    with pytest.raises(ConformanceError, match=message):
        code_table(LATIN).codes(cluster, rtl=False)


def test_what_takes_room_shares_the_advance() -> None:
    """A Hangul filler is drawn like a letter, a joiner is not: of a cluster's advance the filler has its part."""
    glyph = next(g for c in shape(LATIN, "a", rtl=False) for g, _, _ in c.glyphs)
    cluster = LATIN.cluster(((glyph, 0, 0),), 900, "a\u3164\u200d")
    codes = code_table(LATIN).codes(cluster, rtl=False).codes
    assert [code.advance_fu for code in codes] == [450, 450, 0]
