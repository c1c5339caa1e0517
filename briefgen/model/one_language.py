"""A briefing in one of its languages, with nothing of the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from briefgen.model.base import Model
from briefgen.model.briefing import Briefing
from briefgen.model.by_language import ByLanguage
from briefgen.model.localized import LocalizedText, ShortForms, VerbatimText
from briefgen.model.markup import plain_text
from briefgen.model.paths import location_in
from briefgen.model.pictures import Picture
from briefgen.model.quotes import Quote


def in_one_language(briefing: Briefing, language: str) -> Briefing:
    """The briefing with its texts in one language; that it exists in others is all that is left of them.

    The words of a quote stay as they were said, in whatever language that was. A short form of another language stays
    where the texts have it, which then say what it stands for, and where there is none in this language, since it is
    shown then.

    Args:
        briefing: the whole one.
        language: one of its languages.
    """
    data = _reduced(briefing, language)
    _leave_out_unseen(data.get("glossary", ()), language, _texts_of(data))
    _leave_out_lost_paths(data)
    others = [tag for tag in briefing.all_languages if tag != language]
    return Briefing.model_validate({**data, "languages": [language], **({"other_languages": others} if others else {})})


def _reduced(part: Any, language: str) -> Any:
    """The raw input of a part of a briefing."""
    match part:
        case ShortForms():
            return dict(part.root)
        case LocalizedText() | VerbatimText():
            return {tag: text for tag, text in part.root.items() if tag == language}
        case Model():
            # What is as it is when it is left out, is left out; an empty list of audiences is not.
            defaults = type(part).model_fields
            fields = {name: value for name, value in part if value != defaults[name].default}
            if isinstance(part, Quote) and (part.translations is None or language not in part.translations.languages):
                # Who translated words that are not here is of no use either.
                fields = {name: fields[name] for name in fields if name not in _OF_TRANSLATION}
            if isinstance(part, Picture):  # the file of this language alone is left
                fields = {**fields, "file": part.file_for(language)}
                fields.pop("files", None)
            return {name: _reduced(value, language) for name, value in fields.items()}
        case tuple():
            return [_reduced(item, language) for item in part]
        case ByLanguage():
            return {tag: _reduced(value, language) for tag, value in part.items() if tag == language}
        case _:
            return part


_OF_TRANSLATION: Final = frozenset({"translations", "translated_by", "translation_method"})


def _leave_out_lost_paths(data: dict[str, Any]) -> None:
    """Take paths to what is no longer there out of what audiences go without, and out of what disagreements concern.

    It is the translation of a quote, with its translator and method, or a text in the other language.
    """
    for name, field in (("audiences", "without"), ("disagreements", "concerns")):
        for part in data.get(name, ()):
            kept = [path for path in part.pop(field, ()) if location_in(data, path) is not None]
            if kept:
                part[field] = kept


def _leave_out_unseen(glossary: Iterable[dict[str, Any]], language: str, texts: Iterable[str]) -> None:
    """Take the short forms of other languages out of a glossary where no page shows them."""
    shown = "\0".join(texts)
    for entry in glossary:
        shorts: dict[str, str] = entry["short"]
        needed = language if language in shorts else next(iter(shorts))
        entry["short"] = {tag: short for tag, short in shorts.items() if tag == needed or short in shown}


def _texts_of(part: Any) -> Iterator[str]:
    """The texts of raw input as they are written and as they are printed, without the short forms of a glossary."""
    match part:
        case str():
            yield part
            yield plain_text(part)
        case dict():
            for name, value in part.items():
                if name != "short":
                    yield from _texts_of(value)
        case list():
            for item in part:
                yield from _texts_of(item)
