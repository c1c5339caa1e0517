"""Rounds in which every contender runs once, so that a change of the machine's speed meets all of them."""

from __future__ import annotations

import functools
import gc
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from unittest import mock


class Document(NamedTuple):
    """What a contender made."""

    pdf: bytes
    pages: int


def _nothing() -> None:
    """What comes before most renderings."""


@dataclass
class Contender:
    """A way to make the document.

    Attributes:
        name: what it is called in the table.
        render: makes the whole file; this is what is timed.
        before: is called before each round, outside the time.
        seconds: what each round took.
        document: what the last round made.
    """

    name: str
    render: Callable[[], Document]
    before: Callable[[], object] = _nothing
    seconds: list[float] = field(default_factory=list)
    document: Document = field(default_factory=lambda: Document(b"", 0))

    def run(self) -> None:
        """Render once and note the time."""
        self.before()
        gc.collect()  # nobody pays for what another one left behind
        start = time.perf_counter()
        self.document = self.render()
        self.seconds.append(time.perf_counter() - start)

    @property
    def median_ms(self) -> float:
        """The median in milliseconds."""
        return statistics.median(self.seconds) * 1000

    @property
    def least_ms(self) -> float:
        """The shortest time in milliseconds."""
        return min(self.seconds) * 1000


def measure(contenders: Sequence[Contender], rounds: int) -> None:
    """Run two rounds that do not count, then ``rounds`` that do, each with all contenders in turn."""
    for round_number in range(rounds + 2):
        for contender in contenders:
            contender.run()
        if round_number == 1:
            for contender in contenders:
                contender.seconds.clear()


@contextmanager
def clocked(owner: Any, name: str) -> Iterator[list[float]]:
    """Note how many milliseconds each call of a function takes."""
    taken: list[float] = []
    function: Callable[..., Any] = getattr(owner, name)

    @functools.wraps(function)
    def timed(*arguments: Any, **keywords: Any) -> Any:
        start = time.perf_counter()
        try:
            return function(*arguments, **keywords)
        finally:
            taken.append((time.perf_counter() - start) * 1000)

    with mock.patch.object(owner, name, timed):
        yield taken
