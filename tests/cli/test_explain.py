"""``briefgen explain`` and ``briefgen render --explain``: what is isolated, said so that a terminal orders it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NoReturn

import pytest
from click.testing import CliRunner, Result

import briefgen
from briefgen.cli import main, rendering

Run = Callable[..., Result]

LINE: Final = "summary[0].ar, character 16: phone, ltr, recognised: \u2068+962 6 123 4567\u2069\n"


def explain(*arguments: str, input: str | None = None) -> Result:  # noqa: A002 - as CliRunner has it
    """``briefgen explain`` with some arguments."""
    return CliRunner().invoke(main, ["explain", *arguments], input=input, prog_name="briefgen")


@pytest.fixture
def with_phone(workplace: Path, valid: str) -> Path:
    """A briefing with a telephone number in an Arabic sentence."""
    path = workplace / "briefing.yaml"
    path.write_text(valid.replace("إنه مفتوح [@mo].", "إنه *مفتوح*، اتصل +962 6 123 4567."), encoding="utf-8")
    return path


@pytest.mark.usefixtures("with_phone")
def test_explain(workplace: Path) -> None:
    """A line for each isolation: where it is, what it is, and the text between isolates; no file is written."""
    result = explain("briefing.yaml", "--edition", "ar")
    assert (result.exit_code, result.stderr) == (0, "")
    reference = "reference, character 0: marked, ltr, field: \u2068JO-2024-07\u2069\n"
    assert result.stdout == reference + LINE
    assert [path.name for path in workplace.iterdir()] == ["briefing.yaml"]


@pytest.mark.usefixtures("with_phone")
def test_every_edition() -> None:
    """All editions are explained together, each isolation once."""
    lines = explain("briefing.yaml", "--edition", "all").stdout.splitlines(keepends=True)
    assert lines.count(LINE) == 1
    assert explain("briefing.yaml").stdout.splitlines(keepends=True).count(LINE) == 1
    assert LINE not in explain("briefing.yaml", "--edition", "en").stdout


def test_standard_input(with_phone: Path) -> None:
    """The briefing may come from standard input."""
    assert LINE in explain("-", input=with_phone.read_text(encoding="utf-8")).stdout


@pytest.mark.usefixtures("with_phone")
def test_render_explains_too(run: Run) -> None:
    """With --explain a file is written as without, and what is isolated is said before the line about it."""
    result = run("briefing.yaml", "--explain", "-o", "x.pdf")
    assert result.exit_code == 0
    assert LINE in result.stdout
    assert result.stdout.splitlines()[-1].startswith("x.pdf: side-by-side, ")
    assert Path("x.pdf").read_bytes() == briefgen.render(briefgen.load("briefing.yaml")).pdf
    assert LINE in run("briefing.yaml", "--explain", "--quiet").stdout
    assert LINE not in run("briefing.yaml").stdout


@pytest.mark.usefixtures("with_phone")
def test_standard_output_has_the_file_alone(run: Run) -> None:
    """With -o - the explanation goes to standard error."""
    result = run("briefing.yaml", "--explain", "-o", "-")
    assert result.stdout_bytes == briefgen.render(briefgen.load("briefing.yaml")).pdf
    assert LINE in result.stderr


@pytest.mark.usefixtures("with_phone")
def test_a_terminal_gets_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal it is a table, with the text in its own isolate."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    table = re.sub(r"\x1b\[[0-9;]*m", "", explain("briefing.yaml", "--edition", "ar").stdout).splitlines()
    assert table[0].split() == ["Where", "Character", "Kind", "Direction", "Why", "Text"]
    words = ["summary[0].ar", "16", "phone", "ltr", "recognised", "\u2068+962", "6", "123", "4567\u2069"]
    assert table[2].split() == words


def test_what_cannot_be_seen_is_an_escape(workplace: Path, valid: str) -> None:
    """A control in an isolated text cannot reach the terminal."""
    text = valid.replace("إنه مفتوح [@mo].", "إنه [a\u202eb]{ltr}.")
    (workplace / "briefing.yaml").write_text(text, encoding="utf-8")
    assert "\u2068a\\u202eb\u2069\n" in explain("briefing.yaml").stdout


def test_nothing_is_isolated(monkeypatch: pytest.MonkeyPatch, briefing: Path) -> None:
    """That nothing is isolated is said, too."""
    monkeypatch.setattr(rendering, "explain", lambda *_arguments, **_options: ())
    result = explain(briefing.name)
    assert (result.exit_code, result.stdout) == (0, "nothing is isolated\n")


@pytest.mark.usefixtures("briefing")
def test_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit codes are those of render, and the last line does not speak of files."""
    assert explain("briefing.yaml", "--edition", "fr").exit_code == 2
    result = explain("none.yaml")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (3, "1 error")

    def interrupted(*_arguments: Any, **_options: Any) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(rendering, "explain", interrupted)
    result = explain("briefing.yaml")
    assert (result.exit_code, result.stderr) == (130, "interrupted\n")
    monkeypatch.setattr(rendering, "explain", lambda *_arguments, **_options: 1 / 0)
    result = explain("briefing.yaml", "--traceback")
    assert result.exit_code == 70
    assert "ZeroDivisionError" in result.stderr


@pytest.mark.usefixtures("workplace")
def test_a_mistyped_direction_is_reported(valid: str) -> None:
    """A word behind brackets that is no direction is a problem with its line, and the hint lists the words."""
    Path("b.yaml").write_text(valid.replace("It is open", "It is [open]{lrt}"), encoding="utf-8")
    result = explain("b.yaml")
    assert result.exit_code == 1
    assert 'error[model.bad-direction]: "{lrt}" is not a direction\n  at b.yaml:15:9, summary[0].en' in result.stderr
    assert "[text]{plain}" in result.stderr
