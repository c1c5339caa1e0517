"""What the file of a language may say: the model that it is checked against, and its problems in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from string import Formatter
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal, TypeAlias, get_args

import babel
from babel.dates import PATTERN_CHARS, tokenize_pattern
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, ValidationInfo
from pydantic_core import ErrorDetails, PydanticCustomError

from briefgen.diagnostics import Diagnostic, Place
from briefgen.layout.language.labels import LABELS
from briefgen.model.characters import check_one_line, check_text
from briefgen.model.document import path_of
from briefgen.model.head import BriefingKind
from briefgen.model.localized import canonical_tag
from briefgen.model.problems import kind_of, problem, raise_all, shown
from briefgen.text.scripts import script_of_language, unicode_script

Digits = Literal["latn", "arab", "arabext"]

KINDS: Final[tuple[str, ...]] = get_args(BriefingKind)

# Fields of a pattern of CLDR (UTS #35, part 4), by what they tell; a pattern tells what its date has, and no more. The
# first day of a month may be a word.
_FIELDS: Final = {"G": "the era", "y": "the year", "M": "the month", "L": "the month", "d": "the day", "E": "", "c": ""}
_MONTH_AND_YEAR: Final = frozenset({"the month", "the year"})
_NEEDED: Final = MappingProxyType(
    {
        "day": _MONTH_AND_YEAR | {"the day"},
        "first": _MONTH_AND_YEAR,
        "month": _MONTH_AND_YEAR,
        "year": frozenset({"the year"}),
    }
)
_OPTIONAL: Final = MappingProxyType(
    {"day": {"the era", ""}, "first": {"the era", "", "the day"}, "month": {"the era"}, "year": {"the era"}}
)
_EXAMPLES: Final = MappingProxyType({"day": "d MMMM y", "first": "d MMMM y", "month": "MMMM y", "year": "y"})

_CLDR_LOCALE: Final = re.compile(r"[a-z]{2,3}(_[A-Z][a-z]{3})?(_([A-Z]{2}|[0-9]{3}))?")
_SCRIPT: Final = re.compile(r"[A-Z][a-z]{3}")

_INVALID: Final = "locale.invalid"
_CheckText: TypeAlias = Callable[[str, str], None]


def _text(value: object) -> str:
    """A text of one line, with nothing around it."""
    text = check_one_line(check_text(value))
    if text != text.strip():
        raise problem(_INVALID, "there is white space at the beginning or the end of the text", "remove it")
    return text


def _table(noun: str, names: Mapping[str, str], check: _CheckText) -> Callable[[object], dict[str, str]]:
    """A reader of a table with just these names, each with an example; it finds all problems at once."""

    def read(raw: object) -> dict[str, str]:
        if not isinstance(raw, dict):
            hint = f"write them below a line with the name of the table in brackets: {', '.join(names)}"
            raise problem(_INVALID, f"a table is needed, and {kind_of(raw)} is given", hint)
        found = [
            ((name,), problem(_INVALID, f'the {noun} "{name}" is missing', f'add {name} = "{example}"'))
            for name, example in names.items()
            if name not in raw
        ]
        for name, value in raw.items():
            try:
                if name not in names:
                    raise problem(_INVALID, f"there is no {noun} {shown(name)}", _instead(name, names))
                check(name, _text(value))
            except PydanticCustomError as error:
                found.append(((name,), error))
        if found:
            raise_all(noun, found)
        return raw

    return read


def _instead(name: str, names: Mapping[str, str]) -> str:
    close = get_close_matches(name, names, n=1)
    return f"did you mean `{close[0]}`?" if close else "remove it"


def _check_label(name: str, label: str) -> None:
    """Refuse a label that does not have each of its values once, as ``{name}`` and nothing else in the braces."""
    allowed = LABELS[name]
    listed = ", ".join(f"{{{value}}}" for value in allowed)
    found = []
    for value in _values_in(label):
        if value not in allowed:
            has = f"it may have {listed}" if allowed else "it has none"
            hint = f"write {listed}" if allowed else "remove it"
            raise problem(_INVALID, f"{{{value}}} is not a value of this label; {has}", hint)
        if value in found:
            raise problem(_INVALID, f"{{{value}}} stands twice in the label", "write it once")
        found.append(value)
    for value in allowed:
        if value not in found:
            raise problem(_INVALID, f"{{{value}}} is missing in the label", f"write {{{value}}} where it belongs")


def _values_in(label: str) -> Iterator[str]:
    try:
        parts = list(Formatter().parse(label))
    except ValueError as error:
        message = "a brace has no partner, or there is more than a name between two"
        raise problem(_INVALID, message, "write {{ or }} for a brace that is text") from error
    for _, field, form, conversion in parts:
        if field is None:
            continue
        more = (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
        yield field + more


def _check_pattern(name: str, pattern: str) -> None:
    """Refuse a pattern that is none of CLDR, or that tells more or less of a date than it has."""
    if pattern.replace("''", "").count("'") % 2:
        raise problem(_INVALID, "a single quote is not closed", "put a word in two single quotes: 'de'")
    told = set()
    for _, token in tokenize_pattern(pattern):
        if isinstance(token, str):
            continue
        letter, count = token
        means = _FIELDS.get(letter)
        if means is None or means not in _NEEDED[name] | _OPTIONAL[name]:
            message = f'"{letter}" asks for something that this date does not have'
            raise problem(_INVALID, message, f"put words in single quotes; a pattern is {_EXAMPLES[name]}, for example")
        lengths = PATTERN_CHARS[letter]
        if lengths is not None and count not in lengths:
            raise problem(_INVALID, f'"{letter * count}" has no meaning', f"write {_EXAMPLES[name]}, for example")
        told.add(means)
    missing = sorted(_NEEDED[name] - told)
    if missing:
        message = f"the pattern does not tell {' and '.join(missing)}"
        raise problem(_INVALID, message, f"write {_EXAMPLES[name]}, for example")


def _check_nothing(name: str, text: str) -> None:
    """Take any text."""
    del name, text


def _language(raw: object, info: ValidationInfo) -> str:
    """The tag of the file, which its name says, too: a copy of another file is found out."""
    language, named = canonical_tag(raw), (info.context or {}).get("named")
    if named is not None and language != named:
        message = f"the file is called {shown(named + '.toml')}, and the language in it is {shown(language)}"
        raise problem(_INVALID, message, f'write the language of the labels, and call the file "{language}.toml"')
    return language


def _script(raw: object, info: ValidationInfo) -> str:
    """The script of the labels, which must be that of the tag: it decides about direction and faces."""
    if not isinstance(raw, str) or not _SCRIPT.fullmatch(raw):
        named = shown(raw) if isinstance(raw, str) else kind_of(raw)
        raise problem(_INVALID, f"{named} is not the code of a script", "write a code of ISO 15924: Latn, Arab, Hebr")
    language = info.data.get("language", "")
    usual = script_of_language(language)
    if language and unicode_script(usual) != unicode_script(raw):
        message = f'the labels are in the script {raw}, and "{language}" is taken to be in {usual}'
        subtags = [subtag for subtag in language.split("-") if len(subtag) != len(raw)]
        tag = "-".join([subtags[0], raw, *subtags[1:]])
        raise problem(_INVALID, message, f'use the tag "{tag}" in the file, in its name and in the briefing')
    return raw


def _cldr_locale(raw: object) -> str:
    if isinstance(raw, str) and _is_in_cldr(raw):
        return raw
    named = shown(raw) if isinstance(raw, str) else kind_of(raw)
    hint = "write language and country with an underscore, such as de_DE, or the language alone"
    raise problem(_INVALID, f"CLDR has no locale {named}", hint)


def _is_in_cldr(name: str) -> bool:
    if not _CLDR_LOCALE.fullmatch(name):
        return False
    try:
        babel.Locale.parse(name)
    except babel.UnknownLocaleError:
        return False
    return True


def _digits(raw: object) -> str:
    if isinstance(raw, str) and raw in get_args(Digits):
        return raw
    named = shown(raw) if isinstance(raw, str) else kind_of(raw)
    raise problem(_INVALID, f"{named} is not the name of digits", f"write one of {', '.join(get_args(Digits))}")


def _quotes(raw: object) -> tuple[str, str]:
    if not isinstance(raw, list) or len(raw) != 2:
        number = f"a list of {len(raw)}" if isinstance(raw, list) else kind_of(raw)
        hint = 'write the opening and the closing mark: quotes = ["«", "»"]'
        raise problem(_INVALID, f"two quotation marks are needed, and {number} is given", hint)
    found = []
    for index, mark in enumerate(raw):
        try:
            check_one_line(check_text(mark))  # white space is part of French marks
        except PydanticCustomError as error:
            found.append(((index,), error))
    if found:
        raise_all("quotes", found)
    return raw[0], raw[1]


def _names(raw: object) -> dict[str, str]:
    if not isinstance(raw, dict):
        hint = "write them below a line [names]: a tag, an equals sign and the name"
        raise problem(_INVALID, f"a table is needed, and {kind_of(raw)} is given", hint)
    found = []
    for tag, name in raw.items():
        try:
            if canonical_tag(tag) != tag:
                message = f"{shown(tag)} is not written as tags are written here"
                raise problem(_INVALID, message, f'write "{canonical_tag(tag)}"')
            _text(name)
        except PydanticCustomError as error:
            found.append(((tag,), error))
    if found:
        raise_all("names", found)
    return raw


def _lists(raw: object) -> dict[str, str]:
    """Patterns for lists: each has two places, in order."""
    if not isinstance(raw, dict):
        hint = "write them below a line [lists]: start, middle, end and two"
        raise problem(_INVALID, f"a table is needed, and {kind_of(raw)} is given", hint)
    found = []
    for name, pattern in raw.items():
        try:
            if name not in _LIST_EXAMPLES:
                raise problem(_INVALID, f"there is no pattern {shown(name)} for lists", _instead(name, _LIST_EXAMPLES))
            if list(_values_in(_text(pattern))) != ["0", "1"]:
                message = "a pattern for lists needs {0} and then {1}, and nothing else in braces"
                raise problem(_INVALID, message, f'write {name} = "{_LIST_EXAMPLES[name]}", for example')
        except PydanticCustomError as error:
            found.append(((name,), error))
    if found:
        raise_all("lists", found)
    return raw


# UTS #35, part 2, 4: the first two of three or more items, more of them, the last one; and two items alone.
_LIST_EXAMPLES: Final = MappingProxyType(
    {"start": "{0}, {1}", "middle": "{0}, {1}", "end": "{0} and {1}", "two": "{0} and {1}"}
)

_LABEL_EXAMPLES: Final = {name: " ".join(["…", *(f"{{{v}}}" for v in values)]) for name, values in LABELS.items()}


class LocaleSpec(BaseModel):
    """The file of a language.

    Attributes:
        language: the BCP 47 tag, which is the name of the file, too.
        script: the ISO 15924 code of what the labels are written in.
        cldr_locale: whose months, signs and names of languages are used.
        digits: the numbering system of CLDR for what briefgen formats.
        quotes: the marks around a quote.
        dates: patterns of CLDR: of a day, of the first day of a month, of a month, of a year.
        labels: by the keys of ``LABELS``.
        kinds: what each kind of briefing is called.
        names: names of languages that are used instead of CLDR's.
        lists: patterns for lists that are used instead of CLDR's.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Annotated[str, BeforeValidator(_language)]
    script: Annotated[str, BeforeValidator(_script)]
    cldr_locale: Annotated[str, BeforeValidator(_cldr_locale)]
    digits: Annotated[Digits, BeforeValidator(_digits)]
    quotes: Annotated[tuple[str, str], BeforeValidator(_quotes)]
    dates: Annotated[dict[str, str], BeforeValidator(_table("pattern", _EXAMPLES, _check_pattern))]
    labels: Annotated[dict[str, str], BeforeValidator(_table("label", _LABEL_EXAMPLES, _check_label))]
    kinds: Annotated[
        dict[str, str], BeforeValidator(_table("kind of briefing", dict.fromkeys(KINDS, "…"), _check_nothing))
    ]
    names: Annotated[dict[str, str], BeforeValidator(_names)] = {}
    lists: Annotated[dict[str, str], BeforeValidator(_lists)] = {}


