"""A picture of pixels as it goes into a file; ``briefgen.layout.images.picture_files`` reads one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Final, Literal

Encoding = Literal["samples", "jpeg"]

# TIFF 6.0 and EXIF 2.3, 4.6.4: where the upper left corner of what is stored is shown. Those from 5 lie on their side.
_FIRST_ON_ITS_SIDE: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Raster:
    """A picture of pixels.

    Attributes:
        data: the samples of all pixels, row by row from the top, 8 bits each; or a stream of JPEG.
        width, height: in pixels, as they are stored.
        components: 1 for grey, 3 for red, green and blue.
        encoding: how ``data`` is written.
        profile: the ICC profile of the colours; None for those of the device, which the output intent says are sRGB.
        orientation: how it is turned and mirrored to be seen, from 1 (not at all) to 8 (EXIF 2.3, 4.6.4).
        digest: tells pictures apart.
    """

    data: bytes = field(repr=False)
    width: int
    height: int
    components: Literal[1, 3]
    encoding: Encoding = "samples"
    profile: bytes | None = field(default=None, repr=False)
    orientation: int = 1
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        head = f"{self.width} {self.height} {self.components} {self.encoding} {self.orientation}"
        parts = (head.encode(), self.data, self.profile or b"")
        digest = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()
        object.__setattr__(self, "digest", digest)

    @property
    def shown_size(self) -> tuple[int, int]:
        """Width and height in pixels as it is seen."""
        return (self.height, self.width) if self.orientation >= _FIRST_ON_ITS_SIDE else (self.width, self.height)
