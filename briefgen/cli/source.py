"""The briefing that a command is given: a file, or standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Final

from briefgen.cli.naming import STANDARD_STREAM
from briefgen.diagnostics import Diagnostic, Place
from briefgen.errors import InvalidBriefing, ResourceError
from briefgen.model import Briefing, load, loads
from briefgen.model.document import MAX_BYTES, refused
from briefgen.model.locate import Locator

STDIN: Final = "<stdin>"


class Source:
    """Where a briefing comes from.

    Attributes:
        name: what diagnostics call it.
    """

    def __init__(self, file: str) -> None:
        """Take the path of a file, or ``-``; nothing is read yet."""
        self._text: str | None = None
        self._is_stdin = file == STANDARD_STREAM
        self.name = STDIN if self._is_stdin else file

    def read(self) -> Briefing:
        """The briefing.

        Raises:
            InvalidBriefing: it has problems.
            ResourceError: it cannot be read.
        """
        if not self._is_stdin:
            return load(self.name)
        self._text = read_stdin()
        return loads(self._text, name=STDIN)

    def locate(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """The diagnostics, those about a path in the briefing with its file, line and column, in the order of lines.

        Raises:
            OSError, UnicodeDecodeError, InvalidBriefing: the file is no longer what it was when it was read.
        """
        diagnostics = list(diagnostics)
        places = [place for found in diagnostics for place in (found.where, *found.related)]
        if not any(place.path and place.file is None for place in places):
            return diagnostics
        locator = self.locator()
        if locator is None:
            return diagnostics
        placed = [locator.diagnostic(found) for found in diagnostics]
        return sorted(placed, key=lambda found: (found.where.line or 0, found.where.column or 0))

    def locator(self) -> Locator | None:
        """What finds the lines of paths in the file; None where there is no text any more.

        Raises:
            OSError, UnicodeDecodeError, InvalidBriefing: the file is no longer what it was when it was read.
        """
        text = self._read_again()
        if text is None:
            return None
        return Locator(text, format="json" if self.name.lower().endswith(".json") else "yaml", name=self.name)

    def _read_again(self) -> str | None:
        """The text, where there is one still: a pipe can be read once."""
        if self._is_stdin or not Path(self.name).is_file():
            return self._text
        return Path(self.name).read_bytes().decode("utf-8")


def _unreadable(reason: str) -> ResourceError:
    hint = "send a briefing through a pipe, or name a file"
    return ResourceError(
        [Diagnostic("file.unreadable", f"standard input cannot be read: {reason}", Place(STDIN), (hint,))]
    )


def read_stdin() -> str:
    """Standard input as text, if it is not too long.

    Raises:
        InvalidBriefing: it is too long, or not UTF-8.
        ResourceError: it cannot be read.
    """
    stream: BinaryIO | None = getattr(sys.stdin, "buffer", None)  # without a standard input, Python has None there
    if stream is None:
        raise _unreadable("it is closed")
    try:
        content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise _unreadable(str(error.strerror)) from error
    if len(content) > MAX_BYTES:
        message = f"standard input has more than {MAX_BYTES:,} bytes"
        raise refused("file.too-large", message, "split the briefing", file=STDIN)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"standard input is not UTF-8: byte {error.start}, counted from 0, in line {line}: {error.reason}"
        hint = "send the text in the encoding UTF-8"
        raise InvalidBriefing([Diagnostic("file.not-utf8", message, Place(STDIN, line), (hint,))]) from error
