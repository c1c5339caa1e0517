"""From pydantic's errors about a theme to diagnostics, in the words that are used for a briefing."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from briefgen.diagnostics import Diagnostic, Place
from briefgen.layout.theming.spec import COLOUR_OR_NAME_PATTERN, NAMED_COLOURS, ThemeSpec
from briefgen.model.document import path_of
from briefgen.model.problems import kind_of, shown
from briefgen.model.report import choose, part_at, unknown_key

_Said: TypeAlias = tuple[str, str]  # a message and a hint

_COMPARE: Final = "compare with a theme that comes with the package"

_NEEDED: Final[Mapping[str, _Said]] = MappingProxyType(
    {
        "bool_type": ("true or false", "write true or false, without quotes"),
        "dict_type": ("a table", "write keys and values below a head such as [page]"),
        "float_type": ("a number", "write a number, without quotes"),
        "model_type": ("a table", "write keys and values below a head such as [page]"),
        "string_type": ("a text", "write a text in double quotes"),
        "tuple_type": ("a list", "write a list in square brackets"),
    }
)


def diagnose_theme(error: ValidationError, file: str, *, extends: bool) -> list[Diagnostic]:
    """A diagnostic for every error that pydantic found in a theme.

    Args:
        error: what the validation of a ``ThemeSpec`` raised.
        file: the name of the theme, for messages.
        extends: whether the theme takes what it does not say from another one.
    """
    schema = ThemeSpec.model_json_schema()
    found = []
    for details in error.errors(include_url=False):
        message, hint = _explain(details, schema, extends=extends)
        found.append(Diagnostic("theme.invalid", message, Place(file=file, path=path_of(details["loc"])), (hint,)))
    return found


def _explain(details: ErrorDetails, schema: Mapping[str, Any], *, extends: bool) -> _Said:
    location, value, kind = details["loc"], details["input"], details["type"]
    part = part_at(schema, location)
    match kind:
        case "extra_forbidden":
            known = part_at(schema, location[:-1]).get("properties", {})
            _, message, hint = unknown_key(str(location[-1]), known)
        case "literal_error":
            _, message, hint = choose(value, [str(choice) for choice in part.get("enum", [])])
        case "missing":
            message = f'the key "{location[-1]}" is missing'
            hint = "add it" if extends else 'add it, or write extends = "modern" to take from there what is missing'
        case "too_short":
            message, hint = "nothing is given in any language", 'write the tag of a language and a text: en = "…"'
        case "string_pattern_mismatch":
            message, hint = _not_a_colour(str(value), named=part.get("pattern") == COLOUR_OR_NAME_PATTERN)
        case _ if kind in _NEEDED:
            needed, hint = _NEEDED[kind]
            message = f"{needed} is needed, and {kind_of(value)} is given"
        case _ if isinstance(value, int | float):
            message, hint = _out_of_range(value, part)
        case _:
            message, hint = f"pydantic says: {details['msg']}", _COMPARE
    return message, hint


def _not_a_colour(value: str, *, named: bool) -> _Said:
    """The patterns of a theme are those of colours; where one is named, the names are those of its ``[colours]``."""
    hint = 'write it as "#RRGGBB", in hexadecimal digits'
    if named:
        close = get_close_matches(value.casefold(), NAMED_COLOURS, n=1)
        hint = f'did you mean "{close[0]}"?' if close else f"{hint}, or write one of {', '.join(NAMED_COLOURS)}"
    return f"{shown(value)} is not a colour", hint


def _out_of_range(value: float, part: Mapping[str, Any]) -> _Said:
    above = f"above {part['exclusiveMinimum']:g}" if "exclusiveMinimum" in part else f"of at least {part['minimum']:g}"
    allowed = f"{above} and at most {part['maximum']:g}"
    return f"{value:g} is out of range", f"write a number {allowed}"
