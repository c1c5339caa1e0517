"""Runs the Python examples of README.md and of the manual as tests.

Each page is one session, in a working directory of its own that holds a copy of ``examples/``.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import ExitStack, chdir
from pathlib import Path
from typing import Any

from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser, SkipParser

CHECKOUT = Path(__file__).resolve().parent


def enter_folder(namespace: dict[str, Any]) -> None:
    """Give a page an empty working directory with the examples in it."""
    stack = namespace["_stack"] = ExitStack()
    folder = stack.enter_context(tempfile.TemporaryDirectory())
    shutil.copytree(CHECKOUT / "examples", Path(folder, "examples"), ignore=shutil.ignore_patterns("*.pdf"))
    stack.enter_context(chdir(folder))


def leave_folder(namespace: dict[str, Any]) -> None:
    """Go back, and remove the working directory."""
    namespace["_stack"].close()


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser()],
    path=os.fspath(CHECKOUT),
    patterns=["README.md", "docs/*.md"],
    setup=enter_folder,
    teardown=leave_folder,
).pytest()
