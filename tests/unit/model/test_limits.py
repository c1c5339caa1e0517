"""What is too deep or too large, and what is no text at all: only our own errors come out."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from briefgen.errors import BriefgenError, InvalidBriefing
from briefgen.model import load, loads
from briefgen.model.document import MAX_BYTES, MAX_DEPTH, MAX_NODES
from briefgen.model.load import Format
from briefgen.model.problems import CODES
from tests.unit.model.loading import VALID, refused

VALID_JSON: Final = loads(VALID).model_dump_json(ensure_ascii=True)


def nested(depth: int) -> str:
    """Lists in lists in a mapping; ``depth`` levels together."""
    return '{"a": ' + "[" * (depth - 1) + "1" + "]" * (depth - 1) + "}"


@pytest.mark.parametrize("file_format", ["yaml", "json"])
def test_depth_has_a_limit(file_format: Format) -> None:
    """The deepest nesting that is allowed is read, one more is refused, and so is what would end Python's stack."""
    assert "file.too-deep" not in {item.code for item in refused(nested(MAX_DEPTH), file_format=file_format)}
    for depth in (MAX_DEPTH + 1, 100_000):
        assert [item.code for item in refused(nested(depth), file_format=file_format)] == ["file.too-deep"]


def test_depth_counts_aliases() -> None:
    """A deep value inside deep lists is as deep as if it were written out."""
    deep = "[" * 40 + "1" + "]" * 40
    assert refused(f"a: &x {deep}\nb: {'[' * 30}*x{']' * 30}")[0].code == "file.too-deep"
    assert refused(f"a: &x {deep}\nb: {'[' * 23}*x{']' * 23}")[0].code != "file.too-deep"


def test_nodes_have_a_limit() -> None:
    """A file may have the allowed number of values, and not one more. The mapping and its list are values, too."""
    for count, code in ((MAX_NODES - 2, "model.unknown-key"), (MAX_NODES - 1, "file.too-large")):
        text = '{"zz": [' + ",".join(["1"] * count) + "]}"
        assert code in {item.code for item in refused(text, file_format="json")}


def test_alias_bombs_are_counted_before_they_are_built() -> None:
    """Aliases of aliases are refused as soon as their number of values would pass the limit."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 30)]
    [found] = refused("\n".join(lines))
    assert (found.code, found.where.line) == ("file.alias-bomb", 6)


def test_bytes_have_a_limit(tmp_path: Path) -> None:
    """A file of the allowed size is read, one byte more is refused; so it is for a text."""
    path = tmp_path / "b.json"
    fitting = VALID_JSON + " " * (MAX_BYTES - len(VALID_JSON))
    path.write_text(fitting)
    assert load(path) == loads(VALID_JSON, format="json")
    path.write_text(fitting + " ")
    with pytest.raises(InvalidBriefing, match=r"file\.too-large"):
        load(path)
    assert [item.code for item in refused(fitting + " ", file_format="json")] == ["file.too-large"]


@pytest.mark.parametrize("file_format", ["yaml", "json"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text() | st.text(st.sampled_from("{}[]:,-\"'&*!|>%@#\\?~ \n\tab1.u0")))
@example(text="? a")
@example(text="!<")
@example(text="a: !<x")
@example(text="%TAG ! x\n---\na")
@example(text="- &")
@example(text="a: |9\n b")
@example(text='"\\x')
def test_only_our_errors_come_out(text: str, file_format: Format) -> None:
    """Whatever a file holds, loading gives a briefing or one of our errors."""
    with pytest.raises(BriefgenError) as caught:
        loads(text, format=file_format)
    assert {item.code for item in caught.value.diagnostics} <= CODES.keys()
    assert str(caught.value).encode()


@given(st.data())
def test_a_broken_briefing_gives_only_our_errors(data: st.DataObject) -> None:
    """With a part of the text cut out or doubled, loading gives a briefing or one of our errors."""
    start = data.draw(st.integers(0, len(VALID)))
    end = data.draw(st.integers(start, len(VALID)))
    text = VALID[:start] + VALID[end:] if data.draw(st.booleans()) else VALID[:end] + VALID[start:]
    try:
        loads(text)
    except BriefgenError as error:
        assert {item.code for item in error.diagnostics} <= CODES.keys() - {"model.invalid"}  # noqa: PT017
