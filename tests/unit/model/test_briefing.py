"""The models: what is accepted, what is refused, and where it is reported."""

from __future__ import annotations

import datetime as dt
import json
import pickle
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from briefgen.model import Briefing, LocalizedText, Source
from briefgen.model.problems import CODES
from briefgen.model.report import _BUILT_IN

DELETE = object()


def change(data: dict[str, Any], path: str, value: object) -> None:
    """Set or delete what stands at a path such as ``facts[0].label.ar``."""
    steps = [int(step) if step.isdigit() else step for step in re.findall(r"[^.\[\]]+", path)]
    target: Any = data
    for step in steps[:-1]:
        target = target[step]
    if value is DELETE:
        del target[steps[-1]]
    else:
        target[steps[-1]] = value


def in_english_only(data: dict[str, Any]) -> dict[str, Any]:
    """The same briefing without its Arabic."""
    without: dict[str, Any] = json.loads(re.sub(r', "ar"(: "[^"]*")?', "", json.dumps(data)))
    return without


def problems(data: object) -> list[tuple[str, str]]:
    """The types and paths of what is wrong."""
    try:
        Briefing.model_validate(data)
    except ValidationError as error:
        return [(found["type"], ".".join(map(str, found["loc"]))) for found in error.errors()]
    return []


@pytest.mark.parametrize("name", ["minimal", "full"])
def test_valid_briefings(name: str, request: pytest.FixtureRequest) -> None:
    """A briefing with all blocks and one with none are valid."""
    assert problems(request.getfixturevalue(name)) == []


def test_the_date_of_a_file(minimal: dict[str, Any]) -> None:
    """A file has the day of issue, at midnight in UTC; without one, the day that the briefing describes."""
    described = Briefing.model_validate({**minimal, "dates": {"as_of": "2024-07-12"}})
    issued = Briefing.model_validate({**minimal, "dates": {"as_of": "2024-07-12", "issued": "2024-07-13"}})
    assert described.dates is not None
    assert issued.dates is not None
    assert described.dates.of_file == dt.datetime(2024, 7, 12, tzinfo=dt.UTC)
    assert issued.dates.of_file == dt.datetime(2024, 7, 13, tzinfo=dt.UTC)


def test_small_properties(full: dict[str, Any], minimal: dict[str, Any]) -> None:
    """The primary language, the running title and the numbers of sources."""
    briefing = Briefing.model_validate(full)
    assert briefing.primary_language == "en"
    assert briefing.running_title == briefing.short_title
    assert [briefing.source_number(key) for key in ("jt", "mo")] == [1, 2]
    with pytest.raises(ValueError, match="'xx'"):
        briefing.source_number("xx")
    plain = Briefing.model_validate(minimal)
    assert plain.running_title == plain.title
    assert plain.kind == "meeting-brief"


def test_any_two_languages(minimal: dict[str, Any]) -> None:
    """Nothing depends on English and Arabic: one language or another pair will do, in any case of letters."""
    text = json.dumps(minimal).replace('"en"', '"FA-ir"').replace('"ar"', '"ckb-arab"')
    assert Briefing.model_validate_json(text).title.languages == ("fa-IR", "ckb-Arab")
    assert Briefing.model_validate(in_english_only(minimal)).languages == ("en",)


def test_texts_are_in_the_order_of_the_languages(minimal: dict[str, Any]) -> None:
    """Texts written in another order are the same."""
    minimal["title"] = {"ar": "ب", "en": "a"}
    assert Briefing.model_validate(minimal).title.languages == ("en", "ar")


def test_written_and_read_again(full: dict[str, Any], minimal: dict[str, Any]) -> None:
    """Python data, JSON, pickle and the model itself lead back to an equal briefing with an equal hash."""
    for data in (full, minimal):
        briefing = Briefing.model_validate(data)
        again = [
            Briefing.model_validate(briefing),
            Briefing.model_validate(briefing.model_dump()),
            Briefing.model_validate(briefing.model_dump(mode="json")),
            Briefing.model_validate_json(briefing.model_dump_json()),
            pickle.loads(pickle.dumps(briefing)),  # noqa: S301 - our own bytes
            Briefing(**{name: getattr(briefing, name) for name in Briefing.model_fields}),
        ]
        assert all(other == briefing and hash(other) == hash(briefing) for other in again)


def test_what_is_not_there_is_not_written(minimal: dict[str, Any]) -> None:
    """Optional values that are absent leave no null and no empty list behind."""
    written = Briefing.model_validate(minimal).model_dump(mode="json")
    assert written == {**minimal, "kind": "meeting-brief", "dates": {"as_of": "2024-07-12", "issued": "2024-07-13"}}


