"""Python's garbage collector, which looks through everything less often while a briefing is rendered."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

SELDOM: Final = 50_000
"""How many new objects the collector waits for while something is rendered; Python's own number is below 3,000."""

_lock: Final = threading.Lock()
_renderings = 0
_before: tuple[int, int, int] | None = None


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let the collector wait for more new objects than usual, and have its thresholds as they were at the end.

    A long edition makes millions of objects that live until the file is written. The usual thresholds have the
    collector walk over them again and again: in an annex of 5,000 rows that was a fourth of the time, in one of 50
    rows nothing, so that time rose faster than the rows.

    The thresholds belong to the process. Renderings may overlap in several threads: the first one raises the
    threshold, the last one puts it back. A threshold that is higher is left alone, and so are one that was set in the
    meantime and a collector that is switched off.
    """
    _begin()
    try:
        yield
    finally:
        _end()


def _begin() -> None:
    global _renderings, _before  # noqa: PLW0603 - what it counts belongs to the process, too
    with _lock:
        _renderings += 1
        first, second, third = gc.get_threshold()
        if _renderings == 1 and 0 < first < SELDOM:
            _before = (first, second, third)
            gc.set_threshold(SELDOM, second, third)


def _end() -> None:
    global _renderings, _before  # noqa: PLW0603 - the same
    with _lock:
        _renderings -= 1
        if _renderings == 0 and _before is not None:
            if gc.get_threshold() == (SELDOM, *_before[1:]):
                gc.set_threshold(*_before)
            _before = None
