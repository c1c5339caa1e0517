"""reportlab's drawing operations where they could break a standard: what they do is noted, and refused when saving."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, NoReturn

from reportlab.pdfgen.canvas import Canvas

from briefgen.pdf.breaches import breach
from briefgen.pdf.literals import LARGEST_NUMBER, read_literal

if TYPE_CHECKING:
    from briefgen.diagnostics import Diagnostic
    from briefgen.pdf.profiles import Profile

# ISO 32000-1, 8.6.4.4, 8.6.6.4 and 8.6.8: operators of CMYK, and of colour spaces that have a name. reportlab has names
# for separations only.
_COLOURS_OF_INKS: Final = frozenset({"k", "K", "scn", "SCN"})

# ISO 19005-2 and 19005-3, 6.1.13. Part 4 has no limits of its own.
LIMITED_PARTS: Final = frozenset({2, 3})
_SHORTEST_SIDE: Final = 3
_LONGEST_SIDE: Final = 14_400
_DEEPEST_STATE: Final = 28
_STATES_OF_OURS: Final = 2  # around the content of a page that has furniture, and around a box


def refuse_numbers(**named: float) -> None:
    """Refuse numbers that cannot stand in a file.

    Raises:
        ValueError: one is not finite or out of all proportion; the message names it.
    """
    for name, value in named.items():
        if not abs(value) <= LARGEST_NUMBER:
            raise ValueError(f"{name} is {value}: a file can have finite numbers up to {LARGEST_NUMBER:,}")


class GuardedCanvas(Canvas):
    """A canvas of reportlab that notices what a file of its profile must not have.

    Attributes:
        profile: the standards that the file claims.
        noted: what has been noticed so far, each once.
    """

    profile: Profile
    noted: dict[Diagnostic, None]
    _forms_drawn: dict[str, int]  # each with the first page that it is drawn on

    def note(self, code: str, fact: str, place: str = "") -> None:
        """Keep a breach until the file is saved; it is on the page that is drawn, if no place is given."""
        self.noted[breach(code, fact, place or f"page {self._pageNumber}")] = None

    # --- Operators ---

    def addLiteral(self, s: object, escaped: int = 1) -> None:  # noqa: N802 - reportlab's name
        """Add operators that set, transform, clip and paint; a form of text, marks or resources is refused."""
        start = len(self._code)
        super().addLiteral(s, escaped)
        (text,) = self._code[start:]
        found = read_literal(text)
        if found.marks:
            self.note("pdf.literal-marks", f"a literal has the operator {found.marks}")
        elif found.wrong:
            self.note("pdf.literal-operators", f"a literal has {found.wrong}")
        if found.paints and not self._formData and not self._is_marked():
            fact = "something is drawn that is neither content of an element nor an artifact"
            self.note("pdf.untagged-content", fact)
        if found.uses_inks:
            self._note_colour("a colour is CMYK")

    @abstractmethod
    def _is_marked(self) -> bool:
        """Whether what is drawn now is in marked content."""

    # --- Colours ---

    def _note_colour(self, fact: str) -> None:
        if self.profile.output_intent:
            self.note("pdf.device-colour", fact)

    def setFillColor(self, aColor: Any, alpha: float | None = None) -> None:  # noqa: N802, N803 - reportlab's names
        """Set the colour of areas."""
        start = len(self._code)
        super().setFillColor(aColor, alpha)
        self._look_at_colour(start)

    def setStrokeColor(self, aColor: Any, alpha: float | None = None) -> None:  # noqa: N802, N803 - reportlab's names
        """Set the colour of lines."""
        start = len(self._code)
        super().setStrokeColor(aColor, alpha)
        self._look_at_colour(start)

    def _look_at_colour(self, start: int) -> None:
        if any(line.rpartition(" ")[2] in _COLOURS_OF_INKS for line in self._code[start:]):
            self._note_colour("a colour is CMYK or that of one ink")

    def shade(self, shading: Any) -> None:
        """Paint a gradient."""
        if shading.ColorSpace != "DeviceRGB":
            self._note_colour(f"a gradient is {shading.ColorSpace}")
        super().shade(shading)

    def drawImage(self, *arguments: Any, **keywords: Any) -> tuple[int, int]:  # noqa: N802 - reportlab's name
        """Draw an image."""
        size: tuple[int, int] = super().drawImage(*arguments, **keywords)
        image = self._doc.idToObject[self._doc.getXObjectName(self._formsinuse[-1])]
        if image.colorSpace == "DeviceCMYK":
            self._note_colour("an image is CMYK")
        return size

    def drawInlineImage(self, *arguments: Any, **keywords: Any) -> tuple[int, int]:  # noqa: N802 - reportlab's name
        """Draw an image that stands on the page itself."""
        start = len(self._code)
        size: tuple[int, int] = super().drawInlineImage(*arguments, **keywords)
        if any(line.startswith("BI ") and "/DeviceCMYK" in line for line in self._code[start:]):
            self._note_colour("an image is CMYK")
        return size

    # --- Forms ---

    def doForm(self, name: str) -> None:  # noqa: N802 - reportlab's name
        """Draw a form, which may still come."""
        self._forms_drawn.setdefault(name, self._pageNumber)
        super().doForm(name)

    def refuse_missing_forms(self) -> None:
        """Look for the forms that were drawn, when no more come.

        Raises:
            ValueError: one is not there.
        """
        for name, page in self._forms_drawn.items():
            if not self.hasForm(name):
                raise ValueError(f"page {page} draws the form {name!r}, and there is none of that name")

    # --- Pages and states ---

    def setPageRotation(self, rot: float) -> None:  # noqa: N802 - reportlab's name
        """Show the page turned.

        Raises:
            ValueError: the angle is no multiple of 90 degrees.
        """
        if rot % 90:
            raise ValueError(f"a page is turned by multiples of 90 degrees, not by {rot}")
        super().setPageRotation(rot)

    def saveState(self) -> None:  # noqa: N802 - reportlab's name
        """Save the graphics state."""
        super().saveState()
        if len(self.state_stack) > _DEEPEST_STATE - _STATES_OF_OURS and self._is_limited():
            fact = f"{len(self.state_stack)} graphics states are saved at once"
            self.note("pdf.out-of-limits", fact)

    def _is_limited(self) -> bool:
        return self.profile.pdfa is not None and self.profile.pdfa[0] in LIMITED_PARTS

    def note_page_boxes(self) -> None:
        """Look at the boxes of the page that is finished."""
        if not self._is_limited():
            return
        for name, (width, height) in self._page_boxes():
            if not all(_SHORTEST_SIDE <= side <= _LONGEST_SIDE for side in (width, height)):
                size = f"{width:g} by {height:g} points"
                fact = f"the {name} is {size}, and a side may have {_SHORTEST_SIDE} to {_LONGEST_SIDE:,}"
                self.note("pdf.out-of-limits", fact)

    def _page_boxes(self) -> Iterator[tuple[str, tuple[float, float]]]:
        yield "MediaBox", self._pagesize
        boxes = {"CropBox": self._cropBox, "ArtBox": self._artBox, "BleedBox": self._bleedBox, "TrimBox": self._trimBox}
        for name, box in boxes.items():
            if box:
                left, bottom, right, top = box
                yield name, (abs(right - left), abs(top - bottom))

    def _refuse_text(self, *_arguments: object, **_keywords: object) -> NoReturn:
        """Refuse reportlab's text operations.

        Raises:
            TypeError: always.
        """
        raise TypeError("this canvas draws text with draw_text only: reportlab's fonts are not in the file")

    setFont = setFontSize = beginText = drawText = _refuse_text  # noqa: N815 - reportlab's names
    drawString = drawRightString = drawCentredString = drawAlignedString = _refuse_text  # noqa: N815
