"""What ``BidiParagraph`` takes, what it refuses and how it says so, and copies of it."""

from __future__ import annotations

import copy
import io
import pickle
from typing import Any

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from briefgen import BidiParagraph, LineRules
from tests.unit.flowables.stories import MEASURE, STYLE, build, by_mupdf, edges, lines_of, styled, text_of


@pytest.mark.parametrize(
    ("language", "write"),
    [
        ("ar_JO", "'ar-JO'"),
        (" ar", "'ar'"),
        ("iw_IL", "'he-IL'"),
        ("arabic", "'ar'"),
        ("klingon", "one such as 'en', 'ar' or 'ar-JO'"),
        ("", "one such as 'en', 'ar' or 'ar-JO'"),
        (5, "one such as 'en', 'ar' or 'ar-JO'"),
    ],
)
def test_what_is_no_language_tag(language: Any, write: str) -> None:
    """It is refused with the fact and with what to write, and never taken for a left-to-right language."""
    with pytest.raises(ValueError, match="BCP 47") as error:
        BidiParagraph("نص", STYLE, language=language)
    assert str(error.value) == f"{language!r} is not a BCP 47 tag; write {write}"


@pytest.mark.parametrize(
    ("language", "tag", "arabic_rtl", "latin_rtl"),
    [
        ("ar-jo", "ar-JO", True, True),
        ("EN", "en", False, False),
        ("sr", "sr", False, False),
        ("iw", "he", True, True),
        ("az-Arab", "az-Arab", True, True),
        ("az-Latn", "az-Latn", False, False),
        ("ur-Aran", "ur-Aran", True, True),
        ("man-Nkoo", "man-Nkoo", True, True),
        ("ku", "ku", True, False),
        ("arz", "arz", True, False),
        ("xx", "xx", True, False),
        ("ku-Qabx", "ku-Qabx", True, False),
    ],
)
def test_the_direction_of_a_language(language: str, tag: str, arabic_rtl: bool, latin_rtl: bool) -> None:  # noqa: FBT001 - parameters of the test
    """A language gives its direction; where its tag does not tell, the first letter of the text does."""
    arabic, latin = (BidiParagraph(text, STYLE, language=language) for text in ("نص NATO", "NATO نص"))
    assert (arabic.language, arabic.rtl, latin.rtl) == (tag, arabic_rtl, latin_rtl)


