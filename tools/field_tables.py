"""The tables of docs/writing-a-briefing.md: every field of a briefing, from the JSON Schema of the model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from briefgen import Briefing
from briefgen.model.base import MAX_ITEMS
from briefgen.model.keys import KEY_FORM
from briefgen.model.localized import TAG_PATTERN
from briefgen.model.patterns import PARTIAL_DATE

Schema = Mapping[str, Any]

# In the order in which an author meets them.
PARTS: Final = (
    "Briefing", "Presentation", "Convention", "Dates", "Period", "TlpHandling", "FreeHandling", "Audience", "Contact",
    "Meeting", "Participant", "KeyFigure", "Fact", "Chart", "Series", "Picture", "Insert", "Point", "LineIfAsked",
    "Restricted", "ProgrammeDay", "ProgrammeItem", "ActivityArea", "Risk", "Decision", "DecisionOption",
    "TimelineEntry", "Disagreement", "Position", "Quote", "RecordedVerdict", "Change", "Annex", "Table", "Column",
    "GlossaryEntry", "Source", "SourceText", "Signature",
)  # fmt: skip

# Texts are explained on the page itself.
_TEXTS: Final = {
    "ChangedText": "text in each language, with marks of changes",
    "LocalizedText": "text in each language",
    "ShortForms": "text in one or more languages, without markup",
    "VerbatimText": "text in each language, without markup",
    "Conventions": "[Convention](#fields-of-convention) by language tag",
    "PictureFiles": "text by language tag",
}

_DATE: Final = "day, month or year"


def field_tables() -> dict[str, str]:
    """One block: a heading and a table for each part.

    Raises:
        ValueError: the model has other parts than are listed here.
    """
    schema = Briefing.model_json_schema()
    parts = {"Briefing": schema, **schema["$defs"]}
    if set(parts) != {*PARTS, *_TEXTS}:
        raise ValueError(f"the model has the parts {', '.join(parts)}")
    return {"fields": "\n".join(f"### Fields of {name}\n\n{_table(parts[name])}" for name in PARTS)}


def _table(part: Schema) -> str:
    lines = ["| Field | Needed | What it holds | What it is |", "| --- | --- | --- | --- |"]
    for name, field in part["properties"].items():
        needed = "yes" if name in part.get("required", ()) else "no"
        lines.append(f"| `{name}` | {needed} | {_kind(field)} | {field['description']} |")
    return "\n".join(lines) + "\n"


def _kind(field: Schema) -> str:
    """What a field holds, in words."""
    if "$ref" in field:
        return _reference(field["$ref"])
    if choices := field.get("oneOf") or field.get("anyOf"):
        kinds = [_kind(choice) for choice in choices]
        # A year is written as a number.
        return " or ".join(kind for kind in dict.fromkeys(kinds) if kind != "integer" or _DATE not in kinds)
    if values := field.get("enum") or [value for value in (field.get("const"),) if value]:
        return ", ".join(f"`{value}`" for value in values) + _default(field)
    if field["type"] == "array":
        return f"list of {_kind(field['items'])}{_size(field)}"
    return _scalar(field)


def _reference(reference: str) -> str:
    name = reference.rpartition("/")[2]
    return _TEXTS.get(name) or f"[{name}](#fields-of-{name.lower()})"


def _default(field: Schema) -> str:
    return f"; `{field['default']}` if left out" if "default" in field else ""


def _size(field: Schema) -> str:
    least, most = field.get("minItems", 0), field.get("maxItems")
    if most not in {None, MAX_ITEMS}:
        return f", {least} or {most}" if most == least + 1 else f", {least} to {most}"
    return f", at least {least}" if least > 1 else ""


def _scalar(field: Schema) -> str:
    """A number, a flag or a text; what a text is the name of is seen by its pattern."""
    if field["type"] != "string":
        return "true or false" if field["type"] == "boolean" else str(field["type"])
    pattern = field.get("pattern", "")
    if field.get("format") == "date":
        return "day"
    if pattern == PARTIAL_DATE["pattern"]:
        return _DATE
    return {KEY_FORM["pattern"]: "key", TAG_PATTERN: "language tag"}.get(pattern, "text")
