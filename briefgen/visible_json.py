"""JSON that is safe on a terminal: what cannot be seen, and might turn a line round or give it orders, is an escape."""

from __future__ import annotations

import json


def visible_json(value: object, *, indent: int | None = 2) -> str:
    r"""A value as JSON (RFC 8259) with a line feed at its end; what cannot be seen is an escape such as ``\u202e``.

    Args:
        value: what ``json.dumps`` takes.
        indent: how many spaces a level has; None writes all on one line and without spaces.
    """
    separators = (",", ":") if indent is None else None
    written = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators)
    # JSON has the escapes of UTF-16 only, which json.dumps writes.
    return "".join(ch if ch.isprintable() or ch == "\n" else json.dumps(ch)[1:-1] for ch in written) + "\n"
