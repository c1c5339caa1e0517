"""The value axis of lines: round numbers, few of them, and zero where it is near."""

from __future__ import annotations

import decimal
import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

_MOST_INTERVALS: Final = 5
_ROUND: Final = (Decimal(1), Decimal(2), Decimal(5))  # times a power of ten, a step of an axis

# An axis that would begin at more than this part of its end begins there, else at zero.
_FAR_FROM_ZERO: Final = 0.5

# All between the least and the most of these is told apart by floats of 15 digits.
_DIGITS: Final = decimal.Context(prec=12)


def ticks(values: Sequence[float]) -> list[Decimal]:
    """Where the axis of some values has numbers, from the least to the most; all values lie between them.

    They rise by 1, 2 or 5 times a power of ten, and all have as many decimals as that step has.
    """
    low, high = float(min(values)), float(max(values))
    if low == high:
        # One number needs room on both sides, and its own place is a round number for nobody: zero is one end.
        low, high = min(low, 0.0), max(high, 0.0)
        if low == high:
            high = 1.0
    elif 0 <= low <= _FAR_FROM_ZERO * high:
        low = 0.0
    elif _FAR_FROM_ZERO * low <= high <= 0:
        high = 0.0
    least, most = Decimal(low), Decimal(high)
    power = math.floor(math.log10(high - low)) - 1
    steps = (number.scaleb(power + more) for more in range(3) for number in _ROUND)
    first, last, step = next(
        (start, end, step)
        for step in steps
        if (end := math.ceil(most / step)) - (start := math.floor(least / step)) <= _MOST_INTERVALS
    )
    return [_DIGITS.multiply(Decimal(index), step) for index in range(first, last + 1)]


def decimals_of(tick: Decimal) -> int:
    """How many digits a number of an axis has behind the separator."""
    exponent = tick.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
