"""Hijri dates, forms of time, degrees below zero, currencies, units and numerals in every language that has them."""

from __future__ import annotations

import pytest

from briefgen.checks.parity.compare import compare
from briefgen.checks.parity.findings import Side
from briefgen.diagnostics import Severity


def alarms(first: str, text: str, second: str, other: str) -> list[str]:
    """The codes of the errors and warnings between two texts."""
    found = compare(Side(first, text, text), Side(second, other, other))
    return [finding.rule.code for finding in found if finding.rule.severity is not Severity.NOTE]


@pytest.mark.parametrize(
    ("first", "text", "second", "other"),
    [
        ("en", "12 Zul-Hijja 1445", "fa", "۱۲ ذی‌الحجه ۱۴۴۵"),
        ("en", "12 Dhu al-Qa‘dah 1445", "ur", "12 ذوالقعدہ 1445"),
        ("en", "3 Rabi‘ al-Awwal 1446", "ar", "3 ربيع الأول 1446"),
        ("en", "Rabiʿ al-Thani 5, 1446", "ar", "5 ربيع الآخر 1446هـ"),
        ("en", "17 Jumada al-Ula 1446", "ar", "17 جمادى الأولى 1446"),
        ("en", "17 Dhū al-Qaʿdah 1446 AH", "ar", "17 ذي القعدة 1446 هـ"),
        ("en", "11 Safar 1446", "ar", "الحادي عشر من صفر 1446"),
        ("en", "4 Safar 1446", "fa", "۴ صفر ۱۴۴۶"),
        ("fr", "le 9 Dhou al-hijja 1446", "ar", "9 ذو الحجة 1446"),
        ("fr", "le 1er Mouharram 1446", "ar", "غرة محرم 1446"),
        ("en", "1 Muharram 1446", "ar", "غرة محرم 1446"),
        ("en", "the second week of August", "ar", "الأسبوع الثاني من آب"),
        ("en", "the third week of March", "ar", "الأسبوع الثالث من آذار"),
        (
            "en",
            "the first half of June; they met on Monday",
            "fr",
            "la première moitié de juin ; ils se sont réunis lundi",
        ),
        ("en", "at 6.15 p.m.", "fr", "à 18 h 15"),
        ("en", "at 18.15", "ar", "الساعة السادسة والربع مساءً"),
        ("en", "from 9.30 to 11.00 a.m.", "ar", "من الساعة 9:30 إلى الساعة 11:00"),
        ("en", "at 09.45", "fr", "à 9 h 45"),
        ("en", "The session opens at 15.00", "ar", "تُفتتح الجلسة في الساعة 15/00"),
        ("en", "at 4.25 per cent", "ar", "بنسبة 4.25 في المئة"),
        ("en", "rates stood at 4.25 million", "ar", "بلغت 4.25 مليون"),
        ("en", "the shares closed at 14.30 dinars", "ar", "أغلق السهم عند 14.30 دينارًا"),
        ("en", "–7 °C", "fr", "7 degrés au-dessous de zéro"),
        ("en", "minus seven degrees", "fa", "هفت درجه زیر صفر"),
        ("en", "minus 7 degrees", "ckb", "٧ پلە ژێر سفر"),
        ("en", "-7 degrees", "he", "7 מעלות מתחת לאפס"),
        ("en", "between –5 and –7 °C", "ar", "بين 5 و7 درجات تحت الصفر"),
        ("fr", "au moins cinq morts", "ar", "خمسة قتلى على الأقل"),
        ("fr", "au moins 5 morts", "en", "at least 5 dead"),
        ("en", "1½ hours", "fr", "une heure et demie"),
        ("en", "1.5 metres", "fa", "یک متر و نیم"),
        ("en", "one and a half years", "ur", "ڈیڑھ سال"),
        ("en", "3.5 years", "ur", "ساڑھے تین سال"),
        ("en", "1½ metres", "he", "מטר וחצי"),
        ("en", "a year and a quarter", "ar", "سنة وربع السنة"),
        ("en", "on Mondays and Thursdays", "fr", "les lundis et jeudis"),
        ("en", "every Wednesday", "ar", "كل أربعاء"),
        ("en", "Wednesday", "ar", "أربعاء"),
        ("en", "every Saturday", "ar", "كل سبت"),
        ("en", "every two years", "ar", "كل سنتين"),
        ("en", "one in two", "ar", "واحد من كل اثنين"),
        ("en", "1,024 votes", "ar", "ألفًا وأربعةً وعشرين صوتًا"),
        ("en", "2,047 seats", "ar", "ألفين وسبعًا وأربعين مقعدًا"),
        ("en", "1,001 seats", "ar", "ألف وواحد من المقاعد"),
        ("en", "101 metres", "ar", "مئة متر ومتر"),
        ("en", "1,002 houses", "ar", "ألف منزل ومنزلان"),
        ("en", "202 pages", "ar", "مئتا صفحة وصفحتان"),
        ("en", "paragraph 2.1.4", "ar", "الفقرة 2-1-4"),
        ("en", "paras. 2.1 and 3.4", "ar", "الفقرتان 2-1 و3-4"),
        ("en", "Table 5.2", "ar", "الجدول 5-2"),
        ("en", "50-odd per cent", "ar", "خمسون ونيف في المئة"),
        ("en", "some 50 per cent", "ar", "نحو 50 في المئة"),
        ("en", "fifty-plus per cent", "ar", "أكثر من خمسين في المئة"),
        ("en", "around 30 or so percent", "ar", "زهاء 30 بالمئة"),
        ("en", "US$5 million", "ar", "5 ملايين دولار أمريكي"),
        ("en", "5 million US dollars", "ar", "5 ملايين دولار"),
        ("en", "JD 5 million", "ar", "5 ملايين دينار أردني"),
        ("en", "5 Iraqi dinars", "ur", "5 عراقی دینار"),
        ("en", "five million Kuwaiti dinars", "ar", "خمسة ملايين دينار كويتي"),
        ("en", "10 Syrian pounds", "ar", "10 ليرات سورية"),
        ("en", "£10", "ar", "10 جنيهات إسترلينية"),
        ("en", "Louis XIV in the 17th century", "fr", "Louis XIV au XVIIe siècle"),
        ("en", "Annex II", "fr", "annexe II"),
        ("en", "World War I", "ar", "الحرب العالمية الأولى"),
        ("en", "Elizabeth II opened Part I.", "ar", "افتتحت إليزابيث الثانية الجزء الأول."),
        ("en", "5 km", "fa", "۵ کیلومتر"),
        ("en", "12 months", "ckb", "١٢ مانگ"),
        ("en", "40 years", "he", "40 שנה"),
        ("en", "5 nautical miles", "ar", "5 أميال بحرية"),
        ("en", "a 5-year plan", "ar", "خطة مدتها 5 سنوات"),
        ("en", "31.9° N, 35.9° E", "ar", "31.9° شمالًا و35.9° شرقًا"),
        ("en", "03/04/2024", "fr", "le 3 avril 2024"),
        ("en", "3 years and 3 months", "ar", "3 أشهر و3 سنوات"),
        ("en", "two dinars", "ar", "ديناران"),
        ("en", "the 10th anniversary", "ar", "بعد عقد"),
        ("en", "the second of May", "ar", "الثاني من أيار"),
        ("en", "Thursday, 2 May", "ar", "الخميس الثاني من أيار"),
        ("en", "the ten-year plan and 10 offices", "ar", "الخطة العشرية لمدة 10 سنوات و10 مكاتب"),
        ("en", "5-year-old girl", "ar", "طفلة في الخامسة"),
    ],
)
def test_the_same(first: str, text: str, second: str, other: str) -> None:
    """Ways to write the same are no difference, in either order."""
    assert alarms(first, text, second, other) == []
    assert alarms(second, other, first, text) == []


