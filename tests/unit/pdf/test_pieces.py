"""How a line is written: which pieces, with which marks, for which reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from briefgen.pdf.codes import code_table
from briefgen.pdf.directions import ARABIC_LETTER_MARK, LEFT_TO_RIGHT_MARK
from briefgen.pdf.pieces import Piece
from briefgen.pdf.plan import plan
from briefgen.text.glyphs import Cluster, GlyphRun, Line
from tests.unit.pdf.engine import Segment, arabic, english, set_paragraph

VISIBLE = {ord(ARABIC_LETTER_MARK): "A", ord(LEFT_TO_RIGHT_MARK): "L"}


def line_of(*segments: Segment, rtl: bool) -> Line:
    """The only line of a paragraph."""
    (line,) = set_paragraph(segments, rtl=rtl)
    return line


def shown(line: Line, *, after_rtl: bool | None = None, closed: bool = False) -> list[str]:
    """What the pieces of a line say, from the left; A and L are marks, a bar parts strings, * sets the font again."""
    after_rtl = line.rtl if after_rtl is None else after_rtl
    return [_text(piece) for piece in plan(line, after_rtl=after_rtl, closed=closed).pieces]


def _text(piece: Piece) -> str:
    parts = (piece.before, piece.clusters, piece.after)
    codes = ["".join(_said(piece, cluster) for cluster in part).translate(VISIBLE) for part in parts]
    return "*" * piece.again + "|".join(code for code in codes if code)


def _said(piece: Piece, cluster: Cluster) -> str:
    return "".join(code.character for code in code_table(piece.run.face).codes(cluster, rtl=piece.rtl).codes)


def test_runs_come_in_logical_order_and_whole() -> None:
    """Each run is one string, from left to right, with the spaces at its ends; runs stand in logical order."""
    line = line_of(arabic("قال "), english("NATO"), arabic(" كل"), rtl=True)
    assert shown(line) == ["A لاق", "NATO", "لكA A"]


@pytest.mark.parametrize(
    ("segments", "after_rtl", "expected"),
    [
        ([arabic("نص.")], True, [".صن"]),
        ([arabic("نص.")], False, ["A.صن"]),
        ([arabic("نص")], False, ["صن"]),
        ([arabic("نص ")], False, [" صن"]),  # white space at the end of a line
        ([arabic("نص. ")], False, [" A.صن"]),
        ([english("A"), arabic(" نص.")], True, ["A", "A.صنA A"]),
        ([english("A"), arabic(" نص ")], True, ["A", " صنA A"]),
        ([english("A"), arabic(" نص. ")], True, ["A", " A.صنA A"]),
        ([english("A"), arabic("، نص ")], True, ["A", "A صن ،A"]),  # the white space must not come before the comma
    ],
)
def test_a_mark_opens_right_to_left_text_that_begins_with_a_sign(
    segments: Sequence[Segment],
    after_rtl: bool,  # noqa: FBT001
    expected: list[str],
) -> None:
    """MuPDF and pypdf give a sign at the left end the direction of what they read before; a mark says which it is."""
    assert shown(line_of(*segments, rtl=True), after_rtl=after_rtl) == expected


def test_a_mark_comes_before_a_vowel_mark_that_begins_a_line() -> None:
    """MuPDF puts a vowel mark that begins a line to the line above, whatever it read before."""
    assert shown(line_of(arabic("نصِّ"), rtl=True), after_rtl=True)[0].startswith("A")


def test_a_left_to_right_run_is_opened_too() -> None:
    """Behind right-to-left text a sign would be turned round with it in MuPDF, and read before it in poppler."""
    line = line_of(english("in "), arabic("نص"), english(")in"), rtl=False)
    assert shown(line) == ["in ", "صن", "*L)in"]


@pytest.mark.parametrize(("text", "expected"), [("“See”", ["“See”"]), ("(“See”)", ["*L(", "“See”)"])])
def test_signs_at_the_beginning_of_a_left_to_right_line(text: str, expected: list[str]) -> None:
    """One sign is read right whatever comes before; of two, MuPDF and pypdf would take the second one first."""
    found = shown(line_of(english(text), rtl=False), after_rtl=True)
    assert [piece.replace("*", "") for piece in found] == [piece.replace("*", "") for piece in expected]


def test_signs_before_left_to_right_text_stand_alone_for_pypdf() -> None:
    """Behind right-to-left text pypdf puts neutral characters before one another, until the font is set."""
    line = line_of(arabic("نص "), english("(“A”)"), arabic(" نص"), rtl=True)
    assert shown(line) == ["A صن", "*L|(", "*“A”)|L", "صنA A"]


@pytest.mark.parametrize(
    ("segments", "expected"),
    [
        ([arabic("نص ("), english("NATO"), arabic(") نص")], ["( صن", "NATO", "صن )A"]),
        ([arabic("نص "), english("NATO"), arabic("نص")], ["A صن", "NATO", "صن"]),
        ([arabic("نص "), english("John (Work)"), arabic(" نص")], ["A صن", "John (Work)|L", "صنA A"]),
        ([arabic("نص "), english("5%"), arabic(" نص")], ["A صن", "5%", "صنA A"]),
    ],
)
def test_a_mark_closes_a_run_whose_right_end_is_a_sign(segments: Sequence[Segment], expected: list[str]) -> None:
    """In a right-to-left line poppler gives signs between two runs to the one on the right; a percent sign it does not.

    A mark of the line's direction stands in the string of its run, where PDFium sees it; the other one by itself.
    """
    assert shown(line_of(*segments, rtl=True)) == expected


def test_a_left_to_right_line_is_closed_on_a_right_to_left_page() -> None:
    """There poppler reads the sign at its end first; a full stop it takes for a part of a number."""
    cited, plain = line_of(english("Amman [1]"), rtl=False), line_of(english("Amman."), rtl=False)
    assert (shown(cited), shown(cited, closed=True)) == (["Amman [1]"], ["Amman [1]|L"])
    assert shown(plain, closed=True) == ["Amman."]
    assert shown(line_of(english("Amman [1] "), rtl=False), closed=True) == ["Amman [1]L "]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال «نص» ثم", "مث A»صنA« لاق"),
        ("نص [أ]", "A]أA[ صن"),
        ("أ-ب", "بA-أ"),
        ("أ_ب", "بA_أ"),
        ("أ، ب. ت", "ت .ب ،أ"),
        ("نص: «أ", "أA« A:صن"),
        ("نص، (أ", "أ( A،صن"),
        ("أ – ب", "ب – أ"),
    ],
)
def test_foreign_signs_share_their_code_with_a_mark(text: str, expected: str) -> None:
    """Those that pypdf or MuPDF takes for left-to-right, and commas and colons before other signs, for poppler."""
    assert shown(line_of(arabic(text), rtl=True)) == [expected]


def test_white_space_beside_left_to_right_text_has_a_mark() -> None:
    """pdf.js leaves out white space at the ends of a string, but not what begins with a mark."""
    assert shown(line_of(arabic("نص "), english("A"), arabic(" نص"), rtl=True)) == ["A صن", "A", "صنA A"]
    assert shown(line_of(english("A "), arabic("نص"), english(" A"), rtl=False)) == ["A ", "صن", "*L A"]


def test_widened_white_space_is_as_wide_with_a_mark() -> None:
    """In a justified line the code of a space with a mark moves the pen as far as one without."""
    line = line_of(arabic("أ ب "), english("A"), rtl=True)
    run = replace(line.runs[0], word_space_pt=2.2)
    wide, plain = (plan(replace(line, runs=(r, line.runs[1])), after_rtl=True).pieces[0] for r in (run, line.runs[0]))
    (marked,), (unmarked,) = ([c for c in piece.clusters if c.text == "\u061c "] for piece in (wide, plain))
    assert marked.advance_fu - unmarked.advance_fu == pytest.approx(2.2 / run.size_pt * run.face.units_per_em, abs=0.5)
    assert code_table(run.face).codes(marked, rtl=True).codes == code_table(run.face).codes(unmarked, rtl=True).codes


def test_a_comma_before_left_to_right_text_has_a_mark() -> None:
    """For poppler a comma is a part of the number that follows it."""
    assert shown(line_of(arabic("نص، "), english("2026"), rtl=True)) == ["A A،صن", "2026"]


def test_signs_without_a_letter_have_a_right_to_left_character() -> None:
    """pdf.js leaves out marks of their own, and then would not turn the signs round."""
    assert shown(line_of(arabic("نص "), english("A"), arabic(")."), rtl=True)) == ["A صن", "A", "AA.)A"]


@pytest.mark.parametrize(
    ("segments", "rtl", "expected"),
    [
        ([arabic("عام "), english("٢٠٢٦"), arabic(" كان")], True, ["A ماع", "*L٢٠٢٦", "*ناكA A"]),
        ([english("in ٣٫٥ and")], False, ["in ", "L٣٫٥", " and"]),
        ([arabic("سال "), english("۱۲٫۳"), arabic(" بود")], True, ["A لاس", "*L۱۲٫۳", "*دوبA A"]),
        ([arabic("عام "), english("٢٥ ٢٦"), arabic("كان")], True, ["A ماع", "*L٢٥", "* ", "*L٢٦", "*ناك"]),
        ([english("١٢")], True, ["A١٢"]),
    ],
)
def test_native_digits_are_one_code(segments: Sequence[Segment], rtl: bool, expected: list[str]) -> None:  # noqa: FBT001
    """MuPDF and pypdf turn the digits round if each has a code; one that is all of a line has the line's mark."""
    assert shown(line_of(*segments, rtl=rtl)) == expected


