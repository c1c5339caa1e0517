"""reportlab's paragraph markup: what is set, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image
from reportlab.platypus import Paragraph

from briefgen import BidiParagraph, ResourceError
from tests.unit.flowables.stories import (
    LEFT,
    MEASURE,
    RIGHT,
    STYLE,
    build,
    by_pypdf,
    characters_of,
    drawings_of,
    lines_of,
    styled,
    words_of,
)
from tests.unit.pdf.reading import open_pdf

LONG = "قال المتحدث إن العمل مستمر مع الشركاء"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a &lt;b&gt; &amp; &quot;c&quot;", 'a <b> & "c"'),
        ("R&amp;D &copy; &#1604;&#x627; &alpha;", "R&D © لا α"),
        ("a<unichar name='ARABIC LETTER LAM'/>", "aل"),
        ("<para align='right'>محتويات</para>", "محتويات"),
        ("<greek>a</greek>", "α"),
        ("<unknown>a</unknown>", "a"),
        ("أ\n  <i>ب</i>\tج", "أ ب ج"),
        ("أ <b> ب </b> ج", "أ ب ج"),
    ],
)
def test_characters_are_those_of_reportlab(text: str, plain: str) -> None:
    """Entities, references and white space mean what they mean in reportlab's paragraph."""
    assert BidiParagraph(text, STYLE).getPlainText() == plain


def test_a_reference_does_not_break_a_join() -> None:
    """Letters on both sides of a character reference still join."""
    ((line, _),) = lines_of(BidiParagraph("م&#1581;ت", STYLE))
    ((whole, _),) = lines_of(BidiParagraph("محت", STYLE))
    assert [run.clusters for run in line.runs] == [run.clusters for run in whole.runs]


def test_weight_size_and_slant() -> None:
    """Bold, italic and sizes pick faces; Arabic, which has no slant, is set in the heavier weight for italic."""
    text = "a <b>b</b> <i>c</i> <b><i>d</i></b> <font size='20'>e</font> <strong>f</strong> <i>ب</i>"
    ((line, _),) = lines_of(BidiParagraph(text, STYLE))
    found = {c.text: (run.face.name, round(run.size_pt, 2)) for run in line.runs for c in run.clusters if c.text != " "}
    assert found == {
        "a": ("IBMPlexSans", 12),
        "b": ("IBMPlexSans-SmBld", 12),
        "c": ("IBMPlexSans-Italic", 12),
        "d": ("IBMPlexSans-SmBldItalic", 12),
        "e": ("IBMPlexSans", 20),
        "f": ("IBMPlexSans-SmBld", 12),
        "ب": ("IBMPlexSansArabic-SmBld", 12.6),
    }


def links(pdf: pikepdf.Pdf) -> list[Any]:
    """The annotations of the first page."""
    return list(pdf.pages[0].get("/Annots", []))


def test_links() -> None:
    """A link is over its words on each line, and goes to the address, or to a place of the document."""
    text = f"<a name='top'/>أول <a href='https://example.org/a?b=1'>{LONG}</a> ثم <link href='#top'>فوق</link>."
    data = build([BidiParagraph(text, STYLE)])
    pdf = open_pdf(data)
    found = links(pdf)
    addresses = [link for link in found if "/A" in link]
    assert len(addresses) == len(found) - 1
    assert len(addresses) >= 2
    assert {str(link.A.URI) for link in addresses} == {"https://example.org/a?b=1"}
    (inside,) = [link for link in found if "/A" not in link]
    assert str(inside.Dest[0].Type if not isinstance(inside.Dest, str) else "") in {"/Page", ""}
    boxes = sorted((-float(link.Rect[3]), float(link.Rect[0]), float(link.Rect[2])) for link in addresses)
    (first,) = [word for word in words_of(data) if word.text == "أول"]
    assert boxes[0][2] < first.left
    assert boxes[0][1] >= LEFT - 1
    assert boxes[1][2] == pytest.approx(RIGHT, abs=0.5)


def test_other_kinds_of_links() -> None:
    """``document:`` and ``pdf:`` lead where they lead in reportlab."""
    text = "<a name='here'/><a href='document:here'>x</a> <a href='pdf:other.pdf'>y</a>"
    files = [open_pdf(build([kind(text, STYLE)])) for kind in (BidiParagraph, Paragraph)]
    for one, other in zip(*map(links, files), strict=True):
        assert ("/A" in one) == ("/A" in other)
        if "/A" in one:
            assert (one.A.S, one.A.F) == (other.A.S, other.A.F)


def strokes(data: bytes) -> list[tuple[float, float, float, float]]:
    """Left, right, height and width of the straight lines of the first page."""
    return [
        (drawing["rect"].x0, drawing["rect"].x1, drawing["rect"].y0, drawing["width"]) for drawing in drawings_of(data)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<u>a</u>",
        "<strike>a</strike>",
        "<u kind='double' width='0.05*F' color='red'>a</u>",
        "<u offset='-3' gap='2' kind='triple'>a</u>",
    ],
)
def test_lines_under_and_through_text(text: str) -> None:
    """They stand where reportlab draws them, as wide as the text."""
    ours, theirs = (strokes(build([kind(text, styled(fontName="Helvetica"))])) for kind in (BidiParagraph, Paragraph))
    assert len(ours) == len(theirs)
    width = lines_of(BidiParagraph("a", STYLE))[0][0].width_pt
    for (left, right, height, thickness), other in zip(ours, theirs, strict=True):
        assert (height, thickness) == pytest.approx(other[2:], abs=0.01)
        assert (left, right) == pytest.approx((LEFT, LEFT + width), abs=0.01)


