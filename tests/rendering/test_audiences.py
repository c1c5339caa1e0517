"""Editions for audiences: nothing of what is not for them is in the file, wherever one looks."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Any, Final

import pytest

from briefgen import InvalidBriefing, extract, render
from briefgen.model import Briefing
from briefgen.model.base import Model
from briefgen.model.document import location_of, path_of
from briefgen.model.redaction import for_audience
from briefgen.model.write import to_json
from briefgen.pdf.profiles import PROFILES
from briefgen.proof import prove
from tests.rendering.unique import Searched, below, tokens_of, unique_briefing

EDITIONS: Final = ("side-by-side", "sequential", "en", "ar")
RUNS: Final = [(edition, profile) for edition in EDITIONS for profile in PROFILES]
NAME: Final = {"en": "somebody else", "ar": "طرف آخر"}
WHOLE: Final = unique_briefing()
TOKENS: Final = tokens_of(WHOLE)

# What no edition can do without: the title, and a summary of at least one paragraph.
NEEDED: Final = {"title"}

PASSWORD: Final = "sesame"  # noqa: S105 - no secret


def for_somebody(without: Iterable[str] = (), data: dict[str, Any] | None = None) -> Briefing:
    """The whole briefing with an audience that goes without some parts."""
    audience: dict[str, Any] = {"key": "somebody", "name": NAME}
    if paths := list(without):
        audience["without"] = paths
    return Briefing.model_validate({**(data or WHOLE.model_dump(mode="json")), "audiences": [audience]})


@cache
def can_go(paths: tuple[str, ...]) -> bool:
    """Whether an audience can go without these parts."""
    try:
        for_audience(for_somebody(paths), "somebody")
    except (InvalidBriefing, ValueError):
        return False
    return True


def part_of(path: str) -> str | None:
    """The smallest part with a value that an audience can go without."""
    steps = location_of(path)
    parts = (path_of(steps[:length]) or "" for length in range(len(steps), 0, -1))
    return next((part for part in parts if can_go((part,))), None)


@cache
def parts() -> tuple[str, ...]:
    """The smallest parts that an audience can go without, which have all values that can go."""
    return tuple(dict.fromkeys(part for path in TOKENS if (part := part_of(path)) is not None))


def words_below(paths: Iterable[str]) -> dict[str, list[str]]:
    """The words of each of some parts; of a source also its key, which other parts name."""
    found: dict[str, list[str]] = {}
    for part in paths:
        found[part] = [token for path, tokens in TOKENS.items() if below(path, part) for token in tokens]
        steps = location_of(part)
        if steps[:1] == ("sources",) and len(steps) == 2:
            found[part].append(WHOLE.sources[int(steps[1])].key)
    return found


def groups() -> list[list[str]]:
    """The parts in as many groups as there are runs; each group can go as a whole."""
    made: list[list[str]] = [[] for _ in RUNS]
    for index, part in enumerate(parts()):
        order = [*range(index % len(made), len(made)), *range(index % len(made))]
        next(made[at] for at in order if can_go((*made[at], part))).append(part)
    return made


def everything_that_can_go() -> list[str]:
    """As many parts as can go together."""
    gone: list[str] = []
    for part in parts():
        if can_go((*gone, part)):
            gone.append(part)
    return gone


def _rendered(briefing: Briefing, run: tuple[str, str]) -> bytes:
    edition, profile = run
    return render(briefing, audience="somebody", edition=edition, profile=profile).pdf


def test_the_full_edition_has_every_word() -> None:
    """The search finds every word of the whole briefing where nothing is withheld, but the paths of local files."""
    searched = Searched(render(WHOLE).pdf)

    missing = [path for path, tokens in TOKENS.items() if not all(token in searched for token in tokens)]

    assert missing == ["sources[0].text.file", "sources[1].text.file"]
    assert len(TOKENS) > 150


def test_every_value_can_be_withheld() -> None:
    """All but what makes a briefing can be taken away, by itself or with the part that it stands in."""
    left = {path for path in TOKENS if part_of(path) is None}

    assert {location_of(path)[0] for path in left} <= NEEDED | {"summary"}
    assert len(parts()) > 100


def test_no_briefing_for_an_audience_has_what_it_goes_without() -> None:
    """Each part is gone from the briefing itself when it is withheld alone."""
    for part, words in words_below(parts()).items():
        written = to_json(for_audience(for_somebody([part]), "somebody"))
        assert [word for word in words if word in written] == [], part


@pytest.mark.parametrize("index", range(len(RUNS)), ids=lambda index: "-".join(RUNS[index]))
def test_no_file_has_what_its_audience_goes_without(index: int) -> None:
    """Of every part that is withheld, alone or with others, there is nothing in the file; and the proof says so."""
    gone = groups()[index]
    briefing = for_somebody(gone)

    pdf = _rendered(briefing, RUNS[index])
    searched = Searched(pdf)

    assert gone
    assert [part for part, words in words_below(gone).items() if any(word in searched for word in words)] == []
    assert prove(pdf, briefing, "somebody").diagnostics[-1].message.endswith("0 were found")


@pytest.mark.parametrize("run", RUNS, ids="-".join)
def test_no_file_has_anything_when_all_is_withheld(run: tuple[str, str]) -> None:
    """An edition without all that can go is still an edition, and has nothing of it."""
    gone = everything_that_can_go()
    briefing = for_somebody(gone)

    searched = Searched(_rendered(briefing, run))

    assert [part for part, words in words_below(gone).items() if any(word in searched for word in words)] == []


def marked(data: Any, path: tuple[int | str, ...]) -> Any:
    """The data with nobody as the audience of a part."""
    if not path:
        return {**data, "only_for": []}
    if isinstance(data, list):
        return [marked(item, path[1:]) if index == path[0] else item for index, item in enumerate(data)]
    return {key: marked(value, path[1:]) if key == path[0] else value for key, value in data.items()}


def markable(part: Any, at: str = "") -> list[str]:
    """The paths of all parts that may be for some audiences only."""
    if isinstance(part, tuple):
        return [path for index, item in enumerate(part) for path in markable(item, f"{at}[{index}]")]
    if not isinstance(part, Model):
        return []
    here = [at] if "only_for" in type(part).model_fields else []
    return here + [path for name, value in part for path in markable(value, f"{at}.{name}" if at else name)]


def test_no_briefing_has_parts_that_are_for_others() -> None:
    """Each part that is only for others is gone from the briefing of an audience."""
    data = WHOLE.model_dump(mode="json")
    paths = markable(WHOLE)
    for part, words in words_below(paths).items():
        written = to_json(for_audience(for_somebody(data=marked(data, location_of(part))), "somebody"))
        assert [word for word in words if word in written] == [], part
    kinds = {str(location_of(path)[0]) for path in paths}
    assert kinds >= {"key_figures", "facts", "risks", "quotes", "annexes", "glossary", "sources", "meeting", "contact"}


@pytest.mark.parametrize("run", RUNS[::5], ids="-".join)
def test_no_file_has_parts_that_are_for_others(run: tuple[str, str]) -> None:
    """With every part only for others, the file has none of them."""
    data = WHOLE.model_dump(mode="json")
    paths = markable(WHOLE)
    for path in reversed(paths):
        data = marked(data, location_of(path))
    searched = Searched(_rendered(for_somebody(data=data), run))

    assert [part for part, words in words_below(paths).items() if any(word in searched for word in words)] == []


def test_what_is_extracted_is_what_the_audience_got() -> None:
    """The briefing in a file for an audience has nothing withheld, and gives the same file again."""
    briefing = for_somebody(["contact", "facts[0]", "sources[0]", "background"])
    assert briefing.controlling_language == "ar"
    for profile in ("a3a", "ua2"):
        for edition in EDITIONS:
            made = render(briefing, audience="somebody", edition=edition, profile=profile)
            extracted = extract(made.pdf)
            data = json.loads(to_json(extracted.briefing))

            assert "audiences" not in data
            assert set(data["audience"].values()) <= set(NAME.values())
            assert render(extracted.briefing, **extracted.options).pdf == made.pdf


def test_no_embedded_briefing_has_local_paths() -> None:
    """Where the texts of the sources are on the author's machine is in no file, the full edition included."""
    files = [source.text.file for source in WHOLE.sources if source.text is not None]

    for profile in PROFILES:
        searched = Searched(render(WHOLE, profile=profile).pdf)
        assert files
        assert [file for file in files if file in searched] == []


def test_a_password_does_not_hide_a_leak() -> None:
    """The proof reads files with a password, and finds in them what it finds in others."""
    briefing = for_somebody(["contact"])
    good = render(briefing, audience="somebody", profile="ua1", password=PASSWORD).pdf
    bad = render(briefing, profile="ua1", password=PASSWORD).pdf

    assert prove(good, briefing, "somebody", password=PASSWORD).passed
    assert {leak.path for leak in prove(bad, briefing, "somebody", password=PASSWORD).leaks} >= {"contact.name"}


def test_the_proof_finds_what_the_search_finds() -> None:
    """In the full edition, the proof finds every value that an audience goes without."""
    gone = everything_that_can_go()
    briefing = for_somebody(gone)
    expected = {path for path in TOKENS for part in gone if below(path, part) and not path.endswith(".text.file")}

    found = {leak.path for leak in prove(render(briefing).pdf, briefing, "somebody").leaks}

    assert expected - found == set()
