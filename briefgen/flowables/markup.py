"""reportlab's paragraph markup to stretches of text: parsed by reportlab, so that tags mean what they mean there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple

from reportlab.lib.colors import Color, toColor
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.platypus.paragraph import textTransformFrags
from reportlab.platypus.paraparser import ParaParser

# White space that markup may hold for its own sake. No other space is touched: they were typed on purpose.
_WHITE: Final = " \t\n\r\f\v"
_WHITE_RUN: Final = re.compile(f"[{_WHITE}]+")

_REFUSED_TAGS: Final = {"img": "<img>", "onDraw": "<onDraw>", "index": "<index>"}

_ALIGNMENTS: Final = frozenset({TA_LEFT, TA_CENTER, TA_RIGHT, TA_JUSTIFY})

# Where a bullet stands beside its indent, as parts of its width to move it towards the start.
BULLET_ANCHORS: Final = {"start": 0.0, "middle": 0.5, "end": 1.0}


class Stroke(NamedTuple):
    """A line under or through text, as reportlab's parser describes it.

    Attributes:
        number: counts the ``<u>`` and ``<strike>`` of a paragraph.
        kind: ``underline`` or ``strike``.
        colour: None for that of the text.
        width, offset, gap: lengths, or texts such as ``-0.125*F``, in font sizes.
        rise: of the text.
        repeats: how many lines, one beside the other.
    """

    number: int
    kind: str
    colour: Any
    width: Any
    offset: Any
    rise: float
    repeats: int
    gap: Any


@dataclass(frozen=True, slots=True)
class Look:
    """How a stretch of text looks, and where it goes when it is a link.

    Attributes:
        font: name of the font, weight and slant included.
        bold, italic: whether it is marked so. What the font is by itself, the font says.
        size_pt: the size.
        colour, background: of the text and behind it.
        rise_pt: how far it stands above the baseline.
        link: number and target of the innermost link.
        strokes: lines under and through it.
    """

    font: str
    bold: bool
    italic: bool
    size_pt: float
    colour: Color
    background: Color | None = None
    rise_pt: float = 0.0
    link: tuple[int, str] | None = None
    strokes: tuple[Stroke, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of one look."""

    text: str
    look: Look


@dataclass(slots=True)
class MarkedLine:
    """What stands between two ``<br/>``.

    Attributes:
        stretches: the text.
        anchors: names of destinations, each with the number of characters before it.
    """

    stretches: list[Stretch] = field(default_factory=list)
    anchors: list[tuple[int, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All characters."""
        return "".join(stretch.text for stretch in self.stretches)


class Marked(NamedTuple):
    """A parsed paragraph: the style, with what ``<para>`` says of it, the text and the ``<bullet>``."""

    style: Any
    lines: list[MarkedLine]
    bullet: list[Stretch]


class _Parser(ParaParser):
    """reportlab's parser, which also notes what is marked.

    reportlab knows the weight and slant of a font by its family, and a font that is its own bold counts as bold there.
    """

    def _push(self, tag: str, **attributes: Any) -> None:
        super()._push(tag, **attributes)
        frag = self._stack[-1]
        if "fontName" in attributes:
            frag.marked_bold = frag.marked_italic = False
        elif "bold" in attributes:
            frag.marked_bold = True
        elif "italic" in attributes:
            frag.marked_italic = True


def parse(text: str, style: Any, *, case_sensitive: bool = True) -> Marked:
    """Parse a paragraph.

    Args:
        text: with markup.
        style: of reportlab.
        case_sensitive: whether names of tags and attributes must be written as they are.

    Raises:
        ValueError: the markup is wrong, or asks for what cannot be set; all such things are named at once.
    """
    parser = _Parser()
    parser.caseSensitive = int(case_sensitive)
    style, frags, bullet = parser.parse(text.strip(_WHITE), style)
    _refuse([*frags, *(bullet or ())], style)
    textTransformFrags(frags, style)
    lines = [MarkedLine()]
    for frag in frags:
        if getattr(frag, "lineBreak", False):
            lines.append(MarkedLine())
        elif hasattr(frag, "cbDefn"):
            lines[-1].anchors.append((len(collapsed(lines[-1].stretches, at_end=False).text), frag.cbDefn.name))
        elif frag.text:
            lines[-1].stretches.append(Stretch(frag.text, _look(frag)))
    for line in lines:
        line.stretches = collapsed(line.stretches).stretches
        line.anchors = [(min(place, len(line.text)), name) for place, name in line.anchors]
    if not any(line.stretches or line.anchors for line in lines):
        lines = []
    elif not (lines[-1].stretches or lines[-1].anchors):  # a <br/> at the end begins no line
        lines.pop()
    return Marked(style, lines, collapsed(Stretch(frag.text, _look(frag)) for frag in bullet or ()).stretches)


def plain_bullet(text: str, style: Any) -> list[Stretch]:
    """The stretch of a bullet that is given as plain text."""
    colour = toColor(getattr(style, "bulletColor", None) or style.textColor)
    look = Look(style.bulletFontName, bold=False, italic=False, size_pt=float(style.bulletFontSize), colour=colour)
    return [Stretch(text, look)]


def collapsed(stretches: Iterable[Stretch], *, at_end: bool = True) -> MarkedLine:
    """Stretches with runs of white space as one space, none at the start and, where asked, none at the end.

    Neighbours of one look become one stretch, so that letters on both sides of a character reference still join.
    """
    kept: list[Stretch] = []
    for stretch in stretches:
        text = _WHITE_RUN.sub(" ", stretch.text)
        if not kept or kept[-1].text.endswith(" "):
            text = text.removeprefix(" ")
        if text and kept and kept[-1].look == stretch.look:
            kept[-1] = Stretch(kept[-1].text + text, stretch.look)
        elif text:
            kept.append(Stretch(text, stretch.look))
    if at_end and kept and kept[-1].text.endswith(" "):
        last = kept.pop()
        if last.text != " ":
            kept.append(replace(last, text=last.text[:-1]))
    return MarkedLine(kept)


def _look(frag: Any) -> Look:
    background = getattr(frag, "backColor", None)
    return Look(
        font=frag.fontName,
        bold=getattr(frag, "marked_bold", False),
        italic=getattr(frag, "marked_italic", False),
        size_pt=float(frag.fontSize),
        colour=toColor(frag.textColor),
        background=None if background is None else toColor(background),
        rise_pt=float(frag.rise),
        link=frag.link[-1] if frag.link else None,
        strokes=tuple(Stroke(*line) for line in frag.us_lines),
    )


def _refuse(frags: Iterable[Any], style: Any) -> None:
    """Refuse what would be lost in silence.

    Raises:
        ValueError: with everything that cannot be set.
    """
    kinds = [frag.cbDefn.kind for frag in frags if hasattr(frag, "cbDefn")]
    found = [_REFUSED_TAGS[kind] for kind in kinds if kind in _REFUSED_TAGS]
    found += ["<nobr>" for frag in frags if getattr(frag, "nobr", False)]
    if getattr(style, "autoLeading", "off") not in {"", "off", None}:
        found.append(f"the style's autoLeading {style.autoLeading!r}")
    if style.endDots:
        found.append("the style's endDots")
    if style.alignment not in _ALIGNMENTS:
        found.append(f"the style's alignment {style.alignment!r}")
    if style.bulletAnchor not in BULLET_ANCHORS:
        found.append(f"the style's bulletAnchor {style.bulletAnchor!r}")
    if found:
        raise ValueError(f"BidiParagraph does not set {', '.join(dict.fromkeys(found))}")
