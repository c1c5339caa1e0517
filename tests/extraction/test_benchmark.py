"""The benchmark hands the same texts to every tool, names what is missing, and makes unseen lines from a seed."""

from __future__ import annotations

from html import unescape

import pytest

import briefgen
from benchmarks.readback.__main__ import main
from benchmarks.readback.invented import LINES, invented_lines
from benchmarks.readback.run import measure
from benchmarks.readback.sheet import Missing, Sheet, Tool, family_of, program
from benchmarks.readback.with_html import html_of
from benchmarks.readback.with_libreoffice import document_of
from benchmarks.texts import side_by_side_texts
from tests.extraction.corpus import ARRANGEMENTS, Document, documents
from tests.extraction.record import OURS
from tests.rendering.texts import folded


def nothing(_: str) -> None:
    """Say nothing."""


def no_file(_: Sheet) -> bytes:
    """What a tool that is missing is never asked for."""
    raise AssertionError


@pytest.mark.parametrize("arrangement", ARRANGEMENTS)
@pytest.mark.parametrize("document", documents(), ids=lambda document: document.name)
def test_every_tool_gets_every_sentence(document: Document, arrangement: str) -> None:
    """The texts that other tools set hold each sentence that is looked for, whatever they are written in."""
    sheet = Sheet.of(side_by_side_texts(document.briefing), arrangement)
    handed = " ".join(folded(text.characters) for index in (0, 1) for text in sheet.column(index))
    for source in (handed, folded(unescape(html_of(sheet))), folded(unescape(document_of(sheet)))):
        assert [sentence.text for sentence in document.sentences if sentence.text not in source] == []


def test_the_columns_differ_in_direction() -> None:
    """The left column of a sheet is English and the right one Arabic, each with its own family of fonts first."""
    sheet = Sheet.of(side_by_side_texts(documents()[0].briefing), "side-by-side")
    assert [{text.rtl for text in sheet.column(index)} for index in (0, 1)] == [{False}, {True}]
    assert sheet.families(rtl=True) == ("IBM Plex Sans Arabic", "IBM Plex Sans")
    assert sheet.families(rtl=False) == ("IBM Plex Sans", "IBM Plex Sans Arabic")
    assert [family_of(file) for file in sheet.fonts.values()] == list(sheet.fonts)


def test_a_missing_tool_is_named() -> None:
    """A tool that is not here is in the record with the reason, and has no figures."""
    with pytest.raises(Missing, match="no program of the name no-such-program"):
        program("no-such-program")

    def look() -> str:
        raise Missing("not here")

    record = measure(documents()[2:], ["pypdf"], [Tool("Elsewhere", look, no_file)], nothing)
    assert record.missing == {"Elsewhere": "not here"}
    assert list(record.tools) == list(record.counts["sequential"]) == [OURS]
    assert record.best_of_others("sequential", "pypdf", with_english=True) == 0


def test_a_tool_is_measured_like_ours() -> None:
    """A tool that writes our own file has our own figures, in our font and in another."""
    document = documents()[2]
    sheets: list[Sheet] = []

    def look() -> str:
        return "1"

    def our_file(sheet: Sheet) -> bytes:
        sheets.append(sheet)
        return briefgen.render(document.briefing, edition="side-by-side" if sheet.side_by_side else "sequential").pdf

    other = Sheet.of(side_by_side_texts(document.briefing), "sequential").arabic.with_name("NotoSansHebrew-Regular.ttf")
    record = measure([document], ["pypdf"], [Tool("Same", look, our_file)], nothing, arabic=[other])
    for counts in record.counts.values():
        assert list(counts) == [OURS, "Same", "Same, Noto Sans Hebrew"]
        assert counts["Same"] == counts[OURS] == counts["Same, Noto Sans Hebrew"]
    assert [sheet.arabic == other for sheet in sheets] == [False, True, False, True]


def test_invented_lines() -> None:
    """A seed always makes the same sixty lines, which are mixed or in another writing; another seed makes others."""
    first, again, other = (invented_lines(seed) for seed in (1, 1, 2))
    assert first.sentences == again.sentences
    assert first.briefing == again.briefing
    assert first.sentences != other.sentences
    assert len(first.sentences) == LINES
    assert sum(sentence.writing == "mixed" for sentence in first.sentences) > LINES / 2
    for sentence in first.sentences:
        assert any(sentence.text in text for text in first.texts)


def test_no_record_without_all(capsys: pytest.CaptureFixture[str]) -> None:
    """The record is written from a whole run only."""
    assert main(["--write", "--own"]) == 1
    assert "the record needs" in capsys.readouterr().err
