"""The sections of a briefing in one language, each as a list of cells.

A section makes the same cells in every language, so that the cells of two languages pair up one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from briefgen.layout.containers import Barred, Row, Rule, Stack
from briefgen.layout.inline import Piece
from briefgen.layout.locale import has_locale, load_locale
from briefgen.layout.side import Cell, OutlineEntry, Side
from briefgen.layout.structure import StructureElement
from briefgen.model import Briefing
from briefgen.model.dates import PartialDate
from briefgen.model.statements import Disagreement, KeyFigure, Quote

# A middle dot stays on the line of what stands before it.
SEPARATOR: Final = "\u00a0· "

# White between the rows of a table and their rules, above and below, in points.
TABLE_PADDING: Final = 2.0

# The column of dates in a timeline, in points: "12 September 2024" in the weight of labels.
DATE_COLUMN: Final = 62.0

# The column of labels in a table of facts beside another language.
LABEL_COLUMN: Final = 62.0


def compose_sections(briefing: Briefing, side: Side) -> list[Cell]:
    """All cells of one language, in the order of the pages."""
    cells: list[Cell] = []
    for section in (
        _masthead, _bottom_line, _key_figures, _summary, _facts, _activity_areas, _quotes, _timeline, _disagreements,
        _sources, _contact,
    ):  # fmt: skip
        cells += section(briefing, side)
    return cells


def _separated(parts: Sequence[Sequence[Piece]]) -> list[Piece]:
    """The parts that are not empty, with a middle dot between them."""
    pieces: list[Piece] = []
    for part in parts:
        if pieces and part:
            pieces.append(Piece(SEPARATOR))
        pieces += part
    return pieces


def _dated(side: Side, date: PartialDate, sources: Sequence[str]) -> list[Piece]:
    """A date and the marks of sources, muted."""
    return [Piece(side.locale.date(date), style=side.style("caption")), *side.inline.citations(sources)]


def _masthead(briefing: Briefing, side: Side) -> Iterator[Cell]:
    element = side.part.add("Sect")
    title = side.block(
        side.inline.marked_up(briefing.title[side.language]),
        "title",
        element.add("H1"),
        f"title.{side.language}",
        anchor=f"{side.language}.title",
    )
    plain = title.prepared.paragraph.text
    side.outline.append(OutlineEntry(plain, f"{side.language}.title", 0))
    yield Cell(title, gap_pt=6)
    if not (side.single and briefing.bottom_line is not None):
        meta = _separated(_about(briefing, side))
        yield Cell(side.block(meta, "meta", element.add("P"), f"prepared_for.{side.language}"), gap_pt=4)


def _about(briefing: Briefing, side: Side) -> list[list[Piece]]:
    """What the briefing is, of which day, for whom and from whom."""
    locale, dates = side.locale, briefing.dates
    parts = [
        [Piece(locale.kind(briefing.kind) + " "), Piece(briefing.reference, isolated=True)],
        [Piece(locale.label("as_of", date=locale.date(dates.as_of)))],
    ]
    if dates.issued is not None:
        parts.append([Piece(locale.label("issued", date=locale.date(dates.issued)))])
    parts.append(_labelled(side, "prepared_for", "name", briefing.prepared_for[side.language]))
    if briefing.prepared_by is not None:
        parts.append(_labelled(side, "prepared_by", "name", briefing.prepared_by[side.language]))
    return parts


def _labelled(side: Side, label: str, place: str, text: str, **values: str) -> list[Piece]:
    """A label with a marked-up text put into its ``place``."""
    before, _, after = side.locale.label(label, **values, **{place: "\0"}).partition("\0")
    pieces = [Piece(before), *side.inline.marked_up(text), Piece(after)]
    return [piece for piece in pieces if piece.text]


def _bottom_line(briefing: Briefing, side: Side) -> Iterator[Cell]:
    if briefing.bottom_line is None:
        return
    element = side.part.add("Sect")
    label = side.locale.label("bottom_line")
    heading = side.block(label, "label", element.add("H2"), "", anchor=side.bookmark("bottom_line"))
    text = side.text(briefing.bottom_line[side.language], "body", element.add("P"), "bottom_line")
    content = Stack([heading, text])
    if side.single:  # the panel has room at its side for what otherwise stands under the title
        about = [side.block(part, "meta", element.add("P"), "prepared_for") for part in _about(briefing, side)]
        content = side.main(content, Stack(about))
    yield Cell(content, gap_pt=side.grid_pt, panel="point")


def _key_figures(briefing: Briefing, side: Side) -> Iterator[Cell]:
    figures = briefing.key_figures
    if not figures:
        return
    element = side.part.add("Sect")
    per_row = 4 if side.single else 3
    listed = element.add("L", numbering="None")
    for start in range(0, len(figures), per_row):
        cards = [
            _card(side, listed.add("LI").add("LBody"), figure, f"key_figures[{start + offset}]")
            for offset, figure in enumerate(figures[start : start + per_row])
        ]
        empty = [(None, None, None)] * (min(len(figures), per_row) - len(cards))
        # Values, labels and captions are rows of their own, so that each stands level in all cards.
        for line, cells in enumerate(zip(*cards, *empty, strict=True)):
            row = Row(cells, [1 / len(cells)] * len(cells), gap_pt=10, rtl=side.rtl, splittable=False)
            yield Cell(row, gap_pt=0 if line else side.grid_pt, keep_with_next=line < 2)


def _card(side: Side, element: StructureElement, figure: KeyFigure, path: str) -> tuple[Any, Any, Any]:
    """The value with its unit under a rule, what it says, and when and who says so."""
    value = [Piece(side.locale.number(figure.value), isolated=True)]
    if figure.unit is not None:
        unit = side.inline.marked_up(figure.unit[side.language])
        value += [Piece(" ", style=side.style("unit")), *(replace(piece, style=side.style("unit")) for piece in unit)]
    shown = side.block(value, "figure", element.add("P"), f"{path}.value")
    return (
        Row([shown], [1], rule=Rule(0.75, side.theme.colours.accent), splittable=False),
        side.text(figure.label[side.language], "figure_label", element.add("P"), f"{path}.label"),
        side.block(_dated(side, figure.as_of, figure.sources), "caption", element.add("P"), path),
    )


def _summary(briefing: Briefing, side: Side) -> Iterator[Cell]:
    element, heading = side.section("summary", "summary")
    yield heading
    for index, paragraph in enumerate(briefing.summary):
        block = side.text(paragraph[side.language], "body", element.add("P"), f"summary[{index}]")
        gap = side.after_heading_pt if index == 0 else side.grid_pt / 2
        yield Cell(side.main(block), gap_pt=gap)


def _facts(briefing: Briefing, side: Side) -> Iterator[Cell]:
    if not briefing.facts:
        return
    element, heading = side.section("facts", "facts")
    yield heading
    table = element.add("Table")
    for index, fact in enumerate(briefing.facts):
        path = f"facts[{index}]"
        row = table.add("TR")
        heads = _bold(side.inline.marked_up(fact.label[side.language]))
        label = side.block(heads, "table", row.add("TH", scope="Row"), f"{path}.label.{side.language}")
        value_element = row.add("TD")
        value = side.inline.marked_up(fact.value[side.language])
        dated = _dated(side, fact.as_of, fact.sources)
        if side.single:
            cells: list[Any] = [
                label,
                side.block(value, "table", value_element, f"{path}.value.{side.language}"),
                side.block(dated, "caption", row.add("TD"), path),
            ]
            widths = [0.3, 0.43, 0.27]
        else:
            cells = [
                label,
                side.block([*value, Piece(SEPARATOR), *dated], "table", value_element, f"{path}.value.{side.language}"),
            ]
            widths = [LABEL_COLUMN, 1]
        yield _table_row(side, cells, widths, first=index == 0)


def _table_row(side: Side, cells: Sequence[Any], widths: Sequence[float], *, first: bool) -> Cell:
    row = Row(cells, widths, gap_pt=8, rtl=side.rtl, rule=side.hairline, padding_pt=TABLE_PADDING, splittable=False)
    return Cell(row, gap_pt=side.after_heading_pt if first else 0.0)


def _activity_areas(briefing: Briefing, side: Side) -> Iterator[Cell]:
    if not briefing.activity_areas:
        return
    element, heading = side.section("activity_areas", "activity_areas")
    yield heading
    listed = element.add("L", numbering="Decimal")
    for index, area in enumerate(briefing.activity_areas):
        path = f"activity_areas[{index}]"
        item = listed.add("LI")
        number = side.block(
            [Piece(str(index + 1), strong=True, colour=side.theme.colours.accent)], "table", item.add("Lbl"), path
        )
        body = item.add("LBody")
        title = _bold(side.inline.marked_up(area.title[side.language]))
        description = side.inline.marked_up(area.description[side.language])
        cited = side.inline.citations(area.sources)
        if side.single:
            cells = [
                number,
                side.block(title, "table", body.add("P"), f"{path}.title.{side.language}"),
                side.block([*description, *cited], "table", body.add("P"), f"{path}.description.{side.language}"),
            ]
            widths: list[float] = [16, 0.3, 0.7]
        else:
            pieces = [*title, Piece(". ", strong=True), *description, *cited]
            cells = [number, side.block(pieces, "table", body, f"{path}.description.{side.language}")]
            widths = [16, 1]
        yield _table_row(side, cells, widths, first=index == 0)


def _bold(pieces: Sequence[Piece]) -> list[Piece]:
    return [replace(piece, strong=True) for piece in pieces]


def _quotes(briefing: Briefing, side: Side) -> Iterator[Cell]:
    if not briefing.quotes:
        return
    element, heading = side.section("quotes", "quotes")
    yield heading
    for index, quote in enumerate(briefing.quotes):
        words, attribution = _quote(briefing, side, element.add("BlockQuote"), quote, f"quotes[{index}]")
        gap = side.after_heading_pt + 3 if index == 0 else side.grid_pt / 2
        if side.single:
            yield Cell(side.main(_barred(side, words), attribution), gap_pt=gap)
        else:  # two rows, so that the attributions stand level too
            yield Cell(_barred(side, words), gap_pt=gap, keep_with_next=True)
            yield Cell(_barred(side, attribution))


def _quote(briefing: Briefing, side: Side, element: StructureElement, quote: Quote, path: str) -> tuple[Any, Any]:
    """The words in the language of the side, after the original where no other column shows it; and who said them."""
    locale, language = side.locale, side.language
    translated = language != quote.language
    blocks = []
    if not translated or side.single or quote.language not in briefing.languages:
        original = [Piece(_quoted(quote.text, quote.language, side))]
        where = side.element_of(element, quote.language)
        blocks.append(side.block(original, "quote", where, f"{path}.text", language=quote.language))
    kind = [[Piece(locale.label("original", language=locale.language_name(quote.language)))]]
    if translated and quote.translations is not None and quote.translated_by is not None:
        words = [Piece(locale.quoted(quote.translations[language]))]
        blocks.append(side.block(words, "quote", element.add("P"), f"{path}.translations.{language}"))
        name = locale.language_name(quote.language)
        kind = [_labelled(side, "translation", "translator", quote.translated_by[language], language=name)]
    return Stack(blocks, 3), _attribution(side, element, quote, kind, path)


def _attribution(
    side: Side, element: StructureElement, quote: Quote, kind: Sequence[Sequence[Piece]], path: str
) -> Any:
    """Who said it, as what, where and when; and on a line of its own, whether these are the words themselves."""
    language = side.language
    speaker, role, occasion = (
        side.inline.marked_up(text[language]) if text is not None else []
        for text in (quote.speaker, quote.role, quote.occasion)
    )
    when = [Piece(side.locale.date(quote.date)), *side.inline.citations([quote.source])]
    lines = [[speaker, role], [occasion, when]] if side.single else [[speaker, role, occasion, when]]
    return Stack(
        [
            side.block(_separated(line), "caption", element.add("P"), f"{path}.speaker.{language}")
            for line in (*lines, kind)
        ]
    )


def _barred(side: Side, content: Any) -> Any:
    return Barred(content, rtl=side.rtl, inset_pt=10.0, thickness_pt=2.0, colour=side.theme.colours.accent)


def _quoted(text: str, language: str, side: Side) -> str:
    """A text between the quotation marks of its own language, where briefgen knows them, else of the side's."""
    return (load_locale(language) if has_locale(language) else side.locale).quoted(text)


