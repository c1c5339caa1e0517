"""All rules of the editorial checks."""

from __future__ import annotations

from typing import Final

from briefgen.checks import attribution, audiences, disagreements, figures, parity, pictures, quotes, sources
from briefgen.checks.rule import Rule

_MODULES: Final = (attribution, audiences, disagreements, figures, parity, pictures, quotes, sources)

RULES: Final[tuple[Rule, ...]] = tuple(
    sorted(
        (rule for module in _MODULES for rule in module.RULES),
        key=lambda rule: rule.code,
    )
)
"""Every rule, in the order of their codes, which differ."""

RULE_OF: Final = {rule.code: rule for rule in RULES}
