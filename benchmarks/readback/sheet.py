"""The texts of one document as every other tool gets them: what briefgen prints, with the same fonts on the same page.

The faces are the regular ones of the bundled families: emphasis has no part in what is measured.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont

from benchmarks.texts import Content, Text
from briefgen.layout.pages import PageGeometry

FONTS: Final = Path(__file__).resolve().parents[2] / "fonts"
LATIN: Final = FONTS / "IBMPlexSans-Regular.ttf"
ARABIC: Final = FONTS / "IBMPlexSansArabic-Regular.ttf"
_TIMEOUT_S: Final = 300
_VERSION: Final = re.compile(r"[0-9]+(\.[0-9]+)+")
_FAMILY: Final = 1  # the name of that identifier in the table of names (ISO/IEC 14496-22, 5.2.7)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a tool sets.

    Attributes:
        rows: from top to bottom, the paragraphs of the left column and of the right one.
        geometry: the page.
        side_by_side: whether it sets two columns; else the left texts, then the right ones on pages of their own.
        arabic: the file of the face for Arabic script.
    """

    rows: Sequence[tuple[Sequence[Text], Sequence[Text]]]
    geometry: PageGeometry
    side_by_side: bool
    arabic: Path = ARABIC

    @classmethod
    def of(cls, content: Content, arrangement: str, arabic: Path = ARABIC) -> Sheet:
        """The texts of a document in one of the two arrangements."""
        return cls(content.rows, content.geometry, arrangement == "side-by-side", arabic)

    @property
    def fonts(self) -> dict[str, Path]:
        """The file of each family, Latin first."""
        return {family_of(file): file for file in (LATIN, self.arabic)}

    def families(self, *, rtl: bool) -> tuple[str, str]:
        """The family of a paragraph, and the one for what it lacks."""
        latin, arabic = self.fonts
        return (arabic, latin) if rtl else (latin, arabic)

    def column(self, index: int) -> list[Text]:
        """All texts of the left column (0) or of the right one (1)."""
        return [text for row in self.rows for text in row[index]]


@dataclass(frozen=True, slots=True)
class Tool:
    """Another way to make the pages.

    Attributes:
        name: what it is called in tables.
        look: gives the version that is here, or raises ``Missing``.
        make: makes the file.
    """

    name: str
    look: Callable[[], str]
    make: Callable[[Sheet], bytes]


class Missing(Exception):
    """A tool is not here; the message says why."""


def program(*names: str) -> str:
    """The path of the first of these programs that is here.

    Raises:
        Missing: there is none.
    """
    for name in names:
        if found := shutil.which(name):
            return found
    raise Missing(f"no program of the name {' or '.join(names)}")


def run(arguments: Sequence[str], **environment: str) -> str:
    """Run a program, with these variables added to its environment, and return what it prints."""
    done = subprocess.run(  # noqa: S603 - the programs that are compared, with arguments of our own
        arguments, env={**os.environ, **environment}, capture_output=True, check=True, text=True, timeout=_TIMEOUT_S
    )
    return done.stdout


@cache
def program_version(path: str) -> str:
    """The version that a program prints."""
    shown = run([path, "--version"])
    found = _VERSION.search(shown)
    return found.group() if found else shown.strip()


@cache
def family_of(file: Path) -> str:
    """The name of the family of a font file."""
    with TTFont(file) as font:
        return str(font["name"].getDebugName(_FAMILY))
