"""A smaller JSON Schema, in what the structured output of providers of language models has in common.

Such a schema has ``type``, ``properties``, ``required``, ``additionalProperties: false``, ``items``, ``enum``,
``anyOf``, ``$ref`` and ``description``, and nothing else. Every key is required, so what may be left out may be
``null`` instead. A text is an object with one key for each language. Whatever is not said here, such as the form of a
date, is said in the description, and checked by ``briefgen.build``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pydantic_core import PydanticCustomError

from briefgen.model.briefing import Briefing
from briefgen.model.localized import canonical_tag

_TEXTS: Final = frozenset({"LocalizedText", "VerbatimText", "ShortForms", "ChangedText"})

# What only briefgen, or the person who answers for the briefing, may say, and what needs a file or a program. The
# languages are those of the title.
NOT_ASKED_FOR: Final = frozenset(
    {
        "addendum_to", "audience", "audiences", "changes", "cleared_by", "conventions", "copy_number", "credibility",
        "inserts", "languages", "online", "only_for", "other_languages", "pictures", "presentation", "reliability",
        "schema_version", "sha256", "signatures", "verdict", "withheld",
    }
)  # fmt: skip

# Where the text of a source is, whoever has the file says.
_PARTS_NOT_ASKED_FOR: Final = frozenset({"SourceText"})


def strict_schema(languages: Sequence[str]) -> dict[str, Any]:
    """The schema of a briefing in these languages.

    Raises:
        ValueError: they are not one or two different language tags.
    """
    tags = _tags(languages)
    schema = Briefing.model_json_schema()
    making = _Making(schema["$defs"], tags)
    whole = {**making.object_of(schema), "description": "A briefing."}
    return {**whole, "$defs": making.definitions()}


def _tags(languages: Sequence[str]) -> tuple[str, ...]:
    try:
        tags = tuple(canonical_tag(tag) for tag in languages)
    except PydanticCustomError as error:
        raise ValueError(f"languages: {error}") from error
    if isinstance(languages, str) or not 1 <= len(set(tags)) == len(tags) <= 2:
        raise ValueError(f"languages must be one or two different language tags, not {languages!r}")
    return tags


class _Making:
    """Makes the parts of the smaller schema out of those of the whole one."""

    def __init__(self, parts: Mapping[str, Any], languages: tuple[str, ...]) -> None:
        self._parts = parts
        self._languages = languages
        self._used: dict[str, None] = {}

    def definitions(self) -> dict[str, Any]:
        """The parts that are referred to, with those that they refer to."""
        made: dict[str, Any] = {}
        while waiting := [name for name in self._used if name not in made]:
            for name in waiting:
                made[name] = self._text(name) if name in _TEXTS else self.object_of(self._parts[name])
        return dict(sorted(made.items()))

    def object_of(self, part: Mapping[str, Any]) -> dict[str, Any]:
        """A part with keys of its own, every one of them required."""
        needed = {*part.get("required", ()), *(["title"] if "withheld" in part["properties"] else [])}
        fields = {
            name: self._field(field, optional=name not in needed)
            for name, field in part["properties"].items()
            if name not in NOT_ASKED_FOR and _part_of(field) not in _PARTS_NOT_ASKED_FOR
        }
        return {
            "type": "object",
            "description": part.get("description", ""),
            "properties": fields,
            "required": list(fields),
            "additionalProperties": False,
        }

    def _text(self, name: str) -> dict[str, Any]:
        """A text in every language; a short form may be of one only, and a translation is not of the original's."""
        optional = name in {"ShortForms", "VerbatimText"}
        kind: dict[str, Any] = {"anyOf": [_STRING, {"type": "null"}]} if optional else _STRING
        return {
            "type": "object",
            "description": self._parts[name]["description"],
            "properties": dict.fromkeys(self._languages, kind),
            "required": list(self._languages),
            "additionalProperties": False,
        }

    def _field(self, field: Mapping[str, Any], *, optional: bool) -> dict[str, Any]:
        made = self._kind(field)
        if optional:
            made = {"anyOf": [*(made["anyOf"] if set(made) == {"anyOf"} else [made]), {"type": "null"}]}
        elif "$ref" in made:  # some providers take no other keyword beside it
            made = {"anyOf": [made]}
        return {**made, "description": _description(field)}

    def _kind(self, field: Mapping[str, Any]) -> dict[str, Any]:
        """What a value may be."""
        if "$ref" in field:
            name = _part_of(field)
            self._used[name] = None
            return {"$ref": f"#/$defs/{name}"}
        if choices := field.get("anyOf") or field.get("oneOf"):
            kinds = [self._kind(choice) for choice in choices]
            return {"anyOf": [kind for index, kind in enumerate(kinds) if kind not in kinds[:index]]}
        if "const" in field:
            return {"type": "string", "enum": [field["const"]]}
        if "enum" in field:
            return {"type": field["type"], "enum": list(field["enum"])}
        if field["type"] == "array":
            return {"type": "array", "items": self._kind(field["items"])}
        return {"type": field["type"]}


def _part_of(field: Mapping[str, Any]) -> str:
    """The name of the part that a field refers to; empty if it is none."""
    return str(field.get("$ref", "")).rpartition("/")[2]


def _description(field: Mapping[str, Any]) -> str:
    """What the field is, with what it looks like."""
    said = [str(field.get("description", "")), _FORM_IN_WORDS.get(str(field.get("format")), "")]
    if any("pattern" in choice and choice.get("type") == "string" for choice in field.get("anyOf", ())):
        said.append(_PARTIAL if "integer" in {choice.get("type") for choice in field["anyOf"]} else "")
    return " ".join(filter(None, said))


_STRING: Final = {"type": "string"}
_FORM_IN_WORDS: Final = {"date": "A day: YYYY-MM-DD."}
_PARTIAL: Final = "A day, a month or a year: YYYY-MM-DD, YYYY-MM or YYYY."
