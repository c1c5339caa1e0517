"""Names for findings that stay the same while a file is edited elsewhere."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from briefgen.diagnostics import Diagnostic, Place
from briefgen.model.base import Model
from briefgen.model.briefing import Briefing
from briefgen.model.by_language import ByLanguage
from briefgen.model.document import location_of
from briefgen.model.problems import Location

_INDEX: Final = re.compile(r"\[[0-9]+\]")
_DIGITS: Final = 32
_SEPARATOR: Final = "\x1f"


def fingerprints(briefing: Briefing, diagnostics: Iterable[Diagnostic]) -> tuple[str, ...]:
    """A fingerprint for each finding: 32 hexadecimal digits, none twice.

    It is the beginning of the SHA-256 hash of the code, the names in the path and what stands there, and the same of
    the related places. So it stays when lines or items of a list are moved, and changes when the text does. Of
    findings that would have the same, the second one gets the number 2, and so on.

    Args:
        briefing: what the findings are about.
        diagnostics: with their paths into the briefing.
    """
    seen: Counter[str] = Counter()
    found = []
    for diagnostic in diagnostics:
        parts = [diagnostic.code]
        for place in (diagnostic.where, *diagnostic.related):
            parts += [_INDEX.sub("[]", place.path or ""), _content_at(briefing, place)]
        name = _SEPARATOR.join(parts)
        seen[name] += 1
        found.append(_hash(name if seen[name] == 1 else f"{name}{_SEPARATOR}{seen[name]}"))
    return tuple(found)


def fingerprint_of_problem(diagnostic: Diagnostic) -> str:
    """The fingerprint of what is wrong with a file that is no briefing: of its code, the names in its path, and what
    is said.
    """
    path = _INDEX.sub("[]", diagnostic.where.path or "")
    return _hash(_SEPARATOR.join((diagnostic.code, path, diagnostic.message)))


def _hash(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def _content_at(briefing: Briefing, place: Place) -> str:
    """What stands at a path, in one form for each content; empty for what is not there."""
    value = value_at(briefing, location_of(place.path or "")) if place.path else None
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True)


def _plain(value: Any) -> Any:
    if isinstance(value, Model):
        return {name: _plain(part) for name, part in value if part is not None}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, ByLanguage):
        return {tag: _plain(item) for tag, item in value.items()}
    return getattr(value, "root", None) or str(value)


def value_at(briefing: Briefing, location: Location) -> Any:
    """The value at a location; None where there is none."""
    value: Any = briefing
    for step in location:
        if isinstance(step, int):
            value = value[step] if isinstance(value, tuple) and step < len(value) else None
        else:
            root = getattr(value, "root", None)
            value = root.get(step) if isinstance(root, dict) else getattr(value, step, None)
    return value
