"""A briefing for one of its audiences: without what is not for them, and without what only that brought along."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from pydantic import ValidationError

from briefgen.diagnostics import Diagnostic, Place
from briefgen.errors import InvalidBriefing
from briefgen.model.audiences import Audience
from briefgen.model.base import Model
from briefgen.model.briefing import Briefing
from briefgen.model.by_language import ByLanguage
from briefgen.model.document import location_of, path_of
from briefgen.model.localized import LocalizedText, ShortForms, VerbatimText
from briefgen.model.paths import location_in
from briefgen.model.problems import Location, shown
from briefgen.model.quotes import Quote
from briefgen.model.sources import Source
from briefgen.model.statements import Disagreement
from briefgen.model.uses import cited_in, has_short_form, said_in, tree_of, with_other_keys
from briefgen.model.walk import Placed, values_of

_NEUTRAL: Final = "withheld-{}"

# What says who may see which parts, or which parts it is about: no text.
_RULES: Final = frozenset({"only_for", "without", "sees_not_for_use", "concerns", "path"})

# What is for those who check the briefing, and for none of its readers.
_NEVER: Final[Mapping[type[Model], frozenset[str]]] = {
    Briefing: frozenset({"audiences"}),
    Disagreement: frozenset({"concerns"}),
    Quote: frozenset({"verdict"}),
    Source: frozenset({"text"}),
}
_OF_SOURCE_TEXT: Final = ("prefix", "suffix")

# Of parts that stay, what no reader gets: lines of an addendum about the part are no lines about that.
_UNSEEN: Final = frozenset(
    {
        ("sources", "text"), ("quotes", "verdict"), ("quotes", "prefix"), ("quotes", "suffix"),
        ("disagreements", "concerns"),
    }
)  # fmt: skip

# What is left out: a list or a part of which nothing stays. Where one is needed, the model says so.
_NOTHING: Final[tuple[Any, ...]] = ([], {})


@dataclass(frozen=True, slots=True)
class Reduction:
    """A briefing for an audience, and what that took.

    Attributes:
        briefing: what they get.
        marked: the values that the author keeps from them, with their paths in the whole briefing.
        withheld: every value that they do not get: also what followed from that, and what no reader gets.
        renumbered: the sources that have another number, as ``(number in the whole briefing, number for them)``.
        kept: the indices of the items that they get of each list, by its location in the whole briefing.
    """

    briefing: Briefing
    marked: tuple[Placed, ...]
    withheld: tuple[Placed, ...]
    renumbered: tuple[tuple[int, int], ...]
    kept: Mapping[Location, Sequence[int]]

    def path_in_whole(self, path: str) -> str:
        """A path into the briefing of the audience, as it is in the whole one, which the author knows."""
        location = location_of(path)
        # A path into the file that would be written, such as "Document > Part (ar)", is none into the briefing.
        if not location or location[0] not in Briefing.model_fields:
            return path
        return path_of(original_location(location, self.kept)) or path

    def in_whole(self, diagnostic: Diagnostic) -> Diagnostic:
        """What is said of the briefing of the audience, said of the whole one."""
        where, *related = (
            place if place.path is None else replace(place, path=self.path_in_whole(place.path))
            for place in (diagnostic.where, *diagnostic.related)
        )
        return replace(diagnostic, where=where, related=tuple(related))


def for_audience(briefing: Briefing, key: str) -> Briefing:
    """A briefing for one of its audiences, from which what is not for them cannot be known.

    What their ``without`` names goes, in all languages, and what has an ``only_for`` that does not name them; what is
    not for use goes unless they see it. With it go a day of a programme that has nothing else, the short forms of the
    glossary that no text has any more, the sources that nothing else rests on, disagreements that concern what is gone,
    and lines of an addendum about it. A source that is not for them, and that something they see rests on, keeps its
    number, and nothing else.

    Args:
        briefing: the whole one.
        key: the key of one of its audiences.

    Raises:
        InvalidBriefing: ``audience.needed``: what is left would be no briefing.
        ValueError: the briefing has no such audience.
    """
    return reduced_for(briefing, key).briefing


def reduced_for(briefing: Briefing, key: str) -> Reduction:
    """``for_audience``, with what it took away."""
    return _Reducer(briefing, find_audience(briefing, key)).reduction()


def find_audience(briefing: Briefing, key: str) -> Audience:
    """The audience of a key.

    Raises:
        ValueError: the briefing has no such audience.
    """
    found = next((audience for audience in briefing.audiences if audience.key == key), None)
    if found is None:
        named = ", ".join(audience.key for audience in briefing.audiences)
        listed = f"this briefing has: {named}" if named else "this briefing has none"
        raise ValueError(f"there is no audience {shown(str(key))}; {listed}")
    return found


class _Reducer:
    """Reduces one briefing for one audience.

    First it is found what goes; then a tree is made of what stays, whose leaves are texts and values; then it is seen
    what of the glossary and the sources the tree needs; and at last the tree becomes a briefing.
    """

    def __init__(self, briefing: Briefing, audience: Audience) -> None:
        self._briefing = briefing
        self._audience = audience
        self._marked: set[Location] = set()
        self._following: set[Location] = set()
        self._kept: dict[Location, list[int]] = {}
        self._needed: set[str] = set()
        self._concerned = [
            [location_in(briefing, path) for path in disagreement.concerns] for disagreement in briefing.disagreements
        ]

    def reduction(self) -> Reduction:
        """What is left, and what went."""
        self._mark_paths()
        self._mark_parts(self._briefing, ())
        more = True
        while more:  # what goes may take with it what is about it, and that its sources, and so on
            tree: dict[str, Any] = {**self._rest_of(self._briefing, ()), "audience": self._audience.name}
            keys = self._settle(tree)
            more = self._mark_followers()
        data = {**_data(tree, keys), "languages": list(self._briefing.languages)}
        reduced = self._validated(data)
        values = [each for each in values_of(self._briefing) if not self._is_rule(each)]
        marked = tuple(each for each in values if _is_in(location_of(each.path), self._marked))
        withheld = tuple(each for each in values if self._is_gone(location_of(each.path)))
        return Reduction(reduced, marked, withheld, tuple(self._renumbered()), self._kept)

    # What goes.

    def _mark_paths(self) -> None:
        """What the audience is without."""
        for path in self._audience.without:
            location = location_in(self._briefing, path)
            if location is None:  # the model refuses such a path; a briefing that was made otherwise must not pass
                message = f"there is nothing at {shown(path)}, so it cannot be withheld"
                raise InvalidBriefing([_needed(path, message, "mend the path")])
            self._marked.add(location)
        if not self._audience.sees_not_for_use:
            self._marked.add(("not_for_use",))

    def _mark_parts(self, part: Any, at: Location) -> None:
        """What is for others only, and what is for no reader."""
        if isinstance(part, Model):
            only_for = getattr(part, "only_for", None)
            if only_for is not None and self._audience.key not in only_for:
                self._marked.add(at)
                return
            never = _NEVER.get(type(part), ())
            for name, value in part:
                if name in never:
                    self._following.add((*at, name))
                else:
                    self._mark_parts(value, (*at, name))
            if "only_for" in type(part).model_fields and self._lacks_items(part, at):
                self._following.add(at)
        elif isinstance(part, tuple):
            for index, item in enumerate(part):
                self._mark_parts(item, (*at, index))

    def _lacks_items(self, part: Model, at: Location) -> bool:
        """Whether all of a list that a part must have goes: an empty frame would be left, such as a day without items.

        Only what is kept for others in the parts themselves comes to that: the model refuses paths that do.
        """
        return any(
            isinstance(value, tuple)
            and bool(value)
            and type(part).model_fields[name].is_required()
            and all(isinstance(item, Model) and self._is_gone((*at, name, index)) for index, item in enumerate(value))
            for name, value in part
        )

    def _mark_followers(self) -> bool:
        """What is about something that goes; whether there is any that did not go before."""
        found = {
            ("disagreements", index)
            for index, concerned in enumerate(self._concerned)
            if any(location is None or self._is_gone(location) for location in concerned)
        }
        gone = [each for each in {*self._marked, *self._following, ("audiences",)} if each[:1] != ("changes",)]
        hidden = {location for each in gone for location in (each, *self._by_key(each))}
        for index, change in enumerate(self._briefing.changes):
            location = location_of(change.path)
            about = any(_overlap(location, each) and not _is_unseen(each) for each in hidden)
            if about or _is_in(location, hidden) or not _RULES.isdisjoint(location):
                found.add(("changes", index))
        more = bool(found - self._following)
        self._following |= found
        return more

    def _by_key(self, location: Location) -> Iterator[Location]:
        """What goes of a source, with its key: lines of an addendum may have it so."""
        if location[:1] == ("sources",) and isinstance(index := location[1:2] and location[1], int):
            yield ("sources", *location_of(self._briefing.sources[index].key), *location[2:])

    def _is_gone(self, location: Location) -> bool:
        return _is_in(location, self._marked) or _is_in(location, self._following)

    # What stays.

    def _rest_of(self, part: Any, at: Location) -> Any:
        """A tree of dicts and lists of what stays below a part; its leaves are texts and values."""
        match part:
            case LocalizedText() | VerbatimText() | ShortForms():
                return part
            case Model():
                defaults = type(part).model_fields
                return {
                    name: rest
                    for name, value in part
                    if name != "only_for" and value != defaults[name].default and not self._is_gone((*at, name))
                    if (rest := self._rest_of(value, (*at, name))) not in _NOTHING
                }
            case ByLanguage():
                kept = {tag: value for tag, value in part.items() if not self._is_gone((*at, tag))}
                return {tag: self._rest_of(value, (*at, tag)) for tag, value in kept.items()}
            case tuple():
                self._kept[at] = [index for index in range(len(part)) if not self._is_gone((*at, index))]
                return [self._rest_of(part[index], (*at, index)) for index in self._kept[at]]
            case _:
                return part

    def _settle(self, tree: dict[str, Any]) -> dict[str, str]:
        """Leave in the glossary and the sources what the rest of the tree needs.

        Returns:
            The new keys of the sources that are withheld and needed, by their own.
        """
        body = [value for name, value in tree.items() if name not in {"glossary", "sources"}]
        entries = {index: tree_of(entry) for index, entry in enumerate(self._briefing.glossary)}
        sources = {source.key: source for source in self._briefing.sources}
        cited_somewhere = cited_in(tree_of(self._briefing))
        hidden = {key for index, key in enumerate(sources) if self._is_gone(("sources", index))}
        free = [key for key in sources if key not in hidden and key not in cited_somewhere]
        open_entries = {i for i in entries if not self._is_gone(("glossary", i))}
        needed, used = set(free), set[int]()
        texts = [*body, *(self._source_tree(tree, key) for key in free)]
        while texts:
            cited = cited_in(texts) - needed
            said = "\0".join(said_in(texts))
            found = {i for i in open_entries - used if has_short_form(said, entries[i]["short"])}
            needed |= cited
            used |= found
            texts = [*(self._entry_tree(tree, i) for i in found)]
            texts += [self._source_tree(tree, key) for key in cited if key not in hidden]
        return self._place(tree, needed, used, hidden)

    def _entry_tree(self, tree: dict[str, Any], index: int) -> Any:
        return tree["glossary"][self._kept["glossary",].index(index)]

    def _source_tree(self, tree: dict[str, Any], key: str) -> Any:
        return next(source for source in tree["sources"] if source["key"] == key)

    def _place(self, tree: dict[str, Any], needed: set[str], used: set[int], hidden: set[str]) -> dict[str, str]:
        """Put what is needed into the tree, and mark what is not."""
        tree["glossary"] = [self._entry_tree(tree, index) for index in sorted(used)]
        self._following |= {("glossary", index) for index in range(len(self._briefing.glossary)) if index not in used}
        taken = [source.key for source in self._briefing.sources]
        seen = needed - hidden
        neutral = (key for key in map(_NEUTRAL.format, itertools.count(1)) if key not in seen)
        keys: dict[str, str] = {}
        placed: list[Any] = []
        for index, source in enumerate(self._briefing.sources):
            if source.key not in needed:
                self._following.add(("sources", index))
            elif source.key in hidden:
                keys[source.key] = next(neutral)
                placed.append({"key": source.key, "withheld": True})
            else:
                placed.append(self._source_tree(tree, source.key))
        tree["sources"] = placed
        self._hide_context(tree, keys)
        for name in ("glossary", "sources"):
            if not tree[name]:
                del tree[name]
        self._kept["glossary",] = sorted(used)
        self._kept["sources",] = [index for index, key in enumerate(taken) if key in needed]
        self._needed = needed
        return keys

    def _hide_context(self, tree: dict[str, Any], hidden: Collection[str]) -> None:
        """What stands beside the words of a quote in a source goes with the source."""
        for index, quote in enumerate(self._briefing.quotes):
            if quote.source in hidden and not self._is_gone(("quotes", index)):
                for name in _OF_SOURCE_TEXT:
                    self._following.add(("quotes", index, name))
                    tree["quotes"][self._kept["quotes",].index(index)].pop(name, None)

    # What came of it.

    def _validated(self, data: dict[str, Any]) -> Briefing:
        try:
            return Briefing.model_validate(data)
        except ValidationError as error:
            hint = "leave some of it to this audience, or withhold the whole part that it stands in"
            start = f"for the audience {shown(self._audience.key)}, too little would be left"
            raise InvalidBriefing(
                _needed(path_of(original_location(each["loc"], self._kept)), f"{start}: {each['msg']}", hint)
                for each in error.errors(include_url=False, include_context=False, include_input=False)
            ) from error

    def _is_rule(self, placed: Placed) -> bool:
        return placed.field in _RULES or placed.owner is self._audience

    def _renumbered(self) -> Iterator[tuple[int, int]]:
        numbers = [index + 1 for index, source in enumerate(self._briefing.sources) if source.key in self._needed]
        yield from ((before, now) for now, before in enumerate(numbers, 1) if before != now)


def original_location(location: Iterable[int | str], kept: Mapping[Location, Sequence[int]]) -> Location:
    """A location in what is left, as it is in the whole briefing.

    Args:
        location: in what is left.
        kept: the indices of the items that are left of each list, by its location in the whole briefing.
    """
    found: list[int | str] = []
    for step in location:
        indices = kept.get(tuple(found), ())
        found.append(indices[step] if isinstance(step, int) and step < len(indices) else step)
    return tuple(found)


def _is_in(location: Location, places: Collection[Location]) -> bool:
    """Whether a location is one of the places, or stands in one."""
    return any(location[:length] in places for length in range(1, len(location) + 1))


def _is_unseen(location: Location) -> bool:
    """Whether it is something of a part that no reader gets."""
    return (*location[:1], *location[-1:]) in _UNSEEN


def _overlap(one: Location, other: Location) -> bool:
    """Whether one of two locations stands in the other."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _data(tree: Any, keys: Mapping[str, str], name: str = "") -> Any:
    """The raw input of a briefing out of a tree, with other keys for some sources."""
    match tree:
        case LocalizedText():
            return {tag: with_other_keys(text, keys) for tag, text in tree.root.items()}
        case VerbatimText() | ShortForms():
            return dict(tree.root)
        case dict():
            # The key of an insert is none of a source.
            own = name == "inserts"
            return {field: _data(value, keys, "" if own and field == "key" else field) for field, value in tree.items()}
        case list():
            return [_data(item, keys, name) for item in tree]
        case str() if name in {"source", "sources", "key"}:
            return keys.get(tree, tree)
        case _:
            return tree


def _needed(path: str | None, message: str, hint: str) -> Diagnostic:
    return Diagnostic("audience.needed", message, Place(path=path), (hint,))
