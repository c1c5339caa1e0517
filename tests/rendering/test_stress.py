"""Briefings unlike the example: long titles, large figures, vocalised text, other pairs of languages, giant rows."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

import briefgen
from briefgen.diagnostics import Severity
from tests.rendering.positions import Character, characters, visual_lines
from tests.rendering.test_pages import PAGE_WIDTH_PT, briefing_of, column
from tests.rendering.texts import folded, texts
from tests.unit.pdf.reading import texts_by_element

SOURCE = {"key": "a", "title": {"en": "T", "ar": "ع"}, "publisher": {"en": "P", "ar": "ن"}, "date": 2024}
OTHER = {**SOURCE, "key": "b"}


def both(en: str, ar: str) -> dict[str, str]:
    """A text in both languages."""
    return {"en": en, "ar": ar}


def page_of(briefing: briefgen.Briefing, edition: str = "side-by-side", number: int = 0) -> list[Character]:
    """The characters of a page."""
    return characters(briefgen.render(briefing, edition=edition).pdf)[number]


def furniture(page: list[Character]) -> str:
    """What stands in the header and the footer, from left to right."""
    return "".join(c.text for c in sorted((c for c in page if not c.content), key=lambda c: c.left_pt) if c.text)


def test_a_long_title_is_set_smaller_in_both_languages() -> None:
    """A title of three lines falls to the theme's next size until it needs two; both languages have one size."""
    title = both("Northern governorates: water, roads and schools", "المحافظات الشمالية")
    page = [c for c in page_of(briefing_of("Text.", "نص.", title=title)) if c.content]
    sizes = {round(max(c.size_pt for c in column(page, right=right)), 2) for right in (False, True)}
    assert sizes == {20.0, 21.0}


@pytest.mark.parametrize("edition", ["side-by-side", "en", "ar"])
@pytest.mark.parametrize("value", [1_250_000, 123_456_789, "08:00–20:00"])
def test_a_key_figure_is_never_broken(value: int | str, edition: str) -> None:
    """The value of every key figure stands on one line, however large it is."""
    figure = {"value": value, "unit": both("people", "نسمة"), "label": both("x", "س"), "as_of": 2024, "sources": ["a"]}
    briefing = briefing_of("Text.", "نص.", sources=[SOURCE], key_figures=[figure] * 4)
    shown = f"{value:,}" if isinstance(value, int) else value
    lines = [
        text for page in characters(briefgen.render(briefing, edition=edition).pdf) for _, text in visual_lines(page)
    ]
    assert sum(line.count(shown) for line in lines) == (8 if edition == "side-by-side" else 4)


def test_vocalised_text_has_more_pitch() -> None:
    """Lines of Arabic with its vowels stand a quarter further apart, and the pair begins on one baseline."""
    words = "وَقَدْ أُعْلِنَ عَنِ الْمَكْتَبِ فِي قِمَّةِ الْحِلْفِ الَّتِي عُقِدَتْ فِي شَهْرِ تَمُّوزَ " * 2
    page = [c for c in page_of(briefing_of("Word " * 40, words)) if c.content and c.size_pt < 10.5]
    plain = sorted({round(c.baseline_pt, 2) for c in column(page, right=False) if c.size_pt == 9.5}, reverse=True)
    marked = sorted({round(c.baseline_pt, 2) for c in column(page, right=True) if c.size_pt > 9.6}, reverse=True)
    assert plain[0] == marked[0]
    assert plain[0] - plain[1] == pytest.approx(14, abs=0.02)
    assert marked[0] - marked[1] == pytest.approx(17.5, abs=0.02)


