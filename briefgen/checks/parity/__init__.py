"""Whether a briefing says the same in all its languages: numbers, dates, names, codes, citations, and more.

The rules are in ``rules``. ``reading`` finds what a text states and ``grouping`` puts together what belongs together
(``dates``, ``times``, ``measures``), ``matching`` finds what has no counterpart,
``scripts`` what is not translated or out of proportion, ``glossary`` the terms. ``words`` has a word list for each of
the seven languages. Nothing is compared but two texts at a time, and any two languages can be.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from briefgen.checks.parity.compare import compare
from briefgen.checks.parity.findings import Finding
from briefgen.checks.parity.glossary import Glossary
from briefgen.checks.parity.neutral import words_for_all
from briefgen.checks.parity.pairs import Pair, pairs_of, texts_in
from briefgen.checks.parity.rules import IDENTICAL, PLACEHOLDER, RULES, SCRIPT
from briefgen.checks.parity.scripts import placeholder_in, placeholder_message
from briefgen.diagnostics import Diagnostic
from briefgen.model import Briefing

__all__ = ["RULES", "parity_diagnostics"]


def parity_diagnostics(briefing: Briefing) -> Iterator[Diagnostic]:
    """What differs between the languages of a briefing, text by text.

    Each text is compared with the one in the controlling language, or with the first one where none is named; each
    translation of a quote with the quote. A briefing in one language has nothing to compare but its quotes.

    Args:
        briefing: in one language or more.

    Yields:
        One diagnostic for each difference, at the text that is to be looked at, with the other text as related.
    """
    for place in texts_in(briefing):
        if (characters := placeholder_in(place.side.plain)) is not None:
            message = placeholder_message(place.side.plain, characters)
            yield PLACEHOLDER.broken(place.path, message, characters=characters)
    yield from words_for_all(briefing)
    glossary = Glossary(briefing.glossary)
    for pair in pairs_of(briefing):
        first, second = pair.first.side, pair.second.side
        if placeholder_in(first.plain) or placeholder_in(second.plain):
            continue  # reported already, and nothing to compare
        terms = () if pair.in_glossary else glossary.findings(first, second)
        for finding in chain(compare(first, second), terms):
            if not (pair.is_name and first.plain == second.plain and finding.rule in (SCRIPT, IDENTICAL)):
                yield _diagnostic(finding, pair)


def _diagnostic(finding: Finding, pair: Pair) -> Diagnostic:
    at, other = (pair.second, pair.first) if finding.in_second else (pair.first, pair.second)
    return finding.rule.broken(at.path, finding.message, characters=finding.characters, related=[other.path])
