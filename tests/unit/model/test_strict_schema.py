"""The schema for language models: in the subset that providers have in common, and what satisfies it can be built."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import jsonschema
import pytest

import briefgen
from briefgen.model.strict_schema import NOT_ASKED_FOR

KEYWORDS = {"type", "properties", "required", "additionalProperties", "items", "enum", "anyOf", "$ref", "description"}


def strict(*languages: str) -> dict[str, Any]:
    """The schema in some languages."""
    return briefgen.json_schema(strict=True, languages=languages or ("en", "ar"))


def parts_of(schema: Any) -> Iterator[dict[str, Any]]:
    """Every schema in a schema."""
    if not isinstance(schema, dict):
        return
    yield schema
    for below in (*schema.get("properties", {}).values(), *schema.get("$defs", {}).values()):
        yield from parts_of(below)
    yield from parts_of(schema.get("items"))
    for choice in schema.get("anyOf", ()):
        yield from parts_of(choice)


def test_it_is_valid_and_in_the_subset() -> None:
    """It is JSON Schema, and says everything with nine keywords; nothing stands beside a reference."""
    jsonschema.Draft202012Validator.check_schema(strict())
    for part in parts_of(strict()):
        assert set(part) - {"$defs"} <= KEYWORDS
        assert "$ref" not in part or set(part) == {"$ref"}
        assert "type" in part or "anyOf" in part or "$ref" in part
        assert isinstance(part.get("type", ""), str)


def test_every_key_is_required_and_no_other_allowed() -> None:
    """Every object is closed, and has all its keys."""
    objects = [part for part in parts_of(strict()) if part.get("type") == "object"]
    assert len(objects) > 20
    for part in objects:
        assert part["required"] == list(part["properties"])
        assert part["additionalProperties"] is False


def test_its_size_is_that_of_providers() -> None:
    """It is within the limits that providers name: depth, number of keys, length of all names and choices."""
    schema = strict()
    keys = [key for part in parts_of(schema) for key in part.get("properties", {})]
    choices = [choice for part in parts_of(schema) for choice in part.get("enum", ())]
    assert len(keys) <= 1_000
    assert len(choices) <= 500
    assert sum(map(len, keys)) + sum(map(len, choices)) <= 15_000
    assert depth(schema, schema) <= 10


def depth(part: dict[str, Any], schema: dict[str, Any]) -> int:
    """How many objects and lists stand in one another."""
    if "$ref" in part:
        return depth(schema["$defs"][part["$ref"].rpartition("/")[2]], schema)
    below = [*part.get("properties", {}).values(), *([part["items"]] if "items" in part else ())]
    deepest = max((depth(each, schema) for each in (*below, *part.get("anyOf", ()))), default=0)
    return deepest + bool(below)


def test_what_only_people_may_say_is_left_out() -> None:
    """No model is asked for a verdict, a grade, an audience or a clearance; and all such keys are of the briefing."""
    asked = {key for part in parts_of(strict()) for key in part.get("properties", {})}
    whole = briefgen.Briefing.model_json_schema()
    known = {key for part in (whole, *whole["$defs"].values()) for key in part.get("properties", {})}
    assert known >= NOT_ASKED_FOR
    assert not asked & NOT_ASKED_FOR
    assert asked >= {"title", "summary", "quotes", "key_figures", "sources", "points_to_make"}


def filled(value: Any, part: dict[str, Any], schema: dict[str, Any]) -> Any:
    """A value with ``null`` for every key that it leaves out, and without keys that are not asked for."""
    if "$ref" in part:
        return filled(value, schema["$defs"][part["$ref"].rpartition("/")[2]], schema)
    if "anyOf" in part:
        kind = "array" if isinstance(value, list) else "object"
        mapped = isinstance(value, dict | list)
        for choice in part["anyOf"] if mapped else ():
            target = schema["$defs"][choice["$ref"].rpartition("/")[2]] if "$ref" in choice else choice
            scheme = target.get("properties", {}).get("scheme", {}).get("enum")
            if target.get("type") == kind and (scheme is None or value["scheme"] in scheme):
                return filled(value, target, schema)
        return value
    if "properties" in part:
        return {key: filled(value.get(key), field, schema) for key, field in part["properties"].items()}
    return [filled(item, part["items"], schema) for item in value] if isinstance(value, list) else value


def test_what_satisfies_it_can_be_built(checkout: Any) -> None:
    """A briefing with every part, in the form of the schema, is built into the same briefing."""
    example = briefgen.load(checkout / "tests" / "rendering" / "whole_model.yaml")
    data = json.loads(example.model_dump_json())
    for source in data["sources"]:  # no model is asked for one that is withheld
        source.setdefault("title", {"en": "A", "ar": "أ"})
    answer = filled(data, strict(), strict())
    jsonschema.Draft202012Validator(strict()).validate(answer)
    built = json.loads(briefgen.build(deepcopy(answer)).model_dump_json())
    assert built == {**without(data), "languages": ["en", "ar"]}


def without(value: Any) -> Any:
    """Data without the keys that are not asked for."""
    if isinstance(value, dict):
        kept = {key: without(item) for key, item in value.items() if key not in NOT_ASKED_FOR}
        return {key: item for key, item in kept.items() if not (isinstance(item, dict) and "file" in item)}
    return [without(item) for item in value] if isinstance(value, list) else value


def test_the_least_that_satisfies_it() -> None:
    """With ``null`` for whatever may be, a title and a summary are a briefing, in one language as in two."""
    data = {"title": {"ar": "أ"}, "summary": [{"ar": "ب"}]}
    answer = filled(data, strict("ar"), strict("ar"))
    jsonschema.Draft202012Validator(strict("ar")).validate(answer)
    assert answer["quotes"] is None
    assert briefgen.build(answer).languages == ("ar",)


def test_it_refuses_what_is_no_briefing() -> None:
    """A text in one language of two, a key of one's own and a figure that is true are refused."""
    validator = jsonschema.Draft202012Validator(strict())
    answer = filled({"title": {"en": "A", "ar": "أ"}, "summary": [{"en": "B", "ar": "ب"}]}, strict(), strict())
    assert validator.is_valid(answer)
    assert not validator.is_valid({**answer, "title": {"en": "A"}})
    assert not validator.is_valid({**answer, "summery": []})
    assert not validator.is_valid({**answer, "key_figures": [{"value": True}]})


@pytest.mark.parametrize("languages", ["en", (), ("en", "EN"), ("en", "ar", "fr"), ("english",)])
def test_languages_are_checked(languages: Any) -> None:
    """One or two different tags are needed."""
    with pytest.raises(ValueError, match="languages"):
        briefgen.json_schema(strict=True, languages=languages)
