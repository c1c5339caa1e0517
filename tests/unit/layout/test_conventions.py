"""A language is written as in the region that a briefing names, with the digits and names of months that it names."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import babel
import pytest

import briefgen
from briefgen.layout.language.locale import BUNDLED, LanguageLocale
from briefgen.layout.language.region import in_region
from briefgen.model import Convention, PartialDate
from briefgen.proof import prove
from tests.rendering.readers import read_with_pypdf

FIRST = dt.date(2024, 7, 1)


def locale_of(language: str, **convention: Any) -> LanguageLocale:
    """A language with the conventions of a briefing."""
    return BUNDLED.load(language, convention=Convention.model_validate(convention) if convention else None)


@pytest.mark.parametrize(
    ("language", "region", "months", "number"),
    [
        ("ar", "JO", ("كانون الثاني", "تموز", "آب"), "1,234.5"),
        ("ar", "EG", ("يناير", "يوليو", "أغسطس"), "1,234.5"),
        ("ar", "MA", ("يناير", "يوليوز", "غشت"), "1.234,5"),
        ("ar", "DZ", ("جانفي", "جويلية", "أوت"), "1.234,5"),
        ("fa", "IR", ("ژانویهٔ", "ژوئیهٔ", "اوت"), "۱٬۲۳۴٫۵"),
        ("fa", "AF", ("جنوری", "جولای", "اگست"), "۱٬۲۳۴٫۵"),
    ],
)
def test_a_region_has_its_months_and_separators(
    language: str, region: str, months: tuple[str, ...], number: str
) -> None:
    """Names of months and separators are those of CLDR in the region; digits stay those of the language."""
    locale = locale_of(language, region=region)
    written = [locale.date(dt.date(2024, month, 12)) for month in (1, 7, 8)]
    assert [date.split(" ", 1)[1].rsplit(" ", 1)[0] for date in written] == list(months)
    assert locale.number(1234.5) == number


@pytest.mark.parametrize(
    ("digits", "date", "number", "percent", "page"),
    [
        ("latn", "1 تموز 2024", "1,234.5", "45.5%", "صفحة 1 من 12"),
        ("arab", "١ تموز ٢٠٢٤", "١٬٢٣٤٫٥", "٤٥٫٥٪", "صفحة ١ من ١٢"),
        ("arabext", "۱ تموز ۲۰۲۴", "۱٬۲۳۴٫۵", "۴۵٫۵٪", "صفحة ۱ من ۱۲"),
    ],
)
def test_digits_are_those_that_are_asked_for(digits: str, date: str, number: str, percent: str, page: str) -> None:
    """Everything that is formatted has the digits of the convention, with the signs that belong to them."""
    locale = locale_of("ar", digits=digits)
    assert (locale.date(FIRST), locale.number(1234.5), locale.percent(45.5)) == (date, number, percent)
    assert locale.label("page", page=1, pages=12) == page
    assert locale.decimal_separator == number[-2]
    assert locale.time("09:30") == locale.integer(0) + locale.integer(9) + ":" + locale.integer(30)


@pytest.mark.parametrize("language", BUNDLED.languages())
@pytest.mark.parametrize("digits", ["arab", "arabext"])
def test_arabic_indic_digits_have_their_separators_in_every_language(language: str, digits: str) -> None:
    """No language keeps a comma in a number of Arabic-Indic digits, as CLDR has it for Urdu."""
    written = locale_of(language, digits=digits).number(1234567.5)
    assert {sign for sign in written if not sign.isdigit()} == {"٫", "٬"}


def test_two_regions_give_two_names() -> None:
    """The names of a month in two regions stand with a slash; one that both have stands once."""
    both = locale_of("ar", months=["JO", "EG"])
    assert both.date(FIRST) == "1 تموز/يوليو 2024"
    assert both.date(PartialDate(2024, 7)) == "تموز/يوليو 2024"
    assert both.date(PartialDate(2024)) == "2024"
    assert both.interval(FIRST, dt.date(2024, 8, 12)) == "1 تموز/يوليو\u00a0– 12 آب/أغسطس 2024"
    assert locale_of("ar", months=["EG", "SA"]).date(FIRST) == "1 يوليو 2024"
    assert locale_of("ar", region="MA", months=["DZ"]).date(FIRST) == "1 جويلية 2024"


def test_a_region_with_another_order_of_dates_has_its_own() -> None:
    """The order of the file of the language holds, but where CLDR has another one in the region."""
    assert locale_of("en", region="US").date(FIRST) == "July 1, 2024"
    assert locale_of("fr", region="MA").date(FIRST) == "1er juillet 2024"


def test_a_region_keeps_the_script_of_the_language() -> None:
    """Serbian labels in Latin script keep it in every region that CLDR has it in."""
    assert str(in_region(babel.Locale.parse("sr_Latn_RS"), "ME", "sr-Latn")) == "sr_Latn_ME"
    with pytest.raises(babel.UnknownLocaleError):
        in_region(babel.Locale.parse("ar_JO"), "FR", "ar")


@pytest.mark.parametrize(
    ("language", "end", "expected"),
    [
        ("en", dt.date(2024, 7, 12), "1–12 July 2024"),
        ("en", dt.date(2024, 8, 12), "1 July\u00a0– 12 August 2024"),
        ("en", dt.date(2025, 8, 12), "1 July 2024\u00a0– 12 August 2025"),
        ("fr", dt.date(2024, 7, 12), "1er–12 juillet 2024"),
        ("fr", dt.date(2024, 8, 12), "1er juillet\u00a0– 12 août 2024"),
        ("ar", dt.date(2024, 7, 12), "1–12 تموز 2024"),
        ("fa", dt.date(2024, 7, 12), "۱ تا ۱۲ ژوئیهٔ ۲۰۲۴"),
        ("he", dt.date(2024, 7, 12), "1–12 ביולי 2024"),
        ("ur", dt.date(2024, 8, 12), "1 جولائی\u00a0– 12 اگست، 2024"),
        ("ckb", dt.date(2024, 7, 12), "١–١٢ی تەمووزی ٢٠٢٤"),
    ],
)
def test_a_stretch_of_days_follows_cldr(language: str, end: dt.date, expected: str) -> None:
    """What both dates have is said once, with the names of months written out."""
    assert locale_of(language).interval(FIRST, end) == expected


def test_a_stretch_is_as_exact_as_its_ends() -> None:
    """Months and years have formats of their own; ends of which one is more exact are written out."""
    english = locale_of("en")
    assert english.interval(PartialDate(2024, 7), PartialDate(2024, 9)) == "July\u00a0– September 2024"
    assert english.interval(PartialDate(2023), PartialDate(2024)) == "2023–2024"
    assert english.interval(PartialDate(2024, 7), PartialDate(2024, 8, 12)) == "July 2024 to\u00a012 August 2024"
    assert english.interval(FIRST, FIRST) == "1 July 2024"
    assert english.interval(PartialDate(2024, 7), PartialDate(2024, 7)) == "July 2024"


def test_the_order_of_a_stretch_is_that_of_its_dates() -> None:
    """Where CLDR would put the year of a stretch of months elsewhere than a date has it, both are written out."""
    kurdish = locale_of("ckb")
    written = kurdish.interval(PartialDate(2024, 7), PartialDate(2024, 9))
    assert written == kurdish.label("from_to", start="تەمووزی ٢٠٢٤", end="ئەیلوولی ٢٠٢٤")


@pytest.mark.parametrize(
    ("language", "percent", "before"),
    [("en", "45%", ""), ("fr", "45\u00a0%", " "), ("ar", "45%", ""), ("fa", "۴۵٪", "")],
)
def test_per_cent(language: str, percent: str, before: str) -> None:
    """The sign is that of the digits, and as near as the language has it; other units have a space before them."""
    locale = locale_of(language)
    assert locale.percent(45) == percent
    assert percent in locale.label("progress", percent=45)
    assert locale.before_unit("%") == before
    assert locale.before_unit("km") == " "


@pytest.mark.parametrize(
    ("language", "two", "three"),
    [
        ("en", "A and B", "A, B and C"), ("fr", "A et B", "A, B et C"), ("ar", "A وB", "A وB وC"),
        ("fa", "A و B", "A، B، و C"), ("ur", "A اور B", "A، B، اور C"), ("he", "A וB", "A, B וC"),
        ("ckb", "A و B", "A، B و C"),
    ],
)  # fmt: skip
def test_lists(language: str, two: str, three: str) -> None:
    """Things are joined as the language does it; one thing or none is joined to nothing."""
    locale = locale_of(language)
    assert [locale.joined(list("ABC")[:count]) for count in range(4)] == ["", "A", two, three]
    assert locale.joined(list("ABCD")).startswith("A")


def test_a_day_without_its_year() -> None:
    """The first of two dates may stand without its year, and with what joins the year to it."""
    assert locale_of("en").day_and_month(FIRST) == "1 July"
    assert locale_of("en", region="US").day_and_month(FIRST) == "July 1"
    assert locale_of("ur").day_and_month(dt.date(2024, 7, 12)) == "12 جولائی"
    assert locale_of("en").day_and_month(PartialDate(2024, 7)) == "July 2024"


def test_locales_are_made_once_for_each_convention() -> None:
    """A language with one convention is one object, and with another one another."""
    assert locale_of("ar", region="EG") is locale_of("ar", region="EG")
    assert locale_of("ar", region="EG") is not locale_of("ar", region="MA")
    assert locale_of("ar") is BUNDLED.load("ar")


def test_what_the_author_wrote_is_never_converted() -> None:
    """Values that are texts keep their digits, whatever the convention says."""
    assert locale_of("ar", digits="arab").number("3 to 5") == "3 to 5"


def test_pages_follow_the_conventions_of_the_briefing() -> None:
    """Dates, figures and page numbers of a page are in the digits and the months that the briefing names."""
    data = {
        "languages": ["ar"],
        "title": {"ar": "الأمن المائي عام 2024"},
        "summary": [{"ar": "ملخص من سطر واحد."}],
        "conventions": {"ar": {"digits": "arab", "months": ["JO", "EG"]}},
        "dates": {"as_of": dt.date(2024, 7, 12), "period": {"start": dt.date(2024, 7, 1), "end": dt.date(2024, 7, 12)}},
        "key_figures": [{"value": 1234.5, "unit": {"ar": "%"}, "label": {"ar": "نسبة"}}],
    }
    read = read_with_pypdf(briefgen.render(briefgen.Briefing.model_validate(data)).pdf)
    text = re.sub("[\u061c\u200e\u200f]", "", read).replace("\u00a0", " ")
    for expected in ("١٢ تموز/يوليو ٢٠٢٤", "١–١٢ تموز/يوليو ٢٠٢٤", "١٬٢٣٤٫٥%", "صفحة ١ من ١", "عام 2024"):
        assert expected in text, expected


def test_the_proof_knows_the_dates_of_a_convention() -> None:
    """A withheld date is found in a file under the name that its month has in the region of the briefing."""
    text = """
        languages: [ar]
        title: {ar: المعبر}
        conventions: {ar: {digits: arab, region: DZ}}
        audiences: [{key: press, name: {ar: الصحافة}, without: [timeline]}]
        summary: [{ar: المعبر مفتوح.}]
        timeline: [{date: 2024-07-12, text: {ar: إغلاق}, sources: [a]}]
        sources: [{key: a, title: {ar: بيان}}]
    """
    briefing = briefgen.loads(text)
    whole = briefgen.render(briefing).pdf
    leaks = prove(whole, briefing, "press").leaks
    assert any(leak.path == "timeline[0].date" and "جويلية" in leak.what for leak in leaks)
    assert prove(briefgen.render(briefing, audience="press").pdf, briefing, "press").passed
