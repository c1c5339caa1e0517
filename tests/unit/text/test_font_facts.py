"""What a font permits and says about itself, and what follows for who wants to set text in it."""

from __future__ import annotations

import io
import struct
import tomllib
from pathlib import Path
from typing import Final

import pytest
from fontTools.ttLib import TTFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont as RegisteredFont
from reportlab.pdfgen.canvas import Canvas

import briefgen
from briefgen.errors import ResourceError
from briefgen.text.bundled import bundled_fonts_dir
from briefgen.text.font_facts import embedding_permission
from briefgen.text.fonts import FontFace

REGULAR: Final = bundled_fonts_dir() / "IBMPlexSans-Regular.ttf"


def os2(version: int, bits: int) -> bytes:
    """A table OS/2 as far as the field fsType."""
    return struct.pack(">H6xH", version, bits)


def made(path: Path, *, version: int = 4, bits: int = 0) -> Path:
    """A copy of a bundled font that permits something else."""
    font = TTFont(REGULAR)
    font["OS/2"].version, font["OS/2"].fsType = version, bits
    if version < 2:
        for field in ("sxHeight", "sCapHeight", "usDefaultChar", "usBreakChar", "usMaxContext"):
            delattr(font["OS/2"], field)
    font.save(path)
    return path


@pytest.mark.parametrize(
    ("version", "bits", "words"),
    [
        (4, 0x0000, "installable"),
        (4, 0x0001, "installable"),  # a bit that means nothing any more
        (4, 0x0002, "restricted"),
        (4, 0x0004, "preview and print"),
        (4, 0x0008, "editable"),
        (4, 0x0108, "editable, no subsetting"),
        (4, 0x0304, "preview and print, no subsetting, bitmaps only"),
        # Several usages: allowed up to version 2, where the least restrictive counts; an error from version 3 on.
        (0, 0x0006, "preview and print"),
        (2, 0x000C, "editable"),
        (2, 0x000E, "editable"),
        (3, 0x000C, "preview and print"),
        (3, 0x000E, "restricted"),
        (5, 0x000A, "restricted"),
        # The flags came with version 2.
        (0, 0x0300, "installable"),
        (1, 0x0302, "restricted"),
        (2, 0x0300, "installable, no subsetting, bitmaps only"),
    ],
)
def test_what_the_bits_mean(version: int, bits: int, words: str) -> None:
    """The usage and the flags follow from fsType and from the version of the table (OpenType 1.9, OS/2 fsType)."""
    assert str(embedding_permission(os2(version, bits))) == words


@pytest.mark.parametrize(
    ("bits", "reason"),
    [
        (0x0002, "Restricted License (bit 1"),
        (0x0100, "only whole"),
        (0x0108, "only whole"),
        (0x0200, "bitmaps only"),
        (0x0304, "bitmaps only"),
    ],
)
def test_what_is_not_permitted_is_refused(bits: int, reason: str, tmp_path: Path) -> None:
    """The refusal names the file, what the bit says and the field, and how to mend it."""
    path = made(tmp_path / "a.ttf", bits=bits)
    with pytest.raises(ResourceError) as refused:
        FontFace(path)
    (diagnostic,) = refused.value.diagnostics
    assert diagnostic.code == "font.embedding-forbidden"
    assert str(path) in diagnostic.message
    assert reason in diagnostic.message
    assert diagnostic.message.endswith(f"the field is 0x{bits:04X}")
    assert "Open Font License" in diagnostic.hints[0]


@pytest.mark.parametrize(("version", "bits"), [(4, 0x0004), (4, 0x0008), (2, 0x000E), (1, 0x0300)])
def test_what_is_permitted_is_taken(version: int, bits: int, tmp_path: Path) -> None:
    """A font that may be embedded in documents is loaded, and the field is kept."""
    assert FontFace(made(tmp_path / "a.ttf", version=version, bits=bits)).embedding.bits == bits


def test_a_theme_with_a_forbidden_font(tmp_path: Path) -> None:
    """A briefing is not rendered with a font that may not be embedded; that is found before any work."""
    made(tmp_path / "IBMPlexSans-Regular.ttf", bits=2)  # fonts beside a theme go before the bundled ones
    source = Path(briefgen.__file__).parent / "layout" / "themes" / "modern.toml"
    (tmp_path / "own.toml").write_bytes(source.read_bytes())
    briefing = briefgen.load(Path(__file__).parents[3] / "examples" / "liaison-office" / "briefing.yaml")
    with pytest.raises(ResourceError, match=r"font\.embedding-forbidden") as refused:
        briefgen.render(briefing, theme=tmp_path / "own.toml")
    assert str(tmp_path) in str(refused.value)


def test_a_paragraph_on_a_canvas_of_reportlab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A font that reportlab would embed is refused all the same."""
    for name in ("_fonts", "_dynFaceNames"):  # what reportlab knows by name; no other test is to meet this font
        monkeypatch.setattr(pdfmetrics, name, dict(getattr(pdfmetrics, name)))
    pdfmetrics.registerFont(RegisteredFont("Restricted", str(made(tmp_path / "a.ttf", bits=2))))
    style = briefgen.BidiParagraph("x").style.clone("restricted", fontName="Restricted")
    with pytest.raises(ResourceError, match=r"font\.embedding-forbidden"):
        briefgen.BidiParagraph("Words", style).drawOn(Canvas(io.BytesIO()), 0, 0)


@pytest.mark.parametrize("path", sorted(bundled_fonts_dir().glob("*.ttf")), ids=lambda path: path.stem)
def test_the_bundled_fonts(path: Path) -> None:
    """The bundled fonts permit everything, and say what fonts.toml says of them."""
    face = FontFace(path)
    assert face.embedding.bits == 0
    assert face.embedding.refusal is None
    listed = tomllib.loads((bundled_fonts_dir() / "fonts.toml").read_text(encoding="utf-8"))["font"]
    (entry,) = [entry for entry in listed if entry["file"] == path.name]
    assert (face.facts.family, face.facts.version) == (entry["family"], entry["version"])
    assert face.facts.sha256 == entry["sha256"]
    assert "SIL Open Font License, Version 1.1" in face.facts.licence
    assert face.facts.licence_url.startswith("http")


def test_names_in_another_language(tmp_path: Path) -> None:
    """Names that a font has in one language only are taken in that one, on one line and without controls."""
    font = TTFont(REGULAR)
    names = font["name"]
    for name_id in (1, 13, 14, 16):
        names.removeNames(nameID=name_id)
    names.setName("خط", 1, 3, 1, 0x0401)
    names.setName("رخصة\r\n\tحرة\x07", 13, 3, 1, 0x0401)
    font.save(tmp_path / "a.ttf")
    facts = FontFace(tmp_path / "a.ttf").facts
    assert (facts.family, facts.licence, facts.licence_url) == ("خط", "رخصة حرة", "")


def test_no_names_at_all(tmp_path: Path) -> None:
    """A font without names has no family and no licence; its revision is its version."""
    font = TTFont(REGULAR)
    font["name"].names = []
    font["head"].fontRevision = 2.5
    font.save(tmp_path / "a.ttf")
    facts = FontFace(tmp_path / "a.ttf").facts
    assert (facts.family, facts.version, facts.licence) == ("", "2.500", "")
