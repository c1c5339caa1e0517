"""Which tokens keep their own direction, each kind from both sides: what is isolated, and what is left alone."""

from __future__ import annotations

import itertools

import pytest

from briefgen.text.bidi import LRI, PDI, RLI
from briefgen.text.isolate import Isolate, find_isolates, with_isolates
from tests.unit.text.engine import times_longer


def found(text: str, *, rtl: bool = True) -> list[tuple[str, str]]:
    """Kind and text of each isolate."""
    isolates = find_isolates(text, rtl=rtl)
    assert all(isolate.rtl != rtl for isolate in isolates if isolate.kind not in {"file", "hashtag", "handle"})
    assert all(a.end <= b.start for a, b in itertools.pairwise(isolates))
    return [(isolate.kind, text[isolate.start : isolate.end]) for isolate in isolates]


@pytest.mark.parametrize(
    ("kind", "token"),
    [
        ("email", "desk4@example.org"),
        ("email", "first.last+tag@mail.example.co.uk"),
        ("address", "https://example.org/a?b=1&c=%D8#d"),
        ("address", "www.example.org/x_y"),
        ("address", "https://ar.example.org/wiki/الأردن"),
        ("file", "report-v2.docx"),
        ("file", "archive.2024.tar.gz"),
        ("file", r"C:\data\a.txt"),
        ("file", r"\\server\share\a b.txt".replace(" ", "_")),
        ("file", "/etc/hosts"),
        ("file", "~/notes/a.md"),
        ("file", "../a/b"),
        ("domain", "example.org"),
        ("domain", "docs.example.org/a/b"),
        ("phone", "+962 6 123 4567"),
        ("phone", "+962-6-123-4567"),
        ("phone", "+962 (6) 123 4567"),
        ("phone", "00962 6 123 4567"),
        ("phone", "(06) 123 4567"),
        ("phone", "+٩٦٢ ٦ ١٢٣ ٤٥٦٧"),
        ("phone", "٠٦ ١٢٣ ٤٥٦٧"),
        ("phone", "(٠٦) ١٢٣-٤٥٦٧"),
        ("phone", "٠٠٩٦٢ ٦ ١٢٣ ٤٥٦٧"),
        ("phone", "+۹۸ ۲۱ ۱۲۳۴ ۵۶۷۸"),
        ("phone", "۰۲۱-۱۲۳۴۵۶۷۸"),
        ("phone", "051-9205555"),
        ("date", "12/07/2024"),
        ("date", "2024-07-12 14:30"),
        ("date", "2024-07-12T14:30:00+03:00"),
        ("date", "2024-07-12, 14:30–16:00"),
        ("date", "12/07/2024–15/07/2024"),
        ("date", "2024-07-12 – 2024-07-15"),
        ("date", "12 July 2024"),
        ("foreign", "12 July 2024 (Friday)"),
        ("date", "12th Jul. 2024"),
        ("date", "13–16 July 2024"),
        ("date", "July 12, 2024"),
        ("date", "2024-07-12"),
        ("date", "12.7.24"),
        ("range", "13–16"),
        ("range", "13-16"),
        ("range", "13 – 16"),
        ("range", "14.3%–15.2%"),
        ("range", "10:30-14:00"),
        ("range", "-5–+5"),
        ("range", "23:00–01:30"),
        ("range", "$5–$7"),
        ("range", "5–10 km"),
        ("version", "v2.0.1"),
        ("version", "2.1-beta"),
        ("version", "1.0rc1"),
        ("version", "IPv6"),
        ("serial", "10.0.0.1"),
        ("serial", "978-3-16-148410-0"),
        ("serial", "1-2-3-4"),
        ("time", "23:00"),
        ("time", "23:00:15"),
        ("time", "2:30 PM"),
        ("time", "14:30 UTC+3"),
        ("code", "S/RES/1325 (2000)"),
        ("code", "TLP:AMBER+STRICT"),
        ("code", "COVID-19"),
        ("code", "U.S."),
        ("amount", "14.3%"),
        ("amount", "5 %"),
        ("amount", "$1,250.50"),
        ("amount", "-5"),
        ("amount", "30°"),
        ("amount", "25 %"),
        ("amount", "-5°C"),
        ("amount", "USD 1,250"),
        ("amount", "1,250 USD"),
        ("amount", "JD 5.2m"),
        ("amount", "€3.5bn"),
        ("amount", "US$ 5"),
        ("amount", "₪1.5m"),
        ("amount", "5 km"),
        ("amount", "12.5kg"),
        ("amount", "-۵"),
        ("amount", "−۵٫۳"),
        ("foreign", "NATO"),
        ("foreign", "John Smith"),
        ("foreign", "World Health Organization (WHO)"),
        ("foreign", "COVID-19 vaccine"),
        ("foreign", "X-Ray"),
        ("foreign", "5.2 million people"),
        ("foreign", "COP28"),
        ("serial", "1234 5678 9012 3456"),
        ("amount", "31.95°N"),
        ("amount", "31°57'N"),
        ("range", "51%/49%"),
        ("foreign", "5–7 weeks"),
        ("foreign", "5–10 km away"),
        ("foreign", "USD 1,250 and more"),
        ("foreign", "1,250.5 of 2,000"),
        ("foreign", "$5–7 million"),
        ("foreign", "12 July meeting"),
        ("foreign", "8080/tcp"),
        ("foreign", "$85.20/bbl"),
        ("foreign", "J. K. Rowling"),
        ("foreign", "U.S. Army"),
        ("foreign", "A&B Co. Ltd."),
        ("foreign", "5G"),
        ("foreign", "5-star hotel"),
        ("foreign", "C++"),
        ("foreign", "@user posts"),
        ("hashtag", "#tag_2"),
        ("hashtag", "#2026goals"),
        ("handle", "@user_name"),
        ("handle", "@UNHCR"),
        ("handle", "@user.name"),
        ("foreign", "Wi-Fi 6E"),
        ("foreign", "Médecins Sans Frontières"),
        ("foreign", "Ελλάδα"),
        ("foreign", "Москва"),
    ],
)
@pytest.mark.parametrize("frame", ["{}", "انظر {} هنا", "انظر {}، ثم", "انظر {}؛", "(انظر: {})", "و{}"])
def test_isolated_in_arabic(kind: str, token: str, frame: str) -> None:
    """Each kind is one isolate, whole, whatever Arabic stands around it."""
    assert found(frame.format(token)) == [(kind, token)]


