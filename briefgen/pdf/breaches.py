"""Breaches of a standard, as diagnostics: a code for each, the clause, and where in the file it would be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final, NamedTuple

from briefgen.diagnostics import Diagnostic, Place
from briefgen.layout.structure import StructureElement
from briefgen.pdf.profiles import Profile


class Rule(NamedTuple):
    """What a code of a breach stands for.

    Attributes:
        meaning: what is wrong.
        clause: of the standard that would be broken in a file of the profile ``a3a``.
        hint: what to do about it.
    """

    meaning: str
    clause: str
    hint: str


BREACHES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        # --- Content and annotations ---
        "pdf.untagged-content": Rule(
            "something is drawn that is neither content of an element nor an artifact",
            "ISO 14289-1, 7.1",
            "draw it inside artifact(), or inside figure() with the place of a Figure in the structure tree",
        ),
        "pdf.content-outside-tree": Rule(
            "content was drawn for an element that is not in the structure tree",
            "ISO 14289-1, 7.1",
            "give the element its place below the root that the canvas was made with",
        ),
        "pdf.content-used-twice": Rule(
            "one piece of marked content stands in the structure tree twice",
            "ISO 32000-1, 14.7.4.2",
            "give each element children and places of its own; hang none in the tree twice",
        ),
        "pdf.drawn-twice": Rule(
            "a paragraph or figure is drawn a second time for the same element",
            "ISO 14289-1, 7.2",
            "compose what is to be printed twice anew, for its own element",
        ),
        "pdf.wrong-parent": Rule(
            "an element, or the content of one, was moved below another element",
            "ISO 32000-1, 14.7.2",
            "add elements with add(), which sets the parent",
        ),
        "pdf.annotation-outside-tree": Rule(
            "an annotation belongs to no element of the structure tree",
            "ISO 14289-1, 7.18.1",
            "make links with link_to_address() or link_to_destination(), and no other annotations",
        ),
        "pdf.link-without-annotation": Rule(
            "a link is text alone, without an annotation",
            "ISO 14289-1, 7.18.5",
            "draw the annotation of the link with its text, or make the element a Span",
        ),
        "pdf.link-without-contents": Rule(
            "a link does not say where it goes", "ISO 14289-1, 7.18.5", "say in contents where the link goes"
        ),
        "pdf.annotation-outside-link": Rule(
            "the annotation of a link belongs to an element of another type",
            "ISO 14289-1, 7.18.5",
            "give the annotation a place of an element of the type Link",
        ),
        "pdf.link-scheme": Rule(
            "a link has a scheme that is not allowed, or is not complete",
            "ISO 19005-3, 6.5.1",
            "link to a full address that begins with https:, http:, mailto: or tel:",
        ),
        "pdf.link-nowhere": Rule(
            "a link or a bookmark goes to a destination that was not drawn",
            "ISO 32000-1, 12.3.2.3",
            "draw the destination, or leave out what goes to it",
        ),
        # --- What other code draws ---
        "pdf.literal-marks": Rule(
            "what is given to addLiteral() marks content",
            "ISO 14289-1, 7.1",
            "mark content with draw_text(), artifact() or figure()",
        ),
        "pdf.literal-operators": Rule(
            "what is given to addLiteral() shows text, names a resource, or is no whole sequence of operators",
            "ISO 32000-1, 7.8.2",
            "use the methods of the canvas, such as draw_text(), drawImage() or saveState()",
        ),
        "pdf.device-colour": Rule(
            "a colour, gradient or image is CMYK or has an ink of its own, and the profile is a3a, a2a or ua2",
            "ISO 19005-3, 6.2.4.3",
            "say colours in RGB or grey, and convert images to RGB",
        ),
        "pdf.out-of-limits": Rule(
            "a box of a page is too small or too large, or too many states are saved; the profile is a3a or a2a",
            "ISO 19005-3, 6.1.13",
            "give pages sides of 3 to 14,400 points, and restore states before more are saved",
        ),
        # --- Text ---
        "pdf.undefined-glyph": Rule(
            "text is set in a font that has no glyph for it",
            "ISO 14289-1, 7.21.8",
            "set the text in a font that covers it",
        ),
        "pdf.code-without-character": Rule(
            "a glyph is drawn that stands for no character",
            "ISO 14289-1, 7.21.7",
            "give each cluster the characters that it stands for",
        ),
        "pdf.forbidden-character": Rule(
            "a text has U+0000, U+FFFE or half of a surrogate pair",
            "ISO 14289-1, 7.21.7",
            "leave the character out of the text",
        ),
        "pdf.private-character": Rule(
            "a text has a private-use character, and the profile is a3a, a2a or ua2",
            "ISO 19005-3, 6.2.11.7.3",
            "draw characters that every reader knows, or draw a figure() with an alternative text",
        ),
        "pdf.string-too-long": Rule(
            "a title, name, address or description takes too many bytes, and the profile is a3a or a2a",
            "ISO 19005-3, 6.1.13",
            "shorten the text",
        ),
        # --- Languages ---
        "pdf.part-without-language": Rule(
            "a part of the document does not say its language",
            "ISO 14289-1, 7.2",
            "give each Part the tag of its language",
        ),
        "pdf.bad-language": Rule(
            "the language of an element is no language tag",
            "ISO 14289-1, 7.2",
            "write a tag of BCP 47, such as en, ar or ar-JO",
        ),
        # --- Structure types ---
        "pdf.wrong-nesting": Rule(
            "an element stands where its type may not stand",
            "ISO 32000-1, 14.8.4",
            "put the element where its type may stand",
        ),
        "pdf.bare-content": Rule(
            "content stands directly in an element that holds elements only",
            "ISO 32000-1, 14.8.4.2",
            "put the content into an element for text, such as a P",
        ),
        "pdf.item-without-body": Rule(
            "an item of a list has a label and nothing else",
            "ISO 32000-1, 14.8.4.3.3",
            "give the item an LBody with what it says",
        ),
        "pdf.empty-quote": Rule(
            "nothing was drawn of a quote",
            "ISO 32000-1, 14.8.4.2",
            "draw the words that are quoted, or leave the element out",
        ),
        "pdf.heading-not-first": Rule(
            "the first heading of the document is no H1", "ISO 14289-1, 7.4.2", "begin with an H1"
        ),
        "pdf.heading-skipped": Rule(
            "a level of headings is skipped", "ISO 14289-1, 7.4.2", "use the level that comes next"
        ),
        "pdf.header-without-scope": Rule(
            "a header cell of a table does not say what it heads",
            "ISO 14289-1, 7.5",
            "say whether it heads a row, a column or both",
        ),
        "pdf.irregular-table": Rule(
            "the rows of a table do not have the same columns",
            "ISO 32000-1, 14.8.4.3.4",
            "give every row cells for all columns, empty ones where there is nothing to say",
        ),
        "pdf.figure-without-text": Rule(
            "a figure has no alternative text", "ISO 14289-1, 7.3", "say in alternative_text what the figure shows"
        ),
        "pdf.figure-without-box": Rule(
            "a figure does not say what room it takes on its page",
            "ISO 32000-1, 14.8.5.4.3",
            "draw the figure inside figure()",
        ),
    }
)
"""Every code, with its clause and what to do."""

_CLAUSES_ELSEWHERE: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "a2a": {
            "pdf.link-scheme": "ISO 19005-2, 6.5.1",
            "pdf.device-colour": "ISO 19005-2, 6.2.4.3",
            "pdf.out-of-limits": "ISO 19005-2, 6.1.13",
            "pdf.private-character": "ISO 19005-2, 6.2.11.7.3",
            "pdf.string-too-long": "ISO 19005-2, 6.1.13",
        },
        "ua1": {"pdf.link-scheme": "ISO 32000-1, 12.6.4.7"},
        "ua2": {
            "pdf.untagged-content": "ISO 14289-2, 8.2.2",
            "pdf.content-outside-tree": "ISO 14289-2, 8.2.2",
            "pdf.content-used-twice": "ISO 32000-2, 14.7.5.2",
            "pdf.drawn-twice": "ISO 14289-2, 8.2.2",
            "pdf.wrong-parent": "ISO 14289-2, 8.2.1",
            "pdf.annotation-outside-tree": "ISO 14289-2, 8.9.2.4",
            "pdf.link-without-annotation": "ISO 14289-2, 8.2.5.20",
            "pdf.link-without-contents": "ISO 14289-2, 8.9.2.4",
            "pdf.annotation-outside-link": "ISO 14289-2, 8.2.5.20",
            "pdf.link-scheme": "ISO 32000-2, 12.6.4.8",
            "pdf.link-nowhere": "ISO 14289-2, 8.8",
            "pdf.literal-marks": "ISO 14289-2, 8.2.2",
            "pdf.literal-operators": "ISO 32000-2, 7.8.2",
            "pdf.device-colour": "ISO 19005-4, 6.2.4.3",
            "pdf.undefined-glyph": "ISO 14289-2, 8.4.5.9",
            "pdf.code-without-character": "ISO 14289-2, 8.4.5.8",
            "pdf.forbidden-character": "ISO 14289-2, 8.4.5.8",
            "pdf.private-character": "ISO 14289-2, 8.4.3",
            "pdf.part-without-language": "ISO 14289-2, 8.4.4",
            "pdf.bad-language": "ISO 14289-2, 8.4.4",
            "pdf.wrong-nesting": "ISO 32000-2, annex L",
            "pdf.bare-content": "ISO 32000-2, annex L",
            "pdf.item-without-body": "ISO 14289-2, 8.2.5.25",
            "pdf.heading-not-first": "ISO 14289-2, 8.2.5.12",
            "pdf.heading-skipped": "ISO 14289-2, 8.2.5.12",
            "pdf.header-without-scope": "ISO 14289-2, 8.2.5.26",
            "pdf.irregular-table": "ISO 14289-2, 8.2.5.26",
            "pdf.figure-without-text": "ISO 14289-2, 8.2.5.28.2",
            "pdf.figure-without-box": "ISO 32000-2, 14.8.5.4.3",
        },
    }
)
# The codes that stand for another clause in a file of another profile. What is said of BlockQuote stays as it is: PDF
# 2.0 has no such type, and that of PDF 1.7 is written.


def breach(code: str, fact: str, place: str) -> Diagnostic:
    """The diagnostic of a breach.

    Args:
        code: of ``BREACHES``.
        fact: what is wrong.
        place: where in the file it would be: ``path_of`` an element, a page, a named destination or a font.
    """
    rule = BREACHES[code]
    return Diagnostic(code, fact, Place(path=place), (rule.hint,), clause=rule.clause)


def cited(found: Iterable[Diagnostic], profile: Profile) -> list[Diagnostic]:
    """Breaches with the clauses of the standards that a file of a profile claims.

    Args:
        found: what ``breach`` makes.
        profile: the standards that the file claims.
    """
    elsewhere = _CLAUSES_ELSEWHERE.get(profile.name, {})
    return [
        replace(each, clause=elsewhere[each.code]) if _is_general(each) and each.code in elsewhere else each
        for each in found
    ]


def _is_general(found: Diagnostic) -> bool:
    """Whether a breach has the clause of its code, and was not given one of its own."""
    return found.clause == BREACHES[found.code].clause


def path_of(element: StructureElement) -> str:
    """The way to an element in the structure tree, with languages, and the pages that it is on.

    An element is numbered among its siblings of the same type, if it has any:
    ``Document (en) > Part 2 (ar) > Sect 3 > Figure, page 2``.
    """
    steps = []
    above: StructureElement | None = element
    while above is not None:
        steps.append(_step(above))
        above = above.parent
    pages = sorted(pages_of(element))
    path = " > ".join(reversed(steps))
    if not pages:
        return path
    return f"{path}, {'page' if len(pages) == 1 else 'pages'} {' and '.join(map(str, pages))}"


def _step(element: StructureElement) -> str:
    same = []
    if element.parent is not None:
        same = [kid for kid in element.parent.kids if isinstance(kid, StructureElement) and kid.kind == element.kind]
    number = f" {same.index(element) + 1}" if len(same) > 1 and element in same else ""
    language = f" ({element.language})" if element.language else ""
    return f"{element.kind}{number}{language}"


def pages_of(element: StructureElement) -> set[int]:
    """The pages that hold content of an element or of what is below it."""
    pages = set()
    for each in element.walk():
        pages |= {kid.page for kid in each.kids if not isinstance(kid, StructureElement)}
    return pages
