"""What changed between two briefings, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from briefgen.changes.compare import Comparison, Difference
from briefgen.model.changes import Stretch
from briefgen.visible_json import visible_json

REPORT_VERSION: Final = 1
"""The version of the JSON report. It rises when a key changes its meaning or goes; new keys may come at any time."""

Look: TypeAlias = Literal["plain", "heading", "path", "note", "removed", "added", "text"]
"""What a part of a report is. ``text`` is what stands around what was removed and added, out of the briefings."""

# How much of what did not change is shown around a change, in characters.
_CONTEXT: Final = 40


class Part(NamedTuple):
    """A part of a line of a report."""

    text: str
    look: Look = "plain"


Line: TypeAlias = tuple[Part, ...]


def to_json(comparison: Comparison, *, old: str, new: str) -> str:
    """The report for programs: one JSON object (RFC 8259).

    Args:
        comparison: what is reported.
        old: what the first of the two is called.
        new: what the second is called.
    """
    data = {
        "report": REPORT_VERSION,
        "old": {"name": old, "reference": comparison.old.reference},
        "new": {"name": new, "reference": comparison.new.reference},
        "counts": dict(comparison.counts),
        "changes": [_data(difference) for difference in comparison.differences],
    }
    return visible_json(data)


def _data(difference: Difference) -> dict[str, Any]:
    data: dict[str, Any] = {
        "kind": difference.kind,
        "path": difference.path,
        "old_path": difference.old_path,
        "new_path": difference.new_path,
    }
    if difference.kind in {"removed", "changed"}:
        data["before"] = difference.before
    if difference.kind in {"added", "changed"}:
        data["after"] = difference.after
    if difference.texts:
        data["texts"] = {
            each.language: [{stretch.kind: stretch.text} for stretch in each.stretches] for each in difference.texts
        }
    if difference.only_in:
        data["only_in"] = list(difference.only_in)
    return data


def to_lines(comparison: Comparison, *, old: str, new: str) -> Iterator[Line]:
    """The report for people, line by line.

    Args:
        comparison: what is reported.
        old: what the first of the two is called.
        new: what the second is called.
    """
    if not comparison.differences:
        yield (Part("no differences"),)
        return
    yield (Part(f"--- {old}", "heading"),)
    yield (Part(f"+++ {new}", "heading"),)
    for difference in comparison.differences:
        yield from _lines(difference)
    number = len(comparison.differences)
    counts = ", ".join(f"{count} {kind}" for kind, count in comparison.counts.items() if count)
    yield (Part(f"{number} {'difference' if number == 1 else 'differences'}: {counts}"),)


def _lines(difference: Difference) -> Iterator[Line]:
    head = (Part(f"{difference.kind} "), Part(difference.path, "path"), *_was(difference))
    match difference.kind:
        case "moved":
            yield head
        case "added":
            yield from _values(head, difference.after, "added")
        case "removed":
            yield from _values(head, difference.before, "removed")
        case _ if difference.texts:
            yield head
            for each in difference.texts:
                yield (Part(f"  {each.language}: "), *_shown(each.stretches))
            if difference.only_in:
                yield (Part("  "), Part(f"changed in {' and '.join(difference.only_in)} only", "note"))
        case _:
            before, after = _value(difference.before), _value(difference.after)
            yield (*head, Part(": "), Part(before, "removed"), Part(" "), Part(after, "added"))


def _was(difference: Difference) -> Line:
    """Where the thing was, if that is another path."""
    if difference.old_path in {None, difference.path}:
        return ()
    return (Part(" (was "), Part(str(difference.old_path), "path"), Part(")"))


def _values(head: Line, data: Any, look: Literal["added", "removed"]) -> Iterator[Line]:
    """What was added or removed: on the line of its path, or a line for each of its values."""
    leaves = list(_leaves(data, ""))
    if len(leaves) == 1 and not leaves[0][0]:
        yield (*head, Part(": "), Part(leaves[0][1], look))
        return
    yield head
    for path, text in leaves:
        yield (Part(f"  {path}: "), Part(text, look))


def _leaves(data: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(data, dict) and data:
        for name, part in data.items():
            yield from _leaves(part, f"{path}.{name}" if path else name)
    elif isinstance(data, list) and any(isinstance(item, dict | list) for item in data):
        for index, item in enumerate(data):
            yield from _leaves(item, f"{path}[{index}]")
    else:
        yield path, _value(data)


def _value(data: Any) -> str:
    """A value in one line: texts as they are, lists of keys with commas, an empty cell as nothing."""
    if isinstance(data, str):
        return data
    if isinstance(data, list) and all(isinstance(item, str) for item in data):
        return ", ".join(data) or "nobody"
    return "nothing" if data is None else json.dumps(data, ensure_ascii=False)


def _shown(stretches: Sequence[Stretch]) -> Iterable[Part]:
    """The stretches of a text; of long ones that are kept, what stands next to a change."""
    for index, stretch in enumerate(stretches):
        if stretch.kind == "kept":
            yield Part(_shortened(stretch.text, first=index == 0, last=index == len(stretches) - 1), "text")
        else:
            yield Part(stretch.text, stretch.kind)


def _shortened(text: str, *, first: bool, last: bool) -> str:
    """A text without its middle, or its far end where nothing changes beyond it; cut between words."""
    if len(text) <= 2 * _CONTEXT + 3:
        return text
    begin = "" if first else _from_words(text[:_CONTEXT].rpartition(" ")[0], text[:_CONTEXT])
    end = "" if last else _from_words(text[-_CONTEXT:].partition(" ")[2], text[-_CONTEXT:])
    if first:
        return f"… {end}"
    return f"{begin} …" if last else f"{begin} … {end}"


def _from_words(cut: str, whole: str) -> str:
    """The part of a context that is whole words; all of it, where it is one word."""
    return cut or whole
