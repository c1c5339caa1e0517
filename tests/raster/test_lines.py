"""Lines as they are seen: our pages against HarfBuzz's own pictures of the same runs, pixel by pixel.

Two measures must hold for every line, at 100 pixels to an em. No pixel of ink, that is darker than half, is farther
than one pixel from ink in the other picture, in either direction. And the differences of darkness, added up, are
at most 3 per cent of the darkness of the line. The first finds what has moved by two pixels, however small it is; the
second finds strokes that are thicker or thinner throughout. That they do is tested too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Final

import pytest
from PIL import Image

from briefgen.text.glyphs import GlyphRun, Line
from briefgen.text.paragraph import ParagraphText, TextSpan
from briefgen.text.setting import PreparedParagraph
from briefgen.text.typeset import FontSet, SizedFace
from tests.conformance import declaration
from tests.conformance.harfbuzz import Item
from tests.conformance.items import Stretch, stretches
from tests.raster import pictures
from tests.raster.pictures import Difference, compare

MEASURE_PT: Final = 235.0
LEAST_WIDTH_PT: Final = 60.0
LINES_OF_EACH_TEXT: Final = 12
MOST_MEAN: Final = 0.03

# Two pixels, in font units of a face with 1000 to an em, as all bundled faces have.
TWO_PIXELS_FU: Final = 20

# Texts of our own in which nearly every letter carries a mark.
VOCALISED: Final = {
    "ar": (
        "أَعَادَتْ سُلْطَةُ الْمِيَاهِ فَتْحَ الْآبَارِ الْكَبِيرَةِ بَيْنَ الْأَوَّلِ وَالثَّانِي مِنَ الشَّهْرِ، وَشَكَرَ الْمُهَنْدِسُ "
        "الْحَاضِرِينَ شُكْرًا جَزِيلًا. وَقَالَ إِنَّ الْعَمَلَ مُسْتَمِرٌّ فِي الْقُرَى كُلِّهَا، وَلَنْ يَتَوَقَّفَ حَتَّى تَصِلَ الْمِيَاهُ إِلَى "
        "كُلِّ بَيْتٍ. ثُمَّ سَأَلَ الطُّلَّابُ أَسْئِلَةً كَثِيرَةً، فَأَجَابَ عَنْهَا مُبْتَسِمًا، وَوَعَدَهُمْ بِزِيَارَةٍ أُخْرَىٰ فِي السَّنَةِ الْمُقْبِلَةِ. "
        "وَهٰذَا مَا كَتَبَتْهُ الصُّحُفُ أَيْضًا: أُنْجِزَتْ أَرْبَعُ مَحَطَّاتٍ، وَبَقِيَتْ وَاحِدَةٌ لَمْ تُؤَهَّلْ بَعْدُ؛ فَمَتَىٰ يَكُونُ ذٰلِكَ؟"
    ),
    "he": (
        "הָרָשׁוּת פָּתְחָה מֵחָדָשׁ אֶת הַבְּאֵרוֹת הַגְּדוֹלוֹת בֵּין רִאשׁוֹן לִשְׁלִישִׁי, וְהַמְּהַנְדֶּסֶת הוֹדְתָה לַשֻּׁתָּפִים כֻּלָּם. הִיא "
        "אָמְרָה כִּי הָעֲבוֹדָה נִמְשֶׁכֶת בְּכָל הַכְּפָרִים, וְלֹא תִּפָּסֵק עַד שֶׁיַּגִּיעוּ הַמַּיִם לְכָל בַּיִת. אַחַר כָּךְ שָׁאֲלוּ הַתַּלְמִידִים "
        "שְׁאֵלוֹת רַבּוֹת, וְהִיא הֵשִׁיבָה לָהֶם בְּחִיּוּךְ. וְהַמַּ֖יִם שָׁ֥בוּ לַכְּפָרִֽים׃ אַרְבַּע תַּחֲנוֹת הֻשְׁלְמוּ, וְאַחַת עוֹד תֻּקַּן; "
        "מָתַי יִהְיֶה הַדָּבָר? בַּשָּׁנָה הַבָּאָה, כָּךְ קִוּוּ הַתּוֹשָׁבִים."
    ),
}


def set_lines(text: str, language: str, weight: str) -> Iterator[Stretch]:
    """The lines of a paragraph that have ink in one run only, each with what HarfBuzz is to draw."""
    sized = {
        style: (SizedFace(face.face, pictures.SIZE_PT),)
        for style, (face, *_) in declaration.font_set(weight).by_script.items()
    }
    prepared = PreparedParagraph(ParagraphText((TextSpan(text, FontSet(sized)),), language, (("Latn", "en"),)))
    for line in prepared.set(MEASURE_PT):
        found = [
            each
            for each in stretches(prepared, line)
            if not prepared.paragraph.text[each.run.start : each.run.end].isspace()
        ]
        if len(found) == 1 and line.width_pt >= LEAST_WIDTH_PT:
            yield found[0]


@cache
def declared(language: str, weight: str) -> tuple[Stretch, ...]:
    """Lines of the Universal Declaration, taken evenly from the whole of it."""
    found = [each for text in declaration.texts(language) for each in set_lines(text, language, weight)]
    step = len(found) / LINES_OF_EACH_TEXT
    return tuple(found[int(number * step)] for number in range(LINES_OF_EACH_TEXT))


@cache
def lines_of(text: str) -> tuple[Stretch, ...]:
    """The lines of a text: a language and a weight, or a language and the word "vocalised"."""
    language, weight = text.split(" ", 1)
    if weight != "vocalised":
        return declared(language, weight)
    return tuple(each for weight in ("regular", "strong") for each in set_lines(VOCALISED[language], language, weight))


TEXTS: Final = [
    *(f"{language} {weight}" for language, weight in declaration.TEXTS),
    *(f"{language} vocalised" for language in VOCALISED),
]


def line_of(run: GlyphRun) -> Line:
    """A line of one run."""
    return Line((run,), run.rtl, run.width_pt, run.start, run.end)


@cache
def drawn(text: str) -> tuple[Image.Image, ...]:
    """Our pictures of the lines of a text."""
    return tuple(pictures.of_pages([line_of(stretch.run) for stretch in lines_of(text)]))


def is_antialiasing(difference: Difference) -> bool:
    """Whether two pictures are the same but for the shades at the edges of strokes."""
    return not difference.lost and not difference.added and difference.mean <= MOST_MEAN


def check(text: str, expected: Callable[[Item], Image.Image]) -> None:
    """Fail with the lines that differ by more than antialiasing from what is expected of their runs."""
    wrong = []
    for (item, _), picture in zip(lines_of(text), drawn(text), strict=True):
        difference = compare(picture, expected(item))
        if not is_antialiasing(difference):
            wrong.append(f"{item.text!r} in {item.font.name}: {difference}")
    assert not wrong, "\n".join(wrong)


def test_there_are_enough_lines() -> None:
    """More than 200 lines are compared, in six languages and all bundled faces, and nothing of them is empty."""
    found = [stretch for text in TEXTS for stretch in lines_of(text)]
    assert len(found) >= 200
    assert {stretch.item.language for stretch in found} == set(declaration.LANGUAGES)
    assert {stretch.item.font for stretch in found} == {path.resolve() for path in declaration.FONTS.glob("*.ttf")}
    assert all(picture.getbbox() for text in TEXTS for picture in drawn(text))


@pytest.mark.skipif(bool(pictures.WHY_NO_HB_VIEW), reason=pictures.WHY_NO_HB_VIEW)
@pytest.mark.parametrize("text", TEXTS)
def test_lines_look_like_those_of_hb_view(text: str) -> None:
    """Each line of our pages differs from hb-view's drawing of its run by no more than antialiasing."""
    check(text, pictures.by_hb_view)


