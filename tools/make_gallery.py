"""Makes the gallery of the manual: every part, example, theme and edition, as PDFium draws it.

A part is cut out of pages that show little else; examples are shown as sheets of small pages. The same pages give the
same pixels with the versions of requirements/dev.lock, so that a change of what is drawn is seen in a review.

Usage: ``python -m tools.make_gallery`` writes docs/gallery/.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

import pikepdf
import pypdfium2
from PIL import Image, ImageChops, ImageOps

import briefgen
from briefgen.layout.edition import edition_names
from briefgen.layout.theming.theme import theme_names
from tools.gallery_pages import pages_of_manual
from tools.gallery_parts import EXAMPLES, PARTS, Part

CHECKOUT: Final = Path(__file__).resolve().parents[1]
GALLERY: Final = CHECKOUT / "docs" / "gallery"

PART_DPI: Final = 80
SHEET_DPI: Final = 30
PAGES_PER_ROW: Final = 8

PART_COLOURS: Final = 32
SHEET_COLOURS: Final = 16  # small pages need fewer
EDGE: Final = "#BFBFBF"
GAP_PX: Final = 10

# White left around a part, and where the text of a page ends, in points.
_AIR_PT: Final = 6.0
_FOOTER_PT: Final = 60.0
_SIDE_PT: Final = 40.0


class _Strip(NamedTuple):
    """A strip of a page: its number from 0, and its upper and lower edge in points from the bottom."""

    page: int
    top_pt: float
    bottom_pt: float


def make_parts() -> Iterator[tuple[str, Image.Image]]:
    """A picture of each part in each theme, by name: side by side, then in each language."""
    for part in PARTS:
        briefing = part.briefing()
        for theme in theme_names():
            strips = [draw_part(part, briefing, theme, edition) for edition in ("side-by-side", *briefing.languages)]
            yield f"{part.name}-{theme}", _below_each_other(strips)


def make_sheets() -> Iterator[tuple[str, Image.Image]]:
    """A sheet of each example in each theme, by name; each edition begins a row."""
    for folder in example_folders():
        briefing = briefgen.load(folder / "briefing.yaml")
        for theme in theme_names():
            rows: list[Image.Image] = []
            for edition in edition_names(briefing):
                pages = [_framed(page) for page in _pages(briefing, theme, edition, folder, SHEET_DPI)]
                rows += [_beside(pages[at : at + PAGES_PER_ROW]) for at in range(0, len(pages), PAGES_PER_ROW)]
            yield f"{folder.name}-{theme}", _below_each_other(rows)


def example_folders() -> list[Path]:
    """The folders of the examples, by name."""
    return sorted(path.parent for path in EXAMPLES.glob("*/briefing.yaml"))


def draw_part(part: Part, briefing: briefgen.Briefing, theme: str, edition: str) -> Image.Image:
    """The strip of a page on which a part stands, without the white around it."""
    pdf = briefgen.render(briefing, edition=edition, theme=theme, folder=part.file.parent).pdf
    strip = _strip(pdf, part.section)
    page = pypdfium2.PdfDocument(pdf)[strip.page]
    picture = page.render(scale=PART_DPI / 72).to_pil().convert("RGB")
    scale = PART_DPI / 72
    height = page.get_height()
    box = (
        int(_SIDE_PT * scale),
        int((height - strip.top_pt) * scale),
        int((page.get_width() - _SIDE_PT) * scale),
        int((height - strip.bottom_pt) * scale),
    )
    return _without_white_below(picture.crop(box))


def _strip(pdf: bytes, section: str) -> _Strip:
    """Where a section stands on the page on which it begins, by the named destinations of the file."""
    places = list(_destinations(pdf))
    own = [(page, y) for name, page, y in places if name.partition(".")[2].partition(".")[0] == section]
    if not own:
        raise ValueError(f"the file has no destination of the section {section}")
    first, top = min((page, -y) for page, y in own)
    others = [y for name, page, y in places if page == first and name.partition(".")[2].count(".") == 0]
    below = [y for y in others if y < -top - 1]
    return _Strip(first, -top + _AIR_PT, max(below, default=_FOOTER_PT))


def _destinations(pdf: bytes) -> Iterator[tuple[str, int, float]]:
    """The named destinations of a file: name, page from 0, and height in points."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        pages = {page.obj.objgen: number for number, page in enumerate(file.pages)}
        for name, value in pikepdf.NameTree(file.Root.Names.Dests).items():
            target = value.D if isinstance(value, pikepdf.Dictionary) else value
            yield str(name), pages[target[0].objgen], float(target[3])


def _pages(briefing: briefgen.Briefing, theme: str, edition: str, folder: Path, dpi: int) -> Iterator[Image.Image]:
    document = pypdfium2.PdfDocument(briefgen.render(briefing, edition=edition, theme=theme, folder=folder).pdf)
    for page in document:
        yield page.render(scale=dpi / 72).to_pil().convert("RGB")


def _without_white_below(picture: Image.Image) -> Image.Image:
    inked = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox()
    bottom = picture.height if inked is None else min(picture.height, inked[3] + GAP_PX)
    return picture.crop((0, 0, picture.width, bottom))


def _framed(page: Image.Image) -> Image.Image:
    return ImageOps.expand(page, 1, EDGE)


def _beside(pictures: Sequence[Image.Image]) -> Image.Image:
    sheet = Image.new(
        "RGB",
        (sum(each.width + GAP_PX for each in pictures) - GAP_PX, max(each.height for each in pictures)),
        "white",
    )
    x = 0
    for picture in pictures:
        sheet.paste(picture, (x, 0))
        x += picture.width + GAP_PX
    return sheet


def _below_each_other(pictures: Sequence[Image.Image]) -> Image.Image:
    sheet = Image.new(
        "RGB",
        (max(each.width for each in pictures), sum(each.height + GAP_PX for each in pictures) - GAP_PX),
        "white",
    )
    y = 0
    for picture in pictures:
        sheet.paste(picture, (0, y))
        y += picture.height + GAP_PX
    return sheet


def make_gallery() -> Iterator[tuple[str, Image.Image]]:
    """All pictures by the name of their file."""
    of_parts = ((name, picture, PART_COLOURS) for name, picture in make_parts())
    of_sheets = ((name, picture, SHEET_COLOURS) for name, picture in make_sheets())
    for name, picture, colours in chain(of_parts, of_sheets):
        yield f"{name}.png", picture.quantize(colours, dither=Image.Dither.NONE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write all pages and pictures, and remove those that are made no more."""
    parser = argparse.ArgumentParser(description="Makes the gallery of the manual.")
    parser.add_argument("--to", type=Path, default=GALLERY, help="the folder to write to")
    folder: Path = parser.parse_args(arguments).to
    images = folder / "images"
    images.mkdir(parents=True, exist_ok=True)
    made = set()
    for name, picture in make_gallery():
        picture.save(images / name, optimize=True)
        made.add(name)
    for old in images.glob("*.png"):
        if old.name not in made:
            old.unlink()
    for name, text in pages_of_manual([each.name for each in example_folders()], theme_names()).items():
        (folder / name).write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
