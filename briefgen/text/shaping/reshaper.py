"""Shaping by presentation forms, for a font that has them but no OpenType Arabic tables.

arabic-reshaper picks the joining form of each letter as a character of the blocks Arabic Presentation Forms; the font
maps these to glyphs, and HarfBuzz is left with what needs no Arabic tables: advances, and marks placed over their base.
The text of each cluster stays the author's.
"""

from __future__ import annotations

import functools
import unicodedata
from itertools import accumulate
from typing import Final

import arabic_reshaper
import uharfbuzz as hb
from arabic_reshaper import letters

from briefgen.errors import InternalError
from briefgen.text.fonts import FontFace
from briefgen.text.shaping.harfbuzz import SHAPED_AS_SPACE, UNSAFE_TO_BREAK, clusters_of
from briefgen.text.shaping.protocol import TATWEEL, ShapedWord, Word
from briefgen.text.typeset import is_transparent

# The isolated, initial, medial and final forms of beh, which every font with presentation forms has.
_WITNESSES: Final = "\ufe8f\ufe91\ufe92\ufe90"
_JOINING_FEATURES: Final = frozenset({"init", "medi", "fina"})

_ZWJ: Final = "\u200d"


def suits(face: FontFace) -> bool:
    """Whether the face can be set only by presentation forms."""
    return not _has_joining_features(face) and has_presentation_forms(face)


def has_presentation_forms(face: FontFace) -> bool:
    """Whether the face has what this shaper draws."""
    return all(face.covers(form) for form in _WITNESSES)


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
            "support_zwj": False,
            "support_ligatures": True,
            "ARABIC LIGATURE ALLAH": False,
        }
    )


class ReshaperShaper:
    """Shapes with the presentation forms of a font."""

    def shape(self, face: FontFace, word: Word) -> ShapedWord:
        """Shape a word; see ``Shaper.shape``."""
        forms, ranges = presentation_forms(face, word)
        buffer = hb.Buffer()
        buffer.add_str(forms.translate(SHAPED_AS_SPACE))
        buffer.direction = "rtl" if word.rtl else "ltr"
        buffer.script = "Zyyy"
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
        hb.shape(face.hb_font, buffer)
        glyphs = [
            (
                ranges[info.cluster],
                info.codepoint,
                position.x_advance,
                position.x_offset,
                position.y_offset,
                UNSAFE_TO_BREAK,
            )
            for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]
        return clusters_of(face, word, glyphs)


def presentation_forms(face: FontFace, word: Word) -> tuple[str, list[int]]:
    """The presentation forms of a word, and for each of them where its cluster begins in the word.

    Marks are set aside while the letters are given their forms, and come back behind the form of their letter. A letter
    whose form the face lacks stays as it is.

    Raises:
        InternalError: the forms do not stand for the letters of the word.
    """
    text = word.text
    places = [index for index, character in enumerate(text) if not is_transparent(character)]
    skeleton = "".join(text[index] for index in places).replace(_ZWJ, TATWEEL)
    before, after = _joining_context(word)
    reshaped = _reshaper().reshape(before + skeleton + after)
    reshaped = reshaped[len(before) : len(reshaped) - len(after)]
    lengths = _letters_in_forms(reshaped, skeleton)
    bounds = [*places, len(text)]
    first = bounds[0]
    # Marks that no letter of this word carries come first.
    forms: list[str] = [text[:first]]
    begins: list[int] = [0] * first
    for form, length, at in zip(reshaped, lengths, accumulate(lengths, initial=0), strict=False):
        start, end = bounds[at], bounds[at + length]
        nominal = "".join(text[index] for index in places[at : at + length])
        marks = "".join(character for character in text[start:end] if is_transparent(character))
        drawn = (form if _is_usable(face, form) and _ZWJ not in nominal else nominal) + marks
        forms.append(drawn)
        begins += [start] * len(drawn)
    return "".join(forms), begins


def _is_usable(face: FontFace, form: str) -> bool:
    """Whether the face draws a form.

    arabic-reshaper gives some Kurdish letters private-use characters, under which a font may have anything.
    """
    return face.covers(form) and unicodedata.category(form) != "Co"


def _joining_context(word: Word) -> tuple[str, str]:
    """A tatweel on each side where the neighbour of the word's edge joins over it: it makes no ligature."""
    table = _reshaper().letters
    before = next((character for character in reversed(word.before) if not is_transparent(character)), "")
    after = next((character for character in word.after if not is_transparent(character)), "")
    joins_before = before == _ZWJ or (before in table and letters.connects_with_letter_after(before, table))
    joins_after = after == _ZWJ or (after in table and letters.connects_with_letter_before(after, table))
    # The two functions answer with the form that joins, or with an empty string.
    return TATWEEL if joins_before else "", TATWEEL if joins_after else ""


def _letters_in_forms(reshaped: str, skeleton: str) -> list[int]:
    """How many letters each form stands for: one if it is a form of the next letter, else those of a ligature."""
    table = _reshaper().letters
    lengths: list[int] = []
    at = 0
    for form in reshaped:
        letter = skeleton[at : at + 1]
        single = form == letter or form in table.get(letter, ())
        lengths.append(1 if single else len(unicodedata.normalize("NFKC", form)))
        at += lengths[-1]
    if at != len(skeleton):
        raise InternalError(f"arabic-reshaper made {len(reshaped)} forms of {len(skeleton)} letters")
    return lengths