@pytest.mark.parametrize("text", TEXTS)
def test_lines_look_like_their_outlines(text: str) -> None:
    """Each line differs from the bare outlines of its run, as HarfBuzz shapes it, by no more than antialiasing."""
    check(text, pictures.by_outlines)


def with_glyph_moved(run: GlyphRun, at: tuple[int, int], move: tuple[int, int] | None) -> Line:
    """A line of a run in which one glyph is moved by font units, or left out; ``at`` is its cluster and place in it."""
    index, glyph_index = at
    cluster = run.clusters[index]
    glyphs = list(cluster.glyphs)
    glyph_id, x, y = glyphs.pop(glyph_index)
    if move is not None:
        glyphs.insert(glyph_index, (glyph_id, x + move[0], y + move[1]))
    changed = run.face.cluster(tuple(glyphs), cluster.advance_fu, cluster.text)
    return line_of(replace(run, clusters=(*run.clusters[:index], changed, *run.clusters[index + 1 :])))


def small_glyphs(run: GlyphRun) -> list[tuple[int, int]]:
    """Where the smallest glyph of each cluster is: the index of the cluster, and that of the glyph in it.

    Of clusters of more than one glyph, where there are any: there it is a mark, or the dots of a letter.
    """
    inked: dict[int, list[tuple[int, int]]] = {}
    for i, cluster in enumerate(run.clusters):
        for j, (glyph_id, *_) in enumerate(cluster.glyphs):
            extents = run.face.hb_font.get_glyph_extents(glyph_id)
            if extents.width:
                inked.setdefault(i, []).append((abs(extents.width * extents.height), j))
    several = {i: found for i, found in inked.items() if len(found) > 1} or inked
    return [(i, min(found)[1]) for i, found in several.items()]


@pytest.mark.parametrize("text", ["ar vocalised", "he vocalised", "ur regular", "fr regular"])
def test_a_glyph_that_moves_is_seen(text: str) -> None:
    """A glyph moved by two pixels, in any direction, or left out, is more than antialiasing, in every line.

    The glyph is a mark or a dot where the line has them, and in each line it is another one.
    """
    moves = ((TWO_PIXELS_FU, 0), (-TWO_PIXELS_FU, 0), (0, TWO_PIXELS_FU), (0, -TWO_PIXELS_FU), None)
    changed = []
    expected = []
    for number, stretch in enumerate(lines_of(text)):
        glyphs = small_glyphs(stretch.run)
        at = glyphs[(7 * number) % len(glyphs)]
        changed += [with_glyph_moved(stretch.run, at, move) for move in moves]
        expected += [pictures.by_outlines(stretch.item)] * len(moves)
    found = list(map(compare, pictures.of_pages(changed), expected))
    assert not [line for line, difference in zip(changed, found, strict=True) if is_antialiasing(difference)]
    assert len(found) >= 10 * len(moves)


def test_thicker_strokes_are_seen() -> None:
    """A line in the heavier face, which has ink in the same places and more of it, is more than antialiasing."""
    stretch = lines_of("en regular")[0]
    heavier = stretch.item._replace(font=declaration.face_of("IBMPlexSans-SemiBold").path)
    difference = compare(drawn("en regular")[0], pictures.by_outlines(heavier))
    assert not is_antialiasing(difference)
    assert difference.mean > 2 * MOST_MEAN
