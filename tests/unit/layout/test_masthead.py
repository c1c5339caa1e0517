"""What stands under the title: short statements, none of which goes on on the next line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import briefgen
from briefgen.layout.compose import compose
from briefgen.layout.edition import find_edition
from briefgen.layout.flow.block import Block
from briefgen.layout.flow.containers import Panel, Row, Stack
from briefgen.layout.flow.kept import Kept
from briefgen.layout.flow.paragraph import TextBlock
from briefgen.layout.pages import page_geometry
from briefgen.layout.theming.theme import load_theme
from tests.rendering.languages import LANGUAGES, in_languages

THEME = load_theme("modern")
MORE: dict[str, Any] = {
    "version": "1.2",
    "status": "addendum",
    "addendum_to": "WB-2026-02",
    "dates": {
        "as_of": "2026-07-25",
        "issued": "2026-08-01",
        "period": {"start": "2026-02-01", "end": "2026-07-25"},
        "next_update": "2026-09-10",
        "review_by": "2026-12-30",
    },
}


def whole_masthead(*languages: str) -> briefgen.Briefing:
    """A briefing with all that can stand under its title."""
    data = in_languages(*languages).model_dump(mode="json", exclude_unset=True)
    office = data["prepared_by"]
    data |= MORE | {"controlling_language": languages[0], "cleared_by": office, "audience": office}
    data["handling"] |= {"embargo_until": "2026-09-01", "copy_number": "7/25", "distribution": [office, office]}
    return briefgen.Briefing.model_validate(data)


def lines_under_the_title(briefing: briefgen.Briefing, edition: str) -> Iterator[tuple[TextBlock, list[str], float]]:
    """Each paragraph of the masthead with its lines, and the width that it has."""
    geometry = page_geometry(THEME, "A4")
    story = compose(briefing, find_edition(briefing, edition), THEME, geometry).runs[0].story
    single = edition != "side-by-side"
    width = geometry.content_width_pt if single else geometry.column_width_pt
    for block in story:
        if isinstance(block, Panel):
            return
        for text in texts_in(block):
            whole = text.prepared.paragraph.text
            if "\u00a0· " in whole:
                yield text, [whole[line.start : line.end] for line in text.lines(width)], width


def texts_in(block: Block) -> Iterator[TextBlock]:
    """The paragraphs in a block."""
    if isinstance(block, TextBlock):
        yield block
    elif isinstance(block, Row):
        for cell in filter(None, block.cells):
            yield from texts_in(cell)
    elif isinstance(block, Stack | Kept):
        for item in block.items:
            yield from texts_in(item)


@pytest.mark.parametrize("edition", ["side-by-side", "single"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_end_between_statements(language: str, edition: str) -> None:
    """A line under the title ends where a statement does, unless that is too long to be kept whole."""
    other = "en" if language != "en" else "ar"
    briefing = whole_masthead(language, other)
    seen = 0
    for _, lines, _ in lines_under_the_title(briefing, language if edition == "single" else edition):
        whole = "".join(lines)
        long = [each for each in whole.split("\u00a0· ") if len(each) >= 45]
        for number in range(1, len(lines)):
            before, after = "".join(lines[:number]), "".join(lines[number:])
            inside = next((each for each in long if each in whole and not _ends_before(before, after, each)), None)
            assert before.endswith("\u00a0· ") or inside is not None, lines
            seen += 1
    assert seen


def _ends_before(before: str, after: str, statement: str) -> bool:
    """Whether the end of a line is outside of a statement."""
    start = (before + after).find(statement)
    return not start < len(before) < start + len(statement)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_number_of_the_copy_is_text_once(language: str) -> None:
    """The header has it on every page and is not read out, so the lines under the title have it, once."""
    lines = [text.prepared.paragraph.text for text, _, _ in lines_under_the_title(whole_masthead(language), language)]
    assert sum(line.count("7/25") for line in lines) == 1
