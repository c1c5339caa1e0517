"""What stands at the top and bottom of every page: the handling label, the title, the copy, and page x of y.

All of it is made while the edition is composed, so that what cannot be set is known before a page is drawn. It is drawn
when the number of pages is known, and is never content (ISO 32000-1, 14.8.2.2.2).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Final

from briefgen.diagnostics import Diagnostic, Place, Severity
from briefgen.layout.canvas import DrawingCanvas, PlacedLine
from briefgen.layout.inline import Piece
from briefgen.layout.masthead import copy_number
from briefgen.layout.pages import PageGeometry
from briefgen.layout.paragraph import TextBlock
from briefgen.layout.side import Side, separated
from briefgen.layout.titles import display_title
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
# Between the rule and the tallest letters of a label.
_LABEL_AIR_PT: Final = 4.0

# Characters; where fewer have room, it is not the title that is too long.
_SHORTEST_TITLE: Final = 4

# Room is kept for page numbers of so many figures.
_LARGEST_PAGE: Final = 999


@dataclass(frozen=True, slots=True)
class _RunningTitle:
    """What one language has in the header and the footer, and the edge of the page that it stands at."""

    side: Side
    at_right: bool
    header: str
    footer: str
    path: str
    copy: Sequence[Piece]

    def in_header(self, page: int) -> TextBlock | None:
        """The number of the copy, and the title, which the first page has itself."""
        title = self.header if page > 1 else ""
        return _set_title(self.side, title, self.path, self.copy) if title or self.copy else None

    def in_footer(self, page: int, pages: int) -> TextBlock:
        """The title, where there is room for one, and the number of the page."""
        number = Piece(self.side.locale.label("page", page=page, pages=pages))
        return _set_title(self.side, self.footer, self.path, [number])


class Furniture:
    """The header and the footer of the pages of one run."""

    def __init__(
        self,
        briefing: Briefing,
        geometry: PageGeometry,
        sides: Sequence[Side],
        problems: list[Diagnostic],
        warnings: list[Diagnostic],
        *,
        edition: str,
    ) -> None:
        """Make what is the same on all pages.

        Args:
            briefing: the label and the titles are taken from it.
            geometry: where the margins are.
            sides: the languages that the pages show.
            problems: what cannot be set is added here.
            warnings: what had to be shortened is added here.
            edition: its name, for warnings.
        """
        self.edition = edition
        self.geometry = geometry
        self.hairline = sides[0].theme.colours.hairline
        self.boxed = briefing.handling is not None and briefing.handling.scheme == "tlp"
        self.labels = _handling(briefing, sides)
        widths = [label.natural_width() for label in self.labels]
        gaps = _GAP_PT * max(0, len(widths) - 1)
        self.label_pt = fsum(widths) + gaps + (2 * _BOX_PADDING_PT if self.boxed else 0)
        if self.label_pt > geometry.content_width_pt:
            problems.append(_label_too_wide())
        self.titles = [
            self._title(briefing, side, problems, warnings, at_right=at_right, count=len(sides))
            for side, at_right in _at_edges(sides)
        ]

    def _title(
        self,
        briefing: Briefing,
        side: Side,
        problems: list[Diagnostic],
        warnings: list[Diagnostic],
        *,
        at_right: bool,
        count: int,
    ) -> _RunningTitle:
        """The running title of a language, cut at a word where there is no room for all of it."""
        title = display_title(briefing.running_title[side.language])
        path = f"{'title' if briefing.short_title is None else 'short_title'}.{side.language}"
        number = [Piece(side.locale.label("page", page=_LARGEST_PAGE, pages=_LARGEST_PAGE))]
        copy = _copy_number(briefing, side)
        free = self.geometry.content_width_pt - self.label_pt
        # A boxed label stands at the right, any other one in the middle, between the titles.
        between = bool(self.labels) and not self.boxed
        room = free / 2 - _GAP_PT if between else (free - _GAP_PT) / count - _GAP_PT
        if copy and _set_title(side, "", path, copy).natural_width() > room:
            problems.append(_copy_number_too_wide())
        header = _fitting(title, room, lambda text: _set_title(side, text, path, copy))
        footer = _fitting(title, room, lambda text: _set_title(side, text, path, number))
        if not title == header == footer:
            width = _set_title(side, title, path).natural_width()
            of_number = _set_title(side, title, path, number).natural_width() - width
            fitting = max(0, int(len(title) * (room - of_number) / width))
            warnings.append(_title_cut(self.edition, side.language, footer, fitting))
        return _RunningTitle(side, at_right, header, footer, path, copy)

    def draw(self, canvas: DrawingCanvas, page: int, pages: int) -> None:
        """Draw on the current page."""
        geometry = self.geometry
        header_pt, footer_pt = geometry.height_pt - mm(_HEADER_MM), mm(_FOOTER_MM)
        with canvas.artifact("Header"):
            self._draw_label(canvas, header_pt)
            for title in self.titles:
                if (block := title.in_header(page)) is not None:
                    self._draw_at_edge(canvas, title, block, header_pt)
        with canvas.artifact("Footer"):
            canvas.rule(geometry.margin_pt, footer_pt + _RULE_PT, geometry.content_width_pt, 0.5, self.hairline)
            self._draw_label(canvas, footer_pt - self._label_drop_pt())
            for title in self.titles:
                self._draw_at_edge(canvas, title, title.in_footer(page, pages), footer_pt)

    def _label_drop_pt(self) -> float:
        """How far the label stands below the titles of the footer, so that tall letters stay clear of the rule."""
        tallest = max((label.style.first_baseline_pt for label in self.labels), default=0.0)
        return 0.0 if self.boxed else max(0.0, tallest + _LABEL_AIR_PT - _RULE_PT)

    def _draw_label(self, canvas: DrawingCanvas, baseline_pt: float) -> None:
        """A TLP label stands in its box at the right, never mirrored (TLP 2.0); any other one in the middle."""
        geometry = self.geometry
        left = (geometry.width_pt - self.label_pt) / 2
        if self.boxed:
            left = geometry.width_pt - geometry.margin_pt - self.label_pt
            canvas.fill_box(left, baseline_pt - _BOX_DESCENT_PT, self.label_pt, _BOX_HEIGHT_PT, _TLP_BOX)
            left += _BOX_PADDING_PT
        for label in self.labels:
            _draw(canvas, label, left, baseline_pt)
            left += label.natural_width() + _GAP_PT

    def _draw_at_edge(self, canvas: DrawingCanvas, title: _RunningTitle, block: TextBlock, baseline_pt: float) -> None:
        """At the left margin, or at the right one beside a label that stands there."""
        right = self.geometry.width_pt - self.geometry.margin_pt
        if self.boxed:
            right -= self.label_pt + _GAP_PT
        _draw(canvas, block, right - block.natural_width() if title.at_right else self.geometry.margin_pt, baseline_pt)


def _at_edges(sides: Sequence[Side]) -> list[tuple[Side, bool]]:
    """Each language with whether it stands at the right: where its text begins, unless another one stands there."""
    edges: list[tuple[Side, bool]] = []
    for side in sides:
        taken = {at_right for _, at_right in edges}
        edges.append((side, not side.rtl if side.rtl in taken else side.rtl))
    return edges


def _set_title(side: Side, title: str, path: str, number: Sequence[Piece] = ()) -> TextBlock:
    """A running title, with the number of the copy behind it in the header, and that of the page in the footer."""
    return side.block(separated([[Piece(title, path=path)] if title else [], number]), "furniture", None)


def _copy_number(briefing: Briefing, side: Side) -> list[Piece]:
    handling = briefing.handling
    return [] if handling is None or handling.copy_number is None else copy_number(side, handling.copy_number)


def _fitting(title: str, room_pt: float, set_block: Callable[[str], TextBlock]) -> str:
    """As many words of a title as have room, with an ellipsis where some are left out; empty if none has."""
    if set_block(title).natural_width() <= room_pt:
        return title
    words = title.split()
    while words and set_block(" ".join(words) + "…").natural_width() > room_pt:
        words.pop()
    return " ".join(words) + "…" if words else ""


def _handling(briefing: Briefing, sides: Sequence[Side]) -> list[TextBlock]:
    """The label, if any: one for all languages in TLP, which is never translated; else one for each, from the left."""
    handling = briefing.handling
    if handling is None:
        return []
    if handling.scheme == "tlp":
        piece = Piece(handling.label, colour=_TLP_COLOURS[handling.label], path="handling.label")
        return [sides[0].block([piece], "handling", None, language="en")]
    return [
        side.block([Piece(plain_text(handling.label[side.language]), path="handling.label")], "handling", None)
        for side, _ in sorted(_at_edges(sides), key=lambda edge: edge[1])
    ]


def _label_too_wide() -> Diagnostic:
    return Diagnostic(
        "layout.label-too-wide",
        "the handling label is wider than the page",
        Place(path="handling.label"),
        ("write a shorter label",),
    )


def _copy_number_too_wide() -> Diagnostic:
    return Diagnostic(
        "layout.label-too-wide",
        "the number of the copy has no room in the header",
        Place(path="handling.copy_number"),
        ("write a shorter one",),
    )


def _title_cut(edition: str, language: str, printed: str, fitting: int) -> Diagnostic:
    """The warning for a title that is shortened; the footer, which has the number of the page, has the least room."""
    hint = f"give the briefing a short_title of about {fitting} characters in this language"
    if fitting < _SHORTEST_TITLE:
        hint = "give the briefing a shorter handling label, which leaves no room for a title"
    done = f'is cut there to "{printed}"' if printed else "is left out there"
    return Diagnostic(
        "layout.title-cut",
        f'in the edition "{edition}", the title in "{language}" is too long for the footer and {done}',
        Place(path=f"short_title.{language}"),
        (hint,),
        Severity.WARNING,
    )


def _draw(canvas: DrawingCanvas, block: TextBlock, x_pt: float, baseline_pt: float) -> None:
    """Draw a block on one line, from its left edge."""
    lines = block.prepared.set(block.natural_width() + 0.01)
    placed = [PlacedLine(line, x_pt, baseline_pt) for line in lines]
    canvas.draw_text(placed, block.slots, block.styled.colours)
