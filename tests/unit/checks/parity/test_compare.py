"""What counts as the same in two languages, and what does not, one small thing at a time."""

from __future__ import annotations

import pytest

from briefgen.checks.parity.compare import compare
from briefgen.checks.parity.findings import Side
from briefgen.model.markup import plain_text


def codes(first: str, text: str, second: str, other: str) -> list[str]:
    """The codes of what is found between two texts."""
    sides = (Side(language, raw, plain_text(raw)) for language, raw in ((first, text), (second, other)))
    return [finding.rule.code for finding in compare(*sides)]


@pytest.mark.parametrize(
    ("english", "arabic"),
    [
        ("1,000.5 tons", "1000.5 طن"),
        ("1,000.5 tons", "1.000,5 طن"),
        ("1,000.5 tons", "١٬٠٠٠٫٥ طن"),
        ("1,000.5 tons", "1 000,5 طن"),
        ("12,000 tons", "12\u202f000 طن"),
        ("12,000 tons", "12،000 طن"),
        ("12,000 tons", "12 ألف طن"),
        ("12,000 tons", "اثنا عشر ألف طن"),
        ("8,500 persons", "500 8 شخص"),
        ("25%", "٢٥٪"),
        ("25%", "%25"),
        ("25 per cent", "25 في المائة"),
        ("25 percent", "25 بالمئة"),
        ("25 percent", "خمسة وعشرون في المئة"),
        ("5–7 per cent", "5 في المئة إلى 7 في المئة"),
        ("from 5 to 7 million", "من 5 ملايين إلى 7 ملايين"),
        ("pages 5-7", "الصفحات 5 – 7"),
        ("-5 degrees", "-٥ درجات"),
        ("minus 5", "ناقص 5"),
        ("half of it", "نصفه"),
        ("half of it", "50% منه"),
        ("three quarters", "ثلاثة أرباع"),
        ("two-thirds", "ثلثا الأعضاء"),
        ("3/4 of it", "ثلاثة أرباعه"),
        ("the 7th meeting", "الجلسة السابعة"),
        ("the 21st century", "القرن الحادي والعشرون"),
        ("the seventy-ninth session", "الدورة التاسعة والسبعون"),
        ("5.2 million", "5,2 ملايين"),
        ("$2.3bn", "2.3 مليار دولار"),
        ("1.2 million", "مليون ومئتا ألف"),
        ("1.5 million", "مليون ونصف المليون"),
        ("two million", "مليونان"),
        ("two thousand", "ألفا شخص"),
        ("half a million", "نصف مليون"),
        ("eleven years", "إحدى عشرة سنة"),
        ("twelve members", "اثنا عشر عضوًا"),
        ("two hundred and three", "مئتان وثلاثة"),
        ("300 tons", "ثلاثمائة طن"),
        ("300 tons", "ثلاث مئة طن"),
        ("999 tons", "تسعمئة وتسعة وتسعون طنًا"),
        ("two countries", "بلدان"),
        ("the two countries", "البلدان"),
        ("both sides", "الجانبان"),
        ("both sides", "كلا الجانبين"),
        ("twice a year", "مرتين في السنة"),
        ("a dozen cars", "اثنتا عشرة سيارة"),
        ("half a dozen cars", "ست سيارات"),
        ("two decades", "عشرون عامًا"),
        ("two decades", "عقدان"),
        ("no one", "لا أحد"),
        ("on the one hand", "من جهة"),
        ("one of the reasons", "أحد الأسباب"),
        ("wait a second", "انتظر لحظة"),
        ("secondly", "ثانيًا"),
        ("12 July 2024", "12 تموز 2024"),
        ("July 12, 2024", "12 يوليو 2024"),
        ("12 July 2024", "12 تموز/يوليه 2024"),
        ("12 July 2024", "12 تموز (يوليو) 2024"),
        ("12 July 2024", "12 جويلية 2024"),
        ("12 July 2024", "12 يوليوز 2024"),
        ("12 July 2024", "2024-07-12"),
        ("12 July 2024", "12/7/2024"),
        ("12 July 2024", "١٢\u200f/٧\u200f/٢٠٢٤"),
        ("12 July 2024", "الثاني عشر من تموز 2024"),
        ("12 July 2024", "12 تموز 2024 (6 محرم 1446)"),
        ("7 Muharram 1446", "7 محرم 1446 هـ"),
        ("Jul. 2023", "تموز 2023"),
        ("in August", "في أغسطس"),
        ("August 2023", "غشت 2023"),
        ("in 1995", "في عام ١٩٩٥"),
        ("the 1990s", "تسعينيات القرن الماضي"),
        ("the nineties", "التسعينات"),
        ("FY 2023/24", "السنة المالية 2023/2024"),
        ("FY 2023/24", "السنة المالية 24/2023"),
        ("Q3 2024", "الربع الثالث من 2024"),
        ("at 10:30", "الساعة ١٠:٣٠ صباحًا"),
        ("at 2:30 p.m.", "الساعة 14:30"),
        ("at 2:30 p.m.", "الساعة الثانية والنصف بعد الظهر"),
        ("at half past two", "الساعة 14:30"),
        ("at 7 a.m.", "الساعة السابعة صباحًا"),
        ("at 7 o’clock", "الساعة السابعة"),
        ("0815 GMT", "الساعة 08:15 بتوقيت غرينتش"),
        ("on Friday", "يوم الجمعة"),
        ("on Friday", "يوم جمعة"),
        ("€5 million", "5 ملايين يورو"),
        ("resolution 2728 (2024)", "القرار 2728 (2024)"),
        ("document S/RES/2728", "الوثيقة S/RES/2728"),
        ("COVID-19", "كوفيد-19"),
        ("the G7", "مجموعة السبع"),
        ("Chapter VII", "الفصل السابع"),
        ("+962 6 123 4567", "\u2066+962 6 123 4567\u2069"),
        ("+962 6 123 4567", "4567 123 6 962+"),
        ("+962 6 123 4567", "+٩٦٢ ٦ ١٢٣ ٤٥٦٧"),
        ("see https://un.org/en/x", "انظر https://un.org/ar/x"),
        ("several thousand people", "عدة آلاف من الأشخاص"),
        ("a few hundred people", "بضع مئات من الأشخاص"),
        ("a multi-million-dollar deal", "صفقة بملايين الدولارات"),
        ("tens of thousands", "عشرات الآلاف"),
        ("open 24 hours a day", "مفتوح على مدار الساعة"),
        ("the 9/11 attacks", "هجمات 11 سبتمبر"),
        ("the 9/11 attacks", "هجمات 11 أيلول"),
        ("a six-monthly report", "تقرير نصف سنوي"),
        ("a quarterly report", "تقرير ربع سنوي"),
        ("a triennial review", "استعراض يجرى كل ثلاث سنوات"),
        ("at midnight", "في الساعة 12 ليلًا"),
        ("at 12 noon", "عند الظهر"),
        ("1,500 tons", "ألف و500 طن"),
        ("1,500 tons", "ألف وخمسمئة طن"),
        ("Articles 1,2,3", "المواد 1 و2 و3"),
        ("half a century", "نصف قرن"),
        ("a quarter of a century", "ربع قرن"),
        ("three and a half years", "ثلاث سنوات ونصف السنة"),
        ("3.5 years", "ثلاث سنوات ونصف السنة"),
        ("a year and a half", "عام ونصف العام"),
        ("two or three days", "يومان أو ثلاثة أيام"),
        ("growth of +3.4%", "نمو بنسبة +3.4%"),
        ("0 cases", "لا حالات"),
        ("1 office", "مكتب"),
        ("1 office", "مكتب واحد"),
        ("mid-2024", "منتصف عام 2024"),
        ("2019–2023", "2019-2023"),
        ("the S-400 system", "منظومة إس-400"),
        ("A/HRC/55/L.30/Rev.1", "A/HRC/55/L.30/Rev.1"),
        ("section 2.1.3", "القسم 2.1.3"),
        ("the Second World War", "الحرب العالمية الثانية"),
        ("thirty seconds", "ثلاثون ثانية"),
        ("last Sunday", "الأحد الماضي"),
        ("Tuesday and Wednesday", "يومي الثلاثاء والأربعاء"),
        ("in the 1980s and 1990s", "في الثمانينيات والتسعينيات"),
        ("March with us", "سيروا معنا"),
        ("he may go", "قد يذهب"),
        ("he exerted pressure", "مارس ضغطًا"),
        ("per 100,000 inhabitants", "لكل مئة ألف نسمة"),
    ],
)
def test_the_same_in_english_and_arabic(english: str, arabic: str) -> None:
    """Ways to write the same in both languages are no difference, in either order."""
    assert codes("en", english, "ar", arabic) == []
    assert codes("ar", arabic, "en", english) == []


