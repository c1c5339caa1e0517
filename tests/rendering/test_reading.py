"""What is printed can be read back: by the readers that people use, and exactly through the structure tree."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable

import pytest

from briefgen import Briefing
from briefgen.layout.edition import find_edition
from briefgen.pipeline import RenderResult
from tests.rendering.conftest import EDITIONS
from tests.rendering.readers import read_with_pymupdf, read_with_pypdf
from tests.rendering.texts import FOREIGN, folded, texts, words
from tests.unit.pdf.reading import PageReader, open_pdf, texts_by_element

Render = Callable[[str], RenderResult]


def read_with_poppler(data: bytes) -> str:
    """All pages by pdftotext."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    return subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()


READERS = {"pypdf": read_with_pypdf, "pymupdf": read_with_pymupdf, "poppler": read_with_poppler}

# How many of the example's texts come out whole, of how many; a loss in one reader is seen here.
WHOLE = {
    ("side-by-side", "pypdf"): 0.98, ("side-by-side", "pymupdf"): 0.87, ("side-by-side", "poppler"): 0.85,
    ("sequential", "pypdf"): 0.98, ("sequential", "pymupdf"): 0.87, ("sequential", "poppler"): 0.85,
    ("en", "pypdf"): 1.0, ("en", "pymupdf"): 1.0, ("en", "poppler"): 1.0,
    ("ar", "pypdf"): 0.97, ("ar", "pymupdf"): 0.80, ("ar", "poppler"): 0.75,
}  # fmt: skip


def expected_texts(example: Briefing, edition: str) -> list[str]:
    """The texts that an edition shows."""
    return [text for language in find_edition(example, edition).languages for text in texts(example, language)]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_word_is_found(example: Briefing, rendered: Render, edition: str, reader: str) -> None:
    """Each word of the example comes out with its base letters and all its marks, and none as presentation forms."""
    read = READERS[reader](rendered(edition).pdf)
    found = folded(read)
    wanted = [word for text in expected_texts(example, edition) for word in words(text)]
    assert len(wanted) > 300
    assert [word for word in wanted if word not in found] == []
    assert FOREIGN.findall(read) == []


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_whole_texts_come_out(example: Briefing, rendered: Render, edition: str, reader: str) -> None:
    """A stated share of the example's texts comes out whole and in logical order."""
    found = folded(READERS[reader](rendered(edition).pdf))
    wanted = expected_texts(example, edition)
    whole = sum(text in found for text in wanted)
    assert whole >= WHOLE[edition, reader] * len(wanted), f"{whole} of {len(wanted)}"


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_structure_tree_reads_exactly(example: Briefing, rendered: Render, edition: str) -> None:
    """Every text of the example stands in the structure tree, exact and in logical order, language by language."""
    data = rendered(edition).pdf
    found = [folded(text) for text in texts_by_element(data, "Part")]
    languages = find_edition(example, edition).languages
    assert len(found) == len(languages)
    for part, language in zip(found, languages, strict=True):
        missing = [text for text in texts(example, language) if text not in part]
        assert missing == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_glyph_is_missing(rendered: Render, edition: str) -> None:
    """No page shows the glyph that stands for a missing one (code 0)."""
    for page in open_pdf(rendered(edition).pdf).pages:
        assert all(code for shown in PageReader(page).shown for code, _, _ in shown.codes)
