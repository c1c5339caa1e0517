"""Shaping by HarfBuzz: the default."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import Final

import uharfbuzz as hb

from briefgen.text.fonts import FontFace
from briefgen.text.glyphs import Cluster
from briefgen.text.shaping.protocol import ShapedWord, Word

UNSAFE_TO_BREAK: Final = int(hb.GlyphFlags.UNSAFE_TO_BREAK)
_SAFE_TO_INSERT_TATWEEL: Final = int(hb.GlyphFlags.SAFE_TO_INSERT_TATWEEL)

# Control characters that are white space have no glyph of their own in any font.
SHAPED_AS_SPACE: Final = dict.fromkeys([*range(0x09, 0x0E), *range(0x1C, 0x20), 0x85, 0x2028, 0x2029], " ")

# One glyph out of HarfBuzz: cluster, glyph id, x advance, x offset, y offset (font units), flags.
_Glyph = tuple[int, int, int, int, int, int]


class HarfBuzzShaper:
    """Shapes with the font's own OpenType tables."""

    def shape(self, face: FontFace, word: Word) -> ShapedWord:
        """Shape a word; see ``Shaper.shape``."""
        buffer = hb.Buffer()
        text = (word.before + word.text + word.after).translate(SHAPED_AS_SPACE)
        buffer.add_str(text, len(word.before), len(word.text))
        buffer.direction = "rtl" if word.rtl else "ltr"
        buffer.script = word.script
        buffer.language = word.language
        buffer.flags = hb.BufferFlags.PRODUCE_SAFE_TO_INSERT_TATWEEL
        hb.shape(face.hb_font, buffer)
        offset = len(word.before)
        glyphs = [
            (
                info.cluster - offset,
                info.codepoint,
                position.x_advance,
                position.x_offset,
                position.y_offset,
                int(info.flags),
            )
            for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]
        return clusters_of(face, word, glyphs)


def clusters_of(face: FontFace, word: Word, glyphs: list[_Glyph]) -> ShapedWord:
    """Gather glyphs, in the visual order of HarfBuzz's output, into clusters in logical order."""
    # A font without a space glyph makes HarfBuzz drop what is not drawn: its characters stay, without glyphs.
    groups: dict[int, list[_Glyph]] = {0: []}
    for glyph in glyphs:
        groups.setdefault(glyph[0], []).append(glyph)
    starts = sorted(groups)
    clusters: list[Cluster] = []
    unsafe: set[int] = set()
    tatweel: set[int] = set()
    for index, (start, end) in enumerate(pairwise([*starts, len(word.text)])):
        group = groups[start]
        pen = 0
        placed = []
        flags = 0
        for _, glyph_id, advance, x_offset, y_offset, glyph_flags in group:
            placed.append((glyph_id, pen + x_offset, y_offset))
            pen += advance
            flags |= glyph_flags
        if flags & UNSAFE_TO_BREAK:
            unsafe.add(index)
        if flags & _SAFE_TO_INSERT_TATWEEL:
            tatweel.add(index)
        clusters.append(face.cluster(tuple(placed), pen, word.text[start:end]))
    pens = tuple(accumulate((cluster.advance_fu for cluster in clusters), initial=0))
    bounds = (*starts, len(word.text))
    return ShapedWord(tuple(clusters), pens[-1], bounds, pens, frozenset(unsafe), frozenset(tatweel))
