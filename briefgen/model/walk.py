"""All values of a briefing with their paths, whatever fields the model has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from briefgen.model.base import Model, is_absent
from briefgen.model.by_language import ByLanguage
from briefgen.model.localized import LocalizedText, ShortForms, VerbatimText

Texts: TypeAlias = LocalizedText | VerbatimText | ShortForms
"""A text by language tag: with markup, without it, or a short form."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A value with its path, such as ``facts[2].label``, and the part of the model that has it as a field.

    ``field`` is the name of the field of ``owner``; of an item of a list, that of the list.
    """

    path: str
    value: Any
    owner: Model
    field: str


def values_of(part: Model, path: str = "") -> Iterator[Placed]:
    """Every value below a part that is no part itself, in the order of the fields; absent ones are left out.

    The texts of a field in all languages are one value.

    Args:
        part: the briefing, or a part of it.
        path: the path of the part; empty for the briefing.
    """
    found: list[Placed] = []
    _add_part(part, path, found)
    return iter(found)


# Generators in generators would hand every value up through all levels; the checks walk a briefing many times.


def _add_part(part: Model, path: str, found: list[Placed]) -> None:
    for name, value in part.__dict__.items():
        if not is_absent(value):
            _add_value(value, f"{path}.{name}" if path else name, part, name, found)


def _add_value(value: Any, path: str, owner: Model, field: str, found: list[Placed]) -> None:
    if isinstance(value, Model):
        _add_part(value, path, found)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _add_value(item, f"{path}[{index}]", owner, field, found)
    elif isinstance(value, ByLanguage):
        for tag, item in value.items():
            _add_value(item, f"{path}.{tag}", owner, field, found)
    else:
        found.append(Placed(path, value, owner, field))


def texts_of(part: Model, path: str = "") -> Iterator[tuple[str, Texts]]:
    """Every text by language below a part, with its path."""
    for placed in values_of(part, path):
        if isinstance(placed.value, LocalizedText | VerbatimText | ShortForms):
            yield placed.path, placed.value
