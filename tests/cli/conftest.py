"""A small briefing in an empty folder, and the command run on it in this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeAlias

import pytest
from click.testing import CliRunner, Result

from briefgen.cli import main
from tests.cli.faults import FACTS

Run: TypeAlias = Callable[..., Result]

VALID: Final = """\
languages: [en, ar]
reference: JO-2024-07
title:
  en: The crossing
  ar: المعبر
dates:
  as_of: 2024-07-12
prepared_for:
  en: The minister
  ar: الوزير
handling:
  scheme: tlp
  label: TLP:CLEAR
summary:
  - en: It is open [@mo].
    ar: إنه مفتوح [@mo].
sources:
  - key: mo
    title: {en: Statement, ar: بيان}
    publisher: {en: Ministry, ar: وزارة}
    date: 2024-07-11
"""


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder with the name ``visit``, and an environment that says nothing about terminals."""
    for name in ("FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "COLUMNS", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "visit"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def valid() -> str:
    """The text of a briefing without problems."""
    return VALID


@pytest.fixture
def briefing(workplace: Path) -> Path:
    """The file ``briefing.yaml`` in the current folder."""
    path = workplace / "briefing.yaml"
    path.write_text(VALID, encoding="utf-8")
    return path


@pytest.fixture
def faulty(briefing: Path, valid: str) -> Path:
    """The briefing, with a finding that is an error in each language, and one that is a warning."""
    briefing.write_text(valid + FACTS, encoding="utf-8")
    return briefing


@pytest.fixture
def run() -> Run:
    """``briefgen render`` with some arguments; ``input`` is what stands on standard input."""

    def invoke(*arguments: str, input: str | bytes | None = None) -> Result:  # noqa: A002 - as CliRunner has it
        return CliRunner().invoke(main, ["render", *arguments], input=input, prog_name="briefgen")

    return invoke
