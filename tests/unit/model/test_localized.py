"""Language tags, localized texts and the rules for characters."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from briefgen.model import LanguageTag, LocalizedText, VerbatimText
from briefgen.model.characters import MAX_TEXT_CHARACTERS, Line, PlainText

TAG: TypeAdapter[str] = TypeAdapter(LanguageTag)


def codes(error: ValidationError) -> list[tuple[str, tuple[int | str, ...]]]:
    """The types and locations of all errors."""
    return [(found["type"], found["loc"]) for found in error.errors()]


@pytest.mark.parametrize(
    ("tag", "canonical"),
    [
        ("en", "en"), ("AR", "ar"), ("ar-jo", "ar-JO"), ("AR-ARAB-JO", "ar-Arab-JO"), ("es-419", "es-419"),
        ("kur-latn", "kur-Latn"),
    ],
)  # fmt: skip
def test_language_tags_are_made_canonical(tag: str, canonical: str) -> None:
    """Case does not matter, and comes out as RFC 5646 recommends."""
    assert TAG.validate_python(tag) == canonical


@pytest.mark.parametrize("tag", ["", "e", "english", "ar_JO", "ar-", "ar-JOR", "en-US-x-y", "ar-JO\n", "عر", 1, None])
def test_other_tags_are_refused(tag: object) -> None:
    """What is no language[-Script][-REGION] is refused."""
    with pytest.raises(ValidationError) as caught:
        TAG.validate_python(tag)
    assert codes(caught.value) == [("model.bad-language-tag", ())]


def test_localized_text_is_read_by_language() -> None:
    """A text is found by its tag, and an unknown tag is a ``KeyError``."""
    text = LocalizedText.model_validate({"EN": "a", "ar-jo": "ب"})
    assert (text["en"], text["ar-JO"], text.languages) == ("a", "ب", ("en", "ar-JO"))
    with pytest.raises(KeyError):
        text["fr"]


def test_localized_text_is_a_frozen_value() -> None:
    """Equal texts are equal, have one hash, and cannot be given another content."""
    one, other = LocalizedText({"en": "a", "ar": "ب"}), LocalizedText({"ar": "ب", "en": "a"})
    assert one == other
    assert hash(one) == hash(other)
    with pytest.raises(ValidationError):
        one.root = {}  # type: ignore[misc]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({}, [("model.missing-language", ())]),
        ("a", [("model.not-localized", ())]),
        (None, [("model.not-localized", ())]),
        ({"en": 1}, [("model.not-text", ("en",))]),
        ({"en": ""}, [("model.blank-text", ("en",))]),
        ({"en": "[@a]"}, [("model.blank-text", ("en",))]),
        ({"en": "[a](b) [@c;]"}, [("model.bad-link", ("en",)), ("model.bad-citation", ("en",))]),
        ({"en": "a [@b; @b]"}, [("model.repeated-source", ("en",))]),
        ({"en": "a", "EN": "b"}, [("model.duplicate-language", ("EN",))]),
        ({"english": "a", "x": ""}, [("model.bad-language-tag", ("english",)), ("model.bad-language-tag", ("x",))]),
        ({1: "a"}, [("model.bad-language-tag", (1,))]),
    ],
)
def test_localized_text_refuses(raw: object, expected: list[tuple[str, tuple[int | str, ...]]]) -> None:
    """Every problem of a text is reported, at the language it is in."""
    with pytest.raises(ValidationError) as caught:
        LocalizedText.model_validate(raw)
    assert codes(caught.value) == expected


@pytest.mark.parametrize(
    "text",
    ["a\tb\nc", "\u200cا\u0640\u064b\u2067", "\u00a0a", "\U0001f600", "a" * MAX_TEXT_CHARACTERS, "\ufffd", "\u2028a"],
)
def test_texts_are_kept_exactly(text: str) -> None:
    """No allowed character is changed."""
    assert TypeAdapter(PlainText).validate_python(text) == text
    assert LocalizedText.model_validate({"ar": text})["ar"] == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("\x00a", "model.bad-character"),
        ("a\r\nb", "model.bad-character"),
        ("a\x1f", "model.bad-character"),
        ("a\x7f", "model.bad-character"),
        ("a\x85", "model.bad-character"),
        ("a\x9f", "model.bad-character"),
        ("a\ud800", "model.bad-character"),
        ("a\ufffe", "model.bad-character"),
        ("a\ufdd0", "model.bad-character"),
        ("a\U0010ffff", "model.bad-character"),
        ("", "model.blank-text"),
        (" \n\t\u00a0", "model.blank-text"),
        ("\u200c\u2067", "model.blank-text"),
        ("a" * (MAX_TEXT_CHARACTERS + 1), "model.text-too-long"),
        (b"a", "model.not-text"),
    ],
)
def test_texts_that_are_refused(text: object, code: str) -> None:
    """Control characters, lone surrogates, noncharacters, blank and too long texts are refused."""
    for kind in (TypeAdapter(PlainText), TypeAdapter(Line)):
        with pytest.raises(ValidationError) as caught:
            kind.validate_python(text)
        assert codes(caught.value) == [(code, ())]


def test_bad_characters_are_named_by_code_point() -> None:
    """The message says which character it is, and which one of the text."""
    with pytest.raises(ValidationError) as caught:
        VerbatimText.model_validate({"en": "ab\x07"})
    assert caught.value.errors()[0]["msg"] == "character 3 of the text is U+0007, a control character"


@pytest.mark.parametrize("text", ["a\nb", "a\tb", "a\u2029b"])
def test_a_line_has_no_break(text: str) -> None:
    """A text of one line is refused when it has a line break or a tab."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Line).validate_python(text)
    assert codes(caught.value) == [("model.line-break", ())]


def test_verbatim_text_has_no_markup() -> None:
    """What would be bad markup elsewhere is text in the words of a quote."""
    assert VerbatimText.model_validate({"en": "[a](b) [@c;]"})["en"] == "[a](b) [@c;]"
