"""The canvas of tagged documents: reportlab's drawing operations, and those that layout asks for.

Every piece of content is either content of a structure element or an artifact (ISO 14289-1, 7.1). Text goes through
``draw_text`` only: reportlab's own text operations know neither shaping nor fonts that are in the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NoReturn

from reportlab.pdfbase.pdfdoc import PDFObjectReference

from briefgen.errors import ConformanceError
from briefgen.layout.canvas import Artifact, PlacedLine
from briefgen.layout.images.raster import Raster
from briefgen.layout.structure import Slot, StructureElement
from briefgen.pdf import images, shapes
from briefgen.pdf.attachments import Attachment
from briefgen.pdf.breaches import cited, path_of
from briefgen.pdf.checks import DrawnOnce, is_blank, refuse_breaches, refuse_link
from briefgen.pdf.document import TaggedDocument
from briefgen.pdf.fonts import FontTable
from briefgen.pdf.guarded import GuardedCanvas, refuse_numbers
from briefgen.pdf.literals import LARGEST_NUMBER
from briefgen.pdf.marking import PageMarks
from briefgen.pdf.metadata import DocumentMetadata
from briefgen.pdf.navigation import Navigation, open_address, uri_of
from briefgen.pdf.objects import number
from briefgen.pdf.page_direction import PageDirection
from briefgen.pdf.page_order import PageOrder
from briefgen.pdf.profiles import PDF_UA1, Profile
from briefgen.pdf.structure import refuse_drawn
from briefgen.pdf.text import TextWriter, fill_colour

# What reportlab keeps for the page that is being drawn.
_PAGE_STATE: Final = (
    "_code", "_psCommandsBeforePage", "_psCommandsAfterPage", "_currentPageHasImages", "_formsinuse", "_formData",
    "_annotationrefs", "_colorsUsed", "_shadingUsed", "_extgstate", "_pagesize", "_pageRotation", "_pageTransition",
    "_pageDuration", "_cropBox", "_artBox", "_bleedBox", "_trimBox",
)  # fmt: skip

Furniture = Callable[["TaggedCanvas", int, int], None]


class TaggedCanvas(GuardedCanvas):
    """A reportlab canvas that implements ``briefgen.layout.canvas.DrawingCanvas``.

    It can be the ``canvasmaker`` of a Platypus document template, by way of ``functools.partial``. Pages are kept until
    ``save``, when their number is known and ``furniture`` has been drawn on each.

    Attributes:
        root: the structure tree.
        metadata: what the document says about itself.
        profile: the standards that it claims.
        page_rtl: whether pages turn from right to left.
        fonts: the fonts of the document.
        marks: the marked content of each page that is finished.
        navigation: destinations, outline and links.
        drawn_once: which lines of paragraphs have been drawn.
        page_order: in which order the pages stand in the file; None for that in which they are drawn.
    """

    _currentMatrix: tuple[float, float, float, float, float, float]  # noqa: N815 - reportlab's name

    def __init__(
        self,
        target: Any,
        *,
        root: StructureElement,
        metadata: DocumentMetadata,
        page_rtl: bool,
        furniture: Furniture | None = None,
        pagesize: tuple[float, float] | None = None,
        profile: Profile = PDF_UA1,
        attachments: Sequence[Attachment] = (),
        fonts: FontTable | None = None,
        **platypus_keywords: object,
    ) -> None:
        """Begin a document.

        Args:
            target: a path or a binary file to write to.
            root: the structure tree, with nothing drawn yet.
            metadata: what the document says about itself.
            page_rtl: whether pages turn from right to left. PDFium then takes every line for right-to-left when text
                is copied, so leave it False where lines of both directions matter.
            furniture: draws what needs the number of pages, given the canvas, the page and how many there are. It
                is drawn over the page, after its content; all it draws must be artifacts.
            pagesize: width and height in points; A4 if left out.
            profile: the standards that the file claims.
            attachments: the files that are embedded in it.
            fonts: where the fonts of the document are kept, for who wants to report on them.
            platypus_keywords: what a document template hands on. The boxes of the page are used; metadata and
                everything that would depend on the machine are not.

        Raises:
            ValueError: the tree has been drawn before, encryption is asked for, or the profile allows no embedded
                files.
        """
        refuse_drawn(root)
        self.root = root
        self.metadata = metadata
        self.profile = profile
        self.page_rtl = page_rtl
        self.fonts = FontTable() if fonts is None else fonts
        self.marks: list[PageMarks] = []
        self.navigation = Navigation()
        self.drawn_once = DrawnOnce()
        self.page_order: PageOrder | None = None
        self.noted = {}
        self._forms_drawn = {}
        self._furniture = furniture
        self._saved = False
        self._page_marks = PageMarks(1)
        self._directions = [PageDirection()]  # of the pages up to the one that is drawn
        self._finished: list[dict[str, Any]] = []
        boxes = {key: value for key, value in platypus_keywords.items() if key.endswith("Box")}
        super().__init__(target, pagesize=pagesize, pageCompression=0, invariant=1, **boxes)
        self._doc = TaggedDocument(metadata, profile, attachments)  # the one made just now has been given nothing yet

    @property
    def pages(self) -> Sequence[Any]:
        """The pages whose furniture has been drawn, as objects of reportlab."""
        pages: Sequence[Any] = self._doc.Pages.pages
        return pages

    # --- DrawingCanvas ---

    def draw_text(self, lines: Sequence[PlacedLine], slots: Sequence[Slot | None], colours: Sequence[str]) -> None:
        """Draw lines of one paragraph; run.span picks the slot (None: an artifact) and the colour (``#RRGGBB``).

        Inside ``artifact`` or ``figure`` the text belongs to that, and all slots must be None.

        Raises:
            ConformanceError: a glyph cannot be written, since it is .notdef or stands for no character.
            ValueError: a slot is given inside ``artifact`` or ``figure``, or a colour is not of that form.
        """
        if self._page_marks.is_open and any(slot is not None for slot in slots):
            raise ValueError("text of an element is drawn inside an artifact or a figure")
        self.drawn_once.note(lines, slots)
        if any(placed.line.runs for placed in lines):
            _, origin_pt = self.absolutePosition(0.0, 0.0)
            around = self._directions[self._pageNumber - 1].take(lines, origin_pt)
            try:
                TextWriter(self._code, self.fonts, self._page_marks, around).write(lines, slots, colours)
            except ConformanceError as error:
                raise ConformanceError(cited(error.diagnostics, self.profile)) from error

    @contextmanager
    def artifact(self, kind: Artifact = "Layout") -> Iterator[None]:
        """Everything drawn inside is decoration; inside another artifact or a figure it belongs to that."""
        if self._page_marks.is_open:
            yield
            return
        self._code.append(self._page_marks.begin_artifact(kind))
        yield
        self._code.append(self._page_marks.end())

    @contextmanager
    def figure(
        self, slot: Slot, width_pt: float, height_pt: float, x_pt: float = 0.0, y_pt: float = 0.0
    ) -> Iterator[None]:
        """Everything drawn inside is the content of a figure whose box has its lower left corner at (x, y).

        Raises:
            ValueError: it is drawn inside an artifact or another figure, or the box has a number that is not finite.
        """
        refuse_numbers(width_pt=width_pt, height_pt=height_pt, x_pt=x_pt, y_pt=y_pt)
        self._code.append(self._page_marks.begin(slot))
        slot.element.bbox = box = self._bounds((x_pt, y_pt, x_pt + width_pt, y_pt + height_pt))
        page_width, page_height = self._pagesize
        if min(box[2], page_width) <= max(box[0], 0) or min(box[3], page_height) <= max(box[1], 0):
            self.note("pdf.figure-without-box", "a figure takes no room on its page", path_of(slot.element))
        yield
        self._code.append(self._page_marks.end())

    def fill_box(self, x_pt: float, y_pt: float, width_pt: float, height_pt: float, colour: str) -> None:
        """A filled rectangle; nothing where it has no width or no height, which viewers would show as a thin line.

        Raises:
            ValueError: it is drawn outside ``artifact`` and ``figure``, a number is not finite, or the colour is not of
                the form ``#RRGGBB``.
        """
        self._refuse_outside("a box or rule")
        refuse_numbers(x_pt=x_pt, y_pt=y_pt, width_pt=width_pt, height_pt=height_pt)
        box = " ".join(map(number, (x_pt, y_pt, width_pt, height_pt)))
        code = f"q {fill_colour(colour)} {box} re f Q"
        if width_pt and height_pt:
            self._code.append(code)

    def rule(self, x_pt: float, y_pt: float, length_pt: float, thickness_pt: float, colour: str) -> None:
        """A horizontal rule whose upper edge is at ``y_pt``; raises what ``fill_box`` raises."""
        self.fill_box(x_pt, y_pt - thickness_pt, length_pt, thickness_pt, colour)

    def path(
        self,
        points: Sequence[tuple[float, float]],
        *,
        fill: str | None = None,
        stroke: str | None = None,
        width_pt: float = 0.5,
        closed: bool = True,
        dashes_pt: Sequence[float] = (),
    ) -> None:
        """A line from point to point, and the area inside it.

        Args:
            points: two or more.
            fill: the colour of the area, as ``#RRGGBB``.
            stroke: the colour of the line; one of the two is needed.
            width_pt: of the pen, which goes along the middle of the line.
            closed: whether the line goes back to where it began.
            dashes_pt: lengths that are drawn and left out in turn; none for a whole line.

        Raises:
            ValueError: it is drawn outside ``artifact`` and ``figure``, a number is not finite, or an argument is none
                of these.
        """
        self._refuse_outside("a path")
        for x_pt, y_pt in points:
            refuse_numbers(x_pt=x_pt, y_pt=y_pt)
        refuse_numbers(width_pt=width_pt)
        pen, paint = shapes.painting(fill, stroke, width_pt, dashes_pt)
        self._code.append(f"q {pen} {shapes.path(points, closed=closed)} {paint} Q")

    def circle(
        self,
        x_cen: float,
        y_cen: float,
        r: float,
        stroke: str | int | None = None,
        fill: str | int | None = None,
        *,
        width_pt: float = 0.5,
    ) -> None:
        """A circle around a point, by the colours that are given; raises what ``path`` raises.

        With numbers in place of colours, or with neither, it is reportlab's: in the colours that are set.
        """
        if not isinstance(fill, str) and not isinstance(stroke, str):
            super().circle(x_cen, y_cen, r, stroke=1 if stroke is None else stroke, fill=fill or 0)
            return
        self._refuse_outside("a circle")
        refuse_numbers(x_pt=x_cen, y_pt=y_cen, radius_pt=r, width_pt=width_pt)
        area, line = (colour if isinstance(colour, str) else None for colour in (fill, stroke))
        pen, paint = shapes.painting(area, line, width_pt)
        self._code.append(f"q {pen} {shapes.circle(x_cen, y_cen, r)} {paint} Q")

    def image(self, image: Raster, x_pt: float, y_pt: float, width_pt: float, height_pt: float) -> None:
        """A picture of pixels in a box, the right way up and never mirrored.

        Raises:
            ValueError: it is drawn outside ``artifact`` and ``figure``, or a number is not finite.
        """
        self._refuse_outside("a picture")
        refuse_numbers(x_pt=x_pt, y_pt=y_pt, width_pt=width_pt, height_pt=height_pt)
        name = images.name_of_image(image)
        resource = self._doc.getXObjectName(name)
        if resource not in self._doc.idToObject:
            images.add_image(self._doc, image)
        self._formsinuse.append(name)
        self._code.append(f"q {images.placing(image, x_pt, y_pt, width_pt, height_pt)} /{resource} Do Q")

    def _refuse_outside(self, what: str) -> None:
        if not self._page_marks.is_open:
            raise ValueError(f"{what} is drawn outside artifact() and figure()")

    def link_to_address(self, slot: Slot, box: tuple[float, float, float, float], url: str, contents: str) -> None:
        """An annotation over ``box`` (left, bottom, right, top) that opens ``url``; belongs to the slot's element.

        Raises:
            ConformanceError: the contents are blank, or the address is none that a briefing may have.
        """
        refuse_link(slot.element, self._pageNumber, contents, url, profile=self.profile)
        self._link(slot, box, open_address(url), contents)
        self.navigation.link_texts.append((slot.element, uri_of(url)))

    def link_to_destination(self, slot: Slot, box: tuple[float, float, float, float], name: str, contents: str) -> None:
        """An annotation over ``box`` that goes to a named destination of this document.

        Raises:
            ConformanceError: the contents are blank.
        """
        refuse_link(slot.element, self._pageNumber, contents, profile=self.profile)
        self._link(slot, box, self.navigation.go_to(name), contents)

    def _link(self, slot: Slot, box: tuple[float, float, float, float], target: str, contents: str) -> None:
        left, bottom, right, top = box
        refuse_numbers(left=left, bottom=bottom, right=right, top=top)
        place = (self._pageNumber, self._bounds(box))
        name = self.navigation.add_link(self._doc, slot, place, target, contents)
        self._annotationrefs.append(PDFObjectReference(name))

    def destination(self, name: str, y_pt: float, element: StructureElement | None = None) -> None:
        """Give the height ``y_pt`` on the current page a name that links and bookmarks can go to.

        ``element`` is what begins there; the document, where it is None. Files of PDF 2.0 say so.

        Raises:
            ValueError: the name is taken, or the height is not finite.
        """
        refuse_numbers(y_pt=y_pt)
        _, y_absolute_pt = self.absolutePosition(0, y_pt)
        self.navigation.add_destination(name, self._pageNumber, y_absolute_pt, element)

    def bookmark(self, title: str, name: str, level: int, heading: StructureElement | None = None) -> None:
        """An entry of the outline that goes to a named destination; ``level`` counts from 0 and skips none.

        Its language is that of the heading that it stands for, or of the document.

        Raises:
            ValueError: the title is blank, or the level skips one.
        """
        if is_blank(title):
            raise ValueError(f"the bookmark to {name!r} has a blank title")
        self.navigation.add_bookmark(title, name, level, heading)

    def _bounds(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """What a box takes on the page, turned or mirrored as it may be."""
        x, y = zip(*(self.absolutePosition(box[i], box[j]) for i in (0, 2) for j in (1, 3)), strict=True)
        return min(x), min(y), max(x), max(y)

    def _is_marked(self) -> bool:
        return self._page_marks.is_open

    # --- reportlab's canvas ---

    def translate(self, dx: float, dy: float) -> None:
        """Move the origin; the same as reportlab's, whose way of writing numbers takes longer than all else here.

        Raises:
            ValueError: a number is not finite.
        """
        if not abs(dx) + abs(dy) <= LARGEST_NUMBER:
            refuse_numbers(dx=dx, dy=dy)
        a, b, c, d, e, f = self._currentMatrix
        self._currentMatrix = (a, b, c, d, a * dx + c * dy + e, b * dx + d * dy + f)
        if dx or dy:
            self._code.append(f"1 0 0 1 {number(dx)} {number(dy)} cm")

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """Finish the page and begin the next.

        Raises:
            ValueError: an artifact or a figure is still open, or crop marks are asked for.
        """
        if self._page_marks.is_open:
            raise ValueError("a page ends inside an artifact or a figure")
        if self._cropMarks:
            raise ValueError("crop marks would be neither content nor an artifact")
        self.note_page_boxes()
        self._finished.append({name: getattr(self, name) for name in _PAGE_STATE})
        self.marks.append(self._page_marks)
        self._startPage()
        self._page_marks = PageMarks(self._pageNumber)
        self._directions.append(PageDirection())

    def turn(self, page: int) -> None:
        """Let a page that is finished, from 1, be shown upside down (ISO 32000-1, 7.7.3.3)."""
        self._finished[page - 1]["_pageRotation"] = 180

    def save(self) -> None:
        """Draw the furniture of all pages and write the file; the canvas cannot be used afterwards.

        Raises:
            ValueError: the furniture draws content of an element, a form that is drawn is not there, or the canvas has
                been saved before.
            ResourceError: the fonts cannot hold all that was drawn.
            ConformanceError: what was drawn would break a standard; nothing has been written.
        """
        if self._saved:
            raise ValueError("this canvas has been saved before")
        self._saved = True
        if self._code or not self._finished:
            self.showPage()
        for page, (state, marks) in enumerate(zip(self._finished, self.marks, strict=True), 1):
            self.init_graphics_state()
            self.__dict__.update(state)
            self._pageNumber = page
            self._page_marks = marks
            if self._furniture is not None:
                self._draw_furniture(page)
            self._code += self._directions[page - 1].operators(self.fonts)
            super().showPage()
        self.refuse_missing_forms()
        refuse_breaches(self)
        data = self._doc.GetPDFData(self)  # before the target is touched: an error leaves no empty file
        if hasattr(self._filename, "write"):
            self._filename.write(data)
        else:
            Path(self._filename).write_bytes(data)

    def getpdfdata(self) -> NoReturn:
        """Refused: ``save`` writes to a binary file as well."""
        raise TypeError("getpdfdata is not there: give the canvas a binary file, and call save")

    def _draw_furniture(self, page: int) -> None:
        """What the page's content leaves behind in the graphics state must not reach the furniture."""
        content_count = len(self._page_marks.elements)
        self._code[:0] = ["q"]
        self._code.append("Q")
        assert self._furniture is not None  # noqa: S101 - for the type checker
        self._furniture(self, page, len(self._finished))
        if len(self._page_marks.elements) != content_count or self._page_marks.is_open:
            raise ValueError("page furniture must be artifacts")

    def setEncrypt(self, encrypt: object) -> None:  # noqa: N802 - reportlab's name
        """Refuse encryption: strings and streams of ours would not be encrypted.

        Raises:
            ValueError: encryption is asked for.
        """
        if encrypt:
            raise ValueError("tagged documents are not encrypted")

    def _make_preamble(self) -> None:
        """Begin pages with nothing; reportlab's preamble names Helvetica, which is never in the file."""
        self._preamble = ""
