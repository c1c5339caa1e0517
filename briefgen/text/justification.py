"""Filling a line to its measure: spaces first, then kashida where it is asked for, then spaces again.

A space may shrink to .85 of its width and grow to 1.5 of it before anything else is done. Then, in Arabic script, up to
two words of the line are lengthened, and what is left goes to the spaces. A line whose spaces would still be wider than
the rules allow is left ragged: a hole in the text is worse than an uneven edge.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import fsum
from typing import Final, NamedTuple

from briefgen.text.breaking import TOLERANCE_PT
from briefgen.text.fonts import FontFace
from briefgen.text.glyphs import WORD_SPACES
from briefgen.text.kashida import Place, best_place
from briefgen.text.lines import Part
from briefgen.text.paragraph import ParagraphText
from briefgen.text.rules import LineRules
from briefgen.text.scripts import HARAKAT
from briefgen.text.shaped import shape_run
from briefgen.text.shaping import TATWEEL, Word, shape_word
from briefgen.text.total_fit import STRETCH
from briefgen.text.typeset import SizedFace
from briefgen.units import font_units

# What a kashida may be long, in em, and how many a line may have.
SHORTEST_KASHIDA_EM: Final = 0.2
LONGEST_KASHIDA_EM: Final = 0.6
MOST_IN_LINE: Final = 2
# Spaces are left this much wider than they are when kashida has done its part.
_SHARE_OF_SPACES: Final = STRETCH / 2
# Kashidas of neighbouring lines that are nearer than this look like one mark over two lines.
_APART_PT: Final = 12.0

_WORDS: Final = re.compile(r"\S+")

MAX_REMEMBERED_PLACES: Final = 8192
MAX_REMEMBERED_FACES: Final = 64


class Filled(NamedTuple):
    """A line that has been filled, or left.

    Attributes:
        parts: from left to right.
        word_space_pt: what each word space has more.
        justified: whether the line now fills the measure.
        kashidas: where the lengthened words are, in points from the left of the drawn line.
    """

    parts: list[Part]
    word_space_pt: float
    justified: bool
    kashidas: tuple[float, ...] = ()


class _Candidate(NamedTuple):
    """A place where a line may be lengthened.

    Attributes:
        place: its rank, and where it is in the paragraph.
        part: the index of the part that it is in.
        word: the number of its word in the line.
        x_pt: about where it stands.
    """

    place: Place
    part: int
    word: int
    x_pt: float


def elongation_pt(faces: Iterable[SizedFace]) -> float:
    """How far a line in these faces may be lengthened at joins: not at all where none has a tatweel that shows."""
    sizes_pt = [face.size_pt for face in faces if _tatweel_fu(face.face) > 0]
    return MOST_IN_LINE * LONGEST_KASHIDA_EM * min(sizes_pt, default=0.0)


class Unfilled(NamedTuple):
    """A line before it is filled.

    Attributes:
        paragraph: what the line is of.
        parts: its drawn parts, from left to right.
        rest_pt: what is missing; negative where the line is too wide.
        ends: the characters between which the line is cut.
        above: where the line above has kashidas.
    """

    paragraph: ParagraphText
    parts: list[Part]
    rest_pt: float
    ends: tuple[int, int]
    above: Sequence[float] = ()


def fill(line: Unfilled, rules: LineRules) -> Filled:
    """Make a line as wide as it should be; or leave it as it is, where that cannot be done."""
    parts, rest_pt = line.parts, line.rest_pt
    spaces_pt = fsum(_spaces_pt(part) for part in parts)
    filled = Filled(parts, 0.0, justified=False)
    if rules.kashida and rest_pt > STRETCH * spaces_pt:
        filled = _lengthened(line, spaces_pt)
        rest_pt -= fsum(part.width_pt for part in filled.parts) - fsum(part.width_pt for part in parts)
    spaces = sum(part.spaces for part in filled.parts)
    if abs(rest_pt) <= TOLERANCE_PT:
        return filled._replace(justified=True)
    if not spaces or rest_pt > (rules.max_word_space - 1) * spaces_pt:
        return Filled(parts, 0.0, justified=False)
    return filled._replace(word_space_pt=rest_pt / spaces, justified=True)


def _spaces_pt(part: Part) -> float:
    if part.rigid:
        return 0.0
    face = part.run.face
    advance_fu = sum([cluster.advance_fu for cluster in part.clusters if cluster.text in WORD_SPACES])
    return font_units(advance_fu, face.face.units_per_em, face.size_pt)


def _lengthened(line: Unfilled, spaces_pt: float) -> Filled:
    """The line with up to ``MOST_IN_LINE`` words lengthened, by no more than is missing."""
    parts = list(line.parts)
    wanted_pt = line.rest_pt - _SHARE_OF_SPACES * spaces_pt
    places: list[float] = []
    widening = 1 + line.rest_pt / max(1.0, fsum(part.width_pt for part in parts))
    chosen = _chosen(_candidates(line.paragraph, parts, widening), line.above)
    # The widest part of what is missing goes to the best place; a small rest is left to the spaces.
    inserted: dict[int, dict[int, int]] = {}
    for index, candidate in enumerate(chosen):
        face = parts[candidate.part].run.face
        tatweel_pt = font_units(_tatweel_fu(face.face), face.face.units_per_em, face.size_pt)
        count = _count(wanted_pt / (len(chosen) - index), tatweel_pt, face.size_pt)
        if count:
            inserted.setdefault(candidate.part, {})[candidate.place.offset] = count
            wanted_pt -= count * tatweel_pt
            places.append(candidate.x_pt)
    for index, tatweels in inserted.items():
        run = parts[index].run
        again = shape_run(line.paragraph, run, line=line.ends, tatweels=tatweels)
        parts[index] = parts[index]._replace(clusters=again.clusters, width_pt=again.width_pt)
    return Filled(parts, 0.0, justified=False, kashidas=tuple(places))


def _count(wanted_pt: float, tatweel_pt: float, size_pt: float) -> int:
    """How many tatweels make a kashida of about a length; 0 where it would be too short to be one."""
    if tatweel_pt <= 0:
        return 0
    count = min(int(wanted_pt / tatweel_pt), int(LONGEST_KASHIDA_EM * size_pt / tatweel_pt))
    return count if count * tatweel_pt >= SHORTEST_KASHIDA_EM * size_pt - TOLERANCE_PT else 0


@functools.lru_cache(maxsize=MAX_REMEMBERED_FACES)
def _tatweel_fu(face: FontFace) -> int:
    """The advance of a tatweel between two letters that join."""
    if not face.covers(TATWEEL):
        return 0
    return shape_word(face, Word(TATWEEL * 3, rtl=True, script="Arab", language="ar")).advance_fu // 3


def _candidates(paragraph: ParagraphText, parts: Sequence[Part], widening: float) -> list[_Candidate]:
    """The best place of each word of a line that may be lengthened; none where a word carries its vowels."""
    found: list[_Candidate] = []
    pens = list(accumulate((part.width_pt for part in parts), initial=0.0))
    count = 0
    # In the order of the text, so that words with following numbers are neighbours.
    for index in sorted(range(len(parts)), key=lambda each: parts[each].run.start):
        part, pen_pt = parts[index], pens[index]
        run = part.run
        if run.script != "Arab" or not run.rtl:
            continue
        language = paragraph.language_of(run.script)
        for match in _WORDS.finditer(paragraph.text, run.start, run.end):
            count += 1
            if len(HARAKAT.findall(match[0])) > 1:
                return []
            # A word that goes on over the edge of its run is not looked at whole: it is left as it is.
            if not _is_whole(paragraph.text, match.start(), match.end()):
                continue
            place = _place_in_word(run.face.face, match[0], language)
            if place is not None:
                at = match.start() + place.offset
                x_pt = (pen_pt + part.width_pt * (run.end - at) / (run.end - run.start)) * widening
                found.append(_Candidate(place._replace(offset=at), index, count, x_pt))
    return found


@functools.lru_cache(maxsize=MAX_REMEMBERED_PLACES)
def _place_in_word(face: FontFace, word: str, language: str) -> Place | None:
    return best_place(word, shape_word(face, Word(word, rtl=True, script="Arab", language=language)))


def _is_whole(text: str, start: int, end: int) -> bool:
    return (start == 0 or text[start - 1].isspace()) and (end == len(text) or text[end].isspace())


def _chosen(candidates: list[_Candidate], above: Sequence[float]) -> list[_Candidate]:
    """The best candidates that are not in neighbouring words, nor under a kashida of the line above."""
    chosen: list[_Candidate] = []
    for candidate in sorted(candidates, key=lambda each: (each.place.rank, each.place.offset)):
        if any(abs(candidate.word - other.word) < 2 for other in chosen):
            continue
        if any(abs(candidate.x_pt - x_pt) < _APART_PT for x_pt in above):
            continue
        chosen.append(candidate)
        if len(chosen) == MOST_IN_LINE:
            break
    return chosen
