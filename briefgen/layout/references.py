"""The end of a briefing: short forms, sources, and whom to ask."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.layout.containers import Row, Share
from briefgen.layout.inline import Piece, Target
from briefgen.layout.side import Cell, Side, labelled, separated
from briefgen.layout.tables import NUMBERS_PT, labels_pt, rows_together, table_row
from briefgen.model import Briefing
from briefgen.model.sources import Source


def glossary(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """Short forms with what they stand for; where the language has none, that of the other one."""
    if not briefing.glossary:
        return
    element, heading = side.section("glossary")
    yield heading
    listed = element.add("L", numbering="Description")
    rows: list[list[Cell]] = []
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
        rows.append([table_row(side, [term, meaning], [labels_pt(side), Share(1)], first=index == 0)])
    yield from rows_together(rows)


def sources(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """The sources, by the numbers that statements cite; the number leads back to the first citation."""
    if not briefing.sources:
        return
    element, heading = side.section("sources")
    yield heading
    locale = side.locale
    listed = element.add("L", numbering="Decimal")
    for index, source in enumerate(briefing.sources):
        item = listed.add("LI")
        mark = Piece(f"[{locale.integer(index + 1)}]", colour=side.theme.colours.accent)
        if side.inline.is_cited(source.key):
            contents = locale.label("cited", number=index + 1)
            mark.target = Target(destination=side.inline.first_citation(source.key), contents=contents)
        label = side.block([mark], "caption", item.add("Lbl"), anchors=[side.name_of("sources", source.key)])
        said = separated(list(_said_of(source, side, f"sources[{index}]")))
        text = side.block(said, "caption", item.add("LBody"))
        row = Row([label, text], [NUMBERS_PT, Share(1)], gap_pt=4, rtl=side.rtl)
        yield Cell(side.main(row), gap_pt=2.0 if index else side.after_heading_pt)


def _said_of(source: Source, side: Side, path: str) -> Iterator[list[Piece]]:
    """What is said of a source; of one that is withheld, what the edition has left of that."""
    if source.withheld:
        yield [Piece(side.locale.label("withheld"))]
    texts = {"author": source.author, "title": source.title, "publisher": source.publisher}
    for name, text in texts.items():
        if text is not None:
            yield side.pieces(text, f"{path}.{name}")
    if source.date is not None:
        yield [Piece(side.locale.date(source.date))]
    yield from _where(source, side, path)
    yield from _standing(source, side, path)


def _where(source: Source, side: Side, path: str) -> Iterator[list[Piece]]:
    """Where a source can be read, and when it was."""
    if source.url is not None:
        yield [side.inline.address(source.url, f"{path}.url")]
    if source.archived_url is not None:
        yield labelled(side, "archived", "address", [side.inline.address(source.archived_url, f"{path}.archived_url")])
    if source.retrieved is not None:
        yield [Piece(side.locale.label("retrieved", date=side.locale.date(source.retrieved)))]


def _standing(source: Source, side: Side, path: str) -> Iterator[list[Piece]]:
    """On what terms a source may be used, and how far it can be relied on."""
    if source.licence is not None:
        yield labelled(side, "licence", "name", [Piece(source.licence, isolation="auto", path=f"{path}.licence")])
    if source.reliability is not None:
        yield [Piece(side.locale.label("reliability", grade=source.reliability))]
    if source.credibility is not None:
        yield [Piece(side.locale.label("credibility", grade=source.credibility))]


def contact(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """Whom to ask; and on a page in one language, in which others the briefing exists that the file does not have."""
    locale, whom = side.locale, briefing.contact
    parts: list[list[Piece]] = []
    if whom is not None:
        parts.append([Piece(locale.label("contact"), strong=True)])
        parts.append(side.pieces(whom.name, "contact.name"))
        if whom.phone is not None:
            parts.append([Piece(whom.phone, isolation="ltr", path="contact.phone")])
        if whom.email is not None:
            parts.append([side.inline.address(f"mailto:{whom.email}", "contact.email")])
    if side.single:
        others = [language for language in briefing.all_languages if language not in side.shown]
        parts += [[Piece(locale.label("other_edition", language=locale.language_name(other)))] for other in others]
    if parts:
        element = side.part.add("P")
        anchors = []
        if whom is not None:  # its label is the nearest that there is to a heading
            anchors.append(side.bookmark("contact", locale.label("contact"), element))
        block = side.block(separated(parts), "caption", element, anchors=anchors)
        yield Cell(side.main(block), gap_pt=side.grid_pt / 2)
