"""Terms of the glossary in the texts of a briefing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.checks.parity.findings import Finding, Side
from briefgen.checks.parity.lexicon import lexicon_of
from briefgen.checks.parity.rules import GLOSSARY
from briefgen.checks.parity.tokens import Token, fold, tokens_of
from briefgen.model.glossary import GlossaryEntry
from briefgen.model.problems import shown


class Glossary:
    """Finds the terms of a glossary: short forms of all languages and full ones of the text's own language.

    They are found as whole words, whatever prefixes Arabic and Hebrew write onto them. A short form in capitals is
    found in capitals only, so that WHO is not found in "who".
    """

    def __init__(self, entries: Sequence[GlossaryEntry]) -> None:
        """Take the entries of a glossary."""
        self._entries = entries
        self._by_language: dict[str, dict[str, list[tuple[tuple[str, ...], int]]]] = {}
        self._found: dict[tuple[str, str], dict[int, tuple[int, int]]] = {}

    def findings(self, first: Side, second: Side) -> Iterator[Finding]:
        """Terms that are in one of two texts only."""
        if not self._entries:
            return
        in_first, in_second = self._terms_in(first), self._terms_in(second)
        for has, lacks, found, other, is_second in (
            (first, second, in_first, in_second, False), (second, first, in_second, in_first, True),
        ):  # fmt: skip
            for entry, place in found.items():
                if entry not in other:
                    term = shown(has.plain[place[0] : place[1]])
                    message = f'"{has.language}" has the term {term}, "{lacks.language}" has neither form of it'
                    yield Finding(GLOSSARY, message, is_second, place)

    def _terms_in(self, side: Side) -> dict[int, tuple[int, int]]:
        """The indices of the entries in a text, with the place where each is first."""
        key = (side.language, side.plain)
        if key not in self._found:
            self._found[key] = self._search(side)
        return self._found[key]

    def _search(self, side: Side) -> dict[int, tuple[int, int]]:
        terms, tokens = self._terms(side.language), tokens_of(side.plain)
        forms_of = lexicon_of(side.language).forms
        found: dict[int, tuple[int, int]] = {}
        for index, token in enumerate(tokens):
            forms = [form for form, _ in forms_of(_key(token))] if token.kind == "word" else [_key(token)]
            for form in dict.fromkeys([*forms, token.raw]):
                for words, entry in terms.get(form, ()):
                    end = index + len(words)
                    if tuple(_key(each) for each in tokens[index + 1 : end]) == words[1:]:
                        found.setdefault(entry, (token.start, tokens[end - 1].end))
        return found

    def _terms(self, language: str) -> dict[str, list[tuple[tuple[str, ...], int]]]:
        if language not in self._by_language:
            terms: dict[str, list[tuple[tuple[str, ...], int]]] = {}
            for index, entry in enumerate(self._entries):
                full = [entry.full[language]] if language in entry.full.languages else []
                for term in dict.fromkeys([*entry.short.root.values(), *full]):
                    for words in _ways_to_write(term):
                        terms.setdefault(words[0], []).append((words, index))
            self._by_language[language] = terms
        return self._by_language[language]


def _key(token: Token) -> str:
    """What a token is found by: a word in capitals as it is, any other word folded."""
    return token.raw if token.raw.isupper() and token.raw.isascii() else fold(token.raw)


def _ways_to_write(term: str) -> Iterator[tuple[str, ...]]:
    """A term as keys: also without the article of its first word, and the plural of an English acronym."""
    keys = [_key(token) for token in tokens_of(term)]
    if not keys:
        return
    yield tuple(keys)
    if keys[0].startswith("ال") and len(keys[0]) > 3:
        yield (keys[0][2:], *keys[1:])
    if len(keys) == 1 and keys[0].isupper():
        yield (f"{keys[0]}s",)
        yield (f"{keys[0]}s".lower(),)