def _timeline(briefing: Briefing, side: Side) -> Iterator[Cell]:
    if not briefing.timeline:
        return
    element, heading = side.section("timeline", "timeline")
    yield heading
    listed = element.add("L", numbering="None")
    for index, entry in enumerate(briefing.timeline):
        path = f"timeline[{index}]"
        item = listed.add("LI")
        date = side.block([Piece(side.locale.date(entry.date), strong=True)], "table", item.add("Lbl"), f"{path}.date")
        pieces = [*side.inline.marked_up(entry.text[side.language]), *side.inline.citations(entry.sources)]
        text = side.block(pieces, "table", item.add("LBody"), f"{path}.text.{side.language}")
        yield _table_row(side, [date, text], [DATE_COLUMN, 1] if not side.single else [0.3, 0.7], first=index == 0)


def _disagreements(briefing: Briefing, side: Side) -> Iterator[Cell]:
    for index, disagreement in enumerate(briefing.disagreements):
        path = f"disagreements[{index}]"
        element = side.part.add("Sect")
        anchor = f"{side.language}.disagreement-{index + 1}"
        title = side.locale.label("disagreements")
        side.outline.append(OutlineEntry(title, anchor, 1))
        label = side.block(title, "warning", element.add("H2"), path, anchor=anchor)
        blocks = [label, *_positions(side, element, disagreement, path)]
        yield Cell(side.main(Stack(blocks)), gap_pt=side.grid_pt, panel="warning")


