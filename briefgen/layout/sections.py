"""The sections of a briefing in one language, each as a list of cells.

A section makes the same cells in every language, so that the cells of two languages pair up one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from briefgen.layout.containers import Row, Rule, Share, Stack
from briefgen.layout.inline import Piece, Target
from briefgen.layout.measures import FIGURE_GAP_PT, figure_pieces
from briefgen.layout.quotes import disagreements, quotes
from briefgen.layout.side import Cell, Side, bold, labelled, separated
from briefgen.layout.structure import StructureElement
from briefgen.layout.titles import display_title
from briefgen.model import Briefing
from briefgen.model.dates import PartialDate

# White between the rows of a table and their rules, above and below, in points.
_TABLE_PADDING: Final = 2.0
_TABLE_GAP: Final = 8.0

# Columns of tables: labels beside another language, and on a page in one language; numbers of lists.
_LABELS_BESIDE: Final = 62.0
_LABELS_SINGLE: Final = 154.0
_NUMBERS: Final = 16.0


def compose_sections(briefing: Briefing, side: Side) -> list[Cell]:
    """All cells of one language, in the order of the pages."""
    cells: list[Cell] = []
    for section in (
        _masthead, _bottom_line, _key_figures, _summary, _facts, _activity_areas, quotes, _timeline, disagreements,
        _glossary, _sources, _contact,
    ):  # fmt: skip
        cells += section(briefing, side)
    return cells


def _masthead(briefing: Briefing, side: Side) -> Iterator[Cell]:
    element = side.part.add("Sect")
    heading = element.add("H1")
    anchors = [side.bookmark("title", display_title(briefing.title[side.language]), heading, level=0)]
    pieces = side.pieces(briefing.title, "title")
    yield Cell(side.block(pieces, "title", heading, anchors=anchors, step=side.measures.title_step), gap_pt=6)
    if not (side.single and briefing.bottom_line is not None):
        yield Cell(side.block(separated(_about(briefing, side)), "meta", element.add("P")), gap_pt=4)


def _about(briefing: Briefing, side: Side) -> list[list[Piece]]:
    """What the briefing is, of which day, for whom and from whom."""
    locale, dates = side.locale, briefing.dates
    parts = [
        [Piece(locale.kind(briefing.kind) + " "), Piece(briefing.reference, isolation="auto", path="reference")],
        [Piece(locale.label("as_of", date=locale.date(dates.as_of)))],
    ]
    if dates.issued is not None:
        parts.append([Piece(locale.label("issued", date=locale.date(dates.issued)))])
    parts.append(labelled(side, "prepared_for", "name", side.pieces(briefing.prepared_for, "prepared_for")))
    if briefing.prepared_by is not None:
        parts.append(labelled(side, "prepared_by", "name", side.pieces(briefing.prepared_by, "prepared_by")))
    return parts


def _bottom_line(briefing: Briefing, side: Side) -> Iterator[Cell]:
    if briefing.bottom_line is None:
        return
    element = side.part.add("Sect")
    label = side.locale.label("bottom_line")
    heading = element.add("H2")
    block = side.block(label, "label", heading, anchors=[side.bookmark("bottom_line", label, heading)])
    content: Any = Stack([block, side.text(briefing.bottom_line, "body", element.add("P"), "bottom_line")])
    if side.single:  # the panel has room at its side for what otherwise stands under the title
        content = side.main(
            content, Stack([side.block(part, "meta", element.add("P")) for part in _about(briefing, side)])
        )
    yield Cell(content, gap_pt=side.grid_pt, panel="point")


def _key_figures(briefing: Briefing, side: Side) -> Iterator[Cell]:
    count = len(briefing.key_figures)
    if not count:
        return
    element = side.part.add("Sect")
    per_row = side.measures.figures_per_row
    listed = element.add("L", numbering="None")
    for start in range(0, count, per_row):
        cards = [
            _card(briefing, side, listed.add("LI").add("LBody"), index)
            for index in range(start, min(start + per_row, count))
        ]
        empty = [(None, None, None)] * (per_row - len(cards))
        # Values, labels and captions are rows of their own, so that each stands level in all cards.
        for line, cells in enumerate(zip(*cards, *empty, strict=True)):
            row = Row(cells, [Share(1 / per_row)] * per_row, gap_pt=FIGURE_GAP_PT, rtl=side.rtl, splittable=False)
            yield Cell(row, gap_pt=0 if line else side.grid_pt, keep_with_next=line < 2)


def _card(briefing: Briefing, side: Side, element: StructureElement, index: int) -> tuple[Any, Any, Any]:
    """The value with its unit under a rule, what it says, and when and who says so."""
    figure = briefing.key_figures[index]
    anchors = [side.name_of("key_figures", index + 1)]
    if index == 0:  # the section has no heading
        anchors.append(side.name_of("key_figures"))
    value = side.block(figure_pieces(side, index, briefing), "figure", element.add("P"), anchors=anchors)
    return (
        Row([value], [Share(1)], rule=Rule(0.75, side.theme.colours.accent), splittable=False),
        side.text(figure.label, "figure_label", element.add("P"), f"key_figures[{index}].label"),
        side.block(_dated(side, figure.as_of, figure.sources), "caption", element.add("P")),
    )


def _dated(side: Side, date: PartialDate, sources: Sequence[str]) -> list[Piece]:
    """A date and the marks of sources, muted."""
    return [Piece(side.locale.date(date), style=side.style("caption")), *side.inline.citations(sources, ordered=True)]


def _summary(briefing: Briefing, side: Side) -> Iterator[Cell]:
    element, heading = side.section("summary")
    yield heading
    for index, paragraph in enumerate(briefing.summary):
        block = side.text(paragraph, "body", element.add("P"), f"summary[{index}]")
        yield Cell(side.main(block), gap_pt=side.grid_pt / 2 if index else side.after_heading_pt)


def _table_row(side: Side, cells: Sequence[Any], widths: Sequence[float | Share], *, first: bool) -> Cell:
    row = Row(
        cells,
        widths,
        gap_pt=_TABLE_GAP,
        rtl=side.rtl,
        rule=side.hairline,
        padding_pt=_TABLE_PADDING,
        splittable=False,
    )
    return Cell(row, gap_pt=side.after_heading_pt if first else 0.0)


def _facts(briefing: Briefing, side: Side) -> Iterator[Cell]:
    if not briefing.facts:
        return
    element, heading = side.section("facts")
    yield heading
    table = element.add("Table")
    for index, fact in enumerate(briefing.facts):
        path = f"facts[{index}]"
        row = table.add("TR")
        pieces = bold(side.pieces(fact.label, f"{path}.label"))
        anchors = [side.name_of("facts", index + 1)]
        label = side.block(pieces, "table", row.add("TH", scope="Row"), anchors=anchors)
        value = side.pieces(fact.value, f"{path}.value")
        dated = _dated(side, fact.as_of, fact.sources)
        if side.single:
            cells = [label, side.block(value, "table", row.add("TD")), side.block(dated, "caption", row.add("TD"))]
            widths: list[float | Share] = [_LABELS_SINGLE, Share(1), side.beside_pt]
        else:
            cells = [label, side.block(separated([value, dated]), "table", row.add("TD"))]
            widths = [_LABELS_BESIDE, Share(1)]
        yield _table_row(side, cells, widths, first=index == 0)


def _activity_areas(briefing: Briefing, side: Side) -> Iterator[Cell]:
    if not briefing.activity_areas:
        return
    element, heading = side.section("activity_areas")
    yield heading
    listed = element.add("L", numbering="Decimal")
    for index, area in enumerate(briefing.activity_areas):
        path = f"activity_areas[{index}]"
        item = listed.add("LI")
        mark = Piece(side.locale.integer(index + 1), strong=True, colour=side.theme.colours.accent)
        number = side.block([mark], "table", item.add("Lbl"), anchors=[side.name_of("activity_areas", index + 1)])
        body = item.add("LBody")
        title = bold(side.pieces(area.title, f"{path}.title"))
        description = side.pieces(area.description, f"{path}.description")
        cited = side.inline.citations(area.sources, ordered=True)
        if side.single:
            cells = [
                number,
                side.block(title, "table", body.add("P")),
                side.block([*description, *cited], "table", body.add("P")),
            ]
            widths: list[float | Share] = [_NUMBERS, _LABELS_SINGLE - _NUMBERS - _TABLE_GAP, Share(1)]
        else:
            stop = Piece(side.locale.label("full_stop") + " ", strong=True)
            cells = [number, side.block([*title, stop, *description, *cited], "table", body)]
            widths = [_NUMBERS, Share(1)]
        yield _table_row(side, cells, widths, first=index == 0)


def _timeline(briefing: Briefing, side: Side) -> Iterator[Cell]:
    if not briefing.timeline:
        return
    element, heading = side.section("timeline")
    yield heading
    listed = element.add("L", numbering="Description")
    dates = _LABELS_SINGLE if side.single else side.measures.date_column_pt
    for index, entry in enumerate(briefing.timeline):
        item = listed.add("LI")
        pieces, anchors = [Piece(side.locale.date(entry.date), strong=True)], [side.name_of("timeline", index + 1)]
        date = side.block(pieces, "table", item.add("Lbl"), anchors=anchors)
        text = side.pieces(entry.text, f"timeline[{index}].text")
        cited = side.inline.citations(entry.sources, ordered=True)
        body = side.block([*text, *cited], "table", item.add("LBody"))
        yield _table_row(side, [date, body], [dates, Share(1)], first=index == 0)


def _glossary(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """Short forms with what they stand for; where the language has none, that of the other one."""
    if not briefing.glossary:
        return
    element, heading = side.section("glossary")
    yield heading
    listed = element.add("L", numbering="Description")
    for index, entry in enumerate(briefing.glossary):
        path = f"glossary[{index}]"
        language = side.language if side.language in entry.short.languages else entry.short.languages[0]
        item = listed.add("LI")
        pieces = [Piece(entry.short[language], strong=True, path=f"{path}.short.{language}")]
        term = side.block(pieces, "table", item.add("Lbl"), anchors=[side.name_of("glossary", index + 1)])
        texts = [[Piece(entry.full[side.language], path=f"{path}.full.{side.language}")]]
        if entry.explanation is not None:
            texts.append(side.pieces(entry.explanation, f"{path}.explanation"))
        meaning = side.block(separated(texts), "table", item.add("LBody"))
        widths = [_LABELS_SINGLE if side.single else _LABELS_BESIDE, Share(1)]
        yield _table_row(side, [term, meaning], widths, first=index == 0)


def _sources(briefing: Briefing, side: Side) -> Iterator[Cell]:
    if not briefing.sources:
        return
    element, heading = side.section("sources")
    yield heading
    locale = side.locale
    listed = element.add("L", numbering="Decimal")
    for index, source in enumerate(briefing.sources):
        item = listed.add("LI")
        path = f"sources[{index}]"
        mark = Piece(f"[{locale.integer(index + 1)}]", colour=side.theme.colours.accent)
        if side.inline.is_cited(source.key):
            contents = locale.label("cited", number=index + 1)
            mark.target = Target(destination=side.inline.first_citation(source.key), contents=contents)
        label = side.block([mark], "caption", item.add("Lbl"), anchors=[side.name_of("sources", source.key)])
        texts = {"author": source.author, "title": source.title, "publisher": source.publisher}
        parts = [side.pieces(text, f"{path}.{name}") for name, text in texts.items() if text is not None]
        parts.append([Piece(locale.date(source.date))])
        if source.url is not None:
            parts.append([side.inline.address(source.url, f"{path}.url")])
        if source.retrieved is not None:
            parts.append([Piece(locale.label("retrieved", date=locale.date(source.retrieved)))])
        text = side.block(separated(parts), "caption", item.add("LBody"))
        row = Row([label, text], [_NUMBERS, Share(1)], gap_pt=4, rtl=side.rtl)
        yield Cell(side.main(row), gap_pt=2.0 if index else side.after_heading_pt)


def _contact(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """Whom to ask; and on a page in one language, in which others the briefing exists that the file does not have."""
    locale, contact = side.locale, briefing.contact
    parts: list[list[Piece]] = []
    if contact is not None:
        parts.append([Piece(locale.label("contact"), strong=True)])
        parts.append(side.pieces(contact.name, "contact.name"))
        if contact.phone is not None:
            parts.append([Piece(contact.phone, isolation="ltr", path="contact.phone")])
        if contact.email is not None:
            parts.append([side.inline.address(f"mailto:{contact.email}", "contact.email")])
    if side.single:
        others = [language for language in briefing.all_languages if language not in side.shown]
        parts += [[Piece(locale.label("other_edition", language=locale.language_name(other)))] for other in others]
    if parts:
        element = side.part.add("P")
        anchors = []
        if contact is not None:  # its label is the nearest that there is to a heading
            anchors.append(side.bookmark("contact", locale.label("contact"), element))
        block = side.block(separated(parts), "caption", element, anchors=anchors)
        yield Cell(side.main(block), gap_pt=side.grid_pt / 2)
