"""The program as the shell sees it: help, version, exit codes, streams, terminals."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner

import briefgen
from briefgen.cli import main
from briefgen.cli.exits import MEANINGS

PROGRAM: Final = (sys.executable, "-m", "briefgen")
# Tests run in an empty folder: what this process can import, the program must be able to import from there.
ENVIRONMENT: Final = {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": ""}


def program(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """``python -m briefgen`` in a process of its own."""
    environment = {**os.environ, **ENVIRONMENT}
    return subprocess.run([*PROGRAM, *arguments], input=stdin, capture_output=True, env=environment, check=False)


def test_help_has_examples_and_exit_codes() -> None:
    """Help says how to use a command by examples, and what its exit codes mean."""
    for arguments in (["--help"], ["-h"], ["render", "--help"], ["render", "-h"]):
        result = CliRunner().invoke(main, arguments, prog_name="briefgen")
        assert result.exit_code == 0
        assert "  briefgen render briefing.yaml --edition all -o build/\n" in result.output
        for code, meaning in MEANINGS.items():
            assert f"  {code:<5}{meaning}\n" in result.output


def test_no_command_is_wrong_usage() -> None:
    """Without a command the help is shown and the exit code is that of wrong usage; an unknown command is named."""
    result = CliRunner().invoke(main, [], prog_name="briefgen")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Exit codes:\n" in result.stderr
    result = CliRunner().invoke(main, ["rendre\x1b"], prog_name="briefgen")
    assert result.exit_code == 2
    assert "No such command 'rendre\\x1b'" in result.stderr.replace("\\\\", "\\")
    result = CliRunner().invoke(main, ["--colour\u202e"], prog_name="briefgen")
    assert result.exit_code == 2
    assert "--colour\\u202e" in result.stderr


def test_version() -> None:
    """The version is that of the package."""
    done = program("--version")
    assert (done.returncode, done.stdout.decode().strip()) == (0, f"briefgen {briefgen.__version__}")


@pytest.mark.parametrize("statement", ["import briefgen.cli", "main(['--help'])", "main(['render', '--help'])"])
def test_help_is_light(statement: str) -> None:
    """Help does not wait for what only rendering needs."""
    heavy = ("reportlab", "uharfbuzz", "pydantic", "rich", "ruamel", "icu4py", "babel", "fontTools")
    assert loaded(statement, heavy) == []


@pytest.mark.parametrize("statement", ["briefgen.extract('visit.pdf')", "main(['extract', 'visit.pdf'])"])
def test_extracting_is_light(valid: str, statement: str) -> None:
    """To get a briefing out of a file, nothing is loaded that sets and draws pages."""
    Path("visit.pdf").write_bytes(briefgen.render(briefgen.loads(valid)).pdf)
    assert loaded(statement, ("reportlab", "uharfbuzz", "fontTools", "pikepdf")) == ["pikepdf"]


def loaded(statement: str, modules: Sequence[str]) -> list[str]:
    """Which of some modules a process has loaded when it ends, after a statement."""
    listing = f"atexit.register(lambda: print(*sorted(set({modules!r}) & set(sys.modules)), 'end'))"
    source = f"import atexit, sys\n{listing}\nimport briefgen\nfrom briefgen.cli import main\n{statement}"
    environment = {**os.environ, **ENVIRONMENT}
    command = [sys.executable, "-c", source]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    *found, _ = done.stdout.splitlines()[-1].split()
    return found


@pytest.mark.usefixtures("briefing")
def test_exit_codes_reach_the_shell() -> None:
    """What was done, a broken briefing, wrong usage and a missing file differ in the exit code of the process."""
    Path("broken.yaml").write_text("languages: []\n", encoding="utf-8")
    assert program("render", "briefing.yaml", "-o", "x.pdf").returncode == 0
    assert program("render", "broken.yaml").returncode == 1
    assert program("render", "briefing.yaml", "--edition", "fr").returncode == 2
    assert program("render", "none.yaml").returncode == 3


def test_streams(valid: str) -> None:
    """From standard input to standard output: the bytes of the PDF and nothing else, on every platform."""
    done = program("render", "-", "-o", "-", "--quiet", stdin=valid.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == briefgen.render(briefgen.loads(valid)).pdf


def test_streams_without_buffer(valid: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Python does not buffer, the whole PDF is written all the same."""
    monkeypatch.setitem(ENVIRONMENT, "PYTHONUNBUFFERED", "1")
    done = program("render", "-", "-o", "-", stdin=valid.encode())
    assert done.stdout == briefgen.render(briefgen.loads(valid)).pdf


