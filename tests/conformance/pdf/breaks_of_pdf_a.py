"""Deliberate breaks of what PDF/A asks for, and PDF/UA-1 does not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefgen.layout.structure import StructureElement
from briefgen.pdf.canvas import TaggedCanvas
from briefgen.text.glyphs import Cluster
from tests.conformance.pdf.breaks import Draw, draw_figure, glyph, link, write
from tests.unit.pdf.engine import LATIN


def private_character(canvas: TaggedCanvas, _root: StructureElement) -> None:
    """A glyph that stands for a private-use character."""
    glyph(canvas, Cluster(((5, 0, 0),), 500, "\ue000"))


def long_alternative(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A figure whose alternative text takes 32,768 bytes."""
    draw_figure(canvas, root.add("Figure", alternative_text="ص" * 16_383))


def long_expansion(canvas: TaggedCanvas, root: StructureElement) -> None:
    """An abbreviation that is read out for hours."""
    write(canvas, root.add("P").add("Span", expansion="a" * 32_768))


def long_contents(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A link that says too much of itself."""
    link(canvas, root.add("P").add("Link"), contents="a" * 32_768)


def long_address(canvas: TaggedCanvas, root: StructureElement) -> None:
    """An address that becomes too long when it is percent-encoded."""
    link(canvas, root.add("P").add("Link"), url="https://example.org/" + "ص" * 6_000)


def long_bookmark(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A bookmark whose title is a chapter."""
    write(canvas, root.add("P"))
    canvas.destination("start", 100)
    canvas.bookmark("ص" * 20_000, "start", 0)


def long_name(canvas: TaggedCanvas, root: StructureElement) -> None:
    """A destination with an endless name."""
    write(canvas, root.add("P"))
    canvas.destination("n" * 32_768, 100)


# Each with the code of the refusal, the clause, and the place, in a file of PDF/A-2a.
BREAKS_OF_PDF_A: Final[Sequence[tuple[Draw, str, str, str]]] = [
    (private_character, "pdf.private-character", "ISO 19005-2, 6.2.11.7.3", f"font {LATIN.name}"),
    (long_alternative, "pdf.string-too-long", "ISO 19005-2, 6.1.13", "Document > Figure, page 1"),
    (long_expansion, "pdf.string-too-long", "ISO 19005-2, 6.1.13", "Document > P > Span, page 1"),
    (long_contents, "pdf.string-too-long", "ISO 19005-2, 6.1.13", "Document > P > Link, page 1"),
    (long_address, "pdf.string-too-long", "ISO 19005-2, 6.1.13", "Document > P > Link, page 1"),
    (long_bookmark, "pdf.string-too-long", "ISO 19005-2, 6.1.13", "bookmark to start"),
    (long_name, "pdf.string-too-long", "ISO 19005-2, 6.1.13", f"named destination {'n' * 60}…"),
]
