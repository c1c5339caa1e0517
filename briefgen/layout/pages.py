"""The geometry of a page: margins, columns, and the frame that the story is poured into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from briefgen.diagnostics import Diagnostic
from briefgen.errors import ResourceError
from briefgen.layout.side import SIDE_GAP_MM
from briefgen.layout.theming.spec import Arrangement
from briefgen.layout.theming.theme import Theme
from briefgen.units import mm

PAGE_SIZES: Final = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}  # millimetres; ISO 216 and ANSI/ASME Y14.1

# What text needs: a column of about twenty letters, a measure of thirty, and a dozen lines.
MIN_COLUMN_PT: Final = 100.0
MIN_MAIN_PT: Final = 150.0
MIN_HEIGHT_PT: Final = 200.0


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


def page_geometry(theme: Theme, page_size: str, arrangement: Arrangement | None = None) -> PageGeometry:
    """The geometry of a theme on a page size of ``PAGE_SIZES``.

    Args:
        theme: the theme.
        page_size: the name of the paper.
        arrangement: of the pages that are wanted; columns that are too narrow for two languages side by side are no
            reason to refuse pages in one language. None asks for room for both.

    Raises:
        ResourceError: ``theme.invalid``, the theme leaves too little room on this page.
    """
    width_mm, height_mm = PAGE_SIZES[page_size]
    page = theme.spec.page
    geometry = PageGeometry(
        mm(width_mm), mm(height_mm), mm(page.margin_side), mm(page.margin_top), mm(page.margin_bottom), mm(page.gutter)
    )
    main_pt = geometry.content_width_pt - mm(page.side_column + SIDE_GAP_MM)
    too_small = [
        Diagnostic(
            "theme.invalid",
            f'in the theme "{theme.spec.name}", {what} has {max(0.0, room_pt):.0f} pt on {page_size}; '
            f"it needs at least {least_pt:.0f}",
            theme.place(f"page.{key}"),
            (f"make {key} smaller, or {other}",),
        )
        for asked, what, room_pt, least_pt, key, other in (
            ("columns", "the width of a column", geometry.column_width_pt, MIN_COLUMN_PT, "gutter", "margin_side"),
            ("single", "the text beside the side column", main_pt, MIN_MAIN_PT, "side_column", "margin_side"),
            (None, "the height of the text", geometry.content_height_pt, MIN_HEIGHT_PT, "margin_top", "margin_bottom"),
        )
        if room_pt < least_pt and (arrangement is None or asked in {None, arrangement})
    ]
    if too_small:
        raise ResourceError(too_small)
    return geometry
