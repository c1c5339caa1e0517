"""From one difference of two briefings to the lines of an addendum that tell of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from briefgen.changes.beside import unit_of, with_neighbours
from briefgen.changes.compare import Difference
from briefgen.changes.reading import Reader, Words
from briefgen.model.audiences import Audience
from briefgen.model.base import Model
from briefgen.model.briefing import Briefing
from briefgen.model.by_language import ByLanguage
from briefgen.model.document import location_of
from briefgen.model.paths import location_in
from briefgen.model.problems import Location
from briefgen.model.quotes import Quote
from briefgen.model.walk import Texts

# What a thing is called by, whichever it has first. A thing that only has a text is that text.
_NAMES: Final = (
    "label", "title", "question", "name", "short", "speaker", "what", "caption", "role", "alternative",
)  # fmt: skip

# What the head of the addendum says itself, and how pages look.
_UNSEEN_OF_BRIEFING: Final = frozenset(
    {
        "schema_version", "languages", "other_languages", "reference", "status", "addendum_to", "audiences", "audience",
        "presentation", "conventions",
    }
)  # fmt: skip
# What no page shows.
_UNSEEN: Final = frozenset(
    {"only_for", "key", "sha256", "verdict", "prefix", "suffix", "scheme", "concerns", "withheld"}
)
_UNSEEN_OF: Final = {
    "sources": frozenset({"kind", "text", "language"}),
    "charts": frozenset({"kind"}),
    "pictures": frozenset({"kind"}),
}
# That they changed is said, and not how: a list as a whole, or the name of a file.
_TOLD_BY_LABEL: Final = frozenset({"file", "files", "values", "categories"})


class LineWriter:
    """Writes lines of an addendum, as mappings that ``Change`` takes."""

    def __init__(self, old: Briefing, new: Briefing) -> None:
        """Take the briefing as it was, and as it is."""
        self._briefings = {"before": old, "after": new}
        self._reader = Reader(old, new)

    def lines(self, difference: Difference) -> Iterator[dict[str, Any]]:
        """The lines for a difference; none where no page shows it."""
        paths = {"before": difference.old_path, "after": difference.new_path}
        places = {side: location_of(path) for side, path in paths.items() if path is not None}
        if any(_is_unseen(place) for place in places.values()):
            return
        side = "after" if "after" in places else "before"
        if difference.kind in {"added", "removed"}:
            yield from self._whole(places[side], side, difference)
            return
        head = {"kind": difference.kind, **self._rule(places)}
        owner, values = self._values(places)
        label = self._label(places[side], side, whole=difference.kind == "moved")
        if difference.kind == "moved":
            label = label or self._text_of(values["after"])
            line = {"path": difference.path, **head, **label}
        else:
            content = self._content(owner, _field(places[side]), values)
            line = {"path": difference.path, **head, **label, **content, **(self._unit(places) if content else {})}
        if {"label", "words", "before", "after"} & line.keys():
            yield line

    def _unit(self, places: dict[str, Location]) -> dict[str, Words]:
        """The unit of a number, where it was the same, and no audience is kept from it."""
        found = [(side, unit_of(list(_chain(self._briefings[side], place)), place)) for side, place in places.items()]
        units = [(side, *unit) for side, unit in found if unit is not None]
        if len(units) != len(places) or len({unit for _, _, unit in units}) > 1:
            return {}
        if any(self._is_kept_from_some(at, side) for side, at, _ in units):
            return {}
        label = self._reader.label(units[0][2])
        return {} if label is None else {"unit": label}

    def _is_kept_from_some(self, place: Location, side: str) -> bool:
        """Whether some audience is without exactly this, so that no line for all may tell it."""
        briefing = self._briefings[side]
        paths = (path for audience in briefing.audiences for path in audience.without)
        return any(location_in(briefing, path) == place for path in paths)

    def _values(self, places: dict[str, Location]) -> tuple[object, dict[str, Any]]:
        """The part that a value is of, and the value as it was and is."""
        chains = {side: list(_chain(self._briefings[side], place)) for side, place in places.items()}
        owner = next(iter(chains.values()))[-2]
        return owner, {"before": None, "after": None} | {side: chain[-1] for side, chain in chains.items()}

    def _whole(self, place: Location, side: str, difference: Difference) -> Iterator[dict[str, Any]]:
        """The lines for what was added or removed as a whole: one for each of its values, for those who may see it."""
        path = difference.path
        *_, owner, value = _chain(self._briefings[side], place)
        leaves = list(_leaves(value, owner, place, path))
        label = self._label(place, side, whole=True)
        named = _name_of(value) if label else None
        shown = 0
        for owner, at, leaf, where in leaves:
            if _is_unseen(at) or _is_beside(at) or (named is not None and leaf is named):
                continue
            content = self._content(owner, _field(at), {"before": None, "after": None, side: leaf})
            if content:
                shown += 1
                head = {"kind": difference.kind, **self._rule({side: at})}
                own = {} if label and at[-2:-1] != ("values",) else self._label(at, side)
                yield {"path": where, **head, **(own or label), **content}
        if label and not shown:
            yield {"path": path, "kind": difference.kind, **self._rule({side: place}), **label}

    def _content(self, owner: object, name: int | str, values: dict[str, Any]) -> dict[str, Any]:
        """The words or values of a line."""
        before, after = values["before"], values["after"]
        if name in _TOLD_BY_LABEL:
            return {}
        row = isinstance(name, int) and (isinstance(before, tuple) or isinstance(after, tuple))
        if row or isinstance(before, Texts) or isinstance(after, Texts):
            words = self._reader.changed_words(before, after)
            return {"words": words} if words else {}
        if isinstance(owner, Quote) and name == "text":
            return {"words": self._reader.quoted_words(before or "", after or ""), "language": owner.language}
        if isinstance(owner, Quote) and name == "source":  # by its number, as a list of sources is
            values = {side: None if key is None else (key,) for side, key in values.items()}
        if isinstance(before, bool) or isinstance(after, bool):  # a flag: its name says what holds
            flags = {"before": name if before is True else None, "after": name if after is True else None}
            return {key: value for key, value in flags.items() if value is not None}
        shown = {key: self._reader.value(values[key], old=key == "before") for key in ("before", "after")}
        return {key: value for key, value in shown.items() if value is not None}

    def _label(self, place: Location, side: str, *, whole: bool = False) -> dict[str, Words]:
        """What the nearest thing around a value is called, unless that is the value itself.

        Args:
            place: of the value.
            side: the briefing that it is in.
            whole: whether the value is a thing itself, which may have a name.
        """
        chain = list(_chain(self._briefings[side], place))
        own = chain[-1]
        for depth in reversed(range(len(chain) if whole else len(chain) - 1)):
            names = _names_of(chain[depth], or_text=not whole)
            open_names = (text for name, text in names if not self._is_kept_from_some((*place[:depth], name), side))
            name = next(open_names, None)
            if name is not None and name is not own:
                label = self._reader.label(name)
                return {} if label is None else {"label": with_neighbours(self._reader, label, chain, place)}
        return {}

    def _text_of(self, value: object) -> dict[str, Words]:
        """The first text of a thing that has no name, such as a paragraph."""
        leaves = (leaf for _, _, leaf, _ in _leaves(value, None, (), ""))
        text = next((leaf for leaf in leaves if isinstance(leaf, Texts)), None)
        return {} if text is None else {"words": self._reader.same_words(text)}

    def _rule(self, places: dict[str, Location]) -> dict[str, list[str]]:
        """Who may see a line: those who may see what it tells of, as it was and as it is."""
        audiences = self._briefings["after"].audiences
        seeing = [
            audience.key
            for audience in audiences
            if all(_sees(audience, self._briefings[side], place) for side, place in places.items())
        ]
        whole = all(self._is_for_all(place, side) for side, place in places.items())
        return {} if whole and len(seeing) == len(audiences) else {"only_for": seeing}

    def _is_for_all(self, place: Location, side: str) -> bool:
        return all(getattr(part, "only_for", None) is None for part in _chain(self._briefings[side], place))


def _sees(audience: Audience, briefing: Briefing, place: Location) -> bool:
    """Whether an audience of the new briefing may see what stands at a place of this one, the old or the new."""
    parts = _chain(briefing, place)
    rules = [rule for part in parts if (rule := getattr(part, "only_for", None)) is not None]
    if any(audience.key not in rule for rule in rules):
        return False
    if place[:1] == ("not_for_use",) and not audience.sees_not_for_use:
        return False
    return not is_withheld(briefing, audience.key, place)


def is_withheld(briefing: Briefing, key: str, place: Location) -> bool:
    """Whether an audience of a briefing is not to get what stands at a place, or a part of that."""
    paths = next((audience.without for audience in briefing.audiences if audience.key == key), ())
    hidden = [location for path in paths if (location := location_in(briefing, path)) is not None]
    return any(place[: len(each)] == each or each[: len(place)] == place for each in hidden)


def _is_unseen(place: Location) -> bool:
    """Whether no page shows a value, or the head of the addendum does."""
    of_briefing = not _UNSEEN_OF_BRIEFING.isdisjoint(place[:1])
    return (
        of_briefing
        or not _UNSEEN.isdisjoint(place)
        or not _UNSEEN_OF.get(str(place[0]), frozenset()).isdisjoint(place[1:])
    )


def _chain(briefing: Briefing, place: Location) -> Iterator[Any]:
    """The briefing, the parts around a value, and the value."""
    part: Any = briefing
    yield part
    for step in place:
        part = part[step] if isinstance(step, int) or isinstance(part, ByLanguage) else getattr(part, step)
        yield part


def _names_of(part: object, *, or_text: bool = False) -> Iterator[tuple[str, Texts]]:
    """What a part may be called by, or else a text; the briefing's own title is none of a part."""
    if isinstance(part, Model) and not isinstance(part, Briefing):
        found = ((name, getattr(part, name, None)) for name in (*_NAMES, *(["text"] if or_text else [])))
        yield from ((name, text) for name, text in found if isinstance(text, Texts))