@pytest.mark.parametrize(
    ("english", "arabic", "expected"),
    [
        ("1995", "1959", "number"),
        ("1,000 tons", "100 طن", "number"),
        ("1.5 tons", "15 طنًا", "number"),
        ("five tons", "ستة أطنان", "number"),
        ("5 million", "5 مليارات", "number"),
        ("two tons", "ثلاثة أطنان", "number"),
        ("three tons", "طنان", "number"),
        ("25 tons", "خمسة وثلاثون طنًا", "number"),
        ("the 7th meeting", "الجلسة الثامنة", "number"),
        ("the first phase", "المرحلة الثانية", "number"),
        ("half of it", "ثلثه", "number"),
        ("hundreds of people", "آلاف الأشخاص", "number"),
        ("-5 degrees", "5 درجات", "number"),
        ("from 5 to 7", "من 7 إلى 5", "number"),
        ("nothing new", "3 أمور جديدة", "number"),
        ("renewable once", "قابلة للتجديد مرتين", "number"),
        ("the 1990s", "الثمانينيات", "number"),
        ("5 per cent", "5", "percent"),
        ("12 July 2024", "12 حزيران 2024", "date"),
        ("12 July 2024", "13 تموز 2024", "number"),
        ("12 July 2024", "2024-08-12", "date"),
        ("5 July and 7 August", "7 تموز و5 آب", "date"),
        ("in April, May and June", "في نيسان وآب وحزيران", "date"),
        ("on Friday", "يوم الخميس", "date"),
        ("on Friday", "في ذلك اليوم", "date"),
        ("7 Muharram 1446", "8 محرم 1446", "date"),
        ("at 10:30 a.m.", "الساعة 10:30 مساءً", "time"),
        ("at 10:30", "الساعة 10:20", "time"),
        ("5 dollars", "5 دنانير", "currency"),
        ("document S/RES/2728", "الوثيقة S/RES/2782", "identifier"),
        ("write to a@example.org", "اكتب إلى b@example.org", "identifier"),
        ("see www.example.org/a", "انظر www.example.org/b", "identifier"),
        ("+962 6 123 4567", "+962 6 123 4568", "identifier"),
        ("Two bridges [@mo]", "جسران", "citation"),
        ("[a bridge](https://example.org/1)", "جسر", "link"),
        ("**Two** bridges", "جسران", "emphasis"),
        ("*Two* bridges", "جسران", "emphasis"),
        ("The bridge is open.", "The bridge is open.", "script"),
        ("الجسر مفتوح.", "الجسر مفتوح.", "script"),
        ("office", "office", "script"),
        ("The bridge is open. It is new.", "الجسر مفتوح. It is a new one and it is safe.", "script"),
        ("World Health Organization", "World Health Organization", "identical"),
    ],
)
def test_a_difference_is_found(english: str, arabic: str, expected: str) -> None:
    """Each kind of difference is found under its code, and nothing else is."""
    assert set(codes("en", english, "ar", arabic)) == {f"parity.{expected}"}
    assert set(codes("ar", arabic, "en", english)) == {f"parity.{expected}"}