@pytest.mark.parametrize("token", ["desk4@example.org", "https://example.org/a?b=1", "www.example.org", "12/07/2024"])
@pytest.mark.parametrize("end", [".", "،", "؟", "!", ")", "»", ":"])
def test_punctuation_behind_a_token_stays_outside(token: str, end: str) -> None:
    """The full stop, the Arabic comma and the like belong to the sentence."""
    assert [text for _, text in found(f"انظر {token}{end}")] == [token]
    assert [text for _, text in found(f"انظر {token}{end} ثم")] == [token]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "سبع كلمات، ثم (غيرها).",
        "عددها 1250",
        "عددها 1,250.5 دينار",
        "في 2026.",
        "٢٣:٠٠",
        "١٨٩٤-١٩٦٢",
        "أولًا - ثانيًا",
        "12) بند",
        "رقم #12",
        "۱۴۰۳/۰۴/۲۲",
        "۱۳۵۷–۱۳۶۷",
        "٢٣/١٢/٢٠٢٦",
        "بنسبة ٢٥٪",
        "كوفيد-19",
        "ב-5",
        "کووید-۱۹",
        "...",
    ],
)
def test_left_alone_in_arabic(text: str) -> None:
    """Arabic, single numbers and Arabic-Indic numbers need no isolation."""
    assert found(text) == []


def test_several_tokens() -> None:
    """Names in a list are isolates of their own, so that the list goes from right to left."""
    assert [text for _, text in found("Facebook, Twitter وغيرهما")] == ["Facebook", "Twitter"]
    assert [text for _, text in found("من $5 إلى €7")] == ["$5", "€7"]
    assert [text for _, text in found("13-16 آذار 2026، 23:00")] == ["13-16", "23:00"]


def test_a_word_of_two_scripts_is_parted() -> None:
    """Arabic letters written onto a Latin word are no part of the isolate."""
    assert [text for _, text in found("USAوكندا وNATO")] == ["USA", "NATO"]


@pytest.mark.parametrize(
    "token",
    [
        "الناتو",
        "عَمَّان",
        "می\u200cشود",
        "وزارة الصحة",
        "وزارة (الصحة) الأردنية",
        "قال «نعم» ثم",
        "٢ تموز ٢٠٢٦",
        "في 12 تموز",
        "الفصل 1.2 من",
        "אבג",
        'צה"ל',
        "ג'ורג",
        "ארה״ב",
        "د. أ. الخطيب",
        "شركة ش.م.ك.",
        "كيف حالك؟ بخير",
        "١٨٩٤-١٩٦٢",
        "٢٣/١٢/٢٠٢٦",
        "ملف «تقرير 2024»",
    ],
)
@pytest.mark.parametrize("frame", ["{}", "see {} here", "NATO ({})", "“{}”", "{}, then", "in {} 12 people"])
def test_isolated_in_english(token: str, frame: str) -> None:
    """A phrase of the other direction is one isolate: its words keep their order."""
    assert found(frame.format(token), rtl=False) == [("foreign", token)]


