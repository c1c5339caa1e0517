"""Deliberate breaks by code that draws on the pages with the operations of reportlab, and the profile of each."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any, Final

from PIL import Image
from reportlab.lib.colors import CMYKColor, CMYKColorSep
from reportlab.lib.utils import ImageReader

from briefgen.layout.structure import StructureElement
from briefgen.pdf.canvas import TaggedCanvas
from tests.conformance.pdf.breaks import Draw, draw_figure, link, write

CYAN: Final = CMYKColor(1, 0, 0, 0)
SPOT: Final = CMYKColorSep(1, 0, 0, 0, spotName="Spot")


def decoration(draw: Callable[[TaggedCanvas], Any]) -> Draw:
    """A paragraph, and a drawing that is an artifact."""

    def drawn(canvas: TaggedCanvas, root: StructureElement) -> None:
        write(canvas, root.add("P"))
        with canvas.artifact():
            draw(canvas)

    return drawn


def literal(text: str) -> Draw:
    """A literal in an artifact."""
    return decoration(lambda canvas: canvas.addLiteral(text))


def bare_literal(text: str) -> Draw:
    """A literal outside of all marked content."""

    def drawn(canvas: TaggedCanvas, root: StructureElement) -> None:
        write(canvas, root.add("P"))
        canvas.addLiteral(text)

    return drawn


def jpeg(mode: str) -> ImageReader:
    """A small image in a colour space."""
    file = io.BytesIO()
    Image.new(mode, (8, 8)).save(file, "JPEG")
    file.seek(0)
    return ImageReader(file)


def form_in_ink(canvas: TaggedCanvas) -> None:
    """A form that is drawn in CMYK."""
    canvas.beginForm("ink")
    canvas.setFillColor(CYAN)
    canvas.rect(0, 0, 5, 5, fill=1)
    canvas.endForm()
    canvas.doForm("ink")


def figure_in_ink(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A figure with an image that is CMYK."""
    with canvas.figure(root.add("Figure", alternative_text="A box").slot(), 20, 20):
        canvas.drawImage(jpeg("CMYK"), 0, 0, 20, 20)


def page_of(width_pt: float, height_pt: float) -> Draw:
    """A page of a size."""

    def drawn(canvas: TaggedCanvas, root: StructureElement) -> None:
        write(canvas, root.add("P"))
        canvas.setPageSize((width_pt, height_pt))

    return drawn


