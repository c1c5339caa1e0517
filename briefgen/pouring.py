"""Pages out of a composition, as often as it takes until they are right, and the file out of the last ones.

Whether a little less space saves a page is known when the pages have been filled. So what stands where is only noted
at first, and drawn when that is settled. Where the edition is to be set tighter, it is composed and filled again;
paragraphs that were shaped and broken before are taken as they are. The numbers of a table of contents are known when
the pages have been drawn, so an edition that has one is drawn twice.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from types import SimpleNamespace
from typing import Any, Final, NamedTuple, TypeAlias

from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate
from reportlab.platypus.doctemplate import LayoutError

from briefgen.diagnostics import Diagnostic, Severity
from briefgen.errors import InternalError
from briefgen.layout.compose import Composition, Run, whole_story
from briefgen.layout.contents import LONG_PAGES
from briefgen.layout.fitting import AS_IT_IS, GENTLE, ONE_PAGE, STEPS, Tightening
from briefgen.layout.flow.notes import NotedFrame
from briefgen.layout.structure import StructureType
from briefgen.pdf.attachments import Attachment
from briefgen.pdf.canvas import TaggedCanvas
from briefgen.pdf.fonts import FontTable
from briefgen.pdf.metadata import DocumentMetadata
from briefgen.pdf.page_order import PageLabel, PageOrder
from briefgen.pdf.profiles import Profile

Compose: TypeAlias = Callable[[Tightening, Mapping[str, int] | None], Composition]
"""Composes an edition, set so much tighter, with a table of contents of the numbers that are given, if any."""

# A last page with less than this part of it filled holds little.
_LITTLE: Final = 0.35

# What the gentle steps can save, as a part of all that stands on the pages before; more is not worth a try.
_SAVED: Final = 0.08

# The numbers of a table of contents do not change its size, so the second pass already agrees with the first.
_MOST_PASSES: Final = 4

_SHOWN_SECTIONS: Final = 6

# A heading that is this near to the top of its page has nothing above it.
_FIRST_HEADING_PT: Final = 40.0


@dataclass(frozen=True, slots=True)
class Book:
    """What a file is made with.

    Attributes:
        metadata: what it says about itself.
        profile: the standards that it claims.
        attachments: gives the files that are embedded in it; asked for when an edition has been composed.
        two_covers: whether the second run is read from the other cover.
    """

    metadata: DocumentMetadata
    profile: Profile
    attachments: Callable[[], Sequence[Attachment]]
    two_covers: bool = False


class Placed(NamedTuple):
    """A flowable in its place, or the notes of a page.

    Attributes:
        page: on which page, from 1.
        draw: draws it on the canvas that it is given.
    """

    page: int
    draw: Callable[[TaggedCanvas], None]


@dataclass(slots=True)
class Poured:
    """Pages that are filled, and not yet written.

    Attributes:
        composition: what they are filled with.
        book: what the file is made with.
        runs: for each page the place of its run, from 0.
        used_pt: for each page how much of the height of its text is taken.
        has_contents: whether there is a table of contents among that.
        placed: what stands on them, in the order in which it is drawn.
        canvas: they are drawn on it; there is none before.
    """

    composition: Composition
    book: Book
    has_contents: bool = False
    runs: list[int] = field(default_factory=list)
    used_pt: list[float] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    fonts: FontTable = field(default_factory=FontTable)
    target: io.BytesIO = field(default_factory=io.BytesIO)
    canvas: TaggedCanvas = field(init=False)

    @property
    def page_counts(self) -> list[int]:
        """How many pages each run has."""
        return [self.runs.count(run) for run in range(len(self.composition.runs))]

    def number_of(self, page: int) -> tuple[int, int]:
        """The number of a page in the footer, and of how many: in the file, or with two covers in its half."""
        if not self.book.two_covers:
            return page, len(self.runs)
        run = self.runs[page - 1]
        return page - self.runs.index(run), self.runs.count(run)

    @property
    def numbers(self) -> dict[str, int]:
        """The number of the page of each named place."""
        return {name: self.number_of(page)[0] for name, (page, _) in self.canvas.navigation.places.items()}

    @property
    def has_near_empty_end(self) -> bool:
        """Whether a run ends on a page that holds little, which a little less space might save."""
        height = self.composition.geometry.content_height_pt
        for _, pages in groupby(zip(self.runs, self.used_pt, strict=True), key=lambda page: page[0]):
            *before, last = (used for _, used in pages)
            if before and last < _LITTLE * height and last - (height - before[-1]) < _SAVED * sum(before):
                return True  # what is left free on the page before counts as room, once all is a little smaller
        return False


def poured_to_fit(compose: Compose, book: Book, *, fit: str | None, contents: bool | None) -> Poured:
    """Fill the pages of an edition, with a table of contents where it has one, and tighter where that is asked for.

    Args:
        compose: makes the composition, each time anew, since one can be drawn only once.
        book: what the file is made with.
        fit: ``one-page`` for one page for each run; None saves a page at most that would hold little.
        contents: whether there is a table of contents; None: where there are more than ``LONG_PAGES`` pages.

    Raises:
        InternalError: a part of the briefing fits on no page.
    """
    settle = functools.partial(_settled, compose, book, contents=contents)
    best, step = settle(AS_IT_IS), AS_IT_IS
    if fit == ONE_PAGE:
        if max(best.page_counts) > 1:
            best, step = _tighter(settle, STEPS, lambda tried: max(tried.page_counts) == 1)
    elif best.has_near_empty_end and len(best.runs) <= LONG_PAGES:
        # Beside many pages one more is little, and to fill them again takes its time.
        most = len(best.runs) - 1
        tried, tighter = _tighter(settle, GENTLE, lambda tried: len(tried.runs) <= most)
        if len(tried.runs) <= most:
            best, step = tried, tighter
    return _drawn(best, functools.partial(compose, step), book)


def _tighter(
    settle: Callable[[Tightening], Poured], steps: Sequence[Tightening], is_enough: Callable[[Poured], bool]
) -> tuple[Poured, Tightening]:
    """With the first step that gives as few pages as the last one; with the last, where not even that is enough."""
    tightest = settle(steps[-1])
    if is_enough(tightest):
        for step in steps[:-1]:
            tried = settle(step)
            if tried.page_counts == tightest.page_counts:
                return tried, step
    return tightest, steps[-1]


def _settled(compose: Compose, book: Book, step: Tightening, contents: bool | None) -> Poured:  # noqa: FBT001 - the same
    """Pages as they are filled, with the room of a table of contents where they have one."""
    poured = _pour(compose(step, {} if contents else None), book)
    if contents is None and len(poured.runs) > LONG_PAGES:
        contents, poured = True, _pour(compose(step, {}), book)
    poured.has_contents = bool(contents)
    return poured


def _drawn(poured: Poured, compose: Callable[[Mapping[str, int]], Composition], book: Book) -> Poured:
    """Pages that are drawn, whose table of contents, if they have one, agrees with them."""
    _draw(poured)
    if not poured.has_contents:
        return poured
    for _ in range(_MOST_PASSES):
        numbers = poured.numbers
        poured = _pour(compose(numbers), book)
        _draw(poured)
        if all(number == numbers.get(name, number) for name, number in poured.numbers.items()):
            return poured
    raise InternalError("the table of contents does not agree with the pages")


def _pour(composition: Composition, book: Book) -> Poured:
    """Fill pages with the story: note what stands where."""
    geometry = composition.geometry
    poured = Poured(composition, book)
    templates = [_template(poured, place, run) for place, run in enumerate(composition.runs)]
    document = _Document(poured, pagesize=(geometry.width_pt, geometry.height_pt), pageTemplates=templates)
    try:
        document.build(whole_story(composition.runs))
    except LayoutError as error:
        raise InternalError(
            f"a part of the briefing fits on no page: a page is {geometry.height_pt:.0f} points high, "
            f"and its frame {geometry.content_height_pt:.0f}"
        ) from error
    return poured


def _draw(poured: Poured) -> None:
    """Draw what stands on the pages."""
    composition, book = poured.composition, poured.book
    for place, run in enumerate(composition.runs):
        composition.begins[run.language] = poured.number_of(poured.runs.index(place) + 1)[0]
    poured.canvas = canvas = TaggedCanvas(
        poured.target,
        root=composition.root,
        metadata=book.metadata,
        page_rtl=composition.rtl,
        furniture=functools.partial(_draw_furniture, poured),
        pagesize=(composition.geometry.width_pt, composition.geometry.height_pt),
        profile=book.profile,
        attachments=book.attachments(),
        fonts=poured.fonts,
    )
    for entry in composition.outline:
        canvas.bookmark(entry.title, entry.destination, entry.level, entry.heading)
    placed = {page: list(of_page) for page, of_page in groupby(poured.placed, key=lambda each: each.page)}
    for page in range(1, len(poured.runs) + 1):
        for each in placed.get(page, ()):
            each.draw(canvas)
        canvas.showPage()


class _NoCanvas:
    """What Platypus fills pages on while nothing is drawn: it counts them."""

    def __init__(self, size: tuple[float, float]) -> None:
        self._pagesize = size
        self._doc = SimpleNamespace(info=None)
        self._page = 1

    def getPageNumber(self) -> int:  # noqa: N802 - reportlab's name
        """The page that is filled, from 1."""
        return self._page

    def setPageRotation(self, _degrees: float) -> None:  # noqa: N802 - reportlab's name
        """Nothing: no page is turned while it is filled."""

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """Go on to the next page."""
        self._page += 1


class _Document(BaseDocTemplate):  # type: ignore[misc] # reportlab has no types
    """Fills pages, and notes how far each is filled."""

    _doSave = 0  # noqa: N815 - reportlab's name

    def __init__(self, poured: Poured, **keywords: Any) -> None:
        super().__init__(poured.target, **keywords)
        self._poured = poured

    def _makeCanvas(self, *_arguments: Any, **_keywords: Any) -> _NoCanvas:  # noqa: N802 - reportlab's name
        return _NoCanvas(self.pagesize)

    def afterFlowable(self, flowable: Any) -> None:  # noqa: N802 - reportlab's name
        """Note the height that is taken of the page; called when something has been put on it."""
        del flowable
        if self._poured.used_pt:
            self._poured.used_pt[-1] = self.frame._y2 - self.frame._y  # noqa: SLF001 - reportlab has no other way


class _Noting:
    """A frame that notes where a flowable is to be drawn."""

    placed: list[Placed]

    def add(self, flowable: Any, canv: _NoCanvas, trySplit: int = 0) -> int:  # noqa: N803 - reportlab's name
        """Take a flowable if there is room."""
        page = canv.getPageNumber()

        def note(_canvas: _NoCanvas, x_pt: float, y_pt: float, _sW: float = 0) -> None:  # noqa: N803 - reportlab's name
            def draw(canvas: TaggedCanvas) -> None:
                flowable.drawOn(canvas, x_pt, y_pt, _sW)

            self.placed.append(Placed(page, draw))

        flowable.drawOn = note  # what Platypus calls when it has found the place
        try:
            return int(super().add(flowable, canv, trySplit))  # type: ignore[misc] # there is a frame behind this
        finally:
            del flowable.drawOn


class _Frame(_Noting, Frame):  # type: ignore[misc] # reportlab has no types
    """A frame that notes what it takes."""


class _NotedFrame(_Noting, NotedFrame):
    """The same with notes at its foot."""


def _template(poured: Poured, place: int, run: Run) -> PageTemplate:
    """The page template of a run: one frame between the margins."""
    composition = poured.composition
    geometry = composition.geometry
    box = (geometry.margin_pt, geometry.bottom_pt, geometry.content_width_pt, geometry.content_height_pt, 0, 0, 0, 0)
    frame = _Frame(*box) if run.notes is None else _NotedFrame(run.notes, *box)
    frame.placed = poured.placed
    # PDF/UA-2 wants a note and what cites it to refer to each other (ISO 14289-2, 8.2.5.14), which elements cannot.
    kind: StructureType = "Note" if poured.book.profile.structure_namespace is None else "P"

    def begin_page(_canvas: _NoCanvas, _document: Any) -> None:
        poured.runs.append(place)
        poured.used_pt.append(0.0)

    def end_page(_canvas: _NoCanvas, _document: Any) -> None:
        if run.notes is not None and frame.noted:
            page = len(poured.runs)
            draw = functools.partial(run.notes.draw, page=page, keys=frame.noted, kind=kind)
            poured.placed.append(Placed(page, draw))

    return PageTemplate(run.name, [frame], onPage=begin_page, onPageEnd=end_page)


def _draw_furniture(poured: Poured, canvas: TaggedCanvas, page: int, _pages: int) -> None:
    """Header and footer of a page; an empty one between two halves has the handling label alone."""
    if page > len(poured.runs):
        poured.composition.runs[0].furniture.draw_labels(canvas)
    else:
        poured.composition.runs[poured.runs[page - 1]].furniture.draw(canvas, *poured.number_of(page))


def written(poured: Poured) -> tuple[bytes, int]:
    """The file, and how many pages it has.

    Raises:
        ConformanceError: it would break a standard that it claims.
    """
    if poured.book.two_covers:
        _arrange(poured)
    poured.canvas.save()
    return poured.target.getvalue(), len(poured.canvas.pages)


def _arrange(poured: Poured) -> None:
    """Put the pages of two halves in the order in which a book with two covers has them.

    The number of pages is even, so that both titles stand on an outer side of the paper. Where both languages have one
    direction, the second half is turned: who turns the book over finds it the right way up.
    """
    composition, canvas = poured.composition, poured.canvas
    first, second = poured.page_counts
    languages = [run.language for run in composition.runs]
    drawn = [*range(first), *reversed(range(first, first + second))]
    labels: list[PageLabel | None] = [PageLabel(f"{languages[0]}-", number) for number in range(1, first + 1)]
    labels += [PageLabel(f"{languages[1]}-", number) for number in range(second, 0, -1)]
    if len(drawn) % 2:
        canvas.showPage()
        drawn.insert(first, len(drawn))
        labels.insert(first, None)
    if composition.runs[0].rtl == composition.runs[1].rtl:
        for page in range(first + 1, first + second + 1):
            canvas.turn(page)
    canvas.page_order = PageOrder(drawn, labels)


def left_over(poured: Poured, edition: str) -> list[Diagnostic]:
    """The warning that a run has more than one page, which was asked for, and what stands beyond it."""
    return [_does_not_fit(poured, run, edition) for run, count in enumerate(poured.page_counts) if count > 1]


def _does_not_fit(poured: Poured, run: int, edition: str) -> Diagnostic:
    """The section that goes on beyond the first page, and those that begin there."""
    first, language = poured.runs.index(run) + 1, poured.composition.runs[run].language
    places = poured.canvas.navigation.places
    placed = [
        (entry.destination.partition(".")[2], *places[entry.destination])
        for entry in poured.composition.outline
        if entry.level and entry.destination.startswith(f"{language}.") and entry.destination in places
    ]
    beyond = [name for name, page, _ in placed if page > first]
    parted = next((name for name, page, _ in reversed(placed) if page <= first), None)
    geometry = poured.composition.geometry
    top = geometry.height_pt - geometry.top_pt - _FIRST_HEADING_PT
    if parted is not None and not any(page == first + 1 and height >= top for _, page, height in placed):
        beyond.insert(0, f"the end of {parted}")
    more = len(beyond) - _SHOWN_SECTIONS
    told = ", ".join(beyond[:_SHOWN_SECTIONS]) + (f" and {more} more" if more > 0 else "")
    return Diagnostic(
        "layout.does-not-fit",
        f'in the edition "{edition}", the text in "{language}" takes {poured.runs.count(run)} pages at the tightest; '
        f"beyond the first stands: {told}",
        hints=("shorten or leave out some of that, or render without a fit",),
        severity=Severity.WARNING,
    )
