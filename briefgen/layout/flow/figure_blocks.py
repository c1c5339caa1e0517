"""The base of what is drawn as one figure: charts, pictures, codes."""

from __future__ import annotations

from abc import abstractmethod

from briefgen.layout.canvas import DrawingCanvas
from briefgen.layout.flow.block import Block
from briefgen.layout.flow.paragraph import TextBlock
from briefgen.layout.structure import Slot, StructureElement

# A text that is measured and then set needs no less than it was measured to have.
_ROUNDING_PT = 0.01


class FigureBlock(Block):
    """A block that is one ``Figure``: never cut, and read as its alternative text.

    Args:
        slot: its place in the structure tree.
    """

    def __init__(self, slot: Slot) -> None:
        super().__init__()
        self.slot = slot

    @abstractmethod
    def draw_content(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw with the lower left corner at a place, as content of the figure."""

    def split(self, width_pt: float, height_pt: float) -> list[Block]:  # noqa: ARG002 - Platypus's protocol
        """None: a figure is seen whole."""
        return []

    def draw_at(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw the figure."""
        with canvas.figure(self.slot, self.width, self.height, x_pt, y_pt):
            self.draw_content(canvas, x_pt, y_pt)


def figure_slot(parent: StructureElement, alternative: str) -> Slot:
    """A new figure under an element, with the text that stands for it (ISO 14289-1, 7.3)."""
    return parent.add("Figure", alternative_text=alternative).slot()


class Label:
    """A short text of a figure, set at a measure.

    Attributes:
        width_pt, height_pt: of its box.
        text_pt: the width of its text, where that is on one line.
    """

    def __init__(self, block: TextBlock, most_pt: float) -> None:
        """Set a text on one line where it fits into a width, else on several."""
        self.block = block
        self.text_pt = block.natural_width() + _ROUNDING_PT
        self.width_pt = min(self.text_pt, most_pt)
        self.height_pt = block.wrap(self.width_pt, 0.0)[1]

    def draw(self, canvas: DrawingCanvas, x_pt: float, middle_pt: float) -> None:
        """Draw with the left edge at a place, and the middle of the box at a height."""
        self.block.wrap(self.width_pt, 0.0)
        self.block.draw_at(canvas, x_pt, middle_pt - self.height_pt / 2)
