"""What stands on the pages, and where: by the positions of glyphs, never by the text that comes out."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

import briefgen
from briefgen.pipeline import RenderResult
from briefgen.units import mm
from tests.rendering.conftest import EDITIONS
from tests.rendering.positions import Character, characters, visual_lines

Render = Callable[[str], RenderResult]
PAGE_WIDTH_PT = mm(210)
MARGIN_PT = mm(18)


def briefing_of(en: str, ar: str, **more: Any) -> briefgen.Briefing:
    """A small briefing whose summary is one paragraph."""
    return briefgen.Briefing.model_validate(
        {
            "languages": ["en", "ar"],
            "reference": "T-1",
            "title": {"en": "Title", "ar": "عنوان"},
            "dates": {"as_of": "2024-07-12"},
            "prepared_for": {"en": "Reader", "ar": "القارئ"},
            "handling": {"scheme": "tlp", "label": "TLP:CLEAR"},
            "summary": [{"en": en, "ar": ar}],
            **more,
        }
    )


def column(page: list[Character], *, right: bool) -> list[Character]:
    """The characters of one column of a side-by-side page."""
    middle = PAGE_WIDTH_PT / 2
    return [c for c in page if (c.left_pt > middle) == right]


def lines_of(briefing: briefgen.Briefing, edition: str) -> str:
    """The lines of the first page, each from left to right."""
    return "\n".join(text for _, text in visual_lines(characters(briefgen.render(briefing, edition=edition).pdf)[0]))


@pytest.mark.parametrize(
    ("arabic", "left_to_right"),
    [
        ("هاتف المكتب هو +962 6 123 4567 طوال اليوم.", "+962 6 123 4567"),
        ("عُقدت الجلسة في 13–16 آذار وانتهت.", "13–16"),
        ("عُقدت الجلسة في 13-16 آذار وانتهت.", "13-16"),
        ("ارتفعت النسبة إلى 14.3% هذا العام.", "14.3%"),
        ("كان الموعد 12/07/2024 وتأجّل.", "12/07/2024"),
        ("الموقع https://example.org/a?b=1 متاح.", "https://example.org/a?b=1"),
        ("البريد desk@example.org متاح.", "desk@example.org"),
        ("التصنيف TLP:AMBER+STRICT ملزم.", "TLP:AMBER+STRICT"),
        ("القرار S/RES/1325 (2000) ملزم.", "S/RES/1325 (2000)"),
    ],
)
def test_tokens_keep_their_own_direction_in_arabic(arabic: str, left_to_right: str) -> None:
    """A phone number, a range, a date, an address or a code in an Arabic sentence reads from left to right."""
    assert left_to_right in lines_of(briefing_of("Text.", arabic), "ar")


def test_an_acronym_and_its_arabic_name_in_brackets() -> None:
    """``NATO (الناتو)`` stands in English order in an English sentence and in Arabic order in an Arabic one."""
    briefing = briefing_of("Today NATO (الناتو) met.", "اجتمع NATO (الناتو) اليوم.")
    assert "NATO (وتانلا) met" in lines_of(briefing, "en")
    # From left to right on an Arabic page: the later words first, the brackets mirrored around the reversed name.
    assert ")وتانلا( NATO" in lines_of(briefing, "ar")


@pytest.mark.parametrize("edition", ["ar", "side-by-side"])
def test_words_of_a_wrapped_arabic_paragraph_go_down(edition: str) -> None:
    """Word 1 stands on the first line, at the right edge; no later word stands higher, and lines go right to left."""
    count = 60
    names = [f"كلمة{number}" for number in range(1, count + 1)]
    page = characters(briefgen.render(briefing_of("Text.", " ".join(names)), edition=edition).pdf)[0]
    body = [c for c in page if c.content and c.text in "0123456789" and c.size_pt in {9.5, 10.5}]
    numbers: list[tuple[float, float]] = []
    for number in range(1, count + 1):
        digits = body[: len(str(number))]
        assert "".join(c.text for c in digits) == str(number)
        numbers.append((digits[0].baseline_pt, digits[0].left_pt))
        body = body[len(digits) :]
    assert all(after[0] <= before[0] for before, after in pairwise(numbers))
    assert all(after[1] < before[1] for before, after in pairwise(numbers) if after[0] == before[0])
    assert len({baseline for baseline, _ in numbers}) > 3
    first = next(c for c in page if c.content and c.text == "ك")
    edge = PAGE_WIDTH_PT - MARGIN_PT
    assert first.baseline_pt == numbers[0][0]
    assert first.right_pt == pytest.approx(edge, abs=0.05)


@pytest.mark.parametrize("edition", EDITIONS)
def test_nothing_leaves_the_page(rendered: Render, edition: str) -> None:
    """Every visible character stands between the margins."""
    for page in characters(rendered(edition).pdf):
        visible = [c for c in page if not c.text.isspace() and c.right_pt > c.left_pt]
        assert min(c.left_pt for c in visible) >= MARGIN_PT - 0.05
        assert max(c.right_pt for c in visible) <= PAGE_WIDTH_PT - MARGIN_PT + 0.05
        assert min(c.baseline_pt for c in visible) >= mm(12)


def test_columns_do_not_touch(rendered: Render) -> None:
    """In side by side, the gutter is empty but for page furniture."""
    for page in characters(rendered("side-by-side").pdf):
        content = [c for c in page if c.content and not c.text.isspace() and c.right_pt > c.left_pt]
        left = max(c.right_pt for c in column(content, right=False))
        right = min(c.left_pt for c in column(content, right=True))
        assert right - left >= mm(8) - 0.1


def test_both_columns_share_their_baselines(rendered: Render) -> None:
    """Where both columns have text at nearly one height, it is one height: pairs stand level, line by line."""
    for page in characters(rendered("side-by-side").pdf):
        content = [c for c in page if c.content]
        left = {round(c.baseline_pt, 2) for c in column(content, right=False)}
        right = {round(c.baseline_pt, 2) for c in column(content, right=True)}
        near = [(a, b) for a in left for b in right if 0.02 < abs(a - b) < 3]
        assert near == []
        assert len(left & right) > 20


def test_the_arabic_edition_mirrors_the_english_one() -> None:
    """Of one briefing with texts of equal length, each line starts at the mirrored edge of the page."""
    source = {"key": "a", "title": {"en": "T", "ar": "ع"}, "publisher": {"en": "P", "ar": "ن"}, "date": 2024}
    pair = {"en": "Word", "ar": "كلمة"}
    more = {
        "sources": [source],
        "facts": [{"label": pair, "value": pair, "as_of": 2024, "sources": ["a"]}],
        "activity_areas": [{"title": pair, "description": pair}],
        "timeline": [{"date": 2024, "text": pair, "sources": ["a"]}],
    }
    briefing = briefing_of("Word.", "كلمة.", **more)
    starts = {}
    for edition, mirrored in (("en", False), ("ar", True)):
        page = [c for c in characters(briefgen.render(briefing, edition=edition).pdf)[0] if c.content]
        edges: dict[float, list[float]] = {}
        for c in page:
            if not c.text.isspace() and c.right_pt > c.left_pt:
                start = PAGE_WIDTH_PT - c.right_pt if mirrored else c.left_pt
                edges.setdefault(round(c.baseline_pt), []).append(start)
        starts[edition] = sorted({round(min(line)) for line in edges.values()})
    assert starts["en"] == starts["ar"]
    assert len(starts["en"]) >= 1


@pytest.mark.parametrize(("edition", "pages"), [("side-by-side", 2), ("sequential", 4), ("en", 2), ("ar", 2)])
def test_the_example_keeps_its_length(rendered: Render, edition: str, pages: int) -> None:
    """The example is a brief of two pages, and a two-page file has at most 80 kB."""
    result = rendered(edition)
    assert result.page_count == pages
    assert len(result.pdf) <= 40_000 * pages
