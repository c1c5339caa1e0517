"""qpdf, which reads files that are there already: its limits, its lock and its exceptions, in one place.

Its limits are those of the process. So one file is opened at a time: while somebody else's is read, under limits that
are lowered for it, no file of ours may be.
"""

from __future__ import annotations

import io
import itertools
import re
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from briefgen.errors import InternalError

if TYPE_CHECKING:
    import pikepdf

MAX_UNPACKED: Final = 4_000_000
"""What an object stream or a cross-reference stream of somebody else's file may unpack to, in bytes.

The object streams of ours have about a million, unless one object alone has more.
"""

# How much is looked at for what unpacks too far: bytes of the file, those before a stream, streams, what is in them.
_MAX_SEARCHED: Final = 64_000_000
_SEARCHED_BEFORE: Final = 1_000
_MAX_STREAMS: Final = 100_000
_MAX_TRIED: Final = 16 * MAX_UNPACKED
_CHUNK: Final = 4_096  # of which a thousandfold may come
_STREAM: Final = re.compile(rb"\bstream\r?\n")
_TYPES: Final = (b"/ObjStm", b"/XRef")  # ISO 32000-1, 7.5.7 and 7.5.8

_ONE_AT_A_TIME: Final = threading.Lock()


class NeedsPasswordError(Exception):
    """The file is encrypted, and the password is not its own."""


class UnreadableError(Exception):
    """The file cannot be read as PDF."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What is unpacked of a file of somebody else's.

    Attributes:
        unpacked: how many bytes one stream may unpack to.
        filters: how many times it may be packed.
    """

    unpacked: int = MAX_UNPACKED
    filters: int = 1


_OF_STRUCTURE: Final = Limits()


@contextmanager
def opened_foreign(file: BinaryIO, password: str = "", limits: Limits = _OF_STRUCTURE) -> Iterator[pikepdf.Pdf]:
    """The document in a file of somebody else's, for as long as the limits hold.

    Args:
        file: the file, at its beginning.
        password: which opens it.
        limits: for all that qpdf unpacks.

    Raises:
        NeedsPasswordError: the file has another password.
        UnreadableError: qpdf cannot read the file, or not what is asked of it later.
    """
    import pikepdf  # noqa: PLC0415 - who only renders does not wait for it

    try:
        with _ONE_AT_A_TIME, _limited(limits), _opened(file, password) as pdf:
            yield pdf
    except pikepdf.PasswordError as error:
        raise NeedsPasswordError from error
    except pikepdf.PdfError as error:
        raise UnreadableError from error


def _opened(file: BinaryIO, password: str) -> pikepdf.Pdf:
    """The document, with its password only where it needs one: pikepdf warns of any other, in words of its own."""
    import pikepdf  # noqa: PLC0415 - as above

    try:
        return pikepdf.open(file)
    except pikepdf.PasswordError:
        if not password:
            raise
        return pikepdf.open(file, password=password)


@contextmanager
def opened_own(data: bytes) -> Iterator[pikepdf.Pdf]:
    """The document in a file that was just written, without limits of ours.

    Raises:
        InternalError: qpdf cannot read it, or cannot do with it what is asked.
    """
    import pikepdf  # noqa: PLC0415 - few files are read again

    try:
        with _ONE_AT_A_TIME, pikepdf.open(io.BytesIO(data)) as pdf:
            yield pdf
    except pikepdf.PdfError as error:
        raise InternalError(f"qpdf does not take a file of ours: {error}") from error


@contextmanager
def _limited(limits: Limits) -> Iterator[None]:
    """Lower the limits of the process, and give it its own back."""
    from pikepdf import settings  # noqa: PLC0415 - as above

    before: Any = settings.set_qpdf_limits(
        flate_max_memory=limits.unpacked,
        run_length_max_memory=limits.unpacked,
        png_max_memory=limits.unpacked,
        tiff_max_memory=limits.unpacked,
        max_stream_filters=limits.filters,
    )
    try:
        yield
    finally:
        settings.set_qpdf_limits(**before)


def unpacks_too_far(file: BinaryIO) -> bool:
    """Whether a file that could not be read has a structure that goes over ``MAX_UNPACKED``; qpdf does not say.

    Args:
        file: the file; its position is moved.
    """
    file.seek(0)
    data = file.read(_MAX_SEARCHED)
    left = _MAX_TRIED
    for match in itertools.islice(_STREAM.finditer(data), _MAX_STREAMS):
        head = data[max(match.start() - _SEARCHED_BEFORE, 0) : match.start()]
        if not any(kind in head for kind in _TYPES):
            continue
        length = _unpacked_length(data, match.end())
        if length > MAX_UNPACKED:
            return True
        left -= length + _SEARCHED_BEFORE
        if left < 0:
            break
    return False


def _unpacked_length(data: bytes, start: int) -> int:
    """How much a stream unpacks to (ISO 32000-1, 7.4.4), counted until it is more than ``MAX_UNPACKED`` or damaged."""
    inflater, length = zlib.decompressobj(), 0
    try:
        while start < len(data) and not inflater.eof and length <= MAX_UNPACKED:
            length += len(inflater.decompress(data[start : start + _CHUNK]))
            start += _CHUNK
    except zlib.error:  # damaged, or packed in another way: there is no more to count
        return length
    return length
