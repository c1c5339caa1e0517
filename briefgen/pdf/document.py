"""The file: reportlab's document model with our catalog, our compression and our writer (ISO 32000-1, 7.5).

reportlab keeps the table of objects. What it would write around them is replaced: object streams and a cross-reference
stream in place of its table, an identifier from the content in place of one from the clock.
"""

from __future__ import annotations

import hashlib
import itertools
import struct
from typing import TYPE_CHECKING, Any, Final

from reportlab.pdfbase import pdfdoc

from briefgen.pdf.metadata import DocumentMetadata, info_dictionary, xmp_packet
from briefgen.pdf.objects import DeflateFilter, RawObject, RawStream, formatted, text_string
from briefgen.pdf.structure import StructureWriter

if TYPE_CHECKING:
    from briefgen.pdf.canvas import TaggedCanvas

# ISO 32000-1, 7.5.2: the version, and four bytes that tell programs that the file is not text.
_HEADER: Final = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"

# ISO 32000-1, 7.5.7 sets no limit; a reader unpacks a whole object stream to get at one of its objects.
_OBJECTS_IN_STREAM: Final = 200

# ISO 32000-1, 7.5.8.3, table 18: the kinds of entries in a cross-reference stream, in fields of 1, 4 and 2 bytes.
_FREE, _IN_FILE, _IN_STREAM = 0, 1, 2
_ENTRY: Final = ">BLH"

# ISO 32000-1, 14.4: an identifier of 16 bytes.
_IDENTIFIER_DIGITS: Final = 32


class TaggedDocument(pdfdoc.PDFDocument):
    """A document whose every byte follows from what was drawn."""

    def __init__(self, metadata: DocumentMetadata) -> None:
        super().__init__(compression=0, invariant=1, pdfVersion=(1, 7))
        self.defaultStreamFilters = [DeflateFilter()]
        self._metadata = metadata
        self.info = RawObject(info_dictionary(metadata))

    def add(self, obj: pdfdoc.PDFObject) -> str:
        """Add an indirect object and return the reference to it."""
        return self.number_of(self.Reference(obj).name)

    def number_of(self, name: str) -> str:
        """The reference to the object of a name."""
        object_number, generation = self.idToObjectNumberAndVersion[name]
        return f"{object_number} {generation} R"

    def page(self, page: int) -> str:
        """The reference to a page, from 1."""
        return self.number_of(f"Page{page}")

    def GetPDFData(self, canvas: TaggedCanvas) -> bytes:  # noqa: N802 - reportlab's name
        """The whole file. Called once, when all pages have been drawn."""
        self.idToObject[pdfdoc.BasicFonts].dict.update(canvas.fonts.write(self))
        for key, (page, marks) in enumerate(zip(self.Pages.pages, canvas.marks, strict=True)):
            page.Contents = RawStream(page.stream.encode("ascii"))
            page.Trans = None  # reportlab writes an empty one
            page.Tabs = "/S"  # ISO 14289-1, 7.18.3: the order of annotations is that of the structure
            page.StructParents = key if marks.elements else None
            # reportlab writes only the keys it lists.
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        canvas.navigation.finish(len(canvas.marks))
        structure = StructureWriter(self, canvas.root).write(canvas.marks, canvas.navigation.linked)
        self._fill_catalog(canvas, structure)
        return self.format()

    def _fill_catalog(self, canvas: TaggedCanvas, structure: str) -> None:
        """What the file says of itself as a whole (ISO 32000-1, 7.7.2; ISO 14289-1, 7.1)."""
        catalog: Any = self.Catalog
        direction = "R2L" if canvas.page_rtl else "L2R"
        destinations = canvas.navigation.write_destinations(self)
        catalog.Lang = text_string(self._metadata.primary_language)
        catalog.MarkInfo = "<</Marked true>>"
        catalog.StructTreeRoot = structure
        catalog.ViewerPreferences = f"<</DisplayDocTitle true/Direction/{direction}>>"
        catalog.Names = f"<</Dests {destinations}>>" if destinations else None
        catalog.Outlines = canvas.navigation.write_outline(self) if canvas.navigation.has_outline else None
        catalog.PageMode = "/UseOutlines" if canvas.navigation.has_outline else "/UseNone"
        # Not compressed, so that programs that know no PDF find it (ISO 32000-1, 14.3.2, note).
        entries = "/Type/Metadata/Subtype/XML"
        catalog.Metadata = self.add(RawStream(xmp_packet(self._metadata), entries, compressed=False))

    def format(self) -> bytes:
        """The file: header, streams, object streams, cross-reference stream."""
        root, info = self.add(self.Catalog), self.add(self.info)
        file = _FileWriter()
        packed = []
        for object_number in itertools.count(1):  # formatting an object may add others
            name = self.numberToId.get(object_number)
            if name is None:
                break
            body = formatted(self.idToObject[name], self)
            if body.endswith(b"endstream"):
                file.put(object_number, body)
            else:
                packed.append((object_number, body))
        for start in range(0, len(packed), _OBJECTS_IN_STREAM):
            file.put_packed(object_number, packed[start : start + _OBJECTS_IN_STREAM])
            object_number += 1
        return file.finish(object_number, f"/Root {root}/Info {info}")


class _FileWriter:
    """The bytes of a file and where each object stands."""

    def __init__(self) -> None:
        self._out = bytearray(_HEADER)
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
        head = f"/Type/XRef/Size {object_number + 1}/W[1 4 2]{entries}/ID[<{identifier}><{identifier}>]"
        self.put(object_number, RawStream(table, head).format(None))
        return bytes(self._out) + b"startxref\n%d\n%%%%EOF\n" % start
