"""In every theme, lines of text do not touch, and the pitch of every role follows from the script."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple, TypeAlias

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen

from briefgen.layout.theming.spec import ARRANGEMENTS, ROLES, WEIGHTS, Arrangement, Role, RoleSpec
from briefgen.layout.theming.theme import TextStyle, load_theme, theme_names
from briefgen.text.fonts import FontFace
from briefgen.text.glyphs import GlyphRun, Line
from briefgen.text.paragraph import ParagraphText, TextSpan
from briefgen.text.scripts import HARAKAT, script_of_language
from briefgen.text.setting import PreparedParagraph
from tests.conformance import declaration

# The least pitch in em of a face's own size, by the beginning of the name of its file; text with vowels needs more.
LEAST_PITCH_EM: Final = {
    "IBMPlexSans-": 1.38, "SourceSerif4": 1.38, "NotoSans-": 1.38, "IBMPlexSansArabic": 1.38, "NotoSansArabic": 1.4,
    "NotoNaskhArabic": 1.3, "NotoKufiArabic": 1.4, "NotoNastaliqUrdu": 2.05, "NotoSansHebrew": 1.38,
    "NotoSerifHebrew": 1.38,
}  # fmt: skip
LEAST_VOCALISED_EM: Final = {"IBMPlexSansArabic": 1.7, "NotoSansArabic": 1.7, "NotoNaskhArabic": 1.6}

# What stands on one line: a value with its unit.
ONE_LINE: Final[frozenset[Role]] = frozenset({"figure", "unit"})

WIDTHS_PT: Final[dict[Arrangement, float]] = {"columns": 235.0, "single": 334.0}
LANGUAGES: Final = ("en", "ar", "fa", "he", "ur", "fr")

# Letters that the Declaration need not have.
ALPHABETS: Final = {
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي ء آأؤإئةى",
    "ckb": "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆهەیێوو",
    "fa": "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
    "ur": "آابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیے",
    "he": "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
}

# How finely ink is looked at, in points: a fifth of the thinnest stroke.
_STEP_PT: Final = 0.1
_Point: TypeAlias = tuple[float, float]
_CURVE: Final = tuple(number / 6 for number in range(1, 7))


class Box(NamedTuple):
    """The ink of a glyph, from the start of its line and above its baseline, in points."""

    left: float
    right: float
    bottom: float
    top: float
    glyph: int
    run: GlyphRun
    origin: tuple[float, float]


def least_em(table: dict[str, float], file: str) -> float:
    """What a face needs by the beginning of its file's name; the longest that fits."""
    return table[max((name for name in table if file.startswith(name)), key=len)]


def lines_of(style: TextStyle, language: str, width_pt: float) -> list[tuple[Line, ...]]:
    """The paragraphs of the Universal Declaration in a style, without vowels, which have a pitch of their own."""
    script = script_of_language(language)
    languages = (("Latn", "en"), ("Arab", language if script in {"Arab", "Aran"} else "ar"), ("Hebr", "he"))
    return [
        PreparedParagraph(ParagraphText((TextSpan(text, style.fonts[style.weight]),), language, languages)).set(
            width_pt, style.rules
        )
        for text in (HARAKAT.sub("", text) for text in declaration.texts(language))
    ]


def boxes(line: Line) -> list[Box]:
    """The boxes of all glyphs of a line."""
    found = []
    for run in line.runs:
        pt_per_fu = run.size_pt / run.face.units_per_em
        at = run.x_pt
        for cluster in run.clusters:
            for glyph, x, y in cluster.glyphs:
                ink = run.face.hb_font.get_glyph_extents(glyph)
                if ink is not None and ink.height:
                    left = at + (x + ink.x_bearing) * pt_per_fu
                    top = (y + ink.y_bearing) * pt_per_fu
                    origin = at + x * pt_per_fu, y * pt_per_fu
                    right, bottom = left + ink.width * pt_per_fu, top + ink.height * pt_per_fu
                    found.append(Box(left, right, bottom, top, glyph, run, origin))
            at += cluster.advance_fu * pt_per_fu
    return found


@cache
def segments(face: FontFace, glyph: int) -> tuple[tuple[_Point, _Point], ...]:
    """The outline of a glyph as straight lines, in font units."""
    pen = DecomposingRecordingPen({})
    face.hb_font.draw_glyph_with_pen(glyph, pen)
    found: list[tuple[_Point, _Point]] = []
    start: _Point = (0.0, 0.0)
    here = start
    for kind, points in pen.value:
        if kind == "moveTo":
            start = here = points[0]
            continue
        ends: list[_Point] = [points[-1]] if points else [start]
        if kind == "qCurveTo":
            ends = [_on_curve(here, points[0], points[1], part) for part in _CURVE]
        for end in ends:
            found.append((here, end))
            here = end
    return tuple(found)


def _on_curve(start: _Point, control: _Point, end: _Point, part: float) -> _Point:
    """A point of a quadratic curve."""
    weights = (1 - part) ** 2, 2 * part * (1 - part), part**2
    x, y = (sum(w * at for w, at in zip(weights, axis, strict=True)) for axis in zip(start, control, end, strict=True))
    return x, y


