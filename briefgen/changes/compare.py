"""What changed between two briefings, value by value, and in texts word by word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from briefgen.changes.pairing import pair, same
from briefgen.changes.plain import is_same, plain
from briefgen.changes.sequences import Pairs, rising
from briefgen.changes.words import word_difference
from briefgen.model.base import Model
from briefgen.model.briefing import Briefing
from briefgen.model.by_language import ByLanguage
from briefgen.model.changes import Stretch
from briefgen.model.charts import Series
from briefgen.model.quotes import Quote
from briefgen.model.walk import Texts

Kind: TypeAlias = Literal["added", "removed", "changed", "moved"]
"""What became of a value. A thing that moved may have changed as well, which is told by differences of its own."""

# Texts of a quote that stand in its own language.
_QUOTED = frozenset({"text", "prefix", "suffix"})


@dataclass(frozen=True, slots=True)
class TextDifference:
    """What became of a text in one language: stretches that are kept, removed or added."""

    language: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not the same in two briefings.

    Attributes:
        kind: what became of it.
        old_path: where it is in the old briefing, such as ``facts[2].value``; None for what was added.
        new_path: where it is in the new one; None for what was removed.
        before: the value or the part as JSON has it; None for what was added or moved.
        after: the same of the new one; None for what was removed or moved.
        texts: of a text that changed, the words of each language in which it did.
        only_in: the languages in which it changed, where it has others, of both briefings, in which it did not. The
            languages may not say the same any more.
    """

    kind: Kind
    old_path: str | None
    new_path: str | None
    before: Any = None
    after: Any = None
    texts: tuple[TextDifference, ...] = ()
    only_in: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Where it is in the new briefing; where it was, if it was removed."""
        return (self.old_path if self.new_path is None else self.new_path) or ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences of two briefings.

    Attributes:
        old, new: what was compared.
        differences: in the order of the new briefing; what was removed stands where its neighbours are. Applied to the
            old briefing, they give the new one.
    """

    old: Briefing
    new: Briefing
    differences: tuple[Difference, ...]
    counts: Mapping[Kind, int] = field(init=False)

    def __post_init__(self) -> None:
        found = Counter(difference.kind for difference in self.differences)
        kinds: tuple[Kind, ...] = ("added", "removed", "changed", "moved")
        object.__setattr__(self, "counts", {kind: found[kind] for kind in kinds})


def compare(old: Briefing, new: Briefing) -> Comparison:
    """Compare two briefings.

    The items of lists are paired by what they are: sources and audiences by their keys, others by their labels, titles
    and words. An item that is put in does not make all later ones different, and one that stands elsewhere moved.

    Args:
        old: the briefing as it was.
        new: the briefing as it is.
    """
    return Comparison(old, new, tuple(_parts(old, new, "", "")))


def _parts(old: Model, new: Model, old_path: str, new_path: str) -> Iterator[Difference]:
    """The differences of two parts, field by field."""
    before, after = dict(old), dict(new)
    for name in {**after, **before}:
        here, there = _step(old_path, name), _step(new_path, name)
        was, now = before.get(name), after.get(name)
        language = new.language if isinstance(new, Quote) and name in _QUOTED else None
        if isinstance(old, Series) and isinstance(new, Series) and name == "values":
            yield from _of_series(old, new, here, there)
        elif isinstance(was, ByLanguage) and isinstance(now, ByLanguage):
            for tag in {**was.root, **now.root}:
                yield from _values(was.get(tag), now.get(tag), f"{here}.{tag}", f"{there}.{tag}")
        else:
            yield from _values(was, now, here, there, language)


def _of_series(old: Series, new: Series, old_path: str, new_path: str) -> Iterator[Difference]:
    """The values of a series, which belong to the categories; all of them at once where there are others."""
    if len(old.values) == len(new.values):
        yield from _cells(old.values, new.values, old_path, new_path)
    else:
        yield Difference("changed", old_path, new_path, plain(old.values), plain(new.values))


