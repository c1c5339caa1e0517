"""What a value must know about the briefing it stands in, while pydantic validates it.

A localized text has to have the languages of the briefing, a citation must name one of its sources, and a path must
lead to something. All this is known only at the top. It is read from the raw input before anything is validated, so
that every problem is reported at its own place, together with everything else that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace

from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class Names:
    """The keys that a briefing gives to its sources or audiences, in their order, each with the index of its first."""

    indices: Mapping[str, int]

    @property
    def listed(self) -> tuple[str, ...]:
        """The keys, each once."""
        return tuple(self.indices)

    def __contains__(self, key: object) -> bool:
        """Whether it is one of them; there may be thousands."""
        return key in self.indices


@dataclass(frozen=True, slots=True)
class Scope:
    """What the surroundings ask for; ``None`` means that they ask for nothing, or could not be read.

    Attributes:
        languages: those that every text must have.
        other_languages: those in which the briefing exists elsewhere.
        languages_of_title: whether ``languages`` are those of the title, because the briefing lists none.
        source_keys: what the sources are named by.
        audience_keys: what the audiences are named by.
        briefing: the raw input as a whole, into which paths lead, and the model that it is to become.
        seen_keys: collects the keys of the sources in the order in which they are validated.
        seen_audiences: the same for audiences.
        seen_inserts: the same for inserts.
    """

    languages: tuple[str, ...] | None = None
    source_keys: Names | None = None
    other_languages: tuple[str, ...] | None = None
    languages_of_title: bool = False
    audience_keys: Names | None = None
    briefing: tuple[object, type[BaseModel]] | None = None
    seen_keys: set[str] = field(default_factory=set)
    seen_audiences: set[str] = field(default_factory=set)
    seen_inserts: set[str] = field(default_factory=set)


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


def keys_of(raw: object) -> Names | None:
    """The keys that raw input gives to its sources or audiences; ``None`` when the list itself cannot be read."""
    if raw is None:
        return Names({})
    if not isinstance(raw, list | tuple):
        return None
    indices: dict[str, int] = {}
    for index, item in enumerate(raw):
        if isinstance(key := part_of(item, "key"), str):
            indices.setdefault(key, index)
    return Names(indices)
