"""The codes of everything that can be wrong with a briefing, and how the models say it.

A model reports a problem as a pydantic error whose type *is* the code of the later diagnostic, so the two cannot drift
apart. ``briefgen.model.report`` turns pydantic's own error types into the same codes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, LiteralString, NoReturn, TypeAlias

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

Location: TypeAlias = tuple[int | str, ...]

CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "file.alias-bomb": "the aliases of the YAML file unfold to too many values, or an alias stands inside itself",
        "file.bad-character": "the file has a character that must not stand in a briefing",
        "file.bad-tag": "a YAML tag is not of the core schema, or does not fit its value",
        "file.duplicate-key": "a mapping has the same key twice",
        "file.empty": "the file has no content",
        "file.is-a-directory": "the path is a directory",
        "file.missing": "there is no file of this name",
        "file.no-text": "the file is a PDF file, a document of a word processor or an archive",
        "file.not-a-mapping": "the file is not a mapping of keys to values",
        "file.not-utf8": "the file is not encoded in UTF-8",
        "file.syntax": "the file is not well-formed YAML or JSON",
        "file.text-cut": "a comma (in the short form of a mapping) or a # cuts a text off that goes on behind it",
        "file.too-deep": "lists and mappings are nested too deeply",
        "file.too-large": "the file has too many bytes or too many values",
        "file.unreadable": "the file cannot be read",
        "model.bad-change": "a change has marks that do not pair up, or says nothing",
        "model.bad-character": (
            "a text has a control character, a lone surrogate, a noncharacter, U+FEFF or a private-use character"
        ),
        "model.bad-chart": "a chart has no number, a share that is none, or several series and one without a label",
        "model.bad-citation": "a citation in a text is not of the form [@key] or [@key1; @key2]",
        "model.bad-date": "a date is not of the form YYYY-MM-DD, or (where allowed) YYYY-MM or YYYY",
        "model.bad-direction": "a text is marked with another word than ltr, rtl, auto or plain, or where it cannot be",
        "model.bad-email": "an e-mail address is not of the form name@domain",
        "model.bad-hash": "a hash is not one of SHA-256 in 64 hexadecimal digits",
        "model.bad-key": "the key of a source, an audience or an insert has characters that it must not have",
        "model.bad-language-tag": "a language tag is not of the form language[-Script][-REGION]",
        "model.bad-link": "a link or address has a scheme that is not allowed, or is not complete",
        "model.bad-number": "a number is not finite, too long, or not in its range",
        "model.bad-path": "the path of a file leaves the folder of the briefing, or is not the same on every system",
        "model.bad-picture": "the file of a picture is not a PNG or JPEG file by its name",
        "model.bad-time": "a time of day is not of the form HH:MM",
        "model.blank-text": "a text has nothing to read",
        "model.date-order": "of two dates, one is before the other that it must not be before",
        "model.duplicate-audience": "two audiences have the same key",
        "model.duplicate-insert": "two inserts have the same key",
        "model.duplicate-language": "a language is given twice",
        "model.duplicate-source": "two sources have the same key",
        "model.duplicate-term": "two entries of the glossary have the same short form",
        "model.empty-list": "a list has no items",
        "model.invalid": "a value is not of the form that the model asks for",
        "model.line-break": "a text that must be one line has a line break or a tab, or a text has U+2028 or U+2029",
        "model.missing-key": "a required key is missing",
        "model.missing-language": "a text is missing in a language of the briefing",
        "model.missing-translation": "a quote says by whom or how it was translated, and has no translation",
        "model.missing-translator": "a quote is translated, and nobody is named as its translator",
        "model.needed-part": "an audience would not get something that a briefing must have",
        "model.newer-schema": "the briefing has fields of a version that is newer than the one that is read",
        "model.no-value": "a key or list item has no value",
        "model.not-a-choice": "a value is not one of the allowed ones",
        "model.not-a-list": "a list is needed, and something else is given",
        "model.not-a-mapping": "a mapping is needed, and something else is given",
        "model.not-a-number": "a number is needed, and something else is given",
        "model.not-localized": "a mapping from language to text is needed, and something else is given",
        "model.not-text": "a text is needed, and something else is given",
        "model.repeated-source": "one list of sources, or one citation, names a source twice",
        "model.row-length": "a row of a table, or a series of a chart, has more or fewer values than there are places",
        "model.text-too-long": "a text has too many characters",
        "model.time-order": "of two times of a programme, one is before the other that it must not be before",
        "model.too-few-items": "a list has too few items",
        "model.too-many-controls": "a text has too many controls that open embeddings, overrides or isolates",
        "model.too-many-items": "a list has too many items",
        "model.too-many-problems": "there are more problems than are listed",
        "model.unknown-audience": "an audience is named that the briefing does not list",
        "model.unknown-key": "a mapping has a key that the model does not know",
        "model.unknown-language": "a language is named, or a text is given in one, that does not belong there",
        "model.unknown-path": "a path leads to nothing in the briefing",
        "model.unknown-region": "a region is not one for which CLDR knows the language",
        "model.unknown-source": "a source is named that the briefing does not list",
    }
)

_SHOWN_CHARACTERS = 60


def problem(code: LiteralString, message: str, hint: str, *, offset: int | None = None) -> PydanticCustomError:
    """A pydantic error of our own.

    Args:
        code: a key of ``CODES``; it becomes the type of the error.
        message: a fact about the value.
        hint: what to do about it.
        offset: how many characters of the text without its markup stand before what is wrong, where that is known.
    """
    # pydantic fills the template in the order of the context: with the message last, braces in it stay as they are.
    where = {} if offset is None else {"offset": offset}
    return PydanticCustomError(code, "{message}", {**where, "hint": hint, "message": message})


def raise_all(title: str, found: Sequence[tuple[Location, PydanticCustomError]]) -> NoReturn:
    """Raise several problems at once, each at its location below the value that is being validated.

    pydantic puts the location of the value in front, and goes on with its neighbours.
    """
    details = [InitErrorDetails(type=error, loc=location, input=None) for location, error in found]
    raise ValidationError.from_exception_data(title, details)


def shown(text: str) -> str:
    """A text of the author's in double quotes, for a message: shortened, and with what is invisible as escapes."""
    cut = text if len(text) <= _SHOWN_CHARACTERS else text[: _SHOWN_CHARACTERS - 1] + "…"
    return '"' + "".join(ch if ch.isprintable() else _escape(ch) for ch in cut) + '"'


def _escape(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04X}" if number <= 0xFFFF else f"\\U{number:08X}"


def kind_of(value: object) -> str:
    """What a value is, in the words of the file's author: "a list", "a number"."""
    for types, words in _KINDS:
        if isinstance(value, types):
            return words
    return f"a value of the type {type(value).__name__}"


# In this order: True is an int, too.
_KINDS: Final[tuple[tuple[type | tuple[type, ...], str], ...]] = (
    (type(None), "nothing"),
    (bool, "true or false"),
    ((int, float), "a number"),
    (str, "a text"),
    ((list, tuple), "a list"),
    (Mapping, "a mapping"),
)
