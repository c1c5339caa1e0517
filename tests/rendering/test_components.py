"""The components of a page say all that they should, and break where they may."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

import pytest

import briefgen
from briefgen.layout.sections.order import SECTIONS, sections_of
from briefgen.layout.sections.status import StatusMark
from briefgen.pdf.canvas import TaggedCanvas
from tests.rendering.positions import characters, visual_lines
from tests.unit.pdf.reading import texts_by_element

PAIR: Final = {"en": "word", "ar": "كلمة"}
TIME: Final = re.compile(r"[0-9]{2}:[0-9]{2}")
STATES: Final = ("planned", "active", "on-hold", "done", "cancelled")


def briefing(**parts: Any) -> briefgen.Briefing:
    """A briefing in both languages with some parts."""
    source = {"key": "one", "title": PAIR}
    data = {"languages": ["en", "ar"], "title": PAIR, "summary": [PAIR], "sources": [source], **parts}
    return briefgen.Briefing.model_validate(data)


def lines(pdf: bytes) -> list[list[tuple[float, str]]]:
    """The lines of each page without spaces, each with its baseline."""
    return [[(at, "".join(text.split())) for at, text in visual_lines(page)] for page in characters(pdf)]


@pytest.mark.parametrize("edition", ["side-by-side", "en", "ar"])
@pytest.mark.parametrize("value", [1234567890, 1234567890123456789])
def test_a_wide_figure_leaves_the_others_beside_each_other(value: int, edition: str) -> None:
    """A long number stands on one line, and three short ones do not each get a row."""
    figures: list[dict[str, Any]] = [{"value": number, "label": PAIR, "sources": ["one"]} for number in (11, 22, 33)]
    long_unit = {"en": "cubic metres of water a year", "ar": "متر مكعب من المياه سنويًا"}
    wide = {"value": value, "unit": long_unit, "label": PAIR}
    (page,) = lines(briefgen.render(briefing(key_figures=[*figures, wide]), edition=edition).pdf)
    of_each = {number: [at for at, text in page if str(number) in text] for number in (11, 22)}
    assert of_each[11] == of_each[22] != []
    assert any(f"{value:,}" in text for _, text in page)


def test_a_figure_says_what_is_not_known_of_it() -> None:
    """The date and the source of a key figure are given, or said not to be given."""
    figures = [
        {"value": 1, "label": PAIR, "as_of": 2026, "sources": ["one"]},
        {"value": 2, "label": PAIR, "as_of": 2026},
        {"value": 3, "label": PAIR, "sources": ["one"]},
        {"value": 4, "label": PAIR},
    ]
    pdf = briefgen.render(briefing(key_figures=figures), edition="en").pdf
    said = [text.replace("\u00a0", " ") for text in texts_by_element(pdf, "P")]
    known = ("2026 [1]", "2026 · source not given", "date not given [1]", "date not given · source not given")
    assert [text for text in said if text in known] == list(known)


@pytest.mark.parametrize(
    ("kind", "first"),
    [
        ("meeting-brief", ["key_figures", "meeting", "objective"]),
        ("situation-report", ["key_figures", "summary", "charts"]),
        ("questions-and-answers", ["summary", "lines_if_asked"]),
        ("visit-programme", ["programme", "meeting"]),
        ("fact-sheet", ["key_figures", "facts", "charts"]),
    ],
)
def test_a_kind_has_its_order(kind: str, first: list[str]) -> None:
    """What the reader of a kind came for stands right below the top; each section is there once."""
    names = [section.__name__ for section in sections_of(kind)]
    assert names[: 3 + len(first)] == ["masthead", "bottom_line", "contents", *first]
    assert sorted(names) == sorted(section.__name__ for section in SECTIONS)


def test_questions_have_their_heading() -> None:
    """They are asked in case in most briefings, and are the main part of one kind."""
    asked = [{"question": PAIR, "answer": PAIR}]
    for kind, heading in (("meeting-brief", "If asked"), ("questions-and-answers", "Questions and answers")):
        pdf = briefgen.render(briefing(kind=kind, lines_if_asked=asked), edition="en").pdf
        assert heading in texts_by_element(pdf, "H2")


@pytest.mark.parametrize("edition", ["side-by-side", "en", "ar"])
def test_a_day_that_goes_on_says_so(edition: str) -> None:
    """At the top of the page on which a day goes on, its date stands again, and is not read out again."""
    items = [{"start": f"{hour:02}:{minute:02}", "what": PAIR} for hour in range(6, 20) for minute in (0, 15, 30, 45)]
    pdf = briefgen.render(briefing(programme=[{"date": "2026-03-17", "items": items}]), edition=edition).pdf
    labels = {"side-by-side": ("continued", "تابع"), "en": ("continued",), "ar": ("تابع",)}[edition]
    pages = characters(pdf)
    assert len(pages) > 1
    for number, page in enumerate(pages):
        drawn = "".join(each.text for each in page if not each.content)
        with_day = number > 0 and any(TIME.search(text) for _, text in visual_lines(page))
        for label in labels:
            assert (label in drawn or label[::-1] in drawn) == with_day
    assert len(texts_by_element(pdf, "H3")) == len(labels)


@pytest.mark.parametrize("form", ["list", "table", "grid"])
@pytest.mark.parametrize("edition", ["side-by-side", "en", "ar"])
def test_a_status_is_a_word_and_a_shape(form: str, edition: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each state is said in words beside a shape of its own, and what is done so far in a figure."""
    seen: list[str] = []
    draw = StatusMark.draw_at

    def noting(mark: StatusMark, canvas: TaggedCanvas, x_pt: float, y_pt: float) -> None:
        seen.append(mark.kind)
        draw(mark, canvas, x_pt, y_pt)

    monkeypatch.setattr(StatusMark, "draw_at", noting)
    areas = [
        {"title": PAIR, "description": PAIR, "status": state, "progress": 11 * (number + 1)}
        for number, state in enumerate(STATES)
    ]
    made = briefing(activity_areas=areas, presentation={"areas": form})
    pdf = briefgen.render(made, edition=edition).pdf
    languages = ["en", "ar"] if edition == "side-by-side" else [edition]
    assert sorted(seen) == sorted(STATES * len(languages))
    said = " ".join(texts_by_element(pdf, "P")).replace("\u00a0", " ")
    if "en" in languages:
        words = " complete" if form == "list" else ""  # beside a bar the figure says it
        assert all(f"{11 * number}%{words}" in said for number in range(1, 6))
        assert all(state.replace("-", " ") in said for state in STATES)
        assert "Activity areas" in texts_by_element(pdf, "H2")


