"""What there is to say of an item or a source: nothing of it stops the work."""

from __future__ import annotations

from briefgen.diagnostics import Diagnostic, Place, Severity


def csl_warning(code: str, message: str, hint: str, path: str) -> Diagnostic:
    """Something is lost."""
    return Diagnostic(code, message, Place(path=path), (hint,), Severity.WARNING)


def csl_note(code: str, message: str, hint: str, path: str) -> Diagnostic:
    """Something is there in another form."""
    return Diagnostic(code, message, Place(path=path), (hint,), Severity.NOTE)
