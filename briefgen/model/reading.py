"""The bytes of a file, whatever kind of file it is, and not more of them than a briefing may have."""

from __future__ import annotations

import io
import os
import select
import stat
import time
from typing import Final

from briefgen.diagnostics import Diagnostic, Place
from briefgen.errors import InvalidBriefing, ResourceError
from briefgen.model.document import MAX_BYTES, refused

PIPE_PATIENCE_S: Final = 10.0
"""How many seconds a named pipe may stay without anybody who writes to it."""

_POLL_MS: Final = 50

_TYPE_IT: Final = "write the text in an editor for plain text, and save it in the encoding UTF-8"
# How files begin that are often named by mistake, what they are, and what to do.
_NO_TEXTS: Final = (
    (
        b"%PDF-",
        "a PDF file",
        "name the file that it was made from; `briefgen extract` takes that out of it, `briefgen diff` compares two",
    ),
    (b"PK\x03\x04", "a ZIP archive, as those of word processors (.docx, .odt) are", _TYPE_IT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of an old word processor (.doc)", _TYPE_IT),
    (b"{\\rtf", "a document of a word processor (.rtf)", _TYPE_IT),
    (b"\x1f\x8b", "packed with gzip", "unpack it"),
)
_NO_WAITING: Final = getattr(os, "O_NONBLOCK", 0)


def read_bytes(name: str) -> bytes:
    """The bytes of a file.

    A named pipe is waited for as long as somebody has it open for writing, and ``PIPE_PATIENCE_S`` otherwise.

    Args:
        name: the path of a file, a device or a pipe.

    Raises:
        InvalidBriefing: it has more than ``MAX_BYTES`` bytes.
        ResourceError: it is missing, a directory, or cannot be read; or nobody writes to the pipe.
    """
    try:
        # Opening a pipe would wait for its writer, without end.
        with open(name, "rb", opener=_without_waiting) as file:
            status = os.fstat(file.fileno())
            begin = _begin(file.fileno(), name) if stat.S_ISFIFO(status.st_mode) and _NO_WAITING else b""
            if _NO_WAITING:
                os.set_blocking(file.fileno(), True)
            # A pipe has no size, so one byte more than allowed is asked for.
            content = begin + file.read(MAX_BYTES + 1) if status.st_size <= MAX_BYTES else b""
    except FileNotFoundError as error:
        raise _resource("file.missing", "there is no such file", "look at the spelling of the path", name) from error
    except IsADirectoryError as error:
        raise _resource("file.is-a-directory", "this is a directory", "name a file in it", name) from error
    except (OSError, ValueError) as error:  # a ValueError is a null character in the path
        reason = getattr(error, "strerror", None) or str(error)
        message = f"the file cannot be read: {reason}"
        raise _resource("file.unreadable", message, "look at the path and its permissions", name) from error
    if status.st_size > MAX_BYTES or len(content) > MAX_BYTES:
        raise too_many_bytes(name)
    return content


def decoded(content: bytes, name: str | None, *, what: str = "the file", hint: str) -> str:
    """Bytes as a text in UTF-8.

    Args:
        content: the bytes.
        name: what diagnostics call the file.
        what: what it is.
        hint: how it comes to be in UTF-8.

    Raises:
        InvalidBriefing: it is not in UTF-8, with the line of the first byte that is not; or it is no text at all.
    """
    for begin, kind, better in _NO_TEXTS:
        if content.startswith(begin):
            raise InvalidBriefing(
                [Diagnostic("file.no-text", f"{what} is {kind}, and no text", Place(name), (better,))]
            )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"{what} is not UTF-8: byte {error.start}, counted from 0, in line {line}: {error.reason}"
        raise InvalidBriefing([Diagnostic("file.not-utf8", message, Place(name, line), (hint,))]) from error


def too_many_bytes(name: str | None) -> InvalidBriefing:
    """The exception for a file, or a text, that is too long."""
    message = f"the file has more than {MAX_BYTES:,} bytes"
    return refused("file.too-large", message, "split the briefing", file=name)


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | _NO_WAITING)


def _begin(pipe: int, name: str) -> bytes:
    """What a pipe has first, as soon as somebody has it open for writing; empty if nothing is there yet, or ever will.

    Raises:
        ResourceError: nobody has opened it in time.
    """
    poll = select.poll()
    poll.register(pipe, select.POLLIN)
    until = time.monotonic() + PIPE_PATIENCE_S
    while time.monotonic() < until:
        try:
            begin = os.read(pipe, io.DEFAULT_BUFFER_SIZE)
        except BlockingIOError:  # somebody has it open, and has written nothing so far
            return b""
        # Nothing to read, and nobody there: either not yet, or no longer.
        if begin or any(event & select.POLLHUP for _, event in poll.poll(_POLL_MS)):
            return begin
    message = f"nobody has opened this pipe for writing in {PIPE_PATIENCE_S:g} seconds"
    raise _resource("file.unreadable", message, "start what writes to it first, or name a file", name)


def _resource(code: str, message: str, hint: str, name: str) -> ResourceError:
    return ResourceError([Diagnostic(code, message, Place(name), (hint,))])
