"""One language of an edition: what a section needs to make its blocks of text."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from briefgen.diagnostics import Diagnostic, Place, character_name
from briefgen.layout.charts.columns import BarColumns
from briefgen.layout.flow.containers import Labels, Row, Rule, Share
from briefgen.layout.flow.paragraph import TextBlock, slots_for
from briefgen.layout.inline import InlineBuilder, Piece
from briefgen.layout.language.locale import LanguageLocale, LocaleSet
from briefgen.layout.material import Material
from briefgen.layout.structure import StructureElement
from briefgen.layout.theming.spec import Arrangement, ArrangementSpec, LineSpec, Role
from briefgen.layout.theming.theme import TextStyle, Theme
from briefgen.model import LocalizedText
from briefgen.text.bidi import first_strong_rtl
from briefgen.text.itemize import MissingGlyph, MissingGlyphs
from briefgen.text.paragraph import ParagraphText
from briefgen.text.scripts import (
    COMMON,
    is_rtl_language,
    is_vocalised,
    script_of_character,
    script_of_language,
    unicode_script,
)
from briefgen.text.setting import PreparedParagraph, prepare
from briefgen.units import mm

_LEFT_TO_RIGHT_MARK: Final = "\u200e"
_RIGHT_TO_LEFT_MARK: Final = "\u200f"

# The empty column between the text of a page in one language and what stands at its side.
SIDE_GAP_MM = 8.0

# Styles whose balanced form is remembered: a theme has few.
_MAX_BALANCED: Final = 256

# No heading stands in so many lines at the foot of a page.
LINES_BELOW_HEADING: Final = 4


@dataclass(slots=True)
class Cell:
    """What one language puts into a row of the story.

    Attributes:
        content: a flowable; or a list of them below each other, each level with that of the other language.
        gap_pt: white above the row.
        keep_with_next: whether a page must not end after the row.
        splittable: whether the row may go on on the next page.
        panel: the box that the row stands in, over the full width.
        table: the path of the table that the row is of, where that has a head.
        head_again: for the head of a table, what stands for it at the top of following pages.
        wide: whether the row takes the whole width of the page, below those of the language before; of a section that
            does so with its heading, the path.
        below_pt: what the page must have free below the row, filled or not.
    """

    content: Any
    gap_pt: float = 0.0
    keep_with_next: bool = False
    splittable: bool = True
    panel: Literal["point", "warning", "decision"] | None = None
    table: str | None = None
    head_again: Any = None
    wide: str | bool = False
    below_pt: float = 0.0


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark: its title, the named destination it goes to, its level from 0, and the element that it stands for.

    That is a heading, but for the line of the contact, which has none.
    """

    title: str
    destination: str
    level: int
    heading: StructureElement


@dataclass(frozen=True, slots=True)
class FigureGrid:
    """How the cards of key figures stand in all languages.

    Attributes:
        columns: how many stand beside each other.
        spans: how many columns each card takes.
        step: which of the theme's sizes the values have; 0 is the largest.
        units_below: for each card whether its unit stands below the value, since it has no room beside it.
    """

    columns: int = 1
    spans: tuple[int, ...] = ()
    step: int = 0
    units_below: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Measures:
    """What the languages that stand side by side agree on.

    Attributes:
        title_step: which of the theme's sizes the title has; 0 is the largest.
        title_gap_pt: white below it.
        figures: how the cards of key figures stand.
        wide_tables: the annexes, from 0, whose tables need the whole width of the page.
        labels: the width of the column of labels beside another language, which grows while tables are composed.
        wide_areas: whether the table of activity areas needs it.
        bars: what stands beside the bars of each chart, from 0, which grows while charts are composed.
    """

    title_step: int = 0
    title_gap_pt: float = 0.0
    figures: FigureGrid = FigureGrid()
    wide_tables: frozenset[int] = frozenset()
    labels: Labels = field(default_factory=Labels)
    wide_areas: bool = False
    bars: dict[int, BarColumns] = field(default_factory=dict)


