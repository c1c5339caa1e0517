"""All checks of a briefing at once."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from briefgen.checks.attribution import attribution_diagnostics
from briefgen.checks.audiences import audience_diagnostics
from briefgen.checks.disagreements import disagreement_diagnostics
from briefgen.checks.figures import figure_diagnostics
from briefgen.checks.fingerprints import fingerprints
from briefgen.checks.parity import parity_diagnostics
from briefgen.checks.pictures import picture_diagnostics
from briefgen.checks.quotes import QuoteResult, check_quotes, quote_diagnostics
from briefgen.checks.settings import CheckSettings
from briefgen.checks.sources import SourceTexts, source_diagnostics
from briefgen.diagnostics import Diagnostic, Place, Severity
from briefgen.errors import ResourceError
from briefgen.model.briefing import Briefing
from briefgen.model.document import location_of


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What the checks found.

    Attributes:
        diagnostics: the findings, in the order of the fields of a briefing, each as severe as the settings say.
        quotes: the verdict on each quote, in the order of the briefing.
        fingerprints: for each finding a name that stays while the briefing is edited elsewhere.
        passed: whether no finding is so severe that the check fails.
    """

    diagnostics: tuple[Diagnostic, ...]
    quotes: tuple[QuoteResult, ...]
    fingerprints: tuple[str, ...]
    passed: bool

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many findings there are of each severity."""
        counted = Counter(found.severity for found in self.diagnostics)
        return MappingProxyType({severity: counted[severity] for severity in Severity})


def check(
    briefing: Briefing,
    *,
    folder: str | os.PathLike[str] | None = None,
    texts: Mapping[str, str | os.PathLike[str]] = MappingProxyType({}),
    settings: CheckSettings | None = None,
) -> CheckReport:
    """Check what a briefing says against its sources, against itself and in both languages.

    Nothing is asked of the network or of the clock: the same arguments and files give the same report.

    Args:
        briefing: the briefing.
        folder: where the texts of its sources and the files of its pictures are looked for; None for nowhere.
        texts: the paths of further texts, by the key of the source; they go before those that the briefing names.
        settings: what the project asks; None takes every rule as it comes.

    Raises:
        TypeError: the briefing is something else.
        ValueError: ``texts`` has a key that no source of the briefing has.
        ResourceError: the folder is missing.
    """
    if not isinstance(briefing, Briefing):
        raise TypeError(f"briefing must be a Briefing, not {type(briefing).__name__}")
    if unknown := sorted(set(texts) - {source.key for source in briefing.sources}):
        raise ValueError(f"texts has the key {unknown[0]!r}, which no source of the briefing has")
    if folder is not None and not Path(folder).is_dir():
        missing = Diagnostic("file.missing", "there is no such folder", Place(str(folder)), ("look at the spelling",))
        raise ResourceError([missing])
    settings = settings or CheckSettings()
    at_hand = SourceTexts(None if folder is None else Path(folder), {key: Path(path) for key, path in texts.items()})
    quotes = check_quotes(briefing, at_hand)
    found = (
        *quote_diagnostics(quotes),
        *source_diagnostics(briefing, at_hand),
        *attribution_diagnostics(briefing),
        *parity_diagnostics(briefing),
        *figure_diagnostics(briefing, max_age_days=settings.max_age_days),
        *disagreement_diagnostics(briefing),
        *audience_diagnostics(briefing),
        *picture_diagnostics(briefing, None if folder is None else Path(folder)),
    )
    found = tuple(sorted(settings.apply(found), key=_order))
    passed = not any(settings.fails(one) for one in found)
    return CheckReport(found, quotes, fingerprints(briefing, found), passed)


_FIELDS = {name: index for index, name in enumerate(Briefing.model_fields)}


def _order(found: Diagnostic) -> tuple[int, list[tuple[int, str]], tuple[int, int], str, str]:
    """The place of a finding among the others: by field of the briefing, index and name, then by character."""
    steps = location_of(found.where.path or "")
    first = _FIELDS.get(str(steps[0]), len(_FIELDS)) if steps else -1
    below = [(step, "") if isinstance(step, int) else (-1, step) for step in steps[1:]]
    return first, below, found.where.characters or (0, 0), found.code, found.message
