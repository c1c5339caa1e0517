"""The table of an annex from a data frame of any library that narwhals knows: pandas, polars, pyarrow and others.

narwhals is the extra ``data``: ``pip install briefgen[data]``.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

from pydantic import ValidationError

from briefgen.building.plain import number_of, shortest_single
from briefgen.diagnostics import Diagnostic, Place
from briefgen.errors import InvalidBriefing
from briefgen.model.annexes import Table
from briefgen.model.document import path_of

if TYPE_CHECKING:
    import narwhals as nw

Texts: TypeAlias = Mapping[str, str]
"""A text in every language, by language tag."""


def table_from(
    frame: Any,
    *,
    labels: Mapping[str, Texts],
    units: Mapping[str, Texts] | None = None,
    words: Mapping[str | bool, Texts] | None = None,
) -> Table:
    """The table of an annex with the columns and rows of a data frame, in their order.

    Numbers stay numbers, with all their digits: ``0.1 + 0.2`` is printed as 0.30000000000000004, so round in the frame
    what is to be rounded. Of single precision, the shortest digits that give the number back are taken. Dates, and
    times at midnight in a column that has no others, become texts of the form YYYY-MM-DD, other times
    ``YYYY-MM-DD HH:MM:SS`` with their offset. What is missing (``None``, NaN, NaT, an empty text) is an empty cell. The
    index of a pandas frame is no column.

    Args:
        frame: a data frame in memory, of a library that narwhals knows.
        labels: what stands over each column, by its name in the frame, in every language of the briefing.
        units: what the numbers of a column count or measure.
        words: what stands for a text, or for ``True`` and ``False``, in every language. A text that is not here is the
            same in all languages; a truth value that is not here is refused.

    Raises:
        InvalidBriefing: a value cannot be in a table; each with its path in the table, such as ``rows[2][0]``.
        ModuleNotFoundError: narwhals is not installed.
        TypeError: ``frame`` is no data frame in memory.
        ValueError: a column has no label, or is named and not there; the frame has a named index.
    """
    columns = _columns(frame)
    _check_names(columns, labels, "labels")
    _check_names(columns, units or {}, "units")
    if missing := [name for name in columns if name not in labels]:
        raise ValueError(f"labels has nothing for the columns {', '.join(map(repr, missing))}: add it, or drop them")
    cells = _Cells(words or {})
    read = [cells.of_column(series, index) for index, series in enumerate(columns.values())]
    heads = [{"label": labels[name], **({"unit": units[name]} if units and name in units else {})} for name in columns]
    rows = [list(row) for row in zip(*read, strict=True)]
    found = list(cells.found)
    table: Table | None = None
    try:
        table = Table.model_validate({"columns": heads, "rows": rows})
    except ValidationError as error:
        found += _diagnosed(error)
    if table is None or found:
        raise InvalidBriefing(sorted(dict.fromkeys(found), key=lambda one: one.where.path or ""))
    return table


def _columns(frame: Any) -> dict[str, nw.Series[Any]]:
    """The columns of a frame by name."""
    import narwhals as nw  # noqa: PLC0415 - an extra, which most programs do not need

    try:
        known = nw.from_native(frame, eager_only=True)
    except TypeError as error:
        kind = type(frame).__name__
        raise TypeError(f"frame must be a data frame in memory, not {kind}; collect a lazy one") from error
    index = nw.maybe_get_index(known)
    names = [name for name in getattr(index, "names", ()) if name is not None]
    if names:
        listed = ", ".join(map(repr, names))
        raise ValueError(f"the frame has the index {listed}, which is no column: make it one with reset_index()")
    return {name: known[name] for name in known.columns}


def _check_names(columns: Mapping[str, object], named: Mapping[str, object], argument: str) -> None:
    unknown = [name for name in named if name not in columns]
    if unknown:
        listed, there = ", ".join(map(repr, unknown)), ", ".join(map(repr, columns))
        raise ValueError(f"{argument} names {listed}, and the columns are {there}")


class _Cells:
    """Makes cells of values, and notes what cannot be one."""

    def __init__(self, words: Mapping[str | bool, Texts]) -> None:
        self._texts = {value: texts for value, texts in words.items() if isinstance(value, str)}
        self._truths = {value: texts for value, texts in words.items() if isinstance(value, bool)}
        self.found: list[Diagnostic] = []

    def of_column(self, series: nw.Series[Any], column: int) -> list[object]:
        """The cells of one column."""
        values, missing = series.to_list(), series.is_null().to_list()
        if repr(series.dtype) == "Float32":
            values = [value if gone else shortest_single(value) for value, gone in zip(values, missing, strict=True)]
        there = [value for value, gone in zip(values, missing, strict=True) if not gone]
        days = all(not isinstance(value, dt.datetime) or _is_day(value) for value in there)
        return [
            None if gone else self._cell(value, f"rows[{row}][{column}]", series.name, days=days)
            for row, (value, gone) in enumerate(zip(values, missing, strict=True))
        ]

    def _cell(self, value: object, path: str, name: str, *, days: bool) -> object:
        match value:
            case str():
                return self._texts.get(value, str(value)) if value.strip() else None
            case dt.datetime():
                return value.date().isoformat() if days else value.isoformat(sep=" ")
            case dt.date():
                return value.isoformat()
            case bool() if value in self._truths:
                return self._truths[value]
        number = _number(value)
        if number is None:
            self._refuse(value, path, name)
        return None if isinstance(number, float) and math.isnan(number) else number

    def _refuse(self, value: object, path: str, name: str) -> None:
        what, hint = f"a value of the type {type(value).__name__}", "make numbers or texts of the column"
        if isinstance(value, bool):
            what, hint = "true or false", "say what stands for it: words={True: {'en': 'yes', …}, False: {…}}"
        elif isinstance(value, Decimal):
            what, hint = f"the Decimal {value}", "make texts of the column: no number of a file has these digits"
        message = f"the column {name!r} has {what}, which cannot stand in a cell as it is"
        self.found.append(Diagnostic("data.bad-cell", message, Place(path=path), (hint,)))


def _number(value: object) -> int | float | None:
    """A number in a type of Python's own; ``None`` for what is no number, or none that a file can have."""
    match value:
        case bool():
            return None
        case int():
            return int(value)
        case float():
            return float(value)
        case Decimal():
            return number_of(value)
        case _:
            return None


def _is_day(moment: dt.datetime) -> bool:
    """Whether a time says no more than a day."""
    return moment.time() == dt.time() and moment.tzinfo is None


def _diagnosed(error: ValidationError) -> list[Diagnostic]:
    """What the model says of a label, a unit or a cell: always one of its own errors, since the shape is ours."""
    return [
        Diagnostic(
            details["type"],
            details["msg"],
            Place(path=path_of(details["loc"])),
            (str(details.get("ctx", {}).get("hint", "")),),
        )
        for details in error.errors(include_url=False)
    ]
