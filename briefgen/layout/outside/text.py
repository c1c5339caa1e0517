"""The strings of drawings and flowables from outside, set by our engine in the fonts of the theme.

They are looked for in a dry run while a page is composed, so that a character without a glyph is told with all other
problems, and then drawn with the same canvas in between.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, Literal, NoReturn, Protocol

from reportlab.pdfgen.canvas import Canvas

from briefgen.layout.flow.figure_blocks import Label
from briefgen.layout.flow.paragraph import TextBlock
from briefgen.layout.inline import Piece
from briefgen.layout.side import Side

Anchor = Literal["start", "middle", "end", "numeric"]

_EVERYTHING_PT: Final = 1e6
_USUAL_SIZE_PT: Final = 10.0


class UnsupportedTextError(TypeError):
    """A flowable cannot become tagged content: of its text, of what it is, or of an error in its own code."""


class Texts(Protocol):
    """Where the texts of a flowable are set."""

    @property
    def rtl(self) -> bool:
        """Whether their language goes from right to left."""

    def block(self, text: str, colour: str, *, strong: bool) -> TextBlock:
        """A text on one line; it is drawn larger or smaller as its font asks for."""


@dataclass(frozen=True, slots=True)
class ThemedTexts:
    """The texts of one flowable in one language, by their characters, weight and colour.

    Attributes:
        side: the language.
        path: of the insert in the briefing.
    """

    side: Side
    path: str
    known: dict[tuple[str, bool, str], TextBlock] = field(default_factory=dict)

    @property
    def rtl(self) -> bool:
        """Whether the language goes from right to left."""
        return self.side.rtl

    def block(self, text: str, colour: str, *, strong: bool) -> TextBlock:
        """A text in the role of an axis; it is drawn larger or smaller as its font asks for."""
        key = (text, strong, colour)
        if key not in self.known:
            piece = Piece(text, strong=strong, colour=colour, isolation="auto", path=self.path)
            self.known[key] = self.side.block([piece], "axis", None)
        return self.known[key]


class ThemedCanvas:
    """A canvas of reportlab whose text operations draw in the fonts of the theme; all others are the canvas's own."""

    def __init__(self, canvas: Any, texts: Texts) -> None:
        self._canvas = canvas
        self._texts = texts
        self._fontname, self._fontsize, self._leading = "", _USUAL_SIZE_PT, _USUAL_SIZE_PT

    def __getattr__(self, name: str) -> Any:
        """What is no text."""
        return getattr(self._canvas, name)

    def setFont(self, psfontname: str, size: float, leading: float | None = None) -> None:  # noqa: N802
        """Keep the size, and whether the font is bold."""
        self._fontname, self._fontsize = psfontname, size
        self._leading = leading or size

    def setFontSize(self, size: float | None = None, leading: float | None = None) -> None:  # noqa: N802
        """Keep the size."""
        self.setFont(self._fontname, size or self._fontsize, leading)

    def drawString(self, x: float, y: float, text: str, *_options: object, **_more: object) -> None:  # noqa: N802
        """Draw a text from a place on."""
        self.draw_anchored(x, y, text, "start")

    def drawRightString(self, x: float, y: float, text: str, *_options: object, **_more: object) -> None:  # noqa: N802
        """Draw a text up to a place."""
        self.draw_anchored(x, y, text, "end")

    def drawCentredString(self, x: float, y: float, text: str, *_options: object, **_more: object) -> None:  # noqa: N802
        """Draw a text around a place."""
        self.draw_anchored(x, y, text, "middle")

    def drawAlignedString(self, x: float, y: float, text: str, *_options: object, **_more: object) -> None:  # noqa: N802
        """Draw a number up to its decimals."""
        self.draw_anchored(x, y, text, "numeric")

    def draw_anchored(self, x: float, y: float, text: str, anchor: Anchor) -> None:
        """Draw a text on a baseline, at a place of it."""
        if not str(text).strip():
            return
        block = self._texts.block(str(text), self._colour(), strong="bold" in self._fontname.lower())
        label = Label(block, _EVERYTHING_PT)
        scale = self._fontsize / block.style.size_pt
        width = label.width_pt * scale
        shares = {"start": 0.0, "middle": 0.5, "end": 1.0, "numeric": 1.0}
        self._canvas.saveState()
        self._canvas.translate(x - shares[anchor] * width, y)
        self._canvas.scale(scale, scale)
        middle = block.style.first_baseline_pt - label.height_pt / 2
        if hasattr(self._canvas, "draw_text"):  # not in a dry run
            label.draw(self._canvas, 0.0, middle)
        self._canvas.restoreState()

    def _colour(self) -> str:
        """The colour that is set to fill with; what is transparent is drawn on white."""
        colour = self._canvas._fillColorObj  # noqa: SLF001 - reportlab has no other way
        rgb = colour.rgb() if hasattr(colour, "rgb") else tuple(colour)
        if len(rgb) != 3:
            rgb = (0.0, 0.0, 0.0)
        return "#" + "".join(f"{round(255 * min(max(part, 0.0), 1.0)):02X}" for part in rgb)

    def _refuse(self, *_arguments: object, **_keywords: object) -> NoReturn:
        """Refuse what would need fonts that are not in the file.

        Raises:
            UnsupportedTextError: always.
        """
        raise UnsupportedTextError("it draws text with a text object, whose fonts are not in the file")

    beginText = drawText = _refuse  # noqa: N815 - reportlab's names


def dry_run(draw: Callable[[Any], None], texts: Texts) -> None:
    """Let something be drawn on a canvas that is thrown away, so that its texts are known.

    Raises:
        UnsupportedTextError: it draws text in a way that cannot be followed.
    """
    try:
        draw(ThemedCanvas(Canvas(io.BytesIO(), invariant=1), texts))
    except UnsupportedTextError:
        raise
    except Exception as error:  # whatever the code of somebody else may raise
        raise UnsupportedTextError(f"it cannot be drawn by itself: {type(error).__name__}: {error}") from error