@pytest.mark.parametrize(
    ("english", "arabic"),
    [
        ("Javier Colomina", "Javier Colomina"),
        ("TLP:CLEAR", "TLP:CLEAR"),
        ("almoather.news", "almoather.news"),
        ("12 km", "12 km"),
        ("Reuters news agency", "Reuters"),
        ("the title “Water: A Shared Crisis”", "تقرير “Water: A Shared Crisis for All of Us”"),
        (
            "UNRWA runs 27 camps",
            "تدير الأونروا (United Nations Relief and Works Agency for Palestine Refugees) 27 مخيمًا",
        ),
        ("Microsoft Teams meeting with the partners", "اجتماع عبر Microsoft Teams مع الشركاء"),
    ],
)
def test_names_may_stay(english: str, arabic: str) -> None:
    """Names, units, addresses, and titles in quotation marks or brackets may stay in Latin letters; some are noted."""
    assert set(codes("en", english, "ar", arabic)) <= {"parity.untranslated"}


def test_one_word_in_both_languages_is_noted() -> None:
    """Nobody can tell a name from a label that was left; codes and abbreviations are not noted."""
    assert codes("en", "Population", "ar", "Population") == ["parity.untranslated"]
    assert codes("en", "TLP:CLEAR", "ar", "TLP:CLEAR") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le 12 juillet 2024, 25 % des 1 250 puits, soit quatre-vingt-dix-sept villages, en deux mille ans"),
        ("fa", "۱۲ ژوئیهٔ ۲۰۲۴، ۲۵ درصد از ۱٬۲۵۰ چاه، یعنی نود و هفت روستا، در دو هزار سال"),
        ("ur", "12 جولائی 2024 کو 1,250 کنوؤں میں سے 25 فیصد، یعنی ستانوے گاؤں، دو ہزار سال میں"),
        ("he", "ב־12 ביולי 2024, 25 אחוז מ־1,250 הבארות, כלומר תשעים ושבעה כפרים, באלפיים שנה"),
        ("ckb", "١٢ی تەمووزی ٢٠٢٤، لەسەدا ٢٥ی ١٬٢٥٠ بیر، واتە نەوەد و حەوت گوند، لە دوو هەزار ساڵدا"),
        ("ar", "في 12 تموز 2024، 25 في المئة من الآبار البالغ عددها 1250، أي سبع وتسعون قرية، في ألفي سنة"),
        ("de", "12. Juli 2024: 25 % von 1.250 Brunnen oder 97 Dörfer in 2000 Jahren"),
    ],
)
def test_all_languages_are_read(language: str, text: str) -> None:
    """Dates, percentages, separators and number words of each language are those of the English text."""
    english = "On 12 July 2024, 25 per cent of the 1,250 wells, that is ninety-seven villages, in two thousand years"
    assert codes("en", english, language, text) == []
    assert codes("en", english.replace("ninety-seven", "ninety-six"), language, text) == ["parity.number"]
    assert "parity.date" in codes("en", english.replace("July", "June"), language, text)
    assert codes("en", english.replace("1,250", "1,520"), language, text) == ["parity.number"]


