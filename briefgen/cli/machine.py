"""Whether what is said on standard error is for a program, and which form it has then: a line of JSON for each thing.

An object with ``code`` is a diagnostic, with the keys of a finding in the JSON report; ``said`` is a line for people,
``traceback`` what ``--traceback`` adds.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import pairwise
from typing import Final

OPTION: Final = "--diagnostics"
JSON: Final = "json"

_for_program: ContextVar[bool] = ContextVar("briefgen_diagnostics_as_json", default=False)


def is_for_program() -> bool:
    """Whether standard error is read by a program."""
    return _for_program.get()


def asks_for_json(arguments: Sequence[str]) -> bool:
    """Whether the arguments of a command ask for JSON; they may be wrong in every other way."""
    return f"{OPTION}={JSON}" in arguments or (OPTION, JSON) in pairwise(arguments)


@contextmanager
def said_as_json(asked: bool) -> Iterator[None]:  # noqa: FBT001 - the one thing that is asked
    """While it lasts, what is said on standard error is JSON, if that is asked for."""
    token = _for_program.set(asked)
    try:
        yield
    finally:
        _for_program.reset(token)


def say(value: object) -> None:
    """One object in one line of standard error, in ASCII."""
    sys.stderr.write(json.dumps(value, ensure_ascii=True) + "\n")
    sys.stderr.flush()