def narrow_trim(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A second page that is cut down to nothing."""
    write(canvas, root.add("P"))
    canvas.showPage()
    canvas.setTrimBox((10, 10, 12, 500))
    write(canvas, root.add("P"))


def deep_states(canvas: TaggedCanvas) -> None:
    """More saved states than a reader must keep."""
    for _ in range(27):
        canvas.saveState()
    for _ in range(27):
        canvas.restoreState()


def figure_of(width_pt: float, x_pt: float = 0) -> Draw:
    """A figure of a width at a place."""

    def drawn(canvas: TaggedCanvas, root: StructureElement) -> None:
        canvas.translate(x_pt, 0)
        with canvas.figure(root.add("Figure", alternative_text="A box").slot(), width_pt, 20):
            canvas.fill_box(0, 0, 20, 20, "#336699")

    return drawn


def unknown_type(canvas: TaggedCanvas, root: StructureElement) -> None:
    """An element of a type that there is not."""
    write(canvas, root.add("Sidebar"))  # type: ignore[arg-type]


def unknown_scope(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A header cell that heads something unheard of."""
    write(canvas, root.add("Table").add("TR").add("TH", scope="Foo"))  # type: ignore[arg-type]


def alternative(text: str) -> Draw:
    """A figure with an alternative text."""
    return lambda canvas, root: draw_figure(canvas, root.add("Figure", alternative_text=text))


def bookmark(title: str) -> Draw:
    """A bookmark with a title."""

    def drawn(canvas: TaggedCanvas, root: StructureElement) -> None:
        write(canvas, root.add("P"))
        canvas.destination("start", 100)
        canvas.bookmark(title, "start", 0)

    return drawn


def contents(text: str) -> Draw:
    """A link that says something of itself."""
    return lambda canvas, root: link(canvas, root.add("P").add("Link"), contents=text)


INKS: Final[Sequence[Draw]] = [
    decoration(lambda canvas: canvas.setFillColorCMYK(1, 0, 0, 0)),
    decoration(lambda canvas: canvas.setStrokeColorCMYK(1, 0, 0, 0)),
    decoration(lambda canvas: canvas.setFillColor(CYAN)),
    decoration(lambda canvas: canvas.setStrokeColor(CYAN)),
    decoration(lambda canvas: canvas.setFillColor(SPOT)),
    decoration(lambda canvas: canvas.setStrokeColor(SPOT, alpha=1)),
    decoration(lambda canvas: canvas.drawImage(jpeg("CMYK"), 0, 0, 9, 9)),
    decoration(lambda canvas: canvas.drawInlineImage(Image.new("CMYK", (4, 4)), 0, 0)),
    decoration(lambda canvas: canvas.linearGradient(0, 0, 9, 9, (CYAN, CYAN))),
    decoration(lambda canvas: canvas.radialGradient(0, 0, 9, (CYAN, CYAN))),
    decoration(form_in_ink),
    literal("1 0 0 0 k"),
    figure_in_ink,
]

MARKS: Final[Sequence[str]] = [
    "/Foo BMC\n0 0 9 9 re f\nEMC",
    "/Span <</Lang(en)>> BDC\n0 0 9 9 re f\nEMC",
    "/P <</MCID 77>> BDC\n0 0 9 9 re f\nEMC",
    "/Artifact BMC\n0 0 9 9 re f",
    "/Foo BMC",
    "EMC",
    "0 0 9 9 re f EMC%",
    "/Foo <</A(b)>> DP",
]

_OPERATORS: Final[Sequence[str]] = [
    "BT/F1 9 Tf(abc)' ET",
    "3 Tr",
    "(EMC) pop",
    "foo",
    "f(",
    "/Im1 Do",
    "/Sh0 sh",
    "/GS0 gs",
    "/CS9 cs",
    "BI /W 1 ID x EI",
    "nan 0 m 5 5 l S",
    "1e5 0 m 5 5 l S",
    "9999999999 0 m 5 5 l S",
    "q",
    "Q q",
    "Q",
    "[1 2",
    "1] 0 d",
    "عربي",
]

_BARE: Final[Sequence[str]] = ["0 0 9 9 re[]0 d f%x", "0 0 9 9 re f%comment", "0 0 m 9 9 l\rS", "0 0 9 9 re\0f\0"]

# Each with its profile, and with the code of the refusal, the clause, and the place.
BREAKS_OF_CODE: Final[Sequence[tuple[str, Draw, str, str, str]]] = [
    *(("a3a", draw, "pdf.device-colour", "ISO 19005-3, 6.2.4.3", "page 1") for draw in INKS[:-1]),
    ("a2a", figure_in_ink, "pdf.device-colour", "ISO 19005-2, 6.2.4.3", "page 1"),
    ("ua2", figure_in_ink, "pdf.device-colour", "ISO 19005-4, 6.2.4.3", "page 1"),
    *(("ua1", literal(text), "pdf.literal-marks", "ISO 14289-1, 7.1", "page 1") for text in MARKS),
    *(("ua1", literal(text), "pdf.literal-operators", "ISO 32000-1, 7.8.2", "page 1") for text in _OPERATORS),
    *(("ua1", bare_literal(text), "pdf.untagged-content", "ISO 14289-1, 7.1", "page 1") for text in _BARE),
    ("a3a", page_of(14_401, 500), "pdf.out-of-limits", "ISO 19005-3, 6.1.13", "page 1"),
    ("a2a", page_of(500, 2.9), "pdf.out-of-limits", "ISO 19005-2, 6.1.13", "page 1"),
    ("a3a", narrow_trim, "pdf.out-of-limits", "ISO 19005-3, 6.1.13", "page 2"),
    ("a3a", decoration(deep_states), "pdf.out-of-limits", "ISO 19005-3, 6.1.13", "page 1"),
    ("ua1", figure_of(0), "pdf.figure-without-box", "ISO 32000-1, 14.8.5.4.3", "Document > Figure, page 1"),
    ("ua1", figure_of(20, 5_000), "pdf.figure-without-box", "ISO 32000-1, 14.8.5.4.3", "Document > Figure, page 1"),
    ("ua1", unknown_type, "pdf.wrong-nesting", "ISO 32000-1, 14.8.4", "Document > Sidebar, page 1"),
    ("ua1", unknown_scope, "pdf.header-without-scope", "ISO 14289-1, 7.5", "Document > Table > TR > TH, page 1"),
    ("ua1", alternative("a\ud800"), "pdf.forbidden-character", "ISO 32000-1, 7.9.2.2", "Document > Figure, page 1"),
    ("ua1", alternative("a\0b"), "pdf.forbidden-character", "ISO 32000-1, 7.9.2.2", "Document > Figure, page 1"),
    ("ua1", bookmark("a\udc00"), "pdf.forbidden-character", "ISO 32000-1, 7.9.2.2", "bookmark to start"),
    ("ua1", contents("a\udc00"), "pdf.forbidden-character", "ISO 32000-1, 7.9.2.2", "Document > P > Link, page 1"),
    ("ua2", alternative("a\ue000"), "pdf.private-character", "ISO 14289-2, 8.4.3", "Document > Figure, page 1"),
    ("ua2", bookmark("\ue000 office"), "pdf.private-character", "ISO 14289-2, 8.4.3", "bookmark to start"),
    ("ua2", contents("\ue000 office"), "pdf.private-character", "ISO 14289-2, 8.4.3", "Document > P > Link, page 1"),
]