def test_two_languages_of_one_direction_have_an_edge_each() -> None:
    """Running titles of two left-to-right languages stand at opposite edges, and no two characters in one place."""
    data = briefing_of("Text.", "نص.").model_dump(mode="json")

    def retagged(value: Any) -> Any:
        if isinstance(value, dict):
            return {("en-GB" if key == "ar" else key): retagged(inner) for key, inner in value.items()}
        return [retagged(item) for item in value] if isinstance(value, list) else value

    briefing = briefgen.Briefing.model_validate({**retagged(data), "languages": ["en", "en-GB"]})
    footer = [c for c in page_of(briefing) if not c.content and c.size_pt == 8]
    places = [(round(c.left_pt, 1), round(c.baseline_pt, 1)) for c in footer if not c.text.isspace()]
    assert len(places) == len(set(places))
    assert min(c.left_pt for c in footer) < PAGE_WIDTH_PT / 4
    assert max(c.left_pt for c in footer) > PAGE_WIDTH_PT / 2


def test_a_free_label_follows_the_columns() -> None:
    """A label of one's own stands in the middle, English left of Arabic as the columns do, whatever comes first."""
    handling = {"scheme": "free", "label": both("OFFICIAL", "رسمي")}
    for languages in (["en", "ar"], ["ar", "en"]):
        briefing = briefing_of("Text.", "نص.", handling=handling, languages=languages)
        label = [c for c in page_of(briefing) if not c.content and c.size_pt >= 12]
        english = [c.left_pt for c in label if c.text in "OFFICIAL"]
        arabic = [c.left_pt for c in label if c.text in "رسمي"]
        assert len(english) == 16
        assert max(english) < min(arabic)
        assert "Title" in furniture(page_of(briefing))


def test_a_title_too_long_for_the_footer_is_cut_and_said() -> None:
    """A running title is cut at a word, and a warning says how to mend it; the page keeps all of the title."""
    title = both("A very long title of a briefing that goes on and on " * 3, "عنوان")
    result = briefgen.render(briefing_of("Text.", "نص.", title=title))
    (warning,) = result.diagnostics
    assert (warning.code, warning.severity, warning.where.path) == (
        "layout.title-cut",
        Severity.WARNING,
        "short_title.en",
    )
    (printed,) = re.findall('in the edition "side-by-side", .* in "en" .* is cut there to "(.*…)"', warning.message)
    assert printed in furniture(page_of(briefing_of("Text.", "نص.", title=title)))
    (fitting,) = map(int, re.findall(r"about (\d+) characters", warning.hints[0]))
    assert len(printed) - 10 < fitting < len(printed) + 10
    assert folded(title["en"]) in folded(texts_by_element(result.pdf, "H1")[0])
    assert briefgen.render(briefing_of("Text.", "نص.")).diagnostics == ()


