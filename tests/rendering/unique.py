"""A whole briefing in which every text, number and date is one of its kind, and an independent search for them.

The words are made up, so that nothing else in a file has them, and each is known to belong to one field.
"""

from __future__ import annotations

import datetime as dt
import io
import itertools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import pikepdf
import pymupdf
import pypdf

from briefgen.model import Briefing, LocalizedText, PartialDate, VerbatimText, load
from briefgen.model.document import location_of
from briefgen.model.localized import ShortForms
from briefgen.model.walk import values_of

WHOLE_MODEL: Final = Path(__file__).parent / "whole_model.yaml"

_CITATION: Final = re.compile(r"\[@[^\]]*\]")
_SYLLABLES: Final = {
    "en": [first + vowel for first in "bdfgklmnprstvz" for vowel in "aiou"],
    "ar": [first + vowel for first in "بجدرزسشفقكلمن" for vowel in "اوي"],
}
_TIME: Final = re.compile(r"\d\d:\d\d")
_LENGTH: Final = 4
_YEAR: Final = 4
_FIRST_YEAR: Final = 1301
_FIRST_NUMBER: Final = 3_000_017
_NUMBER_STEP: Final = 7_919

# Words out of a list, names of fields elsewhere, and what says who may see what: none is a text.
_FIXED: Final = frozenset(
    {
        "schema_version", "languages", "other_languages", "controlling_language", "kind", "status", "scheme",
        "language",
        "translation_method", "result", "extent", "reliability", "credibility", "likelihood", "impact", "recommended",
        "withheld", "concerns", "path", "progress", "only_for", "without", "sees_not_for_use", "embargo_until",
        "foldings",
    }
)  # fmt: skip


class _Words:
    """Words, numbers and years, each given once."""

    def __init__(self) -> None:
        self._syllables = {
            language: itertools.product(syllables, repeat=_LENGTH) for language, syllables in _SYLLABLES.items()
        }
        self._numbers = itertools.count(_FIRST_NUMBER, _NUMBER_STEP)
        self._years = itertools.count(_FIRST_YEAR)

    def word(self, language: str) -> str:
        """A word that nobody has written before."""
        language = language if language in self._syllables else "en"
        # Far apart, so that no word is a part of two others side by side.
        return "".join(next(itertools.islice(self._syllables[language], 1_009, None)))

    def number(self) -> int:
        return next(self._numbers)

    def year(self) -> int:
        return next(self._years)


def unique_briefing() -> Briefing:
    """The whole model with other words: one of its kind in each field and language."""
    data = load(WHOLE_MODEL).model_dump(mode="json")
    words = _Words()
    keys = {source["key"]: words.word("en") for source in data["sources"]}
    # Files and flowables are none of its own, and how pages look is no content.
    for name in ("audiences", "audience", "pictures", "inserts", "presentation", "conventions"):
        data.pop(name, None)
    changed: dict[str, Any] = _changed(data, "", words, keys)
    for disagreement in changed["disagreements"]:
        disagreement.pop("concerns", None)
    for source in changed["sources"]:
        source.pop("withheld", None)
        source.setdefault("title", {tag: words.word(tag) for tag in data["languages"]})
    shorts = [short for entry in changed["glossary"] for short in entry["short"].values()]
    for text in changed["summary"]:
        for tag in text:
            text[tag] += " " + " ".join(shorts)
    return Briefing.model_validate(changed)


def _changed(value: Any, name: str, words: _Words, keys: Mapping[str, str]) -> Any:
    if name in _FIXED or (name == "label" and isinstance(value, str)):
        return value
    if isinstance(value, dict):
        if value and all(isinstance(text, str) for text in value.values()) and set(value) <= {"en", "ar", "fr"}:
            return {tag: _text(text, name, tag, words, keys) for tag, text in value.items()}
        return {key: _changed(each, key, words, keys) for key, each in value.items() if key != "only_for"}
    if isinstance(value, list):
        return [_changed(each, name, words, keys) for each in value]
    return _scalar(value, name, words, keys)


def _text(text: str, name: str, language: str, words: _Words, keys: Mapping[str, str]) -> str:
    if name == "words":  # what has changed, with its marks
        return f"{words.word(language)} [-{words.word(language)}-]{{+{words.word(language)}+}}"
    cited = "".join(_CITATION.findall(text))
    for old, new in keys.items():
        cited = re.sub(rf"@{re.escape(old)}(?=[\];\s])", f"@{new}", cited)
    return f"{words.word(language)} {words.word(language)} {cited}".strip()


def _scalar(value: Any, name: str, words: _Words, keys: Mapping[str, str]) -> Any:
    if name in {"key", "source", "sources"}:
        return keys[value]
    if isinstance(value, bool) or value is None or (isinstance(value, str) and _TIME.fullmatch(value)):
        return value
    if name in _DATES:
        return words.year() if isinstance(value, int) else f"{words.year()}{value[_YEAR:]}"
    if not isinstance(value, str):
        return words.number()
    one, other = words.word("en"), words.word("en")
    written = {
        "phone": f"+962 6 {words.number()}",
        "email": f"{one}@{other}.example",
        "online": f"https://{one}.example/{other}",
        "url": f"https://{one}.example/{other}",
        "archived_url": f"https://{one}.example/{other}",
        "sha256": f"{words.number():064x}",
        "file": f"{one}/{other}.txt",
    }
    return written.get(name, f"{one} {other}")


_DATES: Final = frozenset(
    {"as_of", "issued", "start", "end", "next_update", "review_by", "date", "retrieved", "checked", "deadline"}
)


