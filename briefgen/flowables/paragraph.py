"""``BidiParagraph``: a paragraph for any story of reportlab, in any direction."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final, Literal

from reportlab import rl_config
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.geomutils import normalizeTRBL
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import Flowable, Paragraph

from briefgen.flowables.arguments import as_text, check_characters, check_options
from briefgen.flowables.drawing import DrawnLine, Pen, Place, draw_lines, pen_for
from briefgen.flowables.faces import font_set
from briefgen.flowables.lines import (
    Segment,
    SetLine,
    Tongue,
    check_glyphs,
    covered,
    longest_word,
    natural_width,
    segments_of,
    set_segment,
)
from briefgen.flowables.markup import BULLET_ANCHORS, Look, Marked, MarkedLine, Stretch, parse, plain_bullet
from briefgen.flowables.tongue import tongue_of
from briefgen.text.rules import LineRules
from briefgen.text.typeset import FontSet

# What reportlab returns for the height of what cannot be set at a width.
_NO_ROOM: Final = (0, 0x7FFFFFFF)
_NARROWEST_PT: Final = 1e-3

# Rounding of lengths must not cost a line.
_TOLERANCE_LINES: Final = 1e-6

# After a bullet that is wider than the indent, in sizes of the bullet, as in reportlab.
_BULLET_GAP_EM: Final = 0.6


class BidiParagraph(Flowable):
    """A paragraph in Arabic, Hebrew or any other script, for any story of reportlab.

    It takes the place of reportlab's ``Paragraph``: the same markup, the same ``ParagraphStyle``. Lines are broken on
    the text as it is typed and ordered one by one (UAX #9), letters are shaped by HarfBuzz, and the file holds them
    as they were written: one code for each character, and no presentation forms.

    In a right-to-left paragraph ``TA_LEFT``, which is what a style says when it says nothing, means the start: the
    right edge. ``leftIndent``, ``firstLineIndent`` and ``bulletIndent`` are at the start, ``rightIndent`` at the end.
    """

    def __init__(  # noqa: PLR0917 - the first six are reportlab's
        self,
        text: str | bytes,
        style: ParagraphStyle | None = None,
        bulletText: str | bytes | None = None,  # noqa: N803 - reportlab's name
        frags: None = None,
        caseSensitive: int = 1,  # noqa: N803 - reportlab's name
        encoding: str = "utf8",  # noqa: ARG002 - reportlab's
        *,
        language: str | None = None,
        direction: Literal["ltr", "rtl"] | None = None,
        fonts: Sequence[str] = (),
        rules: LineRules | None = None,
    ) -> None:
        """Parse and shape a paragraph.

        Args:
            text: with the markup of reportlab's paragraphs; ``&lt;`` and ``&amp;`` stand for ``<`` and ``&``. Bytes are
                UTF-8.
            style: of reportlab; a new ``ParagraphStyle`` if left out.
            bulletText: what stands at the start of the first line, if the text has no ``<bullet>``.
            frags: not taken.
            caseSensitive: 0 where names of tags may be in capitals.
            encoding: without effect, as in reportlab.
            language: a BCP 47 tag: language, script, region. If left out, it is ``ar`` or ``he`` after the letters of a
                right-to-left paragraph, and ``en`` else. Urdu is set in Nastaliq only where it is ``ur``.
            direction: of the paragraph. If left out, that of ``language`` where it has one, else of ``style.wordWrap``
                where it is ``RTL`` or ``LTR``, else of the first letter of the text (UAX #9, P2 and P3), else ``ltr``.
            fonts: names under which further fonts are registered with reportlab. They are asked, in order, for what
                the font of the style lacks, before the bundled ones.
            rules: how lines are broken; ``justified``, ``hyphenated`` and the first indent also follow from the style.

        Raises:
            ValueError: an argument is wrong, or the markup is, or it asks for what cannot be set, or the text has a
                control character, a lone surrogate, a noncharacter or U+FEFF.
            TypeError: ``text`` is no text, ``frags`` are given, ``fonts`` is a single text, or ``rules`` are none.
            ResourceError: no font covers some character, or the file of a font cannot be used.
        """
        super().__init__()
        check_options(frags, direction, fonts, rules)
        self.text = as_text(text, "text")
        bulleted = bulletText or getattr(style, "bulletText", None)
        self.bulletText = as_text(bulleted, "bulletText") if bulleted else None
        given = ParagraphStyle("BidiParagraph") if style is None else style
        marked = parse(self.text, given, case_sensitive=bool(caseSensitive))
        self._rules = rules or LineRules()
        self._fonts = tuple(fonts)
        self._take_marked(marked, tongue_of([line.text for line in marked.lines], marked.style, language, direction))
        self._continues = False
        self._set: tuple[float, tuple[SetLine, ...]] | None = None

    def _take_marked(self, marked: Marked, tongue: Tongue) -> None:
        """Take over what the markup says: the style, the text and the bullet."""
        self.style = marked.style
        self._tongue = tongue
        bullet = marked.bullet or (plain_bullet(self.bulletText, self.style) if self.bulletText else [])
        check_characters(marked.lines, bullet)
        self._take(marked.lines, bullet)

    def _take(self, lines: Sequence[MarkedLine], bullet: Iterable[Stretch]) -> None:
        """Give the text and the bullet their fonts; the spans of the bullet have the number after the last."""

        def fonts_of(look: Look) -> FontSet:
            return font_set(look.font, self._fonts, look.size_pt, bold=look.bold, italic=look.italic)

        self._segments: Sequence[Segment] = segments_of(lines, self._tongue, fonts_of)
        self._bullet: Segment | None = None
        looks = [look for segment in self._segments for look in segment.looks]
        if bullet:
            (segment,) = segments_of([MarkedLine(list(bullet))], self._tongue, fonts_of)
            self._bullet = replace(segment, numbers=(len(looks),) * len(segment.looks))
        check_glyphs([*self._segments, self._bullet] if self._bullet else self._segments)
        self._place = Place(self._tongue, looks)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.text!r})"

    def as_paragraph(self) -> Paragraph:
        """The same text and style as a ``Paragraph`` of reportlab, which a briefing sets in its own fonts."""
        return Paragraph(self.text, self.style, self.bulletText)

    def __deepcopy__(self, memo: dict[int, Any]) -> BidiParagraph:
        """A paragraph with a style and a place in structure trees of its own; what never changes is shared."""
        same: BidiParagraph = type(self).__new__(type(self))
        memo[id(self)] = same
        own = {"style": copy.deepcopy(self.style, memo), "_place": self._place.another()}
        same.__dict__.update(self.__dict__, **own)
        return same

    def __getstate__(self) -> dict[str, Any]:
        """What is pickled: the text as it is marked, without faces, lines and places in structure trees.

        The fonts must be registered where it is unpickled, and lines are broken there anew.
        """
        state = {name: value for name, value in self.__dict__.items() if name not in _MADE}
        lines = [segment.marked_line() for segment in self._segments]
        return {**state, "_marked": (lines, self._bullet.marked_line().stretches if self._bullet else [])}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Shape the text again."""
        lines, bullet = state.pop("_marked")
        self.__dict__.update(state, _set=None)
        self._take(lines, bullet)

    @property
    def rtl(self) -> bool:
        """Whether the paragraph goes from right to left."""
        return self._tongue.rtl

    @property
    def language(self) -> str:
        """The BCP 47 tag of the paragraph."""
        return self._tongue.language

    def getPlainText(self, identify: object = None) -> str:  # noqa: ARG002, N802 - reportlab's protocol
        """The text without markup; a line feed for each ``<br/>``."""
        return "\n".join(segment.paragraph.text for segment in self._segments)

    def minWidth(self) -> float:  # noqa: N802 - reportlab's name
        """The width of the longest word, with the indents."""
        words = max(map(longest_word, self._segments), default=0.0)
        return float(self.style.leftIndent + self.style.rightIndent + words)

    # --- Setting ---

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: ARG002, N803 - reportlab's
        """Width and height in points.

        Where no width is left, the height is 0x7FFFFFFF, as in reportlab: no frame takes it.
        """
        if self._measure(availWidth) < _NARROWEST_PT:
            return _NO_ROOM
        self.width, self.height = availWidth, len(self._lines(availWidth)) * self.style.leading
        return self.width, self.height

    def _measure(self, width_pt: float) -> float:
        return float(width_pt - self.style.leftIndent - self.style.rightIndent)

    def _lines(self, width_pt: float) -> tuple[SetLine, ...]:
        """The lines at a width; those of a part of a paragraph stay as they were broken, at the width it had."""
        if self._set is None or self._set[0] != width_pt:
            self._set = width_pt, tuple(self._set_lines(self._measure(width_pt)))
        return self._set[1]

    def _set_lines(self, measure_pt: float) -> list[SetLine]:
        style, rtl = self.style, self.rtl
        left_pt = style.rightIndent if rtl else style.leftIndent
        rules = replace(
            self._rules,
            justified=self._rules.justified or style.alignment == TA_JUSTIFY,
            hyphenated=self._rules.hyphenated or bool(style.hyphenationLang),
        )
        indent_pt = self._first_indent()
        found = []
        for segment in self._segments:
            for line in set_segment(segment, measure_pt, replace(rules, first_indent_pt=indent_pt)):
                slack = measure_pt - indent_pt - line.width_pt
                found.append(SetLine(line, segment, left_pt + _shift(slack, style.alignment, rtl=rtl)))
                indent_pt = 0.0
        return found

    def _first_indent(self) -> float:
        """What the first line leaves free: the indent of the style, or more, where the bullet needs it."""
        if self._continues:
            return 0.0
        style = self.style
        indent_pt = float(style.firstLineIndent)
        if self._bullet is None:
            return indent_pt
        start_pt, width_pt = self._bullet_place()
        needed_pt = start_pt + width_pt + _BULLET_GAP_EM * style.bulletFontSize - style.leftIndent
        return float(max(indent_pt, needed_pt))

    def _bullet_place(self) -> tuple[float, float]:
        """How far from the start edge the bullet stands, and its width."""
        width_pt = natural_width(self._bullet) if self._bullet else 0.0
        return float(self.style.bulletIndent) - BULLET_ANCHORS[self.style.bulletAnchor] * width_pt, width_pt

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803 - reportlab's names
        """Two paragraphs, or none where too few lines would be left on a side.

        As in reportlab, ``allowOrphans`` lets a single line stay behind, ``allowWidows`` a single line go on.
        """
        style = self.style
        if self._measure(availWidth) < _NARROWEST_PT:
            return []
        lines = self._lines(availWidth)
        fitting = int(availHeight / style.leading + _TOLERANCE_LINES)
        if fitting >= len(lines):
            return [self]
        if not style.allowWidows and fitting == len(lines) - 1:
            fitting -= 1
        if fitting < (1 if style.allowOrphans else 2):
            return []
        first = self._part(lines[:fitting], availWidth, first=True)
        second = self._part(lines[fitting:], availWidth, first=False)
        first.spaceBefore = self.getSpaceBefore()
        second.spaceAfter, second.keepWithNext = self.getSpaceAfter(), self.getKeepWithNext()
        return [first, second]

    def _part(self, lines: tuple[SetLine, ...], width_pt: float, *, first: bool) -> BidiParagraph:
        """A paragraph of some of the lines; its place in structure trees is the same."""
        part: BidiParagraph = type(self).__new__(type(self))
        Flowable.__init__(part)
        part.__dict__.update({name: self.__dict__[name] for name in _SHARED})
        part._continues = self._continues or not first
        part._bullet = self._bullet if first else None
        part._segments = covered(lines)
        part._set = width_pt, lines
        return part

    # --- Drawing ---

    def draw(self) -> None:
        """Draw box, bullet and lines where Platypus has moved the origin to.

        Raises:
            ValueError: the paragraph has not been wrapped.
        """
        if not self.width:
            raise ValueError("wrap the paragraph before it is drawn: wrapOn(canvas, width, height)")
        pen = pen_for(self.canv, self._place)
        self._draw_box(pen)
        lines = self._lines(self.width)
        if not lines:
            return
        leading_pt = float(self.style.leading)
        first_pt = self.height - self._ascent(lines[0])
        drawn = [DrawnLine(line, first_pt - i * leading_pt) for i, line in enumerate(lines)]
        for (line, segment, x_pt), baseline_pt in drawn:
            for _, name in segment.anchors_in(line.start, line.end):
                pen.anchor(name, x_pt, baseline_pt + leading_pt)
        if self._bullet is not None:
            self._draw_bullet(pen, self._bullet, first_pt)
        draw_lines(pen, self.canv, drawn, leading_pt)

    def _ascent(self, first: SetLine) -> float:
        """From the top to the first baseline: as in reportlab, so that baselines meet in the cells of a table."""
        used = [first.segment.looks[run.span] for run in first.line.runs]
        sizes = [(look.font, look.size_pt) for look in used] or [(self.style.fontName, float(self.style.fontSize))]
        if rl_config.paraFontSizeHeightOffset:
            return sizes[0][1]
        return float(max(pdfmetrics.getAscent(font, size_pt) for font, size_pt in sizes))

    def _draw_bullet(self, pen: Pen, bullet: Segment, baseline_pt: float) -> None:
        start_pt, width_pt = self._bullet_place()
        measure_pt = width_pt + 1  # whatever rounding does, it is one line
        (line,) = set_segment(bullet, measure_pt, LineRules())
        x_pt = self.width - start_pt - measure_pt if self.rtl else start_pt
        y_pt = baseline_pt + getattr(self.style, "bulletOffsetY", 0)
        draw_lines(pen, self.canv, [DrawnLine(SetLine(line, bullet, x_pt), y_pt)], self.style.leading)

    def _draw_box(self, pen: Pen) -> None:
        """The background and the border, as in reportlab."""
        canvas, style = self.canv, self.style
        bordered, filled = bool(style.borderColor and style.borderWidth), bool(style.backColor)
        if not (bordered or filled):
            return
        above, right, below, left = normalizeTRBL(style.borderPadding)
        x_pt = (style.rightIndent if self.rtl else style.leftIndent) - left
        width_pt = self._measure(self.width) + left + right
        with pen.decoration():
            if bordered:
                canvas.setStrokeColor(style.borderColor)
                canvas.setLineWidth(style.borderWidth)
            if filled:
                canvas.setFillColor(style.backColor)
            box = (x_pt, -below, width_pt, self.height + above + below)
            ways = {"stroke": int(bordered), "fill": int(filled)}
            if bordered and style.borderRadius:
                canvas.roundRect(*box, style.borderRadius, **ways)
            else:
                canvas.rect(*box, **ways)


# What the parts of a split paragraph have in common with it.
_SHARED: Final = ("text", "style", "bulletText", "_rules", "_tongue", "_fonts", "_place", "_showBoundary")

# What is made of a paragraph, and what only lasts while reportlab wraps or draws it.
_MADE: Final = frozenset({"_segments", "_bullet", "_place", "_set", "canv"})


def _shift(slack_pt: float, alignment: int, *, rtl: bool) -> float:
    """How far a line that stands at its start edge moves to the right."""
    part = 0.5 if alignment == TA_CENTER else float(alignment == TA_RIGHT and not rtl)
    return -part * slack_pt if rtl else part * slack_pt
