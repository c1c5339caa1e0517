"""The reports for people and for programs of one's own."""

from __future__ import annotations

import json
from dataclasses import replace

from briefgen import __version__
from briefgen.checks.catalogue import RULES
from briefgen.diagnostics import Severity
from briefgen.reports import CheckedFile, to_json, to_text
from tests.unit.reports.results import every_sort, severities


def test_text() -> None:
    """Every finding that is not known is there in full, then the verdicts, then one line with the counts."""
    files = every_sort()[:3]
    text = to_text(files)
    for file in files:
        for finding in file.findings:
            assert (str(finding.diagnostic) in text) is not finding.known
    counts = severities(files)
    *rest, last = text.splitlines()
    assert counts == {Severity.ERROR: 2, Severity.WARNING: 0, Severity.NOTE: 1}
    assert last == "2 errors, 0 warnings, 1 note in 3 files; 1 more in the baseline"
    assert rest[-3:] == [
        "quotes of briefings/visit one.yaml:",
        "  Verdict             Source  Where",
        "  source-not-at-hand  jt      briefings/visit one.yaml:9:5, quotes[0]",
    ]


def test_quiet_text() -> None:
    """Quiet leaves out notes, verdicts and counts, and keeps errors and warnings."""
    files = every_sort()[:3]
    text = to_text(files, quiet=True)
    assert "note[" not in text
    assert "quotes of" not in text
    shown = sum(text.count(f"{severity}[") for severity in (Severity.ERROR, Severity.WARNING))
    assert shown == severities(files)[Severity.ERROR] + severities(files)[Severity.WARNING] > 1
    without = [replace(file, off=frozenset(rule.code for rule in RULES)) for file in files]
    assert "quotes of" not in to_text(without)
    assert to_text([CheckedFile("a.yaml", ())], quiet=True) == ""
    assert to_text([CheckedFile("a.yaml", ())]) == "0 errors, 0 warnings, 0 notes in 1 file\n"


def test_json() -> None:
    """The object has what the manual says, and the counts are those of its findings."""
    files = every_sort()
    text = to_json(files)
    data = json.loads(text)
    assert list(data) == ["schema_version", "program", "failed", "counts", "files"]
    assert (data["schema_version"], data["program"]) == (1, {"name": "briefgen", "version": __version__})
    assert data["failed"] is True
    assert data["counts"] == {**{severity.value: count for severity, count in severities(files).items()}, "known": 1}
    assert [each["is_briefing"] for each in data["files"]] == [True, True, False, False]
    assert [each["file"] for each in data["files"]] == [file.name for file in files]
    first = data["files"][0]
    assert list(first["findings"][0]) == [
        "code", "severity", "message", "file", "line", "column", "path", "characters", "hints", "clause", "related",
        "fingerprint", "fails", "known",
    ]  # fmt: skip
    assert [each["known"] for each in first["findings"]] == [True] + [False] * (len(first["findings"]) - 1)
    assert first["quotes"] == [
        {"path": "quotes[0]", "line": 9, "column": 5, "source": "jt", "verdict": "source-not-at-hand", "foldings": []}
    ]


def test_json_is_safe_on_a_terminal() -> None:
    """What cannot be seen is an escape, and comes back as it was."""
    text = to_json(every_sort())
    assert all(character.isprintable() or character == "\n" for character in text)
    assert json.loads(text)["files"][3]["findings"][0]["message"] == every_sort()[3].findings[0].diagnostic.message


def test_the_same_files_give_the_same_text() -> None:
    """A report has no clock and no order of its own."""
    assert to_json(every_sort()) == to_json(every_sort())
    assert to_text(every_sort()) == to_text(every_sort())
