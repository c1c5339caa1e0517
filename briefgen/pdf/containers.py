"""Files that hold other files, such as archives: what is in them, or that nobody here can know."""

from __future__ import annotations

import bz2
import io
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final, Protocol

_LOCAL: Final = b"PK\x03\x04"
_GZIP: Final = b"\x1f\x8b"
_BZIP2: Final = b"BZh"
_XZ: Final = (b"\xfd7zXZ\x00", b"]\x00\x00")
_TAR: Final = slice(257, 262)
_PDF: Final = b"%PDF-"
_PDF_WITHIN: Final = 1_024
_GZIP_WINDOW: Final = 31
_LOCAL_HEADER: Final = 30
_HEAD: Final = 600
_MOST_MEMBERS: Final = 10_000

# 7-Zip, RAR, Zstandard, LZ4, cabinets, and the files of older office programs.
_CLOSED: Final = (b"7z\xbc\xaf", b"Rar!", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18", b"MSCF", b"\xd0\xcf\x11\xe0")
# PNG, JPEG, JPEG 2000, GIF, TIFF, BMP, and WebP.
_PICTURES: Final = re.compile(
    rb"\x89PNG|\xff\xd8\xff|\x00\x00\x00\x0cjP|\xff\x4f\xff\x51|GIF8|II\*\x00|MM\x00\*|BM.{4}\x00{4}|RIFF.{4}WEBP",
    re.DOTALL,
)


class ClosedError(Exception):
    """What is in a file cannot be read, or not all of it; says why."""


class _Unpacker(Protocol):
    """What the standard library has for packed bytes."""

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


def is_pdf(data: bytes) -> bool:
    """Whether bytes are a PDF file."""
    return _PDF in data[:_PDF_WITHIN]


def is_picture(data: bytes) -> bool:
    """Whether bytes are a picture."""
    return _PICTURES.match(data) is not None


def is_container(data: bytes) -> bool:
    """Whether bytes are a file that others are packed in, of a kind that is known."""
    return data.startswith((_LOCAL, _GZIP, _BZIP2, *_XZ, *_CLOSED)) or data[_TAR] == b"ustar" or _is_deflated(data)


def _is_deflated(data: bytes) -> bool:
    """Whether bytes begin as RFC 1950, 2.2, says, with something behind that."""
    if len(data) < len("xx") or data[0] != 0x78 or int.from_bytes(data[:2]) % 31:
        return False
    try:
        return bool(zlib.decompressobj().decompress(data[:_HEAD], 1))
    except zlib.error:
        return False


def members_of(data: bytes, most: int) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of each file in a container, and of what stands beside them.

    Args:
        data: the container.
        most: how many bytes of a file are read; one that has more has one byte more here.

    Raises:
        ClosedError: it cannot be unpacked, or has more than was read.
    """
    try:
        if data.startswith(_LOCAL):
            yield from _zipped(data, most)
        elif data[_TAR] == b"ustar":
            yield from _taken_from_tar(data, most)
        elif data.startswith(_CLOSED):
            raise ClosedError("it is packed in a way that is not known here")
        else:
            yield from _packed(data, most)
    except (zipfile.BadZipFile, tarfile.TarError, lzma.LZMAError, OSError, RuntimeError, EOFError, zlib.error) as error:
        raise ClosedError("it cannot be unpacked") from error


def _zipped(data: bytes, most: int) -> Iterator[tuple[str, bytes]]:
    """A ZIP archive, such as a document of an office program."""
    listed: list[tuple[int, int]] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        if len(members) > _MOST_MEMBERS:
            raise ClosedError(f"it has more than {_MOST_MEMBERS:,} files")
        yield "comment", archive.comment
        for member in members:
            yield "name", member.filename.encode("utf-8", "replace") + b" " + member.comment
            start = member.header_offset
            name, extra = (int.from_bytes(data[start + at : start + at + 2], "little") for at in (26, 28))
            listed.append((start, start + _LOCAL_HEADER + name + extra + member.compress_size))
            with archive.open(member) as file:
                yield member.filename, file.read(most + 1)
    for found in re.finditer(re.escape(_LOCAL), data):
        if not any(start <= found.start() < end for start, end in listed):
            raise ClosedError("it has files that its list does not name")


def _taken_from_tar(data: bytes, most: int) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
        for index, member in enumerate(archive):
            if index > _MOST_MEMBERS:
                raise ClosedError(f"it has more than {_MOST_MEMBERS:,} files")
            yield "name", f"{member.name} {member.linkname} {member.uname} {member.gname}".encode("utf-8", "replace")
            file = archive.extractfile(member) if member.isreg() else None
            if file is not None:
                yield member.name, file.read(most + 1)


def _packed(data: bytes, most: int) -> Iterator[tuple[str, bytes]]:
    """What one or more packed stretches hold, and what follows them."""
    rest = data
    for _ in range(_MOST_MEMBERS):
        unpacker = _unpacker_of(rest)
        if unpacker is None:
            break
        if rest.startswith(_GZIP):  # RFC 1952, 2.3: the name of the file, and a comment
            yield "name", rest[10:_HEAD].partition(b"\0")[0]
        content = unpacker.decompress(rest, most + 1)
        yield "content", content
        if not unpacker.eof:
            if len(content) <= most:
                raise ClosedError("it is cut short")
            return
        rest = unpacker.unused_data
    if rest:
        yield "what follows", rest


def _unpacker_of(data: bytes) -> _Unpacker | None:
    if data.startswith(_GZIP):
        return zlib.decompressobj(_GZIP_WINDOW)
    if data.startswith(_BZIP2):
        return bz2.BZ2Decompressor()
    if data.startswith(_XZ):
        return lzma.LZMADecompressor()
    return zlib.decompressobj() if _is_deflated(data) else None
