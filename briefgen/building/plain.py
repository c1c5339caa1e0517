"""From the values of a program to those of a file: mappings, lists, texts, numbers and dates.

Nothing is rounded and nothing is guessed: what has no exact counterpart is refused.
"""

from __future__ import annotations

import dataclasses
import enum
import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import PurePath
from typing import Any, Final

from pydantic import BaseModel, RootModel

from briefgen.diagnostics import Diagnostic, Place
from briefgen.model.dates import PartialDate
from briefgen.model.document import MAX_DEPTH, MAX_NODES, path_of, refused
from briefgen.model.problems import Location


class PlainReader:
    """Turns values into plain ones, and notes what cannot be.

    Attributes:
        found: what cannot be kept exactly, each with its path.
    """

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []
        self._nodes = 0

    def plain(self, value: object, location: Location = ()) -> object:
        """The value as dicts, lists and scalars; keys whose value is ``None`` are left out.

        Raises:
            InvalidBriefing: it is nested too deeply, perhaps in itself, or has too many values.
        """
        self._count(location)
        if isinstance(value, enum.Enum):
            return self.plain(value.value, location)
        if isinstance(value, RootModel):
            return self.plain(value.root, location)
        fields = _fields_of(value)
        if fields is not None:
            return self._mapping(fields, location)
        return self._list(value, location) if _is_list(value) else self._scalar(value, location)

    def _mapping(self, value: Mapping[Any, object], location: Location) -> dict[object, object]:
        return {
            _key(key): self.plain(item, (*location, key if isinstance(key, int) else str(_key(key))))
            for key, item in value.items()
            if item is not None
        }

    def _list(self, value: Any, location: Location) -> list[object] | tuple[()]:
        items = [self.plain(item, (*location, index)) for index, item in enumerate(value)]
        # An empty tuple is what the model has where nothing was written; an empty list is an author's oversight.
        return items or ()

    def _scalar(self, value: object, location: Location) -> object:
        match value:
            case bool() | None:
                return value
            case str():
                return str(value)  # of a subclass, such as a text of numpy
            case PurePath():
                return value.as_posix()
            case Decimal():
                return self._decimal(value, location)
            case _ if type(value).__module__ == "numpy":
                return _of_numpy(value)
            case _:
                return value

    def _decimal(self, value: Decimal, location: Location) -> object:
        number = number_of(value)
        if number is None:
            message = f"no number of a file has the digits of the Decimal {value}"
            hint = "give it as a text, in the form that is to be printed"
            self.found.append(Diagnostic("model.bad-number", message, Place(path=path_of(location)), (hint,)))
            return str(value)
        return number

    def _count(self, location: Location) -> None:
        self._nodes += 1
        if len(location) > MAX_DEPTH:
            message = f"lists and mappings are nested more than {MAX_DEPTH} deep"
            raise refused("file.too-deep", message, "look for one that contains itself", file=None)
        if self._nodes > MAX_NODES:
            message = f"the data has more than {MAX_NODES:,} values"
            raise refused("file.too-large", message, "split the briefing", file=None)


def number_of(value: Decimal) -> int | float | None:
    """The number that is equal to a ``Decimal``; ``None`` when a float would have to round it.

    A float is written with the fewest digits that give it back, so it is equal when these are the digits.
    """
    if not value.is_finite() or value.adjusted() > _MOST_DIGITS:
        return None
    if value == value.to_integral_value():
        return int(value)
    number = float(value)
    return number if Decimal(repr(number)) == value else None


_MOST_DIGITS: Final = 100  # the model takes no number of more


def shortest_single(number: float) -> float:
    """The shortest decimal that is this number of single precision: 0.1 for 0.10000000149011612.

    Single precision has six to nine significant digits (IEEE 754-2019, 5.12.2).
    """
    import struct  # noqa: PLC0415 - few tables have such numbers

    if not math.isfinite(number):
        return number
    candidates = (float(f"{number:.{digits}g}") for digits in range(6, 10))
    return next(each for each in candidates if struct.unpack("f", struct.pack("f", each))[0] == number)


def _fields_of(value: Any) -> Mapping[Any, object] | None:
    """What is in a mapping or an object with fields; ``None`` for everything else, a date of ours included."""
    match value:
        case Mapping():
            return value
        case PartialDate():
            return None
        case BaseModel():
            return dict(value)
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        case _ if isinstance(value, tuple) and hasattr(value, "_asdict"):  # a named tuple
            return dict(value._asdict())
        case _:
            return None


def _key(key: object) -> object:
    """A key as a text where it is one of an enumeration, or a text of a subclass."""
    value = key.value if isinstance(key, enum.Enum) else key
    return str(value) if isinstance(value, str) else value


def _is_list(value: object) -> bool:
    if isinstance(value, str | bytes | bytearray):
        return False
    return isinstance(value, Sequence) or (type(value).__module__ == "numpy" and bool(getattr(value, "shape", ())))


def _of_numpy(value: Any) -> object:
    """A scalar of numpy as one of Python: a float of less than double precision by its shortest digits."""
    if value.dtype.kind == "f" and value.dtype.itemsize < 8:
        return float(str(value))
    if value.dtype.kind == "M":  # a date, or a time: only a date has this form
        return str(value)
    return value.item()
