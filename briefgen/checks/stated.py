"""Quantities that a briefing states in more than one place, and the places where they differ.

A key figure, and a fact whose value is a number with at most three words, states a quantity. It is named by its label
and, where there is one, its unit. Another place speaks of the same quantity if it is

- a key figure or fact with the same name: the label, the unit and the label, or the label and the unit, with the same
  unit or none, and not of another date; or a row of a table that begins with this name, in the column of this unit; or
- a sentence in which a number stands directly before the words of the unit, and which has all telling words of the
  label; without a unit, one in which a number stands directly before all words of the label, of which at least two tell
  something.

A sentence is passed over if it has the stated number as well, if it names another year, or if its number is rounded,
a range or one of several ("about", "more than", "another").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from briefgen.checks.quantities import (
    Phrase,
    Token,
    folded,
    phrase_of,
    sentences_of,
    telling_words,
    tokens_of,
    word_set,
)
from briefgen.model.annexes import Table
from briefgen.model.base import Model
from briefgen.model.briefing import Briefing
from briefgen.model.dates import PartialDate
from briefgen.model.localized import LocalizedText
from briefgen.model.markup import plain_text
from briefgen.model.statements import Fact, KeyFigure
from briefgen.model.walk import texts_of

# Where the words of a briefing are its own and of its own day: not those of others, and not of the past.
_PROSE: Final = (
    "bottom_line", "objective", "summary", "points_to_make", "lines_if_asked", "not_for_use", "activity_areas", "risks",
    "decision", "background", "annexes",
)  # fmt: skip

_MOST_UNIT_WORDS: Final = 3
_LEAST_TELLING: Final = 2
_ROUNDING: Final = word_set(
    "about almost another additional approximately around fewer first further last least less more most nearly new "
    "next only other over previously roughly some than under up autre autres environ moins plus presque "
    "نحو حوالي قرابة زهاء أكثر أقل تقريبا قبل بعد أول آخر أخرى سابقا"
)
_RANGE: Final = frozenset({"-", "–", "—", "/", "×", *map(folded, ("to", "or", "à", "ou", "إلى", "أو"))})
_LOOK_BACK: Final = 3


@dataclass(frozen=True, slots=True)
class Stated:
    """A quantity that a place states, in one language.

    Attributes:
        path: the place.
        number: how much.
        names: what the quantity is called; any of them names it.
        label: its label.
        unit: its unit; empty where there is none.
        as_of: the date that it holds for, if that is known.
    """

    path: str
    number: Decimal
    names: frozenset[Phrase]
    label: Phrase
    unit: Phrase
    as_of: PartialDate | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Two places that state the same quantity with different numbers, with the characters of the second one."""

    first: Stated
    path: str
    number: Decimal
    characters: tuple[int, int] | None = None


def differences(briefing: Briefing) -> Iterator[Difference]:
    """Every pair of places that differ; a pair that differs in several languages comes once for its whole values."""
    seen: set[tuple[str, str]] = set()
    for language in briefing.languages:
        abbreviations = _abbreviations(briefing, language)
        stated = list(_stated(briefing, language, abbreviations))
        rows = list(_rows(briefing, language, abbreviations))
        for found in (*_between(stated, rows), *_in_sentences(briefing, stated, language, abbreviations)):
            if (found.first.path, found.path) not in seen:
                seen.add((found.first.path, found.path))
                yield found


def _abbreviations(briefing: Briefing, language: str) -> tuple[tuple[Phrase, Phrase], ...]:
    """The full forms of the glossary with their short forms, the longest first."""
    entries = (
        (phrase_of(entry.full.root[language]), phrase_of(entry.short.root[language]))
        for entry in briefing.glossary
        if language in entry.full.root and language in entry.short.root
    )
    return tuple(sorted(((full, short) for full, short in entries if full), key=lambda pair: -len(pair[0])))


