"""A report for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from briefgen.checks.catalogue import RULES
from briefgen.checks.quotes import QuoteResult
from briefgen.diagnostics import Place, Severity
from briefgen.reports.findings import CheckedFile, counts_line

_OF_QUOTES: Final = frozenset(rule.code for rule in RULES if rule.code.startswith("quote."))
_HEADINGS: Final = ("Verdict", "Source", "Where")


def to_text(files: Iterable[CheckedFile], *, quiet: bool = False) -> str:
    """The findings of each file in the order of its lines, a table of verdicts on quotes, and a line with counts.

    What a baseline lists is counted in the last line, and not shown.

    Args:
        files: what was checked.
        quiet: leaves out notes, verdicts and counts, so that nothing is said where there is nothing to mend.
    """
    files = tuple(files)
    blocks = [
        str(finding.diagnostic)
        for file in files
        for finding in file.findings
        if not finding.known and not (quiet and finding.diagnostic.severity is Severity.NOTE)
    ]
    if not quiet:
        blocks += filter(None, (_verdicts(file) for file in files))
        blocks.append(counts_line(files))
    return "".join(f"{block}\n" for block in blocks)


def _verdicts(file: CheckedFile) -> str:
    """The table of verdicts, with a line above it that says of which file; empty where no rule on quotes is on."""
    if not file.quotes or file.off.issuperset(_OF_QUOTES):
        return ""
    rows = [_HEADINGS, *(_row(quote, place) for quote, place in file.quotes_with_places)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS) - 1)]
    lines = [f"quotes of {file.name}:", *(_line(row, widths) for row in rows)]
    return "\n".join(lines)


def _row(quote: QuoteResult, place: Place) -> tuple[str, str, str]:
    foldings = f" ({', '.join(quote.foldings)})" if quote.foldings else ""
    return f"{quote.verdict}{foldings}", quote.source, str(place)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
    return "  " + "  ".join([*cells, row[-1]])
