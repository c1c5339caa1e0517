"""What of its sources and its glossary the texts of a briefing use, and naming sources otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from briefgen.model.base import Model
from briefgen.model.by_language import ByLanguage
from briefgen.model.localized import LocalizedText, ShortForms, VerbatimText
from briefgen.model.markup import KEY_PATTERN, parse_inline, plain_text

# An escape, which makes no citation of what follows, or a citation.
_CITATION: Final = re.compile(rf"\\.|\[@{KEY_PATTERN}(?: *; *@{KEY_PATTERN})* *\]", re.DOTALL)
_KEY: Final = re.compile(rf"@({KEY_PATTERN})")

# Values that no page shows as they are written: keys and paths, and words out of a list, which are printed as labels.
_UNPRINTED: Final = frozenset(
    {
        "key", "source", "sources", "path", "kind", "status", "scheme", "likelihood", "impact", "prefix", "suffix",
        "language", "languages", "other_languages", "controlling_language", "translation_method", "sha256",
        "file", "files", "digits", "region", "months", "areas", "notes",
    }
)  # fmt: skip


def _citations_in(text: str) -> Iterator[str]:
    """The keys that a text cites, in its order."""
    for span in parse_inline(text):
        yield from span.citations


def with_other_keys(text: str, keys: Mapping[str, str]) -> str:
    """A text that cites sources by other keys.

    Args:
        text: the text, with its markup.
        keys: the new keys by the old ones; the others stay.
    """
    if not keys or "[@" not in text:
        return text
    return _CITATION.sub(
        lambda found: (
            _KEY.sub(lambda cited: "@" + keys.get(cited[1], cited[1]), found.group())
            if found.group().startswith("[@")
            else found.group()
        ),
        text,
    )


def tree_of(part: Any) -> Any:
    """A tree of all that is in a part."""
    match part:
        case LocalizedText() | VerbatimText() | ShortForms():
            return part
        case Model():
            return {name: tree_of(value) for name, value in part}
        case tuple():
            return [tree_of(item) for item in part]
        case ByLanguage():
            return {tag: tree_of(value) for tag, value in part.items()}
        case _:
            return part


def cited_in(tree: Any) -> set[str]:
    """The keys of the sources that a tree names."""
    found: set[str] = set()
    if isinstance(tree, LocalizedText):
        found.update(key for text in tree.root.values() for key in _citations_in(text))
    elif isinstance(tree, list):
        for item in tree:
            found |= cited_in(item)
    elif isinstance(tree, dict):
        for name, value in tree.items():
            found |= set(_keys_at(name, value)) or cited_in(value)
    return found


def _keys_at(name: str, value: Any) -> list[str]:
    """The keys of sources that a field has as its value."""
    if name == "source" and isinstance(value, str):
        return [value]
    if name == "sources" and isinstance(value, list) and all(isinstance(key, str) for key in value):
        return value
    return []


def said_in(tree: Any) -> Iterator[str]:
    """All texts of a tree as they are printed."""
    match tree:
        case LocalizedText():
            yield from map(plain_text, tree.root.values())
        case VerbatimText():
            yield from tree.root.values()
        case str():
            yield tree
        case dict():
            for name, value in tree.items():
                if name not in _UNPRINTED or not _is_written(value):
                    yield from said_in(value)
        case list():
            for item in tree:
                yield from said_in(item)


def _is_written(value: Any) -> bool:
    """Whether a value is a string, or strings in a list or by language."""
    within = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]
    return all(isinstance(each, str) for each in within)


def has_short_form(said: str, forms: ShortForms) -> bool:
    """Whether one of the short forms stands in what is said."""
    return any(_stands_in(said, short) for short in forms.root.values())


def _stands_in(said: str, short: str) -> bool:
    """Whether a short form stands in a text as a word of its own, or beside letters of another script."""
    start = said.find(short)
    while start >= 0:
        before, after = said[:start][-1:], said[start + len(short) :][:1]
        if not (_goes_on(before, short[0]) or _goes_on(after, short[-1])):
            return True
        start = said.find(short, start + 1)
    return False


def _goes_on(neighbour: str, edge: str) -> bool:
    if not (neighbour.isalnum() or neighbour == "_"):
        return False
    return neighbour.isascii() == edge.isascii() or not neighbour.isalpha() or not edge.isalpha()