def edge(found: Sequence[Box], *, upper: bool) -> dict[int, float]:
    """The highest or the lowest ink in each step of a line, above its baseline, in points."""
    edges: dict[int, float] = {}
    for box in found:
        scale = box.run.size_pt / box.run.face.units_per_em
        for (x0, y0), (x1, y1) in segments(box.run.face, box.glyph):
            (left, at_left), (right, at_right) = sorted(
                (box.origin[0] + x * scale, box.origin[1] + y * scale) for x, y in ((x0, y0), (x1, y1))
            )
            for step in range(int(left / _STEP_PT), int(right / _STEP_PT) + 1):
                part = min(max((step * _STEP_PT - left) / (right - left), 0.0), 1.0) if right > left else 0.0
                for y in (at_left + part * (at_right - at_left), *((at_left, at_right) if right == left else ())):
                    known = edges.get(step, y)
                    edges[step] = max(known, y) if upper else min(known, y)
    return edges


def touches(upper: Line, lower: Line, leading_pt: float) -> bool:
    """Whether the ink of a line meets that of the line below."""
    above, below = boxes(upper), boxes(lower)
    near = [
        (one, other)
        for one in above
        for other in below
        if one.left < other.right and other.left < one.right and one.bottom < other.top - leading_pt
    ]
    if not near:
        return False
    lowest = edge([one for one, _ in near], upper=False)
    highest = edge([other for _, other in near], upper=True)
    return any(lowest[step] <= highest[step] - leading_pt for step in lowest.keys() & highest.keys())


def touching(style: TextStyle, language: str, width_pt: float) -> float:
    """Of a hundred pairs of lines, how many touch."""
    pairs = [pair for lines in lines_of(style, language, width_pt) for pair in pairwise(lines)]
    assert len(pairs) > 30
    return 100 * sum(touches(upper, lower, style.leading_pt) for upper, lower in pairs) / len(pairs)


@pytest.mark.parametrize("role", ["body", "table", "caption", "quote"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("arrangement", ARRANGEMENTS)
@pytest.mark.parametrize("name", theme_names())
def test_lines_do_not_touch(name: str, arrangement: Arrangement, language: str, role: Role) -> None:
    """Of the lines of a text none touches the next one, or at most one pair of a hundred."""
    style = load_theme(name).style(arrangement, role, script_of_language(language))
    assert touching(style, language, WIDTHS_PT[arrangement]) <= 1.0


@pytest.mark.parametrize("name", theme_names())
def test_lines_that_are_too_close_are_found(name: str) -> None:
    """The measure is one: a fifth less pitch, and many lines of Arabic touch."""
    style = load_theme(name).style("columns", "body", "Arab")
    assert touching(replace(style, leading_pt=0.8 * style.leading_pt), "ar", WIDTHS_PT["columns"]) > 10


@pytest.mark.parametrize("arrangement", ARRANGEMENTS)
@pytest.mark.parametrize("name", theme_names())
def test_every_pitch_follows_from_the_script(name: str, arrangement: Arrangement) -> None:
    """Every role, in each of its sizes, has in every script at least the pitch that the face needs."""
    theme = load_theme(name)
    for role in sorted(set(ROLES) - ONE_LINE):
        spec: RoleSpec = getattr(getattr(theme.spec, arrangement), role)
        for script, step in itertools.product(theme.spec.scripts, range(len(spec.smaller) + 1)):
            style = theme.style(arrangement, role, script, step=step)
            sized = style.fonts[style.weight].chain(script)[0]
            needed = least_em(LEAST_PITCH_EM, sized.face.path.name) * sized.size_pt
            assert style.leading_pt >= needed - 1e-6, (role, script, step)


@pytest.mark.parametrize("arrangement", ARRANGEMENTS)
@pytest.mark.parametrize("name", theme_names())
def test_text_with_vowels_has_more_pitch(name: str, arrangement: Arrangement) -> None:
    """Arabic body text with its vowels has the pitch that the face needs for them."""
    style = load_theme(name).style(arrangement, "body", "Arab", vocalised=True)
    sized = style.fonts["regular"].chain("Arab")[0]
    assert style.leading_pt >= least_em(LEAST_VOCALISED_EM, sized.face.path.name) * sized.size_pt


@pytest.mark.parametrize("name", theme_names())
def test_every_language_has_faces_of_its_own(name: str) -> None:
    """Each theme draws the letters of all seven languages in the faces of their scripts, in every role and weight."""
    theme = load_theme(name)
    for language in (*LANGUAGES, "ckb"):
        script = script_of_language(language)
        assert script in theme.spec.scripts
        letters = {letter for letter in ALPHABETS.get(language, "") if not letter.isspace()}
        texts = declaration.texts(language) if language in declaration.LANGUAGES else ()
        letters |= {character for text in texts for character in text if character.isalpha()}
        assert len(letters) > 20
        for arrangement, role, weight in itertools.product(ARRANGEMENTS, ROLES, WEIGHTS):
            face = theme.style(arrangement, role, script).fonts[weight].chain(script)[0].face
            assert [letter for letter in sorted(letters) if not face.covers(letter)] == [], (role, weight, face.name)
