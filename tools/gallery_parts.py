"""What the gallery shows: each part of a briefing, and the example that it is taken from."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import briefgen
from briefgen.model.presentation import Presentation

CHECKOUT: Final = Path(__file__).resolve().parents[1]
EXAMPLES: Final = CHECKOUT / "examples"
EVERYTHING: Final = CHECKOUT / "tests" / "rendering" / "whole_model.yaml"

# What every briefing has, or what other parts need to be understood.
_ALWAYS: Final = frozenset(
    {"languages", "other_languages", "title", "short_title", "summary", "sources", "conventions", "audiences"}
)
_OF_MASTHEAD: Final = (
    "kind", "reference", "version", "status", "dates", "prepared_for", "prepared_by", "cleared_by", "handling",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a briefing.

    Attributes:
        name: of its pictures.
        title, text: what the page of the gallery says.
        section: the name of the destination where it begins.
        keys: of the briefing; those that the part is drawn from.
        example: the folder of the example, or None for the briefing that has everything.
        choices: of ``presentation``.
    """

    name: str
    title: str
    text: str
    section: str
    keys: tuple[str, ...]
    example: str | None = None
    choices: dict[str, Any] = field(default_factory=dict)

    @property
    def file(self) -> Path:
        """The briefing that the part is taken from."""
        return EVERYTHING if self.example is None else EXAMPLES / self.example / "briefing.yaml"

    def briefing(self) -> briefgen.Briefing:
        """A briefing that has this part, and little else."""
        whole = briefgen.load(self.file)
        kept = _ALWAYS | set(self.keys)
        fields = {name: each for name, each in type(whole).model_fields.items() if name not in kept}
        update: dict[str, Any] = {name: each.get_default(call_default_factory=True) for name, each in fields.items()}
        update["summary"] = whole.summary[:1]
        update["kind"] = whole.kind
        if "disagreements" in kept:  # they may concern parts that are left out
            update["disagreements"] = tuple(each.model_copy(update={"concerns": ()}) for each in whole.disagreements)
        update["presentation"] = Presentation(**self.choices) if self.choices else None
        return whole.model_copy(update=update)


def _part(name: str, title: str, text: str, *keys: str, section: str | None = None, **choices: Any) -> Part:
    """A part of the briefing that has everything; its name is that of its section, if nothing else is said."""
    return Part(name, title, text, section or name, keys or (name,), choices=choices)


PARTS: Final[tuple[Part, ...]] = (
    _part("title", "Title block", "What the briefing is, of when, from whom and for whom.", *_OF_MASTHEAD),
    _part("bottom_line", "Bottom line", "The point, over both columns."),
    _part("key_figures", "Key figures", "Values with unit, date, source and caveat; the first one at the start."),
    _part("meeting", "Meeting", "Subject, time, place and participants, side by side of the table."),
    _part("objective", "Objective", "What is to be reached."),
    _part("facts", "Facts", "A table of labels and values."),
    _part("charts", "Charts", "Bars, lines and shares, with their values and sources."),
    _part("pictures", "Pictures and maps", "With caption and credit; never mirrored."),
    _part("points_to_make", "Points to make", "Numbered alike in both languages."),
    _part("lines_if_asked", "Questions and answers", "What to answer, if somebody asks."),
    _part("not_for_use", "Not for use", "What is to be known, and not to be said."),
    _part("programme", "Programme", "Days, times, places and people."),
    _part("areas-list", "Activity areas as a list", "The usual way.", "activity_areas", section="activity_areas"),
    _part(
        "areas-table", "Activity areas as a table", "`presentation: {areas: table}`.", "activity_areas",
        section="activity_areas", areas="table",
    ),
    _part(
        "areas-grid", "Activity areas as a grid", "`presentation: {areas: grid}`.", "activity_areas",
        section="activity_areas", areas="grid",
    ),
    _part("risks", "Risks", "Each with its likelihood and impact, and all in a matrix."),
    _part("decision", "Decision", "Options, recommendation and deadline."),
    _part("background", "Background", "Paragraphs of running text."),
    _part("quotes", "Quotes", "Words, speaker, occasion, date, source, and which one is the original."),
    _part("timeline", "Timeline", "Dates run down the start side."),
    _part("disagreements", "Sources that differ", "What each one says, and what is adopted here."),
    _part("changes", "Changes", "In an addendum: inserted words underlined, deleted ones struck through."),
    _part("annexes", "Annex tables", "Numbers under each other by their decimal separator."),
    _part("glossary", "Glossary", "Short forms and what they stand for."),
    _part("sources", "Sources", "Numbered once for both languages, with their reliability.", "sources"),
    _part("online", "QR code", "To the briefing on the web."),
    _part("contacts", "Contacts", "Who answers questions.", "contact", "contacts", section="contacts"),
    _part("signatures", "Signatures", "Lines to sign on."),
)  # fmt: skip
