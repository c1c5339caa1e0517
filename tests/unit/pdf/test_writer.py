"""The bytes of a file: objects and the table of where they are."""

from __future__ import annotations

import io
import re
import zlib
from typing import Final

import pikepdf

from briefgen.pdf.document import _in_streams
from briefgen.pdf.writer import FileWriter

OBJECTS: Final = 700


def written() -> bytes:
    """A file of a catalog, an empty list of pages and many small objects in two object streams."""
    file = FileWriter()
    file.put(1, b"<</Length 3>>\nstream\nabc\r\nendstream")
    packed = [(2, b"<</Type/Catalog/Pages 3 0 R>>"), (3, b"<</Type/Pages/Kids[]/Count 0>>")]
    packed += [(number, b"[%d]" % (number**2)) for number in range(4, OBJECTS)]
    file.put_packed(OBJECTS, packed[:300])
    file.put_packed(OBJECTS + 1, packed[300:])
    return file.finish(OBJECTS + 2, "/Root 2 0 R")


def test_every_object_is_found() -> None:
    """A reader finds each object by the table, streams and packed objects alike, and has nothing to mend."""
    with pikepdf.open(io.BytesIO(written()), attempt_recovery=False) as pdf:
        assert pdf.get_object(1, 0).read_raw_bytes() == b"abc"
        assert [int(pdf.get_object(number, 0)[0]) for number in range(4, OBJECTS)] == [n**2 for n in range(4, OBJECTS)]
        assert pdf.get_warnings() == []


def test_object_streams_have_a_limit_in_bytes() -> None:
    """A reader unpacks a whole stream for one object: it ends after a thousand objects, or near a million bytes."""
    small, large, huge = b"[0]", bytes(400_000), bytes(3_000_000)
    packed = [(number, small) for number in range(1, 2502)]
    assert [len(objects) for objects in _in_streams(packed)] == [1000, 1000, 501]
    packed = list(enumerate([small, large, large, large, small, huge, small], 1))
    parted = list(_in_streams(packed))
    assert [[number for number, _ in objects] for objects in parted] == [[1, 2, 3], [4, 5], [6], [7]]
    assert list(_in_streams([])) == []


def test_the_table_of_objects() -> None:
    """Undone by hand, the differences of the table are where each object stands (ISO 32000-1, 7.5.8.3)."""
    data = written()
    match = re.search(rb"/W\[1 4 2\]/DecodeParms<</Predictor 12/Columns 7>>.*?/Length (\d+)>>\nstream\n", data)
    assert match is not None
    rows = zlib.decompress(data[match.end() : match.end() + int(match[1])])
    above, entries = bytes(7), []
    for start in range(0, len(rows), 8):
        assert rows[start] == 2  # PNG: the difference from the row above
        above = bytes((old + new) % 256 for old, new in zip(above, rows[start + 1 : start + 8], strict=True))
        entries.append((above[0], int.from_bytes(above[1:5], "big"), int.from_bytes(above[5:], "big")))
    assert len(entries) == OBJECTS + 3
    assert entries[0] == (0, 0, 65_535)
    assert entries[2:302] == [(2, OBJECTS, i) for i in range(300)]
    assert entries[302:OBJECTS] == [(2, OBJECTS + 1, i) for i in range(OBJECTS - 302)]
    for number in (1, OBJECTS, OBJECTS + 1, OBJECTS + 2):
        kind, offset, generation = entries[number]
        assert (kind, generation) == (1, 0)
        assert data[offset:].startswith(b"%d 0 obj\n" % number)
    assert data.endswith(b"startxref\n%d\n%%%%EOF\n" % entries[-1][1])
    assert len(rows) / int(match[1]) > 15


def test_the_identifier_is_of_the_content() -> None:
    """The same objects give the same identifier; another byte gives another one."""

    def identifier(content: bytes) -> bytes:
        file = FileWriter()
        file.put(1, content)
        found = re.search(rb"/ID\[<([0-9A-F]{32})><\1>\]", file.finish(2, "/Root 1 0 R"))
        assert found is not None
        return found[1]

    assert identifier(b"<</Type/Catalog>>") == identifier(b"<</Type/Catalog>>")
    assert identifier(b"<</Type/Catalog>>") != identifier(b"<</Type/catalog>>")
