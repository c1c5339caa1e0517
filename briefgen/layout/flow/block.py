"""The base of our flowables: they draw at a place that they are told.

Platypus moves the coordinates for each flowable and saves and restores the graphics state around it. Inside a
container that costs more than the drawing itself, so blocks inside blocks are drawn in one coordinate system.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, Final, TypeVar

from reportlab.platypus import Flowable

from briefgen.layout.canvas import DrawingCanvas


class Block(Flowable):
    """A flowable that can be drawn with its lower left corner at any place.

    Attributes:
        width, height: in points, once ``wrap`` has been called.
    """

    width: float
    height: float

    @abstractmethod
    def draw_at(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw with the lower left corner at a place; ``wrap`` has been called."""

    def draw(self) -> None:
        """Draw where Platypus has moved the origin to."""
        self.draw_at(self.canv, 0.0, 0.0)


_AnyBlock = TypeVar("_AnyBlock", bound=Block)


def share_white(whole: Block, parts: list[_AnyBlock]) -> list[_AnyBlock]:
    """Give the parts of a split block its white: above the first, below the last, which also keeps what followed."""
    if parts:
        parts[0].spaceBefore = whole.getSpaceBefore()
        parts[-1].spaceAfter = whole.getSpaceAfter()
        parts[-1].keepWithNext = whole.getKeepWithNext()
    return parts


def draw_inside(flowable: Any, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
    """Draw any flowable at a place inside a block."""
    if isinstance(flowable, Block):
        flowable.draw_at(canvas, x_pt, y_pt)
    else:
        flowable.drawOn(canvas, x_pt, y_pt)


def ink_above(flowable: Any, width_pt: float) -> float:
    """How high the ink of the first line of any flowable goes above its baseline; 0 for one that does not know."""
    ask = getattr(flowable, "ink_above", None)
    return float(ask(width_pt)) if ask is not None else 0.0


def first_baseline(flowable: Any, width_pt: float) -> float:
    """The first baseline of any flowable; one that knows none is aligned by its top."""
    ask = getattr(flowable, "first_baseline", None)
    return float(ask(width_pt)) if ask is not None else 0.0


def reach_below(flowable: Any) -> float:
    """How far the ink of the last lines of a wrapped flowable reaches out of it; below 0 where it does not."""
    return max((float(each.reach_below(each.width)) for each in _texts_at_edge(flowable, -1)), default=0.0)


# White that the ink of two paragraphs has between it at least.
_LEAST_AIR_PT: Final = 0.5


def air_between(above: Any, below: Any) -> float:
    """What the white between two flowables lacks that have been wrapped, where deep letters and marks would touch."""
    upper, lower = getattr(above, "cells", None), getattr(below, "cells", None)
    if upper and lower and len(upper) == len(lower):  # each column by itself
        pairs = zip(upper, lower, strict=True)
        return max((air_between(*pair) for pair in pairs if None not in pair), default=0.0)
    reach = max((each.reach_below(each.width) for each in _texts_at_edge(above, -1)), default=None)
    tops = (each.ink_above(each.width) - each.first_baseline(each.width) for each in _texts_at_edge(below, 0))
    rise = max(tops, default=None)
    return 0.0 if reach is None or rise is None else max(0.0, float(reach + rise) + _LEAST_AIR_PT)


def _texts_at_edge(flowable: Any, item: int) -> list[Any]:
    """The paragraphs at the edge of a flowable; ``item`` is 0 for the upper edge, -1 for the lower."""
    if hasattr(flowable, "reach_below"):
        return [flowable]
    if hasattr(flowable, "content"):
        inner = [flowable.content]
    elif getattr(flowable, "items", None):
        inner = [flowable.items[item]]
    else:
        inner = getattr(flowable, "cells", [])
    return [text for each in inner for text in _texts_at_edge(each, item)]
