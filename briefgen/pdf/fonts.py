"""The fonts of one document: codes numbered as they are drawn, then written as subsets (ISO 32000-1, 9.6 to 9.10)."""

from __future__ import annotations

import functools
import hashlib
import struct
from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol

import uharfbuzz as hb

from briefgen.diagnostics import Diagnostic
from briefgen.errors import ResourceError
from briefgen.pdf.codes import Code, code_table
from briefgen.pdf.objects import MAX_NAME_BYTES, RawObject, RawStream, byte_string, compress, name_object
from briefgen.pdf.sfnt import Box, Composite, TrueTypeFile
from briefgen.text.fonts import FontFace
from briefgen.text.glyphs import WORD_SPACES, Cluster

# Two bytes for each code under Identity-H, and CID 0 is .notdef, which is never drawn (ISO 14289-1, 7.21.8).
MAX_CODES: Final = 65_535

# ISO 32000-1, 9.10.3 with Adobe Technical Note 5014: a bfchar block has at most 100 entries.
_BFCHAR_BLOCK: Final = 100

# Tables that a CIDFontType2 does not need (ISO 32000-1, 9.9, table 126); hinting goes with NO_HINTING.
_DROPPED_TABLES: Final = ("GSUB", "GPOS", "GDEF", "cmap", "OS/2", "name", "post", "STAT", "gasp", "DSIG", "meta")

# Tables that every subset has, unless HarfBuzz finds that they contradict one another.
_WRITTEN_TABLES: Final = ("glyf", "head", "hhea", "hmtx", "loca", "maxp")

# ISO 32000-1, 9.8.2, table 123.
_FLAG_FIXED_PITCH: Final = 1 << 0
_FLAG_SERIF: Final = 1 << 1
_FLAG_SYMBOLIC: Final = 1 << 2
_FLAG_ITALIC: Final = 1 << 6

# OpenType 1.9, OS/2 sFamilyClass: the classes with serifs.
_SERIF_CLASSES: Final = frozenset({1, 2, 3, 4, 5, 7})

_CMAP_HEAD: Final = (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n"
    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
    "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"
)
_CMAP_TAIL: Final = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


class _CIDFont(RawObject):
    """A CIDFont (ISO 32000-1, 9.7.4); its strings are encrypted where the document is."""

    def __init__(self, name: str, entries: str) -> None:
        super().__init__(entries)
        self._name = name

    def format(self, document: object) -> bytes:
        """The source of the dictionary."""
        system = f"<</Registry{byte_string(b'Adobe', document)}/Ordering{byte_string(b'Identity', document)}"
        head = f"<</Type/Font/Subtype/CIDFontType2{self._name}/CIDSystemInfo{system}/Supplement 0>>"
        return head.encode("ascii") + super().format(document) + b">>"


class ObjectTable(Protocol):
    """The objects of a file, as far as fonts need them."""

    def add(self, obj: RawObject, /) -> str:
        """Add an indirect object and return the reference to it."""


