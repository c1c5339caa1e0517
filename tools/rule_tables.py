"""The list of rules in docs/checks.md, from the catalogue of the checks."""

from __future__ import annotations

from itertools import groupby
from typing import Final

from briefgen.checks.catalogue import RULES
from briefgen.checks.rule import Rule

_KINDS: Final = {
    "audience": "Audiences",
    "disagreement": "Disagreements",
    "figure": "Figures and facts",
    "parity": "Both languages",
    "picture": "Pictures",
    "quote": "Quotes",
    "source": "Sources",
}


def rule_tables() -> dict[str, str]:
    """One block: the rules of each kind, with severity, meaning, example and remedy."""
    parts = []
    for kind, rules in groupby(RULES, key=lambda rule: rule.code.partition(".")[0]):
        parts.append(f"### {_KINDS[kind]}\n")
        parts += [_entry(rule) for rule in rules]
    return {"rules": "\n".join(parts)}


def _entry(rule: Rule) -> str:
    off = "" if rule.on else ", off unless a project asks for it"
    example = rule.example.rstrip("\n")
    return (
        f"#### `{rule.code}`\n\n"
        f"{rule.severity.value.capitalize()}{off}. {_sentence(rule.summary)}\n\n"
        f"```yaml\n{example}\n```\n\n"
        f"{_sentence(rule.mend)}\n"
    )


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."
