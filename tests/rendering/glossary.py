"""The example with a glossary: an acronym that both languages have, and one that only English has."""

from __future__ import annotations

from typing import Any, Final

import briefgen

NATO: Final = {"en": "North Atlantic Treaty Organization", "ar": "منظمة حلف شمال الأطلسي"}
MENA: Final = {"en": "Middle East and North Africa", "ar": "الشرق الأوسط وشمال إفريقيا"}


def with_glossary(example: briefgen.Briefing) -> briefgen.Briefing:
    """The example with two entries, and with MENA in its summary."""
    data: dict[str, Any] = example.model_dump(mode="json")
    data["glossary"] = [
        {
            "short": {"en": "NATO", "ar": "الناتو"},
            "full": NATO,
            "explanation": {"en": "It sets up the office [@jt].", "ar": "وهو الذي يُنشئ المكتب [@jt]."},
        },
        {"short": {"en": "MENA"}, "full": MENA},
    ]
    summary = data["summary"][0]
    summary["en"] = summary["en"].replace("the Middle East and North Africa", "the MENA region")
    summary["ar"] = summary["ar"].replace("الشرق الأوسط وشمال إفريقيا", "MENA")
    return briefgen.Briefing.model_validate(data)
