"""The glyphs of a TrueType file in another order (OpenType 1.9: ``glyf``, ``loca``, ``hmtx``, ``maxp``, ``head``).

In the file a glyph has the number of the code that draws it, so no table from codes to glyphs is needed. A code that is
not a glyph as it is in the font needs one of its own: some glyphs, shifted, with an advance of their own. HarfBuzz's
subsetter can do neither, and fontTools takes longer for it than all the rest of a document takes.
"""

from __future__ import annotations

import itertools
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

# OpenType 1.9, glyf, "Composite Glyph Description": flags of a component.
_ARG_1_AND_2_ARE_WORDS: Final = 0x0001
_ARGS_ARE_XY_VALUES: Final = 0x0002
_MORE_COMPONENTS: Final = 0x0020
_USE_MY_METRICS: Final = 0x0200
# How many bytes a scale has behind the place of a component: one number, two, or four.
_SCALES: Final = {0x0008: 2, 0x0040: 4, 0x0080: 8}

# OpenType 1.9, maxp, version 1.0: the place of each field.
_NUM_GLYPHS, _MAX_POINTS, _MAX_CONTOURS, _MAX_COMPOSITE_POINTS, _MAX_COMPOSITE_CONTOURS = 1, 2, 3, 4, 5
_MAX_COMPONENT_ELEMENTS, _MAX_COMPONENT_DEPTH = 13, 14
_MAXP: Final = ">L14H"

MAX_GLYPHS: Final = 0xFFFF

# OpenType 1.9, loca: short offsets count words of two bytes, in 16 bits.
_LONGEST_SHORT_GLYF: Final = 2 * 0xFFFF


class TooManyGlyphsError(Exception):
    """A font file would need more than ``MAX_GLYPHS`` glyphs."""


Part = tuple[int, int, int]


class Composite(NamedTuple):
    """A glyph made of others: ``(glyph_id, x_fu, y_fu)`` for each, and its advance."""

    parts: tuple[Part, ...]
    advance_fu: int


class Box(NamedTuple):
    """A bounding box in font units."""

    left: int
    bottom: int
    right: int
    top: int


class Rearranged(NamedTuple):
    """A font file with glyphs in another order.

    Attributes:
        data: the file.
        box: a box that holds all glyphs.
        glyph_count: how many of them draw something.
    """

    data: bytes
    box: Box
    glyph_count: int


class TrueTypeFile:
    """The tables of a TrueType file, from which another with other glyphs can be made."""

    def __init__(self, data: bytes) -> None:
        self._tables = {tag: data[offset : offset + length] for tag, offset, length in _directory(data)}
        self._loca = _offsets(self._tables)
        self._bearings = _bearings(self._tables)

    def rearranged(self, glyphs: Mapping[int, Composite]) -> Rearranged:
        """A file with other glyphs, made of those of this one.

        Args:
            glyphs: what stands at each number, 0 among them. A number that is left out gets an empty glyph without an
                advance. Glyphs that are only parts of others come behind the last number.

        Raises:
            TooManyGlyphsError: there are more glyphs than ``maxp`` can count.
        """
        inked = {number: self._inked(glyph) for number, glyph in glyphs.items()}
        numbers = self._numbers(inked)
        copies = {number: glyph_id for glyph_id, number in numbers.items()}
        written = _GlyphTables(Box(*struct.unpack_from(">4h", self._tables[b"head"], 36)))
        for number in range(max({*glyphs, *copies}) + 1):
            advance_fu = glyphs[number].advance_fu if number in glyphs else 0
            parts = inked.get(number, ())
            if len(parts) == 1 and parts[0][1:] == (0, 0):
                copies[number] = parts[0][0]
            if number in copies:
                glyph_id = copies[number]
                written.add(_renumbered(self._outline(glyph_id), numbers), advance_fu, self._bearings[glyph_id])
            elif parts:
                boxes = [self._shifted_box(*part) for part in parts]
                written.add_composite([(numbers[part[0]], *part[1:]) for part in parts], _union(boxes), advance_fu)
            else:
                written.add(b"", advance_fu, 0)
        return Rearranged(_assembled(self._tables | written.tables(self._tables)), written.box, written.inked_count)

    def _numbers(self, inked: Mapping[int, Sequence[Part]]) -> dict[int, int]:
        """The new number of each glyph that is drawn, by its number in this file."""
        numbers: dict[int, int] = {}
        for number, parts in inked.items():
            if len(parts) == 1 and parts[0][1:] == (0, 0):
                numbers.setdefault(parts[0][0], number)
        needed = list(dict.fromkeys(part[0] for parts in inked.values() for part in parts))
        seen = set(needed)
        for glyph_id in needed:  # which grows by what those are made of
            new = {component: None for component, _ in _components(self._outline(glyph_id)) if component not in seen}
            needed += new
            seen |= new.keys()
        only_parts = [glyph_id for glyph_id in needed if glyph_id not in numbers]
        numbers.update(zip(only_parts, itertools.count(max(inked) + 1)))
        if max(inked) + len(only_parts) >= MAX_GLYPHS:
            raise TooManyGlyphsError
        return numbers

    def _outline(self, glyph_id: int) -> bytes:
        return self._tables[b"glyf"][self._loca[glyph_id] : self._loca[glyph_id + 1]]

    def _inked(self, glyph: Composite) -> tuple[Part, ...]:
        """The parts of a glyph that have an outline."""
        return tuple(part for part in glyph.parts if self._loca[part[0]] < self._loca[part[0] + 1])

    def _shifted_box(self, glyph_id: int, x_fu: int, y_fu: int) -> Box:
        left, bottom, right, top = struct.unpack_from(">4h", self._tables[b"glyf"], self._loca[glyph_id] + 2)
        return Box(left + x_fu, bottom + y_fu, right + x_fu, top + y_fu)


