"""Where a briefing comes from, and where in it a diagnostic belongs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefgen.cli.source import STDIN, Source
from briefgen.diagnostics import Diagnostic, Place

FOUND = [
    Diagnostic("text.missing-glyph", "second", Place(path="title.ar")),
    Diagnostic("text.missing-glyph", "elsewhere", Place("theme.toml")),
    Diagnostic("text.missing-glyph", "first", Place(path="title.en")),
]


def places(source: Source) -> list[str]:
    """Where the diagnostics are, once located."""
    return [str(found.where) for found in source.locate(FOUND)]


def test_diagnostics_come_in_the_order_of_lines(tmp_path: Path) -> None:
    """Diagnostics get the file and line of their paths, and their order."""
    path = tmp_path / "b.yaml"
    path.write_text("title:\n  en: A\n  ar: B\n", encoding="utf-8")
    assert places(Source(str(path))) == ["theme.toml", f"{path}:2:7, title.en", f"{path}:3:7, title.ar"]


def test_json_is_read_as_json(tmp_path: Path) -> None:
    """What YAML would refuse in JSON, such as a tab, does not keep a diagnostic from its line."""
    path = tmp_path / "b.JSON"
    path.write_text('{"title": {\n\t"en": "A",\n\t"ar": "B"}}', encoding="utf-8")
    assert places(Source(str(path))) == ["theme.toml", f"{path}:2:8, title.en", f"{path}:3:8, title.ar"]


def test_a_file_is_not_read_again_for_nothing(tmp_path: Path) -> None:
    """Diagnostics that have their places already need no file."""
    found = [Diagnostic("file.missing", "m", Place("b.yaml", 1))]
    assert Source(str(tmp_path / "none.yaml")).locate(found) == found


@pytest.mark.skipif(os.name != "posix", reason="needs named pipes")
def test_a_pipe_is_read_once(tmp_path: Path) -> None:
    """A pipe has nothing more to say, and nobody waits for it: its diagnostics keep their paths."""
    path = tmp_path / "pipe.yaml"
    os.mkfifo(path)
    assert Source(str(path)).locate(FOUND) == FOUND


def test_names() -> None:
    """Standard input has a name in diagnostics that no file has by accident; a file has the name that was given."""
    assert (Source("-").name, Source("./-").name) == (STDIN, "./-")
