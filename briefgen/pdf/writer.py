"""The bytes of a file: header, objects, object streams and cross-reference stream (ISO 32000-1, 7.5)."""

from __future__ import annotations

import hashlib
import itertools
import struct
from typing import Final

from briefgen.pdf.objects import RawStream

# ISO 32000-1, 7.5.2: the version, and four bytes that tell programs that the file is not text.
_HEADER: Final = b"%%PDF-%d.%d\n%%\xe2\xe3\xcf\xd3\n"

# ISO 32000-1, 7.5.8.3, table 18: the kinds of entries in a cross-reference stream, in fields of 1, 4 and 2 bytes.
_FREE, _IN_FILE, _IN_STREAM = 0, 1, 2
_ENTRY: Final = ">BLH"
_COLUMNS: Final = struct.calcsize(_ENTRY)

# ISO 32000-1, 7.4.4.4, table 10: what stands before a row from which the row above was subtracted. The entries of most
# objects differ in their last byte from the one above, so a table of 550 takes 150 bytes and not 1000.
_UP: Final = b"\x02"
_PREDICTOR: Final = f"/DecodeParms<</Predictor 12/Columns {_COLUMNS}>>"

# ISO 32000-1, 14.4: an identifier of 16 bytes.
_IDENTIFIER_DIGITS: Final = 32


class FileWriter:
    """The bytes of a file and where each object stands."""

    def __init__(self, version: tuple[int, int] = (1, 7)) -> None:
        """Begin a file of a version of PDF, major and minor."""
        self._out = bytearray(_HEADER % version)
        self._entries: dict[int, tuple[int, int, int]] = {0: (_FREE, 0, 0xFFFF)}

    def put(self, object_number: int, body: bytes) -> None:
        """Write an object of its own (ISO 32000-1, 7.3.10)."""
        self._entries[object_number] = (_IN_FILE, len(self._out), 0)
        self._out += b"%d 0 obj\n%b\nendobj\n" % (object_number, body)

    def put_packed(self, object_number: int, objects: list[tuple[int, bytes]]) -> None:
        """Write objects into an object stream (ISO 32000-1, 7.5.7)."""
        starts = itertools.accumulate((len(body) + 1 for _, body in objects), initial=0)
        index = b"".join(b"%d %d " % (packed, start) for (packed, _), start in zip(objects, starts, strict=False))
        for i, (packed, _) in enumerate(objects):
            self._entries[packed] = (_IN_STREAM, object_number, i)
        data = index + b"\n".join(body for _, body in objects)
        self.put(object_number, RawStream(data, f"/Type/ObjStm/N {len(objects)}/First {len(index)}").format(None))

    def finish(self, object_number: int, entries: str) -> bytes:
        """Write the cross-reference stream, whose number is the highest, and return the file."""
        identifier = hashlib.sha256(self._out).hexdigest()[:_IDENTIFIER_DIGITS].upper()
        start = len(self._out)
        self._entries[object_number] = (_IN_FILE, start, 0)
        table = b"".join(struct.pack(_ENTRY, *self._entries[i]) for i in range(object_number + 1))
        head = f"/Type/XRef/Size {object_number + 1}/W[1 4 2]{_PREDICTOR}{entries}/ID[<{identifier}><{identifier}>]"
        self.put(object_number, RawStream(_differences(table), head).format(None))
        return bytes(self._out) + b"startxref\n%d\n%%%%EOF\n" % start


def _differences(table: bytes) -> bytes:
    """Each row of a table less the one above, behind the mark that says so."""
    above = bytes(_COLUMNS) + table
    less = bytes((byte - byte_above) % 256 for byte, byte_above in zip(table, above, strict=False))
    return b"".join(_UP + less[i : i + _COLUMNS] for i in range(0, len(less), _COLUMNS))
