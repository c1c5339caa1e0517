"""The JSON Schema of a briefing, as it is published: for editors, and for programs that are not written in Python.

``Briefing.model_json_schema()`` is the same, but for what is of use in a file only: the address of the schema, the key
``$schema``, and one definition for each form of text in place of many copies.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from importlib import resources
from typing import Any, Final

from briefgen.model import patterns
from briefgen.model.briefing import Briefing
from briefgen.model.head import SCHEMA_VERSION
from briefgen.model.keys import KEY_FORM
from briefgen.model.localized import TAG_PATTERN
from briefgen.model.strict_schema import strict_schema
from briefgen.visible_json import visible_json

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
IDENTIFIER: Final = f"urn:briefgen:schema:briefing:{SCHEMA_VERSION}"
"""What the schema is called by. It is a name and no address: nothing is looked up."""

FILE: Final = f"briefing-{SCHEMA_VERSION}.schema.json"

# Forms that stand in many places, with what each is called and what it is.
_FORMS: Final[Mapping[str, tuple[str, str]]] = {
    patterns.TEXT["pattern"]: ("Text", "A text, with markup or without."),
    patterns.LINE["pattern"]: ("Line", "A text of one line, without markup."),
    patterns.WEB_ADDRESS["pattern"]: ("WebAddress", "An http or https address."),
    patterns.EMAIL["pattern"]: ("Email", "An e-mail address."),
    patterns.DAY["pattern"]: ("Day", "A day of the calendar, as ISO 8601 writes it."),
    patterns.PARTIAL_DATE["pattern"]: ("DayMonthOrYear", "A day, a month or a year, as ISO 8601 writes them."),
    patterns.FILE["pattern"]: ("RelativePath", "The path of a file in the folder of the briefing or below."),
    str(KEY_FORM["pattern"]): ("Key", "The key of a source or of an audience."),
    TAG_PATTERN: ("LanguageTag", "A language tag (BCP 47): language[-Script][-REGION]."),
}
_OF_A_FORM: Final = frozenset({"type", "pattern", "patternErrorMessage", "format"})


def json_schema(*, strict: bool = False, languages: Sequence[str] = ("en", "ar")) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a briefing.

    It accepts every briefing that ``load`` reads, and refuses what is wrong with the form of one. What it cannot say,
    ``load`` checks: docs/schema.md has the list.

    Args:
        strict: for the structured output of language models: the smaller form that their providers have in common.
            Every key is required, no other is allowed, and what may be left out may be ``null``; ``briefgen.build``
            takes what satisfies it.
        languages: one or two tags; looked at with ``strict`` alone, where every text names its languages.

    Raises:
        ValueError: ``languages`` are not one or two different language tags.
    """
    if strict:
        return strict_schema(languages)
    parts = deepcopy(Briefing.model_json_schema())
    definitions: dict[str, Any] = parts.pop("$defs")
    forms: dict[str, Any] = {}
    whole: dict[str, Any] = _named(parts, forms)
    named = {name: _named(part, forms) for name, part in definitions.items()}
    title, description = whole.pop("title"), "A briefing in one or two languages, as briefgen reads it."
    del whole["description"]
    return {
        "$schema": DIALECT,
        "$id": IDENTIFIER,
        "title": title,
        "description": description,
        **whole,
        # No property, so that no program takes it for a part of a briefing.
        "patternProperties": {r"^\$schema$": {"type": "string", "description": "The schema of the file."}},
        "$defs": dict(sorted({**named, **forms}.items())),
    }


def _named(part: Any, forms: dict[str, Any]) -> Any:
    """A part in which each form that stands in many places is a reference; ``forms`` collects what is referred to."""
    if isinstance(part, list):
        return [_named(item, forms) for item in part]
    if not isinstance(part, dict):
        return part
    # A keyword of OpenAPI, which pydantic writes; what it says follows from the alternatives.
    rest = {name: _named(item, forms) for name, item in part.items() if name != "discriminator"}
    form = _FORMS.get(part["pattern"]) if isinstance(part.get("pattern"), str) else None
    if form is None:
        return rest
    name, description = form
    own = {key: value for key, value in part.items() if key in _OF_A_FORM}
    forms[name] = {"title": name, "description": description, "type": "string", **own}
    return {"$ref": f"#/$defs/{name}", **{key: value for key, value in rest.items() if key not in _OF_A_FORM}}


def schema_text(schema: Mapping[str, Any] | None = None, *, compact: bool = False) -> str:
    """A schema as JSON, with a line feed at its end; what cannot be seen is written as an escape.

    Args:
        schema: by default the published one.
        compact: on one line and without spaces.
    """
    return visible_json(json_schema() if schema is None else schema, indent=None if compact else 2)


def published_schema() -> str:
    """The text of the file that comes with the package."""
    return (resources.files("briefgen") / "schema" / FILE).read_text(encoding="utf-8")
