"""Which faces a text is set in: a declared chain for each script, and nothing else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from briefgen.text.fonts import FontFace
from briefgen.text.scripts import unicode_script


@dataclass(frozen=True, slots=True)
class SizedFace:
    """A face at a size in points."""

    face: FontFace
    size_pt: float


MAX_REMEMBERED_CHOICES: Final = 65_536


class FontSet:
    """The faces of one style: for each script its own chain, then every other face of the set as a fallback.

    Sizes differ between scripts so that their letters look equally large. Instances compare by identity: a theme
    makes each once.
    """

    def __init__(self, by_script: Mapping[str, tuple[SizedFace, ...]]) -> None:
        """``by_script`` maps ISO 15924 codes to chains; the first one also serves scripts that are not named.

        A code may be that of a style of a script, such as ``Aran`` for Nastaliq; without it the script's chain serves.
        """
        if not by_script or not all(by_script.values()):
            raise ValueError("a font set needs at least one script, and a face for each")
        self.by_script = dict(by_script)
        self._chains: dict[str, tuple[SizedFace, ...]] = {}
        self._choices: dict[tuple[str, str], SizedFace | None] = {}

    @cached_property
    def faces(self) -> tuple[SizedFace, ...]:
        """Every face of the set, in the order in which fallback tries them."""
        return tuple(dict.fromkeys(face for chain in self.by_script.values() for face in chain))

    def chain(self, script: str) -> tuple[SizedFace, ...]:
        """The faces tried for an ISO 15924 code, in order: its own, those of the script it styles, all others."""
        chain = self._chains.get(script)
        if chain is None:
            own = [face for code in (script, unicode_script(script)) for face in self.by_script.get(code, ())]
            chain = self._chains[script] = tuple(dict.fromkeys((*own, *self.faces)))
        return chain

    def choose(self, grapheme: str, script: str) -> SizedFace | None:
        """The first face of the chain that covers a whole grapheme, or None."""
        key = (grapheme, script)
        try:
            return self._choices[key]
        except KeyError:
            found = next((face for face in self.chain(script) if covers(face.face, grapheme)), None)
        if len(self._choices) >= MAX_REMEMBERED_CHOICES:
            self._choices.clear()
        self._choices[key] = found
        return found  # another thread may have cleared the table again


@lru_cache(maxsize=65_536)
def covers(face: FontFace, grapheme: str) -> bool:
    """Whether a face can draw a grapheme: each character, or what it is canonically equivalent to.

    HarfBuzz composes and decomposes as the font needs, makes every space from U+0020, and draws nothing for
    default-ignorable characters, so none of these needs an entry in the font.
    """
    drawn = [character for character in grapheme if not is_ignorable(character)]
    if all(face.covers(character) or _is_made_of_others(face, character) for character in drawn):
        return True
    return all(face.covers(character) for character in unicodedata.normalize("NFC", "".join(drawn)))


def _is_made_of_others(face: FontFace, character: str) -> bool:
    if unicodedata.category(character) in {"Zs", "Cc"}:
        return face.covers(" ")
    if character == "\u2011":  # NON-BREAKING HYPHEN: HarfBuzz takes U+2010 or U+002D
        return face.covers("\u2010") or face.covers("-")
    decomposed = unicodedata.normalize("NFD", character)
    return decomposed != character and all(face.covers(part) for part in decomposed)


# Default_Ignorable_Code_Point (Unicode 15.0, DerivedCoreProperties.txt) without what HarfBuzz takes from the font like
# any letter: the Hangul fillers U+115F, U+1160, U+3164 and U+FFA0, and the controls of shorthand, U+1BCA0 to U+1BCA3.
_IGNORABLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufff8"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


@lru_cache(maxsize=4096)
def is_ignorable(character: str) -> bool:
    """Whether HarfBuzz draws nothing for a character that the font lacks, such as a joiner or a bidi control."""
    return _IGNORABLE.match(character) is not None


@lru_cache(maxsize=4096)
def is_transparent(character: str) -> bool:
    """Whether letters join over a character as if it were not there (Joining_Type T: marks and most controls)."""
    return unicodedata.category(character) in {"Mn", "Me", "Cf"} and character not in "\u200c\u200d"