def test_the_hint_for_a_title_says_what_fits() -> None:
    """A title of about as many characters as the hint says is not cut; one a quarter longer is."""
    long = "Water and roads " * 8
    (warning,) = briefgen.render(briefing_of("Text.", "نص.", title=both(long, "عنوان"))).diagnostics
    (fitting,) = map(int, re.findall(r"about (\d+) characters", warning.hints[0]))
    for short, cut in ((long[: fitting - 1].strip(), False), (long[: fitting * 5 // 4].strip(), True)):
        briefing = briefing_of("Text.", "نص.", title=both(long, "عنوان"), short_title=both(short, "عنوان"))
        assert bool(briefgen.render(briefing).diagnostics) is cut


def test_a_title_with_no_room_beside_the_label(tmp_path: Path) -> None:
    """A label that leaves no room for a title stands on a line of its own; with low margins it should be shorter."""
    handling = {"scheme": "free", "label": both("OFFICIAL USE ABCDEFG", "رسمي للاستعمال الداخلي فقط")}
    short = both("All the roads", "كل الطرق")
    briefing = briefing_of("Text.", "نص.", title=short, handling=handling)
    assert briefgen.render(briefing).diagnostics == ()
    low = tmp_path / "low.toml"
    low.write_text('extends = "modern"\n[page]\nmargin_top = 20\nmargin_bottom = 20\n', encoding="utf-8")
    found = briefgen.render(briefing, theme=low).diagnostics
    assert {hint for one in found for hint in one.hints} == {
        "give the briefing a shorter handling label, which leaves no room for a title"
    }
    assert all("is left out there" in one.message for one in found)


@pytest.mark.parametrize("theme", ["modern", "formal", "newsroom"])
@pytest.mark.parametrize("status", ["draft", "final"])
@pytest.mark.parametrize("length", range(0, 45, 3))
def test_furniture_never_overlaps(tmp_path: Path, theme: str, status: str, length: int) -> None:
    """Label, titles, the mark of a draft and the numbers of pages keep clear of each other, or the label is refused."""
    handling = {"scheme": "free", "label": both("OFFICIAL" + "X" * length, "رسمي")}
    briefing = briefing_of("Text.", "نص.", title=both("Roads", "الطرق"), handling=handling, status=status)
    low = tmp_path / "low.toml"
    low.write_text(f'extends = "{theme}"\n[page]\nmargin_top = 20\nmargin_bottom = 20\n', encoding="utf-8")
    for chosen in (theme, low):
        try:
            page = characters(briefgen.render(briefing, theme=chosen).pdf)[0]
        except briefgen.InvalidBriefing as error:
            if chosen is not low or [found.code for found in error.diagnostics] != ["layout.label-too-wide"]:
                raise
            continue
        lines: dict[float, list[Character]] = defaultdict(list)
        for character in page:
            if not character.content and character.text.strip():
                lines[round(character.baseline_pt, 1)].append(character)
        for line in lines.values():
            ordered = sorted(line, key=lambda character: character.left_pt)
            assert all(one.right_pt - other.left_pt < one.size_pt / 2 for one, other in itertools.pairwise(ordered)), (
                chosen,
                line,
            )


def test_a_label_wider_than_the_page_is_refused() -> None:
    """A handling label is never cut."""
    handling = {"scheme": "free", "label": both("OFFICIAL " * 30, "رسمي")}
    with pytest.raises(briefgen.InvalidBriefing, match=r"layout\.label-too-wide"):
        briefgen.render(briefing_of("Text.", "نص.", handling=handling))


@pytest.mark.parametrize("edition", ["side-by-side", "sequential", "en", "ar"])
def test_giants_go_on_over_pages_and_lose_nothing(edition: str) -> None:
    """Rows and panels higher than a page are split, in every edition, and every word is there once."""
    long_en, long_ar = " ".join(f"word{i}" for i in range(900)), " ".join(f"كلمة{i}" for i in range(900))
    giant = both(long_en, long_ar)
    briefing = briefing_of(
        long_en,
        long_ar,
        title=both("Title " * 60, "عنوان " * 60),
        bottom_line=giant,
        sources=[SOURCE, OTHER],
        facts=[{"label": both("Fact", "حقيقة"), "value": giant, "as_of": 2024, "sources": ["b", "a"]}],
        disagreements=[
            {
                "question": both("Why?", "لماذا؟"),
                "positions": [{"value": giant, "sources": ["a"]}, {"value": both("No", "لا"), "sources": ["b"]}],
                "adopted": both("Yes", "نعم"),
            }
        ],
    )
    data = briefgen.render(briefing, edition=edition).pdf
    for part, language in zip(
        texts_by_element(data, "Part"), ("en", "ar") if edition[0] == "s" else (edition,), strict=True
    ):
        read = folded(part)
        assert [text for text in texts(briefing, language) if text not in read] == []
        assert read.count(folded(giant[language])) == 4
        assert "[1] [2]" in read  # sources of a list come in the order of their numbers


def words(name: str, count: int) -> dict[str, str]:
    """A text of so many different words in both languages."""
    return both(" ".join(f"{name}{i}" for i in range(count)), " ".join(f"كلمة{name}{i}" for i in range(count)))


@pytest.mark.parametrize("above", [20, 100, 180, 260, 340])
@pytest.mark.parametrize("length", [120, 160, 240, 300])
def test_quotes_of_any_length_find_room_anywhere_on_a_page(above: int, length: int) -> None:
    """A quote goes on over pages from wherever it begins; no word is lost, and who said it stands below its end."""

    def quote(name: str, count: int) -> dict[str, Any]:
        text = words(name, count)
        return {
            "text": text["en"], "language": "en", "translations": {"ar": text["ar"]},
            "speaker": both("Speaker", "قائل"), "translated_by": both("Speaker", "قائل"), "date": 2024, "source": "a",
        }  # fmt: skip

    summary = words("word", above)
    quotes = [quote("first", 10), quote("second", length)]
    briefing = briefing_of(summary["en"], summary["ar"], sources=[SOURCE], quotes=quotes)
    data = briefgen.render(briefing).pdf
    for part, language in zip(texts_by_element(data, "Part"), ("en", "ar"), strict=True):
        read = folded(part)
        assert [text for text in texts(briefing, language) if text not in read] == []
    for page in characters(data):
        lines = [text for _, text in visual_lines([c for c in page if c.content])]
        assert not lines or "Speaker" not in lines[0]


@pytest.mark.parametrize("edition", ["side-by-side", "sequential", "en"])
def test_figures_higher_than_is_kept_go_on_over_pages(edition: str) -> None:
    """Key figures with units of many lines are cut or move on, and every word is there."""
    figure = {"value": 7, "unit": words("unit", 60), "label": words("label", 3), "as_of": 2024, "sources": ["a"]}
    for above in (1, 150, 300):
        point = words("point", above)
        briefing = briefing_of("Text.", "نص.", sources=[SOURCE], bottom_line=point, key_figures=[figure] * 4)
        data = briefgen.render(briefing, edition=edition).pdf
        read = folded(texts_by_element(data, "Part")[0])
        assert [text for text in texts(briefing, "en") if text not in read] == []


FIELDS = {
    "reference": ("reference", "X漢", (1, 2)),
    "prepared_by.en": ("prepared_by", both("ab漢", "نص"), (2, 3)),
    "facts[0].label.ar": (
        "facts",
        [{"label": both("a", "**نص**漢"), "value": both("a", "ن"), "as_of": 1, "sources": ["a"]}],
        (2, 3),
    ),
    "key_figures[0].unit.en": (
        "key_figures",
        [{"value": 1, "unit": both("漢", "ن"), "label": both("a", "ن"), "as_of": 1, "sources": ["a"]}],
        (0, 1),
    ),
    "activity_areas[0].title.en": (
        "activity_areas",
        [{"title": both("a漢", "ن"), "description": both("b", "ن")}],
        (1, 2),
    ),
    "sources[0].publisher.ar": ("sources", [{**SOURCE, "publisher": both("p", "نص [@a]漢")}], (3, 4)),
    "contact.phone": ("contact", {"name": both("a", "ن"), "phone": "12漢"}, (2, 3)),
    "quotes[0].text": (
        "quotes",
        [
            {
                "text": "漢 words", "language": "en", "translations": {"ar": "ن"}, "translated_by": both("a", "ن"),
                "speaker": both("s", "ن"), "date": 2024, "source": "a",
            }
        ],
        (0, 1),
    ),
    "title.ar": ("title", both("T", "عن漢وان"), (2, 3)),
}  # fmt: skip


@pytest.mark.parametrize("path", FIELDS)
def test_a_missing_glyph_is_reported_at_its_field(path: str) -> None:
    """The place of a character that no font covers is the field that has it, counted in that field's own text."""
    key, value, place = FIELDS[path]
    briefing = briefing_of("Text.", "نص.", **{"sources": [SOURCE], key: value})
    with pytest.raises(briefgen.InvalidBriefing) as refused:
        briefgen.render(briefing)
    found = {(d.code, d.where.path, d.where.characters) for d in refused.value.diagnostics}
    assert found == {("text.missing-glyph", path, place)}
