"""Disagreements of the sources: whether the positions differ, and whether what the briefing goes by is one of them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from briefgen.checks.quantities import phrase_of, tokens_of, written
from briefgen.checks.rule import Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.briefing import Briefing
from briefgen.model.localized import LocalizedText
from briefgen.model.markup import plain_text
from briefgen.model.statements import Disagreement

AGREES: Final = Rule(
    "disagreement.agrees",
    Severity.WARNING,
    "two positions of a disagreement say the same",
    """\
disagreements:
  - question: {en: How many crossings are open?, ar: كم عدد المعابر المفتوحة؟}
    positions:
      - {value: {en: Seven crossings, ar: سبعة معابر}, sources: [mo]}
      - {value: {en: seven crossings, ar: سبعة معابر}, sources: [jt]}
    adopted: {en: Seven crossings, ar: سبعة معابر}
""",
    "put the sources of both under one position, or remove the disagreement",
)
UNSUPPORTED: Final = Rule(
    "disagreement.adopted-unsupported",
    Severity.WARNING,
    "the number that the briefing goes by is that of none of the positions",
    """\
disagreements:
  - question: {en: How many crossings are open?, ar: كم عدد المعابر المفتوحة؟}
    positions:
      - {value: {en: 7 crossings, ar: 7 معابر}, sources: [mo]}
      - {value: {en: 9 crossings, ar: 9 معابر}, sources: [jt]}
    adopted: {en: 8 crossings, ar: 8 معابر}
""",
    "go by one of the positions, or say in `reason` why by none of them",
)
RULES: Final[tuple[Rule, ...]] = (AGREES, UNSUPPORTED)


def disagreement_diagnostics(briefing: Briefing) -> Iterator[Diagnostic]:
    """What there is to say about the disagreements."""
    for index, disagreement in enumerate(briefing.disagreements):
        path = f"disagreements[{index}]"
        yield from _agreeing(disagreement, path)
        yield from _unsupported(disagreement, path)


def _agreeing(disagreement: Disagreement, path: str) -> Iterator[Diagnostic]:
    """Positions with the same words as one before them, in some language."""
    before: dict[tuple[str, tuple[str, ...]], int] = {}
    for index, position in enumerate(disagreement.positions):
        said = [(tag, _words(position.value, tag)) for tag in position.value.languages]
        first = min((before[words] for words in said if words in before), default=None)
        if first is not None:
            other = f"{path}.positions[{first}]"
            yield AGREES.broken(f"{path}.positions[{index}]", f"this says the same as {other}", related=[other])
        for words in said:
            before.setdefault(words, index)


def _words(text: LocalizedText, language: str) -> tuple[str, ...]:
    return phrase_of(plain_text(text[language]))


def _unsupported(disagreement: Disagreement, path: str) -> Iterator[Diagnostic]:
    """The number that is adopted, if every position has numbers and none has this one, and no reason is given.

    A text with several numbers is passed over: nobody can tell which of them answers the question.
    """
    if disagreement.reason is not None:
        return
    for language in disagreement.adopted.languages:
        adopted = _numbers(disagreement.adopted, language)
        positions = [_numbers(position.value, language) for position in disagreement.positions]
        if len(adopted) == 1 and all(positions) and not any(adopted <= numbers for numbers in positions):
            yield UNSUPPORTED.broken(
                f"{path}.adopted.{language}",
                f"the briefing goes by {written(next(iter(adopted)))}, which is the number of none of the positions",
                related=[f"{path}.positions[{index}]" for index in range(len(positions))],
            )
            return


def _numbers(text: LocalizedText, language: str) -> frozenset[Decimal]:
    tokens = tokens_of(plain_text(text[language]))
    return frozenset(token.value for token in tokens if token.value is not None)
