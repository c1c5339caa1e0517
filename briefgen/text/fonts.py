"""Font faces: a file on disk as something that can be asked about characters, metrics and permission to embed.

A ``FontFace`` is loaded once per file and process and never changes, so it is shared by all documents. Only TrueType
outlines (``glyf``) are taken: the writer builds composites from them. System fonts are never looked at.
"""

from __future__ import annotations

import functools
import os
import struct
import threading
from collections import deque
from pathlib import Path
from typing import Final, Literal
from weakref import WeakValueDictionary

import uharfbuzz as hb

from briefgen.diagnostics import Diagnostic
from briefgen.errors import ResourceError
from briefgen.text.font_facts import FontFacts, embedding_permission, font_facts
from briefgen.text.glyphs import Cluster

# One face keeps this many interned clusters; a briefing needs a few hundred, a book of all of Unicode is cut off.
MAX_INTERNED_CLUSTERS: Final = 65_536

# OpenType 1.9, "Required Tables" and those of TrueType outlines, but for "name": the least length of each in bytes.
# OS/2 has 78 in its version 0; loca, hmtx and glyf are measured by what head, maxp and hhea say.
_TABLES: Final = {
    "OS/2": 78, "cmap": 4, "glyf": 1, "head": 54, "hhea": 36, "hmtx": 4, "loca": 4, "maxp": 32, "post": 32,
}  # fmt: skip
_OS2_LENGTH_WITH_CAP_HEIGHT: Final = 90  # as far as sCapHeight, which version 2 brought


# HarfBuzz shapes by the tables of OpenType; the reshaper by Arabic presentation forms, for fonts that have no more.
ShaperName = Literal["harfbuzz", "reshaper"]


class FontFace:
    """A TrueType font file.

    Attributes:
        path: the file.
        name: the PostScript name (name table, id 6), else the name of the file; what is not printable is left out.
        units_per_em: font units in one em.
        ascent_fu, descent_fu: typographic extents above and below the baseline; descent is negative.
        cap_height_fu: height of a capital.
        italic_angle: degrees counter-clockwise from the vertical.
        embedding: what the font permits.
        shaper: which shaper was asked for; None takes the one that suits the font's tables.
    """

    def __init__(self, path: Path, shaper: ShaperName | None = None) -> None:
        """Load a file.

        Raises:
            ResourceError: the file cannot be read, is no complete TrueType font, or may not be embedded.
        """
        self.path = path
        self.shaper = shaper
        try:
            data = path.read_bytes()
        except OSError as error:
            raise _font_error("font.unreadable", path, f"cannot be read: {error.strerror}") from error
        if data[:4] not in {b"\x00\x01\x00\x00", b"true"}:
            raise _font_error("font.format", path, "is not a TrueType font (glyf outlines in an unwrapped file)")
        if _is_cut_short(data):
            raise _font_error("font.format", path, "is cut short: a part of it is missing")
        self.hb_face = hb.Face(hb.Blob(data))
        fault = _fault_of(self.hb_face)
        if fault is not None:
            raise _font_error("font.format", path, fault)
        self.hb_font = hb.Font(self.hb_face)
        self.units_per_em: int = self.hb_face.upem
        names = (self.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or "", path.stem)
        self.name = next(filter(None, map(_printable, names)), "unnamed")
        extents = self.hb_font.get_font_extents("ltr")
        self.ascent_fu: int = extents.ascender
        self.descent_fu: int = extents.descender
        os2 = self.hb_face.reference_table("OS/2").data
        self.embedding = embedding_permission(bytes(os2))
        version: int = struct.unpack_from(">H", os2)[0]
        self.cap_height_fu: int = struct.unpack_from(">h", os2, 88)[0] if version >= 2 else self.ascent_fu
        post = self.hb_face.reference_table("post").data
        self.italic_angle: float = struct.unpack_from(">i", post, 4)[0] / 65536
        self._refuse_what_is_not_permitted()
        self._clusters: dict[tuple[tuple[tuple[int, int, int], ...], int, str], Cluster] = {}
        self._advances: dict[int, int] = {}
        self._tops: dict[Cluster, int] = {}

    def __repr__(self) -> str:
        return f"FontFace({self.name!r})"

    def _refuse_what_is_not_permitted(self) -> None:
        refusal = self.embedding.refusal
        if refusal is not None:
            raise _font_error(
                "font.embedding-forbidden",
                self.path,
                f"{refusal}; the field is 0x{self.embedding.bits:04X}",
                "use a font whose licence allows it, such as one under the SIL Open Font License",
            )

    @functools.cached_property
    def facts(self) -> FontFacts:
        """What the font says about itself; read once, and only where it is asked for."""
        return font_facts(self.hb_face)

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

    def top_fu(self, cluster: Cluster) -> int:
        """How high the ink of a cluster goes above the baseline, in font units; 0 where it has none there."""
        top = self._tops.get(cluster)
        if top is None:
            if len(self._tops) >= MAX_INTERNED_CLUSTERS:
                self._tops.clear()
            extents = ((self.hb_font.get_glyph_extents(glyph_id), y_fu) for glyph_id, _, y_fu in cluster.glyphs)
            tops = (y_fu + each.y_bearing for each, y_fu in extents if each is not None and each.height)
            top = self._tops[cluster] = max(0, max(tops, default=0))
        return top

    def cluster(self, glyphs: tuple[tuple[int, int, int], ...], advance_fu: int, text: str) -> Cluster:
        """The one object of this face for these glyphs, this advance and this text."""
        key = (glyphs, advance_fu, text)
        known = self._clusters.get(key)
        if known is None:
            if len(self._clusters) >= MAX_INTERNED_CLUSTERS:
                self._clusters.clear()
            known = self._clusters.setdefault(key, Cluster(glyphs, advance_fu, text))  # one for all threads
        return known


