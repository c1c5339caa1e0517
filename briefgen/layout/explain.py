"""What of a briefing's texts is isolated, and why: for authors, who see the page and not the algorithm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from briefgen.layout.inline import ComposedText
from briefgen.text.isolate import MARKED, Isolate, isolates_of


@dataclass(frozen=True, slots=True)
class Isolation:
    """A stretch of a text that is ordered by itself, in its own direction (UAX #9, 2.7).

    Attributes:
        path: where in the briefing it begins, such as ``summary[0].ar``.
        language: BCP 47 tag of the paragraph that it stands in.
        offset: how many characters of the text at ``path`` stand before it, markup not counted.
        text: its characters, in logical order.
        kind: what it was recognised as, such as ``phone``; ``marked`` when it was not recognised but asked for.
        direction: ``ltr`` or ``rtl``.
        why: ``recognised`` by what it looks like; ``marked`` by the author; ``field``, when all of a field is isolated,
            such as a telephone number of its own.
    """

    path: str
    language: str
    offset: int
    text: str
    kind: str
    direction: Literal["ltr", "rtl"]
    why: Literal["recognised", "marked", "field"]


def isolations_of(texts: Iterable[ComposedText], keys: Iterable[str]) -> tuple[Isolation, ...]:
    """The isolations in composed texts, each once.

    What briefgen itself says, such as the number of a page, is left out.

    Args:
        texts: the paragraphs of an edition.
        keys: of a briefing; the result has their order, language by language as they come.
    """
    found = dict.fromkeys(isolation for text in texts for isolation in _isolations(text))
    languages = {language: place for place, language in enumerate(dict.fromkeys(one.language for one in found))}
    places = {key: place for place, key in enumerate(keys)}
    return tuple(sorted(found, key=lambda one: (languages[one.language], places[_key_of(one.path)])))


def _key_of(path: str) -> str:
    """The key of a briefing that a path begins with."""
    return path.partition(".")[0].partition("[")[0]


def _isolations(composed: ComposedText) -> Iterator[Isolation]:
    text = composed.paragraph.text
    for isolate in _with_inner(isolates_of(composed.paragraph)):
        place = _place(composed, isolate)
        if place is None:
            continue
        path, offset = place
        why: Literal["recognised", "marked", "field"] = "recognised"
        if isolate.kind == MARKED:
            why = "marked" if path.endswith(f".{composed.paragraph.language}") else "field"
        yield Isolation(
            path,
            composed.paragraph.language,
            offset,
            text[isolate.start : isolate.end],
            isolate.kind,
            "rtl" if isolate.rtl else "ltr",
            why,
        )


def _with_inner(isolates: Iterable[Isolate]) -> Iterator[Isolate]:
    for isolate in isolates:
        yield isolate
        yield from isolate.inner


def _place(composed: ComposedText, isolate: Isolate) -> tuple[str, int] | None:
    """Path and offset of the first of the author's characters in an isolate."""
    start = 0
    for piece in composed.pieces:
        end = start + len(piece.text)
        if piece.path and start < isolate.end and isolate.start < end:
            return piece.path, piece.offset + max(0, isolate.start - start)
        start = end
    return None
