"""Areas of activity: a numbered list, a table with a head on every page, or cards in a grid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from math import fsum
from typing import Any, Final, Literal

from briefgen.layout.flow.containers import Labels, Row, Share, Stack
from briefgen.layout.flow.paragraph import TextBlock
from briefgen.layout.flow.tables import (
    LABELS_SINGLE_PT,
    NUMBERS_PT,
    TABLE_GAP_PT,
    TABLE_PADDING_PT,
    head_of_next_page,
    number_of,
    rows_together,
    table_row,
    written_row,
)
from briefgen.layout.flow.written_tables import Needs, column_widths, needs_of
from briefgen.layout.inline import Piece
from briefgen.layout.sections.status import beside_mark, mark_width_pt, progress, progress_width_pt, status_word
from briefgen.layout.side import Cell, Side, bold, labelled, separated
from briefgen.layout.structure import StructureElement, StructureType
from briefgen.model import Briefing
from briefgen.model.statements import ActivityArea

# The name of the table among those whose head stands again on following pages.
_TABLE: Final = "activity_areas"

# The fields of an area that have a column of a table, and the labels of their heads; the first is always there.
_COLUMNS: Final = ("area", "owner", "place", "status", "dates")
_HEADS: Final = {"area": "area", "owner": "answerable", "place": "place", "status": "status", "dates": "date"}

# A column that tells an area in words is not narrower than this.
_NARROWEST_AREA_PT: Final = 96.0

# How much of the page the titles of a list take at most, where they need it to stand on one line.
_WIDEST_TITLES: Final = 0.35

# A line of text is set in so much more than its width, so that rounding breaks none.
_AIR_PT: Final = 0.01

# Cards of a grid: so many beside each other in each language, and the white between them.
CARDS_PER_ROW: Final = 2
_CARD_GAP_PT: Final = 14.0


def activity_areas(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """Who does what, in the form that the briefing asks for."""
    if not briefing.activity_areas:
        return
    title = side.locale.label(_heading(briefing))
    element, heading = side.headed("activity_areas", [Piece(title)], title)
    form = _form(briefing)
    if form == "table" and side.measures.wide_areas:
        heading.wide = _TABLE
    yield heading
    if form == "table":
        yield from _table(briefing, side, element)
    elif form == "grid":
        yield from _grid(briefing, side, element)
    else:
        yield from _list(briefing, side, element)


def _form(briefing: Briefing) -> str:
    return "list" if briefing.presentation is None else briefing.presentation.areas


def _heading(briefing: Briefing) -> str:
    """Areas of which one has gone beyond plans are not called planned."""
    beyond = any(area.status not in {None, "planned"} for area in briefing.activity_areas)
    return "activity_areas_any" if beyond else "activity_areas"


def _dates(side: Side, area: ActivityArea) -> list[Piece]:
    """From when and until when."""
    locale = side.locale
    if area.start is not None and area.end is not None:
        return [Piece(locale.interval(area.start, area.end))]
    day = area.start or area.end
    if day is None:
        return []
    return labelled(side, "until" if area.start is None else "since", "date", [Piece(locale.date(day), unbroken=True)])


def _circumstances(side: Side, area: ActivityArea, path: str) -> list[list[Piece]]:
    """Who answers for an area, where and when."""
    parts: list[list[Piece]] = []
    if area.owner is not None:
        parts.append(labelled(side, "owner", "name", side.pieces(area.owner, f"{path}.owner")))
    if area.place is not None:
        parts.append(side.pieces(area.place, f"{path}.place"))
    return [*parts, _dates(side, area)]


def _description(side: Side, area: ActivityArea, path: str) -> list[Piece]:
    """What is done, with the marks of its sources."""
    cited = side.inline.citations(area.sources, ordered=True)
    return [*side.pieces(area.description, f"{path}.description"), *cited]


# --- The list ---


def _list(briefing: Briefing, side: Side, element: StructureElement) -> Iterator[Cell]:
    """Numbered rows; below each area, how it stands."""
    listed = element.add("L", numbering="Decimal")
    rows: list[list[Cell]] = []
    titles = Labels(LABELS_SINGLE_PT - NUMBERS_PT - TABLE_GAP_PT)
    for index, area in enumerate(briefing.activity_areas):
        item = listed.add("LI")
        number = number_of(side, item, index, "table", [side.name_of("activity_areas", index + 1)])
        cells = _item(side, item.add("LBody"), area, f"activity_areas[{index}]")
        widths: list[float | Share | Labels] = [NUMBERS_PT, Share(1)]
        if side.single:
            widths.insert(1, titles)
            titles.widen(cells[0].natural_width() + _AIR_PT, _WIDEST_TITLES * side.width_pt)
        rows.append([table_row(side, [number, *cells], widths, first=index == 0)])
    yield from rows_together(rows)


def _item(side: Side, body: StructureElement, area: ActivityArea, path: str) -> list[Any]:
    """The area with its description, in a cell of its own where it has the page to itself."""
    title = bold(side.pieces(area.title, f"{path}.title"))
    said = _description(side, area, path)
    word = [] if area.status is None else [status_word(side, area.status)]
    state = separated([word, *_circumstances(side, area, path)])
    stands = bool(state) or area.progress is not None
    if side.single:
        name = [side.block(title, "table", body.add("P"))]
        blocks: list[Any] = [side.block(said, "table", body.add("P"))]
    else:
        name = []
        stop = Piece(side.locale.label("full_stop") + " ", strong=True)
        blocks = [side.block([*title, stop, *said], "table", body.add("P") if stands else body)]
    if state:
        block = side.block(state, "caption", body.add("P"))
        blocks.append(block if area.status is None else beside_mark(side, area.status, block, "caption"))
    if area.progress is not None:
        blocks.append(progress(side, area.progress, body.add("P"), "caption", worded=True))
    return [*name, Stack(blocks) if stands else blocks[0]]


# --- The table ---


@dataclass(frozen=True, slots=True)
class _AreaColumn:
    """A column of the table: its head, the cells under it, and the width that it needs."""

    head: TextBlock
    cells: Sequence[Any]
    needs: Needs


def _names_of_columns(briefing: Briefing) -> tuple[str, ...]:
    """The columns that some area has something for: the same in all languages."""
    areas = briefing.activity_areas
    held = {
        "area": True,
        "owner": any(area.owner is not None for area in areas),
        "place": any(area.place is not None for area in areas),
        "status": any(area.status is not None or area.progress is not None for area in areas),
        "dates": any(area.start is not None or area.end is not None for area in areas),
    }
    return tuple(name for name in _COLUMNS if held[name])


def areas_fit_beside(briefing: Briefing, side: Side) -> bool:
    """Whether the table of areas, if there is one, stands in the column of a language without cutting words."""
    if not briefing.activity_areas or _form(briefing) != "table":
        return True
    columns = list(_columns(briefing, side, None))
    return fsum(column.needs.least_pt for column in columns) <= side.width_pt - TABLE_GAP_PT * (len(columns) - 1)


def _columns(briefing: Briefing, side: Side, tree: StructureElement | None) -> Iterator[_AreaColumn]:
    """The columns, with their texts under the element of the table; None for one that is only measured."""
    names = _names_of_columns(briefing)
    top = _under(tree, "TR")
    heads = [
        side.block([Piece(side.locale.label(_HEADS[name]), strong=True)], "table", _under(top, "TH", scope="Column"))
        for name in names
    ]
    rows = [_under(tree, "TR") for _ in briefing.activity_areas]
    made = [
        [
            _cell(side, name, area, index, row)
            for index, (area, row) in enumerate(zip(briefing.activity_areas, rows, strict=True))
        ]
        for name in names
    ]
    for name, head, cells in zip(names, heads, made, strict=True):
        texts = [text for cell in cells for text in cell.texts]
        needs = needs_of([head, *texts])
        more = mark_width_pt(side, "table") if name == "status" else 0.0
        least = max(needs.least_pt + more, _least_of(name, cells))
        yield _AreaColumn(head, [cell.content for cell in cells], Needs(least, max(needs.natural_pt + more, least)))


def _under(
    parent: StructureElement | None, kind: StructureType, scope: Literal["Row", "Column"] | None = None
) -> StructureElement | None:
    """An element below another one, where that is not only measured."""
    return None if parent is None else parent.add(kind, scope=scope)


def _least_of(name: str, cells: Sequence[_MadeCell]) -> float:
    if name == "area":
        return _NARROWEST_AREA_PT
    return max((cell.unbroken_pt for cell in cells), default=0.0)


@dataclass(frozen=True, slots=True)
class _MadeCell:
    """A cell of the table: what is drawn, the texts in it, and what a bar with its figure or a date needs in it."""

    content: Any = None
    texts: Sequence[TextBlock] = ()
    unbroken_pt: float = 0.0


def _cell(side: Side, name: str, area: ActivityArea, index: int, row: StructureElement | None) -> _MadeCell:
    """What an area has in one of the columns."""
    path = f"activity_areas[{index}]"
    if name == "area":
        return _named_cell(side, area, index, _under(row, "TH", scope="Row"))
    element = _under(row, "TD")
    if name == "status":
        return _status_cell(side, area, element)
    pieces = _dates(side, area)
    if name != "dates":
        text = getattr(area, name)
        pieces = [] if text is None else side.pieces(text, f"{path}.{name}")
    if not pieces:
        return _MadeCell()
    block = side.block(pieces, "table", element)
    return _MadeCell(block, [block], _unbroken_date_pt(side, area) if name == "dates" else 0.0)


def _unbroken_date_pt(side: Side, area: ActivityArea) -> float:
    """What the dates of an area need so that none is broken; words before a date may stand on a line of their own."""
    said = _dates(side, area)
    if len(said) > 1:  # what a space that never ends a line joins to the date stays with it
        joined = replace(said[0], text=said[0].text.rpartition(" ")[2])
        said = [piece for piece in (joined, *said[1:]) if piece.text]
    return side.block(said, "table", None).natural_width() + _AIR_PT if said else 0.0


def _named_cell(side: Side, area: ActivityArea, index: int, element: StructureElement | None) -> _MadeCell:
    path = f"activity_areas[{index}]"
    anchors = [side.name_of("activity_areas", index + 1)]
    title = side.block(bold(side.pieces(area.title, f"{path}.title")), "table", _under(element, "P"), anchors=anchors)
    said = side.block(_description(side, area, path), "table", _under(element, "P"))
    return _MadeCell(Stack([title, said]), [title, said])


def _status_cell(side: Side, area: ActivityArea, element: StructureElement | None) -> _MadeCell:
    blocks: list[Any] = []
    texts: list[TextBlock] = []
    if area.status is not None:
        word = side.block([status_word(side, area.status)], "table", _under(element, "P"))
        texts.append(word)
        blocks.append(beside_mark(side, area.status, word, "table"))
    bar_pt = 0.0
    if area.progress is not None:
        blocks.append(progress(side, area.progress, _under(element, "P"), "table"))
        bar_pt = progress_width_pt(side, area.progress, "table") + _AIR_PT
    return _MadeCell(Stack(blocks), texts, bar_pt) if blocks else _MadeCell()


def _table(briefing: Briefing, side: Side, element: StructureElement) -> Iterator[Cell]:
    """Rows under a head; over the whole page where the column of some language is too narrow for it."""
    wide = _TABLE if side.measures.wide_areas else False
    tree = element.add("Table")
    columns = list(_columns(briefing, side, tree))
    free_pt = (side.page_width_pt if wide else side.width_pt) - TABLE_GAP_PT * (len(columns) - 1)
    widths = column_widths([column.needs for column in columns], free_pt)
    if widths is None:  # no column holds numbers that must not be cut
        widths = [free_pt / len(columns)] * len(columns)
    again = [
        side.block([Piece(side.locale.label(_HEADS[name]), strong=True)], "table", None)
        for name in _names_of_columns(briefing)
    ]
    strong = side.rule(side.theme.spec.table.head_rule)
    head = written_row(side, [column.head for column in columns], widths, strong)
    title = [Piece(side.locale.label(_heading(briefing)))]
    head_again = head_of_next_page(side, title, written_row(side, again, widths, strong))
    yield Cell(head, gap_pt=side.after_heading_pt, table=_TABLE, head_again=head_again, wide=wide)
    for index in range(len(briefing.activity_areas)):
        row = written_row(side, [column.cells[index] for column in columns], widths, side.hairline)
        yield Cell(row, table=_TABLE, wide=wide)


# --- The grid ---


def _grid(briefing: Briefing, side: Side, element: StructureElement) -> Iterator[Cell]:
    """Cards beside each other; what all cards of a row have stands level."""
    listed = element.add("L", numbering="Decimal")
    areas = briefing.activity_areas
    for start in range(0, len(areas), CARDS_PER_ROW):
        cards = [
            _card(side, listed.add("LI"), areas[index], index)
            for index in range(start, min(start + CARDS_PER_ROW, len(areas)))
        ]
        empty: list[list[Any]] = [[]] * (CARDS_PER_ROW - len(cards))
        lines = [cells for cells in zip_longest(*cards, *empty) if any(cell is not None for cell in cells)]
        for line, cells in enumerate(lines):
            gap_pt = 0.0
            if line == 0:
                gap_pt = side.grid_pt if start else side.after_heading_pt
            row = Row(cells, [Share(1 / CARDS_PER_ROW)] * CARDS_PER_ROW, gap_pt=_CARD_GAP_PT, rtl=side.rtl)
            yield Cell(row, gap_pt=gap_pt, keep_with_next=line < len(lines) - 1)


def _card(side: Side, item: StructureElement, area: ActivityArea, index: int) -> list[Any]:
    """Number and title under a rule, how it stands, what it is, who does it where and when, and how far it has come."""
    path = f"activity_areas[{index}]"
    number = number_of(side, item, index, "table", [side.name_of("activity_areas", index + 1)])
    body = item.add("LBody")
    title = side.block(bold(side.pieces(area.title, f"{path}.title")), "table", body.add("P"))
    top = Row(
        [number, title],
        [NUMBERS_PT, Share(1)],
        rtl=side.rtl,
        rule=side.rule(side.theme.spec.figures.rule),
        padding_pt=TABLE_PADDING_PT,
        splittable=False,
    )
    status = bar = state = None
    if area.status is not None:
        word = side.block([status_word(side, area.status)], "caption", body.add("P"))
        status = beside_mark(side, area.status, word, "caption")
    said = side.block(_description(side, area, path), "table", body.add("P"))
    if about := separated(_circumstances(side, area, path)):
        state = side.block(about, "caption", body.add("P"))
    if area.progress is not None:
        bar = progress(side, area.progress, body.add("P"), "caption")
    return [top, status, said, state, bar]
