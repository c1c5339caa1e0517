"""The version of the fields of a briefing, and languages in which it exists elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from briefgen.model import Briefing
from briefgen.model.head import SCHEMA_VERSION


def codes(data: dict[str, Any]) -> list[tuple[str, tuple[int | str, ...]]]:
    """What is wrong with the raw input of a briefing, and where."""
    with pytest.raises(ValidationError) as refused:
        Briefing.model_validate(data)
    return [(error["type"], error["loc"]) for error in refused.value.errors()]


def test_without_a_version_it_is_the_first(minimal: dict[str, Any]) -> None:
    """A briefing that says no version has the fields of version 1, and is equal to one that says so."""
    assert Briefing.model_validate(minimal).schema_version == 1
    assert Briefing.model_validate({**minimal, "schema_version": 1}) == Briefing.model_validate(minimal)


def test_a_newer_version_is_all_that_is_said(minimal: dict[str, Any]) -> None:
    """Keys that are not known yet follow from the version, so the version alone is reported."""
    newer = SCHEMA_VERSION + 1
    assert codes({**minimal, "schema_version": newer, "maps": [], "title": 7}) == [
        ("model.newer-schema", ("schema_version",))
    ]
    with pytest.raises(ValidationError, match=f"version {newer}, and this briefgen reads version {SCHEMA_VERSION}"):
        Briefing.model_validate({**minimal, "schema_version": newer})


@pytest.mark.parametrize("version", [0, -1, "1", True, 1.0, None, [1]])
def test_what_is_no_version_is_refused(minimal: dict[str, Any], version: object) -> None:
    """A version is a whole number from 1, and nothing that only looks like one."""
    assert codes({**minimal, "schema_version": version}) == [("model.not-a-choice", ("schema_version",))]


def test_other_languages_are_others(minimal: dict[str, Any]) -> None:
    """A language in which the briefing exists elsewhere is none of its own, and is named once."""
    briefing = Briefing.model_validate({**minimal, "other_languages": ["fr", "pt-br"]})
    assert briefing.other_languages == ("fr", "pt-BR")
    assert briefing.all_languages == (*briefing.languages, "fr", "pt-BR")
    assert codes({**minimal, "other_languages": ["fr", briefing.languages[0]]}) == [
        ("model.duplicate-language", ("other_languages", 1))
    ]
    assert codes({**minimal, "other_languages": ["fr", "fr"]}) == [("model.duplicate-language", ("other_languages", 1))]
