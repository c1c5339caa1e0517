"""Every family of errors has its exit code."""

from __future__ import annotations

import pytest

from briefgen.cli.exits import MEANINGS, ExitCode, exit_code_of
from briefgen.errors import BriefgenError, ConformanceError, InternalError, InvalidBriefing, ResourceError


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (InvalidBriefing([]), 1),
        (ConformanceError([]), 4),
        (ResourceError([]), 3),
        (InternalError("a line has no end"), 70),
        (BriefgenError([]), 70),
    ],
)
def test_exit_codes(error: BriefgenError, code: int) -> None:
    """The exit code says who can mend it: the author, whoever runs it, or we."""
    assert exit_code_of(error) == code


def test_every_exit_code_has_a_meaning() -> None:
    """Help and manual are made from the meanings, so none is left out."""
    assert list(MEANINGS) == list(ExitCode)
