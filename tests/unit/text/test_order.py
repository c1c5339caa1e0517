"""What stands where on the line: every kind of token in both directions, marked stretches, and whole sentences."""

from __future__ import annotations

import pytest

from briefgen.text.isolate import isolates_of
from briefgen.text.itemize import resolve_order
from briefgen.text.paragraph import Isolation, TextSpan
from tests.unit.text.engine import BOLD, REGULAR, paragraph, seen, set_lines, text_of, visual_order
from tests.unit.text.ordering import isolated, visual

FORWARD = [
    "desk4@example.org",
    "https://example.org/a?b=1",
    "report-v2.docx",
    r"C:\data\a.txt",
    "/etc/hosts",
    "#Jordan",
    "@user_name",
    "+962 6 123 4567",
    "+٩٦٢ ٦ ١٢٣ ٤٥٦٧",
    "٠٦ ١٢٣ ٤٥٦٧",
    "+۹۸ ۲۱ ۱۲۳۴ ۵۶۷۸",
    "۰۲۱-۱۲۳۴۵۶۷۸",
    "12/07/2024",
    "2024-07-12 14:30",
    "12 July 2024",
    "12/07/2024–15/07/2024",
    "23:00–01:30",
    "13–16",
    "5–10 km",
    "v2.0.1",
    "2.1-beta",
    "USD 1,250",
    "JD 5.2m",
    "€3.5bn",
    "25 %",
    "-5°C",
    "-۵",
    "TLP:AMBER+STRICT",
    "S/RES/1325 (2000)",
    "J. K. Rowling",
    "5.2 million people",
    "World Health Organization (WHO)",
]


@pytest.mark.parametrize("token", FORWARD)
@pytest.mark.parametrize("language", ["ar", "fa", "ur", "he"])
def test_read_from_the_left_in_a_right_to_left_sentence(token: str, language: str) -> None:
    """The token is read from its left end, and the words around it stand at its right and its left."""
    before, after = ("ראו", "כאן") if language == "he" else ("انظر", "هنا")
    assert visual(f"{before} {token} {after}.", language) == f".{after[::-1]} {token} {before[::-1]}"


