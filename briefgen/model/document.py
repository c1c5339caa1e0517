"""A file's content as a tree of nodes that know their places, whatever the file was written in.

The reader of each format hands its events to a ``TreeBuilder``, which enforces the limits while the tree grows: nothing
is built that would be refused afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from briefgen.diagnostics import Diagnostic, Place
from briefgen.errors import InvalidBriefing
from briefgen.model.characters import describe_forbidden
from briefgen.model.problems import Location, shown

_SURROGATE = re.compile("[\ud800-\udfff]")
_SURROGATE_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")

MAX_BYTES: Final = 10_000_000
MAX_DEPTH: Final = 64
MAX_NODES: Final = 200_000

STEP: Final = re.compile(r"\[([0-9]+)\]|\.?([^.\[\]]+)")
"""A step of a path: an index, or a name."""

_MAX_NAME: Final = 60
"""Longer keys are none that a briefing has, and are shortened in paths."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A position in a file; line and column count from 1, the column in code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, number, truth value or nothing; ``written`` is how the file has it."""

    mark: Mark
    value: object
    written: str


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list."""

    mark: Mark
    items: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MappingNode:
    """A mapping: the mark of each key, and its value."""

    mark: Mark
    entries: dict[str, tuple[Mark, Node]] = field(default_factory=dict)


Node: TypeAlias = Scalar | ListNode | MappingNode


def refused(code: str, message: str, hint: str, *, file: str | None, mark: Mark | None = None) -> InvalidBriefing:
    """The exception for a file that cannot be read any further."""
    line, column = (None, None) if mark is None else (mark.line, mark.column)
    return InvalidBriefing([Diagnostic(code, message, Place(file, line, column), (hint,))])


def to_plain(node: Node) -> object:
    """The node as dicts, lists and scalars."""
    match node:
        case Scalar():
            return node.value
        case ListNode():
            return [to_plain(item) for item in node.items]
        case MappingNode():
            return {key: to_plain(value) for key, (_, value) in node.entries.items()}


def empty_places(node: Node, location: Location = ()) -> Iterator[Location]:
    """The locations of everything that has no value."""
    match node:
        case Scalar():
            if node.value is None:
                yield location
        case ListNode():
            for index, item in enumerate(node.items):
                yield from empty_places(item, (*location, index))
        case MappingNode():
            for key, (_, value) in node.entries.items():
                yield from empty_places(value, (*location, key))


def node_at(root: Node, location: Location) -> Node | None:
    """The node at a location; ``None`` when there is none."""
    node = root
    for part in location:
        if isinstance(node, MappingNode) and isinstance(part, str) and part in node.entries:
            node = node.entries[part][1]
        elif isinstance(node, ListNode) and isinstance(part, int) and 0 <= part < len(node.items):
            node = node.items[part]
        else:
            return None
    return node


def mark_at(root: Node, location: Location, *, key: bool = False) -> Mark:
    """Where the value at a location stands, or its key; for what is not there, where the nearest mapping begins."""
    if key and location:
        parent = node_at(root, location[:-1])
        if isinstance(parent, MappingNode) and location[-1] in parent.entries:
            return parent.entries[str(location[-1])][0]
    for length in range(len(location), 0, -1):
        if node := node_at(root, location[:length]):
            return node.mark
    return root.mark


def path_of(location: Location) -> str | None:
    """A location in the form of a diagnostic: ``facts[2].label.ar``; ``None`` for the top."""
    path = ""
    for part in location:
        if isinstance(part, int):
            path += f"[{part}]"
        elif len(part) <= _MAX_NAME and part.replace("-", "").replace("_", "").isalnum() and part.isascii():
            path += f".{part}" if path else part
        else:
            path += f"[{shown(part)}]"
    return path or None


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read."""

    node: ListNode | MappingNode
    anchor: str | None
    nodes_before: int
    height: int = 1
    key: tuple[Mark, str, bool] | None = None


