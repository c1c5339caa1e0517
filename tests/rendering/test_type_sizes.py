"""How many sizes of text a page has: few enough that each of them means something."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefgen
from briefgen.layout.theming.theme import load_theme, theme_names
from briefgen.text.bundled import bundled_fonts_dir
from briefgen.text.fonts import load_face
from tests.rendering.test_examples import EDITIONS, EXAMPLES
from tests.unit.pdf.reading import DIRECTION_MARKS, PageReader, open_pdf

# Of which one is the title's, one the headings', and one the body's.
MOST_SIZES = 5
MOST_WEIGHTS = 2
# Two scripts of one role look equally large at sizes of their own; so near to each other they count as one size.
NEAR_PT = 0.1


def _ratios(theme: str) -> dict[str, set[float]]:
    """For the name of each font, what its text is larger than Latin text of the same role."""
    spec = load_theme(theme).spec
    found: dict[str, set[float]] = {}
    for arrangement in (spec.columns, spec.single):
        for role in (arrangement.body, arrangement.heading):
            for script in spec.scripts_of(arrangement, role).values():
                for name in (script.regular, script.emphasis, script.strong, script.strong_emphasis):
                    found.setdefault(load_face(bundled_fonts_dir() / name).name, set()).add(script.ratio)
    return found


def _latin_sizes(data: bytes, theme: str, *, single: bool) -> list[list[float]]:
    """The sizes on each page as Latin text of the same role has them, without those that are nearly another one."""
    ratios = _ratios(theme)
    pages = []
    for page in open_pdf(data).pages:
        reader = PageReader(page)
        sizes = set()
        for shown in reader.shown:
            seen = "".join(reader.texts[shown.font][code] for code, _, _ in shown.codes).translate(DIRECTION_MARKS)
            name = str(reader.fonts[shown.font].BaseFont).partition("+")[2]
            if seen.strip():
                of_face = ratios[name]
                sizes.add(shown.size_pt / (max(of_face) if single else min(of_face)))
        distinct: list[float] = []
        for size in sorted(sizes):
            if not distinct or size - distinct[-1] > NEAR_PT:
                distinct.append(size)
        pages.append(distinct)
    return pages


@pytest.mark.parametrize("theme", theme_names())
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_page_has_five_sizes_at_most(checkout: Path, name: str, theme: str) -> None:
    """No page of any edition has text of more than five sizes, header, footer and handling label included."""
    folder = checkout / "examples" / name
    briefing = briefgen.load(folder / "briefing.yaml")
    for edition in EDITIONS:
        result = briefgen.render(briefing, edition=edition, theme=theme, folder=folder)
        for number, sizes in enumerate(_latin_sizes(result.pdf, theme, single=edition != "side-by-side"), start=1):
            assert len(sizes) <= MOST_SIZES, (edition, number, sizes)


@pytest.mark.parametrize("theme", theme_names())
def test_figures_are_as_large_as_the_title(theme: str) -> None:
    """A long title and a wide value of a key figure leave one large size on the page, whichever of them is smaller."""
    long_title = "A title that is so long that it needs a smaller size, because it has far more than two lines to say"
    for title, value in ((long_title, "30"), ("Short", "1,234,567,890"), ("Short", "30"), (long_title, "12,345,678")):
        figure = {"value": value, "label": {"en": "Of something", "ar": "من شيء"}, "as_of": "2026", "sources": ["one"]}
        briefing = briefgen.Briefing.model_validate(
            {
                "languages": ["en", "ar"],
                "kind": "fact-sheet",
                "title": {"en": title, "ar": "عنوان قصير"},
                "bottom_line": {"en": "The point.", "ar": "الخلاصة."},
                "summary": [{"en": "A summary.", "ar": "ملخص."}],
                "key_figures": [figure] * 3,
                "sources": [{"key": "one", "title": {"en": "A source", "ar": "مصدر"}}],
            }
        )
        for edition in ("side-by-side", "en", "ar"):
            result = briefgen.render(briefing, edition=edition, theme=theme)
            for sizes in _latin_sizes(result.pdf, theme, single=edition != "side-by-side"):
                assert len(sizes) <= MOST_SIZES, (title, value, edition, sizes)


@pytest.mark.parametrize("theme", theme_names())
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_page_has_two_weights_at_most(checkout: Path, name: str, theme: str) -> None:
    """Each family stands on a page in two weights at most; a slanted face has the weight of the upright one."""
    folder = checkout / "examples" / name
    briefing = briefgen.load(folder / "briefing.yaml")
    for edition in EDITIONS:
        result = briefgen.render(briefing, edition=edition, theme=theme, folder=folder)
        for number, page in enumerate(open_pdf(result.pdf).pages, start=1):
            weights: dict[str, set[str]] = {}
            for font in page.obj.Resources.Font.values():
                family, _, style = str(font.BaseFont).partition("+")[2].partition("-")
                weights.setdefault(family, set()).add(style.removesuffix("Italic") or "Regular")
            assert max(map(len, weights.values())) <= MOST_WEIGHTS, (edition, number, weights)
