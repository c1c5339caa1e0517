"""A small valid briefing, to break in tests."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Final

import pytest


def _both(english: str, arabic: str) -> dict[str, str]:
    return {"en": english, "ar": arabic}


_FULL: Final[dict[str, Any]] = {
    "languages": ["en", "ar"],
    "kind": "situation-report",
    "reference": "JO-2024-07",
    "title": _both("The *crossing*", "المعبر"),
    "short_title": _both("Crossing", "معبر"),
    "dates": {"as_of": "2024-07-12", "issued": "2024-07-13"},
    "prepared_for": _both("The minister", "الوزير"),
    "prepared_by": _both("Desk 4", "المكتب 4"),
    "handling": {"scheme": "free", "label": _both("OFFICIAL", "رسمي")},
    "contact": {"name": _both("Desk 4", "المكتب 4"), "phone": "+962 6 123 4567", "email": "desk4@example.org"},
    "bottom_line": _both("Agree. [@mo]", "الموافقة. [@mo]"),
    "summary": [_both("It is open [@jt; @mo].", "إنه مفتوح [@jt; @mo].")],
    "key_figures": [{"value": 7, "label": _both("Open", "مفتوح"), "as_of": 2024, "sources": ["jt"]}],
    "facts": [{"label": _both("a", "أ"), "value": _both("b", "ب"), "as_of": "2024-07", "sources": ["jt", "mo"]}],
    "activity_areas": [{"title": _both("Water", "مياه"), "description": _both("Wells", "آبار"), "sources": []}],
    "quotes": [
        {
            "text": "العمل *مستمر*.",
            "language": "ar",
            "translations": {"en": "The work goes on."},
            "translated_by": _both("Service", "خدمة"),
            "speaker": _both("Minister", "الوزير"),
            "date": "2024-07-11",
            "source": "mo",
        }
    ],
    "timeline": [{"date": 1995, "text": _both("Opens", "افتتاح"), "sources": ["mo"]}],
    "disagreements": [
        {
            "question": _both("How many?", "كم؟"),
            "positions": [
                {"value": _both("Seven", "سبعة"), "sources": ["jt"]},
                {"value": _both("Eight", "ثمانية"), "sources": ["mo"]},
            ],
            "adopted": _both("Seven", "سبعة"),
        }
    ],
    "glossary": [
        {
            "short": _both("NATO", "الناتو"),
            "full": _both("North Atlantic Treaty Organization", "منظمة حلف شمال الأطلسي"),
            "explanation": _both("An *alliance* [@jt].", "*تحالف* [@jt]."),
        },
        {"short": {"en": "MENA"}, "full": _both("Middle East and North Africa", "الشرق الأوسط وشمال إفريقيا")},
    ],
    "sources": [
        {
            "key": "jt",
            "kind": "news",
            "title": _both("News", "خبر"),
            "publisher": _both("Times", "تايمز"),
            "date": "2024-07-12",
            "url": "https://example.org/a_(b)?c=1&d=2",
            "language": "en",
            "retrieved": "2024-07-15",
        },
        {"key": "mo", "title": _both("Statement", "بيان"), "publisher": _both("Ministry", "وزارة"), "date": 2024},
    ],
}
_REQUIRED: Final = ("languages", "reference", "title", "dates", "prepared_for", "handling", "summary")


@pytest.fixture
def full() -> dict[str, Any]:
    """A briefing that uses every block."""
    return deepcopy(_FULL)


@pytest.fixture
def minimal() -> dict[str, Any]:
    """A briefing with nothing but what is required, and without sources."""
    data = {name: deepcopy(_FULL[name]) for name in _REQUIRED}
    data["summary"] = [_both("Open.", "مفتوح.")]
    return data
