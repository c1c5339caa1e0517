"""What flowables ask of a canvas: text, marks, links and places, in terms of layout and never of PDF.

``briefgen.pdf.canvas.TaggedCanvas`` answers it. Positions are in points in the canvas's current coordinates (after the
translation that Platypus's ``drawOn`` has made), y upwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Literal, NamedTuple, Protocol

from briefgen.layout.images.raster import Raster
from briefgen.layout.structure import Slot, StructureElement
from briefgen.text.glyphs import Line

Artifact = Literal["Layout", "Pagination", "Header", "Footer", "Background"]


class PlacedLine(NamedTuple):
    """A line of text with the position of its measure's left edge and of its baseline."""

    line: Line
    x_pt: float
    baseline_pt: float


class DrawingCanvas(Protocol):
    """The drawing operations of layout."""

    def draw_text(self, lines: Sequence[PlacedLine], slots: Sequence[Slot | None], colours: Sequence[str]) -> None:
        """Draw lines of one paragraph; run.span picks the slot (None: an artifact) and the colour (``#RRGGBB``)."""

    def artifact(self, kind: Artifact = "Layout") -> AbstractContextManager[None]:
        """Everything drawn inside is decoration (ISO 32000-1, 14.8.2.2)."""

    def figure(
        self, slot: Slot, width_pt: float, height_pt: float, x_pt: float = 0.0, y_pt: float = 0.0
    ) -> AbstractContextManager[None]:
        """Everything drawn inside is the content of a figure whose box has its lower left corner at (x, y)."""

    def fill_box(self, x_pt: float, y_pt: float, width_pt: float, height_pt: float, colour: str) -> None:
        """A filled rectangle; call it inside ``artifact`` or ``figure``."""

    def rule(self, x_pt: float, y_pt: float, length_pt: float, thickness_pt: float, colour: str) -> None:
        """A horizontal rule whose upper edge is at ``y_pt``; call it inside ``artifact`` or ``figure``."""

    def path(
        self,
        points: Sequence[tuple[float, float]],
        *,
        fill: str | None = None,
        stroke: str | None = None,
        width_pt: float = 0.5,
        closed: bool = True,
        dashes_pt: Sequence[float] = (),
    ) -> None:
        """A line from point to point, and the area inside it; call it inside ``artifact`` or ``figure``.

        The pen goes along the middle of the line; ``dashes_pt`` are lengths that are drawn and left out in turn.
        """

    def circle(
        self,
        x_pt: float,
        y_pt: float,
        radius_pt: float,
        /,
        *,
        fill: str | None = None,
        stroke: str | None = None,
        width_pt: float = 0.5,
    ) -> None:
        """A circle around a point; call it inside ``artifact`` or ``figure``."""

    def image(self, image: Raster, x_pt: float, y_pt: float, width_pt: float, height_pt: float) -> None:
        """A picture of pixels in a box, the right way up and never mirrored; inside ``artifact`` or ``figure``."""

    def link_to_address(self, slot: Slot, box: tuple[float, float, float, float], url: str, contents: str) -> None:
        """An annotation over ``box`` (left, bottom, right, top) that opens ``url``; belongs to the slot's element."""

    def link_to_destination(self, slot: Slot, box: tuple[float, float, float, float], name: str, contents: str) -> None:
        """An annotation over ``box`` that goes to a named destination of this document."""

    def destination(self, name: str, y_pt: float, element: StructureElement | None = None) -> None:
        """Give the height ``y_pt`` on the current page a name that links and bookmarks can go to.

        ``element`` is what begins there; the document, where it is None.
        """

    def bookmark(self, title: str, name: str, level: int, heading: StructureElement | None = None) -> None:
        """An entry of the outline that goes to a named destination; ``level`` counts from 0 and skips none.

        Its language is that of the heading that it stands for, or of the document.
        """