@pytest.mark.parametrize(
    ("first", "text", "second", "other"),
    [
        ("en", "12 Zul-Hijja 1445", "fa", "۱۲ ذی‌القعده ۱۴۴۵"),
        ("en", "4 Safar 1446", "ar", "4 رجب 1446"),
        ("en", "in Rajab 1446", "ar", "في شعبان 1446"),
        ("en", "the second week of August", "ar", "الأسبوع الأول من آب"),
        ("en", "the first half of June, on Monday", "ar", "النصف الثاني من حزيران، يوم الاثنين"),
        ("en", "at 18.15", "ar", "الساعة السادسة والنصف مساءً"),
        ("en", "at 10 a.m.", "ar", "الساعة 11/00"),
        ("en", "–7 °C", "fr", "8 degrés au-dessous de zéro"),
        ("en", "7 °C", "fr", "7 degrés au-dessous de zéro"),
        ("en", "7 °C", "ar", "7 درجات تحت الصفر"),
        ("en", "1½ metres", "ar", "نصف متر"),
        ("en", "2½ metres", "ar", "متر ونصف"),
        ("en", "on Mondays", "fr", "les mardis"),
        ("en", "every Tuesday", "ar", "كل أربعاء"),
        ("en", "1,003 votes", "ar", "ألف صوت وصوت"),
        ("en", "101 delegates", "ar", "مئة مندوب ومندوبان"),
        ("en", "Section 4.2.1", "ar", "القسم 4-2-2"),
        ("en", "section 3.7", "ar", "البند 3-8"),
        ("en", "40-odd per cent", "ar", "50 في المئة ونيف"),
        ("en", "$5 and €7", "ar", "5 يورو و7 دولارات"),
        ("en", "US$5 million", "ar", "5 ملايين دولار كندي"),
        ("en", "5 Iraqi dinars", "ar", "5 دنانير أردنية"),
        ("en", "10 Lebanese pounds", "ar", "10 جنيهات مصرية"),
        ("en", "5 million dollars", "fr", "5 millions d'euros"),
        ("en", "5 dollars", "he", "5 אירו"),
        ("en", "Annex IV", "fr", "annexe V"),
        ("en", "Louis XIV", "ar", "لويس الأول"),
        ("en", "Part I", "ar", "الجزء الثاني"),
        ("en", "5 km", "fa", "۵ مایل"),
        ("en", "12 months", "fr", "12 ans"),
        ("en", "12 hectares", "ar", "12 دونمًا"),
        ("en", "12 tonnes", "ar", "12 برميلًا"),
        ("en", "35.9° E", "ar", "35.9° غربًا"),
        ("en", "03/04/2024", "ar", "7 نيسان 2024"),
        ("en", "07/12/2023", "ar", "7 تموز 2023"),
        ("en", "07/12/2023", "fr", "12/08/2023"),
        ("en", "9/10/2024 and 1/2/2024", "ar", "9/11/2024 و1/2/2024"),
        ("en", "for the third time the three", "ar", "الثلاثة للمرة الثانية"),
        ("en", "5 km²", "ar", "5 كيلومترات"),
    ],
)
def test_not_the_same(first: str, text: str, second: str, other: str) -> None:
    """A difference in each of them is found, in either order."""
    assert alarms(first, text, second, other)
    assert alarms(second, other, first, text)


