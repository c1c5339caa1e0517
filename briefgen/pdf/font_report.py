"""What there is to say about a font in a file, to people who answer for licences and archives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FontReport:
    """A font that is embedded in a rendered file, as the font states it; what it does not state is empty.

    Attributes:
        name: the PostScript name.
        family: the name of the family.
        version: the version of the font.
        file: the name of the font file, without its folder.
        sha256: the hash of that file, in hexadecimal.
        licence: the words of the licence or about it.
        licence_url: where more is said about the licence.
        embedding: what the font permits (OpenType, OS/2 ``fsType``): ``installable``, ``editable`` or ``preview and
            print``.
        glyph_count: how many glyphs of the font, or made of its glyphs, are in the file.
        code_count: how many different characters and forms of characters are shown with it.
        byte_count: how many bytes the font program takes in the file.
    """

    name: str
    family: str
    version: str
    file: str
    sha256: str
    licence: str
    licence_url: str
    embedding: str
    glyph_count: int
    code_count: int
    byte_count: int
