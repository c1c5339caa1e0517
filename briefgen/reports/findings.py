"""What reports are made from: files that were checked, with what was found in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefgen.checks.fingerprints import fingerprint_of_problem
from briefgen.checks.quotes import QuoteResult
from briefgen.checks.run import CheckReport
from briefgen.checks.settings import CheckSettings
from briefgen.diagnostics import Diagnostic, Place, Severity, counted


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnostic about a file.

    Attributes:
        diagnostic: what is said, with file, line and column where they are known.
        fingerprint: a name that stays while the file is edited elsewhere.
        fails: whether it makes the check fail.
        known: whether a baseline lists it; then it does not fail.
    """

    diagnostic: Diagnostic
    fingerprint: str
    fails: bool
    known: bool = False


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that was to be checked.

    Attributes:
        name: what its reader calls it: a path, or ``<stdin>``.
        findings: in the order of its lines.
        quotes: the verdict on each quote, in the order of the briefing.
        places: where each of them is, with file, line and column; empty where only the paths are known.
        off: the codes of the rules that were not looked at.
        is_briefing: whether it could be read as a briefing; if not, the findings say why, and no rule was looked at.
    """

    name: str
    findings: tuple[Finding, ...]
    quotes: tuple[QuoteResult, ...] = ()
    places: tuple[Place, ...] = ()
    off: frozenset[str] = frozenset()
    is_briefing: bool = True

    @property
    def quotes_with_places(self) -> tuple[tuple[QuoteResult, Place], ...]:
        """Each quote with where it is."""
        places = self.places or [Place(path=quote.path) for quote in self.quotes]
        return tuple(zip(self.quotes, places, strict=True))

    @property
    def failed(self) -> bool:
        """Whether something in it makes the check fail."""
        return any(finding.fails for finding in self.findings)


def checked_file(name: str, report: CheckReport, settings: CheckSettings | None = None) -> CheckedFile:
    """A file with the report of its check.

    Args:
        name: what its reader calls it.
        report: what ``briefgen.check`` returned, with lines or without.
        settings: those of the check.
    """
    settings = settings or CheckSettings()
    pairs = zip(report.diagnostics, report.fingerprints, strict=True)
    findings = tuple(Finding(found, fingerprint, settings.fails(found)) for found, fingerprint in pairs)
    return CheckedFile(name, findings, report.quotes, off=settings.codes_off)


def unreadable_file(name: str, problems: Iterable[Diagnostic]) -> CheckedFile:
    """A file that is no briefing, with what is wrong with it."""
    findings = tuple(
        Finding(found, fingerprint_of_problem(found), fails=found.severity is Severity.ERROR) for found in problems
    )
    return CheckedFile(name, findings, is_briefing=False)


def counts_line(files: Iterable[CheckedFile]) -> str:
    """How many findings there are of each severity, in one line; those of a baseline are counted apart."""
    files = tuple(files)
    findings = [finding for file in files for finding in file.findings]
    by_severity = [
        counted(sum(not each.known and each.diagnostic.severity is severity for each in findings), severity.value)
        for severity in Severity
    ]
    known = sum(each.known for each in findings)
    in_files = f" in {counted(len(files), 'file')}"
    return ", ".join(by_severity) + in_files + (f"; {known} more in the baseline" if known else "")
