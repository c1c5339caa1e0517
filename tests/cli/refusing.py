"""What a refusal looks like: an error on standard error, an exit code, and nothing touched."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from click.testing import Result

OLD: Final = b"the file of last week"


def listing(folder: Path) -> dict[str, bytes | None]:
    """Every file below a folder with its bytes, every folder with None."""
    return {str(path): path.read_bytes() if path.is_file() else None for path in sorted(folder.rglob("*"))}


def check_refusal(result: Result, code: str, exit_code: int, place: str = "", summary: str = "") -> None:
    """The error has its code, place, hint and summary, on standard error alone, and is no accident."""
    assert result.exit_code == exit_code, result.output
    assert isinstance(result.exception, SystemExit)
    assert result.stdout == ""
    assert f"error[{code}]: " in result.stderr
    assert f"\n  at {place}" in result.stderr or not place
    assert "\n  hint: " in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stderr.endswith(f"{summary or '1 error; nothing was written'}\n")
