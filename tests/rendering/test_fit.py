"""How an edition is set tighter: on one page where that is asked for, and gently where a page is saved."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

import briefgen
from briefgen import pouring
from briefgen.layout.fitting import AS_IT_IS, CLOSEST, GENTLE, LEAST_BOTTOM, LEAST_SIDE, SMALLEST_PT, STEPS, tightened
from briefgen.layout.theming.spec import ROLES
from briefgen.layout.theming.theme import load_theme
from tests.rendering.positions import characters

THEME = load_theme("modern")


def shortened(briefing: briefgen.Briefing, *left_out: str, **fields: Any) -> briefgen.Briefing:
    """The briefing without some of its parts, or with others."""
    data = briefing.model_dump(mode="json", exclude_unset=True)
    return briefgen.Briefing.model_validate({k: v for k, v in {**data, **fields}.items() if k not in left_out})


def of_paragraphs(example: briefgen.Briefing, count: int) -> briefgen.Briefing:
    """A briefing of a summary alone, with so many short paragraphs."""
    parts = ("key_figures", "facts", "activity_areas", "quotes", "timeline", "disagreements")
    paragraph = {"en": "One more line [joint].", "ar": "سطر آخر [joint]."}
    text = {tag: words.replace("[joint]", "") for tag, words in paragraph.items()}
    return shortened(example, *parts, summary=[text] * count)


@pytest.mark.parametrize("arrangement", ["columns", "single"])
def test_the_steps_keep_their_limits(arrangement: str) -> None:
    """No step is looser than the one before; sizes, pitches and margins stay above the floors."""
    theirs = getattr(THEME.spec, arrangement)
    grids = []
    for step in (AS_IT_IS, *STEPS):
        spec = tightened(THEME, step).spec
        ours = getattr(spec, arrangement)
        grids.append(ours.grid)
        for role in ROLES:
            before, after = getattr(theirs, role), getattr(ours, role)
            assert after.size >= min(before.size, SMALLEST_PT)
            assert after.pitch / after.size >= CLOSEST * before.pitch / before.size - 1e-9
        assert spec.page.margin_bottom >= LEAST_BOTTOM
        assert spec.page.margin_side >= LEAST_SIDE
        assert ours.handling == theirs.handling
    assert all(after <= before for before, after in itertools.pairwise(grids))


def test_the_gentle_steps_are_gentle() -> None:
    """At most three hundredths of the grid, half of what the margins can give, and nothing of sizes."""
    for step in GENTLE:
        assert step.pitch >= 0.97
        assert step.size == 1.0
        assert step.margins <= 0.5


@pytest.mark.parametrize("edition", ["side-by-side", "en", "ar"])
def test_one_page_takes_the_least_step_that_fits(
    example: briefgen.Briefing, edition: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is a little too long fits, and with one step less it would not."""
    briefing = next(
        found
        for found in (of_paragraphs(example, count) for count in range(15, 60))
        if briefgen.render(found, edition=edition).page_count > 1
    )
    result = briefgen.render(briefing, edition=edition, fit="one-page")
    assert result.page_count == 1
    assert not result.diagnostics
    sizes = {character.size_pt for character in characters(result.pdf)[0] if character.content}
    assert min(sizes) >= 7.5
    taken: list[float] = []

    def noted(compose: Any, book: Any, step: Any, contents: Any) -> Any:
        poured = settled(compose, book, step, contents)
        taken.append(max(poured.page_counts))
        return poured

    settled = pouring._settled
    monkeypatch.setattr(pouring, "_settled", noted)
    briefgen.render(briefing, edition=edition, fit="one-page")
    assert taken[0] > 1, "as the theme has it"
    assert all(count > 1 for count in taken[2:-1]), "no step before the last one fits"
    assert taken[-1] == 1


def test_what_does_not_fit_is_told_by_section(example: briefgen.Briefing) -> None:
    """At the tightest step, with what stands beyond the first page and what to do."""
    result = briefgen.render(example, edition="en", fit="one-page")
    assert result.page_count > 1
    (found,) = (one for one in result.diagnostics if one.code == "layout.does-not-fit")
    assert found.severity == "warning"
    assert "sources" in found.message
    assert '"en"' in found.message
    assert "key_figures" not in found.message
    assert found.hints


def test_a_fit_that_there_is_not(example: briefgen.Briefing) -> None:
    """A name that is none is refused, and the names are told."""
    with pytest.raises(ValueError, match='no fit "two-pages"; there are: one-page'):
        briefgen.render(example, fit="two-pages")  # type: ignore[arg-type]


def test_the_fit_is_in_the_record(example: briefgen.Briefing) -> None:
    """What is embedded gives the same bytes again, tightened as it was."""
    data = briefgen.render(of_paragraphs(example, 40), edition="en", fit="one-page").pdf
    found = briefgen.extract(data)
    assert found.options["fit"] == "one-page"
    assert briefgen.render(found.briefing, **found.options).pdf == data
    assert "fit" not in briefgen.extract(briefgen.render(example, edition="en").pdf).options


def test_a_page_that_would_hold_little_is_saved(example: briefgen.Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    """Growing a briefing line by line, no last page has but a line or two, and most have no second pass."""
    poured: list[pouring.Poured] = []
    plain = pouring._pour

    def noted(composition: Any, book: Any) -> pouring.Poured:
        poured.append(plain(composition, book))
        return poured[-1]

    monkeypatch.setattr(pouring, "_pour", noted)
    saved = passes = 0
    for count in range(20, 45):
        poured.clear()
        result = briefgen.render(of_paragraphs(example, count), edition="side-by-side")
        passes += len(poured) > 1
        if result.page_count < len(poured[0].runs):
            saved += 1
            assert poured[0].has_near_empty_end
        if not poured[0].has_near_empty_end:
            assert len(poured) == 1, "who needs no second pass has none"
    assert saved >= 1
    assert passes < 12


@pytest.mark.parametrize(
    ("name", "theme", "edition"), [("liaison-office", "newsroom", "en"), ("arabic-language-day", "modern", "ar")]
)
def test_a_last_page_with_a_few_lines_is_saved(checkout: Path, name: str, theme: str, edition: str) -> None:
    """What would stand alone on a third page, and has room on two with slightly narrower margins, goes there."""
    folder = checkout / "examples" / name
    briefing = briefgen.load(folder / "briefing.yaml")
    assert briefgen.render(briefing, edition=edition, theme=theme, folder=folder).page_count == 2