def test_a_number_is_drawn_as_its_digits_are() -> None:
    """The code of a number has the glyphs of its digits at their places, and the sum of their advances."""
    line = line_of(arabic("عام "), english("٢٠٢٦"), rtl=True)
    (number,) = plan(line, after_rtl=True).pieces[1].clusters
    (code,) = code_table(line.runs[1].face).codes(number, rtl=False).codes
    pen_fu, glyphs = 0, []
    for digit in line.runs[1].clusters:
        glyphs += [(glyph_id, pen_fu + x_fu, y_fu) for glyph_id, x_fu, y_fu in digit.glyphs]
        pen_fu += digit.advance_fu
    assert (code.glyphs, code.advance_fu, code.character) == (tuple(glyphs), pen_fu, LEFT_TO_RIGHT_MARK + "٢٠٢٦")


def _pieces(line: Line) -> tuple[Piece, ...]:
    return plan(line, after_rtl=line.rtl).pieces


def test_brackets_around_a_number_go_its_way() -> None:
    """The glyphs stay where they are; what they say is turned round, so that PDFium need not mirror it."""
    line = line_of(arabic("نص ["), english("12"), arabic("]، نص"), rtl=True)
    before, opening, number, closing, after = _pieces(line)
    assert shown(line) == ["A صن", "L|[", "12", "]|L", "صن ،A"]
    assert (opening.x_pt, closing.x_pt) == (after.x_pt + after.width_pt, number.x_pt + number.width_pt)
    assert closing.x_pt + closing.width_pt == pytest.approx(before.x_pt)
    assert opening.clusters[0].glyphs == line.runs[2].clusters[-1].glyphs
    assert [piece.rtl for piece in (before, opening, number, closing, after)] == [True, False, False, False, True]


