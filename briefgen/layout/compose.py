"""From a briefing and an edition to a story of flowables and the structure tree that they will fill."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final

from reportlab.platypus import NextPageTemplate, PageBreak, Spacer

from briefgen.diagnostics import Diagnostic, Place
from briefgen.errors import InvalidBriefing, ResourceError
from briefgen.layout.abbreviations import Abbreviations
from briefgen.layout.block import Block
from briefgen.layout.containers import Kept, Panel, Row, Rule, Share, Stack
from briefgen.layout.edition import Edition
from briefgen.layout.furniture import Furniture
from briefgen.layout.inline import ComposedText, InlineBuilder, Target
from briefgen.layout.locale import BUNDLED, LanguageLocale, LocaleSet
from briefgen.layout.measures import agree
from briefgen.layout.pages import PageGeometry
from briefgen.layout.sections import compose_sections
from briefgen.layout.side import Cell, OutlineEntry, Side
from briefgen.layout.structure import StructureElement
from briefgen.layout.theme import Theme
from briefgen.layout.titles import display_title
from briefgen.layout.written_tables import WrittenTable
from briefgen.model import Briefing
from briefgen.text.scripts import script_of_language, unicode_script

_PANEL_INSET_PT = 9.0
_MASTHEAD_RULE_PT = 2.0
# Between the paragraphs of a panel.
_PARAGRAPH_GAP_PT = 3.0

# Which language a stretch of a script is taken to be in, where the briefing has none in that script.
_USUAL_LANGUAGES: Final = {"Arab": "ar", "Hebr": "he", "Latn": "en"}


@dataclass(frozen=True, slots=True)
class Composition:
    """A composed edition.

    Attributes:
        root: the structure tree, with nothing drawn yet.
        runs: the runs of pages.
        outline: the bookmarks, language by language.
        geometry: the page.
        rtl: whether pages turn from right to left.
        warnings: what had to be done that the author may not want.
        texts: every paragraph that was composed, and some that were only measured.
    """

    root: StructureElement
    runs: tuple[Run, ...]
    outline: tuple[OutlineEntry, ...]
    geometry: PageGeometry
    rtl: bool
    warnings: tuple[Diagnostic, ...]
    texts: tuple[ComposedText, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A run of pages: the story that is poured into them, and their furniture."""

    name: str
    story: list[Block]
    furniture: Furniture


def compose(
    briefing: Briefing, edition: Edition, theme: Theme, geometry: PageGeometry, locales: LocaleSet = BUNDLED
) -> Composition:
    """Compose an edition of a briefing.

    Raises:
        InvalidBriefing: a text holds characters that no face of the theme covers, or a label is wider than the page;
            all problems are named.
        ResourceError: there are no labels in one of the languages, or its file cannot be used.
    """
    loaded = _load_locales(briefing, edition, locales)
    root = StructureElement("Document", language=edition.languages[0])
    problems: list[Diagnostic] = []
    sides = tuple(
        _side(briefing, edition, locale, theme=theme, geometry=geometry, locales=locales, root=root, problems=problems)
        for locale in loaded
    )
    warnings: list[Diagnostic] = []
    groups = [sides] if edition.arrangement == "columns" else [(side,) for side in sides]
    runs = [
        Run(
            f"run {index}",
            _group_story(briefing, group, geometry),
            Furniture(briefing, geometry, group, problems, warnings, edition=edition.name),
        )
        for index, group in enumerate(groups)
    ]
    if problems:
        raise InvalidBriefing(dict.fromkeys(problems))
    outline = tuple(entry for side in sides for entry in side.outline)
    rtl = all(side.rtl for side in sides)
    texts = tuple(text for side in sides for text in side.inline.texts)
    return Composition(root, tuple(runs), outline, geometry, rtl, tuple(warnings), texts)


def _load_locales(briefing: Briefing, edition: Edition, locales: LocaleSet) -> list[LanguageLocale]:
    """The locale of each language of the edition; the problems of all of them come at once."""
    loaded: list[LanguageLocale] = []
    problems: list[Diagnostic] = []
    for language in edition.languages:
        try:
            loaded.append(locales.load(language, Place(path=f"languages[{briefing.languages.index(language)}]")))
        except ResourceError as error:
            problems += error.diagnostics
    if problems:
        raise ResourceError(dict.fromkeys(problems))
    return loaded


def _side(
    briefing: Briefing,
    edition: Edition,
    locale: LanguageLocale,
    *,
    theme: Theme,
    geometry: PageGeometry,
    locales: LocaleSet,
    root: StructureElement,
    problems: list[Diagnostic],
) -> Side:
    language = locale.language
    targets = {}
    for number, source in enumerate(briefing.sources, 1):
        title = locale.label("withheld") if source.title is None else display_title(source.title[language])
        contents = locale.label("source", number=number, title=title)
        mark = f"[{locale.integer(number)}]"
        targets[source.key] = (mark, Target(destination=f"{language}.sources.{source.key}", contents=contents))
    tags = (language, *briefing.all_languages)
    others = {unicode_script(script_of_language(other)): other for other in reversed(tags)}
    inline = InlineBuilder(
        language,
        tuple(sorted({**_USUAL_LANGUAGES, **others}.items())),
        targets,
        link_contents=lambda address: locale.label("link", address=address),
        link_colour=theme.colours.accent,
        abbreviations=Abbreviations(briefing.glossary, language),
    )
    width = geometry.column_width_pt if edition.arrangement == "columns" else geometry.content_width_pt
    part = root.add("Part", language=language, rtl=locale.rtl)
    side = Side(locale, locales, theme, edition.arrangement, inline, part, width, problems)
    side.shown = edition.languages
    side.page_width_pt = geometry.content_width_pt
    return side


