"""Shaping by presentation forms, for a font that has them but no OpenType Arabic tables.

arabic-reshaper picks the joining form of each letter as a character of the blocks Arabic Presentation Forms; the font
maps these to glyphs, and HarfBuzz is left with what needs no Arabic tables: advances, and marks placed over their base.
The text of each cluster stays the author's.
"""

from __future__ import annotations

import functools
import unicodedata
from typing import Final

import arabic_reshaper
import uharfbuzz as hb

from briefgen.errors import InternalError
from briefgen.text.fonts import FontFace
from briefgen.text.shaping.harfbuzz import clusters_of
from briefgen.text.shaping.protocol import ShapedWord, Word

# The isolated, initial, medial and final forms of beh, which every font with presentation forms has.
_WITNESSES: Final = "\ufe8f\ufe91\ufe92\ufe90"
_JOINING_FEATURES: Final = frozenset({"init", "medi", "fina"})


def suits(face: FontFace) -> bool:
    """Whether the face can be set only by presentation forms."""
    return not _has_joining_features(face) and all(face.covers(form) for form in _WITNESSES)


def _has_joining_features(face: FontFace) -> bool:
    scripts = face.hb_face.get_table_script_tags("GSUB") if "GSUB" in face.hb_face.table_tags else []
    return any(
        _JOINING_FEATURES & set(face.hb_face.get_language_feature_tags("GSUB", index))
        for index, tag in enumerate(scripts)
        if tag == "arab"
    )


@functools.cache
def _reshaper() -> arabic_reshaper.ArabicReshaper:
    """A reshaper that keeps harakat and tatweel and makes no ligature but the obligatory lam-alef."""
    return arabic_reshaper.ArabicReshaper(
        configuration={
            "delete_harakat": False,
            "delete_tatweel": False,
            "support_zwj": True,
            "support_ligatures": True,
            "ARABIC LIGATURE ALLAH": False,
        }
    )


class ReshaperShaper:
    """Shapes with the presentation forms of a font."""

    def shape(self, face: FontFace, word: Word) -> ShapedWord:
        """Shape a word; see ``Shaper.shape``."""
        forms, ranges = presentation_forms(word)
        buffer = hb.Buffer()
        buffer.add_str(forms)
        buffer.direction = "rtl" if word.rtl else "ltr"
        buffer.script = "Zyyy"
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
        hb.shape(face.hb_font, buffer)
        glyphs = [
            (ranges[info.cluster], info.codepoint, position.x_advance, position.x_offset, position.y_offset, True)
            for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]
        return clusters_of(face, word, glyphs)


def presentation_forms(word: Word) -> tuple[str, list[int]]:
    """The presentation forms of a word, and for each of them where its cluster begins in the word.

    Marks are set aside while the letters are given their forms, and come back behind the form of their letter.

    Raises:
        InternalError: the forms do not stand for the letters of the word.
    """
    text = word.text
    letters = [index for index, character in enumerate(text) if not unicodedata.combining(character)]
    skeleton = "".join(text[index] for index in letters)
    before, after = word.before[-1:], word.after[:1]
    reshaped = _reshaper().reshape(before + skeleton + after)
    forms: list[str] = []
    begins: list[int] = []
    first = letters[0] if letters else len(text)
    if first:  # marks that no letter of this word carries
        forms.append(text[:first])
        begins += [0] * first
    at = 0
    for form in reshaped[len(before) : len(reshaped) - len(after)]:
        length = 1 if form == skeleton[at] else len(unicodedata.normalize("NFKC", form))
        start = letters[at]
        end = letters[at + length] if at + length < len(letters) else len(text)
        marks = "".join(character for character in text[start:end] if unicodedata.combining(character))
        forms.append(form + marks)
        begins += [start] * (1 + len(marks))
        at += length
    if at != len(letters):
        raise InternalError(f"arabic-reshaper made {len(reshaped)} forms of {len(skeleton)} letters")
    return "".join(forms), begins
