"""From a briefing and an edition to a story of flowables and the structure tree that they will fill."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final

from reportlab.platypus import NextPageTemplate, PageBreak, Spacer

from briefgen.diagnostics import Diagnostic, Place
from briefgen.errors import InvalidBriefing, ResourceError
from briefgen.layout.edition import Edition
from briefgen.layout.flow.block import Block
from briefgen.layout.flow.containers import Panel, Row, Rule, Share, Stack
from briefgen.layout.flow.kept import Kept
from briefgen.layout.flow.notes import PageNotes, page_notes
from briefgen.layout.flow.tables import keep_the_end
from briefgen.layout.flow.written_tables import WrittenTable
from briefgen.layout.furniture import Furniture
from briefgen.layout.inline import ComposedText, InlineBuilder, Target
from briefgen.layout.language.abbreviations import Abbreviations
from briefgen.layout.language.locale import BUNDLED, LanguageLocale, LocaleSet
from briefgen.layout.material import Material
from briefgen.layout.pages import PageGeometry
from briefgen.layout.sections.measures import agree
from briefgen.layout.sections.order import compose_sections
from briefgen.layout.side import Cell, OutlineEntry, Side
from briefgen.layout.structure import StructureElement
from briefgen.layout.theming.theme import Theme
from briefgen.layout.titles import display_title
from briefgen.model import Briefing
from briefgen.text.scripts import script_of_language, unicode_script

_PANEL_INSET_PT = 9.0
# Between the two rules over the title, where there are two.
_BETWEEN_RULES_PT = 2.0
# Between two tables over the whole page, which are one table in two languages.
_BETWEEN_LANGUAGES_PT = 28.0
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
        begins: the number of the page on which each language begins; filled in when the pages have been filled.
    """

    root: StructureElement
    runs: tuple[Run, ...]
    outline: tuple[OutlineEntry, ...]
    geometry: PageGeometry
    rtl: bool
    warnings: tuple[Diagnostic, ...]
    texts: tuple[ComposedText, ...]
    begins: dict[str, int]


@dataclass(frozen=True, slots=True)
class Run:
    """A run of pages: the story that is poured into them, and their furniture.

    Attributes:
        name: of its page template.
        language: the language of its pages; side by side, the first one.
        rtl: whether that goes from right to left.
        story: what is poured.
        furniture: header and footer.
        notes: at the foot of the pages; None where they have none.
    """

    name: str
    language: str
    rtl: bool
    story: list[Block]
    furniture: Furniture
    notes: PageNotes | None = None