_KEY_EXAMPLES: Final = MappingProxyType(
    {
        "language": 'add language = "…", the tag that the file is called by',
        "script": 'add script = "…", a code of ISO 15924 such as Latn, Arab or Hebr',
        "cldr_locale": 'add cldr_locale = "…", language and country such as de_DE',
        "digits": 'add digits = "latn", "arab" or "arabext"',
        "quotes": 'add quotes = ["…", "…"], the opening and the closing mark',
        "dates": "add a table [dates] of the patterns day, first, month and year",
        "labels": "add a table [labels], as in the file of another language",
        "kinds": "add a table [kinds], as in the file of another language",
    }
)


def check_spec(raw: dict[str, Any], file: str, named: str) -> LocaleSpec | list[Diagnostic]:
    """The specification in the content of a file, or everything that is wrong with it.

    Args:
        raw: the content.
        file: what diagnostics call the file.
        named: its name without the extension, which must be the tag of the language.
    """
    try:
        return LocaleSpec.model_validate(raw, context={"named": named})
    except ValidationError as error:
        return [_diagnostic(details, file) for details in error.errors(include_url=False)]


def _diagnostic(details: ErrorDetails, file: str) -> Diagnostic:
    key = str(details["loc"][-1])
    match details["type"]:
        case "missing":
            message, hint = f'the key "{key}" is missing', _KEY_EXAMPLES[key]
        case "extra_forbidden":
            message, hint = f"there is no key {shown(key)}", _instead(key, _KEY_EXAMPLES)
        case _:  # one of those above: pydantic itself finds nothing else
            message, hint = details["msg"], details["ctx"]["hint"]
    return Diagnostic("locale.invalid", message, Place(file=file, path=path_of(details["loc"])), (hint,))
