"""Paths into a briefing, such as ``facts[2]``, ``contact.phone`` and ``sources.mo``.

A path has the form of the paths in diagnostics, and one more: a source may be named by its key. Items count from 0.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import takewhile
from types import NoneType, UnionType
from typing import Annotated, Any, Final, TypeAlias, Union, get_args, get_origin

from pydantic import AfterValidator, BaseModel, Field, RootModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from briefgen.model import patterns, scope
from briefgen.model.base import Model
from briefgen.model.by_language import ByLanguage
from briefgen.model.characters import Line
from briefgen.model.document import STEP
from briefgen.model.problems import Location, problem, shown

# Each repetition can end in one place only, so that a long text that is no path is refused at once.
_PATH: Final = re.compile(r"[a-z_]+(?:\[[0-9]{1,6}\]|\.+[A-Za-z0-9_-]+)*")
# A key has 64 characters at most, and a dot cannot stand at its start.
_MOST_PARTS_OF_KEY: Final = 64
_MOST_SEARCHED: Final = 30
# What says of a part who may see it is no part itself.
_RULES: Final = frozenset({"audience", "audiences", "only_for"})


def location_in(briefing: object, path: str, sources: scope.Names | None = None) -> Location | None:
    """The names and indices that lead to what a path names; ``None`` when nothing is there.

    Args:
        briefing: a ``Briefing``, or the raw input of one.
        path: such as ``facts[2].value`` or ``sources.mo.url``.
        sources: the keys of its sources; without them, they are collected for each path.
    """
    if not _PATH.fullmatch(path):
        return None
    way = _follow(briefing, path, sources)
    return None if way.rest else way.location


@dataclass(frozen=True, slots=True)
class _Way:
    """How far a path leads: to which location, to what there is, and what of the path is left."""

    location: Location
    place: Any
    rest: str


def _follow(briefing: object, path: str, sources: scope.Names | None) -> _Way:
    matches = list(STEP.finditer(path))
    steps: list[int | str] = [int(match[1]) if match[1] else match[2] for match in matches]
    location: list[int | str] = []
    place, done = briefing, 0
    while done < len(steps):
        taken, step = 1, steps[done]
        if location == ["sources"]:
            taken, step = _by_key(sources or scope.keys_of(place), steps[done : done + _MOST_PARTS_OF_KEY])
        below = _below(place, step)
        if below is None:
            break
        location.append(step)
        place, done = below, done + taken
    return _Way(tuple(location), place, path[matches[done].start() :] if done < len(steps) else "")


def _by_key(sources: scope.Names | None, steps: list[int | str]) -> tuple[int, int | str]:
    """How many steps name a source, whose key may have dots, and its index; one step when none does."""
    names = list(takewhile(lambda step: isinstance(step, str), steps))
    indices = {} if sources is None else sources.indices
    for count in range(len(names), 0, -1):
        if (index := indices.get(".".join(map(str, names[:count])))) is not None:
            return count, index
    return 1, steps[0]


def _below(place: object, step: int | str) -> object:
    """A part of raw input or of a model; ``None`` when there is none, or nothing in it."""
    if isinstance(place, RootModel):
        place = place.root
    if isinstance(step, int):
        below = place[step] if isinstance(place, list | tuple) and step < len(place) else None
    else:
        below = scope.part_of(place, step)
    return None if isinstance(below, list | tuple | Mapping) and not below else below


def _check_path(path: str) -> str:
    known = scope.current().briefing
    if known is None and not _PATH.fullmatch(path):
        raise problem("model.unknown-path", f"{shown(path)} is not a path into a briefing", _FORM_HINT)
    if known is not None and location_in(known[0], path, scope.current().source_keys) is None:
        raise _unknown_path(path, *known)
    return path


_FORM_HINT: Final = "write a path such as contact.phone, facts[2] or sources.mo; items count from 0"


def _unknown_path(path: str, briefing: object, model: type[BaseModel]) -> PydanticCustomError:
    """The error for a path that leads to nothing, with how far it leads."""
    message = f"there is nothing at {shown(path)} in the briefing"
    if not _PATH.fullmatch(path):
        return problem("model.unknown-path", message, _FORM_HINT)
    way = _follow(briefing, path, scope.current().source_keys)
    before = path.removesuffix(way.rest)
    step = next(STEP.finditer(way.rest))
    if isinstance(way.place, list | tuple):
        return problem("model.unknown-path", message, _hint_of_list(way, before, step))
    name = str(step[2])
    names = sorted({name for cls in _models_at(model, way.location) for name in cls.model_fields})
    close = get_close_matches(name, names, n=1)
    if name in names:
        hint = f"add {shown(before + step[0])} to the briefing, or remove the path"
    elif close:
        hint = f"did you mean {shown((before + '.' if before else '') + close[0])}?"
    else:
        hint = f"what can stand there: {', '.join(names)}" if before and names else _FORM_HINT
    return problem("model.unknown-path", message, hint)


def _hint_of_list(way: _Way, before: str, step: re.Match[str]) -> str:
    if way.location == ("sources",) and step[2]:
        names = (scope.current().source_keys or scope.Names({})).listed
        close = get_close_matches(step[2], names[:_MOST_SEARCHED], n=1)
        return f'did you mean "sources.{close[0]}"?' if close else 'write "sources." and the key of a source'
    last = len(way.place) - 1
    return f"write one of {before}[0] to {before}[{last}]" if last else f"write {before}[0], the only one"


def _check_statement(path: str) -> str:
    _check_path(path)
    known = scope.current().briefing
    location = location_in(known[0], path, scope.current().source_keys) if known is not None else None
    if location is not None and location[0] not in _STATEMENTS:
        message = f"{shown(path)} is not a statement of the briefing"
        raise problem("model.unknown-path", message, "name what the sources disagree about, such as key_figures[0]")
    return path


_STATEMENTS: Final = frozenset(
    {
        "meeting", "bottom_line", "objective", "summary", "key_figures", "facts", "charts", "pictures", "inserts",
        "points_to_make", "lines_if_asked", "not_for_use", "programme", "activity_areas", "risks", "decision",
        "background", "timeline", "quotes", "annexes", "glossary",
    }
)  # fmt: skip

_FORM: Final = {"pattern": f"^{_PATH.pattern}{patterns.END}", "patternErrorMessage": "a path such as facts[2].value"}

BriefingPath: TypeAlias = Annotated[Line, AfterValidator(_check_path), Field(json_schema_extra=_FORM)]
"""A path to something that the briefing has."""

StatementPath: TypeAlias = Annotated[Line, AfterValidator(_check_statement), Field(json_schema_extra=_FORM)]
"""A path to something that the briefing says."""


def needed_parts(paths: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Which of the paths lead to what the briefing that is being validated cannot do without.

    Yields:
        The index of the path, and what to do about it.
    """
    known = scope.current().briefing
    if known is None:
        return
    briefing, model = known
    taken: Counter[Location] = Counter()
    seen: set[Location] = set()
    for index, path in enumerate(paths):
        location = location_in(briefing, path, scope.current().source_keys)
        if location is None or location in seen:
            continue
        seen.add(location)
        taken[location[:-1]] += 1
        if hint := _why_needed(briefing, model, location, taken[location[:-1]]):
            yield index, hint


