"""The SARIF report: every object has what SARIF 2.1.0 asks for and nothing that it does not know."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

from jsonschema import Draft202012Validator

import briefgen
from briefgen.checks.catalogue import RULES
from briefgen.reports import CheckedFile, checked_file, to_sarif, unreadable_file
from briefgen.reports.sarif import FINGERPRINT
from tests.unit.checks.making import briefing_with
from tests.unit.reports.results import every_sort

TEXT: Final = {"type": "string", "minLength": 1}
MESSAGE: Final = {"type": "object", "required": ["text"], "properties": {"text": TEXT, "markdown": TEXT},
                  "additionalProperties": False}  # fmt: skip
NUMBER: Final = {"type": "integer", "minimum": 1}


def closed(required: list[str], **properties: Any) -> dict[str, Any]:
    """An object with these properties and no other."""
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": False}


def listed(items: dict[str, Any]) -> dict[str, Any]:
    """A list without doubles, as most lists of SARIF are."""
    return {"type": "array", "items": items, "uniqueItems": True}


# By the sections of the standard: artifactLocation 3.4, location 3.28, physicalLocation 3.29, region 3.30,
# logicalLocation 3.33, reportingDescriptor 3.49, reportingConfiguration 3.50, result 3.27, suppression 3.35.
ARTIFACT: Final = closed(["uri"], uri=TEXT, uriBaseId=TEXT)
LOCATION: Final = closed(
    ["physicalLocation"],
    id={"type": "integer", "minimum": 0},
    message=MESSAGE,
    physicalLocation=closed(
        ["artifactLocation"],
        artifactLocation=ARTIFACT,
        region=closed(["startLine"], startLine=NUMBER, startColumn=NUMBER),
    ),
    logicalLocations=listed(closed(["fullyQualifiedName"], fullyQualifiedName=TEXT, kind=TEXT, properties={})),
)
LEVEL: Final = {"enum": ["none", "note", "warning", "error"]}
RULE: Final = closed(
    ["id", "shortDescription", "fullDescription", "help", "defaultConfiguration"],
    id=TEXT,
    name={"type": "string", "pattern": "^([A-Z][a-z0-9]*)+$"},
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=MESSAGE,
    defaultConfiguration=closed(["enabled", "level"], enabled={"type": "boolean"}, level=LEVEL),
)
RESULT: Final = closed(
    ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"],
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level=LEVEL,
    message=MESSAGE,
    locations={"type": "array", "items": LOCATION, "minItems": 1, "maxItems": 1},
    relatedLocations=listed(LOCATION),
    partialFingerprints={"type": "object", "additionalProperties": TEXT, "minProperties": 1},
    suppressions=listed(closed(["kind"], kind={"enum": ["inSource", "external"]}, justification=TEXT)),
)
BOOLEAN: Final = {"type": "boolean"}
DRIVER: Final = closed(["name"], name=TEXT, version=TEXT, semanticVersion=TEXT, rules=listed(RULE))
LOG: Final = closed(
    ["version", "runs"],
    **{"$schema": {"type": "string", "format": "uri"}},
    version={"const": "2.1.0"},
    runs={"type": "array", "minItems": 1, "maxItems": 1, "items": closed(
        ["tool", "results", "columnKind"],
        tool=closed(["driver"], driver=DRIVER),
        invocations={"type": "array", "items": closed(["executionSuccessful"], executionSuccessful=BOOLEAN)},
        artifacts=listed(closed(["location"], location=ARTIFACT)),
        columnKind={"const": "unicodeCodePoints"},
        results={"type": "array", "items": RESULT},
    )},
)  # fmt: skip
VALIDATOR: Final = Draft202012Validator(LOG)


def run_of(files: list[CheckedFile], **options: Any) -> dict[str, Any]:
    """The run of a log that has the right structure."""
    log = json.loads(to_sarif(files, **options))
    assert [error.message for error in VALIDATOR.iter_errors(log)] == []
    run: dict[str, Any] = log["runs"][0]
    return run


def test_structure() -> None:
    """A log of findings of every sort, and one without any, have the structure of the standard."""
    assert len(run_of(every_sort())["results"]) == sum(len(file.findings) for file in every_sort())
    assert run_of([])["results"] == []


def test_the_structure_is_strict() -> None:
    """The test finds a property that the standard does not know, and one that is missing."""
    log = json.loads(to_sarif(every_sort()))
    log["runs"][0]["results"][0]["where"] = "here"
    del log["runs"][0]["results"][1]["message"]
    assert len(list(VALIDATOR.iter_errors(log))) == 2


def test_rules() -> None:
    """Every rule is described once, and each result points to its own."""
    run = run_of(every_sort())
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in RULES] + ["file.syntax", "model.unknown-key"]
    assert len({rule["name"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    by_code = {rule["id"]: rule for rule in rules}
    assert by_code["source.no-rating"]["defaultConfiguration"] == {"enabled": False, "level": "note"}
    assert "```yaml\n" in by_code["figure.differs"]["help"]["markdown"]


def test_places() -> None:
    """A result says line, column and path, and where else to look."""
    run = run_of(every_sort())
    (differs,) = (result for result in run["results"] if result["ruleId"] == "figure.differs")
    location = differs["locations"][0]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "briefings/visit%20one.yaml"
    assert set(location["physicalLocation"]["region"]) == {"startLine", "startColumn"}
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "background[0].en"
    assert [each["logicalLocations"][0]["fullyQualifiedName"] for each in differs["relatedLocations"]] == [
        "key_figures[0]"
    ]
    assert differs["message"]["text"].splitlines()[1] == "hint: make the two agree"


def test_suppressions() -> None:
    """With a baseline every result says whether it is suppressed; without one, none does."""
    results = run_of(every_sort())["results"]
    assert [bool(result["suppressions"]) for result in results] == [True] + [False] * (len(results) - 1)
    without = run_of(every_sort()[1:])["results"]
    assert not any("suppressions" in result for result in without)


def test_fingerprints() -> None:
    """Each result has its fingerprint."""
    files = every_sort()
    expected = [finding.fingerprint for file in files for finding in file.findings]
    assert [result["partialFingerprints"][FINGERPRINT] for result in run_of(files)["results"]] == expected


def test_artifacts() -> None:
    """Paths are relative references, percent-encoded; a full path is told from the root, or is an address of a file."""
    root = Path("/home/somebody/عمل")
    names = ["a.yaml", "b c:d.yaml", "../زيارة.yaml", str(root / "x#y.yaml"), "/elsewhere/100%.yaml", "<stdin>"]
    report = briefgen.check(briefing_with())
    run = run_of([checked_file(name, report) for name in names], root=root)
    addresses = [artifact["location"]["uri"] for artifact in run["artifacts"]]
    assert all(re.fullmatch(r"[A-Za-z0-9._~/%:-]+", address) for address in addresses)
    assert [unquote(address) for address in addresses] == [
        "a.yaml", "b c:d.yaml", "../زيارة.yaml", "x#y.yaml", "file:///elsewhere/100%.yaml", "<stdin>",
    ]  # fmt: skip
    assert addresses[1] == "b%20c%3Ad.yaml"
    based = [artifact["location"].get("uriBaseId") for artifact in run["artifacts"]]
    assert based == ["%SRCROOT%"] * 4 + [None, "%SRCROOT%"]


def test_a_broken_file_is_a_result() -> None:
    """What keeps a file from being read has its line, and its code is described."""
    (file,) = (file for file in every_sort() if file.name == "c.yaml")
    (result,) = run_of([file])["results"]
    assert (result["ruleId"], result["level"]) == ("model.unknown-key", "error")
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 7}


def test_a_problem_without_a_place() -> None:
    """What is not known is left out."""
    (result,) = run_of([unreadable_file("gone.yaml", [briefgen.Diagnostic("file.missing", "there is no such file")])])[
        "results"
    ]
    assert result["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "gone.yaml", "uriBaseId": "%SRCROOT%"}}}
    ]
