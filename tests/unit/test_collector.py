"""The garbage collector waits while a briefing is rendered, and is as it was afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

import briefgen
from briefgen import pouring
from briefgen.collector import SELDOM, seldom_collected

USUAL = (700, 10, 10)


@pytest.fixture(autouse=True)
def thresholds() -> Iterator[None]:
    """Known thresholds in each test, and those of the process after it."""
    before = gc.get_threshold()
    gc.set_threshold(*USUAL)
    yield
    gc.set_threshold(*before)


def test_it_waits_until_the_last_one_is_done() -> None:
    """Renderings may overlap in any order."""
    first, second = seldom_collected(), seldom_collected()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert gc.get_threshold() == (SELDOM, 10, 10)
    second.__exit__(None, None, None)
    assert gc.get_threshold() == USUAL


def test_it_is_put_back_after_an_error() -> None:
    """What goes wrong in a rendering leaves nothing behind."""
    with pytest.raises(KeyError), seldom_collected():
        raise KeyError
    assert gc.get_threshold() == USUAL


@pytest.mark.parametrize("own", [(0, 10, 10), (2 * SELDOM, 5, 5)])
def test_a_program_that_collects_less_is_left_alone(own: tuple[int, int, int]) -> None:
    """It has its reasons: 0 switches the collector off."""
    gc.set_threshold(*own)
    with seldom_collected():
        assert gc.get_threshold() == own
    assert gc.get_threshold() == own


def test_what_is_set_in_the_meantime_stays() -> None:
    """The last word is that of the program."""
    with seldom_collected():
        gc.set_threshold(1000, 20, 20)
    assert gc.get_threshold() == (1000, 20, 20)


def test_renderings_are_collected_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the file is written, and no longer."""
    seen = []

    def noted(poured: pouring.Poured) -> tuple[bytes, int]:
        seen.append(gc.get_threshold())
        return pouring.written(poured)

    monkeypatch.setattr("briefgen.pipeline.written", noted)
    text = {"en": "A title"}
    briefgen.render(briefgen.Briefing.model_validate({"languages": ["en"], "title": text, "summary": [text]}))
    assert seen == [(SELDOM, 10, 10)]
    assert gc.get_threshold() == USUAL