@pytest.mark.parametrize(
    ("text", "other", "message"),
    [
        ("$5 and €7", "5 يورو و7 دولارات", '"en" has "$", "ar" has "يورو"'),
        ("5 Iraqi dinars", "5 دنانير أردنية", '"en" has "Iraqi dinars", "ar" has "دنانير أردنية"'),
        ("5 km", "5 أميال", '"en" has "5 km", "ar" has "5 أميال"'),
        ("07/12/2023", "07/11/2023", '"en" has "07/12/2023", "ar" has "07/11/2023"'),
    ],
)
def test_what_is_said_of_amounts(text: str, other: str, message: str) -> None:
    """Currencies are shown alone, units with their numbers, dates in digits as a whole."""
    assert compare(Side("en", text, text), Side("ar", other, other))[0].message == message


def test_abbreviations_may_be_spelt_out() -> None:
    """A label of abbreviations is not too short beside one that spells them out."""
    text, other = (
        "GDP (PPP), FDI and ODA: 12, 4 and 3 %",
        ("الناتج المحلي (تعادل القوة الشرائية) والاستثمار الأجنبي المباشر والمساعدة الإنمائية الرسمية: 12 و4 و3 %"),
    )
    assert alarms("en", text, "ar", other) == []


def test_a_list_of_sections_takes_linear_time() -> None:
    """How far a number looks back for the word section is bounded."""
    text = "sections " + "1.2, " * 4000
    assert alarms("en", text, "ar", text.replace("sections", "البنود")) == []
