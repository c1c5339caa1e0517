"""What all tests share: where the checkout is, and nothing from the machine that could change a result."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A date in the environment would end up in the files that tests write.
os.environ.pop("SOURCE_DATE_EPOCH", None)

# The same examples in every run, and no deadline: a slow machine is no fault of the code.
settings.register_profile("briefgen", derandomize=True, deadline=None)
settings.load_profile("briefgen")


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder that holds ``pyproject.toml``."""
    return Path(__file__).resolve().parent.parent
