"""The widths of the columns of a table: nothing is cut that need not be, and numbers never are."""

from __future__ import annotations

from math import fsum

import pytest

from briefgen.layout.flow.written_tables import Needs, column_widths


@pytest.mark.parametrize(
    ("needs", "free_pt", "widths"),
    [
        pytest.param([Needs(20, 40), Needs(10, 20)], 100, [60, 40], id="what is left is shared equally"),
        pytest.param([Needs(20, 80), Needs(10, 40)], 75, [50, 25], id="what is missing is shared by what each lacks"),
        pytest.param([Needs(90, 90), Needs(90, 90)], 100, [50, 50], id="words of equal length are cut equally"),
        pytest.param([Needs(60, 60, whole=True), Needs(90, 90)], 100, [60, 40], id="numbers keep their width"),
    ],
)
def test_columns_fill_the_width(needs: list[Needs], free_pt: float, widths: list[float]) -> None:
    """The columns take the width that there is, by what they need."""
    found = column_widths(needs, free_pt)
    assert found == pytest.approx(widths)
    assert found is not None
    assert fsum(found) == pytest.approx(free_pt)


def test_numbers_without_room_have_no_widths() -> None:
    """Where numbers alone are too wide, or leave words no room at all, there is no table."""
    assert column_widths([Needs(60, 60, whole=True)] * 2, 100) is None
    assert column_widths([Needs(90, 90, whole=True), Needs(30, 30)], 100) is None
