"""Exit codes. They are part of the public surface: scripts decide by them."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from briefgen.errors import BriefgenError, ConformanceError, InvalidBriefing, ResourceError


class ExitCode(enum.IntEnum):
    """What the command says to the shell, by who can mend it."""

    DONE = 0
    BRIEFING = 1
    USAGE = 2
    RESOURCE = 3
    CONFORMANCE = 4
    INTERNAL = 70  # EX_SOFTWARE of sysexits
    INTERRUPTED = 130  # what a shell gives a program that SIGINT (2) ended: 128 + 2


MEANINGS: Final[Mapping[ExitCode, str]] = MappingProxyType(
    {
        ExitCode.DONE: "done",
        ExitCode.BRIEFING: "the briefing has problems",
        ExitCode.USAGE: "wrong usage: an option, an argument or SOURCE_DATE_EPOCH",
        ExitCode.RESOURCE: "a file, font or theme is missing or refused",
        ExitCode.CONFORMANCE: "the file would break a standard that it claims to follow",
        ExitCode.INTERNAL: "a fault of briefgen",
        ExitCode.INTERRUPTED: "interrupted with Ctrl+C",
    }
)


def exit_code_of(error: BriefgenError) -> ExitCode:
    """The exit code of an exception that briefgen raised on purpose."""
    match error:
        case InvalidBriefing():
            return ExitCode.BRIEFING
        case ConformanceError():
            return ExitCode.CONFORMANCE
        case ResourceError():
            return ExitCode.RESOURCE
        case _:
            return ExitCode.INTERNAL
