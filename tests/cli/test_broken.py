"""Broken briefings, kept as data in ``broken.toml``: each is refused with its code, line, path, hint and exit code."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest
from click.testing import Result

import briefgen
from briefgen.model import CODES
from tests.cli.refusing import OLD, check_refusal

DATA: Final[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("broken.toml").read_text(encoding="utf-8"))
_ENTRY: Final = re.compile(r"error\[(?P<code>[^]]+)\]: (?P<message>.*)\n  at (?P<place>.*)\n  hint: (?P<hint>.*)\n")


@dataclass(frozen=True, kw_only=True)
class Broken:
    """A briefing that is refused, as the file of data describes it."""

    name: str
    code: str
    hint: str
    line: int | None = None
    path: str | None = None
    content: str | None = None
    old: str = ""
    new: str = ""
    many: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    ending: str = "yaml"
    encoding: str = "utf-8"
    errors: int = 1
    exit: int = 1

    def data(self, valid: str) -> bytes:
        """The content of the file."""
        assert self.content is not None or self.old in valid
        text = valid.replace(self.old, self.new, 1) if self.content is None else self.content
        for word, (unit, times) in self.many.items():
            assert word in text
            text = text.replace(word, unit * times)
        return text.encode(self.encoding)


CASES: Final = tuple(Broken(**case) for case in DATA["broken"])


def test_the_briefing_that_is_broken_is_whole() -> None:
    """Without the change there is nothing to refuse, so what is refused is the change."""
    briefgen.loads(DATA["valid"])


def test_the_table_is_wide_enough() -> None:
    """There are enough cases, no two have a name in common, and most codes are among them."""
    assert len(CASES) == len({case.name for case in CASES}) >= 180
    seldom = {"file.is-a-directory", "file.missing", "file.unreadable", "model.invalid"}  # in tests of their own
    codes = {case.code for case in CASES}
    assert {code for code in CODES if code.startswith(("file.", "model."))} - codes - seldom == set()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_broken_briefings(case: Broken, workplace: Path, run: Callable[..., Result]) -> None:
    """It is refused with its code, line, path, hint and exit code; nothing is written, the old target is as it was."""
    name = f"b.{case.ending}"
    Path(name).write_bytes(case.data(DATA["valid"]))
    Path("b.pdf").write_bytes(OLD)
    result = run(name, "-o", "b.pdf")
    errors = "1 error" if case.errors == 1 else f"{case.errors} errors"
    check_refusal(result, case.code, case.exit, summary=f"{errors} in {name}; nothing was written")
    found = list(_ENTRY.finditer(result.stderr))
    assert len(found) == case.errors
    assert any(_is_meant(entry, case, name) for entry in found), result.stderr
    assert "pydantic" not in result.stderr
    assert {path.name for path in workplace.iterdir()} == {name, "b.pdf"}
    assert Path("b.pdf").read_bytes() == OLD


def _is_meant(entry: re.Match[str], case: Broken, name: str) -> bool:
    """Whether an error has the code, line, path and hint of a case; a column, or characters, may stand in between."""
    line = "" if case.line is None else f":{case.line}(:[0-9]+)?"
    path = "" if case.path is None else f", {re.escape(case.path)}"
    place = re.compile(rf"{re.escape(name)}{line}{path}(, characters? [0-9 to]+)?")
    return entry["code"] == case.code and case.hint in entry["hint"] and place.fullmatch(entry["place"]) is not None
