"""Ways through a document: named destinations, the outline and links (ISO 32000-1, 12.3 and 12.5).

Destinations know their page from when they are drawn, and are written when all pages are there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from briefgen.errors import InternalError
from briefgen.layout.structure import ObjectReference, Slot, StructureElement
from briefgen.pdf.objects import RawObject, number, text_string

if TYPE_CHECKING:
    from briefgen.pdf.document import TaggedDocument

Box = tuple[float, float, float, float]

# RFC 3986, 2: what stands in an address as it is, "%" included; all else is written as percent-encoded UTF-8.
_ADDRESS_CHARACTERS: Final = "%:/?#[]@!$&'()*+,;=~-._"
_LONE_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")

# RFC 3986, 3: scheme and user information, the host where it is a name, and what follows.
_ADDRESS: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*://(?:[^/?#]*@)?)([^/?#@:\[\]]+)(.*)", re.DOTALL)

# ISO 32000-1, 12.5.3: the annotation is printed.
_FLAG_PRINT: Final = 4


@dataclass(slots=True)
class _Entry:
    """An entry of the outline."""

    title: str
    name: str
    children: list[_Entry] = field(default_factory=list)

    def count(self) -> int:
        """How many entries stand below it, all open."""
        return len(self.children) + sum(child.count() for child in self.children)


def open_address(url: str) -> str:
    """What a link to an address says (ISO 32000-1, 12.6.4.7).

    A URI action has 7-bit ASCII only, so an IRI becomes a URI (RFC 3987, 3.1): labels of a domain name in the form that
    DNS has, all else as percent-encoded UTF-8.
    """
    parts = _ADDRESS.fullmatch(url)
    if parts:
        start, host, rest = parts.groups()
        url = f"{start}{'.'.join(map(_domain_label, host.split('.')))}{rest}"
    return f"/A<</S/URI/URI{text_string(quote(_LONE_PERCENT.sub('%25', url), safe=_ADDRESS_CHARACTERS))}>>"


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
    """What one document offers to go to, and from where."""

    def __init__(self) -> None:
        self._places: dict[str, tuple[int, float]] = {}
        self._outline = _Entry("", "")
        self._trail = [self._outline]
        self._links: list[tuple[RawObject, StructureElement]] = []
        self._wanted: set[str] = set()

    @property
    def has_outline(self) -> bool:
        """Whether there is an outline."""
        return bool(self._outline.children)

    @property
    def linked(self) -> Sequence[StructureElement]:
        """The element of each link annotation, in the order in which they were drawn."""
        return [element for _, element in self._links]

    def add_destination(self, name: str, page: int, y_pt: float) -> None:
        """Name a height on a page.

        Raises:
            ValueError: the name is taken.
        """
        if name in self._places:
            raise ValueError(f"there are two destinations with the name {name!r}")
        self._places[name] = (page, y_pt)

    def add_bookmark(self, title: str, name: str, level: int) -> None:
        """Append an entry to the outline.

        Raises:
            ValueError: the level skips one.
        """
        if not 0 <= level < len(self._trail):
            raise ValueError(f"the bookmark {title!r} has level {level}; here it may be 0 to {len(self._trail) - 1}")
        entry = _Entry(title, name)
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
        annotation = RawObject(  # the key in the parent tree is known when all pages are, so ``finish`` adds it
            f"<</Type/Annot/Subtype/Link/Rect[{' '.join(map(number, box))}]/Border[0 0 0]/F {_FLAG_PRINT}"
            f"/Contents{text_string(contents)}{target}"
        )
        document.Reference(annotation, name)
        self._links.append((annotation, slot.element))
        slot.drawn.append(ObjectReference(page, name))
        return name

    def finish(self, first_key: int) -> None:
        """Complete the annotations; the first gets ``first_key`` in the parent tree (ISO 32000-1, 14.7.4.4).

        Raises:
            InternalError: a link or bookmark goes to a destination that was never drawn.
        """
        missing = sorted(self._wanted - self._places.keys())
        if missing:
            raise InternalError(f"links or bookmarks go to places that were not drawn: {', '.join(missing)}")
        for key, (annotation, _) in enumerate(self._links, first_key):
            annotation.body += f"/StructParent {key}>>"

    def write_destinations(self, document: TaggedDocument) -> str:
        """Add the name tree of the destinations and return the reference to it, or nothing (ISO 32000-1, 7.9.6)."""
        if not self._places:
            return ""
        names = "".join(
            f"{text_string(name)}[{document.page(page)}/XYZ null {number(y_pt)} null]"
            for name, (page, y_pt) in sorted(self._places.items(), key=lambda item: _key(item[0]))
        )
        return document.add(RawObject(f"<</Names[{names}]>>"))

    def write_outline(self, document: TaggedDocument) -> str:
        """Add the outline and return the reference to it (ISO 32000-1, 12.3.3)."""
        top = RawObject()
        reference = document.add(top)
        top.body = f"<</Type/Outlines{self._children(document, self._outline, reference)}>>"
        return reference

    def _children(self, document: TaggedDocument, entry: _Entry, reference: str) -> str:
        """Add the entries below one and return what it says of them."""
        if not entry.children:
            return ""
        objects = [RawObject() for _ in entry.children]
        references = [document.add(obj) for obj in objects]
        for i, (child, obj) in enumerate(zip(entry.children, objects, strict=True)):
            before = f"/Prev {references[i - 1]}" if i else ""
            after = f"/Next {references[i + 1]}" if i + 1 < len(references) else ""
            below = self._children(document, child, references[i])
            obj.body = (
                f"<</Title{text_string(child.title)}/Parent {reference}{before}{after}"
                f"/Dest{text_string(child.name)}{below}>>"
            )
        return f"/First {references[0]}/Last {references[-1]}/Count {entry.count()}"


def _key(name: str) -> bytes:
    """Names are sorted by the bytes of their strings."""
    return name.encode("ascii") if name.isascii() else b"\xfe\xff" + name.encode("utf-16-be")
