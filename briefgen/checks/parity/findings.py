"""What the comparison of two texts finds, before it is known where in a briefing they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from briefgen.checks.parity.rules import RULES
from briefgen.checks.rule import Rule

RULE: Final = {rule.code: rule for rule in RULES}
"""The rules by their codes."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two texts that say the same.

    Attributes:
        language: its tag.
        raw: the text as it is written, with its markup.
        plain: what there is to read of it.
    """

    language: str
    raw: str
    plain: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A difference between two texts.

    Attributes:
        rule: what is broken.
        message: a fact.
        in_second: whether it is to be shown in the second text, otherwise in the first.
        characters: the half-open range there, without markup.
    """

    rule: Rule
    message: str
    in_second: bool
    characters: tuple[int, int] | None = None