@dataclass(slots=True)
class Side:
    """One language of an edition.

    Attributes:
        locale: labels and conventions.
        locales: where those of another language are found, in which somebody is quoted.
        theme, arrangement: what styles are taken from.
        inline: makes styled texts.
        part: the structure element that all of this language stands under.
        width_pt: what the language has of the page's width.
        problems: diagnostics gathered while composing; shared by the languages of an edition.
        outline: bookmarks of this language.
        measures: what it has agreed on with the language beside it.
        shown: all languages of the edition.
        page_width_pt: from margin to margin.
        two_covers: whether the other language of the edition is read from the other cover.
        pages: the number of the page on which each named place stands, as far as it is known, where the edition has a
            table of contents; else None.
        begins: the number of the page on which each language begins, known when they are drawn.
        material: the pictures and flowables that stand beside the briefing.
        unfinished: what can be made only when all sections are there.
        measured: by its path, what was composed to be measured, and is drawn as it is.
    """

    locale: LanguageLocale
    locales: LocaleSet
    theme: Theme
    arrangement: Arrangement
    inline: InlineBuilder
    part: StructureElement
    width_pt: float
    problems: list[Diagnostic]
    outline: list[OutlineEntry] = field(default_factory=list)
    measures: Measures = field(default_factory=Measures)
    shown: tuple[str, ...] = ()
    page_width_pt: float = 0.0
    two_covers: bool = False
    pages: Mapping[str, int] | None = None
    begins: dict[str, int] = field(default_factory=dict)
    material: Material = field(default_factory=Material)
    unfinished: list[Callable[[], None]] = field(default_factory=list)
    measured: dict[str, Any] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """BCP 47 tag."""
        return self.locale.language

    @property
    def rtl(self) -> bool:
        """Whether the language goes from right to left."""
        return self.locale.rtl

    @property
    def single(self) -> bool:
        """Whether the language has the page to itself."""
        return self.arrangement == "single"

    def style(self, role: Role) -> TextStyle:
        """The style of a role in this language."""
        return self.theme.style(self.arrangement, role, self.locale.script)

    @property
    def hairline(self) -> Rule:
        """The rule between the rows of a table."""
        rule = self.theme.spec.table.rule
        return Rule(rule.width, self.theme.colours.code(rule.colour))

    def rule(self, line: LineSpec) -> Rule | None:
        """A rule of the theme; None where its width is 0."""
        return Rule(line.width, self.theme.colours.code(line.colour)) if line.width else None

    def pieces(self, text: LocalizedText, path: str) -> list[Piece]:
        """The pieces of a text of the briefing, in this language."""
        return self.inline.marked_up(text[self.language], f"{path}.{self.language}")

    def block(
        self,
        pieces: Sequence[Piece] | str,
        role: Role,
        element: StructureElement | None,
        *,
        anchors: Sequence[str] = (),
        language: str | None = None,
        step: int = 0,
    ) -> TextBlock:
        """A block of text in a role, with names for its place; ``step`` picks one of its smaller sizes.

        Characters that no face covers are noted in ``problems``; the block is then empty, and the briefing is refused
        when everything has been composed.
        """
        pieces = [Piece(pieces)] if isinstance(pieces, str) else pieces
        if element is not None:
            pieces = self.inline.noting_citations(pieces)
        script = script_of_language(language or self.language)
        vocalised = is_vocalised("".join(piece.text for piece in pieces))
        style = self.theme.style(self.arrangement, role, script, step=step, vocalised=vocalised)
        styled = self.inline.styled(pieces, style, language=language)
        try:
            prepared = prepare(styled.paragraph)
        except MissingGlyphs as error:
            self.problems += [_missing(glyph, pieces) for glyph in error.missing]
            styled = self.inline.styled([], style, language=language)
            prepared = PreparedParagraph(styled.paragraph)
        if self.theme.tall_scripts:
            room = self._room(styled.paragraph, pieces, style)
            style = self.theme.style(self.arrangement, role, *room, step=step, vocalised=vocalised)
        if not style.rules.balanced and _is_title(pieces):
            style = _balanced(style)
        slots = slots_for(element, styled.targets, styled.expansions, styled.marks)
        return TextBlock(prepared, styled, style, slots, anchors)

    def _room(self, paragraph: ParagraphText, pieces: Sequence[Piece], style: TextStyle) -> tuple[str, ...]:
        """The scripts that a paragraph needs room for: its own, but a tall one only where it has letters.

        What is set in less than half the size of the paragraph needs no more room than that has.
        """
        own = script_of_language(paragraph.language)
        room = [] if own in self.theme.tall_scripts else [own]
        for tall in self.theme.tall_scripts:
            script = unicode_script(tall)
            if paragraph.style_of(script) == tall and any(
                script_of_character(character) == script
                for piece in pieces
                if piece.style is None or 2 * piece.style.size_pt > style.size_pt
                for character in piece.text
            ):
                room.append(tall)
        return tuple(room) or (COMMON,)

    def text(
        self, text: LocalizedText, role: Role, element: StructureElement, path: str, anchors: Sequence[str] = ()
    ) -> TextBlock:
        """A block of a text of the briefing, with its inline markup, and with names for its place."""
        return self.block(self.pieces(text, path), role, element, anchors=anchors)

    def section(self, name: str) -> tuple[StructureElement, Cell]:
        """A new section under the label of its name: its element, and the cell of its heading, which is bookmarked."""
        title = self.locale.label(name)
        return self.headed(name, [Piece(title)], title)

    def headed(self, name: str, pieces: Sequence[Piece], title: str) -> tuple[StructureElement, Cell]:
        """A new section under a heading of its own, with the title of its bookmark."""
        element = self.part.add("Sect")
        body = self.style("body")
        top = element.add("H2")
        block: Any = self.block(pieces, "heading", top, anchors=[self.bookmark(name, title, top)])
        rule = self.rule(self.theme.spec.heading.rule)
        if rule is not None:
            block = Row([block], [Share(1)], rule=rule, rule_gap_pt=self.theme.spec.heading.gap)
        gap = self.spec.above_heading * self.grid_pt - body.descent_pt - block.first_baseline(self.width_pt)
        below_pt = LINES_BELOW_HEADING * self.grid_pt - self.style("heading").descent_pt
        return element, Cell(block, gap_pt=max(gap, self.grid_pt / 2), keep_with_next=True, below_pt=below_pt)

    def bookmark(self, name: str, title: str, heading: StructureElement, level: int = 1) -> str:
        """Note a bookmark, and return the name of its destination."""
        destination = self.name_of(name)
        self.outline.append(OutlineEntry(self._in_direction(title), destination, level, heading))
        return destination

    def name_of(self, section: str, item: int | str | None = None) -> str:
        """The name of the destination of a section, or of a thing in it by its number from 1 or its key.

        Names are ASCII, so that they can stand in an address: ``briefing.pdf#nameddest=en.facts.2``.
        """
        return f"{self.language}.{section}" if item is None else f"{self.language}.{section}.{item}"

    def _in_direction(self, title: str) -> str:
        """The title of a bookmark, with a mark before it where its first word would give it the other direction.

        Viewers show a bookmark by itself, and take its direction from its first strong character (UAX #9, P2).
        """
        if first_strong_rtl(title) in {None, self.rtl}:
            return title
        return (_RIGHT_TO_LEFT_MARK if self.rtl else _LEFT_TO_RIGHT_MARK) + title

    @property
    def spec(self) -> ArrangementSpec:
        """What the theme says of this arrangement."""
        return self.theme.spec.columns if self.arrangement == "columns" else self.theme.spec.single

    @property
    def grid_pt(self) -> float:
        """The baseline grid."""
        return self.spec.grid

    @property
    def after_heading_pt(self) -> float:
        """White between a heading's box and that of the body text below it."""
        heading, body = self.style("heading"), self.style("body")
        return max(self.spec.below_heading * self.grid_pt - heading.descent_pt - body.first_baseline_pt, 0.0)

    @property
    def beside_pt(self) -> float:
        """The width of what stands at the side of the text on a page in one language."""
        return mm(self.theme.spec.page.side_column)

    def main(self, content: Any, beside: Any = None, *, splittable: bool = True) -> Any:
        """Content over the measure of a page in one language, with something at its side; in columns, as it is."""
        if not self.single:
            return content
        widths: list[float | Share] = [Share(1), self.beside_pt]
        return Row([content, beside], widths, gap_pt=mm(SIDE_GAP_MM), rtl=self.rtl, splittable=splittable)

    def element_of(self, parent: StructureElement, language: str) -> StructureElement:
        """A paragraph element under ``parent``, which says its language where that is another one."""
        if language == self.language:
            return parent.add("P")
        return parent.add("P", language=language, rtl=is_rtl_language(language))


