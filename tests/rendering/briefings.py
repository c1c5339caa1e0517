"""Briefings made by chance from a seed: all sections, with texts of very different length in the two languages."""

from __future__ import annotations

import random
from typing import Any, Final

import briefgen

LANGUAGES: Final = ("en", "ar")

_WORDS: Final = {
    "en": "the office of a water crossing road ministry in July plans its second phase with partners and a national "
    "representative for infrastructure who reported that negotiations on responsibilities continue",
    "ar": "المكتب في معبر المياه على الطريق وزارة النقل من المرحلة الثانية مع الشركاء خلال شهر تموز التي أعلنت عن "
    "استمرار المفاوضات بشأن المسؤوليات والاستراتيجية الوطنية ثم قالت إن الموعد لم يتغير",
}
_VOCALISED: Final = "وَقَدْ أُعْلِنَ عَنِ الْمَكْتَبِ فِي قِمَّةِ الْحِلْفِ الَّتِي عُقِدَتْ فِي شَهْرِ تَمُّوزَ"
_SPECIAL: Final = {
    "en": (
        "1,234,567,890 dinars", "25 July 2026", "+962 6 555 0134", "https://example.org/a/long/path/to/a-page?year=2026",
        "S/RES/2334(2016)", "Donaudampfschifffahrtsgesellschaft", "counterrevolutionaries", "12.5 %", "(WAJ)", "60 km",
        "الأردن",
    ),
    "ar": (
        "1,234,567,890 دينار", "25 تموز 2026", "+962 6 555 0134", "https://example.org/a/long/path/to/a-page?year=2026",
        "S/RES/2334(2016)", "فسيكفيكهم", "أفاستسقيناكموها", "12.5 %", "(WAJ)", "60 كيلومترًا", "NATO",
    ),
}  # fmt: skip
# How many words a text has: most are short, and some fill a page.
_LENGTHS: Final = (1, 2, 3, 5, 8, 12, 20, 35, 60, 90, 250)
_SOURCES: Final = 6


