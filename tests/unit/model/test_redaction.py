"""What is left of a briefing for an audience, and what follows from that."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen import InvalidBriefing
from briefgen.diagnostics import Diagnostic, Place
from briefgen.model import Briefing
from briefgen.model.redaction import for_audience, reduced_for
from briefgen.model.uses import with_other_keys

NAME = {"en": "the press", "ar": "الصحافة"}
OTHER = {"en": "the Cabinet", "ar": "مجلس الوزراء"}


TABLE = {"columns": [{"label": {"en": "Year", "ar": "السنة"}}], "rows": [["URL"]]}


def _t(english: str, arabic: str = "نص") -> dict[str, str]:
    return {"en": english, "ar": arabic}


def _source(key: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "title": _t(f"Title of {key}"), "publisher": _t(f"Publisher of {key}"), **more}


def briefing(*without: str, **fields: Any) -> Briefing:
    """A briefing with the audiences press and cabinet, of which the press goes without some parts."""
    press: dict[str, Any] = {"key": "press", "name": NAME}
    if without:
        press["without"] = list(without)
    audiences = [press, {"key": "cabinet", "name": OTHER, "sees_not_for_use": True}]
    data = {"languages": ["en", "ar"], "title": _t("Title"), "summary": [_t("It is open.")], "audiences": audiences}
    return Briefing.model_validate({**data, **fields})


def _fact(label: str, **more: Any) -> dict[str, Any]:
    return {"label": _t(label), "value": _t(f"value of {label}"), **more}


def test_an_audience_gets_its_own_name_and_no_other() -> None:
    """The briefing says whom it is for, and has no audiences."""
    reduced = for_audience(briefing(), "press")

    assert reduced.audience is not None
    assert reduced.audience.root == NAME
    assert reduced.audiences == ()


def test_parts_for_others_go() -> None:
    """A part goes when it is only for others, stays when it is for this audience, and loses its mark."""
    facts = [_fact("a", only_for=["cabinet"]), _fact("b", only_for=["press"]), _fact("c", only_for=[]), _fact("d")]

    left = for_audience(briefing(facts=facts), "press").facts

    assert [each.label["en"] for each in left] == ["b", "d"]
    assert all(each.only_for is None for each in left)


def test_paths_count_in_the_whole_briefing() -> None:
    """Taking away one item does not change which items other paths mean."""
    facts = [_fact(label) for label in "abcd"]

    left = for_audience(briefing("facts[0]", "facts[2]", facts=facts), "press").facts

    assert [each.label["en"] for each in left] == ["b", "d"]


def test_what_is_not_for_use_needs_leave() -> None:
    """Only who sees what is not for use gets it; a mark counts besides."""
    restricted = [{"text": _t("a")}, {"text": _t("b"), "only_for": ["press"]}]
    whole = briefing(not_for_use=restricted)

    assert for_audience(whole, "press").not_for_use == ()
    assert [each.text["en"] for each in for_audience(whole, "cabinet").not_for_use] == ["a"]


def test_sources_of_parts_that_go_go_too() -> None:
    """A _source that only withheld parts rest on goes; the numbers of those behind it are told."""
    facts = [_fact("a", sources=["memo"], only_for=[]), _fact("b", sources=["gazette"])]
    reduction = reduced_for(briefing(facts=facts, sources=[_source("memo"), _source("gazette")]), "press")

    assert [each.key for each in reduction.briefing.sources] == ["gazette"]
    assert reduction.renumbered == ((2, 1),)


def test_sources_that_nothing_rests_on_stay() -> None:
    """A _source that no part of the whole briefing names is there for its own sake."""
    assert [each.key for each in for_audience(briefing(sources=[_source("book")]), "press").sources] == ["book"]


def test_withheld_sources_keep_their_number_alone() -> None:
    """A withheld _source that is still cited has a neutral key and nothing else; quotes lose what stood beside them."""
    quote = {
        "text": "It is open.", "language": "en", "translations": {"ar": "إنه مفتوح."}, "translated_by": _t("us"),
        "prefix": "He said: ", "suffix": " Then he left.", "speaker": _t("The minister"), "source": "cable",
        "verdict": {"result": "exact", "checked": "2024-07-13"},
    }  # fmt: skip
    whole = briefing(
        "sources.cable",
        summary=[_t("Open [@gazette; @cable], \\[@cable] and [@cable].", "مفتوح [@cable].")],
        facts=[_fact("a", sources=["cable", "gazette"])],
        quotes=[quote],
        sources=[_source("withheld-1"), _source("cable", url="https://example.org/cable"), _source("gazette")],
    )
    reduced = for_audience(whole, "press")

    assert [each.key for each in reduced.sources] == ["withheld-1", "withheld-2", "gazette"]
    assert reduced.sources[1].model_dump(exclude_unset=True) == {"key": "withheld-2", "withheld": True}
    assert reduced.summary[0]["en"] == "Open [@gazette; @withheld-2], \\[@cable] and [@withheld-2]."
    assert reduced.facts[0].sources == ("withheld-2", "gazette")
    (left,) = reduced.quotes
    assert (left.source, left.prefix, left.suffix, left.verdict) == ("withheld-2", None, None, None)


def test_all_sources_can_be_withheld_at_once() -> None:
    """A list that is withheld as a whole keeps the numbers of what is cited."""
    reduced = for_audience(
        briefing("sources", summary=[_t("Open [@b].")], sources=[_source("a"), _source("b")]), "press"
    )

    assert [(each.key, each.withheld) for each in reduced.sources] == [("withheld-1", True)]


def test_the_glossary_keeps_what_is_used() -> None:
    """An entry stays when a text that is left has its short form as a word, or an entry that stays."""
    entries = [
        {"short": {"en": short}, "full": {"en": f"full of {short}", "ar": "كامل"}, "explanation": _t(explanation)}
        for short, explanation in (("WBC", "Part of the RTO."), ("RTO", "x"), ("MOU", "x"), ("ABC", "x"))
    ]
    whole = briefing(
        "background",
        summary=[_t("The WBC agreed, and MOUNTAINS stay.", "وافقت الـWBC")],
        background=[_t("The MOU and the ABC.")],
        glossary=entries,
    )
    assert [each.short["en"] for each in for_audience(whole, "press").glossary] == ["WBC", "RTO"]


def test_what_is_about_withheld_parts_goes() -> None:
    """A disagreement about something withheld goes, and so does a line of an addendum about it."""
    positions = [{"value": _t("seven"), "sources": ["a"]}, {"value": _t("eight"), "sources": ["a"]}]
    disagreement = {"question": _t("How many?"), "positions": positions, "adopted": _t("seven")}
    changes = [
        {"path": path, "kind": "changed", "words": _t("[-one-]{+two+}")}
        for path in (
            "facts[0].value",
            "facts[1].value",
            "contact.phone",
            "sources.cable.url",
            "not_for_use[0]",
            "title",
        )
    ]
    whole = briefing(
        "facts[0]", "contact.phone", "sources.cable",
        facts=[_fact("a"), _fact("b")], contact={"name": _t("Desk"), "phone": "+962 6 123 4567"},
        disagreements=[{**disagreement, "concerns": ["facts[0]"]}, {**disagreement, "concerns": ["facts[1]"]}],
        changes=changes, sources=[_source("a"), _source("cable")],
    )  # fmt: skip
    reduced = for_audience(whole, "press")

    assert [each.concerns for each in reduced.disagreements] == [()]
    assert [each.path for each in reduced.changes] == ["facts[1].value", "title"]


def test_lines_about_sources_that_nothing_needs_go() -> None:
    """A line of an addendum about a source goes with the source, also where nobody has marked it."""
    changes = [
        {"path": path, "kind": "changed", "words": _t("[-one-]{+two+}")}
        for path in ("sources[0].title", "sources.memo.title", "sources[1].title", "sources.gazette.title")
    ]
    facts = [_fact("a", sources=["memo"], only_for=[]), _fact("b", sources=["gazette"])]
    sources = [_source("memo"), _source("gazette", text={"file": "a.txt"})]
    reduced = for_audience(briefing(facts=facts, changes=changes, sources=sources), "press")

    assert [each.path for each in reduced.changes] == ["sources[1].title", "sources.gazette.title"]
    assert [each.key for each in reduced.sources] == ["gazette"]


def test_lines_about_texts_of_annexes_go() -> None:
    """A line about the text of an annex goes with that; one about a verdict, a mark or a file always goes."""
    changes = [
        {"path": path, "kind": "changed", "before": "one", "after": "two"}
        for path in (
            "annexes[0].text[1]", "annexes[0].title", "quotes[0].verdict.result", "quotes[0].role",
            "sources[0].text.file", "sources.a.text", "sources.a.url", "facts[0].only_for", "annexes[1].text[0]",
        )
    ]  # fmt: skip
    quote = {
        "text": "It is open.", "language": "en", "translations": {"ar": "إنه مفتوح."}, "translated_by": _t("us"),
        "speaker": _t("The minister"), "source": "a", "verdict": {"result": "exact", "checked": "2024-07-13"},
    }  # fmt: skip
    annexes = [{"title": _t("Annex"), "text": [_t("one"), _t("two")], "table": TABLE}, {"title": _t("Other")}]
    whole = briefing(
        "annexes[0].text",
        annexes=annexes,
        changes=changes,
        quotes=[quote],
        sources=[_source("a", text={"file": "a.txt"})],
    )
    left = [each.path for each in for_audience(whole, "press").changes]

    assert left == ["annexes[0].title", "quotes[0].role", "sources.a.url", "annexes[1].text[0]"]


def test_what_follows_from_what_followed_goes() -> None:
    """What goes takes along what is about it, and that its own sources, however long the chain is."""
    positions = [{"value": _t(each), "sources": ["c"]} for each in ("seven", "eight")]
    disagreement = {"question": _t("How?"), "positions": positions, "adopted": _t("x"), "concerns": ["glossary[0]"]}
    changes = [
        {"path": path, "kind": "changed", "words": _t("[-one-]{+two+}")}
        for path in ("sources.a.title", "sources.c.title", "sources.d.title", "glossary[1].full", "sources.e.title")
    ]
    whole = briefing(
        "background",
        background=[_t("The MOU.")],
        facts=[_fact("a", sources=["a"], only_for=[])],
        disagreements=[disagreement],
        changes=changes,
        glossary=[
            {"short": {"en": "MOU"}, "full": {"en": "full", "ar": "كامل"}},
            {"short": {"en": "ABC"}, "full": {"en": "full", "ar": "كامل"}, "explanation": _t("See [@d].")},
        ],
        sources=[_source(key) for key in "acde"],
    )
    left = for_audience(whole, "press")

    assert (left.glossary, left.disagreements) == ((), ())
    assert [each.key for each in left.sources] == ["e"]
    assert [each.path for each in left.changes] == ["sources.e.title"]


def test_keys_and_codes_are_no_short_forms() -> None:
    """An entry of the glossary does not stay because a key or a word out of a list looks like its short form."""
    shorts = ("NJ", "letter", "MIT", "URL")
    entries = [{"short": {"en": short}, "full": {"en": "full", "ar": "كامل"}} for short in shorts]
    whole = briefing(
        "background",
        background=[_t("The NJ, a letter, the MIT.")],
        facts=[_fact("a", sources=["NJ"])],
        annexes=[{"title": _t("x"), "table": TABLE}],
        glossary=entries,
        sources=[{"key": "NJ", "kind": "letter", "licence": "MIT", "title": _t("x")}],
    )
    assert [each.short["en"] for each in for_audience(whole, "press").glossary] == ["MIT", "URL"]


def test_the_names_of_audiences_may_cite() -> None:
    """The name of an audience is a text of its edition: its sources stay, without what is withheld of them."""
    whole = briefing("sources.cable", sources=[_source("cable")], audience=_t("the MOU"), glossary=[
        {"short": {"en": "MOU"}, "full": {"en": "full", "ar": "كامل"}}
    ])  # fmt: skip
    data = whole.model_dump(mode="json")
    data["audiences"][0]["name"] = _t("the press [@cable]")
    left = for_audience(Briefing.model_validate(data), "press")

    assert left.audience is not None
    assert left.audience["en"] == "the press [@withheld-1]"
    assert left.glossary == ()


def test_numbers_of_withheld_sources_have_no_gaps() -> None:
    """A key that goes itself does not make the neutral keys begin later."""
    whole = briefing(
        "sources.cable",
        facts=[_fact("a", only_for=[], sources=["withheld-1"]), _fact("b", sources=["cable"])],
        sources=[_source("withheld-1"), _source("cable")],
    )
    assert [each.key for each in for_audience(whole, "press").sources] == ["withheld-1"]


def test_paths_of_files_and_marks_go() -> None:
    """Where the text of a _source is goes, also when the _source stays."""
    whole = briefing(sources=[_source("a", text={"file": "private/notes.txt"})])

    assert for_audience(whole, "press").sources[0].text is None


def test_what_would_be_no_briefing_is_refused() -> None:
    """What is left must be valid; where it is not, the place in the whole briefing is told."""
    changes = [
        {"path": "contact", "kind": "removed", "label": _t("Gone"), "only_for": []},
        {"path": "facts[0].value", "kind": "changed", "words": _t("[-one-]{+two+}")},
    ]
    with pytest.raises(InvalidBriefing) as caught:
        for_audience(briefing("changes[1].words", changes=changes), "press")

    (found,) = caught.value.diagnostics
    assert (found.code, found.where.path) == ("audience.needed", "changes[1]")


def test_audiences_must_be_known() -> None:
    """A key that no audience has is the caller's mistake."""
    with pytest.raises(ValueError, match='there is no audience "nobody"; this briefing has: press, cabinet'):
        for_audience(briefing(), "nobody")


def test_what_is_said_of_the_rest_is_said_of_the_whole() -> None:
    """Paths into what is left lead to the same parts of the whole briefing; other places stay as they are."""
    reduction = reduced_for(briefing("facts[0]", facts=[_fact("a"), _fact("b")]), "press")

    assert reduction.path_in_whole("facts[0].value.en") == "facts[1].value.en"
    page = Diagnostic("x", "y", Place(path="Document > Part (ar)"), related=(Place(path="facts[0]"), Place(line=2)))
    assert reduction.in_whole(page).where.path == "Document > Part (ar)"
    assert [place.path for place in reduction.in_whole(page).related] == ["facts[1]", None]


def test_only_citations_get_other_keys() -> None:
    """Escaped brackets, other keys and words that look alike stay as they are."""
    keys = {"a": "z"}

    assert with_other_keys("x [@a] [@a; @ab ;@a] \\[@a] a @a \\\\[@a]", keys) == (
        "x [@z] [@z; @ab ;@z] \\[@a] a @a \\\\[@z]"
    )
