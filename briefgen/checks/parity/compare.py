"""Compares two texts that must say the same, whatever briefing they are from."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Final

from briefgen.checks.parity.findings import RULE, Finding, Side
from briefgen.checks.parity.items import Item
from briefgen.checks.parity.matching import Difference, differences
from briefgen.checks.parity.reading import same_page
from briefgen.checks.parity.rules import CITATION, EMPHASIS, LINK
from briefgen.checks.parity.scripts import identity_findings, length_findings, script_findings
from briefgen.model.markup import parse_inline
from briefgen.model.problems import shown

_CACHED_PAIRS: Final = 4096
_NAMES: Final = {
    "parity.number": "number",
    "parity.date": "date",
    "parity.time": "time",
    "parity.currency": "currency",
    "parity.identifier": "code or address",
}


@functools.lru_cache(maxsize=_CACHED_PAIRS)
def compare(first: Side, second: Side) -> tuple[Finding, ...]:
    """What differs between two texts.

    Args:
        first: the text that the other one is measured by.
        second: the other text.
    """
    wrong = list(script_findings(first, second))
    if wrong:
        return tuple(wrong)  # nothing can be said about the words of a text that is not translated
    return (
        *(_finding(difference, first, second) for difference in
          differences(first.plain, first.language, second.plain, second.language)),
        *_markup_findings(first, second),
        *identity_findings(first, second),
        *length_findings(first, second),
    )  # fmt: skip


def _finding(difference: Difference, first: Side, second: Side) -> Finding:
    rule = RULE[difference.code]
    one, other = difference.first, difference.second
    has, lacks = (first, second) if one is not None else (second, first)
    item = one or other
    if item is None:
        raise AssertionError("a difference is one of two items, or between them")
    if one is not None and other is not None:
        message = f"{_has(first, one)}, {_has(second, other)}"
        item = other
    else:
        message = f'{_has(has, item)}, "{lacks.language}" has no such {_NAMES[difference.code]}'
    return Finding(rule, message, other is not None, (item.start, item.end))


def _has(side: Side, item: Item) -> str:
    return f'"{side.language}" has {shown(side.plain[item.start : item.end])}'


def _markup_findings(first: Side, second: Side) -> Iterator[Finding]:
    if first.raw == first.plain and second.raw == second.plain:
        return
    spans = [parse_inline(side.raw) if side.raw != side.plain else () for side in (first, second)]
    keys = [dict.fromkeys(key for span in each for key in span.citations) for each in spans]
    links = [{same_page(span.link): span.link for span in each if span.link is not None} for each in spans]
    sides = ((first, second, 0), (second, first, 1))
    for has, lacks, index in sides:
        for key in keys[index]:
            if key not in keys[1 - index]:
                yield Finding(CITATION, f'"{has.language}" cites {shown(key)}, "{lacks.language}" does not', index == 1)
        for page, address in links[index].items():
            if page not in links[1 - index]:
                message = f'"{has.language}" links to {shown(address)}, "{lacks.language}" does not'
                yield Finding(LINK, message, index == 1)
    for name in ("emphasis", "strong"):
        marked = [any(getattr(span, name) and span.text.strip() for span in each) for each in spans]
        for has, lacks, index in sides:
            if marked[index] and not marked[1 - index]:
                look = "strong words" if name == "strong" else "emphasis"
                yield Finding(EMPHASIS, f'"{has.language}" has {look}, "{lacks.language}" has not', index == 1)
