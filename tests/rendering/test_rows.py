"""The rows of pages: none stands alone at the foot or the top of a page, and no mark reaches the rule above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import pytest
import uharfbuzz as hb

import briefgen
from briefgen.layout.theming.theme import load_theme
from tests.rendering.positions import characters, visual_lines
from tests.rendering.test_changes import Drawn, addendum, drawn

# White between the middle of a rule and the ink below it, in points.
LEAST_WHITE: Final = 1.7

EVERY_ROW: Final = re.compile(r"row(\d+)of(\d+)")


def both(text: str) -> dict[str, str]:
    """One text in both languages."""
    return {"en": text, "ar": text}


def row(number: int, count: int) -> dict[str, str]:
    """A text that is found again on a page."""
    return both(f"row{number}of{count}")


def table(section: str, count: int) -> dict[str, Any]:
    """A section with so many rows."""
    of_row = {
        "facts": lambda text: {"label": text, "value": both("a value")},
        "timeline": lambda text: {"date": "2024", "text": text, "sources": ["one"]},
        "risks": lambda text: {"text": text, "likelihood": "low", "mitigation": both("a plan")},
        "activity_areas": lambda text: {"title": text, "description": both("a plan"), "owner": both("a desk")},
        "changes": lambda text: {"path": "facts[0].value", "kind": "changed", "label": text, "before": 1, "after": 2},
        "glossary": lambda text: {"short": text, "full": both("what it stands for")},
    }
    rows = [row(number, count) for number in range(count)]
    if section == "meeting":
        people = [{"name": text} for text in rows[4:]]
        about = {"subject": rows[0], "place": rows[3], "date": "2024-01-01", "time": "10:00"}
        return {"meeting": {**about, "participants": people}}
    if section == "options":
        return {"decision": {"text": both("Which?"), "options": [{"text": text} for text in rows]}}
    if section == "annexes":
        return {"annexes": [annex([[each, 1] for each in rows])]}
    return {section: [of_row[section](text) for text in rows]}


def annex(rows: list[list[Any]]) -> dict[str, Any]:
    """An annex with a table of two columns."""
    columns = [{"label": both("Name")}, {"label": both("Number")}]
    return {"title": both("All"), "table": {"columns": columns, "rows": rows}}


def with_rows(section: str, count: int, paragraphs: int) -> briefgen.Briefing:
    """A briefing whose section begins after so many paragraphs."""
    source = {"key": "one", "title": both("A source")}
    fact = {"label": both("Label"), "value": both("value"), "sources": ["one"]}
    data = {
        "languages": ["en", "ar"],
        "title": both("Title"),
        "summary": [both("One line.")] * paragraphs,
        "facts": [fact],
        "sources": [source],
        **table(section, count),
    }
    return briefgen.Briefing.model_validate(data)


def rows_of_pages(data: bytes) -> Iterator[list[int]]:
    """The numbers of the rows on each page that has some."""
    for page in characters(data):
        text = " ".join(line for _, line in visual_lines(page))
        numbers = sorted({int(found[1]) for found in EVERY_ROW.finditer(text)})
        if numbers:
            yield numbers


@pytest.mark.parametrize("edition", ["side-by-side", "en", "ar"])
@pytest.mark.parametrize("section", ["facts", "timeline", "risks", "activity_areas", "changes", "glossary", "annexes"])
def test_no_row_stands_alone_on_a_page(section: str, edition: str) -> None:
    """Wherever the end of a page comes in a table of rows that it may cut, two or more stand on each side of it."""
    cut, count = set(), 9 if section == "annexes" else 5
    for paragraphs in range(12, 34):
        pages = list(rows_of_pages(briefgen.render(with_rows(section, count, paragraphs), edition=edition).pdf))
        assert [number for page in pages for number in page] == list(range(count))
        assert all(len(page) > 1 for page in pages), paragraphs
        cut.add(tuple(len(page) for page in pages))
    assert len(cut) > 1, "no page ended in the table"


@pytest.mark.parametrize(
    ("section", "count"),
    [(section, count) for section in ("facts", "timeline", "options", "annexes") for count in (2, 3)]
    + [("annexes", 7)],
)
def test_a_short_table_stays_whole(section: str, count: int) -> None:
    """Two or three rows begin and end on one page, with the heading over them; so do seven under a head."""
    for paragraphs in range(12, 34):
        pages = list(rows_of_pages(briefgen.render(with_rows(section, count, paragraphs), edition="en").pdf))
        assert pages == [list(range(count))]


@pytest.mark.parametrize("edition", ["side-by-side", "en", "ar"])
def test_an_annex_is_not_parted_from_its_table(edition: str) -> None:
    """The last words over a table have two of its rows below them, wherever the page ends."""
    found = set()
    for paragraphs in range(12, 34):
        data = with_rows("annexes", 9, paragraphs).model_dump(mode="json", exclude_unset=True)
        data["annexes"][0]["text"] = [both("The last words.")]
        pdf = briefgen.render(briefgen.Briefing.model_validate(data), edition=edition).pdf
        pages = [" ".join(line for _, line in visual_lines(page)).replace(" ", "") for page in characters(pdf)]
        (at,) = (number for number, page in enumerate(pages) if "Thelastwords" in page)
        assert "row0of9" in pages[at]
        assert "row1of9" in pages[at]
        found.add(at)
    assert len(found) > 1, "the annex was never carried over"


@pytest.mark.parametrize("edition", ["side-by-side", "ar"])
@pytest.mark.parametrize("theme", ["modern", "formal", "newsroom"])
def test_dates_of_a_timeline_stand_on_one_line(theme: str, edition: str) -> None:
    """The longest of them, with the names of a month in two regions: its year is not parted from it."""
    data = with_rows("timeline", 3, 1).model_dump(mode="json", exclude_unset=True)
    data["timeline"] = [{**entry, "date": "2024-12-28"} for entry in data["timeline"]]
    data["conventions"] = {"ar": {"months": ["JO", "EG"]}}
    pdf = briefgen.render(briefgen.Briefing.model_validate(data), edition=edition, theme=theme).pdf
    dated = [line for page in characters(pdf) for _, line in visual_lines(page) if "28" in line and "2024" in line]
    assert len([line for line in dated if "row" in line]) == 3


def test_a_table_that_no_page_holds_still_ends() -> None:
    """Rows as high as a page stand one to a page."""
    long = both("word " * 700)
    data = with_rows("facts", 1, 1).model_dump(mode="json", exclude_unset=True)
    data["annexes"] = [annex([[long, number] for number in range(4)])]
    pdf = briefgen.render(briefgen.Briefing.model_validate(data), edition="en").pdf
    text = " ".join(line for page in characters(pdf) for _, line in visual_lines(page))
    assert text.count("word") == 4 * 700


def ink_above(word: str) -> float:
    """How high a word in the strong face of Arabic goes above its baseline, in em."""
    style = load_theme("modern").style("single", "table", "Arab")
    face = hb.Face(hb.Blob.from_file_path(str(style.font_set(strong=True, emphasis=False).chain("Arab")[0].face.path)))
    font, buffer = hb.Font(face), hb.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    placed = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    tops = [at.y_offset + font.get_glyph_extents(glyph.codepoint).y_bearing for glyph, at in placed]
    return float(max(tops) / face.upem)


@pytest.mark.parametrize("edition", ["ar", "side-by-side", "sequential"])
def test_marks_keep_clear_of_the_rule_above_them(edition: str) -> None:
    """Below the rule of each row of an addendum there is the same white, and more only as hamza and damma need it."""
    found: dict[str, set[float]] = {}
    for letters, boxes in drawn(addendum(edition).pdf):
        rules = [box for box in boxes if box.right - box.left > 100]
        for label in labels_of(letters):
            over = [rule.middle - label.baseline for rule in rules if covers(rule, label)]
            for white in (each for each in over if 0 < each < 25):
                found.setdefault(label.text, set()).add(round(white, 1))
    tall = ink_above("أُضيف")
    assert set(found) == set("أعحن")
    (added,) = found["أ"]
    assert LEAST_WHITE < added - tall * size_of_labels(edition) < LEAST_WHITE + 1
    (others,) = set.union(*(found[letter] for letter in "عحن"))
    assert others <= added


def labels_of(letters: list[Drawn]) -> list[Drawn]:
    """The first letters of the labels of rows: أُضيف begins with أ, and all others with ع, ح or ن."""
    edge = max(letter.right for letter in letters)
    firsts = [letter for letter in letters if letter.right > edge - 1 and letter.size < 10 and letter.text in "أعحن"]
    return [letter for letter in firsts if letter.decoration is None]


def size_of_labels(edition: str) -> float:
    """The size of Arabic letters in a table."""
    arrangement = "columns" if edition == "side-by-side" else "single"
    style = load_theme("modern").style(arrangement, "table", "Arab")  # type: ignore[arg-type]
    return style.font_set(strong=True, emphasis=False).chain("Arab")[0].size_pt


def covers(rule: Any, label: Drawn) -> bool:
    """Whether a rule stands over a label."""
    return bool(rule.left - 1 < label.left and label.right < rule.right + 1)
