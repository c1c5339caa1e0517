"""Records what HarfBuzz makes of the texts in ``cases.txt``; briefgen takes no part in it.

A case is one line: a face; a language; a direction; the code points; and, written by this tool, the clusters in logical
order. A cluster is the index of its first character, then its glyphs from left to right, each a name, the offsets where
they are not zero, and the advance: ``0:uniFE91@12,-30+253``. Run ``python tests/shaping/record.py`` after a change of
fonts or of HarfBuzz, and read the difference.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

import uharfbuzz as hb

HERE: Final = Path(__file__).parent
FONTS: Final = HERE.parents[1] / "fonts"
CASES: Final = HERE / "cases.txt"
SCRIPTS: Final = {"rtl": "Arab", "ltr": "Latn"}


class Case(NamedTuple):
    """One line of ``cases.txt``."""

    face: str
    language: str
    direction: str
    text: str
    expected: str


def parse(line: str) -> Case:
    """A case from its line; what is expected may still be missing."""
    face, language, direction, points, *expected = (field.strip() for field in line.split(";"))
    text = "".join(chr(int(point, 16)) for point in points.split())
    return Case(face, language, direction, text, expected[0] if expected else "")


def read_cases() -> list[Case]:
    """Every case of the file."""
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [parse(line) for line in lines if line and not line.startswith("#")]


def write_glyph(name: str, x_offset: int, y_offset: int, advance: int) -> str:
    """A glyph in the notation of the file."""
    offset = f"@{x_offset},{y_offset}" if x_offset or y_offset else ""
    return f"{name}{offset}+{advance}"


def shape(case: Case) -> str:
    """What HarfBuzz makes of a whole text at once."""
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(FONTS / f"{case.face}.ttf"))))
    buffer = hb.Buffer()
    buffer.add_str(case.text)
    buffer.direction = case.direction
    buffer.script = SCRIPTS[case.direction]
    buffer.language = case.language
    hb.shape(font, buffer)
    clusters: dict[int, list[str]] = {}
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyph = write_glyph(
            font.get_glyph_name(info.codepoint), position.x_offset, position.y_offset, position.x_advance
        )
        clusters.setdefault(info.cluster, []).append(glyph)
    return " ".join(f"{start}:{'|'.join(glyphs)}" for start, glyphs in sorted(clusters.items()))


def main() -> None:
    """Write what is expected into every line."""
    lines = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            case = parse(line)
            head = "; ".join(field.strip() for field in line.split(";")[:4])
            lines.append(f"{head}; {shape(case)}")
        else:
            lines.append(line)
    CASES.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
