"""The words of numbers, dates and measures of a language: its word list, and names of months and days from CLDR."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from importlib import resources
from itertools import product
from typing import Any, Final, Generic, TypeVar

from babel import Locale

from briefgen.checks.parity.tokens import Token, folded_words

_LISTS: Final = resources.files("briefgen.checks.parity") / "words"

T = TypeVar("T")

_INSIDE: Final = frozenset("-‑–’'‘`´ʹ")

# Letters that are written onto a word; those of Arabic are taken off in this order.
_ARABIC_CONJUNCTIONS: Final = "وف"
_ARABIC_PREPOSITIONS: Final = "بلكس"
_HEBREW_PREFIXES: Final = "והבלמשכ"
# Half of them, a third of it: Arabic writes the pronoun onto the fraction.
_OWNED: Final = re.compile(
    r"(?P<share>نصف|ثلثا?|ثلثي|ربع|ارباع|خمس|اخماس|سدس|سبع|تسع|عشر)(?:هم|ها|هما|هن|نا)|(?P<half>نصف|ثلث|ربع|ارباع|اخماس)ه"
)
# Words that look like a number with a prefix.
_NO_PREFIX: Final = frozenset(folded_words("لست فست بست كست سوست سست"))


class Terms(Generic[T]):
    """Terms of one or more words, each with what it means."""

    def __init__(self, meanings: Iterable[tuple[str, T]]) -> None:
        """Take terms as they stand in word lists; of two that begin alike, the longer one is found."""
        self._by_word: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for term, meaning in meanings:
            first, *rest = folded_words(term) or (term,)
            entries = self._by_word.setdefault(first, [])
            if (tuple(rest), meaning) not in entries:
                entries.append((tuple(rest), meaning))
        for entries in self._by_word.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def __contains__(self, word: object) -> bool:
        """Whether a term begins with a folded word."""
        return word in self._by_word

    def at(self, tokens: tuple[Token, ...], index: int, form: str) -> tuple[list[T], int] | None:
        """What a term that begins at a token means, and the index behind it; ``form`` is the token without prefixes."""
        for rest, _ in self._by_word.get(form, ()):
            end = _end_of(rest, tokens, index + 1)
            if end is not None:
                return [meaning for other, meaning in self._by_word[form] if other == rest], end
        return None


def _end_of(words: tuple[str, ...], tokens: tuple[Token, ...], index: int) -> int | None:
    """The index behind words that stand in a row from a token on; hyphens between them do not count."""
    for word in words:
        while index < len(tokens) and tokens[index].text in _INSIDE:
            index += 1
        if index == len(tokens) or tokens[index].text != word:
            return None
        index += 1
    return index


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of a language.

    Attributes:
        language: without script and region.
        has_words: whether there is a word list, so that numbers in words can be read.
        connected: whether what is added to a number needs a connector.
        units_first: whether units stand before tens.
        teens: whether ten behind a unit makes a number from eleven to nineteen.
        numbers: the value and whether it is an ordinal.
        terms: the other terms with a value, by the name of their section.
        signs: words such as those for per cent, by what they do.
        words: sets of words that change how others are read, by their name.
        decimal_point: whether a point always begins decimals.
    """

    language: str
    has_words: bool
    connected: bool
    units_first: bool
    teens: bool
    numbers: Terms[tuple[int, bool]]
    terms: Mapping[str, Terms[Fraction]]
    months: Terms[int]
    weekdays: Terms[int]
    currencies: Terms[str]
    countries: Terms[str]
    units: Terms[str]
    compass: Terms[str]
    signs: Terms[str]
    words: Mapping[str, frozenset[str]]
    decimal_point: bool
    _forms: dict[str, tuple[tuple[str, bool], ...]] = field(default_factory=dict, compare=False)
    _known: dict[str, tuple[tuple[str, bool], ...]] = field(default_factory=dict, compare=False)

    def forms(self, word: str) -> tuple[tuple[str, bool], ...]:
        """A folded word, and what is left of it without prefixes; each with whether a connector was one of them."""
        if (found := self._forms.get(word)) is None:
            found = tuple(dict.fromkeys(_without_prefixes(word, self.language)))
            if len(self._forms) < _MAX_FORMS:
                self._forms[word] = found
        return found

    def known_forms(self, word: str) -> tuple[tuple[str, bool], ...]:
        """Those of the forms that a term begins with."""
        if (found := self._known.get(word)) is None:
            tables: list[Container[str]] = [
                self.numbers, self.months, self.weekdays, self.currencies, self.countries, self.units, self.compass,
                self.signs,
            ]  # fmt: skip
            tables.extend(self.terms.values())
            found = tuple(form for form in self.forms(word) if any(form[0] in table for table in tables))
            if len(self._known) < _MAX_FORMS:
                self._known[word] = found
        return found


_MAX_FORMS: Final = 16_384
_SECTIONS: Final = (
    "scale", "double", "letter", "vague", "fraction", "hint", "times", "multiple", "decade", "hijri", "moment",
)  # fmt: skip
_DOUBTFUL: Final = ("numbers", "months", "weekdays")
_SETS: Final = (
    "definite", "several", "era", "zone", "roman", "year", "before_month", "before_weekday", "from", "to",
    "about", "at", "part", "section", "degrees", "no_minus",
)  # fmt: skip


