"""The JSON Schema of a briefing: valid, current, and of one mind with the model about the form of a briefing."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

import briefgen
from briefgen.model import patterns
from briefgen.model.json_schema import DIALECT, FILE, IDENTIFIER, published_schema, schema_text

CHECKOUT: Final = Path(__file__).resolve().parents[3]

# What a schema cannot say: how parts of a briefing go together, and what stands inside a text. docs/schema.md has it.
BEYOND_FORM: Final = {
    "model.bad-change", "model.bad-chart", "model.bad-citation", "model.date-order", "model.duplicate-audience",
    "model.duplicate-insert", "model.duplicate-language", "model.duplicate-source", "model.duplicate-term",
    "model.missing-language", "model.needed-part", "model.row-length", "model.time-order",
    "model.unknown-audience", "model.unknown-language", "model.unknown-path",
    "model.unknown-source",
}  # fmt: skip

# Codes that a schema has a part of: for what is left, docs/schema.md has an example of each.
PARTLY_BEYOND_FORM: Final = {
    "model.bad-direction": "in a text with markup",
    "model.bad-link": "in a text with markup",
    "model.bad-number": "no JSON has one that is not finite",
    "model.blank-text": "of citations alone",
    "model.missing-translator": "where the languages ask for a translation that is not there",
    "model.repeated-source": "in one citation",
    "model.text-too-long": "of an address in a text",
    "model.unknown-region": "that CLDR does not know with the language",
}


@lru_cache(maxsize=1)
def validator() -> jsonschema.Draft202012Validator:
    """The published schema."""
    return jsonschema.Draft202012Validator(briefgen.json_schema())


def codes_of(data: object) -> set[str]:
    """What ``loads`` says of data as JSON; nothing if it takes it."""
    try:
        briefgen.loads(json.dumps(data), format="json")
    except briefgen.InvalidBriefing as error:
        return {found.code for found in error.diagnostics}
    return set()


def sample(part: dict[str, Any], schema: dict[str, Any]) -> Any:
    """A value for a part: every key of a mapping, and one item of a list, by the examples of the model."""
    if "$ref" in part:
        return sample(schema["$defs"][part["$ref"].rpartition("/")[2]] | {"examples": part.get("examples", [])}, schema)
    if "oneOf" in part:
        return sample(part["oneOf"][0], schema)
    if "properties" in part:
        return {name: sample(field, schema) for name, field in part["properties"].items()}
    items = part.get("items", {})
    if "$ref" in items and "properties" in schema["$defs"][items["$ref"].rpartition("/")[2]]:
        return [sample(items, schema) for _ in range(part.get("minItems", 1))]
    return deepcopy(part["examples"][0])


@lru_cache(maxsize=1)
def whole() -> dict[str, Any]:
    """A briefing that has every key of every part, but for the second kind of handling."""
    schema = briefgen.Briefing.model_json_schema()
    briefing: dict[str, Any] = sample(schema, schema)
    source = briefing["sources"][0] | {"withheld": False}
    briefing["sources"] = [source, {"key": "jt", "title": {"en": "News", "ar": "خبر"}}]
    press = briefing["audiences"][0] | {"without": ["sources.jt"]}
    briefing["audiences"] = [press, {"key": "cabinet", "name": {"en": "the cabinet", "ar": "المجلس"}}]
    briefing["annexes"][0]["table"]["rows"] = [[{"en": "June", "ar": "حزيران"}], [420], ["A 1"], [None]]
    briefing["glossary"][0]["short"] = {"en": "NATO", "ar": "الناتو"}
    briefing["other_languages"] = ["fr"]
    briefing["disagreements"][0]["concerns"] = ["summary[0]"]
    return briefing


def test_the_schema_is_valid() -> None:
    """It is JSON Schema 2020-12, with a name that is no address of anybody's."""
    schema = briefgen.json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == DIALECT
    assert schema["$id"] == IDENTIFIER == "urn:briefgen:schema:briefing:1"


def test_the_schema_of_the_model_is_valid() -> None:
    """What ``Briefing.model_json_schema()`` gives is valid, and accepts the same whole briefing."""
    schema = briefgen.Briefing.model_json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert jsonschema.Draft202012Validator(schema).is_valid(whole())


def test_the_published_file_is_current() -> None:
    """The file in the package is the schema of the model; ``briefgen schema -o briefgen/schema/…`` renews it."""
    assert (CHECKOUT / "briefgen" / "schema" / FILE).read_text(encoding="utf-8") == published_schema() == schema_text()


def test_the_published_file_has_nothing_invisible() -> None:
    """Every character of the file can be seen, so that nothing is hidden in an expression."""
    assert all(character.isprintable() for character in published_schema().replace("\n", ""))


def test_everything_is_described() -> None:
    """Every part has a title and a description, and every key a description and an example, for editors to show."""
    schema = briefgen.json_schema()
    for name, part in schema["$defs"].items():
        assert part["description"], name
        assert part["title"] == name
        for key, field in part.get("properties", {}).items():
            assert field["description"], (name, key)
            assert field["examples"], (name, key)


