"""Titles outside the page's content: in metadata, bookmarks and running headers."""

from __future__ import annotations

from briefgen.model.markup import plain_text


def display_title(text: str) -> str:
    """A title as plain text: without markup and citations, white space folded."""
    return " ".join(plain_text(text).split())
