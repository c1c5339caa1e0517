"""What is wrong with a file and no validator notices: each function gives sentences, none for a good file."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias

import pikepdf
from fontTools import unicodedata as ucd

from briefgen.text.scripts import script_of_language, unicode_script
from tests.unit.pdf.reading import PageReader, elements

Id: TypeAlias = tuple[int, int]

_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_XMP_OF_INFO: Final[Mapping[str, str]] = {
    "/Title": "{http://purl.org/dc/elements/1.1/}title",
    "/Author": "{http://purl.org/dc/elements/1.1/}creator",
    "/Subject": "{http://purl.org/dc/elements/1.1/}description",
    "/Keywords": "{http://ns.adobe.com/pdf/1.3/}Keywords",
    "/Creator": "{http://ns.adobe.com/xap/1.0/}CreatorTool",
    "/Producer": "{http://ns.adobe.com/pdf/1.3/}Producer",
    "/CreationDate": "{http://ns.adobe.com/xap/1.0/}CreateDate",
    "/ModDate": "{http://ns.adobe.com/xap/1.0/}ModifyDate",
}
_UNDETERMINED: Final = "und"  # ISO 639-2: nobody has said what language it is
# What the text of an element is compared without: white space, soft hyphens and controls of direction.
_UNSEEN: Final = re.compile("[\\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


class Tree:
    """The structure tree of a file with the text of its content.

    Attributes:
        pdf: the file.
        pages: a reader of each page's content, by the number of the page's object.
        elements: all elements in reading order.
        parents: the entries of the parent tree (ISO 32000-1, 14.7.4.4).
    """

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf: Any = pdf
        self.pages: dict[Id, PageReader] = {page.obj.objgen: PageReader(page) for page in pdf.pages}
        root = self.pdf.Root.StructTreeRoot
        self.elements: list[Any] = list(elements(root.K[0]))
        nums = list(root.ParentTree.Nums)
        self.parents: dict[int, Any] = {int(nums[i]): nums[i + 1] for i in range(0, len(nums), 2)}

    def content(self, element: Any) -> Iterator[tuple[Id, int]]:
        """The pages and MCIDs of an element's own content."""
        for kid in element.get("/K", []):
            if isinstance(kid, int):
                yield element.Pg.objgen, kid
            elif kid.get("/Type") == "/MCR":
                yield kid.get("/Pg", element.get("/Pg")).objgen, int(kid.MCID)

    def text(self, element: Any) -> str:
        """The text of an element with all below it, in reading order."""
        parts = []
        for kid in element.get("/K", []):
            if isinstance(kid, int):
                parts.append(self.pages[element.Pg.objgen].text(kid))
            elif kid.get("/Type") == "/MCR":
                parts.append(self.pages[kid.Pg.objgen].text(int(kid.MCID)))
            elif "/S" in kid:
                parts.append(self.text(kid))
        return "".join(parts)

    def language(self, element: Any) -> str:
        """The language in force in an element (ISO 32000-1, 14.9.2)."""
        while "/S" in element:
            if "/Lang" in element:
                return str(element.Lang)
            element = element.P
        return str(self.pdf.Root.Lang)

    def parts(self) -> list[Any]:
        """The parts of the document, one for each language."""
        return list(self.elements[0].K)


def content_faults(tree: Tree) -> Iterator[str]:
    """Each MCID stands once on its page and once in the tree, and the parent tree leads from one to the other."""
    named = Counter((page, mcid) for element in tree.elements for page, mcid in tree.content(element))
    yield from (
        f"MCID {mcid} of page {page[0]} stands {n} times in the tree" for (page, mcid), n in named.items() if n > 1
    )
    owners = {key: element.objgen for element in tree.elements for key in tree.content(element)}
    for page in tree.pdf.pages:
        key, drawn = page.obj.objgen, Counter(tree.pages[page.obj.objgen].mcids)
        entries = list(tree.parents[int(page.StructParents)]) if "/StructParents" in page else []
        yield from (f"MCID {mcid} is drawn {n} times on page {key[0]}" for mcid, n in drawn.items() if n > 1)
        if sorted(drawn) != list(range(len(entries))):
            yield f"page {key[0]} has {len(drawn)} MCIDs, and its entry in the parent tree {len(entries)}"
        for mcid, entry in enumerate(entries):
            if owners.get((key, mcid)) != entry.objgen:
                yield f"the parent tree leads from MCID {mcid} of page {key[0]} to an element that does not name it"
    yield from (
        f"MCID {mcid} of page {page[0]} is not drawn" for page, mcid in owners if mcid not in tree.pages[page].mcids
    )
    yield from (
        f"text of page {key[0]} is not tagged"
        for key, page in tree.pages.items()
        if not all(s.tagged for s in page.shown)
    )


def parent_faults(tree: Tree) -> Iterator[str]:
    """Each element stands once in the tree and names the element above it."""
    seen = Counter(element.objgen for element in tree.elements)
    yield from (f"element {objgen[0]} stands in the tree {n} times" for objgen, n in seen.items() if n > 1)
    for element in tree.elements:
        for kid in element.get("/K", []):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid and kid.P.objgen != element.objgen:
                yield f"{kid.S} {kid.objgen[0]} names another parent than it has"


