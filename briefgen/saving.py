"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

from briefgen.diagnostics import unwritable
from briefgen.errors import ResourceError


def save_atomically(path: Path, data: bytes) -> None:
    """Write a file beside its place, then put it there in one step; a symbolic link stays, and its target is replaced.

    Raises:
        ResourceError: it cannot be written; a file that was there is as it was.
    """
    try:
        target = Path(os.path.realpath(path))
        older_mode = _mode_of(target)
        if older_mode is not None and not stat.S_ISREG(older_mode):
            raise _refused(path, "Is a directory" if stat.S_ISDIR(older_mode) else "Is not a regular file")
        _write_and_replace(target, data, older_mode)
    except OSError as error:
        raise _refused(path, str(error.strerror)) from error


def _refused(path: Path, reason: str) -> ResourceError:
    return ResourceError([unwritable(path, reason, "choose a folder that exists and that you may write to")])


def _mode_of(target: Path) -> int | None:
    """Type and permissions of a file, or None where there is none."""
    try:
        return target.stat().st_mode
    except FileNotFoundError:
        return None


def _write_and_replace(target: Path, data: bytes, older_mode: int | None) -> None:
    """Write a file with the permissions of ``older_mode``, or those of any new file, in the place of the target."""
    # No more than 255 bytes, however long the name of the target; nobody else makes up the same 128 bits.
    temporary = target.with_name(f".briefgen-{secrets.token_hex(16)}")
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    permissions = 0o666 if older_mode is None else older_mode & 0o777
    try:
        # The kernel takes the umask away: to ask for the mask would change it for all threads, for a moment.
        with os.fdopen(os.open(temporary, flags, permissions), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if older_mode is not None:
            temporary.chmod(permissions)
        temporary.replace(target)
    finally:  # also when the user interrupts
        temporary.unlink(missing_ok=True)
