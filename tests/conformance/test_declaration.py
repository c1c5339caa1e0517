"""Every line of the Universal Declaration in six languages: its glyphs and their places are those of HarfBuzz.

A line is compared run by run. A run has one direction, script, language and face. HarfBuzz shapes it anew and at once,
with the line as its context and nothing of the lines around it.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

import pytest

from briefgen.text.glyphs import Cluster, Line
from briefgen.text.paragraph import ParagraphText, TextSpan
from briefgen.text.setting import PreparedParagraph
from tests.conformance import declaration, harfbuzz
from tests.conformance.harfbuzz import Shaped
from tests.conformance.items import Stretch, placed, stretches

# One that breaks long words, one where many lines are a word or two, then the columns of two kinds of pages.
MEASURES_PT: Final = (24.0, 90.0, 235.0, 334.0)
SHOWN_FAILURES: Final = 10
MIXED_PARAGRAPHS: Final = 12
TOLERANCE_PT: Final = 1e-6


def stretches_of(paragraphs: Iterable[PreparedParagraph], measure_pt: float) -> list[Stretch]:
    """All runs of all lines of paragraphs at a measure."""
    return [
        stretch for prepared in paragraphs for line in prepared.set(measure_pt) for stretch in stretches(prepared, line)
    ]


def differences(found: list[Stretch], expected: list[Shaped]) -> list[str]:
    """The runs that differ, with what only one side has."""
    wrong = []
    for stretch, shaped in zip(found, expected, strict=True):
        item, actual = stretch.item, placed(stretch)
        if actual != shaped:
            text = item.text[item.start : item.end]
            glyphs = sorted(set(shaped.glyphs) - set(actual.glyphs)), sorted(set(actual.glyphs) - set(shaped.glyphs))
            advances = f"advance {shaped.advance_fu}, not {actual.advance_fu}"
            wrong.append(f"{text!r} in {item.font.name}: {glyphs[0]}, not {glyphs[1]}; {advances}")
    return wrong


def check(found: list[Stretch], expected: list[Shaped]) -> None:
    """Fail with the first runs that differ."""
    wrong = differences(found, expected)
    assert not wrong, "\n".join([f"{len(wrong)} of {len(found)} runs differ", *wrong[:SHOWN_FAILURES]])


@pytest.mark.parametrize("measure_pt", MEASURES_PT)
@pytest.mark.parametrize(("language", "weight"), declaration.TEXTS)
def test_glyphs_are_those_of_the_library(language: str, weight: str, measure_pt: float) -> None:
    """Every line has the glyphs, places, advances and clusters that HarfBuzz gives for its runs at once."""
    found = stretches_of(declaration.prepared(language, weight), measure_pt)
    check(found, [harfbuzz.shape(stretch.item) for stretch in found])
    # A line or more for each paragraph; far more where the measure is narrow.
    assert len(found) >= declaration.LANGUAGES[language] * (1 if measure_pt > 300 else 2)


@pytest.mark.parametrize("measure_pt", MEASURES_PT)
@pytest.mark.parametrize("language", declaration.LANGUAGES)
def test_mixed_paragraphs(language: str, measure_pt: float) -> None:
    """The same holds where languages and directions change within a line, and weights within a word."""
    paragraphs = declaration.mixed(language, MIXED_PARAGRAPHS)
    found = stretches_of(paragraphs, measure_pt)
    check(found, [harfbuzz.shape(stretch.item) for stretch in found])
    assert len(found) > 10 * MIXED_PARAGRAPHS
    for prepared in paragraphs:
        check_text(prepared, measure_pt)


@pytest.mark.parametrize("control", ["\u200e", "\u200f", "\u200d", "\u2060", "\u064e", "\u05b7"])
@pytest.mark.parametrize("measure_pt", [10.0, 20.0, 30.0, 40.0])
def test_context_ends_with_the_line(control: str, measure_pt: float) -> None:
    """A letter before a control or a mark at the end of a line does not join with the letter that the next line begins.

    The word is cut by force, since the measure is too narrow; the control may be a run of its own.
    """
    text = "ششش" + control + "شششش" + control + "ببب"
    paragraph = ParagraphText((TextSpan(text, declaration.font_set("regular")),), "ar")
    found = stretches_of([PreparedParagraph(paragraph)], measure_pt)
    check(found, [harfbuzz.shape(stretch.item) for stretch in found])


@pytest.mark.skipif(bool(harfbuzz.WHY_NO_HB_SHAPE), reason=harfbuzz.WHY_NO_HB_SHAPE)
@pytest.mark.parametrize(("language", "weight"), declaration.TEXTS)
def test_glyphs_are_those_of_the_command(language: str, weight: str) -> None:
    """The same against the program hb-shape, which is another build of HarfBuzz, at the measure of a column."""
    found = stretches_of(declaration.prepared(language, weight), 235.0)
    check(found, harfbuzz.shape_by_command([stretch.item for stretch in found]))


@pytest.mark.parametrize("measure_pt", MEASURES_PT)
@pytest.mark.parametrize(("language", "weight"), declaration.TEXTS)
def test_lines_are_the_paragraph(language: str, weight: str, measure_pt: float) -> None:
    """Every character is in exactly one cluster, lines joined are the paragraph, and runs stand side by side."""
    for prepared in declaration.prepared(language, weight):
        check_text(prepared, measure_pt)


def check_text(prepared: PreparedParagraph, measure_pt: float) -> None:
    """The clusters of the lines, in logical order, are the text; the runs of each line touch."""
    text = prepared.paragraph.text
    position = 0
    for line in prepared.set(measure_pt):
        assert (line.start, line.rtl) == (position, prepared.paragraph.base_rtl)
        for run in sorted(line.runs, key=lambda run: run.start):
            assert run.start == position
            for cluster in run.clusters[::-1] if run.rtl else run.clusters:
                assert cluster.text
                assert text.startswith(cluster.text, position)
                position += len(cluster.text)
            assert run.end == position
        assert line.end == position
        check_places(line)
    assert position == len(text)


def check_places(line: Line) -> None:
    """The runs of a line touch each other, and each is as wide as its clusters."""
    visual = sorted(line.runs, key=lambda run: (run.x_pt, run.width_pt))
    for run in visual:
        advance_fu = sum(cluster.advance_fu for cluster in run.clusters)
        assert run.width_pt == pytest.approx(advance_fu * run.size_pt / run.face.units_per_em, abs=TOLERANCE_PT)
    for left, right in pairwise(visual):
        assert right.x_pt == pytest.approx(left.x_pt + left.width_pt, abs=TOLERANCE_PT)


@pytest.mark.parametrize("measure_pt", MEASURES_PT)
@pytest.mark.parametrize(("language", "weight"), declaration.TEXTS)
def test_no_line_is_wider_than_the_measure(language: str, weight: str, measure_pt: float) -> None:
    """No line is wider than the measure, and its text lies inside it; only one cluster by itself might not."""
    for prepared in declaration.prepared(language, weight):
        for line in prepared.set(measure_pt):
            clusters: list[Cluster] = [cluster for run in line.runs for cluster in run.clusters]
            drawn = [cluster for cluster in clusters if not cluster.text.isspace()]
            assert line.width_pt <= measure_pt + TOLERANCE_PT or len(drawn) == 1
            left = min(run.x_pt for run in line.runs)
            right = max(run.x_pt + run.width_pt for run in line.runs)
            # White space at the end of a line hangs over its end: the left edge where text goes from right to left.
            start = measure_pt - right if line.rtl else left
            assert start == pytest.approx(0.0, abs=TOLERANCE_PT)


def test_a_difference_is_noticed() -> None:
    """The comparison itself fails for another glyph, another place, another advance and another cluster."""
    stretch = stretches_of(declaration.prepared("ar"), 235.0)[0]
    glyphs, advance = harfbuzz.shape(stretch.item)
    assert not differences([stretch], [Shaped(glyphs, advance)])
    first, *others = glyphs
    changed = (
        first._replace(glyph_id=first.glyph_id + 1),
        first._replace(x_fu=first.x_fu + 1),
        first._replace(y_fu=first.y_fu - 1),
        first._replace(cluster=first.cluster - 1),
    )
    for wrong in changed:
        assert differences([stretch], [Shaped((wrong, *others), advance)])
    assert differences([stretch], [Shaped(glyphs, advance + 1)])
    assert differences([stretch], [Shaped(tuple(others), advance)])
