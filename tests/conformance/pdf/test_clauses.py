"""The list of clauses is whole, and what it names is there."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from briefgen.conformance import STANDARDS, Clause, clauses
from briefgen.pdf.breaches import BREACHES, breach, cited
from briefgen.pdf.profiles import PROFILES, Profile

# Matterhorn Protocol 1.1: how many failure conditions each of its 31 checkpoints has.
CONDITIONS: Final = (
    7, 4, 3, 1, 3, 4, 2, 2, 8, 1, 7, 1, 8, 7, 5, 3, 3, 2, 4, 3, 1, 1, 1, 1, 1, 2, 1, 18, 1, 2, 30,
)  # fmt: skip

each_clause: Final = pytest.mark.parametrize("clause", clauses(), ids=lambda each: f"{each.standard} {each.identifier}")


@cache
def functions(path: Path) -> frozenset[str]:
    """The names of the functions of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def test_every_failure_condition_is_there() -> None:
    """All 137 conditions of the tables of the Matterhorn Protocol 1.1: the 136 of its introduction, and 13-008."""
    expected = [f"{i:02}-{j:03}" for i, count in enumerate(CONDITIONS, 1) for j in range(1, count + 1)]
    assert len(expected) == 137
    assert [clause.identifier for clause in clauses("PDF/UA-1")] == expected


def test_every_clause_of_the_archive_is_there() -> None:
    """From 6.1 to 6.11, in order, each clause once."""
    numbers = [tuple(map(int, clause.identifier.split("."))) for clause in clauses("PDF/A")]
    assert numbers == sorted(set(numbers))
    assert {number[:2] for number in numbers} == {(6, section) for section in range(1, 12)}


@each_clause
def test_a_clause_says_how_it_is_met(clause: Clause) -> None:
    """It names its standard, and what shows that it is met; a departure and an author's duty say more."""
    standards = {
        "PDF/UA-1": "ISO 14289-1", "PDF/UA-2": "ISO 14289-2", "PDF/A": "ISO 19005-2 and 19005-3", "PDF": "ISO 32000-1",
    }  # fmt: skip
    assert re.fullmatch(rf"{standards[clause.standard]}, \d+(\.\d+)*", clause.clause)
    assert clause.asks[:1].islower() or clause.asks.startswith(("XMP", "JPEG", "Info", "H "))
    assert not clause.asks.endswith(".")
    match clause.met:
        case "author's duty":
            assert clause.how
        case "in part":
            assert clause.tests
            assert clause.how
        case "not possible here":
            assert clause.tests
            assert not clause.refusals
        case _:
            assert clause.by


@each_clause
def test_what_a_clause_names_is_there(checkout: Path, clause: Clause) -> None:
    """Each refusal has its code, and each test is in its file."""
    assert set(clause.refusals) <= set(BREACHES)
    for test in clause.tests:
        path, _, name = test.partition("::")
        assert name in functions(checkout / path), test


def test_every_refusal_is_named() -> None:
    """No code of a breach is without a clause that it stands for."""
    assert {code for clause in clauses() for code in clause.refusals} == set(BREACHES)


def test_the_clause_of_a_code_is_listed() -> None:
    """The clause that a refusal cites is one of those that the list names it for."""
    for code, rule in BREACHES.items():
        listed = {clause.clause for clause in clauses() if code in clause.refusals}
        assert any(_same(rule.clause, each) for each in listed), code


CLAIMED: Final = {
    "a3a": ("ISO 14289-1", "ISO 19005-3", "ISO 32000-1"),
    "a2a": ("ISO 14289-1", "ISO 19005-2", "ISO 32000-1"),
    "ua1": ("ISO 14289-1", "ISO 32000-1"),
    "ua2": ("ISO 14289-2", "ISO 19005-4", "ISO 32000-2"),
}
# What a profile allows is never said of its files; BlockQuote is of PDF 1.7 in every file.
ALLOWED: Final = {
    "ua1": {"pdf.private-character", "pdf.string-too-long", "pdf.device-colour", "pdf.out-of-limits"},
    "ua2": {"pdf.string-too-long", "pdf.out-of-limits", "pdf.empty-quote"},
}  # fmt: skip


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)
def test_a_refusal_cites_what_the_file_claims(profile: Profile) -> None:
    """No file is measured by a standard that it does not claim, and a clause of PDF/UA-2 is one of the list."""
    listed = {(clause.clause, code) for clause in clauses("PDF/UA-2") for code in clause.refusals}
    codes = [code for code in BREACHES if code not in ALLOWED.get(profile.name, ())]
    found = cited([breach(code, "a fact", "a place") for code in codes], profile)
    assert [each.code for each in found] == codes
    for each in found:
        standard, _, number = each.clause.partition(", ")
        assert standard in CLAIMED[profile.name], each
        assert number
        assert ";" not in number
        assert standard != "ISO 14289-2" or (each.clause, each.code) in listed


def test_a_clause_of_its_own_is_kept() -> None:
    """What was said of one profile only does not get the clause that its code has otherwise."""
    found = replace(breach("pdf.wrong-nesting", "a fact", "a place"), clause="ISO 14289-2, 8.2.5.14")
    assert cited([found], PROFILES["ua2"]) == [found]


def _same(cited: str, listed: str) -> bool:
    standard, _, number = cited.partition(", ")
    return listed.endswith(f", {number}") and standard.rpartition(" ")[2] in listed


def test_all_standards() -> None:
    """Without a name all clauses are given; a name that is none is refused with those that there are."""
    assert clauses() == tuple(clause for standard in STANDARDS for clause in clauses(standard))
    with pytest.raises(ValueError, match="PDF/UA-1, PDF/UA-2, PDF/A, PDF"):
        clauses("PDF/X")  # type: ignore[arg-type]
