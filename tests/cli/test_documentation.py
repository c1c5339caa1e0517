"""The manual says what the program does: options, exit codes, codes of diagnostics, and examples that run."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click
import pytest

import briefgen
from briefgen.cli import main
from briefgen.cli.exits import MEANINGS
from briefgen.model import CODES
from briefgen.pdf.breaches import BREACHES

PACKAGE: Final = Path(briefgen.__file__).resolve().parent
# Functions whose first argument is the code of a diagnostic, outside the model, which has its own table of codes.
MAKERS: Final = {"Diagnostic", "_extract_error", "_font_error", "_proof_error", "csl_note", "csl_warning"}
# Where the code comes in as a variable, so that one of the above or the table of the model has it.
PASSED_ON: Final = {
    "building/tables.py", "checks/rule.py", "extraction.py", "model/csl/findings.py", "model/document.py",
    "model/load.py", "model/reading.py", "model/report.py", "pdf/breaches.py", "proof.py", "text/fonts.py",
}  # fmt: skip


@pytest.fixture(scope="module")
def command_line(checkout: Path) -> str:
    """The page about the command line."""
    return (checkout / "docs" / "command-line.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def errors(checkout: Path) -> list[list[str]]:
    """The rows of the tables of codes: code, meaning, remedy."""
    rows = table_rows((checkout / "docs" / "errors.md").read_text(encoding="utf-8"))
    return [row for row in rows if row[0].startswith("`")]


def table_rows(page: str) -> list[list[str]]:
    """The cells of every row of every table on a page."""
    lines = (line for line in page.splitlines() if line.startswith("| "))
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


@pytest.mark.parametrize("name", ["render", "check", "diff", "extract"])
def test_every_option_is_documented(command_line: str, name: str) -> None:
    """The table of options has those of the command, in their order, with their defaults."""
    command, section = main.commands[name], command_line.partition(f"\n## `briefgen {name}")[2].partition("\n## ")[0]
    with main.make_context("briefgen", [name]) as program:
        parameters = command.get_params(click.Context(command, parent=program))
    options = [parameter for parameter in parameters if isinstance(parameter, click.Option)]
    expected = [", ".join(f"`{name}`" for name in sorted(option.opts, key=len)) for option in options]
    rows = {row[0]: row[1] for row in table_rows(section) if row[0].startswith("`-")}
    assert list(rows) == expected
    for option, row in zip(options, expected, strict=True):
        if option.default and isinstance(option.default, str):
            assert rows[row].endswith(f"Without it: `{option.default}`.")


def test_every_exit_code_is_documented(command_line: str) -> None:
    """The table of exit codes has the codes and meanings of the program."""
    rows = [row for row in table_rows(command_line) if row[0].isdecimal()]
    assert [(int(row[0]), row[1]) for row in rows] == list(MEANINGS.items())


def calls_of_makers() -> Iterator[tuple[str, ast.expr]]:
    """Each call that makes a diagnostic: its module, and the expression for the code."""
    for path in sorted(PACKAGE.rglob("*.py")):
        module = path.relative_to(PACKAGE).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS:
                yield module, node.args[0]


def test_every_code_is_documented(errors: list[list[str]]) -> None:
    """The tables have every code of the source once, and no other; each with a meaning and a remedy."""
    in_source = (
        {code.value for _, code in calls_of_makers() if isinstance(code, ast.Constant)} | set(CODES) | set(BREACHES)
    )
    documented = [row[0].strip("`") for row in errors]
    assert sorted(documented) == sorted(map(str, in_source))
    assert all(len(row) == 3 and all(row) for row in errors)


def test_no_code_hides_in_a_variable() -> None:
    """Diagnostics whose code is a variable are made only where the codes are known from elsewhere."""
    assert {module for module, code in calls_of_makers() if not isinstance(code, ast.Constant)} <= PASSED_ON


def test_codes_of_the_model_have_its_meaning(errors: list[list[str]]) -> None:
    """For a code of the model the manual has the words of the model."""
    assert {row[0].strip("`"): row[1] for row in errors if row[0].strip("`") in CODES} == CODES


def console_blocks(page: str) -> Iterator[tuple[list[str], str]]:
    """The commands of each console block, and what is shown after them."""
    for block in re.findall(r"^```console\n(.*?)^```$", page, re.DOTALL | re.MULTILINE):
        lines = block.splitlines()
        yield (
            [line[2:] for line in lines if line.startswith("$ ")],
            "\n".join(line for line in lines if not line.startswith("$ ")),
        )


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
@pytest.mark.parametrize(("name", "number"), [("command-line.md", 9), ("checks.md", 3)])
def test_examples_show_what_is_shown(checkout: Path, name: str, number: int) -> None:
    """The examples of a page give the output that stands below them, but for sizes, pages, times and lines."""
    shutil.copytree(checkout / "examples", "examples")
    blocks = list(console_blocks((checkout / "docs" / name).read_text(encoding="utf-8")))
    assert len(blocks) == number
    for commands, shown in blocks:
        function = f'briefgen() {{ "{sys.executable}" -m briefgen "$@"; }}'
        script = "\n".join(["exec 2>&1", function, *commands])
        done = subprocess.run(
            ["sh", "-c", script],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"},
            check=False,
        )
        assert without_numbers(done.stdout) == without_numbers(shown)


def without_numbers(text: str) -> str:
    """A text in which what may change with the example or the machine is the same."""
    return re.sub(r"[0-9]+ (pages?|kB|ms)|:[0-9]+:[0-9]+|(?<=briefgen )[0-9]+\.[0-9.]+", "N", text).strip()
