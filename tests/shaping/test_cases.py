"""The recorded cases: word by word, through the whole package, gives what HarfBuzz gives for the whole text."""

from __future__ import annotations

from functools import cache

import pytest

from briefgen.text.fonts import FontFace
from briefgen.text.glyphs import Cluster
from briefgen.text.itemize import Run
from briefgen.text.paragraph import ParagraphText, TextSpan
from briefgen.text.shaped import shape_run
from briefgen.text.shaping import Word, shape_word
from briefgen.text.typeset import FontSet, SizedFace
from tests.shaping.record import FONTS, SCRIPTS, Case, read_cases, shape
from tests.unit.text.engine import FACE_FILES

CASES = read_cases()
IDS = [f"{case.face}-{'+'.join(f'{ord(character):04X}' for character in case.text)}" for case in CASES]

# Sentences of our own, to be shaped word by word and as a whole.
ENGLISH = (
    "The Water Authority, with four partners, reopened 14 of 23 wells (61%) between 3 and 17 July 2024. “Office” flows "
    "are back; AVATAR Ltd. fixed five offline filters at Wadi Toffee. To date, $1,250 of the $4,000 fund is left – see "
    "Fig. 5, p. 7. Why? Yearly tests are few & far between; efficient field staff can’t verify the official figures."
)
ARABIC = (
    "أعادت سلطة المياه، مع أربعة شركاء، فتح الآبار الكبيرة بين الأول والثاني من تموز؛ والأولى أن تُفحَص الآبارُ كلُّها "
    "سنويًّا. قال المهندس: «لا إلهَ إلا الله، العملُ مستمرٌّ ولن نتوقّف»، ثم شكر الحاضرين في عَمَّان والزرقاء وإربد. "
    "كم بئرًا بقيت؟ لا أحد يعلم الإجابة بعد، لأنّ الأجهزة لم تصل إلى المحطّات الثلاث (وصلت إلى اثنتين)."
)


@cache
def face_of(name: str) -> FontFace:
    """A bundled face by the stem of its file."""
    return FontFace(FONTS / f"{name}.ttf")


def write(face: FontFace, clusters: tuple[Cluster, ...]) -> list[tuple[int, tuple[tuple[str, int, int], ...], int]]:
    """Clusters as index, glyphs by name with the place of their origin, and advance."""
    written = []
    start = 0
    for cluster in clusters:
        glyphs = tuple((face.hb_font.get_glyph_name(glyph), x, y) for glyph, x, y in cluster.glyphs)
        written.append((start, glyphs, cluster.advance_fu))
        start += len(cluster.text)
    return written


def expected(notation: str) -> list[tuple[int, tuple[tuple[str, int, int], ...], int]]:
    """The same out of the notation of ``cases.txt``: offsets become places by adding the advances before them."""
    written = []
    for cluster in notation.split(" "):
        start, _, glyphs = cluster.partition(":")
        pen = 0
        placed = []
        for glyph in glyphs.split("|"):
            shown, _, advance = glyph.rpartition("+")
            name, _, offset = shown.partition("@")
            x, y = map(int, offset.split(",")) if offset else (0, 0)
            placed.append((name, pen + x, y))
            pen += int(advance)
        written.append((int(start), tuple(placed), pen))
    return written


def run_of(case: Case) -> tuple[ParagraphText, Run]:
    """A paragraph that is one run of a case's face."""
    sized = SizedFace(face_of(case.face), 10.0)
    script = SCRIPTS[case.direction]
    fonts = FontSet({script: (sized,)})
    paragraph = ParagraphText((TextSpan(case.text, fonts),), case.language)
    return paragraph, Run(0, len(case.text), case.direction == "rtl", script, sized, 0)


def test_the_file_holds_enough() -> None:
    """The cases name every bundled face, and are sixty at least."""
    assert len(CASES) >= 60
    assert {f"{case.face}.ttf" for case in CASES} == set(FACE_FILES)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_shape_word(case: Case) -> None:
    """A word has the recorded glyphs, offsets and advances, and its clusters rebuild its text."""
    face = face_of(case.face)
    word = Word(case.text, case.direction == "rtl", SCRIPTS[case.direction], case.language)
    shaped = shape_word(face, word)
    assert write(face, shaped.clusters) == expected(case.expected)
    assert "".join(cluster.text for cluster in shaped.clusters) == case.text
    assert shaped.advance_fu == sum(cluster.advance_fu for cluster in shaped.clusters)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_shape_run(case: Case) -> None:
    """The same through a run of a paragraph, with pens in points."""
    paragraph, run = run_of(case)
    shaped = shape_run(paragraph, run)
    assert write(run.face.face, shaped.clusters) == expected(case.expected)
    total = sum(cluster.advance_fu for cluster in shaped.clusters)
    assert shaped.width_pt == pytest.approx(total * run.face.size_pt / run.face.face.units_per_em)
    boundaries = [position for position in range(len(case.text) + 1) if shaped.is_boundary(position)]
    assert boundaries == [*(start for start, _, _ in expected(case.expected)), len(case.text)]


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_cases_are_up_to_date(case: Case) -> None:
    """What is recorded is what this version of HarfBuzz makes of the fonts."""
    assert shape(case) == case.expected


@pytest.mark.parametrize("name", [name.removesuffix(".ttf") for name in FACE_FILES])
def test_nothing_depends_on_what_is_beyond_a_space(name: str) -> None:
    """Word by word, a text has the glyphs, offsets and advances of the whole text shaped at once."""
    language, direction, text = ("ar", "rtl", ARABIC) if "Arabic" in name else ("en", "ltr", ENGLISH)
    case = Case(name, language, direction, text, "")
    paragraph, run = run_of(case)
    assert write(run.face.face, shape_run(paragraph, run).clusters) == expected(shape(case))


@pytest.mark.parametrize(
    ("left", "right"),
    [("ب", "ت"), ("بَ", "تك"), ("ب", "َت"), ("كت", "اب"), ("د", "ب"), ("ل", "ا"), ("ب\u200c", "ت"), ("بّ", "ـت")],
)
def test_letters_join_over_the_edge_of_a_run(left: str, right: str) -> None:
    """Where only the style changes inside a word, every letter keeps the form it has in the whole word."""
    face = face_of("IBMPlexSansArabic-Regular")
    sized = [SizedFace(face, 10.0), SizedFace(face, 10.0)]
    paragraph = ParagraphText(
        tuple(TextSpan(t, FontSet({"Arab": (s,)})) for t, s in zip((left, right), sized, strict=True)), "ar"
    )
    middle, end = len(left), len(left + right)
    parts = [
        *shape_run(paragraph, Run(0, middle, True, "Arab", sized[0], 0)).clusters,  # noqa: FBT003
        *shape_run(paragraph, Run(middle, end, True, "Arab", sized[1], 1)).clusters,  # noqa: FBT003
    ]
    # A ligature over the edge is not made: ZWJ between the letters asks HarfBuzz for the same.
    text = left + ("\u200d" if left + right == "لا" else "") + right
    whole = shape_word(face, Word(text, True, "Arab", "ar")).clusters  # noqa: FBT003
    space = face.hb_font.get_nominal_glyph(ord(" "))

    def letters(clusters: list[Cluster] | tuple[Cluster, ...]) -> list[str]:
        marks = {"uni064E", "uni0651"}
        names = [face.hb_font.get_glyph_name(g) for c in clusters for g, _, _ in c.glyphs if g != space]
        return [name for name in names if name not in marks]

    assert letters(parts) == letters(whole)
