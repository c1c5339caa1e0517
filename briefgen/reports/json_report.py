"""A report for programs of one's own, as JSON (RFC 8259)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from briefgen import __version__
from briefgen.checks.quotes import QuoteResult
from briefgen.diagnostics import Place, Severity, as_data
from briefgen.reports.findings import CheckedFile, Finding
from briefgen.visible_json import visible_json

SCHEMA_VERSION: Final = 1
"""It rises when a key goes away or means something else; keys may be added without."""


def to_json(files: Iterable[CheckedFile]) -> str:
    """The findings and verdicts as one JSON object, in UTF-8 once it is encoded; what cannot be seen is an escape.

    Args:
        files: what was checked.
    """
    files = tuple(files)
    every = [finding for file in files for finding in file.findings]
    counts = {
        severity.value: sum(not each.known and each.diagnostic.severity is severity for each in every)
        for severity in Severity
    }
    return visible_json(
        {
            "schema_version": SCHEMA_VERSION,
            "program": {"name": "briefgen", "version": __version__},
            "failed": any(file.failed for file in files),
            "counts": {**counts, "known": sum(each.known for each in every)},
            "files": [_file(file) for file in files],
        }
    )


def _file(file: CheckedFile) -> dict[str, Any]:
    return {
        "file": file.name,
        "is_briefing": file.is_briefing,
        "failed": file.failed,
        "findings": [_finding(finding) for finding in file.findings],
        "quotes": [_quote(quote, place) for quote, place in file.quotes_with_places],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    said = as_data(finding.diagnostic)
    return {**said, "fingerprint": finding.fingerprint, "fails": finding.fails, "known": finding.known}


def _quote(quote: QuoteResult, place: Place) -> dict[str, Any]:
    return {
        "path": quote.path,
        "line": place.line,
        "column": place.column,
        "source": quote.source,
        "verdict": str(quote.verdict),
        "foldings": [str(folding) for folding in quote.foldings],
    }
