"""Notes at the foot of a page: the sources that it cites, in the numbers of the list, each language in its column.

Which sources a page cites is known only while it is filled. So the frame counts the citations of what it takes, part by
part where a paragraph is split, and keeps room for their notes. What has no room together with them goes on to the next
page. Notes say what a source is; where it can be read stands in the list at the end, which stays whole. So a source
whose note has no room at all, below a picture as high as the page, is still found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import fsum
from typing import Any, Final

from reportlab.platypus import Flowable, Frame

from briefgen.layout.canvas import DrawingCanvas
from briefgen.layout.flow.containers import Row, Rule, Share, Stack
from briefgen.layout.flow.paragraph import TextBlock
from briefgen.layout.flow.tables import NUMBERS_PT
from briefgen.layout.inline import Piece
from briefgen.layout.pages import PageGeometry
from briefgen.layout.sections.references import naming
from briefgen.layout.side import Side, separated
from briefgen.layout.structure import StructureType
from briefgen.model import Briefing

# White above the rule over the notes, and below it; between the number of a note and its text.
_ABOVE_PT: Final = 8.0
_BELOW_PT: Final = 4.0
_NUMBER_GAP_PT: Final = 4.0
# Of the height of a page; sources beyond it are only in the list at the end.
_MOST: Final = 0.4


class PageNotes:
    """The notes of a run of pages."""

    def __init__(self, briefing: Briefing, sides: Sequence[Side], geometry: PageGeometry) -> None:
        """Prepare the notes of the sources of a briefing, for the languages that share the pages."""
        rtl = all(side.rtl for side in sides)
        self._sides = list(sides) if rtl else sorted(sides, key=lambda side: side.rtl)
        self._rtl = rtl
        self._geometry = geometry
        self._sources = briefing.sources
        self._indices = {source.key: index for index, source in enumerate(briefing.sources)}
        self._keys = {side.name_of("sources", key): key for side in sides for key in self._indices}
        self._heights: dict[str, float] = {}

    def cited_in(self, flowable: Any) -> Iterator[str]:
        """The keys of the sources that a flowable cites which has been wrapped; a key may come again."""
        for text in texts_in(flowable):
            for line in text.set_lines:
                for run in line.runs:
                    target = text.styled.targets[run.span]
                    if target is not None and target.destination in self._keys and text.slots[run.span] is not None:
                        yield self._keys[target.destination]

    def point_to(self, flowable: Any, page: int, keys: Iterable[str]) -> None:
        """Let the citations of a flowable lead to the notes of its page."""
        there = {
            side.name_of("sources", key): side.name_of("notes", f"{page}.{key}") for key in keys for side in self._sides
        }
        for text in texts_in(flowable):
            text.nearer = there

    def height_pt(self, keys: Sequence[str]) -> float:
        """What the notes of some sources take at the foot of a page, with the rule over them."""
        return _ABOVE_PT + _BELOW_PT + fsum(map(self._height_of, keys)) if keys else 0.0

    @property
    def most_pt(self) -> float:
        """What the notes of a page take at most."""
        return _MOST * self._geometry.content_height_pt

    def _height_of(self, key: str) -> float:
        if key not in self._heights:
            self._heights[key] = float(self._note(key, None).wrap(self._geometry.content_width_pt, 0)[1])
        return self._heights[key]

    def _note(self, key: str, page: int | None, kind: StructureType = "Note") -> Row:
        """The note of a source on a page, in each language; without a page, only to be measured."""
        cells = [side.main(self._in_language(side, key, page, kind)) for side in self._sides]
        shares = [Share(1 / len(cells))] * len(cells)
        return Row(cells, shares, gap_pt=self._geometry.gutter_pt, rtl=self._rtl, splittable=False)

    def _in_language(self, side: Side, key: str, page: int | None, kind: StructureType) -> Row:
        index = self._indices[key]
        number = Piece(f"[{side.locale.integer(index + 1)}]", colour=side.theme.colours.accent)
        said = separated(list(naming(self._sources[index], side, f"sources[{index}]")))
        if page is None:
            label, text = side.block([number], "note", None), side.block(said, "note", None)
        else:
            element = side.part.add(kind)
            label = side.block([number], "note", element.add("Lbl"), anchors=[side.name_of("notes", f"{page}.{key}")])
            text = side.block(said, "note", element)
        return Row([label, text], [NUMBERS_PT, Share(1)], gap_pt=_NUMBER_GAP_PT, rtl=side.rtl, splittable=False)

    def draw(self, canvas: DrawingCanvas, page: int, keys: Sequence[str], kind: StructureType) -> None:
        """Draw the notes of a page above its lower margin, as elements of a kind."""
        if not keys:
            return
        geometry = self._geometry
        notes = Stack([self._note(key, page, kind) for key in sorted(keys, key=self._indices.__getitem__)])
        _, height_pt = notes.wrap(geometry.content_width_pt, geometry.content_height_pt)
        rule: Rule = self._sides[0].hairline
        with canvas.artifact():
            top = geometry.bottom_pt + height_pt + _BELOW_PT
            canvas.rule(geometry.margin_pt, top, geometry.content_width_pt, rule.thickness_pt, rule.colour)
        notes.draw_at(canvas, geometry.margin_pt, geometry.bottom_pt)


def page_notes(briefing: Briefing, sides: Sequence[Side], geometry: PageGeometry) -> PageNotes | None:
    """The notes of a run of pages; None where the briefing has its sources at the end alone."""
    shown = briefing.presentation is not None and briefing.presentation.notes == "page"
    return PageNotes(briefing, sides, geometry) if shown and briefing.sources else None


def texts_in(flowable: Any) -> Iterator[TextBlock]:
    """The paragraphs of a flowable, whatever holds them."""
    if isinstance(flowable, TextBlock):
        yield flowable
        return
    for value in vars(flowable).values():
        for each in value if isinstance(value, list | tuple) else (value,):
            if isinstance(each, Flowable):
                yield from texts_in(each)


class NotedFrame(Frame):
    """A frame that keeps room at its foot for the notes of what it takes.

    Attributes:
        noted: the keys of the sources that have a note on the page, in the order in which they are cited.
    """

    def __init__(self, notes: PageNotes, *box: float) -> None:
        """The notes of the run, and what ``Frame`` takes."""
        self.notes = notes
        self.noted: list[str] = []
        super().__init__(*box)

    def _reset(self) -> None:
        """Begin a page, with no notes."""
        super()._reset()
        self.noted = []
        self._keep_room(self.noted)

    def _keep_room(self, keys: Sequence[str]) -> None:
        self._y1p = self._y1 + self.notes.height_pt(keys)

    def _with_notes_of(self, flowable: Any) -> list[str]:
        """The notes of the page when it has taken a flowable as well, as far as they may go."""
        flowable.wrap(self._getAvailableWidth(), self._aH)
        keys = list(self.noted)
        for key in self.notes.cited_in(flowable):
            if key not in keys and self.notes.height_pt([*keys, key]) <= self.notes.most_pt:
                keys.append(key)
        return keys

    def add(self, flowable: Any, canv: Any, trySplit: int = 0) -> int:  # noqa: N803 - reportlab's name
        """Take a flowable with its notes, if there is room; without them where no page would have more."""
        if self._take(flowable, canv, trySplit, self._with_notes_of(flowable)):
            return 1
        # What has been split is taken as it is, and so is what stands at the top of a page and cannot be split.
        if trySplit and not (self._atTop and not self.split(flowable, canv)):
            return 0
        return self._take(flowable, canv, trySplit, self.noted)

    def _take(self, flowable: Any, canv: Any, try_split: int, keys: list[str]) -> int:
        self._keep_room(keys)
        self.notes.point_to(flowable, canv.getPageNumber(), keys)
        taken = int(super().add(flowable, canv, trySplit=try_split))
        self.noted = keys if taken else self.noted
        self._keep_room(self.noted)
        return taken

    def split(self, flowable: Any, canv: Any) -> list[Any]:
        """Split a flowable so that its first part has room with its notes."""
        whole = super().split(flowable, canv)
        if not whole:
            return []
        # The notes of a smaller part need no more room than these.
        self._keep_room(self._with_notes_of(whole[0]))
        parts = super().split(flowable, canv)
        self._keep_room(self.noted)
        return list(parts) if parts or not self._atTop else list(whole)
