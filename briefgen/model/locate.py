"""From a path into a briefing back to the line and column of its file.

What is found after the reading, such as a character without a glyph, knows only the path.
"""

from __future__ import annotations

from dataclasses import replace

from briefgen.diagnostics import Diagnostic, Place
from briefgen.model.document import MappingNode, TreeBuilder, location_of, mark_at, node_at
from briefgen.model.json_reader import read_json
from briefgen.model.load import Format
from briefgen.model.problems import Location
from briefgen.model.yaml_reader import read_yaml


def locate(where: Place, text: str, *, format: Format = "yaml", name: str | None = None) -> Place:  # noqa: A002 - as in loads
    """The place with the name of the file, and the line and column at which the value begins.

    Args:
        where: a place with a path. One without a path, or in another file already, is returned as it is. Of a value
            that the file does not have, such as an optional key that was left out, only the file is known.
        text: the content of a file that was read as a briefing.
        format: ``"yaml"`` or ``"json"``.
        name: what diagnostics call the file.

    Raises:
        InvalidBriefing: the text is not well-formed.
    """
    if where.file is not None or where.path is None:
        return where
    return Locator(text, format=format, name=name).place(where)


class Locator:
    """Finds the places of many values in one file, which is read once.

    Args:
        text: the content of a file that was read as a briefing.
        format: ``"yaml"`` or ``"json"``.
        name: what diagnostics call the file.

    Raises:
        InvalidBriefing: the text is not well-formed.
    """

    def __init__(self, text: str, *, format: Format = "yaml", name: str | None = None) -> None:  # noqa: A002 - as in loads
        builder = TreeBuilder(name)
        read = read_json if format == "json" else read_yaml
        read(text.removeprefix("\ufeff"), builder)
        self._root = builder.root
        self._name = name

    def place(self, where: Place) -> Place:
        """The place of a path, as ``locate`` tells it."""
        if where.file is not None or where.path is None:
            return where
        written = location_of(where.path)
        location = self._in_file(written)
        if self._root is None or node_at(self._root, location[:1]) is None:
            return replace(where, file=self._name)
        mark = mark_at(self._root, location, key=location != written)
        return replace(where, file=self._name, line=mark.line, column=mark.column)

    def _in_file(self, location: Location) -> Location:
        """Where the file has what a briefing makes of it: without a list of languages, they are those of the title."""
        if self._root is None or location[:1] != ("languages",) or node_at(self._root, ("languages",)) is not None:
            return location
        title = node_at(self._root, ("title",))
        tags = list(title.entries) if isinstance(title, MappingNode) else []
        if len(location) > 1 and isinstance(location[1], int) and location[1] < len(tags):
            return "title", tags[location[1]]
        return location

    def diagnostic(self, found: Diagnostic) -> Diagnostic:
        """A diagnostic with all its places."""
        return replace(found, where=self.place(found.where), related=tuple(map(self.place, found.related)))
