"""Structure types and list attributes in the words of a version of PDF (ISO 32000-2, 14.7.4 and 14.8.6).

Elements are named as in PDF 1.7. PDF 2.0 has a namespace of its own, in which some types are no more and some values
of attributes are new; what it does not have stays in the namespace of PDF 1.7, which is meant where none is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefgen.layout.structure import StructureElement
from briefgen.pdf.objects import RawObject, text_string

if TYPE_CHECKING:
    from briefgen.pdf.document import TaggedDocument

# ISO 32000-2, annex M: types of ours that only the namespace of PDF 1.7 has.
_ONLY_IN_17: Final = frozenset({"BlockQuote", "Reference", "TOC", "TOCI"})


class Vocabulary:
    """How elements say what they are.

    Attributes:
        namespaces: the entry of the root of the structure tree that lists the namespaces; empty in PDF 1.7.
    """

    def __init__(self, document: TaggedDocument) -> None:
        """Take the vocabulary of the document's profile, and add what describes it to the document."""
        uri = document.profile.structure_namespace
        namespace = "" if uri is None else document.add(RawObject(f"<</Type/Namespace/NS{text_string(uri)}>>"))
        self._in_namespace = namespace and f"/NS {namespace}"
        self.namespaces = namespace and f"/Namespaces[{namespace}]"

    def type_of(self, element: StructureElement) -> str:
        """The entries that say the type of an element."""
        kind = element.kind
        if not self._in_namespace or kind in _ONLY_IN_17:
            return f"/S/{kind}"
        return f"/S/{kind}{self._in_namespace}"

    def numbering_of(self, element: StructureElement) -> str | None:
        """The ``ListNumbering`` of an element, if it has one (ISO 32000-2, 14.8.5.5).

        PDF 1.7 has no word for a list of terms and what they mean; a list of PDF 2.0 is never without a numbering when
        its items have labels (ISO 14289-2, 8.2.5.25).
        """
        if not self._in_namespace:
            return "None" if element.numbering == "Description" else element.numbering
        if element.kind == "L" and element.numbering in {None, "None"} and _has_labels(element):
            return "Unordered"
        return element.numbering


def _has_labels(listed: StructureElement) -> bool:
    items = (item for item in listed.kids if isinstance(item, StructureElement))
    return any(isinstance(kid, StructureElement) and kid.kind == "Lbl" for item in items for kid in item.kids)
