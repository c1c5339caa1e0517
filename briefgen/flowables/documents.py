"""The fonts of briefgen in a file that reportlab writes.

A document of reportlab keeps a list of fonts that add their objects when everything has been drawn. One member of that
list holds the faces that were drawn with in the document.
"""

from __future__ import annotations

from typing import Any, Final

from reportlab.pdfbase.pdfdoc import BasicFonts, PDFObject

from briefgen.pdf.fonts import FontTable
from briefgen.pdf.marking import PageMarks

# reportlab's own resource names are F and a number.
_PREFIX: Final = "Briefgen"


class DocumentFonts:
    """The faces that were drawn with in one document of reportlab."""

    def __init__(self) -> None:
        self.table = FontTable(_PREFIX)

    def addObjects(self, document: Any) -> None:  # noqa: N802 - reportlab's protocol
        """Add the subsets; called once, when the document is written."""
        document.idToObject[BasicFonts].dict.update(self.table.write(_Objects(document)))


class _Objects:
    """The table of objects of a document of reportlab, as ``FontTable.write`` wants it."""

    def __init__(self, document: Any) -> None:
        self._document = document

    def add(self, obj: PDFObject) -> str:
        """Add an indirect object and return the reference to it."""
        name = self._document.Reference(obj).name
        number, generation = self._document.idToObjectNumberAndVersion[name]
        return f"{number} {generation} R"


def fonts_of(document: Any) -> FontTable:
    """The fonts of a document; it keeps them itself, so that they live as long as it does."""
    for font in document.delayedFonts:
        if isinstance(font, DocumentFonts):
            return font.table
    fonts = DocumentFonts()
    document.delayedFonts.append(fonts)
    return fonts.table


class NoMarks(PageMarks):
    """Marked content of a page that is not tagged: whatever is drawn belongs to what is around it."""

    def __init__(self) -> None:
        super().__init__(page=0)

    @property
    def is_open(self) -> bool:
        """Always, so that text begins no content of its own."""
        return True
