"""The flowable of a paragraph: it breaks by itself, keeps its structure element over pages, and carries its links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial

from briefgen.layout.canvas import DrawingCanvas, PlacedLine
from briefgen.layout.flow.block import Block, share_white
from briefgen.layout.flow.marks import draw_marks, marked
from briefgen.layout.inline import LineMark, StyledText, Target
from briefgen.layout.structure import Slot, StructureElement
from briefgen.layout.theming.theme import TextStyle
from briefgen.text.fonts import FontFace
from briefgen.text.glyphs import Cluster, GlyphRun, Line
from briefgen.text.setting import PreparedParagraph

# A paragraph leaves at least this many lines on either side of a page break.
MINIMUM_LINES = 2


# Distinct clusters of a face; a long document has a few thousand.
_MAX_REMEMBERED = 16_384


@lru_cache(maxsize=_MAX_REMEMBERED)
def _lowest_fu(face: FontFace, cluster: Cluster) -> int:
    """How far the ink of a cluster goes below the baseline, in font units: below 0, or 0 where it stands on it."""
    extents = ((face.hb_font.get_glyph_extents(glyph), y_fu) for glyph, _, y_fu in cluster.glyphs)
    return min((y_fu + each.y_bearing + each.height for each, y_fu in extents if each is not None), default=0)


def _reach_pt(run: GlyphRun) -> float:
    """How far the ink of a run goes below the baseline, in points."""
    return -min(map(partial(_lowest_fu, run.face), run.clusters), default=0) * run.size_pt / run.face.units_per_em


class TextBlock(Block):
    """Lines of one paragraph in one style.

    Args:
        prepared: the shaped paragraph.
        styled: its colours and links.
        style: leading and first baseline.
        slots: for each span its place in the structure tree (``slots_for``), None for page furniture.
        anchors: names that links and bookmarks can go to, given to the top of the block.
    """

    def __init__(
        self,
        prepared: PreparedParagraph,
        styled: StyledText,
        style: TextStyle,
        slots: Sequence[Slot | None],
        anchors: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self.prepared = prepared
        self.styled = styled
        self.style = style
        self.anchors = anchors
        self.slots = slots
        self._has_links = any(target is not None for target in styled.targets)
        # Where links lead on the page that the block stands on, by where they lead else.
        self.nearer: Mapping[str, str] = {}
        self._measure_pt: float | None = None
        self._lines: Sequence[Line] = ()

    def lines(self, measure_pt: float) -> Sequence[Line]:
        """The lines at a measure; they are kept until another one is asked for."""
        if self._measure_pt != measure_pt:
            self._lines = self.prepared.set(measure_pt, self.style.rules)
            self._measure_pt = measure_pt
        return self._lines

    @property
    def set_lines(self) -> Sequence[Line]:
        """The lines as they have been set last."""
        return self._lines

    def natural_width(self) -> float:
        """The width of the text on a single line."""
        return self.prepared.width(0, len(self.prepared.paragraph.text.rstrip()))

    def first_baseline(self, width_pt: float) -> float:  # noqa: ARG002 - other cells depend on their width
        """From the top of the block to its first baseline."""
        return self.style.first_baseline_pt

    def ink_above(self, width_pt: float) -> float:
        """How high the ink of the first line goes above its baseline."""
        runs = (run for line in self.lines(width_pt)[:1] for run in line.runs)
        return max(
            (max(map(run.face.top_fu, run.clusters), default=0) * run.size_pt / run.face.units_per_em for run in runs),
            default=0.0,
        )

    def reach_below(self, width_pt: float) -> float:
        """How far the ink of the last line reaches out of the block; below 0 where it does not."""
        runs = (run for line in self.lines(width_pt)[-1:] for run in line.runs)
        return max(map(_reach_pt, runs), default=0.0) - self.style.descent_pt

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:  # noqa: ARG002 - Platypus's protocol
        """Width and height in points."""
        self.width = width_pt
        self.height = len(self.lines(width_pt)) * self.style.leading_pt + self.style.overhang_pt
        return self.width, self.height

    def split(self, width_pt: float, height_pt: float) -> list[TextBlock]:
        """Two blocks that share the structure element, or none where no two lines would be left on a side."""
        lines = self.lines(width_pt)
        room = height_pt - self.style.overhang_pt
        fitting = min(int(room / self.style.leading_pt + 1e-6), len(lines) - MINIMUM_LINES)
        if fitting < MINIMUM_LINES:
            return []
        return share_white(self, [self._part(lines[:fitting], first=True), self._part(lines[fitting:], first=False)])

    def _part(self, lines: Sequence[Line], *, first: bool) -> TextBlock:
        """A block of some of the lines; it draws into the same places of the structure tree."""
        part = TextBlock(self.prepared, self.styled, self.style, self.slots, self.anchors if first else ())
        part._measure_pt, part._lines = self._measure_pt, lines
        return part

    def draw_at(self, canvas: DrawingCanvas, x_pt: float, y_pt: float) -> None:
        """Draw the lines, then the annotations of the links in them."""
        top = y_pt + self.height
        for anchor in self.anchors:
            canvas.destination(anchor, top, self._element)
        first, leading = top - self.style.first_baseline_pt, self.style.leading_pt
        placed = [PlacedLine(line, x_pt, first - i * leading) for i, line in enumerate(self._lines)]
        canvas.draw_text(placed, self.slots, self.styled.colours)
        draw_marks(canvas, placed, self.styled, self.style.size_pt)
        if self._has_links:
            for line in placed:
                self._draw_links(canvas, line)

    def _draw_links(self, canvas: DrawingCanvas, placed: PlacedLine) -> None:
        """One annotation for each link of a line, over all its runs."""
        runs_of: dict[StructureElement, list[GlyphRun]] = {}
        for run in placed.line.runs:
            slot = self.slots[run.span]
            if self.styled.targets[run.span] is not None and slot is not None:
                runs_of.setdefault(_link_of(slot.element), []).append(run)
        size = self.style.size_pt
        for link, runs in runs_of.items():
            target = self.styled.targets[runs[0].span]
            if target is None:
                continue
            slot = link.slot()
            if target.anchor is not None and runs[0].start == self._start_of(runs[0].span):
                canvas.destination(target.anchor, placed.baseline_pt + self.style.leading_pt, link)
            left = placed.x_pt + min(run.x_pt for run in runs)
            right = placed.x_pt + max(run.x_pt + run.width_pt for run in runs)
            box = (left, placed.baseline_pt - 0.25 * size, right, placed.baseline_pt + 0.8 * size)
            if target.address is not None:
                canvas.link_to_address(slot, box, target.address, target.contents)
            elif target.destination is not None:
                canvas.link_to_destination(
                    slot, box, self.nearer.get(target.destination, target.destination), target.contents
                )

    @property
    def _element(self) -> StructureElement | None:
        """The element of the paragraph, or None where it has none or no text."""
        element = self.slots[0].element if self.slots and self.slots[0] is not None else None
        while element is not None and element.kind in {"Link", "Span"}:
            element = element.parent
        return element

    def _start_of(self, span: int) -> int:
        """The position of the first character of a span."""
        return sum(len(before.text) for before in self.prepared.paragraph.spans[:span])

    def minWidth(self) -> float:  # noqa: N802 - Platypus's name
        """Any width will do: lines break."""
        return 0.0


def slots_for(
    element: StructureElement | None,
    targets: Sequence[Target | None],
    expansions: Sequence[str | None] = (),
    marks: Sequence[LineMark | None] = (),
) -> list[Slot | None]:
    """A slot for each span: neighbouring plain spans share one, a link or a short form has an element of its own.

    So has a stretch that is marked, whose line the element tells of.

    Args:
        element: the element of the paragraph; None for what is no content.
        targets: where each span goes when it is a link; neighbours that go to the same place are one link.
        expansions: what each span is read out as when it is a short form; may be left out.
        marks: how each span is marked when it has changed, or is a link; may be left out.
    """
    if element is None:
        return [None] * len(targets)
    slots: list[Slot | None] = []
    nothing = [None] * len(targets)
    link = parent = element
    plain, before, mark_before = None, None, None
    for target, expansion, mark in zip(targets, expansions or nothing, marks or nothing, strict=True):
        if target != before:
            link = element if target is None else element.add("Link")
        if target != before or mark != mark_before:
            parent, plain = marked(link, mark), None
        before, mark_before = target, mark
        if expansion is not None:
            slots.append(parent.add("Span", expansion=expansion).slot())
            plain = None
        else:
            plain = plain or parent.slot()
            slots.append(plain)
    return slots


def _link_of(element: StructureElement) -> StructureElement:
    """The link that the content of an element belongs to, which may be a short form or a marked stretch in it."""
    while element.kind == "Span" and element.parent is not None:
        element = element.parent
    return element