@dataclass(slots=True)
class TreeBuilder:
    """Builds the tree from events, and keeps the limits.

    Problems that do not stop the reading are collected in ``diagnostics``.
    """

    file: str | None
    diagnostics: list[Diagnostic] = field(default_factory=list)
    root: Node | None = None
    _open: list[_Open] = field(default_factory=list)
    _anchors: dict[str, tuple[Node, int, int]] = field(default_factory=dict)
    _nodes: int = 0

    def report(self, code: str, message: str, hint: str, mark: Mark, location: Location | None = None) -> None:
        """Note a problem and go on; it is where the next value will stand, unless a location is given."""
        place = Place(self.file, mark.line, mark.column, path_of(self.location if location is None else location))
        self.diagnostics.append(Diagnostic(code, message, place, (hint,)))

    @property
    def location(self) -> Location:
        """Where in the tree the next value will stand."""
        parts: list[int | str] = []
        for level in self._open:
            if isinstance(level.node, ListNode):
                parts.append(len(level.node.items))
            elif level.key is not None:
                parts.append(level.key[1])
        return tuple(parts)

    @property
    def expects_key(self) -> bool:
        """Whether the next scalar is the key of a mapping."""
        return bool(self._open) and isinstance(self._open[-1].node, MappingNode) and self._open[-1].key is None

    @property
    def column(self) -> int:
        """The column of the key, or of the list, whose value comes next; 0 at the top."""
        if not self._open:
            return 0
        level = self._open[-1]
        return (level.node.mark if level.key is None else level.key[0]).column

    def key(self, mark: Mark, written: str, anchor: str | None = None) -> None:
        """The key of the next value. The first of two equal keys counts, so that its value is checked too."""
        level = self._open[-1]
        written = self._without_surrogates(written, mark)
        if anchor is not None:
            self._anchors[anchor] = (Scalar(mark, written, written), 1, 1)
        entries: Mapping[str, tuple[Mark, Node]] = level.node.entries if isinstance(level.node, MappingNode) else {}
        first = entries.get(written)
        level.key = (mark, written, first is not None)
        if first is not None:
            message = f"the key {shown(written)} stands here for the second time; the first is in line {first[0].line}"
            self.report("file.duplicate-key", message, "remove one of them, or give it another name", mark)

    def scalar(self, mark: Mark, value: object, written: str, anchor: str | None = None) -> None:
        """A value that is no list and no mapping."""
        if isinstance(value, str):
            value = self._without_surrogates(value, mark)
        self._count(1, mark)
        self._finish(Scalar(mark, value, written), anchor, size=1, height=1)

    def prolong(self, mark: Mark, text: str) -> Location:
        """The last value of the open mapping, which stands at ``mark``, is this longer text.

        Returns:
            Its location; that of the mapping, if the value was left out because its key came twice.
        """
        node = self._open[-1].node
        if isinstance(node, MappingNode) and node.entries:
            name, (key_mark, value) = next(reversed(node.entries.items()))
            if value.mark == mark:
                node.entries[name] = (key_mark, Scalar(mark, text, text))
                return (*self.location, name)
        return self.location

    def start(self, node: ListNode | MappingNode, anchor: str | None = None) -> None:
        """A list or mapping begins."""
        if len(self._open) >= MAX_DEPTH:
            raise self._too_deep(node.mark)
        before = self._nodes
        self._count(1, node.mark)
        self._open.append(_Open(node, anchor, before))

    def end(self) -> None:
        """The innermost list or mapping ends."""
        level = self._open.pop()
        self._finish(level.node, level.anchor, size=self._nodes - level.nodes_before, height=level.height)

    def alias(self, mark: Mark, name: str) -> None:
        """The value of an anchor once more. Its size and height count again, as if it were written out."""
        if any(level.anchor == name for level in self._open):
            message = f"the alias {shown('*' + name)} stands inside the value that it names"
            raise refused("file.alias-bomb", message, "write the value out", file=self.file, mark=mark)
        if name not in self._anchors:
            message = f"the alias {shown('*' + name)} has no anchor before it"
            hint = f"put the text in quotes if the asterisk is text, or add the anchor &{name}"
            raise refused("file.syntax", message, hint, file=self.file, mark=mark)
        node, size, height = self._anchors[name]
        if self._nodes + size > MAX_NODES:
            message = f"with its aliases written out, the file has more than {MAX_NODES:,} values"
            raise refused("file.alias-bomb", message, "use fewer aliases", file=self.file, mark=mark)
        if len(self._open) + height - 1 > MAX_DEPTH:
            raise self._too_deep(mark)
        self._nodes += size
        self._finish(node, None, size=size, height=height)

    def _without_surrogates(self, text: str, mark: Mark) -> str:
        r"""The text with ``\ud83d\ude00`` made one character; a surrogate without its partner is reported."""
        if not _SURROGATE.search(text):
            return text
        joined = _SURROGATE_PAIR.sub(lambda pair: pair.group().encode("utf-16", "surrogatepass").decode("utf-16"), text)
        if lone := _SURROGATE.search(joined):
            self.report("model.bad-character", f"the text has {describe_forbidden(lone.group())}", "remove it", mark)
        return _SURROGATE.sub("\ufffd", joined)

    def _finish(self, node: Node, anchor: str | None, *, size: int, height: int) -> None:
        if anchor is not None:
            self._anchors[anchor] = (node, size, height)
        if not self._open:
            self.root = node
            return
        level = self._open[-1]
        level.height = max(level.height, height + 1)
        if isinstance(level.node, ListNode):
            level.node.items.append(node)
        elif level.key is not None:
            mark, name, repeated = level.key
            level.key = None
            if not repeated:
                level.node.entries[name] = (mark, node)

    def _count(self, nodes: int, mark: Mark) -> None:
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            message = f"the file has more than {MAX_NODES:,} values"
            raise refused("file.too-large", message, "split the briefing", file=self.file, mark=mark)

    def _too_deep(self, mark: Mark) -> InvalidBriefing:
        message = f"lists and mappings are nested more than {MAX_DEPTH} deep"
        hint = "take lists and mappings out of one another: a briefing needs no more than seven"
        return refused("file.too-deep", message, hint, file=self.file, mark=mark)


def location_of(path: str) -> Location:
    """The steps of a path such as ``facts[2].label.ar``: what ``path_of`` made of them."""
    return tuple(int(index) if index else name for index, name in STEP.findall(path))


def mark_of_offset(text: str, offset: int) -> Mark:
    """The position of a character of a text, by its index."""
    before = text.count("\n", 0, offset)
    return Mark(before + 1, offset - text.rfind("\n", 0, offset))
