"""The end of a briefing: short forms and sources."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from briefgen.layout.flow.containers import Row, Share
from briefgen.layout.flow.tables import NUMBERS_PT, labels_pt, rows_together, table_row
from briefgen.layout.inline import Piece, Target
from briefgen.layout.side import Cell, Side, labelled, separated
from briefgen.model import Briefing
from briefgen.model.sources import Source

# Arabic words are looked up without their article.
_ARTICLE: Final = "ال"


def glossary(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """Short forms with what they stand for; where the language has none, that of the other one.

    They stand in the order of the first language in all languages, so that their rows stand level.
    """
    if not briefing.glossary:
        return
    element, heading = side.section("glossary")
    yield heading
    listed = element.add("L", numbering="Description")
    rows: list[list[Cell]] = []
    labels = labels_pt(side)
    for place, index in enumerate(_in_order(briefing, side.shown[0])):
        entry = briefing.glossary[index]
        path = f"glossary[{index}]"
        language = side.language if side.language in entry.short.languages else entry.short.languages[0]
        item = listed.add("LI")
        pieces = [Piece(entry.short[language], strong=True, path=f"{path}.short.{language}")]
        term = side.block(pieces, "table", item.add("Lbl"), anchors=[side.name_of("glossary", index + 1)])
        texts = [[Piece(entry.full[side.language], path=f"{path}.full.{side.language}")]]
        if entry.explanation is not None:
            texts.append(side.pieces(entry.explanation, f"{path}.explanation"))
        meaning = side.block(separated(texts), "table", item.add("LBody"))
        rows.append([table_row(side, [term, meaning], [labels, Share(1)], first=place == 0)])
    yield from rows_together(rows)


def _in_order(briefing: Briefing, first: str) -> list[int]:
    """The places of the entries of the glossary, by the alphabet of a language; marks and case do not count."""

    def key(index: int) -> tuple[str, int]:
        short = briefing.glossary[index].short
        text = short[first if first in short.languages else short.languages[0]]
        letters = unicodedata.normalize("NFKD", text.casefold().removeprefix(_ARTICLE))
        return "".join(letter for letter in letters if not unicodedata.combining(letter)), index

    return sorted(range(len(briefing.glossary)), key=key)


def sources(briefing: Briefing, side: Side) -> Iterator[Cell]:
    """The sources, by the numbers that statements cite; the number leads back to the first citation."""
    if not briefing.sources:
        return
    element, heading = side.section("sources")
    yield heading
    locale = side.locale
    listed = element.add("L", numbering="Decimal")
    rows: list[list[Cell]] = []
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
        rows.append([Cell(row, gap_pt=2.0 if index else side.after_heading_pt)])
    yield from rows_together(rows)


def naming(source: Source, side: Side, path: str) -> Iterator[list[Piece]]:
    """What a source is: who says what, and when; of one that is withheld, what the edition has left of that."""
    if source.withheld:
        yield [Piece(side.locale.label("withheld"))]
    texts = {"author": source.author, "title": source.title, "publisher": source.publisher}
    for name, text in texts.items():
        if text is not None:
            yield side.pieces(text, f"{path}.{name}")
    if source.date is not None:
        yield [Piece(side.locale.date(source.date))]


def _said_of(source: Source, side: Side, path: str) -> Iterator[list[Piece]]:
    """All that is said of a source in the list."""
    yield from naming(source, side, path)
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
