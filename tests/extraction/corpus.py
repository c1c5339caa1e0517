"""The texts that are read back, as briefings: the example, the Universal Declaration, and sixty mixed lines.

Each is an ordinary briefing, rendered like any other. What is looked for are its sentences of five words or more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from ruamel.yaml import YAML

import briefgen
from briefgen import Briefing
from tests.conformance import declaration
from tests.rendering.texts import folded, texts

LINES: Final = Path(__file__).with_name("lines.yaml")
EXAMPLE: Final = Path(__file__).parents[2] / "examples" / "liaison-office" / "briefing.yaml"
# Both arrangements show both languages.
ARRANGEMENTS: Final = ("sequential", "side-by-side")
LANGUAGES: Final = ("en", "ar")
LEAST_WORDS: Final = 5
LINES_OF_EACH_KIND: Final = 6
KINDS: Final = tuple("ABCDEFGHIJ")

Writing: TypeAlias = Literal["English", "Arabic", "mixed"]
Pair: TypeAlias = tuple[str, str]

_SENTENCE_END = re.compile(r"(?<=[.!?؟])\s+")
_ARABIC = re.compile(r"[\u0620-\u064a\u0671-\u06d3]")
_ARABIC_DIGIT = re.compile(r"[\u0660-\u0669\u06f0-\u06f9]")
_LATIN = re.compile(r"[0-9A-Za-z\u00c0-\u024f]")
_CITATION = re.compile(r"\[([1-3])\]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that is looked for.

    Attributes:
        text: as it is printed, with white space folded.
        language: that of its paragraph.
        kind: the letter of a mixed line; the name of the document for other sentences.
        place: which of the document's sentences it is, from 1.
    """

    text: str
    language: str
    kind: str
    place: int

    @property
    def writing(self) -> Writing:
        """English, Arabic, or mixed: of Arabic letters, Arabic digits, and Latin letters or digits more than one."""
        letters, digits, latin = (pattern.search(self.text) for pattern in (_ARABIC, _ARABIC_DIGIT, _LATIN))
        if letters or digits:
            return "mixed" if digits or latin else "Arabic"
        return "English"


@dataclass(frozen=True, slots=True)
class Document:
    """A briefing, and what is looked for in it.

    Attributes:
        name: what it is called in tables.
        briefing: rendered in both arrangements.
        sentences: those of five words or more, language by language, in the order of the briefing.
        texts: all that the briefing says in either language, for counting words.
    """

    name: str
    briefing: Briefing
    sentences: tuple[Sentence, ...]
    texts: tuple[str, ...]


@cache
def documents() -> tuple[Document, ...]:
    """The three documents."""
    example = briefgen.load(EXAMPLE)
    return (_document("example", example), _declaration(), _mixed_lines())


def sentences_of(text: str) -> list[str]:
    """The sentences of a text that have five words or more."""
    return [sentence for sentence in _SENTENCE_END.split(folded(text)) if len(sentence.split()) >= LEAST_WORDS]


def briefing_of(title: Pair, pairs: Iterable[Pair], **more: Any) -> Briefing:
    """An English and Arabic briefing whose summary is these pairs of paragraphs.

    Args:
        title: in English and in Arabic.
        pairs: each paragraph in English and in Arabic, as text with inline markup.
        more: further parts of the briefing.
    """
    return Briefing.model_validate(
        {
            "languages": LANGUAGES,
            "reference": "R-1",
            "title": _both(title),
            "dates": {"as_of": "2026-03-14"},
            "prepared_for": _both(("the reading room", "قاعة المطالعة")),
            "handling": {"scheme": "tlp", "label": "TLP:CLEAR"},
            "summary": [_both(pair) for pair in pairs],
            **more,
        }
    )


def _document(name: str, briefing: Briefing, texts_looked_for: dict[str, list[str]] | None = None) -> Document:
    said = {language: texts(briefing, language) for language in LANGUAGES}
    looked_for = said if texts_looked_for is None else texts_looked_for
    found = [(language, text) for language in LANGUAGES for text in chain(*map(sentences_of, looked_for[language]))]
    sentences = tuple(Sentence(text, language, name, place) for place, (language, text) in enumerate(found, 1))
    return Document(name, briefing, sentences, tuple(text for language in LANGUAGES for text in said[language]))


def _declaration() -> Document:
    """The Universal Declaration; the Arabic text has one recital fewer, so two English ones share a paragraph."""
    english, arabic = declaration.texts("en"), declaration.texts("ar")
    paragraphs = [*english[:5], f"{english[5]} {english[6]}", *english[7:]]
    briefing = briefing_of(
        ("Universal Declaration of Human Rights", "الإعلان العالمي لحقوق الإنسان"),
        zip(paragraphs[1:], arabic[1:], strict=True),
    )
    return _document("declaration", briefing, {"en": list(english), "ar": list(arabic)})


def _mixed_lines() -> Document:
    """The sixty lines: every fourth is a fact in a table, the others are paragraphs."""
    lines = list(_read_lines())
    pairs = [(_with_citations(line["en"]), _with_citations(line["ar"])) for line in lines]
    publisher = _both(("Office", "المكتب"))
    sources = [
        {"key": f"s{n}", "title": _both((f"Report {n}", f"تقرير {n}")), "publisher": publisher, "date": 2026}
        for n in (1, 2, 3)
    ]
    facts = [
        {"label": _both((f"Item {n}", f"البند {n}")), "value": _both(pair), "as_of": 2026, "sources": ["s1"]}
        for n, pair in enumerate(pairs[3::4], 1)
    ]
    paragraphs = [pair for place, pair in enumerate(pairs) if place % 4 != 3]
    briefing = briefing_of(("Mixed lines", "سطور مختلطة"), paragraphs, facts=facts, sources=sources)
    sentences = tuple(
        Sentence(folded(line[line["counted"]]), line["counted"], line["kind"], place)
        for place, line in enumerate(lines, 1)
    )
    said = [text for language in LANGUAGES for text in texts(briefing, language)]
    return Document("mixed lines", briefing, sentences, tuple(said))


def _read_lines() -> Iterator[dict[str, str]]:
    yield from YAML(typ="safe", pure=True).load(LINES.read_text(encoding="utf-8"))


def _with_citations(text: str) -> str:
    return _CITATION.sub(r"[@s\1]", text)


def _both(pair: Pair) -> dict[str, str]:
    return dict(zip(LANGUAGES, pair, strict=True))
