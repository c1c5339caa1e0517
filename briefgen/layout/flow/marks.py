"""The lines of words that have changed or are links: through what was removed, under what was added, dots under links.

The line is an artifact. What it means is said by the ``Span`` of the words (ISO 32000-1, 14.8.5.4.5) or their ``Link``.
Colour alone would say it only to those who see it (WCAG 2.2, 1.4.1).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from briefgen.layout.canvas import DrawingCanvas, PlacedLine
from briefgen.layout.inline import LineMark, StyledText
from briefgen.layout.structure import Decoration, StructureElement
from briefgen.text.glyphs import Line

DECORATIONS: Final[Mapping[LineMark, Decoration]] = MappingProxyType({"removed": "LineThrough", "added": "Underline"})

# The middle of the line above the baseline, in em: through the middle of small letters, and under the bowls of Arabic
# ones without touching the letters of the next line.
_MIDDLES_EM: Final[Mapping[LineMark, float]] = MappingProxyType({"removed": 0.25, "added": -0.16, "link": -0.28})
# Nastaliq slopes: words begin high above the baseline, and end below it.
_MIDDLES_OF_NASTALIQ_EM: Final[Mapping[LineMark, float]] = MappingProxyType(
    {"removed": 0.42, "added": -0.25, "link": -0.37}
)
_NASTALIQ: Final = "Aran"
_THICKNESS_EM: Final = 0.06
# Of the dots under links, in their thickness: the length of each, and the white after it.
_DOTS: Final = (1.0, 2.0)

# Neighbouring runs have a common edge, but for rounding.
_TOUCHING_PT: Final = 0.01


class MarkLine(NamedTuple):
    """A stretch of a line of text that has one mark: its edges from the left edge of the measure, in points."""

    mark: LineMark
    colour: str
    left_pt: float
    right_pt: float


def marked(element: StructureElement, mark: LineMark | None) -> StructureElement:
    """Where text with a mark belongs: to a ``Span`` of its own that says what its line means, or to its link."""
    if mark is None or mark not in DECORATIONS:
        return element
    span = element.add("Span")
    span.decoration = DECORATIONS[mark]
    return span


def draw_marks(canvas: DrawingCanvas, lines: Sequence[PlacedLine], styled: StyledText, size_pt: float) -> None:
    """Draw the lines of all words of some lines of a paragraph that have changed or are links."""
    if not any(styled.marks):
        return
    thickness = _THICKNESS_EM * size_pt
    paragraph = styled.paragraph
    sloping = paragraph.style_of(paragraph.script) == _NASTALIQ
    middles = _MIDDLES_OF_NASTALIQ_EM if sloping else _MIDDLES_EM
    with canvas.artifact("Layout"):
        for placed in lines:
            for each in mark_lines(placed.line, styled):
                middle = placed.baseline_pt + middles[each.mark] * size_pt
                x, width = placed.x_pt + each.left_pt, each.right_pt - each.left_pt
                if each.mark == "link":
                    ends = [(x, middle), (x + width, middle)]
                    dots = [length * thickness for length in _DOTS]
                    canvas.path(ends, stroke=each.colour, width_pt=thickness, closed=False, dashes_pt=dots)
                else:
                    canvas.fill_box(x, middle - thickness / 2, width, thickness, each.colour)


def mark_lines(line: Line, styled: StyledText) -> list[MarkLine]:
    """The stretches of a line of text that are marked, from left to right; white space that hangs at its end is not."""
    found: list[MarkLine] = []
    for each in sorted(_runs(line, styled), key=lambda run: run.left_pt):
        last = found[-1] if found else None
        same = last is not None and (last.mark, last.colour) == (each.mark, each.colour)
        if last is not None and same and each.left_pt <= last.right_pt + _TOUCHING_PT:
            found[-1] = last._replace(right_pt=max(last.right_pt, each.right_pt))
        else:
            found.append(each)
    return found


def _runs(line: Line, styled: StyledText) -> Iterator[MarkLine]:
    """The runs that are marked, as far as they belong to what the line fills of its measure."""
    if not line.runs:
        return
    # White space at the end of the line hangs at its left where the paragraph goes from right to left.
    left = min(run.x_pt for run in line.runs)
    right = max(run.x_pt + run.width_pt for run in line.runs)
    left, right = (right - line.width_pt, right) if line.rtl else (left, left + line.width_pt)
    for run in line.runs:
        mark = styled.marks[run.span]
        start, end = max(run.x_pt, left), min(run.x_pt + run.width_pt, right)
        if mark is not None and start < end:
            yield MarkLine(mark, styled.colours[run.span], start, end)
