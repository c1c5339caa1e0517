"""From the fonts that reportlab knows by name to the faces of the text engine.

A registered ``TTFont`` is loaded from its own file. The fourteen standard fonts of PDF have no file: the bundled faces
stand in for them. Whatever the fonts of a paragraph lack is looked for in the bundled faces, and nowhere else.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any, Final

from reportlab.lib.fonts import ps2tt, tt2ps
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from briefgen.layout.theming.theme import TextStyle, load_theme
from briefgen.text.fonts import FontFace, load_face
from briefgen.text.scripts import script_of_character, unicode_script
from briefgen.text.typeset import FontSet, SizedFace

# The theme whose faces are the bundled ones; its sizes are scaled to those that are asked for.
_THEME: Final = "modern"

# OpenType 1.9, OS/2 usWeightClass: from semi-bold on.
_BOLD: Final = 600

# Sets of faces remembered in a process: a document has a few fonts in a few sizes.
_MAX_SETS: Final = 512


def font_set(name: str, more: tuple[str, ...], size_pt: float, *, bold: bool, italic: bool) -> FontSet:
    """The faces of text in a font.

    Args:
        name: of the font, weight and slant included, as reportlab finds it for marked text.
        more: names of families that are tried, in order, for what the font lacks; before the bundled faces.
        size_pt: the size; bundled faces of other scripts than Latin are set at it times the ratio of their theme.
        bold: whether the text is marked so: for the bundled faces and the members of ``more``. They are also bold where
            the font is.
        italic: the same.

    Raises:
        ValueError: reportlab has no such font, or one that cannot be shaped.
        ResourceError: the file of a font cannot be used.
    """
    own = _own_face(name)
    own_bold, own_italic = ps2tt(name)[1:] if own is None else (_weight(own) >= _BOLD, own.italic_angle != 0)
    bold, italic = bold or bool(own_bold), italic or bool(own_italic)
    others = (_own_face(_member(other, bold=bold, italic=italic)) for other in more)
    return _made(own, tuple(face for face in others if face is not None), size_pt, bold, italic)


def _weight(face: FontFace) -> int:
    """The weight class (OpenType 1.9, OS/2 usWeightClass)."""
    return int.from_bytes(face.hb_face.reference_table("OS/2").data[4:6], "big")


def _member(family: str, *, bold: bool, italic: bool) -> str:
    """The name of the bold or italic font of a family (``registerFontFamily``)."""
    plain, own_bold, own_italic = ps2tt(family)
    return str(tt2ps(plain, int(bold or own_bold), int(italic or own_italic)))


def _own_face(name: str) -> FontFace | None:
    """The face of a registered font; None for a standard font, which has none."""
    if name in pdfmetrics.standardFonts:
        if name == "ZapfDingbats":
            raise ValueError("ZapfDingbats is not set: write the characters themselves, such as U+2022")
        return None
    try:
        font: Any = pdfmetrics.getFont(name)
    except KeyError as error:
        raise ValueError(f"no font is registered under the name {name!r}") from error
    if not isinstance(font, TTFont):
        raise ValueError(f"the font {name!r} cannot be shaped: only fonts of the class TTFont can")  # noqa: TRY004
    file = font.face.filename
    if not isinstance(file, str) or file == _IN_MEMORY:
        raise ValueError(f"the font {name!r} was registered from memory; register it from its file")
    return load_face(Path(file))


# What reportlab calls a font that it did not read from a file of a name.
_IN_MEMORY: Final = "(ttf)"


@functools.lru_cache(maxsize=_MAX_SETS)
def _made(
    own: FontFace | None,
    others: tuple[FontFace, ...],
    size_pt: float,
    bold: bool,  # noqa: FBT001 - a key of the cache
    italic: bool,  # noqa: FBT001 - the same
) -> FontSet:
    """One set for the same faces, because paragraphs are remembered by the sets of their spans."""
    chosen = (own, *others) if own is not None else others
    by_script = {}
    style = _bundled()
    for script, chain in style.font_set(strong=bold, emphasis=italic).by_script.items():
        bundled = tuple(SizedFace(sized.face, sized.size_pt / style.size_pt * size_pt) for sized in chain)
        own_script = unicode_script(script)
        first = tuple(SizedFace(face, size_pt) for face in chosen if own_script in _scripts(face))
        last = tuple(SizedFace(face, size_pt) for face in chosen if own_script not in _scripts(face))
        # The stand-in for a standard font has its Latin letters, whatever else is there for other scripts.
        ordered = (*bundled, *first) if own is None and script == "Latn" else (*first, *bundled)
        by_script[script] = (*ordered, *last)
    return FontSet(by_script)


@functools.cache
def _bundled() -> TextStyle:
    return load_theme(_THEME).style("single", "body", "Latn")


@functools.lru_cache(maxsize=_MAX_SETS)
def _scripts(face: FontFace) -> frozenset[str]:
    """The scripts that a face has letters of, so that spaces and points come from the face of the letters."""
    return frozenset(script_of_character(chr(code)) for code in face.coverage if chr(code).isalpha())
