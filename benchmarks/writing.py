"""``python -m benchmarks.writing``: how long it takes to write a file whose pages have been drawn, and where that goes.

Writing is all from the last page to the bytes of the file: running heads, checks, fonts, structure tree, navigation,
objects, compression. Everything that a process remembers is warm.
"""

from __future__ import annotations

import argparse
import cProfile
import functools
import gc
import pstats
import statistics
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final
from unittest import mock

import briefgen
from benchmarks.measure import clocked
from briefgen.pdf import canvas, objects
from briefgen.pdf.canvas import TaggedCanvas
from briefgen.pdf.document import TaggedDocument
from briefgen.pdf.fonts import FontTable
from briefgen.pdf.profiles import PROFILES
from briefgen.pdf.structure import StructureWriter

EXAMPLE: Final = Path(__file__).resolve().parent.parent / "examples" / "liaison-office" / "briefing.yaml"

# What writing consists of, by the function that does it; "objects" contains "compression".
PARTS: Final[tuple[tuple[str, Any, str], ...]] = (
    ("checks", canvas, "refuse_breaches"),
    ("fonts", FontTable, "write"),
    ("structure tree", StructureWriter, "write"),
    ("objects", TaggedDocument, "format"),
    ("compression", objects, "compress"),
)


def main() -> None:
    """Measure what the arguments say and print it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.writing", description="Measure the writing of files.")
    parser.add_argument("--rounds", type=int, default=40, help="how often each is rendered (default: %(default)s)")
    parser.add_argument("--briefing", type=Path, default=EXAMPLE, help="a briefing (default: the example)")
    parser.add_argument("--functions", type=int, default=0, metavar="N", help="also list the N slowest functions")
    options = parser.parse_args()
    briefing = briefgen.load(options.briefing)
    print(f"Medians and least of {options.rounds} rounds in one process; in milliseconds.\n")
    names = ["composed and drawn", "written", *(f"  {name}" for name, _, _ in PARTS), "render as a whole"]
    print(f"{'profile':10}{'file, kB':>10}" + "".join(f"{name:>22}" for name in names))
    for profile in PROFILES:
        render = functools.partial(briefgen.render, briefing, profile=profile)
        times = measure(render, options.rounds)
        cells = "".join(f"{f'{statistics.median(one):.2f} / {min(one):.2f}':>22}" for one in times)
        print(f"{profile:10}{len(render().pdf) / 1000:10.1f}{cells}")
    if options.functions:
        _print_functions(lambda: briefgen.render(briefing), options.functions)


def measure(render: Callable[[], object], rounds: int) -> list[list[float]]:
    """What drawing, writing, each of ``PARTS`` and the whole took in each round, in milliseconds."""
    for _ in range(3):
        render()
    times: list[list[float]] = [[] for _ in range(len(PARTS) + 3)]
    for _ in range(rounds):
        gc.collect()
        with ExitStack() as stack:
            saved = stack.enter_context(clocked(TaggedCanvas, "save"))
            start = time.perf_counter()
            render()
            whole = (time.perf_counter() - start) * 1000
        times[0].append(whole - sum(saved))
        times[1].append(sum(saved))
        times[-1].append(whole)
    for _ in range(rounds):  # apart from the above, because the clocks cost time, too
        gc.collect()
        with ExitStack() as stack:
            parts = [stack.enter_context(clocked(owner, name)) for _, owner, name in PARTS]
            render()
        for column, taken in zip(times[2:-1], parts, strict=True):
            column.append(sum(taken))
    return times


def _print_functions(render: Callable[[], object], count: int) -> None:
    """The functions in which writing spends most time, by a profiler that makes all of them slower."""
    profiler = cProfile.Profile()
    save = TaggedCanvas.save
    with mock.patch.object(TaggedCanvas, "save", lambda self: profiler.runcall(save, self)):
        for _ in range(20):
            render()
    print()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(count)


if __name__ == "__main__":
    main()
