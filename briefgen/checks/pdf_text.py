"""The text that pypdf reads out of a PDF file, where it can be relied on.

A PDF holds glyphs at places. Its text is what a program makes of them, and that may be wrong, above all for text that
goes from right to left. Of three readers tried on Arabic files of six programs, pypdf gave back most sentences: it goes
by the order in the file, where others guess an order from the places. Text that is visibly jumbled is refused here, so
that nobody takes a fault of reading for one of quoting.
"""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from typing import TYPE_CHECKING, Final

from briefgen.checks.plain_text import UnreadableTextError

if TYPE_CHECKING:
    import pypdf

MAX_PAGES: Final = 2_000
MAX_CHARACTERS: Final = 10_000_000

_ARABIC_WORD = re.compile("[\u0620-\u064a]+")
_NO_TEXT: Final = "its pages have no text, as after scanning"
_LEAST_EVIDENCE: Final = 3
_MOST_UNKNOWN: Final = 0.02


def pdf_text(data: bytes) -> str:
    """The text of a PDF file, page after page, lines as they are on the page.

    Raises:
        UnreadableTextError: pypdf is not installed, or cannot read the file, or what it reads is no text to rely on.
    """
    text = _extracted(data)
    if not any(character.isalnum() for character in text):
        raise UnreadableTextError(_NO_TEXT)
    if fault := _fault(text):
        raise UnreadableTextError(fault)
    return text


def _extracted(data: bytes) -> str:
    try:
        import pypdf  # noqa: PLC0415 - an extra of its own, and slow to import
    except ImportError as error:
        message = "reading PDF needs the package pypdf, which comes with briefgen[sources]"
        raise UnreadableTextError(message) from error
    # Whatever pypdf has to say about the file goes into the diagnostic, or nowhere.
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        return _pages(reader)
    except UnreadableTextError:
        raise
    except Exception as error:  # a damaged file makes pypdf fail in ways that it does not document
        raise UnreadableTextError(f"pypdf cannot read it ({type(error).__name__})") from error


def _pages(reader: pypdf.PdfReader) -> str:
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableTextError("it has a password")
    if len(reader.pages) > MAX_PAGES:
        raise UnreadableTextError(f"it has more than {MAX_PAGES:,} pages")
    pieces: list[str] = []
    length = 0
    for page in reader.pages:
        pieces.append(page.extract_text())
        length += len(pieces[-1])
        if length > MAX_CHARACTERS:
            raise UnreadableTextError(f"it has more than {MAX_CHARACTERS:,} characters")
    return "\n".join(pieces)


def _fault(text: str) -> str:
    """What shows that a text is not that of the pages; empty where nothing does."""
    shown = [character for character in text if not character.isspace()]
    unknown = sum(character == "\ufffd" or unicodedata.category(character) in {"Cc", "Co", "Cn"} for character in shown)
    if unknown > _MOST_UNKNOWN * len(shown):
        return "many of its characters are unknown: its fonts do not say what their glyphs stand for"
    letters = unicodedata.normalize("NFKC", text)
    if _spelt_backwards(letters):
        return "its Arabic words come out spelt backwards"
    if _lines_backwards(letters):
        return "the words of its Arabic lines come out in the opposite order"
    return ""


def _spelt_backwards(text: str) -> bool:
    """Whether more Arabic words begin with teh marbuta or alef maqsura, with which they only end, than end so."""
    words = [word for word in _ARABIC_WORD.findall(text) if len(word) > 2]
    begin = sum(word[0] in "ةى" for word in words)
    return begin >= _LEAST_EVIDENCE and begin > sum(word[-1] in "ةى" for word in words)


def _lines_backwards(text: str) -> bool:
    """Whether full stops stand behind the first words of Arabic lines rather than behind the last ones."""
    first = last = 0
    for line in text.splitlines():
        words = line.split()
        if len(words) > 3 and all(_ARABIC_WORD.match(word) for word in (words[0], words[-1])):
            first += words[0].endswith(".")
            last += words[-1].endswith(".")
    return first >= _LEAST_EVIDENCE and first > 2 * last
