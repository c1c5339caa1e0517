"""The page on changes shows what the program shows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
def test_the_page_on_changes_shows_what_is_shown(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each command of the page gives the lines below it, but for the isolates and for sizes and times."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(checkout / "examples", "examples")
    page = (checkout / "docs" / "changes.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```console\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    assert len(blocks) == 2
    for block in blocks:
        lines = block.splitlines()
        commands = [line[2:] for line in lines if line.startswith(("$ ", "> "))]
        shown = "\n".join(line for line in lines if not line.startswith(("$ ", "> ")))
        function = f'briefgen() {{ "{sys.executable}" -m briefgen "$@"; }}'
        done = subprocess.run(
            ["sh", "-c", "\n".join(["exec 2>&1", function, *commands])],
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"},
            check=True,
        )
        assert without_numbers(done.stdout) == without_numbers(shown)


def without_numbers(text: str) -> str:
    """A text without isolates, in which what may change with the machine is the same."""
    return re.sub(r"[0-9]+ (kB|ms)", "N", re.sub("[\u2068\u2069]", "", text)).strip()
