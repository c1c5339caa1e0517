"""Marked content of one page and its numbers (ISO 32000-1, 14.6 and 14.7.4).

Nothing is ever nested inside a sequence: readers lose the rest of an element after a sequence inside its own. So what
is drawn while a sequence is open belongs to it. ``/ReversedChars`` stands outside the sequence that has the number.
"""

from __future__ import annotations

from typing import Final

from briefgen.layout.canvas import Artifact
from briefgen.layout.structure import MarkedContent, Slot, StructureElement

# ISO 32000-1, 14.8.2.2.2, table 330.
_ARTIFACT_PROPERTIES: Final[dict[Artifact, str]] = {
    "Layout": "/Type/Layout",
    "Pagination": "/Type/Pagination",
    "Header": "/Type/Pagination/Subtype/Header",
    "Footer": "/Type/Pagination/Subtype/Footer",
    "Background": "/Type/Background",
}


class PageMarks:
    """The marked content of one page.

    Attributes:
        page: the page's number, from 1.
        elements: the element of each MCID, in order: the page's entry in the parent tree.
    """

    def __init__(self, page: int) -> None:
        self.page = page
        self.elements: list[StructureElement] = []
        self._end: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether a sequence is open."""
        return self._end is not None

    def begin(self, slot: Slot, *, reversed_strings: bool = False, language: str | None = None) -> str:
        """The operators that begin content of a slot's element.

        Args:
            slot: where the content belongs; it is told.
            reversed_strings: strings come in visual order and read from right to left (ISO 32000-1, 14.8.2.3.3).
            language: BCP 47 tag of the content, which belongs to a ``Span`` of its own where the element has another.

        Raises:
            ValueError: a sequence is open.
        """
        slot = slot.in_language(language)
        mcid = len(self.elements)
        operator = f"/{slot.element.kind} <</MCID {mcid}>> BDC"
        self._open(f"/{slot.element.kind}", "EMC EMC" if reversed_strings else "EMC")
        self.elements.append(slot.element)
        slot.drawn.append(MarkedContent(self.page, mcid))
        return f"/ReversedChars BMC {operator}" if reversed_strings else operator

    def begin_artifact(self, kind: Artifact) -> str:
        """The operator that begins decoration.

        Raises:
            ValueError: a sequence is open.
        """
        self._open("an artifact", "EMC")
        return f"/Artifact <<{_ARTIFACT_PROPERTIES[kind]}>> BDC"

    def end(self) -> str:
        """The operators that end the open sequence.

        Raises:
            ValueError: no sequence is open.
        """
        if self._end is None:
            raise ValueError("marked content ends that has not begun")
        end, self._end = self._end, None
        return end

    def _open(self, what: str, end: str) -> None:
        if self._end is not None:
            raise ValueError(f"content of {what} is drawn inside an open artifact, figure or element")
        self._end = end
