"""Where ICU divides a text, counted as Python counts it.

ICU counts UTF-16 code units, so that every character above U+FFFF is two. Nothing else in briefgen calls its breakers.
"""

from __future__ import annotations

from itertools import accumulate, pairwise

from icu4py.breakers import CharacterBreaker, LineBreaker


def line_segments(text: str, language: str) -> list[tuple[int, int]]:
    """The stretches between places where a line may end (UAX #14), as half-open ranges of code points.

    Args:
        text: any text.
        language: BCP 47 tag; some rules of ICU depend on it.
    """
    return _in_code_points(LineBreaker(text, language), text)


def grapheme_segments(text: str) -> list[tuple[int, int]]:
    """The extended grapheme clusters (UAX #29), as half-open ranges of code points."""
    return _in_code_points(CharacterBreaker(text, "und"), text)


def _in_code_points(breaker: LineBreaker | CharacterBreaker, text: str) -> list[tuple[int, int]]:
    segments = list(breaker.segments())
    if not segments or segments[-1][1] == len(text):  # as many code units as code points: none is above U+FFFF
        return segments
    return list(pairwise(accumulate(map(len, breaker), initial=0)))
