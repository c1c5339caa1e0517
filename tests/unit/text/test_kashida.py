"""Where a word may be lengthened: never where HarfBuzz forbids it, and the best place first."""

from __future__ import annotations

import pytest
import uharfbuzz as hb

from briefgen.text.kashida import best_place
from briefgen.text.shaping import Word, shape_word
from tests.unit.text.engine import ARABIC

WORDS = (  # noqa: SIM905 - a sentence
    "قالت السلطات المحلية إن المستشفيات والمدارس في المحافظات الشمالية ستبقى مفتوحة وعلى الجميع الالتزام بالتعليمات "
    "الصادرة عن الوزارة منذ بداية العام الحالي بسبب الأوضاع الإنسانية الصعبة والأمطار"
).split()


def place_in(text: str) -> tuple[int, str, str] | None:
    """The rank of the best place of a word, and what stands before it and behind it."""
    place = best_place(text, shape_word(ARABIC, Word(text, True, "Arab", "ar")))  # noqa: FBT003 - right to left
    return place and (place.rank, text[: place.offset], text[place.offset :])


def allowed(text: str) -> set[int]:
    """Before which characters HarfBuzz allows a tatweel, asked without briefgen."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "rtl", "Arab", "ar"
    buffer.flags = hb.BufferFlags.PRODUCE_SAFE_TO_INSERT_TATWEEL
    hb.shape(ARABIC.hb_font, buffer)
    flag = int(hb.GlyphFlags.SAFE_TO_INSERT_TATWEEL)
    return {info.cluster for info in buffer.glyph_infos if int(info.flags) & flag}


def test_only_where_the_font_allows_it() -> None:
    """Every place is one that HarfBuzz flags, and most words have one."""
    found = 0
    for text in WORDS:
        place = place_in(text)
        assert place is None or len(place[1]) in allowed(text)
        found += place is not None
    assert found > len(WORDS) / 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("كتـاب", (1, "كتـ", "اب")),
        ("مستقبل", (2, "مس", "تقبل")),
        ("مصلحة", (2, "مص", "لحة")),
        ("مكتبة", (3, "مكتب", "ة")),
        ("جديد", (3, "جدي", "د")),
        ("كتاب", (4, "كت", "اب")),
        ("جميل", (4, "جمي", "ل")),
        ("مبارك", (4, "مب", "ارك")),
        ("منهجيت", (7, "منهجي", "ت")),
        ("كبير", (5, "كب", "ير")),
        ("مكتبي", (5, "مكت", "بي")),
        ("مكتوب", (6, "مكت", "وب")),
        ("معروف", (7, "مع", "روف")),
        ("مطيع", (6, "مطي", "ع")),
        ("تحقيق", (6, "تحقي", "ق")),
    ],
)
def test_ranks(text: str, expected: tuple[int, str, str]) -> None:
    """Of all places in a word the one of the best rank is taken; of two of one rank the later."""
    assert place_in(text) == expected


@pytest.mark.parametrize("text", ["من", "بيت", "می\u200cشود", "بيتنا\u200d", "ورد", "دار", "سنة", "أوردي"])
def test_words_that_are_left_alone(text: str) -> None:
    """Words of fewer than four letters, with joiners, or without joins are not lengthened."""
    assert place_in(text) is None


def test_marks_are_no_letters() -> None:
    """Harakat neither make a word longer nor stand between two letters."""
    assert place_in("بَيْتُ") is None
    assert place_in("كِتَاب") == (4, "كِتَ", "اب")
