"""The catalogue has every rule once, each with an example that breaks it and a place in the manual."""

from __future__ import annotations

import importlib
import os
import pkgutil
import re
from pathlib import Path
from typing import Final

import pytest

import briefgen
from briefgen import checks
from briefgen.checks.catalogue import RULE_OF, RULES
from briefgen.checks.rule import Rule
from briefgen.checks.settings import CheckSettings
from briefgen.diagnostics import Severity
from briefgen.model import Briefing
from tests.unit.checks.rule_examples import base, briefing_of

# What cannot be broken alone: words that are no longer in the source are not found there, and a text that is not
# written does not have the numbers of its counterpart.
TOGETHER: Final = {"quote.verdict-stale": {"quote.not-found"}, "parity.placeholder": {"parity.number"}}
KINDS: Final = ("audience", "disagreement", "figure", "parity", "picture", "quote", "source")


def test_codes_are_unique_and_sorted() -> None:
    """No two rules have the same code, and the code names its kind."""
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert list(RULE_OF) == codes
    assert all(re.fullmatch(rf"({'|'.join(KINDS)})\.[a-z]+(-[a-z]+)*", code) for code in codes)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_what_a_rule_says_has_the_form_of_all_diagnostics(rule: Rule) -> None:
    """Summary and hint begin in lower case, or with a field of a briefing, and end without a full stop."""
    for said in (rule.summary, rule.mend):
        assert re.match(r"[a-z`]", said)
        assert not said.endswith(".")


def test_every_rule_is_in_the_catalogue() -> None:
    """A rule of a module of the checks cannot be forgotten."""
    modules = pkgutil.walk_packages(checks.__path__, f"{checks.__name__}.")
    declared = {
        value
        for module in modules
        for value in vars(importlib.import_module(module.name)).values()
        if isinstance(value, Rule)
    }
    assert declared == set(RULES)


def test_the_base_of_the_examples_is_clean() -> None:
    """Nothing but sources that nothing rests on is found in what the examples are put into."""
    report = briefgen.check(Briefing.model_validate(base()), settings=CheckSettings(ignore=("source.uncited",)))
    assert report.diagnostics == ()


@pytest.mark.skipif(os.name != "posix", reason="needs symbolic links")
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_example_breaks_its_rule(rule: Rule, tmp_path: Path) -> None:
    """Every example breaks its own rule, and no other that is as severe as a warning."""
    folder = tmp_path / "folder"
    folder.mkdir()
    briefing, texts = briefing_of(rule, folder)
    strict = CheckSettings(severity={rule.code: rule.severity}, max_age_days=90)
    report = briefgen.check(briefing, folder=folder, texts=texts, settings=strict)
    codes = {found.code for found in report.diagnostics}
    assert rule.code in codes
    severe = {found.code for found in report.diagnostics if found.severity is not Severity.NOTE}
    assert severe <= {rule.code} | TOGETHER.get(rule.code, set())
