"""The runs of a line: what HarfBuzz is to be asked for, beside what the text engine made of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from briefgen.text.glyphs import GlyphRun, Line
from briefgen.text.setting import PreparedParagraph
from tests.conformance.harfbuzz import Item, Placed, Shaped


class Stretch(NamedTuple):
    """A run of a line, and the item that HarfBuzz makes the same of."""

    item: Item
    run: GlyphRun


def stretches(prepared: PreparedParagraph, line: Line) -> Iterator[Stretch]:
    """The runs of a line in logical order, each with its item: the context is the line, and nothing beyond it."""
    paragraph = prepared.paragraph
    for run in line.runs:
        script = next(each.run.script for each in prepared.runs if each.run.start <= run.start < each.run.end)
        item = Item(
            font=run.face.path,
            text=paragraph.text[line.start : line.end],
            start=run.start - line.start,
            end=run.end - line.start,
            rtl=run.rtl,
            script=script,
            language=paragraph.language_of(script),
        )
        yield Stretch(item, run)


def placed(stretch: Stretch) -> Shaped:
    """What the engine made of an item, in the form of what HarfBuzz makes of it."""
    item, run = stretch
    logical = run.clusters[::-1] if run.rtl else run.clusters
    starts: list[int] = []
    position = item.start
    for cluster in logical:
        starts.append(position)
        position += len(cluster.text)
    pen = 0
    found: list[Placed] = []
    for cluster, start in zip(run.clusters, starts[::-1] if run.rtl else starts, strict=True):
        found += [Placed(glyph_id, start, pen + x, y) for glyph_id, x, y in cluster.glyphs]
        pen += cluster.advance_fu
    return Shaped(tuple(found), pen)
