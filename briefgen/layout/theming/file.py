"""Theme files: read with those that they extend, put together, checked, and every problem told with file and line."""

from __future__ import annotations

import functools
import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from briefgen.checks.settings_file import position_of
from briefgen.diagnostics import Diagnostic, Place
from briefgen.errors import ResourceError
from briefgen.layout.theming.report import diagnose_theme
from briefgen.layout.theming.spec import ThemeSpec
from briefgen.model.document import location_of
from briefgen.model.problems import Location, kind_of

MAX_REMEMBERED_THEMES: Final = 32

# A file may extend another one, which may extend a third; more is a mistake.
MAX_CHAIN: Final = 8

_EXTENDS: Final = "extends"

# What a theme that comes with the package may be called; anything else is no file of it.
_NAME: Final = re.compile(r"[a-z][a-z0-9-]{0,30}")

# How the error of ``tomllib`` ends.
_POSITION: Final = re.compile(r" \(at line (\d+), column (\d+)\)$")


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """The content of a theme file, what diagnostics call it, and the folder in which it lies; None in the package."""

    content: bytes
    name: str
    folder: Path | None

    @property
    def text(self) -> str:
        """The content; what is not UTF-8 was refused when the file was parsed."""
        return self.content.decode("utf-8")

    @property
    def identity(self) -> str | Path:
        """What is the same for one file, however its path is written."""
        return self.name if self.folder is None else Path(self.name).resolve()


# A theme, then what it extends, and so on.
Chain = tuple[ThemeFile, ...]


def theme_names() -> tuple[str, ...]:
    """The names of the themes that come with the package, the default first."""
    names = [file.name.removesuffix(".toml") for file in _themes().iterdir() if file.name.endswith(".toml")]
    return tuple(sorted(names, key=lambda name: (name != "modern", name)))


def bundled_theme_text(name: str) -> str:
    """The file of a theme that comes with the package.

    Raises:
        ResourceError: ``theme.unknown``, there is none of that name.
    """
    return _bundled(name, None).text


def _themes() -> Traversable:
    return resources.files("briefgen.layout") / "themes"


def is_path(name: str | os.PathLike[str]) -> bool:
    """Whether a theme is given by the path of its file: a ``PathLike``, or a text that ends in ``.toml``."""
    return not isinstance(name, str) or name.endswith(".toml")


def read_chain(name: str | os.PathLike[str]) -> Chain:
    """The file of a theme and those that it extends, the nearest first.

    A file says ``extends = "modern"`` with a name of ``theme_names``, or the path of another file, from its own folder.

    Raises:
        ResourceError: a file is not there, is not TOML, or extends itself through others.
    """
    written = [os.fspath(name)]
    chain = [_own(written[0], None) if is_path(name) else _bundled(written[0], None)]
    while (base := _base_of(chain[-1])) is not None:
        where = place_in(chain[-1:], (_EXTENDS,))
        folder = chain[-1].folder
        following = _own(str((folder or Path()) / base), where) if is_path(base) else _bundled(base, where)
        written.append(base)
        closed = following.identity in [file.identity for file in chain]
        if closed or len(chain) == MAX_CHAIN:
            raise ResourceError([_endless(written, where, closed=closed)])
        chain.append(following)
    return tuple(chain)


def _endless(written: Sequence[str], where: Place, *, closed: bool) -> Diagnostic:
    names = " extends ".join(written)
    if closed:
        return Diagnostic("theme.cycle", f"a theme extends itself: {names}", where, ("leave out one `extends`",))
    message = f"a theme extends others through more than {MAX_CHAIN} files: {names}"
    return Diagnostic("theme.cycle", message, where, ("put some of the files together",))


