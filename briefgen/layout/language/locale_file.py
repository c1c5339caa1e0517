"""Files of languages: those that come with the package, and those of one's own; read, and checked once."""

from __future__ import annotations

import functools
import os
import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path, PurePath
from typing import Any, Final

from briefgen.diagnostics import Diagnostic, Place
from briefgen.errors import ResourceError
from briefgen.layout.language.locale_spec import LocaleSpec, check_spec

_LOCALES: Final = resources.files("briefgen.layout") / "locales"
_SUFFIX: Final = ".toml"

MAX_REMEMBERED_LOCALES: Final = 64

# How the error of ``tomllib`` ends.
_POSITION: Final = re.compile(r" \(at line (\d+), column (\d+)\)$")


@dataclass(frozen=True, slots=True)
class LocaleFile:
    """The content of a file, what diagnostics call it, and whether it is one of one's own."""

    content: bytes
    name: str
    own: bool = False


def read_locale_file(path: str | os.PathLike[str]) -> LocaleFile:
    """A file of one's own.

    Raises:
        ResourceError: it cannot be read.
    """
    name = os.fspath(path)
    try:
        return LocaleFile(Path(path).read_bytes(), name, own=True)
    except (OSError, ValueError) as error:  # a path with a null character is a ValueError
        reason = error.strerror if isinstance(error, OSError) else "No file can have this name"
        message, hints = f"the file of a language cannot be read: {reason}", ("check the path",)
        raise ResourceError([Diagnostic("locale.unreadable", message, Place(file=name), hints)]) from error


@functools.lru_cache(maxsize=MAX_REMEMBERED_LOCALES)
def bundled_locale_file(tag: str) -> LocaleFile | None:
    """The file of a language tag that comes with the package."""
    file = _LOCALES / f"{tag}{_SUFFIX}"
    return LocaleFile(file.read_bytes(), f"{tag}{_SUFFIX}") if file.is_file() else None


def bundled_locales() -> frozenset[str]:
    """The tags of the languages that come with the package."""
    return frozenset(file.name.removesuffix(_SUFFIX) for file in _LOCALES.iterdir() if file.name.endswith(_SUFFIX))


@functools.lru_cache(maxsize=MAX_REMEMBERED_LOCALES)
def spec_of(file: LocaleFile) -> LocaleSpec:
    """What a file says.

    Raises:
        ResourceError: it is not TOML, or does not say what is needed; all its problems are named.
    """
    try:
        raw: dict[str, Any] = tomllib.loads(file.content.decode("utf-8"))
    except (ValueError, RecursionError) as error:  # not UTF-8, not TOML, a number with too many digits
        raise ResourceError([_not_toml(file, error)]) from error
    checked = check_spec(raw, file.name, PurePath(file.name).name.removesuffix(_SUFFIX))
    if isinstance(checked, list):
        raise ResourceError(checked)
    return checked


def _not_toml(file: LocaleFile, error: ValueError | RecursionError) -> Diagnostic:
    reason, line, column = str(error), None, None
    if isinstance(error, UnicodeDecodeError):
        reason = f"byte {error.start}, counted from 0, is not UTF-8"
        line = file.content.count(b"\n", 0, error.start) + 1
    elif found := _POSITION.search(reason):
        reason, line, column = reason[: found.start()], int(found[1]), int(found[2])
    where = Place(file.name, line, column)
    hint = "look at the line that is named: quotes around texts, an equals sign, each key once"
    return Diagnostic("locale.syntax", f"the file of a language is not TOML: {reason}", where, (hint,))
