"""A hundred briefings by chance, side by side: pairs stand level, nothing overlaps or leaves its column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Final

import pytest

from briefgen.layout.fitting import AS_IT_IS, GENTLE, tightened
from briefgen.layout.pages import PageGeometry, page_geometry
from briefgen.layout.theming.theme import load_theme
from tests.rendering.briefings import made_briefing
from tests.rendering.placed import Pages, Placed, drawn_pages, pdf_of
from tests.rendering.texts import folded
from tests.rendering.whole import printed
from tests.unit.pdf.reading import texts_by_element

SEEDS: Final = range(100)
EDGE_PT: Final = 0.5
# No heading stands in so many lines at the foot of a page.
LINES_BELOW_HEADING: Final = 4


@cache
def geometry() -> PageGeometry:
    """The page of the default theme."""
    return page_geometry(load_theme("modern"), "A4")


def geometry_of(pages: Pages) -> PageGeometry:
    """The page that a briefing is set on: that of the theme, or of a gentle step that it was tightened by."""
    theme = load_theme("modern")
    sizes = [page_geometry(tightened(theme, step), "A4") for step in (AS_IT_IS, *GENTLE)]
    start = min(left for part in pages.parts for left, _ in part.edges)
    return next(size for size in sizes if size.margin_pt == pytest.approx(start))


@pytest.fixture(scope="module")
def drawn() -> Iterator[list[Pages]]:
    """All briefings, drawn once."""
    with pytest.MonkeyPatch.context() as patched:
        yield [drawn_pages(patched, made_briefing(seed), geometry().gutter_pt) for seed in SEEDS]


def levels(column: list[Placed]) -> list[float]:
    """The baselines of a column from the top, each once."""
    return sorted({round(line.baseline, 2) for line in column}, reverse=True)


def test_pairs_begin_level(drawn: list[Pages]) -> None:
    """The first lines of each pair stand on one height, and where a page cuts it, so do the first lines after that."""
    for seed, pages in enumerate(drawn):
        for part in filter(lambda part: all(part.columns), pages.parts):
            first, second = (levels(column)[0] for column in part.columns)
            assert abs(first - second) < EDGE_PT, (seed, part.page, part.columns[0][0].text, part.columns[1][0].text)


def test_both_cells_of_a_pair_begin_on_one_page(drawn: list[Pages]) -> None:
    """No cell of a pair begins on a page on which the other one does not."""
    for seed, pages in enumerate(drawn):
        begun: set[object] = set()
        for part in pages.parts:
            alone = [column for column in part.columns if column]
            if len(alone) == 1:
                assert {line.element for line in alone[0]} <= begun | {None}, (seed, part.page, alone[0][0].text)
            begun |= {line.element for column in part.columns for line in column}


def test_baselines_of_a_pair_coincide(drawn: list[Pages]) -> None:
    """Where both cells have lines of one pitch, each line of the shorter one stands level with one of the other."""
    compared = 0
    for seed, pages in enumerate(drawn):
        for part in pages.parts:
            both = [levels(column) for column in part.columns]
            pitches = {round(above - below, 1) for column in both for above, below in pairwise(column)}
            if len(pitches) == 1 and all(both):
                compared += 1
                for left, right in zip(*both, strict=False):
                    assert abs(left - right) < 0.05, (seed, part.page, part.columns[0][0].text)
    assert compared > 1000


def test_nothing_leaves_its_column_or_the_margins(drawn: list[Pages]) -> None:
    """Every line of a pair is inside of its column, and all content between the margins of its page."""
    for seed, pages in enumerate(drawn):
        page = geometry_of(pages)
        inside = (page.margin_pt, page.width_pt - page.margin_pt)
        columns = [column for part in pages.parts for column in zip(part.edges, part.columns, strict=True)]
        for (left, right), lines in [*columns, (inside, pages.lines)]:
            outside = [line for line in lines if not left - EDGE_PT < line.left <= line.right < right + EDGE_PT]
            assert outside == [], seed
        content = [line for line in pages.lines if line.element is not None]
        outside = [line for line in content if not page.bottom_pt < line.baseline < page.height_pt - page.top_pt]
        assert outside == [], seed


def test_no_two_boxes_overlap(drawn: list[Pages]) -> None:
    """The ink of no line reaches that of another paragraph, or of page furniture, and no rule runs through a line."""
    for seed, pages in enumerate(drawn):
        by_page: dict[int, list[Placed]] = defaultdict(list)
        for line in pages.lines:
            by_page[line.page].append(line)
        touching = [pair for lines in by_page.values() for pair in overlapping(lines)]
        assert touching == [], seed
        crossed = [
            line
            for number, left, right, height in pages.rules
            for line in by_page[number]
            if line.bottom < height < line.top and left < line.right and line.left < right
        ]
        assert crossed == [], seed


def overlapping(lines: list[Placed]) -> Iterator[tuple[Placed, Placed]]:
    """Lines of one page whose ink overlaps, and that are not of one paragraph."""
    ordered = sorted(lines, key=lambda line: -line.top)
    for index, line in enumerate(ordered):
        for other in ordered[index + 1 :]:
            if other.top <= line.bottom:
                break
            same = line.element is not None and line.element is other.element
            if not same and other.left < line.right - 0.1 and line.left < other.right - 0.1:
                yield line, other


def test_no_line_is_alone_at_the_end_of_a_page(drawn: list[Pages]) -> None:
    """Where a paragraph goes on on the next page, two lines or more stand on each side."""
    cut = 0
    for seed, pages in enumerate(drawn):
        for lines in pages.by_element().values():
            by_page: dict[int, set[float]] = defaultdict(set)
            for line in lines:
                by_page[line.page].add(round(line.baseline, 1))
            if len(by_page) > 1:
                cut += 1
                assert all(len(baselines) > 1 for baselines in by_page.values()), (seed, lines[0])
    assert cut > 50


def test_headings_keep_to_what_they_head(drawn: list[Pages]) -> None:
    """No heading stands in the last four lines of a page, or has fewer than two lines of each column below it."""
    page = geometry()
    grid = load_theme("modern").spec.columns.grid
    for seed, pages in enumerate(drawn):
        for index, part in enumerate(pages.parts):
            # What is not for use stands in a box that is kept whole, to its last line.
            if not any(line.element is not None and line.element.kind == "H2" for line in part.columns[0]):
                continue
            if part.columns[0][0].text.startswith("Not for use"):
                continue
            lowest = min(line.baseline for column in part.columns for line in column)
            assert lowest - page.bottom_pt > LINES_BELOW_HEADING * grid - 6, (seed, part.page, part.columns[0][0].text)
            rest = [other for other in pages.parts[index + 1 :] if other.page == part.page]
            assert rest or any(
                line.page == part.page and line.baseline < lowest and line.element is not None for line in pages.lines
            ), (seed, part.columns[0][0].text)


def test_every_text_is_read_back(drawn: list[Pages]) -> None:
    """Each text of each briefing comes out of the structure tree, whole and in its language."""
    for seed, pages in zip(SEEDS, drawn, strict=True):
        briefing = made_briefing(seed)
        parts = texts_by_element(pdf_of(pages), "Part")
        for language, part in zip(briefing.languages, parts, strict=True):
            read = folded(part)
            missing = [
                path
                for path, text in printed(briefing, language)
                # Who translated is told beside the translation only.
                if text not in read and not path.endswith("translated_by")
            ]
            assert missing == [], (seed, language)
