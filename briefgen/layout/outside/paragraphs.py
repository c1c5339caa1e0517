"""Paragraphs of reportlab as texts of our engine: weight, slant, colours, links and line breaks stay as they are.

Sizes and fonts are the theme's. What our texts cannot have, such as a picture in a line, is refused: nothing is lost
without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final, Protocol, runtime_checkable

from reportlab.lib.colors import toColor
from reportlab.platypus import Paragraph
from reportlab.platypus.xpreformatted import XPreformatted

from briefgen.layout.inline import InlineBuilder, Piece
from briefgen.layout.outside.text import UnsupportedTextError
from briefgen.model.links import link_problem

BLACK: Final = "#000000"

# White space that markup has for its own sake, as reportlab sees it.
_WHITE_RUN: Final = re.compile(r"[ \t\n\r\f\v]+")
_TAGS: Final = {"img": "<img>", "onDraw": "<onDraw>", "index": "<index>", "anchor": '<a name="…">'}


@runtime_checkable
class LikeParagraph(Protocol):
    """A flowable that can say itself as a paragraph of reportlab."""

    def as_paragraph(self) -> Paragraph:
        """The same text, markup and style."""


def as_paragraph(flowable: Any) -> Paragraph | None:
    """The paragraph that a flowable is; None where it is something else.

    Raises:
        UnsupportedTextError: its white space counts, which our lines do not keep.
    """
    if isinstance(flowable, XPreformatted):
        raise UnsupportedTextError("the white space of an XPreformatted cannot be kept")
    if isinstance(flowable, LikeParagraph):
        return flowable.as_paragraph()
    return flowable if isinstance(flowable, Paragraph) else None


def lines_of(paragraph: Paragraph, inline: InlineBuilder, path: str) -> list[list[Piece]]:
    """The pieces of a paragraph, for each stretch between two ``<br/>``.

    Args:
        paragraph: of reportlab; it stays as it is.
        inline: makes links.
        path: of the insert in the briefing.

    Raises:
        UnsupportedTextError: it has what our texts cannot have; all of it is named.
    """
    if refused := list(dict.fromkeys(_refused(paragraph))):
        raise UnsupportedTextError(f"its text has {', '.join(refused)}, which cannot be kept")
    lines: list[list[Piece]] = [[]]
    for frag in paragraph.frags:
        if getattr(frag, "lineBreak", False):
            lines.append([])
        elif text := _text(frag):
            lines[-1].append(_piece(frag, text, inline, path))
    return [line for line in map(_collapsed, lines) if line]


def hex_code(colour: Any) -> str:
    """A colour of reportlab in six hexadecimal digits, as themes have them."""
    return "#" + "".join(f"{round(255 * min(max(float(part), 0.0), 1.0)):02X}" for part in colour.rgb())


def _text(frag: Any) -> str:
    """The characters of a fragment; a paragraph that has been broken into lines has words instead."""
    known = vars(frag)
    return str(known["text"]) if "text" in known else " ".join(known.get("words", ()))


def _refused(paragraph: Paragraph) -> Iterator[str]:
    if getattr(paragraph, "bulletText", None):
        yield "a bullet (give a ListFlowable)"
    for frag in paragraph.frags:
        if hasattr(frag, "cbDefn"):
            yield _TAGS.get(frag.cbDefn.kind, f"<{frag.cbDefn.kind}>")
        if getattr(frag, "rise", 0):
            yield "<super> or <sub>"
        if getattr(frag, "backColor", None) is not None:
            yield "a background"
        kinds = {line[1] for line in getattr(frag, "us_lines", ())}
        if "underline" in kinds and not frag.link:  # links look as the theme has them
            yield "<u>"
        if "strike" in kinds:
            yield "<strike>"
        for _, address in getattr(frag, "link", ()):
            if (problem := link_problem(address)) is not None:
                yield f"a link: {problem}"


def _piece(frag: Any, text: str, inline: InlineBuilder, path: str) -> Piece:
    colour = hex_code(toColor(frag.textColor))
    piece = Piece(
        text,
        strong=bool(frag.bold),
        emphasis=bool(frag.italic),
        colour=None if colour == BLACK else colour,
        unbroken=bool(getattr(frag, "nobr", False)),
        path=path,
    )
    return inline.linked(piece, frag.link[-1][1]) if frag.link else piece


def _collapsed(line: list[Piece]) -> list[Piece]:
    """The pieces with runs of white space as one space, and with none at the ends of the line."""
    kept: list[Piece] = []
    for piece in line:
        text = _WHITE_RUN.sub(" ", piece.text)
        if not kept or kept[-1].text.endswith(" "):
            text = text.removeprefix(" ")
        if text:
            kept.append(replace(piece, text=text))
    if kept and kept[-1].text.endswith(" "):
        kept[-1] = replace(kept[-1], text=kept[-1].text.removesuffix(" "))
    return kept if kept and kept[-1].text else kept[:-1]
