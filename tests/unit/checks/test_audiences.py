"""What an author says twice is found: once withheld, and once where the audience sees it."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.checks.audiences import audience_diagnostics
from briefgen.model import Briefing

HIDDEN = "The neighbour will agree in the second week of May"
HIDDEN_AR = "سيوافق الجانب الآخر في الأسبوع الثاني من أيار"


def _t(english: str, arabic: str = "نص") -> dict[str, str]:
    return {"en": english, "ar": arabic}


def found(without: list[str], **fields: Any) -> list[tuple[str, str | None, str | None]]:
    """The code, the place and the other place of each finding."""
    audience = {"key": "press", "name": _t("the press"), "without": without}
    data = {"languages": ["en", "ar"], "title": _t("Title"), "summary": [_t("It is open.")], "audiences": [audience]}
    diagnostics = audience_diagnostics(Briefing.model_validate({**data, **fields}))
    return [(each.code, each.where.path, each.related[0].path if each.related else None) for each in diagnostics]


@pytest.mark.parametrize(
    "seen",
    [
        _t(HIDDEN),
        _t("As we hear, THE NEIGHBOUR WILL AGREE in the second *week* of May, they say."),
        _t("They say the neighbour will agree in the end."),
        _t("Nothing.", f"نسمع أنه {HIDDEN_AR}."),
        _t("Nothing.", "سَيُوافِقُ الجانبُ الآخرُ في الأسبوعِ الثاني"),
    ],
)
def test_repeated_texts_are_found(seen: dict[str, str]) -> None:
    """A withheld text is found elsewhere: whole, six words of it, in other capitals, with marks, in one language."""
    assert found(["background"], background=[_t(HIDDEN, HIDDEN_AR)], summary=[_t("Open."), seen]) == [
        ("audience.repeated", "background[0]", "summary[1]")
    ]


def test_other_texts_are_not_found() -> None:
    """Some words in common are no repetition."""
    background = [_t(HIDDEN, HIDDEN_AR)]
    for seen in (_t("The neighbour will come in May"), _t("Open in the second week", "في الأسبوع الثاني")):
        assert found(["background"], background=background, summary=[seen]) == []


def test_numbers_and_names_are_found() -> None:
    """Telephone numbers, addresses, names of two words and figures with their unit are found in other texts."""
    contact = {"name": _t("Leila Haddad", "ليلى حداد"), "phone": "+962 6 123 4567", "email": "leila@example.org"}
    figure = {"value": 42, "unit": _t("lorries", "شاحنة"), "label": _t("Seized")}
    summary = [
        _t("Call 00962 6 1234567."),
        _t("Write to leila@example.org."),
        _t("Ask Leila Haddad."),
        _t("There were 42 lorries.", "كانت هناك ٤٢ شاحنة."),
    ]
    places = found(["contact", "key_figures"], contact=contact, key_figures=[figure], summary=summary)

    assert places == [
        ("audience.repeated", "contact.name", "summary[2]"),
        ("audience.repeated", "contact.phone", "summary[0]"),
        ("audience.repeated", "contact.email", "summary[1]"),
        ("audience.repeated", "key_figures[0].value", "summary[3]"),
    ]


def test_general_words_are_not_found() -> None:
    """The same label, unit or publisher at something that is seen is no repetition."""
    facts = [
        {"label": _t("Lorries that cross each day"), "value": _t(value), "unit": _t("lorries per day and gate")}
        for value in ("some", "412")
    ]
    assert found(["facts[1]"], facts=facts) == []


def test_places_are_those_of_the_whole_briefing() -> None:
    """The other place is told by its path in the whole briefing, whatever is gone before it."""
    background = [_t("One."), _t(HIDDEN, HIDDEN_AR)]
    points = [{"text": _t("Gone.")}, {"text": _t(HIDDEN, HIDDEN_AR)}]

    assert found(["background", "points_to_make[0]"], background=background, points_to_make=points) == [
        ("audience.repeated", "background[1]", "points_to_make[1].text")
    ]
