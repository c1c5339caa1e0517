"""Pictures of single lines: from our own pages, from ``hb-view`` and from bare outlines, and how they are compared.

All pictures have one size and one origin: an em is 100 pixels, and the pen of every line starts at the same place. Ours
go the whole way of a page: codes, font subsets, content stream, and PDFium. The others are vector pictures drawn by
MuPDF, so that they hold nothing but outlines and places. Two programs fill outlines differently at their edges:
that is antialiasing, and all that may differ.
"""

from __future__ import annotations

import io
import subprocess
from collections.abc import Sequence
from functools import cache
from typing import Any, Final, NamedTuple

import pymupdf
import pypdfium2
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from PIL import Image, ImageChops

from briefgen.layout.canvas import PlacedLine
from briefgen.layout.structure import StructureElement
from briefgen.pdf.canvas import TaggedCanvas
from briefgen.text.glyphs import Line
from tests.conformance import harfbuzz
from tests.conformance.harfbuzz import Item
from tests.unit.pdf.documents import METADATA

WHY_NO_HB_VIEW: Final = harfbuzz.why_not("hb-view")

# A point is ten pixels, so the lines are set at ten points.
SIZE_PT: Final = 10.0
_PIXELS_PER_POINT: Final = 10
_PIXELS_PER_EM: Final = 100
_WIDTH_PX, _HEIGHT_PX = 3000, 400
_ORIGIN_PX: Final = 200
_ABOVE_BASELINE_PX, _BELOW_BASELINE_PX = 250, 150

# Ink is what is darker than half; the table turns a picture of darkness into one of ink.
_INK: Final = [0] * 128 + [255] * 128


class Difference(NamedTuple):
    """How two pictures differ.

    Attributes:
        lost: pixels of ink in the expected picture that have no ink within one pixel in the actual one.
        added: pixels of ink in the actual picture that have none within one pixel in the expected one.
        mean: the sum of all differences of darkness, as a part of the darkness of the expected picture.
    """

    lost: int
    added: int
    mean: float


def compare(actual: Image.Image, expected: Image.Image) -> Difference:
    """The difference of two pictures of darkness."""
    # What is empty in both needs no look, but for the pixels that ink is grown by.
    left, top, right, bottom = ImageChops.lighter(actual, expected).getbbox() or (0, 0, 1, 1)
    box = (left - 1, top - 1, right + 1, bottom + 1)
    actual, expected = actual.crop(box), expected.crop(box)
    ink, expected_ink = actual.point(_INK), expected.point(_INK)
    difference = ImageChops.difference(actual, expected)
    return Difference(
        lost=_count(ImageChops.subtract(expected_ink, _grown(ink))),
        added=_count(ImageChops.subtract(ink, _grown(expected_ink))),
        mean=_sum(difference) / max(1, _sum(expected)),
    )


def _grown(ink: Image.Image) -> Image.Image:
    """Ink, and the pixels that touch it by a side or a corner; no ink is at the edges of the picture."""
    wide = ImageChops.lighter(ink, ImageChops.lighter(ImageChops.offset(ink, 1, 0), ImageChops.offset(ink, -1, 0)))
    return ImageChops.lighter(wide, ImageChops.lighter(ImageChops.offset(wide, 0, 1), ImageChops.offset(wide, 0, -1)))


def _count(ink: Image.Image) -> int:
    return ink.histogram()[255]


def _sum(darkness: Image.Image) -> int:
    return sum(value * count for value, count in enumerate(darkness.histogram()))


def of_pages(lines: Sequence[Line]) -> list[Image.Image]:
    """Lines on a page each of one document of ours, drawn by PDFium."""
    target, root = io.BytesIO(), StructureElement("Document")
    page = (_WIDTH_PX / _PIXELS_PER_POINT, _HEIGHT_PX / _PIXELS_PER_POINT)
    canvas = TaggedCanvas(target, root=root, metadata=METADATA, page_rtl=False, furniture=None, pagesize=page)
    for number, line in enumerate(lines):
        if number:
            canvas.showPage()
        x_pt = _ORIGIN_PX / _PIXELS_PER_POINT - min(run.x_pt for run in line.runs)
        slot = root.add("P", language="ar" if line.rtl else "en", rtl=line.rtl).slot()
        canvas.draw_text([PlacedLine(line, x_pt, _BELOW_BASELINE_PX / _PIXELS_PER_POINT)], [slot], ["#000000"])
    canvas.save()
    document = pypdfium2.PdfDocument(target.getvalue())
    return [
        ImageChops.invert(document[number].render(scale=_PIXELS_PER_POINT, grayscale=True).to_pil())
        for number in range(len(document))
    ]


def _of_svg(svg: bytes) -> Image.Image:
    """A vector picture, drawn by MuPDF; what it does not fill stays empty."""
    open_document: Any = pymupdf.open  # without types
    drawn = open_document(stream=svg, filetype="svg")[0].get_pixmap(colorspace=pymupdf.csGRAY)
    whole = Image.new("L", (_WIDTH_PX, _HEIGHT_PX), 255)
    whole.paste(Image.frombytes("L", (drawn.width, drawn.height), drawn.samples), (0, 0))
    return ImageChops.invert(whole)


@cache
def _view_options() -> tuple[str, ...]:
    """What makes ``hb-view`` put the origin where we put it; newer versions would move it for ink that overshoots."""
    known = subprocess.run(["hb-view", "--help-view"], capture_output=True, text=True, check=True).stdout
    place = (
        f"--font-size={_PIXELS_PER_EM}",
        f"--margin=0 {_ORIGIN_PX} 0 {_ORIGIN_PX}",
        f"--font-extents={_ABOVE_BASELINE_PX} {_BELOW_BASELINE_PX} 0",
    )
    return (*place, "--logical") if "--logical" in known else place


def by_hb_view(item: Item) -> Image.Image:
    """A line as ``hb-view`` shapes and draws it."""
    command = [
        "hb-view",
        *_view_options(),
        f"--font-file={item.font}",
        f"--direction={'rtl' if item.rtl else 'ltr'}",
        f"--script={item.script}",
        f"--language={item.language}",
        "--output-format=svg",
        f"--unicodes={','.join(f'{ord(character):04X}' for character in item.text[item.start : item.end])}",
    ]
    return _of_svg(subprocess.run(command, capture_output=True, check=True).stdout)


def by_outlines(item: Item) -> Image.Image:
    """A line as the library HarfBuzz shapes it and gives its outlines."""
    font = harfbuzz.font_of(item.font)
    scale = _PIXELS_PER_EM / font.face.upem
    pen = SVGPathPen(None)
    for glyph in harfbuzz.shape(item).glyphs:
        x, y = _ORIGIN_PX + glyph.x_fu * scale, _ABOVE_BASELINE_PX - glyph.y_fu * scale
        font.draw_glyph_with_pen(glyph.glyph_id, TransformPen(pen, (scale, 0, 0, -scale, x, y)))
    size = f'width="{_WIDTH_PX}pt" height="{_HEIGHT_PX}pt" viewBox="0 0 {_WIDTH_PX} {_HEIGHT_PX}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}><path d="{pen.getCommands()}"/></svg>'
    return _of_svg(svg.encode())
