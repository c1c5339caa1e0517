"""From pydantic's errors to diagnostics: code, place in the file, fact and action."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeAlias

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from briefgen.diagnostics import Diagnostic, Place
from briefgen.model.briefing import Briefing
from briefgen.model.document import Node, Scalar, empty_places, mark_at, node_at, path_of
from briefgen.model.problems import CODES, Location, kind_of, shown

MAX_PROBLEMS: Final = 1_000
"""How many problems of one sort are listed."""


class Statement(NamedTuple):
    """What there is to say about one error."""

    code: str
    message: str
    hint: str


Explain: TypeAlias = Callable[[ErrorDetails, Location, Node], Statement]


def diagnose(error: ValidationError, root: Node, file: str | None) -> list[Diagnostic]:
    """A diagnostic for every error that pydantic found in the content of a file."""
    empty = set(_empty_places(root))
    found: list[Diagnostic] = []
    every = error.errors(include_url=False)
    listed = "title" if node_at(root, ("languages",)) is None else "languages"
    wrong_tags = {_wrong_tag(details) for details in every if details["loc"][:1] == (listed,)} - {None}
    for number, details in enumerate(every):
        if len(found) >= MAX_PROBLEMS:
            return [*found, _too_many(len(every) - number, file)]
        location = _location_in_file(details)
        # What has no value is reported once, as such; a wrong tag, where the languages are listed.
        if location in empty or (_wrong_tag(details) in wrong_tags and location[:1] != (listed,)):
            continue
        statement = _explain(details, location, root)
        mark = mark_at(root, location, key=statement.code in _AT_THE_KEY)
        offset = details.get("ctx", {}).get("offset")
        characters = None if offset is None else (offset, offset + 1)
        place = Place(file, mark.line, mark.column, path_of(location), characters)
        found.append(Diagnostic(statement.code, statement.message, place, (statement.hint,)))
    return found


def _wrong_tag(details: ErrorDetails) -> str | None:
    """The tag that an error is about: a value, or the key of a text, whose value the error does not have."""
    if details["type"] != _BAD_TAG:
        return None
    value = details["input"]
    return str(details["loc"][-1]) if value is None else str(value)


def diagnose_empty(root: Node, file: str | None) -> list[Diagnostic]:
    """A diagnostic for every key or item without a value, whether the model asks for it or not."""
    found = []
    places = list(_empty_places(root))
    for location in places[:MAX_PROBLEMS]:
        mark = mark_at(root, location, key=True)
        name = location[-1] if location else ""
        message = f"the key {shown(name)} has no value" if isinstance(name, str) else "the list item has no value"
        place = Place(file, mark.line, mark.column, path_of(location))
        found.append(Diagnostic("model.no-value", message, place, ("write a value, or remove it",)))
    return [*found, _too_many(len(places) - MAX_PROBLEMS, file)] if len(places) > MAX_PROBLEMS else found


def _too_many(more: int, file: str | None) -> Diagnostic:
    """What is said instead of more problems than anybody reads."""
    message = f"there are {more:,} more problems, which are not listed"
    return Diagnostic("model.too-many-problems", message, Place(file), ("mend those that are listed first",))


def _empty_places(root: Node) -> Iterator[Location]:
    """The locations of what has no value where a value is needed; in a cell of a table, none is needed."""
    for location in empty_places(root):
        if {"type": "null"} not in schema_at(location).get("anyOf", ()):
            yield location


_BAD_TAG: Final = "model.bad-language-tag"
_EXAMPLE_CHARACTERS: Final = 50
_AT_THE_KEY: Final = frozenset(
    {"model.unknown-key", "model.unknown-language", "model.bad-language-tag", "model.duplicate-language"}
)


def _location_in_file(details: ErrorDetails) -> Location:
    """Pydantic names the chosen handling as a level of its own, and puts a wrong scheme one level too high."""
    location = details["loc"]
    if details["type"].startswith("union_tag"):
        return (*location, "scheme")
    return location[:1] + location[2:] if location[:1] == ("handling",) else location


def _explain(details: ErrorDetails, location: Location, root: Node) -> Statement:
    code = details["type"]
    if code in CODES:
        context = details.get("ctx", {})
        return Statement(code, details["msg"], _with_quotes(code, str(context.get("hint", "")), location, root))
    explain = _BUILT_IN.get(code)
    if explain is not None:
        return explain(details, location, root)
    return Statement("model.invalid", f"pydantic says: {details['msg']}", "compare the value with the JSON Schema")


def _with_quotes(code: str, hint: str, location: Location, root: Node) -> str:
    """YAML makes a number of ``007``: the author is told how to keep the text."""
    node = node_at(root, location)
    if code == "model.not-text" and isinstance(node, Scalar) and not isinstance(node.value, str):
        return f"put it in quotes: {shown(node.written)}"
    return hint


def _missing_key(details: ErrorDetails, location: Location, root: Node) -> Statement:
    del details, root
    key = str(location[-1])
    part = schema_at(location)
    example = json.dumps(part.get("examples", [None])[0], ensure_ascii=False)
    hint = f'add "{key}": {part.get("description", "")}'
    # Arabic in an example would show in another order on many terminals.
    if len(example) <= _EXAMPLE_CHARACTERS and example.isascii():
        hint += f" For example {key}: {example}"
    return Statement("model.missing-key", f'the key "{key}" is missing', hint)


def _unknown_key(details: ErrorDetails, location: Location, root: Node) -> Statement:
    del details, root
    return unknown_key(str(location[-1]), schema_at(location[:-1]).get("properties", {}))


def _bad_key(details: ErrorDetails, location: Location, root: Node) -> Statement:
    """Of data in memory: every key of a file is a text."""
    del location, root
    message = f"the key {shown(str(details['input']))} is no text, but {kind_of(details['input'])}"
    return Statement("model.unknown-key", message, "write keys as texts")


def unknown_key(key: str, known: Iterable[str]) -> Statement:
    """What there is to say about a key that is none of those known."""
    names = sorted(known)
    if key == "<<":
        return Statement("model.unknown-key", 'there is no key "<<" here', "write the keys out: YAML 1.2 merges none")
    close = get_close_matches(key.lower().replace("-", "_").replace(" ", "_"), names, n=1)
    hint = f"did you mean `{close[0]}`?" if close else f"the keys here are {', '.join(names)}"
    return Statement("model.unknown-key", f"there is no key {shown(key)} here", hint)


def _wrong_kind(code: str, needed: str, hint: str) -> Explain:
    def explain(details: ErrorDetails, location: Location, root: Node) -> Statement:
        del location, root
        return Statement(code, f"{needed} is needed, and {kind_of(details['input'])} is given", hint)

    return explain


def _not_a_mapping(details: ErrorDetails, location: Location, root: Node) -> Statement:
    del root
    known = list(schema_at(location).get("properties", {}))
    hint = f"write its keys below it: {', '.join(known)}" if known else "write keys and values below it"
    message = f"a mapping is needed, and {kind_of(details['input'])} is given"
    return Statement("model.not-a-mapping", message, hint)


def _not_a_choice(details: ErrorDetails, location: Location, root: Node) -> Statement:
    del root
    part = schema_at(location)
    return choose(details["input"], [str(choice) for choice in part.get("enum", [part.get("const", "")])])


_RENAMED: Final = {"tlp:white": "TLP:CLEAR"}
"""What other versions of a standard call a choice (TLP 1.0), in lower case."""


def choose(value: object, choices: list[str]) -> Statement:
    """What there is to say about a value that is none of the choices."""
    named = shown(value) if isinstance(value, str) else kind_of(value)
    by_folded = {choice.casefold(): choice for choice in choices}
    by_folded |= {old: new for old, new in _RENAMED.items() if new in choices}
    close = get_close_matches(value.casefold(), by_folded, n=1) if isinstance(value, str) else []
    listed = ", ".join(choices)
    hint = f'did you mean "{by_folded[close[0]]}"? The choices are {listed}' if close else f"write one of {listed}"
    return Statement("model.not-a-choice", f"{named} is not one of the choices", hint)


def _bad_scheme(details: ErrorDetails, location: Location, root: Node) -> Statement:
    del root
    value = details["input"]
    scheme = value.get("scheme") if isinstance(value, Mapping) else value
    return choose(scheme, list(_discriminator(location[:-1])))


def _no_scheme(details: ErrorDetails, location: Location, root: Node) -> Statement:
    del details, root
    return Statement("model.missing-key", 'the key "scheme" is missing', f"add {_schemes(location)}")


def _schemes(location: Location) -> str:
    return " or ".join(f'"scheme: {name}"' for name in _discriminator(location[:-1]))


def _discriminator(location: Location) -> Mapping[str, str]:
    mapping: Mapping[str, str] = schema_at(location).get("discriminator", {}).get("mapping", {})
    return mapping


_TEXT = _wrong_kind("model.not-text", "a text", "write a text, in quotes")

_BUILT_IN: Final[Mapping[str, Explain]] = MappingProxyType(
    {
        "extra_forbidden": _unknown_key,
        "invalid_key": _bad_key,
        "literal_error": _not_a_choice,
        "missing": _missing_key,
        "model_type": _not_a_mapping,
        "model_attributes_type": _not_a_mapping,
        "string_type": _TEXT,
        "union_tag_invalid": _bad_scheme,
        "union_tag_not_found": _no_scheme,
    }
)


@lru_cache(maxsize=1)
def _schema() -> dict[str, Any]:
    return Briefing.model_json_schema()


@lru_cache(maxsize=1)
def known_keys() -> frozenset[str]:
    """Every key that may stand somewhere in a briefing."""
    parts = (_schema(), *_schema()["$defs"].values())
    return frozenset(key for part in parts for key in part.get("properties", {}))


def schema_at(location: Location) -> dict[str, Any]:
    """The JSON Schema of the value at a location in a file; an empty one for what the model does not know."""
    return part_at(_schema(), location)


def part_at(schema: Mapping[str, Any], location: Location) -> dict[str, Any]:
    """The part of a JSON Schema for the value at a location; an empty one for what the schema does not know."""
    part = _resolved(schema, schema)
    for step in location:
        of_step = part.get("items", {}) if isinstance(step, int) else part.get("properties", {}).get(step)
        if of_step is None:  # in a mapping with any keys
            of_step = part.get("additionalProperties")
        part = _resolved(of_step if isinstance(of_step, dict) else {}, schema)
    return part


def _resolved(part: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    """A part of a schema with its reference followed, and with what its alternatives say, the first one first."""
    merged: dict[str, Any] = dict(part)
    if "$ref" in part:
        merged = {**schema["$defs"][part["$ref"].rpartition("/")[2]], **part}
    for choice in part.get("oneOf", part.get("anyOf", [])):
        inner = _resolved(choice, schema)
        properties = {**inner.get("properties", {}), **merged.get("properties", {})}
        merged = {**inner, **merged, "properties": properties}
    return merged
