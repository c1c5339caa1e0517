"""Every language is set in the faces of its script, or of the style that it writes the script in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.text.fonts import FontFace, load_face
from briefgen.text.glyphs import Line
from briefgen.text.paragraph import ParagraphText, TextSpan
from briefgen.text.setting import PreparedParagraph
from briefgen.text.typeset import FontSet, SizedFace
from tests.unit.text.engine import FONTS, from_left, text_of

LATIN, ARABIC, HEBREW, NASTALIQ = (
    load_face(FONTS / f"{name}-Regular.ttf")
    for name in ("IBMPlexSans", "IBMPlexSansArabic", "NotoSansHebrew", "NotoNastaliqUrdu")
)
FOUR_SCRIPTS = FontSet(
    {
        script: (SizedFace(face, 10.0),)
        for script, face in (("Latn", LATIN), ("Arab", ARABIC), ("Aran", NASTALIQ), ("Hebr", HEBREW))
    }
)
WITHOUT_NASTALIQ = FontSet({"Latn": (SizedFace(LATIN, 10.0),), "Arab": (SizedFace(ARABIC, 10.0),)})

LETTERS = {
    "ar": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي",
    "fa": "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئأؤۀة",
    "ckb": "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆهەیێ",
    "ps": "آابپتټثجځچڅحخدډذرړزژږسشښصضطظعغفقکګلمنڼهوؤیېۍيئ",
    "ur": "آابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیےئۂۓ",
    "he": "אבגדהוזחטיכךלמםנןסעפףצץקרשת״׳־₪",
}
FACES = {"ar": ARABIC, "fa": ARABIC, "ckb": ARABIC, "ps": ARABIC, "ur": NASTALIQ, "he": HEBREW}
DIGITS = "۴۵۶۷"


def line_of(text: str, language: str, others: tuple[tuple[str, str], ...] = (), fonts: FontSet = FOUR_SCRIPTS) -> Line:
    """A text on one line."""
    paragraph = ParagraphText((TextSpan(text, fonts),), language, others)
    (line,) = PreparedParagraph(paragraph).set(10_000.0)
    return line


def runs(
    text: str, language: str, others: tuple[tuple[str, str], ...] = (), fonts: FontSet = FOUR_SCRIPTS
) -> list[tuple[FontFace, str]]:
    """The faces of a text on one line from left to right, with what stands in each, without the space around it."""
    line = line_of(text, language, others, fonts)
    return [(run.face, text_of([replace(line, runs=(run,))]).strip()) for run in from_left(line)]


def glyphs(text: str, language: str) -> list[int]:
    """The glyphs of a text on one line, from left to right."""
    line = line_of(text, language)
    return [glyph[0] for run in from_left(line) for cluster in run.clusters for glyph in cluster.glyphs]


@pytest.mark.parametrize("language", LETTERS)
def test_every_letter_of_a_language_is_in_its_face(language: str) -> None:
    """No letter of an alphabet falls back to another face, by itself or in a word."""
    letters = LETTERS[language]
    assert {face for face, _ in runs(" ".join(letters), language)} == {FACES[language]}
    assert {face for face, _ in runs(letters, language)} == {FACES[language]}


@pytest.mark.parametrize(
    ("language", "face"),
    [
        ("ur", NASTALIQ), ("ur-PK", NASTALIQ), ("ks", NASTALIQ), ("fa-Aran", NASTALIQ),
        ("ur-Arab", ARABIC), ("ar", ARABIC), ("fa", ARABIC), ("ckb", ARABIC),
    ],
)  # fmt: skip
def test_the_language_picks_the_style(language: str, face: FontFace) -> None:
    """Urdu is set in Nastaliq, other languages are not; a script subtag in the tag is believed."""
    assert runs("سلام", language) == [(face, "سلام")]


def test_a_stretch_is_in_the_style_of_its_own_language() -> None:
    """Arabic script in an English or Hebrew paragraph is in the face of the language that the briefing has for it."""
    for language in ("en", "he"):
        assert (NASTALIQ, "سلام") in runs("a סלאם سلام b", language, (("Arab", "ur"),))
        assert (ARABIC, "سلام") in runs("a סלאם سلام b", language, (("Arab", "fa"),))
        assert (HEBREW, "סלאם") in runs("a סלאם سلام b", language)


def test_without_the_style_the_script_serves() -> None:
    """A font set that has no Nastaliq sets Urdu in its Arabic face."""
    assert runs("سلام", "ur", fonts=WITHOUT_NASTALIQ) == [(ARABIC, "سلام")]


def test_digits_are_in_the_face_of_their_system() -> None:
    """European digits are Latin in every language; others are in the face of the paragraph."""
    for language, face in FACES.items():
        if language != "he":
            assert [found for found, _ in runs("٣", language)] == [face]
            assert [found for found, _ in runs(DIGITS, language)] == [face]
        assert [found for found, _ in runs("2026", language)] == [LATIN]


def test_the_shaper_is_told_the_language() -> None:
    """Digits have the forms of the language: four and seven in Urdu are not those of Persian in the same face."""
    assert glyphs(DIGITS, "ur") != glyphs(DIGITS, "fa-Aran")
    assert glyphs(DIGITS, "ur-Arab") != glyphs(DIGITS, "fa")
    assert glyphs(DIGITS, "ckb") == glyphs(DIGITS, "fa")


def test_a_non_joiner_parts_letters_and_is_not_seen() -> None:
    """The non-joiner of Persian changes the forms beside it, has no width, and stays in the text."""
    joined, parted = "میشود", "می\u200cشود"
    assert runs(parted, "fa") == [(ARABIC, parted)]
    (run,) = line_of(parted, "fa").runs
    clusters = {cluster.text: cluster for cluster in run.clusters}
    assert clusters["ی"].glyphs[0][0] not in glyphs(joined, "fa")
    assert clusters["\u200c"].advance_fu == 0
    assert all(ARABIC.hb_font.get_glyph_extents(glyph).width == 0 for glyph, _, _ in clusters["\u200c"].glyphs)


def test_hebrew_marks_stand_where_the_font_puts_them() -> None:
    """Points and accents of one word are in one face, positioned over and under their letters."""
    text = "בְּרֵאשִׁ֖ית"
    assert runs(text, "he") == [(HEBREW, text)]
    (run,) = line_of(text, "he").runs
    in_order = [cluster.glyphs for cluster in reversed(run.clusters)]
    assert [len(placed) for placed in in_order] == [3, 2, 1, 4, 1, 1]
    # Each mark of a letter has a place of its own; without GPOS all would stand at one.
    assert all(len({(x, y) for _, x, y in placed}) == len(placed) for placed in in_order)


def test_a_letter_that_nastaliq_lacks_falls_back_whole() -> None:
    """Kurdish letters in an Urdu text are set in the Arabic face, and none is lost."""
    text = "پچگژ ہے ٹڈڑ ڵۆێ"
    found = runs(text, "ur")
    assert {face for face, _ in found} == {NASTALIQ, ARABIC}
    assert next(face for face, stretch in found if "ڵ" in stretch) is ARABIC
    assert sorted("".join(stretch for _, stretch in found).replace(" ", "")) == sorted(text.replace(" ", ""))
    assert {face for face, _ in runs(text, "fa")} == {ARABIC}
