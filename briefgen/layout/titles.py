"""Titles outside the page's content: in metadata, bookmarks and running headers."""

from __future__ import annotations

from typing import Final

from briefgen.model.markup import plain_text

# What viewers show of a bookmark in a column of usual width, on two lines.
_MOST_CHARACTERS: Final = 60


def display_title(text: str) -> str:
    """A title as plain text: without markup and citations, white space folded."""
    return " ".join(plain_text(text).split())


def shortened(title: str) -> str:
    """A title as it is, or as many of its words as have 60 characters, with an ellipsis; of a longer word, a part."""
    if len(title) <= _MOST_CHARACTERS:
        return title
    words, _, _ = title[: _MOST_CHARACTERS + 1].rpartition(" ")
    return (words or title[:_MOST_CHARACTERS]) + "…"