@pytest.mark.parametrize("token", FORWARD)
def test_read_from_the_left_in_a_left_to_right_sentence(token: str) -> None:
    """The same token in an English sentence with Arabic words around it."""
    assert visual(f"see الأردن, {token}, سوريا.", "en") == f"see ندرألا, {token}, ايروس."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(١٨٩٤-١٩٦٢)", "(١٩٦٢-١٨٩٤)"),
        ("(١٨٩٤–١٩٦٢)", "(١٩٦٢–١٨٩٤)"),
        ("٢٣:٠٠–٠١:٣٠", "٠١:٣٠–٢٣:٠٠"),
        ("٢٣/١٢/٢٠٢٦", "٢٣/١٢/٢٠٢٦"),
        ("٢٣\u200f/١٢\u200f/٢٠٢٦", "٢٠٢٦/\u200f١٢/\u200f٢٣"),
        ("٢٥٪", "٪٢٥"),
        ("١٬٢٣٤٫٥", "١٬٢٣٤٫٥"),
        ("۱۳۵۷–۱۳۶۷", "۱۳۶۷–۱۳۵۷"),
        ("۱۳۵۷-۱۳۶۷", "۱۳۶۷-۱۳۵۷"),
        ("۱۴۰۳/۰۴/۲۲", "۱۴۰۳/۰۴/۲۲"),
        ("۲۵٪", "٪۲۵"),
        ("۱۴:۳۰", "۱۴:۳۰"),
    ],
)
@pytest.mark.parametrize(("language", "frame"), [("ar", "{}"), ("fa", "في {}"), ("ur", "{} ثم"), ("en", "in {} so")])
def test_eastern_digits(text: str, expected: str, language: str, frame: str) -> None:
    """Arabic-Indic numbers read as in Arabic anywhere, also at the start of a paragraph and in English."""
    assert expected in visual(frame.format(text), language)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("بين -٥ و٣", "ar", "٣و ٥- نيب"),
        ("بين -٥ و٣", "en", "٣و ٥- نيب"),
        ("وسم #الأردن اليوم", "ar", "مويلا ندرألا# مسو"),
        ("see #يوم_المرأة now", "en", "see ةأرملا_موي# now"),
        ("@وزارة_الصحة", "en", "ةحصلا_ةرازو@"),
        ("ملف تقرير_2024.pdf (PDF)", "ar", "(PDF) pdf.2024_ريرقت فلم"),
        ("see ملف تقرير_2024.pdf now", "en", "see فلم 2024_ريرقت.pdf now"),
        ("كوفيد-19 و-5", "ar", "-5و 19-ديفوك"),
        ("ב-12.7.2024", "he", "12.7.2024-ב"),
        ('the צה"ל force', "en", 'the ל"הצ force'),
        ("by د. أ. الخطيب today", "en", "by بيطخلا .أ .د today"),
        ("he said كيف حالك؟ and left", "en", "he said ؟كلاح فيك and left"),
        ("“ذهبت. ثم عدت.” so", "en", "“.تدع مث .تبهذ” so"),
        ("(عمّان, إربد) and (عمّان، إربد)", "en", "(ناّمع, دبرإ) and (دبرإ ،ناّمع)"),
        ("قال 14.3% من الناس", "en", "سانلا نم 14.3% لاق"),
        ("ملف «تقرير 2024» now", "en", "«2024 ريرقت» فلم now"),
        ("سال‌های ۱۳۵۷", "en", "۱۳۵۷ یاه‌لاس"),
    ],
)
def test_right_to_left_words(text: str, language: str, expected: str) -> None:
    """Names, initials, abbreviations, quotes and lists in the other direction."""
    assert visual(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("من 3 TO 5 دول", "ar", "لود TO 5 3 نم"),
        ("من [3 TO 5]{ltr} دول", "ar", "لود 3 TO 5 نم"),
        ("من [3 TO 5]{auto} دول", "ar", "لود 3 TO 5 نم"),
        ("see [عمّان, إربد (1)]{rtl} now", "en", "see (1) دبرإ ,ناّمع now"),
        ("see [عمّان, إربد (1)]{auto} now", "en", "see (1) دبرإ ,ناّمع now"),
        ("see [٢٠ ٣٠]{auto} now", "en", "see ٣٠ ٢٠ now"),
        ("see [٢٠ ٣٠]{ltr} now", "en", "see ٢٠ ٣٠ now"),
        ("[12 (3)]{rtl}", "en", "(3) 12"),
        ("ا [12–15]{rtl}", "ar", "15–12 ا"),
        ("see [12–15]{rtl} now", "en", "see 15–12 now"),
        ("النسبة [14.3%]{plain} هنا", "ar", "انه %14.3 ةبسنلا"),
        ("النسبة [14.3%]{plain} و14.3%", "ar", "14.3%و %14.3 ةبسنلا"),
        ("من [a **1** b]{ltr}[2 c]{ltr} ثم", "ar", "مث 2 ca 1 b نم"),
        ("[اتصل على +962 6 123 4567 الآن]{rtl} now", "en", "نآلا +962 6 123 4567 ىلع لصتا now"),
    ],
)
def test_marked(text: str, language: str, expected: str) -> None:
    """What an author marks is one isolate in its direction; in what is refused nothing is isolated."""
    assert visual(text, language) == expected


def test_kinds_of_marked_text() -> None:
    """A marked stretch is one isolate, whatever is recognised in it, and a refused one none."""
    assert isolated("أ [NATO 12/07/2024]{ltr} [NATO]{plain} b") == [
        ("marked", "ltr", "NATO 12/07/2024"),
        ("foreign", "ltr", "b"),
    ]
    assert isolated("[a [@x] b]{auto}") == [("marked", "ltr", "a  b")]
    assert isolated("[A]{ltr}\u064e[B]{ltr} ب") == [("marked", "ltr", "A\u064e"), ("marked", "ltr", "B")]
    assert isolated("ا [12–15]{rtl}") == [("marked", "rtl", "12–15")]


@pytest.mark.parametrize("first", ["ltr", "rtl", "auto"])
def test_spans_of_a_stretch_make_one_isolate(first: Isolation) -> None:
    """Spans that go on with a stretch belong to its isolate, empty ones too; a new word begins another."""
    spans = [
        TextSpan("ا", REGULAR),
        TextSpan("1 ", REGULAR, isolation=first),
        TextSpan("", BOLD, isolation="continued"),
        TextSpan("2", BOLD, isolation="continued"),
        TextSpan("3", REGULAR, isolation=first),
        TextSpan("", REGULAR, isolation=first),
        TextSpan("4 b", REGULAR),
    ]
    found = [(one.start, one.end, one.kind) for one in isolates_of(paragraph(*spans))]
    assert [place for place in found if place[2] == "marked"] == [(1, 4, "marked"), (4, 5, "marked")]