@pytest.mark.usefixtures("briefing")
def test_a_name_that_the_output_cannot_encode(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file name in Arabic does not stop the program where standard output knows only ASCII."""
    monkeypatch.setitem(ENVIRONMENT, "PYTHONUTF8", "0")
    monkeypatch.setitem(ENVIRONMENT, "PYTHONIOENCODING", "ascii")
    done = program("render", "briefing.yaml", "-o", "زيارة.pdf")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(rb"\u0632\u064a\u0627\u0631\u0629.pdf: side-by-side, ")
    assert Path("زيارة.pdf").is_file()


def shell(script: str) -> subprocess.CompletedProcess[str]:
    """A line of shell in which ``briefgen`` is the program."""
    function = f'briefgen() {{ "{sys.executable}" -m briefgen "$@"; }}\n'
    environment = {**os.environ, **ENVIRONMENT}
    return subprocess.run(["sh", "-c", function + script], capture_output=True, text=True, env=environment, check=False)


@pytest.mark.usefixtures("briefing")
@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("briefgen render briefing.yaml -o - >&-", "standard output is closed"),
        ("briefgen render - <&-", "it is closed"),
        ("{ briefgen render briefing.yaml -o -; echo $? >&2; } | true", "Broken pipe"),
        ("briefgen render briefing.yaml -o - > /dev/full", "No space left on device"),
        ("briefgen render briefing.yaml > /dev/full", "No space left on device"),
    ],
)
def test_streams_that_take_or_give_nothing(script: str, reason: str) -> None:
    """A stream that is closed, full or no longer read is a refused resource, told in one message."""
    if "/dev/full" in script and not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    done = shell(script)
    assert done.returncode == 3 or done.stderr.endswith("\n3\n")
    assert reason in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    written = "1 of 1 file was written" if script.endswith("yaml > /dev/full") else "nothing was written"
    assert f"1 error; {written}\n" in done.stderr


@pytest.mark.usefixtures("briefing")
@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_a_real_terminal() -> None:
    """A terminal gets a table with every file once, and never the bytes of a PDF."""
    done, shown = on_terminal("render", "briefing.yaml", "--edition", "all")
    assert done == 0
    assert b"File" in shown
    assert shown.count(b"visit.sequential.pdf") == 1
    done, shown = on_terminal("render", "briefing.yaml", "-o", "-")
    assert done == 2
    assert b"standard output is a terminal" in shown
    assert b"%PDF" not in shown


def on_terminal(*arguments: str) -> tuple[int, bytes]:
    """The exit code of the program and what it shows on a terminal of 120 columns."""
    import pty

    ours, theirs = pty.openpty()
    environment = {**os.environ, **ENVIRONMENT, "TERM": "xterm-256color", "COLUMNS": "120"}
    with subprocess.Popen([*PROGRAM, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as child:
        os.close(theirs)
        shown = b""
        while part := read_terminal(ours):
            shown += part
    os.close(ours)
    return child.returncode, shown


def read_terminal(descriptor: int) -> bytes:
    """The next bytes; none at the end, which Linux reports as an error."""
    try:
        return os.read(descriptor, 65536)
    except OSError:
        return b""
