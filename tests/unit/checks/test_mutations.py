"""What a quote may not be: a sentence of its source with one word, negation, digit or hamza that is another."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from briefgen.checks.matching import Match, Searchable
from tests.unit.checks.sentences import LANGUAGES, Case, mutations, respellings, sentences, source_text

LEAST_MUTATIONS = 200
LEAST_RESPELLINGS = 100


@cache
def source(language: str) -> Searchable:
    """The sentences, ready for looking quotes up."""
    return Searchable(source_text(language))


def match(case: Case) -> Match:
    """What comes of a case."""
    return source(case.language).match(case.quote)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_exact(language: str) -> None:
    """Every sentence as it stands is exact, and found where it stands."""
    assert len(sentences(language)) >= 50
    for sentence in sentences(language):
        result = source(language).match(sentence)
        assert (result.verdict, result.foldings) == ("exact", ())
        assert source(language).text[slice(*result.ranges[0])] == sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_mutation_passes(language: str) -> None:
    """Every mutation is found, and shown beside what the source has, with a difference in the words."""
    cases = list(mutations(language))
    assert len(cases) >= LEAST_MUTATIONS
    wrong = [case for case in cases if match(case).verdict != "differs" or not match(case).differences]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_mutation_is_tried(language: str) -> None:
    """There are mutations of each kind, negations and digits among them."""
    kinds = Counter(case.kind for case in mutations(language))
    assert kinds["dropped negation"] >= 10
    assert kinds["other digit"] >= 3
    assert kinds["two digits swapped"] >= 1
    assert len(kinds) == (17 if language == "ar" else 9)
    assert language == "en" or min(kinds["hamza moved under"], kinds["hamza moved over"]) >= 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_mutated_words_are_shown(language: str) -> None:
    """The differences name the word that was dropped or put in."""
    for case in mutations(language):
        if case.kind in {"altered word", "dropped negation", "other digit"}:
            changed = Counter(case.sentence.split())
            changed.subtract(case.quote.split())
            shown = " ".join(f"{each.quote} {each.source}" for each in match(case).differences)
            for word in (word.strip(".,;:،؛-\"'“”‐") for word, count in changed.items() if count):
                assert word in shown


def test_no_respelling_is_refused() -> None:
    """Every respelling passes, and needs the folding of its name alone."""
    cases = [case for language in LANGUAGES for case in respellings(language)]
    assert len(cases) >= LEAST_RESPELLINGS
    wrong = [(case, match(case)) for case in cases if match(case).foldings != ((case.kind,) if case.kind else ())]
    assert wrong == []
    assert {match(case).verdict for case in cases if case.kind} == {"exact-after-folding"}
    assert {match(case).verdict for case in cases if not case.kind} == {"exact"}
    assert len({case.kind for case in cases}) >= 13
