"""Pictures from files: PNG is decoded without loss, JPEG is passed on as it is compressed.

The size that a file claims is looked at before anything is decoded, so that a small file cannot ask for much memory.
"""

from __future__ import annotations

import functools
import io
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, Literal

from briefgen.checks.pictures import MISSING
from briefgen.checks.sources import Missing, inside_folder
from briefgen.diagnostics import Diagnostic, Place
from briefgen.errors import ResourceError
from briefgen.layout.images.jpeg import Jpeg, JpegError, read_jpeg
from briefgen.layout.images.raster import Raster

MAX_BYTES: Final = 20_000_000
"""The most bytes that the file of a picture may have."""

MAX_PIXELS: Final = 50_000_000
"""The most pixels that a picture may have."""

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
_ORIENTATION: Final = 0x0112
_ORIENTATIONS: Final = range(1, 9)
_WHITE: Final = (255, 255, 255)
_REMEMBERED: Final = 16

# ICC.1:2010, 7.2: where a profile says what it is of, and how it is marked.
_PROFILE_CLASSES: Final = frozenset({b"scnr", b"mntr", b"prtr", b"spac"})
_PROFILE_SPACES: Final = {b"GRAY": 1, b"RGB ": 3}
_NEWEST_PROFILE: Final = 4


class PictureError(ValueError):
    """A file is no picture that can be shown; the message says why, the hint what to do."""

    def __init__(self, message: str, hint: str = "save it again as PNG or JPEG, in grey or RGB") -> None:
        super().__init__(message)
        self.hint = hint


def read_pictures(files: Iterable[tuple[str, str]], folder: Path | None) -> dict[str, Raster]:
    """The pictures of a briefing.

    Args:
        files: the name of each file as the briefing has it, with its path in the briefing.
        folder: where the names are looked for; None where the briefing has no folder.

    Raises:
        ResourceError: files are missing, lie outside the folder, or are no pictures; all of them are named.
    """
    found: dict[str, Raster] = {}
    problems: list[Diagnostic] = []
    for name, path in files:
        if name not in found:
            result = _read(name, folder, Place(path=path))
            if isinstance(result, Diagnostic):
                problems.append(result)
            else:
                found[name] = result
    if problems:
        raise ResourceError(problems)
    return found


def _read(name: str, folder: Path | None, where: Place) -> Raster | Diagnostic:
    if folder is None:
        message = f"the briefing has no folder, so the picture {name} cannot be found"
        return Diagnostic("picture.missing", message, where, ("say where it is: render(briefing, folder=…)",))
    path = inside_folder(folder, name)
    if isinstance(path, Missing):
        if path.absence == "outside-folder":
            hint = "copy the picture into the folder of the briefing; links out of it are not followed"
            return Diagnostic("picture.outside-folder", path.reason, where, (hint,))
        return Diagnostic("picture.missing", path.reason, where, (MISSING.mend,))
    try:
        return raster_of(_bytes_of(path))
    except PictureError as error:
        return Diagnostic("picture.unreadable", f"the picture {name} cannot be shown: {error}", where, (error.hint,))


def _bytes_of(path: Path) -> bytes:
    """All bytes of a file, if it is a file and not too large."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise PictureError("it is no file, but a folder, a pipe or a device")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise PictureError(error.strerror or "it cannot be read", "let this program read the file") from error
    if len(data) > MAX_BYTES:
        raise PictureError(f"it has more than {MAX_BYTES:,} bytes", "save it with fewer pixels")
    return data


@functools.lru_cache(maxsize=_REMEMBERED)
def raster_of(data: bytes) -> Raster:
    """The picture in the bytes of a PNG or JPEG file, whatever the file is called.

    Raises:
        PictureError: it is none of these, is damaged or too large, or has colours for printing inks.
    """
    if data.startswith(_JPEG):
        return _from_jpeg(data)
    if data.startswith(_PNG):
        return _from_png(data)
    raise PictureError("it is neither PNG nor JPEG")


def _opened(data: bytes, kind: Literal["PNG", "JPEG"]) -> Any:
    from PIL import Image  # noqa: PLC0415 - only for who has pictures

    try:
        image = Image.open(io.BytesIO(data), formats=[kind])
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise PictureError("it is damaged, or too large") from error
    _require_size(*image.size)
    try:
        image.load()
    except (OSError, ValueError, SyntaxError, EOFError, IndexError) as error:
        raise PictureError("it is damaged") from error
    return image


def _require_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        message = f"it has {width:,} by {height:,} pixels; {MAX_PIXELS:,} are allowed"
        raise PictureError(message, "save it with fewer pixels")


def _from_jpeg(data: bytes) -> Raster:
    try:
        found: Jpeg = read_jpeg(data)
    except JpegError as error:
        raise PictureError(str(error)) from error
    _require_size(found.width, found.height)
    if found.components not in {1, 3}:
        raise PictureError("its colours are those of printing inks (CMYK)", "save it in RGB")
    orientation = _opened(data, "JPEG").getexif().get(_ORIENTATION, 1)
    components: Literal[1, 3] = 1 if found.components == 1 else 3
    return Raster(
        data=found.data,
        width=found.width,
        height=found.height,
        components=components,
        encoding="jpeg",
        profile=_checked_profile(found.profile, components),
        orientation=orientation if orientation in _ORIENTATIONS else 1,
    )


def _from_png(data: bytes) -> Raster:
    """The samples of a picture on white."""
    from PIL import Image  # noqa: PLC0415 - the same

    image = _opened(data, "PNG")
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I;16"):
        # Grey of 16 bits: the upper eight.
        samples = image.tobytes()[0 if image.mode.endswith("B") else 1 :: 2]
        image = Image.frombytes("L", image.size, samples)
    elif image.mode in {"1", "L"} and "transparency" not in image.info:
        image = image.convert("L")
    elif image.mode in {"LA", "PA", "RGBA"} or "transparency" in image.info:
        seen = image.convert("RGBA")
        image = Image.new("RGB", image.size, _WHITE)
        image.paste(seen, mask=seen.getchannel("A"))
    else:
        image = image.convert("RGB")
    if image.mode == "L" and profile is not None and _components_of(profile) == 3:
        image = image.convert("RGB")
    components: Literal[1, 3] = 1 if image.mode == "L" else 3
    profile = _checked_profile(profile, components)
    return Raster(data=image.tobytes(), width=image.width, height=image.height, components=components, profile=profile)


def _components_of(profile: bytes) -> int | None:
    return _PROFILE_SPACES.get(profile[16:20])


def _checked_profile(profile: bytes | None, components: int) -> bytes | None:
    """An ICC profile that files of PDF/A may have (ISO 19005-2, 6.2.4.2); None for what says nothing of the picture.

    Raises:
        PictureError: it is damaged, or newer than version 4.
    """
    if profile is None or _components_of(profile) not in {None, components}:
        return None
    sound = profile[36:40] == b"acsp" and profile[12:16] in _PROFILE_CLASSES and _components_of(profile) == components
    if not sound or int.from_bytes(profile[:4], "big") != len(profile) or profile[8] > _NEWEST_PROFILE:
        raise PictureError("the ICC profile in it is damaged, or of a kind that cannot be shown", "save it as sRGB")
    return profile
