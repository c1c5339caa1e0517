"""Words where a briefing has one text for all languages: they would be printed in the midst of another language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from briefgen.checks.parity.rules import WORDS_FOR_ALL
from briefgen.diagnostics import Diagnostic
from briefgen.model import Briefing, Chart, KeyFigure
from briefgen.model.handling import FreeHandling, TlpHandling
from briefgen.model.people import Meeting
from briefgen.model.problems import shown
from briefgen.model.walk import values_of

# The fields for numbers and signs. A version or a licence may be called by a name of its own.
_FIELDS: Final[Mapping[type, frozenset[str]]] = MappingProxyType(
    {
        KeyFigure: frozenset({"value"}),
        Chart: frozenset({"categories"}),
        Meeting: frozenset({"time"}),
        TlpHandling: frozenset({"copy_number"}),
        FreeHandling: frozenset({"copy_number"}),
    }
)

# Three letters or more of which all behind the first are small, and which belong to no code such as "A3bcd" or "UTC":
# symbols of units such as kWh and Mbit have a capital inside, or are listed here.
_WORD: Final = re.compile(r"(?<![\w./-])(?:[A-Za-zÀ-ÖØ-öø-ÿ][a-zà-öø-ÿ]{2,}|[\u0621-\u063a\u0641-\u064a]{3,})(?![\w/])")
_SYMBOLS: Final = frozenset(
    {
        "bar", "bbl", "bit", "bpd", "bpm", "cal", "dpi", "dwt", "kcal", "kbit", "kbps", "kph", "lbs", "Mbit", "Mbps",
        "mbar",
        "mmol", "mol", "mph", "ppb", "ppm", "rad", "rpm", "teu", "Gbit", "Gbps", "كغم", "كلم", "كجم", "ملم", "ملغ",
    }
)  # fmt: skip


def words_for_all(briefing: Briefing) -> Iterator[Diagnostic]:
    """Words in fields that are printed alike in every language; of one language, none is in the midst of another."""
    if len(briefing.languages) == 1:
        return
    for placed in values_of(briefing):
        if not isinstance(placed.value, str) or placed.field not in _FIELDS.get(type(placed.owner), ()):
            continue
        found = next((word for word in _WORD.finditer(placed.value) if word.group() not in _SYMBOLS), None)
        if found is not None:
            message = f"the word {shown(found.group())} is printed in every language as it stands"
            yield WORDS_FOR_ALL.broken(placed.path, message, characters=found.span())
