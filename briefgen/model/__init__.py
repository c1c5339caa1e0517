"""What the author of a briefing means: the models, and reading them from a file."""

from __future__ import annotations

from briefgen.model.briefing import Briefing, Contact, Dates, FreeHandling, Handling, TlpHandling
from briefgen.model.dates import Date, PartialDate
from briefgen.model.glossary import GlossaryEntry
from briefgen.model.load import load, loads
from briefgen.model.localized import LanguageTag, LocalizedText, VerbatimText
from briefgen.model.markup import InlineSpan, parse_inline, plain_text
from briefgen.model.problems import CODES
from briefgen.model.sources import Source
from briefgen.model.statements import ActivityArea, Disagreement, Fact, KeyFigure, Position, Quote, TimelineEntry

__all__ = [
    "CODES",
    "ActivityArea",
    "Briefing",
    "Contact",
    "Date",
    "Dates",
    "Disagreement",
    "Fact",
    "FreeHandling",
    "GlossaryEntry",
    "Handling",
    "InlineSpan",
    "KeyFigure",
    "LanguageTag",
    "LocalizedText",
    "PartialDate",
    "Position",
    "Quote",
    "Source",
    "TimelineEntry",
    "TlpHandling",
    "VerbatimText",
    "load",
    "loads",
    "parse_inline",
    "plain_text",
]