@pytest.mark.parametrize("inside", ["NATO", "٤٥", "12 "])
def test_other_brackets_stay_in_their_runs(inside: str) -> None:
    """PDFium loses brackets around words whatever is done, and pdf.js turns native digits round with their brackets."""
    line = line_of(arabic("نص ["), english(inside), arabic("] نص"), rtl=True)
    assert [piece.rtl for piece in _pieces(line)] == [True, False, True]


def test_runs_that_touch_are_one() -> None:
    """White space at the end of a line, which is a run of its own, is one string with the text before it."""
    line = line_of(arabic("نص "), rtl=True)
    (run,) = line.runs
    space, letters = run.clusters[:1], run.clusters[1:]
    space_pt = space[0].advance_fu * run.size_pt / run.face.units_per_em
    text = replace(run, clusters=letters, x_pt=run.x_pt + space_pt, width_pt=run.width_pt - space_pt)
    hanging = replace(run, clusters=space, width_pt=space_pt)
    assert shown(replace(line, runs=(text, hanging))) == shown(line) == [" صن"]
    apart = replace(hanging, x_pt=hanging.x_pt - 1)
    assert shown(replace(line, runs=(text, apart))) == ["صن", "* "]


def test_the_font_is_set_again_between_right_to_left_runs() -> None:
    """Without it pypdf would put the second run before the first one."""
    line = line_of(arabic("أب "), arabic("تث", span=1), rtl=True)
    assert shown(line) == [" بأ", "*ثت"]


