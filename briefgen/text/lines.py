"""From the characters of a line to its glyphs at their places: reordering, white space, hyphens and justification."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

from briefgen.text.glyphs import WORD_SPACES, Cluster, GlyphRun
from briefgen.text.itemize import Run
from briefgen.units import font_units


class Part(NamedTuple):
    """What a line takes of a run, with its clusters in logical order.

    Attributes:
        run: the part of the run that is on the line.
        clusters: its clusters.
        width_pt: the sum of their advances.
        rigid: whether its word spaces stay as they are when the line is filled, as in a telephone number.
    """

    run: Run
    clusters: tuple[Cluster, ...]
    width_pt: float
    rigid: bool = False

    @property
    def spaces(self) -> int:
        """How many word spaces there are that give."""
        if self.rigid:
            return 0
        return len([cluster for cluster in self.clusters if cluster.text in WORD_SPACES])

    def undrawn(self) -> Part:
        """The same text without glyphs and without width."""
        face = self.run.face.face
        return Part(self.run, tuple(face.cluster((), 0, cluster.text) for cluster in self.clusters), 0.0)

    def with_hyphen(self, hyphen: Cluster, width_pt: float) -> Part:
        """The part with a hyphen at its end, in the place of a soft hyphen that is there."""
        clusters = self.clusters
        if clusters and clusters[-1].text == hyphen.text:
            clusters = clusters[:-1]
        return Part(self.run, (*clusters, hyphen), self.width_pt + width_pt)

    def placed(self, x_pt: float, word_space_pt: float) -> GlyphRun:
        """The part at its place, its clusters from left to right, its word spaces wider by so much."""
        run, face = self.run, self.run.face
        shown = self.clusters[::-1] if run.rtl else self.clusters
        word_space_pt = 0.0 if self.rigid else word_space_pt
        width_pt = self.width_pt + word_space_pt * self.spaces if word_space_pt else self.width_pt
        return GlyphRun(
            face.face,
            face.size_pt,
            run.rtl,
            shown,
            run.start,
            run.end,
            x_pt,
            width_pt,
            run.span,
            word_space_pt,
            run.language,
        )


def parted(part: Part, stretches: Iterable[tuple[int, int]]) -> list[Part]:
    """A part cut where stretches of rigid spaces begin and end, from left to right.

    Args:
        part: what is cut.
        stretches: half-open ranges of characters in order, each from white space to white space.
    """
    run, face = part.run, part.run.face
    ends = set(accumulate((len(cluster.text) for cluster in part.clusters), initial=run.start))
    clipped = [(max(start, run.start), min(end, run.end)) for start, end in stretches]
    rigid = [(start, end) for start, end in clipped if start < end and {start, end} <= ends]
    if not rigid:
        return [part]
    pieces: list[Part] = []
    clusters = list(part.clusters)
    for start, end in pairwise(sorted({run.start, run.end, *chain.from_iterable(rigid)})):
        count = next(n for n, at in enumerate(accumulate((len(c.text) for c in clusters), initial=start)) if at >= end)
        # A hyphen, which is no part of the text, stands behind the last cluster.
        taken = tuple(clusters if end == run.end else clusters[:count])
        del clusters[:count]
        width_pt = font_units(sum(c.advance_fu for c in taken), face.face.units_per_em, face.size_pt)
        pieces.append(Part(run._replace(start=start, end=end), taken, width_pt, (start, end) in rigid))
    return pieces[::-1] if run.rtl else pieces


def hyphenated(parts: list[Part], hyphen: Cluster, width_pt: float) -> list[Part]:
    """The parts of a line with a hyphen behind the last letter of its text, whose face it is of.

    A soft hyphen that stands in a run of its own, because its direction or script is another, comes into the run of the
    letter. Where that is on the line above, no hyphen is drawn.
    """
    parts = list(parts)
    index = max(range(len(parts)), key=lambda each: parts[each].run.end)
    last = parts[index]
    if [cluster.text for cluster in last.clusters] != [hyphen.text]:
        parts[index] = last.with_hyphen(hyphen, width_pt)
        return parts
    before = next((each for each, part in enumerate(parts) if part.run.end == last.run.start), None)
    if before is not None:
        letter = parts[before]
        run = letter.run._replace(end=last.run.end)
        parts[before] = Part(run, letter.clusters, letter.width_pt).with_hyphen(hyphen, width_pt)
        del parts[index]
    return parts


def joined(content: list[Part], hanging: list[Part]) -> list[Part]:
    """The parts of a left-to-right line, white space at its end put to the run that it follows where that is alike."""
    if not content or len(hanging) != 1:
        return [*content, *hanging]
    (*others, last), (space,) = content, hanging
    run = last.run
    alike = (run.span, run.face, run.language) == (space.run.span, space.run.face, space.run.language)
    if run.rtl or run.end != space.run.start or not alike:
        return [*content, *hanging]
    whole = Part(run._replace(end=space.run.end), last.clusters + space.clusters, last.width_pt + space.width_pt)
    return [*others, whole]
