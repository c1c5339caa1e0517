"""What a briefing says, as a reader should get it back: its texts with the marks of citations in their places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from briefgen import Briefing
from briefgen.model.markup import parse_inline

CONTROLS = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
# Letters with their marks; digits in groups.
WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u064b-\u065f\u0670]+[^\W_]*)*")
# Presentation forms and private use: what text must never come out as.
FOREIGN = re.compile("[\ufb50-\ufdff\ufe70-\ufefc\ue000-\uf8ff\U000f0000-\U0010fffd]")


def folded(text: str) -> str:
    """A text as it is compared: NFC, white space folded, bidirectional controls left out."""
    return " ".join(unicodedata.normalize("NFC", text.translate(CONTROLS)).split())


def words(text: str) -> list[str]:
    """The words of a text, without punctuation."""
    return WORD.findall(folded(text))


def shown_text(briefing: Briefing, text: str) -> str:
    """A text with inline markup as it is printed."""
    return "".join(
        " ".join(f"[{briefing.source_number(key)}]" for key in span.citations) if span.citations else span.text
        for span in parse_inline(text)
    )


def texts(briefing: Briefing, language: str) -> list[str]:
    """Every text of a briefing in a language, and its quotes in it."""
    data = briefing.model_dump(mode="json", exclude={"short_title"})
    found = [folded(shown_text(briefing, text)) for text in _of_language(data, language)]
    return found + [folded(quote.text) for quote in briefing.quotes if quote.language == language]


def _of_language(value: Any, language: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == language and isinstance(inner, str):
                yield inner
            else:
                yield from _of_language(inner, language)
    elif isinstance(value, list):
        for inner in value:
            yield from _of_language(inner, language)