def _group_story(briefing: Briefing, group: Sequence[Side], geometry: PageGeometry) -> list[Block]:
    """The story of the languages that share pages."""
    measures = agree(briefing, group)
    for side in group:
        side.measures = measures
    cells = [compose_sections(briefing, side) for side in group]
    return _columns_story(group, cells, geometry) if len(group) > 1 else _story(cells[0], group[0])


def _columns_story(sides: Sequence[Side], cells: Sequence[Sequence[Cell]], geometry: PageGeometry) -> list[Block]:
    """A story of rows, one cell of each language in a row.

    A left-to-right language stands at the left and a right-to-left one at the right, so that both readers find their
    straight edge at the edge of the page. Two languages of one direction stand in the order of the briefing.
    """
    rtl = all(side.rtl for side in sides)
    order = sorted(range(len(sides)), key=lambda index: sides[index].rtl) if not rtl else list(range(len(sides)))
    rows: list[Cell] = []
    for wide, group in groupby(zip(*cells, strict=True), key=lambda row: row[0].wide):
        if wide:  # one table after the other, in the order of the briefing
            rows += [cell for of_language in zip(*group, strict=True) for cell in of_language]
            continue
        rows += [_beside_each_other([row[index] for index in order], geometry, rtl=rtl) for row in group]
    return _story(rows, sides[0])


def _beside_each_other(row: Sequence[Cell], geometry: PageGeometry, *, rtl: bool) -> Cell:
    """A row of the cells of all languages, from left to right; of two languages from right to left, from the right."""
    first = row[0]
    width = geometry.column_width_pt - (_PANEL_INSET_PT if first.panel else 0.0)

    def beside(contents: Sequence[Any]) -> Row:
        return Row(contents, [width] * len(row), gap_pt=geometry.gutter_pt, rtl=rtl, splittable=first.splittable)

    if isinstance(first.content, list):
        content: Any = [beside(contents) for contents in zip(*(cell.content for cell in row), strict=True)]
    else:
        content = beside([cell.content for cell in row])
    again = beside([cell.head_again for cell in row]) if first.head_again is not None else None
    return replace(first, content=content, head_again=again)


def _story(cells: Sequence[Cell], side: Side) -> list[Block]:
    """The blocks of a run of pages under the rule of the masthead; those that begin on one page are put together."""
    story: list[Block] = [_masthead_rule(side)]
    kept: list[Cell] = []
    joined = list(_with_whole_tables(cells))
    for index, cell in enumerate(joined, 1):
        kept.append(cell)
        if cell.keep_with_next and index < len(joined):
            continue
        blocks = [_in_panel(each, side) for each in kept]
        block = Kept(blocks, [each.gap_pt for each in kept[1:]]) if len(blocks) > 1 else blocks[0]
        block.spaceBefore = kept[0].gap_pt
        story.append(block)
        kept = []
    return story


def _with_whole_tables(cells: Sequence[Cell]) -> Iterator[Cell]:
    """The cells, with the rows of each table that has a head put together."""
    index = 0
    while index < len(cells):
        head = cells[index]
        index += 1
        if head.head_again is None:
            yield head
            continue
        rows: list[Block] = []
        while index < len(cells) and cells[index].table == head.table and cells[index].head_again is None:
            rows.append(cells[index].content)
            index += 1
        yield replace(head, content=WrittenTable(head.content, rows, head.head_again))


def _masthead_rule(side: Side) -> Block:
    """The accent rule over the title, across the page."""
    empty = Spacer(1, _MASTHEAD_RULE_PT)
    return Row([empty], [Share(1)], rule=Rule(_MASTHEAD_RULE_PT, side.theme.colours.accent))


def _in_panel(cell: Cell, side: Side) -> Block:
    """The content of a cell, in its panel where it has one."""
    colours = side.theme.colours
    content: Block = Stack(cell.content, _PARAGRAPH_GAP_PT) if isinstance(cell.content, list) else cell.content
    if cell.panel == "point":
        rule = Rule(0.75, colours.accent)
        return Panel(content, inset_pt=_PANEL_INSET_PT, rule=rule, tint=colours.tint)
    if cell.panel == "warning":
        return Panel(content, inset_pt=_PANEL_INSET_PT, rule=Rule(0.75, colours.warning), framed=True)
    return content


def whole_story(runs: Sequence[Run]) -> list[Any]:
    """One story out of the runs of an edition; each begins on a new page, with the page template of its name."""
    story: list[Any] = []
    for index, run in enumerate(runs):
        if index:
            story += [NextPageTemplate(run.name), PageBreak()]
        story += run.story
    return story
