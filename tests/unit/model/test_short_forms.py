"""What YAML makes of numbers, commas and brackets that an author did not put in quotes."""

from __future__ import annotations

import pytest

from briefgen.model import loads
from tests.unit.model.loading import VALID, places, refused


def test_plain_scalars_follow_the_core_schema() -> None:
    """``no`` is a text and a date is a text until the model reads it; keys are always texts."""
    assert loads(VALID.replace("Open,", "no,")).facts[0].label["en"] == "no"
    found = refused(VALID + "true: 1\n0x1: 2\n")
    assert [item.where.path for item in found] == ["true", "0x1"]


@pytest.mark.parametrize(
    ("written", "value"),
    [("7", 7), ("-7", -7), ("0x1F", 31), ("0o17", 15), ("017", 17), ("1.5", 1.5), ("1e3", 1000.0), ("1_000", "1_000"),
     ("!!float 7", 7.0), ("'7'", "7"), ("!!str 7", "7"), ("1:30", "1:30")],
)  # fmt: skip
def test_numbers_of_the_core_schema(written: str, value: object) -> None:
    """Numbers are read as YAML 1.2 has them; the forms of YAML 1.1 stay text."""
    figure = f"key_figures:\n  - {{value: {written}, label: {{en: a, ar: ب}}, as_of: 2024, sources: [mo]}}\n"
    read = loads(VALID + figure).key_figures[0].value
    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize("written", [".inf", "-.INF", ".nan", "1e999", "9" * 500])
def test_numbers_that_cannot_be_printed(written: str) -> None:
    """A number that is not finite, or has hundreds of digits, is refused at its place."""
    figure = f"key_figures:\n  - {{value: {written}, label: {{en: a, ar: ب}}, as_of: 2024, sources: [mo]}}\n"
    assert places(refused(VALID + figure)) == [("model.bad-number", 26, 13, "key_figures[0].value")]


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("10,000 میں سے 4,000", "10,000 میں سے 4,000"),
        ("1,000,000", "1,000,000"),
        ("عمّان، إربد, والزرقاء", "عمّان، إربد, والزرقاء"),
        ("a, b and c , d", "a, b and c , d"),
        ("a,\n    b", "a, b"),
        ("a,\r\n    b", "a, b"),
        ('a, b "c" \\ d', r"a, b \"c\" \\ d"),
        ("en, masse", "en, masse"),
    ],
)
def test_a_comma_cuts_a_text(written: str, whole: str) -> None:
    """A text in the short form of a mapping that goes on behind a comma is one problem, whose hint has all of it."""
    (found,) = refused(VALID.replace("{en: Open, ar: مفتوح}", f"{{en: Open, ar: {written}}}"))
    assert (found.code, found.message) == ("file.text-cut", "a comma ends the text here")
    assert places((found,)) == [("file.text-cut", 16, 27 + written.index(","), "facts[0].label.ar")]
    assert found.hints == (f'put the whole text in double quotes: "{whole}"',)
    loads(VALID.replace("{en: Open, ar: مفتوح}", f'{{en: Open, ar: "{whole}"}}'))


def test_cut_texts_come_with_all_other_problems() -> None:
    """Each text that a comma cuts is reported once, beside the problems of the rest of the file."""
    text = VALID.replace("{en: Open, ar: مفتوح}", "{ar: a, b % c, en: d, e, e}").replace("JO-2024-07", "007")
    assert [(found.code, found.where.path) for found in refused(text)] == [
        ("model.not-text", "reference"),
        ("file.text-cut", "facts[0].label.ar"),
        ("file.text-cut", "facts[0].label.en"),
    ]


@pytest.mark.parametrize(
    ("mapping", "key"),
    [
        ("{en: Open, ar}", "ar"),
        ("{en: Open, ar: }", "ar"),
        ("{en: Open, date, ar: ب}", "date"),
        ('{en: "Open", bar, ar: ب}', "bar"),
        ("{en: Open, 'bar', ar: ب}", "bar"),
        ("{en: Open, ar: ب, x y: }", "x y"),
        ("{en, ar: ب}", "en"),
        ("{bar, en: Open, ar: ب}", "bar"),
        ("{en: Open, ? bar : , ar: ب}", "bar"),
    ],
)
def test_a_key_without_a_value_is_no_text(mapping: str, key: str) -> None:
    """A key of a briefing, a language, what is quoted and what has a colon is a key whose value is missing."""
    found = refused(VALID.replace("{en: Open, ar: مفتوح}", mapping))
    assert f'the key "{key}" has no value' in {item.message for item in found}
    assert "file.text-cut" not in {item.code for item in found}


