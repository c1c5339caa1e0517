"""All values of a briefing with their paths, whatever fields the model has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from briefgen.model.base import Model, is_absent
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
    for name, value in part:
        if not is_absent(value):
            yield from _values(value, f"{path}.{name}" if path else name, part, name)


def _values(value: Any, path: str, owner: Model, field: str) -> Iterator[Placed]:
    if isinstance(value, Model):
        yield from values_of(value, path)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _values(item, f"{path}[{index}]", owner, field)
    else:
        yield Placed(path, value, owner, field)


def texts_of(part: Model, path: str = "") -> Iterator[tuple[str, Texts]]:
    """Every text by language below a part, with its path."""
    for placed in values_of(part, path):
        if isinstance(placed.value, LocalizedText | VerbatimText | ShortForms):
            yield placed.path, placed.value
