"""What a project asks of the checks: how bad each rule is, how old a figure may be, what fails."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import Final

from briefgen.checks.catalogue import RULES
from briefgen.checks.figures import OLD
from briefgen.checks.rule import Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.problems import shown

SEVERITIES: Final[Mapping[str, Severity | None]] = MappingProxyType(
    {"off": None, **{severity.value: severity for severity in reversed(Severity)}}
)
"""The words of a project, and what they stand for; ``off`` is no severity."""

_AGE: Final = re.compile(r"([1-9][0-9]{0,4}) (day|week)s?")
_DAYS: Final = {"day": 1, "week": 7}
_WEIGHT: Final = {Severity.ERROR: 2, Severity.WARNING: 1, Severity.NOTE: 0}
_WILDCARDS: Final = frozenset("*?[")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSettings:
    """What a project asks of the checks.

    Attributes:
        severity: how bad a breach is, by the code of a rule or by a pattern such as ``parity.*``; None turns a rule
            off. The code of a rule goes before any pattern, and a longer pattern before a shorter one.
        max_age_days: how old a figure or fact may be on the day of the briefing, in days; None sets no limit.
        fail_on: the least severity that makes a check fail.
        only: codes and patterns of the rules that are looked at; empty means all.
        ignore: codes and patterns of the rules that are not.

    Raises:
        ValueError: a code or pattern fits no rule, or the age is below one day.
        TypeError: the age is no whole number.
    """

    severity: Mapping[str, Severity | None] = field(default_factory=dict)
    max_age_days: int | None = None
    fail_on: Severity = Severity.ERROR
    only: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for pattern in (*self.severity, *self.only, *self.ignore):
            if not fits_a_rule(pattern):
                raise ValueError(f"no rule fits {shown(pattern)}; {likely_codes(pattern)}")
        age: object = self.max_age_days
        if age is None:
            return
        if not isinstance(age, int) or isinstance(age, bool):
            raise TypeError(f"max_age_days must be an int or None, not {type(age).__name__}")
        if age < 1:
            raise ValueError(f"max_age_days must be at least 1, not {self.max_age_days}")

    def severity_of(self, rule: Rule) -> Severity | None:
        """How bad a breach of a rule is here; None where the rule is off."""
        if _fits(rule.code, self.ignore) or (self.only and not _fits(rule.code, self.only)):
            return None
        patterns = [pattern for pattern in self.severity if fnmatchcase(rule.code, pattern)]
        severity = rule.severity if rule.on else None
        if patterns:
            severity = self.severity[max(patterns, key=lambda pattern: self._rank(rule.code, pattern))]
        # Who names a rule wants to see it, even if the project does not.
        return rule.severity if severity is None and rule.code in self.only else severity

    def _rank(self, code: str, pattern: str) -> tuple[bool, int, int]:
        """Which of two patterns decides; of two of the same length, the one that takes the rule more seriously."""
        severity = self.severity[pattern]
        return pattern == code, len(pattern), -1 if severity is None else _WEIGHT[severity]

    def apply(self, diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """The diagnostics of rules that are on, each as bad as it is here; what is of no rule stays as it is."""
        severities = {rule.code: self.severity_of(rule) for rule in RULES}
        for found in diagnostics:
            severity = severities.get(found.code, found.severity)
            if severity is not None:
                yield found if severity is found.severity else replace(found, severity=severity)

    @property
    def codes_off(self) -> frozenset[str]:
        """The codes of the rules that are not looked at."""
        off = {rule.code for rule in RULES if self.severity_of(rule) is None}
        return frozenset(off if self.max_age_days is not None else off | {OLD.code})

    def fails(self, found: Diagnostic) -> bool:
        """Whether a finding makes the check fail."""
        return _WEIGHT[found.severity] >= _WEIGHT[self.fail_on]


def _fits(code: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(code, pattern) for pattern in patterns)


def fits_a_rule(pattern: str) -> bool:
    """Whether a code or pattern is that of a rule."""
    return any(fnmatchcase(rule.code, pattern) for rule in RULES)


def likely_codes(pattern: str) -> str:
    """What was probably meant by a code or pattern that fits no rule: a question, or where the codes are listed."""
    codes = [rule.code for rule in RULES]
    kinds = sorted({f"{code.partition('.')[0]}.*" for code in codes})
    close = get_close_matches(pattern, codes if _WILDCARDS.isdisjoint(pattern) else kinds, n=1)
    if close:
        return f'did you mean "{close[0]}"?'
    return f"the codes are those of {', '.join(kinds)}"


def age_in_days(written: str) -> int | None:
    """The days of an age such as ``90 days`` or ``12 weeks``; None where it is written in another way."""
    match = _AGE.fullmatch(written)
    return None if match is None else int(match[1]) * _DAYS[match[2]]
