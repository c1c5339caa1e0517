"""The file: reportlab's document model with our catalog, our compression and our writer (ISO 32000-1, 7.5).

reportlab keeps the table of objects. What it would write around them is replaced: object streams and a cross-reference
stream in place of its table, an identifier from the content in place of one from the clock.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Final

from reportlab.pdfbase import pdfdoc

from briefgen.pdf.metadata import DocumentMetadata, info_dictionary, xmp_packet
from briefgen.pdf.objects import DeflateFilter, RawObject, RawStream, formatted, text_string
from briefgen.pdf.structure import StructureWriter
from briefgen.pdf.writer import FileWriter

if TYPE_CHECKING:
    from briefgen.pdf.canvas import TaggedCanvas

# ISO 32000-1, 7.5.7 sets no limit; a reader unpacks a whole object stream to get at one of its objects.
_OBJECTS_IN_STREAM: Final = 200


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
        file = FileWriter()
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