def _phrase(text: LocalizedText | None, language: str, abbreviations: Iterable[tuple[Phrase, Phrase]]) -> Phrase:
    phrase = () if text is None else phrase_of(plain_text(text[language]))
    for full, short in abbreviations:
        for start in range(len(phrase) - len(full), -1, -1):
            if phrase[start : start + len(full)] == full:
                phrase = phrase[:start] + short + phrase[start + len(full) :]
    return phrase


def _stated(briefing: Briefing, language: str, abbreviations: Iterable[tuple[Phrase, Phrase]]) -> Iterator[Stated]:
    """The quantities of key figures and facts."""
    items: list[tuple[str, KeyFigure | Fact]] = [
        *((f"key_figures[{index}]", figure) for index, figure in enumerate(briefing.key_figures)),
        *((f"facts[{index}]", fact) for index, fact in enumerate(briefing.facts)),
    ]
    for path, item in items:
        value = plain_text(item.value[language]) if isinstance(item.value, LocalizedText) else str(item.value)
        measured = measure(value) if not isinstance(item.value, int | float) else (Decimal(str(item.value)), ())
        label = _phrase(item.label, language, abbreviations)
        if measured is None or not label:
            continue
        number, words = measured
        unit = _phrase(item.unit, language, abbreviations) or words
        names = frozenset({label, unit + label, label + unit})
        yield Stated(path, number, names, label, unit, item.as_of)


def measure(value: str) -> tuple[Decimal, Phrase] | None:
    """The number that a text begins with and the words behind it; None if it is not one number with a few words."""
    tokens = tokens_of(value)
    if not tokens or tokens[0].value is None or len(tokens) > 1 + _MOST_UNIT_WORDS:
        return None
    if any(token.value is not None or not (token.word.isalnum() or token.word == "%") for token in tokens[1:]):
        return None
    return tokens[0].value, tuple(token.word for token in tokens[1:])


def _rows(briefing: Briefing, language: str, abbreviations: Iterable[tuple[Phrase, Phrase]]) -> Iterator[Stated]:
    """The numbers in the tables of annexes, each named by the beginning of its row."""
    for number, annex in enumerate(briefing.annexes):
        if annex.table is not None:
            yield from _rows_of(annex.table, f"annexes[{number}].table", language, abbreviations)


def _rows_of(
    table: Table, path: str, language: str, abbreviations: Iterable[tuple[Phrase, Phrase]]
) -> Iterator[Stated]:
    heads = [_phrase(column.label, language, abbreviations) for column in table.columns]
    units = [_phrase(column.unit, language, abbreviations) for column in table.columns]
    for row, cells in enumerate(table.rows):
        first = cells[0]
        if isinstance(first, LocalizedText):
            label = _phrase(first, language, abbreviations)
        else:
            label = phrase_of(first) if isinstance(first, str) else ()
        for column, cell in enumerate(cells[1:] if label else (), start=1):
            if isinstance(cell, int | float):
                names = {label + heads[column], heads[column] + label}
                if len(cells) == 2 and len(telling_words(label)) >= _LEAST_TELLING:
                    names.add(label)
                unit = units[column] or heads[column]
                names |= {label + unit, unit + label}
                yield Stated(f"{path}.rows[{row}][{column}]", Decimal(str(cell)), frozenset(names), label, unit, None)


def _between(stated: list[Stated], rows: list[Stated]) -> Iterator[Difference]:
    """Key figures and facts that differ from one another, and from tables."""
    by_name: dict[Phrase, list[Stated]] = {}
    for each in stated:
        others = {id(other): other for name in each.names for other in by_name.get(name, ())}
        for other in others.values():
            if other.number != each.number and _same_quantity(other, each):
                yield Difference(other, each.path, each.number)
        for name in each.names:
            by_name.setdefault(name, []).append(each)
    for row in rows:
        figures = {id(other): other for name in row.names for other in by_name.get(name, ())}
        for other in figures.values():
            if other.number != row.number and (not other.unit or other.unit == row.unit):
                yield Difference(other, row.path, row.number)


