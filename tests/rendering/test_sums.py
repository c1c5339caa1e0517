"""Lengths are added up to the same number by every release of Python: from 3.12 on, ``sum`` rounds floats otherwise."""

from __future__ import annotations

import builtins
from collections.abc import Iterable
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest

import briefgen
from briefgen.layout.flow.containers import Row, Share, Stack
from briefgen.layout.flow.kept import Kept
from tests.rendering.languages import in_languages
from tests.unit.layout.test_containers import Lines

# Added one after the other these are a little less than 1; Python 3.11 and 3.12 give different sums.
TENTHS = [0.1] * 10


class Tenth(Lines):
    """A block of a tenth of a point."""

    def wrap(self, width_pt: float, height_pt: float) -> tuple[float, float]:  # noqa: ARG002
        """Width and height."""
        self.width, self.height = width_pt, 0.1
        return self.width, self.height


def test_heights_and_widths_add_up_exactly() -> None:
    """Ten tenths of a point are one point, whatever Python adds them up."""
    blocks: list[Any] = [Tenth("a", 1) for _ in TENTHS]
    assert Stack(blocks).wrap(100, 100)[1] == 1.0
    assert Kept(blocks, [0.0] * 9).wrap(100, 100)[1] == 1.0
    assert Row([*blocks, Lines("b", 1)], [*TENTHS, Share(1)]).columns(100)[-1] == 99.0


@pytest.mark.parametrize("languages", [("en", "ar"), ("ur", "en")])
def test_no_floats_are_given_to_the_sum_of_python(monkeypatch: pytest.MonkeyPatch, languages: tuple[str, ...]) -> None:
    """Composing and writing a file adds up whole numbers by ``sum``, and lengths by other means."""
    called: list[bool] = []
    floats: list[float] = []

    def watched(numbers: Iterable[Any], start: Any = 0) -> Any:
        found = list(numbers)
        called.append(True)
        floats.extend(one for one in found if isinstance(one, float))
        return builtins.sum(found, start)

    for layer in ("text", "layout", "pdf"):
        package = import_module(f"briefgen.{layer}")
        for each in walk_packages(package.__path__, f"briefgen.{layer}."):
            monkeypatch.setattr(import_module(each.name), "sum", watched, raising=False)
    briefing = in_languages(*languages)
    for edition in ("side-by-side", *languages):
        assert briefgen.render(briefing, edition=edition).pdf
    assert called
    assert floats == []
