"""Rows, stacks, bars and panels: they keep level, mirror and split together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from reportlab.platypus import Flowable

from briefgen.layout.flow.containers import KEPT_WHOLE_PT, Barred, Panel, Row, Rule, Share, Stack
from briefgen.layout.flow.kept import Kept


class Recorder:
    """Stands in for a canvas: notes where flowables are drawn."""

    def __init__(self) -> None:
        self.drawn: list[tuple[str, float, float]] = []


class Lines(Flowable):
    """A number of lines of 10 points, whose first baseline is 8 points below its top."""

    def __init__(self, name: str, count: int, baseline_pt: float = 8.0) -> None:
        super().__init__()
        self.name, self.count, self.baseline_pt = name, count, baseline_pt

    def first_baseline(self, width_pt: float) -> float:  # noqa: ARG002
        """From the top to the first baseline."""
        return self.baseline_pt

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:  # noqa: ARG002
        """Width and height."""
        self.width, self.height = width_pt, self.count * 10.0
        return self.width, self.height

    def split(self, width_pt: float, height_pt: float) -> list[Lines]:  # noqa: ARG002
        """Cut between lines."""
        fitting = min(int(height_pt / 10), self.count)
        if fitting < 1 or fitting == self.count:
            return []
        return [Lines(self.name, fitting, self.baseline_pt), Lines(self.name, self.count - fitting, self.baseline_pt)]

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """Note the place of the lower left corner."""
        canvas.drawn.append((self.name, x, y))


def places(container: Any, width_pt: float, height_pt: float = 1000) -> dict[str, tuple[float, float]]:
    """Where the named lines inside a container are drawn."""
    container.wrap(width_pt, height_pt)
    container.canv = Recorder()
    container.draw()
    return {name: (x, y) for name, x, y in container.canv.drawn}


def test_a_row_shares_its_width_and_mirrors() -> None:
    """Fixed widths are kept, shares divide the rest, and right to left puts the first cell at the right edge."""
    cells = [Lines("a", 1), Lines("b", 1)]
    assert places(Row(cells, [30, Share(1)], gap_pt=10), 100) == {"a": (0, 0), "b": (40, 0)}
    assert places(Row(cells, [30, Share(1)], gap_pt=10, rtl=True), 100) == {"a": (70, 0), "b": (0, 0)}


def test_first_baselines_of_a_row_meet() -> None:
    """A cell whose first baseline is higher goes down until it meets the others."""
    row = Row([Lines("a", 1, baseline_pt=6), Lines("b", 1, baseline_pt=9)], [Share(0.5), Share(0.5)])
    where = places(row, 100)
    assert row.height == 13
    assert where["a"][1] + 10 - 6 == where["b"][1] + 10 - 9
    assert row.first_baseline(100) == 9


def test_a_row_splits_all_cells_at_one_height() -> None:
    """The longer cell is cut, the shorter one stays above, and both halves keep their columns."""
    upper, lower = Row([Lines("long", 5), Lines("short", 2)], [Share(0.5), Share(0.5)]).split(100, 35)
    assert upper.wrap(100, 100)[1] == 30
    assert lower.wrap(100, 100)[1] == 20
    assert places(lower, 100) == {"long": (0, 0)}
    assert Row([Lines("a", 5), Lines("b", 2)], [Share(0.5), Share(0.5)], splittable=False).split(100, 35) == []
    assert Row([Lines("a", 2), Lines("b", 2)], [Share(0.5), Share(0.5)]).split(100, 35) == []


def test_a_row_that_cannot_be_cut_moves_whole() -> None:
    """Where one cell has no place to be cut, the row is not split."""
    assert Row([Lines("a", 5), Lines("b", 5)], [Share(0.5), Share(0.5)]).split(100, 9) == []


def test_a_stack_goes_down_and_splits_between_or_inside_items() -> None:
    """Items stand one below the other; a stack is cut inside an item that can be cut, else before it."""
    stack = Stack([Lines("a", 2), Lines("b", 3)], gap_pt=5)
    assert places(stack, 100) == {"a": (0, 35), "b": (0, 0)}
    upper, lower = stack.split(100, 46)
    assert [item.count for item in upper.items] == [2, 2]
    assert [item.count for item in lower.items] == [1]
    upper, lower = stack.split(100, 27)
    assert [item.name for item in upper.items] == ["a"]
    assert [item.name for item in lower.items] == ["b"]
    assert Stack([Lines("a", 1)]).split(100, 5) == []


@pytest.mark.parametrize("rtl", [False, True])
def test_a_bar_stands_at_the_start_edge(rtl: bool) -> None:  # noqa: FBT001
    """The content leaves the inset free on the side where its text begins."""
    barred = Barred(Lines("a", 1), rtl=rtl, inset_pt=10, thickness_pt=2, colour="#000000")
    barred.wrap(100, 100)
    boxes: list[tuple[Any, ...]] = []

    class Drawing(Recorder):
        def artifact(self, *_kind: str) -> Any:
            import contextlib

            return contextlib.nullcontext()

        def fill_box(self, *box: Any) -> None:
            boxes.append(box)

    barred.canv = Drawing()
    barred.draw()
    assert boxes == [(98 if rtl else 0, -0.0, 2, 10.0, "#000000")]
    assert barred.canv.drawn == [("a", 0 if rtl else 10, 0)]


def test_bars_of_a_row_end_level() -> None:
    """The bar of the shorter cell goes on to the end of the longer one."""
    short = Barred(Lines("a", 1), rtl=False, inset_pt=10, thickness_pt=2, colour="#000000")
    Row([short, Lines("b", 3)], [Share(0.5), Share(0.5)]).wrap(100, 100)
    assert short._below_pt == 20


def test_a_panel_adds_its_inset_and_never_splits() -> None:
    """The content stands inside the inset on all sides."""
    panel = Panel(Lines("a", 2), inset_pt=9, rule=Rule(1, "#000000"), tint="#FFFFFF")
    assert panel.wrap(100, 100) == (100, 38)
    assert panel.first_baseline(100) == 17
    assert panel.split(100, 20) == []


def names(block: Any) -> list[tuple[str, int]]:
    """The lines inside a block, with how many there are of each."""
    return [(item.name, item.count) for item in getattr(block, "items", [block])]


def test_what_is_kept_moves_whole_or_goes_on_in_its_last_item() -> None:
    """A heading stays with what it heads: the last item is cut where it can be, else all of it moves on."""
    kept = Kept([Lines("heading", 2), Lines("text", 5)], [5])
    assert places(kept, 100) == {"heading": (0, 55), "text": (0, 0)}
    upper, lower = kept.split(100, 56)
    assert (names(upper), names(lower)) == ([("heading", 2), ("text", 3)], [("text", 2)])
    assert kept.split(100, 30) == []


def test_what_no_page_has_room_for_is_let_go() -> None:
    """At the top of a page, what still finds no room is let go, and takes its white with it."""
    kept = Kept([Lines("heading", 2), Row([Lines("a", 3)], [Share(1)], splittable=False)], [5])
    kept.spaceBefore = 7
    assert kept.split(100, 40) == []
    kept._postponed = 1
    heading, row = kept.split(100, 40)
    assert (heading.getSpaceBefore(), row.getSpaceBefore()) == (7, 5)


def test_what_is_too_high_to_be_kept_is_cut_where_the_room_ends() -> None:
    """The first part is never higher than the room, and the last part keeps to what it ends with."""
    high = int(KEPT_WHOLE_PT / 10) + 1
    upper, lower = Kept([Lines("a", high), Lines("b", 1)], [5]).split(100, 40)
    assert (names(upper), names(lower)) == ([("a", 4)], [("a", high - 4), ("b", 1)])
    upper, lower = Kept([Lines("a", high), Lines("b", 1)], [5]).split(100, 10 * high)
    assert (names(upper), names(lower)) == ([("a", high - 1)], [("a", 1), ("b", 1)])
    assert lower.gaps_pt == [5]
    assert Kept([whole("a", high - 1), whole("b", 1), whole("c", 1)], [0, 0]).split(100, 8) == []


def whole(name: str, count: int) -> Row:
    """Lines that are not cut, unless they are higher than is kept whole."""
    return Row([Lines(name, count)], [Share(1)], splittable=False)


def flat(block: Any) -> list[tuple[str, int]]:
    """The lines inside blocks of any depth."""
    if isinstance(block, Lines):
        return [(block.name, block.count)]
    inside = block.items if isinstance(block, Kept) else block.cells
    return [found for item in inside if item is not None for found in flat(item)]


def poured(block: Any, room_pt: float, page_pt: float) -> list[list[tuple[str, int]]]:
    """What stands on each page, by the rules of Platypus; ``room_pt`` is what the first page has left."""
    story, pages = [block], [list[tuple[str, int]]()]
    while story:
        first = story.pop(0)
        if first.wrap(100, room_pt)[1] > room_pt:
            parts = first.split(100, room_pt)
            if not parts:
                assert not hasattr(first, "_postponed"), "nothing of it fits on a page of its own"
                first._postponed = 1
                story.insert(0, first)
                pages.append([])
                room_pt = page_pt
                continue
            first, story[:0] = parts[0], parts[1:]
        assert first.wrap(100, room_pt)[1] <= room_pt
        room_pt -= first.height
        pages[-1] += flat(first)
    return pages


KEPT: dict[str, Callable[[int], list[Any]]] = {
    "a heading, words and who said them": lambda count: [whole("heading", 2), Lines("words", count), whole("by", 3)],
    "words and who said them": lambda count: [Lines("words", count), whole("by", 3)],
    "figures": lambda count: [whole("value", count), whole("label", 2), whole("date", 1)],
    "nothing but what is high": lambda count: [whole("a", count), whole("b", 24), whole("c", 24)],
}


@pytest.mark.parametrize("kind", KEPT)
@pytest.mark.parametrize("count", [4, 21, 23, 24, 25, 40, 56, 57, 58, 60, 61, 130])
def test_what_is_kept_goes_over_pages_whole_and_in_order(kind: str, count: int) -> None:
    """Wherever a page ends, every line is there once and in order, on no page too many, and nothing stands alone."""
    page_pt = 600.0
    for room_pt in (5.0, *range(10, 605, 5)):
        items = KEPT[kind](count)
        pages = poured(Kept(items, [0.0] * (len(items) - 1)), room_pt, page_pt)
        lines = [name for page in pages for name, lines in page for _ in range(lines)]
        assert lines == [name for item in KEPT[kind](count) for name, lines in flat(item) for _ in range(lines)]
        assert all(pages[1:]), "a page is empty"
        for page in pages:
            assert not page or page[-1][0] != "heading"
            assert not page or page[0][0] != "by"