class _GlyphTables:
    """The tables of glyphs that are added one by one.

    Attributes:
        box: a box that holds all of them.
        inked_count: how many have an outline.
    """

    def __init__(self, box: Box) -> None:
        self.box = box
        self.inked_count = 0
        self._glyf = bytearray()
        self._loca = [0]
        self._metrics: list[tuple[int, int]] = []
        self._most_parts = 0

    def add(self, outline: bytes, advance_fu: int, bearing_fu: int) -> None:
        """Append a glyph."""
        self.inked_count += bool(outline)
        self._glyf += outline
        self._glyf += bytes(len(self._glyf) % 2)  # as short offsets want it
        self._loca.append(len(self._glyf))
        self._metrics.append((advance_fu, bearing_fu))

    def add_composite(self, parts: Sequence[Part], box: Box, advance_fu: int) -> None:
        """Append a glyph made of others."""
        self.box = _union((self.box, box))
        self._most_parts = max(self._most_parts, len(parts))
        outline = struct.pack(">5h", -1, *box)  # -1 contours: a composite
        for i, (number, x_fu, y_fu) in enumerate(parts, 1):
            near = -128 <= x_fu <= 127 and -128 <= y_fu <= 127
            flags = _ARGS_ARE_XY_VALUES | (0 if near else _ARG_1_AND_2_ARE_WORDS)
            flags |= _MORE_COMPONENTS if i < len(parts) else 0
            outline += struct.pack(">HHbb" if near else ">HHhh", flags, number, x_fu, y_fu)
        self.add(outline, advance_fu, box.left)

    def tables(self, source: Mapping[bytes, bytes]) -> dict[bytes, bytes]:
        """The tables that say something of glyphs, where they do not stay as they are in the source.

        The limits in ``maxp`` may be higher than needed, which the format allows.
        """
        maxp, parts = list(struct.unpack(_MAXP, source[b"maxp"][:32])), self._most_parts
        if parts:
            points = max(maxp[_MAX_POINTS], maxp[_MAX_COMPOSITE_POINTS])
            contours = max(maxp[_MAX_CONTOURS], maxp[_MAX_COMPOSITE_CONTOURS])
            maxp[_MAX_COMPOSITE_POINTS] = min(0xFFFF, points * parts)
            maxp[_MAX_COMPOSITE_CONTOURS] = min(0xFFFF, contours * parts)
            maxp[_MAX_COMPONENT_ELEMENTS] = max(maxp[_MAX_COMPONENT_ELEMENTS], parts)
            maxp[_MAX_COMPONENT_DEPTH] += 1
        maxp[_NUM_GLYPHS] = len(self._metrics)
        short = len(self._glyf) <= _LONGEST_SHORT_GLYF
        offsets = [offset // 2 for offset in self._loca] if short else self._loca
        count = self._advance_count()
        head = source[b"head"]
        place = struct.pack(">4h", *self.box) + head[44:50] + struct.pack(">h", not short)  # indexToLocFormat
        return {
            b"glyf": bytes(self._glyf),
            b"head": head[:36] + place + head[52:],
            b"hhea": source[b"hhea"][:34] + struct.pack(">H", count),
            b"hmtx": b"".join(
                struct.pack(">Hh", *metric) if i < count else struct.pack(">h", metric[1])
                for i, metric in enumerate(self._metrics)
            ),
            b"loca": struct.pack(f">{len(offsets)}{'H' if short else 'L'}", *offsets),
            b"maxp": struct.pack(_MAXP, *maxp),
        }

    def _advance_count(self) -> int:
        """How many advances ``hmtx`` must hold; the last one counts for all glyphs behind it."""
        count = len(self._metrics)
        while count > 1 and self._metrics[count - 2][0] == self._metrics[count - 1][0]:
            count -= 1
        return count


def _components(outline: bytes) -> Iterator[tuple[int, int]]:
    """The glyphs of which a glyph is made, and where in its outline each of their entries begins."""
    if outline[:1] < b"\x80":  # the number of contours is not negative, or there is no outline
        return
    start, flags = 10, _MORE_COMPONENTS
    while flags & _MORE_COMPONENTS:
        flags, glyph_id = struct.unpack_from(">HH", outline, start)
        yield glyph_id, start
        start += 8 if flags & _ARG_1_AND_2_ARE_WORDS else 6
        start += sum(length for scale, length in _SCALES.items() if flags & scale)


def _renumbered(outline: bytes, numbers: Mapping[int, int]) -> bytes:
    """An outline with the new numbers of its components, none of which lends its advance."""
    renumbered = bytearray(outline)
    for glyph_id, start in _components(outline):
        flags = int.from_bytes(outline[start : start + 2], "big") & ~_USE_MY_METRICS
        struct.pack_into(">HH", renumbered, start, flags, numbers[glyph_id])
    return bytes(renumbered)


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


def _bearings(tables: Mapping[bytes, bytes]) -> list[int]:
    """The left side bearing of each glyph (OpenType 1.9, hmtx)."""
    hmtx = tables[b"hmtx"]
    (count,) = struct.unpack_from(">H", tables[b"hhea"], 34)
    with_advance = struct.unpack(f">{2 * count}h", hmtx[: 4 * count])[1::2]
    return [*with_advance, *struct.unpack(f">{(len(hmtx) - 4 * count) // 2}h", hmtx[4 * count :])]


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
