"""Ways through a document: named destinations, the outline and links (ISO 32000-1, 12.3 and 12.5).

Destinations know their page from when they are drawn, and are written when all pages are there.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from briefgen.layout.structure import ObjectReference, Slot, StructureElement
from briefgen.pdf.objects import RawObject, number, text_string

if TYPE_CHECKING:
    from briefgen.pdf.document import TaggedDocument
    from briefgen.pdf.structure import StructureWriter

Box = tuple[float, float, float, float]

# RFC 3986, 2: what stands in an address as it is, "%" included; all else is written as percent-encoded UTF-8.
_ADDRESS_CHARACTERS: Final = "%:/?#[]@!$&'()*+,;=~-._"
_LONE_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")

# RFC 3986, 3: scheme and user information, the host where it is a name, and what follows.
_ADDRESS: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*://(?:[^/?#]*@)?)([^/?#@:\[\]]+)(.*)", re.DOTALL)

# ISO 32000-1, 12.4.2: pages are labelled 1, 2, 3, … in all editions, since footers count the pages of the whole file.
# The digits are European, which every keyboard has, also where a footer has others.
PAGE_LABELS: Final = "<</Nums[0<</S/D>>]>>"

# ISO 32000-1, 12.5.3: the annotation is printed.
_FLAG_PRINT: Final = 4


class _Place(NamedTuple):
    """A destination: the page, the height on it, and the element that begins there; None for the document."""

    page: int
    y_pt: float
    element: StructureElement | None


@dataclass(slots=True)
class _Entry:
    """An entry of the outline."""

    title: str
    name: str
    heading: StructureElement | None = None
    children: list[_Entry] = field(default_factory=list)

    def count(self) -> int:
        """How many entries stand below it, all open."""
        return len(self.children) + sum(child.count() for child in self.children)


def open_address(url: str) -> str:
    """What a link to an address says (ISO 32000-1, 12.6.4.7)."""
    return f"/A<</S/URI/URI{text_string(uri_of(url))}>>"


def uri_of(url: str) -> str:
    """An address as it stands in a file.

    A URI action has 7-bit ASCII only, so an IRI becomes a URI (RFC 3987, 3.1): labels of a domain name in the form that
    DNS has, all else as percent-encoded UTF-8.
    """
    parts = _ADDRESS.fullmatch(url)
    if parts:
        start, host, rest = parts.groups()
        url = f"{start}{'.'.join(map(_domain_label, host.split('.')))}{rest}"
    return quote(_LONE_PERCENT.sub("%25", url), safe=_ADDRESS_CHARACTERS)


def _domain_label(label: str) -> str:
    """A label of a domain name as DNS has it (RFC 3490, 4.1).

    Where that form would not lead back to the label, it stays as it is and is percent-encoded, which RFC 3986, 3.2.2
    allows: it is no valid label, or one that later versions of IDNA read differently, such as with U+200C.
    """
    if label.isascii():
        return label
    try:
        encoded = label.encode("idna")
        same = encoded.decode("idna") == unicodedata.normalize("NFC", label.lower())
    except UnicodeError:
        return label
    return encoded.decode("ascii") if same else label


class Navigation:
    """What one document offers to go to, and from where.

    Attributes:
        link_texts: the element of each link with a text that stands in the file for it.
    """

    def __init__(self) -> None:
        self._places: dict[str, _Place] = {}
        self._outline = _Entry("", "")
        self._trail = [self._outline]
        self._links: list[tuple[RawObject, StructureElement]] = []
        self._wanted: set[str] = set()
        self.link_texts: list[tuple[StructureElement, str]] = []

    @property
    def has_outline(self) -> bool:
        """Whether there is an outline."""
        return bool(self._outline.children)

    @property
    def linked(self) -> Sequence[StructureElement]:
        """The element of each link annotation, in the order in which they were drawn."""
        return [element for _, element in self._links]

    @property
    def names(self) -> Collection[str]:
        """The names of the destinations that have been drawn."""
        return self._places.keys()

    @property
    def places(self) -> Mapping[str, tuple[int, float]]:
        """The page, from 1 as it was drawn, of each destination, and the height on it."""
        return {name: (place.page, place.y_pt) for name, place in self._places.items()}

    def bookmarks(self) -> Iterator[tuple[str, str]]:
        """The title of each bookmark, and the destination that it goes to, in order."""
        entries = self._outline.children[::-1]
        while entries:
            entry = entries.pop()
            yield entry.title, entry.name
            entries += entry.children[::-1]

    @property
    def missing(self) -> Sequence[str]:
        """The destinations that links or bookmarks go to and that have not been drawn."""
        return sorted(self._wanted - self._places.keys())

    def add_destination(self, name: str, page: int, y_pt: float, element: StructureElement | None = None) -> None:
        """Name a height on a page, at which an element begins.

        Raises:
            ValueError: the name is taken.
        """
        if name in self._places:
            raise ValueError(f"there are two destinations with the name {name!r}")
        self._places[name] = _Place(page, y_pt, element)

    def add_bookmark(self, title: str, name: str, level: int, heading: StructureElement | None = None) -> None:
        """Append an entry to the outline, which is in the language of the heading that it stands for.

        Raises:
            ValueError: the level skips one.
        """
        if not 0 <= level < len(self._trail):
            raise ValueError(f"the bookmark {title!r} has level {level}; here it may be 0 to {len(self._trail) - 1}")
        entry = _Entry(title, name, heading)
        self._trail[level].children.append(entry)
        self._trail[level + 1 :] = [entry]
        self._wanted.add(name)

    def go_to(self, name: str) -> str:
        """What a link to a named destination says, which may still come."""
        self._wanted.add(name)
        return f"/Dest{text_string(name)}"

    def add_link(self, document: TaggedDocument, slot: Slot, place: tuple[int, Box], target: str, contents: str) -> str:
        """Add an annotation and return its name.

        Args:
            document: where it is added.
            slot: the place of the annotation in the structure tree; it is told.
            place: the page, and the box on it.
            target: what ``go_to`` or ``open_address`` says.
            contents: what stands for the link where it cannot be seen (ISO 14289-1, 7.18.5).
        """
        page, box = place
        name = f"Link{len(self._links) + 1}"
        rectangle = " ".join(number(side, decimals=1) for side in box)  # nobody clicks more exactly
        annotation = RawObject(  # the key in the parent tree is known when all pages are, so ``finish`` adds it
            f"<</Type/Annot/Subtype/Link/Border[0 0 0]/F {_FLAG_PRINT}/Contents{text_string(contents)}{target}"
            f"/Rect[{rectangle}]"
        )
        document.Reference(annotation, name)
        self._links.append((annotation, slot.element))
        self.link_texts.append((slot.element, contents))
        slot.drawn.append(ObjectReference(page, name))
        return name

    def finish(self, first_key: int) -> None:
        """Complete the annotations; the first gets ``first_key`` in the parent tree (ISO 32000-1, 14.7.4.4)."""
        for key, (annotation, _) in enumerate(self._links, first_key):
            annotation.body += f"/StructParent {key}>>"

    def write_destinations(self, document: TaggedDocument, structure: StructureWriter) -> str:
        """Add the name tree of the destinations and return the reference to it, or nothing (ISO 32000-1, 7.9.6).

        Heights are whole points: who goes to a place sees it below the edge of the window, and the file is smaller.
        Where the profile asks for it, a destination is also the element that begins there (ISO 14289-2, 8.8). The page
        stays beside it, because older readers know nothing else.
        """
        if not self._places:
            return ""
        names = []
        for name, place in sorted(self._places.items(), key=lambda item: _key(item[0])):
            height = f"/XYZ null {math.ceil(place.y_pt)} null]"
            on_page = f"[{document.page(place.page)}{height}"
            if document.profile.structure_destinations:
                on_page = f"<</D{on_page}/SD[{structure.reference_to(place.element)}{height}>>"
            names.append(f"{text_string(name)}{on_page}")
        return document.add(RawObject(f"<</Names[{''.join(names)}]>>"))

    def write_outline(self, document: TaggedDocument, elements: Mapping[StructureElement, str]) -> str:
        """Add the outline and return the reference to it (ISO 32000-1, 12.3.3).

        An entry refers to the element of its heading, which has its language (ISO 14289-1, 7.2). The escape sequence
        that could say so in the title itself (ISO 32000-1, 7.9.2.2) is shown as text by poppler and pypdf.

        Args:
            document: where it is added.
            elements: the references to the elements of the structure tree.
        """
        top = RawObject()
        reference = document.add(top)
        top.body = f"<</Type/Outlines{self._children(document, elements, self._outline, reference)}>>"
        return reference

    def _children(
        self, document: TaggedDocument, elements: Mapping[StructureElement, str], entry: _Entry, reference: str
    ) -> str:
        """Add the entries below one and return what it says of them."""
        if not entry.children:
            return ""
        objects = [RawObject() for _ in entry.children]
        references = [document.add(obj) for obj in objects]
        for i, (child, obj) in enumerate(zip(entry.children, objects, strict=True)):
            before = f"/Prev {references[i - 1]}" if i else ""
            after = f"/Next {references[i + 1]}" if i + 1 < len(references) else ""
            below = self._children(document, elements, child, references[i])
            heading = f"/SE {elements[child.heading]}" if child.heading is not None else ""
            obj.body = (
                f"<</Title{text_string(child.title)}/Parent {reference}{before}{after}"
                f"/Dest{text_string(child.name)}{heading}{below}>>"
            )
        return f"/First {references[0]}/Last {references[-1]}/Count {entry.count()}"


def _key(name: str) -> bytes:
    """Names are sorted by the bytes of their strings."""
    return name.encode("ascii") if name.isascii() else b"\xfe\xff" + name.encode("utf-16-be")
