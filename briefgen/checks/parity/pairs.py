"""The texts of a briefing that must say the same, two by two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.checks.parity.findings import Side
from briefgen.model import Briefing, GlossaryEntry, Picture, Quote, Source
from briefgen.model.changes import ChangedText
from briefgen.model.localized import LocalizedText, VerbatimText
from briefgen.model.markup import plain_text
from briefgen.model.walk import Placed, values_of


@dataclass(frozen=True, slots=True)
class Place:
    """A text with the path at which it stands."""

    path: str
    side: Side


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that must say the same.

    Attributes:
        first: the text in the controlling language, else the one in the first language; of a quote, the original.
        second: the text in another language.
        is_name: whether the text may be the same in both, as the title of a source may.
        in_glossary: whether it is part of the glossary, where terms are explained by each other.
    """

    first: Place
    second: Place
    is_name: bool = False
    in_glossary: bool = False


def pairs_of(briefing: Briefing) -> Iterator[Pair]:
    """Every text with each of its counterparts, in the order of the briefing."""
    for placed in values_of(briefing):
        if _is_text(placed):
            first, *others = _places(placed, briefing.controlling_language)
            for second in others:
                yield Pair(first, second, _is_name(placed), isinstance(placed.owner, GlossaryEntry))


def texts_in(briefing: Briefing) -> Iterator[Place]:
    """Every text in every language."""
    for placed in values_of(briefing):
        if _is_text(placed):
            yield from (_place(placed, tag) for tag in placed.value.languages)


def _is_name(placed: Placed) -> bool:
    """Whether a text may stand as it is in another language: what a source says of itself, who made a picture."""
    return isinstance(placed.owner, Source) or (isinstance(placed.owner, Picture) and placed.field == "credit")


def _is_text(placed: Placed) -> bool:
    """Whether it is a text that says one thing; a line of an addendum has the words of two versions."""
    return isinstance(placed.value, LocalizedText | VerbatimText) and not isinstance(placed.value, ChangedText)


def _places(placed: Placed, controlling: str | None) -> list[Place]:
    """The text in each language, the one that the others are measured by first."""
    if isinstance(placed.owner, Quote) and placed.field == "translations":
        quote = placed.owner
        path = f"{placed.path.removesuffix(placed.field)}text"
        original = Place(path, Side(quote.language, quote.text, quote.text))
        return [original, *(_place(placed, tag) for tag in placed.value.languages)]
    tags = sorted(placed.value.languages, key=lambda tag: tag != controlling)
    return [_place(placed, tag) for tag in tags]


def _place(placed: Placed, tag: str) -> Place:
    raw = placed.value[tag]
    plain = plain_text(raw) if isinstance(placed.value, LocalizedText) else raw
    return Place(f"{placed.path}.{tag}", Side(tag, raw if isinstance(placed.value, LocalizedText) else plain, plain))