@pytest.mark.parametrize("text", ["", "plain text (12/07/2024), +962 6 123 4567", "é à", "12–13"])
def test_left_alone_in_english(text: str) -> None:
    """Left-to-right text needs no isolation from left to right."""
    assert found(text, rtl=False) == []


@pytest.mark.parametrize(
    ("kind", "token"),
    [
        ("hashtag", "#الأردن"),
        ("hashtag", "#يوم_المرأة"),
        ("hashtag", "#كأس_العالم_2022"),
        ("handle", "@وزارة_الصحة"),
        ("file", "تقرير_2024.pdf"),
        ("file", "گزارش-۱۴۰۳.docx"),
        ("file", "דוח.v2.xlsx"),
    ],
)
@pytest.mark.parametrize("rtl", [True, False])
@pytest.mark.parametrize("frame", ["{}", "{}.", "({})", "، {} ", "12 {} 13"])
def test_right_to_left_names(kind: str, token: str, frame: str, rtl: bool) -> None:  # noqa: FBT001 - a parameter
    """A name from right to left is one isolate with its sign; that of a file takes the direction of the sentence."""
    (isolate,) = find_isolates(frame.format(token), rtl=rtl)
    assert frame.format(token)[isolate.start : isolate.end] == token
    assert (isolate.kind, isolate.rtl) == (kind, rtl if kind == "file" else True)


@pytest.mark.parametrize("token", ["+٩٦٢ ٦ ١٢٣ ٤٥٦٧", "٠٦ ١٢٣ ٤٥٦٧", "-۵", "+۹۸ ۲۱ ۱۲۳۴ ۵۶۷۸"])
def test_eastern_numbers_in_english(token: str) -> None:
    """A telephone number in Arabic-Indic digits goes from left to right in an English sentence, too."""
    (isolate,) = find_isolates(f"call {token}, or write", rtl=False)
    assert (isolate.rtl, isolate.end - isolate.start) == (False, len(token))


def test_separate_words_in_english_are_separate() -> None:
    """A comma of the English sentence parts the items of a list, an Arabic one does not."""
    assert [text for _, text in found("the الأردن, سوريا list", rtl=False)] == ["الأردن", "سوريا"]
    assert [text for _, text in found("the الأردن، سوريا list", rtl=False)] == ["الأردن، سوريا"]


def test_a_full_stop_in_arabic_quotes_is_arabic() -> None:
    """It belongs to the words where all that is quoted is Arabic, else to the English sentence."""
    assert [text for _, text in found("“ذهبت. ثم عدت.” so", rtl=False)] == ["ذهبت. ثم عدت."]
    assert [text for _, text in found("“I am in عمّان.” so", rtl=False)] == ["عمّان"]


def test_punctuation_in_foreign_quotes_is_foreign() -> None:
    """It belongs to the words where all that is quoted is foreign."""
    assert found("تقرير “Water: A Shared Crisis” هنا") == [("quote", "Water: A Shared Crisis")]
    assert found('قال: "We are ready." ثم') == [("quote", "We are ready.")]
    assert found("قال «NATO» ثم") == [("foreign", "NATO")]
    assert found("قال «NATO: نعم» ثم") == [("foreign", "NATO")]


def test_a_number_at_the_end_of_arabic_brackets_is_arabic() -> None:
    """It belongs to the words where all that stands in the brackets is Arabic."""
    assert [text for _, text in found("No. 38 (قانون رقم 38 لسنة 1980) and", rtl=False)] == ["قانون رقم 38 لسنة 1980"]
    assert [text for _, text in found("(عمّان, 1980) and", rtl=False)] == ["عمّان"]


def test_tokens_inside_arabic_words() -> None:
    """An Arabic phrase in an English sentence orders its numbers as an Arabic sentence does."""
    text = "see قال 14.3% من الناس there"
    (isolate,) = find_isolates(text, rtl=False)
    assert [(one.kind, one.rtl, text[one.start : one.end]) for one in isolate.inner] == [("amount", False, "14.3%")]


