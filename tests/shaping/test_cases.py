"""The recorded cases: through the whole package they give what HarfBuzz gives for the whole text at once."""

from __future__ import annotations

from functools import cache
from typing import Final

import pytest
import uharfbuzz as hb

from briefgen.text.fonts import FontFace
from briefgen.text.glyphs import Cluster
from briefgen.text.itemize import Run
from briefgen.text.paragraph import ParagraphText, TextSpan
from briefgen.text.shaped import shape_run
from briefgen.text.shaping import Word, shape_word
from briefgen.text.typeset import FontSet, SizedFace
from tests.conformance.harfbuzz import WHY_NO_HB_SHAPE
from tests.shaping.record import (
    DIRECTIONS,
    FONTS,
    Case,
    read_cases,
    shape_by_command,
    write_clusters,
    write_glyph,
)

CASES: Final = read_cases()
NUMBER_OF_CASES: Final = 610
FACES: Final = sorted(path.stem for path in FONTS.glob("*.ttf"))
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
URDU = (
    "محکمۂ آب نے چار شراکت داروں کے ساتھ ۲۳ میں سے ۱۴ کنویں دوبارہ کھول دیے ہیں۔ ان کا سلوک، ملک کی ترقی اور ایک اہم "
    "قدم ہے؛ مشترک کوششوں سے نیک نتائج نکلے۔ کیا لوگ خوش ہیں؟ «جی ہاں»، انجینئر نے کہا: اللہ کا شکر ہے، کام مکمّل ہو گا۔"
)
HEBREW = (
    "רשות המים פתחה מחדש, עם ארבעה שותפים, 14 מתוך 23 בארות (61%) ב־17 ביולי. ״העבודה נמשכת״, אמר המהנדס; צה״ל וד״ר "
    "לוי הודו. הָרָשׁוּת פָּתְחָה מֵחָדָשׁ אֶת הַבְּאֵרוֹת, וְהַמַּ֖יִם שָׁ֥בוּ לַכְּפָרִֽים׃ כַּמָּה בְּאֵרוֹת נוֹתְרוּ?"
)
SENTENCES: Final = {
    "Arabic": ("ar", "Arab", ARABIC),
    "Nastaliq": ("ur", "Arab", URDU),
    "Hebrew": ("he", "Hebr", HEBREW),
    "": ("en", "Latn", ENGLISH),
}


@cache
def face_of(name: str) -> FontFace:
    """A bundled face by the stem of its file."""
    return FontFace(FONTS / f"{name}.ttf")


def name_of(font: hb.Font, glyph: int) -> str:
    """The name of a glyph; of one without a name, what the command ``hb-shape`` calls it."""
    return font.get_glyph_name(glyph) or f"gid{glyph}"


def shape(case: Case) -> str:
    """What the library HarfBuzz makes of a whole text at once, in the notation of the file."""
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(FONTS / f"{case.face}.ttf"))))
    buffer = hb.Buffer()
    buffer.add_str(case.text)
    buffer.direction = DIRECTIONS[case.script]
    buffer.script = case.script
    buffer.language = case.language
    hb.shape(font, buffer)
    glyphs = []
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        name = name_of(font, info.codepoint)
        glyphs.append((info.cluster, write_glyph(name, position.x_offset, position.y_offset, position.x_advance)))
    return write_clusters(glyphs)


def write(face: FontFace, clusters: tuple[Cluster, ...]) -> list[tuple[int, tuple[tuple[str, int, int], ...], int]]:
    """Clusters as index, glyphs by name with the place of their origin, and advance."""
    written = []
    start = 0
    for cluster in clusters:
        glyphs = tuple((name_of(face.hb_font, glyph), x, y) for glyph, x, y in cluster.glyphs)
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
    paragraph = ParagraphText((TextSpan(case.text, FontSet({case.script: (sized,)})),), case.language)
    return paragraph, Run(0, len(case.text), case.rtl, case.script, sized, 0)


def test_the_file_holds_every_face() -> None:
    """The cases are as many as they were, none stands twice, and they name every bundled face."""
    assert len(CASES) == NUMBER_OF_CASES
    assert len({case[:4] for case in CASES}) == len(CASES)
    assert sorted({case.face for case in CASES}) == FACES


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_shape_word(case: Case) -> None:
    """A word has the recorded glyphs, offsets and advances, and its clusters rebuild its text."""
    face = face_of(case.face)
    word = Word(case.text, case.rtl, case.script, case.language)
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
    """What the command recorded is what the library, in the version that is installed, makes of the fonts."""
    assert shape(case) == case.expected


@pytest.mark.skipif(bool(WHY_NO_HB_SHAPE), reason=WHY_NO_HB_SHAPE)
def test_cases_are_those_of_the_command() -> None:
    """What is recorded is what the command, in the version that is installed, makes of the fonts."""
    assert shape_by_command(CASES) == [case.expected for case in CASES]


@pytest.mark.parametrize("name", FACES)
def test_nothing_depends_on_what_is_beyond_a_space(name: str) -> None:
    """However a text is divided to be shaped, it has the glyphs, offsets and advances of the whole text at once."""
    case = Case(name, *SENTENCES[next(kind for kind in SENTENCES if kind in name)], "")
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
