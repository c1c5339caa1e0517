"""What is written can be read: the same briefing comes back, in either format, whole or in one language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from briefgen.model import Briefing, LocalizedText, VerbatimText, loads
from briefgen.model.characters import FORBIDDEN
from briefgen.model.one_language import in_one_language
from briefgen.model.write import to_json, to_yaml

# Where YAML has rules of its own: indicators, white space at the ends, what looks like another type, long lines.
SNIPPETS: Final = (
    "a", "ب", " ", "  ", "\n", "\n\n", "\t", ":", ": ", " #", "- ", "? ", "| ", "> ", "& ", "'", '"', "\\", "{", "}",
    ",", "%", "@", "`", "!", "~", "null", "no", "0x1f", "1e3", "2024-07-12", "---", "...", "<<", "=", "\u00a0",
    "\u0085", "\u200f", "\u202b\u202c", "\U0001f600", "\ufffd", "word " * 30,
)  # fmt: skip

words: Final = (
    st.lists(st.sampled_from(SNIPPETS), max_size=12)
    .map("".join)
    .filter(lambda text: not FORBIDDEN.search(text))
    .map(lambda text: f"x{text}x")
)


@pytest.mark.parametrize("compact", [True, False])
def test_json_comes_back(full: dict[str, Any], *, compact: bool) -> None:
    """JSON begins with the version of its fields, is the same for the same briefing, and is loaded as it was."""
    briefing = Briefing.model_validate(full)
    written = to_json(briefing, compact=compact)
    assert list(json.loads(written))[:2] == ["schema_version", "languages"]
    assert loads(written, format="json") == briefing
    assert to_json(loads(written, format="json"), compact=compact) == written
    assert (written.count("\n") > 100) != compact


def test_yaml_comes_back(full: dict[str, Any]) -> None:
    """YAML has its keys in the order of the model and its Arabic as it is, and is loaded as it was."""
    briefing = Briefing.model_validate(full)
    written = to_yaml(briefing)
    assert written.startswith("schema_version: 1\nlanguages:\n- en\n- ar\n")
    assert "ar: المعبر\n" in written
    assert loads(written) == briefing


@given(words)
def test_any_text_comes_back(text: str) -> None:
    """Whatever stands in a text, both formats give it back."""
    data = {
        "languages": ["en"],
        "reference": "R",
        "title": {"en": "T"},
        "dates": {"as_of": "2024-07-12"},
        "prepared_for": {"en": "x"},
        "handling": {"scheme": "tlp", "label": "TLP:CLEAR"},
        "summary": [{"en": text}],
        "quotes": [
            {
                "text": " ".join(text.split()),
                "language": "en",
                "speaker": {"en": "S"},
                "date": 2024,
                "source": "s",
            }
        ],
        "sources": [{"key": "s", "title": {"en": "T"}, "publisher": {"en": "P"}, "date": "2024-07"}],
    }
    try:
        briefing = Briefing.model_validate(data)
    except ValueError:  # as markup, it may be none
        briefing = Briefing.model_validate({**data, "summary": [{"en": "x"}]})
    assert loads(to_json(briefing), format="json") == briefing
    assert loads(to_json(briefing, compact=True), format="json") == briefing
    assert loads(to_yaml(briefing)) == briefing


@pytest.mark.parametrize("value", [7, 7.5, 1e22, 1e-7, 10**60, "7", "1e3", "3 to 5", -0.0])
def test_figures_keep_their_type(full: dict[str, Any], value: float | str) -> None:
    """A number stays the same number, and a text that looks like one stays a text."""
    full["key_figures"][0]["value"] = value
    briefing = Briefing.model_validate(full)
    for again in (loads(to_json(briefing), format="json"), loads(to_yaml(briefing))):
        assert repr(again.key_figures[0].value) == repr(value)


def texts(part: object) -> Iterator[LocalizedText | VerbatimText]:
    """Every text of a part of a briefing that is given by language."""
    if isinstance(part, LocalizedText | VerbatimText):
        yield part
    elif isinstance(part, BaseModel):
        for _, value in part:
            yield from texts(value)
    elif isinstance(part, tuple):
        for item in part:
            yield from texts(item)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_one_language_has_nothing_of_the_other(full: dict[str, Any], language: str) -> None:
    """Every text is left in one language alone; the other language is only named."""
    whole = Briefing.model_validate(full)
    briefing = in_one_language(whole, language)
    assert briefing.languages == (language,)
    assert briefing.other_languages == tuple(tag for tag in ("en", "ar") if tag != language)
    assert {tag for text in texts(briefing) for tag in text.languages} == {language}
    assert briefing.title[language] == whole.title[language]
    assert len(briefing.summary) == len(whole.summary)
    assert in_one_language(briefing, language) == briefing


def test_a_quote_keeps_the_words_that_were_said(full: dict[str, Any]) -> None:
    """The words of an Arabic quote stay in an English briefing; its translator goes where there is no translation."""
    whole = Briefing.model_validate(full)
    english, arabic = in_one_language(whole, "en").quotes[0], in_one_language(whole, "ar").quotes[0]
    assert english.text == arabic.text == whole.quotes[0].text
    assert english.translations is not None
    assert english.translations.languages == ("en",)
    assert english.translated_by is not None
    assert (arabic.translations, arabic.translated_by) == (None, None)


def test_languages_elsewhere_stay(full: dict[str, Any]) -> None:
    """A language in which the whole briefing exists elsewhere is still one of the others."""
    briefing = in_one_language(Briefing.model_validate({**full, "other_languages": ["fr"]}), "ar")
    assert briefing.other_languages == ("en", "fr")
