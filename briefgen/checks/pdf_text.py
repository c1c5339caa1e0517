"""The text of a PDF file, and where it cannot be relied on.

A PDF holds glyphs at places. Its text is what a program makes of them, and that may be wrong: numbers from the wrong
end, words of a line in another order. So a file is read twice, by programs that have nothing in common: PDFium says
where each character stands, and the places make the text; pypdf goes by the order in the file. A line is relied on if
both readings have a line of the same letters and digits, and so are two lines together that follow one another in both.
Text with unknown characters is refused as a whole, so that nobody takes a fault of reading for one of quoting.
"""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

from briefgen.checks.folding import folded_text
from briefgen.checks.pdf_places import placed_text
from briefgen.checks.plain_text import UnreadableTextError
from briefgen.checks.visual_order import is_certain

if TYPE_CHECKING:
    import pypdf

Range: TypeAlias = tuple[int, int]

MAX_PAGES: Final = 2_000
MAX_CHARACTERS: Final = 10_000_000

_ARABIC_WORD = re.compile("[\u0620-\u064a]+")
_NEEDS: Final = "reading PDF needs the package {}, which comes with briefgen[sources]"
_NO_TEXT: Final = "its pages have no text, as after scanning"
_LEAST_EVIDENCE: Final = 3
_MOST_UNKNOWN: Final = 0.02


@dataclass(frozen=True, slots=True)
class PdfText:
    """What was read out of a file.

    Attributes:
        text: its text, page after page, lines as they are on the page.
        doubtful: ranges of the text in which the two readings differ, in order.
        second: the text of the second reading.
    """

    text: str
    doubtful: tuple[Range, ...]
    second: str


def pdf_text(data: bytes) -> PdfText:
    """The text of a PDF file by the places of its characters, compared with that by their order.

    Raises:
        UnreadableTextError: a package is not installed, or cannot read the file, or reads no text to rely on.
    """
    second = _extracted(data)
    if not any(character.isalnum() for character in second):
        raise UnreadableTextError(_NO_TEXT)
    text = _by_places(data)
    if fault := _fault(text) or _unknown(second):
        raise UnreadableTextError(fault)
    return PdfText(text, _doubtful(text, second), second)


def _by_places(data: bytes) -> str:
    try:
        import pypdfium2  # noqa: PLC0415 - an extra of its own, and slow to import
    except ImportError as error:
        raise UnreadableTextError(_NEEDS.format("pypdfium2")) from error
    try:
        with pypdfium2.PdfDocument(data) as document:
            text = placed_text(document, MAX_CHARACTERS)
    except pypdfium2.PdfiumError as error:
        raise UnreadableTextError("PDFium cannot read it") from error
    if text is None:
        raise UnreadableTextError(f"it has more than {MAX_CHARACTERS:,} characters")
    return text


def _doubtful(text: str, second: str) -> tuple[Range, ...]:
    """The lines that are not in the second reading, and the breaks between lines that are not together there."""
    places: dict[str, set[int]] = {}
    for number, letters in enumerate(filter(None, map(_letters, second.split("\n")))):
        for key in {letters, "".join(sorted(letters))}:
            places.setdefault(key, set()).add(number)
    lines: list[tuple[Range, set[int]]] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if key := _letters(line):
            lines.append(((start, end), places.get("".join(sorted(key)) if is_certain(line) else key, set())))
        start = end + 1
    doubtful = [span for span, found in lines if not found]
    for (above, found), (below, others) in pairwise(lines):
        if found and others and not any(number + 1 in others for number in found):
            doubtful.append((above[1], below[0]))
    return tuple(sorted(doubtful))


def _letters(line: str) -> str:
    """The letters and digits of a line, without marks and spaces."""
    return "".join(filter(str.isalnum, folded_text(line)))


def _extracted(data: bytes) -> str:
    try:
        import pypdf  # noqa: PLC0415 - an extra of its own, and slow to import
    except ImportError as error:
        raise UnreadableTextError(_NEEDS.format("pypdf")) from error
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
    if fault := _unknown(text):
        return fault
    letters = unicodedata.normalize("NFKC", text)
    if _spelt_backwards(letters):
        return "its Arabic words come out spelt backwards"
    if _lines_backwards(letters):
        return "the words of its Arabic lines come out in the opposite order"
    return ""


def _unknown(text: str) -> str:
    """What is wrong with a text of which many characters are unknown; empty where few are."""
    shown = [character for character in text if not character.isspace()]
    unknown = sum(character == "\ufffd" or unicodedata.category(character) in {"Cc", "Co", "Cn"} for character in shown)
    if unknown > _MOST_UNKNOWN * len(shown):
        return "many of its characters are unknown: its fonts do not say what their glyphs stand for"
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
