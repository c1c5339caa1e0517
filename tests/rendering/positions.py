"""Where characters stand on a page, read off the file's own operators."""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf

from tests.unit.pdf.reading import DIRECTION_MARKS, PageReader, open_pdf


@dataclass(frozen=True, slots=True)
class Character:
    """A character on a page: its text, its left and right edge, its baseline, its size, and whether it is content."""

    text: str
    left_pt: float
    right_pt: float
    baseline_pt: float
    size_pt: float
    content: bool


def characters(data: bytes) -> list[list[Character]]:
    """The characters of each page without direction marks, in the order of the file; a number may be one of them."""
    return [_of_page(page) for page in open_pdf(data).pages]


def _of_page(page: pikepdf.Page) -> list[Character]:
    reader = PageReader(page)
    found = []
    for shown in reader.shown:
        for code, x, y in shown.codes:
            width = reader.widths[shown.font][code] * shown.size_pt / 1000
            text = reader.texts[shown.font][code].translate(DIRECTION_MARKS)
            if text:
                found.append(Character(text, x, x + width, y, shown.size_pt, shown.mcid is not None))
    return found


def visual_lines(page: list[Character]) -> list[tuple[float, str]]:
    """The baselines of a page from the top, each with its visible characters from left to right."""
    lines: dict[float, list[Character]] = {}
    for character in page:
        if character.content:
            lines.setdefault(round(character.baseline_pt, 1), []).append(character)
    return [
        (baseline, "".join(c.text for c in sorted(line, key=lambda c: (c.left_pt, c.right_pt))))
        for baseline, line in sorted(lines.items(), reverse=True)
    ]
