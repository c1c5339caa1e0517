"""What stands at the top and bottom of every page: the handling label, the mark of a draft, the title, page x of y.

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
from briefgen.layout.flow.paragraph import TextBlock
from briefgen.layout.inline import Piece
from briefgen.layout.pages import PageGeometry
from briefgen.layout.sections.masthead import copy_number
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
_LABEL_AIR_PT: Final = 3.0

# Where titles have no room beside a label, it stands nearer to the edge of the paper, and they nearer to the text. So
# much must the margins be for that, from the edge of the paper to the text.
_TWO_LINES_MM: Final = 21.5
# The baseline of the label from the edge of the paper, above and below, and that of the titles from the text.
_LABEL_TOP_MM: Final = 10.5
_LABEL_BOTTOM_MM: Final = 7.5
_TITLES_TOP_PT: Final = 12.0
_TITLES_BOTTOM_MM: Final = 14.5

# Characters; where fewer have room, it is not the title that is too long.
_SHORTEST_TITLE: Final = 4

# A label whose letters go higher over their baseline is never put on a line of its own.
_TALLEST_STACKED_PT: Final = 16.0

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
    mark: TextBlock | None

    def in_header(self, page: int) -> list[TextBlock]:
        """From the edge: the mark of a draft, then the number of the copy and the title, which page 1 has itself."""
        title = self.header if page > 1 else ""
        blocks = [] if self.mark is None else [self.mark]
        return [*blocks, _set_title(self.side, title, self.path, self.copy)] if title or self.copy else blocks

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
        self.count = len(sides)
        self.hairline = sides[0].theme.colours.hairline
        self.boxed = briefing.handling is not None and briefing.handling.scheme == "tlp"
        self.labels = _handling(briefing, sides)
        widths = [label.natural_width() for label in self.labels]
        gaps = _GAP_PT * max(0, len(widths) - 1)
        self.label_pt = fsum(widths) + gaps + (2 * _BOX_PADDING_PT if self.boxed else 0)
        self.stacked = False  # whether the label stands on a line of its own
        made = [_title(briefing, side, self._room(), at_right) for side, at_right in _at_edges(sides)]
        if self._has_two_lines() and any(cut is not None or not self._has_room(title) for title, cut, _ in made):
            self.stacked = True
            made = [_title(briefing, side, self._room(), at_right) for side, at_right in _at_edges(sides)]
        self.titles = [title for title, _, _ in made]
        problems += [_copy_number_too_wide() for _, _, too_wide in made if too_wide]
        if self.label_pt > geometry.content_width_pt or (self.labels and not all(map(self._has_room, self.titles))):
            problems.append(_label_too_wide())
        warnings += [
            _title_cut(edition, title.side.language, cut, fitting=self._fitting(briefing, title))
            for title, cut, _ in made
            if cut is not None
        ]

    def _room(self) -> float:
        """What each title has of the width: beside a box at the right, or on either side of a label in the middle."""
        count = self.count
        if self.stacked:
            return self.geometry.content_width_pt / count - _GAP_PT
        free = self.geometry.content_width_pt - self.label_pt
        return free / 2 - _GAP_PT if self.labels and not self.boxed else (free - _GAP_PT) / count - _GAP_PT

    def _has_room(self, title: _RunningTitle) -> bool:
        """Whether the mark of a draft and the number of a page have room: they are never cut."""
        number = title.side.locale.label("page", page=_LARGEST_PAGE, pages=_LARGEST_PAGE)
        blocks = [
            _set_title(title.side, "", title.path, [Piece(number)]),
            *([] if title.mark is None else [title.mark]),
        ]
        return all(block.natural_width() <= self._room() for block in blocks)

    def _has_two_lines(self) -> bool:
        """Whether a label in the middle can go on a line of its own, between the titles and the edge of the paper."""
        least = min(self.geometry.top_pt, self.geometry.bottom_pt)
        tallest = max((label.style.first_baseline_pt for label in self.labels), default=0.0)
        return bool(self.labels) and not self.boxed and least >= mm(_TWO_LINES_MM) and tallest <= _TALLEST_STACKED_PT

    def _fitting(self, briefing: Briefing, title: _RunningTitle) -> int:
        """About how many characters of a title have room in the footer."""
        whole = display_title(briefing.running_title[title.side.language])
        number = [Piece(title.side.locale.label("page", page=_LARGEST_PAGE, pages=_LARGEST_PAGE))]
        width = _set_title(title.side, whole, title.path).natural_width()
        beside = _set_title(title.side, whole, title.path, number).natural_width() - width
        return max(0, int(len(whole) * (self._room() - beside) / width))

    def draw(self, canvas: DrawingCanvas, page: int, pages: int) -> None:
        """Draw on the current page."""
        geometry = self.geometry
        header_pt, footer_pt = self._baselines()
        self.draw_labels(canvas)
        with canvas.artifact("Header"):
            for title in self.titles:
                self._draw_at_edge(canvas, title, title.in_header(page), header_pt)
        with canvas.artifact("Footer"):
            rule_pt = mm(_FOOTER_MM) + _RULE_PT
            canvas.rule(geometry.margin_pt, rule_pt, geometry.content_width_pt, 0.5, self.hairline)
            for title in self.titles:
                self._draw_at_edge(canvas, title, [title.in_footer(page, pages)], footer_pt)

    def draw_labels(self, canvas: DrawingCanvas) -> None:
        """Draw the handling label alone, as an empty page has it, too."""
        header_pt, footer_pt = self._baselines()
        if self.stacked:
            header_pt, footer_pt = self.geometry.height_pt - mm(_LABEL_TOP_MM), mm(_LABEL_BOTTOM_MM)
        if self.labels:
            with canvas.artifact("Header"):
                self._draw_label(canvas, header_pt)
            with canvas.artifact("Footer"):
                self._draw_label(canvas, footer_pt)

    def _baselines(self) -> tuple[float, float]:
        """Those of the titles; a label that is not boxed or stacked shares them, and tall letters keep off the rule."""
        geometry = self.geometry
        if self.stacked:
            return geometry.height_pt - geometry.top_pt + _TITLES_TOP_PT, mm(_TITLES_BOTTOM_MM)
        tallest = max((label.style.first_baseline_pt for label in self.labels), default=0.0)
        drop = 0.0 if self.boxed else max(0.0, tallest + _LABEL_AIR_PT - _RULE_PT)
        return geometry.height_pt - mm(_HEADER_MM), mm(_FOOTER_MM) - drop

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

    def _draw_at_edge(
        self, canvas: DrawingCanvas, title: _RunningTitle, blocks: Sequence[TextBlock], baseline_pt: float
    ) -> None:
        """From the left margin inwards, or from the right one or a label that stands there."""
        left, right = self.geometry.margin_pt, self.geometry.width_pt - self.geometry.margin_pt
        if self.boxed:
            right -= self.label_pt + _GAP_PT
        for block in blocks:
            width = block.natural_width()
            _draw(canvas, block, right - width if title.at_right else left, baseline_pt)
            left, right = left + width + _GAP_PT, right - width - _GAP_PT


def _title(
    briefing: Briefing,
    side: Side,
    room: float,
    at_right: bool,  # noqa: FBT001 - one of a pair that _at_edges gives
) -> tuple[_RunningTitle, str | None, bool]:
    """The running title of a language, cut at a word where the footer has no room for all of it.

    Where only the header has none, since it has the mark of a draft or the number of the copy, the footer says it.

    Returns:
        The title; what is left of it where it is cut, else None; whether not even the number of the copy has room.
    """
    title = display_title(briefing.running_title[side.language])
    path = f"{'title' if briefing.short_title is None else 'short_title'}.{side.language}"
    number = [Piece(side.locale.label("page", page=_LARGEST_PAGE, pages=_LARGEST_PAGE))]
    copy = _copy_number(briefing, side)
    mark = side.block(side.locale.label("draft"), "mark", None) if briefing.status == "draft" else None
    in_header = room if mark is None else room - mark.natural_width() - _GAP_PT
    too_wide = bool(copy) and _set_title(side, "", path, copy).natural_width() > in_header
    footer = _fitting(title, room, lambda text: _set_title(side, text, path, number))
    header = _fitting(title, in_header, lambda text: _set_title(side, text, path, copy))
    if header != title == footer:  # the footer says it
        header = ""
    cut = footer if footer != title else None
    return _RunningTitle(side, at_right, header, footer, path, copy, mark), cut, too_wide


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
        "the handling label leaves no room for the number of the page beside it",
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
