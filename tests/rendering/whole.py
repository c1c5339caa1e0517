"""The whole briefing: a briefing with every field of the model, and how each of its values is printed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, get_args

from pydantic import BaseModel, RootModel
from reportlab.platypus import Spacer

import briefgen
from briefgen.layout.language.locale import BUNDLED, LanguageLocale
from briefgen.model.base import Model
from briefgen.model.by_language import ByLanguage
from briefgen.model.changes import ChangedText, Stretch
from briefgen.model.dates import PartialDate
from briefgen.model.localized import LocalizedText, ShortForms, VerbatimText
from briefgen.model.walk import Placed, values_of
from tests.rendering.texts import folded, shown_text

WHOLE: Final = Path(__file__).with_name("whole_model.yaml")
LANGUAGES: Final = ("en", "ar")

# What no page shows, by the class and the field, and why.
NOT_PRINTED: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {
        ("Briefing", "languages"): "the pages are in them",
        ("Briefing", "other_languages"): "named on pages in one language",
        ("Briefing", "schema_version"): "for programs",
        ("Briefing", "short_title"): "in the header and the footer, which are no content",
        ("TlpHandling", "label"): "in the header and the footer, which are no content",
        ("FreeHandling", "label"): "in the header and the footer, which are no content",
        ("TlpHandling", "copy_number"): "in the header, which is no content",
        ("FreeHandling", "copy_number"): "in the header, which is no content",
        ("TlpHandling", "scheme"): "for programs",
        ("FreeHandling", "scheme"): "for programs",
        ("Quote", "language"): "told with the name of the language",
        ("Quote", "prefix"): "finds the words in the source",
        ("Quote", "suffix"): "finds the words in the source",
        ("RecordedVerdict", "foldings"): "for programs",
        ("RecordedVerdict", "checked"): "told in the verdict",
        ("Change", "language"): "the words are in it",
        ("Change", "path"): "told as the name of the section",
        ("Disagreement", "concerns"): "told as the names of the statements",
        ("Source", "key"): "told as a number",
        ("Source", "kind"): "for programs",
        ("Source", "language"): "for programs",
        ("Source", "sha256"): "for programs",
        ("SourceText", "file"): "for programs",
        ("Briefing", "presentation"): "what pages look like",
        ("Briefing", "conventions"): "what dates and numbers look like",
        ("Chart", "kind"): "what is drawn",
        ("Chart", "alternative"): "for who cannot see the drawing",
        ("Picture", "file"): "the picture is shown",
        ("Picture", "files"): "the picture is shown",
        ("Picture", "kind"): "told as a label",
        ("Picture", "alternative"): "for who cannot see the picture",
        ("Insert", "key"): "for programs",
        ("Insert", "alternative"): "for who cannot see the drawing",
        ("SourceText", "extent"): "for programs",
    }
)
# Whole parts and fields of any class that no page shows.
NOT_PRINTED_PARTS: Final = frozenset({"Audience", "Presentation", "Convention"})
NOT_PRINTED_FIELDS: Final = frozenset({"only_for", "sources", "source"})

# Words of the file that a label tells, by class and field; ``{}`` is the word.
WORDS: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {
        ("Briefing", "status"): "status_{}",
        ("ActivityArea", "status"): "{}",
        ("Risk", "likelihood"): "{}",
        ("Risk", "impact"): "{}",
        ("Change", "kind"): "change_{}",
    }
)
VERDICTS: Final = MappingProxyType(
    {
        "exact": "verdict_exact",
        "exact-after-folding": "verdict_folded",
        "elided": "verdict_elided",
        "differs": "verdict_differs",
        "ambiguous": "verdict_ambiguous",
        "not-found": "verdict_not_found",
        "source-not-at-hand": "verdict_not_at_hand",
        "not-checked": "verdict_not_checked",
    }
)
METHODS: Final = MappingProxyType(
    {"human": None, "machine": "machine_translation", "machine-edited": "machine_edited_translation"}
)


@cache
def whole() -> briefgen.Briefing:
    """The briefing of ``whole_model.yaml``."""
    return briefgen.load(WHOLE)


def rendered(briefing: briefgen.Briefing, **options: Any) -> briefgen.RenderResult:
    """A briefing with the pictures and the flowables of the whole one."""
    flowables = {insert.key: Spacer(200, 40) for insert in briefing.inserts}
    return briefgen.render(briefing, folder=WHOLE.parent, flowables=flowables, **options)


@cache
def data_of_whole() -> dict[str, Any]:
    """Its data, to be copied and changed."""
    return whole().model_dump(mode="json", exclude_unset=True)


def changed(**fields: Any) -> briefgen.Briefing:
    """The briefing with other fields; one that is None is left out."""
    data = {**data_of_whole(), **fields}
    return briefgen.Briefing.model_validate({name: value for name, value in data.items() if value is not None})


def with_free_handling() -> briefgen.Briefing:
    """The briefing with a label in words of its own, whose other fields are those of TLP."""
    handling = {**data_of_whole()["handling"], "scheme": "free", "label": {"en": "OFFICIAL", "ar": "رسمي"}}
    return changed(handling=handling)


def fields_of(part: type[BaseModel], seen: set[type[BaseModel]] | None = None) -> set[tuple[str, str]]:
    """Every field of a class and of all that can stand below it."""
    seen = set() if seen is None else seen
    if part in seen:
        return set()
    if issubclass(part, RootModel):
        inner: Any = part.model_fields["root"].annotation if issubclass(part, ByLanguage) else None
        return {found for each in _classes_in(inner) for found in fields_of(each, seen)}
    seen.add(part)
    found = {(part.__name__, name) for name in part.model_fields}
    for field in part.model_fields.values():
        for below in _classes_in(field.annotation):
            found |= fields_of(below, seen)
    return found


def _classes_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _classes_in(argument)


def used_fields(part: Model) -> set[tuple[str, str]]:
    """The fields of a part and of all below it that have a value."""
    found = {(type(part).__name__, name) for name in part.model_fields_set}
    for _, value in part:
        items = (
            value.root.values() if isinstance(value, ByLanguage) else value if isinstance(value, tuple) else (value,)
        )
        for item in items:
            if isinstance(item, Model):
                found |= used_fields(item)
    return found


def printed(briefing: briefgen.Briefing, language: str) -> Iterator[tuple[str, str]]:
    """Every value with its path, as a page in a language shows it."""
    locale = BUNDLED.load(language, convention=briefing.conventions.get(language))
    for placed in values_of(briefing):
        name = type(placed.owner).__name__
        if (name, placed.field) in NOT_PRINTED or name in NOT_PRINTED_PARTS or placed.field in NOT_PRINTED_FIELDS:
            continue
        if placed.value is False or placed.value is None:  # what is not so, and an empty cell
            continue
        text = _printed(briefing, placed, locale)
        if text is not None:
            yield placed.path, folded(text)


def _printed(briefing: briefgen.Briefing, placed: Placed, locale: LanguageLocale) -> str | None:
    value, owner = placed.value, placed.owner
    key = (type(owner).__name__, placed.field)
    if isinstance(value, LocalizedText | VerbatimText | ShortForms):
        return _text(briefing, value, locale.language)
    if key in WORDS:
        # An addendum that says to what has said that it is one.
        return None if value == "addendum" else locale.label(WORDS[key].format(value.replace("-", "_")))
    told = _told(key, placed, locale)
    return told(value) if told is not None else _value(value, locale)


def _told(key: tuple[str, str], placed: Placed, locale: LanguageLocale) -> Callable[[Any], str | None] | None:
    """How a value is told that is not printed as it is."""
    owner: Any = placed.owner
    return {
        ("Briefing", "kind"): locale.kind,
        ("Briefing", "controlling_language"): locale.language_name,
        ("Quote", "translation_method"): lambda method: _method(method, owner.language == locale.language, locale),
        # Beside its translation, the original stands in the column of its own language.
        ("Quote", "text"): lambda words: words if owner.language == locale.language else None,
        ("RecordedVerdict", "result"): lambda result: locale.label(VERDICTS[result], date=locale.date(owner.checked)),
        ("Source", "reliability"): lambda grade: locale.label("reliability", grade=grade),
        ("Source", "credibility"): lambda grade: locale.label("credibility", grade=grade),
        ("Source", "withheld"): lambda _: locale.label("withheld"),
        ("Period", "start"): lambda _: locale.interval(owner.start, owner.end),
        ("Period", "end"): lambda _: locale.interval(owner.start, owner.end),
        ("Chart", "categories"): lambda value: str(value) if isinstance(value, int) else _value(value, locale),
        ("ActivityArea", "progress"): lambda percent: locale.percent(percent),  # noqa: PLW0108 - of the table's type
        ("DecisionOption", "recommended"): lambda _: locale.label("recommended"),
    }.get(key)


def _method(method: str, original: bool, locale: LanguageLocale) -> str | None:  # noqa: FBT001 - of a table
    label = METHODS[method]
    return None if label is None or original else locale.label(label)


def _text(briefing: briefgen.Briefing, value: Any, language: str) -> str | None:
    if language not in value.languages:
        return None
    if isinstance(value, ChangedText):
        return _with_changes(value.stretches(language))
    return shown_text(briefing, value[language]) if isinstance(value, LocalizedText) else value[language]


def _with_changes(stretches: Sequence[Stretch]) -> str:
    """A text with what was removed and what was added, which a space keeps apart."""
    pairs = zip((Stretch("kept", ""), *stretches), stretches, strict=False)
    return "".join(" " * ("kept" not in (before.kind, each.kind)) + each.text for before, each in pairs)


def _value(value: Any, locale: LanguageLocale) -> str:
    if isinstance(value, PartialDate | dt.date):
        return locale.date(value)
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return locale.date(dt.date.fromisoformat(value))
    return locale.number(value).removeprefix("https://")
