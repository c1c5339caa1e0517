"""Fonts that tests make: small TrueType files with the tables that a test is about, and nothing else."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Final

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables.DefaultTable import DefaultTable

from briefgen.text.fonts import FontFace, load_face

# How many boxes there are: they stand for one stretch of characters after the other.
_BOXES: Final = 4096
# Everything that a str may hold but surrogates.
_ALL_OF_UNICODE: Final = ((0x0, 0x1F), (0x21, 0xD7FF), (0xE000, 0x10FFFF))


def _built(cmap: dict[int, str], names: list[str]) -> FontBuilder:
    """A font whose glyphs are boxes, of five widths; the space has no outline."""
    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef", "space", *names])
    builder.setupCharacterMap(cmap)
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for corner in ((50, 500), (450, 500), (450, 0)):
        pen.lineTo(corner)
    pen.closePath()
    box, empty = pen.glyph(), TTGlyphPen(None).glyph()
    builder.setupGlyf({".notdef": box, "space": empty, **dict.fromkeys(names, box)})
    metrics = {name: (500 + 40 * (index % 5), 50) for index, name in enumerate(names)}
    builder.setupHorizontalMetrics({".notdef": (500, 50), "space": (300, 0), **metrics})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200)
    builder.setupPost()
    return builder


def last_resort(folder: Path) -> FontFace:
    """A face that draws every character as a box, through a ``cmap`` of format 12."""
    builder = _built({0x20: "space"}, [f"box{index}" for index in range(_BOXES)])
    builder.setupNameTable({"familyName": "Last Resort", "styleName": "Regular", "psName": "LastResort"})
    groups = [(0x20, 0x20, 1)]
    for first, last in _ALL_OF_UNICODE:
        groups += [(start, min(start + _BOXES - 1, last), 2) for start in range(first, last + 1, _BOXES)]
    body = b"".join(struct.pack(">3L", *group) for group in sorted(groups))
    subtable = struct.pack(">2H3L", 12, 0, 16 + len(body), 0, len(groups)) + body
    table = builder.font["cmap"] = DefaultTable("cmap")
    table.data = struct.pack(">2H2HL", 0, 1, 3, 10, 12) + subtable
    return _saved(builder, folder / "LastResort.ttf")


def with_features(path: Path, features: str) -> FontFace:
    """A face with the letters A to Z and lower-case a to z, U+0020, U+00A0, and lookups in feature-file syntax."""
    letters = [chr(code) for code in (*range(0x41, 0x5B), *range(0x61, 0x7B))]
    cmap = {ord(letter): letter for letter in letters} | {0x20: "space", 0xA0: "space"}
    builder = _built(cmap, letters)
    builder.setupNameTable({"familyName": path.stem, "styleName": "Regular", "psName": path.stem})
    addOpenTypeFeaturesFromString(builder.font, features)
    return _saved(builder, path)


def _saved(builder: FontBuilder, path: Path) -> FontFace:
    builder.save(path)
    return load_face(path)
