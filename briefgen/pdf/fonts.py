"""The fonts of one document: codes numbered as they are drawn, then written as subsets (ISO 32000-1, 9.6 to 9.10).

The number of a code is the number of its glyph, so the table from one to the other is ``Identity``.
"""

from __future__ import annotations

import functools
import hashlib
import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, Protocol

import uharfbuzz as hb

from briefgen.diagnostics import Diagnostic
from briefgen.errors import ResourceError
from briefgen.pdf.codes import Code, code_table
from briefgen.pdf.font_report import FontReport
from briefgen.pdf.numbering import CodeNumbers
from briefgen.pdf.objects import (
    MAX_NAME_BYTES,
    MOST_COMPRESSION,
    RawObject,
    RawStream,
    byte_string,
    compress,
    name_object,
)
from briefgen.pdf.sfnt import Box, Composite, Rearranged, TooManyGlyphsError, TrueTypeFile
from briefgen.text.fonts import FontFace
from briefgen.text.glyphs import WORD_SPACES, Cluster

# Codes are numbers of two bytes (Identity-H), and each is the number of a glyph: a font has 65,535, with .notdef.
MAX_NUMBER: Final = 65_534

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

# Where fewer numbers than this have no glyph, writing their widths takes less room than beginning anew.
_SHORT_GAP: Final = 4


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

    def __init__(self, face: FontFace, resource: str, numbers: CodeNumbers | None = None) -> None:
        """Begin without codes; the other fonts of a document have the same ``numbers``."""
        self.face = face
        self.resource = resource
        self._numbers = numbers or CodeNumbers()
        self._variants: Counter[str] = Counter()
        self._table = code_table(face)
        self._cids: dict[Code, int] = {}
        self._shown: tuple[dict[Cluster, str], dict[Cluster, str]] = ({}, {})
        self._written: Program | None = None

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

    @property
    def characters(self) -> str:
        """What the codes stand for that have been drawn."""
        return "".join(code.character for code in self._cids)

    def _cid(self, code: Code) -> int:
        cid = self._cids.get(code)
        if cid is None:
            cid = self._cids[code] = self._numbers.number(code.character, self._variants[code.character])
            self._variants[code.character] += 1
            if cid > MAX_NUMBER:
                raise ResourceError([_too_many_codes(self.face)])
        return cid

    def write(self, document: ObjectTable, to_unicode: str) -> str:
        """Add the font to a document and return the reference to its Type0 dictionary (ISO 32000-1, 9.7.6).

        Args:
            document: where it is added.
            to_unicode: the reference to the stream that says what characters the codes stand for.
        """
        font = self._written = _program(self.face, tuple(sorted((cid, code) for code, cid in self._cids.items())))
        file = document.add(RawStream(font.file, f"/Length1 {font.length}", packed=True))
        descriptor = document.add(RawObject(_descriptor(self.face, font.name, font.box, file)))
        entries = f"/FontDescriptor {descriptor}/DW 0/W[{font.widths}]/CIDToGIDMap/Identity"
        descendant = document.add(_CIDFont(f"/BaseFont{font.name}", entries))
        return document.add(
            RawObject(
                f"<</Type/Font/Subtype/Type0/BaseFont{font.name}/Encoding/Identity-H"
                f"/DescendantFonts[{descendant}]/ToUnicode {to_unicode}>>"
            )
        )

    def report(self) -> FontReport:
        """What was written.

        Raises:
            ValueError: nothing has been written yet.
        """
        if self._written is None:
            raise ValueError("a font can be reported on when it has been written")
        facts = self.face.facts
        return FontReport(
            name=self.face.name,
            family=facts.family,
            version=facts.version,
            file=self.face.path.name,
            sha256=facts.sha256,
            licence=facts.licence,
            licence_url=facts.licence_url,
            embedding=str(self.face.embedding),
            glyph_count=self._written.glyph_count,
            code_count=self._written.code_count,
            byte_count=len(self._written.file),
        )


class Program(NamedTuple):
    """What a document needs of a face.

    Attributes:
        name: the PostScript name of the subset, with its tag (ISO 32000-1, 9.6.4), as a name object.
        file, length: the font program, compressed, and its length before that.
        box: of all glyphs, in font units.
        widths: the content of ``W`` (ISO 32000-1, 9.7.4.3), in thousandths of an em.
        code_count: how many codes there are.
        glyph_count: how many of their glyphs have an outline, and those that are only parts of others.
    """

    name: str
    file: bytes
    length: int
    box: Box
    widths: str
    code_count: int
    glyph_count: int