def test_areas_that_are_all_planned_are_called_so() -> None:
    """The heading promises no more than the areas have reached."""
    area = {"title": PAIR, "description": PAIR, "status": "planned"}
    for beyond, heading in ((area, "Planned activity areas"), (area | {"status": "done"}, "Activity areas")):
        pdf = briefgen.render(briefing(activity_areas=[area, beyond]), edition="en").pdf
        assert heading in texts_by_element(pdf, "H2")


@cache
def rated() -> bytes:
    """Three risks, of which two stand in one cell of the matrix."""
    risks = [
        {"text": PAIR, "likelihood": likelihood, "impact": impact}
        for likelihood, impact in (("high", "low"), ("low", "medium"), ("high", "low"))
    ]
    return briefgen.render(briefing(risks=risks), edition="en").pdf


def test_the_matrix_has_the_numbers_of_the_risks() -> None:
    """Each risk is in the cell of its likelihood and its impact."""
    (page,) = lines(rated())
    texts = [text for _, text in page]
    at = texts.index("Likelihoodlowmediumhigh")
    assert texts[at + 1 : at + 4] == ["high1·3", "medium", "low2"]


def test_one_rated_risk_makes_no_matrix() -> None:
    """A matrix of one would say less than its words."""
    risks = [{"text": PAIR, "likelihood": "high", "impact": "low"}, {"text": PAIR}]
    pdf = briefgen.render(briefing(risks=risks), edition="en").pdf
    assert "Risk matrix" in texts_by_element(rated(), "Caption")
    assert texts_by_element(pdf, "Caption") == []


@pytest.mark.parametrize("edition", ["side-by-side", "en"])
def test_who_signs_stays_with_the_line(edition: str) -> None:
    """Wherever a page ends, the name, the role and the date of who signs stand on one page."""
    signatures = [{"role": {"en": f"role{n}.", "ar": f"role{n}."}, "name": {"en": f"name{n}.", "ar": f"name{n}."}}
                  for n in range(10)]  # fmt: skip
    split = set()
    for paragraphs in range(1, 12, 2):
        made = briefing(summary=[PAIR] * paragraphs * 3, signatures=signatures)
        pages = ["".join(text for _, text in page) for page in lines(briefgen.render(made, edition=edition).pdf)]
        for number in range(10):
            of_name = [index for index, text in enumerate(pages) if f"name{number}." in text]
            assert of_name == [index for index, text in enumerate(pages) if f"role{number}." in text]
            assert len(of_name) == 1
        split.add(len(pages))
    assert max(split) > 1


def test_several_contacts_have_a_heading() -> None:
    """One contact is a line; more of them are all listed, the first one first, and one with a name alone too."""
    first, other = (
        {"name": {"en": "First", "ar": "أول"}, "phone": "1"},
        {"name": {"en": "Other", "ar": "آخر"}, "role": PAIR},
    )
    alone = briefgen.render(briefing(contact=first), edition="en").pdf
    both = briefgen.render(briefing(contact=first, contacts=[other, {"name": PAIR}]), edition="en").pdf
    assert "Contacts" not in texts_by_element(alone, "H2")
    assert "Contacts" in texts_by_element(both, "H2")
    assert [text for text in texts_by_element(both, "Lbl") if text in {"First", "Other"}] == ["First", "Other"]
