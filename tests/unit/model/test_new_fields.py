"""The parts of a briefing beyond its core: languages of the title, audiences, paths, tables, quotes, schemas, pipes."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any, Final

import pytest

from briefgen.errors import InvalidBriefing, ResourceError
from briefgen.model import Briefing, LocalizedText, load, loads, reading
from briefgen.model.annexes import Table
from briefgen.model.one_language import in_one_language
from briefgen.model.paths import location_in
from briefgen.model.report import MAX_PROBLEMS
from briefgen.model.write import to_json, to_yaml
from tests.unit.model.loading import places, refused

SMALLEST: Final = """\
title: {ar: المعبر, en: The crossing}
summary:
  - {en: It is open., ar: إنه مفتوح.}
facts:
  - {label: {en: Gates, ar: البوابات}, value: {en: Two, ar: اثنتان}}
"""
MORE: Final = """\
audiences:
  - key: press
    name: {en: the press, ar: الصحافة}
    without: ["quotes[0].translation_method", sources.a.b, background]
controlling_language: en
background:
  - {en: It was closed., ar: كان مغلقًا.}
quotes:
  - text: The work goes on.
    prefix: "He said: "
    language: en
    translations: {ar: العمل مستمر.}
    translated_by: {en: Desk 4, ar: المكتب 4}
    translation_method: machine-edited
    speaker: {en: The minister, ar: الوزير}
    source: a.b
    only_for: []
annexes:
  - title: {en: Trucks, ar: الشاحنات}
    table:
      columns:
        - label: {en: Month, ar: الشهر}
        - label: {en: Trucks, ar: الشاحنات}
      rows: [[{en: June, ar: حزيران}, 420], ["2024-07", ~], [1.5, -3]]
sources:
  - {key: a.b, title: {en: Statement, ar: بيان}, text: {file: sources/a.txt}}
  - {key: mo, withheld: true}
