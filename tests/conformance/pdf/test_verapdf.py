"""``make verapdf``: what it says where programs are missing, and how it reports what was found."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any, Final

import page
import pytest

from tests.conformance.pdf.cells import cells

PASSED: Final = "ua1\t/files/a.pdf\t-\t1200\t"
FAILED: Final = "ua1\t/files/b.pdf\t7.3-1\t2\troot/document[0]: Figure without Alt"


@pytest.fixture
def verapdf() -> Any:
    """The program; it is a module that is run."""
    return importlib.import_module("tools.verapdf.__main__")


def test_without_java_nothing_is_validated(
    verapdf: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says clearly that it was skipped, and why; nothing fails."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert verapdf.main() == 0
    assert capsys.readouterr().out.startswith("SKIPPED: nothing was validated with veraPDF, because there is no java")


def test_failures_are_reported_by_rule(verapdf: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """Each rule comes once, with how many files break it and where the first does; the program fails."""
    found = [verapdf.read_finding(line) for line in (PASSED, FAILED, FAILED.replace("b.pdf", "c.pdf"))]
    assert verapdf.report(found) == 1
    assert capsys.readouterr().out.splitlines() == [
        "ua1, rule 7.3-1: in 2 files; first in b.pdf at root/document[0]: Figure without Alt",
        "ua1: 1 files without a failure, in 1,200 checks",
    ]


def test_what_passes_is_reported(verapdf: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a failure it counts files and checks; without any file it fails, because nothing was looked at."""
    assert verapdf.report([verapdf.read_finding(PASSED)]) == 0
    assert capsys.readouterr().out == "ua1: 1 files without a failure, in 1,200 checks\n"
    assert verapdf.report([]) == 1


def test_a_failure_fails_the_program(verapdf: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where veraPDF is there, the exit code says whether it finds anything."""
    monkeypatch.setattr(verapdf, "PROGRAMS", ())
    monkeypatch.setattr(verapdf, "BUILD", tmp_path)
    for lines, code in (((PASSED,), 0), ((PASSED, FAILED), 1), ((), 1)):
        monkeypatch.setattr(verapdf, "validate", lambda _, lines=lines: [verapdf.read_finding(line) for line in lines])
        assert verapdf.main() == code


def test_nothing_is_fetched_for_a_test(verapdf: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without its jars, or with those of an older list, veraPDF is not ready."""
    monkeypatch.setattr(verapdf, "COMPILER", ())
    monkeypatch.setattr(verapdf, "JARS", tmp_path / "jars")
    assert verapdf.why_not_ready() == "veraPDF is not here; `make verapdf` fetches it"
    (tmp_path / "jars").mkdir()
    assert verapdf.why_not_ready() == ""
    monkeypatch.setattr(verapdf, "COMPILER", ("no-such-compiler",))
    assert verapdf.why_not_ready() == "there is no no-such-compiler here"


def test_what_only_verapdf_knows(verapdf: Any, tmp_path: Path) -> None:
    """Of the standards that page-validation does not know, PDF/UA-2 and PDF/A-4f, veraPDF finds no failure."""
    if reason := verapdf.why_not_ready():
        pytest.skip(reason)
    known = {profile.value for profile in page.ValidationProfile}
    jobs = [job for job in verapdf.files(cells(), tmp_path) if job[0] not in known]
    assert {claim for claim, _ in jobs} == {"ua2", "4f"}
    found = verapdf.validate(jobs)
    assert [finding for finding in found if finding.rule != "-"] == []
    assert [(finding.flavour, finding.path) for finding in found] == [(claim, str(path)) for claim, path in jobs]