def tokens_of(briefing: Briefing) -> dict[str, tuple[str, ...]]:
    """By the path of each value, the words and numbers that are only there."""
    found: dict[str, tuple[str, ...]] = {}
    for placed in values_of(briefing):
        tokens = tuple(dict.fromkeys(_tokens(placed.value)))
        if tokens and placed.field not in _FIXED:
            found[placed.path] = tokens
    counts: dict[str, int] = {}
    for tokens in found.values():
        for token in tokens:
            counts[token] = counts.get(token, 0) + 1
    return {
        path: kept for path, tokens in found.items() if (kept := tuple(each for each in tokens if counts[each] == 1))
    }


_LEAST: Final = 7


def _tokens(value: Any) -> Iterator[str]:
    match value:
        case bool():
            return
        case LocalizedText() | VerbatimText() | ShortForms():
            for text in value.root.values():
                yield from _tokens(_CITATION.sub(" ", text))
        case PartialDate() | dt.date():
            yield str(value)[:_YEAR]
        case _:
            yield from (token for token in re.findall(r"\w+", str(value)) if len(token) >= _LEAST)


class Part(NamedTuple):
    """Something that a program found in a file, and whether somebody wrote it to be read."""

    text: str
    written: bool = False


class Searched:
    """All that independent programs find in a file, to look for words in."""

    def __init__(self, pdf: bytes, password: str = "") -> None:
        """Read the file with pymupdf, pypdf and pikepdf, and as bytes."""
        everything = [*_by_pymupdf(pdf, password), *_by_pypdf(pdf, password)]
        everything += [Part(text) for text in (*_by_pikepdf(pdf, password), *_as_text(pdf))]
        self._words = "\0".join(_squeezed(part.text) for part in everything)
        # Years, which are too short to be looked for among the coordinates of a page.
        self._written = "\0".join(_european(part.text) for part in everything if part.written)

    def __contains__(self, token: object) -> bool:
        """Whether a word or number is there, forwards or backwards."""
        squeezed = _squeezed(str(token))
        if squeezed.isdigit() and len(squeezed) == _YEAR:
            return re.search(rf"(?<!\d){squeezed}(?!\d)|D:{squeezed}", self._written) is not None
        return squeezed in self._words or squeezed[::-1] in self._words


_DROPPED: Final = re.compile(r"[\s\u00ad\u0640\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff-]+")


_SEPARATOR: Final = re.compile("(?<=\\d)[,.\u066b\u066c'](?=\\d)")


def _squeezed(text: str) -> str:
    folded = _DROPPED.sub("", unicodedata.normalize("NFKC", text).casefold())
    return _SEPARATOR.sub("", _european(folded))


def _european(folded: str) -> str:
    return re.sub(r"[^\D0-9]", lambda digit: str(unicodedata.decimal(digit.group())), folded)


def _by_pymupdf(pdf: bytes, password: str) -> Iterator[Part]:
    open_document: Any = pymupdf.open  # without types
    with open_document(stream=pdf, filetype="pdf") as document:
        if password:
            document.authenticate(password)
        yield Part(str(document.metadata), written=True)
        yield Part(document.get_xml_metadata(), written=True)
        yield Part(str(document.get_toc()), written=True)
        for page in document:
            yield Part(page.get_text(), written=True)
            yield Part(str([link.get("uri") for link in page.get_links()]), written=True)
        for number in range(1, document.xref_length()):
            yield Part(document.xref_object(number))
            if document.xref_is_stream(number):
                yield from map(Part, _as_text(document.xref_stream(number) or b""))
        for name in document.embfile_names():
            yield Part(f"{name} {document.embfile_get(name).decode('utf-8', 'replace')}", written=True)


def _by_pypdf(pdf: bytes, password: str) -> Iterator[Part]:
    reader = pypdf.PdfReader(io.BytesIO(pdf), password=password or None)
    yield Part(str(reader.metadata), written=True)
    yield Part(str(reader.outline))
    yield Part(str(list(reader.named_destinations)), written=True)
    for page in reader.pages:
        yield Part(page.extract_text(), written=True)
    for name, contents in reader.attachments.items():
        yield from (Part(f"{name} {content.decode('utf-8', 'replace')}", written=True) for content in contents)


def _by_pikepdf(pdf: bytes, password: str) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(pdf), password=password) as document:
        for each in document.objects:
            yield from _strings(each)
            if isinstance(each, pikepdf.Stream):
                yield from _as_text(each.read_bytes())


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, pikepdf.String):
        yield str(value)
        yield from _as_text(bytes(value))
    elif isinstance(value, pikepdf.Name):
        yield str(value)
    elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        for key in value.keys():  # noqa: SIM118 - pikepdf's dictionaries give their keys so
            yield key
            below = value.get(key)
            if not (isinstance(below, pikepdf.Object) and below.is_indirect):
                yield from _strings(below)
    elif isinstance(value, pikepdf.Array):
        items: list[Any] = list(value)
        for item in items:
            if not (isinstance(item, pikepdf.Object) and item.is_indirect):
                yield from _strings(item)


def _as_text(data: bytes) -> Iterator[str]:
    yield data.decode("latin-1")
    for encoding in ("utf-8", "utf-16-be", "utf-16-le"):
        yield data.decode(encoding, "ignore")


def below(path: str, part: str) -> bool:
    """Whether a value stands at a path or below it."""
    steps = location_of(part)
    return location_of(path)[: len(steps)] == steps