def _without_prefixes(word: str, language: str) -> Iterable[tuple[str, bool]]:
    yield word, False
    if language == "he":
        for length in (1, 2):
            if len(word) > length + 1 and all(letter in _HEBREW_PREFIXES for letter in word[:length]):
                yield word[length:], word[0] == "ו"
    if language == "ckb" and len(word) > 3 and word.endswith("ي"):
        yield word[:-1], False  # the ending of the construct: تەمووزی
    if language == "ar" and word not in _NO_PREFIX:
        yield from _without_arabic_prefixes(word, connected=False)
        if len(word) > 2 and word[0] in _ARABIC_CONJUNCTIONS:
            yield from _without_arabic_prefixes(word[1:], connected=word[0] == "و")


def _without_arabic_prefixes(stem: str, *, connected: bool) -> Iterable[tuple[str, bool]]:
    """A word behind its conjunction, without preposition, article and pronoun."""
    yield stem, connected
    prefixed = len(stem) > 3 and stem[0] in _ARABIC_PREPOSITIONS
    for rest in (stem, stem[1:]) if prefixed else (stem,):
        yield rest, connected
        if len(rest) > 3 and rest.startswith(("ال", "لل")):
            yield rest[2:], connected
        elif rest is not stem and stem.startswith("لل"):
            yield stem[2:], connected
        elif (owned := _OWNED.fullmatch(rest)) is not None:
            yield owned["share"] or owned["half"], connected


@functools.lru_cache(maxsize=32)
def lexicon_of(tag: str) -> Lexicon:
    """The words of the language of a tag; a language without a word list has digits and names of months only."""
    language = tag.partition("-")[0]
    try:
        raw: dict[str, Any] = tomllib.loads((_LISTS / f"{language}.toml").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return _build(language, {"regions": [tag]}, has_words=False)
    return _build(language, raw, has_words=True)


def _build(language: str, raw: Mapping[str, Any], *, has_words: bool) -> Lexicon:
    signs = raw.get("signs", {})
    words = {name: _set_of(signs.get(name, "")) for name in _SETS}
    words["connectors"] = _set_of(raw.get("connectors", ""))
    words["joins"] = _set_of(raw.get("joins", ""))
    for name in _DOUBTFUL:
        words[f"doubtful_{name}"] = _set_of(raw.get("doubtful", {}).get(name, ""))
    words["no_dual"] = _set_of(raw.get("no_dual", {}).get("words", ""))
    return Lexicon(
        language=language,
        has_words=has_words,
        connected=raw.get("connected", False),
        units_first=raw.get("units_first", False),
        teens=raw.get("teens", False),
        numbers=Terms(
            (term, (int(value), section == "ordinal"))
            for section in ("cardinal", "ordinal")
            for value, terms in raw.get(section, {}).items()
            for term in _expanded(terms)
        ),
        terms={
            section: Terms(
                (term, Fraction(value)) for value, terms in raw.get(section, {}).items() for term in _expanded(terms)
            )
            for section in _SECTIONS
        },
        months=Terms([*_cldr_names(raw["regions"], "months"), *_own_names(raw.get("months", {}))]),
        weekdays=Terms([*_cldr_names(raw["regions"], "days"), *_own_names(raw.get("weekdays", {}))]),
        currencies=_names_of(raw.get("currency", {})),
        countries=_names_of(raw.get("country", {})),
        units=_names_of(raw.get("unit", {})),
        compass=_names_of(raw.get("compass", {})),
        signs=_names_of({name: terms for name, terms in signs.items() if name not in _SETS}),
        words=words,
        decimal_point=language == "en",
    )  # fmt: skip


def _names_of(section: Mapping[str, str]) -> Terms[str]:
    """The terms of a section whose keys are names."""
    return Terms((term, name) for name, terms in section.items() for term in _expanded(terms))


def _expanded(terms: str) -> Iterator[str]:
    """The terms of a list; one with alternatives in braces, ``{dhu|zu}_{hijja|hijjah}``, is one for each of them."""
    for term in terms.split():
        pieces = [piece.split("|") for piece in re.split("[{}]", term)]
        yield from ("".join(chosen) for chosen in product(*pieces))


def _set_of(terms: str) -> frozenset[str]:
    """The folded words of a list; of a term of more than one word, its first."""
    return frozenset(folded_words(term)[0] for term in terms.split() if folded_words(term))


def _own_names(section: Mapping[str, str]) -> Iterable[tuple[str, int]]:
    return [(name, int(number)) for number, names in section.items() for name in _expanded(names)]


def _cldr_names(regions: Iterable[str], kind: str) -> Iterable[tuple[str, int]]:
    """Names of months or days of the week in CLDR, from all regions; months count from 1, days from Monday as 0."""
    for region in regions:
        locale = Locale.parse(region, sep="-") if _is_known(region) else None
        for width in ("wide",) if locale is not None else ():
            for form in ("format", "stand-alone"):
                names = getattr(locale, kind).get(form, {}).get(width, {})
                yield from ((re.sub(r"\s+", "_", name), number) for number, name in names.items())


def _is_known(region: str) -> bool:
    try:
        Locale.parse(region, sep="-")
    except (ValueError, LookupError):
        return False
    return True
