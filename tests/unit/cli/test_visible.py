"""Nothing of a text reaches the terminal but what can be seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.cli.visible import visible, visible_diagnostic, visible_lines
from briefgen.diagnostics import Diagnostic, Place, Severity


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain [red] text", "plain [red] text"),
        ("مكتب عمّان", "مكتب عمّان"),
        ("\x1b[31m", r"\x1b[31m"),
        ("a\nb\tc\r", r"a\nb\tc\r"),
        ("\u202e\u2066\u200f", r"\u202e\u2066\u200f"),
        ("\u009b\u2028\U000e0001", r"\x9b\u2028\U000e0001"),
        ("\udcff", r"\udcff"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    """Controls, bidi controls and what is no character are escapes; letters of every script are themselves."""
    assert visible(text) == shown


@given(st.text())
def test_everything_is_visible(text: str) -> None:
    """Whatever the text, what is shown can be printed and encoded; lines stay lines where that is asked for."""
    assert visible(text).isprintable()
    visible(text).encode("utf-8")
    assert visible_lines(text).count("\n") == text.count("\n")


def test_a_diagnostic_has_one_line_for_each_part() -> None:
    """No part of a diagnostic can pass for another one."""
    place = Place("a\nb", 2, 3, "c\nd", (4, 5))
    shown = visible_diagnostic(Diagnostic("x.y", "m\n  hint: n", place, ("h\nh",), Severity.WARNING))
    assert str(shown) == "warning[x.y]: m\\n  hint: n\n  at a\\nb:2:3, c\\nd, character 4\n  hint: h\\nh"
    assert visible_diagnostic(Diagnostic("x.y", "m")) == Diagnostic("x.y", "m")