def _step(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _values(
    old: object, new: object, old_path: str, new_path: str, language: str | None = None
) -> Iterator[Difference]:
    """The differences of two values; ``language`` is that of the words of a quote."""
    match old, new:
        case None, None:
            return
        case None, _:
            yield Difference("added", None, new_path, after=plain(new))
        case _, None:
            yield Difference("removed", old_path, None, before=plain(old))
        case Model(), Model():
            yield from _parts(old, new, old_path, new_path)
        case tuple(), tuple():
            yield from _lists(old, new, old_path, new_path)
        case _ if isinstance(old, Texts) and isinstance(new, Texts):
            if old.root != new.root:
                yield _texts(old.root, new.root, old_path, new_path)
        case _:
            if not is_same(old, new):
                words = (TextDifference(language, word_difference(str(old), str(new))),) if language else ()
                yield Difference("changed", old_path, new_path, plain(old), plain(new), words)


def _texts(old: dict[str, str], new: dict[str, str], old_path: str, new_path: str) -> Difference:
    changed = [language for language in {**new, **old} if old.get(language) != new.get(language)]
    found = tuple(
        TextDifference(language, word_difference(old.get(language, ""), new.get(language, ""))) for language in changed
    )
    shared = old.keys() & new.keys()
    alone = tuple(changed) if shared - set(changed) and shared & set(changed) else ()
    return Difference("changed", old_path, new_path, dict(old), dict(new), found, alone)


def _lists(old: tuple[Any, ...], new: tuple[Any, ...], old_path: str, new_path: str) -> Iterator[Difference]:
    if not any(isinstance(item, Model | Texts | tuple) for item in old + new):  # keys: they say what they are
        if not is_same(old, new):
            yield Difference("changed", old_path, new_path, plain(old), plain(new))
        return
    yield from _items(old, new, old_path, new_path, pair(old, new))


def _items(
    old: tuple[Any, ...], new: tuple[Any, ...], old_path: str, new_path: str, pairs: Pairs
) -> Iterator[Difference]:
    """The differences of lists whose items have been paired, in the order of the new list."""
    partner = {j: i for i, j in pairs}
    stayed = {pairs[place][1] for place in rising([i for i, _ in pairs])}
    removed = sorted(set(range(len(old))) - set(partner.values()), reverse=True)
    for j, item in enumerate(new):
        i, there = partner.get(j), f"{new_path}[{j}]"
        if i is None:
            yield Difference("added", None, there, after=plain(item))
            continue
        if j in stayed:
            while removed and removed[-1] < i:
                yield _removed(old, removed.pop(), old_path)
        else:
            yield Difference("moved", f"{old_path}[{i}]", there)
        yield from _item(old[i], item, f"{old_path}[{i}]", there)
    while removed:
        yield _removed(old, removed.pop(), old_path)


def _removed(old: tuple[Any, ...], index: int, old_path: str) -> Difference:
    return Difference("removed", f"{old_path}[{index}]", None, before=plain(old[index]))


def _item(old: object, new: object, old_path: str, new_path: str) -> Iterator[Difference]:
    """The differences of two items that are the same thing."""
    if same(old) == same(new):
        return
    if not (isinstance(old, tuple) and isinstance(new, tuple)):
        yield from _values(old, new, old_path, new_path)
    elif len(old) == len(new):  # the cells of a row belong to their columns
        yield from _cells(old, new, old_path, new_path)
    else:
        yield Difference("changed", old_path, new_path, plain(old), plain(new))


def _cells(old: tuple[Any, ...], new: tuple[Any, ...], old_path: str, new_path: str) -> Iterator[Difference]:
    for index, (was, now) in enumerate(zip(old, new, strict=True)):
        here, there = f"{old_path}[{index}]", f"{new_path}[{index}]"
        if was is None or now is None:  # an empty cell is there
            if was is not now:
                yield Difference("changed", here, there, plain(was), plain(now))
        else:
            yield from _values(was, now, here, there)
