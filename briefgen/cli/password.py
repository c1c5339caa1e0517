"""The password of a file, from where no other user of the machine can see it.

An argument of a command stands in the list of processes and in the history of a shell. So what is given is the name of
a file that holds the password, or - for standard input.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO, Final

from briefgen.cli.naming import STANDARD_STREAM
from briefgen.cli.visible import visible
from briefgen.diagnostics import Diagnostic
from briefgen.errors import ResourceError

# More than any password has, with the end of its line.
_MAX_BYTES: Final = 4096

_LINE_ENDS: Final = ("\r\n", "\n", "\r")


def read_password(file: str) -> str:
    """The password in a file: its one line, in UTF-8, without the end of the line.

    Args:
        file: the path, or ``-`` for standard input.

    Raises:
        ResourceError: the file is missing or cannot be read.
        ValueError: it is no single line of UTF-8, or longer than any password. The message never quotes what the file
            holds.
    """
    try:
        content = _read(file)
    except FileNotFoundError as error:
        message = f'there is no file "{visible(file)}" with a password'
        hint = "look at the spelling of the path"
        raise ResourceError([Diagnostic("file.missing", message, hints=(hint,))]) from error
    except OSError as error:
        message = f'the file of the password "{visible(file)}" cannot be read: {error.strerror}'
        hint = "look at the path and its permissions"
        raise ResourceError([Diagnostic("file.unreadable", message, hints=(hint,))]) from error
    if len(content) > _MAX_BYTES:
        raise ValueError(f"the file of the password has more than {_MAX_BYTES:,} bytes, which no password has")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("the file of the password is not UTF-8") from None  # the other one would quote it
    ending = next((ending for ending in _LINE_ENDS if text.endswith(ending)), "")
    password = text.removesuffix(ending)
    if len(password.splitlines()) > 1:
        raise ValueError("the file of the password has more than one line")
    return password


def _read(file: str) -> bytes:
    if file != STANDARD_STREAM:
        with Path(file).open("rb") as stream:
            return stream.read(_MAX_BYTES + 1)
    stdin: BinaryIO | None = getattr(sys.stdin, "buffer", None)  # without a standard input, Python has None there
    if stdin is None:
        raise OSError(0, "standard input is closed")
    return stdin.read(_MAX_BYTES + 1)
