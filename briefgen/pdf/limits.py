"""What some standards ask of characters and strings, and others do not: so the profile decides what is looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from briefgen.diagnostics import Diagnostic
from briefgen.layout.structure import StructureElement
from briefgen.model.characters import PRIVATE
from briefgen.pdf.breaches import breach, path_of
from briefgen.pdf.guarded import LIMITED_PARTS
from briefgen.pdf.objects import string_bytes
from briefgen.pdf.profiles import Profile

if TYPE_CHECKING:
    from briefgen.pdf.canvas import TaggedCanvas

# ISO 19005-2 and 19005-3, 6.1.13.
MAX_STRING_BYTES: Final = 32_767

# ISO 32000-1, 7.9.2.2: text strings are UTF-16, which has no half of a surrogate pair; U+0000 and U+FFFE are no text.
_UNFIT: Final = re.compile("[\0\ud800-\udfff\ufffe]")
# ISO 14289-2, 8.4.3.
_UNFIT_OR_PRIVATE: Final = re.compile(f"{_UNFIT.pattern}|{PRIVATE.pattern}")

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


def unfit_strings(canvas: TaggedCanvas) -> Iterator[Diagnostic]:
    """Texts outside the pages that have characters which no text may have, or that take too many bytes for a string."""
    profile = canvas.profile
    limited = profile.pdfa is not None and profile.pdfa[0] in LIMITED_PARTS
    unfit = _UNFIT_OR_PRIVATE if profile.pdfua_part > 1 else _UNFIT
    for place, text in _strings(canvas):
        if not text.isascii() or not text.isprintable():
            found = sorted(set(unfit.findall(text)))
            if found:
                yield _unfit(found, _path(place), profile)
                continue
        if limited and len(text) > MAX_STRING_BYTES // 4:  # no character has more than four bytes
            length = string_bytes(text)
            if length > MAX_STRING_BYTES:
                fact = f"a text takes {length:,} bytes, and a string may have {MAX_STRING_BYTES:,}"
                yield breach("pdf.string-too-long", fact, _path(place))


def unfit_contents(text: str, place: str, profile: Profile) -> list[Diagnostic]:
    """The breach of what stands for a link, if it has characters which no text may have."""
    found = sorted(set(_UNFIT.findall(text)))
    return [_unfit(found, place, profile)] if found else []


def _unfit(found: list[str], place: str, profile: Profile) -> Diagnostic:
    """The breach of characters that a text must not have; private ones only where there are no worse."""
    fact = f"a text has characters that nobody can read: {', '.join(f'U+{ord(each):04X}' for each in found)}"
    if all(map(PRIVATE.match, found)):
        return breach("pdf.private-character", fact, place)
    clause = "ISO 32000-1, 7.9.2.2" if profile.pdf_version < (2, 0) else "ISO 32000-2, 7.9.2.2"
    return replace(breach("pdf.forbidden-character", fact, place), clause=clause)


def _path(place: str | StructureElement) -> str:
    return path_of(place) if isinstance(place, StructureElement) else place


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
