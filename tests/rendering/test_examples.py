"""The examples: each loads, says the same in both languages, and can be rendered in every edition."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

import briefgen

EXAMPLES = {
    "liaison-office": "meeting-brief",
    "flood-exercise": "situation-report",
    "universal-declaration": "fact-sheet",
    "arabic-language-day": "questions-and-answers",
    "study-visit": "visit-programme",
}
EDITIONS = ("side-by-side", "sequential", "tete-beche", "en", "ar")
MOST_PICTURE_BYTES = 40_000

each_example = pytest.mark.parametrize("name", EXAMPLES)


@cache
def _load(folder: Path) -> briefgen.Briefing:
    return briefgen.load(folder / "briefing.yaml")


@pytest.fixture
def folder(checkout: Path, name: str) -> Path:
    """The folder of an example."""
    return checkout / "examples" / name


def test_there_is_one_example_of_each_kind(checkout: Path) -> None:
    """Every folder of the examples is tested here, is explained in two places, and each kind has one."""
    folders = {path.parent.name for path in (checkout / "examples").glob("*/briefing.yaml")}
    assert folders == set(EXAMPLES)
    kinds = briefgen.Briefing.model_json_schema()["properties"]["kind"]["enum"]
    assert sorted(EXAMPLES.values()) == sorted(kinds)
    table = (checkout / "examples" / "README.md").read_text(encoding="utf-8")
    assert all(f"]({name}/)" in table for name in EXAMPLES)
    assert all((checkout / "examples" / name / "README.md").is_file() for name in EXAMPLES)


@each_example
def test_it_loads(folder: Path, name: str) -> None:
    """An example is of the kind that it stands for, in English and Arabic."""
    briefing = _load(folder)
    assert briefing.kind == EXAMPLES[name]
    assert briefing.languages == ("en", "ar")


@each_example
def test_no_check_finds_anything(folder: Path) -> None:
    """A starter sees no error, no warning and no note; every quote is in its source, letter for letter."""
    report = briefgen.check(_load(folder), folder=folder)
    assert [str(found) for found in report.diagnostics] == []
    assert {str(result.verdict) for result in report.quotes} <= {"exact"}


@each_example
@pytest.mark.parametrize("edition", EDITIONS)
def test_it_renders(folder: Path, edition: str) -> None:
    """Each edition of each example is made; the one thing said is that a full edition is for nobody's audience."""
    briefing = _load(folder)
    result = briefgen.render(briefing, edition=edition, folder=folder)
    assert result.pdf.startswith(b"%PDF-")
    expected = ["audience.full-edition"] if briefing.audiences else []
    assert [found.code for found in result.diagnostics] == expected


@each_example
def test_lines_are_short(folder: Path) -> None:
    """The files are read in editors, so no line is longer than those of the code."""
    lines = (folder / "briefing.yaml").read_text(encoding="utf-8").splitlines()
    assert [number for number, line in enumerate(lines, start=1) if len(line) > 120] == []


def test_the_arabic_articles_are_those_of_the_united_nations(checkout: Path) -> None:
    """The Arabic wording of a quoted article stands in the Arabic source, which the checks do not look into."""
    folder = checkout / "examples" / "universal-declaration"
    source = (folder / "sources" / "articles.ar.txt").read_text(encoding="utf-8").splitlines()
    wordings = [quote.translations["ar"] for quote in _load(folder).quotes if quote.translations]
    assert len(wordings) == 2
    assert set(wordings) <= set(source)


def test_the_figures_of_the_flood_add_up(checkout: Path) -> None:
    """People and homes of the annex come to the key figures, and people of the chart do."""
    briefing = _load(checkout / "examples" / "flood-exercise")
    table = briefing.annexes[0].table
    assert table is not None
    people, homes = (figure.value for figure in briefing.key_figures[:2])
    assert len(table.rows) == 20
    assert sum(row[2] for row in table.rows if isinstance(row[2], int)) == homes
    assert sum(row[3] for row in table.rows if isinstance(row[3], int)) == people
    assert sum(value or 0 for value in briefing.charts[1].series[0].values) == people


def test_pictures_are_small_and_plain(checkout: Path) -> None:
    """Pictures are small files, and each language has one of its own where it needs labels."""
    briefing = _load(checkout / "examples" / "flood-exercise")
    names = {picture.file_for(language) for picture in briefing.pictures for language in briefing.languages}
    paths = [checkout / "examples" / "flood-exercise" / name for name in names]
    assert len({hashlib.sha256(path.read_bytes()).digest() for path in paths}) == len(paths) == 2
    for path in paths:
        assert path.stat().st_size < MOST_PICTURE_BYTES
        with Image.open(path) as picture:
            assert picture.width > picture.height
