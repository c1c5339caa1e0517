"""What some standards ask of characters and strings, and others do not: so the profile decides what is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from briefgen.diagnostics import Diagnostic
from briefgen.layout.structure import StructureElement
from briefgen.model.characters import PRIVATE
from briefgen.pdf.breaches import breach, path_of
from briefgen.pdf.objects import string_bytes

if TYPE_CHECKING:
    from briefgen.pdf.canvas import TaggedCanvas

# ISO 19005-2 and 19005-3, 6.1.13. Part 4 has no limits of its own.
MAX_STRING_BYTES: Final = 32_767
_LIMITED_PARTS: Final = frozenset({2, 3})

_SHOWN_CHARACTERS: Final = 60


def private_characters(canvas: TaggedCanvas) -> Iterator[Diagnostic]:
    """Fonts that draw characters which only they know, where nothing may stand for such a one.

    ISO 19005-2 and 19005-3, 6.2.11.7.3 for level A; ISO 14289-2, 8.4.3.
    """
    profile = canvas.profile
    if profile.pdfua_part == 1 and (profile.pdfa is None or profile.pdfa[1] != "A"):
        return
    for name, text in canvas.fonts.texts():
        found = sorted(set(PRIVATE.findall(text)))
        if found:
            listed = ", ".join(f"U+{ord(character):04X}" for character in found)
            fact = f"a text has private-use characters: {listed}"
            yield breach("pdf.private-character", fact, f"font {name}")


def long_strings(canvas: TaggedCanvas) -> Iterator[Diagnostic]:
    """Texts outside the pages that take more bytes than a string may have."""
    if canvas.profile.pdfa is None or canvas.profile.pdfa[0] not in _LIMITED_PARTS:
        return
    for place, text in _strings(canvas):
        if len(text) > MAX_STRING_BYTES // 4:  # no character has more than four bytes
            length = string_bytes(text)
            if length > MAX_STRING_BYTES:
                where = path_of(place) if isinstance(place, StructureElement) else place
                fact = f"a text takes {length:,} bytes, and a string may have {MAX_STRING_BYTES:,}"
                yield breach("pdf.string-too-long", fact, where)


def _strings(canvas: TaggedCanvas) -> Iterator[tuple[str | StructureElement, str]]:
    """Every text that becomes a string, with its place."""
    metadata = canvas.metadata
    for text in (metadata.title, metadata.author, metadata.subject, metadata.producer):
        yield "Info", text
    for element in canvas.root.walk():
        if element.alternative_text is not None:
            yield element, element.alternative_text
        if element.expansion is not None:
            yield element, element.expansion
    for title, name in canvas.navigation.bookmarks():
        yield f"bookmark to {_cut(name)}", title
    for name in canvas.navigation.names:
        yield f"named destination {_cut(name)}", name
    yield from canvas.navigation.link_texts


def _cut(name: str) -> str:
    return name if len(name) <= _SHOWN_CHARACTERS else f"{name[:_SHOWN_CHARACTERS]}…"
