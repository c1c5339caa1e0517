"""Font faces: a file on disk as something that can be asked about characters, metrics and permission to embed.

A ``FontFace`` is loaded once per file and process and never changes, so it is shared by all documents. Only TrueType
outlines (``glyf``) are taken: the writer builds composites from them. System fonts are never looked at.
"""

from __future__ import annotations

import functools
import struct
from pathlib import Path
from typing import Final

import uharfbuzz as hb

from briefgen.diagnostics import Diagnostic
from briefgen.errors import ResourceError
from briefgen.text.glyphs import Cluster

# OpenType 1.9, OS/2 fsType: bit 1 alone forbids embedding; bit 8 forbids subsets; bit 9 allows bitmaps only.
FSTYPE_RESTRICTED: Final = 0x0002
FSTYPE_LESS_RESTRICTED: Final = 0x0004 | 0x0008
FSTYPE_NO_SUBSETTING: Final = 0x0100
FSTYPE_BITMAP_ONLY: Final = 0x0200

# One face keeps this many interned clusters; a briefing needs a few hundred, a book of all of Unicode is cut off.
MAX_INTERNED_CLUSTERS: Final = 65_536


class FontFace:
    """A TrueType font file.

    Attributes:
        path: the file.
        name: the PostScript name (name table, id 6).
        units_per_em: font units in one em.
        ascent_fu, descent_fu: typographic extents above and below the baseline; descent is negative.
        cap_height_fu: height of a capital.
        italic_angle: degrees counter-clockwise from the vertical.
        embedding: the OS/2 ``fsType`` bits.
    """

    def __init__(self, path: Path) -> None:
        """Load a file.

        Raises:
            ResourceError: the file cannot be read, is no TrueType font, or may not be embedded.
        """
        self.path = path
        try:
            data = path.read_bytes()
        except OSError as error:
            raise _font_error("font.unreadable", path, f"cannot be read: {error.strerror}") from error
        if data[:4] not in {b"\x00\x01\x00\x00", b"true"}:
            raise _font_error("font.format", path, "is not a TrueType font (glyf outlines in an unwrapped file)")
        self.hb_face = hb.Face(hb.Blob(data))
        if "glyf" not in self.hb_face.table_tags:
            raise _font_error("font.format", path, "has no glyf outlines")
        self.hb_font = hb.Font(self.hb_face)
        self.units_per_em: int = self.hb_face.upem
        self.name = self.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or path.stem
        extents = self.hb_font.get_font_extents("ltr")
        self.ascent_fu: int = extents.ascender
        self.descent_fu: int = extents.descender
        os2 = self.hb_face.reference_table("OS/2").data
        self.embedding: int = struct.unpack_from(">H", os2, 8)[0]
        version: int = struct.unpack_from(">H", os2)[0]
        self.cap_height_fu: int = struct.unpack_from(">h", os2, 88)[0] if version >= 2 else self.ascent_fu
        post = self.hb_face.reference_table("post").data
        self.italic_angle: float = struct.unpack_from(">i", post, 4)[0] / 65536
        self._refuse_forbidden_embedding()
        self._nominal: dict[str, int] = {}
        self._clusters: dict[tuple[tuple[tuple[int, int, int], ...], int, str], Cluster] = {}
        self._advances: dict[int, int] = {}

    def __repr__(self) -> str:
        return f"FontFace({self.name!r})"

    def _refuse_forbidden_embedding(self) -> None:
        forbidden = self.embedding & FSTYPE_RESTRICTED and not self.embedding & FSTYPE_LESS_RESTRICTED
        if forbidden or self.embedding & (FSTYPE_NO_SUBSETTING | FSTYPE_BITMAP_ONLY):
            raise _font_error(
                "font.embedding-forbidden",
                self.path,
                f"does not allow what a PDF needs: a subset of its outlines (OS/2 fsType is 0x{self.embedding:04X})",
                "use a font whose licence allows embedding, such as one under the SIL Open Font License",
            )

    @functools.cached_property
    def coverage(self) -> frozenset[int]:
        """The code points that the font's ``cmap`` maps to a glyph."""
        return frozenset(self.hb_face.unicodes)

    @functools.cached_property
    def subset_source(self) -> hb.Face:
        """The face prepared for many subsets (about 1.5 ms, so once for each face and not for each document)."""
        return hb.subset_preprocess(self.hb_face)

    def covers(self, character: str) -> bool:
        """Whether the font has a glyph for the character."""
        return ord(character) in self.coverage

    def glyph_advance_fu(self, glyph_id: int) -> int:
        """The advance of a glyph by itself, in font units."""
        advance = self._advances.get(glyph_id)
        if advance is None:
            advance = self._advances[glyph_id] = self.hb_font.get_glyph_h_advance(glyph_id)
        return advance

    def cluster(self, glyphs: tuple[tuple[int, int, int], ...], advance_fu: int, text: str) -> Cluster:
        """The one object of this face for these glyphs, this advance and this text."""
        key = (glyphs, advance_fu, text)
        known = self._clusters.get(key)
        if known is None:
            if len(self._clusters) >= MAX_INTERNED_CLUSTERS:
                self._clusters.clear()
            known = self._clusters[key] = Cluster(glyphs, advance_fu, text)
        return known


def _font_error(code: str, path: Path, what: str, hint: str | None = None) -> ResourceError:
    hints = (hint,) if hint else ("check the font files that the theme names",)
    return ResourceError([Diagnostic(code, f'the font file "{path}" {what}', hints=hints)])


@functools.cache
def load_face(path: Path) -> FontFace:
    """The face of a file, loaded once in a process."""
    return FontFace(path.resolve())
