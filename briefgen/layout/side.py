"""One language of an edition: what a section needs to make its blocks of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from briefgen.diagnostics import Diagnostic, Place, character_name
from briefgen.layout.containers import Row, Rule
from briefgen.layout.inline import InlineBuilder, Piece
from briefgen.layout.locale import LanguageLocale
from briefgen.layout.paragraph import TextBlock
from briefgen.layout.structure import StructureElement
from briefgen.layout.theme import Arrangement, ArrangementSpec, Role, TextStyle, Theme
from briefgen.text.itemize import MissingGlyphs
from briefgen.text.scripts import is_rtl_language, script_of_language
from briefgen.text.setting import PreparedParagraph, prepare
from briefgen.units import mm

# The empty column between the text of a page in one language and what stands at its side.
SIDE_GAP_MM = 8.0


@dataclass(slots=True)
class Cell:
    """What one language puts into a row of the story.

    Attributes:
        content: a flowable.
        gap_pt: white above the row.
        keep_with_next: whether a page must not end after the row.
        panel: the box that the row stands in, over the full width.
    """

    content: Any
    gap_pt: float = 0.0
    keep_with_next: bool = False
    panel: Literal["point", "warning"] | None = None


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark: its title, the named destination it goes to, and its level from 0."""

    title: str
    destination: str
    level: int


@dataclass(slots=True)
class Side:
    """One language of an edition.

    Attributes:
        locale: labels and conventions.
        theme, arrangement: what styles are taken from.
        inline: makes styled texts.
        part: the structure element that all of this language stands under.
        width_pt: what the language has of the page's width.
        problems: diagnostics gathered while composing; shared by the languages of an edition.
        outline: bookmarks of this language.
    """

    locale: LanguageLocale
    theme: Theme
    arrangement: Arrangement
    inline: InlineBuilder
    part: StructureElement
    width_pt: float
    problems: list[Diagnostic]
    outline: list[OutlineEntry] = field(default_factory=list)

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

    def style(self, role: Role, language: str | None = None) -> TextStyle:
        """The style of a role, for this language or another one that is quoted."""
        return self.theme.style(self.arrangement, role, script_of_language(language or self.language))

    @property
    def hairline(self) -> Rule:
        """The rule between the rows of a table."""
        return Rule(0.5, self.theme.colours.hairline)

    def block(
        self,
        pieces: Sequence[Piece] | str,
        role: Role,
        element: StructureElement | None,
        path: str,
        *,
        anchor: str | None = None,
        language: str | None = None,
    ) -> TextBlock:
        """A block of text in a role.

        Characters that no face covers are noted in ``problems``; the block is then empty, and the briefing is refused
        when everything has been composed.
        """
        style = self.style(role, language)
        pieces = [Piece(pieces)] if isinstance(pieces, str) else pieces
        styled = self.inline.styled(pieces, style, language=language)
        try:
            prepared = prepare(styled.paragraph)
        except MissingGlyphs as error:
            self.problems += [_missing(glyph.character, glyph.position, glyph.tried, path) for glyph in error.missing]
            styled = self.inline.styled([], style, language=language)
            prepared = PreparedParagraph(styled.paragraph)
        return TextBlock(prepared, styled, style, element, anchor)

    def text(self, text: str, role: Role, element: StructureElement, path: str) -> TextBlock:
        """A block of a text of the briefing, with its inline markup."""
        return self.block(self.inline.marked_up(text), role, element, f"{path}.{self.language}")

    def section(self, name: str, path: str, title: str | None = None) -> tuple[StructureElement, Cell]:
        """A new section: its element, and the cell of its heading, which is bookmarked."""
        element = self.part.add("Sect")
        return element, self.heading(element, name, path, title)

    def heading(self, element: StructureElement, name: str, path: str, title: str | None = None) -> Cell:
        """The cell of a section's heading."""
        style = self.style("heading")
        body = self.style("body")
        block = self.block(
            title or self.locale.label(name), "heading", element.add("H2"), path, anchor=self.bookmark(name, title)
        )
        descent = body.leading_pt - body.first_baseline_pt
        gap = self.spec.above_heading * self.grid_pt - descent - style.first_baseline_pt
        return Cell(block, gap_pt=gap, keep_with_next=True)

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
        descent = heading.leading_pt - heading.first_baseline_pt
        return self.spec.below_heading * self.grid_pt - descent - body.first_baseline_pt

    def bookmark(self, name: str, title: str | None = None) -> str:
        """Note a bookmark of level 1, and return the name of its destination."""
        destination = f"{self.language}.{name}"
        self.outline.append(OutlineEntry(title or self.locale.label(name), destination, 1))
        return destination

    def main(self, content: Any, beside: Any = None) -> Any:
        """Content over the measure of a page in one language, with something at its side; in columns, as it is."""
        if not self.single:
            return content
        side_pt = mm(self.theme.spec.page.side_column)
        return Row([content, beside], [1, side_pt], gap_pt=mm(SIDE_GAP_MM), rtl=self.rtl)

    def element_of(self, parent: StructureElement, language: str) -> StructureElement:
        """A paragraph element under ``parent``, which says its language where that is another one."""
        if language == self.language:
            return parent.add("P")
        return parent.add("P", language=language, rtl=is_rtl_language(language))


def _missing(character: str, position: int, tried: Sequence[str], path: str) -> Diagnostic:
    return Diagnostic(
        "text.missing-glyph",
        f"no font of the theme has a glyph for {character_name(character)}",
        Place(path=path, characters=(position, position + 1)),
        (f"write it with other characters, or use a theme whose fonts cover it; tried: {', '.join(tried)}",),
    )