def _font_error(code: str, path: Path, what: str, hint: str | None = None) -> ResourceError:
    hints = (hint,) if hint else ("check the font files that the theme names",)
    return ResourceError([Diagnostic(code, f'the font file "{path}" {what}', hints=hints)])


def _printable(name: str) -> str:
    return "".join(filter(str.isprintable, name))


def _is_cut_short(data: bytes) -> bool:
    """Whether the list of tables (OpenType 1.9, "Table Directory") or one of the tables goes beyond the end."""
    count = int.from_bytes(data[4:6], "big")
    if len(data) < 12 + 16 * count:
        return True
    places = (struct.unpack_from(">LL", data, 20 + 16 * i) for i in range(count))
    return any(offset + length > len(data) for offset, length in places)


def _fault_of(face: hb.Face) -> str | None:
    """What a font lacks of what is read here and by the writer of subsets (OpenType 1.9), if anything."""
    tables = {tag: bytes(face.reference_table(tag).data) for tag in _TABLES}  # empty where there is none
    missing = [tag for tag, data in tables.items() if not data]
    if missing:
        return "has no table " + " and no table ".join(f'"{tag}"' for tag in missing)
    short = next((tag for tag, length in _needed_lengths(tables).items() if len(tables[tag]) < length), None)
    return None if short is None else f'has a table "{short}" that is too short'


def _needed_lengths(tables: dict[str, bytes]) -> dict[str, int]:
    """The least length of each table: a fixed one, and where those suffice, what the tables say of one another."""
    if any(len(tables[tag]) < length for tag, length in _TABLES.items()):
        return _TABLES
    (glyphs,) = struct.unpack_from(">H", tables["maxp"], 4)  # numGlyphs
    (metrics,) = struct.unpack_from(">H", tables["hhea"], 34)  # numberOfHMetrics
    (os2_version,) = struct.unpack_from(">H", tables["OS/2"])
    entry = 4 if tables["head"][50:52] != b"\0\0" else 2  # indexToLocFormat
    lengths: dict[str, int] = {
        "OS/2": _OS2_LENGTH_WITH_CAP_HEIGHT if os2_version >= 2 else _TABLES["OS/2"],
        "hmtx": 4 * max(1, metrics) + 2 * max(0, glyphs - max(1, metrics)),
        "loca": entry * (glyphs + 1),
    }
    if len(tables["loca"]) >= lengths["loca"]:
        end = int.from_bytes(tables["loca"][entry * glyphs : entry * (glyphs + 1)], "big")
        lengths["glyf"] = end if entry == 4 else 2 * end
    return lengths


# Writers take faces for the same when they are one object, so a file is loaded once for all threads, and the face is
# found as long as anything holds it. Those loaded last are held here, so that a theme that is loaded anew finds them.
_MAX_HELD_FACES: Final = 64
_FileState = tuple[Path, int, int, ShaperName | None]
_faces: WeakValueDictionary[_FileState, FontFace] = WeakValueDictionary()
_held_faces: deque[FontFace] = deque(maxlen=_MAX_HELD_FACES)
_faces_lock = threading.Lock()


def load_face(path: Path, shaper: ShaperName | None = None) -> FontFace:
    """The face of a file: one object for all threads, until the file changes (its time or its size).

    Args:
        path: the file.
        shaper: see ``FontFace``.

    Raises:
        ResourceError: as ``FontFace``.
    """
    try:
        file = Path(os.path.realpath(path))
        status = file.stat()
    except OSError as error:
        raise _font_error("font.unreadable", path, f"cannot be read: {error.strerror}") from error
    key = (file, status.st_mtime_ns, status.st_size, shaper)
    with _faces_lock:
        face = _faces.get(key)
        if face is None:
            face = _faces[key] = FontFace(file, shaper)
            _held_faces.append(face)
        return face