def _bundled(name: str, where: Place | None) -> ThemeFile:
    file = _themes() / f"{name}.toml"
    if not _NAME.fullmatch(name) or not file.is_file():
        hint = f"choose one of: {', '.join(theme_names())}; or give the path of a .toml file"
        raise ResourceError([Diagnostic("theme.unknown", f'there is no theme "{name}"', where or Place(), (hint,))])
    return ThemeFile(file.read_bytes(), name, None)


def _own(path: str, where: Place | None) -> ThemeFile:
    try:
        return ThemeFile(Path(path).read_bytes(), path, Path(path).resolve().parent)
    except (OSError, ValueError) as error:  # a path with a null character is a ValueError
        reason = error.strerror if isinstance(error, OSError) else "No file can have this name"
        message = f"the theme cannot be read: {reason}"
        related = (where,) if where is not None else ()
        found = Diagnostic("theme.unreadable", message, Place(file=path), ("check the path",), related=related)
        raise ResourceError([found]) from error


def _base_of(file: ThemeFile) -> str | None:
    """What a file extends."""
    base = _parsed(file).get(_EXTENDS)
    if base is None or isinstance(base, str):
        return base
    where = place_in([file], (_EXTENDS,))
    hints = ('write the name of a theme such as "modern", or the path of a .toml file',)
    raise ResourceError([Diagnostic("theme.invalid", f"a text is needed, and {kind_of(base)} is given", where, hints)])


@functools.lru_cache(maxsize=MAX_REMEMBERED_THEMES)
def _parsed(file: ThemeFile) -> Mapping[str, Any]:
    try:
        return tomllib.loads(file.content.decode("utf-8"))
    except (ValueError, RecursionError) as error:  # not UTF-8, not TOML, a number with too many digits
        reason, line, column = str(error), None, None
        if found := _POSITION.search(reason):
            reason, line, column = reason[: found.start()], int(found[1]), int(found[2])
        where = Place(file.name, line, column)
        hints = ("mend the line that is named",) if line else ("compare with a theme that comes with the package",)
        message = f"the theme is not TOML: {reason}"
        raise ResourceError([Diagnostic("theme.syntax", message, where, hints)]) from error


@functools.lru_cache(maxsize=MAX_REMEMBERED_THEMES)
def spec_of(chain: Chain) -> ThemeSpec:
    """What the files of a chain say together: each changes what it names, down to single keys; lists are replaced.

    Raises:
        ResourceError: that is no theme; all problems are named, each with the file that has it.
    """
    raw: Mapping[str, Any] = {}
    for file in reversed(chain):
        raw = _over(raw, _parsed(file))
    try:
        return ThemeSpec.model_validate({key: value for key, value in raw.items() if key != _EXTENDS})
    except ValidationError as error:
        found = diagnose_theme(error, chain[0].name, extends=len(chain) > 1)
        raise ResourceError([replace(each, where=place_of(chain, each.where.path or "")) for each in found]) from error


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """One table over another."""
    merged = dict(below)
    for key, value in above.items():
        known = merged.get(key)
        merged[key] = _over(known, value) if isinstance(known, dict) and isinstance(value, dict) else value
    return merged


def place_of(chain: Sequence[ThemeFile], path: str) -> Place:
    """The place of a path such as ``columns.title.smaller[0].size`` in the file of a chain that says it."""
    return place_in(chain, location_of(path), path)


def place_in(chain: Sequence[ThemeFile], location: Location, path: str | None = None) -> Place:
    """As ``place_of``; what no file says is missing in the table that should have it, else in the first file."""
    written = [str(step) for step in location]
    named = path if path is not None else ".".join(written)
    keys = next((written[:index] for index, step in enumerate(location) if isinstance(step, int)), written)
    for file in chain:
        part: Any = _parsed(file)
        for key in keys:
            part = part.get(key) if isinstance(part, dict) else None
        if part is not None and keys:
            line, column = position_of(file.text, tuple(keys))
            return Place(file.name, line, column, named)
    return place_in(chain, tuple(keys[:-1]), named) if len(keys) > 1 else Place(chain[0].name, path=named)