def _is_title(pieces: Sequence[Piece]) -> bool:
    """Whether all of a block but the citations in it is strong, as questions and the titles of parts are."""
    said = [piece.strong for piece in pieces if not piece.keeps_to_previous and piece.text.strip()]
    return bool(said) and all(said)


@functools.lru_cache(maxsize=_MAX_BALANCED)
def _balanced(style: TextStyle) -> TextStyle:
    """A style whose lines are balanced as those of headings are."""
    return replace(style, rules=replace(style.rules, balanced=True, justified=False))


def _missing(glyph: MissingGlyph, pieces: Sequence[Piece]) -> Diagnostic:
    """The diagnostic of a character that no face covers, at its place in the briefing."""
    start = 0
    for piece in pieces:
        end = start + len(piece.text)
        if start <= glyph.position < end:
            break
        start = end
    position = piece.offset + glyph.position - start
    return Diagnostic(
        "text.missing-glyph",
        f"no font of the theme has a glyph for {character_name(glyph.character)}",
        Place(path=piece.path or None, characters=(position, position + 1) if piece.path else None),
        (f"write it with other characters, or use a theme whose fonts cover it; tried: {', '.join(glyph.tried)}",),
    )


# A line may end after a middle dot, which is then not drawn.
_SEPARATOR: Final = "\u00a0· "


def separated(parts: Sequence[Sequence[Piece]]) -> list[Piece]:
    """The parts that are not empty, with a middle dot between them."""
    pieces: list[Piece] = []
    for part in parts:
        if pieces and part:
            pieces.append(Piece(_SEPARATOR, separates=True))
        pieces += part
    return pieces


def bold(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces in the strong weight."""
    return [piece.bold() for piece in pieces]


def labelled(side: Side, label: str, place: str, pieces: Sequence[Piece], **values: str) -> list[Piece]:
    """A label of the locale with pieces put into its ``place``."""
    before, _, after = side.locale.label(label, **values, **{place: "\0"}).partition("\0")
    return [piece for piece in (Piece(before), *pieces, Piece(after)) if piece.text]