def test_a_cut_text_under_a_key_that_comes_twice() -> None:
    """The value that counts stays as it is; the problem is that of the mapping."""
    found = refused(VALID.replace("{en: Open, ar: مفتوح}", "{en: Open, ar: ب, en: 1,000}"))
    assert [(item.code, item.where.path) for item in found] == [
        ("file.duplicate-key", "facts[0].label.en"),
        ("file.text-cut", "facts[0].label"),
    ]


_LABEL = "{en: Open, ar: مفتوح}"


@pytest.mark.parametrize(
    ("written", "place", "path", "left"),
    [
        ("\n      en: Room #5 at noon\n      ar: a", (17, 16), "en", "Room"),
        ("\n      en: a\n      ar: القاعة #5 ظهرًا", (18, 18), "ar", "القاعة"),
        ("\n      en: Room\n        number #5\n      ar: a", (18, 16), "en", "Room number"),
        ("\n      en: Room\n\n        #5 at noon\n      ar: a", (19, 9), "en", "Room"),
        ("{en: Room #5\n      , ar: a}", (16, 22), "en", "Room"),
        ("{en: Room\n  #5\n      , ar: a}", (17, 3), "en", "Room"),
        ("{ar: a, en: Room\t#foo\r\n      }", (16, 29), "en", "Room"),
    ],
)
def test_a_number_sign_cuts_a_text(written: str, place: tuple[int, int], path: str, left: str) -> None:
    """A plain text with a comment behind it that has no space behind its sign is refused where the comment begins."""
    (found,) = refused(VALID.replace(_LABEL, written))
    assert places((found,)) == [("file.text-cut", *place, f"facts[0].label.{path}")]
    assert found.message == f'the text ends here, at "{left}": what follows is a comment'


def test_a_number_sign_takes_a_bracket_away() -> None:
    """What the comment did is said before what is not well-formed without its text."""
    found = refused(VALID.replace(_LABEL, "{en: Room #5, ar: القاعة #5}"))
    assert [item.code for item in found] == ["file.text-cut", "file.syntax"]


def test_a_comma_and_a_number_sign_cut_one_text() -> None:
    """Both are said, with all of the text that is before the number sign."""
    found = refused(VALID.replace(_LABEL, "{ar: a, en: Room 1,000 #5\n      }"))
    assert [item.code for item in found] == ["file.text-cut", "file.text-cut"]
    assert '"Room 1,000"' in found[1].message


@pytest.mark.parametrize(
    "written",
    [
        "\n      en: Room # 5\n      ar: a #\n",
        "\n      en: Room ## five\n      #en: Hall\n      ar: a\n  #- label\n#facts\n",
        "\n      en: Room\n      # at noon\n        # at noon\n      ar: a\n",
        "\n      en: Room#5\n      ar: 'a #5'  #foo\n",
        "\n      en: |\n        Room #5\n      ar: >\n        a #5\n",
    ],
)
def test_comments_behind_texts(written: str) -> None:
    """A comment with a space behind its sign, an entry that was put aside, and a number sign in a text are allowed."""
    assert loads(VALID.replace(_LABEL, written)).facts[0].label["en"].startswith("Room")


@pytest.mark.parametrize("text", ["{ar: [@m] في}", "{ar: `a`}", "a: @b"])
def test_a_character_that_begins_nothing(text: str) -> None:
    """The hint does not say that the text starts with the character."""
    (found,) = refused(text)
    assert found.hints == ("put the whole text that holds it in double quotes",)


@pytest.mark.parametrize("text", ["{ar: في آب [@m].}", "{ar: a {b}}", "{ar: a: b}", '{ar: "a" b}'])
def test_brackets_in_the_short_form(text: str) -> None:
    """The hint says that such a text needs quotes."""
    (found,) = refused(text)
    assert "in double quotes" in found.hints[0]
