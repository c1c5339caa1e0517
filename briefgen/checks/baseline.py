"""Findings that a project knows and lives with for now, in a file."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, Final

from briefgen.diagnostics import Diagnostic, Place, Severity
from briefgen.errors import ResourceError
from briefgen.model.problems import shown
from briefgen.saving import save_atomically

VERSION: Final = 1
MAX_BYTES: Final = 20_000_000

_KEYS: Final = ("file", "code", "path", "message", "fingerprint")


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """A finding that is known.

    Attributes:
        file: the briefing, as seen from the folder of the baseline, with forward slashes.
        code: of the rule.
        path: where it was found when the baseline was written; only for people.
        message: what was said then; only for people.
        fingerprint: what it is known by.
    """

    file: str
    code: str
    path: str
    message: str
    fingerprint: str


def relative_name(file: str, baseline: str | os.PathLike[str]) -> str:
    """How a baseline calls a file: by the way from its own folder, with forward slashes."""
    folder = os.path.realpath(Path(baseline).parent)
    try:
        return PurePath(os.path.relpath(os.path.realpath(file), folder)).as_posix()
    except ValueError:  # on another drive
        return PurePath(os.path.realpath(file)).as_posix()


def read_baseline(path: str | os.PathLike[str]) -> tuple[Entry, ...]:
    """The findings that a baseline lists.

    Raises:
        ResourceError: it cannot be read, or is no baseline.
    """
    name = os.fspath(path)
    try:
        with Path(name).open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # a path with a null character is a ValueError
        reason = error.strerror if isinstance(error, OSError) else "no file can have this name"
        hint = "check the path, or make one with --write-baseline"
        diagnostic = Diagnostic("baseline.unreadable", f"the baseline cannot be read: {reason}", Place(name), (hint,))
        raise ResourceError([diagnostic]) from error
    if len(content) > MAX_BYTES:
        raise _invalid(name, f"it has more than {MAX_BYTES:,} bytes")
    try:
        raw = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:  # not UTF-8, not JSON
        raise _invalid(name, f"it is not JSON: {error}") from error
    return _entries(raw, name)


def _entries(raw: Any, name: str) -> tuple[Entry, ...]:
    if not isinstance(raw, Mapping) or raw.get("version") != VERSION or not isinstance(raw.get("findings"), list):
        raise _invalid(name, f'it is no object with "version": {VERSION} and a list "findings"')
    entries = []
    for index, item in enumerate(raw["findings"]):
        values = [item.get(key) for key in _KEYS] if isinstance(item, Mapping) else []
        if not values or not all(isinstance(value, str) for value in values):
            keys = ", ".join(_KEYS)
            raise _invalid(name, f"findings[{index}] is no object with the texts {keys}")
        entries.append(Entry(*map(str, values)))
    return tuple(entries)


def _invalid(name: str, reason: str) -> ResourceError:
    hint = "write it again with --write-baseline"
    return ResourceError([Diagnostic("baseline.invalid", f"this is no baseline: {reason}", Place(name), (hint,))])


def write_baseline(path: str | os.PathLike[str], entries: Iterable[Entry]) -> None:
    """Write a baseline whole or not at all; the same findings give the same bytes.

    Raises:
        ResourceError: it cannot be written.
    """
    findings = [{key: getattr(entry, key) for key in _KEYS} for entry in sorted(set(entries))]
    written = json.dumps({"version": VERSION, "findings": findings}, ensure_ascii=False, indent=2)
    save_atomically(Path(path), f"{written}\n".encode("utf-8", "backslashreplace"))


def stale(entries: Iterable[Entry], baseline: str) -> list[Diagnostic]:
    """What there is to say about entries that nothing was found for."""
    return [
        Diagnostic(
            "baseline.stale",
            f"the baseline lists {entry.code} at {shown(entry.path)} of {shown(entry.file)}, which is no longer found",
            Place(baseline),
            ("write the baseline again with --write-baseline",),
            Severity.NOTE,
        )
        for entry in sorted(entries)
    ]