def test_a_language_without_word_list_is_not_asked_for_number_words() -> None:
    """A number in words is not missing where nobody knows the words of the language."""
    assert codes("en", "seven bridges", "de", "sieben Brücken") == []
    assert codes("en", "7 bridges", "de", "8 Brücken") == ["parity.number"]


def test_two_languages_of_one_script() -> None:
    """Words left in the other language are found where the script does not tell."""
    assert codes("en", "The bridge is open.", "fr", "The bridge is open.") == ["parity.identical"]
    assert codes("en", "Radio France", "fr", "Radio France") == []


def test_messages_say_what_is_where() -> None:
    """The message has both words, and the range is that of the one in the second text."""
    (found,) = compare(Side("en", "in 1995", "in 1995"), Side("ar", "عام 1959", "عام 1959"))
    assert found.message == '"en" has "1995", "ar" has "1959"'
    assert (found.in_second, found.characters) == (True, (4, 8))
    (found,) = compare(Side("en", "in 1995", "in 1995"), Side("ar", "قبل سنوات", "قبل سنوات"))
    assert found.message == '"en" has "1995", "ar" has no such number'
    assert (found.in_second, found.characters) == (False, (3, 7))


ENGLISH = "The two sides agreed to keep the crossing open for lorries with food, water and medicine, day and night. "
ARABIC = "اتفق الجانبان على إبقاء المعبر مفتوحًا أمام الشاحنات المحملة بالغذاء والماء والدواء ليلًا ونهارًا. "


@pytest.mark.parametrize(
    ("times", "expected"), [((1, 1), []), ((3, 1), ["parity.length"]), ((1, 3), ["parity.length"])]
)
def test_lengths(times: tuple[int, int], expected: list[str]) -> None:
    """A text of three sentences has no counterpart of one; the same number of sentences is no finding."""
    texts = ENGLISH * times[0], ARABIC * times[1]
    assert codes("en", texts[0], "ar", texts[1]) == expected


def test_short_texts_have_any_length() -> None:
    """Labels vary too much for their lengths to say anything."""
    assert codes("en", "Occupation", "ar", "المهنة أو الوظيفة الحالية") == []
