"""Draw the map of the flood exercise, once with English and once with Arabic labels.

Everything on it is invented. North is up in both, and nothing is mirrored but the side of the legend. Pillow shapes the
Arabic labels with the Raqm library, which its wheels have.

Usage: ``python tools/make_example_map.py`` in the root of the repository.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Final, Literal, NamedTuple

from PIL import Image, ImageDraw, ImageFont

ROOT: Final = Path(__file__).resolve().parent.parent
TARGET: Final = ROOT / "examples" / "flood-exercise" / "pictures"

SIZE: Final = (960, 560)
SCALE: Final = 3  # drawn larger, then made smaller: that smooths the edges
# In a column 83 mm wide, 29 pixels of 960 are 7 pt.
NAMES_PX: Final = 31
WORDS_PX: Final = 29
COLOURS: Final = 48  # in the palette of the file: enough for smooth edges, and a small file

LAND: Final = "#F6F4EC"
FLOODED: Final = "#BCD3EA"
RIVER: Final = "#2F6CA8"
ROAD: Final = "#8C8578"
CLOSED: Final = "#B3261E"
INK: Final = "#16212B"
PAPER: Final = "#FFFFFF"

Point = tuple[float, float]


class Town(NamedTuple):
    """A town: where it is, its names, and the side of the dot on which they stand, where no road goes."""

    at: Point
    names: dict[str, str]
    side: Literal["left", "right", "above", "below"]


TOWNS: Final = (
    Town((480, 300), {"en": "Al-Jisr", "ar": "الجسر"}, "left"),
    Town((250, 210), {"en": "Ain al-Safa", "ar": "عين الصفا"}, "above"),
    Town((430, 440), {"en": "Tell al-Rayhan", "ar": "تل الريحان"}, "left"),
    Town((710, 345), {"en": "Al-Rasif", "ar": "الرصيف"}, "below"),
    Town((560, 95), {"en": "Al-Hadaba", "ar": "الهضبة"}, "right"),
)
# From the dot of a town to its name, to the right and down, and which point of the name stands there.
PLACES: Final = {
    "left": (-24, 16, "rm"), "right": (20, 0, "lm"), "above": (0, -18, "ms"), "below": (0, 18, "ma"),
}  # fmt: skip
COURSE: Final[tuple[Point, ...]] = (
    (0, 120), (90, 150), (180, 205), (290, 245), (390, 262), (480, 285), (570, 320), (660, 325), (760, 322),
    (860, 360), (960, 372),
)  # fmt: skip
FLOOD: Final[tuple[Point, ...]] = (
    (200, 195), (300, 205), (400, 222), (490, 240), (590, 272), (690, 285), (790, 285), (870, 330), (960, 340),
    (960, 425), (860, 420), (760, 385), (650, 385), (560, 372), (470, 345), (380, 320), (280, 300), (200, 250),
)  # fmt: skip
OPEN_ROADS: Final[tuple[tuple[Point, ...], ...]] = (
    ((560, 0), (560, 95), (520, 190)),
    ((430, 440), (430, 560)),
    ((0, 260), (120, 235), (200, 218)),
)
CLOSED_ROADS: Final[tuple[tuple[Point, ...], ...]] = (
    ((520, 190), (480, 300), (448, 372), (430, 440)),
    ((480, 300), (600, 350), (710, 345)),
)
LEGEND: Final = (
    ("flooded", {"en": "Flooded", "ar": "أراضٍ مغمورة"}),
    ("open", {"en": "Road open", "ar": "طريق سالكة"}),
    ("closed", {"en": "Road closed", "ar": "طريق مقطوعة"}),
)
NOTICE: Final = {"en": "EXERCISE · invented places", "ar": "تمرين · أماكن متخيَّلة"}
DISTANCE: Final = {"en": "2 km", "ar": "2 كم"}
NORTH: Final = {"en": "N", "ar": "ش"}


def _scaled(points: tuple[Point, ...]) -> list[Point]:
    return [(x * SCALE, y * SCALE) for x, y in points]


def _curve(points: tuple[Point, ...], *, steps: int = 12) -> tuple[Point, ...]:
    """A Catmull-Rom curve through the points."""
    padded = (points[0], *points, points[-1])
    found: list[Point] = []
    for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(steps):
            t = step / steps
            found.append((_between(before[0], start[0], end[0], after[0], t),
                          _between(before[1], start[1], end[1], after[1], t)))  # fmt: skip
    return (*found, points[-1])


def _between(before: float, start: float, end: float, after: float, t: float) -> float:
    return 0.5 * (
        2 * start
        + (end - before) * t
        + (2 * before - 5 * start + 4 * end - after) * t**2
        + (3 * start - before - 3 * end + after) * t**3
    )


class Sheet:
    """One map in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.image = Image.new("RGB", (SIZE[0] * SCALE, SIZE[1] * SCALE), LAND)
        self.pen = ImageDraw.Draw(self.image)

    def line(self, points: tuple[Point, ...], colour: str, width: float) -> None:
        """A line with round joints, its width in pixels of the map."""
        self.pen.line(_scaled(points), fill=colour, width=round(width * SCALE), joint="curve")

    def dashes(self, points: tuple[Point, ...], colour: str, width: float) -> None:
        """A dashed line: closed roads can be told from open ones without colours."""
        for start, end in pairwise(points):
            length = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5
            for dash in range(0, int(length), 16):
                ends = tuple(
                    (start[0] + (end[0] - start[0]) * at / length, start[1] + (end[1] - start[1]) * at / length)
                    for at in (dash, min(dash + 9, length))
                )
                self.line(ends, colour, width)

    def text(self, at: Point, words: str, size: float, anchor: str, *, strong: bool = False) -> None:
        """Words with a halo of paper, so that lines below do not disturb them."""
        face = "IBMPlexSansArabic" if self.language == "ar" else "IBMPlexSans"
        weight = "SemiBold" if strong else "Regular"
        font = ImageFont.truetype(ROOT / "fonts" / f"{face}-{weight}.ttf", round(size * SCALE))
        direction = "rtl" if self.language == "ar" else "ltr"
        self.pen.text((at[0] * SCALE, at[1] * SCALE), words, fill=INK, font=font, anchor=anchor, direction=direction,
                      language=self.language, stroke_width=2 * SCALE, stroke_fill=PAPER)  # fmt: skip

    def save(self, path: Path) -> None:
        """The map as PNG with a palette; without a date, so that the bytes are the same each time."""
        small = self.image.resize(SIZE, Image.Resampling.LANCZOS)
        method = Image.Quantize.MAXCOVERAGE
        small.quantize(COLOURS, method=method, kmeans=2, dither=Image.Dither.NONE).save(path, optimize=True)


