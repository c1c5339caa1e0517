"""The file: reportlab's document model with our catalog, our compression and our writer (ISO 32000-1, 7.5).

reportlab keeps the table of objects. What it would write around them is replaced: object streams and a cross-reference
stream in place of its table, an identifier from the content in place of one from the clock.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from reportlab.pdfbase import pdfdoc

from briefgen.pdf.attachments import Attachment, add_attachments
from briefgen.pdf.colour import add_output_intent
from briefgen.pdf.metadata import DocumentMetadata, info_dictionary, xmp_packet
from briefgen.pdf.navigation import PAGE_LABELS
from briefgen.pdf.objects import DeflateFilter, RawObject, RawStream, formatted, text_string
from briefgen.pdf.profiles import PDF_UA1, Profile
from briefgen.pdf.structure import StructureWriter
from briefgen.pdf.writer import FileWriter

if TYPE_CHECKING:
    from briefgen.pdf.canvas import TaggedCanvas

# ISO 32000-1, 7.5.7 sets no limit; a reader unpacks a whole object stream to get at one of its objects.
_OBJECTS_IN_STREAM: Final = 1000
_BYTES_IN_STREAM: Final = 1_000_000  # programs that read files of others limit them, and so does our own ``extract``


class TaggedDocument(pdfdoc.PDFDocument):
    """A document whose every byte follows from what was drawn."""

    objectcounter: int  # how many objects there are, as reportlab counts them

    def __init__(
        self, metadata: DocumentMetadata, profile: Profile = PDF_UA1, attachments: Sequence[Attachment] = ()
    ) -> None:
        """Begin a document.

        Args:
            metadata: what it says about itself.
            profile: the standards that it claims.
            attachments: the files that are embedded in it.

        Raises:
            ValueError: the profile allows no such files, or asks for some and there are none.
        """
        if attachments and not profile.source:
            raise ValueError(f"{profile.standards} is claimed, and there are files to embed (ISO 19005-2, 6.8)")
        if profile.needs_files and not attachments:
            raise ValueError(f"{profile.standards} is claimed, and there is no file to embed (ISO 19005-4, annex A)")
        super().__init__(compression=0, invariant=1, pdfVersion=profile.pdf_version)
        self.defaultStreamFilters = [DeflateFilter()]
        self.profile = profile
        self._attachments = attachments
        self._metadata = metadata
        self.info = RawObject(info_dictionary(metadata))

    def add(self, obj: pdfdoc.PDFObject) -> str:
        """Add an indirect object, which must be new, and return the reference to it.

        This is what reportlab's ``Reference`` does for a new object, without its checks and the object that it returns:
        with them, adding the elements of a tree takes as long as writing them.
        """
        self.objectcounter = object_number = self.objectcounter + 1
        name = f"R{object_number}"
        obj.__InternalName__ = name
        self.idToObjectNumberAndVersion[name] = (object_number, 0)
        self.numberToId[object_number] = name
        self.idToObject[name] = obj
        return f"{object_number} 0 R"

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
            if page.Annots:  # reportlab takes longer for this list than for all else
                page.Annots = RawObject(f"[{' '.join(self.number_of(link.name) for link in page.Annots)}]")
            page.Trans = None  # reportlab writes an empty one
            page.Tabs = "/S"  # ISO 14289-1, 7.18.3: the order of annotations is that of the structure
            page.StructParents = key if marks.elements else None
            # reportlab writes only the keys it lists.
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        if canvas.page_order is not None:  # all else knows a page by its object
            self.Pages.pages = [self.Pages.pages[drawn] for drawn in canvas.page_order.drawn]
        canvas.navigation.finish(len(canvas.marks))
        structure = StructureWriter(self, canvas.root)
        root = structure.write(canvas.marks, canvas.navigation.linked)
        outline = canvas.navigation.write_outline(self, structure.references) if canvas.navigation.has_outline else None
        self._fill_catalog(canvas, root, outline, canvas.navigation.write_destinations(self, structure))
        return self.format()

    def _fill_catalog(self, canvas: TaggedCanvas, structure: str, outline: str | None, destinations: str) -> None:
        """What the file says of itself as a whole (ISO 32000-1, 7.7.2; ISO 14289-1, 7.1)."""
        catalog: Any = self.Catalog
        direction = "R2L" if canvas.page_rtl else "L2R"
        catalog.Lang = text_string(self._metadata.primary_language)
        catalog.MarkInfo = "<</Marked true>>"
        catalog.StructTreeRoot = structure
        # A file with two covers is printed on both sides, and turned like a book (ISO 32000-1, table 150).
        duplex = "/Duplex/DuplexFlipLongEdge" if canvas.page_order is not None else ""
        catalog.ViewerPreferences = f"<</DisplayDocTitle true/Direction/{direction}{duplex}>>"
        trees = {"Dests": destinations, "EmbeddedFiles": self._embed()}
        names = "".join(f"/{key} {tree}" for key, tree in trees.items() if tree)
        catalog.Names = f"<<{names}>>" if names else None
        catalog.Outlines = outline
        catalog.PageLabels = PAGE_LABELS if canvas.page_order is None else canvas.page_order.page_labels()
        catalog.PageMode = "/UseOutlines" if outline else "/UseNone"
        # Not compressed, so that programs that know no PDF find it (ISO 32000-1, 14.3.2, note).
        entries = "/Type/Metadata/Subtype/XML"
        catalog.Metadata = self.add(RawStream(xmp_packet(self._metadata, self.profile), entries, compressed=False))
        catalog.OutputIntents = add_output_intent(self) if self.profile.output_intent else None
        # reportlab writes only the keys it lists.
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "AF", "OutputIntents"]

    def _embed(self) -> str:
        """Add the embedded files and return the name tree of them, or nothing (ISO 32000-1, 7.7.4)."""
        files = add_attachments(self, self._attachments)
        if not files:
            return ""
        self.Catalog.AF = f"[{' '.join(files.values())}]"  # ISO 19005-3, annex E
        return f"<</Names[{''.join(f'{text_string(name)}{file}' for name, file in files.items())}]>>"

    def format(self) -> bytes:
        """The file: header, streams, object streams, cross-reference stream."""
        root = f"/Root {self.add(self.Catalog)}"
        info = f"/Info {self.add(self.info)}" if self.profile.info else ""
        file = FileWriter(self.profile.pdf_version)
        packed: list[tuple[int, bytes]] = []
        for object_number in itertools.count(1):  # formatting an object may add others
            name = self.numberToId.get(object_number)
            if name is None:
                break
            body = formatted(self.idToObject[name], self)
            if body.endswith(b"endstream"):
                file.put(object_number, body)
            else:
                packed.append((object_number, body))
        for objects in _in_streams(packed):
            file.put_packed(object_number, objects)
            object_number += 1
        return file.finish(object_number, root + info)


def _in_streams(packed: Sequence[tuple[int, bytes]]) -> Iterator[list[tuple[int, bytes]]]:
    """Objects with their numbers, parted as they go into object streams; one that is too long has a stream alone."""
    objects: list[tuple[int, bytes]] = []
    length = 0
    for entry in packed:
        if objects and (len(objects) == _OBJECTS_IN_STREAM or length + len(entry[1]) > _BYTES_IN_STREAM):
            yield objects
            objects, length = [], 0
        objects.append(entry)
        length += len(entry[1])
    if objects:
        yield objects
