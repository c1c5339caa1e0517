"""A small briefing in any one or two of the languages that briefgen speaks."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML

import briefgen

LANGUAGES: Final = ("en", "ar", "fr", "fa", "ur", "he", "ckb")
PAIRS: Final = (
    ("en", "fr"), ("ar", "fa"), ("ar", "ur"), ("en", "ur"), ("ur", "en"), ("he", "ar"), ("fa", "ckb"), ("fr", "ar"),
    ("ckb", "en"),
)  # fmt: skip
DATA: Final = Path(__file__).with_name("seven_languages.yaml")


@cache
def in_languages(*languages: str) -> briefgen.Briefing:
    """The briefing of ``seven_languages.yaml`` in these languages; the quote was said in the first of them."""
    data = {"languages": languages, **_only(YAML(typ="safe").load(DATA), languages)}
    for quote in data["quotes"]:
        words = quote["text"]
        quote["language"], quote["text"] = languages[0], words.pop(languages[0])
        if words:
            quote["translations"] = words
        else:
            del quote["translated_by"]
    return briefgen.loads(json.dumps(data, default=str), format="json")


def _only(value: Any, languages: tuple[str, ...]) -> Any:
    """A value with each text in these languages only."""
    if isinstance(value, list):
        return [_only(item, languages) for item in value]
    if not isinstance(value, dict):
        return value
    if set(value) == set(LANGUAGES):
        return {language: value[language] for language in languages}
    return {key: _only(item, languages) for key, item in value.items()}
