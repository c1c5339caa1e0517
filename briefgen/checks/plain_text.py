"""The text in the bytes of a file of plain text."""

from __future__ import annotations

import codecs

# The order matters: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class UnreadableTextError(Exception):
    """A file has no text that can be relied on. The message says why, as a fact."""


def marked_encoding(data: bytes) -> str | None:
    """The encoding that a byte order mark at the beginning names."""
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def plain_text(data: bytes) -> str:
    """The text of a file in UTF-8, or in any form of Unicode with a byte order mark.

    Raises:
        UnreadableTextError: the bytes are something else.
    """
    encoding = marked_encoding(data) or "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.removesuffix("-sig").upper()
        message = f"it is not text in {name}: byte 0x{data[error.start]:02X} at offset {error.start:,} fits nowhere"
        raise UnreadableTextError(message) from error
    if "\x00" in text:
        raise UnreadableTextError("it has null characters, so it is no text, or has no byte order mark")
    return text
