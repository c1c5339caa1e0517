"""The matrix of risks: how likely against how grave, with the numbers of the risks in its cells.

Cells that weigh more are darker, and the place of a cell says the same in words: each row and each column has its head,
close to the grid. To software it is a table with heads (ISO 32000-1, 14.8.4.3.4).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, get_args

from briefgen.layout.canvas import DrawingCanvas
from briefgen.layout.flow.block import Block
from briefgen.layout.flow.containers import Labels, Row, Share, Stack
from briefgen.layout.flow.paragraph import TextBlock
from briefgen.layout.inline import Piece
from briefgen.layout.side import Cell, Side, separated
from briefgen.layout.structure import StructureElement
from briefgen.layout.theming.spec import ColourSpec
from briefgen.model import Briefing
from briefgen.model.decisions import Level, Risk

_LEVELS: Final[tuple[Level, ...]] = get_args(Level)

# A matrix of fewer risks than this would say less than their words do.
LEAST_RISKS: Final = 2

_CELL_PADDING_PT: Final = 4.0
_CELL_GAP_PT: Final = 3.0
_HEAD_PADDING_PT: Final = 3.0  # beside the heads of rows, which with the gap stand 6 pt from the grid
_BELOW_TITLE_PT: Final = 3.0
# Cells are 3:2, as far as what stands in them lets them be.
_CELL_WIDTH_PT: Final = 42.0
_CELL_HEIGHT_PT: Final = 28.0
_WIDEST_CELL_PT: Final = 54.0
_WIDEST_HEADS: Final = 0.4  # of the width
_OUTLINE_PT: Final = 0.5
_MIDDLE_OF_LINE_PT: Final = 3.0  # how high the middle of a line stands over its baseline
_HEAD_HEIGHT_PT: Final = 14.0  # which scripts of different leading have room in
_ROUNDING_PT: Final = 0.01
# How much of the light colour a cell has by its weight, which is that of its row plus that of its column: three steps
# that a printer of greys tells apart.
_LIGHT_OF_WEIGHT: Final = (0.0, 0.0, 0.45, 1.0, 1.0)


class Boxed(Block):
    """Content in a box, half way up; where it has a fill, the box has an outline, too.

    Args:
        content: a paragraph, or None.
        height_pt: of the box.
        align: where the content stands across, from 0 (left) to 1 (right).
        padding_pt: from the edges at both sides to the content; in a box that is seen, also above and below it.
        paint: ``#RRGGBB`` of the fill and of the outline; None for a box that is not seen.
    """

    def __init__(
        self,
        content: TextBlock | None,
        *,
        height_pt: float = 0.0,
        align: float = 0.5,
        padding_pt: float = 0.0,
        paint: tuple[str, str] | None = None,
    ) -> None:
        super().__init__()
        self.content = content
        self.height_pt = height_pt
        self.align = align
        self.padding_pt = padding_pt
        self.paint = paint

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:
        """Width and height in points."""
        inner = 0.0
        if self.content is not None:
            self._measure = min(self.content.natural_width() + _ROUNDING_PT, width_pt - 2 * self.padding_pt)
            inner = self.content.wrap(self._measure, height_pt)[1]
        self.width, self.height = width_pt, max(self.height_pt, inner + (2 * self.padding_pt if self.paint else 0.0))
        return self.width, self.height

    def split(self, width_pt: float, height_pt: float) -> list[Any]:  # noqa: ARG002 - Platypus's protocol
        """A cell is not cut."""
        return []

    def draw_at(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw the outline, the fill and the content."""
        if self.paint is not None:
            fill, outline = self.paint
            left, bottom, inset = x_pt, y_pt, _OUTLINE_PT / 2
            right, top = left + self.width - inset, bottom + self.height - inset
            corners = [(left + inset, bottom + inset), (right, bottom + inset), (right, top), (left + inset, top)]
            with canvas.artifact("Background"):
                canvas.fill_box(left, bottom, self.width, self.height, fill)
                canvas.path(corners, stroke=outline, width_pt=_OUTLINE_PT)
        if self.content is not None:
            across = self.padding_pt + self.align * (self.width - 2 * self.padding_pt - self._measure)
            # Lines are placed by their baselines, which are at one height in all scripts.
            leading, height = self.content.style.leading_pt, self.content.height
            baseline = y_pt + (self.height + height - leading) / 2 - _MIDDLE_OF_LINE_PT
            bottom = baseline + self.content.first_baseline(self._measure) - height
            self.content.draw_at(canvas, x_pt + across, bottom)


def has_matrix(briefing: Briefing) -> bool:
    """Whether enough risks have a likelihood and an impact."""
    return sum(_is_rated(risk) for risk in briefing.risks) >= LEAST_RISKS


def _is_rated(risk: Risk) -> bool:
    return risk.likelihood is not None and risk.impact is not None