def test_a_plan_says_in_which_direction_a_line_ends() -> None:
    """What comes next depends on it."""
    assert plan(line_of(arabic("نص."), rtl=True), after_rtl=False).rtl
    assert not plan(line_of(arabic("نص "), english("A"), rtl=True), after_rtl=True).rtl


@pytest.mark.parametrize("after_rtl", [True, False])
def test_no_cluster_is_lost_or_moved(after_rtl: bool) -> None:  # noqa: FBT001
    """Every glyph is shown once, at its place, in whatever pieces."""
    segments = (
        arabic("قال («"), english("(“NATO”)"), arabic("»)، عام "), english("٢٠٢٦"), arabic(" ["), english("1"),
        arabic("]. "),
    )  # fmt: skip
    line = line_of(*segments, rtl=True)
    pieces = plan(line, after_rtl=after_rtl).pieces
    drawn = [glyph for piece in pieces for glyph in _glyphs(piece.clusters, piece)]
    expected = [glyph for run in line.runs for glyph in _glyphs(run.clusters, run)]
    assert sorted((round(x_pt, 2), glyph_id) for x_pt, glyph_id in drawn) == sorted(
        (round(x_pt, 2), glyph_id) for x_pt, glyph_id in expected
    )


def _glyphs(clusters: Sequence[Cluster], of: Piece | GlyphRun) -> list[tuple[float, int]]:
    """Glyphs with their places; the movement before a mark at the right end moves nothing that is drawn."""
    run = of.run if isinstance(of, Piece) else of
    x_pt, found = of.x_pt, []
    for cluster in clusters:
        found += [(x_pt + x_fu * run.size_pt / run.face.units_per_em, glyph_id) for glyph_id, x_fu, _ in cluster.glyphs]
        x_pt += cluster.advance_fu * run.size_pt / run.face.units_per_em
    return found


@pytest.mark.parametrize("count", [1, 24, 80, 400])
def test_a_number_of_any_length_fits_the_glyphs_of_a_font(count: int) -> None:
    """A long number of native digits is several codes: coordinates of a glyph have 16 bits. No digit is lost."""
    digits = ("١٢٣٤٥٦٧٨٩٠" * count)[:count]
    lines = set_paragraph([english(digits)], rtl=True, measure_pt=10_000)
    codes = [(piece, cluster) for piece in plan(lines[0], after_rtl=True).pieces for cluster in piece.clusters]
    assert "".join(_said(*code) for code in codes).replace(ARABIC_LETTER_MARK, "") == digits
    assert max(x_fu for _, cluster in codes for _, x_fu, _ in cluster.glyphs) < 2**15
