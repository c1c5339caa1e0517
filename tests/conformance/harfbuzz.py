"""HarfBuzz called directly, by its library and by its command, as the measure of what the text engine makes of a run.

Nothing here knows how the engine divides its work: an item is shaped at once, within the text of its line.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import uharfbuzz as hb

# The oldest version of the commands that was compared. Debian 12 has it.
OLDEST_COMMAND: Final = (6, 0, 0)


def why_not(program: str) -> str:
    """Why a command of HarfBuzz cannot be asked on this machine; empty where it can."""
    if shutil.which(program) is None:
        return f"{program} is not installed (Debian: libharfbuzz-bin)"
    stated = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"(\d+)\.(\d+)\.(\d+)", stated)
    if found is None or tuple(map(int, found.groups())) < OLDEST_COMMAND:
        return f"{program} is older than {'.'.join(map(str, OLDEST_COMMAND))}: {stated.splitlines()[0]}"
    return ""


WHY_NO_HB_SHAPE: Final = why_not("hb-shape")


class Item(NamedTuple):
    """A stretch of a line that is shaped at once.

    Attributes:
        text: the characters of the whole line, in logical order.
        start, end: the half-open range of the line's characters that is shaped; what is around it is context.
    """

    font: Path
    text: str
    start: int
    end: int
    rtl: bool
    script: str
    language: str


class Placed(NamedTuple):
    """A glyph at its place.

    Attributes:
        cluster: the first character of the line that it stands for.
        x_fu, y_fu: its origin, from the left edge of the item on the baseline, in font units.
    """

    glyph_id: int
    cluster: int
    x_fu: int
    y_fu: int


class Shaped(NamedTuple):
    """Glyphs from left to right, and the sum of all advances."""

    glyphs: tuple[Placed, ...]
    advance_fu: int


class _Glyph(NamedTuple):
    """A glyph as HarfBuzz gives it."""

    glyph_id: int
    cluster: int
    x_advance: int
    x_offset: int
    y_offset: int


def _place(glyphs: Iterable[_Glyph]) -> Shaped:
    pen = 0
    placed = []
    for glyph in glyphs:
        placed.append(Placed(glyph.glyph_id, glyph.cluster, pen + glyph.x_offset, glyph.y_offset))
        pen += glyph.x_advance
    return Shaped(tuple(placed), pen)


@cache
def font_of(path: Path) -> hb.Font:
    """A font of our own: the one of the text engine is not used."""
    return hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))


def shape(item: Item) -> Shaped:
    """An item by the library."""
    buffer = hb.Buffer()
    buffer.add_str(item.text, item.start, item.end - item.start)
    buffer.direction = "rtl" if item.rtl else "ltr"
    buffer.script = item.script
    buffer.language = item.language
    hb.shape(font_of(item.font), buffer)
    return _place(
        _Glyph(info.codepoint, info.cluster, position.x_advance, position.x_offset, position.y_offset)
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    )


def _points(text: str) -> str:
    return ",".join(f"U+{ord(character):04X}" for character in text)


def _arguments(item: Item) -> str:
    """The line that asks ``hb-shape --batch`` for an item."""
    arguments = [
        str(item.font),
        f"--direction={'rtl' if item.rtl else 'ltr'}",
        f"--script={item.script}",
        f"--language={item.language}",
        "--no-glyph-names",
        "--output-format=json",
        f"--unicodes={_points(item.text[item.start : item.end])}",
    ]
    if item.start:
        arguments.append(f"--unicodes-before={_points(item.text[: item.start])}")
    if item.end < len(item.text):
        arguments.append(f"--unicodes-after={_points(item.text[item.end :])}")
    return ";".join(arguments)


def shape_by_command(items: Sequence[Item]) -> list[Shaped]:
    """Items by ``hb-shape``, which counts characters from the beginning of the item."""
    asked = "".join(f"{_arguments(item)}\n" for item in items)
    answers = subprocess.run(["hb-shape", "--batch"], input=asked, capture_output=True, text=True, check=True).stdout
    found = []
    for item, answer in zip(items, answers.splitlines(), strict=True):
        found.append(
            _place(
                _Glyph(glyph["g"], glyph["cl"] + item.start, glyph["ax"], glyph["dx"], glyph["dy"])
                for glyph in json.loads(answer)
            )
        )
    return found