@pytest.mark.parametrize(
    ("text", "rtl", "tokens"),
    [
        ("ب\ufe0f NATO\ufe0f ب", True, ["NATO\ufe0f"]),
        ("A\u064eB ب", True, ["A\u064eB"]),
        ("ب\u0301NATO", True, ["NATO"]),
        ("see ب\u0301 now", False, ["ب\u0301"]),
        ("see ب\ufe0f now", False, ["ب\ufe0f"]),
        ("a\u064eب", False, ["ب"]),
        ("ب A\u0e33 ب", True, ["A\u0e33"]),
        ("ب \u0d4eA ب", True, ["\u0d4eA"]),
        ("\u06001-5 ب", True, ["\u06001-5"]),
    ],
)
def test_graphemes_are_whole(text: str, rtl: bool, tokens: list[str]) -> None:  # noqa: FBT001 - a parameter
    """A mark goes with the letter that it is on, whichever script it is of."""
    isolates = find_isolates(text, rtl=rtl)
    assert [text[isolate.start : isolate.end] for isolate in isolates] == tokens


def test_controls_and_positions() -> None:
    """The text with controls gives back the text, and every position says how much of it stands before."""
    text = "ab اب cd"
    shown, before = with_isolates(text, [Isolate(3, 5, rtl=True, kind="foreign"), Isolate(6, 8, rtl=False, kind="x")])
    assert shown == f"ab {RLI}اب{PDI} {LRI}cd{PDI}"
    assert before == [0, 1, 2, 3, 3, 4, 5, 5, 6, 6, 7, 8, 8]
    assert with_isolates("", []) == ("", [0])


def test_what_the_algorithm_is_shown() -> None:
    """Isolates may hold isolates; digits count as European from left to right, as Arabic from right to left."""
    text = "a ا 5% ب b"
    outer = Isolate(2, 8, rtl=True, kind="foreign", inner=(Isolate(4, 6, rtl=False, kind="amount"),))
    shown, before = with_isolates(text, [outer])
    assert shown == f"a {RLI}ا {LRI}5%{PDI} ب{PDI} b"
    assert before == [0, 1, 2, 2, 3, 4, 4, 5, 6, 6, 7, 8, 8, 9, 10]
    assert with_isolates("٣ ٤", [Isolate(0, 3, rtl=False, kind="phone")])[0] == f"{LRI}3 4{PDI}"
    assert with_isolates("٣ ٤", [Isolate(0, 3, rtl=True, kind="marked")])[0] == f"{RLI}٣ ٤{PDI}"
    assert with_isolates("۳٪", [Isolate(0, 2, rtl=True, kind="foreign")]) == (
        f"{RLI}\u061c۳٪{PDI}",
        [0, 0, 0, 1, 2, 2],
    )
    assert with_isolates("۳٪", [], rtl=True) == ("\u061c۳٪", [0, 0, 1, 2])
    assert with_isolates("۳٪", []) == ("۳٪", [0, 1, 2])


@pytest.mark.parametrize(
    "unit",
    [
        ".",
        "1..",
        "a.%",
        "-",
        "a (",
        "A-1",
        "a.b.c (d",
        "00 ",
        "+1",
        "1-1-",
        "1,1,,",
        "ht://",
        "a/(",
        "x.co/!! ",
        "a@b.",
        "_",
        "#_",
        "\\\\",
        "~/a/",
        "a.pd",
        "1:11-",
        "12 May",
        "1.1-",
        "+٩ ",
        "ب.pdf",
        "_ب",
        "#ب_",
        "“اب. ",
        "“a: ",
        "“a. b",
        "1234 ",
        "5%/",
        "5°1'",
        "«ا (ب",
        'ב"',
        "د. ",
        "۱۲٪ ",
        "a\u064e",
        "\u0600",
    ],
)
@pytest.mark.parametrize("rtl", [True, False])
def test_time_is_linear(unit: str, rtl: bool) -> None:  # noqa: FBT001 - a parameter
    """No text makes the search take more than about ten times as long for ten times the length."""
    assert times_longer(lambda text: find_isolates(text, rtl=rtl), unit, 5_000 // len(unit), 10) < 35


@pytest.mark.parametrize("symbol", ["A/RES/423(V)", "A/RES/3190(XXVIII)", "S/RES/1325(2000)"])
def test_a_bracket_that_hugs_a_symbol_is_in_its_isolate(symbol: str) -> None:
    """The symbol of a document is one token with the bracket that stands right behind it."""
    text = f"القرار {symbol} بالإجماع"
    found = find_isolates(text, rtl=True)
    assert [text[each.start : each.end] for each in found] == [symbol]
