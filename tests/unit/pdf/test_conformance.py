"""What independent programs say of a document, and that it has the same bytes everywhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import page
import pytest

from tests.unit.pdf import documents
from tests.unit.pdf.reading import open_pdf

ROOT = Path(__file__).parents[3]
PROGRAM = "import sys; from tests.unit.pdf.documents import briefing; sys.stdout.buffer.write(briefing())"


@pytest.mark.parametrize("make", [documents.briefing, documents.eight_lines])
def test_the_validator_finds_no_failure_of_pdf_ua_1(make: object) -> None:
    """A document passes every check of PDF/UA-1."""
    assert callable(make)
    report = page.validate_pdf_bytes(make(), profile="ua1")
    assert [failure.message for failure in report.failures] == []
    assert report.is_compliant


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_finds_nothing(tmp_path: Path) -> None:
    """The syntax, the streams and the cross-reference stream are clean."""
    path = tmp_path / "briefing.pdf"
    path.write_bytes(documents.briefing())
    result = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "No syntax or stream encoding errors" in result.stdout


def test_pikepdf_opens_it_without_repair() -> None:
    """The file needs no repair, and says it is PDF 1.7."""
    with open_pdf(documents.briefing()) as pdf:
        assert pdf.get_warnings() == []
        assert pdf.check_pdf_syntax() == []
        assert pdf.pdf_version == "1.7"
        assert len(pdf.pages) == 2


@pytest.mark.parametrize("seed", ["1", "77"])
def test_another_process_writes_the_same_bytes(seed: str) -> None:
    """Neither the hash seed, nor the time zone, nor SOURCE_DATE_EPOCH, nor the locale changes a byte."""
    environment = {
        **os.environ,
        "PYTHONHASHSEED": seed,
        "TZ": "Asia/Amman",
        "LC_ALL": "C",
        "SOURCE_DATE_EPOCH": seed,
        "PYTHONPATH": str(ROOT),
    }
    result = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, check=True, cwd=ROOT)
    assert result.stdout == documents.briefing()


def test_the_identifier_follows_from_the_content() -> None:
    """Two documents have different identifiers, one document always the same."""

    def identifier(data: bytes) -> bytes:
        with open_pdf(data) as pdf:
            first, second = pdf.trailer.ID
            assert bytes(first) == bytes(second)
            assert len(bytes(first)) == 16
            return bytes(first)

    assert identifier(documents.briefing()) == identifier(documents.briefing())
    assert identifier(documents.briefing()) != identifier(documents.eight_lines())


def test_a_two_page_document_is_small() -> None:
    """Two pages with four faces stay under 22,000 bytes."""
    assert len(documents.briefing()) < 22_000


def test_the_catalog_says_what_pdf_ua_asks_for() -> None:
    """Language, marking, title display, page direction and the tab order are there."""
    with open_pdf(documents.write(documents.draw_briefing, page_rtl=True)) as pdf:
        assert pdf.Root.Lang == "en"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert pdf.Root.ViewerPreferences.Direction == "/R2L"
        assert [page_.Tabs for page_ in pdf.pages] == ["/S", "/S"]
    with open_pdf(documents.briefing()) as pdf:
        assert pdf.Root.ViewerPreferences.Direction == "/L2R"
