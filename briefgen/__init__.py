"""Bilingual briefings as tagged, reproducible PDF files.

The public names are listed in ``__all__``. They are loaded when they are first used, so that ``import briefgen`` stays
light: it loads neither reportlab nor uharfbuzz.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from briefgen.diagnostics import Diagnostic, Place, Severity
    from briefgen.errors import BriefgenError, ConformanceError, InternalError, InvalidBriefing, ResourceError
    from briefgen.extraction import Extracted, extract
    from briefgen.flowables import BidiParagraph
    from briefgen.layout.explain import Isolation
    from briefgen.model import Briefing, load, loads
    from briefgen.pdf.font_report import FontReport
    from briefgen.pipeline import RenderResult, explain, render
    from briefgen.text.rules import LineRules

__version__ = "0.1.0"

__all__ = [
    "BidiParagraph",
    "BriefgenError",
    "Briefing",
    "ConformanceError",
    "Diagnostic",
    "Extracted",
    "FontReport",
    "InternalError",
    "InvalidBriefing",
    "Isolation",
    "LineRules",
    "Place",
    "RenderResult",
    "ResourceError",
    "Severity",
    "__version__",
    "explain",
    "extract",
    "load",
    "loads",
    "render",
]

_HOMES: Final = {
    "briefgen.diagnostics": ("Diagnostic", "Place", "Severity"),
    "briefgen.errors": ("BriefgenError", "ConformanceError", "InternalError", "InvalidBriefing", "ResourceError"),
    "briefgen.extraction": ("Extracted", "extract"),
    "briefgen.flowables": ("BidiParagraph",),
    "briefgen.layout.explain": ("Isolation",),
    "briefgen.model": ("Briefing", "load", "loads"),
    "briefgen.pdf.font_report": ("FontReport",),
    "briefgen.pipeline": ("RenderResult", "explain", "render"),
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
