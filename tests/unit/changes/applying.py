"""Carrying out what a comparison says, and edits at random: to show that it says everything."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from briefgen import Briefing, Difference, load
from briefgen.changes.plain import plain

WHOLE: Final = load(Path(__file__).parents[2] / "rendering" / "whole_model.yaml")
"""A briefing with every field."""

_INDEX: Final = re.compile(r"\[([0-9]+)\]$")


def applied(old: Briefing, differences: Sequence[Difference]) -> Briefing:
    """The old briefing with the differences carried out."""
    data = _Applying(differences).value(plain(old), "", "")
    return Briefing.model_validate(_without_empty(data))


def _without_empty(data: Any) -> Any:
    """Lists with nothing in them are left out; but an empty list of audiences says something."""
    if isinstance(data, dict):
        return {name: _without_empty(part) for name, part in data.items() if part != [] or name == "only_for"}
    return [_without_empty(part) for part in data] if isinstance(data, list) else data


class _Applying:
    """Differences by the paths that they name."""

    def __init__(self, differences: Sequence[Difference]) -> None:
        self._added = {each.new_path: each for each in differences if each.kind == "added"}
        self._removed = {each.old_path for each in differences if each.kind == "removed"}
        self._changed = {(each.old_path, each.new_path): each for each in differences if each.kind == "changed"}
        self._moved = {each.new_path: each.old_path for each in differences if each.kind == "moved"}
        self._new_paths = [each.new_path or "" for each in differences]

    def value(self, old: Any, old_path: str, new_path: str) -> Any:
        if (change := self._changed.get((old_path, new_path))) is not None:
            return _changed(change)
        if isinstance(old, dict):
            return self._mapping(old, old_path, new_path)
        return self._list(old, old_path, new_path) if isinstance(old, list) else old

    def _mapping(self, old: dict[str, Any], old_path: str, new_path: str) -> dict[str, Any]:
        names = {**old, **dict.fromkeys(self._names_below(new_path))}
        made = {}
        for name in names:
            here, there = (f"{path}.{name}" if path else name for path in (old_path, new_path))
            if there in self._added:
                made[name] = self._added[there].after
            elif here not in self._removed:
                made[name] = self.value(old.get(name, []), here, there)
        return made

    def _names_below(self, path: str) -> Iterator[str]:
        before = f"{path}." if path else ""
        for each in self._new_paths:
            if each.startswith(before) and (match := re.match(r"[^.\[\]]+", each[len(before) :])):
                yield match.group()

    def _list(self, old: list[Any], old_path: str, new_path: str) -> list[Any]:
        placed = {index: self._added[path].after for index, path in self._items_of(new_path, self._added)}
        gone = {index for index, _ in self._items_of(old_path, self._removed)}
        come = {index: _last(self._moved[path]) for index, path in self._items_of(new_path, self._moved)}
        stayed = iter([index for index in range(len(old)) if index not in gone | set(come.values())])
        made = []
        for index in range(len(old) - len(gone) + len(placed)):
            if index in placed:
                made.append(placed[index])
                continue
            i = come[index] if index in come else next(stayed)
            made.append(self.value(old[i], f"{old_path}[{i}]", f"{new_path}[{index}]"))
        return made

    @staticmethod
    def _items_of(path: str, paths: Any) -> list[tuple[int, str]]:
        return [(_last(each), each) for each in paths if _INDEX.search(each) and _INDEX.sub("", each) == path]


def _last(path: str | None) -> int:
    match = _INDEX.search(path or "")
    assert match is not None
    return int(match.group(1))


def _changed(change: Difference) -> Any:
    """The new value; a text out of its words, in the languages in which it changed."""
    if not change.texts or not isinstance(change.after, dict):
        return change.after
    texts = dict(change.before)
    for each in change.texts:
        texts[each.language] = "".join(part.text for part in each.stretches if part.kind != "removed")
    return {language: text for language, text in texts.items() if text}


WORDS: Final = (
    "seven", "of", "the", "معبر", "عَمّان", "2024-07-12", "+962 6 123 4567", "*new*", "في", "،", "(NATO)", "a",
)  # fmt: skip
MOST_EDITS: Final = 6


def edited(briefing: Briefing, number: int) -> Briefing:
    """A briefing after some edits, which the number decides; those that would not give a briefing are left out."""
    seed = random.Random(number)  # noqa: S311 - edits, no secrets
    edits: tuple[Callable[[dict[str, Any], random.Random], None], ...] = (_edit_list, _edit_text, _edit_number)
    for _ in range(seed.randint(0, MOST_EDITS)):
        data = copy.deepcopy(plain(briefing))
        seed.choice(edits)(data, seed)
        with suppress(ValidationError):
            briefing = Briefing.model_validate(data)
    return briefing


def _edit_list(data: dict[str, Any], seed: random.Random) -> None:
    lists = [part for part in _parts(data) if isinstance(part, list) and part]
    chosen = seed.choice(lists)
    place = seed.randrange(len(chosen))
    match seed.choice(("remove", "repeat", "move", "reverse")):
        case "remove":
            del chosen[place]
        case "repeat":
            chosen.insert(seed.randrange(len(chosen) + 1), copy.deepcopy(chosen[place]))
        case "move":
            chosen.insert(seed.randrange(len(chosen)), chosen.pop(place))
        case _:
            chosen.reverse()


def _edit_text(data: dict[str, Any], seed: random.Random) -> None:
    dicts = [part for part in _parts(data) if isinstance(part, dict) and {"en", "ar"} & part.keys()]
    texts = [part for part in dicts if all(isinstance(text, str) for text in part.values())]
    chosen = seed.choice(texts)
    language = seed.choice(sorted(chosen))
    words = chosen[language].split(" ")
    place = seed.randrange(len(words))
    words[place : place + seed.randint(0, 2)] = seed.choices(WORDS, k=seed.randint(0, 3))
    chosen[language] = " ".join(words)


def _edit_number(data: dict[str, Any], seed: random.Random) -> None:
    parts = [part for part in _parts(data) if isinstance(part, dict)]
    chosen = seed.choice(parts)
    name = seed.choice(sorted(chosen))
    if isinstance(chosen[name], int):
        chosen[name] += 1
    elif name in {"url", "author", "role", "unit", "caveat", "explanation", "only_for", "owner", "place"}:
        del chosen[name]


def _parts(data: Any) -> Iterator[Any]:
    yield data
    if isinstance(data, dict | list):
        for part in data.values() if isinstance(data, dict) else data:
            yield from _parts(part)