def test_an_underlined_stretch_of_both_directions() -> None:
    """What is underlined is underlined wherever the bidirectional algorithm puts it, and spaces at an edge are not."""
    paragraph = BidiParagraph("Read <u>the الأردن report</u> now", STYLE)
    ((line, _),) = lines_of(paragraph)
    (found,) = strokes(build([paragraph]))
    marked = [run for run in line.runs if run.span == 1]
    assert found[0] == pytest.approx(LEFT + min(run.x_pt for run in marked), abs=0.01)
    assert found[1] == pytest.approx(LEFT + max(run.x_pt + run.width_pt for run in marked), abs=0.01)
    wrapped = strokes(build([BidiParagraph(f"<u>{LONG} {LONG}</u>", STYLE)]))
    assert min(left for left, *_ in wrapped) >= LEFT - 0.01
    assert {round(right, 1) for _, right, *_ in wrapped} == {RIGHT}


def test_background_of_text() -> None:
    """``backColor`` of a stretch is a box behind it, as high as a line."""
    data = build([BidiParagraph("أ <span backColor='yellow'>محتويات</span> ب", STYLE)])
    (box,) = drawings_of(data)
    (word,) = [word for word in words_of(data) if word.text == "محتويات"]
    assert box["fill"] == (1, 1, 0)
    assert (box["rect"].x0, box["rect"].x1) == pytest.approx((word.left, word.right), abs=1)
    assert box["rect"].height == pytest.approx(STYLE.leading)


def test_text_above_and_below_the_baseline() -> None:
    """``<super>`` and ``<sub>`` stand off the baseline as in reportlab, smaller, and read in their place."""
    text = "x<super>2</super>y<sub>1</sub>z"
    places = {}
    for kind in (BidiParagraph, Paragraph):
        found = characters_of(build([kind(text, STYLE)]))
        places[kind] = {each.text: (round(each.baseline, 2), round(each.size, 2)) for each in found}
    assert places[BidiParagraph] == places[Paragraph]
    assert by_pypdf(build([BidiParagraph(text, STYLE)])).replace(" ", "") == "x2y1z"


@pytest.mark.parametrize(
    ("text", "fields", "named"),
    [
        ("<nobr>أ ب</nobr>", {}, "<nobr>"),
        ("أ <onDraw name='x' label='y'/>", {}, "<onDraw>"),
        ("أ <index item='x'/>", {}, "<index>"),
        ("أ", {"autoLeading": "max"}, "autoLeading 'max'"),
        ("أ", {"endDots": "."}, "endDots"),
        ("أ", {"bulletAnchor": "numeric"}, "bulletAnchor 'numeric'"),
        ("أ", {"alignment": 3}, "alignment 3"),
        ("<nobr>أ</nobr> <nobr>ب</nobr> <index item='x'/>", {"endDots": "."}, "<index>, <nobr>, the style's endDots"),
    ],
)
def test_what_is_not_set_is_refused(text: str, fields: dict[str, object], named: str) -> None:
    """What would be lost is an error that names all of it."""
    with pytest.raises(ValueError, match="does not set") as caught:
        BidiParagraph(text, styled(**fields))
    assert named in str(caught.value)


def test_pictures_are_refused(picture: str) -> None:
    """A picture in a text is refused."""
    with pytest.raises(ValueError, match="does not set <img>"):
        BidiParagraph(f"أ <img src='{picture}'/>", STYLE)


@pytest.fixture
def picture(tmp_path: Path) -> str:
    """The path of a picture of one pixel."""
    path = tmp_path / "dot.png"
    Image.new("RGB", (1, 1)).save(path)
    return str(path)


@pytest.mark.parametrize("text", ["<b>أ", "أ</b>", "<font colour='red'>أ</font>", "<b><i>أ</b></i>"])
def test_wrong_markup(text: str) -> None:
    """Markup that is wrong for reportlab is wrong here, with reportlab's message."""
    with pytest.raises(ValueError, match=r"Parse error|parse ended|invalid attribute"):
        BidiParagraph(text, STYLE)


def test_missing_glyphs() -> None:
    """All characters that no font has are named at once, where the paragraph is made."""
    with pytest.raises(ResourceError) as caught:
        BidiParagraph("أ \u1200<br/>\u1201", STYLE, "\u1202")
    assert [found.code for found in caught.value.diagnostics] == ["text.missing-glyph"] * 3
    assert "U+1200 ETHIOPIC SYLLABLE HA" in str(caught.value)
    assert [found.where.characters for found in caught.value.diagnostics][:2] == [(2, 3), (4, 5)]


def test_measure_is_used() -> None:
    """No line is wider than the measure."""
    assert all(line.width_pt <= MEASURE + 0.01 for line, _ in lines_of(BidiParagraph(LONG * 5, STYLE)))