class _Author:
    """Writes one briefing: each seed is another one, and always the same."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
        self.cited: set[str] = set()

    def words(self, language: str, most: int) -> str:
        """A text of one to ``most`` words."""
        count = self.chance.choice([length for length in _LENGTHS if length <= most])
        if language == "ar" and self.chance.random() < 0.1:
            return " ".join((_VOCALISED.split() * (count // 12 + 1))[:count])
        pool = _WORDS[language].split()
        found = []
        for _ in range(count):
            special = self.chance.random() < 0.08
            found.append(self.chance.choice(_SPECIAL[language] if special else pool))
        return " ".join(found) + ("." if count > 3 else "")

    def text(self, most: int = 250, *, citing: bool = False) -> dict[str, str]:
        """A text in both languages, whose lengths have nothing to do with each other."""
        mark = f" [@{self.key()}]" if citing and self.chance.random() < 0.5 else ""
        return {language: self.words(language, most) + mark for language in LANGUAGES}

    def key(self) -> str:
        """The key of a source, which is then cited."""
        key = f"s{self.chance.randrange(_SOURCES)}"
        self.cited.add(key)
        return key

    def keys(self) -> list[str]:
        """The keys of one source or more."""
        return list(dict.fromkeys(self.key() for _ in range(self.chance.randint(1, 3))))

    def count(self, most: int) -> int:
        """How many of something: often none."""
        return self.chance.choice((0, 1, self.chance.randint(1, most)))

    def date(self) -> str:
        """A day, a month or a year."""
        return self.chance.choice(("2026-03-09", "2025-12", "1999"))

    def briefing(self) -> dict[str, Any]:
        """All sections, some of them empty."""
        data: dict[str, Any] = {
            "languages": list(LANGUAGES),
            "title": self.text(12),
            "short_title": {"en": "Water", "ar": "المياه"},
            "dates": {"as_of": "2026-03-09", "issued": "2026-03-10"},
            "bottom_line": self.text(60, citing=True),
            "summary": [self.text(citing=True) for _ in range(1 + self.count(4))],
            "objective": self.text(60),
            "background": [self.text(90, citing=True) for _ in range(self.count(3))],
            "key_figures": [self._figure() for _ in range(self.count(6))],
            "facts": [{"label": self.text(5), "value": self.text(20)} for _ in range(self.count(6))],
            "meeting": self._meeting(),
            "points_to_make": [{"text": self.text(60), "sources": self.keys()} for _ in range(self.count(6))],
            "lines_if_asked": [{"question": self.text(20), "answer": self.text(60)} for _ in range(self.count(4))],
            "not_for_use": [{"text": self.text(35)} for _ in range(self.count(3))],
            "activity_areas": [self._area() for _ in range(self.count(6))],
            "risks": [self._risk() for _ in range(self.count(4))],
            "decision": self._decision(),
            "timeline": [
                {"date": self.date(), "text": self.text(35), "sources": self.keys()} for _ in range(self.count(8))
            ],
            "quotes": [self._quote() for _ in range(self.count(3))],
            "annexes": [self._annex() for _ in range(self.count(2))],
            "glossary": [
                {"short": _short_form(number), "full": self.text(8), "explanation": self.text(20)}
                for number in range(self.count(5))
            ],
            "contact": {"name": self.text(3), "phone": "+962 6 555 0134", "email": "desk@example.org"},
            "sources": [self._source(number) for number in range(_SOURCES)],
        }
        return {name: _filled(value) for name, value in data.items() if value != []}

    def _figure(self) -> dict[str, Any]:
        value = self.chance.choice((7, 1234567, "08:00–20:00", 3.5))
        return {"value": value, "unit": self.text(2), "label": self.text(8), "as_of": "2026-03", "sources": self.keys()}

    def _meeting(self) -> dict[str, Any]:
        people = [{"name": self.text(3), "role": self.text(8)} for _ in range(self.count(6))]
        return {"subject": self.text(20), "place": self.text(8), "date": "2026-03-17", "participants": people}

    def _area(self) -> dict[str, Any]:
        return {
            "title": self.text(5),
            "description": self.text(60),
            "owner": self.text(5),
            "place": self.text(5),
            "status": self.chance.choice(("planned", "active", "on-hold")),
            "sources": self.keys(),
        }

    def _risk(self) -> dict[str, Any]:
        level = self.chance.choice(("low", "medium", "high"))
        return {"text": self.text(20), "likelihood": level, "impact": level, "mitigation": self.text(35)}

    def _decision(self) -> dict[str, Any]:
        options = [{"text": self.text(20), "recommended": index == 0} for index in range(self.count(3))]
        return {"text": self.text(35), "options": options, "recommendation": self.text(35)}

    def _quote(self) -> dict[str, Any]:
        language, other = self.chance.sample(LANGUAGES, 2)
        return {
            "text": self.words(language, 60),
            "language": language,
            "translations": {other: self.words(other, 60)},
            "translated_by": self.text(3),
            "speaker": self.text(3),
            "date": "2026-03",
            "source": self.key(),
        }

    def _annex(self) -> dict[str, Any]:
        count = self.chance.randint(1, 4)
        columns = [{"label": self.text(3)} for _ in range(count)]
        rows = [
            [self.text(5), *(self.chance.choice((1250, -3.25, None)) for _ in range(count - 1))]
            for _ in range(self.chance.choice((1, 3, 12, 40)))
        ]
        return {
            "title": self.text(8),
            "text": [self.text(60) for _ in range(self.count(2))],
            "table": {"columns": columns, "rows": rows},
        }

    def _source(self, number: int) -> dict[str, Any]:
        return {
            "key": f"s{number}",
            "title": self.text(20),
            "publisher": self.text(5),
            "date": self.date(),
            "url": f"https://example.org/{number}/" + "a-long-part-of-an-address/" * self.chance.randint(0, 4),
            "reliability": "B",
            "credibility": 2,
        }


def _short_form(number: int) -> dict[str, str]:
    return {"en": f"W{number}J", "ar": f"وج{number}"}


def _filled(value: Any) -> Any:
    """Data without its empty lists."""
    if isinstance(value, dict):
        return {name: _filled(inner) for name, inner in value.items() if inner != []}
    return [_filled(inner) for inner in value] if isinstance(value, list) else value


def made_briefing(seed: int) -> briefgen.Briefing:
    """The briefing of a seed."""
    return briefgen.Briefing.model_validate(_Author(seed).briefing())
