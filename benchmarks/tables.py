"""``python -m benchmarks.tables``: how the time of an annex rises with the rows of its table."""

from __future__ import annotations

import gc
import time
from typing import Any, Final

import briefgen

ROWS: Final = (50, 500, 2_000)


def main() -> None:
    """Render a table of each size once, with words that have not been set before, and print the times."""
    _seconds(ROWS[0], "warm")  # fonts and theme are read
    print(f"{'rows':>8}{'pages':>8}{'CPU s':>10}{'ms a row':>10}")
    for rows in ROWS:
        pages, seconds = _seconds(rows, f"of{rows}")
        print(f"{rows:8,}{pages:8}{seconds:10.2f}{seconds / rows * 1000:10.3f}")


def _seconds(rows: int, mark: str) -> tuple[int, float]:
    """How many pages a table of so many rows has, and the time of the processor that they take."""
    briefing = _briefing(rows, mark)
    gc.collect()
    start = time.process_time()
    result = briefgen.render(briefing, edition="en")
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