"""


def test_a_title_a_summary_and_a_fact_are_a_briefing() -> None:
    """Nothing else is needed; the languages are those of the title, in its order, and so are those of the texts."""
    briefing = loads(SMALLEST)
    assert briefing.languages == ("ar", "en")
    assert briefing.summary[0].languages == ("ar", "en")
    assert (briefing.reference, briefing.dates, briefing.handling, briefing.facts[0].as_of) == (None, None, None, None)
    assert loads(to_json(briefing), format="json") == briefing


def test_languages_of_a_title_are_checked_as_those_of_a_list() -> None:
    """A text in a language that the title lacks is refused with what to do; a wrong tag is reported once."""
    (found,) = refused(SMALLEST.replace("ar: البوابات", "ar: البوابات, fr: Portes"))
    assert places((found,)) == [("model.unknown-language", 5, 39, "facts[0].label.fr")]
    assert 'write the title in "fr", too' in found.hints[0]
    (found,) = refused(SMALLEST.replace("en:", "english:"))
    assert (found.code, found.where.path) == ("model.bad-language-tag", "title.english")


def test_python_data_may_leave_out_the_languages(minimal: dict[str, Any]) -> None:
    """The languages come from a title that is a mapping or a text of the model; wrong ones are not put right by it."""
    del minimal["languages"]
    assert Briefing.model_validate(minimal).languages == ("en", "ar")
    minimal["title"] = LocalizedText(minimal["title"])
    assert Briefing.model_validate(minimal).languages == ("en", "ar")
    with pytest.raises(ValueError, match=r"model\.empty-list"):
        Briefing.model_validate({**minimal, "languages": []})


def test_everything_is_written_and_read_again() -> None:
    """Empty cells, texts in cells and an empty list of audiences come back as they were."""
    briefing = loads(SMALLEST + MORE)
    assert [loads(to_yaml(briefing)), loads(to_json(briefing), format="json")] == [briefing] * 2
    table = briefing.annexes[0].table
    assert table is not None
    assert table.rows[1:] == (("2024-07", None), (1.5, -3))
    assert isinstance(table.rows[0][0], LocalizedText)
    assert briefing.quotes[0].only_for == ()
    assert briefing.facts[0].only_for is None


def test_a_table_may_be_longer_than_other_lists() -> None:
    """A table has up to 10,000 rows, is told to become two beyond that, and has one at least."""
    columns = [{"label": {"en": "Vehicles", "ar": "المركبات"}}]
    assert len(Table.model_validate({"columns": columns, "rows": [[1]] * 10_000}).rows) == 10_000
    with pytest.raises(ValueError, match=r"the table has 10,001 rows; at most 10,000 are possible"):
        Table.model_validate({"columns": columns, "rows": [[1]] * 10_001})
    with pytest.raises(ValueError, match=r"model\.empty-list"):
        Table.model_validate({"columns": columns, "rows": []})


@pytest.mark.parametrize("language", ["en", "ar"])
def test_one_language_has_nothing_of_the_other(language: str) -> None:
    """Cells and audiences are in one language; who may see a part is kept, and a path to what is gone is not."""
    whole = loads(SMALLEST + MORE)
    briefing = in_one_language(whole, language)
    assert briefing.languages == (language,)
    table = briefing.annexes[0].table
    assert table is not None
    assert isinstance(cell := table.rows[0][0], LocalizedText)
    assert cell.languages == (language,)
    assert table.rows[1] == ("2024-07", None)
    assert briefing.quotes[0].only_for == ()
    assert briefing.audiences[0].name.languages == (language,)
    assert briefing.sources[1].withheld
    kept = ("sources.a.b", "background")
    assert briefing.audiences[0].without == (("quotes[0].translation_method", *kept) if language == "ar" else kept)
    assert briefing.controlling_language == "en"
    assert briefing.other_languages == (("ar",) if language == "en" else ("en",))
    assert briefing.quotes[0].translation_method == ("machine-edited" if language == "ar" else None)


@pytest.mark.parametrize(
    ("path", "left"),
    [
        ("quotes[0].translations", {"en": (), "ar": ("quotes[0].translations",)}),
        ("quotes[0].translated_by", {"en": (), "ar": ("quotes[0].translated_by",)}),
        ("summary[0].ar", {"en": (), "ar": ("summary[0].ar",)}),
        ("summary[0]", {"en": ("summary[0]",), "ar": ("summary[0]",)}),
    ],
)
def test_one_language_concerns_nothing_of_the_other(path: str, left: dict[str, tuple[str, ...]]) -> None:
    """A disagreement about a translation, or about a text of one language, is about nothing else in the other one."""
    text = "{en: a, ar: ب}"
    positions = f"[{{value: {text}, sources: [a.b]}}, {{value: {{en: c, ar: د}}, sources: [a.b]}}]"
    disagreement = f"question: {text}, positions: {positions}, adopted: {text}, concerns: ['{path}']"
    whole = loads(f"{SMALLEST}{MORE}disagreements: [{{{disagreement}}}]\n")
    for language, concerns in left.items():
        assert in_one_language(whole, language).disagreements[0].concerns == concerns


def test_a_language_elsewhere_may_count() -> None:
    """The language that counts is one of those that the briefing exists in, here or elsewhere, and no other."""
    head = "other_languages: [fr]\ncontrolling_language: "
    assert loads(f"{head}fr\n{SMALLEST}").controlling_language == "fr"
    with pytest.raises(InvalidBriefing) as caught:
        loads(f"{head}de\n{SMALLEST}")
    (found,) = caught.value.diagnostics
    assert (found.code, found.hints) == ("model.unknown-language", ("write one of its languages: ar, en, fr",))


def test_the_place_of_a_quote_is_a_selector() -> None:
    """A quote and what stands around it are a TextQuoteSelector; what is not there is left out."""
    assert loads(SMALLEST + MORE).quotes[0].selector == {
        "type": "TextQuoteSelector",
        "exact": "The work goes on.",
        "prefix": "He said: ",
    }


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("title", ("title",)),
        ("facts[0].value.ar", ("facts", 0, "value", "ar")),
        ("sources.a.b", ("sources", 0)),
        ("sources.a.b.text.file", ("sources", 0, "text", "file")),
        ("sources[1].key", ("sources", 1, "key")),
        ("annexes[0].table.rows[0][1]", ("annexes", 0, "table", "rows", 0, 1)),
        ("annexes[0].table.rows[1][1]", None),
        ("facts[1]", None),
        ("sources.a", None),
        ("sources.a.b.url", None),
        ("contact.phone", None),
        ("facts[-1]", None),
        ("facts.0", None),
        ("__class__", None),
        ("", None),
    ],
)
def test_paths_lead_to_what_is_there(path: str, location: tuple[int | str, ...] | None) -> None:
    """A path leads to the same place in a briefing and in its raw input; without anything there, to none."""
    briefing = loads(SMALLEST + MORE)
    assert location_in(briefing, path) == location
    assert location_in(briefing.model_dump(mode="json"), path) == location


@pytest.mark.parametrize(
    "path",
    [
        "languages", "title", "title.en", "summary", "summary[0]", "facts[0].label", "facts[0].value.en",
        "quotes[0].translations", "audiences[0].key", "audiences", "annexes[0].table.columns[0]", "sources.a.b.title",
        "annexes[0].table.rows", "annexes[0].table.rows[0][0]", "sources.a.b.text.file",
    ],
)  # fmt: skip
def test_what_a_briefing_needs_cannot_be_taken_away(path: str) -> None:
    """Nobody goes without what is required, an only paragraph, one language of a text, or a cell of a row."""
    (found,) = refused((SMALLEST + MORE).replace(", background]", f', "{path}"]'))
    assert (found.code, found.where.line, found.where.path) == ("model.needed-part", 9, "audiences[0].without[2]")


@pytest.mark.parametrize(
    "path",
    ["facts", "facts[0]", "annexes[0].table.rows[2]", "annexes[0].table", "sources.mo", "sources[0]", "quotes[0]",
     "sources.a.b.text", "background[0]", "controlling_language", "facts[0].value"],
)  # fmt: skip
def test_the_rest_can_be_taken_away(path: str) -> None:
    """Whole parts, single rows and sources can go; a value that its part needs cannot."""
    text = (SMALLEST + MORE).replace(", background]", f', "{path}"]')
    if path == "facts[0].value":
        (found,) = refused(text)
        assert found.hints == ("take away the whole of it, facts[0]",)
    else:
        assert loads(text).audiences[0].without[-1] == path


def test_the_last_rows_cannot_go_together() -> None:
    """Paths count together: all rows of a table but one can go, and two paths to one thing count once."""
    rows = [f'"annexes[0].table.rows[{index}]"' for index in (0, 1, 2)]
    text = SMALLEST + MORE
    loads(text.replace("background]", ", ".join([*rows[:2], rows[0]]) + "]"))
    (found,) = refused(text.replace("background]", ", ".join(rows) + "]"))
    assert (found.code, found.where.path) == ("model.needed-part", "audiences[0].without[4]")


def test_a_citation_has_its_offset() -> None:
    """The place of a citation that cannot be used is counted without markup, as that of other markup is."""
    (first, second) = refused(SMALLEST.replace("It is open.", '"It *is* [@xx] open [@yy]."'))
    assert [found.where.characters for found in (first, second)] == [(6, 7), (12, 13)]


def test_a_schema_is_passed_over(tmp_path: Path) -> None:
    """Editors find the schema by a key at the top of a file; it is not a part of the briefing."""
    text = to_json(loads(SMALLEST))
    with_schema = text.replace("{", '{"$schema": "https://example.org/briefing.schema.json",', 1)
    assert loads(with_schema, format="json") == loads(SMALLEST)
    path = tmp_path / "b.yaml"
    path.write_text('$schema: "briefing.schema.json"\n' + SMALLEST, encoding="utf-8")
    assert load(path) == loads(SMALLEST)
    (found,) = refused("$schema: [a]\n" + SMALLEST)
    assert places((found,)) == [("model.not-text", 1, 1, '["$schema"]')]
    (found,) = refused("$schema:\n" + SMALLEST)
    assert places((found,)) == [("model.no-value", 1, 1, '["$schema"]')]


def test_problems_without_end_are_cut_short() -> None:
    """Of more problems than anybody reads, the first are listed, and how many more there are."""
    found = refused(SMALLEST + "".join(f"wrong_{index}: 1\n" for index in range(MAX_PROBLEMS + 5)))
    assert len(found) == MAX_PROBLEMS + 1
    assert (found[0].where.line, found[-1].code) == (6, "model.too-many-problems")
    assert found[-1].message.startswith("there are 5 more problems")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_without_a_writer_does_not_hang(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening a named pipe waits for a writer only so long."""
    monkeypatch.setattr(reading, "PIPE_PATIENCE_S", 0.2)
    os.mkfifo(tmp_path / "b.yaml")
    with pytest.raises(ResourceError, match=r"nobody has opened this pipe for writing in 0\.2 seconds"):
        load(tmp_path / "b.yaml")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize("text", [SMALLEST, SMALLEST + "#" * 300_000, ""])
def test_a_pipe_with_a_writer_is_read_whole(tmp_path: Path, text: str) -> None:
    """What somebody writes to a named pipe is read to its end, also when it is more than the pipe holds; or nothing."""
    path = tmp_path / "b.yaml"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_text, args=(text, "utf-8"))
    writer.start()
    if text:
        assert load(path) == loads(SMALLEST)
    else:
        with pytest.raises(InvalidBriefing, match=r"file\.empty"):
            load(path)
    writer.join()
