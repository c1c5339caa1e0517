"""``briefgen explain`` and ``briefgen render --explain``: what is isolated, said so that a terminal orders it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final, NoReturn

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

import briefgen
from briefgen.cli import main, rendering

Run = Callable[..., Result]

LINE: Final = "summary[0].ar, ar, character 16: phone, ltr, recognised: \u2068+962 6 123 4567\u2069\n"


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
    reference = "reference, ar, character 0: reference, ltr, field: \u2068JO-2024-07\u2069\n"
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
    assert table[0].split() == ["Where", "Language", "At", "Kind", "Direction", "Why", "Text"]
    words = ["summary[0].ar", "ar", "16", "phone", "ltr", "recognised", "\u2068+962", "6", "123", "4567\u2069"]
    assert table[2].split() == words


@pytest.mark.usefixtures("with_phone")
@pytest.mark.parametrize("columns", [40, 68, 69, 75])
def test_paths_and_heads_are_never_folded(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    """Only texts are folded; where there is no room for that, there is a line for each stretch."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = re.sub(r"\x1b\[[0-9;]*m", "", explain("briefing.yaml", "--edition", "ar").stdout).splitlines(keepends=True)
    if columns < 69:
        assert lines[1] == LINE
    else:
        assert lines[0].split() == ["Where", "Language", "At", "Kind", "Direction", "Why", "Text"]
        assert lines[2].split()[:6] == ["summary[0].ar", "ar", "16", "phone", "ltr", "recognised"]
        assert all(cell_len(line.rstrip("\n")) <= columns for line in lines)
        assert "4567\u2069" in lines[3 if columns == 69 else 2]


def test_the_language_is_in_the_line(briefing: Path) -> None:
    """What stands in both languages is listed once for each, with the language."""
    lines = [line for line in explain(briefing.name).stdout.splitlines() if line.startswith("reference")]
    assert [line.split(", ")[1] for line in lines] == ["en", "ar"]


def test_marks_and_refusals(workplace: Path, valid: str) -> None:
    """What an author has marked or refused is a text, and says so."""
    text = valid.replace("إنه مفتوح [@mo].", "إنه [3 TO 5]{ltr} و[14.3%]{plain}.")
    (workplace / "briefing.yaml").write_text(text, encoding="utf-8")
    assert explain("briefing.yaml", "--edition", "ar").stdout.splitlines()[1:] == [
        "summary[0].ar, ar, character 4: text, ltr, marked: \u20683 TO 5\u2069",
        "summary[0].ar, ar, character 12: text, refused: \u206814.3%\u2069",
    ]


def test_json(workplace: Path, valid: str) -> None:
    """With --format json there is one array with the same stretches; what cannot be seen is an escape in it."""
    text = valid.replace("إنه مفتوح [@mo].", "إنه [a\u202eb\u202c\U000e0061]{ltr} و[14.3%]{plain}.")
    (workplace / "briefing.yaml").write_text(text, encoding="utf-8")
    result = explain("briefing.yaml", "--edition", "all", "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    found = json.loads(result.stdout_bytes)
    assert found == [asdict(one) for one in briefgen.explain(briefgen.load("briefing.yaml"))]
    assert list(found[0]) == ["path", "language", "offset", "text", "kind", "direction", "why"]
    assert found[-1]["direction"] is None
    assert result.stdout.replace("\n", "").isprintable()
    assert "\\u202e" in result.stdout


def test_no_json_is_an_empty_array(monkeypatch: pytest.MonkeyPatch, briefing: Path) -> None:
    """Where nothing is isolated the array is empty."""
    monkeypatch.setattr(rendering, "explain", lambda *_arguments, **_options: ())
    assert explain(briefing.name, "--format", "json").stdout == "[]\n"


def test_the_date_is_not_asked_for(monkeypatch: pytest.MonkeyPatch, briefing: Path, run: Run) -> None:
    """No file is made, so a wrong SOURCE_DATE_EPOCH does no harm; where one is made, it does."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "x")
    assert explain(briefing.name).exit_code == 0
    assert run(briefing.name, "--explain").exit_code == 2


def test_help_has_examples_of_its_own() -> None:
    """The examples below the help are of this command."""
    examples = explain("--help").stdout.partition("Examples:")[2].partition("Exit codes:")[0]
    assert "briefgen explain briefing.yaml --edition all --format json" in examples
    assert "render" not in examples


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
    assert (
        'error[model.bad-direction]: "{lrt}" is not a direction\n  at b.yaml:15:9, summary[0].en, character 6\n'
        in result.stderr
    )
    assert "[text]{plain}" in result.stderr
