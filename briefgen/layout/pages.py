"""The geometry of a page: margins, columns, and the frame that the story is poured into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from briefgen.layout.theme import Theme
from briefgen.units import mm

PAGE_SIZES: Final = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}  # millimetres; ISO 216 and ANSI/ASME Y14.1


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """Lengths of a page in points."""

    width_pt: float
    height_pt: float
    margin_pt: float
    top_pt: float
    bottom_pt: float
    gutter_pt: float

    @property
    def content_width_pt(self) -> float:
        """From margin to margin."""
        return self.width_pt - 2 * self.margin_pt

    @property
    def content_height_pt(self) -> float:
        """From the top margin to the bottom margin."""
        return self.height_pt - self.top_pt - self.bottom_pt

    @property
    def column_width_pt(self) -> float:
        """One of two equal columns: equal prominence of the languages beats filling the page."""
        return (self.content_width_pt - self.gutter_pt) / 2


def page_geometry(theme: Theme, page_size: str) -> PageGeometry:
    """The geometry of a theme on a page size of ``PAGE_SIZES``."""
    width_mm, height_mm = PAGE_SIZES[page_size]
    page = theme.spec.page
    return PageGeometry(
        mm(width_mm), mm(height_mm), mm(page.margin_side), mm(page.margin_top), mm(page.margin_bottom), mm(page.gutter)
    )