def _same_quantity(first: Stated, second: Stated) -> bool:
    if first.unit and second.unit and first.unit != second.unit:
        return False
    if first.as_of is None or second.as_of is None:
        return True
    return first.as_of.earliest <= second.as_of.latest and second.as_of.earliest <= first.as_of.latest


def _in_sentences(
    briefing: Briefing, stated: list[Stated], language: str, abbreviations: Iterable[tuple[Phrase, Phrase]]
) -> Iterator[Difference]:
    """Sentences that differ from a key figure or fact."""
    by_word: dict[str, list[Stated]] = {}
    for each in stated:
        lead = each.unit or (each.label if len(telling_words(each.label)) >= _LEAST_TELLING else ())
        if lead and telling_words(each.label):
            by_word.setdefault(lead[0], []).append(each)
    if not by_word:
        return
    # Of two that begin with the same word, the longer one.
    shortened = {full[0]: (full, short) for full, short in reversed(tuple(abbreviations))}
    for path, text in _prose(briefing):
        for sentence in sentences_of(plain_text(text[language])):
            tokens = _with_short_forms(sentence, shortened)
            for each, token in _candidates(tokens, by_word):
                if _contradicts(each, token, tokens, briefing):
                    number = token.value if token.value is not None else each.number
                    yield Difference(each, f"{path}.{language}", number, (token.start, token.end))


def _prose(briefing: Briefing) -> Iterator[tuple[str, LocalizedText]]:
    for name in _PROSE:
        value = getattr(briefing, name)
        parts = enumerate(value) if isinstance(value, tuple) else [(None, value)]
        for index, part in parts:
            path = name if index is None else f"{name}[{index}]"
            if isinstance(part, LocalizedText):
                yield path, part
            elif isinstance(part, Model):
                yield from ((at, text) for at, text in texts_of(part, path) if isinstance(text, LocalizedText))


def _with_short_forms(sentence: tuple[Token, ...], shortened: dict[str, tuple[Phrase, Phrase]]) -> tuple[Token, ...]:
    """The sentence with the full forms of the glossary as short ones."""
    if not shortened:
        return sentence
    tokens: list[Token] = []
    index = 0
    while index < len(sentence):
        full, short = shortened.get(sentence[index].word, ((), ()))
        if full and tuple(token.word for token in sentence[index : index + len(full)]) == full:
            start, end = sentence[index].start, sentence[index + len(full) - 1].end
            tokens += [Token(word, start, end) for word in short]
            index += len(full)
        else:
            tokens.append(sentence[index])
            index += 1
    return tuple(tokens)


def _candidates(tokens: tuple[Token, ...], by_word: dict[str, list[Stated]]) -> Iterator[tuple[Stated, Token]]:
    """The quantities that a sentence speaks of, each with its number there."""
    words = frozenset(token.word for token in tokens)
    for index, token in enumerate(tokens[:-1]):
        if token.value is None:
            continue
        for each in by_word.get(tokens[index + 1].word, ()):
            lead = each.unit or each.label
            behind = tuple(token.word for token in tokens[index + 1 : index + 1 + len(lead)])
            if behind == lead and telling_words(each.label) <= words:
                yield each, token


def _contradicts(stated: Stated, token: Token, tokens: tuple[Token, ...], briefing: Briefing) -> bool:
    """Whether a number in a sentence can only be another one for the same quantity."""
    if any(other.value == stated.number for other in tokens):
        return False
    if any(other.is_year and other is not token for other in tokens) and not _only_year(stated, tokens, briefing):
        return False
    index = tokens.index(token)
    before = tokens[max(0, index - _LOOK_BACK) : index]
    if any(other.word in _ROUNDING for other in before):
        return False
    return not (before and before[-1].word in _RANGE)


def _only_year(stated: Stated, tokens: tuple[Token, ...], briefing: Briefing) -> bool:
    """Whether the years of a sentence are the one that the quantity holds for."""
    of_briefing = None if briefing.dates is None else briefing.dates.as_of.year
    year = of_briefing if stated.as_of is None else stated.as_of.year
    return all(token.value == year for token in tokens if token.is_year)