@pytest.mark.parametrize(("wrap", "rtl"), [("RTL", True), ("ltr", False), ("CJK", True), (None, True)])
def test_the_style_before_the_letters(wrap: str | None, rtl: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Where the language does not tell, the direction of the style is asked before the letters."""
    assert BidiParagraph("نص", styled(wordWrap=wrap), language="ku").rtl == rtl


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        ("abc\x07def", 4, "U+0007, a control character"),
        ("<b>ab</b>&#7;", 3, "U+0007, a control character"),
        ("a<br/>b\x1b", 4, "U+001B, a control character"),
        ("نص\x7f", 3, "U+007F, a control character"),
        ("&#128;", 1, "U+0080, a control character"),
        ("a\ud800", 2, "U+D800, a lone surrogate"),
        ("a\ufffe", 2, "U+FFFE, a noncharacter"),
        ("\ufeffa", 1, "U+FEFF, a byte order mark"),
    ],
)
def test_characters_that_no_text_may_have(text: str, place: int, found: str) -> None:
    """They are named where the paragraph is made, with their place in the text without its markup."""
    with pytest.raises(ValueError, match="remove it") as error:
        BidiParagraph(text, STYLE)
    assert str(error.value).startswith(f"character {place} of the text is {found}, in ")
    str(error.value).encode()  # the message itself can be written


def test_what_stands_around_a_wrong_character() -> None:
    """The message shows some of the text, with the character as an escape."""
    with pytest.raises(ValueError, match=r'in "a{17}نص \\u0007 b{19}": remove it'):
        BidiParagraph(f"{'a' * 50}نص \x07 {'b' * 50}", STYLE)


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (("a", STYLE, "\x07"), "bullet"),
        (("<bullet>&#7;</bullet>a", STYLE), "bullet"),
        (("<a href='x\ud800'>a</a>", STYLE), "target of a link"),
        (("<a name='x\ud800'/>a", STYLE), "name of a place"),
    ],
)
def test_wrong_characters_elsewhere(arguments: tuple[Any, ...], name: str) -> None:
    """Bullets, targets of links and names of places are checked as well."""
    with pytest.raises(ValueError, match=f"of the {name} is U"):
        BidiParagraph(*arguments)


def test_white_space_that_is_a_control_character() -> None:
    """Tabs, line feeds, carriage returns and form feeds are white space of the markup, as in reportlab."""
    assert BidiParagraph("a\tb\r\nc\fd\ve", STYLE).getPlainText() == "a b c d e"


@pytest.mark.parametrize(("text", "kind"), [(None, "None"), (5, "int"), (["a"], "list")])
def test_what_is_no_text(text: Any, kind: str) -> None:
    """It is refused by its type."""
    with pytest.raises(TypeError, match=f"^the text is a str, not {kind}$"):
        BidiParagraph(text, STYLE)
    with pytest.raises(TypeError, match=r"^the bulletText is a str, not int$"):
        BidiParagraph("a", STYLE, 5)  # type: ignore[arg-type]


def test_bytes() -> None:
    """Bytes are UTF-8, as in reportlab, whatever the encoding says; others are refused."""
    paragraph = BidiParagraph("محتويات".encode(), STYLE, "•".encode(), encoding="latin-1")
    assert (paragraph.getPlainText(), paragraph.text, paragraph.bulletText) == ("محتويات", "محتويات", "•")
    with pytest.raises(ValueError, match="the text is not UTF-8: invalid start byte at byte 2"):
        BidiParagraph(b"a\xff", STYLE)


def test_the_arguments_of_reportlab() -> None:
    """They are taken by place and by name; tags in capitals are read where case does not count."""
    for kind in (Paragraph, BidiParagraph):
        paragraph = kind("<B>a</B> b", STYLE, None, None, 0, "utf8")
        assert paragraph.getPlainText() == "a b"
        assert kind("a", style=STYLE, bulletText=None, frags=None, caseSensitive=1, encoding="utf8").text == "a"
    with pytest.raises(TypeError, match="frags are not taken: give the text with its markup"):
        BidiParagraph("a", STYLE, frags=Paragraph("a", STYLE).frags)


def test_rules_of_another_type() -> None:
    """Rules that are none are refused where the paragraph is made."""
    with pytest.raises(TypeError, match="the rules are a LineRules, not str"):
        BidiParagraph("a", STYLE, rules="greedy")  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["klingon", "ar", "xx_XX", 5])
def test_languages_without_patterns(language: Any) -> None:
    """A style that asks for hyphens in a language without patterns is refused, as in reportlab."""
    with pytest.raises(ValueError, match=f"no patterns for the style's hyphenationLang {language!r}"):
        BidiParagraph("a", styled(hyphenationLang=language))
    with pytest.raises((KeyError, ValueError)):
        Paragraph("a", styled(hyphenationLang=language)).wrap(100, 100)


@pytest.mark.parametrize("language", ["en", "en_GB", "en-GB", "en_ZZ"])
def test_languages_with_patterns(language: str) -> None:
    """A language is written with a hyphen or an underscore; a region without patterns of its own has the language's."""
    lines = lines_of(BidiParagraph("An internationalisation of things", styled(hyphenationLang=language)), 90)
    assert any(text_of(line).endswith("\u00ad") for line, _ in lines)


def test_drawn_without_being_wrapped() -> None:
    """It is an error that says what to do."""
    with pytest.raises(ValueError, match="wrap the paragraph before it is drawn"):
        BidiParagraph("نص", STYLE).drawOn(Canvas(io.BytesIO()), 0, 0)


def test_without_any_width() -> None:
    """A paragraph without width is too high for every frame, as reportlab's, and is not set letter by letter."""
    assert BidiParagraph("نص", STYLE).wrap(0, 100) == Paragraph("a", STYLE).wrap(0, 100)


def test_pickled() -> None:
    """What comes back is drawn as the same bytes, with numbers that had been counted, and with its own attributes."""
    text = "<seq id='n'/> <b>محت</b>ويات <a href='https://example.org/'>NATO</a> <u>x</u><br/>سطر<a name='end'/>"
    style = styled(leftIndent=20, backColor="#EEEEEE")
    paragraph = BidiParagraph(text, style, "•", language="ar-JO", rules=LineRules(kashida=True))
    paragraph.note = "kept"
    paragraph.wrap(MEASURE, 100)
    for same in (pickle.loads(pickle.dumps(paragraph)), copy.deepcopy(paragraph), copy.copy(paragraph)):  # noqa: S301 - our own
        assert build([same]) == build([paragraph])
        assert (same.getPlainText(), same.language, same.note) == (paragraph.getPlainText(), "ar-JO", "kept")


def test_a_pickled_part() -> None:
    """A part of a paragraph has its own text only; where it goes on, it has neither bullet nor first indent."""
    paragraph = BidiParagraph("كلمة " * 40, styled(firstLineIndent=20), "•")
    paragraph.wrap(MEASURE, 1000)
    first, second = (pickle.loads(pickle.dumps(part)) for part in paragraph.split(MEASURE, 2.5 * STYLE.leading))  # noqa: S301 - our own
    assert first.getPlainText() + second.getPlainText() == paragraph.getPlainText()
    assert [edges(part)[0][1] for part in (first, second)] == pytest.approx([MEASURE - 20, MEASURE])
    assert ["•" in by_mupdf(build([part])) for part in (first, second)] == [True, False]


def test_a_style_of_a_copy() -> None:
    """The style of a pickled paragraph is its own."""
    style = ParagraphStyle("own", STYLE)
    same = pickle.loads(pickle.dumps(BidiParagraph("نص", style)))  # noqa: S301 - our own
    same.style.leading = 40
    assert style.leading == STYLE.leading
