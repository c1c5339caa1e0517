"""What stands at the top and bottom of every page: the handling label, the title, and page x of y.

All of it is made while the edition is composed, so that what cannot be set is known before a page is drawn. It is drawn
when the number of pages is known, and is never content (ISO 32000-1, 14.8.2.2.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefgen.diagnostics import Diagnostic, Place, Severity
from briefgen.layout.canvas import DrawingCanvas, PlacedLine
from briefgen.layout.inline import Piece
from briefgen.layout.pages import PageGeometry
from briefgen.layout.paragraph import TextBlock
from briefgen.layout.side import Side
from briefgen.model import Briefing
from briefgen.model.markup import plain_text
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
_BOX_DESCENT_PT: Final = 4.8
_GAP_PT: Final = 14.0

# Baselines from the edges of the paper, and the rule over the footer from its baseline.
_HEADER_MM: Final = 14.0
_FOOTER_MM: Final = 13.0
_RULE_PT: Final = 18.0

# Room is kept for page numbers of so many figures.
_LARGEST_PAGE: Final = 9999


class Furniture:
    """The header and the footer of the pages of one run."""

    def __init__(
        self,
        briefing: Briefing,
        geometry: PageGeometry,
        sides: Sequence[Side],
        problems: list[Diagnostic],
        warnings: list[Diagnostic],
    ) -> None:
        """Make what is the same on all pages.

        Args:
            briefing: the label and the titles are taken from it.
            geometry: where the margins are.
            sides: the languages that the pages show.
            problems: what cannot be set is added here.
            warnings: what had to be shortened is added here.
        """
        self.geometry = geometry
        self.sides = tuple(sides)
        self.boxed = briefing.handling.scheme == "tlp"
        self.labels = _handling(briefing, sides)
        widths = [label.natural_width() for label in self.labels]
        self.label_pt = sum(widths) + _GAP_PT * (len(widths) - 1) + (2 * _BOX_PADDING_PT if self.boxed else 0)
        if self.label_pt > geometry.content_width_pt:
            problems.append(_label_too_wide())
        self.title_path = "title" if briefing.short_title is None else "short_title"
        self.titles = [self._title(briefing, side, warnings) for side in sides]

    def _title(self, briefing: Briefing, side: Side, warnings: list[Diagnostic]) -> str:
        """The running title of a language, cut at a word where the footer has no room for all of it."""
        title = plain_text(briefing.running_title[side.language])
        free = self.geometry.content_width_pt - self.label_pt - 2 * _GAP_PT
        room = free / (len(self.sides) if self.boxed else 2) - _GAP_PT
        if self._footer(side, title, _LARGEST_PAGE, _LARGEST_PAGE).natural_width() <= room:
            return title
        words = title.split()
        while words and self._footer(side, " ".join(words) + "…", _LARGEST_PAGE, _LARGEST_PAGE).natural_width() > room:
            words.pop()
        warnings.append(_title_cut(side.language))
        return " ".join(words) + "…" if words else ""

    def _footer(self, side: Side, title: str, page: int, pages: int) -> TextBlock:
        number = side.locale.label("page", page=page, pages=pages)
        text = f"{title}\u00a0· {number}" if title else number
        return side.block(text, "furniture", None, f"{self.title_path}.{side.language}")

    def draw(self, canvas: DrawingCanvas, page: int, pages: int) -> None:
        """Draw on the current page."""
        geometry = self.geometry
        header_pt, footer_pt = geometry.height_pt - mm(_HEADER_MM), mm(_FOOTER_MM)
        with canvas.artifact("Header"):
            self._draw_label(canvas, header_pt)
            for side, title in zip(self.sides, self.titles, strict=True):
                if page > 1 and title:  # the first page has the title itself
                    block = side.block(title, "furniture", None, f"{self.title_path}.{side.language}")
                    self._draw_at_edge(canvas, side, block, header_pt)
        with canvas.artifact("Footer"):
            hairline = self.sides[0].theme.colours.hairline
            canvas.rule(geometry.margin_pt, footer_pt + _RULE_PT, geometry.content_width_pt, 0.5, hairline)
            self._draw_label(canvas, footer_pt)
            for side, title in zip(self.sides, self.titles, strict=True):
                self._draw_at_edge(canvas, side, self._footer(side, title, page, pages), footer_pt)

    def _draw_label(self, canvas: DrawingCanvas, baseline_pt: float) -> None:
        """A TLP label stands in its box at the right, never mirrored (TLP 2.0); any other one in the middle."""
        geometry = self.geometry
        if self.boxed:
            left = geometry.width_pt - geometry.margin_pt - self.label_pt
            canvas.fill_box(left, baseline_pt - _BOX_DESCENT_PT, self.label_pt, _BOX_HEIGHT_PT, _TLP_BOX)
            left += _BOX_PADDING_PT
        else:
            left = (geometry.width_pt - self.label_pt) / 2
        for label in self.labels:
            _draw(canvas, label, left, baseline_pt)
            left += label.natural_width() + _GAP_PT

    def _draw_at_edge(self, canvas: DrawingCanvas, side: Side, block: TextBlock, baseline_pt: float) -> None:
        """Each language begins at its own edge, beside a label that stands there."""
        right = self.geometry.width_pt - self.geometry.margin_pt
        if self.boxed:
            right -= self.label_pt + _GAP_PT
        _draw(canvas, block, right - block.natural_width() if side.rtl else self.geometry.margin_pt, baseline_pt)


def _handling(briefing: Briefing, sides: Sequence[Side]) -> list[TextBlock]:
    """The label: one for all languages in TLP, which is never translated; else one for each language."""
    handling = briefing.handling
    if handling.scheme == "tlp":
        piece = Piece(handling.label, colour=_TLP_COLOURS[handling.label])
        return [sides[0].block([piece], "handling", None, "handling.label", language="en")]
    return [
        side.block(plain_text(handling.label[side.language]), "handling", None, f"handling.label.{side.language}")
        for side in sides
    ]


def _label_too_wide() -> Diagnostic:
    return Diagnostic(
        "layout.label-too-wide",
        "the handling label is wider than the page",
        Place(path="handling.label"),
        ("write a shorter label",),
    )


def _title_cut(language: str) -> Diagnostic:
    return Diagnostic(
        "layout.title-cut",
        "the title is too long for the header and the footer, and is cut there",
        Place(path=f"short_title.{language}"),
        ("give the briefing a short_title of about 30 characters",),
        Severity.WARNING,
    )


def _draw(canvas: DrawingCanvas, block: TextBlock, x_pt: float, baseline_pt: float) -> None:
    """Draw a block on one line, from its left edge."""
    lines = block.prepared.set(block.natural_width() + 0.01)
    placed = [PlacedLine(line, x_pt, baseline_pt) for line in lines]
    canvas.draw_text(placed, block.slots, block.styled.colours)
