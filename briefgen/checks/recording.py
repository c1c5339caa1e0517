"""Verdicts on quotes, written into the briefing, so that they are printed with the day of the comparison."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from briefgen.checks.quotes import QuoteResult
from briefgen.model.briefing import Briefing
from briefgen.model.document import location_of
from briefgen.model.quotes import RecordedVerdict


def with_verdicts(briefing: Briefing, results: Iterable[QuoteResult], date: dt.date) -> Briefing:
    """The briefing with the verdict on each quote that there is a result for; all else is as it was.

    Args:
        briefing: the briefing that was checked.
        results: the verdicts, such as ``quotes`` of the report of ``briefgen.check``.
        date: the day of the comparison. It is printed, so it is an argument: the clock is never asked.

    Raises:
        ValueError: a result is of a quote that the briefing does not have.
    """
    quotes = list(briefing.quotes)
    for result in results:
        steps = location_of(result.path)
        index = steps[1] if len(steps) > 1 and steps[0] == "quotes" else None
        if not isinstance(index, int) or index >= len(quotes):
            raise ValueError(f"the briefing has no quote at {result.path!r}")
        verdict = RecordedVerdict(result=result.verdict, foldings=tuple(result.foldings), checked=date)
        quotes[index] = quotes[index].model_copy(update={"verdict": verdict})
    return briefing.model_copy(update={"quotes": tuple(quotes)})
