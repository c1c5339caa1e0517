"""The JUnit report: well-formed XML whose numbers are right."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import briefgen
from briefgen.checks.catalogue import RULES
from briefgen.reports import CheckedFile, checked_file, to_junit
from tests.unit.checks.making import briefing_with
from tests.unit.reports.results import every_sort


def parsed(files: list[CheckedFile]) -> ET.Element:
    """The root of a report."""
    return ET.fromstring(to_junit(files))  # noqa: S314 - it has just been written here


def suites() -> list[ET.Element]:
    """The suites of a report with findings of every sort."""
    return list(parsed(every_sort()))


def test_numbers() -> None:
    """The numbers of a suite are those of its cases, and those of the whole their sums."""
    root = parsed(every_sort())
    assert root.tag == "testsuites"
    for suite in root:
        assert suite.get("tests") == str(len(suite.findall("testcase"))) == str(len(RULES) + 1)
        assert suite.get("failures") == str(len(suite.findall("testcase/failure")))
        assert suite.get("skipped") == str(len(suite.findall("testcase/skipped")))
    for name in ("tests", "failures", "skipped"):
        assert int(root.get(name, "")) == sum(int(suite.get(name, "")) for suite in root)


def test_cases() -> None:
    """What fails is a failure; what does not is in the output of a passed case; a rule that is off is skipped."""
    found, clean, broken, _ = suites()
    failed = {case.get("name") for case in found if case.find("failure") is not None}
    assert "figure.differs" in failed
    assert "figure.no-source" not in failed
    (case,) = (case for case in found if case.get("name") == "figure.no-source")
    assert "warning[figure.no-source]" in (case.findtext("system-out") or "")
    assert {case.get("name") for case in clean if case.find("skipped") is not None} == {
        "figure.old", "source.no-address", "source.no-rating",
    }  # fmt: skip
    assert [case.get("name") for case in broken if case.find("failure") is not None] == ["file.loaded"]
    assert len(broken.findall("testcase/skipped")) == len(RULES)


def test_known_findings_do_not_fail() -> None:
    """What a baseline lists is in the output, and says so."""
    said = [case.findtext("system-out") or "" for case in suites()[0]]
    assert sum("(in the baseline)" in text for text in said) == 1


def test_what_xml_does_not_allow() -> None:
    """Control characters, surrogates and noncharacters are escapes; all else comes back."""
    nasty = suites()[3]
    failure = nasty.find("testcase/failure")
    assert failure is not None
    assert (
        failure.get("message") == nasty.get("name") == 'a "<b>&\\x1b[31m\\u202e\\x00\\ud800\\ufffe]]>\n\U0001f600 عمّان'
    )


def test_the_same_files_give_the_same_text() -> None:
    """A report has no clock."""
    assert to_junit(every_sort()) == to_junit(every_sort())


def test_without_findings() -> None:
    """A briefing without findings passes every case."""
    root = parsed([checked_file("a.yaml", briefgen.check(briefing_with()))])
    assert (root.get("failures"), root.get("errors")) == ("0", "0")
