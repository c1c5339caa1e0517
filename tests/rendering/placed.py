"""Where every line of a rendered file stands, and in which pair: noted while it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pytest

import briefgen
from briefgen.layout.canvas import PlacedLine
from briefgen.layout.flow.containers import Row
from briefgen.layout.structure import Slot, StructureElement
from briefgen.pdf.canvas import TaggedCanvas
from briefgen.pipeline import RenderResult
from briefgen.text.fonts import FontFace
from briefgen.text.glyphs import Cluster, GlyphRun


@dataclass(slots=True, eq=False)
class Placed:
    """A line of text: its page from 1, the box of its ink, its baseline, and the element that it belongs to.

    ``element`` is that of its paragraph; None for page furniture and for heads that stand again.
    """

    page: int
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    element: StructureElement | None
    text: str


@dataclass(slots=True)
class Part:
    """What a page has of a pair: the edges of its columns, from the left, and the lines in each of them."""

    page: int
    edges: list[tuple[float, float]]
    columns: list[list[Placed]]


@dataclass(slots=True)
class Pages:
    """What was drawn.

    Attributes:
        lines: in the order of drawing.
        parts: of pairs, in the order of drawing.
        rules: page, left and right end, and height of each horizontal rule.
        result: the file.
    """

    lines: list[Placed] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    rules: list[tuple[int, float, float, float]] = field(default_factory=list)
    result: Any = None

    def by_element(self) -> dict[StructureElement, list[Placed]]:
        """The lines of each paragraph."""
        found: dict[StructureElement, list[Placed]] = {}
        for line in self.lines:
            if line.element is not None:
                found.setdefault(line.element, []).append(line)
        return found


@cache
def _ink(face: FontFace, cluster: Cluster) -> tuple[float, float]:
    """The lowest and the highest ink of a cluster, in em; the whole em where it has none."""
    found = [(y, face.hb_font.get_glyph_extents(glyph)) for glyph, _, y in cluster.glyphs]
    tops = [y + extents.y_bearing for y, extents in found if extents is not None and extents.height]
    lows = [y + extents.y_bearing + extents.height for y, extents in found if extents is not None and extents.height]
    return (min(lows) / face.units_per_em, max(tops) / face.units_per_em) if tops else (0.0, 0.0)


def _edges(runs: Sequence[GlyphRun]) -> tuple[float, float]:
    """The left and the right end of what is seen of a line: white space at its end hangs."""
    edges = []
    for run in runs:
        at = run.x_pt
        for cluster in run.clusters:
            width = cluster.advance_fu * run.size_pt / run.face.units_per_em
            if not cluster.text.isspace():
                edges += [at, at + width]
            at += width
    return (min(edges), max(edges)) if edges else (0.0, 0.0)


def _paragraph_of(slot: Slot | None) -> StructureElement | None:
    element = None if slot is None else slot.element
    while element is not None and element.kind in {"Link", "Span"}:
        element = element.parent
    return element


def _placed(canvas: TaggedCanvas, line: PlacedLine, slots: Sequence[Slot | None]) -> Placed | None:
    runs = [run for run in line.line.runs if run.clusters]
    if not runs:
        return None
    x, baseline = canvas.absolutePosition(line.x_pt, line.baseline_pt)
    left, right = _edges(runs)
    ink = [
        (low * run.size_pt, high * run.size_pt)
        for run in runs
        for low, high in (_ink(run.face, cluster) for cluster in run.clusters)
    ]
    return Placed(
        canvas.getPageNumber(),
        x + left,
        x + right,
        baseline + max(high for _, high in ink),
        baseline + min(low for low, _ in ink),
        baseline,
        _paragraph_of(slots[runs[0].span]),
        "".join(cluster.text for run in runs for cluster in run.clusters),
    )


def drawn_pages(
    monkeypatch: pytest.MonkeyPatch, briefing: briefgen.Briefing, gutter_pt: float, **options: Any
) -> Pages:
    """Render a briefing, and note what is drawn; the rows with a gutter in them are its pairs.

    Pages may be filled more than once before they fit; what counts is what was drawn on the canvas that is saved.
    """
    drafts: dict[TaggedCanvas, Pages] = {}
    open_parts: list[Part] = []
    saved: list[TaggedCanvas] = []
    draw_text, draw_row, draw_rule = TaggedCanvas.draw_text, Row.draw_at, TaggedCanvas.rule
    save = TaggedCanvas.save

    def noted_text(self: TaggedCanvas, lines: Any, slots: Any, colours: Any) -> None:
        draw_text(self, lines, slots, colours)
        for line in filter(None, (_placed(self, each, slots) for each in lines)):
            drafts.setdefault(self, Pages()).lines.append(line)
            for part in open_parts:
                middle = (line.left + line.right) / 2
                distances = [max(left - middle, middle - right) for left, right in part.edges]
                part.columns[distances.index(min(distances))].append(line)

    def noted_row(self: Row, canvas: Any, x_pt: float, y_pt: float) -> None:
        part = None
        if self.gap_pt == gutter_pt and len(self.cells) == 2 and not open_parts:
            left, _ = canvas.absolutePosition(x_pt, y_pt)
            first, second = self.columns(self.width)
            edges = [(left, left + first), (left + self.width - second, left + self.width)]
            part = Part(canvas.getPageNumber(), edges, [[], []])
            open_parts.append(part)
        draw_row(self, canvas, x_pt, y_pt)
        if part is not None:
            open_parts.remove(part)
            drafts.setdefault(canvas, Pages()).parts.append(part)

    def noted_rule(self: TaggedCanvas, x: float, y: float, length: float, *line: Any) -> None:
        draw_rule(self, x, y, length, *line)
        thickness, _ = line
        left, top = self.absolutePosition(x, y)
        rule = (self.getPageNumber(), left, left + length, top - thickness / 2)
        drafts.setdefault(self, Pages()).rules.append(rule)

    def noted_save(self: TaggedCanvas) -> None:
        save(self)
        saved.append(self)

    with monkeypatch.context() as patched:
        patched.setattr(TaggedCanvas, "draw_text", noted_text)
        patched.setattr(TaggedCanvas, "rule", noted_rule)
        patched.setattr(TaggedCanvas, "save", noted_save)
        patched.setattr(Row, "draw_at", noted_row)
        result = briefgen.render(briefing, **options)
    (canvas,) = saved
    drafts[canvas].result = result
    return drafts[canvas]


def pdf_of(pages: Pages) -> bytes:
    """The bytes of what was drawn."""
    result: RenderResult = pages.result
    return result.pdf
