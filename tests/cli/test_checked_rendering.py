"""``render --check`` and ``render --verdicts``, and what every command says to programs."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import briefgen
from briefgen.cli import main
from tests.cli.faults import QUOTE


def objects(stderr: str) -> list[dict[str, Any]]:
    """The lines of standard error, each a JSON object."""
    return [json.loads(line) for line in stderr.splitlines()]


def test_diagnostics_for_programs(briefing: Path, valid: str) -> None:
    """With --diagnostics json every line on standard error is an object, whatever is wrong with whatever command."""
    briefing.write_text(valid.replace("\ntitle:", "\ntitel:"), encoding="utf-8")
    runner = CliRunner()
    result = runner.invoke(main, ["render", "briefing.yaml", "--diagnostics", "json"], prog_name="briefgen")
    *problems, last = objects(result.stderr)
    assert (result.exit_code, [each["code"] for each in problems]) == (1, ["model.missing-key", "model.unknown-key"])
    assert (problems[1]["line"], problems[1]["file"], problems[1]["hints"]) == (
        3,
        "briefing.yaml",
        ["did you mean `title`?"],
    )
    assert last == {"said": "2 errors in briefing.yaml; nothing was written"}
    for arguments in (
        ["render", "none.yaml", "--diagnostics=json"],
        ["explain", "none.yaml", "--diagnostics", "json"],
        ["extract", "none.pdf", "--diagnostics", "json"],
    ):
        result = runner.invoke(main, arguments, prog_name="briefgen")
        assert result.exit_code == 3
        assert objects(result.stderr)[0]["severity"] == "error"
    for arguments in (["render", "--diagnostics", "json"], ["render", "a", "--colour", "--diagnostics", "json"]):
        result = runner.invoke(main, arguments, prog_name="briefgen")
        (problem,) = objects(result.stderr)
        assert (result.exit_code, problem["code"]) == (2, "usage.wrong")
    arguments = ["check", "briefing.yaml", "--diagnostics", "json", "--config", "none.toml", "--traceback"]
    result = runner.invoke(main, arguments, prog_name="briefgen")
    assert [next(iter(each)) for each in objects(result.stderr)] == ["traceback", "code", "said"]
    # The next command is for people again.
    assert "error[model.unknown-key]" in runner.invoke(main, ["render", "briefing.yaml"], prog_name="briefgen").stderr


@pytest.mark.usefixtures("faulty")
def test_render_check() -> None:
    """With --check nothing is written where the check fails; with warnings alone all is, and they are told."""
    runner = CliRunner()
    result = runner.invoke(main, ["render", "briefing.yaml", "--check", "-o", "x.pdf"], prog_name="briefgen")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "error[figure.differs]: here it is 8, and at key_figures[0] 7\n  at briefing.yaml:32:10" in result.stderr
    assert result.stderr.endswith("2 errors in briefing.yaml; nothing was written\n")
    assert not Path("x.pdf").exists()
    Path("briefgen.toml").write_text('[check.severity]\n"figure.differs" = "off"\n', encoding="utf-8")
    result = runner.invoke(main, ["render", "briefing.yaml", "--check", "-o", "x.pdf"], prog_name="briefgen")
    assert result.exit_code == 0
    assert "warning[figure.no-source]" in result.stderr
    Path("y.pdf").write_bytes(b"")
    assert runner.invoke(main, ["render", "briefing.yaml", "-o", "y.pdf"], prog_name="briefgen").exit_code == 0
    assert Path("x.pdf").read_bytes() == Path("y.pdf").read_bytes()


def test_render_verdicts(briefing: Path, valid: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --verdicts the file is that of the briefing with the verdicts, of its own day or of SOURCE_DATE_EPOCH."""
    briefing.write_text(valid + QUOTE, encoding="utf-8")
    plain = briefgen.load(briefing)
    report = briefgen.check(plain, folder=".")
    runner = CliRunner()
    for epoch, day in ((None, "2024-07-12"), ("86400", "1970-01-02")):
        if epoch is not None:
            monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        result = runner.invoke(main, ["render", "briefing.yaml", "--verdicts", "-o", "x.pdf"], prog_name="briefgen")
        assert result.exit_code == 0
        recorded = briefgen.with_verdicts(plain, report.quotes, dt.date.fromisoformat(day))
        assert Path("x.pdf").read_bytes() == briefgen.render(recorded).pdf != briefgen.render(plain).pdf
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    undated = valid.replace("dates:\n  as_of: 2024-07-12\n", "")
    briefing.write_text(undated + QUOTE, encoding="utf-8")
    result = runner.invoke(main, ["render", "briefing.yaml", "--verdicts"], prog_name="briefgen")
    assert result.exit_code == 2
    assert "has no date for the verdicts" in " ".join(result.stderr.split())
