"""The values of fields of CSL-JSON: texts, names and dates; beside each value, what of it is lost."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias, TypeGuard

from pydantic_core import PydanticCustomError

from briefgen.model.characters import is_blank
from briefgen.model.localized import canonical_tag
from briefgen.model.markup import markup_problems, plain_text
from briefgen.model.problems import kind_of, shown

Lost: TypeAlias = tuple[str, ...]
"""What is lost of a value, each as a fact."""

# The markup of rich text in CSL-JSON; what stands between the tags is kept.
_TAGS: Final = re.compile(r"</?(?:i|b|sup|sub|sc)>|<span (?:style|class)=\"[^\"<>]*\">|</span>")

_MARKUP: Final = re.compile(r"[\\*\[\]{}]")

# White space with a line break or a tab in it; a no-break space stays.
_BREAK: Final = re.compile(r" *[\t\r\n][ \t\r\n]*")

_ISO: Final = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")


def tag_of(language: str) -> str:
    """A language tag in its canonical case.

    Raises:
        ValueError: it is none.
    """
    try:
        return canonical_tag(language)
    except PydanticCustomError as error:
        raise ValueError(str(error)) from error


def text_of(value: object) -> tuple[str | None, Lost]:
    """A text without markup; a number is written out."""
    if value is None or (isinstance(value, str) and is_blank(value)):
        return None, ()
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None, (f"a text is needed, and {kind_of(value)} is given",)
    text = _BREAK.sub(" ", str(value)).strip(" \t\r\n")
    plain = _TAGS.sub("", text)
    lost = (f"the markup of {shown(text)} is taken out",) if plain != text else ()
    return plain or None, lost


def escaped(text: str) -> str:
    """The text as a text of a briefing that prints it, where characters of it would be markup."""
    if plain_text(text) == text and not markup_problems(text):
        return text
    return _MARKUP.sub(r"\\\g<0>", text)


def names_of(value: object) -> tuple[tuple[str, ...], Lost]:
    """Names, each as it is written out: given name, particles, family name, suffix."""
    if value is None:
        return (), ()
    if not _is_list(value):
        return (), (f"a list of names is needed, and {kind_of(value)} is given",)
    names = [_name(name) for name in value if isinstance(name, Mapping)]
    lost = [f"{kind_of(name)} is no name" for name in value if not isinstance(name, Mapping)]
    if any(not name for name in names):
        lost.append("a name has no parts")
    return tuple(name for name in names if name), tuple(lost)


def _is_list(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _name(name: Mapping[str, object]) -> str:
    """A name in the order in which it is read out (CSL 1.0.2, "Names": particles, suffix, static ordering)."""

    def part(field: str) -> str:
        return text_of(name.get(field))[0] or ""

    if literal := part("literal"):
        return literal
    family = _joined(part("dropping-particle"), part("non-dropping-particle"), part("family"))
    both = (family, part("given")) if name.get("static-ordering") else (part("given"), family)
    separator = ", " if name.get("comma-suffix") else " "
    return separator.join(filter(None, (_joined(*both), part("suffix"))))


def _joined(*parts: str) -> str:
    """Parts with spaces between them, but after an elision: ``d'`` and ``al-`` belong to the next word."""
    written = ""
    for part in filter(None, parts):
        written += part if not written or written.endswith(("'", "’", "-")) else f" {part}"
    return written


def date_of(value: object) -> tuple[str | None, Lost]:
    """A day, a month or a year as ISO 8601 writes it; a text in any other form is not guessed at."""
    if value is None or value in ({}, ""):
        return None, ()
    if isinstance(value, str):
        return _written(value)
    if not isinstance(value, Mapping):
        return None, (f"a date is needed, and {kind_of(value)} is given",)
    lost = tuple(
        f"{shown(name)} is left out" for name in ("season", "circa") if value.get(name) not in (None, False, "", 0)
    )
    if parts := value.get("date-parts"):
        date, more = _of_parts(parts)
        return date, more + lost
    for name in ("edtf", "raw", "literal"):
        if isinstance(text := value.get(name), str):
            date, more = _written(text)
            return date, more + lost
    return None, lost or ("it has no parts",)


def _written(text: str) -> tuple[str | None, Lost]:
    if _ISO.fullmatch(text.strip()):
        return text.strip(), ()
    return None, (f"{shown(text)} is a text, and only YYYY-MM-DD, YYYY-MM and YYYY can be read without guessing",)


def _of_parts(parts: object) -> tuple[str | None, Lost]:
    """The first date of a list of one or two, each of a year, a month and a day as far as they are known."""
    first_parts = parts[0] if _is_list(parts) and parts else None
    if not _is_list(parts) or not _is_list(first_parts):
        return None, ("its parts are no list of lists",)
    first = [str(part).strip() for part in first_parts]
    if not 1 <= len(first) <= 3 or not all(re.fullmatch("[0-9]{1,4}", part) for part in first):
        return None, (f"{shown('-'.join(first))} is no date",)
    year, *rest = first
    lost = ("it is a range, and its end is left out",) if len(parts) > 1 else ()
    return "-".join([year.zfill(4), *(part.zfill(2) for part in rest)]), lost
