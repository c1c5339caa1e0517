"""Records what HarfBuzz makes of the texts in ``cases.txt``; neither briefgen nor its binding of HarfBuzz takes part.

A case is one line: a face; a language; a script; the code points; and, written by this tool, the clusters in logical
order. A cluster is the index of its first character, then its glyphs from left to right, each a name, the offsets where
they are not zero, and the advance: ``0:uniFE91@12,-30+253``. Run ``python tests/shaping/record.py`` where the command
``hb-shape`` is installed, after a change of fonts or of cases, and read the difference.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Final, NamedTuple

HERE: Final = Path(__file__).parent
FONTS: Final = HERE.parents[1] / "fonts"
CASES: Final = HERE / "cases.txt"
DIRECTIONS: Final = {"Arab": "rtl", "Hebr": "rtl", "Latn": "ltr"}

_RECORDED_BY: Final = "# recorded by"


class Case(NamedTuple):
    """One line of ``cases.txt``."""

    face: str
    language: str
    script: str
    text: str
    expected: str

    @property
    def rtl(self) -> bool:
        """The direction of its script."""
        return DIRECTIONS[self.script] == "rtl"


def parse(line: str) -> Case:
    """A case from its line; what is expected may still be missing."""
    face, language, script, points, *expected = (field.strip() for field in line.split(";"))
    text = "".join(chr(int(point, 16)) for point in points.split())
    return Case(face, language, script, text, expected[0] if expected else "")


def read_cases() -> list[Case]:
    """Every case of the file."""
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [parse(line) for line in lines if line and not line.startswith("#")]


def write_glyph(name: str, x_offset: int, y_offset: int, advance: int) -> str:
    """A glyph in the notation of the file."""
    offset = f"@{x_offset},{y_offset}" if x_offset or y_offset else ""
    return f"{name}{offset}+{advance}"


def write_clusters(glyphs: list[tuple[int, str]]) -> str:
    """Clusters in the notation of the file, from the glyphs of a text from left to right."""
    clusters: dict[int, list[str]] = {}
    for cluster, glyph in glyphs:
        clusters.setdefault(cluster, []).append(glyph)
    return " ".join(f"{start}:{'|'.join(group)}" for start, group in sorted(clusters.items()))


def arguments(case: Case) -> str:
    """The line that asks ``hb-shape --batch`` for the whole text of a case at once."""
    return ";".join(
        (
            str(FONTS / f"{case.face}.ttf"),
            f"--direction={DIRECTIONS[case.script]}",
            f"--script={case.script}",
            f"--language={case.language}",
            "--output-format=json",
            "--unicodes=" + ",".join(f"U+{ord(character):04X}" for character in case.text),
        )
    )


def shape_by_command(cases: list[Case]) -> list[str]:
    """What ``hb-shape`` makes of the cases.

    Raises:
        ValueError: a face lacks a character.
    """
    asked = "".join(f"{arguments(case)}\n" for case in cases)
    answers = subprocess.run(["hb-shape", "--batch"], input=asked, capture_output=True, text=True, check=True).stdout
    shaped = []
    for case, answer in zip(cases, answers.splitlines(), strict=True):
        glyphs = json.loads(answer)
        if any(glyph["g"] == ".notdef" for glyph in glyphs):
            raise ValueError(f"{case.face} lacks a character of {case.text!a}")
        shaped.append(
            write_clusters([(g["cl"], write_glyph(g["g"], g["dx"], g["dy"], g["ax"])) for g in glyphs]),
        )
    return shaped


def command_version() -> str:
    """The first line of what ``hb-shape`` says of itself."""
    stated = subprocess.run(["hb-shape", "--version"], capture_output=True, text=True, check=True).stdout
    return stated.splitlines()[0]


def main() -> None:
    """Write what is expected into every line, and into the first what recorded it."""
    lines = CASES.read_text(encoding="utf-8").splitlines()
    shaped = iter(shape_by_command(read_cases()))
    written = [f"{_RECORDED_BY} {command_version()}"]
    for line in lines:
        if line.startswith(_RECORDED_BY):
            continue
        if line and not line.startswith("#"):
            head = "; ".join(field.strip() for field in line.split(";")[:4])
            written.append(f"{head}; {next(shaped)}")
        else:
            written.append(line)
    CASES.write_text("\n".join(written) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
