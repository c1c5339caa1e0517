"""``python -m benchmarks.tables``: how the time of an annex rises with the rows of its table."""

from __future__ import annotations

import gc
import multiprocessing
import time
from typing import Any, Final

import briefgen

ROWS: Final = (50, 500, 5_000)
EDITIONS: Final = ("en", "side-by-side")
_ROUNDS: Final = 3


def main() -> None:
    """Render a table of each size in processes of their own, and print the shortest time of each."""
    print(f"{'edition':>14}{'rows':>8}{'pages':>8}{'CPU s':>10}{'ms a row':>10}")
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        for edition in EDITIONS:
            of_a_row = []
            for rows in ROWS:
                pages, seconds = min(pool.starmap(_pages_and_seconds, [(rows, edition)] * _ROUNDS, chunksize=1))
                of_a_row.append(seconds / rows * 1000)
                print(f"{edition:>14}{rows:8,}{pages:8}{seconds:10.2f}{of_a_row[-1]:10.3f}", flush=True)
            print(f"{edition:>14}  the dearest row costs {max(of_a_row) / min(of_a_row):.2f} times the cheapest")


def _pages_and_seconds(rows: int, edition: str) -> tuple[int, float]:
    """How many pages a table of so many rows has, and the time of the processor that they take."""
    briefgen.render(_briefing(20, "warm"), edition=edition)  # fonts and theme are read
    briefing = _briefing(rows, "cold")  # words that have not been set before
    gc.collect()
    start = time.process_time()
    result = briefgen.render(briefing, edition=edition)
    return result.page_count, time.process_time() - start


def _briefing(rows: int, mark: str) -> briefgen.Briefing:
    label = {"en": "Heading", "ar": "عنوان"}
    text = {"en": "A note of some words that needs more than one line", "ar": "ملاحظة من بضع كلمات"}
    cells: list[list[Any]] = [[f"row {number} {mark}", text, number * 1.5] for number in range(rows)]
    annex = {"title": label, "table": {"columns": [{"label": label}] * 3, "rows": cells}}
    # A table of contents is known when all pages are drawn, which are then drawn twice.
    data = {"languages": ["en", "ar"], "title": label, "summary": [label], "annexes": [annex]}
    return briefgen.Briefing.model_validate({**data, "presentation": {"contents": False}})


if __name__ == "__main__":
    main()
