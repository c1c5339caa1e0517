"""What a check found, written for people and for programs: text, JSON, SARIF 2.1.0 and JUnit.

Every function takes the files that were checked and returns a text; the same files give the same text.
"""

from __future__ import annotations

from briefgen.reports.findings import CheckedFile, Finding, checked_file, unreadable_file
from briefgen.reports.json_report import to_json
from briefgen.reports.junit import to_junit
from briefgen.reports.sarif import to_sarif
from briefgen.reports.text import to_text

__all__ = [
    "CheckedFile",
    "Finding",
    "checked_file",
    "to_json",
    "to_junit",
    "to_sarif",
    "to_text",
    "unreadable_file",
]
