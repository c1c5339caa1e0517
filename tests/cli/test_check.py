"""``briefgen check``: what it finds, in which form, and what it says to the shell."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeAlias
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

import briefgen
from briefgen.checks.catalogue import RULES
from briefgen.cli import checking, main
from tests.cli.faults import FACTS, QUOTE

Check: TypeAlias = Callable[..., Result]

STATE_IT: Final = (
    "  hint: if the sources disagree, state that in `disagreements`, with concerns: [key_figures[0], background[0]]"
)


@pytest.fixture
def check() -> Check:
    """``briefgen check`` with some arguments; ``input`` is what stands on standard input."""

    def invoke(*arguments: str, input: str | bytes | None = None) -> Result:  # noqa: A002 - as CliRunner has it
        return CliRunner().invoke(main, ["check", *arguments], input=input, prog_name="briefgen")

    return invoke


def data_of(result: Result) -> Any:
    """The JSON report of a run."""
    return json.loads(result.stdout)


def found(result: Result) -> list[tuple[str, int]]:
    """Code and line of each finding of a JSON report."""
    return [(each["code"], each["line"]) for file in data_of(result)["files"] for each in file["findings"]]


@pytest.mark.usefixtures("briefing")
def test_nothing_to_find(check: Check) -> None:
    """A briefing without faults gives one line with counts, and nothing with --quiet."""
    result = check("briefing.yaml")
    assert (result.exit_code, result.output) == (0, "0 errors, 0 warnings, 0 notes in 1 file\n")
    assert (check("briefing.yaml", "--quiet").exit_code, check("briefing.yaml", "--quiet").output) == (0, "")


@pytest.mark.usefixtures("faulty")
def test_findings(check: Check) -> None:
    """Findings come in the order of lines on standard output, with their places, and errors make the exit code 1."""
    result = check("briefing.yaml", "--ignore", "parity.*")
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout == (
        'warning[figure.no-source]: the fact "Capital" has no source\n'
        "  at briefing.yaml:23:5, facts[0]\n"
        "  hint: add `sources`, with the keys of what it rests on, or cite one in its text\n"
        "error[figure.differs]: here it is 8, and at key_figures[0] 7\n"
        "  at briefing.yaml:32:10, background[0].en, character 10\n"
        "  see also briefing.yaml:26:5, key_figures[0]\n"
        "  hint: make the two agree\n"
        f"{STATE_IT}\n"
        "error[figure.differs]: here it is 8, and at key_figures[0] 7\n"
        "  at briefing.yaml:32:51, background[0].ar, character 4\n"
        "  see also briefing.yaml:26:5, key_figures[0]\n"
        "  hint: make the two agree\n"
        f"{STATE_IT}\n"
        "2 errors, 1 warning, 0 notes in 1 file\n"
    )


@pytest.mark.usefixtures("faulty")
def test_strict_only_and_ignore(check: Check) -> None:
    """Warnings fail with --strict; rules are chosen by codes and patterns."""
    assert check("briefing.yaml", "--only", "figure.no-source").exit_code == 0
    assert check("briefing.yaml", "--only", "figure.no-source", "--strict").exit_code == 1
    result = check("briefing.yaml", "--only", "figure.*,parity.*", "--ignore", "figure.differs", "--format", "json")
    assert found(result) == [("figure.no-source", 23)]
    result = check("briefing.yaml", "--only", "source.no-address", "--only", "source.no-rating", "--format", "json")
    assert [code for code, _ in found(result)] == ["source.no-address", "source.no-rating"]


@pytest.mark.usefixtures("faulty")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--only", "figure.diffres"), 'no rule fits "figure.diffres"; did you mean "figure.differs"?'),
        (("--ignore", "figures.*"), 'no rule fits "figures.*"; did you mean "figure.*"?'),
        (("--only", ""), 'no rule fits ""'),
        (("--text", "mo"), '"mo" is not of the form KEY=FILE'),
        (("--text", "mo=briefing.yaml", "--text", "mo=briefing.yaml"), 'the source "mo" is given twice'),
        (("--text", "none=briefing.yaml"), 'there is no source with the key "none"; there are: mo'),
        (("--output", ""), "the name is empty"),
        (("--output", "briefing.yaml"), "this is a briefing that is to be checked"),
        (("--write-baseline", "briefing.yaml"), "this is a briefing that is to be checked"),
        (("--write-baseline", "new.json", "-o", "./new.json"), "the report goes into this file"),
        (("--config", "x.toml", "--no-config"), "it does not go together with --config"),
        (("-", "-"), "standard input can be read once"),
    ],
)
def test_wrong_usage(check: Check, arguments: tuple[str, ...], said: str) -> None:
    """An argument that cannot be used is told before anything is written, with exit code 2."""
    result = check("briefing.yaml", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in " ".join(result.stderr.split())


def test_no_file_is_wrong_usage(check: Check) -> None:
    """Without a file there is nothing to check."""
    assert check().exit_code == 2


def test_texts_of_sources(check: Check, briefing: Path, valid: str) -> None:
    """A quote is compared with the text that --text gives, and the table of verdicts says what came of it."""
    briefing.write_text(valid + QUOTE, encoding="utf-8")
    Path("said.txt").write_text("They said: the gate opens at dawn.", encoding="utf-8")
    result = check("briefing.yaml", "--text", "mo=said.txt")
    assert result.exit_code == 0
    assert result.stdout == (
        "quotes of briefing.yaml:\n"
        "  Verdict  Source  Where\n"
        "  exact    mo      briefing.yaml:23:5, quotes[0]\n"
        "0 errors, 0 warnings, 0 notes in 1 file\n"
    )
    Path("said.txt").write_text("They said: the gate opens at noon.", encoding="utf-8")
    result = check("briefing.yaml", "--text", "mo=said.txt")
    assert result.exit_code == 1
    assert "error[quote.differs]" in result.stdout
    assert "  differs  mo      briefing.yaml:23:5, quotes[0]\n" in result.stdout
    result = check("briefing.yaml", "--text", "mo=none.txt")
    assert result.exit_code == 3
    assert "error[file.missing]: there is no such file\n  at none.txt" in result.stderr


def test_several_files(check: Check, faulty: Path, valid: str) -> None:
    """A broken file and a missing one are findings of the report, beside those of the others."""
    Path("broken.yaml").write_text(valid.replace("title:", "titel:"), encoding="utf-8")
    Path("clean.json").write_text(
        json.dumps(briefgen.load(faulty).model_dump(exclude={"facts", "background"}), default=str)
    )
    result = check("broken.yaml", "briefing.yaml", "clean.json", "--format", "json")
    assert result.exit_code == 1
    files = {file["file"]: file for file in data_of(result)["files"]}
    assert [(file["is_briefing"], file["failed"]) for file in files.values()] == [
        (False, True),
        (True, True),
        (True, False),
    ]
    assert {each["code"] for each in files["broken.yaml"]["findings"]} == {"model.unknown-key", "model.missing-key"}
    assert result.stderr.endswith(" in 3 files\n")
    result = check("none.yaml", "clean.json")
    assert result.exit_code == 3
    assert "error[file.missing]" in result.stdout
    assert result.stdout.endswith("1 error, 0 warnings, 0 notes in 2 files\n")


def test_standard_input(check: Check, valid: str) -> None:
    """A briefing is read from standard input, and its findings have lines."""
    result = check("-", "--only", "figure.no-source", input=valid + FACTS)
    assert "  at <stdin>:23:5, facts[0]\n" in result.stdout


@pytest.mark.usefixtures("faulty")
def test_forms_in_files(check: Check) -> None:
    """Each form can go into a file, and what is said then goes to standard error."""
    for form in ("text", "json", "sarif", "junit"):
        direct = check("briefing.yaml", "--format", form)
        result = check("briefing.yaml", "--format", form, "-o", f"out.{form}")
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.endswith(f" in 1 file; written to out.{form}\n")
        assert Path(f"out.{form}").read_text(encoding="utf-8") == direct.stdout
        assert check("briefing.yaml", "--format", form, "-o", "-").stdout == direct.stdout
    assert json.loads(Path("out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    junit = ET.parse("out.junit")  # noqa: S314 - it has just been written here
    assert len(junit.findall("testsuite/testcase")) == len(RULES) + 1
    assert check("briefing.yaml", "--format", "sarif", "--quiet").stderr == ""


@pytest.mark.usefixtures("faulty")
def test_a_report_that_cannot_be_written(check: Check) -> None:
    """A missing folder is told before the work, and nothing is written."""
    result = check("briefing.yaml", "-o", "none/out.txt")
    assert result.exit_code == 3
    assert "error[output.unwritable]" in result.stderr
    assert result.stderr.endswith("1 error; nothing was written\n")


@pytest.mark.usefixtures("faulty")
@pytest.mark.parametrize("option", ["--output", "--write-baseline"])
def test_a_report_goes_into_no_folder(check: Check, option: str) -> None:
    """A slash at the end means a folder, as for ``render``, and a report is one file; the hints are about files."""
    result = check("briefing.yaml", option, "new/")
    assert (result.exit_code, Path("new").exists()) == (3, False)
    assert "this is the name of a folder\n  at new/\n  hint: name a file in it\n" in result.stderr
    missing = check("briefing.yaml", option, "new/report.txt")
    assert "hint: make the folder\n" in missing.stderr


def test_baseline(check: Check, faulty: Path, valid: str) -> None:
    """What is listed does not fail and is counted; what is new fails; what is gone is named."""
    assert check("briefing.yaml", "--write-baseline", "known.json", "--quiet").exit_code == 0
    once = Path("known.json").read_bytes()
    result = check("briefing.yaml", "--baseline", "known.json")
    assert (result.exit_code, result.stderr) == (0, "")
    number = len(json.loads(once)["findings"])
    assert result.stdout == f"0 errors, 0 warnings, 0 notes in 1 file; {number} more in the baseline\n"
    faulty.write_text("# A line.\n\n" + valid + FACTS.replace("There are 8", "There are 9"), encoding="utf-8")
    result = check("briefing.yaml", "--baseline", "known.json")
    assert result.exit_code == 1
    assert "error[figure.differs]: here it is 9" in result.stdout
    assert "figure.no-source" not in result.stdout
    assert (
        'note[baseline.stale]: the baseline lists figure.differs at "background[0].en" of "briefing.yaml"'
        in result.stderr
    )
    assert Path("known.json").read_bytes() == once
    result = check("briefing.yaml", "--baseline", "known.json", "--only", "figure.no-source")
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.usefixtures("briefing")
def test_what_is_read_is_not_written_over(check: Check) -> None:
    """A report does not replace the baseline, the settings or the text of a source; a baseline may be renewed."""
    assert check("briefing.yaml", "--write-baseline", "known.json").exit_code == 0
    Path("said.txt").write_text("They said nothing.", encoding="utf-8")
    Path("ours.toml").write_text("", encoding="utf-8")
    for read, name, what in (
        (("--baseline", "known.json"), "known.json", "the baseline"),
        (("--text", "mo=said.txt"), "said.txt", "the text of a source"),
        (("--config", "ours.toml"), "ours.toml", "the settings of the project"),
    ):
        before = Path(name).read_bytes()
        result = check("briefing.yaml", *read, "-o", f"./{name}")
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"this is {what}, which is read" in " ".join(result.stderr.split())
        assert Path(name).read_bytes() == before
    assert check("briefing.yaml", "--baseline", "known.json", "--write-baseline", "known.json").exit_code == 0


def test_a_name_that_no_file_can_have(check: Check) -> None:
    """A name that is too long is an error of the output, and no fault of the program."""
    result = check("briefing.yaml", "-o", "x" * 400)
    assert result.exit_code == 3
    assert "error[output.unwritable]" in result.stderr


@pytest.mark.usefixtures("faulty")
def test_a_file_that_is_given_twice(check: Check) -> None:
    """What a baseline lists is known each time that its file is looked at."""
    assert check("briefing.yaml", "--write-baseline", "known.json", "--quiet").exit_code == 0
    result = check("briefing.yaml", "./briefing.yaml", "--strict", "--baseline", "known.json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("0 errors, 0 warnings, 0 notes in 2 files; ")


def test_a_broken_file_is_in_no_baseline(check: Check, briefing: Path) -> None:
    """What keeps a file from being read is neither listed nor forgiven."""
    briefing.write_text("languages: [en]\n", encoding="utf-8")
    assert check("briefing.yaml", "--write-baseline", "known.json").exit_code == 1
    assert json.loads(Path("known.json").read_text(encoding="utf-8"))["findings"] == []
    assert check("briefing.yaml", "--baseline", "known.json").exit_code == 1
    assert check("briefing.yaml", "--baseline", "none.json").exit_code == 3


@pytest.mark.usefixtures("faulty")
def test_settings(check: Check) -> None:
    """Settings are found beside the briefing, can be named, and can be left out."""
    Path("briefgen.toml").write_text('[check.severity]\n"figure.differs" = "note"\n', encoding="utf-8")
    assert check("briefing.yaml", "--ignore", "parity.*").exit_code == 0
    assert check("briefing.yaml", "--no-config").exit_code == 1
    Path("other.toml").write_text(
        '[check]\nfail_on = "warning"\nseverity = {"figure.differs" = "off"}\n', encoding="utf-8"
    )
    assert check("briefing.yaml", "--config", "other.toml").exit_code == 1
    assert check("briefing.yaml", "--config", "other.toml", "--ignore", "*.no-source").exit_code == 0
    Path("briefgen.toml").write_text('[check]\nfail_in = "warning"\n', encoding="utf-8")
    result = check("briefing.yaml")
    assert result.exit_code == 3
    assert "briefgen.toml:2:1, check.fail_in\n  hint: did you mean `fail_on`?" in result.stderr
    assert result.stderr.endswith("1 error; nothing was written\n")
    assert check("briefing.yaml", "--config", "none.toml").exit_code == 3


def test_a_message_cannot_pass_for_another(check: Check) -> None:
    """What cannot be seen is an escape in every form."""
    name = "a\x1b[31m\u202e.yaml"
    Path(name).write_text('languages: [en]\n"b\\x1b": 1\n', encoding="utf-8")
    for form in ("text", "json", "sarif", "junit"):
        result = check(name, "--format", form)
        assert result.exit_code == 1
        assert "\x1b" not in result.output
        assert "\u202e" not in result.output


@pytest.mark.usefixtures("faulty")
def test_interrupted(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C says how far the work came, and writes nothing."""
    original, calls = briefgen.check, []

    def interrupting(*arguments: Any, **options: Any) -> briefgen.CheckReport:
        calls.append(arguments)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return original(*arguments, **options)

    monkeypatch.setattr(checking, "check", interrupting)
    result = check("briefing.yaml", "briefing.yaml", "briefing.yaml", "--format", "json", "-o", "out.json")
    assert result.exit_code == 130
    assert result.stderr == "interrupted; 1 of 3 files were checked; nothing was written\n"
    assert not Path("out.json").exists()


