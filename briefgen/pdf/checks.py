"""What a tagged document must be before it is written; a breach of a standard is refused with its clause and place.

Validators look at the file afterwards, and do not notice everything: content that belongs to two elements, a story that
is drawn twice, an annotation that the structure does not know. Here both the tree and what was drawn are still at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from briefgen.diagnostics import Diagnostic
from briefgen.errors import ConformanceError
from briefgen.layout.canvas import PlacedLine
from briefgen.layout.structure import MarkedContent, ObjectReference, Slot, StructureElement
from briefgen.model.links import link_problem
from briefgen.pdf.breaches import breach, cited, path_of
from briefgen.pdf.languages import is_language_tag
from briefgen.pdf.limits import private_characters, unfit_contents, unfit_strings
from briefgen.pdf.nesting import ALLOWED, HOLDS_NO_CONTENT, Span, irregular_row, is_written
from briefgen.pdf.profiles import Profile
from briefgen.text.glyphs import Line

if TYPE_CHECKING:
    from briefgen.pdf.canvas import TaggedCanvas

# ISO 32000-1, 8.5.3, 8.7.4.3, 8.8, 8.9.7, 9.4.3: operators that paint.
_PAINTING: Final = frozenset({*"SsFfBb'\"", "f*", "B*", "b*", "sh", "Do", "EI", "Tj", "TJ"})
_PAINTS: Final = re.compile(rf"(?<![^\s>\])])(?:{'|'.join(map(re.escape, sorted(_PAINTING)))})(?=\s|$)")

# ISO 32000-1, 14.8.5.7, table 349: what a header cell can head.
_SCOPES: Final = frozenset({"Row", "Column", "Both"})

# The types of which a standard asks something of its own.
_RULED: Final = frozenset({"Part", "H1", "H2", "H3", "LI", "Link", "Figure", "TR", "Table", "Note"})


def refuse_breaches(canvas: TaggedCanvas) -> None:
    """Check what was drawn, when all pages are there and nothing has been written.

    Raises:
        ConformanceError: the file would break a standard; all breaches are named.
    """
    tree = TreeCheck(canvas.root, canvas.profile)
    found = [*tree.found, *_strays(canvas, tree)]
    for page, drawn in enumerate(canvas.pages, 1):
        if _paints_untagged(drawn.stream):
            fact = "something is drawn that is neither content of an element nor an artifact"
            found.append(breach("pdf.untagged-content", fact, f"page {page}"))
    fact = "a part of a paragraph is drawn a second time"
    found += [breach("pdf.drawn-twice", fact, path_of(element)) for element in canvas.drawn_once.repeated]
    fact = "a link or a bookmark goes to a destination that was not drawn"
    found += [breach("pdf.link-nowhere", fact, f"named destination {name}") for name in canvas.navigation.missing]
    found += [*private_characters(canvas), *unfit_strings(canvas), *canvas.noted]
    if found:
        raise ConformanceError(cited(dict.fromkeys(found), canvas.profile))


def _strays(canvas: TaggedCanvas, tree: TreeCheck) -> Iterator[Diagnostic]:
    """Content and annotations that the tree does not have."""
    drawn_for = ((marks.page, mcid, element) for marks in canvas.marks for mcid, element in enumerate(marks.elements))
    strays = {element: None for page, mcid, element in drawn_for if (page, mcid) not in tree.content}
    for element in strays:
        fact = f"content was drawn for a {element.kind} that is not in the structure tree"
        yield breach("pdf.content-outside-tree", fact, path_of(element))
    for page, drawn in enumerate(canvas.pages, 1):
        for reference in drawn.Annots or ():
            if reference.name not in tree.annotations:
                fact = "an annotation belongs to no element of the structure tree"
                yield breach("pdf.annotation-outside-tree", fact, f"page {page}")


def _paints_untagged(stream: str) -> bool:
    """Whether something is painted outside marked content (ISO 32000-1, 14.6).

    Marked content begins and ends in lines of its own, as ``PageMarks`` writes them. What stands between the end of one
    sequence and the beginning of the next is looked at in one go; only if something paints there, line by line, because
    the sequences of others may be nested.
    """
    between = "\n".join([part.partition("BDC\n")[0] for part in stream.split("\nEMC")])
    if _PAINTING.isdisjoint(between.split()) and "Tj" not in between and "TJ" not in between:
        return False
    depth = 0
    for line in stream.split("\n"):
        if depth:
            if line.startswith("EMC"):
                depth -= line.count("EMC")
            elif line.endswith(("DC", "BMC")):
                depth += 1
        elif line.endswith(("DC", "BMC")):
            depth += 2 if line.startswith("/ReversedChars BMC ") else 1
        elif _PAINTS.search(line):
            return True
    return False


class DrawnOnce:
    """Notices a line of a paragraph that is drawn into the same place of the structure a second time.

    Attributes:
        repeated: the elements that it has happened to, in order.
    """

    def __init__(self) -> None:
        self.repeated: dict[StructureElement, None] = {}
        self._seen: set[tuple[Slot, Line, bool]] = set()

    def note(self, lines: Sequence[PlacedLine], slots: Sequence[Slot | None]) -> None:
        """Take lines of one paragraph, with the arguments of ``DrawingCanvas.draw_text``."""
        for slot in slots:
            if slot is not None:
                break
        else:
            return
        if not lines:
            return
        # A paragraph is drawn line by line in order: what comes again has the first or the last of its lines.
        keys = (slot, lines[0].line, True), (slot, lines[-1].line, False)
        if not self._seen.isdisjoint(keys):
            self.repeated[slot.element] = None
        self._seen.update(keys)


def refuse_link(
    element: StructureElement, page: int, contents: str, url: str | None = None, *, profile: Profile
) -> None:
    """Refuse a link that says nothing of itself or opens what no link may open.

    Args:
        element: what the annotation belongs to.
        page: where it is drawn, from 1.
        contents: what stands for the link where it cannot be seen.
        url: the address, where it goes to one.
        profile: the standards that the file claims.

    Raises:
        ConformanceError: the contents are blank or no text, or the address is none that a briefing may have.
    """
    blank = is_blank(contents)
    problem = link_problem(url) if url is not None else None
    unfit = unfit_contents(contents, "", profile)
    if not blank and problem is None and not unfit:
        return
    place = path_of(element)
    if ", page" not in place:  # nothing of the element has been drawn yet
        place += f", page {page}"
    found = [breach("pdf.link-without-contents", "a link does not say where it goes", place)] if blank else []
    found += unfit_contents(contents, place, profile)
    if problem is not None:
        found.append(breach("pdf.link-scheme", problem, place))
    raise ConformanceError(cited(found, profile))


def is_blank(text: str) -> bool:
    """Whether there is nothing to read: white space and characters that cannot be seen do not count."""
    return all(character.isspace() or not character.isprintable() for character in text)


class _Kids:
    """What will be written directly below an element: elements, and how much content and how many annotations.

    ``drawn`` says whether there is anything; a row has its cells also where nothing is.
    """

    __slots__ = ("annotations", "content", "drawn", "elements")

    def __init__(self) -> None:
        self.elements: list[StructureElement] = []
        self.content = 0
        self.annotations = 0
        self.drawn = False


class TreeCheck:
    """One walk over a structure tree, in reading order.

    What was not drawn is not written, and so it is not looked at, except for the cells of a row that is there and for
    quotes, which must not vanish.

    Attributes:
        found: the breaches.
        content: all marked content, by page and MCID.
        annotations: the names of the annotations that belong to elements.
    """

    def __init__(self, root: StructureElement, profile: Profile) -> None:
        self._profile = profile
        self.found: list[Diagnostic] = []
        self.annotations: set[str] = set()
        self._marked: list[MarkedContent] = []
        self._heading_level = 0
        if root.kind != "Document":
            self._add("pdf.wrong-nesting", f"the root of the tree is a {root.kind}; it must be a Document", root)
        self._visit(root)
        self.content = frozenset(self._marked)
        if len(self.content) < len(self._marked):
            self._note_twice(root)

    def _add(self, code: str, fact: str, element: StructureElement) -> None:
        self.found.append(breach(code, fact, path_of(element)))

    def _visit(self, element: StructureElement) -> bool:
        """Check an element with all below it, and say whether something was drawn for it."""
        kids = _Kids()
        for child in element.children:
            if isinstance(child, Slot):
                if child.drawn:
                    self._take(child, element, kids)
            else:
                drawn = self._visit(child)
                kids.drawn = kids.drawn or drawn
                if is_written(child, drawn=drawn):
                    kids.elements.append(child)
        if kids.drawn:
            self._check(element, kids)
        elif element.kind == "BlockQuote":
            self._add("pdf.empty-quote", "a quote has no words", element)
        return kids.drawn

    def _take(self, slot: Slot, element: StructureElement, kids: _Kids) -> None:
        """Add what was drawn in a slot to the kids of an element."""
        if slot.element is not element:
            self._add("pdf.wrong-parent", f"a {element.kind} has content of another element", element)
        kids.drawn = True
        for kid in slot.drawn:
            if isinstance(kid, MarkedContent):
                self._marked.append(kid)
                kids.content += 1
            elif isinstance(kid, ObjectReference):
                self._note_annotation(element, kid)
                kids.annotations += 1
            elif is_written(kid, drawn=self._visit(kid)):
                kids.elements.append(kid)

    def _note_annotation(self, element: StructureElement, annotation: ObjectReference) -> None:
        self.annotations.add(annotation.name)
        if element.kind != "Link":
            self._add("pdf.annotation-outside-link", f"an annotation stands in a {element.kind}", element)

    def _note_twice(self, root: StructureElement) -> None:
        """Name the content that stands in the tree more than once, at each place but the first."""
        seen = set()
        for element in root.walk():
            for kid in element.kids:
                if isinstance(kid, MarkedContent):
                    if kid in seen:
                        fact = f"marked content {kid.mcid} of page {kid.page} stands in the tree twice"
                        self._add("pdf.content-used-twice", fact, element)
                    seen.add(kid)

    def _check(self, element: StructureElement, kids: _Kids) -> None:
        """What the standards ask of every element."""
        kind = element.kind
        if element.language is not None and not is_language_tag(element.language):
            self._add("pdf.bad-language", f'"{element.language}" is no language tag', element)
        if kids.content and kind in HOLDS_NO_CONTENT:
            self._add("pdf.bare-content", f"content stands directly in a {kind}", element)
        for kid in kids.elements:
            if kid.parent is not element:
                self._add("pdf.wrong-parent", f"a {kid.kind} stands in a {kind} that is not its parent", kid)
            if kid.kind not in ALLOWED.get(kind, ALLOWED):  # what is no type was named where it stands
                self._add("pdf.wrong-nesting", f"a {kid.kind} stands in a {kind}; {_where(kid.kind)}", kid)
        if kind in _RULED:
            self._check_type(element, kids)

    def _check_type(self, element: StructureElement, kids: _Kids) -> None:
        """What the standards ask of an element of its type."""
        match element.kind:
            case "Part":
                self._part(element)
            case "H1" | "H2" | "H3":
                self._heading(element)
            case "LI":
                self._item(element, kids)
            case "Link":
                self._link(element, kids)
            case "Figure":
                self._figure(element, kids)
            case "TR":
                self._row(kids)
            case "Table":
                self._table(kids)
            case "Note":
                self._note(element)

    def _part(self, element: StructureElement) -> None:
        if element.language is None and element.parent is not None and element.parent.kind == "Document":
            self._add("pdf.part-without-language", "a part of the document does not say its language", element)

    def _heading(self, element: StructureElement) -> None:
        level = int(element.kind[1:])
        if not self._heading_level and level > 1:
            self._add("pdf.heading-not-first", f"the first heading is an {element.kind}", element)
        elif level > self._heading_level + 1:
            self._add("pdf.heading-skipped", f"an {element.kind} follows an H{self._heading_level}", element)
        self._heading_level = level

    def _item(self, element: StructureElement, kids: _Kids) -> None:
        if not any(kid.kind == "LBody" for kid in kids.elements):
            self._add("pdf.item-without-body", "an item of a list has no body", element)

    def _link(self, element: StructureElement, kids: _Kids) -> None:
        if not kids.annotations:
            self._add("pdf.link-without-annotation", "a link has no annotation", element)

    def _figure(self, element: StructureElement, kids: _Kids) -> None:
        if is_blank(element.alternative_text or ""):
            self._add("pdf.figure-without-text", "a figure has no alternative text", element)
        if element.bbox is None:
            self._add("pdf.figure-without-box", "a figure does not say what room it takes on its page", element)
        if kids.content > 1:
            self._add("pdf.drawn-twice", "a figure is drawn a second time", element)

    def _note(self, element: StructureElement) -> None:
        """Refuse a note where it and what cites it would have to refer to each other: an element has no such entry."""
        if self._profile.structure_namespace is not None:
            found = breach("pdf.wrong-nesting", "a note refers to nothing that cites it", path_of(element))
            hints = ("make the note a P, or choose a profile of PDF 1.7",)
            self.found.append(replace(found, clause="ISO 14289-2, 8.2.5.14", hints=hints))

    def _row(self, kids: _Kids) -> None:
        for cell in kids.elements:
            if cell.kind == "TH" and cell.scope not in _SCOPES:
                self._add("pdf.header-without-scope", "a header cell does not say what it heads", cell)

    def _table(self, kids: _Kids) -> None:
        rows = [kid for kid in kids.elements if kid.kind == "TR"]
        cells = [[kid for kid in row.kids if isinstance(kid, StructureElement)] for row in rows]
        irregular = irregular_row([[Span(cell.column_span, cell.row_span) for cell in row] for row in cells])
        if irregular is not None:
            fact = f"row {irregular + 1} of a table of {len(rows)} rows does not have one cell for each column"
            self._add("pdf.irregular-table", fact, rows[irregular])


def _where(kind: str) -> str:
    """In what an element may stand."""
    parents = [parent for parent, kids in ALLOWED.items() if kind in kids]
    return f"it may stand in {', '.join(parents)}" if parents else "it may stand in nothing"
