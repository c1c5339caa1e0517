"""What the author of a briefing means: the models, and reading them from a file."""

from __future__ import annotations

from briefgen.model.annexes import Annex, Cell, Column, Table
from briefgen.model.audiences import Audience
from briefgen.model.briefing import Briefing
from briefgen.model.charts import Category, Chart, ChartValue, Series
from briefgen.model.conventions import Convention, Conventions
from briefgen.model.dates import Date, PartialDate
from briefgen.model.decisions import Decision, DecisionOption, Risk
from briefgen.model.glossary import GlossaryEntry
from briefgen.model.handling import FreeHandling, Handling, TlpHandling
from briefgen.model.load import load, loads
from briefgen.model.localized import LanguageTag, LocalizedText, VerbatimText
from briefgen.model.markup import InlineSpan, parse_inline, plain_text
from briefgen.model.people import Contact, Meeting, Participant
from briefgen.model.periods import Dates, Period
from briefgen.model.pictures import Insert, Picture, PictureFiles
from briefgen.model.points import LineIfAsked, Point, Restricted
from briefgen.model.presentation import Presentation
from briefgen.model.problems import CODES
from briefgen.model.programme import ProgrammeDay, ProgrammeItem
from briefgen.model.quotes import Quote, RecordedVerdict, Verdict
from briefgen.model.signatures import Signature
from briefgen.model.sources import Source, SourceText
from briefgen.model.statements import ActivityArea, Disagreement, Fact, KeyFigure, Position, TimelineEntry

__all__ = [
    "CODES",
    "ActivityArea",
    "Annex",
    "Audience",
    "Briefing",
    "Category",
    "Cell",
    "Chart",
    "ChartValue",
    "Column",
    "Contact",
    "Convention",
    "Conventions",
    "Date",
    "Dates",
    "Decision",
    "DecisionOption",
    "Disagreement",
    "Fact",
    "FreeHandling",
    "GlossaryEntry",
    "Handling",
    "InlineSpan",
    "Insert",
    "KeyFigure",
    "LanguageTag",
    "LineIfAsked",
    "LocalizedText",
    "Meeting",
    "PartialDate",
    "Participant",
    "Period",
    "Picture",
    "PictureFiles",
    "Point",
    "Position",
    "Presentation",
    "ProgrammeDay",
    "ProgrammeItem",
    "Quote",
    "RecordedVerdict",
    "Restricted",
    "Risk",
    "Series",
    "Signature",
    "Source",
    "SourceText",
    "Table",
    "TimelineEntry",
    "TlpHandling",
    "VerbatimText",
    "Verdict",
    "load",
    "loads",
    "parse_inline",
    "plain_text",
]
