"""The fields of reportlab's ``ParagraphStyle``, in both directions."""

from __future__ import annotations

from typing import Any

import pytest
from reportlab.platypus import Paragraph

from briefgen import BidiParagraph
from briefgen.text.rules import LineRules
from tests.unit.flowables.stories import (
    LEFT,
    MEASURE,
    RIGHT,
    STYLE,
    build,
    characters_of,
    drawings_of,
    edges,
    lines_of,
    styled,
    text_of,
    words_of,
)

ARABIC = "قال المتحدث إن العمل مستمر مع الشركاء في المنطقة كلها اليوم وغدا"
ENGLISH = "The spokesman said that work goes on with all partners in the region today and tomorrow"


def test_size_and_leading() -> None:
    """``leading`` is the distance of lines, ``fontSize`` the size of Latin text; Arabic is set a little larger."""
    paragraph = BidiParagraph(f"{ARABIC} NATO", styled(fontSize=10, leading=21))
    assert paragraph.wrap(100, 1000) == (100, 21 * len(lines_of(paragraph, 100)))
    sizes = {run.face.name: run.size_pt for line, _ in lines_of(paragraph, 100) for run in line.runs}
    assert sizes == {"IBMPlexSansArabic": pytest.approx(10.5), "IBMPlexSans": 10}


@pytest.mark.parametrize(
    ("alignment", "ltr", "rtl"),
    [
        (0, "left", "right"),  # TA_LEFT, the start
        (1, "centre", "centre"),
        (2, "right", "right"),
        (4, "left", "right"),  # TA_JUSTIFY: a single line is the last one
    ],
)
def test_alignment(alignment: int, ltr: str, rtl: str) -> None:
    """``TA_LEFT`` is the start edge; ``TA_RIGHT`` is the right edge in both directions."""
    for text, where in (("Contents", ltr), ("محتويات", rtl)):
        ((left, right),) = edges(BidiParagraph(text, styled(alignment=alignment)))
        middle = (left + right) / 2
        places = {"left": (left, 0), "right": (right, MEASURE), "centre": (middle, MEASURE / 2)}
        found, wanted = places[where]
        assert found == pytest.approx(wanted)


@pytest.mark.parametrize(("text", "rtl"), [(ARABIC, True), (ENGLISH, False)])
@pytest.mark.parametrize("first", [15, -12])
def test_indents(text: str, rtl: bool, first: float) -> None:  # noqa: FBT001 - a parameter of the test
    """``leftIndent`` and ``firstLineIndent`` are at the start, ``rightIndent`` at the end, also when they hang."""
    found = edges(BidiParagraph(text, styled(leftIndent=30, rightIndent=10, firstLineIndent=first, alignment=4)))
    starts = [MEASURE - right if rtl else left for left, right in found]
    ends = [left if rtl else MEASURE - right for left, right in found]
    assert starts == pytest.approx([30 + first] + [30] * (len(found) - 1), abs=0.02)
    assert ends[:-1] == pytest.approx([10] * (len(found) - 1), abs=0.02)


def test_centred_first_line_keeps_its_indent() -> None:
    """A centred first line stands in the middle of what its indent leaves."""
    ((left, right),) = edges(BidiParagraph("محتويات", styled(alignment=1, firstLineIndent=40)))
    assert (left + right) / 2 == pytest.approx((MEASURE - 40) / 2)


@pytest.mark.parametrize("text", ["محتويات", "Contents"])
def test_box(text: str) -> None:
    """Background and border stand where reportlab's stand; the indents are mirrored for a right-to-left paragraph."""
    fields = {
        "backColor": "#EEEEFF", "borderColor": "red", "borderWidth": 2, "borderPadding": (1, 2, 3, 4), "leftIndent": 20,
    }  # fmt: skip
    (ours,) = drawings_of(build([BidiParagraph(text, styled(**fields))]))
    indents = {} if text == "Contents" else {"leftIndent": 0, "rightIndent": 20}
    (theirs,) = drawings_of(build([Paragraph("Contents", styled(**{**fields, **indents}))]))
    for key in ("rect", "fill", "color", "width"):
        assert ours[key] == theirs[key]


def test_round_corners() -> None:
    """``borderRadius`` rounds the border."""
    style = styled(borderColor="red", borderWidth=1, borderRadius=4)
    (box,) = drawings_of(build([BidiParagraph("محتويات", style)]))
    assert {item[0] for item in box["items"]} == {"l", "c"}


def test_text_colour() -> None:
    """``textColor`` is the colour of text that has no other."""
    text = "أ <font color='#00FF00'>ب</font>"
    colours = {each.text: each.colour for each in characters_of(build([BidiParagraph(text, styled(textColor="red"))]))}
    assert (colours["أ"], colours["ب"]) == (0xFF0000, 0x00FF00)