def compose(
    briefing: Briefing,
    edition: Edition,
    theme: Theme,
    geometry: PageGeometry,
    locales: LocaleSet = BUNDLED,
    *,
    pages: Mapping[str, int] | None = None,
    material: Material | None = None,
) -> Composition:
    """Compose an edition of a briefing.

    Args:
        briefing: what is composed.
        edition: in which languages, and how they stand.
        theme: faces, sizes and spaces.
        geometry: the page.
        locales: where the labels of languages are found.
        pages: for a table of contents, the number of the page of each named place, as far as it is known; None for no
            such table.
        material: pictures and flowables; None where the briefing is only read through.

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
    # Another pass may set its pictures otherwise: each has warnings of its own.
    material = replace(material, warnings={}) if material is not None else Material()
    for side in sides:
        side.pages, side.two_covers, side.material, side.begins = pages, edition.two_covers, material, sides[0].begins
    warnings: list[Diagnostic] = []
    groups = [sides] if edition.arrangement == "columns" else [(side,) for side in sides]
    runs = [
        Run(
            f"run {index}",
            group[0].language,
            group[0].rtl,
            _group_story(briefing, group, geometry),
            Furniture(briefing, geometry, group, problems, warnings, edition=edition.name),
            page_notes(briefing, group, geometry),
        )
        for index, group in enumerate(groups)
    ]
    if problems:
        raise InvalidBriefing(dict.fromkeys(problems))
    outline = tuple(entry for side in sides for entry in side.outline)
    # Where each language has a cover of its own, the first one says which way its pages turn.
    rtl = sides[0].rtl if edition.two_covers else all(side.rtl for side in sides)
    texts = tuple(text for side in sides for text in side.inline.texts)
    return Composition(
        root, tuple(runs), outline, geometry, rtl, (*warnings, *material.warnings), texts, sides[0].begins
    )


def _load_locales(briefing: Briefing, edition: Edition, locales: LocaleSet) -> list[LanguageLocale]:
    """The locale of each language of the edition; the problems of all of them come at once."""
    loaded: list[LanguageLocale] = []
    problems: list[Diagnostic] = []
    for language in edition.languages:
        try:
            where = Place(path=f"languages[{briefing.languages.index(language)}]")
            loaded.append(locales.load(language, where, briefing.conventions.get(language)))
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
    for side in group:
        for finish in side.unfinished:
            finish()
    if any(side.problems for side in group):  # what could not be set is missing in one language, and rows do not pair
        return []
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
        if wide:  # each language under its own heading, in the order of the briefing
            for number, of_language in enumerate(zip(*group, strict=True)):
                if number and isinstance(wide, str):
                    of_language[0].gap_pt = max(of_language[0].gap_pt, _BETWEEN_LANGUAGES_PT)
                rows += of_language
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
    joined = list(_with_whole_tables(cells, side.hairline))
    keep_the_end(joined)
    for index, cell in enumerate(joined, 1):
        kept.append(cell)
        if cell.keep_with_next and index < len(joined):
            continue
        blocks = [_in_panel(each, side) for each in kept]
        gaps_pt = [each.gap_pt for each in kept[1:]]
        block = Kept(blocks, gaps_pt, kept[0].below_pt) if len(blocks) > 1 else blocks[0]
        block.spaceBefore = kept[0].gap_pt
        story.append(block)
        kept = []
    return story


def _with_whole_tables(cells: Sequence[Cell], rule: Rule) -> Iterator[Cell]:
    """The cells, with the rows of each table that has a head put together over a closing rule."""
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
        yield replace(head, content=WrittenTable(head.content, rows, head.head_again, _end_of(head.content, rule)))


def _end_of(head: Row, rule: Rule) -> Row:
    """A rule as wide as the head of a table; one for each language where they stand beside each other."""
    if head.rule is None and all(isinstance(cell, Row) for cell in head.cells):
        return Row([_end_of(cell, rule) for cell in head.cells], head.widths, gap_pt=head.gap_pt, rtl=head.rtl)
    return Row([Spacer(1, 0)], [Share(1)], rule=rule)


def _masthead_rule(side: Side) -> Block:
    """The rule over the title, across the page, and a second one where the theme has it."""
    masthead = side.theme.spec.masthead
    lines = (masthead.rule, masthead.second_rule)
    widths = [line.width + (_BETWEEN_RULES_PT if line is masthead.rule else 0.0) for line in lines]
    rows = [
        Row([Spacer(1, width if masthead.second_rule.width else line.width)], [Share(1)], rule=side.rule(line))
        for line, width in zip(lines, widths, strict=True)
        if line.width
    ]
    return Stack(rows or [Spacer(1, 0)])


def _in_panel(cell: Cell, side: Side) -> Block:
    """The content of a cell, in its panel where it has one."""
    colours = side.theme.colours
    content: Block = Stack(cell.content, _PARAGRAPH_GAP_PT) if isinstance(cell.content, list) else cell.content
    if cell.panel == "point":
        panel = side.theme.spec.panel
        rule = Rule(panel.rule.width, colours.code(panel.rule.colour))
        tint = colours.tint if panel.style == "tinted" else None
        ruled, framed = panel.style == "ruled", panel.style == "framed"
        return Panel(content, inset_pt=_PANEL_INSET_PT, rule=rule, tint=tint, ruled=ruled, framed=framed)
    if cell.panel == "warning":
        return Panel(content, inset_pt=_PANEL_INSET_PT, rule=Rule(0.75, colours.warning), framed=True)
    if cell.panel == "decision":
        return Panel(content, inset_pt=_PANEL_INSET_PT, rule=Rule(0.75, colours.accent), framed=True)
    return content


def whole_story(runs: Sequence[Run]) -> list[Any]:
    """One story out of the runs of an edition; each begins on a new page, with the page template of its name."""
    story: list[Any] = []
    for index, run in enumerate(runs):
        if index:
            story += [NextPageTemplate(run.name), PageBreak()]
        story += run.story
    return story
