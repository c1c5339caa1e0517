"""What a value must know about the briefing it stands in, while pydantic validates it.

A localized text has to have the languages of the briefing, and a citation must name one of its sources. Both are known
only at the top. They are read from the raw input before anything is validated, so that every problem is reported at
its own place, together with everything else that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace

from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class Scope:
    """What the surroundings ask for; ``None`` means that they ask for nothing, or could not be read.

    ``other_languages`` are those in which the briefing exists elsewhere. ``seen_keys`` collects the keys of the sources
    in the order in which they are validated.
    """

    languages: tuple[str, ...] | None = None
    source_keys: tuple[str, ...] | None = None
    other_languages: tuple[str, ...] | None = None
    seen_keys: set[str] = field(default_factory=set)


_current: ContextVar[Scope | None] = ContextVar("briefgen_model_scope", default=None)


def current() -> Scope:
    """The scope of the briefing that is being validated; an empty one outside of a briefing."""
    return _current.get() or Scope()


@contextmanager
def entered(scope: Scope) -> Iterator[None]:
    """Validate inside a scope."""
    token = _current.set(scope)
    try:
        yield
    finally:
        _current.reset(token)


@contextmanager
def languages_narrowed_to(languages: tuple[str, ...] | None) -> Iterator[None]:
    """Validate inside the current scope, with other languages."""
    with entered(replace(current(), languages=languages)):
        yield


def part_of(raw: object, name: str) -> object:
    """A part of a raw mapping or of a model, by name; ``None`` when there is none."""
    if isinstance(raw, BaseModel):
        return raw.__dict__.get(name)
    return raw.get(name) if isinstance(raw, Mapping) else None


def source_keys_of(raw: object) -> tuple[str, ...] | None:
    """The keys that raw input gives to its sources; ``None`` when the list itself cannot be read."""
    if raw is None:
        return ()
    if not isinstance(raw, list | tuple):
        return None
    keys = (part_of(source, "key") for source in raw)
    return tuple(dict.fromkeys(key for key in keys if isinstance(key, str)))