def test_a_briefing_is_frozen(minimal: dict[str, Any]) -> None:
    """No field can be set."""
    with pytest.raises(ValidationError):
        Briefing.model_validate(minimal).reference = "x"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("languages", [], [("model.empty-list", "languages")]),
        ("languages", "en", [("model.not-a-list", "languages")]),
        ("languages", ["en", "EN"], [("model.duplicate-language", "languages.1")]),
        ("languages", ["en", "ar", "fr"], [("model.too-many-items", "languages")]),
        ("languages", ["en", "arabic"], [("model.bad-language-tag", "languages.1")]),
        ("kind", "memo", [("literal_error", "kind")]),
        ("reference", "a\nb", [("model.line-break", "reference")]),
        ("reference", 7, [("model.not-text", "reference")]),
        ("title.ar", DELETE, [("model.missing-language", "title.ar")]),
        ("title.fr", "a", [("model.unknown-language", "title.fr")]),
        ("title.en", "a [@xx] [@yy]", [("model.unknown-source", "title.en")] * 2),
        ("dates.issued", "2024-07-11", [("model.date-order", "dates.issued")]),
        ("dates.as_of", "2024-07", [("model.bad-date", "dates.as_of")]),
        ("handling.scheme", "nato", [("union_tag_invalid", "handling")]),
        ("handling.scheme", "tlp", [("literal_error", "handling.tlp.label")]),
        ("handling.label.ar", DELETE, [("model.missing-language", "handling.free.label.ar")]),
        ("contact.email", "a b@c", [("model.bad-email", "contact.email")]),
        ("contact.phone", "", [("model.blank-text", "contact.phone")]),
        ("summary", [], [("model.empty-list", "summary")]),
        ("summary", (), [("model.empty-list", "summary")]),
        ("summary[0].ar", "[@xx] ب", [("model.unknown-source", "summary.0.ar")]),
        ("facts", [], [("model.empty-list", "facts")]),
        ("timeline[0].sources", [], [("model.empty-list", "timeline.0.sources")]),
        ("facts[0].sources", ["jt", "xx"], [("model.unknown-source", "facts.0.sources.1")]),
        ("facts[0].sources", ["jt", "jt"], [("model.repeated-source", "facts.0.sources.1")]),
        ("facts[0].as_of", "2024-02-30", [("model.bad-date", "facts.0.as_of")]),
        ("facts[0].extra", 1, [("extra_forbidden", "facts.0.extra")]),
        ("facts[0].value", DELETE, [("missing", "facts.0.value")]),
        ("facts[0]", "x", [("model_type", "facts.0")]),
        ("key_figures[0].value", True, [("model.not-text", "key_figures.0.value")]),
        ("key_figures[0].value", float("nan"), [("model.bad-number", "key_figures.0.value")]),
        ("key_figures[0].value", float("-inf"), [("model.bad-number", "key_figures.0.value")]),
        ("key_figures[0].value", 10**101, [("model.bad-number", "key_figures.0.value")]),
        ("key_figures[0].value", "", [("model.blank-text", "key_figures.0.value")]),
        ("key_figures[0].value", "a\nb", [("model.line-break", "key_figures.0.value")]),
        ("activity_areas[0].sources", ["xx"], [("model.unknown-source", "activity_areas.0.sources.0")]),
        ("quotes[0].text", "أ\nب", [("model.line-break", "quotes.0.text")]),
        ("quotes[0].translations.en", "a\n", [("model.line-break", "quotes.0.translations.en")]),
        ("title.en", "a\u2028b", [("model.line-break", "title.en")]),
        ("facts[0].value.ar", "أ\ufeffب", [("model.bad-character", "facts.0.value.ar")]),
        ("quotes[0].source", "xx", [("model.unknown-source", "quotes.0.source")]),
        ("quotes[0].language", "fr", [("model.missing-language", "quotes.0.translations.ar")]),
        ("quotes[0].language", "f", [("model.bad-language-tag", "quotes.0.language")]),
        ("quotes[0].translations.ar", "ب", [("model.unknown-language", "quotes.0.translations.ar")]),
        ("quotes[0].translations", DELETE, [("model.missing-language", "quotes.0.translations.en")]),
        ("quotes[0].translations", {}, [("model.missing-language", "quotes.0.translations.en")]),
        ("quotes[0].translated_by", DELETE, [("model.missing-translator", "quotes.0.translated_by")]),
        ("disagreements[0].positions[1]", DELETE, [("model.too-few-items", "disagreements.0.positions")]),
        ("disagreements[0].positions", [], [("model.empty-list", "disagreements.0.positions")]),
        ("glossary", [], [("model.empty-list", "glossary")]),
        ("glossary[0].short", {}, [("model.missing-language", "glossary.0.short")]),
        ("glossary[0].short", "NATO", [("model.not-localized", "glossary.0.short")]),
        ("glossary[0].short.en", "NA\nTO", [("model.line-break", "glossary.0.short.en")]),
        ("glossary[0].short", {"english": "NATO"}, [("model.bad-language-tag", "glossary.0.short.english")]),
        ("glossary[0].short", {"fr": "OTAN"}, [("model.unknown-language", "glossary.0.short.fr")]),
        ("glossary[0].short", {"em": "WAJ"}, [("model.unknown-language", "glossary.0.short.em")]),
        ("glossary[0].short", {"en": "NATO", "ra": "الناتو"}, [("model.unknown-language", "glossary.0.short.ra")]),
        ("glossary[0].short.en", "N" * 1_001, [("model.text-too-long", "glossary.0.short.en")]),
        ("glossary[0].full.ar", "م" * 1_001, [("model.text-too-long", "glossary.0.full.ar")]),
        ("title.ar", "ع" * 1_001, [("model.text-too-long", "title.ar")]),
        ("title.ar", "ع" * 1_000, []),
        ("reference", "A" * 1_001, [("model.text-too-long", "reference")]),
        ("prepared_for.en", "A" * 1_001, [("model.text-too-long", "prepared_for.en")]),
        ("sources[0].publisher.en", "A" * 1_001, [("model.text-too-long", "sources.0.publisher.en")]),
        ("sources[0].url", "https://a.org/" + "b" * 1_987, [("model.text-too-long", "sources.0.url")]),
        ("sources[0].url", "https://a.org/" + "b" * 1_986, []),
        ("summary[0].en", "[a](https://a.org/" + "b" * 1_987 + ")", [("model.text-too-long", "summary.0.en")]),
        ("glossary[0].full.ar", DELETE, [("model.missing-language", "glossary.0.full.ar")]),
        ("glossary[0].full.en", " ", [("model.blank-text", "glossary.0.full.en")]),
        ("glossary[0].explanation.en", "[@xx] a", [("model.unknown-source", "glossary.0.explanation.en")]),
        ("glossary[1].short", {"en": "NATO"}, [("model.duplicate-term", "glossary.1.short.en")]),
        ("glossary[1].short", {"en": "MENA", "ar": "NATO"}, [("model.duplicate-term", "glossary.1.short.ar")]),
        ("glossary[0].short.ar", "NATO", []),
        ("sources[1].key", "jt", [("model.duplicate-source", "sources.1.key")]),
        ("sources[0].key", "j t", [("model.bad-key", "sources.0.key")]),
        ("sources[0].url", "ftp://example.org", [("model.bad-link", "sources.0.url")]),
        ("sources[0].url", "mailto:a@example.org", [("model.bad-link", "sources.0.url")]),
        ("sources[0].kind", "blog", [("literal_error", "sources.0.kind")]),
        ("sources", DELETE, [("model.unknown-source", "bottom_line.en")]),
    ],
)
def test_each_rule_refuses(full: dict[str, Any], path: str, value: object, expected: list[tuple[str, str]]) -> None:
    """A broken rule is reported under its type at its own path."""
    change(full, path, value)
    found = problems(full)
    assert [problem for problem in found if problem in expected] == expected
    # Other places that depend on the changed one may be reported too, but nothing else is.
    assert {code for code, _ in found} - {code for code, _ in expected} <= {
        "model.unknown-source",
        "model.missing-translator",
    }


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("dates.issued", "2024-07-12"),
        ("dates.issued", DELETE),
        ("key_figures[0].value", -7.5),
        ("key_figures[0].value", 10**99),
        ("key_figures[0].value", "3 to *5*"),
        ("activity_areas[0].sources", DELETE),
        ("activity_areas[0].sources", ["jt"]),
        ("sources[0].url", "http://مثال.إختبار/أ"),
        ("sources[1].key", "mo"),
        ("contact.email", DELETE),
        ("kind", DELETE),
        ("facts", ()),
        ("handling", {"scheme": "tlp", "label": "TLP:AMBER+STRICT"}),
        ("quotes[0].text", "[a](b) *c* [@xx]"),
        ("summary[0].en", "One\nand two\n"),
    ],
)
def test_the_other_side_of_each_rule(full: dict[str, Any], path: str, value: object) -> None:
    """What is just allowed is accepted."""
    change(full, path, value)
    assert problems(full) == []


