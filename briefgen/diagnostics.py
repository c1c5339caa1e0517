"""What briefgen has to say about an input: a diagnostic is a code, a severity, a place, a message and hints.

The message states a fact, a hint is an action. Codes are stable: people filter by them. The table of all codes is in
``docs/errors.md``, and a test holds the two together.
"""

from __future__ import annotations

import enum
import unicodedata
from dataclasses import dataclass, field
from typing import Any


class Severity(enum.StrEnum):
    """How bad it is: an error stops the work, a warning does not, a note only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the author's input something is.

    ``line`` and ``column`` count from 1; ``path`` is a path into the briefing such as ``facts[2].as_of``,
    or a place in the file that would be written, such as ``Document > Part (ar) > Sect 3 > Figure, page 2``;
    ``characters`` is a half-open range of code points in the text at that path, counted without its markup.
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None
    path: str | None = None
    characters: tuple[int, int] | None = None

    def __str__(self) -> str:
        position = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        parts = [part for part in (position, self.path) if part]
        if self.characters is not None:
            start, end = self.characters
            parts.append(f"character {start}" if end == start + 1 else f"characters {start} to {end}")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One statement about an input, with its stable code.

    ``clause`` says of which standard, where one is broken; ``related`` are the other places that the statement is
    about.
    """

    code: str
    message: str
    where: Place = field(default_factory=Place)
    hints: tuple[str, ...] = ()
    severity: Severity = Severity.ERROR
    clause: str = ""
    related: tuple[Place, ...] = ()

    def __str__(self) -> str:
        clause = f" ({self.clause})" if self.clause else ""
        lines = [f"{self.severity}[{self.code}]: {self.message}{clause}"]
        place = str(self.where)
        if place:
            lines.append(f"  at {place}")
        lines += [f"  see also {other}" for other in self.related]
        lines += [f"  hint: {hint}" for hint in self.hints]
        return "\n".join(lines)


def as_data(diagnostic: Diagnostic) -> dict[str, Any]:
    """A diagnostic as a JSON object: always the same keys, with null for what is not known of its place."""
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        **_place_as_data(diagnostic.where),
        "hints": list(diagnostic.hints),
        "clause": diagnostic.clause or None,
        "related": [_place_as_data(place) for place in diagnostic.related],
    }


def _place_as_data(place: Place) -> dict[str, Any]:
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "path": place.path,
        "characters": None if place.characters is None else list(place.characters),
    }


def counted(number: int, noun: str) -> str:
    """A number with its noun: ``1 error``, ``2 errors``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def unwritable(path: object, reason: str, hint: str) -> Diagnostic:
    """The diagnostic for a place that takes no file."""
    return Diagnostic("output.unwritable", f"the file cannot be written: {reason}", Place(str(path)), (hint,))


def character_name(character: str) -> str:
    """``U+0679 ARABIC LETTER TTEH``: a terminal may reorder or fail to show the character itself."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'UNNAMED CHARACTER')}"
