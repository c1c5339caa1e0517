"""All checks at once: order, counts, severities, and verdicts written into the briefing."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import briefgen
from briefgen import CheckSettings, Severity
from briefgen.checks.catalogue import RULE_OF
from briefgen.model.document import location_of
from tests.growth import FACTOR, MOST, growth
from tests.unit.checks.making import WITHOUT_PARITY, both, briefing_with, fact, figure

FINDINGS = briefing_with(
    facts=[fact("Capital", "Amman", sources=None), fact("Staff", "120", as_of=None)],
    key_figures=[figure(), figure(8), figure(2.5, unit=None)],
    background=[{"en": "There are 9 crossings open all day.", "ar": "12 معبرًا"}],
)


def test_findings_come_in_the_order_of_the_briefing() -> None:
    """The fields of a briefing give the order, then the index; the same each time."""
    paths = [found.where.path for found in briefgen.check(FINDINGS, settings=WITHOUT_PARITY).diagnostics]
    fields = [str(location_of(path or "")[0]) for path in paths]
    order = list(briefgen.Briefing.model_fields)
    assert fields == sorted(fields, key=order.index)
    assert [path for path in paths if path and path.startswith("facts")] == ["facts[0]", "facts[1]"]
    assert briefgen.check(FINDINGS) == briefgen.check(FINDINGS)


def test_the_order_does_not_depend_on_hashes() -> None:
    """Two processes with other hash seeds find the same in the same order."""
    program = (
        "from tests.unit.checks.test_run import FINDINGS; import briefgen; "
        "report = briefgen.check(FINDINGS); print(report.diagnostics, report.fingerprints)"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            cwd=Path(__file__).resolve().parents[3],
            env={"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


def test_counts_and_passing() -> None:
    """The counts are those of the findings, and errors fail."""
    report = briefgen.check(FINDINGS)
    assert sum(report.counts.values()) == len(report.diagnostics) == len(report.fingerprints) > 3
    assert report.counts[Severity.ERROR] == sum(found.severity is Severity.ERROR for found in report.diagnostics)
    assert not report.passed
    assert briefgen.check(briefing_with()).passed


def test_severities_of_the_project() -> None:
    """A rule that is off finds nothing; one that is a note does not fail, one that is an error does."""
    off = briefgen.check(FINDINGS, settings=CheckSettings(severity={"figure.*": None}))
    assert not any(found.code.startswith("figure.") for found in off.diagnostics)
    notes = briefgen.check(FINDINGS, settings=CheckSettings(severity={"*": Severity.NOTE}))
    assert {found.severity for found in notes.diagnostics} == {Severity.NOTE}
    assert notes.passed
    missing = briefing_with(facts=[fact("Capital", "Amman", sources=None)])
    assert briefgen.check(missing, settings=WITHOUT_PARITY).passed
    assert not briefgen.check(missing, settings=replace(WITHOUT_PARITY, fail_on=Severity.WARNING)).passed


def test_wrong_arguments() -> None:
    """What is no briefing, and the text of a source that there is not, are refused before any work."""
    with pytest.raises(TypeError, match="briefing must be a Briefing, not str"):
        briefgen.check("briefing.yaml")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="texts has the key 'moo', which no source of the briefing has"):
        briefgen.check(briefing_with(), texts={"moo": "said.txt", "mo": "said.txt"})


def quoting(text: str) -> briefgen.Briefing:
    """A briefing with a quote from each of its sources."""
    quotes = [
        {"text": words, "language": "en", "translations": {"ar": "كلمات"}, "translated_by": both("Desk"),
         "speaker": both("The minister"), "source": source}
        for words, source in ((text, "mo"), ("Nothing like it was ever said", "jt"))
    ]  # fmt: skip
    return briefing_with(quotes=quotes)


def test_texts_and_verdicts(tmp_path: Path) -> None:
    """A text by the key of its source is searched for the quotes from it."""
    (tmp_path / "mo.txt").write_text("The minister said: the gate opens at dawn, and no later.", encoding="utf-8")
    briefing = quoting("the gate opens at dawn")
    report = briefgen.check(briefing, texts={"mo": tmp_path / "mo.txt"})
    assert [quote.verdict for quote in report.quotes] == ["exact", "source-not-at-hand"]
    assert [quote.verdict for quote in briefgen.check(briefing).quotes] == ["source-not-at-hand"] * 2


def test_recording(tmp_path: Path) -> None:
    """Verdicts go into the quotes with the day that is given; all else stays, and the result is a valid briefing."""
    (tmp_path / "mo.txt").write_text("The minister said: the gate opens at dawn.", encoding="utf-8")
    briefing = quoting("the gate opens at dawn")
    report = briefgen.check(briefing, texts={"mo": tmp_path / "mo.txt"})
    recorded = briefgen.with_verdicts(briefing, report.quotes, dt.date(2024, 7, 12))
    verdicts = [quote.verdict for quote in recorded.quotes]
    assert [verdict and (verdict.result, verdict.checked) for verdict in verdicts] == [
        ("exact", dt.date(2024, 7, 12)),
        ("source-not-at-hand", dt.date(2024, 7, 12)),
    ]
    assert briefgen.Briefing.model_validate(recorded.model_dump()) == recorded
    without = recorded.model_dump()
    for quote in without["quotes"]:
        del quote["verdict"]
    assert without == briefing.model_dump()
    with pytest.raises(ValueError, match=r"no quote at 'quotes\[1\]'"):
        briefgen.with_verdicts(recorded.model_copy(update={"quotes": recorded.quotes[:1]}), report.quotes, dt.date.min)


def test_the_example_is_clean(checkout: Path) -> None:
    """The example that comes with briefgen passes with nothing but notes."""
    folder = checkout / "examples" / "liaison-office"
    report = briefgen.check(briefgen.load(folder / "briefing.yaml"), folder=folder)
    assert [str(found) for found in report.diagnostics if found.severity is not Severity.NOTE] == []
    assert len(report.quotes) == 6


def test_the_time_rises_with_the_statements() -> None:
    """Checking takes as long as there are statements, and not as long as there are pairs of them."""
    small, large = (
        briefing_with(facts=[fact(f"Bridge {number}", f"{number} m") for number in range(count)])
        for count in (400 // FACTOR, 400)
    )
    assert growth(briefgen.check, small, large) < MOST


def test_every_code_that_is_found_is_in_the_catalogue(checkout: Path) -> None:
    """What the checks find in the whole model has the codes of rules, so that settings apply."""
    path = checkout / "tests" / "rendering" / "whole_model.yaml"
    report = briefgen.check(briefgen.load(path), folder=path.parent, settings=CheckSettings(max_age_days=1))
    assert {found.code for found in report.diagnostics} <= set(RULE_OF)
    assert len(report.diagnostics) > 3
