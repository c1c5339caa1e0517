"""The lines of an addendum: texts with marks are read as they were written, and broken ones are refused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from briefgen import loads
from briefgen.model.changes import Change, ChangedText, Stretch, parse_marks, with_marks
from briefgen.model.write import to_json, to_yaml
from tests.unit.model.loading import VALID

ADDENDUM = (
    VALID.replace("reference: JO-2024-07", "reference: JO-2024-07/1\nstatus: addendum\naddendum_to: JO-2024-07")
    + """\
changes:
  - path: facts[0].value
    kind: changed
    label: {en: Open, ar: مفتوح}
    words:
      en: "From [-07:00-]{+08:00+} at the latest"
      ar: "من [-07:00-]{+08:00+} على الأكثر"
  - {path: dates.as_of, kind: changed, before: 2024-07-11, after: 2024-07-12}
  - {path: "key_figures[0].value", kind: changed, before: 6, after: 7.5}
"""
)

kinds = st.sampled_from(["kept", "removed", "added"])
parts = st.text(st.sampled_from("ab \\[]{}-+معبر"), min_size=1, max_size=8)


def joined(stretches: list[tuple[Any, str]]) -> tuple[Stretch, ...]:
    """Stretches of which no two neighbours that are kept follow each other: they would be one."""
    made: list[Stretch] = []
    for kind, text in stretches:
        if made and kind == made[-1].kind == "kept":
            made[-1] = Stretch(kind, made[-1].text + text)
        else:
            made.append(Stretch(kind, text))
    return tuple(made)


@given(st.lists(st.tuples(kinds, parts), max_size=6).map(joined))
def test_marks_are_read_as_they_are_written(stretches: tuple[Stretch, ...]) -> None:
    """Brackets, braces, signs and backslashes of the text are never taken for marks."""
    assert parse_marks(with_marks(stretches)) == stretches


@pytest.mark.parametrize("text", ["[-a", "a-]", "{+a-]", "[-a+}", "[-a{+b+}-]", "a [b", "a ] b", "{", "}"])
def test_marks_that_do_not_pair_up_are_refused(text: str) -> None:
    """An open mark, a mark inside another one and a bare bracket are told apart from text."""
    with pytest.raises(ValueError, match="mark"):
        parse_marks(text)
    with pytest.raises(ValidationError) as caught:
        ChangedText.model_validate({"en": text})
    assert [error["type"] for error in caught.value.errors()] == ["model.bad-change"]


@pytest.mark.parametrize(
    "line",
    [
        {"path": "facts[0]", "kind": "changed"},
        {"path": "facts[0]", "kind": "changed", "words": {"en": "[- -]"}},
    ],
)
def test_changes_that_say_nothing_are_refused(line: dict[str, Any]) -> None:
    """A change needs a label, words or values, and words need something to read between their marks."""
    with pytest.raises(ValidationError) as caught:
        Change.model_validate(line)
    assert [error["type"] for error in caught.value.errors()] == ["model.bad-change"]


def test_an_addendum_is_read_and_written() -> None:
    """An addendum out of a file has its stretches, and is the same after it has been written."""
    briefing = loads(ADDENDUM)
    assert briefing.changes[0].words is not None
    assert [(each.kind, each.text) for each in briefing.changes[0].words.stretches("ar")] == [
        ("kept", "من "),
        ("removed", "07:00"),
        ("added", "08:00"),
        ("kept", " على الأكثر"),
    ]
    assert [change.after for change in briefing.changes[1:]] == ["2024-07-12", 7.5]
    assert loads(to_yaml(briefing)) == loads(to_json(briefing), format="json") == briefing
