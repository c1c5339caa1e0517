"""Clusters to character codes: every code carries one character, and some an invisible mark before it.

Readers take text out of a PDF code by code, in the order of the content stream, and turn right-to-left stretches round
themselves. So a cluster becomes one code for each of its characters, in visual order:

- the first base character from the left draws the glyphs and, with the others, shares the advance in equal parts
  (a ligature of lam and alef is two codes, of which the second draws nothing);
- a mark has no advance; its glyph has the offset built in, because moving the baseline breaks words apart in readers;
- a character without a glyph (a joiner, a bidi control) is a code that draws nothing and has no advance;
- what ``briefgen.pdf.pieces`` gave a direction mark is one code with it: a sign, or a whole number of native digits.

A plain code is a glyph as it is in the font. Kerning of a plain glyph is left to an adjustment between strings: a code
of its own for each kerned advance makes documents larger and reads back no better.
"""

from __future__ import annotations

import functools
import unicodedata
from typing import Final, NamedTuple

import uharfbuzz as hb

from briefgen.errors import ConformanceError
from briefgen.pdf.breaches import breach
from briefgen.pdf.directions import ARABIC_LETTER_MARK, LEFT_TO_RIGHT_MARK
from briefgen.text.fonts import MAX_INTERNED_CLUSTERS, FontFace
from briefgen.text.glyphs import Cluster
from briefgen.text.typeset import is_ignorable

Glyphs = tuple[tuple[int, int, int], ...]

# ISO 14289-1, 7.21.7: what ToUnicode must not hold. U+FEFF draws nothing and says nothing, so it gets no code.
_FORBIDDEN: Final = frozenset("\0\ufffe")
_BYTE_ORDER_MARK: Final = "\ufeff"

# A process draws with few faces; the codes of one that falls out are computed anew.
_MAX_TABLES: Final = 64


class Code(NamedTuple):
    """What a CID stands for.

    Attributes:
        glyphs: ``(glyph_id, x_fu, y_fu)`` from the code's own pen position; empty for a code that draws nothing.
        advance_fu: how far the pen moves, in font units.
        character: one character, or more behind a direction mark.
    """

    glyphs: Glyphs
    advance_fu: int
    character: str


class ClusterCodes(NamedTuple):
    """The codes of a cluster from left to right, and by how many font units the pen moves less than they say."""

    codes: tuple[Code, ...]
    adjustment_fu: int


class CodeTable:
    """The codes of the clusters of one face; they depend on nothing else, so all documents share them."""

    def __init__(self, face: FontFace) -> None:
        self._face = face
        self._has_classes: bool = face.hb_face.has_layout_glyph_classes
        self._known: tuple[dict[Cluster, ClusterCodes], dict[Cluster, ClusterCodes]] = ({}, {})

    def codes(self, cluster: Cluster, *, rtl: bool) -> ClusterCodes:
        """The codes of a cluster in a run of a direction.

        Raises:
            ConformanceError: the cluster draws ``.notdef``, draws glyphs for no character, or holds a character that
                cannot be in a tagged file.
        """
        known = self._known[rtl]
        codes = known.get(cluster)
        if codes is None:
            if len(known) >= MAX_INTERNED_CLUSTERS:
                known.clear()
            codes = known[cluster] = self._split(cluster, rtl=rtl)
        return codes

    def _split(self, cluster: Cluster, *, rtl: bool) -> ClusterCodes:
        _refuse(cluster, self._face)
        text = cluster.text.replace(_BYTE_ORDER_MARK, "")
        if not text:
            return ClusterCodes((), -cluster.advance_fu)
        # A Nastaliq letter may go back. The advance in hmtx cannot (OpenType 1.9), so the pen is moved back instead.
        advance_fu = max(cluster.advance_fu, 0)
        if len(text) == 1 or _is_marked(text, rtl=rtl):
            if len(cluster.glyphs) == 1 and cluster.glyphs[0][1:] == (0, 0) and cluster.advance_fu:
                native = self._face.glyph_advance_fu(cluster.glyphs[0][0])
                return ClusterCodes((Code(cluster.glyphs, native, text),), native - cluster.advance_fu)
            codes: tuple[Code, ...] = (Code(cluster.glyphs, advance_fu, text),)
        else:
            codes = self._one_code_each(cluster.glyphs, advance_fu, text[::-1] if rtl else text)
        return ClusterCodes(codes, advance_fu - cluster.advance_fu)

    def _one_code_each(self, drawn_glyphs: Glyphs, advance_fu: int, characters: str) -> tuple[Code, ...]:
        """Codes for the characters of a cluster, which are given from left to right like its glyphs."""
        places = range(len(characters))
        bases = [i for i in places if not _is_mark(characters[i]) and not is_ignorable(characters[i])] or [0]
        marks = [i for i in places if _is_mark(characters[i]) and i not in bases]
        drawn = self._share_out(drawn_glyphs, bases[0], marks)
        part_fu, rest_fu = divmod(advance_fu, len(bases))
        codes, pen_fu = [], 0
        for i, character in enumerate(characters):
            own_fu = part_fu if i in bases else 0
            if i == bases[-1]:
                own_fu += rest_fu
            glyphs = tuple((glyph_id, x_fu - pen_fu, y_fu) for glyph_id, x_fu, y_fu in drawn.get(i, ()))
            codes.append(Code(glyphs, own_fu, character))
            pen_fu += own_fu
        return tuple(codes)

    def _share_out(self, glyphs: Glyphs, base: int, marks: list[int]) -> dict[int, Glyphs]:
        """Which character, by its place, draws which glyphs; both are given from left to right."""
        of_marks = tuple(glyph for glyph in glyphs if self._is_mark_glyph(glyph[0])) if marks else ()
        if not of_marks:
            return {base: glyphs}
        others = tuple(glyph for glyph in glyphs if glyph not in of_marks)
        if len(of_marks) == len(marks):
            return {base: others, **{place: (glyph,) for place, glyph in zip(marks, of_marks, strict=True)}}
        return {base: others, marks[0]: of_marks}  # as for a ligature of shadda and fatha

    def _is_mark_glyph(self, glyph_id: int) -> bool:
        if self._has_classes:
            return bool(self._face.hb_face.get_layout_glyph_class(glyph_id) == hb.OTLayoutGlyphClass.MARK)
        return self._face.glyph_advance_fu(glyph_id) == 0


@functools.lru_cache(maxsize=_MAX_TABLES)
def code_table(face: FontFace) -> CodeTable:
    """The codes of a face, shared by all documents of the process."""
    return CodeTable(face)


@functools.cache
def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Me"} and not is_ignorable(character)


def _is_marked(text: str, *, rtl: bool) -> bool:
    """Whether a text begins with a mark that goes with the rest of it, which then is not turned round."""
    return text[0] in {ARABIC_LETTER_MARK, LEFT_TO_RIGHT_MARK} and (len(text) == 2 or not rtl)


def _refuse(cluster: Cluster, face: FontFace) -> None:
    if any(glyph_id == 0 for glyph_id, _, _ in cluster.glyphs):
        raise _unwritable("pdf.undefined-glyph", f"{cluster!r} draws .notdef", face)
    if cluster.glyphs and not cluster.text:
        raise _unwritable("pdf.code-without-character", f"{cluster!r} draws glyphs that stand for no character", face)
    if not _FORBIDDEN.isdisjoint(cluster.text):
        raise _unwritable("pdf.forbidden-character", f"{cluster!r} holds U+0000 or U+FFFE", face)


def _unwritable(code: str, fact: str, face: FontFace) -> ConformanceError:
    return ConformanceError([breach(code, fact, f"font {face.name}")])
