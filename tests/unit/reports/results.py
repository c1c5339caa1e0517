"""Files with findings of every sort, for the tests of reports."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import briefgen
from briefgen.diagnostics import Diagnostic, Place, Severity
from briefgen.reports import CheckedFile, checked_file, unreadable_file
from tests.unit.checks.making import WITHOUT_PARITY, both, briefing_with, fact, figure

NASTY: Final = 'a "<b>&\x1b[31m\u202e\x00\ud800\ufffe]]>\n\U0001f600 عمّان'

VISIT: Final = "briefings/visit one.yaml"


def every_sort() -> list[CheckedFile]:
    """A file with findings, one of them known; one with nothing; one that is no briefing; one with a nasty name."""
    briefing = briefing_with(
        facts=[fact("Capital", "Amman", sources=None)],
        key_figures=[figure()],
        background=[{"en": "There are 8 crossings open all day.", "ar": "ثمة 8 معابر."}],
        quotes=[
            {"text": "So", "language": "fr", "translations": both("Oui"), "translated_by": both("Desk"),
             "speaker": both("X"), "source": "jt"}
        ],
    )  # fmt: skip
    found = checked_file(VISIT, briefgen.check(briefing, settings=WITHOUT_PARITY))
    located = [
        replace(each, diagnostic=replace(each.diagnostic, where=at(each.diagnostic.where, number)), known=not number,
                fails=each.fails and bool(number))
        for number, each in enumerate(found.findings)
    ]  # fmt: skip
    broken = Diagnostic("model.unknown-key", "there is no key", Place("c.yaml", 3, 7, "shorttitle"), ("remove it",))
    nasty = Diagnostic("file.syntax", NASTY, Place(NASTY, 1, 1), (NASTY,))
    clean = checked_file("clean.yaml", briefgen.check(briefing_with()))
    return [
        replace(found, findings=tuple(located), places=(Place(VISIT, 9, 5, "quotes[0]"),)),
        clean,
        unreadable_file("c.yaml", [broken]),
        unreadable_file(NASTY, [nasty]),
    ]


def at(where: Place, number: int) -> Place:
    """A place with a line."""
    return replace(where, file=VISIT, line=10 + number, column=3)


def severities(files: list[CheckedFile]) -> dict[Severity, int]:
    """How many findings there are of each severity that no baseline has."""
    every = [each for file in files for each in file.findings if not each.known]
    return {severity: sum(each.diagnostic.severity is severity for each in every) for severity in Severity}
