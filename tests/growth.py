"""How the time of some work rises with its size: a machine may be slow, but growth is a matter of the code."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, TypeVar

_Given = TypeVar("_Given")

FACTOR: Final = 4
"""How many times as large the larger input of a test is."""

MOST: Final = 10.0
"""What the time may rise by then: a little over in proportion, and not with the square, which is 16 times."""

_RUNS: Final = 5
_ROUNDS: Final = 3


def growth(work: Callable[[_Given], object], small: _Given, large: _Given) -> float:
    """How many times as long the work takes on the larger input: the shortest of five runs of each, in turns.

    It is the time of the processor that counts, since tests run beside each other. What else the machine does can only
    make it longer: where it seems to be too much, ten more runs decide.
    """
    taken: list[list[float]] = [[], []]
    for _ in range(_ROUNDS):
        for _ in range(_RUNS):
            for given, runs in zip((small, large), taken, strict=True):
                start = time.process_time()
                work(given)
                runs.append(time.process_time() - start)
        if min(taken[1]) / min(taken[0]) < MOST:
            break
    return min(taken[1]) / min(taken[0])