@pytest.mark.usefixtures("briefing")
def test_a_fault_of_briefgen(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception that nobody expected is a sentence and exit code 70, and a traceback where it is asked for."""

    def failing(*_: Any, **__: Any) -> briefgen.CheckReport:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(checking, "check", failing)
    result = check("briefing.yaml")
    assert result.exit_code == 70
    assert "error[internal.unexpected]" in result.stderr
    assert "Traceback" not in result.stderr
    assert "ZeroDivisionError" in check("briefing.yaml", "--traceback").stderr


def test_help(check: Check) -> None:
    """Help has examples and says what the exit codes mean."""
    result = check("--help")
    assert result.exit_code == 0
    assert "  briefgen check briefing.yaml --format sarif -o briefgen.sarif\n" in result.output
    assert "  1    the briefing has problems\n" in result.output


def test_recipes_of_the_manual(check: Check, faulty: Path, checkout: Path) -> None:
    """The commands of the pipelines in the manual are ones that the program takes, and leave the report behind."""
    page = (checkout / "docs" / "checks.md").read_text(encoding="utf-8")
    commands = re.findall(r"(?:run|entry): briefgen check (.*)$", page, re.MULTILINE)
    assert len(commands) == 2
    Path("briefings").mkdir()
    faulty.rename("briefings/visit.yaml")
    for command in commands:
        arguments = command.replace("briefings/*.yaml", "briefings/visit.yaml").split()
        if "briefings/visit.yaml" not in arguments:  # pre-commit adds the files
            arguments.append("briefings/visit.yaml")
        assert check(*arguments).exit_code == 1
    assert json.loads(Path("briefgen.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]


def test_settings_of_the_manual(checkout: Path) -> None:
    """The settings that the manual shows are read as it says."""
    page = (checkout / "docs" / "checks.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    Path("briefgen.toml").write_text(shown, encoding="utf-8")
    assert briefgen.load_settings("briefgen.toml") == briefgen.CheckSettings(
        severity={
            "parity.length": None,
            "source.no-rating": briefgen.Severity.NOTE,
            "quote.*": briefgen.Severity.ERROR,
        },
        max_age_days=90,
        fail_on=briefgen.Severity.WARNING,
    )


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
@pytest.mark.usefixtures("faulty")
def test_on_a_terminal() -> None:
    """On a terminal the labels are in colour, and the texts are the same."""
    import pty
    import subprocess

    master, slave = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm-256color", "COLUMNS": "40"}
    command = [sys.executable, "-m", "briefgen", "check", "briefing.yaml", "--only", "figure.no-source"]
    process = subprocess.Popen(command, stdout=slave, stderr=subprocess.PIPE, env=environment)
    os.close(slave)
    said = b""
    while True:
        try:
            part = os.read(master, 4096)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        said += part
    assert (process.wait(), process.communicate()[1]) == (0, b"")
    assert b"\x1b[1;33mwarning[figure.no-source]\x1b[0m" in said
    assert b"  hint: add `sources`, with the keys of what it rests on, or cite one in its text\r\n" in said
