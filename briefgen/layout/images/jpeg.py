"""What stands in a JPEG stream (ISO/IEC 10918-1, annex B): its size and colours, and the stream without metadata.

Cameras write down where a photograph was taken, with which device, and a small copy of it as it was before it was
cropped. None of that is shown, so none of it goes into a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_RESTARTS: Final = range(0xD0, 0xD8)
_APPLICATION: Final = range(0xE0, 0xF0)
_COMMENT: Final = 0xFE
_ADOBE: Final = 0xEE  # says how colours are stored
_WITH_PROFILE: Final = 0xE2
_FRAMES: Final = frozenset({0xC0, 0xC1, 0xC2})  # baseline, extended and progressive: what ``DCTDecode`` knows
_OTHER_FRAMES: Final = frozenset({0xC3, *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)})
_PROFILE_NAME: Final = b"ICC_PROFILE\0"
_PLAIN_BITS: Final = 8


class JpegError(ValueError):
    """The stream cannot be used; the message says why."""


@dataclass(slots=True)
class Jpeg:
    """A JPEG stream.

    Attributes:
        data: the stream, without comments and without what applications have added.
        width, height: in pixels, as stored.
        components: how many values a pixel has.
        profile: the ICC profile, if it has one.
    """

    data: bytes = field(default=b"", repr=False)
    width: int = 0
    height: int = 0
    components: int = 0
    profile: bytes | None = None


def read_jpeg(data: bytes) -> Jpeg:
    """Read a stream up to its end.

    Raises:
        JpegError: it is damaged, or of a kind that no reader of PDF knows.
    """
    found = Jpeg()
    kept = [bytes((0xFF, _START))]
    profile: dict[int, bytes] = {}
    for marker, segment in _segments(data):
        if marker in _OTHER_FRAMES:
            raise JpegError("it is compressed in a way that PDF does not have")
        if marker in _FRAMES:
            _read_frame(found, segment[4:])
        if marker == _WITH_PROFILE and segment[4:].startswith(_PROFILE_NAME):
            body = segment[4 + len(_PROFILE_NAME) :]
            profile[body[0] if body else 0] = body[2:]
        if marker == _ADOBE or (marker not in _APPLICATION and marker != _COMMENT):
            kept.append(segment)
    if not found.width or not found.height:
        raise JpegError("it does not say how large it is")
    found.data = b"".join(kept)
    found.profile = b"".join(profile[number] for number in sorted(profile)) or None
    return found


def _read_frame(found: Jpeg, frame: bytes) -> None:
    if len(frame) < 6:
        raise JpegError("it is damaged")
    if frame[0] != _PLAIN_BITS:
        raise JpegError(f"its values have {frame[0]} bits, not 8")
    found.height, found.width = int.from_bytes(frame[1:3], "big"), int.from_bytes(frame[3:5], "big")
    found.components = frame[5]


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each marker after the first with its segment, with the image data that follows a scan; the last is the end."""
    position = 2
    while True:
        if position + 2 > len(data) or data[position] != 0xFF:
            raise JpegError("it is damaged")
        marker = data[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        if marker == _END:
            yield marker, data[position : position + 2]
            return
        end = position + 2 + int.from_bytes(data[position + 2 : position + 4], "big")
        if marker == _SCAN:
            end = _after_scan(data, end)
        if end > len(data) or end < position + 4:
            raise JpegError("it is damaged")
        yield marker, data[position:end]
        position = end


def _after_scan(data: bytes, start: int) -> int:
    """Where the image data of a scan ends: at the next marker that is none of its own."""
    position = start
    while (position := data.find(b"\xff", position)) >= 0:
        after = data[position + 1] if position + 1 < len(data) else None
        if after is None:
            break
        if after and after not in _RESTARTS and after != 0xFF:
            return position
        position += 1 if after == 0xFF else 2
    raise JpegError("it breaks off")
