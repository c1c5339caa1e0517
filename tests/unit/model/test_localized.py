"""Language tags, localized texts and the rules for characters."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from briefgen.model import LanguageTag, LocalizedText, VerbatimText
from briefgen.model.characters import MAX_BIDI_OPENINGS, MAX_TEXT_CHARACTERS, Line, PlainText, Words
from briefgen.model.localized import likely_tag

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
    [
        "a\tb\nc",
        "\u200cا\u0640\u064b\u2067",
        "\u00a0a",
        "\U0001f600",
        "a" * MAX_TEXT_CHARACTERS,
        "\ufffd",
        "\u2066a\u2069" * MAX_BIDI_OPENINGS,
    ],
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
        ("a\uece0", "model.bad-character"),
        ("\U000f0000", "model.bad-character"),
        ("\U0010fffd", "model.bad-character"),
        ("a\U0010ffff", "model.bad-character"),
        ("a\ufeff", "model.bad-character"),
        ("a\u2028", "model.line-break"),
        ("a\u2029b", "model.line-break"),
        ("a" + "\u2067\u2069" * (MAX_BIDI_OPENINGS + 1), "model.too-many-controls"),
        ("\u202a\u202b\u202d\u202e\u2066\u2067\u2068" * 18 + "a", "model.too-many-controls"),
        ("", "model.blank-text"),
        (" \n\t\u00a0", "model.blank-text"),
        ("\u200c\u2067", "model.blank-text"),
        ("a" * (MAX_TEXT_CHARACTERS + 1), "model.text-too-long"),
        (b"a", "model.not-text"),
    ],
)
def test_texts_that_are_refused(text: object, code: str) -> None:
    """Characters that no text may have, line breaks of other kinds, blank and too long texts are refused."""
    for kind in (TypeAdapter(PlainText), TypeAdapter(Line), TypeAdapter(Words)):
        with pytest.raises(ValidationError) as caught:
            kind.validate_python(text)
        assert codes(caught.value) == [(code, ())]
    for model in (LocalizedText, VerbatimText):
        with pytest.raises(ValidationError) as caught:
            model.model_validate({"ar": text})
        assert codes(caught.value) == [(code, ("ar",))]


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


@pytest.mark.parametrize(
    ("text", "character", "hint"),
    [
        ("a\nb", 2, "two quotes"),
        ("a\n\nb\n", 2, "two quotes"),
        ("a\n", 2, ">-"),
        ("a\n\n", 2, ">-"),
        ("\na", 1, "two quotes"),
        ("a\tb", 2, "write a space"),
        ("a\u2028b", 2, "write a space"),
    ],
)
def test_words_are_one_line(text: str, character: int, hint: str) -> None:
    """Words that are printed exactly have no line break and no tab; the hint for the end of a YAML block names >-."""
    for validate in (TypeAdapter(Words).validate_python, lambda words: VerbatimText.model_validate({"en": words})):
        with pytest.raises(ValidationError) as caught:
            validate(text)
        (found,) = caught.value.errors()
        assert found["type"] == "model.line-break"
        assert found["msg"].startswith(f"character {character} of the text is ")
        assert hint in found["ctx"]["hint"]


@pytest.mark.parametrize(("text", "hint"), [("a\n", ">-"), ("a\nb", "write a space"), ("a\tb", "write a space")])
def test_what_to_do_about_a_line_with_a_break(text: str, hint: str) -> None:
    """A break at the end comes from a block of YAML, any other from the author."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Line).validate_python(text)
    assert hint in caught.value.errors()[0]["ctx"]["hint"]


def test_verbatim_text_has_no_markup() -> None:
    """What would be bad markup elsewhere is text in the words of a quote."""
    assert VerbatimText.model_validate({"en": "[a](b) [@c;]"})["en"] == "[a](b) [@c;]"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("iw", "he"),
        ("iw-IL", "he-IL"),
        ("ku", "ckb"),
        ("ar_JO", "ar-JO"),
        ("AR_jo", "ar-JO"),
        ("Farsi", "fa"),
        ("ar", None),
        ("tlh", None),
        ("klingon", None),
        ("", None),
    ],
)
def test_the_tag_that_was_meant(written: str, meant: str | None) -> None:
    """Old codes, underscores and names of languages lead to the tag; of what is right or unknown nothing is said."""
    assert likely_tag(written) == meant