# The fonts of a document that is rendered again, as in a preview, are mostly the same.
_MAX_PROGRAMS: Final = 32


@functools.lru_cache(maxsize=_MAX_PROGRAMS)
def _program(face: FontFace, codes: tuple[tuple[int, Code], ...]) -> Program:
    """The subset of a face for codes with their CIDs, in ascending order."""
    subset = _subset_for(face, codes)
    return Program(
        name=_subset_name(face, subset.data),
        file=compress(subset.data, MOST_COMPRESSION),
        length=len(subset.data),
        box=subset.box,
        widths=_widths(face, codes),
        code_count=len(codes),
        glyph_count=subset.glyph_count,
    )


def _widths(face: FontFace, codes: Sequence[tuple[int, Code]]) -> str:
    """Widths in runs, each after its first CID."""
    runs: list[tuple[int, list[str]]] = [(0, [_thousandths(face.glyph_advance_fu(0), face)])]
    for cid, code in codes:
        first, widths = runs[-1]
        gap = cid - first - len(widths)
        if gap >= _SHORT_GAP:
            runs.append((cid, widths := []))
        else:
            widths += ["0"] * gap  # as in the font program
        widths.append(_thousandths(code.advance_fu, face))
    return "".join(f"{first}[{' '.join(widths)}]" for first, widths in runs)


def _subset_name(face: FontFace, data: bytes) -> str:
    """A tag from the content, then the PostScript name, cut to what a name may have (ISO 32000-1, 9.6.4)."""
    tag = "".join(chr(ord("A") + byte % 26) for byte in hashlib.sha256(data).digest()[:6])
    name = f"{tag}+{face.name}".encode()[:MAX_NAME_BYTES]
    return name_object(name.decode(errors="ignore"))  # without what is left of a character that was cut


def _subset_for(face: FontFace, codes: Sequence[tuple[int, Code]]) -> Rearranged:
    """The font program in which the glyph of each code has its CID for a number.

    Raises:
        ResourceError: the font is damaged, or the document draws more than a font can number.
    """
    data, new_ids = _subset(face, {glyph[0] for _, code in codes for glyph in code.glyphs})
    glyphs = {0: Composite(((0, 0, 0),), face.glyph_advance_fu(0))}
    for cid, code in codes:
        glyphs[cid] = Composite(tuple((new_ids[glyph_id], x, y) for glyph_id, x, y in code.glyphs), code.advance_fu)
    try:
        return TrueTypeFile(data).rearranged(glyphs)
    except (IndexError, struct.error) as error:  # a composite that is cut short, or of glyphs that are not there
        raise ResourceError([_damaged(face)]) from error
    except TooManyGlyphsError as error:  # codes and the glyphs that are only parts of theirs
        raise ResourceError([_too_many_codes(face)]) from error


class FontTable:
    """The fonts of one document, in the order in which they are first drawn."""

    def __init__(self, prefix: str = "F") -> None:
        """Take what the names of the fonts in the resources begin with."""
        self._prefix = prefix
        self._fonts: dict[FontFace, EmbeddedFont] = {}
        self._numbers = CodeNumbers()

    def font(self, face: FontFace) -> EmbeddedFont:
        """The font of a face."""
        font = self._fonts.get(face)
        if font is None:
            resource = f"{self._prefix}{len(self._fonts) + 1}"
            font = self._fonts[face] = EmbeddedFont(face, resource, self._numbers)
        return font

    def texts(self) -> Iterator[tuple[str, str]]:
        """The name of each face, and the characters that it has drawn, each code's once."""
        for face, font in self._fonts.items():
            yield face.name, font.characters

    def report(self) -> tuple[FontReport, ...]:
        """What was written of each face, in the order in which they are first drawn."""
        return tuple(font.report() for font in self._fonts.values())

    def write(self, document: ObjectTable) -> dict[str, str]:
        """Add all fonts to a document: the reference of each by its resource name."""
        if not self._fonts:
            return {}
        to_unicode = document.add(RawStream(self._numbers.to_unicode(), packed=True))
        return {font.resource: font.write(document, to_unicode) for font in self._fonts.values()}


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
        f'the document draws more than {MAX_NUMBER} different characters and positions, the last one of "{face.name}"',
        hints=("divide the document",),
    )
