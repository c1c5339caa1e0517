"""Composite glyphs added to a TrueType file (OpenType 1.9: ``glyf``, ``loca``, ``hmtx``, ``maxp``, ``head``).

A character code that is not a plain glyph needs a glyph of its own: some glyphs, shifted, with an advance of their own.
HarfBuzz's subsetter cannot make one, and fontTools takes longer for it than all the rest of a document takes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from briefgen.errors import InternalError

# OpenType 1.9, glyf, "Composite Glyph Description": flags of a component.
_ARG_1_AND_2_ARE_WORDS: Final = 0x0001
_ARGS_ARE_XY_VALUES: Final = 0x0002
_MORE_COMPONENTS: Final = 0x0020

# OpenType 1.9, maxp, version 1.0: the place of each field.
_NUM_GLYPHS, _MAX_POINTS, _MAX_CONTOURS, _MAX_COMPOSITE_POINTS, _MAX_COMPOSITE_CONTOURS = 1, 2, 3, 4, 5
_MAX_COMPONENT_ELEMENTS, _MAX_COMPONENT_DEPTH = 13, 14
_MAXP: Final = ">L14H"

MAX_GLYPHS: Final = 0xFFFF


class Composite(NamedTuple):
    """A glyph made of others: ``(glyph_id, x_fu, y_fu)`` for each, and its advance."""

    parts: tuple[tuple[int, int, int], ...]
    advance_fu: int


class Box(NamedTuple):
    """A bounding box in font units."""

    left: int
    bottom: int
    right: int
    top: int


class TrueTypeFile:
    """The tables of a TrueType file to which composites can be added."""

    def __init__(self, data: bytes) -> None:
        tables = {tag: data[offset : offset + length] for tag, offset, length in _directory(data)}
        self._maxp = list(struct.unpack(_MAXP, tables[b"maxp"][:32]))
        self._loca = _offsets(tables)
        self._hmtx = _metrics(tables)
        self._glyf = bytearray(tables[b"glyf"])
        self._box = Box(*struct.unpack_from(">4h", tables[b"head"], 36))
        self._most_parts = 0
        self._tables = tables

    @property
    def box(self) -> Box:
        """A box that holds every glyph."""
        return self._box

    def add(self, composite: Composite) -> int:
        """Append a glyph and return its number; parts without an outline are left out.

        Raises:
            InternalError: the font would have more glyphs than ``maxp`` can count.
        """
        glyph_id = len(self._hmtx)
        if glyph_id >= MAX_GLYPHS:
            raise InternalError(f"a subset needs more than {MAX_GLYPHS} glyphs")
        inked = [part for part in composite.parts if self._loca[part[0]] < self._loca[part[0] + 1]]
        left = 0
        if inked:
            box = _union(self._shifted_box(*part) for part in inked)
            left = box.left
            self._box = _union((self._box, box))
            self._most_parts = max(self._most_parts, len(inked))
            self._append(inked, box)
        self._loca.append(len(self._glyf))
        self._hmtx.append(struct.pack(">Hh", composite.advance_fu, left))
        return glyph_id

    def _shifted_box(self, glyph_id: int, x_fu: int, y_fu: int) -> Box:
        left, bottom, right, top = struct.unpack_from(">4h", self._glyf, self._loca[glyph_id] + 2)
        return Box(left + x_fu, bottom + y_fu, right + x_fu, top + y_fu)

    def _append(self, parts: list[tuple[int, int, int]], box: Box) -> None:
        self._glyf += struct.pack(">5h", -1, *box)  # -1 contours: a composite
        for i, (glyph_id, x_fu, y_fu) in enumerate(parts, 1):
            more = _MORE_COMPONENTS if i < len(parts) else 0
            flags = _ARG_1_AND_2_ARE_WORDS | _ARGS_ARE_XY_VALUES | more
            self._glyf += struct.pack(">HHhh", flags, glyph_id, x_fu, y_fu)
        self._glyf += bytes(-len(self._glyf) % 4)

    def data(self) -> bytes:
        """The whole file. The limits in ``maxp`` may be higher than needed, which the format allows."""
        maxp, tables, parts = self._maxp, self._tables, self._most_parts
        if parts:
            points = max(maxp[_MAX_POINTS], maxp[_MAX_COMPOSITE_POINTS])
            contours = max(maxp[_MAX_CONTOURS], maxp[_MAX_COMPOSITE_CONTOURS])
            maxp[_MAX_COMPOSITE_POINTS] = min(0xFFFF, points * parts)
            maxp[_MAX_COMPOSITE_CONTOURS] = min(0xFFFF, contours * parts)
            maxp[_MAX_COMPONENT_ELEMENTS] = max(maxp[_MAX_COMPONENT_ELEMENTS], parts)
            maxp[_MAX_COMPONENT_DEPTH] += 1
        maxp[_NUM_GLYPHS] = len(self._hmtx)
        head = tables[b"head"]
        long_offsets = b"\0\1"  # head.indexToLocFormat
        changed = {
            b"glyf": bytes(self._glyf),
            b"head": head[:36] + struct.pack(">4h", *self._box) + head[44:50] + long_offsets + head[52:],
            b"hhea": tables[b"hhea"][:34] + struct.pack(">H", len(self._hmtx)),
            b"hmtx": b"".join(self._hmtx),
            b"loca": struct.pack(f">{len(self._loca)}L", *self._loca),
            b"maxp": struct.pack(_MAXP, *maxp),
        }
        return _assembled(tables | changed)


def _directory(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Tag, offset and length of each table (OpenType 1.9, "Table Directory")."""
    (count,) = struct.unpack_from(">H", data, 4)
    return (struct.unpack_from(">4s4xLL", data, 12 + 16 * i) for i in range(count))


def _offsets(tables: Mapping[bytes, bytes]) -> list[int]:
    """The offset of each glyph and the end of the last (OpenType 1.9, loca)."""
    loca = tables[b"loca"]
    if tables[b"head"][50:52] == b"\0\0":
        return [offset * 2 for offset in struct.unpack(f">{len(loca) // 2}H", loca)]
    return list(struct.unpack(f">{len(loca) // 4}L", loca))


def _metrics(tables: Mapping[bytes, bytes]) -> list[bytes]:
    """Advance and left side bearing of each glyph; the last advance holds for all that follow (OpenType 1.9, hmtx)."""
    hmtx = tables[b"hmtx"]
    (count,) = struct.unpack_from(">H", tables[b"hhea"], 34)
    full = [hmtx[i : i + 4] for i in range(0, 4 * count, 4)]
    return full + [full[-1][:2] + hmtx[i : i + 2] for i in range(4 * count, len(hmtx), 2)]


def _union(boxes: Iterable[Box]) -> Box:
    left, bottom, right, top = zip(*boxes, strict=True)
    return Box(min(left), min(bottom), max(right), max(top))


def _assembled(tables: Mapping[bytes, bytes]) -> bytes:
    """A file of these tables, in the order of their tags (OpenType 1.9, "Organization of an OpenType Font")."""
    power = 1 << (len(tables).bit_length() - 1)
    search = (power * 16, power.bit_length() - 1, (len(tables) - power) * 16)
    directory = [struct.pack(">L4H", 0x00010000, len(tables), *search)]
    body, offset = [], 12 + 16 * len(tables)
    for tag, table in sorted(tables.items()):
        padded = table + bytes(-len(table) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF
        directory.append(struct.pack(">4sLLL", tag, checksum, offset, len(table)))
        body.append(padded)
        offset += len(padded)
    return b"".join(directory + body)
