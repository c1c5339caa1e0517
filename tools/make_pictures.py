"""Makes the pictures of the README and the manual from the example: every page as PDFium draws it.

Whole pages are drawn at 96 pixels to the inch, pages beside each other at 84 or 48. Each picture has 64 colours. The
same pages give the same pixels with the versions of requirements/dev.lock.

Usage: ``python -m tools.make_pictures`` writes docs/images/.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pypdfium2
from PIL import Image, ImageOps
from reportlab.graphics.shapes import Drawing, Rect
from reportlab.lib.colors import HexColor

import briefgen
from tools.addendum_picture import example_addendum
from tools.manual_examples import examples, joined
from tools.reportlab_pictures import make_reportlab_pictures
from tools.setting_pictures import make_setting_pictures

CHECKOUT: Final = Path(__file__).resolve().parents[1]
EXAMPLE: Final = CHECKOUT / "examples" / "liaison-office" / "briefing.yaml"
MANUAL: Final = CHECKOUT / "docs"
IMAGES: Final = MANUAL / "images"

PAGE_DPI: Final = 96
PAIR_DPI: Final = 84
SHEET_DPI: Final = 48

# The last examples of the manual show other handling labels.
ALTERNATIVES: Final = 2

COLOURS: Final = 64
EDGE: Final = "#BFBFBF"  # a line around each page, which is white on white otherwise
GAP_PX: Final = 12
WIDE_GAP_PX: Final = 48


def draw_pages(briefing: briefgen.Briefing, edition: str, dpi: int, theme: str = "modern") -> list[Image.Image]:
    """The pages of an edition; what is inserted is drawn as three steps, as the manual has it."""
    flowables = {insert.key: three_steps() for insert in briefing.inserts}
    made = briefgen.render(briefing, edition=edition, theme=theme, folder=MANUAL, flowables=flowables)
    document = pypdfium2.PdfDocument(made.pdf)
    return [ImageOps.expand(page.render(scale=dpi / 72).to_pil().convert("RGB"), 1, EDGE) for page in document]


def three_steps() -> Drawing:
    """Three boxes in a row."""
    drawing = Drawing(190, 40)
    for x in (0, 70, 140):
        drawing.add(Rect(x, 5, 50, 30, fillColor=HexColor("#A9C1DA"), strokeColor=HexColor("#12355B")))
    return drawing


def beside(groups: Sequence[Sequence[Image.Image]]) -> Image.Image:
    """Groups of pages in a row, with more white between groups than between the pages of one."""
    height = max(page.height for group in groups for page in group)
    width = sum(page.width for group in groups for page in group)
    width += GAP_PX * sum(len(group) - 1 for group in groups) + WIDE_GAP_PX * (len(groups) - 1)
    sheet = Image.new("RGB", (width, height), "white")
    x = 0
    for group in groups:
        for page in group:
            sheet.paste(page, (x, 0))
            x += page.width + GAP_PX
        x += WIDE_GAP_PX - GAP_PX
    return sheet


def make_pictures() -> dict[str, Image.Image]:
    """All pictures by file name."""
    example = briefgen.load(EXAMPLE)
    pictures = {"side-by-side.png": beside([draw_pages(example, "side-by-side", PAIR_DPI)])}
    side_by_side, sequential, arabic = (
        draw_pages(example, edition, SHEET_DPI) for edition in ("side-by-side", "sequential", "ar")
    )
    second_language = len(sequential) - len(arabic)
    pictures["editions.png"] = beside([side_by_side[:1], [sequential[0], sequential[second_language]], arabic[:1]])
    themes = [draw_pages(example, "side-by-side", SHEET_DPI, theme)[:1] for theme in ("modern", "formal", "newsroom")]
    pictures["themes.png"] = beside(themes)
    manual = briefgen.loads(joined(*examples()[:-ALTERNATIVES]))
    pictures["manual.png"] = beside([draw_pages(manual, "side-by-side", PAGE_DPI)])
    pictures["addendum.png"] = beside([draw_pages(example_addendum(EXAMPLE), "side-by-side", PAIR_DPI)])
    pictures |= make_reportlab_pictures()
    pictures |= make_setting_pictures()
    return {name: picture.quantize(COLOURS, dither=Image.Dither.NONE) for name, picture in pictures.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Write all pictures, and remove those that are made no more."""
    parser = argparse.ArgumentParser(description="Makes the pictures of the README and the manual.")
    parser.add_argument("--to", type=Path, default=IMAGES, help="the folder to write to")
    folder: Path = parser.parse_args(arguments).to
    folder.mkdir(parents=True, exist_ok=True)
    pictures = make_pictures()
    for old in folder.glob("*.png"):
        if old.name not in pictures:
            old.unlink()
    for name, picture in pictures.items():
        picture.save(folder / name, optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