class EmbeddedFont:
    """A face in one document. Codes are numbered in the order in which they are first drawn.

    Attributes:
        face: the face.
        resource: the name of the font in the resources of every page.
    """

    def __init__(self, face: FontFace, resource: str) -> None:
        self.face = face
        self.resource = resource
        self._table = code_table(face)
        self._cids: dict[Code, int] = {}
        self._shown: tuple[dict[Cluster, str], dict[Cluster, str]] = ({}, {})

    def show(self, clusters: Sequence[Cluster], *, rtl: bool, word_space_em: float = 0.0) -> str:
        """The operator that shows clusters, given from left to right, in a run of a direction.

        Args:
            clusters: of this face.
            rtl: the direction of the run.
            word_space_em: what each word space is wider than its advance. ``Tw`` would not do: it widens codes of one
                byte only (ISO 32000-1, 9.3.3).

        Raises:
            ResourceError: the document needs more codes of this face than there are.
        """
        known = self._shown[rtl]
        shown = [known.get(cluster) or self._number(cluster, rtl=rtl) for cluster in clusters]
        if word_space_em:
            moved = f">{-1000 * word_space_em:.6g}<"
            spaced = zip(shown, clusters, strict=True)
            shown = [code + moved if cluster.text in WORD_SPACES else code for code, cluster in spaced]
        codes = "".join(shown)
        if "<" in codes:
            # Two numbers that follow one another add up (ISO 32000-1, 9.4.3): a kerned space that is widened.
            return f"[<{codes}>]TJ".replace("<>", " ")
        return f"<{codes}>Tj"

    def show_invisible(self, character: str) -> str:
        """The operator that shows a character without a glyph and without an advance."""
        return f"<{self._cid(Code((), 0, character)):04X}>Tj"

    def _number(self, cluster: Cluster, *, rtl: bool) -> str:
        """The hexadecimal codes of a cluster, with an adjustment where the pen moves less than they say."""
        codes, adjustment_fu = self._table.codes(cluster, rtl=rtl)
        shown = "".join(f"{self._cid(code):04X}" for code in codes)
        if adjustment_fu:
            shown += f">{_thousandths(adjustment_fu, self.face)}<"
        self._shown[rtl][cluster] = shown
        return shown

    def _cid(self, code: Code) -> int:
        cid = self._cids.get(code)
        if cid is None:
            cid = self._cids[code] = len(self._cids) + 1
            if cid > MAX_CODES:
                raise ResourceError([_too_many_codes(self.face)])
        return cid

    def write(self, document: ObjectTable) -> str:
        """Add the font to a document and return the reference to its Type0 dictionary (ISO 32000-1, 9.7.6)."""
        font = _program(self.face, tuple(self._cids))
        file = document.add(RawStream(font.file, f"/Length1 {font.length}", packed=True))
        descriptor = document.add(RawObject(_descriptor(self.face, font.name, font.box, file)))
        to_glyph = document.add(RawStream(font.to_glyph, packed=True))
        descendant = document.add(
            _CIDFont(
                f"/BaseFont{font.name}", f"/FontDescriptor {descriptor}/DW 0/W[0[{font.widths}]]/CIDToGIDMap {to_glyph}"
            )
        )
        to_unicode = document.add(RawStream(font.to_unicode, packed=True))
        return document.add(
            RawObject(
                f"<</Type/Font/Subtype/Type0/BaseFont{font.name}/Encoding/Identity-H"
                f"/DescendantFonts[{descendant}]/ToUnicode {to_unicode}>>"
            )
        )


class Program(NamedTuple):
    """What a document needs of a face, with its streams compressed.

    Attributes:
        name: the PostScript name of the subset, with its tag (ISO 32000-1, 9.6.4), as a name object.
        file, length: the font program, and its length before compression.
        box: of all glyphs, in font units.
        widths: of each CID from 0, in thousandths of an em.
        to_glyph, to_unicode: the streams of ``CIDToGIDMap`` and ``ToUnicode``.
    """

    name: str
    file: bytes
    length: int
    box: Box
    widths: str
    to_glyph: bytes
    to_unicode: bytes


# The fonts of a document that is rendered again, as in a preview, are mostly the same.
_MAX_PROGRAMS: Final = 32


@functools.lru_cache(maxsize=_MAX_PROGRAMS)
def _program(face: FontFace, codes: tuple[Code, ...]) -> Program:
    """The subset of a face for the codes of CID 1 and up."""
    data, box, glyph_ids = _subset_for(face, codes)
    advances = (face.glyph_advance_fu(0), *(code.advance_fu for code in codes))
    return Program(
        name=_subset_name(face, data),
        file=compress(data),
        length=len(data),
        box=box,
        widths=" ".join(_thousandths(advance, face) for advance in advances),
        to_glyph=compress(struct.pack(f">{len(glyph_ids)}H", *glyph_ids)),
        to_unicode=compress(_to_unicode(codes).encode("ascii")),
    )


def _subset_name(face: FontFace, data: bytes) -> str:
    """A tag from the content, then the PostScript name, cut to what a name may have (ISO 32000-1, 9.6.4)."""
    tag = "".join(chr(ord("A") + byte % 26) for byte in hashlib.sha256(data).digest()[:6])
    name = f"{tag}+{face.name}".encode()[:MAX_NAME_BYTES]
    return name_object(name.decode(errors="ignore"))  # without what is left of a character that was cut


def _subset_for(face: FontFace, codes: Sequence[Code]) -> tuple[bytes, Box, list[int]]:
    """The font program, its box, and the glyph of each CID."""
    data, new_ids = _subset(face, {glyph[0] for code in codes for glyph in code.glyphs})
    font = TrueTypeFile(data)
    glyph_ids = [0]
    baked: dict[Composite, int] = {}
    for code in codes:
        if _is_plain(face, code):
            glyph_ids.append(new_ids[code.glyphs[0][0]])
            continue
        composite = Composite(tuple((new_ids[glyph_id], x, y) for glyph_id, x, y in code.glyphs), code.advance_fu)
        glyph_id = baked.get(composite)
        if glyph_id is None:
            glyph_id = baked[composite] = font.add(composite)
        glyph_ids.append(glyph_id)
    return font.data(), font.box, glyph_ids


