"""The example briefing, and each of its editions rendered once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import briefgen
from briefgen.pipeline import RenderResult

EDITIONS = ("side-by-side", "sequential", "en", "ar")


@cache
def _load(checkout: Path) -> briefgen.Briefing:
    return briefgen.load(checkout / "examples" / "liaison-office" / "briefing.yaml")


@cache
def _render(checkout: Path, edition: str) -> RenderResult:
    return briefgen.render(_load(checkout), edition=edition)


@pytest.fixture
def example(checkout: Path) -> briefgen.Briefing:
    """The example briefing."""
    return _load(checkout)


@pytest.fixture
def rendered(checkout: Path) -> Callable[[str], RenderResult]:
    """Renders an edition of the example, once in a run."""
    return lambda edition: _render(checkout, edition)
