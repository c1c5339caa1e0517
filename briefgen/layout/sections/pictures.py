"""Pictures and maps: never mirrored, cut or enlarged, with what stands for them where they cannot be seen.

Side by side a picture that both languages share stands once, over both columns. It is drawn at one place as a figure of
each language, so that each has its own alternative text and both find it where they read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from briefgen.diagnostics import Diagnostic, Place, Severity
from briefgen.layout.canvas import DrawingCanvas
from briefgen.layout.flow.block import Block
from briefgen.layout.flow.figure_blocks import FigureBlock, figure_slot
from briefgen.layout.images.raster import Raster
from briefgen.layout.inline import Piece
from briefgen.layout.sections.figures import dated
from briefgen.layout.side import SIDE_GAP_MM, Cell, Side, labelled, separated
from briefgen.layout.structure import Slot
from briefgen.layout.titles import display_title
from briefgen.model import Briefing, Picture
from briefgen.units import mm

_LEAST_DPI: Final = 150.0
_INCH_PT: Final = 72.0
_HIGHEST_PT: Final = 280.0
_SMALL_GAP_PT: Final = 4.0
_BELOW_HEADING_PT: Final = 6.5

# What is drawn this much narrower than it could be, for lack of pixels, is worth a word.
_MUCH_NARROWER: Final = 0.75


class PictureBlock(FigureBlock):
    """A picture as a figure, as large as the width, its own pixels and a greatest height allow.

    Args:
        slot: the place in the structure tree.
        image: the picture; None where a briefing is only read through.
        align: where it stands in a width that it does not fill, from 0 (left) to 1 (right).
        highest_pt: the greatest height.
        over: whether it is drawn over the block above it, taking no room of its own.
    """

    def __init__(
        self, slot: Slot, image: Raster | None, *, align: float, highest_pt: float = _HIGHEST_PT, over: bool = False
    ) -> None:
        super().__init__(slot)
        self.image = image
        self.align = align
        self.highest_pt = highest_pt
        self.over = over

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:  # noqa: ARG002 - Platypus's protocol
        """Width and height in points."""
        self.width = width_pt
        self._size = size_of(self.image, width_pt, self.highest_pt) if self.image is not None else (0.0, 0.0)
        self.height = 0.0 if self.over else self._size[1]
        return self.width, self.height

    def draw_at(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw the picture; the box of the figure is that of the picture."""
        if self.image is None:
            return
        width, height = self._size
        x_pt += self.align * (self.width - width)
        with canvas.figure(self.slot, width, height, x_pt, y_pt):
            self.draw_content(canvas, x_pt, y_pt)

    def draw_content(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw the picture inside a figure."""
        if self.image is not None:
            canvas.image(self.image, x_pt, y_pt, *self._size)


def size_of(image: Raster, width_pt: float, highest_pt: float) -> tuple[float, float]:
    """Width and height in points: what fits, and no more than 150 pixels to an inch allow."""
    across, up = image.shown_size
    scale = min(width_pt / across, highest_pt / up, _INCH_PT / _LEAST_DPI)
    return across * scale, up * scale


def pictures(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """Each picture with its caption, its date, its sources and whose it is."""
    if not briefing.pictures:
        return
    element, heading = side.section("pictures")
    yield heading
    for index, picture in enumerate(briefing.pictures):
        part = element.add("Sect")
        path = f"pictures[{index}]"
        slot = figure_slot(part, display_title(picture.alternative[side.language]))
        below = _below(side, picture, path)
        gap = max(side.after_heading_pt, _BELOW_HEADING_PT) if index == 0 else side.grid_pt
        yield _placed(side, picture, path, slot, gap_pt=gap, keep=bool(below))
        if below:
            anchors = [side.name_of("pictures", index + 1)]
            block = side.block(below, "caption", part.add("P"), anchors=anchors)
            yield Cell(side.main(block), gap_pt=_SMALL_GAP_PT)


def _placed(side: Side, picture: Picture, path: str, slot: Slot, *, gap_pt: float, keep: bool) -> Cell:
    """The picture in the column of its language, or once over the columns of all."""
    name = picture.file_for(side.language)
    image = side.material.pictures.get(name)
    shared = not side.single and len({picture.file_for(language) for language in side.shown}) == 1
    if shared:
        _warn_of_pixels(side, image, name, path, side.page_width_pt)
        first = side.language == side.shown[0]
        block: Block = PictureBlock(slot, image, align=0.5, over=not first)
        return Cell(block, gap_pt=gap_pt if first else 0.0, keep_with_next=keep or first, splittable=False, wide=True)
    width = side.width_pt - side.beside_pt - mm(SIDE_GAP_MM) if side.single else side.width_pt
    _warn_of_pixels(side, image, name, path, width)
    block = PictureBlock(slot, image, align=1.0 if side.rtl else 0.0)
    return Cell(side.main(block), gap_pt=gap_pt, keep_with_next=keep, splittable=False)


def _warn_of_pixels(side: Side, image: Raster | None, name: str, path: str, width_pt: float) -> None:
    """Say that a picture stands smaller than it could, since it has too few pixels."""
    if image is None:
        return
    across, up = image.shown_size
    possible = min(width_pt, across * _HIGHEST_PT / up)
    drawn = size_of(image, width_pt, _HIGHEST_PT)[0]
    if drawn >= _MUCH_NARROWER * possible:
        return
    needed = round(possible / _INCH_PT * _LEAST_DPI)
    side.material.warnings[
        Diagnostic(
            "picture.low-resolution",
            f"the picture {name} is {across} pixels wide; it is drawn small, so that it stays sharp",
            Place(path=path),
            (f"use a file that is {needed} pixels wide",),
            Severity.WARNING,
        )
    ] = None


def _below(side: Side, picture: Picture, path: str) -> list[Piece]:
    """What is seen, when it was made, who says so, and whose it is."""
    parts: list[list[Piece]] = []
    if picture.kind == "map":
        parts.append([Piece(side.locale.label("map"), strong=True)])
    if picture.caption is not None:
        parts.append(side.pieces(picture.caption, f"{path}.caption"))
    parts.append(dated(side, picture.as_of, picture.sources))
    if picture.credit is not None:
        parts.append(labelled(side, "credit", "name", side.pieces(picture.credit, f"{path}.credit")))
    return separated(parts)
