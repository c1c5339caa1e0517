"""What a font says about itself: its names, its licence, and what it permits (OpenType 1.9, name and OS/2)."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from typing import Final, Literal

import uharfbuzz as hb

# OpenType 1.9, OS/2 fsType, bits 1 to 3, from the most restrictive.
Usage = Literal["restricted", "preview and print", "editable", "installable"]
_USAGES: Final[tuple[tuple[int, Usage], ...]] = (
    (0x0002, "restricted"),
    (0x0004, "preview and print"),
    (0x0008, "editable"),
)
_NO_SUBSETTING: Final = 0x0100
_BITMAP_ONLY: Final = 0x0200

# The versions of OS/2 from which on bits 8 and 9 mean something, and bits 1 to 3 exclude one another.
_VERSION_WITH_FLAGS: Final = 2
_VERSION_WITH_ONE_USAGE: Final = 3

_NAMES: Final = hb.OTNameIdPredefined


@dataclass(frozen=True, slots=True)
class EmbeddingPermission:
    """What may be done with a font in a document, by its field ``fsType``.

    Attributes:
        bits: the field.
        usage: ``installable`` is no restriction, ``editable`` and ``preview and print`` allow documents, ``restricted``
            allows nothing.
        no_subsetting: whether it may only be embedded whole.
        bitmap_only: whether only bitmaps of it may be embedded.
    """

    bits: int
    usage: Usage
    no_subsetting: bool
    bitmap_only: bool

    def __str__(self) -> str:
        flags = ((self.no_subsetting, "no subsetting"), (self.bitmap_only, "bitmaps only"))
        return ", ".join([self.usage, *(words for is_set, words in flags if is_set)])

    @property
    def refusal(self) -> str | None:
        """Why no subset of the font's outlines may be put into a document; None where it may."""
        if self.usage == "restricted":
            return "may not be embedded in a document: it is under a Restricted License (bit 1 of fsType in OS/2)"
        if self.bitmap_only:
            return "may be embedded as bitmaps only, and a document needs its outlines (bit 9 of fsType in OS/2)"
        if self.no_subsetting:
            return (
                "may be embedded only whole and as it is, and a document needs the glyphs that it shows, some of them "
                "composed anew (bit 8 of fsType in OS/2)"
            )
        return None


def embedding_permission(os2: bytes) -> EmbeddingPermission:
    """What the table OS/2 permits (OpenType 1.9, OS/2 fsType).

    More than one usage may be set in versions 0 to 2, and then the least restrictive one counts. From version 3 on that
    is an error, which is not read in one's own favour: the most restrictive one counts. In versions 0 and 1 there are
    no flags beside the usage.
    """
    version, bits = struct.unpack_from(">H", os2)[0], struct.unpack_from(">H", os2, 8)[0]
    usages: list[Usage] = [usage for bit, usage in _USAGES if bits & bit] or ["installable"]
    flags = bits if version >= _VERSION_WITH_FLAGS else 0
    return EmbeddingPermission(
        bits=bits,
        usage=usages[0 if version >= _VERSION_WITH_ONE_USAGE else -1],
        no_subsetting=bool(flags & _NO_SUBSETTING),
        bitmap_only=bool(flags & _BITMAP_ONLY),
    )


@dataclass(frozen=True, slots=True)
class FontFacts:
    """What a font file is; what is not printable is left out, and what it does not say is empty.

    Attributes:
        family: the name of the family, without weight and slant where the font has such a name.
        version: as the font states it, else its revision.
        licence: the words of the licence or about it.
        licence_url: where more is said about that.
        sha256: of the file, in hexadecimal.
    """

    family: str
    version: str
    licence: str
    licence_url: str
    sha256: str


def font_facts(face: hb.Face) -> FontFacts:
    """What the tables of a font say, in English where they do (OpenType 1.9, name, "Name IDs")."""
    revision: int = struct.unpack_from(">i", bytes(face.reference_table("head").data), 4)[0]
    return FontFacts(
        family=_name(face, _NAMES.TYPOGRAPHIC_FAMILY) or _name(face, _NAMES.FONT_FAMILY),
        version=_name(face, _NAMES.VERSION_STRING).removeprefix("Version ") or f"{revision / 65536:.3f}",
        licence=_name(face, _NAMES.LICENSE),
        licence_url=_name(face, _NAMES.LICENSE_URL),
        sha256=hashlib.sha256(face.blob.data).hexdigest(),
    )


def _name(face: hb.Face, name_id: hb.OTNameIdPredefined) -> str:
    languages = [entry.language for entry in face.list_names() if entry.name_id == name_id]
    language = "en" if "en" in languages or not languages else languages[0]
    words = (face.get_name(name_id, language) or "").split()
    return "".join(filter(str.isprintable, " ".join(words)))