@pytest.mark.parametrize(("anchor", "parts"), [("start", 0), ("middle", 0.5), ("end", 1)])
def test_bullets(anchor: str, parts: float) -> None:
    """A bullet stands ``bulletIndent`` from the start edge, in its own font size and colour."""
    fields = {"leftIndent": 40, "bulletIndent": 20, "bulletFontSize": 8, "bulletColor": "red", "bulletAnchor": anchor}
    for text, rtl in (("محتويات", True), ("Contents", False)):
        data = build([BidiParagraph(text, styled(**fields), "12")])
        (bullet,) = [word for word in words_of(data) if word.text == "12"]
        edge = RIGHT - bullet.right if rtl else bullet.left - LEFT
        assert edge + parts * (bullet.right - bullet.left) == pytest.approx(20, abs=0.5)
        digits = [each for each in characters_of(data) if each.text in "12"]
        assert {(each.size, each.colour) for each in digits} == {(8, 0xFF0000)}


def test_a_wide_bullet_moves_the_first_line() -> None:
    """A bullet that is wider than the indent moves the start of the first line, which is broken for it."""
    paragraph = BidiParagraph(ARABIC, styled(leftIndent=5), "خامسا وأخيرا:")
    ((bullet, _),) = lines_of(BidiParagraph("خامسا وأخيرا:", styled(fontSize=10)))
    found = edges(paragraph)
    assert found[0][1] == pytest.approx(MEASURE - bullet.width_pt - 6, abs=0.1)
    assert found[1][1] == pytest.approx(MEASURE - 5)
    assert min(left for left, _ in found) >= -0.01


def test_a_bullet_of_the_markup_or_the_style() -> None:
    """``<bullet>`` and the style's ``bulletText`` are bullets too; ``1.`` goes the way of the paragraph."""
    for paragraph in (
        BidiParagraph("<bullet>1.</bullet>محتويات", styled(leftIndent=30)),
        BidiParagraph("محتويات", styled(leftIndent=30, bulletText="1.")),
    ):
        places = {each.text: each.x for each in characters_of(build([paragraph]))}
        assert places["."] < places["1"]
        assert paragraph.getPlainText() == "محتويات"


def test_text_is_transformed() -> None:
    """``textTransform`` is done as by reportlab."""
    assert BidiParagraph("a <b>b</b> محتويات", styled(textTransform="uppercase")).getPlainText() == "A B محتويات"


def test_hyphenation() -> None:
    """``hyphenationLang`` lets Latin words be broken by the patterns of its language; without it they are not."""
    text = "An internationalisation of responsibilities"
    whole = [text_of(line) for line, _ in lines_of(BidiParagraph(text, STYLE), 90)]
    parted = [text_of(line) for line, _ in lines_of(BidiParagraph(text, styled(hyphenationLang="en_GB")), 90)]
    assert not any(line.endswith("\u00ad") for line in whole)
    assert any(line.endswith("\u00ad") for line in parted)


def test_rules() -> None:
    """Rules of the text engine can be given, such as kashida; what the style says is added to them."""
    text = f"{ARABIC} {ARABIC}"
    style = styled(alignment=4)
    spaced, stretched = (
        BidiParagraph(text, style, rules=LineRules(breaking="greedy", kashida=kashida)) for kashida in (False, True)
    )
    wide, narrow = (
        max(run.word_space_pt for line, _ in lines_of(paragraph) for run in line.runs)
        for paragraph in (spaced, stretched)
    )
    assert narrow < wide
    assert edges(stretched)[0] == pytest.approx((0, MEASURE), abs=0.02)
    assert stretched.getPlainText() == text


@pytest.mark.parametrize(
    ("text", "arguments", "found"),
    [
        ("محتويات", {}, ("ar", True)),
        ("Contents", {}, ("en", False)),
        ("תוכן", {}, ("he", True)),
        ("12 محتويات", {}, ("ar", True)),
        ("12", {}, ("en", False)),
        ("…", {}, ("und", False)),
        ("NATO في عمّان", {}, ("en", False)),
        ("NATO في عمّان", {"direction": "rtl"}, ("ar", True)),
        ("NATO في عمّان", {"language": "ar-JO"}, ("ar-JO", True)),
        ("NATO في عمّان", {"style": styled(wordWrap="RTL")}, ("ar", True)),
        ("محتويات", {"style": styled(wordWrap="LTR")}, ("ar", False)),
        ("محتويات", {"style": styled(wordWrap="RTL"), "direction": "ltr"}, ("ar", False)),
        ("محتويات", {"language": "fa"}, ("fa", True)),
        ("محتويات", {"language": "en", "direction": "rtl"}, ("en", True)),
    ],
)
def test_language_and_direction(text: str, arguments: dict[str, Any], found: tuple[str, bool]) -> None:
    """What is said counts, then the style, then the first letter."""
    paragraph = BidiParagraph(text, **arguments)
    assert (paragraph.language, paragraph.rtl) == found


def test_a_wrong_direction() -> None:
    """A direction that is none is refused."""
    with pytest.raises(ValueError, match="'ltr' or 'rtl', not 'left'"):
        BidiParagraph("محتويات", direction="left")  # type: ignore[arg-type]
