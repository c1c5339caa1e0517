"""Arguments of a command that cannot be used, and files that it must not write over."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click


def bad_option(option: str, message: str) -> click.BadParameter:
    """The exception for an option that cannot be used."""
    return click.BadParameter(message, click.get_current_context(), param_hint=f"'{option}'")


def is_one_of(name: str | Path, files: Iterable[str | Path]) -> bool:
    """Whether a name leads to one of some files, perhaps by another path or a link; a file that is missing is none."""
    path = Path(name)
    try:
        return path.exists() and any(Path(file).exists() and path.samefile(file) for file in files)
    except (OSError, ValueError):  # a name that no file can have; whoever opens it says so
        return False
