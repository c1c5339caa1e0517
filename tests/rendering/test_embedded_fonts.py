"""What a result says about its fonts, beside what is in the file; and how large the file is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

import briefgen
from briefgen.pipeline import RenderResult
from briefgen.text.bundled import bundled_fonts_dir
from tests.rendering.conftest import EDITIONS
from tests.unit.pdf.reading import open_pdf

Render = Callable[[str], RenderResult]


def embedded(data: bytes) -> dict[str, list[Any]]:
    """The font programs in a file by the names of their fonts without the tag."""
    found: dict[str, list[Any]] = {}
    with open_pdf(data) as pdf:
        for obj in pdf.objects:
            if getattr(obj, "Type", None) == "/FontDescriptor":
                name = str(obj.FontName).partition("+")[2]
                found.setdefault(name, []).append((len(obj.FontFile2.read_raw_bytes()), bool(obj.FontFile2.Length1)))
    return found


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_report_is_of_the_fonts_in_the_file(rendered: Render, edition: str) -> None:
    """Each face is in the file once, with the name and length of the report; the hash is that of the font file."""
    result = rendered(edition)
    assert {font.name: [(font.byte_count, True)] for font in result.fonts} == embedded(result.pdf)
    for font in result.fonts:
        data = (bundled_fonts_dir() / font.file).read_bytes()
        assert font.sha256 == hashlib.sha256(data).hexdigest()
        assert font.embedding == "installable"
        assert 0 < font.glyph_count < 400
        assert 0 < font.code_count < 400
        assert "SIL Open Font License" in font.licence


def test_fonts_come_in_the_order_of_the_text(rendered: Render) -> None:
    """The first font is that of the title; an English edition has no Arabic font."""
    assert rendered("en").fonts[0].name == "IBMPlexSans-SmBld"
    families = {edition: {font.family for font in rendered(edition).fonts} for edition in ("en", "ar")}
    assert "IBM Plex Sans Arabic" in families["ar"]
    assert "IBM Plex Sans" in families["en"]


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_face_is_there_twice(rendered: Render, edition: str) -> None:
    """The names in a report are all different, and reports do not name folders."""
    fonts = rendered(edition).fonts
    assert len({font.name for font in fonts}) == len(fonts) > 1
    assert all("/" not in font.file and "\\" not in font.file for font in fonts)


def test_two_pages_side_by_side_take_50_kilobytes(example: briefgen.Briefing) -> None:
    """The example in two languages, tagged and as PDF/A-2a, with five subsets of fonts, has at most 50,000 bytes."""
    result = briefgen.render(example, edition="side-by-side", profile="a2a")
    assert result.page_count == 2
    assert len(result.pdf) <= 50_000
