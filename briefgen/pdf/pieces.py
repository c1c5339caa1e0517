"""The pieces of a line: its runs, as far as readers can take them as they are. ``briefgen.pdf.plan`` has the rules."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from briefgen.pdf.directions import (
    ARABIC_LETTER_MARK,
    LEFT_TO_RIGHT_MARK,
    NATIVE_DIGITS,
    bidi_class,
    is_foreign,
    is_number,
    is_strong,
)
from briefgen.text.glyphs import WORD_SPACES, Cluster, GlyphRun, Line
from briefgen.units import font_units

_CLOSING: Final = {"(": ")", "[": "]"}
_MIRRORED: Final = {**_CLOSING, **{closing: opening for opening, closing in _CLOSING.items()}}

# Runs whose ends are nearer than this touch, in points.
_TOUCHING_PT: Final = 0.001


# Coordinates of a glyph are signed numbers of 16 bits (OpenType 1.9, glyf); a digit may reach beyond its advance.
_WIDEST_GLYPH_FU: Final = 30_000


class Piece(NamedTuple):
    """What is shown by one operator, apart from marks before and after it.

    Attributes:
        run: the run that it is of, which has its font and its colour.
        rtl: its direction; that of a bracket may differ from its run's.
        language: that of its run, or of the number that a bracket belongs to.
        clusters: from left to right, invisible marks included.
        x_pt: the left edge, from the left edge of the line's measure.
        width_pt: the sum of the advances, widened spaces included.
        before, after: marks that are strings of their own.
        again: whether the font is set again.
    """

    run: GlyphRun
    rtl: bool
    language: str | None
    clusters: tuple[Cluster, ...]
    x_pt: float
    width_pt: float
    before: tuple[Cluster, ...] = ()
    after: tuple[Cluster, ...] = ()
    again: bool = False

    def part(self, first: int, last: int) -> Piece:
        """Some of its clusters, at their place."""
        if (first, last) == (0, len(self.clusters)):
            return self
        x_pt = self.x_pt + _width_pt(self.run, self.clusters[:first])
        clusters = self.clusters[first:last]
        return self._replace(clusters=clusters, x_pt=x_pt, width_pt=_width_pt(self.run, clusters))


def runs_of(line: Line) -> list[Piece]:
    """The runs of a line in logical order.

    Right-to-left ones that are alike and touch are one, such as white space at the end of a line. In a right-to-left
    line, numbers have their brackets with them.
    """
    found: list[Piece] = []
    for run in filter(lambda run: run.clusters, line.runs):
        piece = Piece(run, run.rtl, run.language, run.clusters, run.x_pt, run.width_pt)
        if found and run.rtl and _continues(piece, found[-1]):
            last = found[-1]
            clusters, width_pt = piece.clusters + last.clusters, piece.width_pt + last.width_pt
            found[-1] = last._replace(clusters=clusters, x_pt=piece.x_pt, width_pt=width_pt)
        else:
            found.append(piece)
    return _with_bracketed_numbers(found) if line.rtl else found


def _continues(piece: Piece, last: Piece) -> bool:
    looks = [(p.rtl, p.language, p.run.face, p.run.size_pt, p.run.span, p.run.word_space_pt) for p in (piece, last)]
    return looks[0] == looks[1] and abs(piece.x_pt + piece.width_pt - last.x_pt) < _TOUCHING_PT


def _width_pt(run: GlyphRun, clusters: Sequence[Cluster]) -> float:
    width_pt = font_units(sum(cluster.advance_fu for cluster in clusters), run.face.units_per_em, run.size_pt)
    if run.word_space_pt:
        width_pt += run.word_space_pt * sum(cluster.text in WORD_SPACES for cluster in clusters)
    return width_pt


def _with_bracketed_numbers(runs: list[Piece]) -> list[Piece]:
    """The runs of a right-to-left line, with brackets around a number in its direction and order."""
    found, place = list(runs), 1
    while place < len(found) - 1:
        before, number, after = found[place - 1 : place + 2]
        if _is_bracketed(before, number, after):
            last = len(after.clusters) - 1
            brackets = [_mirrored(after.part(last, last + 1), number), number, _mirrored(before.part(0, 1), number)]
            rest = before.part(1, len(before.clusters)), after.part(0, last)
            found[place - 1 : place + 2] = [p for p in (rest[0], *brackets, rest[1]) if p.clusters]
            place += 2
        place += 1
    return found


def _is_bracketed(before: Piece, number: Piece, after: Piece) -> bool:
    """Whether the last character before a number opens a bracket, and the first one after it closes it."""
    if not before.rtl or number.rtl or not after.rtl:
        return False
    closing = _CLOSING.get(before.clusters[0].text)
    if closing is None or after.clusters[-1].text != closing:
        return False
    digits = "".join(cluster.text for cluster in number.clusters)
    return all(map(is_number, digits)) and NATIVE_DIGITS.isdisjoint(digits)


def _mirrored(bracket: Piece, number: Piece) -> Piece:
    (cluster,) = bracket.clusters
    mirrored = bracket.run.face.cluster(cluster.glyphs, cluster.advance_fu, _MIRRORED[cluster.text])
    return bracket._replace(rtl=False, language=number.language, clusters=(mirrored,))


def neighbours(runs: Sequence[Piece]) -> list[tuple[Piece | None, Piece | None]]:
    """For each run those that stand to the left and to the right of it."""
    visible = sorted((place for place, run in enumerate(runs) if run.width_pt > 0), key=lambda place: runs[place].x_pt)
    found: list[tuple[Piece | None, Piece | None]] = [(None, None)] * len(runs)
    for left, place, right in zip([None, *visible], visible, [*visible[1:], None]):  # noqa: B905 - one more on the left
        found[place] = (None if left is None else runs[left], None if right is None else runs[right])
    return found


def readable(run: Piece, left: Piece | None, right: Piece | None, *, alone: bool) -> Piece:
    """A run with marks in the codes of those clusters that need it.

    Args:
        run: the run.
        left: what stands to the left of it.
        right: what stands to the right of it.
        alone: whether it is all of a right-to-left line.
    """
    clusters = run.clusters
    if not run.rtl:
        native = any(cluster.text in NATIVE_DIGITS for cluster in clusters)
        return run._replace(clusters=tuple(_with_whole_numbers(run, alone=alone))) if native else run
    places = [
        place
        for place, cluster in enumerate(clusters)
        if is_foreign(cluster.text) or (is_number(cluster.text[0]) and not _letter_follows(clusters[:place], left))
    ]
    if not places and not any(is_strong(cluster.text[0], rtl=True) for cluster in clusters):
        # pdf.js turns round what has a right-to-left character in it, and does not see marks of their own.
        signs = [place for place, cluster in enumerate(clusters) if cluster.text not in WORD_SPACES]
        places = signs[:1] if len(signs) > 1 else []
    # pdf.js leaves out white space at the ends of a string, but not what has a mark before it.
    ends = ((left, 0), (right, len(clusters) - 1))
    places += [end for beside, end in ends if beside and not beside.rtl and clusters[end].text in WORD_SPACES]
    found = list(clusters)
    for place in set(places):
        found[place] = _with_mark(run.run, clusters[place])
    return run._replace(clusters=tuple(found))


def _with_mark(run: GlyphRun, cluster: Cluster) -> Cluster:
    advance_fu = cluster.advance_fu
    if cluster.text in WORD_SPACES:  # what widens word spaces does not know this one
        advance_fu += round(run.word_space_pt / run.size_pt * run.face.units_per_em)
    return run.face.cluster(cluster.glyphs, advance_fu, ARABIC_LETTER_MARK + cluster.text)


def is_space(cluster: Cluster) -> bool:
    """Whether a cluster is a word space, with or without a mark."""
    return cluster.text[-1:] in WORD_SPACES


def _letter_follows(to_the_left: Sequence[Cluster], left: Piece | None) -> bool:
    """Whether, white space left aside, a right-to-left letter or the end of the line comes next."""
    for cluster in reversed(to_the_left):
        if cluster.text not in WORD_SPACES:
            return is_strong(cluster.text[0], rtl=True)
    return left is None or left.rtl


def _with_whole_numbers(run: Piece, *, alone: bool) -> Iterator[Cluster]:
    """The clusters of a left-to-right run, each number of native digits as one.

    A number that is all of a line, such as one in a list, has the mark of the line: MuPDF then sees that the text
    beside it goes the same way and is another line.
    """
    mark = ARABIC_LETTER_MARK if alone else LEFT_TO_RIGHT_MARK
    clusters, place = run.clusters, 0
    while place < len(clusters):
        end = place
        if clusters[place].text in NATIVE_DIGITS:
            # Separators belong to the number, letters and spaces do not.
            rest = itertools.takewhile(lambda i: not _parts_numbers(clusters[i].text), range(place, len(clusters)))
            end = max(i for i in rest if clusters[i].text in NATIVE_DIGITS) + 1
        if end == place:
            yield clusters[place]
            end += 1
        else:
            yield from (_whole(run, digits, mark) for digits in _fitting(clusters[place:end]))
        place = end


def _parts_numbers(text: str) -> bool:
    return bidi_class(text[0]) in {"L", "R", "AL", "WS"} or text in WORD_SPACES


def _fitting(digits: Sequence[Cluster]) -> Iterator[Sequence[Cluster]]:
    """A number in parts of which each can be one glyph: some two dozen digits, at the least."""
    first, pen_fu = 0, 0
    for place, cluster in enumerate(digits):
        if place > first and pen_fu + cluster.advance_fu > _WIDEST_GLYPH_FU:
            yield digits[first:place]
            first, pen_fu = place, 0
        pen_fu += cluster.advance_fu
    yield digits[first:]


def _whole(run: Piece, digits: Sequence[Cluster], mark: str) -> Cluster:
    glyphs: list[tuple[int, int, int]] = []
    pen_fu = 0
    for cluster in digits:
        glyphs += [(glyph_id, pen_fu + x_fu, y_fu) for glyph_id, x_fu, y_fu in cluster.glyphs]
        pen_fu += cluster.advance_fu
    return run.run.face.cluster(tuple(glyphs), pen_fu, mark + "".join(cluster.text for cluster in digits))
