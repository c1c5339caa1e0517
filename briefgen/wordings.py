"""In which words a value of a briefing may stand in a file, and which words a file has beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from briefgen.layout.edition import edition_names
from briefgen.layout.language.locale import LanguageLocale
from briefgen.model import Briefing, LocalizedText, PartialDate, VerbatimText, parse_inline, plain_text
from briefgen.model.base import Model
from briefgen.model.by_language import ByLanguage
from briefgen.model.changes import ChangedText
from briefgen.model.localized import ShortForms
from briefgen.model.walk import Placed, values_of
from briefgen.pdf.standard_names import MACHINE_TEXTS


def wordings_of(placed: Placed, locales: Iterable[LanguageLocale]) -> Iterator[str]:
    """Every way in which a value may stand in a file: as it is written, and as each language prints it."""
    match placed.value:
        case ChangedText():
            for language, text in placed.value.root.items():
                yield text
                stretches = placed.value.stretches(language)
                for left_out in ("added", "removed"):
                    yield "".join(each.text for each in stretches if each.kind != left_out)
        case LocalizedText():
            for text in placed.value.root.values():
                yield plain_text(text)
                yield from (span.link for span in parse_inline(text) if span.link)
        case VerbatimText() | ShortForms():
            yield from placed.value.root.values()
        case bool():
            return
        case _:
            yield str(placed.value)
            yield from _printed(placed.value, locales)


def _printed(value: object, locales: Iterable[LanguageLocale]) -> Iterator[str]:
    if isinstance(value, int | float):
        yield from (locale.number(value) for locale in locales)
    elif isinstance(value, PartialDate | dt.date):
        for locale in locales:
            yield locale.date(value)
            yield locale.day_and_month(value)  # as the first of two dates may stand


def texts_seen(briefing: Briefing, locales: Iterable[LanguageLocale]) -> Iterator[str]:
    """Everything that the readers of a briefing may see: its texts, and what every file says of itself."""
    for placed in values_of(briefing):
        yield from wordings_of(placed, locales)
    for locale in locales:
        languages = [locale.language_name(tag) for tag in briefing.all_languages]
        yield from languages
        for label in locale.spec.labels.values():
            yield label
            yield from (label.replace("{language}", language) for language in languages if "{language}" in label)
        yield from locale.spec.kinds.values()
    yield from edition_names(briefing)
    yield from MACHINE_TEXTS


def keys_of(part: object) -> Iterator[str]:
    """The names of all fields of a briefing: they are the keys of the one that is embedded."""
    if isinstance(part, Model):
        for name, value in part:
            yield name
            yield from keys_of(value)
    elif isinstance(part, tuple):
        for item in part:
            yield from keys_of(item)
    elif isinstance(part, ByLanguage):
        for tag, value in part.items():
            yield tag
            yield from keys_of(value)
