"""The gallery shows what is drawn now."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from PIL import Image, ImageChops

from briefgen.layout.theming.theme import theme_names
from tools import make_gallery
from tools.gallery_pages import pages_of_manual

IMAGES: Final = make_gallery.GALLERY / "images"

# Levels of grey that a pixel may differ by, and how many pixels may differ by more: rasterisers round.
LEVELS: Final = 48
PIXELS: Final = 12


def changed_pixels(before: Image.Image, after: Image.Image) -> int:
    """How many pixels differ clearly."""
    return sum(ImageChops.difference(before.convert("L"), after.convert("L")).histogram()[LEVELS + 1 :])


def test_pictures_are_up_to_date() -> None:
    """Every part, example, theme and edition looks as it is shown; `make gallery` renews the pictures."""
    changed = {}
    names = set()
    for name, picture in make_gallery.make_gallery():
        names.add(name)
        with Image.open(IMAGES / name) as stored:
            if stored.size != picture.size:
                changed[name] = f"{stored.size} was its size, and it is {picture.size}"
            elif (pixels := changed_pixels(stored, picture)) > PIXELS:
                changed[name] = f"{pixels} pixels have changed"
    assert changed == {}
    assert {path.name for path in IMAGES.iterdir()} == names


def test_pages_are_up_to_date() -> None:
    """The pages of the gallery show every picture once, and say what the tool writes."""
    pages = pages_of_manual([folder.name for folder in make_gallery.example_folders()], theme_names())
    for name, text in pages.items():
        assert (make_gallery.GALLERY / name).read_text("utf-8") == text
    shown = [Path(name).name for text in pages.values() for name in re.findall(r"\]\((images/[^)]+)\)", text)]
    assert sorted(shown) == sorted(path.name for path in IMAGES.iterdir())


def test_a_moved_part_is_found() -> None:
    """A part that is drawn two pixels lower changes more pixels than are forgiven."""
    with Image.open(IMAGES / "facts-modern.png") as stored:
        picture = stored.convert("L")
    moved = ImageChops.offset(picture, 0, 2)
    assert changed_pixels(picture, picture) == 0
    assert changed_pixels(picture, moved) > PIXELS


def test_pictures_are_small() -> None:
    """A picture has at most 250 kB, all together at most 4 MB."""
    sizes = [path.stat().st_size for path in IMAGES.glob("*.png")]
    assert max(sizes) <= 250_000
    assert sum(sizes) <= 4_000_000
