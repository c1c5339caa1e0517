"""Rebuild the bundled fonts from the npm packages that they come from, and check them against ``fonts/fonts.toml``.

Some packages hold WOFF files (W3C Recommendation "WOFF File Format 1.0"): a TrueType font with each table compressed by
itself. This script takes the tables out and writes them as TrueType, in the order in which they lie, and changes no
byte of any of them. A package that holds TrueType files has nothing to unwrap, and they are copied. A font with a key
``subset`` is reduced to the characters that it names: its licence has to allow that. The script needs Python and
fontTools.

    python tools/unwrap_fonts.py node_modules            rebuild fonts/*.ttf, then check every hash
    python tools/unwrap_fonts.py node_modules --check    compare only; write nothing
"""

from __future__ import annotations

import argparse
import hashlib
import io
import struct
import sys
import tomllib
import zlib
from pathlib import Path
from typing import Any, Final, NamedTuple

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS: Final = Path(__file__).resolve().parent.parent / "fonts"

WOFF_HEADER: Final = struct.Struct(">4s4sIHHI")
WOFF_HEADER_SIZE: Final = 44
WOFF_ENTRY: Final = struct.Struct(">4sIIII")
SFNT_HEADER: Final = struct.Struct(">4sHHHH")
SFNT_ENTRY: Final = struct.Struct(">4sIII")

# OpenType 1.9, "head": bytes 8 to 12 hold checkSumAdjustment, which the table's own checksum leaves out.
ADJUSTMENT: Final = slice(8, 12)


class Table(NamedTuple):
    """One table of a font: its tag, its checksum as the directory states it, and its bytes."""

    tag: bytes
    checksum: int
    data: bytes


def table_checksum(table: Table) -> int:
    """The checksum of a table: the sum of its 32-bit words (OpenType 1.9, "Calculating checksums")."""
    data = bytearray(table.data) + bytes(-len(table.data) % 4)
    if table.tag == b"head":
        data[ADJUSTMENT] = bytes(4)
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}I", data)
    return sum(words) & 0xFFFFFFFF


def read_woff(data: bytes) -> tuple[bytes, list[Table]]:
    """The sfnt version and the tables of a WOFF file, in the order in which they lie in it (WOFF 1.0, 3 to 5).

    Raises:
        ValueError: the file is no WOFF 1.0 file, or a table does not have the length or the checksum that it states.
    """
    signature, flavour, length, count, _reserved, _size = WOFF_HEADER.unpack_from(data)
    if signature != b"wOFF" or length != len(data):
        raise ValueError("not a WOFF 1.0 file, or cut short")
    entries = [WOFF_ENTRY.unpack_from(data, WOFF_HEADER_SIZE + index * WOFF_ENTRY.size) for index in range(count)]
    tables = []
    for tag, offset, packed_length, unpacked_length, checksum in sorted(entries, key=lambda entry: entry[1]):
        packed = data[offset : offset + packed_length]
        # WOFF 1.0, 5: a table that compression would not make smaller is stored as it is.
        table = Table(tag, checksum, packed if packed_length == unpacked_length else zlib.decompress(packed))
        if len(table.data) != unpacked_length or table_checksum(table) != checksum:
            raise ValueError(f"the table {tag!r} is damaged")
        tables.append(table)
    return flavour, tables


def write_sfnt(version: bytes, tables: list[Table]) -> bytes:
    """A font file with these tables, in this order (OpenType 1.9, "Table directory")."""
    power = len(tables).bit_length() - 1
    search_range = 16 << power
    header = SFNT_HEADER.pack(version, len(tables), search_range, power, 16 * len(tables) - search_range)
    body = bytearray()
    directory = []
    for table in tables:
        offset = len(header) + SFNT_ENTRY.size * len(tables) + len(body)
        directory.append(SFNT_ENTRY.pack(table.tag, table.checksum, offset, len(table.data)))
        body += table.data + bytes(-len(table.data) % 4)
    # The directory is sorted by tag; a packed entry begins with its tag.
    return header + b"".join(sorted(directory)) + body


def characters_of(ranges: str) -> list[int]:
    """The code points of ranges such as ``U+0020-007E U+2022``."""
    found: list[int] = []
    for part in ranges.split():
        first, _, last = part.removeprefix("U+").partition("-")
        found += range(int(first, 16), int(last or first, 16) + 1)
    return found


def subset_of(data: bytes, ranges: str) -> bytes:
    """A TrueType font with the characters of some ranges, and all its features for them; without hints.

    The names stay, and with them the copyright and the licence. No time is entered, so the bytes are always the same.
    """
    options = Options()
    options.layout_features = ["*"]
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.hinting = False
    options.notdef_outline = True
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters_of(ranges))
    subsetter.subset(font)
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def font_from_package(path: Path, ranges: str | None = None) -> bytes:
    """The bytes of a bundled font: the unwrapped tables of a WOFF file, or a TrueType file as it is, or a part of it.

    Args:
        path: the file in its package.
        ranges: the characters that are kept, such as ``U+0020-007E U+2022``; without it, all of them.

    Raises:
        ValueError: the file is damaged.
    """
    data = path.read_bytes()
    data = write_sfnt(*read_woff(data)) if path.suffix == ".woff" else data
    return data if ranges is None else subset_of(data, ranges)


def main() -> int:
    """Rebuild or compare every font of ``fonts/fonts.toml``; the exit status is 1 if one differs."""
    parser = argparse.ArgumentParser(description="Rebuild the bundled fonts from unpacked npm packages.")
    parser.add_argument("node_modules", type=Path, help="the folder that holds the packages, such as node_modules")
    parser.add_argument("--check", action="store_true", help="compare with the files in fonts/ and write nothing")
    arguments = parser.parse_args()
    differing = 0
    listed: dict[str, Any] = tomllib.loads((FONTS / "fonts.toml").read_text(encoding="utf-8"))
    for font in listed["font"]:
        package = font["source_package"].rpartition("@")[0]
        ranges = listed["subset"][font["subset"]] if "subset" in font else None
        data = font_from_package(arguments.node_modules / package / font["source_file"], ranges)
        target = FONTS / font["file"]
        if not arguments.check:
            target.write_bytes(data)
        same = hashlib.sha256(data).hexdigest() == font["sha256"] and target.read_bytes() == data
        differing += not same
        sys.stdout.write(f"{'same     ' if same else 'DIFFERENT'}  {font['file']}\n")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
