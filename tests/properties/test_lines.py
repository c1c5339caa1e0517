"""What holds for the lines of any text at all, in any language, broken and filled in any way.

The texts are drawn from all of Unicode: the last face of every style is a last resort that draws each character as a
box, so that each text is really set. Every test counts what it has set.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from math import inf
from typing import Final, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.text.breaking import LineRange
from briefgen.text.fonts import load_face
from briefgen.text.glyphs import WORD_SPACES, Line
from briefgen.text.isolate import rigid_stretches
from briefgen.text.opportunities import SOFT_HYPHEN, find_addresses
from briefgen.text.paragraph import ParagraphText, TextSpan
from briefgen.text.rules import LineRules
from briefgen.text.segments import grapheme_segments
from briefgen.text.setting import PreparedParagraph
from briefgen.text.typeset import FontSet, SizedFace
from tests.unit.text.engine import ARABIC, ARABIC_BOLD, FONTS, LATIN, LATIN_BOLD, text_of
from tests.unit.text.made_fonts import last_resort

# How many texts from all of Unicode the tests of one run set: at least twenty thousand together.
IN_ANY_WAY: Final = 13_000
OF_SPANS: Final = 3_000
JUSTIFIED: Final = 2_500
RAGGED: Final = 2_500
assert IN_ANY_WAY + OF_SPANS + JUSTIFIED + RAGGED >= 20_000

CLOSE_PT: Final = 0.01

PHRASES: Final = (
    "administration", "international ", "co\u00adoperation ", "the wells (WHO) ", "14.3% of ", "https://b.org/c?d=1 ",
    "السلطات المحلية ", "مستشفيات ", "كتـاب ", "بيت\u00adنا ", "مُحَمَّد ", "می\u200cشود ", "پاکستان میں ", "هەولێر ",
    "שלום עולם ", "של\u00adום ", "«نعم»، ", "+962 6 123 4567 ",
    "\u0301", "\u200d", "\u00a0", " ", "  ", "\n", "\u2067", "-",
)  # fmt: skip

letters: Final = st.characters(codec="utf-8")
beyond_ascii: Final = st.characters(codec="utf-8", min_codepoint=0x80)
short: Final = st.text(st.one_of(letters, beyond_ascii), max_size=12)
of_words: Final = st.lists(short, max_size=12).map(" ".join)
with_phrases: Final = st.lists(st.one_of(st.sampled_from(PHRASES), short), max_size=14).map("".join)
texts: Final = st.one_of(st.text(max_size=60), of_words, with_phrases)
phrases: Final = st.lists(st.sampled_from(PHRASES), max_size=20).map("".join)
languages: Final = st.sampled_from(["en", "ar", "he", "ur", "fa", "ckb", "fr"])
measures: Final = st.floats(min_value=1.0, max_value=400.0)
rules: Final = st.builds(
    LineRules,
    breaking=st.sampled_from(["greedy", "total-fit"]),
    balanced=st.booleans(),
    justified=st.booleans(),
    hyphenated=st.booleans(),
    kashida=st.booleans(),
    max_word_space=st.sampled_from([inf, 3.0, 1.5]),
    first_indent_pt=st.sampled_from([0.0, 12.0, 40.0]),
)

MakeFonts = tuple[FontSet, FontSet]


class Placed(NamedTuple):
    """A cluster at its place on a line.

    Attributes:
        left_pt, right_pt: its edges.
        text: its text.
        start: where it begins in the paragraph; a hyphen that was added begins where the drawn part ends.
    """

    left_pt: float
    right_pt: float
    text: str
    start: int


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> MakeFonts:
    """A regular and a bold style for four scripts, each with a face of last resort."""
    last = last_resort(tmp_path_factory.mktemp("fonts"))

    def style(latin: SizedFace, arabic: SizedFace, weight: str) -> FontSet:
        chains = {"Latn": latin, "Arab": arabic, "Zzzz": SizedFace(last, latin.size_pt)}
        for script, family in (("Aran", "NotoNastaliqUrdu"), ("Hebr", "NotoSansHebrew")):
            file = f"{family}-{'Bold' if (script, weight) == ('Aran', 'SemiBold') else weight}.ttf"
            chains[script] = SizedFace(load_face(FONTS / file), 9.0)
        return FontSet({script: (chains[script],) for script in ("Latn", "Arab", "Aran", "Hebr", "Zzzz")})

    return (
        style(SizedFace(LATIN, 10.0), SizedFace(ARABIC, 11.0), "Regular"),
        style(SizedFace(LATIN_BOLD, 12.0), SizedFace(ARABIC_BOLD, 12.0), "SemiBold"),
    )


def prepared(fonts: MakeFonts, parts: list[str], language: str) -> PreparedParagraph:
    """A prepared paragraph whose spans alternate between regular and bold."""
    spans = tuple(TextSpan(part, fonts[index % 2]) for index, part in enumerate(parts))
    languages_of_scripts = (("Latn", "en"), ("Arab", "ar"), ("Hebr", "he"))
    return PreparedParagraph(ParagraphText(spans, language, languages_of_scripts))


def placed_clusters(line: Line) -> Iterator[Placed]:
    """The clusters of a line, wherever they stand, with widened spaces."""
    for run in line.runs:
        x = run.x_pt
        scale = run.size_pt / run.face.units_per_em
        found = []
        for cluster in run.clusters:
            wider = run.word_space_pt if cluster.text in WORD_SPACES else 0.0
            found.append((x, x + cluster.advance_fu * scale + wider, cluster.text))
            x = found[-1][1]
        assert x == pytest.approx(run.x_pt + run.width_pt, abs=1e-6)
        start = run.start
        for left, right, text in reversed(found) if run.rtl else found:
            yield Placed(left, right, text, start)
            start += len(text)


def check_text(text: str, lines: tuple[Line, ...]) -> None:
    """The lines are the paragraph, every character in one cluster; only a hyphen may be added, where a line ends."""
    assert [line.start for line in lines] == [0, *(line.end for line in lines[:-1])][: len(lines)]
    assert (lines[-1].end if lines else 0) == len(text)
    for line in lines:
        assert [run.start for run in line.runs] == [line.start, *(run.end for run in line.runs[:-1])][: len(line.runs)]
        assert not line.runs or line.runs[-1].end == line.end
        own = text[line.start : line.end]
        if text_of([line]) != own:
            drawn = own.rstrip()
            assert text_of([line]) == drawn + SOFT_HYPHEN + own[len(drawn) :]
            assert line is not lines[-1]


def check_places(line: Line, of: LineRange, measure_pt: float, indent_pt: float) -> None:
    """Runs touch; what is drawn begins at the start edge and is as wide as the line says."""
    # A run without width stands on the edge of its neighbours: it comes first of those that begin there.
    runs = sorted(line.runs, key=lambda run: (round(run.x_pt, 6), round(run.width_pt, 6)))
    for left, right in itertools.pairwise(runs):
        assert right.x_pt == pytest.approx(left.x_pt + left.width_pt, abs=1e-6)
    content = [place for place in placed_clusters(line) if place.start < of.content_end]
    if of.hyphenated:
        content += [p for p in placed_clusters(line) if p.start == of.content_end and p.text == SOFT_HYPHEN]
    if not content:
        assert line.width_pt == 0
        return
    left_pt, right_pt = min(place.left_pt for place in content), max(place.right_pt for place in content)
    assert right_pt - left_pt == pytest.approx(line.width_pt, abs=1e-6)
    if line.rtl:
        assert right_pt == pytest.approx(measure_pt - indent_pt, abs=1e-6)
    else:
        assert left_pt == pytest.approx(indent_pt, abs=1e-6)


def indent_of(paragraph: PreparedParagraph, measure_pt: float, rules: LineRules) -> float:
    """The indent that leaves room for the first word."""
    position, content_end, hyphenated, _ = paragraph.opportunities[0]
    word_pt = paragraph.width(0, content_end) + (paragraph.hyphen_width(position) if hyphenated else 0.0)
    return min(rules.first_indent_pt, max(0.0, measure_pt - word_pt))


def check_width(paragraph: PreparedParagraph, line: Line, of: LineRange, room_pt: float) -> None:
    """No line is wider than its room but one that nothing can be taken from."""
    if line.width_pt > max(0.0, room_pt) + CLOSE_PT:
        text = paragraph.paragraph.text[of.start : of.content_end]
        cuts = [of.start + end for _, end in grapheme_segments(text) if of.start + end < of.content_end]
        assert not any(map(paragraph.is_boundary, cuts)), (line.width_pt, text)


def check_filled(text: str, line: Line, of: LineRange, room_pt: float, rules: LineRules) -> None:
    """A line that is not the last fills its room, unless it has no space that may grow so far.

    The spaces of a number give only where there are no others.
    """
    if line.justified:
        assert line.width_pt == pytest.approx(room_pt, abs=CLOSE_PT)
        return
    content = [place for place in placed_clusters(line) if place.start < of.content_end]
    spaces = [place for place in content if place.text in WORD_SPACES]
    rigid = rigid_stretches(text)
    giving = [place for place in spaces if not any(start <= place.start < end for start, end in rigid)]
    spaces_pt = [place.right_pt - place.left_pt for place in giving or spaces]
    assert not spaces_pt or line.width_pt + (rules.max_word_space - 1) * sum(spaces_pt) < room_pt


def check(paragraph: PreparedParagraph, measure_pt: float, rules: LineRules) -> tuple[Line, ...]:
    """All that holds for lines, however they are made."""
    text = paragraph.paragraph.text
    lines = paragraph.set(measure_pt, rules)
    ranges = paragraph._ranges(measure_pt, paragraph._with_room(measure_pt, rules))
    check_text(text, lines)
    for index, (line, of) in enumerate(zip(lines, ranges, strict=True)):
        assert (line.start, line.end) == (of.start, of.end)
        indent_pt = indent_of(paragraph, measure_pt, rules) if index == 0 else 0.0
        check_places(line, of, measure_pt, indent_pt)
        check_width(paragraph, line, of, measure_pt - indent_pt)
        if not rules.justified:
            assert not line.justified
            assert all(run.word_space_pt == 0 for run in line.runs)
        elif line is not lines[-1]:
            check_filled(text, line, of, measure_pt - indent_pt, rules)
    return lines


def addresses_in(text: str) -> int:
    """How many lines more a text may have because each of its addresses goes to a line of its own as a whole."""
    return sum(1 for _ in find_addresses(text))


def run_counted(count: int, body: Callable[..., None], **strategies: st.SearchStrategy[object]) -> None:
    """Give a body so many drawn texts, and see that it has had as many."""
    done = 0

    @settings(max_examples=count)
    @given(**strategies)
    def counted(**drawn: object) -> None:
        nonlocal done
        body(**drawn)
        done += 1

    counted()
    assert done >= count


def test_any_text_in_any_way(fonts: MakeFonts) -> None:
    """Nothing crashes or is lost, lines stand where they should, fit, and are filled."""

    def body(text: str, language: str, measure_pt: float, rules: LineRules) -> None:
        check(prepared(fonts, [text], language), measure_pt, rules)

    run_counted(IN_ANY_WAY, body, text=texts, language=languages, measure_pt=measures, rules=rules)


def test_any_text_of_several_spans(fonts: MakeFonts) -> None:
    """The same holds where style, and with it face and size, changes anywhere."""

    def body(parts: list[str], language: str, measure_pt: float, rules: LineRules) -> None:
        check(prepared(fonts, parts, language), measure_pt, rules)

    parts = st.lists(texts, min_size=2, max_size=4)
    run_counted(OF_SPANS, body, parts=parts, language=languages, measure_pt=measures, rules=rules)


def test_any_text_justified(fonts: MakeFonts) -> None:
    """Every justified line but the last is as wide as its measure within 0.01 pt, or has no word space."""

    def body(text: str, language: str, measure_pt: float, kashida: bool) -> None:  # noqa: FBT001 - drawn
        for breaking in ("greedy", "total-fit"):
            rules = LineRules(breaking=breaking, justified=True, hyphenated=True, kashida=kashida)
            check(prepared(fonts, [text], language), measure_pt, rules)

    some = st.one_of(of_words, with_phrases)
    run_counted(JUSTIFIED, body, text=some, language=languages, measure_pt=measures, kashida=st.booleans())


def test_any_text_ragged(fonts: MakeFonts) -> None:
    """Total-fit and balanced lines have the same text as greedy ones, and are more only to keep addresses whole."""

    def body(text: str, language: str, measure_pt: float, hyphenated: bool) -> None:  # noqa: FBT001 - drawn
        paragraph = prepared(fonts, [text], language)
        greedy = check(paragraph, measure_pt, LineRules("greedy", hyphenated=hyphenated))
        for balanced in (False, True):
            better = check(paragraph, measure_pt, LineRules(balanced=balanced, hyphenated=hyphenated))
            assert len(better) <= len(greedy) + addresses_in(text)

    run_counted(RAGGED, body, text=texts, language=languages, measure_pt=measures, hyphenated=st.booleans())


@settings(max_examples=1500)
@given(text=phrases, language=languages, measure_pt=measures, rules=rules)
def test_phrases(fonts: MakeFonts, text: str, language: str, measure_pt: float, rules: LineRules) -> None:
    """The same holds for what breaking and filling are about: long words, hyphens, joins, vowels, spaces."""
    check(prepared(fonts, [text], language), measure_pt, rules)
    if not (rules.justified or rules.balanced):
        greedy = prepared(fonts, [text], language).set(measure_pt, LineRules("greedy", hyphenated=rules.hyphenated))
        lines = prepared(fonts, [text], language).set(measure_pt, rules)
        assert rules.first_indent_pt or len(lines) <= len(greedy) + addresses_in(text)
