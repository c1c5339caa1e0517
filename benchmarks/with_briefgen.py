"""briefgen: a briefing that is loaded once and rendered again and again, and the time of each phase of that."""

from __future__ import annotations

import time

from benchmarks.measure import Contender, Document, clocked
from briefgen import pipeline
from briefgen.model import Briefing
from briefgen.pdf.canvas import TaggedCanvas
from briefgen.text.setting import prepare


def contenders(briefing: Briefing) -> list[Contender]:
    """The library as it is, and without the paragraphs that it remembers from the last time."""

    def run() -> Document:
        result = pipeline.render(briefing)
        return Document(result.pdf, result.page_count)

    return [
        Contender("briefgen", run),
        Contender("briefgen, paragraphs set anew", run, before=prepare.cache_clear),
    ]


def phases_ms(briefing: Briefing, rounds: int) -> dict[str, list[float]]:
    """What each phase took in each round, in milliseconds.

    Returns:
        ``compose``: from the briefing to flowables; ``pour``: lines, pages and their content; ``write``: furniture,
        fonts, structure tree and the bytes of the file.
    """
    phases: dict[str, list[float]] = {"compose": [], "pour": [], "write": []}
    pipeline.render(briefing)
    with clocked(pipeline, "compose") as composed, clocked(TaggedCanvas, "save") as written:
        for _ in range(rounds):
            composed.clear()
            written.clear()
            start = time.perf_counter()
            pipeline.render(briefing)
            whole = (time.perf_counter() - start) * 1000
            compose, write = sum(composed), sum(written)
            phases["compose"].append(compose)
            phases["write"].append(write)
            phases["pour"].append(whole - compose - write)
    return phases
