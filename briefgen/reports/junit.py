"""A report for build servers, in the XML of JUnit: a test suite for each file, a test case for each rule.

There is no standard; what is written is what Jenkins, GitLab and Azure Pipelines read. A rule that makes the check fail
is a failed test case, one that was not looked at is skipped, and all that does not fail stands in the output of a
passed one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final
from xml.etree import ElementTree as ET

from briefgen.checks.catalogue import RULES
from briefgen.reports.findings import CheckedFile, Finding

# Char of XML 1.0 (fifth edition), 2.2, and what of it a terminal or a browser would obey.
_ILLEGAL: Final = re.compile(
    "[^\t\n -~\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)

_LOADING: Final = "file.loaded"


def to_junit(files: Iterable[CheckedFile]) -> str:
    """The findings as an XML document, in UTF-8 once it is encoded.

    Args:
        files: what was checked.
    """
    root = ET.Element("testsuites", name="briefgen check")
    suites = [_suite(root, file) for file in files]
    for name in ("tests", "failures", "errors", "skipped"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in suites)))
    root.set("time", "0")
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(root: ET.Element, file: CheckedFile) -> ET.Element:
    suite = ET.SubElement(root, "testsuite", name=_legal(file.name))
    known = {rule.code for rule in RULES}
    _case(suite, file, _LOADING, [each for each in file.findings if each.diagnostic.code not in known])
    for rule in RULES:
        findings = [each for each in file.findings if each.diagnostic.code == rule.code]
        case = _case(suite, file, rule.code, findings)
        if not file.is_briefing:
            ET.SubElement(case, "skipped", message="the file is no briefing")
        elif rule.code in file.off:
            ET.SubElement(case, "skipped", message="the rule is off")
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("errors", "0")
    suite.set("skipped", str(len(suite.findall("testcase/skipped"))))
    suite.set("time", "0")
    return suite


def _case(suite: ET.Element, file: CheckedFile, name: str, findings: Sequence[Finding]) -> ET.Element:
    case = ET.SubElement(suite, "testcase", classname=_legal(file.name), name=name, time="0")
    failing = [each for each in findings if each.fails]
    if failing:
        first = failing[0].diagnostic
        more = f" (and {len(failing) - 1} more)" if len(failing) > 1 else ""
        failure = ET.SubElement(case, "failure", message=_legal(f"{first.message}{more}"), type=first.code)
        failure.text = _texts(failing)
    if others := [each for each in findings if not each.fails]:
        ET.SubElement(case, "system-out").text = _texts(others)
    return case


def _texts(findings: Iterable[Finding]) -> str:
    said = [f"{each.diagnostic}{' (in the baseline)' if each.known else ''}" for each in findings]
    return _legal("\n".join(said))


def _legal(text: str) -> str:
    r"""The text with escapes such as ``\x1b`` for what XML does not allow or nobody sees."""
    return _ILLEGAL.sub(lambda match: match.group().encode("unicode_escape", "surrogatepass").decode("ascii"), text)
