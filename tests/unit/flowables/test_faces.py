"""Fonts that reportlab knows, as faces of the text engine."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from reportlab.lib import fonts as mappings
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont

from briefgen import BidiParagraph
from briefgen.text.bundled import bundled_fonts_dir
from tests.unit.flowables.stories import build, by_mupdf, lines_of, styled

# The bundled fonts stand for any that a user registers: under names of their own they are the user's.
FILES = {
    "Letters": "IBMPlexSans-Italic.ttf",
    "Letters-Bold": "IBMPlexSans-SemiBoldItalic.ttf",
    "Naskh": "IBMPlexSansArabic-Regular.ttf",
    "Naskh-Bold": "IBMPlexSansArabic-SemiBold.ttf",
}


@pytest.fixture(autouse=True)
def _registered() -> Iterator[None]:
    """Register the fonts as a user would, and forget them afterwards."""
    registries = (pdfmetrics._fonts, pdfmetrics._dynFaceNames, mappings._tt2ps_map, mappings._ps2tt_map)
    before = [dict(registry) for registry in registries]
    for name, file in FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(bundled_fonts_dir() / file)))
    for family in ("Letters", "Naskh"):
        bold = f"{family}-Bold"
        pdfmetrics.registerFontFamily(family, normal=family, bold=bold, italic=family, boldItalic=bold)
    yield
    for registry, old in zip(registries, before, strict=True):
        registry.clear()
        registry.update(old)


def faces_of(paragraph: BidiParagraph) -> dict[str, tuple[str, float]]:
    """The face and size of each character that is no space."""
    return {
        character: (run.face.name, round(run.size_pt, 2))
        for line, _ in lines_of(paragraph)
        for run in line.runs
        for cluster in run.clusters
        for character in cluster.text
        if character != " "
    }


def test_a_registered_font_comes_first() -> None:
    """Its letters are used at the size of the style; what it lacks comes from the bundled faces."""
    found = faces_of(BidiParagraph("ab، ب.", styled(fontName="Letters"), direction="rtl"))
    assert found["a"] == ("IBMPlexSans-Italic", 12.0)
    assert found["ب"] == found["،"] == ("IBMPlexSansArabic-SmBld", 12.6)  # beside a slanted font


def test_spaces_and_points_belong_to_their_letters() -> None:
    """A font without Arabic letters does not set the full stop of an Arabic sentence."""
    assert faces_of(BidiParagraph("باب.", styled(fontName="Letters")))["."] == ("IBMPlexSansArabic-SmBld", 12.6)


def test_families() -> None:
    """Bold text is set in the bold member of the family."""
    found = faces_of(BidiParagraph("a<b>b</b> <font name='Naskh'>ب<b>ج</b></font>", styled(fontName="Letters")))
    assert found["b"] == ("IBMPlexSans-SmBldItalic", 12.0)
    assert found["ب"] == ("IBMPlexSansArabic", 12.0)
    assert found["ج"] == ("IBMPlexSansArabic-SmBld", 12.0)


def test_further_fonts() -> None:
    """Fonts that are named are asked before the bundled ones, in their weight and at the size of the style."""
    for name in ("Letters", "Helvetica"):
        found = faces_of(BidiParagraph("a ب <b>ج</b> d", styled(fontName=name), fonts=["Naskh"]))
        assert found["ب"] == ("IBMPlexSansArabic", 12.0)
        assert found["ج"] == ("IBMPlexSansArabic-SmBld", 12.0)
        assert found["a"] == ("IBMPlexSans-Italic" if name == "Letters" else "IBMPlexSans", 12.0)


@pytest.mark.parametrize("name", ["Helvetica", "Times-Roman", "Courier"])
def test_standard_fonts(name: str) -> None:
    """The bundled faces stand in for fonts that have no file; none of these is drawn with."""
    paragraph = BidiParagraph("ab <b>c</b> ب", styled(fontName=name))
    faces = {face for face, _ in faces_of(paragraph).values()}
    assert faces == {"IBMPlexSans", "IBMPlexSans-SmBld", "IBMPlexSansArabic"}
    assert sorted(by_mupdf(build([paragraph])).split()) == ["ab", "c", "ب"]


def test_a_bold_style() -> None:
    """A style in a bold standard font is set in the bold bundled face."""
    assert faces_of(BidiParagraph("a", styled(fontName="Helvetica-Bold")))["a"] == ("IBMPlexSans-SmBld", 12.0)


def test_a_font_of_both_kinds_of_paragraph() -> None:
    """Reportlab's embedding of a font and ours do not disturb each other."""
    from reportlab.platypus import Paragraph

    style = styled(fontName="Letters")
    assert by_mupdf(build([Paragraph("theirs", style), BidiParagraph("ours", style)])) == "theirs ours"


def test_fonts_that_cannot_be_used() -> None:
    """Each is refused with its name and the reason."""
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    data = (bundled_fonts_dir() / "IBMPlexSans-Regular.ttf").read_bytes()
    pdfmetrics.registerFont(TTFont("Memory", io.BytesIO(data)))
    for name, reason in (
        ("HeiseiMin-W3", "only fonts of the class TTFont"),
        ("Memory", "register it from its file"),
        ("ZapfDingbats", "write the characters themselves"),
        ("Nowhere", "Nowhere|nowhere"),
    ):
        with pytest.raises(ValueError, match=reason):
            BidiParagraph("ب", styled(fontName=name))
    with pytest.raises(ValueError, match=r"(?i)nowhere"):
        BidiParagraph("ب", styled(), fonts=["Nowhere"])
    with pytest.raises(TypeError, match="not a single name"):
        BidiParagraph("ب", styled(), fonts="Naskh")
