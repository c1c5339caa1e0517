"""What of a briefing's texts is isolated, and why: for authors, who see the page and not the algorithm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, TypeAlias

from briefgen.layout.inline import ComposedText
from briefgen.text.isolate import MARKED, Isolate, isolates_of

Reason: TypeAlias = Literal["recognised", "marked", "refused", "field", "changed"]
"""Why a stretch is isolated, or is not."""

TEXT: Final = "text"
"""The kind of what an author has marked or refused, or changed: any text may be; and of fields without another."""

_KINDS_OF_FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "reference": "reference",
        "addendum_to": "reference",
        "value": "figure",
        "phone": "phone",
        "email": "email",
        "url": "address",
        "archived_url": "address",
    }
)


@dataclass(frozen=True, slots=True)
class Isolation:
    """A stretch of a text that is ordered by itself, in its own direction (UAX #9, 2.7), or that an author refused.

    Attributes:
        path: where in the briefing it begins, such as ``summary[0].ar``.
        language: BCP 47 tag of the paragraph that it stands in.
        offset: how many characters of the text at ``path`` stand before it, markup not counted.
        text: its characters, in logical order.
        kind: what it was recognised as, such as ``phone``; of a field, what it holds: ``reference``, ``figure``,
            ``phone``, ``email`` or ``address``; ``text`` where it may hold anything.
        direction: ``ltr`` or ``rtl``; None where it is not isolated.
        why: ``recognised`` by what it looks like; ``marked`` by the author; ``refused`` by the author, with
            ``{plain}``, so that nothing in it is recognised; ``field``, when all of a field is isolated, such as a
            telephone number of its own; ``changed``, when a line of an addendum says that it was removed or added.
    """

    path: str
    language: str
    offset: int
    text: str
    kind: str
    direction: Literal["ltr", "rtl"] | None
    why: Reason


def isolations_of(texts: Iterable[ComposedText], keys: Iterable[str]) -> tuple[Isolation, ...]:
    """The isolations in composed texts, and what was refused, each once.

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


class _Stretch(NamedTuple):
    """A half-open range of a composed text, and what there is to say about it."""

    start: int
    end: int
    kind: str
    direction: Literal["ltr", "rtl"] | None


def _isolations(composed: ComposedText) -> Iterator[Isolation]:
    language, text = composed.paragraph.language, composed.paragraph.text
    stretches = [*_isolated(isolates_of(composed.paragraph)), *_refused(composed)]
    for stretch in sorted(stretches, key=lambda one: one.start):
        place = _place(composed, stretch)
        if place is None:
            continue
        path, offset = place
        kind, why = stretch.kind, _reason(stretch, path, language)
        if kind == MARKED:
            kind = _KINDS_OF_FIELDS.get(path.rpartition(".")[2], TEXT) if why == "field" else TEXT
        yield Isolation(path, language, offset, text[stretch.start : stretch.end], kind, stretch.direction, why)


def _reason(stretch: _Stretch, path: str, language: str) -> Reason:
    if stretch.direction is None:
        return "refused"
    if stretch.kind != MARKED:
        return "recognised"
    if path.startswith("changes["):
        return "changed"
    return "marked" if path.endswith(f".{language}") else "field"


def _isolated(isolates: Iterable[Isolate]) -> Iterator[_Stretch]:
    """Each isolate, followed by those inside it."""
    for isolate in isolates:
        yield _Stretch(isolate.start, isolate.end, isolate.kind, "rtl" if isolate.rtl else "ltr")
        yield from _isolated(isolate.inner)


def _refused(composed: ComposedText) -> Iterator[_Stretch]:
    """The stretches that are marked ``plain``, each of which may be several pieces."""
    start = end = 0
    refused = False
    for piece in composed.pieces:
        if refused and piece.isolation != "continued":
            yield _Stretch(start, end, TEXT, None)
        if piece.isolation != "continued":
            start, refused = end, piece.isolation == "plain"
        end += len(piece.text)
    if refused:
        yield _Stretch(start, end, TEXT, None)


def _place(composed: ComposedText, stretch: _Stretch) -> tuple[str, int] | None:
    """Path and offset of the first of the author's characters in a stretch."""
    start = 0
    for piece in composed.pieces:
        end = start + len(piece.text)
        if piece.path and start < stretch.end and stretch.start < end:
            return piece.path, piece.offset + max(0, stretch.start - start)
        start = end
    return None
