"""A briefing from data in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from pydantic import ValidationError

from briefgen.building.plain import PlainReader
from briefgen.diagnostics import Diagnostic
from briefgen.errors import InvalidBriefing
from briefgen.model.briefing import Briefing
from briefgen.model.document import ListNode, MappingNode, Mark, Node, Scalar
from briefgen.model.report import diagnose, diagnose_empty


def build(data: object) -> Briefing:
    """The briefing that data in memory describes.

    The data has the keys of a file. A part of it may be a mapping, a dataclass, a named tuple or a pydantic model; a
    list, a list or a tuple. Dates may be ``datetime.date``; numbers may be ``Decimal`` or numpy's. A key whose value is
    ``None`` counts as left out, and so does an empty list where a list may be left out.

    Args:
        data: a mapping, or an object with fields.

    Raises:
        InvalidBriefing: the data is not a briefing; every problem with its path, and the hints that ``load`` gives.
        TypeError: the data is neither a mapping nor an object with fields.
    """
    reader = PlainReader()
    plain = reader.plain(data)
    if not isinstance(plain, Mapping):
        raise TypeError(f"data must be a mapping or an object with fields, not {type(data).__name__}")
    root = node_of(plain)
    found = [*reader.found, *diagnose_empty(root, None)]
    briefing: Briefing | None = None
    try:
        briefing = Briefing.model_validate(plain)
    except ValidationError as error:
        found += diagnose(error, root, None)
    if briefing is None or found:
        raise InvalidBriefing(dict.fromkeys(map(_without_line, found)))
    return briefing


_NOWHERE: Final = Mark(0, 0)


def node_of(value: object) -> Node:
    """Plain data as the tree that a file is read into; its marks say nothing."""
    match value:
        case Mapping():
            return MappingNode(_NOWHERE, {str(key): (_NOWHERE, node_of(item)) for key, item in value.items()})
        case list() | tuple():
            return ListNode(_NOWHERE, [node_of(item) for item in value])
        case _:
            return Scalar(_NOWHERE, value, str(value))


def _without_line(found: Diagnostic) -> Diagnostic:
    return replace(found, where=replace(found.where, line=None, column=None))
