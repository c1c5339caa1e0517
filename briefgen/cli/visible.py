r"""Texts of others, made safe to show on a terminal.

A file name or a value of a briefing may hold escape sequences, which a terminal obeys, or bidi controls, which let a
message read as another one. Whatever cannot be seen is shown as an escape, such as ``\x1b`` or ``\u202e``.
"""

from __future__ import annotations

from dataclasses import replace

from briefgen.diagnostics import Diagnostic, Place


def visible(text: str) -> str:
    """The text in one line, with everything that is not printable as an escape."""
    return "".join(ch if ch.isprintable() else ch.encode("unicode_escape").decode("ascii") for ch in text)


def visible_lines(text: str) -> str:
    """The text with its line feeds as they are."""
    return "\n".join(visible(line) for line in text.split("\n"))


def visible_diagnostic(diagnostic: Diagnostic) -> Diagnostic:
    """The diagnostic with every part of it in one line, so that none can pass for another."""
    return replace(
        diagnostic,
        message=visible(diagnostic.message),
        where=_visible_place(diagnostic.where),
        hints=tuple(visible(hint) for hint in diagnostic.hints),
        related=tuple(_visible_place(place) for place in diagnostic.related),
    )


def _visible_place(where: Place) -> Place:
    return replace(
        where,
        file=None if where.file is None else visible(where.file),
        path=None if where.path is None else visible(where.path),
    )
