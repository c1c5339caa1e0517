"""Where the other text of a briefing is: another edition, the other half of a file with two covers, or further pages.

It stands on the first page, in the language of the page and in that of the other reader, who may hold the wrong one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from briefgen.layout.canvas import DrawingCanvas
from briefgen.layout.flow.block import Block
from briefgen.layout.flow.containers import Row, Share
from briefgen.layout.flow.paragraph import TextBlock
from briefgen.layout.inline import Piece, Target
from briefgen.layout.language.locale import LanguageLocale
from briefgen.layout.side import Cell, Side
from briefgen.layout.structure import StructureElement
from briefgen.model import Briefing
from briefgen.text.scripts import unicode_script

_GAP_PT: Final = 12.0
# Room is kept for page numbers of so many figures.
_LARGEST_PAGE: Final = 999


class _WithPage(Block):
    """A line that names a page, whose number is known when it is drawn.

    Args:
        make: the line with a number, to be measured only or to be drawn.
        page: gives the number.
    """

    def __init__(self, make: Callable[[int, bool], TextBlock], page: Callable[[], int]) -> None:
        super().__init__()
        self._make = make
        self._page = page
        self._room = make(_LARGEST_PAGE, False)  # noqa: FBT003 - it is measured

    def first_baseline(self, width_pt: float) -> float:
        """That of the line."""
        return self._room.first_baseline(width_pt)

    def ink_above(self, width_pt: float) -> float:
        """That of the line with the largest number."""
        return self._room.ink_above(width_pt)

    def reach_below(self, width_pt: float) -> float:
        """That of the line with the largest number."""
        return self._room.reach_below(width_pt)

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:
        """Width and height in points."""
        self.width, self.height = self._room.wrap(width_pt, height_pt)
        return self.width, self.height

    def draw_at(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw the line with the number, from the top of the room that was kept."""
        line = self._make(self._page(), True)  # noqa: FBT003 - it is drawn
        _, height_pt = line.wrap(self.width, self.height)
        line.draw_at(canvas, x_pt, y_pt + self.height - height_pt)


def elsewhere(briefing: Briefing, side: Side, element: StructureElement) -> Iterator[Cell]:
    """A line for each language that this page does not show: said in the language of the page, then in its own.

    Args:
        briefing: what languages there are.
        side: the language of the page.
        element: what the paragraphs stand in.
    """
    if not side.single:
        return
    for other in briefing.all_languages:
        if other == side.language:
            continue
        own = _line(side, other, side.locale, element.add("P"))
        theirs = _locale_of(briefing, side, other)
        cells = [own] if theirs is None else [own, _line(side, other, theirs, side.element_of(element, other))]
        shares: Sequence[Share] = [Share(1 / len(cells))] * len(cells)
        yield Cell(Row(cells, shares, gap_pt=_GAP_PT, rtl=side.rtl), gap_pt=4)


def _line(side: Side, other: str, locale: LanguageLocale, element: StructureElement) -> Block:
    """Where the other text is, in the language of a locale; further on in the same file, with the page and a link."""
    language = locale.language_name(other)
    if side.two_covers or other not in side.shown:
        label = "half_begins" if other in side.shown else "other_edition"
        return side.block(locale.label(label, language=language), "meta", element, language=locale.language)

    def begins(page: int, drawn: bool) -> TextBlock:  # noqa: FBT001 - as the block asks
        said = locale.label("text_begins", language=language, page=page)
        target = Target(destination=f"{other}.title", contents=said)
        return side.block([Piece(said, target=target)], "meta", element if drawn else None, language=locale.language)

    return _WithPage(begins, lambda: side.begins[other])


def _locale_of(briefing: Briefing, side: Side, language: str) -> LanguageLocale | None:
    """The labels of another language; None where there are none, or no faces for them: the page can do without."""
    locale = side.locales.find(language, briefing.conventions.get(language))
    scripts = map(unicode_script, side.theme.spec.scripts)
    return locale if locale is not None and unicode_script(locale.script) in scripts else None
