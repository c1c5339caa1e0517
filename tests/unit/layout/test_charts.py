"""Charts: their scales, what they say in words, and that nothing in them touches."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from briefgen.layout.charts.charts import places_in_time
from briefgen.layout.charts.marks import FILLS, LINES
from briefgen.layout.charts.scale import decimals_of, ticks
from briefgen.model import PartialDate


@pytest.mark.parametrize("seed", range(200))
def test_every_value_lies_on_a_scale_of_round_numbers(seed: int) -> None:
    """The ticks rise by 1, 2 or 5 times a power of ten, include all values, are few, and have as many decimals."""
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    size = 10 ** chance.uniform(-6, 12)
    values = [chance.uniform(-1 if seed % 3 else 0.8, 1) * size for _ in range(chance.randint(1, 9))]
    found = ticks(values)
    assert found[0] <= min(values)
    assert found[-1] >= max(values)
    assert 2 <= len(found) <= 6
    (step,) = {after - before for before, after in pairwise(found)}
    assert int("".join(map(str, step.as_tuple().digits)).rstrip("0")) in {1, 2, 5}
    assert len({decimals_of(tick) for tick in found}) == 1


@pytest.mark.parametrize(("values", "expected"), [([5, 5], 0.0), ([-3], 0.0), ([0], 0.0), ([3, 10], 0.0)])
def test_zero_is_on_a_scale_that_is_near_it(values: list[float], expected: float) -> None:
    """One value, or values that begin near zero, are shown from zero."""
    assert expected in ticks(values)


def test_dates_stand_in_proportion() -> None:
    """A gap of two months is twice as long as one of a month."""
    places = places_in_time([PartialDate.parse(text) for text in ("2023-01", "2023-02", "2023-04")])
    assert places[0] == 0
    assert places[-1] == 1
    assert places[1] == pytest.approx(31 / 90)
    assert places_in_time(["a", "b", "c"]) == [0, 0.5, 1]


def test_series_differ_without_colour() -> None:
    """No two fills are the same, and no two lines have the same dashes and shape."""
    assert len(set(FILLS)) == len(FILLS) == 6
    assert len({line.shape for line in LINES}) == len(LINES) == 6
