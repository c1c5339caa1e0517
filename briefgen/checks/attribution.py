"""Sources: whether each says who published it, when and where, and whether somebody cites it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from briefgen.checks.rule import Rule
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.briefing import Briefing
from briefgen.model.localized import LocalizedText
from briefgen.model.markup import parse_inline
from briefgen.model.problems import shown
from briefgen.model.quotes import Quote
from briefgen.model.sources import Source
from briefgen.model.walk import values_of

NO_PUBLISHER: Final = Rule(
    "source.no-publisher",
    Severity.NOTE,
    "a source does not say who published it",
    """\
sources:
  - key: mo
    title: {en: Statement, ar: بيان}
    date: 2024-07-11
""",
    "add `publisher`, or `author` where nobody published it",
)
NO_DATE: Final = Rule(
    "source.no-date",
    Severity.NOTE,
    "a source does not say when it was published, nor when it was read",
    """\
sources:
  - key: mo
    title: {en: Statement, ar: بيان}
    publisher: {en: Ministry, ar: وزارة}
""",
    "add `date`, as exactly as it is known, or `retrieved`",
)
NO_ADDRESS: Final = Rule(
    "source.no-address",
    Severity.NOTE,
    "a source does not say where it can be read",
    """\
sources:
  - key: mo
    title: {en: Statement, ar: بيان}
    publisher: {en: Ministry, ar: وزارة}
    date: 2024-07-11
""",
    "add `url` or `archived_url`; a document on paper has none: leave the rule off then",
    on=False,
)
NO_RATING: Final = Rule(
    "source.no-rating",
    Severity.NOTE,
    "a source has no rating of its reliability, or of the credibility of what it says",
    """\
sources:
  - key: mo
    title: {en: Statement, ar: بيان}
    publisher: {en: Ministry, ar: وزارة}
    date: 2024-07-11
    reliability: B
""",
    "add `reliability` (A to F) and `credibility` (1 to 6); F and 6 say that it cannot be judged",
    on=False,
)
UNCITED: Final = Rule(
    "source.uncited",
    Severity.WARNING,
    "no statement of the briefing rests on a source that it lists",
    """\
sources:
  - key: mo
    title: {en: Statement, ar: بيان}
    publisher: {en: Ministry, ar: وزارة}
    date: 2024-07-11
  - key: nobody
    title: {en: Another statement, ar: بيان آخر}
    publisher: {en: Ministry, ar: وزارة}
    date: 2024-07-11
""",
    "cite it where something rests on it, or remove it; sources behind it get other numbers then",
)
RULES: Final[tuple[Rule, ...]] = (NO_PUBLISHER, NO_DATE, NO_ADDRESS, NO_RATING, UNCITED)


def attribution_diagnostics(briefing: Briefing) -> Iterator[Diagnostic]:
    """What there is to say about the list of sources; one that is withheld keeps what it lacks to itself."""
    cited = cited_keys(briefing)
    for index, source in enumerate(briefing.sources):
        path, key = f"sources[{index}]", shown(source.key)
        if source.key not in cited:
            yield UNCITED.broken(path, f"nothing rests on the source {key}")
        if source.withheld:
            continue
        if source.publisher is None and source.author is None:
            yield NO_PUBLISHER.broken(path, f"the source {key} does not say who published it")
        if source.date is None and source.retrieved is None:
            yield NO_DATE.broken(path, f"the source {key} has no date")
        if source.url is None and source.archived_url is None:
            yield NO_ADDRESS.broken(path, f"the source {key} does not say where it can be read")
        missing = [name for name in ("reliability", "credibility") if getattr(source, name) is None]
        if missing:
            yield NO_RATING.broken(path, f"the source {key} has no rating of its {' and '.join(missing)}")


def cited_keys(briefing: Briefing) -> frozenset[str]:
    """The keys of the sources that something in a briefing rests on: in a list `sources`, as `source` of a quote, or
    cited in a text.
    """
    keys: set[str] = set()
    for placed in values_of(briefing):
        if isinstance(placed.owner, Source):
            continue
        if placed.field == "sources" or (placed.field == "source" and isinstance(placed.owner, Quote)):
            keys.add(placed.value)
        elif isinstance(placed.value, LocalizedText):
            keys |= {
                key for text in placed.value.root.values() for span in parse_inline(text) for key in span.citations
            }
    return frozenset(keys)
