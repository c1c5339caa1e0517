"""Pictures of pixels as image XObjects (ISO 32000-1, 8.9.5), each once in a file.

Nothing is interpolated (ISO 19005-2, 6.2.8.2) and nothing is transparent: a page is white, and so is what a picture
lets through. What ``Raster`` has is either what was stored or what was decoded without loss.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefgen.pdf.objects import RawStream, number

if TYPE_CHECKING:
    from briefgen.layout.images.raster import Raster
    from briefgen.pdf.document import TaggedDocument

_DEVICE_SPACES: Final = {1: "/DeviceGray", 3: "/DeviceRGB"}
_ENTRIES: Final = "/Type/XObject/Subtype/Image/BitsPerComponent 8"

# The unit square, as an image is drawn in it, turned and mirrored (EXIF 2.3, 4.6.4): a b c d e f of ``cm``, by the
# orientation of what is stored.
_TURNS: Final = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}


def name_of_image(image: Raster) -> str:
    """The name under which reportlab keeps the object of an image."""
    return f"image-{image.digest[:32]}"


def add_image(document: TaggedDocument, image: Raster) -> None:
    """Add the object of an image to a document that does not have it yet."""
    space = _DEVICE_SPACES[image.components]
    if image.profile is not None:
        alternate = f"/N {image.components}/Alternate {space}"
        space = f"[/ICCBased {document.add(RawStream(image.profile, alternate))}]"
    size = f"/Width {image.width}/Height {image.height}"
    entries = f"{_ENTRIES}{size}/ColorSpace {space}"
    if image.encoding == "jpeg":
        stream = RawStream(image.data, f"{entries}/Filter/DCTDecode", compressed=False)
    else:
        stream = RawStream(image.data, entries)
    name = name_of_image(image)
    document.Reference(stream, document.getXObjectName(name))
    document.addForm(name, stream)


def placing(image: Raster, x_pt: float, y_pt: float, width_pt: float, height_pt: float) -> str:
    """The ``cm`` operator that makes the unit square the box of an image, seen the right way up."""
    a, b, c, d, e, f = _TURNS[image.orientation]
    across, up = (a, c, e), (b, d, f)
    xs = [width_pt * part for part in across]
    ys = [height_pt * part for part in up]
    matrix = (xs[0], ys[0], xs[1], ys[1], xs[2] + x_pt, ys[2] + y_pt)
    return f"{' '.join(map(number, matrix))} cm"