def _draw_ground(sheet: Sheet) -> None:
    sheet.pen.polygon(_scaled(_curve((*FLOOD, FLOOD[0]))), fill=FLOODED)
    sheet.line(_curve(COURSE), RIVER, 9)
    for road in OPEN_ROADS:
        sheet.line(road, ROAD, 5)
    for road in CLOSED_ROADS:
        sheet.dashes(road, CLOSED, 5)


def _draw_towns(sheet: Sheet) -> None:
    for town in TOWNS:
        x, y = town.at
        for radius, colour in ((10, INK), (6, PAPER)):
            box = [(x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE]
            sheet.pen.ellipse(box, fill=colour)
        right, down, anchor = PLACES[town.side]
        sheet.text((x + right, y + down), town.names[sheet.language], NAMES_PX, anchor, strong=True)


def _draw_legend(sheet: Sheet) -> None:
    """The legend at the bottom, on the side on which a line of the language ends."""
    right = sheet.language == "en"
    edge, sign = (SIZE[0] - 260, 1) if right else (236, -1)
    for index, (kind, words) in enumerate(LEGEND):
        y = 446 + 40 * index
        sample = ((edge, y), (edge + sign * 46, y))
        if kind == "flooded":
            ends = sorted(x for x, _ in sample)
            sheet.pen.rectangle([ends[0] * SCALE, (y - 9) * SCALE, ends[1] * SCALE, (y + 9) * SCALE], fill=FLOODED,
                                outline=RIVER, width=SCALE)  # fmt: skip
        elif kind == "open":
            sheet.line(sample, ROAD, 5)
        else:
            sheet.dashes(tuple(sorted(sample)), CLOSED, 5)
        sheet.text((edge + sign * 58, y), words[sheet.language], WORDS_PX, "lm" if right else "rm")


def _draw_frame(sheet: Sheet) -> None:
    """The arrow to the north, the bar of the scale, and the notice that all of it is an exercise."""
    sheet.pen.polygon(_scaled(((900, 40), (914, 84), (900, 74), (886, 84))), fill=INK)
    sheet.text((900, 92), NORTH[sheet.language], WORDS_PX, "ma", strong=True)
    x = 40 if sheet.language == "en" else SIZE[0] - 180
    sheet.line(((x, 530), (x + 140, 530)), INK, 3)
    for end in (x, x + 140):
        sheet.line(((end, 522), (end, 538)), INK, 3)
    sheet.text((x + 70, 516), DISTANCE[sheet.language], WORDS_PX, "ms")
    sheet.text((40, 34), NOTICE[sheet.language], NAMES_PX, "lm", strong=True)


def main() -> None:
    """Draw and write both maps."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for language in ("en", "ar"):
        sheet = Sheet(language)
        for draw in (_draw_ground, _draw_towns, _draw_legend, _draw_frame):
            draw(sheet)
        sheet.save(TARGET / f"map.{language}.png")


if __name__ == "__main__":
    main()