def annotation_faults(tree: Tree) -> Iterator[str]:
    """Each annotation is a link that says where it goes, and one Link refers to it, which the parent tree leads to."""
    references = [
        (element, kid) for element in tree.elements for kid in element.get("/K", [])
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
    ]  # fmt: skip
    by_object: dict[Id, list[Any]] = {}
    for element, kid in references:
        by_object.setdefault(kid.Obj.objgen, []).append((element, kid))
    drawn = set()
    for page in tree.pdf.pages:
        for annotation in page.get("/Annots", []):
            drawn.add(annotation.objgen)
            name = f"annotation {annotation.objgen[0]}"
            found = by_object.get(annotation.objgen, [])
            if len(found) != 1:
                yield f"{name} has {len(found)} references in the tree"
                continue
            element, kid = found[0]
            if kid.get("/Pg", element.get("/Pg")).objgen != page.obj.objgen:
                yield f"the reference to {name} names another page"
            if "/StructParent" not in annotation or tree.parents[int(annotation.StructParent)].objgen != element.objgen:
                yield f"the parent tree does not lead from {name} to its element"
            if annotation.Subtype != "/Link" or element.S != "/Link":
                yield f"{name} is no link in a Link"
            if not str(annotation.get("/Contents", "")).strip():
                yield f"{name} does not say where it goes"
    yield from (
        f"{e.S} {e.objgen[0]} refers to nothing on a page" for e, kid in references if kid.Obj.objgen not in drawn
    )


def figure_faults(tree: Tree) -> Iterator[str]:
    """Each figure has a text that stands for it, and a box on its page that is not empty."""
    for element in tree.elements:
        if element.S == "/Figure":
            if not str(element.get("/Alt", "")).strip():
                yield f"figure {element.objgen[0]} has no alternative text"
            box = [float(side) for side in _attribute(element, "/BBox") or ()]
            if len(box) != 4 or box[0] >= box[2] or box[1] >= box[3]:
                yield f"figure {element.objgen[0]} has the box {box}"


def _attribute(element: Any, name: str) -> Any:
    """An attribute of an element (ISO 32000-1, 14.7.5)."""
    owners = element.get("/A", [])
    for owner in [owners] if isinstance(owners, pikepdf.Dictionary) else owners:
        if name in owner:
            return owner[name]
    return None


def metadata_faults(pdf: Any) -> Iterator[str]:
    """What Info says, XMP says as well, and nothing in XMP is missing in Info (ISO 19005-3, 6.6.3).

    In PDF 2.0 there is only XMP, but for dates (ISO 32000-2, 14.3.3).
    """
    said = _xmp(pdf)
    for key, name in _XMP_OF_INFO.items():
        if key not in pdf.docinfo and pdf.pdf_version >= "2":
            continue
        in_info = str(pdf.docinfo[key]) if key in pdf.docinfo else ""
        in_xmp = said.get(name, "")
        if key.endswith("Date"):
            in_info, in_xmp = re.sub("[^0-9]", "", in_info), re.sub("[^0-9]", "", in_xmp)
        if in_info != in_xmp:
            yield f"{key} is {in_info!r} in Info and {in_xmp!r} in XMP"


def _xmp(pdf: Any) -> dict[str, str]:
    """The properties of the metadata stream; of alternatives the default, of a list its items."""
    said = {}
    for description in ET.fromstring(pdf.Root.Metadata.read_bytes()).iter(f"{_RDF}Description"):  # noqa: S314 - ours
        for node in description:
            items = list(node.iter(f"{_RDF}li"))
            default = [item.text or "" for item in items if item.get(_LANG) in {None, "x-default"}]
            said[node.tag] = "; ".join(default) if items else node.text or ""
    return said


def language_faults(tree: Tree) -> Iterator[str]:
    """Each letter stands under a language that is written in its script.

    What has an expansion is said as the expansion, so that counts; ``und`` is for scripts of no language of the file.
    Of a figure its alternative is said, and what is drawn in it is not.
    """
    named = {tree.language(element) for element in tree.elements} - {_UNDETERMINED}
    of_languages = {unicode_script(script_of_language(language)) for language in named}
    for element in tree.elements:
        language = tree.language(element)
        own = "".join(tree.pages[page].text(mcid) for page, mcid in tree.content(element))
        if str(element.S) == "/Figure":
            own = ""
        for found in re.findall(r"\w+", str(element.get("/E", own))):
            scripts = {ucd.script(character) for character in found if character.isalpha()} - {"Zyyy", "Zinh"}
            if language == _UNDETERMINED:
                wrong = scripts & of_languages
            else:
                wrong = scripts - {unicode_script(script_of_language(language))}
            if wrong:
                yield f"{found!r} stands in a {element.S} of the language {language}"


def seen_text(text: str) -> str:
    """A text without what is not seen in it."""
    return _UNSEEN.sub("", text)


def order_faults(tree: Tree, languages: Iterable[str], texts: Mapping[str, list[str]]) -> Iterator[str]:
    """The parts come language by language, and each has the texts of the briefing once, in their order."""
    parts = tree.parts()
    if [str(part.get("/Lang", "")) for part in parts] != list(languages):
        yield f"the parts are {[str(part.get('/Lang', '')) for part in parts]}"
        return
    for part in parts:
        whole, end = seen_text(tree.text(part)), 0
        for text in map(seen_text, texts[str(part.Lang)]):
            if whole.count(text) != 1:
                yield f"{text!r} stands {whole.count(text)} times in the part {part.Lang}"
            elif whole.index(text) < end:
                yield f"{text!r} stands too early in the part {part.Lang}"
            else:
                end = whole.index(text) + len(text)