def risk_matrix(briefing: Briefing, side: Side, element: StructureElement) -> Iterator[Cell]:
    """The title of the matrix, and its rows from the most likely risks to the least."""
    title = [Piece(side.locale.label("risk_matrix"), strong=True)]
    tree = element.add("Table")
    caption = side.block(title, "table", tree.add("Caption"))
    yield Cell(side.main(caption), gap_pt=side.grid_pt / 2, keep_with_next=True)
    heads, cells = Labels(), Labels(_CELL_WIDTH_PT)
    rows: list[Any] = [_heads(side, tree, heads, cells)]
    rows += [_row(briefing, side, tree, likelihood, (heads, cells)) for likelihood in reversed(_LEVELS)]
    yield Cell(side.main(Stack(rows, _CELL_GAP_PT), splittable=False), gap_pt=_BELOW_TITLE_PT, splittable=False)


def _heads(side: Side, tree: StructureElement, heads: Labels, cells: Labels) -> Stack:
    """The two axes by name, each over its levels, and the levels of the one that goes across."""
    axes, levels = tree.add("TR"), tree.add("TR")
    corner = axes.add("TH", scope="Column")
    corner.row_span = 2
    across = axes.add("TH", scope="Column")
    across.column_span = len(_LEVELS)
    likelihood = side.block([Piece(side.locale.label("matrix_likelihood"), strong=True)], "caption", corner)
    impact = side.block([Piece(side.locale.label("matrix_impact"), strong=True)], "caption", across)
    named = [side.block(side.locale.label(level), "caption", levels.add("TH", scope="Column")) for level in _LEVELS]
    _widen(side, heads, likelihood)
    for name in named:
        cells.widen(name.natural_width() + _ROUNDING_PT, _WIDEST_CELL_PT)
    upper = Row(
        [None, Boxed(impact, height_pt=_HEAD_HEIGHT_PT, align=1.0 if side.rtl else 0.0)],
        [heads, Share(1)],
        gap_pt=_CELL_GAP_PT,
        rtl=side.rtl,
    )
    boxes = [Boxed(name, height_pt=_HEAD_HEIGHT_PT) for name in named]
    return Stack([upper, _grid(side, _at_grid(side, likelihood), boxes, heads, cells)])


def _widen(side: Side, heads: Labels, head: TextBlock) -> None:
    """Let the heads of rows have room for one more, and for the white between them and the grid."""
    heads.widen(head.natural_width() + _ROUNDING_PT + 2 * _HEAD_PADDING_PT, _WIDEST_HEADS * side.width_pt)


def _at_grid(side: Side, head: TextBlock) -> Boxed:
    """The head of a row at the edge of the grid."""
    return Boxed(head, height_pt=_HEAD_HEIGHT_PT, align=0.0 if side.rtl else 1.0, padding_pt=_HEAD_PADDING_PT)


def _grid(side: Side, head: Boxed, boxes: Sequence[Boxed], heads: Labels, cells: Labels) -> Row:
    """A row of the matrix."""
    widths: list[float | Share | Labels] = [heads, *[cells] * len(boxes)]
    return Row([head, *boxes], widths, gap_pt=_CELL_GAP_PT, rtl=side.rtl, splittable=False)


def _row(
    briefing: Briefing, side: Side, tree: StructureElement, likelihood: Level, columns: tuple[Labels, Labels]
) -> Row:
    """The risks of one likelihood; the head stands half way up."""
    (heads, cells), row = columns, tree.add("TR")
    head = side.block(side.locale.label(likelihood), "caption", row.add("TH", scope="Row"))
    _widen(side, heads, head)
    boxes = [_cell(briefing, side, row.add("TD"), likelihood, impact) for impact in _LEVELS]
    named = _at_grid(side, head)
    height = max(box.wrap(cells.width_pt, 0.0)[1] for box in boxes)
    for box in (named, *boxes):
        box.height_pt = height
    return _grid(side, named, boxes, heads, cells)


def _cell(briefing: Briefing, side: Side, element: StructureElement, likelihood: Level, impact: Level) -> Boxed:
    """A box with the numbers of the risks that belong there."""
    colours = side.theme.colours
    numbers = [
        [Piece(side.locale.integer(number), strong=True, colour=colours.text)]
        for number, risk in enumerate(briefing.risks, 1)
        if (risk.likelihood, risk.impact) == (likelihood, impact)
    ]
    weight = _LEVELS.index(likelihood) + _LEVELS.index(impact)
    return Boxed(
        side.block(separated(numbers), "table", element) if numbers else None,
        height_pt=_CELL_HEIGHT_PT,
        padding_pt=_CELL_PADDING_PT,
        paint=(fill_of(colours, weight), colours.muted),
    )


def fill_of(colours: ColourSpec, weight: int) -> str:
    """The fill of a cell by its weight, from 0 to 4, as ``#RRGGBB``: the light colour, mixed with white."""
    light, part = colours.code("light"), _LIGHT_OF_WEIGHT[weight]
    channels = (int(light[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - part * (255 - channel)):02X}" for channel in channels)
