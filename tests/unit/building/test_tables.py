"""Tables out of data frames: every value as it is, and what is no value as an empty cell."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

import briefgen
from briefgen.building.plain import shortest_single
from briefgen.model import LocalizedText


def both(english: str, arabic: str) -> dict[str, str]:
    """A text in two languages."""
    return {"en": english, "ar": arabic}


def cells(values: object, **options: Any) -> list[Any]:
    """The cells of a column with these values."""
    column = values if isinstance(values, pd.Series) else pd.Series(values)
    table = briefgen.table_from(column.to_frame("a"), labels={"a": both("A", "أ")}, **options)
    return [row[0] for row in table.rows]


def refused(frame: pd.DataFrame, **options: Any) -> dict[str | None, str]:
    """The codes by path of what is wrong with the cells of a frame."""
    with pytest.raises(briefgen.InvalidBriefing) as caught:
        briefgen.table_from(frame, labels={name: both("A", "أ") for name in frame.columns}, **options)
    assert all(found.hints for found in caught.value.diagnostics)
    return {found.where.path: found.code for found in caught.value.diagnostics}


def test_a_table_is_the_frame() -> None:
    """Columns and rows come in the order of the frame, with labels and units, and make an annex."""
    frame = pd.DataFrame({"month": ["June", "July"], "trucks": [420, None]})
    table = briefgen.table_from(
        frame,
        labels={"trucks": both("Trucks", "الشاحنات"), "month": both("Month", "الشهر")},
        units={"trucks": both("per day", "في اليوم")},
        words={"June": both("June", "حزيران")},
    )
    assert [column.label["en"] for column in table.columns] == ["Month", "Trucks"]
    assert table.columns[1].unit is not None
    assert table.rows == ((LocalizedText(both("June", "حزيران")), 420.0), ("July", None))
    annex = {"title": both("Traffic", "الحركة"), "table": table}
    briefing = briefgen.build({"title": both("A", "أ"), "summary": [both("B", "ب")], "annexes": [annex]})
    assert briefing.annexes[0].table == table


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 2**62], [1, 2**62]),
        ([2**63, 1], [2**63, 1]),
        ([10**30], [10**30]),
        ([0.1 + 0.2, float("nan")], [0.30000000000000004, None]),
        (pd.Series([0.1, 16777216], dtype="float32"), [0.1, 16777216.0]),
        (pd.Series([1, None], dtype="Int64"), [1, None]),
        ([Decimal("1.50"), None], [1.5, None]),
        (["a", None, "", "  "], ["a", None, None, None]),
        (pd.Series(["b", None], dtype="category"), ["b", None]),
        ([dt.date(2024, 7, 12), None], ["2024-07-12", None]),
        (pd.to_datetime(["2024-07-12", None]), ["2024-07-12", None]),
        (pd.to_datetime(["2024-07-12 10:30", "2024-07-13 00:00"]), ["2024-07-12 10:30:00", "2024-07-13 00:00:00"]),
        (pd.to_datetime(["2024-07-12"]).tz_localize("UTC"), ["2024-07-12 00:00:00+00:00"]),
    ],
)
def test_values_are_kept(values: object, expected: list[object]) -> None:
    """Whatever sort of column a value is in, its cell is the same value in a type of Python's own."""
    made = cells(pd.Series(values))
    assert made == expected
    assert [type(cell) for cell in made] == [type(value) for value in expected]


def test_truth_has_words() -> None:
    """``True`` and ``False`` become the words for them, in every language; without words they are refused."""
    words = {True: both("yes", "نعم"), False: both("no", "لا")}
    assert [cell["ar"] for cell in cells([True, False], words=words)] == ["نعم", "لا"]
    assert refused(pd.DataFrame({"a": [True]})) == {"rows[0][0]": "data.bad-cell"}
    assert cells([1, 0], words=words) == [1, 0]


def test_every_problem_is_told() -> None:
    """All cells that cannot stand in a table are named at once, each by row and column."""
    frame = pd.DataFrame(
        {
            "a": ["x" * 2_000, "b"],
            "b": [dt.timedelta(1), dt.timedelta(2)],
            "c": [float("inf"), 1],
            "d": [Decimal("0.12345678901234567890"), Decimal(1)],
        }
    )
    assert refused(frame) == {
        "rows[0][0]": "model.text-too-long",
        "rows[0][1]": "data.bad-cell",
        "rows[0][2]": "model.bad-number",
        "rows[0][3]": "data.bad-cell",
        "rows[1][1]": "data.bad-cell",
    }


def test_labels_are_checked() -> None:
    """A label that is no text by language is a problem of the briefing, with its path."""
    with pytest.raises(briefgen.InvalidBriefing) as caught:
        briefgen.table_from(pd.DataFrame({"a": [1]}), labels={"a": {"english": "A"}})
    assert [found.where.path for found in caught.value.diagnostics] == ["columns[0].label.english"]


@pytest.mark.parametrize(
    ("frame", "options", "error", "message"),
    [
        ({"a": [1]}, {}, TypeError, "frame must be a data frame in memory, not dict"),
        (pd.DataFrame({"a": [1], "b": [2]}), {}, ValueError, "labels has nothing for the columns 'b'"),
        (pd.DataFrame({"b": [1]}), {}, ValueError, "labels names 'a', and the columns are 'b'"),
        (pd.DataFrame({"a": [1]}), {"units": {"c": both("b", "ب")}}, ValueError, "units names 'c'"),
        (pd.DataFrame({"a": [1]}, index=pd.Index([2020], name="year")), {}, ValueError, "the index 'year'"),
    ],
)
def test_wrong_arguments(frame: Any, options: dict[str, Any], error: type[Exception], message: str) -> None:
    """What no author can mend is a ``TypeError`` or a ``ValueError``, before any cell is made."""
    with pytest.raises(error, match=message):
        briefgen.table_from(frame, labels={"a": both("A", "أ")}, **options)


def test_an_index_without_a_name_is_no_column() -> None:
    """The numbers of rows of a frame that was sorted or filtered are passed over."""
    frame = pd.DataFrame({"a": [3, 1, 2]}).sort_values("a")
    assert [row[0] for row in briefgen.table_from(frame, labels={"a": both("A", "أ")}).rows] == [1, 2, 3]


@pytest.mark.parametrize("number", [0.1, 1 / 3, 1e-30, 16777217.0, 3.4028234663852886e38, float("inf"), -0.0])
def test_single_precision_is_not_made_longer(number: float) -> None:
    """The digits of a number of single precision give the same number back, and there are at most nine of them."""
    import struct

    single = struct.unpack("f", struct.pack("f", number))[0]
    short = shortest_single(single)
    assert struct.pack("f", short) == struct.pack("f", single)
    assert len(repr(short).partition("e")[0].replace(".", "").strip("-0")) <= 9
