"""The briefing that a command is given: a file, or standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Final

from briefgen.cli.naming import STANDARD_STREAM
from briefgen.diagnostics import Diagnostic, Place
from briefgen.errors import ResourceError
from briefgen.model import Briefing, load, loads
from briefgen.model.document import MAX_BYTES, refused
from briefgen.model.locate import Locator
from briefgen.model.reading import decoded

STDIN: Final = "<stdin>"


def folder_of(file: str) -> Path:
    """The folder in which the files that a briefing names are: its own; of standard input, the current one."""
    return Path() if file == STANDARD_STREAM else Path(file).parent


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


def read_stdin() -> str:
    """Standard input as text, if it is not too long.

    Raises:
        InvalidBriefing: it is too long, or not UTF-8.
        ResourceError: it cannot be read.
    """
    content = stdin_bytes(MAX_BYTES + 1, "send a briefing through a pipe, or name a file")
    if len(content) > MAX_BYTES:
        message = f"standard input has more than {MAX_BYTES:,} bytes"
        raise refused("file.too-large", message, "split the briefing", file=STDIN)
    return text_of_stdin(content)


def text_of_stdin(content: bytes) -> str:
    """What came from standard input, as text.

    Raises:
        InvalidBriefing: it is not UTF-8.
    """
    return decoded(content, STDIN, what="standard input", hint="send the text in the encoding UTF-8")


def stdin_bytes(most: int, hint: str) -> bytes:
    """Standard input, or its beginning.

    Args:
        most: how many bytes are read at most.
        hint: what to do if it cannot be read.

    Raises:
        ResourceError: it cannot be read.
    """
    stream: BinaryIO | None = getattr(sys.stdin, "buffer", None)  # without a standard input, Python has None there
    try:
        if stream is not None:
            return stream.read(most)
        reason = "it is closed"
    except OSError as error:
        reason = str(error.strerror)
    message = f"standard input cannot be read: {reason}"
    raise ResourceError([Diagnostic("file.unreadable", message, Place(STDIN), (hint,))])