# The values of a chart belong to its categories.
_OF_WHOLE_CHARTS: Final = frozenset({"categories", "values"})


def _why_needed(briefing: object, model: type[BaseModel], location: Location, taken: int) -> str | None:
    """What to do instead of taking away what stands at a location; ``None`` when it can go.

    ``taken`` is how many items of its list are taken away up to it.
    """
    *above, last = location
    if isinstance(last, str):
        return _why_field_needed(model, above, last)
    if location[0] == "sources" and len(location) == 2:
        return None  # it keeps its number, and only its details go
    field = _field_at(model, above)
    if location[0] == "charts" and above[-1] in _OF_WHOLE_CHARTS:
        return _instead(location[:2], "take away the whole chart")
    if field is None:  # a cell of a row
        return _instead(above, "take away the whole row")
    place: Any = briefing
    for step in above:
        place = _below(place, step)
    extra = field.json_schema_extra
    least = extra.get("minItems", 1) if isinstance(extra, dict) else 1
    short = field.is_required() and isinstance(least, int) and len(place) - taken < least
    if short or above[-1:] == ["columns"]:
        return _instead(above[:-1], f"leave at least {least} of them") if above[:-1] else "leave one of them"
    return None


def _why_field_needed(model: type[BaseModel], above: list[int | str], name: str) -> str | None:
    """What to do instead of taking away a field of what stands at a location; ``None`` when it can go."""
    fields = [cls.model_fields[name] for cls in _models_at(model, above) if name in cls.model_fields]
    if not fields:  # one language of a text, or of something else
        by_language = any(issubclass(each, ByLanguage) for each in _classes_at(model, above))
        return _instead(above, "take away the whole of it" if by_language else "take away the whole text")
    needed = any(field.is_required() for field in fields) or name in _RULES
    needed = needed or any(name in cls.needed for cls in _models_at(model, above) if issubclass(cls, Model))
    return _instead(above, "take away the whole of it") if needed else None


def _instead(location: Iterable[int | str], action: str) -> str:
    """The action with the path that it is about; for the briefing itself, there is none."""
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location).removeprefix(".")
    return f"{action}, {path}" if path else "remove the path"


def _models_at(model: type[BaseModel], location: Iterable[int | str]) -> tuple[type[BaseModel], ...]:
    """What the value at a location may be, as far as it is a model with fields."""
    return tuple(each for each in _classes_at(model, location) if not issubclass(each, RootModel))


def _classes_at(model: type[BaseModel], location: Iterable[int | str]) -> tuple[type[BaseModel], ...]:
    """The same with texts, and with what is given by language."""
    return tuple(
        each
        for each in _alternatives(_annotation_at(model, location))
        if isinstance(each, type) and issubclass(each, BaseModel)
    )


def _field_at(model: type[BaseModel], location: list[int | str]) -> FieldInfo | None:
    """The field at a location; ``None`` for an item of a list."""
    if not location or isinstance(location[-1], int):
        return None
    fields = [cls.model_fields.get(location[-1]) for cls in _models_at(model, location[:-1])]
    return next((field for field in fields if field is not None), None)


def _annotation_at(model: type[BaseModel], location: Iterable[int | str]) -> Any:
    annotation: Any = model
    for step in location:
        below: list[Any] = []
        for each in _alternatives(annotation):
            if isinstance(step, int) and get_origin(each) is tuple:
                below.append(get_args(each)[0])
            elif isinstance(each, type) and issubclass(each, ByLanguage):
                below += [get_args(root)[1] for root in _alternatives(each.model_fields["root"].annotation)]
            elif isinstance(each, type) and issubclass(each, BaseModel) and step in each.model_fields:
                below.append(each.model_fields[str(step)].annotation)
        annotation = Union[tuple(below)] if below else None  # noqa: UP007 - of a number known only now
    return annotation


def _alternatives(annotation: Any) -> Iterator[Any]:
    """The types that an annotation allows, without ``None`` and what pydantic is told beside them."""
    if get_origin(annotation) is Annotated:
        yield from _alternatives(get_args(annotation)[0])
    elif get_origin(annotation) in {Union, UnionType}:
        for each in get_args(annotation):
            yield from _alternatives(each)
    elif annotation not in {None, NoneType}:
        yield annotation
