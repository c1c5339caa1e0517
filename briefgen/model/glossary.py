"""The glossary of a briefing: short forms in its texts, and what they stand for."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from pydantic import Field

from briefgen.model.audiences import OnlyFor
from briefgen.model.base import Model, is_absent
from briefgen.model.localized import Found, LocalizedText, ShortTerm, ShortVerbatim
from briefgen.model.problems import problem, raise_all, shown


class GlossaryEntry(Model):
    """A short form such as an acronym, and what it stands for."""

    short: ShortTerm = Field(
        description="The short form as it stands in the texts, by the language that it is of.",
        examples=[{"en": "NATO", "ar": "الناتو"}, {"en": "MENA"}],
    )
    full: ShortVerbatim = Field(
        description="What it stands for, as it is to be read out, on one line, without markup.",
        examples=[{"en": "North Atlantic Treaty Organization", "ar": "منظمة حلف شمال الأطلسي"}],
    )
    explanation: LocalizedText | None = Field(
        default=None,
        description="What a reader should know about it.",
        examples=[{"en": "An alliance of 32 countries.", "ar": "تحالف من 32 دولة."}],
        exclude_if=is_absent,
    )
    only_for: OnlyFor = None


def check_short_forms(entries: Sequence[GlossaryEntry]) -> None:
    """Refuse a short form of two entries: nobody could tell what it stands for.

    Those of all languages count, since texts in one language may have the short form of another.
    """
    owners: dict[str, int] = {}
    found: Found = []
    for index, entry in enumerate(entries):
        for language, short in entry.short.root.items():
            first = owners.setdefault(unicodedata.normalize("NFC", short), index)
            if first != index:
                message = f"the glossary has {shown(short)} before, in its entry {first + 1}"
                hint = "make one entry of the two, or write out one of the terms in the texts"
                found.append(((index, "short", language), problem("model.duplicate-term", message, hint)))
    if found:
        raise_all("glossary", found)