def test_every_expression_is_of_both_languages() -> None:
    """No expression has an escape that means nothing in ECMA-262 with the flag ``u``."""
    expressions = re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', published_schema())
    assert len(expressions) >= 8
    for expression in map(json.loads, set(expressions)):
        assert re.compile(expression).pattern == expression
        assert not re.findall(r"\\[^\^$\\.*+?()\[\]{}|/dDsSwWbBtnrvfu]", expression.replace("\\\\", ""))


def test_format_characters_are_those_of_unicode() -> None:
    """The list of invisible characters has every format character that Python knows."""
    known = re.compile(f"[{patterns._FORMAT}]")
    assert [
        hex(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Cf" and not known.match(chr(code))
    ] == []


@pytest.mark.parametrize("file", sorted((CHECKOUT / "examples").rglob("*.yaml")), ids=lambda path: path.parent.name)
def test_examples_are_accepted(file: Path) -> None:
    """Every example has the form that the schema asks for, as the file is written."""
    data = YAML(typ="safe", pure=True).load(file)
    validator().validate(json.loads(json.dumps(data, default=str)))


@pytest.mark.parametrize(
    "data",
    [
        {"$schema": IDENTIFIER, "title": {"en": "A title"}, "summary": [{"en": "A summary."}]},
        {"title": {"en": "A", "ar": "أ"}, "summary": [{"en": "B", "ar": "ب"}], "key_figures": [
            {"value": 1e99, "label": {"en": "C", "ar": "ج"}, "only_for": []}]},
    ],
)  # fmt: skip
def test_small_briefings_are_accepted(data: dict[str, Any]) -> None:
    """A title and a summary will do, for the schema and for ``loads``; a JSON file may name its schema."""
    assert codes_of(data) == set()
    validator().validate(data)


def test_the_whole_briefing_has_every_key() -> None:
    """What the broken inputs are made of is a briefing, accepted by both, and has every key of every part."""
    assert codes_of(whole()) == set()
    validator().validate(whole())
    schema = briefgen.Briefing.model_json_schema()
    keys = {key for part in (schema, *schema["$defs"].values()) for key in part.get("properties", {})}
    assert keys == {step for location in locations(whole()) for step in location if isinstance(step, str)} - {
        "en",
        "ar",
    }


def locations(value: object, location: tuple[int | str, ...] = ()) -> Iterator[tuple[int | str, ...]]:
    """Every place below a value, with the value itself."""
    yield location
    if isinstance(value, dict):
        for key, item in value.items():
            yield from locations(item, (*location, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from locations(item, (*location, index))


def at(data: Any, location: tuple[int | str, ...]) -> Any:
    """The value at a place."""
    for step in location:
        data = data[step]
    return data


# What the other parts refer to.
_REFERRED_TO: Final[dict[str, Any]] = {
    "languages": ["en", "ar"],
    "title": {"en": "A", "ar": "أ"},
    "summary": [{"en": "A", "ar": "أ"}],
    "sources": [{"key": key, "title": {"en": "A", "ar": "أ"}} for key in ("mo", "jt")],
    "audiences": [{"key": key, "name": {"en": "A", "ar": "أ"}} for key in ("press", "cabinet")],
}


def changed(location: tuple[int | str, ...], value: object) -> Any:
    """A briefing with the key of a place, and another value there."""
    data = deepcopy({**_REFERRED_TO, str(location[0]): whole()[str(location[0])]})
    at(data, location[:-1])[location[-1]] = value
    return data


_VALUES: Final[tuple[Any, ...]] = (None, True, 7, -1.5, "text", "", [], {}, [[]], ["text", "text"], {"en": "text"})
_TEXTS: Final = (
    "", " \u200f", "a\tb", "a\nb", "a\n", "a\u0007b", "a\u2028b", "\ue000", "\ufeffa", "\ufffe", "\U0010fffd",
    "x" * 1_001, "x" * 2_001, "x" * 20_001, "\u2067" * 126, "text [a]{ltr}", "A", "../a", "a//b", "a\\b", "nul.txt",
    "2024-13", "2023-02-29", "1900-02-29", "0000-01-01", "2024-1-1", "٢٠٢٤", "2024-07-12T00:00", "en_GB", "english",
    "http://", "https://a b.c/", "ftp://example.org", "https://example.org:x/", "name@", "@b", "tlp:red", "moved", "G",
)  # fmt: skip


def broken(location: tuple[int | str, ...]) -> Iterator[tuple[str, Any]]:
    """Other values for a place of the whole briefing, most of them wrong there."""
    value = at(whole(), location)
    # What stands in many places is broken in every way in some of them only.
    of_a_text = location[-1] == "en" or location[-2:-1] in {("only_for",), ("sources",)}
    for other in (*(_VALUES[:3] if of_a_text else _VALUES), *(_TEXTS if isinstance(value, str) else ())):
        if of_a_text and isinstance(other, str) and other[:1].isalnum() and len(other) < 1_000:
            continue
        yield f"={other!r:.20}", changed(location, deepcopy(other))
    if isinstance(value, dict):
        yield "+key", changed(location, {**value, "summery": "text"})
        for key in value:
            yield f"-{key}", changed(location, {name: item for name, item in value.items() if name != key})
        if set(value) == {"en", "ar"}:
            yield "tag", changed(location, {**value, "e": "text"})
            yield "third", changed(location, {**value, "fr": "text"})
    if isinstance(value, list):
        yield "twice", changed(location, value * 2)
        if not isinstance(value[0], dict | list):
            yield "many", changed(location, value[:1] * 5_001)
    if isinstance(value, int | float) and not isinstance(value, bool):
        yield "long", changed(location, 10**100 * 2)


def generic(location: tuple[int | str, ...]) -> str:
    """A place without the numbers of items."""
    return ".".join("*" if isinstance(step, int) else step for step in location)


PLACES: Final = {
    generic(location): location for location in reversed(list(locations(whole()))) if location and location[-1] != "ar"
}


@pytest.mark.parametrize("place", PLACES)
def test_schema_and_model_agree_about_form(place: str) -> None:
    """For every place of a briefing, the schema refuses what the model refuses for its form, and takes the rest."""
    wrong = []
    for what, data in broken(PLACES[place]):
        codes = codes_of(data)
        accepted = validator().is_valid(data)
        if (not codes and not accepted) or (codes - BEYOND_FORM and accepted):
            wrong.append((what, codes, accepted))
    assert wrong == []


def test_enough_is_broken() -> None:
    """There are thousands of inputs: for every key of every part, values of another kind and of another form."""
    assert sum(1 for location in PLACES.values() for _ in broken(location)) >= 4_000


def test_documented_codes_are_those() -> None:
    """The page about the schema names every code that ``loads`` may add for an input that the schema accepts."""
    page = (CHECKOUT / "docs" / "schema.md").read_text(encoding="utf-8")
    table = page.partition("## What a schema cannot say")[2].partition("\n## ")[0]
    assert set(re.findall(r"`(model\.[a-z-]+)`", table)) == BEYOND_FORM | set(PARTLY_BEYOND_FORM)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[a]{lrt}", "model.bad-direction"),
        ("[a](ftp://example.org)", "model.bad-link"),
        ("[@mo]", "model.blank-text"),
        ("a [@mo; @mo]", "model.repeated-source"),
        (f"[a](https://example.org/{'x' * 2_000})", "model.text-too-long"),
        ("a [@mo", None),
        ("a [@ mo]", "model.bad-citation"),
        ("a [@no]", "model.unknown-source"),
    ],
)
def test_markup_is_beyond_form(text: str, code: str | None) -> None:
    """What is wrong with the markup of a text, ``loads`` says and the schema does not."""
    data = changed(("summary",), [{"en": text, "ar": text}])
    assert validator().is_valid(data)
    assert codes_of(data) == ({code} if code else set())


def test_dates_are_written_whole() -> None:
    """A year as 2024.0 is the same number to JSON Schema, and no date to ``loads``: the one difference of numbers."""
    data = changed(("timeline", 0, "date"), 2024.0)
    assert validator().is_valid(data)
    assert codes_of(data) == {"model.bad-date"}


_PARTS_OF_TEXTS: Final = st.sampled_from(
    ["a", "B", "7", "٣", "ع", " ", "\t", "\n", ".", "..", "/", "\\", ":", "@", "-", "_", "%", "%2e", "~", "]{ltr}", "[",
     "]", "{", "\u200f", "\u2028", "\ue000", "\u0300", "\U0001f600", "\U0010ffff", "://", "https", "http", "?", "#",
     "com1", "nul", "::1", "8080", "2024", "02", "30", "12", "\u00a0", "\u00ad", '"', "<", "*", "|", ";", ","]
)  # fmt: skip
_TEXTS_OF_PARTS: Final = st.lists(_PARTS_OF_TEXTS, max_size=8).map("".join)


@pytest.mark.parametrize(
    ("place", "start"),
    [
        (("reference",), ""), (("quotes", 0, "text"), ""), (("sources", 0, "url"), "https://"),
        (("contact", "email"), "a@"), (("sources", 0, "text", "file"), ""), (("dates", "as_of"), ""),
        (("timeline", 0, "date"), "2024-"), (("sources", 1, "key"), ""), (("quotes", 0, "language"), "e"),
    ],
    ids=lambda value: generic(value) if isinstance(value, tuple) else "",
)  # fmt: skip
@given(texts=st.data())
def test_any_text_is_judged_alike(place: tuple[int | str, ...], start: str, texts: st.DataObject) -> None:
    """Whatever is written in a place that has a form, schema and model agree whether it has it."""
    data = changed(place, start + texts.draw(_TEXTS_OF_PARTS))
    codes = codes_of(data)
    accepted = validator().is_valid(data)
    assert accepted or codes, "the schema refuses what the model takes"
    assert not (accepted and codes - BEYOND_FORM), "the model refuses what the schema takes"