def test_a_quote_in_the_only_language_needs_no_translation(minimal: dict[str, Any]) -> None:
    """With one language, a quote in it has no translation, and must have none."""
    data = in_english_only(minimal)
    data["sources"] = [{"key": "mo", "title": {"en": "a"}, "publisher": {"en": "a"}, "date": 2024}]
    quote = {"text": "a", "language": "en", "speaker": {"en": "b"}, "date": 2024, "source": "mo"}
    data["quotes"] = [quote]
    assert problems(data) == []
    quote["translations"] = {"ar": "ب"}
    quote["translated_by"] = {"en": "c"}
    assert problems(data) == [("model.unknown-language", "quotes.0.translations.ar")]


def test_everything_is_reported_at_once(full: dict[str, Any]) -> None:
    """Shape errors, missing languages and unknown sources come in one error."""
    for path, value in [
        ("title.ar", DELETE),
        ("facts[0].sources", ["xx"]),
        ("summary[0].en", "[@yy] a"),
        ("dates.as_of", 5),
        ("typo", 1),
    ]:
        change(full, path, value)
    assert {path for _, path in problems(full)} == {
        "title.ar", "facts.0.sources.0", "summary.0.en", "dates.as_of", "typo",
    }  # fmt: skip


def test_nested_models_are_checked_again(full: dict[str, Any]) -> None:
    """A part that was valid by itself is checked against the briefing that it comes into."""
    text = LocalizedText({"en": "a [@xx]"})
    full["title"] = text
    source = Source.model_validate({**full["sources"][0], "key": "new"})
    full["sources"] = [*full["sources"], source]
    assert problems(full) == [("model.unknown-source", "title.en"), ("model.missing-language", "title.ar")]


