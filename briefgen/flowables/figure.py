"""A drawing of reportlab for stories that are no briefings: a tagged figure, with its strings shaped."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Any

from reportlab.graphics.shapes import Drawing
from reportlab.platypus import Flowable

from briefgen.layout.flow.figure_blocks import figure_slot
from briefgen.layout.flow.paragraph import TextBlock
from briefgen.layout.inline import StyledText
from briefgen.layout.outside.figure import OutsideFigure
from briefgen.layout.structure import StructureElement
from briefgen.layout.theming.theme import load_theme
from briefgen.pdf.canvas import TaggedCanvas
from briefgen.text.paragraph import ParagraphText, TextSpan
from briefgen.text.scripts import is_rtl_language, script_of_language
from briefgen.text.setting import prepare


@dataclass(frozen=True, slots=True)
class _Texts:
    """Texts in the fonts of a theme."""

    language: str
    theme: str | os.PathLike[str]
    known: dict[tuple[str, bool, str], TextBlock] = field(default_factory=dict)

    @property
    def rtl(self) -> bool:
        return is_rtl_language(self.language)

    def block(self, text: str, colour: str, *, strong: bool) -> TextBlock:
        key = (text, strong, colour)
        if key not in self.known:
            style = load_theme(self.theme).style("columns", "axis", script_of_language(self.language))
            span = TextSpan(text, style.font_set(strong=strong, emphasis=False))
            paragraph = ParagraphText((span,), self.language, (("Arab", "ar"), ("Hebr", "he"), ("Latn", "en")))
            styled = StyledText(paragraph, (colour,), (None,), (None,))
            self.known[key] = TextBlock(prepare(paragraph), styled, style, [None])
        return self.known[key]


class BidiDrawing(Flowable):
    """A ``Drawing`` in a story on a tagged canvas: a ``Figure`` with an alternative (ISO 14289-1, 7.3).

    It is made smaller where it is wider than its frame, and never cut.
    """

    def __init__(
        self, drawing: Drawing, alternative: str, *, language: str, theme: str | os.PathLike[str] = "modern"
    ) -> None:
        """Take a drawing, which stays as it is.

        Args:
            drawing: what is drawn.
            alternative: what stands for it where it cannot be seen.
            language: the BCP 47 tag of its strings and of the alternative.
            theme: whose fonts it is set in.

        Raises:
            ValueError: the alternative is blank.
            ResourceError: the theme cannot be used.
        """
        super().__init__()
        if not alternative.strip():
            raise ValueError("a figure needs an alternative text")
        self.drawing = drawing
        self.alternative = alternative
        self.language = language
        self._texts = _Texts(language, theme)

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """Width and height in points."""
        scale = min(1.0, availWidth / self.drawing.width, availHeight / self.drawing.height)
        self._available = availWidth
        self.width, self.height = availWidth, self.drawing.height * scale
        return self.width, self.height

    def draw(self) -> None:
        """Draw the figure.

        Raises:
            TypeError: the canvas is not tagged.
        """
        canvas: Any = self.canv
        if not isinstance(canvas, TaggedCanvas):
            raise TypeError("a BidiDrawing is drawn on a TaggedCanvas; on another one, add the Drawing itself")
        parent: StructureElement = canvas.root
        slot = figure_slot(parent, self.alternative)
        slot.element.language = self.language
        figure = OutsideFigure(slot, self.drawing, self._texts, self._available)
        figure.wrap(self._available, self.height)
        figure.draw_at(canvas, 0.0, 0.0)
