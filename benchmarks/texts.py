"""The texts of a briefing as the other tools get them: what briefgen prints, piece by piece, with the same faces.

They are taken from briefgen's own composition, so that labels, dates and numbers are there as well. Faces and sizes are
those of the first span of a paragraph: emphasis inside it is left out, which makes the other tools' work lighter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from reportlab.platypus import Flowable

from briefgen.layout.compose import compose
from briefgen.layout.edition import SIDE_BY_SIDE, find_edition
from briefgen.layout.flow.containers import Row
from briefgen.layout.flow.paragraph import TextBlock
from briefgen.layout.pages import PageGeometry, page_geometry
from briefgen.layout.theming.theme import load_theme
from briefgen.model import Briefing


@dataclass(frozen=True)
class Text:
    """One paragraph: its characters in logical order, how it is set, and its base direction."""

    characters: str
    font: Path
    size_pt: float
    leading_pt: float
    colour: str
    rtl: bool


class Content(NamedTuple):
    """Rows of two cells, from left to right, with the paragraphs of each, and the page they are set on."""

    rows: list[tuple[list[Text], list[Text]]]
    geometry: PageGeometry

    @property
    def fonts(self) -> dict[Path, str]:
        """A name for every font file that is used."""
        return {text.font: text.font.stem for row in self.rows for cell in row for text in cell}

    def characters(self, *, rtl: bool) -> int:
        """How many characters the paragraphs of a direction have."""
        return sum(len(text.characters) for row in self.rows for cell in row for text in cell if text.rtl == rtl)


def side_by_side_texts(briefing: Briefing) -> Content:
    """The texts of the side-by-side edition in the default theme, on A4."""
    theme = load_theme("modern")
    geometry = page_geometry(theme, "A4")
    composition = compose(briefing, find_edition(briefing, SIDE_BY_SIDE), theme, geometry)
    found = (cells for run in composition.runs for flowable in run.story for cells in _pairs(flowable))
    return Content([(list(_texts(left)), list(_texts(right))) for left, right in found], geometry)


def _pairs(flowable: Any) -> Iterator[list[Any]]:
    """The two cells of each row of both languages, which may stand in a panel or be kept with others."""
    if isinstance(flowable, Row):
        if len(flowable.cells) == 2:
            yield flowable.cells
        return
    for child in _children(flowable):
        yield from _pairs(child)


def _texts(flowable: Any) -> Iterator[Text]:
    """The paragraphs of a flowable and of all it holds, in order."""
    if not isinstance(flowable, TextBlock):
        for child in _children(flowable):
            yield from _texts(child)
        return
    paragraph, style = flowable.prepared.paragraph, flowable.style
    sized = paragraph.spans[0].fonts.chain(paragraph.script)[0]
    yield Text(
        paragraph.text, sized.face.path, sized.size_pt, style.leading_pt, flowable.styled.colours[0], paragraph.base_rtl
    )


def _children(flowable: Any) -> Iterator[Any]:
    for value in vars(flowable).values():
        yield from (item for item in (value if isinstance(value, list | tuple) else [value]) if _is_flowable(item))


def _is_flowable(value: object) -> bool:
    return isinstance(value, Flowable)