def test_briefings_do_not_mix_in_threads(full: dict[str, Any], minimal: dict[str, Any]) -> None:
    """What one validation knows about its briefing is not seen by another at the same time, nor afterwards."""
    change(minimal, "title.en", "a [@jt]")
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(problems, [full, minimal] * 50))
    assert found == [[], [("model.unknown-source", "title.en")]] * 50
    assert LocalizedText.model_validate({"en": "a [@anything]"}).languages == ("en",)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.binary(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3) | st.integers(), inner, max_size=3),
    max_leaves=8,
)


@given(JUNK, st.dictionaries(st.sampled_from(list(Briefing.model_fields)), JUNK))
def test_garbage_gives_a_validation_error(junk: object, fields: dict[str, object]) -> None:
    """Whatever comes in, the only error is pydantic's, and all of its types are known."""
    for data in (junk, fields):
        with pytest.raises(ValidationError) as caught:
            Briefing.model_validate(data)
        assert {found["type"] for found in caught.value.errors()} <= {*CODES, *_BUILT_IN, "invalid_key"}


def test_json_schema_is_valid_and_accepts(full: dict[str, Any], minimal: dict[str, Any]) -> None:
    """The schema is one of draft 2020-12, and takes what the model takes."""
    schema = Briefing.model_json_schema()
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for data in (full, minimal, Briefing.model_validate(full).model_dump(mode="json")):
        assert [error.message for error in validator.iter_errors(data)] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("title", "a"), ("title", {}), ("title.en", 1), ("title.x y", "a"), ("facts", []), ("facts", None), ("typo", 1),
        ("languages", ["en", "ar", "fr"]), ("dates.as_of", "2024-7-1"), ("dates.as_of", 2024), ("handling.label", "a"),
        ("facts[0].as_of", "2024-13"), ("facts[0].sources", ["a", "a"]), ("disagreements[0].positions[1]", DELETE),
        ("short_title", None), ("sources[0].url", "ftp://a"), ("sources[0].key", "-"), ("handling.scheme", "x"),
        ("key_figures[0].value", True), ("languages", ["english"]), ("contact.email", "a"), ("summary", DELETE),
    ],
)  # fmt: skip
def test_json_schema_refuses(full: dict[str, Any], path: str, value: object) -> None:
    """What an editor can see by the shape alone, the schema refuses."""
    change(full, path, value)
    assert not Draft202012Validator(Briefing.model_json_schema()).is_valid(full)


def test_every_field_is_described_with_an_example_that_fits() -> None:
    """Each field has a description and examples, and the examples are valid by the schema."""
    schema = Briefing.model_json_schema()
    parts = {"Briefing": schema, **schema["$defs"]}
    checked = 0
    for name, part in parts.items():
        for field, rule in part.get("properties", {}).items():
            assert rule["description"].endswith("."), f"{name}.{field}"
            for example in rule["examples"]:
                errors = Draft202012Validator({**rule, "$defs": schema["$defs"]}).iter_errors(example)
                assert [error.message for error in errors] == [], f"{name}.{field}"
                checked += 1
    assert checked > 60
