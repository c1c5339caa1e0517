"""A paragraph that shows two versions of a text at once: what was removed stands beside what was added.

Each version is a text by itself, and what belongs together there belongs together in the paragraph: a phrase of the
other direction is one phrase, whatever was changed in it, and no old number is read with a new one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from briefgen.text.paragraph import ParagraphText


class TextVersion(NamedTuple):
    """One version of a paragraph.

    Attributes:
        text: its characters.
        positions: where in the paragraph each of them stands.
    """

    text: str
    positions: tuple[int, ...]

    def between(self, start: int, end: int) -> TextVersion:
        """What of it stands in a half-open range of the paragraph."""
        inside = [(char, place) for char, place in zip(self.text, self.positions, strict=True) if start <= place < end]
        return TextVersion("".join(char for char, _ in inside), tuple(place for _, place in inside))


def has_versions(paragraph: ParagraphText) -> bool:
    """Whether some of a paragraph is in one version only."""
    return any(span.version is not None for span in paragraph.spans)


def versions_of(paragraph: ParagraphText) -> list[TextVersion]:
    """The text before a change and the text after it."""
    return [
        TextVersion(
            "".join(span.text for _, span in spans),
            tuple(place for start, span in spans for place in range(start, start + len(span.text))),
        )
        for version in ("removed", "added")
        for spans in [[(start, span) for start, span in paragraph.placed_spans if span.version in {None, version}]]
    ]


def changed_stretches(paragraph: ParagraphText) -> Iterator[tuple[int, int]]:
    """The half-open ranges that are in one version only, without white space around them."""
    current: tuple[str, int, int] | None = None
    for start, span in paragraph.placed_spans:
        version = span.version if span.version in {"removed", "added"} else None
        end = start + len(span.text)
        if current is not None and version == current[0]:
            current = (current[0], current[1], end)
            continue
        if current is not None:
            yield from _stripped(paragraph.text, current[1], current[2])
        current = None if version is None else (version, start, end)
    if current is not None:
        yield from _stripped(paragraph.text, current[1], current[2])


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    stretch = text[start:end]
    if stretch.strip():
        yield end - len(stretch.lstrip()), start + len(stretch.rstrip())


def without(stretch: tuple[int, int], ranges: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What is left of a stretch outside of some ranges, which are in order and do not overlap."""
    start, end = stretch
    for taken_start, taken_end in ranges:
        if start < taken_start < end:
            yield start, taken_start
        if taken_start < end:
            start = max(start, taken_end)
    if start < end:
        yield start, end
