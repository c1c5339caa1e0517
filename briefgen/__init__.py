"""Bilingual briefings as tagged, reproducible PDF files.

The public names are listed in ``__all__``. They are loaded when they are first used, so that ``import briefgen`` stays
light: it loads neither reportlab nor uharfbuzz.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from briefgen.building import build, table_from
    from briefgen.changes.addendum import addendum
    from briefgen.changes.compare import Comparison, Difference, TextDifference, compare
    from briefgen.checks.recording import with_verdicts
    from briefgen.checks.run import CheckReport, check
    from briefgen.checks.settings import CheckSettings
    from briefgen.checks.settings_file import load_settings
    from briefgen.diagnostics import Diagnostic, Place, Severity
    from briefgen.errors import BriefgenError, ConformanceError, InternalError, InvalidBriefing, ResourceError
    from briefgen.extraction import Extracted, extract
    from briefgen.flowables import BidiParagraph
    from briefgen.layout.explain import Isolation
    from briefgen.model import Briefing, load, loads
    from briefgen.model.csl import CslItems, CslSources, sources_from_csl, sources_to_csl
    from briefgen.model.json_schema import json_schema
    from briefgen.model.redaction import for_audience
    from briefgen.pdf.font_report import FontReport
    from briefgen.pipeline import RenderResult, explain, render
    from briefgen.proof import Leak, Proof, prove
    from briefgen.text.rules import LineRules

__version__ = "0.1.0"

__all__ = [
    "BidiParagraph",
    "BriefgenError",
    "Briefing",
    "CheckReport",
    "CheckSettings",
    "Comparison",
    "ConformanceError",
    "CslItems",
    "CslSources",
    "Diagnostic",
    "Difference",
    "Extracted",
    "FontReport",
    "InternalError",
    "InvalidBriefing",
    "Isolation",
    "Leak",
    "LineRules",
    "Place",
    "Proof",
    "RenderResult",
    "ResourceError",
    "Severity",
    "TextDifference",
    "__version__",
    "addendum",
    "build",
    "check",
    "compare",
    "explain",
    "extract",
    "for_audience",
    "json_schema",
    "load",
    "load_settings",
    "loads",
    "prove",
    "render",
    "sources_from_csl",
    "sources_to_csl",
    "table_from",
    "with_verdicts",
]

_HOMES: Final = {
    "briefgen.building": ("build", "table_from"),
    "briefgen.changes.addendum": ("addendum",),
    "briefgen.changes.compare": ("Comparison", "Difference", "TextDifference", "compare"),
    "briefgen.checks.recording": ("with_verdicts",),
    "briefgen.checks.run": ("CheckReport", "check"),
    "briefgen.checks.settings": ("CheckSettings",),
    "briefgen.checks.settings_file": ("load_settings",),
    "briefgen.diagnostics": ("Diagnostic", "Place", "Severity"),
    "briefgen.errors": ("BriefgenError", "ConformanceError", "InternalError", "InvalidBriefing", "ResourceError"),
    "briefgen.extraction": ("Extracted", "extract"),
    "briefgen.flowables": ("BidiParagraph",),
    "briefgen.layout.explain": ("Isolation",),
    "briefgen.model": ("Briefing", "load", "loads"),
    "briefgen.model.csl": ("CslItems", "CslSources", "sources_from_csl", "sources_to_csl"),
    "briefgen.model.json_schema": ("json_schema",),
    "briefgen.pdf.font_report": ("FontReport",),
    "briefgen.model.redaction": ("for_audience",),
    "briefgen.pipeline": ("RenderResult", "explain", "render"),
    "briefgen.proof": ("Leak", "Proof", "prove"),
    "briefgen.text.rules": ("LineRules",),
}
_HOME_OF: Final = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """Load a public name from its module when it is first used (PEP 562)."""
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name)
    value: object = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names, loaded or not, beside what the module holds already."""
    return sorted({*globals(), *__all__})
