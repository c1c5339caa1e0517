"""Where the files of a rendering go."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from briefgen.diagnostics import Diagnostic, unwritable
from briefgen.errors import ResourceError

STANDARD_STREAM: Final = "-"

_PDF: Final = ".pdf"
_NAMELESS: Final = "briefing"  # says nothing about a briefing, so its folder speaks for it
_SEPARATORS: Final = tuple(filter(None, (os.sep, os.altsep)))


def targets(file: str, output: str | None, editions: Sequence[str], *, every: bool) -> list[Path]:
    """The path of each edition's file.

    Args:
        file: the path of the briefing, or ``-``.
        output: a file, a folder, or None for the current folder.
        editions: the names of the editions to be written.
        every: whether all editions were asked for; a file name then gets the name of the edition.
    """
    if output is None or is_folder(output):
        folder, stem = Path(output or "."), stem_of(file)
        return [folder / f"{stem}.{edition}{_PDF}" for edition in editions]
    path = Path(output)
    if not every:
        return [path]
    named_pdf = path.suffix.lower() == _PDF
    stem, suffix = (path.stem, path.suffix) if named_pdf else (path.name, _PDF)
    return [path.with_name(f"{stem}.{edition}{suffix}") for edition in editions]


def is_folder(output: str) -> bool:
    """Whether files go into ``output``: it is there as a folder, or is written as one."""
    return output.endswith(_SEPARATORS) or Path(output).is_dir()


def stem_of(file: str) -> str:
    """What the files of a briefing are called: after its file, or after the folder of a file ``briefing.yaml``."""
    if file == STANDARD_STREAM:
        return _NAMELESS
    path = Path(file)
    if path.stem.lower() != _NAMELESS:
        return path.stem
    name = path.parent.name
    if name in {"", ".."}:
        name = path.parent.resolve().name
    return name or path.stem


def check_files(names: Iterable[str]) -> None:
    """The same as ``check_targets`` for what a command writes into one file, and never into a folder.

    Raises:
        ResourceError: a file cannot be written there, or the name is that of a folder.
    """
    names = list(names)
    for name in names:
        if name.endswith(_SEPARATORS):
            raise ResourceError([unwritable(name, "this is the name of a folder", "name a file in it")])
    check_targets([Path(name) for name in names], make_folder=False, may_name_folder=False)


def check_targets(paths: Sequence[Path], *, make_folder: bool, may_name_folder: bool = True) -> None:
    """Find what can be seen beforehand, at the cost of a few calls; only writing shows whether it can be done.

    Args:
        paths: the files to be written.
        make_folder: whether a missing folder will be made. That of a file name is not: it may be a mistyped one.
        may_name_folder: whether a folder with a slash at its end would do.

    Raises:
        ResourceError: files cannot be written there.
    """
    found: list[Diagnostic | None] = []
    for path in paths:
        try:
            found.append(_obstacle(path, make_folder=make_folder, may_name_folder=may_name_folder))
        except (OSError, ValueError) as error:  # a name that is too long, or has a null character
            reason = str(getattr(error, "strerror", None) or error)
            found.append(unwritable(path, reason, "choose another name or folder"))
    obstacles = dict.fromkeys(filter(None, found))
    if obstacles:
        raise ResourceError(obstacles)


def _obstacle(path: Path, *, make_folder: bool, may_name_folder: bool) -> Diagnostic | None:
    folder = path.parent
    if path.is_dir():
        return unwritable(path, "this is a folder", "name a file in it")
    if path.exists() and not path.is_file():
        # Replacing a device or a pipe by a file would take it away from everybody else.
        return unwritable(path, "this is no regular file", "name a file, or - for standard output")
    if folder.exists() and not folder.is_dir():
        return unwritable(folder, "a folder is needed, and this is a file", "choose another name")
    if not folder.exists() and not make_folder:
        hint = "make the folder" + (", or give a folder with a slash at its end" if may_name_folder else "")
        return unwritable(path, "the folder is missing", hint)
    written_to = Path(os.path.realpath(path)).parent  # where a symbolic link points
    if written_to.exists() and not os.access(written_to, os.W_OK):
        return unwritable(path, "you may not write to the folder", "choose another folder")
    return None


def make_folders(paths: Sequence[Path]) -> None:
    """Make the folders of files that are missing, with their parents.

    Raises:
        ResourceError: one cannot be made.
    """
    for folder in dict.fromkeys(path.parent for path in paths):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = f"the folder cannot be made: {error.strerror}"
            raise ResourceError([unwritable(folder, reason, "choose a place where you may write")]) from error
