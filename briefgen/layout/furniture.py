"""What stands at the top and bottom of every page: the handling label, the title, and page x of y.

It is drawn when the number of pages is known, and is never content (ISO 32000-1, 14.8.2.2.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from briefgen.layout.canvas import DrawingCanvas, PlacedLine
from briefgen.layout.inline import Piece
from briefgen.layout.pages import PageGeometry
from briefgen.layout.paragraph import TextBlock
from briefgen.layout.side import Side
from briefgen.model import Briefing
from briefgen.units import mm

# TLP 2.0: the colour of each label on its black box.
_TLP_COLOURS: Final = {
    "TLP:RED": "#FF2B2B",
    "TLP:AMBER": "#FFC000",
    "TLP:AMBER+STRICT": "#FFC000",
    "TLP:GREEN": "#33FF00",
    "TLP:CLEAR": "#FFFFFF",
}
_TLP_BOX: Final = "#000000"
_BOX_PADDING_PT: Final = 7.0
_BOX_HEIGHT_PT: Final = 18.0
_GAP_PT: Final = 14.0


@dataclass(frozen=True, slots=True)
class Furniture:
    """Draws the header and the footer of a page.

    Attributes:
        briefing: what the label and the titles are taken from.
        geometry: where the margins are.
    """

    briefing: Briefing
    geometry: PageGeometry

    def draw(self, canvas: DrawingCanvas, sides: Sequence[Side], page: int, pages: int) -> None:
        """Draw on the current page; ``sides`` are the languages that it shows."""
        geometry = self.geometry
        header = geometry.height_pt - mm(14)
        footer = mm(13)
        with canvas.artifact("Header"):
            label = self._handling(canvas, sides, header)
            if page > 1:
                self._titles(canvas, sides, header, label, None)
        with canvas.artifact("Footer"):
            colours = sides[0].theme.colours
            canvas.rule(geometry.margin_pt, footer + 18, geometry.content_width_pt, 0.5, colours.hairline)
            label = self._handling(canvas, sides, footer)
            self._titles(canvas, sides, footer, label, (page, pages))

    def _handling(self, canvas: DrawingCanvas, sides: Sequence[Side], baseline_pt: float) -> float:
        """Draw the label; return the width that it takes at the right edge.

        A TLP label is never translated and never mirrored (TLP 2.0); a label of another scheme stands in the middle, in
        the languages of the page.
        """
        geometry, handling = self.geometry, self.briefing.handling
        if handling.scheme == "tlp":
            piece = Piece(handling.label, colour=_TLP_COLOURS[handling.label])
            block = sides[0].block([piece], "handling", None, "handling.label", language="en")
            width = block.natural_width() + 2 * _BOX_PADDING_PT
            left = geometry.width_pt - geometry.margin_pt - width
            canvas.fill_box(left, baseline_pt - 4.8, width, _BOX_HEIGHT_PT, _TLP_BOX)
            _draw(canvas, block, left + _BOX_PADDING_PT, baseline_pt)
            return width
        blocks = [
            side.block(side.inline.marked_up(handling.label[side.language]), "handling", None, "handling.label")
            for side in sides
        ]
        widths = [block.natural_width() for block in blocks]
        x = (geometry.width_pt - sum(widths) - _GAP_PT * (len(blocks) - 1)) / 2
        for block, width in zip(blocks, widths, strict=True):
            _draw(canvas, block, x, baseline_pt)
            x += width + _GAP_PT
        return 0.0

    def _titles(
        self, canvas: DrawingCanvas, sides: Sequence[Side], baseline_pt: float, label_pt: float, page: tuple[int, int] | None
    ) -> None:
        """Each language's title at its own edge, in the footer with the number of the page."""
        geometry = self.geometry
        for side in sides:
            title = side.inline.marked_up(self.briefing.running_title[side.language])
            if page is not None:
                number = side.locale.label("page", page=page[0], pages=page[1])
                title = [*title, Piece(" · " + number)]
            block = side.block(title, "furniture", None, f"short_title.{side.language}")
            width = block.natural_width()
            right = geometry.width_pt - geometry.margin_pt
            if label_pt:
                right -= label_pt + _GAP_PT
            x = right - width if side.rtl else geometry.margin_pt
            _draw(canvas, block, x, baseline_pt)


def _draw(canvas: DrawingCanvas, block: TextBlock, x_pt: float, baseline_pt: float) -> None:
    """Draw a block on one line, from its left edge."""
    lines = block.prepared.set(block.natural_width() + 0.01)
    placed = [PlacedLine(line, x_pt, baseline_pt) for line in lines]
    canvas.draw_text(placed, block.slots, block.styled.colours)
