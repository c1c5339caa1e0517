"""A report for code hosts and editors: SARIF 2.1.0 (OASIS Standard, 2020)."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any, Final
from urllib.parse import quote

from briefgen import __version__
from briefgen.checks.catalogue import RULES
from briefgen.checks.rule import Rule
from briefgen.diagnostics import Diagnostic, Place, Severity
from briefgen.model.problems import CODES
from briefgen.reports.findings import CheckedFile, Finding
from briefgen.visible_json import visible_json

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
VERSION: Final = "2.1.0"
FINGERPRINT: Final = "briefgenFinding/v1"

# Of uriBaseId: where the checkout is, for whoever reads the report.
_ROOT: Final = "%SRCROOT%"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def to_sarif(files: Iterable[CheckedFile], *, root: str | os.PathLike[str] | None = None) -> str:
    """The findings as a SARIF log with one run.

    Args:
        files: what was checked.
        root: the folder that paths are told from, so that a full path below it becomes a relative one; None leaves
            them as they are.
    """
    files = tuple(files)
    top = None if root is None else Path(root)
    rules = _rules(files)
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    with_baseline = any(finding.known for file in files for finding in file.findings)
    results = [
        _result(finding, file, index, top, with_baseline=with_baseline) for file in files for finding in file.findings
    ]
    driver = {"name": "briefgen", "version": __version__, "semanticVersion": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True}],
        "artifacts": [{"location": _artifact(name, top)} for name in dict.fromkeys(file.name for file in files)],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return visible_json({"$schema": SCHEMA, "version": VERSION, "runs": [run]})


def _rules(files: Sequence[CheckedFile]) -> list[dict[str, Any]]:
    """The descriptors of all rules (3.49), then those of other codes that were found."""
    known = {rule.code for rule in RULES}
    others = sorted({finding.diagnostic.code for file in files for finding in file.findings} - known)
    return [_descriptor(rule) for rule in RULES] + [_descriptor_of_problem(code) for code in others]


def _descriptor(rule: Rule) -> dict[str, Any]:
    example = rule.example.rstrip("\n")
    return {
        "id": rule.code,
        "name": _name(rule.code),
        "shortDescription": {"text": _sentence(rule.summary)},
        "fullDescription": {"text": f"{_sentence(rule.summary)} {_sentence(rule.mend)}"},
        "help": {
            "text": f"{_sentence(rule.mend)}\n\nAn example that breaks the rule:\n\n{example}\n",
            "markdown": f"{_sentence(rule.mend)}\n\nAn example that breaks the rule:\n\n```yaml\n{example}\n```\n",
        },
        "defaultConfiguration": {"enabled": rule.on, "level": _LEVELS[rule.severity]},
    }


def _descriptor_of_problem(code: str) -> dict[str, Any]:
    summary = _sentence(CODES.get(code, "the file could not be checked"))
    return {
        "id": code,
        "name": _name(code),
        "shortDescription": {"text": summary},
        "fullDescription": {"text": summary},
        "help": {"text": "The message and its hint say what to mend."},
        "defaultConfiguration": {"enabled": True, "level": "error"},
    }


def _name(code: str) -> str:
    """A code as an identifier in Pascal case (3.49.7)."""
    return "".join(part.capitalize() for part in code.replace(".", "-").split("-"))


def _sentence(summary: str) -> str:
    return f"{summary[:1].upper()}{summary[1:].rstrip('.')}."


def _result(
    finding: Finding, file: CheckedFile, index: Mapping[str, int], root: Path | None, *, with_baseline: bool
) -> dict[str, Any]:
    found = finding.diagnostic
    result: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": index[found.code],
        "level": _LEVELS[found.severity],
        "message": {"text": _message(found)},
        "locations": [_location(found.where, file.name, root)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
    }
    if found.related:
        result["relatedLocations"] = [
            {"id": number, **_location(place, file.name, root), "message": {"text": f"see also {place}"}}
            for number, place in enumerate(found.related)
        ]
    if with_baseline:  # of all results or of none (3.27.23)
        justification = {"kind": "external", "justification": "The baseline lists it."}
        result["suppressions"] = [justification] if finding.known else []
    return result


def _message(found: Diagnostic) -> str:
    clause = f" ({found.clause})" if found.clause else ""
    return "\n".join([f"{found.message}{clause}", *(f"hint: {hint}" for hint in found.hints)])


def _location(place: Place, file: str, root: Path | None) -> dict[str, Any]:
    """A location (3.28): where in the file, as far as it is known, and where in the briefing."""
    physical: dict[str, Any] = {"artifactLocation": _artifact(place.file or file, root)}
    if place.line is not None:
        columns = {} if place.column is None else {"startColumn": place.column}
        physical["region"] = {"startLine": place.line, **columns}
    location: dict[str, Any] = {"physicalLocation": physical}
    if place.path:
        logical: dict[str, Any] = {"fullyQualifiedName": place.path, "kind": "member"}
        if place.characters is not None:
            logical["properties"] = {"characters": list(place.characters)}
        location["logicalLocations"] = [logical]
    return location


def _artifact(name: str, root: Path | None) -> dict[str, Any]:
    """The location of a file (3.4): a relative reference where that is possible, percent-encoded (RFC 3986)."""
    path = PurePath(name)
    if path.is_absolute() and root is not None and path.is_relative_to(root):
        path = path.relative_to(root)
    encoded = quote(path.as_posix(), safe="/", errors="surrogatepass")
    if path.is_absolute():
        return {"uri": f"file:///{encoded.lstrip('/')}"}
    return {"uri": encoded, "uriBaseId": _ROOT}