def _positions(side: Side, element: StructureElement, disagreement: Disagreement, path: str) -> Iterator[Any]:
    language = side.language
    question = _bold(side.inline.marked_up(disagreement.question[language]))
    yield side.block(question, "table", element.add("P"), f"{path}.question.{language}")
    listed = element.add("L", numbering="None")
    for index, position in enumerate(disagreement.positions):
        pieces = [*side.inline.marked_up(position.value[language]), *side.inline.citations(position.sources)]
        where = f"{path}.positions[{index}].value.{language}"
        yield side.block(pieces, "table", listed.add("LI").add("LBody"), where)
    adopted = [
        Piece(side.locale.label("adopted") + " ", strong=True),
        *side.inline.marked_up(disagreement.adopted[language]),
    ]
    yield side.block(adopted, "table", element.add("P"), f"{path}.adopted.{language}")


def _sources(briefing: Briefing, side: Side) -> Iterator[Cell]:
    if not briefing.sources:
        return
    element, heading = side.section("sources", "sources")
    yield heading
    locale, language = side.locale, side.language
    listed = element.add("L", numbering="Decimal")
    for index, source in enumerate(briefing.sources):
        item = listed.add("LI")
        anchor = f"{language}.source.{source.key}"
        path = f"sources[{index}]"
        mark = side.block(f"[{index + 1}]", "caption", item.add("Lbl"), path, anchor=anchor)
        texts = [text[language] for text in (source.author, source.title, source.publisher) if text is not None]
        parts = [side.inline.marked_up(text) for text in texts]
        parts.append([Piece(locale.date(source.date))])
        if source.url is not None:
            parts.append([side.inline.address(source.url)])
        if source.retrieved is not None:
            parts.append([Piece(locale.label("retrieved", date=locale.date(source.retrieved)))])
        text = side.block(_separated(parts), "caption", item.add("LBody"), f"{path}.title.{language}")
        row = Row([mark, text], [16, 1], gap_pt=4, rtl=side.rtl)
        yield Cell(side.main(row), gap_pt=side.after_heading_pt if index == 0 else 2.0)


def _contact(briefing: Briefing, side: Side) -> Iterator[Cell]:
    locale, contact = side.locale, briefing.contact
    parts: list[list[Piece]] = []
    if contact is not None:
        parts.append([Piece(locale.label("contact"), strong=True)])
        parts.append(side.inline.marked_up(contact.name[side.language]))
        if contact.phone is not None:
            parts.append([Piece(contact.phone, isolated=True)])
        if contact.email is not None:
            parts.append([side.inline.address(f"mailto:{contact.email}")])
    if side.single:
        others = [language for language in briefing.languages if language != side.language]
        parts += [[Piece(locale.label("other_edition", language=locale.language_name(other)))] for other in others]
    if parts:
        block = side.block(_separated(parts), "caption", side.part.add("P"), f"contact.name.{side.language}")
        yield Cell(side.main(block), gap_pt=side.grid_pt / 2)
