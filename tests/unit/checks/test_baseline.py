"""Findings that a project knows: fingerprints that stay, and the file that lists them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import briefgen
from briefgen.checks.baseline import Entry, read_baseline, relative_name, stale, write_baseline
from briefgen.checks.fingerprints import fingerprint_of_problem
from briefgen.diagnostics import Diagnostic, Place
from briefgen.errors import ResourceError
from tests.unit.checks.making import both, briefing_with, fact, figure


def names(**parts: Any) -> dict[str | None, str]:
    """The fingerprint of each finding about a figure, by its path."""
    report = briefgen.check(briefing_with(**parts), settings=briefgen.CheckSettings(only=("figure.*",)))
    return {found.where.path: name for found, name in zip(report.diagnostics, report.fingerprints, strict=True)}


BARE = fact("Capital", "Amman", sources=None)


def test_moving_keeps_a_fingerprint() -> None:
    """A finding has the same fingerprint when its item is moved, or when something else changes."""
    before = names(facts=[BARE])
    moved = names(facts=[fact("River", "Jordan"), BARE], background=[both("More.")])
    assert before["facts[0]"] == moved["facts[1]"]


def test_changing_the_text_changes_it() -> None:
    """Another text, another rule or another field gives another fingerprint."""
    every = [
        names(facts=[BARE])["facts[0]"],
        names(facts=[fact("Capital", "Irbid", sources=None)])["facts[0]"],
        names(facts=[fact("Capital", "12 hills", as_of=None)])["facts[0]"],
        names(key_figures=[figure(sources=None)])["key_figures[0]"],
    ]
    assert len(set(every)) == len(every)
    assert all(len(name) == 32 and int(name, 16) >= 0 for name in every)


def test_related_places_count() -> None:
    """Of two places that differ, a change in the other one is a new finding."""
    text = {"background": [{"en": "There are 8 crossings open all day.", "ar": "هذه."}]}
    first = names(key_figures=[figure(7)], **text)["background[0].en"]
    second = names(key_figures=[figure(6)], **text)["background[0].en"]
    assert first != second


def test_equal_findings_have_different_fingerprints() -> None:
    """The second of two findings that nothing tells apart can be told apart all the same."""
    found = names(facts=[BARE, BARE])
    assert found["facts[0]"] == names(facts=[BARE])["facts[0]"] != found["facts[1]"]


def test_problems_of_a_file_have_fingerprints() -> None:
    """That of what keeps a file from being read depends on code, names and message, and not on the line."""
    first = Diagnostic("model.unknown-key", "no x", Place("a.yaml", 1, 1, "facts[0].x"))
    moved = Diagnostic("model.unknown-key", "no x", Place("a.yaml", 9, 1, "facts[3].x"))
    other = Diagnostic("model.unknown-key", "no y", Place("a.yaml", 1, 1, "facts[0].x"))
    assert fingerprint_of_problem(first) == fingerprint_of_problem(moved) != fingerprint_of_problem(other)


ENTRIES = (
    Entry("b.yaml", "quote.differs", "quotes[0].text", "كلمة \ud800", "f" * 32),
    Entry("a.yaml", "figure.no-source", "facts[0]", "no source", "0" * 32),
)


def test_written_and_read(tmp_path: Path) -> None:
    """What is written is read again, in order, with the same bytes each time."""
    path = tmp_path / "baseline.json"
    write_baseline(path, ENTRIES[1:])
    assert read_baseline(path) == ENTRIES[1:]
    once = path.read_bytes()
    write_baseline(path, (*ENTRIES[1:], *ENTRIES[1:]))
    assert path.read_bytes() == once
    write_baseline(path, ENTRIES)
    assert [entry.file for entry in read_baseline(path)] == ["a.yaml", "b.yaml"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{", "it is not JSON"),
        (b"\xff", "it is not JSON"),
        (b"[]", 'it is no object with "version": 1'),
        (b'{"version": 2, "findings": []}', 'it is no object with "version": 1'),
        (b'{"version": 1, "findings": {}}', 'it is no object with "version": 1'),
        (b'{"version": 1, "findings": [1]}', "findings[0] is no object with the texts file, code"),
        (b'{"version": 1, "findings": [{"file": "a"}]}', "findings[0] is no object with the texts file, code"),
        (b"[" * 100_000, "it is not JSON"),
        (b" " * 20_000_001, "it has more than 20,000,000 bytes"),
    ],
)
def test_what_is_no_baseline(tmp_path: Path, content: bytes, reason: str) -> None:
    """A file of another form is refused, and says what is wrong with it."""
    path = tmp_path / "baseline.json"
    path.write_bytes(content)
    with pytest.raises(ResourceError) as raised:
        read_baseline(path)
    assert raised.value.diagnostics[0].code == "baseline.invalid"
    assert reason in raised.value.diagnostics[0].message


def test_a_baseline_that_is_not_there(tmp_path: Path) -> None:
    """A missing baseline is told from an empty one."""
    with pytest.raises(ResourceError, match=r"baseline\.unreadable"):
        read_baseline(tmp_path / "none.json")


def test_names_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is called by its way from the baseline, wherever the command is run."""
    (tmp_path / "briefings").mkdir()
    (tmp_path / "ci").mkdir()
    monkeypatch.chdir(tmp_path)
    assert relative_name("briefings/a.yaml", "ci/baseline.json") == "../briefings/a.yaml"
    monkeypatch.chdir(tmp_path / "briefings")
    assert relative_name("a.yaml", "../ci/baseline.json") == "../briefings/a.yaml"


def test_stale_entries_are_named() -> None:
    """An entry that nothing is found for is told with its file, code and path."""
    (said,) = stale(ENTRIES[1:], "baseline.json")
    assert (said.code, said.where.file) == ("baseline.stale", "baseline.json")
    assert said.message == 'the baseline lists figure.no-source at "facts[0]" of "a.yaml", which is no longer found'
