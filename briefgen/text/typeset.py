"""Which faces a text is set in: a declared chain for each script, and nothing else."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from briefgen.text.fonts import FontFace


@dataclass(frozen=True, slots=True)
class SizedFace:
    """A face at a size in points."""

    face: FontFace
    size_pt: float


class FontSet:
    """The faces of one style: for each script its own chain, then every other face of the set as a fallback.

    Sizes differ between scripts so that their letters look equally large. Instances compare by identity: a theme
    makes each once.
    """

    def __init__(self, by_script: Mapping[str, tuple[SizedFace, ...]]) -> None:
        """``by_script`` maps ISO 15924 codes to chains; the first script also serves scripts that are not named."""
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
        """The faces tried for a script, in order."""
        chain = self._chains.get(script)
        if chain is None:
            own = self.by_script.get(script, ())
            chain = self._chains[script] = tuple(dict.fromkeys((*own, *self.faces)))
        return chain

    def choose(self, grapheme: str, script: str) -> SizedFace | None:
        """The first face of the chain that covers a whole grapheme, or None."""
        key = (grapheme, script)
        if key not in self._choices:
            if len(self._choices) > 65_536:
                self._choices.clear()
            self._choices[key] = next((face for face in self.chain(script) if covers(face.face, grapheme)), None)
        return self._choices[key]


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


@lru_cache(maxsize=4096)
def is_ignorable(character: str) -> bool:
    """Whether HarfBuzz draws nothing for a character that the font lacks.

    These are the characters of Default_Ignorable_Code_Point without the Hangul fillers, which HarfBuzz takes from the
    font like any letter.
    """
    code = ord(character)
    if unicodedata.category(character) == "Cf":
        return not _is_visible_format(code)
    return (
        code in {0x034F, 0x17B4, 0x17B5}
        or 0x180B <= code <= 0x180F
        or 0xFE00 <= code <= 0xFE0F
        or 0xE0000 <= code <= 0xE0FFF
    )


def _is_visible_format(code: int) -> bool:
    """Whether a character of category Cf is drawn: signs around numbers, interlinear marks, hieroglyph joiners."""
    return (
        0x0600 <= code <= 0x0605
        or code in {0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD}
        or 0xFFF9 <= code <= 0xFFFB
        or 0x13430 <= code <= 0x1343F
    )


@lru_cache(maxsize=4096)
def is_transparent(character: str) -> bool:
    """Whether letters join over a character as if it were not there (Joining_Type T: marks and most controls)."""
    return unicodedata.category(character) in {"Mn", "Me", "Cf"} and character not in "\u200c\u200d"