def _is_plain(face: FontFace, code: Code) -> bool:
    """Whether the code is a glyph as it is in the font: hmtx and W must agree (ISO 14289-1, 7.21.5)."""
    if len(code.glyphs) != 1 or code.glyphs[0][1:] != (0, 0):
        return False
    return face.glyph_advance_fu(code.glyphs[0][0]) == code.advance_fu


def _to_unicode(codes: Sequence[Code]) -> str:
    """The CMap from codes to characters, one to each (ISO 32000-1, 9.10.3)."""
    characters = [code.character.encode("utf-16-be").hex().upper() for code in codes]
    lines = [f"<{cid:04X}> <{character}>\n" for cid, character in enumerate(characters, 1)]
    blocks = [lines[i : i + _BFCHAR_BLOCK] for i in range(0, len(lines), _BFCHAR_BLOCK)]
    entries = "".join(f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n" for block in blocks)
    return _CMAP_HEAD + entries + _CMAP_TAIL


class FontTable:
    """The fonts of one document, in the order in which they are first drawn."""

    def __init__(self, prefix: str = "F") -> None:
        """Take what the names of the fonts in the resources begin with."""
        self._prefix = prefix
        self._fonts: dict[FontFace, EmbeddedFont] = {}

    def font(self, face: FontFace) -> EmbeddedFont:
        """The font of a face."""
        font = self._fonts.get(face)
        if font is None:
            font = self._fonts[face] = EmbeddedFont(face, f"{self._prefix}{len(self._fonts) + 1}")
        return font

    def write(self, document: ObjectTable) -> dict[str, str]:
        """Add all fonts to a document: the reference of each by its resource name."""
        return {font.resource: font.write(document) for font in self._fonts.values()}


def _subset(face: FontFace, glyph_ids: set[int]) -> tuple[bytes, dict[int, int]]:
    """A subset without hinting and layout tables, and the new number of each glyph.

    Raises:
        ResourceError: HarfBuzz finds a fault in the font.
    """
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(glyph_ids)
    wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(int.from_bytes(t.encode(), "big") for t in _DROPPED_TABLES)
    wanted.flags = hb.SubsetFlags.NO_HINTING
    try:
        plan = hb.SubsetPlan(face.subset_source, wanted)
        subset = plan.execute()
    except RuntimeError as error:
        raise ResourceError([_damaged(face)]) from error
    new_ids = dict(plan.old_to_new_glyph_mapping)
    if not (glyph_ids <= new_ids.keys() and all(subset.reference_table(tag).data for tag in _WRITTEN_TABLES)):
        raise ResourceError([_damaged(face)])
    return bytes(subset.blob.data), new_ids


def _thousandths(length_fu: int, face: FontFace) -> str:
    """Font units in glyph space, where an em is 1000 (ISO 32000-1, 9.2.4)."""
    return f"{length_fu * 1000 / face.units_per_em:.8g}"


def _descriptor(face: FontFace, name: str, box: Box, file: str) -> str:
    """A font descriptor (ISO 32000-1, 9.8, table 122)."""
    os2, post = (bytes(face.hb_face.reference_table(tag).data) for tag in ("OS/2", "post"))
    weight, family_class = struct.unpack_from(">H", os2, 4)[0], os2[30]
    flags = _FLAG_SYMBOLIC  # codes are ours, so the character set is no standard one
    flags |= _FLAG_FIXED_PITCH if post[12:16] != bytes(4) else 0
    flags |= _FLAG_SERIF if family_class in _SERIF_CLASSES else 0
    flags |= _FLAG_ITALIC if face.italic_angle else 0
    lengths = {"Ascent": face.ascent_fu, "Descent": face.descent_fu, "CapHeight": face.cap_height_fu}
    heights = "".join(f"/{key} {_thousandths(length, face)}" for key, length in lengths.items())
    # OpenType does not say how thick a stem is. This estimate gives 88 for weight 400 and 135 for 600; only viewers
    # that replace a font look at it, and the font is in the file.
    stem = round(50 + (weight / 65) ** 2)
    return (
        f"<</Type/FontDescriptor/FontName{name}/Flags {flags}"
        f"/FontBBox[{' '.join(_thousandths(side, face) for side in box)}]/ItalicAngle {face.italic_angle:.5g}"
        f"{heights}/StemV {stem}/FontFile2 {file}>>"
    )


def _damaged(face: FontFace) -> Diagnostic:
    return Diagnostic(
        "font.format",
        f'the font file "{face.path}" is damaged: no subset of it can be made',
        hints=("use a fresh copy of the font",),
    )


def _too_many_codes(face: FontFace) -> Diagnostic:
    return Diagnostic(
        "font.too-many-codes",
        f'the document draws more than {MAX_CODES} different characters and positions of "{face.name}"',
        hints=("divide the document",),
    )
