"""Whether the words of a face can be shaped one by one, and remembered, or only a whole run at a time.

They can where no lookup of the font's GSUB and GPOS tables (OpenType 1.9, "OpenType Layout Common Table Formats") can
see the glyph of a space: then nothing that stands beyond a space changes a glyph. Most fonts are so; Nastaliq fonts,
which look far ahead, are not.
"""

from __future__ import annotations

import functools
import struct
from collections.abc import Iterator
from typing import Any, Final

from fontTools.ttLib import TTFont, TTLibError

from briefgen.text.bundled import WORDS_STAND_APART, bundled_fonts_dir
from briefgen.text.fonts import FontFace

# General category Zs; what the font lacks of them HarfBuzz makes of U+0020.
_SPACES: Final = (0x20, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)

MAX_REMEMBERED_FACES: Final = 256

# Tables by which Apple's shaping, or the old way of kerning, may look at the space as well.
_OTHER_SHAPING: Final = frozenset({"kern", "kerx", "morx", "mort"})

_EXTENSION: Final = {"GSUB": 7, "GPOS": 9}

# By which bits of LookupFlag a lookup passes over the glyphs of a GDEF class: base, ligature, mark. Of marks a lookup
# may also choose some, by their attachment class or by a set.
_SKIPPED_BY: Final = {1: 0x0002, 2: 0x0004, 3: 0xFF18}

# The fields in which fontTools keeps the parts of contextual subtables, formats 1 to 3.
_COVERAGES: Final = ("Coverage", "BacktrackCoverage", "InputCoverage", "LookAheadCoverage")
_RULE_SETS: Final = (
    "SubRuleSet", "PosRuleSet", "ChainSubRuleSet", "ChainPosRuleSet",
    "SubClassSet", "PosClassSet", "ChainSubClassSet", "ChainPosClassSet",
)  # fmt: skip
_RULES: Final = (
    "SubRule", "PosRule", "ChainSubRule", "ChainPosRule",
    "SubClassRule", "PosClassRule", "ChainSubClassRule", "ChainPosClassRule",
)  # fmt: skip
_SEQUENCES: Final = {
    "Input": "InputClassDef", "Class": "ClassDef", "Backtrack": "BacktrackClassDef", "LookAhead": "LookAheadClassDef",
}  # fmt: skip


@functools.lru_cache(maxsize=MAX_REMEMBERED_FACES)
def words_stand_apart(face: FontFace) -> bool:
    """Whether what is beyond a space never changes a glyph of a face.

    A bundled face is known; the tables of another one are read once, which takes about a tenth of a second.
    """
    if face.path.parent == bundled_fonts_dir():
        return face.path.name in WORDS_STAND_APART
    return not sees_spaces(face)


def sees_spaces(face: FontFace) -> bool:
    """Whether a lookup of a face can see the glyph of a space, or reach over it; also where its tables are damaged."""
    try:
        with TTFont(face.path, lazy=True) as font:
            cmap = font.getBestCmap() or {}
            spaces = {cmap[code] for code in _SPACES if code in cmap}
            if not _OTHER_SHAPING.isdisjoint(font.keys()) or _are_skipped(font, spaces):
                return True
            return any(_sees(subtable, space) for subtable in _subtables(font) for space in spaces)
    except (TTLibError, AssertionError, AttributeError, IndexError, KeyError, ValueError, struct.error):
        # HarfBuzz may still read what fontTools cannot: whole runs are right for every font, if slower.
        return True


def _are_skipped(font: TTFont, spaces: set[str]) -> bool:
    """Whether a lookup passes over a space because of the class that the font gives it (GDEF, LookupFlag)."""
    classes = font["GDEF"].table.GlyphClassDef if "GDEF" in font else None
    of_spaces = {classes.classDefs.get(space, 0) for space in spaces} if classes is not None else set()
    masks = [_SKIPPED_BY[each] for each in of_spaces if each in _SKIPPED_BY]
    return any(lookup.LookupFlag & mask for lookup, _ in _lookups(font) for mask in masks)


def _lookups(font: TTFont) -> Iterator[tuple[Any, int]]:
    """Every lookup, with the type of extension lookups in its table."""
    for tag, extension in _EXTENSION.items():
        lookups = font[tag].table.LookupList if tag in font else None
        for lookup in () if lookups is None else lookups.Lookup:
            yield lookup, extension


def _subtables(font: TTFont) -> Iterator[Any]:
    """Every subtable of every lookup; of an extension, the subtable in it."""
    for lookup, extension in _lookups(font):
        for subtable in lookup.SubTable:
            yield subtable.ExtSubTable if subtable.LookupType == extension else subtable


def _sees(subtable: Any, space: str) -> bool:
    for field in ("mapping", "alternates", "ligatures"):  # GSUB 1 to 4: the glyphs that are replaced
        if space in getattr(subtable, field, {}):
            return True
    if any(space in ligature.Component for found in getattr(subtable, "ligatures", {}).values() for ligature in found):
        return True
    coverages: list[Any] = []
    for field in _COVERAGES:
        found = getattr(subtable, field, None)
        coverages += found if isinstance(found, list) else [found]
    if any(coverage is not None and space in coverage.glyphs for coverage in coverages):
        return True
    return _kerns(subtable, space) or any(_names(subtable, rule, space) for rule in _contextual_rules(subtable))


def _kerns(subtable: Any, space: str) -> bool:
    """Whether a pair adjustment moves something when the space is its second glyph."""
    for pairs in getattr(subtable, "PairSet", None) or ():
        if any(record.SecondGlyph == space for record in pairs.PairValueRecord):
            return True
    classes = getattr(subtable, "Class1Record", None)
    if not classes:
        return False
    column = subtable.ClassDef2.classDefs.get(space, 0)
    values = (value for row in classes for value in vars(row.Class2Record[column]).values())
    return any(value is not None and any(vars(value).values()) for value in values)


def _contextual_rules(subtable: Any) -> Iterator[Any]:
    for sets in _RULE_SETS:
        for rules in getattr(subtable, sets, None) or ():
            for field in _RULES:
                yield from getattr(rules, field, None) or ()


def _names(subtable: Any, rule: Any, space: str) -> bool:
    """Whether a rule of a contextual subtable names the space, as a glyph (format 1) or by its class (format 2)."""
    for field, class_def in _SEQUENCES.items():
        sequence = getattr(rule, field, None) or ()
        classes = getattr(subtable, class_def, None)
        # Without a table of classes every glyph is in class 0.
        of_space = 0 if classes is None else classes.classDefs.get(space, 0)
        if space in sequence or of_space in sequence:
            return True
    return False
