"""Briefings for the tests of figures: a clean one, with parts put in."""

from __future__ import annotations

from typing import Any, Final

from briefgen.checks.attribution import attribution_diagnostics
from briefgen.checks.disagreements import disagreement_diagnostics
from briefgen.checks.figures import figure_diagnostics
from briefgen.checks.settings import CheckSettings
from briefgen.diagnostics import Diagnostic
from briefgen.model import Briefing
from tests.unit.checks.rule_examples import base

# Texts that are the same in both languages are short to write; that they are not translated is found elsewhere.
WITHOUT_PARITY: Final = CheckSettings(ignore=("parity.*",))


def briefing_with(**parts: Any) -> Briefing:
    """A briefing with nothing to find in it but what the parts bring."""
    data = base()
    data["summary"] = [{"en": "It is open [@mo; @jt].", "ar": "إنه مفتوح [@mo; @jt]."}]
    return Briefing.model_validate({**data, **parts})


def figure(value: Any = 7, **parts: Any) -> dict[str, Any]:
    """A key figure in which nothing is missing: 7 crossings, open all day."""
    whole = {
        "value": value,
        "unit": {"en": "crossings", "ar": "معابر"},
        "label": {"en": "open all day", "ar": "مفتوحة طوال اليوم"},
        "as_of": "2024-07-12",
        "sources": ["mo"],
        **parts,
    }
    return {name: part for name, part in whole.items() if part is not None}


def fact(label: str, value: str, **parts: Any) -> dict[str, Any]:
    """A fact whose label and value are the same in both languages."""
    whole = {"label": both(label), "value": both(value), "as_of": "2024-07-12", "sources": ["mo"], **parts}
    return {name: part for name, part in whole.items() if part is not None}


def both(text: str) -> dict[str, str]:
    """The same text in both languages."""
    return {"en": text, "ar": text}


def found_in(briefing: Briefing, *, max_age_days: int | None = None) -> list[Diagnostic]:
    """What the rules on figures, sources and disagreements find, those that are off by default left out."""
    every = [
        *figure_diagnostics(briefing, max_age_days=max_age_days),
        *attribution_diagnostics(briefing),
        *disagreement_diagnostics(briefing),
    ]
    return [found for found in every if found.code not in {"source.no-address", "source.no-rating"}]


def codes_and_paths(briefing: Briefing, *, max_age_days: int | None = None) -> list[tuple[str, str | None]]:
    """The same, as pairs of code and path."""
    return [(found.code, found.where.path) for found in found_in(briefing, max_age_days=max_age_days)]
