"""Who issues the briefing: the name and the logo of the theme, at the outer edge of each language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from briefgen.layout.canvas import DrawingCanvas
from briefgen.layout.flow.block import Block
from briefgen.layout.flow.containers import Row, Share
from briefgen.layout.flow.figure_blocks import figure_slot
from briefgen.layout.images.picture_files import raster_of
from briefgen.layout.images.raster import Raster
from briefgen.layout.inline import Piece
from briefgen.layout.side import Cell, Side
from briefgen.layout.structure import Slot, StructureElement

_GAP_PT: Final = 8.0
_ABOVE_PT: Final = 6.0
_MIDDLE_EM: Final = 0.35


class LogoBlock(Block):
    """The logo at the start edge of its place, as it is: it is never mirrored.

    Args:
        image: its pixels.
        height_pt: how high it is drawn; the width follows from that.
        slot: where its content belongs; None where the name beside it says the same, and it is decoration.
        middle_em_pt: how high the middle of a capital stands over the baseline of the name beside it.
        rtl: whether it stands at the right.
    """

    def __init__(
        self, image: Raster, height_pt: float, slot: Slot | None, *, middle_em_pt: float = 0.0, rtl: bool
    ) -> None:
        super().__init__()
        self.image = image
        self.image_height_pt = height_pt
        self.slot = slot
        self.middle_em_pt = middle_em_pt
        self.rtl = rtl

    @property
    def image_width_pt(self) -> float:
        """The width that its height gives."""
        width, height = self.image.shown_size
        return self.image_height_pt * width / height

    def first_baseline(self, width_pt: float) -> float:  # noqa: ARG002 - other cells depend on their width
        """Where the baseline of the name is, so that both have one middle."""
        return self.image_height_pt / 2 + self.middle_em_pt

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:  # noqa: ARG002 - Platypus's protocol
        """Width and height in points."""
        self.width, self.height = width_pt, self.image_height_pt
        return self.width, self.height

    def split(self, width_pt: float, height_pt: float) -> list[Any]:  # noqa: ARG002 - Platypus's protocol
        """A picture is not cut."""
        return []

    def draw_at(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw the picture."""
        width, height = self.image_width_pt, self.image_height_pt
        x = x_pt + (self.width - width if self.rtl else 0.0)
        if self.slot is None:
            with canvas.artifact():
                canvas.image(self.image, x, y_pt, width, height)
            return
        with canvas.figure(self.slot, width, height, x, y_pt):
            canvas.image(self.image, x, y_pt, width, height)


@lru_cache(maxsize=8)
def _raster(content: bytes) -> Raster:
    """The pixels of a logo; the theme has checked that they can be read."""
    return raster_of(content)


def letterhead(side: Side, element: StructureElement) -> Iterator[Cell]:
    """The logo, and the name beside it; nothing where the theme has neither."""
    theme = side.theme
    named = theme.organisation is not None and theme.organisation.get(side.language)
    name = None
    if named:
        name = side.block([Piece(named, strong=True, colour=theme.colours.text)], "meta", element.add("P"))
    if theme.logo is None:
        if theme.organisation is not None:  # another language may have a name, and its cell stands beside this one
            yield Cell(name, gap_pt=_ABOVE_PT)
        return
    image = _raster(theme.logo.content)
    alternative = theme.logo.alternative.get(side.language, "")
    slot = None if named or not alternative else figure_slot(element, alternative)
    logo = LogoBlock(
        image, theme.logo.height_pt, slot, middle_em_pt=_MIDDLE_EM * side.style("meta").size_pt, rtl=side.rtl
    )
    widths: list[float | Share] = [logo.image_width_pt, Share(1)]
    yield Cell(Row([logo, name], widths, gap_pt=_GAP_PT, rtl=side.rtl, splittable=False), gap_pt=_ABOVE_PT)
