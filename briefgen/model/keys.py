"""The keys by which a briefing names its sources and its audiences."""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import get_close_matches
from typing import Final, LiteralString

from pydantic_core import PydanticCustomError

from briefgen.model import patterns
from briefgen.model.markup import KEY_PATTERN
from briefgen.model.problems import problem, shown

_KEY = re.compile(KEY_PATTERN)

KEY_FORM: Final = {
    "pattern": f"^{KEY_PATTERN}{patterns.END}",
    "patternErrorMessage": "a key: letters a to z, digits, dots, hyphens and underscores",
    "maxLength": 64,
}
"""What JSON Schema can say of a key."""

_MOST_NAMED: Final = 10
_MOST_SEARCHED: Final = 30


def check_new_key(key: str, seen: set[str], what: str, duplicate: LiteralString) -> str:
    """The key, when it is well-formed and none of those seen; it is one of them from then on.

    Args:
        key: what the author wrote.
        seen: the keys before it.
        what: whose key it is, such as "source".
        duplicate: the code of the error for a key that comes twice.
    """
    named = f"an {what}" if what[0] in "aeiou" else f"a {what}"
    if not _KEY.fullmatch(key):
        raise problem(
            "model.bad-key",
            f"{shown(key)} is not a key for {named}",
            "write letters a to z, digits, dots, hyphens and underscores, at most 64, starting with a letter or digit",
        )
    if key in seen:
        raise problem(duplicate, f"there is {named} with the key {shown(key)} before", "give it another key")
    seen.add(key)
    return key


def unknown_key(
    code: LiteralString, key: str, known: Collection[str], what: str, offset: int | None = None
) -> PydanticCustomError:
    """The error for a key that no source, or no audience, has; in a text, behind so many characters."""
    if not known:
        hint = f"add the {what} to the list of {what}s"
    else:
        close = get_close_matches(key, known, n=1) if len(known) <= _MOST_SEARCHED else []
        listed = ", ".join(shown(other) for other in list(known)[:_MOST_NAMED])
        more = f" and {len(known) - _MOST_NAMED} more" if len(known) > _MOST_NAMED else ""
        hint = f"use one of the keys {listed}{more}, or add the {what}"
        if close:
            hint = f"did you mean {shown(close[0])}? The keys are {listed}{more}"
    return problem(code, f"there is no {what} with the key {shown(key)}", hint, offset=offset)