def _name_of(part: object) -> Texts | None:
    """What a part is called, if it has a name."""
    return next((text for _, text in _names_of(part)), None)


def _is_beside(place: Location) -> bool:
    """Whether the numbers of a chart that is told as a whole are told with it."""
    return place[0] == "charts" and ("categories" in place or place[-1] == "label")


def _field(place: Location) -> int | str:
    """The name or index of a value, or what it is one of by language."""
    return "files" if place[-2:-1] == ("files",) else place[-1]


def _is_of_parts(value: tuple[object, ...]) -> bool:
    return any(isinstance(item, Model | Texts | tuple) for item in value)


def _leaves(value: Any, owner: object, place: Location, path: str) -> Iterator[tuple[object, Location, Any, str]]:
    """The values in a part, each with its owner, its place and its path; lists of keys, and rows, are one value."""
    if isinstance(value, Model):
        for name, part in value:
            if part is not None and part != ():
                yield from _leaves(part, value, (*place, name), f"{path}.{name}")
    elif isinstance(value, ByLanguage):
        for tag, item in value.items():
            yield from _leaves(item, owner, (*place, tag), f"{path}.{tag}")
    elif isinstance(value, tuple) and place[-2:-1] != ("rows",) and (_is_of_parts(value) or place[-1] == "values"):
        for index, item in enumerate(value):
            yield from _leaves(item, owner, (*place, index), f"{path}[{index}]")
    elif value is not None and value != ():
        yield owner, place, value, path
