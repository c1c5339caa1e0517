"""The file ``briefgen.toml``, in which a project says what it asks of the checks."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from briefgen.checks.settings import SEVERITIES, CheckSettings, age_in_days, fits_a_rule, likely_codes
from briefgen.diagnostics import Diagnostic, Place, Severity
from briefgen.errors import ResourceError
from briefgen.model.document import path_of
from briefgen.model.problems import Location, kind_of, shown
from briefgen.model.report import choose, part_at, unknown_key

FILE_NAME: Final = "briefgen.toml"
MAX_BYTES: Final = 20_000

# How the error of ``tomllib`` ends.
_POSITION: Final = re.compile(r" \(at line (\d+), column (\d+)\)$")


class _Part(BaseModel):
    model_config: ClassVar[ConfigDict] = ConfigDict(strict=True, extra="forbid", frozen=True)


class _CheckTable(_Part):
    """The table ``[check]``."""

    severity: dict[str, Literal["off", "note", "warning", "error"]] = Field(default_factory=dict)
    max_age: str | None = None
    fail_on: Literal["error", "warning"] = "error"


class _SettingsFile(_Part):
    """The whole file."""

    check: _CheckTable = Field(default_factory=_CheckTable)


def find_settings(folder: Path) -> Path | None:
    """The settings of the project that a folder belongs to, if it has any.

    The file is looked for in the folder and in those above it, up to the one that has ``.git``. A folder of no such
    project has only its own file: one further up may be anybody's.

    Returns:
        Its path, seen from the current folder where that of the folder is.
    """
    folders = [folder.resolve(), *folder.resolve().parents]
    top = next((index for index, each in enumerate(folders) if (each / ".git").exists()), 0)
    found = next((path for path in (each / FILE_NAME for each in folders[: top + 1]) if path.is_file()), None)
    if found is None:
        return None
    if found.parent == folders[0]:
        return folder / FILE_NAME
    return found if folder.is_absolute() else Path(os.path.relpath(found))


def load_settings(path: str | os.PathLike[str]) -> CheckSettings:
    """The settings in a file.

    Raises:
        ResourceError: it cannot be read, is not TOML, or says what it must not; all its problems are named.
    """
    name = os.fspath(path)
    text = _read(name)
    try:
        raw = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # not TOML, or a number with too many digits
        raise ResourceError([_not_toml(name, str(error))]) from error
    table, found = _CheckTable(), _unusable(raw)
    try:
        table = _SettingsFile.model_validate(raw).check
    except ValidationError as error:
        schema = _SettingsFile.model_json_schema()
        found += [(details["loc"], *_explain(details, schema)) for details in error.errors(include_url=False)]
    if found:
        said = [_invalid(name, text, *each) for each in dict.fromkeys(found)]
        raise ResourceError(sorted(said, key=lambda one: (one.where.line or 0, one.where.column or 0)))
    return CheckSettings(
        severity={code: SEVERITIES[word] for code, word in table.severity.items()},
        max_age_days=None if table.max_age is None else age_in_days(table.max_age),
        fail_on=Severity(table.fail_on),
    )


def _read(name: str) -> str:
    try:
        with Path(name).open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # a path with a null character is a ValueError
        reason = error.strerror if isinstance(error, OSError) else "no file can have this name"
        raise ResourceError([_unreadable(name, str(reason))]) from error
    if len(content) > MAX_BYTES:
        raise ResourceError([_unreadable(name, f"it has more than {MAX_BYTES:,} bytes")])
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ResourceError([_not_toml(name, f"byte {error.start}, counted from 0, is not UTF-8")]) from error


def _unreadable(name: str, reason: str) -> Diagnostic:
    return Diagnostic("settings.unreadable", f"the settings cannot be read: {reason}", Place(name), ("check the path",))


def _not_toml(name: str, reason: str) -> Diagnostic:
    line, column = None, None
    if found := _POSITION.search(reason):
        reason, line, column = reason[: found.start()], int(found[1]), int(found[2])
    hint = "look at the line that is named: quotes around texts, an equals sign, each key once"
    return Diagnostic("settings.syntax", f"the settings are not TOML: {reason}", Place(name, line, column), (hint,))


def _invalid(name: str, text: str, location: Location, message: str, hint: str) -> Diagnostic:
    line, column = position_of(text, location)
    return Diagnostic("settings.invalid", message, Place(name, line, column, path_of(location)), (hint,))


def _explain(details: ErrorDetails, schema: Mapping[str, Any]) -> tuple[str, str]:
    """A fact and an action for an error of pydantic."""
    location, value = details["loc"], details["input"]
    if details["type"] == "extra_forbidden":
        _, message, hint = unknown_key(str(location[-1]), part_at(schema, location[:-1]).get("properties", {}))
    elif details["type"] == "literal_error":
        _, message, hint = choose(value, [str(choice) for choice in part_at(schema, location).get("enum", [])])
    elif details["type"] == "string_type":
        message, hint = f"a text is needed, and {kind_of(value)} is given", 'write an age such as "90 days"'
    else:
        head = path_of(location)
        message, hint = f"a table is needed, and {kind_of(value)} is given", f"write keys and values below [{head}]"
    return message, hint


def _unusable(raw: Mapping[str, Any]) -> list[tuple[Location, str, str]]:
    """What is of the right type and means nothing, with its place."""
    table = raw.get("check")
    if not isinstance(table, dict):
        return []
    severity, max_age = table.get("severity"), table.get("max_age")
    found: list[tuple[Location, str, str]] = [
        (("check", "severity", code), f"no rule fits {shown(code)}", likely_codes(code))
        for code in (severity if isinstance(severity, dict) else ())
        if not fits_a_rule(code)
    ]
    if isinstance(max_age, str) and age_in_days(max_age) is None:
        message = f"{shown(max_age)} is not an age in days or weeks"
        found.append((("check", "max_age"), message, 'write an age such as "90 days" or "12 weeks"'))
    return found


def position_of(text: str, location: Location) -> tuple[int, int]:
    """Line and column, from 1, of the key at a location in a well-formed TOML text.

    ``tomllib`` does not tell. The statement that brings a key begins after the longest beginning of the text, in whole
    lines, that is well-formed and does not have the key.
    """
    lines = text.splitlines()
    start, has_it, top = 0, len(lines), len(lines)
    while top - start > 1:
        middle = (start + top) // 2
        # Inside of a statement over several lines a beginning is not well-formed.
        end = next((end for end in range(middle, has_it) if _value_at(lines[:end], location) is not _NOT_TOML), has_it)
        if end == has_it:
            top = middle
        elif _value_at(lines[:end], location) is None:
            start = end
        else:
            has_it = top = end
    line = lines[start] if start < len(lines) else ""
    name = str(location[-1]) if location else ""
    column = line.find(name) if name in line else len(line) - len(line.lstrip())
    # A name in quotes begins with its quote.
    if column > 0 and name in line and line[column - 1] in "\"'":
        column -= 1
    return start + 1, column + 1


_NOT_TOML: Final = object()


def _value_at(lines: list[str], location: Location) -> object:
    """What some lines have at a location; None if there is nothing, and a mark of its own if they are not TOML."""
    try:
        part: Any = tomllib.loads("\n".join(lines))
    except ValueError:
        return _NOT_TOML
    for step in location:
        part = part.get(step) if isinstance(part, dict) else None
    return part