def test_a_stretch_that_goes_on_with_nothing_is_recognised() -> None:
    """Without a stretch before it there is nothing to go on with."""
    (one,) = isolates_of(paragraph("ا ", TextSpan("NATO", REGULAR, isolation="continued")))
    assert one.kind == "foreign"


@pytest.mark.parametrize("text", ["هاتف +٩٦٢ ٦ ١٢٣ ٤٥٦٧.", "۲۵٪ #الأردن تقرير.pdf", "a [b]"])
def test_the_text_stays_what_it_is(text: str) -> None:
    """No character of the text changes, and none is added: not in the paragraph, not on the line."""
    made = paragraph(text)
    order = resolve_order(made)
    assert sorted(visual_order(order)) == list(range(len(text)))
    assert made.text == text
    assert text_of(set_lines(text)) == text
    assert sorted(seen(set_lines(text)[0])) == sorted(text)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "ar",
            "بلغ العدد لدى UNHCR نحو 5.2 million شخص حتى 12 July 2024، بزيادة 3.5% عن 2023.",
            ".2023 نع 3.5% ةدايزب ،12 July 2024 ىتح صخش 5.2 million وحن UNHCR ىدل ددعلا غلب",
        ),
        (
            "ar",
            "للتواصل: +962 6 123 4567 (تحويلة 12) أو media@example.org، والموقع www.example.org/ar?id=5.",
            ".www.example.org/ar?id=5 عقوملاو ،media@example.org وأ (12 ةليوحت) +962 6 123 4567 :لصاوتلل",
        ),
        (
            "ar",
            "القرار S/RES/2254 (2015) والقرار ٢٢٥٤ (٢٠١٥) بالإجماع.",
            ".عامجإلاب (٢٠١٥) ٢٢٥٤ رارقلاو S/RES/2254 (2015) رارقلا",
        ),
        (
            "ar",
            "مبلغ 1,250 USD أي JD 886.25 أو €1,150، بين 2024-07-01 و2024-12-31.",
            ".2024-12-31و 2024-07-01 نيب ،€1,150 وأ JD 886.25 يأ 1,250 USD غلبم",
        ),
        (
            "ar",
            "الرقم ٩٨٧١٠٢٣٤٥٦، هاتف ٠٧٩ ١٢٣ ٤٥٦٧، فاكس +٩٦٢-٦-١٢٣-٤٥٦٧.",
            ".+٩٦٢-٦-١٢٣-٤٥٦٧ سكاف ،٠٧٩ ١٢٣ ٤٥٦٧ فتاه ،٩٨٧١٠٢٣٤٥٦ مقرلا",
        ),
        (
            "ar",
            "بين -5°C و12°C، والرطوبة 40–60%، والأمطار ٢٠–٣٠ ملم.",
            ".ملم ٣٠–٢٠ راطمألاو ،40–60% ةبوطرلاو ،12°Cو -5°C نيب",
        ),
        (
            "fa",
            "۳۵٪ از پناهندگان در ۱۳۵۷–۱۳۶۷ وارد شدند؛ دما -۵ درجه بود.",
            ".دوب هجرد -۵ امد ؛دندش دراو ۱۳۶۷–۱۳۵۷ رد ناگدنهانپ زا ٪۳۵",
        ),
        (
            "fa",
            "جلسه در ۱۴۰۳/۰۴/۲۲ ساعت ۱۴:۳۰ با UNHCR و WHO برگزار شد.",
            ".دش رازگرب WHO و UNHCR اب ۱۴:۳۰ تعاس ۱۴۰۳/۰۴/۲۲ رد هسلج",
        ),
        (
            "ur",
            "25% متاثرین کو 1,250 روپے (PKR 1,250) دیے گئے، رابطہ: 051-9205555۔",
            "۔051-9205555 :ہطبار ،ےئگ ےید (PKR 1,250) ےپور 1,250 وک نیرثاتم 25%",
        ),
        (
            "he",
            'משרד החוץ: 3–5 נציגי או"ם (UNRWA) יגיעו ב-12.7.2024 בשעה 10:00.',
            '.10:00 העשב 12.7.2024-ב ועיגי (UNRWA) ם"וא יגיצנ 3–5 :ץוחה דרשמ',
        ),
    ],
)
def test_sentences(language: str, text: str, expected: str) -> None:
    """Sentences of the kind that ministries write, as they stand on the page from left to right."""
    assert visual(text, language) == expected
