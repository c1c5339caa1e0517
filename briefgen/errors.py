"""Every exception that briefgen raises on purpose.

::

    BriefgenError
    ├── InvalidBriefing      the author's to mend: all problems at once, each with its place
    ├── ConformanceError     the file would break a standard it claims: clause, place, hint
    ├── ResourceError        whoever runs it: a font, file or permission is missing
    └── InternalError        ours: a broken invariant; please report it

A wrong argument of the caller is a plain ``ValueError`` or ``TypeError``, raised before any work. Nothing raised by
reportlab, uharfbuzz, python-bidi or pydantic leaks out of the public functions.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.diagnostics import Diagnostic


class BriefgenError(Exception):
    """The root of the tree. ``diagnostics`` holds everything that is known, in the order of the input."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = tuple(diagnostics)
        super().__init__("\n".join(str(diagnostic) for diagnostic in self.diagnostics))


class InvalidBriefing(BriefgenError):
    """The briefing has problems; every one that could be found is in ``diagnostics``."""


class ConformanceError(BriefgenError):
    """The file would break a standard that it claims to follow (PDF/UA, ISO 14289; PDF/A, ISO 19005).

    Raised before anything is written. Each diagnostic has the ``clause`` and, as its path, the place in the file.
    """


class ResourceError(BriefgenError):
    """Something outside the briefing is missing or refused: a font, a file, a permission, a theme."""


class InternalError(BriefgenError):
    """An invariant of briefgen's own does not hold."""

    def __init__(self, invariant: str) -> None:
        super().__init__(
            [
                Diagnostic(
                    "internal.invariant",
                    invariant,
                    hints=("this is a fault of briefgen: please report it with the briefing that shows it",),
                )
            ]
        )
