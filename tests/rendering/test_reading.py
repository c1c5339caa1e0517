"""What is printed can be read back: by the readers that people use, and exactly through the structure tree.

How whole sentences come out, of more texts than the example, is in ``tests/extraction``.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefgen import Briefing
from briefgen.layout.edition import find_edition
from briefgen.pipeline import RenderResult
from tests.rendering.conftest import EDITIONS
from tests.rendering.readers import READERS, why_missing
from tests.rendering.texts import FOREIGN, folded, texts, words
from tests.unit.pdf.reading import PageReader, open_pdf, texts_by_element

Render = Callable[[str], RenderResult]

# Of editions in one language: which share of the example's texts comes out whole, short labels included.
WHOLE = {
    "en": {"poppler": 1.0, "PDFium": 1.0, "pymupdf": 1.0, "pypdf": 1.0, "pdf.js": 1.0},
    "ar": {"poppler": 0.8, "PDFium": 0.93, "pymupdf": 0.95, "pypdf": 0.98, "pdf.js": 0.8},
}
# pdf.js puts a space before some marks; every other reader gives all words back.
MISSING_WORDS = {"pdf.js": 0.03}


def read(data: bytes, reader: str) -> str:
    """The text that a reader gives; the test is skipped where the reader is missing."""
    if reason := why_missing(reader):
        pytest.skip(reason)
    return READERS[reader](data)


def expected_texts(example: Briefing, edition: str) -> list[str]:
    """The texts that an edition shows."""
    return [text for language in find_edition(example, edition).languages for text in texts(example, language)]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_word_is_found(example: Briefing, rendered: Render, edition: str, reader: str) -> None:
    """The words of the example come out with base letters and all their marks, and none as presentation forms."""
    text = read(rendered(edition).pdf, reader)
    found = folded(text)
    wanted = [word for text in expected_texts(example, edition) for word in words(text)]
    assert len(wanted) > 300
    missing = [word for word in wanted if word not in found]
    assert len(missing) <= MISSING_WORDS.get(reader, 0) * len(wanted), missing
    assert FOREIGN.findall(text) == []


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("edition", WHOLE)
def test_whole_texts_come_out(example: Briefing, rendered: Render, edition: str, reader: str) -> None:
    """A stated share of the example's texts comes out whole and in logical order."""
    found = folded(read(rendered(edition).pdf, reader))
    wanted = expected_texts(example, edition)
    whole = sum(text in found for text in wanted)
    assert whole >= WHOLE[edition][reader] * len(wanted), f"{whole} of {len(wanted)}"


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
