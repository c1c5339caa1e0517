"""The key of a chart: the names of its series with the marks that they are drawn with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, TypeAlias

from briefgen.layout.canvas import DrawingCanvas
from briefgen.layout.charts.marks import draw_bar
from briefgen.layout.flow.block import Block
from briefgen.layout.flow.figure_blocks import Label
from briefgen.layout.flow.paragraph import TextBlock
from briefgen.layout.theming.spec import ColourSpec

_SWATCH_PT: Final = 16.0
_SWATCH_HEIGHT_PT: Final = 7.0
_GAP_PT: Final = 4.0
_BETWEEN_PT: Final = 12.0


class KeyEntry(NamedTuple):
    """A series and its name."""

    series: int
    name: TextBlock


# A series in a row of the key, its name as it is set, and how far from the start of the row it stands.
_InRow: TypeAlias = tuple[KeyEntry, Label, float]


def _baseline(row: Sequence[_InRow]) -> float:
    """From the top of a row to the baseline of its names: marked letters take more room than others."""
    return max(entry.name.style.first_baseline_pt for entry, _, _ in row)


class KeyBlock(Block):
    """Names of series in rows, each behind its mark; drawn inside the figure of the chart.

    Args:
        entries: the series.
        colours: of the theme.
        rtl: whether the first stands at the right.
    """

    def __init__(self, entries: Sequence[KeyEntry], colours: ColourSpec, *, rtl: bool) -> None:
        super().__init__()
        self.entries = entries
        self.colours = colours
        self.rtl = rtl

    def first_baseline(self, width_pt: float) -> float:
        """That of the names in the first row."""
        return _baseline(self._rows(width_pt)[0])

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:  # noqa: ARG002 - Platypus's protocol
        """Width and height in points; the first baselines of a row meet."""
        self.width = width_pt
        self._placed: list[tuple[KeyEntry, Label, float, float]] = []
        self.height = 0.0
        for row in self._rows(width_pt):
            top, baseline = self.height, _baseline(row)
            for entry, label, start in row:
                down = baseline - entry.name.style.first_baseline_pt
                self._placed.append((entry, label, start, top + down))
                self.height = max(self.height, top + down + label.height_pt)
        return self.width, self.height

    def _rows(self, width_pt: float) -> list[list[_InRow]]:
        """The entries of each row, with their places from its start."""
        rows: list[list[_InRow]] = []
        start = 0.0
        for entry in self.entries:
            label = Label(entry.name, width_pt - _SWATCH_PT - _GAP_PT)
            if not rows or start + _SWATCH_PT + _GAP_PT + label.width_pt > width_pt:
                rows.append([])
                start = 0.0
            rows[-1].append((entry, label, start))
            start += _SWATCH_PT + _GAP_PT + label.width_pt + _BETWEEN_PT
        return rows

    def draw_at(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw the marks and the names."""
        with canvas.artifact():
            for entry, label, start, top in self._placed:
                middle = y_pt + self.height - top - label.height_pt / 2
                swatch = x_pt + self._from_start(start, _SWATCH_PT)
                box = (swatch, middle - _SWATCH_HEIGHT_PT / 2, _SWATCH_PT, _SWATCH_HEIGHT_PT)
                draw_bar(canvas, box, entry.series, self.colours)
                label.draw(canvas, x_pt + self._from_start(start + _SWATCH_PT + _GAP_PT, label.width_pt), middle)

    def _from_start(self, start: float, width: float) -> float:
        return self.width - start - width if self.rtl else start
