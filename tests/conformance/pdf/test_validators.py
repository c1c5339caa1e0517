"""What independent programs say of every example, edition, theme, page size and profile."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import page
import pytest

from briefgen.layout.edition import edition_names
from tests.conformance.pdf.cells import STRESS, WHOLE, cells
from tests.conformance.pdf.faults import Tree
from tests.unit.pdf.reading import open_pdf
from tools.grid import EXAMPLES, Cell, grid, rendered, sample

# test_verapdf.py is about the others: PDF/UA-2 and PDF/A-4f.
KNOWN = frozenset(profile.value for profile in page.ValidationProfile)


def test_the_sample_is_fair() -> None:
    """Every example is looked at in every edition and theme, and each paper and profile comes with many of them."""
    kinds = {(cell.example, cell.edition, cell.theme) for cell in grid()}
    assert len(EXAMPLES) >= 5
    assert {(cell.example, cell.edition, cell.theme) for cell in sample()} == kinds
    for count in (Counter(cell[3:] for cell in sample()), Counter((cell.theme, cell.profile) for cell in sample())):
        assert min(count.values()) >= 5
    assert Counter(cell[3:] for cell in sample()).keys() == {cell[3:] for cell in grid()}
    assert len({str(cell) for cell in cells()}) == len(cells())
    assert {claim for cell in cells() for claim in cell.claims} - KNOWN == {"ua2", "4f"}


def test_the_hard_briefing_is_long() -> None:
    """Beside the examples there is a briefing whose facts go over several pages, and one with every field."""
    of_it = [cell for cell in cells() if cell.example == STRESS]
    briefing = of_it[0].briefing
    assert {cell.edition for cell in of_it} == set(edition_names(briefing))
    assert {cell.profile for cell in of_it} == {cell.profile for cell in grid()}
    of_whole = [cell for cell in cells() if cell.example == WHOLE]
    assert {cell.edition for cell in of_whole} == {cell.edition for cell in of_it}
    assert {cell.theme for cell in of_whole} == {cell.theme for cell in grid()}
    assert {quote.language for quote in briefing.quotes} == {"en", "ar"}
    assert {"ar" in entry.short.languages for entry in briefing.glossary} == {True, False}
    assert all(rendered(cell).page_count >= 4 for cell in of_it)


@pytest.mark.parametrize(
    ("cell", "claim"), [(cell, claim) for cell in cells() for claim in cell.claims if claim in KNOWN], ids=str
)
def test_no_failure_of_what_is_claimed(cell: Cell, claim: str) -> None:
    """page-validation finds no failure of PDF/UA-1, PDF/A-2a and PDF/A-3a in the files that claim them."""
    report = page.validate_pdf_bytes(rendered(cell).pdf, profile=claim)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
@pytest.mark.parametrize("cell", cells(), ids=str)
def test_qpdf_finds_nothing(cell: Cell, tmp_path: Path) -> None:
    """``qpdf --check`` warns of nothing in the syntax, the streams and the cross-reference stream."""
    path = tmp_path / "file.pdf"
    path.write_bytes(rendered(cell).pdf)
    run = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert "No syntax or stream encoding errors found" in run.stdout


@pytest.mark.parametrize("cell", cells(), ids=str)
def test_nothing_needs_repair(cell: Cell) -> None:
    """The file opens without a warning and says the version of PDF of its profile."""
    with open_pdf(rendered(cell).pdf) as pdf:
        assert pdf.get_warnings() == []
        assert pdf.check_pdf_syntax() == []
        assert rendered(cell).pdf.startswith(f"%PDF-{pdf.pdf_version}\n".encode())


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="pdfinfo is not installed")
@pytest.mark.parametrize("cell", cells(), ids=str)
def test_poppler_reads_the_same_tree(cell: Cell, tmp_path: Path) -> None:
    """``pdfinfo -struct`` shows the elements in the order of the tree, and complains of nothing.

    poppler 22.12 does not know the values that PDF 2.0 has added for ``ListNumbering``.
    """
    path = tmp_path / "file.pdf"
    path.write_bytes(rendered(cell).pdf)
    run = subprocess.run(["pdfinfo", "-struct", path], capture_output=True, text=True, check=True)
    new = "Syntax Warning: Attribute ListNumbering value is of wrong type (name)" if "ua2" in cell.claims else ""
    assert set(run.stderr.splitlines()) <= {new}
    tree = Tree(open_pdf(rendered(cell).pdf))
    expected = [str(element.S)[1:] for element in tree.elements]
    shown = re.findall(r"^ *(\w+)(?: <[^>]*>)?(?: \"[^\"]*\")?(?: \((?:block|inline)\))?:?$", run.stdout, re.MULTILINE)
    assert [kind for kind in shown if kind in expected] == expected
