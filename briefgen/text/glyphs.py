"""What the text engine hands on: lines of positioned glyphs that travel with the text they came from.

A ``Cluster`` is what the shaper ties together: one or more characters and the glyphs that stand for them. Clusters are
interned for each face (``FontFace.cluster``), so that equality is identity and a writer can key its tables by them. A
``GlyphRun`` is a stretch of one line that has one face, size, direction and span. A ``Line`` is its runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from briefgen.text.fonts import FontFace


# U+0020 and U+00A0 grow in justified lines; spaces of a fixed width do not.
WORD_SPACES: Final = frozenset({" ", "\u00a0"})


class Cluster:
    """Characters and glyphs that the shaper ties together.

    Attributes:
        glyphs: ``(glyph_id, x_fu, y_fu)`` for each glyph that is drawn, from left to right; the position is that of the
            glyph's origin from the cluster's own pen position, in font units, y upwards. Empty for a character that
            is not drawn.
        advance_fu: how far the pen moves, in font units.
        text: the characters it stands for, in logical order.
    """

    __slots__ = ("advance_fu", "glyphs", "text")

    def __init__(self, glyphs: tuple[tuple[int, int, int], ...], advance_fu: int, text: str) -> None:
        self.glyphs = glyphs
        self.advance_fu = advance_fu
        self.text = text

    def __repr__(self) -> str:
        return f"Cluster({self.glyphs!r}, {self.advance_fu}, {self.text!r})"


@dataclass(frozen=True, slots=True, eq=False)
class GlyphRun:
    """A stretch of a line with one face, size, direction and span; compared by identity.

    Attributes:
        face: the face of every glyph.
        size_pt: the font size.
        rtl: whether the text of this run goes from right to left.
        clusters: from left to right, also when ``rtl`` (so the last one is then the first in logical order).
        start, end: the half-open range of the paragraph's characters that it covers.
        x_pt: its left edge, from the left edge of the line's measure.
        width_pt: the sum of its advances, widened spaces included.
        span: the index of the span of the paragraph that it belongs to.
        word_space_pt: what each word space (U+0020 and U+00A0, a cluster of its own) has more than its advance, because
            the line is justified; ``width_pt`` has it.
        language: BCP 47 tag of the text; None where it is not known, and so that of what the text stands in.
    """

    face: FontFace
    size_pt: float
    rtl: bool
    clusters: tuple[Cluster, ...]
    start: int
    end: int
    x_pt: float
    width_pt: float
    span: int
    word_space_pt: float = 0.0
    language: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One line of a paragraph; compared by identity.

    Attributes:
        runs: in logical order; their ``x_pt`` says where they stand.
        rtl: the paragraph's base direction.
        width_pt: what the line fills of its measure, without white space at its end.
        start, end: the half-open range of the paragraph's characters, white space at the end included.
        justified: whether it fills its measure because its spaces, or its joins, were made to.
    """

    runs: tuple[GlyphRun, ...]
    rtl: bool
    width_pt: float
    start: int
    end: int
    justified: bool = False
