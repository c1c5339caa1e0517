"""Numbers in words: every number that ICU spells is read, and so is every grammatical form of Arabic."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Final

import pytest
from icu4py.messageformat import MessageFormat

from briefgen.checks.parity.digits import hebrew_value, roman_value, values_of_digits
from briefgen.checks.parity.items import Item
from briefgen.checks.parity.reading import read

RULES: Final = ("cardinal-feminine", "cardinal-masculine", "ordinal", "ordinal-feminine", "numbering-verbose")
BEYOND: Final = (1234, 2024, 15_000, 250_000, 1_000_000)

# What ICU has rules for and nobody writes.
NEVER_WRITTEN: Final = {"zeroth", "zéroième", "un millionième", "מספר אפס"}


def one_number(text: str, language: str) -> Item | None:
    """The only item of a text, when it covers the whole text and is a number."""
    items = [item for item in read(text, language) if item.kind == "number"]
    covered = len(items) == 1 and (items[0].start, items[0].end) == (0, len(text))
    return items[0] if covered else None


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("language", ["en", "ar", "fr", "fa", "he"])
def test_what_icu_spells_is_read(language: str, rule: str) -> None:
    """The rules of CLDR for spelling numbers are an independent witness, from 0 to 1,000 and for some beyond."""
    pattern = MessageFormat(f"{{n,spellout,%spellout-{rule}}}", language)
    wrong = []
    for number in (*range(1001), *BEYOND):
        words = pattern.format({"n": number})
        item = one_number(words, language)
        if words not in NEVER_WRITTEN and (item is None or Fraction(number) not in item.values):
            wrong.append((number, words))
    assert wrong == []


UNITS: Final[tuple[tuple[str, ...], ...]] = (
    (), ("واحد", "واحدة"), ("اثنان", "اثنين", "اثنتان", "اثنتين"), ("ثلاثة", "ثلاث"), ("أربعة", "أربع"),
    ("خمسة", "خمس"), ("ستة", "ست"), ("سبعة", "سبع"), ("ثمانية", "ثماني", "ثمانٍ"), ("تسعة", "تسع"),
)  # fmt: skip
TEENS: Final = (
    ("عشرة", "عشر"), ("أحد عشر", "إحدى عشرة", "الحادي عشر", "الحادية عشرة"),
    ("اثنا عشر", "اثني عشر", "اثنتا عشرة", "اثنتي عشرة", "الثاني عشر", "الثانية عشرة"),
)  # fmt: skip
ORDINALS: Final[tuple[tuple[str, ...], ...]] = (
    (), ("الحادي", "الحادية"), ("الثاني", "الثانية"), ("الثالث", "الثالثة"), ("الرابع", "الرابعة"),
    ("الخامس", "الخامسة"), ("السادس", "السادسة"), ("السابع", "السابعة"), ("الثامن", "الثامنة"), ("التاسع", "التاسعة"),
)  # fmt: skip
TENS: Final = ("", "", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع")
HUNDRED: Final = ("مئة", "مائة")


def arabic_forms(number: int) -> Iterator[str]:
    """The ways to write a number below a thousand: genders, cases, spellings of hundred, with and without article."""
    hundreds, rest = divmod(number, 100)
    for hundred, below in product(_hundreds(hundreds), list(_below_a_hundred(rest)) if rest else [""]):
        yield " و".join(part for part in (hundred, below) if part)
    if rest > 20 and rest % 10 and not hundreds:
        for unit, ending in product(ORDINALS[rest % 10], ("ون", "ين")):
            yield f"{unit} وال{TENS[rest // 10]}{ending}"


def _hundreds(count: int) -> list[str]:
    if count < 2:
        return ["", *HUNDRED][1:] if count else [""]
    if count == 2:
        return [f"{stem}{ending}" for stem in ("مئت", "مائت") for ending in ("ان", "ين")]
    stem = TENS[count] if count != 2 else ""
    joined = [f"{stem}{hundred}" for hundred in HUNDRED]
    return [*joined, *(f"{UNITS[count][1]} {hundred}" for hundred in HUNDRED)]


def _below_a_hundred(rest: int) -> Iterator[str]:
    tens, unit = divmod(rest, 10)
    if rest < 10:
        yield from UNITS[rest]
    elif rest < 13:
        yield from TEENS[rest - 10]
    elif rest < 20:
        masculine, feminine = UNITS[unit][0], UNITS[unit][1]
        yield from (f"{masculine} عشر", f"{feminine} عشرة", f"{ORDINALS[unit][0]} عشر", f"{ORDINALS[unit][1]} عشرة")
    else:
        for ending in ("ون", "ين"):
            ten = f"{TENS[tens]}{ending}"
            yield from (f"{one} و{ten}" for one in UNITS[unit]) if unit else (ten,)


def test_every_form_of_arabic_is_read() -> None:
    """Genders, cases, duals, ordinals, and the spellings of hundred, from 1 to 999: more than 10,000 forms."""
    count, wrong = 0, []
    for number in range(1, 1000):
        for form in arabic_forms(number):
            count += 1
            item = one_number(form, "ar")
            if item is None or Fraction(number) not in item.values:
                wrong.append((number, form))
    assert count > 10_000
    assert wrong == []


@pytest.mark.parametrize("prefix", ["و", "ف", "ب", "ل", "ك", "وب", "ول", "بال", "وال", "لل", "فال"])
def test_prefixes_are_taken_off(prefix: str) -> None:
    """A number is found behind each prefix that Arabic writes onto a word."""
    assert [item.values for item in read(f"{prefix}سبعة أيام", "ar")] == [frozenset({Fraction(7)})]


@pytest.mark.parametrize("text", ["لست أدري", "درجة مئوية", "المربع", "الثلاثاء", "ثمن الخبز", "في بيت والدي", "عشيرة"])
def test_words_that_look_like_numbers(text: str) -> None:
    """Words with the letters of a number are none."""
    assert not [item for item in read(text, "ar") if item.kind == "number" and item.asked]


@pytest.mark.parametrize(
    ("digits", "english", "other"),
    [
        ("1,000", [1000], [1000, 1]),
        ("1.250", ["1.25"], [1250, "1.25"]),
        ("1.5", ["1.5"], ["1.5"]),
        ("1,5", ["1.5"], ["1.5"]),
        ("1,000.5", ["1000.5"], ["1000.5"]),
        ("1.000,5", ["1000.5"], ["1000.5"]),
        ("1٬000٫5", ["1000.5"], ["1000.5"]),
        ("1\u202f000", [1000], [1000]),
        ("1,000,000", [1_000_000], [1_000_000]),
        ("0.125", ["0.125"], ["0.125"]),
        ("1.2.3", [], []),
    ],
)
def test_separators(digits: str, english: list[int | str], other: list[int | str]) -> None:
    """In English a point begins decimals; elsewhere a sign before three digits may be of either kind."""
    assert list(values_of_digits(digits, decimal_point=True)) == [Fraction(value) for value in english]
    assert list(values_of_digits(digits, decimal_point=False)) == [Fraction(value) for value in other]


def test_other_numerals() -> None:
    """Roman numerals up to 100 and Hebrew ones have their values; other letters have none."""
    assert [roman_value(text) for text in ("IV", "VII", "XIX", "XL", "XCIX", "IIX", "EU")] == [
        4, 7, 19, 40, 99, None, None,
    ]  # fmt: skip
    assert [hebrew_value(text) for text in ("ט", "יא", "טו", "כא", "אי")] == [9, 11, 15, 21, None]
