"""Paths of files that a briefing names: in its own folder or below, the same on every system."""

from __future__ import annotations

import re
from typing import Annotated, Final, TypeAlias

from pydantic import AfterValidator, Field

from briefgen.model import patterns
from briefgen.model.characters import Line
from briefgen.model.problems import problem, shown

_DRIVE = re.compile(r"[A-Za-z]:")
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")
# Names that Windows gives to devices, with any ending.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>"|?*]')
_HINT: Final = "write a path from the folder of the briefing, with forward slashes, such as sources/statement.txt"


def _check_path(path: str) -> str:
    if message := _wrong(path):
        raise problem("model.bad-path", f"the path {shown(path)} {message}", _HINT)
    return path


def _wrong(path: str) -> str | None:
    """What is wrong with a path; ``None`` if it can be used."""
    parts = path.split("/")
    rules = (
        ("\\" in path, "has a backslash"),
        (_DRIVE.match(path) is not None, "names a drive or has a scheme"),
        (":" in path, "has a colon, as an address has"),
        (path.startswith("/"), "begins at the root of the file system"),
        (path.startswith("~"), "begins at somebody's home"),
        (".." in parts, "leaves a folder upwards"),
        (_ENCODED.search(path) is not None, "has a character in the percent-encoding of an address"),
        ("" in parts or "." in parts, "has a folder without a name"),
        (_FORBIDDEN.search(path) is not None or not path.isprintable(), "has a character that file names cannot have"),
        (any(part != part.strip(" ").rstrip(".") for part in parts), "has a name that ends in a space or dot"),
        (any(_DEVICE.fullmatch(part) for part in parts), "has the name of a device"),
    )
    return next((message for broken, message in rules if broken), None)


RelativePath: TypeAlias = Annotated[Line, AfterValidator(_check_path), Field(json_schema_extra=patterns.FILE)]
"""The path of a file in the folder of the briefing or below, with forward slashes."""
